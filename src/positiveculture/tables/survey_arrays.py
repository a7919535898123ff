"""A survey in a pandas frame, counted in arrays of whole numbers: the quick way, for columns of numbers alone."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from itertools import takewhile
from typing import Any

from positiveculture.framework import Framework
from positiveculture.panel.counting import GroupTotals
from positiveculture.panel.protection import Group


def count_arrays(
    frame: Any, framework: Framework, columns: Mapping[str, str], groups: Sequence[str]
) -> list[tuple[Group, GroupTotals]] | None:
    """Return what was answered in each group of a pandas frame; None where that takes a closer look.

    It does where a column is not of NumPy's numbers, a group is not named by text, or something is no level.

    Args:
        frame: The frame, a row a respondent.
        framework: The survey.
        columns: Topic to its column.
        groups: The columns that say which group somebody is in, from the top down.
    """
    numpy = import_module("numpy")
    if any(getattr(frame[column].dtype, "kind", "") not in "iuf" for column in columns.values()):
        return None
    paths = _groups(frame, groups)
    if paths is None:
        return None
    places, names = paths
    found: list[tuple[int, dict[str, tuple[int, ...]]]] = [
        (int(replied), {}) for replied in numpy.bincount(places, minlength=len(names))
    ]
    for topic, column in columns.items():
        scale = framework.scope.scale(topic)
        width, values = len(scale.levels), frame[column].to_numpy()
        there = values == values  # noqa: PLR0124 - NaN is not equal to itself
        levels = values[there].astype(numpy.int64)
        if (levels != values[there]).any() or ((levels < scale.lowest) | (levels > scale.highest)).any():
            return None
        counts = numpy.bincount(places[there] * width + levels - scale.lowest, minlength=width * len(names))
        for (_, cells), row in zip(found, counts.reshape(-1, width).tolist(), strict=True):
            cells[topic] = tuple(row)
    return [(name, GroupTotals(replied, cells)) for name, (replied, cells) in zip(names, found, strict=True) if replied]


def _groups(frame: Any, columns: Sequence[str]) -> tuple[Any, list[Group]] | None:
    """Return the place of each row's group among all groups, and the groups: as far down as each says."""
    pandas, numpy = import_module("pandas"), import_module("numpy")
    places = numpy.zeros(len(frame), dtype=numpy.int64)
    paths: list[tuple[str | None, ...]] = [()]
    for column in columns:
        codes, names = pandas.factorize(frame[column])
        if not all(isinstance(name, str) for name in names):
            return None
        # Missing is -1: nobody further down.  What is further down than that counts for nothing, as everywhere.
        codes, seen = pandas.factorize(places * (len(names) + 1) + codes + 1)
        deeper = [divmod(int(each), len(names) + 1) for each in seen]
        paths = [(*paths[above], names[code - 1] if code else None) for above, code in deeper]
        places = codes
    return places, [path_of(path) for path in paths]


def path_of(names: Sequence[str | None]) -> Group:
    """Return the group of which a row says these names, from the top down: as far as it says them."""
    return tuple([name for name in takewhile(lambda name: name is not None, names) if name is not None])
