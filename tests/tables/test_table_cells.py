"""What a cell of a table says is the same on every engine."""

from typing import Any

import attrs
import polars as pl
import pytest
from cells import FIVE, NUMBERS, TEXTS, hold
from engines import EVERY_ENGINE, Engine
from hypothesis import given, settings, strategies as st
from judged import MET

import positiveculture as pc
from positiveculture.errors import InvalidTable
from positiveculture.tables import blockers_table, evaluate_table
from positiveculture.testing.strategies import DAY

#: Engines that hold such numbers; two of pandas' ways go through floats.
WIDE = [each for each in EVERY_ENGINE if each.id not in ("pandas", "pandas-nullable")]

#: Weights whose points fit in a byte, in two, in four, just or not; two of the largest have not too many for a table.
WEIGHTS = st.sampled_from([1, 15, 16, 31, 32, 4_095, 4_096, 8_191, 8_192, 1_000_000, 370_000_000])
NUMBER = st.sampled_from([None, 1, 2, 3, 4, 5, 127, -128, 2**62, 2**63 - 1, -(2**63)])
ROWS = st.tuples(NUMBER, NUMBER)


@pytest.mark.parametrize("engine", EVERY_ENGINE)
def test_texts(engine: Engine) -> None:
    """Spaces of any script around a number do not count, nor do signs, leading zeros and zeros behind the point."""
    hold(engine, pl.Series(list(TEXTS), dtype=pl.String), list(TEXTS.values()))


@pytest.mark.parametrize("engine", WIDE)
@pytest.mark.parametrize("kind", NUMBERS)
def test_numbers(engine: Engine, kind: str) -> None:
    """A number beyond 64 bits or finer than a float is an invalid row, and never the level that is nearest to it."""
    hold(engine, *NUMBERS[kind])


@pytest.mark.parametrize("value", [9, "9", " +9 "])
@pytest.mark.parametrize("kind", [pl.Int8, pl.UInt64, pl.Int128, pl.Float64, pl.Decimal(10, 2), pl.String])
def test_a_number_for_not_applicable_is_one_in_every_column(value: int | str, kind: type[pl.DataType]) -> None:
    """A number that stands for not applicable does so in columns of numbers and of text, however it is written."""
    frame = pl.DataFrame({"t1": pl.Series([9, 3, 8]).cast(kind)})
    found = evaluate_table(frame, FIVE, not_applicable=value, on_invalid="flag")
    allowed = FIVE.topic("t1").allows_not_applicable

    assert found["problem"].is_null().to_list() == [allowed, True, False]
    assert found["award_met"].to_list() == [None, True, None]


@pytest.mark.parametrize("engine", EVERY_ENGINE)
def test_heavy_shares_beside_numbers_off_the_scale(engine: Engine) -> None:
    """A share of many points is judged as `evaluate` does, and a number off the scale spoils no row but its own."""

    @settings(max_examples=engine.examples, deadline=None)
    @given(st.lists(WEIGHTS, min_size=2, max_size=2), st.integers(26, 100), st.lists(ROWS, min_size=1, max_size=12))
    def law(weights: list[int], percent: int, rows: list[tuple[int | None, int | None]]) -> None:
        framework = shared(percent, dict(zip(("t1", "t2"), weights, strict=True)))
        columns = {name: pl.Series([row[n] for row in rows], dtype=pl.Int64) for n, name in enumerate(("t1", "t2"))}
        table = engine.make(pl.DataFrame({"which": range(len(rows)), **columns}))
        found = engine.rows(evaluate_table(table, framework, on_invalid="flag", progress=True))
        for row, levels in zip(sorted(found, key=lambda each: int(each["which"])), rows, strict=True):
            assert (row["award_met"], row["award_progress"]) == expected(framework, levels)

    law()


def shared(percent: int, weights: dict[str, int]) -> pc.Framework:
    """Return a framework whose one award asks for a share of topics with four levels."""
    topics = [attrs.evolve(FIVE.topic("t1"), id=name, title=name, number=None) for name in weights]
    award = pc.Award(id="award", title="Award", rule=pc.Share(percent, weights=weights))
    return attrs.evolve(FIVE, topics=topics, awards=[award])


def expected(framework: pc.Framework, levels: tuple[int | None, int | None]) -> tuple[bool | None, Any]:
    """Return what `evaluate` says of a row, whether the award is met and its progress; nothing of an invalid one."""
    if any(level is not None and level not in range(1, 5) for level in levels):
        return None, None
    responses = {f"t{n}": level for n, level in enumerate(levels, 1) if level is not None}
    given = pc.Assessment(
        framework=framework.id, edition=framework.edition, service="Harbour", assessed_on=DAY, responses=responses
    )
    verdict = pc.evaluate(framework, given)["award"]
    return MET[verdict.state], pytest.approx(float(verdict.progress), rel=1e-12)


