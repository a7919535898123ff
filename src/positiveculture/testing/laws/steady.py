"""Laws of what never changes a verdict for the worse: more, another order, once again."""

import random
from collections.abc import Iterable, Mapping
from functools import partial

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from positiveculture.assessment import Rating, Reflection
from positiveculture.awards import Award
from positiveculture.testing.kit.truths import asked, is_same, is_worse
from positiveculture.testing.laws.subjects import (
    LAPSED,
    Lawful,
    LawSubject,
    LawVerdict,
    Shown,
    TopicResponses,
    described,
    spoken,
    subject_of,
)
from positiveculture.testing.laws.trying import Broken, hold
from positiveculture.testing.strategies.answers import Pair
from positiveculture.topics import Topic

#: With how many seeds of `random` the same is judged: a rule that says no one time in ten does so with some of them.
SEEDS = 40


def assert_monotone(
    rule: Lawful, *, topics: Iterable[Topic] | None = None, awards: Iterable[Award] = (), max_examples: int = 200
) -> None:
    """Hold that more is never less: to raise a rating, to answer and to add evidence never loses an award.

    Nor does progress fall by it, and no reason comes up that was not given before.

    Args:
        rule: A rule, or a framework with all its awards.
        topics: What a bare rule speaks of; by default, topics are invented that fit what it names.
        awards: The awards that a bare rule holds; by default, they are invented.
        max_examples: How many examples are tried; the same ones each time.

    Raises:
        AssertionError: It does not hold; with the smallest example that was found.
        InvalidArgument: It is no rule, or does not fit its topics.
    """
    subject = subject_of(rule, topics, awards, "assert_monotone")
    drawn = st.fixed_dictionaries(subject.each(partial(_pairs, subject)))
    pairs = drawn.map(subject.in_order).map(_sides)
    more_reasons = []

    def never_worse(pair: tuple[TopicResponses, TopicResponses]) -> None:
        for award, before, after in _verdicts(subject, pair):
            if is_worse(after, before):
                raise Broken(_message(subject, award, pair, _short(before), _short(after)))
            if asked(after.blockers) - asked(before.blockers):
                more_reasons.append(pair)

    def never_more_reasons(pair: tuple[TopicResponses, TopicResponses]) -> None:
        for award, before, after in _verdicts(subject, pair):
            for one in after.blockers:
                if asked([one]) - asked(before.blockers):
                    raise Broken(_message(subject, award, pair, f"{before}", f"{after}, {one} is a new reason"))

    hold(never_worse, pairs, max_examples)
    if more_reasons:  # reported only where nothing worse is
        hold(never_more_reasons, pairs, max_examples)


def _verdicts(
    subject: LawSubject, pair: tuple[TopicResponses, TopicResponses]
) -> list[tuple[str, LawVerdict, LawVerdict]]:
    """Return each award with its verdicts before and after more is answered."""
    before, after = map(subject.verdicts, pair)
    return [(award, before[award], after[award]) for award in subject.awards]


def _message(
    subject: LawSubject, award: str, pair: tuple[TopicResponses, TopicResponses], before: str, after: str
) -> str:
    less, more = map(described, pair)
    return f"not monotone: {subject.name(award)}\n  {less}: {before}\n  {more}: {after}"


def _short(verdict: LawVerdict) -> str:
    return f"{verdict}, progress {verdict.progress}"


def _pairs(subject: LawSubject, topic: Topic) -> SearchStrategy[Pair]:
    """Draw a response to a topic with one that says at least as much; first those that say the same."""
    nothing: SearchStrategy[Pair] = st.just((None, None))
    same = [st.sampled_from(group).map(lambda one: (one, one)) for group in subject.groups(topic)]
    fresh = [st.sampled_from(spoken(topic, shown)).map(lambda one: (None, one)) for shown in subject.kinds]
    # What has lapsed counts for as little as none, so more evidence may replace it.
    return st.one_of(nothing, *same, *fresh, *(_raised(topic, less, more) for less, more in _shown(subject)))


