"""A survey in a pandas or Polars frame, counted in arrays of whole numbers: the quick way, for numbers alone."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from itertools import takewhile
from typing import Any

import polars as pl

from positiveculture.framework import Framework
from positiveculture.panel.counting import GroupTotals
from positiveculture.panel.protection import Group


def count_arrays(
    frame: Any, framework: Framework, columns: Mapping[str, str], groups: Sequence[str]
) -> list[tuple[Group, GroupTotals]] | None:
    """Return what was answered in each group of a frame; None where that takes a closer look.

    It does where NumPy is missing, a column is not of its numbers, a group is not named by text, or something is no
    level.

    Args:
        frame: A pandas frame, or an eager one of Polars, a row a respondent.
        framework: The survey.
        columns: Topic to its column.
        groups: The columns that say which group somebody is in, from the top down.
    """
    try:
        numpy = import_module("numpy")
    except ModuleNotFoundError:  # Polars does without it
        return None
    if isinstance(frame, pl.DataFrame):  # a column without nulls is an array already
        floats = [column for column in columns.values() if frame.schema[column].is_float() and column not in groups]
        frame = frame.with_columns(pl.col(floats).fill_null(float("nan")))
    arrays = {}
    for topic, column in columns.items():
        dtype = frame[column].dtype
        if not (_is_plain(dtype) if isinstance(frame, pl.DataFrame) else getattr(dtype, "kind", "") in "iuf"):
            return None
        arrays[topic] = frame[column].to_numpy()
    paths = _groups(frame, groups)
    if paths is None:
        return None
    places, names = paths
    totals: list[tuple[int, dict[str, tuple[int, ...]]]] = [
        (int(replied), {}) for replied in numpy.bincount(places, minlength=len(names))
    ]
    for topic, levels_of_topic in arrays.items():
        scale = framework.scope.scale(topic)
        width = len(scale.levels)
        values, at, present = levels_of_topic, places, levels_of_topic == levels_of_topic  # noqa: PLR0124 - NaN is not equal to itself
        if not present.all():
            values, at = values[present], places[present]
        with numpy.errstate(invalid="ignore"):  # what is too wide is another number after the cast
            levels = values.astype(numpy.int64)
        if (levels != values).any() or (
            len(levels) and not scale.lowest <= levels.min() <= levels.max() <= scale.highest
        ):
            return None
        levels += at * width
        counts = numpy.bincount(levels - scale.lowest, minlength=width * len(names))
        for (_, cells), row in zip(totals, counts.reshape(-1, width).tolist(), strict=True):
            cells[topic] = tuple(row)
    named = zip(names, totals, strict=True)
    return [(name, GroupTotals(replied, cells)) for name, (replied, cells) in named if replied]


def _is_plain(dtype: Any) -> bool:
    """Return whether a type of Polars' is one of NumPy's numbers."""
    return (dtype.is_float() or dtype.is_integer()) and "128" not in str(dtype)


def _groups(frame: Any, columns: Sequence[str]) -> tuple[Any, list[Group]] | None:
    """Return the place of each row's group among all groups, and the groups: as far down as each says."""
    numpy = import_module("numpy")
    places = numpy.zeros(len(frame), dtype=numpy.int64)
    paths: list[tuple[str | None, ...]] = [()]
    for column in columns:
        codes, names = _codes(frame[column])
        if not all(isinstance(name, str) for name in names):
            return None
        # Missing is -1: nobody further down.  What is further down than that counts for nothing, as everywhere.
        seen, places = numpy.unique(places * (len(names) + 1) + codes + 1, return_inverse=True)
        deeper = [divmod(int(each), len(names) + 1) for each in seen]
        paths = [(*paths[above], names[code - 1] if code else None) for above, code in deeper]
    return places, [path_of(path) for path in paths]


def _codes(column: Any) -> tuple[Any, Sequence[Any]]:
    """Return which of some names each row has, -1 where none, and the names."""
    if not isinstance(column, pl.Series):
        try:
            codes, names = import_module("pandas").factorize(column)
        except TypeError:  # lists, which are no names
            return (), [None]
        return codes, list(names)
    text = column.cast(pl.String)
    names = text.drop_nulls().unique()
    return text.cast(pl.Enum(names)).to_physical().cast(pl.Int64).fill_null(-1).to_numpy(), names.to_list()


def path_of(names: Sequence[str | None]) -> Group:
    """Return the group of which a row says these names, from the top down: as far as it says them."""
    return tuple([name for name in takewhile(lambda name: name is not None, names) if name is not None])
