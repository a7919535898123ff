"""What a law is held of: the awards of a framework, or a bare rule in a framework that is invented for it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from itertools import chain
from typing import TypeAlias, TypeVar

import attrs
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument
from hypothesis.strategies import SearchStrategy

from positiveculture.assessment import (
    EVIDENCE_KINDS,
    Assessment,
    Evidence,
    NotApplicable,
    Rating,
    Reflection,
    Response,
)
from positiveculture.awards import Award
from positiveculture.framework import Framework
from positiveculture.outcome import Outcome, State, evaluate, state_of
from positiveculture.rules.blockers import Blocker, NothingToJudge
from positiveculture.rules.kinds import Evidenced, walk
from positiveculture.sentences import quoted
from positiveculture.testing.kit.answers import answered
from positiveculture.testing.laws.trying import Broken
from positiveculture.testing.strategies.answers import DAY, piece, pieces
from positiveculture.testing.strategies.arguments import shown
from positiveculture.testing.strategies.invented import AnyRule, OwnRule, framework_for, is_own, refuse_no_rule
from positiveculture.topics import Topic

T = TypeVar("T")

#: What a law can be held of; a rule of your own has `blockers` and `progress`.
Lawful: TypeAlias = AnyRule | Framework

#: Responses to some topics.
TopicResponses: TypeAlias = Mapping[str, Response]

#: The evidence that is given for a topic.
Shown: TypeAlias = tuple[Evidence, ...]

#: Evidence that counts on the day no longer.
LAPSED = (Evidence("A", lapses_on=DAY),)

WORDS = {State.MET: "met", State.NOT_MET: "not met", State.UNDECIDED: "undecided"}


@attrs.frozen
class LawVerdict:
    """The verdict on one award."""

    state: State
    progress: Fraction
    blockers: tuple[Blocker, ...]

    def __str__(self) -> str:
        return WORDS[self.state]


@attrs.frozen
class LawSubject:
    """What a law is held of."""

    framework: Framework
    #: The ids of the awards that are looked at.
    awards: tuple[str, ...]
    #: The rule, where it is a bare one.
    rule: AnyRule | None = None

    def name(self, award: str) -> str:
        """Return what is broken where a law is."""
        return f"award {quoted(award)} of {self.framework.id}" if self.rule is None else shown(self.rule)

    @property
    def own(self) -> OwnRule | None:
        """The rule, where it is none of the nine kinds."""
        return self.rule if self.rule is not None and is_own(self.rule) else None

    @property
    def _rules(self) -> Iterator[object]:
        return chain.from_iterable(walk(award.rule) for award in self.framework.awards)

    @property
    def asks_for_evidence(self) -> bool:
        """Whether evidence may matter."""
        return self.own is not None or any(isinstance(rule, Evidenced) for rule in self._rules)

    @property
    def answered(self) -> frozenset[str]:
        """The topics that a rule asks an answer to, whatever it is."""
        return self.framework.compiled.answered

    def assessment(self, responses: TopicResponses) -> Assessment:
        """Return the assessment that says so."""
        return answered(self.framework, responses)

    def verdicts(self, responses: TopicResponses, framework: Framework | None = None) -> dict[str, LawVerdict]:
        """Return the verdict on each award that is looked at, in this framework or in another form of it.

        Raises:
            Broken: To judge it raises an error.
        """
        try:
            if self.own is not None:
                return dict.fromkeys(self.awards, _own_verdict(self.own, self.assessment(responses)))
            outcome = evaluate(framework or self.framework, self.assessment(responses))
            return {award: _verdict(outcome, award) for award in self.awards}
        except Exception as error:
            raise Broken(
                f"cannot judge everything: {self.name(self.awards[-1])}\n"
                f"  {described(responses)}: raises {type(error).__name__}: {error}"
            ) from error

    @cached_property
    def shown(self) -> Shown:
        """A piece of evidence that counts for each kind that a rule asks for."""
        return pieces(self.framework) or (Evidence("A"),)

    @property
    def kinds(self) -> list[Shown]:
        """The kinds of evidence that make a difference: none, and where a rule asks for it, any that counts or not."""
        if not self.asks_for_evidence:
            return [()]
        single = [(one,) for one in self.shown if len(self.shown) > 1]
        asked = {rule.kind for rule in self._rules if isinstance(rule, Evidenced)}
        unasked = [(piece(kind),) for kind in EVIDENCE_KINDS if kind not in asked][:1] if any(asked) else []
        return [(), self.shown, *single, *unasked, LAPSED]

    def groups(self, topic: Topic) -> list[list[Response]]:
        """Return every response to a topic that makes a difference, lowest first, by kind of evidence."""
        found = [spoken(topic, shown) for shown in self.kinds]
        return [*found, [NotApplicable("A")]] if topic.allows_not_applicable else found

    def responses(self, topic: Topic) -> list[Response]:
        """Return every response to a topic that makes a difference, the simplest first."""
        return list(chain.from_iterable(self.groups(topic)))

    def each(self, what: Callable[[Topic], SearchStrategy[T]]) -> dict[str, SearchStrategy[T]]:
        """Return a strategy for each topic, last first: what is drawn last stays as examples shrink."""
        return {topic.id: what(topic) for topic in reversed(self.framework.every_topic)}

    def in_order(self, found: Mapping[str, T]) -> dict[str, T]:
        """Return what was found of topics in framework order."""
        return {topic.id: found[topic.id] for topic in self.framework.every_topic if topic.id in found}

    def any_response(self, topic: Topic) -> SearchStrategy[Response]:
        """Draw a response to a topic."""
        return st.one_of(*map(st.sampled_from, self.groups(topic)))

    def some_responses(self) -> SearchStrategy[TopicResponses]:
        """Draw responses to some topics, from nothing to everything."""
        return st.fixed_dictionaries({}, optional=self.in_order(self.each(self.any_response)))

    def all_responses(self) -> SearchStrategy[TopicResponses]:
        """Draw responses to every topic."""
        return st.fixed_dictionaries(self.each(self.any_response)).map(self.in_order)


def spoken(topic: Topic, shown: Shown) -> list[Response]:
    """Return every response to a topic with this evidence, lowest first."""
    if topic.scale is None:
        return [Reflection("Said.", shown)]
    return [Rating(level.number, "", shown) for level in topic.scale.levels]


def _verdict(outcome: Outcome, award: str) -> LawVerdict:
    return LawVerdict(outcome[award].state, outcome.progress[award], outcome.blockers[award])


def _own_verdict(rule: OwnRule, assessment: Assessment) -> LawVerdict:
    blockers: object = rule.blockers(assessment)
    if blockers is None:
        return LawVerdict(State.UNDECIDED, Fraction(0), (NothingToJudge(),))
    if not isinstance(blockers, tuple) or not all(isinstance(one, Blocker) for one in blockers):
        raise TypeError(f"`blockers` returns a tuple of blockers, or None, not {shown(blockers)}")
    return LawVerdict(state_of(blockers), rule.progress(assessment), blockers)


def subject_of(given: Lawful, topics: Iterable[Topic] | None, awards: Iterable[Award], law: str) -> LawSubject:
    """Return what a law is held of.

    Raises:
        InvalidArgument: It is neither a rule nor a framework, the framework publishes no awards, or the rule cannot be
            put into a framework.
    """
    awards = tuple(awards)
    if isinstance(given, Framework):
        if topics is not None or awards:
            raise InvalidArgument(f"{law} takes `topics` and `awards` with a bare rule: a framework has its own")
        if not given.awards:
            raise InvalidArgument(f"{given.id} publishes no awards, so there is no rule to judge")
        return LawSubject(given, tuple(award.id for award in given.awards))
    refuse_no_rule(given, f"{law} takes a Framework or")
    named = {award.id for award in awards} | {topic.id for topic in topics or ()}
    award = next(id_ for id_ in ("award", "this-award", "the-award-in-question") if id_ not in named)
    framework = framework_for(given, topics=topics, awards=awards, award=award)
    return LawSubject(framework, (award,), given)


def described(responses: TopicResponses) -> str:
    """Return answers in words: `t1 at 2 with evidence, t2 not applicable`."""
    return ", ".join(f"{topic} {_described(response)}" for topic, response in responses.items()) or "nothing answered"


def _described(response: Response) -> str:
    if isinstance(response, NotApplicable):
        return "not applicable"
    words = "reflected on" if isinstance(response, Reflection) else f"at {response.level}"
    if not response.evidence:
        return words
    return words + (" with evidence" if response.evidence[0].counts_on(DAY) else " with evidence that has lapsed")
