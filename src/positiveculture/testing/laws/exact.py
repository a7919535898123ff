"""Laws of what a verdict says: exact where answers are missing, and with a progress that tells the truth."""

from collections.abc import Iterable, Iterator
from itertools import product

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from positiveculture.assessment import NotApplicable, Response
from positiveculture.awards import Award
from positiveculture.outcome import State
from positiveculture.testing.kit.truths import exact, is_exact, is_true_progress
from positiveculture.testing.laws.subjects import (
    LAPSED,
    WORDS,
    Lawful,
    LawSubject,
    TopicResponses,
    described,
    subject_of,
)
from positiveculture.testing.laws.trying import Broken, hold
from positiveculture.topics import Topic

#: How many topics are left open at the most, and how many ways to answer them are tried.
MOST_OPEN, MOST_WAYS = 3, 128


def assert_exact_when_half_filled(
    rule: Lawful, *, topics: Iterable[Topic] | None = None, awards: Iterable[Award] = (), max_examples: int = 100
) -> None:
    """Hold that a half-filled assessment has an exact answer.

    It is met, or not met, if and only if it is so for every way to answer the open questions; else it is undecided.
    Up to three topics are left open, and every way to answer them is tried.

    Arguments and errors are those of `assert_monotone`.
    """
    subject = subject_of(rule, topics, awards, "assert_exact_when_half_filled")

    def check(responses: TopicResponses) -> None:
        half = subject.verdicts(responses)
        ends: dict[str, set[State]] = {award: set() for award in subject.awards}
        for whole in _completions(subject, responses):
            for award, verdict in subject.verdicts(whole).items():
                ends[award].add(verdict.state)
        for award in subject.awards:
            if not is_exact(half[award].state, ends[award], answered=subject.answered <= responses.keys()):
                state = exact(ends[award])
                undecided = state is State.UNDECIDED
                could = "could still decide it either way" if undecided else f"can only make it {WORDS[state]}"
                raise Broken(
                    f"not exact: {subject.name(award)}\n"
                    f"  {described(responses)}: {half[award]}, but the open questions {could}"
                )

    hold(check, _half_filled(subject), max_examples)


@st.composite
def _half_filled(draw: DrawFn, subject: LawSubject) -> TopicResponses:
    """Draw responses to all topics but a few."""
    framework = subject.framework
    whole = draw(subject.all_responses())
    wished = draw(st.lists(st.sampled_from(list(whole)), max_size=MOST_OPEN, unique=True))
    ways, left = 1, []
    for topic in wished:
        ways *= len(_answers(subject, framework.topic(topic)))
        if ways <= MOST_WAYS:
            left.append(topic)
    return {topic: response for topic, response in whole.items() if topic not in left}


def _answers(subject: LawSubject, topic: Topic) -> list[Response]:
    """Return every way to answer an open question that makes a difference: nobody answers that it does not apply."""
    applicable = (one for one in subject.responses(topic) if not isinstance(one, NotApplicable))
    return [one for one in applicable if one.evidence != LAPSED]


def _completions(subject: LawSubject, responses: TopicResponses) -> Iterator[TopicResponses]:
    left = [topic for topic in subject.framework.every_topic if topic.id not in responses]
    for answers in product(*(_answers(subject, topic) for topic in left)):
        yield {**responses, **{topic.id: answer for topic, answer in zip(left, answers, strict=True)}}


def assert_progress_tells_the_truth(
    rule: Lawful, *, topics: Iterable[Topic] | None = None, awards: Iterable[Award] = (), max_examples: int = 200
) -> None:
    """Hold that progress lies from 0 to 1, and is 1 if and only if the award is met.

    Arguments and errors are those of `assert_monotone`.
    """
    subject = subject_of(rule, topics, awards, "assert_progress_tells_the_truth")

    def check(responses: TopicResponses) -> None:
        for award, verdict in subject.verdicts(responses).items():
            if not is_true_progress(verdict):
                raise Broken(
                    f"progress does not tell the truth: {subject.name(award)}\n"
                    f"  {described(responses)}: {verdict}, progress {verdict.progress}"
                )

    hold(check, subject.some_responses(), max_examples)
