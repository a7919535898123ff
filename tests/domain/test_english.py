"""English numbers, days and plurals, as documents write them."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from positiveculture.documents.english import day, number, percent, plural
from positiveculture.sentences import listed


def test_day() -> None:
    """A day is written as in a letter."""
    assert day(date(2026, 3, 31)) == "31 March 2026"


@given(st.fractions(0, 1))
def test_only_the_whole_is_100_percent(share: Fraction) -> None:
    """A share is rounded down, so that 100 % is said if and only if nothing is missing."""
    assert (percent(share) == "100 %") == (share == 1)


@pytest.mark.parametrize(("count", "words"), [(0, "0 topics"), (1, "1 topic"), (2, "2 topics")])
def test_plural(count: int, words: str) -> None:
    """One is singular; nought and many are plural."""
    assert plural(count, "{count} topic", "{count} topics") == words


@pytest.mark.parametrize(
    ("words", "sentence"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_listed(words: list[str], sentence: str) -> None:
    """A list reads as in a sentence."""
    assert listed(words) == sentence


def test_number() -> None:
    """Thousands are kept apart."""
    assert [number(0), number(999), number(1_200), number(1_234_567)] == ["0", "999", "1,200", "1,234,567"]
