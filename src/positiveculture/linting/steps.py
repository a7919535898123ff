"""Award rules one step off: each threshold a step lower or higher, each clause left out."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from math import ceil
from operator import or_
from typing import Final

import attrs

from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.rules.kinds import Node, Rule, members as rules_in
from positiveculture.rules.program import NodePath, leaves, members, needed, replaced, without

#: Of how many points of a share it is looked which totals there are; of more, all are taken for possible.
MOST_POINTS: Final = 10_000


@attrs.frozen
class OneOff:
    """An award's rule, one step off."""

    award: str
    #: The clause that is off, in the words of `describe`.
    clause: str
    #: What is off about it, in words.
    change: str
    #: The node of the whole rule as it would be.
    node: Node = attrs.field(eq=False, repr=False)
    #: The clause as it is and as it would be, where it is made of no others.
    clauses: tuple[Node, Node] | None = attrs.field(default=None, eq=False, repr=False)
    #: Of how many requirements the whole rule is made.
    size: int = attrs.field(default=1, eq=False, repr=False)


def one_off(framework: Framework) -> Iterator[OneOff]:
    """Yield each award's rule with one threshold a step lower or higher, or with one clause left out."""
    for award in framework.awards:
        whole = award.rule.node(framework.scope)
        size = len(list(leaves(whole)))
        for path, rule, node in _walk(award.rule, whole, framework):
            for change, other in _changed(rule, node, framework):
                clauses = None if rules_in(rule) else (node, other)
                off = replaced(whole, path, other)
                yield OneOff(award.id, rule.describe(framework), change, off, clauses, size)
            for place, member in enumerate(rules_in(rule)):
                if _is_left_out(rule, node, place) and (left := without(node, place, as_if_met="all" in node)):
                    off = replaced(whole, path, left)
                    yield OneOff(award.id, member.describe(framework), gettext("left out"), off, size=size)


def _walk(rule: Rule, node: Node, framework: Framework, path: NodePath = ()) -> Iterator[tuple[NodePath, Rule, Node]]:
    yield path, rule, node
    for place, (inner, each) in enumerate(zip(rules_in(rule), members(node), strict=False)):
        yield from _walk(inner, each, framework, (*path, place))


def _is_left_out(rule: Rule, group: Node, place: int) -> bool:
    """Return whether leaving a clause out says more than moving the thresholds in it does."""
    moved = any("level" in each or "share" in each for each in leaves(members(group)[place]))
    return len(rules_in(rule)) > 1 and ("some" in group or not moved or bool(rules_in(rules_in(rule)[place])))


def _changed(rule: Rule, node: Node, framework: Framework) -> Iterator[tuple[str, Node]]:
    """Yield a rule of one threshold a step off, with what is off in words."""
    if "share" in node:
        yield from _shares(node)
    elif rules_in(rule):
        n, of = needed(node), len(members(node))
        for other in (n - 1, n + 1) if "some" in node else ():
            if 1 <= other <= of:
                yield (
                    gettext("{other} of them instead of {count}").format(other=other, count=n),
                    {"some": other, "of": members(node)},
                )
    else:
        yield from _levels(node, framework.program["scales"])


def _levels(node: Node, scales: Mapping[str, Sequence[int]]) -> Iterator[tuple[str, Node]]:
    """Yield the requirements of a rule with each level one lower, and one higher, as far as scales go."""
    asked = list(leaves(node))
    if not asked or any("level" not in each for each in asked):
        return
    for step in (-1, 1):
        moved = [_moved(each, step, scales) for each in asked]
        if moved != asked:
            yield gettext("one level lower") if step < 0 else gettext("one level higher"), {"all": moved}


def _moved(leaf: Node, step: int, scales: Mapping[str, Sequence[int]]) -> Node:
    lowest, highest = scales[leaf["of"]]
    return {**leaf, "level": min(max(leaf["level"] + step, lowest), highest)}


def _shares(node: Node) -> Iterator[tuple[str, Node]]:
    """Yield a share that asks for as many points less, or more, as makes a difference where all topics apply."""
    points = [sorted(set(each.values())) for each in node["points"].values()]
    most = sum(each[-1] for each in points)
    up, down = map(int, node["share"])
    percent = Fraction(up, down) - (Fraction(1, 2) if node["half_up"] and down == 1 else 0)
    least, totals = ceil(percent * most / 100), 1  # a bit for each total that there is
    for each in points if most <= MOST_POINTS else ():
        totals = reduce(or_, (totals << more for more in each))
    if most > MOST_POINTS:
        now, others = least, [each for each in (least - 1, least + 1) if 0 <= each <= most]
    else:
        now = _lowest(totals >> least) + least
        below, above = totals & ((1 << now) - 1), totals >> now + 1
        others = [below.bit_length() - 1] * (below > 0) + [_lowest(above) + now + 1] * (above > 0)
    for other in others:
        asked = Fraction(100 * other, most)
        share = [str(asked.numerator), str(asked.denominator)]
        words = gettext("{other} of {most} points instead of {now}")
        yield words.format(other=other, most=most, now=now), {**node, "share": share, "half_up": False}


def _lowest(bits: int) -> int:
    """Return the number of the lowest bit that is set."""
    return (bits & -bits).bit_length() - 1
