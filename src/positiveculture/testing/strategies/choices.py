"""The small choices that larger strategies are made of, each made once.

Hypothesis checks and labels a strategy the first time that it is drawn from; where one is made anew for each example,
that takes as long as drawing.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import permutations, product
from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

T = TypeVar("T")

#: Up to so many values, every way to arrange some of them is listed, and drawn at once.
FEW = 5


@lru_cache(1024)
def between(lowest: int, highest: int) -> SearchStrategy[int]:
    """Whole numbers, both ends among them."""
    return st.integers(lowest, highest)


@lru_cache(1024)
def choice(values: tuple[T, ...]) -> SearchStrategy[T]:
    """One of some values."""
    return st.sampled_from(values)


@lru_cache(1024)
def at_once(*options: Sequence[Any]) -> SearchStrategy[Any]:
    """One of each of several short lists of values, in one draw."""
    return st.sampled_from(list(product(*options)))


@lru_cache(1024)
def several(values: tuple[T, ...], min_size: int = 0, max_size: int | None = None) -> SearchStrategy[list[T]]:
    """Different ones of some values."""
    return st.lists(choice(values), min_size=min_size, max_size=max_size, unique=True)


def some(draw: DrawFn, values: Sequence[T], min_size: int = 0, max_size: int | None = None) -> list[T]:
    """Return different ones of some values, in any order; nothing is drawn where there are none."""
    if len(values) > FEW:
        return draw(several(tuple(values), min_size, max_size))
    size = draw(between(min_size, len(values) if max_size is None else min(max_size, len(values)))) if values else 0
    return list(draw(_arranged(tuple(values), size))) if size else []


@lru_cache(1024)
def _arranged(values: tuple[T, ...], size: int) -> SearchStrategy[tuple[T, ...]]:
    return st.sampled_from(list(permutations(values, size)))
