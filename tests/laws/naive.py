"""A naive judge, written from the description of the program alone: it shares no code with the library.

Of each node it says what stands in the way (None: nothing is left to judge), how far the node has come, and of how many
requirements that speaks.  `Ways` says how it compares and counts, so that a test can plant a mistake.
"""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor, prod
from typing import Any

Found = tuple[list[dict[str, Any]] | None, Fraction, int]
LEFT_OUT: Found = (None, Fraction(0), 0)


@dataclass(frozen=True)
class Ways:
    """How each kind of node is decided: what is compared, and what of what is found counts."""

    level: Callable[[int, int], bool] = operator.ge
    share: Callable[[Fraction, Fraction], bool] = operator.ge
    some: Callable[[int, int], bool] = operator.ge
    answered: Callable[[Any, str], bool] = operator.contains
    evidence: Callable[[Any, str], bool] = lambda kinds, kind: bool(kind in kinds if kind else kinds)
    award: Callable[[list[dict[str, Any]]], bool] = bool
    every: Callable[[list[Any]], list[Any]] = list


def judge(program: Mapping[str, Any], said: Mapping[str, Any], ways: Ways = Ways()) -> dict[str, dict[str, Any]]:
    """Return the state, progress and blockers of each award."""
    done: dict[str, dict[str, Any]] = {}
    for award in program["awards"]:
        blockers, progress, _ = _look(award["rule"], program["scales"], said, done, ways)
        if blockers is None:
            blockers, progress = [{"kind": "nothing-to-judge", "certain": False}], Fraction(0)
        state = "met" if not blockers else "not-met" if _sure(blockers) else "undecided"
        done[award["id"]] = {"state": state, "progress": progress, "blockers": blockers}
    return done


def _sure(blockers: list[dict[str, Any]]) -> bool:
    return any(blocker["certain"] for blocker in blockers)


def _one(blocker: dict[str, Any] | None) -> Found:
    return ([], Fraction(1), 1) if blocker is None else ([blocker], Fraction(0), 1)


def _look(node: Any, scales: Any, said: Any, done: Any, ways: Ways) -> Found:
    if "level" in node:
        topic, needs, has = node["of"], node["level"], said["levels"].get(node["of"])
        if topic in said["not_applicable"]:
            return LEFT_OUT
        if has is None:
            unanswered = {"kind": "unanswered", "certain": False, "topic": topic, "needs": needs}
            return _one(None if scales[topic][0] >= needs else unanswered)
        below = {"kind": "below", "certain": True, "topic": topic, "needs": needs, "has": has}
        return _one(None if ways.level(has, needs) else below)
    if "answered" in node:
        topic = node["answered"]
        unsaid = {"kind": "unanswered", "certain": False, "topic": topic, "needs": None}
        return _one(None if ways.answered(said["answered"], topic) else unsaid)
    if "evidence" in node:
        topic, kind = node["evidence"], node["kind"]
        if topic in said["not_applicable"]:
            return LEFT_OUT
        kinds, sure = said["evidence"].get(topic, []), topic in said["answered"]
        bare = {"kind": "needs-evidence", "certain": sure, "topic": topic, "of_kind": kind}
        return _one(None if ways.evidence(kinds, kind) else bare)
    if "share" in node:
        return _share(node, said, ways)
    if "award" in node:
        other = done[node["award"]]
        missing = {"kind": "award-missing", "certain": other["state"] == "not-met", "award": node["award"]}
        return (_one(missing)[0] if ways.award(other["blockers"]) else []), other["progress"], 1
    if "all" in node:
        members = ways.every(node["all"])
        return _all(members, [_look(each, scales, said, done, ways) for each in members])
    return _some(node["some"], [_look(each, scales, said, done, ways) for each in node["of"]], ways)


def _share(node: Any, said: Any, ways: Ways) -> Found:
    needs = Fraction(int(node["share"][0]), int(node["share"][1]))
    topics = [topic for topic in node["points"] if topic not in said["not_applicable"]]
    each = [(node["points"][topic], said["levels"].get(topic)) for topic in topics]
    least = sum(min(points.values()) if has is None else points[str(has)] for points, has in each)
    best = sum(max(points.values()) if has is None else points[str(has)] for points, has in each)
    most = sum(max(points.values()) for points, _ in each)
    if not most:
        return LEFT_OUT
    exact = [Fraction(100 * points, most) for points in (least, best)]
    has, could_be = (Fraction(floor(one + Fraction(1, 2))) if node["half_up"] else one for one in exact)
    if ways.share(has, needs):
        return [], Fraction(1), 1
    figures = {"needs": _plain(needs), "has": _plain(has), "could_be": _plain(could_be)}
    sums = {"topics": topics, "points": least, "most": most}
    return [{"kind": "share-below", "certain": could_be < needs, **figures, **sums}], exact[0] / needs, 1


def _plain(number: Fraction) -> int | float:
    return int(number) if number.denominator == 1 else float(number)


def _all(nodes: Any, found: list[Found]) -> Found:
    own = [one for node, one in zip(nodes, found, strict=True) if "award" not in node]
    left = [(progress, size) for blockers, progress, size in own if blockers is not None]
    if own and not left:
        return LEFT_OUT
    size = sum(size for _, size in left)
    share = sum((progress * size for progress, size in left), Fraction(0)) / size if size else Fraction(1)
    held = [progress for node, (_, progress, _) in zip(nodes, found, strict=True) if "award" in node]
    return [one for blockers, _, _ in found for one in blockers or ()], prod(held, start=share), size or 1


def _some(n: int, found: list[Found], ways: Ways) -> Found:
    left = [(blockers, progress) for blockers, progress, _ in found if blockers is not None]
    if not left:
        return LEFT_OUT
    unmet = [blockers for blockers, _ in left if blockers]
    met, needed = len(left) - len(unmet), min(n, len(left))
    best = sorted((progress for _, progress in left), reverse=True)[:needed]
    mean = sum(best, Fraction(0)) / len(best)
    if ways.some(met, needed):
        return [], mean, 1
    open_ = sum(not _sure(blockers) for blockers in unmet)
    sure = open_ < needed - met
    return [{"kind": "alternatives", "certain": sure, "needs": needed - met, "options": unmet}], mean, 1
