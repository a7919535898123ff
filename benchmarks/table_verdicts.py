"""Times verdicts of whole tables beside what one would write by hand for them: alone, counted in SQL, and CQC-style.

What is written by hand looks for no levels off the scale.  Needs the dependency group `engines`; what is missing is
left out.
"""

import sys
from collections.abc import Callable, Mapping
from functools import reduce
from importlib import import_module
from operator import add, and_
from statistics import median
from time import process_time
from typing import Any

import polars as pl
from sidebyside import figure, held, ratio, smoke, timed
from tables import MINIMUMS, WIGAN, assessments

import positiveculture as pc
from positiveculture.tables import evaluate_table

#: How many times as long as by hand, looking for invalid levels and trusting that there are none.
ALONE, COUNTED, SHARES = (1.8, 1.0), (1.3, 1.3), (1.3, 1.3)

CQC = pc.get_framework("cqc-style-well-led")
SCORED = [topic.id for topic in CQC.topics]

Runs = Mapping[str, Callable[[], object]]


def alone_by_hand(frame: Any) -> Any:
    """Return whether each of Wigan's awards is met, null for undecided."""
    own = [reduce(and_, [pl.col(topic) >= level for topic, level in asked]) for asked in MINIMUMS.values()]
    frame = frame.select(each.alias(award) for award, each in zip(MINIMUMS, own, strict=True))
    held_too = [list(MINIMUMS)[: place + 1] for place in range(len(MINIMUMS))]
    return frame.select(reduce(and_, map(pl.col, names)).alias(f"{names[-1]}_met") for names in held_too)


def verdicts(framework: pc.Framework) -> list[str]:
    """Return the names of the columns of verdicts."""
    return [f"{award.id}_met" for award in framework.awards]


def scores(rows: int, *, gaps: bool) -> pl.DataFrame:
    """Return so many CQC-style assessments, a byte a score; with gaps one in fifty is open."""
    levels = pl.Series([1, 2, 2, *[3] * 25, *[4] * 21, *[None] * gaps], dtype=pl.Int8)
    return pl.DataFrame({topic: levels.sample(rows, with_replacement=True, seed=n) for n, topic in enumerate(SCORED)})


def bands_by_hand(frame: Any) -> Any:
    """Judge the CQC-style bands, with every column that `evaluate_table` adds."""
    zero, one = pl.lit(0, pl.Int8), pl.lit(1, pl.Int8)

    def missing(condition: pl.Expr) -> pl.Expr:
        return pl.when(condition).then(zero).otherwise(one)

    working: dict[str, pl.Expr] = {
        "least": reduce(add, [pl.col(topic).fill_null(1) for topic in SCORED]),
        "best": reduce(add, [pl.col(topic).fill_null(4) for topic in SCORED]),
    }
    for level in (2, 3):
        working[f"all {level}"] = reduce(and_, [pl.col(topic) >= level for topic in SCORED])
        working[f"below {level}"] = reduce(add, [missing(pl.col(topic) >= level) for topic in SCORED])
    frame = frame.with_columns(**working)
    shares = {
        f"share {points}": pl.when(pl.col("least") >= points).then(True).when(pl.col("best") < points).then(False)
        for points in (13, 20, 28)
    }
    low, middle, high = map(pl.col, shares)
    frame = frame.with_columns(**shares).with_columns(
        low.alias("requires-improvement_met"),
        missing(low).cast(pl.Int32).alias("requires-improvement_unmet"),
        ((middle & pl.col("all 2")) | high).alias("good_met"),
        (missing(middle) + pl.col("below 2") + missing(high)).cast(pl.Int32).alias("good_unmet"),
        (high & pl.col("all 3")).alias("outstanding_met"),
        (missing(high) + pl.col("below 3")).cast(pl.Int32).alias("outstanding_unmet"),
    )
    award = pl.lit(None, pl.String)
    for name in CQC.awards:
        award = pl.when(pl.col(f"{name.id}_met")).then(pl.lit(name.id)).otherwise(award)
    return frame.with_columns(
        pl.when("good_met").then(pl.lit(0, pl.Int32)).otherwise("good_unmet").alias("good_unmet"), award.alias("award")
    ).drop(*working, *shares)


def counted_by_hand(ids: list[str]) -> str:
    """Return SQL that counts whether each of Wigan's awards is met or not, in the table `given`."""
    own = [" AND ".join(f'"{topic}" >= {level}' for topic, level in asked) for asked in MINIMUMS.values()]
    first = ", ".join(f"({each}) AS {award}_own" for award, each in zip(ids, own, strict=True))
    second = ", ".join(
        f"{' AND '.join(f'{each}_own' for each in ids[: place + 1])} AS {ids[place]}_met" for place in range(len(ids))
    )
    return f"SELECT {second} FROM (SELECT {first} FROM given)"  # noqa: S608 - our own names and numbers


