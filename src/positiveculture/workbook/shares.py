"""Shares of points as formulas: whole numbers are compared, and nothing is rounded but what is shown."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from math import ceil
from typing import Any, Final

import attrs

from positiveculture.errors import InvalidFramework, Problem
from positiveculture.gettext import gettext
from positiveculture.rules.kinds import Node
from positiveculture.rules.program import all_leaves
from positiveculture.sentences import decimal

#: The largest whole number that a spreadsheet is exact with.
EXACT: Final = 2**53


@attrs.frozen
class PointsRows:
    """Points that are added up: a row of the sheet Points for each topic."""

    first: int
    #: Topic to its lowest level and the points of each level, lowest first.
    points: Mapping[str, tuple[int, tuple[int, ...]]]

    @property
    def last(self) -> int:
        """The last row."""
        return self.first + len(self.points) - 1


def shares_of(program: Node) -> Iterator[Node]:
    """Yield every share that a program asks for."""
    return (node for node in all_leaves(program) if "share" in node)


def points_key(points: Mapping[str, Mapping[str, int]]) -> tuple[Any, ...]:
    """Return what two shares have in common that count the same points."""
    return tuple((topic, tuple(each.items())) for topic, each in points.items())


def compared(node: Node, up: int, down: int, most: str) -> Callable[[str], str]:
    """Return what makes a formula of whether points are enough: whole numbers alone, so nothing is rounded."""
    largest = sum(max(each.values()) for each in node["points"].values())
    whole = ceil(Fraction(up, down))
    if max(200 * largest, 2 * whole * largest, 100 * down * largest, up * largest) >= EXACT:
        problem = Problem("inexact-in-a-spreadsheet", ("awards",), {"percent": decimal(Fraction(up, down))}, "`awards`")
        raise InvalidFramework(gettext("the framework"), (problem,))
    if node["half_up"]:
        return lambda points: f"200*{points}+{most}>={2 * whole}*{most}"
    return lambda points: f"{100 * down}*{points}>={up}*{most}"


def percent(node: Node, most: str) -> tuple[Callable[[str], str], Callable[[str], str]]:
    """Return what makes a formula of a share in per cent, and one of how it is shown: never more than it is."""
    if node["half_up"]:
        return lambda points: f"INT((200*{points}+{most})/(2*{most}))", lambda share: share
    return lambda points: f"100*{points}/{most}", lambda share: f"INT(10*{share})/10"


def needed(node: Node) -> str:
    """Return the per cent that a share asks for; "" for another node."""
    return decimal(Fraction(int(node["share"][0]), int(node["share"][1]))) if "share" in node else ""
