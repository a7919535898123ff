"""Times judging whole tables of Wigan assessments beside what one would write by hand, engine by engine.

By hand means the same columns for the same three awards, null for undecided, and for these thresholds alone.  Our side
also looks for levels off the scale, unless it says "trust".  Needs the dependency group
`engines`; what is missing is left out.
"""

import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from functools import partial, reduce
from importlib import import_module
from operator import add
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

import polars as pl
from sidebyside import figure, held, ratio, smoke, timed

import positiveculture as pc
from positiveculture.cli.table.run import Job, run
from positiveculture.tables import evaluate_table

#: How many times as long as by hand, looking for invalid levels and trusting that there are none; how much dearer a row
#: may be in one size than in another; GiB at the peak.
BY_HAND = {
    "Polars": (1.8, 1.0),
    "Polars, lazy": (1.8, 1.0),
    "DuckDB": (1.3, 1.3),
    "pandas": (1.3, 1.3),
}
FLAT, PEAK, TEN_ROWS, ARROW = 1.2, 1.0, 3.0, 1.5

#: How many times as long the command takes as a copy of Parquet, and as a job by hand on CSV, without and with quotes.
COPY, CSV, QUOTED = 2.0, 3.0, 5.0

WIGAN = pc.get_framework("wigan-progress")
MINIMUMS = {
    award.id: [(rule.topic, rule.level) for rule in pc.All([award.rule]).rules[0].rules if isinstance(rule, pc.AtLeast)]
    for award in WIGAN.awards
}


def assessments(rows: int) -> pl.DataFrame:
    """Return so many assessments, a byte a level; one answer in fifty is open."""
    levels = pl.Series([1, 2, *[3] * 5, *[4] * 18, *[5] * 24, None], dtype=pl.Int8)
    return pl.DataFrame(
        {topic.id: levels.sample(rows, with_replacement=True, seed=n) for n, topic in enumerate(WIGAN.topics)}
    )


def polars_by_hand(frame: Any) -> Any:
    """TableJudge with Polars' own expressions."""
    zero, one = pl.lit(0, pl.Int8), pl.lit(1, pl.Int8)
    first = []
    for award, asked in MINIMUMS.items():
        unmet = [pl.when(pl.col(topic) >= level).then(zero).otherwise(one) for topic, level in asked]
        first.append(reduce(add, unmet).alias(f"u {award}"))
        first.append(pl.any_horizontal([pl.col(topic) < level for topic, level in asked]).alias(f"c {award}"))
    second: list[pl.Expr] = []
    highest = pl.lit(None, pl.String)
    below: tuple[pl.Expr, pl.Expr] | None = None
    for award in MINIMUMS:
        unmet, closed = pl.col(f"u {award}"), pl.col(f"c {award}")
        if below:
            unmet, closed = unmet + pl.when(below[0] == 0).then(zero).otherwise(one), closed | below[1]
        met = pl.when(closed).then(statement=False).when(unmet == 0).then(statement=True)
        second += [met.alias(f"{award}_met"), unmet.cast(pl.Int32).alias(f"{award}_unmet")]
        highest = pl.when(unmet == 0).then(pl.lit(award)).otherwise(highest)
        below = unmet, closed
    working = [f"{what} {award}" for award in MINIMUMS for what in "uc"]
    return frame.with_columns(first).with_columns(*second, highest.alias("award")).drop(working)


def sql_by_hand() -> str:
    """Return the same in SQL, over the table `given`."""
    first, second, highest, below = [], [], "NULL", ""
    for award, asked in MINIMUMS.items():
        unmet = " + ".join(f'(CASE WHEN "{topic}" >= {level} THEN 0 ELSE 1 END)' for topic, level in asked)
        closed = " OR ".join(f'"{topic}" < {level}' for topic, level in asked)
        first.append(f"CAST({unmet} AS TINYINT) AS u_{award}, ({closed}) AS c_{award}")
    held: dict[str, tuple[str, str]] = {}
    for award in MINIMUMS:
        unmet, closed = f"u_{award}", f"c_{award}"
        if below:
            unmet = f"({unmet} + CASE WHEN {held[below][0]} = 0 THEN 0 ELSE 1 END)"
            closed = f"({closed} OR {held[below][1]})"
        held[award] = unmet, closed
        second.append(f"CASE WHEN {closed} THEN false WHEN {unmet} = 0 THEN true END AS {award}_met")
        second.append(f"CAST({unmet} AS INTEGER) AS {award}_unmet")
        highest = f"CASE WHEN {unmet} = 0 THEN '{award}' ELSE {highest} END"
        below = award
    working = ", ".join(f"{what}_{award}" for award in MINIMUMS for what in "uc")
    inner = f"SELECT *, {', '.join(first)} FROM given"  # noqa: S608 - our own names and numbers
    return f"SELECT * EXCLUDE ({working}), {', '.join(second)}, {highest} AS award FROM ({inner})"  # noqa: S608 - the same


