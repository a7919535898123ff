"""The law of routes: none is shorter, held against every way to get there."""

import heapq
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import count
from math import prod

from hypothesis.errors import InvalidArgument

from positiveculture.assessment import NotApplicable, Rating, Reflection, Response
from positiveculture.awards import Award
from positiveculture.errors import NoRoute
from positiveculture.outcome import State, evaluate
from positiveculture.routes import Route, Step, route
from positiveculture.testing.laws.subjects import LAPSED, Lawful, LawSubject, TopicResponses, described, subject_of
from positiveculture.testing.laws.trying import Broken, hold
from positiveculture.testing.strategies.answers import piece
from positiveculture.testing.strategies.arguments import shown
from positiveculture.topics import Topic

#: Up to how many ways to stand every shorter way is tried.
MOST_STANDINGS = 10_000


def assert_route_exact(
    rule: Lawful, *, topics: Iterable[Topic] | None = None, awards: Iterable[Award] = (), max_examples: int = 50
) -> None:
    """Hold that a route reaches its award, and that none has fewer steps.

    Up to 10,000 ways to stand, such as four topics with three levels each, every shorter way is tried, step by step.
    Beyond that, it is held that the route reaches its award, and that on no topic the last step can be spared.  Other
    arguments and errors are those of `assert_monotone`.

    Raises:
        AssertionError: A route does not reach its award, or a shorter one does; with the smallest example.
        InvalidArgument: A rule is none of the nine kinds, for which no route is known.
    """
    subject = subject_of(rule, topics, awards, "assert_route_exact")
    if subject.own is not None:
        raise InvalidArgument(f"routes are known for the nine kinds of rule, and {shown(subject.own)} is none")
    few = _is_small(subject)

    def check(responses: TopicResponses) -> None:
        for award in subject.awards:
            found = _route(subject, award, responses)
            wrong = _spared(subject, award, responses, found)
            if few and not wrong:
                wrong = _wrong(responses, _fewest(subject, award, responses), found)
            if wrong:
                raise Broken(f"the route is not exact: {subject.name(award)}\n  from {described(responses)}: {wrong}")

    hold(check, subject.some_responses(), max_examples)


def _is_small(subject: LawSubject) -> bool:
    """Return whether all ways to stand can be tried."""
    return prod(1 + len(subject.responses(topic)) for topic in subject.framework.every_topic) <= MOST_STANDINGS


def _spared(subject: LawSubject, award: str, responses: TopicResponses, found: Route | None) -> str:
    """Return what is wrong with a route that does not arrive, or of which the last step on a topic can be spared."""
    if found is None:
        return ""
    there = _followed(responses, found.steps)
    if subject.verdicts(there)[award].state is not State.MET:
        return f"it leads to {described(there)}, where it is {subject.verdicts(there)[award]}"
    for last in {step.topic: step for step in found.steps}.values():
        short = _followed(responses, [step for step in found.steps if step is not last])
        if subject.verdicts(short)[award].state is State.MET:
            return f"it has {len(found.steps)} steps to {described(there)}, but {described(short)} is enough"
    return ""


def _route(subject: LawSubject, award: str, responses: TopicResponses) -> Route | None:
    try:
        return route(evaluate(subject.framework, subject.assessment(responses)), award)
    except NoRoute:
        return None


def _wrong(responses: TopicResponses, fewest: int | None, found: Route | None) -> str:
    """Return what is wrong with a route, "" where nothing is."""
    if found is None or fewest is None:
        return "" if found is None and fewest is None else f"{fewest} steps are enough, but no route is given"
    if not fewest == len(found.steps) == found.effort == Fraction(fewest):
        there = described(_followed(responses, found.steps))
        return f"it has {len(found.steps)} steps to {there}, but {fewest} are enough"
    return ""


def _followed(responses: TopicResponses, steps: Iterable[Step]) -> TopicResponses:
    """Return the answers once every step is taken."""
    there: dict[str, Response] = dict(responses)
    for step in steps:
        here = there.get(step.topic)
        before = () if here is None or isinstance(here, NotApplicable) else here.evidence
        more = (*before, piece(step.kind)) if step.evidence else before
        there[step.topic] = Reflection("Said.", more) if step.to_level is None else Rating(step.to_level, "", more)
    return there


def _fewest(subject: LawSubject, award: str, responses: TopicResponses) -> int | None:
    """Return the fewest steps to an award, tried one step at a time from the nearest; None where nothing reaches it."""
    topics = subject.framework.every_topic
    start = tuple(responses.get(topic.id) for topic in topics)
    order = count()
    ahead = [(0, next(order), start)]
    least = {start: 0}
    while ahead:
        spent, _, here = heapq.heappop(ahead)
        answers = {topic.id: one for topic, one in zip(topics, here, strict=True) if one is not None}
        if subject.verdicts(answers)[award].state is State.MET:
            return spent
        for place, topic in enumerate(topics):
            for move in _moves(subject, topic, here[place]):
                there = (*here[:place], move, *here[place + 1 :])
                if there not in least:
                    least[there] = spent + 1
                    heapq.heappush(ahead, (spent + 1, next(order), there))
    return None


def _moves(subject: LawSubject, topic: Topic, here: Response | None) -> Iterator[Response]:
    """Yield where one step leads: a level up, an answer at the lowest level, evidence that counts."""
    if isinstance(here, NotApplicable):
        return
    scale = topic.scale
    if isinstance(here, Rating):
        if scale is not None and here.level < scale.highest:
            yield Rating(here.level + 1, "", here.evidence)
    elif scale is not None:
        yield Rating(scale.lowest)
        return
    if here is None:
        yield Reflection("Said.")
    evidence = () if here is None or here.evidence == LAPSED else here.evidence
    for one in subject.shown if subject.asks_for_evidence else ():
        if one not in evidence:
            yield (
                Rating(here.level, "", (*evidence, one))
                if isinstance(here, Rating)
                else Reflection("Said.", (*evidence, one))
            )
