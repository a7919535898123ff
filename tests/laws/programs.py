"""Award rules as plain programs, small ones to draw, and what reaches an award, found by trying.

It reads the program alone, as `docs/program.md` describes it, and shares no code with what it is held against.
"""

import heapq
from collections.abc import Collection, Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import count
from typing import Any, TypeAlias

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from positiveculture.routes.candidates import Step
from positiveculture.rules.lookups import NOT_APPLICABLE

Node: TypeAlias = dict[str, Any]

MET, UNMET, NOTHING = "met", "unmet", "nothing"

#: Where each topic is: its level (None: unanswered, or no scale), whether it is answered, its kinds of evidence.
Place: TypeAlias = tuple[int | None, bool, frozenset[str]]


def at(topic: str, level: int) -> Node:
    """Return that a topic is at or above a level."""
    return {"level": level, "of": topic}


def shown(topic: str, kind: str = "") -> Node:
    """Return that a topic has evidence of a kind; "": of any."""
    return {"evidence": topic, "kind": kind}


def every(nodes: Iterable[Node]) -> Node:
    """Return all of `nodes`."""
    return {"all": [*nodes]}


def some(n: int, nodes: Iterable[Node]) -> Node:
    """Return at least `n` of `nodes`."""
    return {"some": n, "of": [*nodes]}


def held(award: str) -> Node:
    """Return that another award is met."""
    return {"award": award}


def share(percent: str | int | Fraction, points: Mapping[str, Mapping[int, int]], *, half_up: bool = False) -> Node:
    """Return a share of points, which are given for each level of each topic."""
    exact = Fraction(percent)
    as_text = {topic: {str(level): count for level, count in each.items()} for topic, each in points.items()}
    return {"share": [str(exact.numerator), str(exact.denominator)], "half_up": half_up, "points": as_text}


def program(scales: Mapping[str, tuple[int, int]], *rules: Node) -> Node:
    """Return a program with the awards a1, a2 and so on."""
    awards = [{"id": f"a{number}", "rule": rule} for number, rule in enumerate(rules, 1)]
    return {"version": 1, "scales": {topic: list(scale) for topic, scale in scales.items()}, "awards": awards}


def surely_met(program: Node, award: str, places: Mapping[str, Place], aside: Iterable[str]) -> bool:
    """Return whether an award is met with each topic at its place, whatever is still open."""
    judged: dict[str, str] = {}
    for each in program["awards"]:
        judged[each["id"]] = _judged(each["rule"], program["scales"], places, frozenset(aside), judged)
    return judged[award] == MET


def _judged(
    node: Node, scales: Mapping[str, Any], places: Mapping[str, Place], aside: frozenset[str], awards: Mapping[str, str]
) -> str:
    def level(topic: str) -> int:
        found = places[topic][0]
        return int(scales[topic][0]) if found is None else found

    if "level" in node:
        return NOTHING if node["of"] in aside else _said(level(node["of"]) >= node["level"])
    if "answered" in node:
        return _said(node["answered"] in aside or places[node["answered"]][1])
    if "evidence" in node:
        kinds, kind = places[node["evidence"]][2], node["kind"]
        return NOTHING if node["evidence"] in aside else _said(kind in kinds if kind else bool(kinds))
    if "share" in node:
        left = {topic: each for topic, each in node["points"].items() if topic not in aside}
        most = sum(max(each.values()) for each in left.values())
        has = sum(each[str(level(topic))] for topic, each in left.items())
        if not most:
            return NOTHING
        percent = Fraction(100 * has, most)
        asked = Fraction(int(node["share"][0]), int(node["share"][1]))
        return _said((percent + Fraction(1, 2)).__floor__() >= asked if node["half_up"] else percent >= asked)
    if "award" in node:
        return MET if awards[node["award"]] == MET else UNMET
    parts = [(_judged(each, scales, places, aside, awards), "award" in each) for each in node.get("all") or node["of"]]
    judged = [said for said, _ in parts if said != NOTHING]
    if "all" in node:
        own = [said for said, is_award in parts if not is_award]
        return NOTHING if own and set(own) == {NOTHING} else _said(set(judged) <= {MET})
    return _said(judged.count(MET) >= min(node["some"], len(judged))) if judged else NOTHING


def _said(met: bool) -> str:
    return MET if met else UNMET


@attrs.frozen
class Start:
    """What an assessment says."""

    #: Topic to level, for each topic that is rated.
    levels: Mapping[str, int] = attrs.field(factory=dict)
    #: The topics with any response, those that are not applicable too.
    answered: Collection[str] = frozenset()
    #: Topic to the kinds of its evidence that counts on the day.
    evidence: Mapping[str, Collection[str]] = attrs.field(factory=dict)
    not_applicable: Collection[str] = frozenset()

    @property
    def answers(self) -> dict[Any, Any]:
        """The same, as a program reads it, whatever it asks."""
        given = {("answered", topic, ""): True for topic in self.answered}
        kinds = {
            ("evidence", topic, kind): True for topic, each in self.evidence.items() for kind in ("", *each) if each
        }
        return {**self.levels, **dict.fromkeys(self.not_applicable, NOT_APPLICABLE), **given, **kinds}


def start(state: Start, topics: Iterable[str]) -> dict[str, Place]:
    """Return the place of each topic."""
    return {
        topic: (state.levels.get(topic), topic in state.answered, frozenset(state.evidence.get(topic, ())))
        for topic in topics
    }