def numpy_by_hand(frame: Any) -> Any:
    """TableJudge a pandas frame with numpy; floats, NaN for what is open."""
    np, pandas = import_module("numpy"), import_module("pandas")
    found: dict[str, Any] = {}
    highest = np.full(len(frame), None, dtype=object)
    below: tuple[Any, Any] | None = None
    for award, asked in MINIMUMS.items():
        unmet, closed = np.zeros(len(frame), "int8"), np.zeros(len(frame), bool)
        for topic, level in asked:
            levels = frame[topic].to_numpy()
            unmet += ~(levels >= level)
            closed |= levels < level
        if below is not None:
            unmet, closed = unmet + ~below[0], closed | below[1]
        met = unmet == 0
        found[f"{award}_met"] = pandas.arrays.BooleanArray(met, ~met & ~closed)
        found[f"{award}_unmet"] = unmet.astype("int32")
        highest[met] = award
        below = met, closed
    return frame.assign(**found, award=pandas.array(highest, dtype="str"))


def contenders(frame: pl.DataFrame) -> dict[str, Mapping[str, Callable[[], object]]]:
    """Return, for each engine that is installed, ours and by hand."""
    found: dict[str, Mapping[str, Callable[[], object]]] = {
        "Polars": {
            "ours": lambda: evaluate_table(frame, WIGAN),
            "trust": lambda: evaluate_table(frame, WIGAN, on_invalid="trust"),
            "by hand": lambda: polars_by_hand(frame),
        },
        "Polars, lazy": {
            "ours": lambda: evaluate_table(frame.lazy(), WIGAN).collect(),
            "trust": lambda: evaluate_table(frame.lazy(), WIGAN, on_invalid="trust").collect(),
            "by hand": lambda: polars_by_hand(frame.lazy()).collect(),
        },
    }
    try:
        duckdb, _ = import_module("duckdb"), import_module("pyarrow")
    except ModuleNotFoundError:
        print("DuckDB and PyArrow are not installed: left out")
    else:
        connection = duckdb.connect()
        connection.register("arrow", frame.to_arrow())
        connection.execute("CREATE TABLE given AS SELECT * FROM arrow")
        keep = "CREATE OR REPLACE TEMP TABLE kept AS "
        found["DuckDB"] = {
            "ours": lambda: connection.execute(keep + evaluate_table(connection.table("given"), WIGAN).sql_query()),
            "trust": lambda: connection.execute(
                keep + evaluate_table(connection.table("given"), WIGAN, on_invalid="trust").sql_query()
            ),
            "by hand": lambda: connection.execute(keep + sql_by_hand()),
        }
    try:
        import_module("pandas")
        plain = frame.to_pandas()
    except ModuleNotFoundError:
        print("pandas and PyArrow are not installed: left out")
    else:
        found["pandas"] = {
            "ours": lambda: evaluate_table(plain, WIGAN),
            "trust": lambda: evaluate_table(plain, WIGAN, on_invalid="trust"),
            "by hand": lambda: numpy_by_hand(plain),
        }
    return found


def beside(rows: int, rounds: int) -> bool:
    """Print what judging costs beside what is written by hand."""
    good = True
    frame = assessments(rows)
    expected = evaluate_table(frame, WIGAN)
    if not polars_by_hand(frame).equals(expected):
        raise AssertionError("what is written by hand says something else")
    for engine, runs in contenders(frame).items():
        times = timed(runs, rounds, process_time)
        told = ", ".join(f"{name} {figure(median(each))}" for name, each in times.items())
        print(f"{rows:,} rows on {engine}: {told}")
        for name, bound in zip(("ours", "trust"), BY_HAND[engine], strict=True):
            measured, best = ratio(times, name, "by hand")
            good &= held(f"    {name} / by hand", measured, bound, best)
    return good