def _shown(subject: LawSubject) -> list[tuple[Shown, Shown]]:
    """Return pairs of evidence with evidence that shows at least as much."""
    if len(subject.kinds) == 1:
        return [((), ())]
    shown = subject.shown
    return [((), ()), ((), shown), (LAPSED, shown), (shown, shown), *((shown[:n], shown) for n in range(1, len(shown)))]


@st.composite
def _raised(draw: DrawFn, topic: Topic, less: Shown, more: Shown) -> Pair:
    if topic.scale is None:
        return Reflection("Said.", less), Reflection("Said.", more)
    low = draw(st.integers(topic.scale.lowest, topic.scale.highest))
    return Rating(low, "", less), Rating(draw(st.integers(low, topic.scale.highest)), "", more)


def _sides(pairs: dict[str, Pair]) -> tuple[TopicResponses, TopicResponses]:
    less = {topic: one for topic, (one, _) in pairs.items() if one is not None}
    return less, {topic: other for topic, (_, other) in pairs.items() if other is not None}


@attrs.frozen
class Shuffled:
    """The same answers in two orders."""

    one: TopicResponses
    other: TopicResponses


@st.composite
def _shuffled(draw: DrawFn, subject: LawSubject) -> Shuffled:
    responses = draw(subject.some_responses())
    return Shuffled(responses, {topic: responses[topic] for topic in draw(st.permutations(list(responses)))})


def assert_order_free(
    rule: Lawful, *, topics: Iterable[Topic] | None = None, awards: Iterable[Award] = (), max_examples: int = 200
) -> None:
    """Hold that neither the order of answers nor that of topics changes the verdict on an award.

    Arguments and errors are those of `assert_monotone`.
    """
    subject = subject_of(rule, topics, awards, "assert_order_free")
    backwards = attrs.evolve(subject.framework, topics=subject.framework.topics[::-1])

    def check(shuffled: Shuffled) -> None:
        here = subject.verdicts(shuffled.one)
        for there, way in (
            (subject.verdicts(shuffled.other), described(shuffled.other)),
            (
                subject.verdicts(shuffled.one, backwards),
                f"{described(shuffled.one)}, with the topics of the framework backwards",
            ),
        ):
            for award in subject.awards:
                if not is_same(here[award], there[award]):
                    raise Broken(
                        f"not free of order: {subject.name(award)}\n"
                        f"  {described(shuffled.one)}: {_whole(here[award])}\n  {way}: {_whole(there[award])}"
                    )

    hold(check, _shuffled(subject), max_examples)


def _whole(verdict: LawVerdict) -> str:
    return _short(verdict) + "".join(f", {one}" for one in verdict.blockers)


def assert_repeatable(
    rule: Lawful, *, topics: Iterable[Topic] | None = None, awards: Iterable[Award] = (), max_examples: int = 100
) -> None:
    """Hold that the same answers always have the same verdict: a rule reads no clock, and remembers nothing.

    Nor does it throw dice: Hypothesis seeds `random` anew for each example, which would hide that, so each is judged
    with 40 seeds.

    Arguments and errors are those of `assert_monotone`.
    """
    subject = subject_of(rule, topics, awards, "assert_repeatable")

    def check(two: tuple[TopicResponses, TopicResponses]) -> None:
        responses, between = two
        first = subject.verdicts(responses)
        subject.verdicts(between)
        for again in (subject.verdicts(responses), *(_with_seed(subject, responses, seed) for seed in range(SEEDS))):
            for award in subject.awards:
                if first[award] != again[award]:
                    raise Broken(
                        f"not repeatable: {subject.name(award)}\n"
                        f"  {described(responses)}: first {_whole(first[award])}, then {_whole(again[award])}"
                    )

    hold(check, st.tuples(subject.some_responses(), subject.some_responses()), max_examples)


def _with_seed(subject: LawSubject, responses: TopicResponses, seed: int) -> Mapping[str, LawVerdict]:
    """Return the verdicts with `random` seeded, which is left as it was."""
    state = random.getstate()
    random.seed(seed)
    try:
        return subject.verdicts(responses)
    finally:
        random.setstate(state)
