"""The small choices that larger strategies are made of, each made once.

Hypothesis checks and labels a strategy the first time that it is drawn from; where one is made anew for each example,
that takes as long as drawing.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

T = TypeVar("T")


@lru_cache(1024)
def between(lowest: int, highest: int) -> SearchStrategy[int]:
    """Whole numbers, both ends among them."""
    return st.integers(lowest, highest)


@lru_cache(1024)
def choice(values: tuple[T, ...]) -> SearchStrategy[T]:
    """One of some values."""
    return st.sampled_from(values)


@lru_cache(1024)
def several(values: tuple[T, ...], min_size: int = 0, max_size: int | None = None) -> SearchStrategy[list[T]]:
    """Different ones of some values."""
    return st.lists(choice(values), min_size=min_size, max_size=max_size, unique=True)


def some(draw: DrawFn, values: Sequence[T]) -> list[T]:
    """Return different ones of some values; nothing is drawn where there are none."""
    return draw(several(tuple(values))) if values else []