def of_files(rows: int, rounds: int) -> bool:
    """Print what the command costs on files, by processor time, beside a copy of Parquet and a job by hand on CSV."""
    good = True
    frame = assessments(rows).with_columns(service=pl.format("Service {}", pl.int_range(rows)))
    kinds = {name: pl.String if name == "service" else pl.Int8 for name in frame.columns}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        frame.write_parquet(folder / "plain.parquet")
        frame.write_csv(folder / "plain.csv")
        frame.write_csv(folder / "quoted.csv", quote_style="non_numeric")
        parted = frame.with_columns(pl.col("service").str.replace(" ", ", ", literal=True))
        parted.write_csv(folder / "separators.csv", quote_style="non_numeric")

        def copied() -> None:
            pl.scan_parquet(folder / "plain.parquet").sink_parquet(folder / "copy.parquet")

        def ours(source: str) -> None:
            run(Job(folder / source, WIGAN, folder / "out.parquet", folder / "bad.csv", force=True))

        def by_hand(source: str) -> None:
            polars_by_hand(pl.scan_csv(folder / source, schema=kinds)).sink_parquet(folder / "hand.parquet")

        for source, other, bound in (
            ("plain.parquet", copied, COPY),
            ("plain.csv", partial(by_hand, "plain.csv"), CSV),
            ("quoted.csv", partial(by_hand, "quoted.csv"), QUOTED),
            ("separators.csv", partial(by_hand, "separators.csv"), QUOTED),
        ):
            times = timed({"ours": partial(ours, source), "other": other}, rounds, process_time)
            told = ", ".join(f"{which} {figure(median(each) / rows)} a row" for which, each in times.items())
            print(f"{rows:,} rows of {source}: {told}")
            measured, best = ratio(times, "ours", "other")
            good &= held(f"    {source}, ours / other", measured, bound, best)
    return good


def small(rounds: int) -> bool:
    """Print what a table of ten rows costs, after the first, beside the hand-written expressions on it."""
    frame = assessments(10)
    kinds: dict[str, Any] = {"eager": lambda: frame, "lazy": frame.lazy}
    good = True
    for kind, make in kinds.items():
        runs = {
            "ours": lambda make=make: evaluate_table(make(), WIGAN).lazy().collect(),
            "by hand": lambda make=make: polars_by_hand(make()).lazy().collect(),
        }
        times = timed(runs, rounds, process_time)
        measured, best = ratio(times, "ours", "by hand")
        good &= held(f"ten rows, {kind}, ours / by hand", measured, TEN_ROWS, best)
    return good


def in_arrow(rows: int, rounds: int) -> bool:
    """Print what a table of PyArrow costs beside the same one of Polars."""
    frame = assessments(rows)
    try:
        import_module("pyarrow")
    except ModuleNotFoundError:
        print("PyArrow is not installed: left out")
        return True
    table = frame.to_arrow()
    runs = {"PyArrow": lambda: evaluate_table(table, WIGAN), "Polars": lambda: evaluate_table(frame, WIGAN)}
    measured, best = ratio(timed(runs, rounds, process_time), "PyArrow", "Polars")
    return held(f"{rows:,} rows, PyArrow / Polars", measured, ARROW, best)


def streamed(sizes: list[int]) -> bool:
    """Print the peak memory of the command over Parquet files of different sizes, and what a row costs in each."""
    good, cost = True, {}
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder) / "in.parquet", Path(folder) / "out.parquet"
        asked = ["table", str(source), "--framework", WIGAN.id, "--out", str(out), "--force", "--json"]
        for size in [1_000, *sizes]:
            parts = [assessments(min(size, 500_000)).lazy()] * max(1, size // 500_000)
            pl.concat(parts).sink_parquet(source)
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([sys.executable, "-m", "positiveculture", *asked], check=True, stdout=subprocess.DEVNULL)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            cost[size] = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            # The most that any child has used so far: sizes go up.
            good &= held(f"{size:,} rows in Parquet, GiB at the peak", after.ru_maxrss / 2**20, PEAK)
    started = cost.pop(1_000)
    each = {size: (seconds - started) / size for size, seconds in cost.items()}
    print("a row costs", ", ".join(f"{figure(seconds)} of {size:,}" for size, seconds in each.items()))
    return held("    dearest / cheapest", max(each.values()) / min(each.values()), FLAT) and good


def main() -> int:
    """Print what was measured; return 1 where a bound does not hold."""
    quick = smoke(__doc__)
    # First, while this process is small: what a child begins with counts as its own.
    good = streamed([20_000, 40_000] if quick else [1_000_000, 5_000_000, 20_000_000])
    good &= beside(50_000 if quick else 2_000_000, 3 if quick else 7)
    good &= of_files(20_000 if quick else 1_000_000, 1 if quick else 5)
    good &= small(3 if quick else 50)
    good &= in_arrow(50_000 if quick else 2_000_000, 3 if quick else 7)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