def in_sql(rows: int) -> Runs:
    """Return counting the verdicts in DuckDB, ours and by hand."""
    duckdb, _ = import_module("duckdb"), import_module("pyarrow")
    connection = duckdb.connect()
    connection.register("arrow", assessments(rows).to_arrow())
    connection.execute("CREATE TABLE given AS SELECT * FROM arrow")
    ids = [award.id for award in WIGAN.awards]
    counts = ", ".join(f"count(*) FILTER ({each}_met), count(*) FILTER (NOT {each}_met)" for each in ids)

    def counted(query: str) -> Any:
        return connection.execute(f"SELECT {counts} FROM ({query})").fetchall()  # noqa: S608 - the same

    def ours(**asked: Any) -> Any:
        return counted(evaluate_table(connection.table("given"), WIGAN, **asked).sql_query())

    if ours() != counted(counted_by_hand(ids)):
        raise AssertionError("what is written by hand counts something else")
    return {
        "ours": ours,
        "trust": lambda: ours(on_invalid="trust"),
        "by hand": lambda: counted(counted_by_hand(ids)),
    }


def of_wigan(frame: pl.DataFrame) -> Runs:
    """Return Wigan's verdicts alone, of a lazy table, ours and by hand."""
    lazy, wanted = frame.lazy(), verdicts(WIGAN)
    if not evaluate_table(lazy, WIGAN).select(wanted).collect().equals(alone_by_hand(frame)):
        raise AssertionError("what is written by hand says something else")
    return {
        "ours": lambda: evaluate_table(lazy, WIGAN).select(wanted).collect(),
        "trust": lambda: evaluate_table(lazy, WIGAN, on_invalid="trust").select(wanted).collect(),
        "by hand": lambda: alone_by_hand(lazy).collect(),
    }


def of_bands(frame: Any, wanted: list[str]) -> Runs:
    """Return columns of the CQC-style bands, of an eager or a lazy table, ours and by hand."""
    collected: Callable[[Any], Any] = (
        (lambda table: table.select(wanted).collect()) if isinstance(frame, pl.LazyFrame) else lambda table: table
    )
    if not collected(evaluate_table(frame, CQC)).equals(collected(bands_by_hand(frame))):
        raise AssertionError("what is written by hand says something else")
    return {
        "ours": lambda: collected(evaluate_table(frame, CQC)),
        "trust": lambda: collected(evaluate_table(frame, CQC, on_invalid="trust")),
        "by hand": lambda: collected(bands_by_hand(frame)),
    }


def beside(what: str, runs: Runs, rounds: int, bounds: tuple[float, float]) -> bool:
    """Print what ours costs beside by hand, looking and trusting; return whether both bounds hold."""
    times = timed(runs, rounds, process_time)
    print(f"{what}: " + ", ".join(f"{name} {figure(median(each))}" for name, each in times.items()))
    measured = [
        held(f"    {name} / by hand", *_bounded(times, name, bound))
        for name, bound in zip(("ours", "trust"), bounds, strict=True)
    ]
    return all(measured)


def _bounded(times: Any, name: str, bound: float) -> tuple[float, float, float]:
    middle, best = ratio(times, name, "by hand")
    return middle, bound, best


def main() -> int:
    """Print what was measured; return 1 where a bound does not hold."""
    quick = smoke(__doc__)
    rows, rounds = (50_000, 3) if quick else (2_000_000, 9)
    good = True
    for gaps in (True, False):
        frame = assessments(rows) if gaps else assessments(rows).with_columns(pl.all().fill_null(3))
        bands, which = scores(rows, gaps=gaps), "with gaps" if gaps else "without gaps"
        everything = evaluate_table(bands.clear(), CQC).columns
        good &= beside(f"Wigan, verdicts alone, lazy, {which}", of_wigan(frame), rounds, ALONE)
        good &= beside(f"CQC-style, eager, {which}", of_bands(bands, everything), rounds, SHARES)
        good &= beside(f"CQC-style, lazy, {which}", of_bands(bands.lazy(), everything), rounds, SHARES)
        good &= beside(f"CQC-style, verdicts alone, {which}", of_bands(bands.lazy(), verdicts(CQC)), rounds, SHARES)
    try:
        counting = in_sql(rows)
    except ModuleNotFoundError:
        print("DuckDB and PyArrow are not installed: left out")
    else:
        good &= beside("Wigan, counted by DuckDB", counting, rounds, COUNTED)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
