"""What a cell of a table says is the same on every engine."""

from typing import Any

import polars as pl
import pytest
from cells import FIVE, NUMBERS, TEXTS, hold
from engines import EVERY_ENGINE, Engine

from positiveculture.errors import InvalidTable
from positiveculture.tables import blockers_table, evaluate_table

#: Engines that hold such numbers; two of pandas' ways go through floats.
WIDE = [each for each in EVERY_ENGINE if each.id not in ("pandas", "pandas-nullable")]


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
