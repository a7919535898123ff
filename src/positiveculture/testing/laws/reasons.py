"""The law of reasons: they are true, each is needed, and together they are enough."""

from collections.abc import Iterable, Iterator

from positiveculture.assessment import NotApplicable, Rating, Reflection, Response
from positiveculture.awards import Award
from positiveculture.outcome import State
from positiveculture.rules.blockers import (
    Alternatives,
    AwardMissing,
    Below,
    Blocker,
    NeedsEvidence,
    NothingToJudge,
    ShareBelow,
    Unanswered,
    flatten,
)
from positiveculture.testing.laws.subjects import Lawful, LawSubject, LawVerdict, TopicResponses, described, subject_of
from positiveculture.testing.laws.trying import Broken, hold
from positiveculture.testing.strategies.answers import piece
from positiveculture.topics import Topic


def assert_reasons_are_complete(
    rule: Lawful, *, topics: Iterable[Topic] | None = None, awards: Iterable[Award] = (), max_examples: int = 200
) -> None:
    """Hold that to mend every reason of an award that is not met makes it met, and that each reason is true and needed.

    A topic that is below is raised to what is needed, an open one is answered with it, evidence is added, of
    alternatives the first are mended, and an award that is missing is mended by its own reasons.  Where a share is
    too small, every topic is raised to its top, since the share does not say which.

    Arguments and errors are those of `assert_monotone`.
    """
    subject = subject_of(rule, topics, awards, "assert_reasons_are_complete")

    def check(responses: TopicResponses) -> None:
        for award, verdict in subject.verdicts(responses).items():
            wrong = next(_wrong(subject, award, responses, verdict), None)
            if wrong:
                given = "; ".join(map(str, verdict.blockers)) or "no reasons"
                raise Broken(
                    f"reasons are not complete: {subject.name(award)}\n"
                    f"  {described(responses)}: {verdict}, {given}\n  {wrong}"
                )

    hold(check, subject.some_responses(), max_examples)


def _wrong(subject: LawSubject, award: str, responses: TopicResponses, verdict: LawVerdict) -> Iterator[str]:
    """Yield what is wrong with the reasons of a verdict."""
    for blocker in flatten(verdict.blockers):
        yield from _untrue(subject, responses, blocker)
    mending = list(_single(subject, award, responses, verdict.blockers))
    if verdict.state is State.MET or any(isinstance(one, NothingToJudge) for one in mending):
        return
    mended = _mended(subject, responses, mending)
    after = subject.verdicts(mended)[award]
    if after.state is not State.MET:
        yield f"once that is mended, {described(mended)}: {after}, {'; '.join(map(str, after.blockers))}"
    for blocker in _plain(verdict.blockers):
        kept = _mended(subject, responses, [one for one in mending if one != blocker], keep=blocker.topic)
        if subject.verdicts(kept)[award].state is State.MET:
            yield f"{blocker} is no reason: without it mended, {described(kept)}: met"


def _plain(blockers: tuple[Blocker, ...]) -> Iterator[Below | Unanswered | NeedsEvidence]:
    """Yield the blockers that one topic must mend, whatever else is mended."""
    for blocker in blockers:
        if isinstance(blocker, Below | Unanswered | NeedsEvidence):
            yield blocker


def _untrue(subject: LawSubject, responses: TopicResponses, blocker: Blocker) -> Iterator[str]:
    """Yield what a blocker says that is not so."""
    if not isinstance(blocker, Below | Unanswered | NeedsEvidence):
        return
    response = responses.get(blocker.topic)
    if blocker.topic not in subject.framework.topics_by_id:
        yield f"{blocker} speaks of a topic that there is not"
    elif isinstance(response, NotApplicable):
        yield f"{blocker} speaks of a topic that is set aside"
    elif isinstance(blocker, Below):
        level = response.level if isinstance(response, Rating) else None
        if level != blocker.has or blocker.has >= blocker.needs:
            yield f"{blocker} is not true: the level is {level}"
    elif isinstance(blocker, Unanswered) and response is not None:
        yield f"{blocker} is not true: it is answered"
    if isinstance(blocker, Below | Unanswered):
        scale = subject.framework.scope.scales.get(blocker.topic)
        if scale is not None and blocker.needs is not None and blocker.needs not in scale:
            yield f"{blocker} asks for a level that is not on the scale, {scale.lowest} to {scale.highest}"


def _single(
    subject: LawSubject, award: str, responses: TopicResponses, blockers: Iterable[Blocker]
) -> Iterator[Blocker]:
    """Yield the single blockers to mend: of alternatives the first, of an award that is missing its own."""
    for blocker in blockers:
        if isinstance(blocker, Alternatives):
            for option in blocker.options[: blocker.needs]:
                yield from _single(subject, award, responses, option)
        elif isinstance(blocker, AwardMissing):
            below = LawSubject(subject.framework, (blocker.award,), subject.rule)
            yield from _single(subject, award, responses, below.verdicts(responses)[blocker.award].blockers)
        else:
            yield blocker


def _mended(
    subject: LawSubject, responses: TopicResponses, blockers: Iterable[Blocker], keep: str | None = None
) -> TopicResponses:
    """Return the answers once `blockers` are mended; the topic `keep` is left as it is."""
    mended: dict[str, Response] = dict(responses)
    blockers = list(blockers)
    for blocker in blockers:
        if isinstance(blocker, Below | Unanswered) and blocker.topic != keep:
            _raised(subject, mended, blocker.topic, blocker.needs)
        elif isinstance(blocker, NeedsEvidence) and blocker.topic != keep:
            _shown(subject, mended, blocker)
    if any(isinstance(blocker, ShareBelow) for blocker in blockers):
        for topic in subject.framework.every_topic:
            if topic.id != keep and topic.scale is not None:
                _raised(subject, mended, topic.id, topic.scale.highest)
    return mended


def _raised(subject: LawSubject, responses: dict[str, Response], topic: str, needs: int | None) -> None:
    """Bring a topic to a level; None: to any answer."""
    response, scale = responses.get(topic), subject.framework.topic(topic).scale
    if response is None and scale is None:
        responses[topic] = Reflection("Said.")
        return
    level = needs if needs is not None else scale.lowest if scale is not None else 0
    if isinstance(response, Rating):
        responses[topic] = Rating(max(response.level, level), response.note, response.evidence)
    elif response is None:
        responses[topic] = Rating(level)


def _shown(subject: LawSubject, responses: dict[str, Response], blocker: NeedsEvidence) -> None:
    topic, shown = blocker.topic, piece(blocker.of_kind, "Shown")
    scale = subject.framework.topic(topic).scale
    response = responses.get(topic)
    if isinstance(response, Rating):
        responses[topic] = Rating(response.level, response.note, (*response.evidence, shown))
    elif scale is not None:
        responses[topic] = Rating(scale.lowest, "", (shown,))
    elif not isinstance(response, NotApplicable):
        responses[topic] = Reflection("Said.", (*(response.evidence if response else ()), shown))
