"""What can be answered against a framework, as plain values: a failure shows them, and they can be pasted back.

The answers are a mapping of topic ids to what files write: a level, `{"level": 3, "evidence": [...]}`, `{"note": ...}`
or `{"not_applicable": ...}`; a topic that is not there is unanswered.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import TypeAlias

from positiveculture.assessment import EVIDENCE_KINDS, Assessment, Response
from positiveculture.errors import PositiveCultureError
from positiveculture.formats.responses import from_response, response
from positiveculture.framework import Framework
from positiveculture.outcome import Outcome, evaluate
from positiveculture.routes import Route, Step, route
from positiveculture.topics import Topic

#: The response to each topic.
Answers: TypeAlias = dict[str, object]

#: The day of every assessment that the kit makes.
DAY = date(2026, 3, 31)

#: The kinds of evidence other than that of a piece without a kind.
OTHER_KINDS = tuple(kind for kind in EVIDENCE_KINDS if kind != "record")


def piece(kind: str = "") -> dict[str, str]:
    """Return a piece of evidence of a kind, as files write it."""
    named = {"kind": kind} if kind in OTHER_KINDS else {}
    return {"title": "Shown", **named, **({"reference": "https://example.org/"} if kind == "link" else {})}


#: A piece of evidence of each kind, none of which lapses.
EVIDENCE = (piece(), *map(piece, OTHER_KINDS))
ASIDE = {"not_applicable": "It does not apply."}


def answered(framework: Framework, responses: Mapping[str, Response], on: date = DAY) -> Assessment:
    """Return the assessment with these responses."""
    return Assessment(
        framework=framework.id,
        edition=framework.edition,
        service="Rivington Home Care",
        assessed_on=on,
        responses=responses,
    )


def assessment(framework: Framework, responses: Mapping[str, object], on: date = DAY) -> Assessment:
    """Return the assessment with the answers `responses`."""
    return answered(framework, {topic: response(one) for topic, one in responses.items()}, on)


def outcome(framework: Framework, responses: Mapping[str, object], on: date = DAY) -> Outcome:
    """Return the outcome of the answers `responses`."""
    return evaluate(framework, assessment(framework, responses, on))


def rated(level: int, *, evidence: bool) -> object:
    """Return a rating as files write it."""
    return {"level": level, "evidence": list(EVIDENCE)} if evidence else level


def reflected(*, evidence: bool) -> object:
    """Return a reflection as files write it."""
    return {"evidence": list(EVIDENCE)} if evidence else {"note": "Talked about."}


def answers(topic: Topic) -> list[object]:
    """Return every response to a topic, the least first; None: it stays unanswered."""
    if topic.scale is None:
        spoken = [reflected(evidence=shown) for shown in (False, True)]
    else:
        spoken = [rated(level.number, evidence=shown) for shown in (False, True) for level in topic.scale.levels]
    return [None, *spoken, *([ASIDE] if topic.allows_not_applicable else [])]


def bottom(framework: Framework) -> Answers:
    """Return every topic at its lowest, without evidence."""
    return {topic.id: answers(topic)[1] for topic in framework.every_topic}


def top(framework: Framework) -> Answers:
    """Return every topic at its highest, with evidence."""
    return {
        topic.id: reflected(evidence=True) if topic.scale is None else rated(topic.scale.highest, evidence=True)
        for topic in framework.every_topic
    }


def raises(topic: Topic, given: object) -> list[object]:
    """Return everything that says as much of a topic as `given`, or more; what is not applicable stays so."""
    if _is_aside(given):
        return [given]
    found = [one for one in answers(topic) if one not in (None, ASIDE)]
    if given is None:
        return [None, *found]
    return [one for one in found if _level(one) >= _level(given) and (_shown(one) or not _shown(given))]


def raised(given: object, to: object) -> object:
    """Return the least that says as much as `given` and as `to`; only what was not applicable is."""
    if _is_aside(given) or _is_aside(to) or to is None:
        return given
    if given is None:
        return to
    shown = _shown(given) or _shown(to)
    reflects = isinstance(to, Mapping) and "level" not in to
    return reflected(evidence=shown) if reflects else rated(max(_level(given), _level(to)), evidence=shown)


def _is_aside(given: object) -> bool:
    return isinstance(given, Mapping) and "not_applicable" in given


def _level(given: object) -> int:
    level = given.get("level", 0) if isinstance(given, Mapping) else given
    return level if isinstance(level, int) else 0


def _shown(given: object) -> bool:
    return isinstance(given, Mapping) and "evidence" in given


def without_open(framework: Framework, responses: Mapping[str, object], *, best: bool) -> Answers:
    """Return `responses`, each open question answered: at its lowest without evidence, or at its highest with it."""
    filled = top(framework) if best else bottom(framework)
    return {topic: responses.get(topic, filled[topic]) for topic in filled}


def edges(framework: Framework) -> Iterator[Answers]:
    """Yield where a framework is most easily wrong: at both ends, in its reference cases, and just at each award."""
    yield {}
    yield bottom(framework)
    yield top(framework)
    yield from worked_out(framework)
    for award in framework.awards:
        with suppress(PositiveCultureError, AttributeError, TypeError, KeyError):  # a rule of another kind has no route
            yield after(framework, {}, route(evaluate(framework, assessment(framework, {})), award.id).steps)


def staircase(framework: Framework) -> Iterator[tuple[Answers, Answers]]:
    """Yield each step from nothing to the highest of everything, one topic after the other, as a pair."""
    here: Answers = {}
    for topic in framework.every_topic:
        for one in answers(topic):
            there = here | ({} if one in (None, ASIDE) else {topic.id: one})
            if raised(here.get(topic.id), there.get(topic.id)) == there.get(topic.id):
                yield here, there
                here = there


def worked_out(framework: Framework) -> Iterator[Answers]:
    """Yield what the reference cases say, where it fits: whether it does is a check of its own."""
    for case in framework.cases:
        responses = {topic: from_response(one) for topic, one in case.responses}
        if not any(assessment(framework, responses).problems(framework)):
            yield responses


def after(framework: Framework, responses: Mapping[str, object], steps: tuple[Step, ...]) -> Answers:
    """Return the answers `responses` once every step is taken."""
    there: Answers = dict(responses)
    for step in steps:
        before = there.get(step.topic)
        shown = [*before["evidence"]] if isinstance(before, Mapping) and "evidence" in before else []
        shown += [piece(step.kind)] if step.evidence else []
        level: dict[str, object] = {} if step.to_level is None else {"level": step.to_level}
        bare = reflected(evidence=False) if step.to_level is None else step.to_level
        there[step.topic] = {**level, "evidence": shown} if shown else bare
    return {topic.id: there[topic.id] for topic in framework.every_topic if topic.id in there}


def way(framework: Framework, responses: Mapping[str, object], award: str) -> Route:
    """Return the route from `responses` to an award."""
    return route(evaluate(framework, assessment(framework, responses)), award)
