"""What the rules say of an assessment: a verdict on each award, with its reasons."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

import attrs

from positiveculture.assessment import Assessment, require_assessment
from positiveculture.awards import Award
from positiveculture.framework import Framework
from positiveculture.rules.blockers import AwardMissing, Blocker, closed
from positiveculture.rules.case import Case
from positiveculture.sentences import quoted
from positiveculture.topics import Statement, Topic


class State(StrEnum):
    """What a verdict comes to."""

    MET = "met"
    NOT_MET = "not-met"
    #: Open questions could still decide it either way, or nothing is left to judge.
    UNDECIDED = "undecided"


@attrs.frozen(slots=False)
class Verdict:
    """What the rules say of one award."""

    award: Award
    #: What stands in the way; none where the award is met.
    blockers: tuple[Blocker, ...]
    _outcome: "Outcome" = attrs.field(eq=False, repr=False)

    @property
    def state(self) -> State:
        """Met, not met, or undecided: exact, as if every way to answer the open questions had been tried."""
        if not self.blockers:
            return State.MET
        return State.NOT_MET if closed(self.blockers) else State.UNDECIDED

    @property
    def progress(self) -> Fraction:
        """How far the award has come, from 0 to 1; 1 if and only if it is met."""
        return self._outcome.case.progress(self.award.id) if self.blockers else Fraction(1)

    @property
    def only_lower_awards_missing(self) -> bool:
        """Whether everything of its own is met, and only an award that it includes is missing."""
        return bool(self.blockers) and all(isinstance(blocker, AwardMissing) for blocker in self.blockers)


@attrs.frozen(slots=False)
class Outcome:
    """What the rules say of one assessment. Indicated by the assessment: only the awarding body awards."""

    framework: Framework
    assessment: Assessment
    #: The day on which evidence has to count.
    on: date
    #: Award to what stands in its way, lowest award first.
    blockers: dict[str, tuple[Blocker, ...]] = attrs.field(repr=False)

    def __repr__(self) -> str:
        said = self.assessment
        return (
            f"<Outcome of {quoted(said.service)} on {said.assessed_on}, {said.framework} {said.edition}: {self.award}>"
        )

    def __getitem__(self, award: str) -> Verdict:
        """Return the verdict on one award.

        Raises:
            UnknownAward: The framework has no such award.
        """
        return Verdict(self.framework.award(award), self.blockers[award], self)

    def __iter__(self) -> Iterator[Verdict]:
        """Yield the verdict on each award, lowest first."""
        return (Verdict(award, self.blockers[award.id], self) for award in self.framework.awards)

    @property
    def award(self) -> str | None:
        """The id of the highest award that is met, or None."""
        for award in reversed(self.blockers):
            if not self.blockers[award]:
                return award
        return None

    @cached_property
    def case(self) -> Case:
        """What the assessment says, in the form that rules read."""
        return case_of(self.framework, self.assessment, self.on)

    @property
    def answered(self) -> tuple[str, ...]:
        """The top-level topics with a rating or a reflection, in framework order."""
        aside = self.assessment.not_applicable
        return tuple(t.id for t in self.framework.topics if t.id in self.assessment.responses and t.id not in aside)

    @property
    def unanswered(self) -> tuple[str, ...]:
        """The top-level topics without any response, in framework order."""
        return tuple(topic.id for topic in self.framework.topics if topic.id not in self.assessment.responses)

    @property
    def not_applicable(self) -> tuple[str, ...]:
        """The top-level topics that are set aside, in framework order."""
        return tuple(topic.id for topic in self.framework.topics if topic.id in self.assessment.not_applicable)

    @property
    def carried(self) -> tuple[str, ...]:
        """The topics, parts too, whose rating is carried over from an earlier assessment, in framework order."""
        carried = set(self.assessment.carried)
        return tuple(topic for topic in self.framework.topics_by_id if topic in carried)

    @property
    def next_statements(self) -> dict[str, Statement]:
        """Topic to the next statement up, in framework order; topics at the top, or without an answer, have none."""
        found = ((topic, self.next_statement(topic)) for topic in self.framework.topics)
        return {topic.id: statement for topic, statement in found if statement is not None}

    def next_statement(self, topic: Topic) -> Statement | None:
        """Return the statement of the level one better than where `topic` stands, or None."""
        level = self.assessment.levels.get(topic.id)
        better = None if level is None else topic.better(level)
        return None if better is None else topic.statement(better)


def evaluate(framework: Framework, assessment: Assessment, *, on: date | None = None) -> Outcome:
    """Return what the rules of `framework` say of `assessment`.

    Args:
        framework: The framework that the assessment names.
        assessment: What was said; it may be half filled.
        on: The day on which evidence has to count; the day of the assessment where none is given.

    Raises:
        InvalidAssessment: The assessment does not fit the framework.
        WrongArgument: One is no framework, or no assessment.
    """
    if type(assessment) is not Assessment:
        require_assessment(framework, assessment)
    cells = assessment.cells(framework)
    day = assessment.assessed_on if on is None else on
    if framework.table is None or cells is None or assessment.not_applicable:
        case = case_of(framework, assessment, day)
        blockers = {award.id: case.blockers(award.id) for award in framework.awards}
    else:
        blockers = framework.table.blockers(cells)
    return Outcome(framework, assessment, day, blockers)


def case_of(framework: Framework, assessment: Assessment, on: date) -> Case:
    """Return what `assessment` says in the form that rules read, with the evidence that counts on the day."""
    answered = assessment.responses.keys() - assessment.not_applicable
    evidenced = [topic for topic in answered if any(piece.counts_on(on) for piece in assessment.evidence(topic))]
    return Case(
        framework.scope, assessment.levels, assessment.not_applicable, frozenset(answered), frozenset(evidenced)
    )