@pytest.mark.parametrize("bits", [8, 16, 32, 64])
@pytest.mark.parametrize("lowest", [0, 1, 125, 200])
def test_whole_numbers_at_the_ends_of_their_type(bits: int, lowest: int) -> None:
    """A whole number is on its scale or off it, at both ends of its type and of the scale."""
    scale = pc.Scale("four", [pc.Level(number, f"L{number}") for number in range(lowest, lowest + 4)])
    topic = pc.Topic(id="t1", title="One", scale=scale)
    award = pc.Award(id="award", title="Award", rule=pc.AtLeast("t1", lowest + 3))
    framework = attrs.evolve(FIVE, topics=[topic], awards=[award])
    ends = [-(2 ** (bits - 1)), -(2 ** (bits - 1)) + 1, 2 ** (bits - 1) - 1]
    numbers = [n for n in [*ends, -1, *range(lowest - 1, lowest + 5)] if n <= ends[-1]]
    frame = pl.DataFrame({"t1": pl.Series(numbers, dtype=getattr(pl, f"Int{bits}"))})
    found = evaluate_table(frame, framework, on_invalid="flag")

    assert found["problem"].is_null().to_list() == [n in scale for n in numbers]
    assert found["award_met"].to_list() == [n == lowest + 3 if n in scale else None for n in numbers]


def test_reasons_of_a_wide_column() -> None:
    """A column of 64 bits without a sign has its reasons as any other has."""
    frame = pl.DataFrame({"t1": pl.Series([1, 2**64 - 1], dtype=pl.UInt64)})

    assert blockers_table(frame, FIVE).select("row", "has").rows() == [(1, 1)]


class TestPandas:
    """What pandas can hold and other engines cannot."""

    @pytest.mark.parametrize("wrong", [10**30, complex(1, 2), -(10**40)])
    def test_numbers_beyond_all_types(self, wrong: complex) -> None:
        """A whole number of any size, or a complex one, is an invalid row and spoils no other."""
        pandas = pytest.importorskip("pandas", reason="pandas: pip install --group engines")
        found = evaluate_table(pandas.DataFrame({"t1": [wrong]}), FIVE, on_invalid="flag")

        assert found["problem"].to_list() == ["t1: is no whole number"]

    @pytest.mark.parametrize("width", ["float16", "float32", "float64"])
    def test_floats_are_levels_or_off_the_scale(self, width: str) -> None:
        """Floats say what they say alone beside any others: levels, gaps, and what is no level, in long columns too."""
        pandas = pytest.importorskip("pandas", reason="pandas: pip install --group engines")
        plain = [1.0, 3.0, 4.0, -0.0, 5.0, float("nan")]
        for wrong in ([], [2.5], [float("inf")], [-float("inf")], [127.0], [-128.0], [3.0 + 128], [260.0], [3e4]):
            cells = [*plain, *wrong] * 12_000
            frame = pandas.DataFrame({"t1": pandas.Series(cells, dtype=width)})
            found = evaluate_table(frame, FIVE, on_invalid="flag")

            assert found["problem"].isna().to_list() == [cell != cell or cell in range(1, 5) for cell in cells]  # noqa: PLR0124 - NaN alone
            assert (found["award_met"] == True).fillna(False).to_list() == [cell in {3.0, 4.0} for cell in cells]  # noqa: E712 - pandas' NA
            assert frame["t1"].dtype == width

    def test_lists_beside_numbers(self) -> None:
        """Lists beside numbers are refused with the column."""
        pandas = pytest.importorskip("pandas", reason="pandas: pip install --group engines")
        with pytest.raises(InvalidTable, match='column "t1": holds more than one kind of value'):
            evaluate_table(pandas.DataFrame({"t1": [[3], 2]}), FIVE)

    def test_whole_numbers_for_names(self) -> None:
        """Columns may be called by whole numbers, and keep their names."""
        pandas = pytest.importorskip("pandas", reason="pandas: pip install --group engines")
        names: Any = {"t1": 1}
        found = evaluate_table(pandas.DataFrame({1: [3], 0: [9]}), FIVE, columns=names)

        assert list(found.columns) == [1, 0, "award_met", "award_unmet", "award"]
        assert found["award_met"].to_list() == [True]