def followed(places: Mapping[str, Place], steps: Iterable[Step]) -> dict[str, Place]:
    """Return the place of each topic once every step is taken, each from where the one before it led."""
    there = dict(places)
    for step in steps:
        level, _, kinds = there[step.topic]
        assert step.from_level == level
        assert step.evidence or (step.to_level, level) != (level, step.to_level) or not there[step.topic][1]
        there[step.topic] = (step.to_level, True, kinds | {step.kind} if step.evidence else kinds)
    return there


def cheapest(
    program: Node, award: str, state: Start, effort: Mapping[str, Fraction], kinds: Iterable[str]
) -> tuple[Fraction, list[dict[str, Place]]] | None:
    """Return the least effort that reaches an award, and everything that it reaches; None: nothing does."""
    topics = tuple(effort)
    order = count()
    begin = tuple(start(state, topics).values())
    ahead = [(Fraction(0), next(order), begin)]
    least = {begin: Fraction(0)}
    best: Fraction | None = None
    ends = []
    while ahead:
        spent, _, here = heapq.heappop(ahead)
        if best is not None and spent > best:
            break
        if spent > least[here]:
            continue
        places = dict(zip(topics, here, strict=True))
        if surely_met(program, award, places, state.not_applicable):
            best = spent
            ends.append(places)
            continue
        for topic in topics:
            for place in _moves(topic, places[topic], program, state, kinds):
                there = tuple((places | {topic: place}).values())
                cost = spent + effort[topic]
                if there not in least or cost < least[there]:
                    least[there] = cost
                    heapq.heappush(ahead, (cost, next(order), there))
    return None if best is None else (best, ends)


def _moves(topic: str, place: Place, program: Node, state: Start, kinds: Iterable[str]) -> Iterator[Place]:
    """Yield where one step leads: a level up, a first answer, one piece of evidence."""
    level, answered, has = place
    if topic in state.not_applicable:
        return
    if topic in program["scales"]:
        lowest, highest = program["scales"][topic]
        if level is None:
            yield (lowest, True, has)
            return
        if level < highest:
            yield (level + 1, True, has)
    elif not answered:
        yield (None, True, has)
    yield from ((level, True, has | {kind}) for kind in kinds if kind not in has and (kind or not has))


#: The kinds of evidence that are drawn.
KINDS = ("", "audit", "link")


@st.composite
def small_programs(draw: DrawFn) -> tuple[Node, tuple[str, ...]]:
    """Programs of up to three topics on short scales, or without, and up to three awards; with the topics, in order."""
    scaled = draw(st.lists(st.sampled_from([(1, 2), (0, 2), (1, 3), None]), min_size=1, max_size=3))
    topics = draw(st.permutations([f"t{number}" for number in range(1, len(scaled) + 1)]))
    scales = {topic: scale for topic, scale in zip(topics, scaled, strict=True) if scale is not None}
    rules: list[Node] = []
    for number in range(draw(st.integers(1, 3))):
        below = [held(f"a{each}") for each in range(1, number + 1)]
        rules.append(draw(_nodes(topics, scales, below)))
    return program(scales, *rules), tuple(topics)


def _nodes(topics: list[str], scales: Mapping[str, tuple[int, int]], below: list[Node]) -> SearchStrategy[Node]:
    leaves = [
        st.builds(shown, st.sampled_from(topics), st.sampled_from(KINDS)),
        st.builds(lambda topic: {"answered": topic}, st.sampled_from(topics)),
    ]
    if scales:
        leaves += [
            st.sampled_from(sorted(scales)).flatmap(lambda t: st.builds(at, st.just(t), st.integers(*scales[t])))
        ]
        leaves += [_shares(scales)]
    if below:
        leaves += [st.sampled_from(below)]
    return st.recursive(
        st.one_of(leaves),
        lambda nodes: st.lists(nodes, min_size=1, max_size=3).flatmap(
            lambda parts: st.just(every(parts)) | st.builds(some, st.integers(1, len(parts)), st.just(parts))
        ),
        max_leaves=5,
    )


@st.composite
def _shares(draw: DrawFn, scales: Mapping[str, tuple[int, int]]) -> Node:
    """Shares of points that never fall as levels rise."""
    topics = draw(st.lists(st.sampled_from(sorted(scales)), min_size=1, unique=True))
    points = {}
    for topic in topics:
        lowest, highest = scales[topic]
        rises = draw(st.lists(st.integers(0, 3), min_size=highest - lowest, max_size=highest - lowest))
        first = draw(st.integers(0, 2))
        points[topic] = {lowest + n: first + sum(rises[:n]) for n in range(len(rises) + 1)}
        points[topic][highest] = max(points[topic][highest], first + 1)
    percent = draw(st.integers(0, 100) | st.fractions(0, 100, max_denominator=8))
    return share(percent, points, half_up=draw(st.booleans()))


@st.composite
def states(draw: DrawFn, program: Node, topics: tuple[str, ...]) -> Start:
    """What may be said of `topics`: levels, reflections, evidence, and what is not applicable."""
    levels, answered, evidence, aside = {}, set(), {}, set()
    for topic in topics:
        said = draw(st.sampled_from(["nothing", "answer", "answer", "answer", "not applicable"]))
        if said == "not applicable":
            aside.add(topic)
        if said == "answer":
            if topic in program["scales"]:
                levels[topic] = draw(st.integers(*program["scales"][topic]))
            evidence[topic] = draw(st.sets(st.sampled_from(["audit", "link", "record"]), max_size=1))
        if said != "nothing":
            answered.add(topic)
    return Start(levels, answered, evidence, aside)
