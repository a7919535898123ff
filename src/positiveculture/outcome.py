"""What the rules say of an assessment: a verdict on each award, with its reasons."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

import attrs

from positiveculture.assessment import Assessment, require_assessment
from positiveculture.awards import Award
from positiveculture.coverage import Coverage, coverage_of
from positiveculture.field_types import require
from positiveculture.framework import Framework
from positiveculture.means import means
from positiveculture.rules.blockers import AwardMissing, Blocker, closed
from positiveculture.rules.lookups import Case
from positiveculture.rules.parts import ProgressByAward, total_progress
from positiveculture.sentences import quoted
from positiveculture.topics import Statement, Topic


class State(StrEnum):
    """The state of a verdict."""

    MET = "met"
    NOT_MET = "not-met"
    #: Open questions could still decide it either way, or nothing is left to judge.
    UNDECIDED = "undecided"


def state_of(blockers: tuple[Blocker, ...]) -> State:
    """Return the state of an award with these blockers."""
    if not blockers:
        return State.MET
    return State.NOT_MET if closed(blockers) else State.UNDECIDED


@attrs.frozen(slots=False)
class Verdict:
    """What the rules say of one award."""

    award: Award
    #: What stands in the way; none where the award is met.
    blockers: tuple[Blocker, ...]
    _outcome: "Outcome" = attrs.field(eq=False, repr=False)

    @property
    def state(self) -> State:
        """Met, not met, or undecided: exact, as if every way to answer the open questions were tried."""
        return state_of(self.blockers)

    @property
    def progress(self) -> Fraction:
        """How far the award has come, from 0 to 1; 1 if and only if it is met."""
        return self._outcome.progress[self.award.id] if self.blockers else Fraction(1)

    @property
    def own_progress(self) -> Fraction:
        """The same, but for the awards that its rule directly includes; 1 where it asks for nothing else."""
        own = self.own
        return Fraction(0) if own is None else own[0]

    @property
    def own(self) -> tuple[Fraction, int] | None:
        """`own_progress`, and how many requirements it speaks of; None where nothing is left to judge."""
        of = self._outcome
        own = total_progress(of.framework.compiled.awards[self.award.id].own, of.case, of.progress)
        return own and (Fraction(*own) if own[1] else Fraction(1), own[1])

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
    #: Award to its blockers, lowest award first.
    blockers: dict[str, tuple[Blocker, ...]] = attrs.field(repr=False)

    def __repr__(self) -> str:
        of = self.assessment
        return f"<Outcome of {quoted(of.service)} on {of.assessed_on}, {of.framework} {of.edition}: {self.award}>"

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
        for award, blockers in reversed(self.blockers.items()):
            if not blockers:
                return award
        return None

    @property
    def indicated(self) -> str | None:
        """The id of the highest award that is met; where every award is surely not met, the floor's; else None."""
        floor = self.framework.floor
        if self.award is not None or floor is None:
            return self.award
        return floor.id if all(map(closed, self.blockers.values())) else None

    @cached_property
    def means(self) -> dict[str, Fraction | None]:
        """Each principle's exact mean, where the framework publishes a method; None where too much is missing."""
        return means(self.framework, self.assessment)

    @property
    def case(self) -> Case:
        """What the assessment says to the program of the framework."""
        return self.assessment.read_by(self.framework, self.on)

    @cached_property
    def progress(self) -> ProgressByAward:
        """How far each award has come, lowest first."""
        return self.framework.compiled.progress(self.case)

    @cached_property
    def coverage(self) -> Coverage:
        """What was reflected on, evidenced and acted on, topic by topic: the result of a framework without levels."""
        return coverage_of(self.framework, self.assessment, self.on)

    @property
    def answered(self) -> tuple[str, ...]:
        """The questions with a rating or a reflection."""
        given, left_out = self.assessment.responses, self.assessment.not_applicable
        return tuple(topic for topic in self.framework.questions if topic in given and topic not in left_out)

    @property
    def unanswered(self) -> tuple[str, ...]:
        """The questions without any response."""
        return tuple(topic for topic in self.framework.questions if topic not in self.assessment.responses)

    @property
    def not_applicable(self) -> tuple[str, ...]:
        """The questions that are not applicable."""
        return tuple(topic for topic in self.framework.questions if topic in self.assessment.not_applicable)

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
        """Return the statement of the level one better than that of `topic`, or None."""
        require(topic, Topic)
        level = self.assessment.levels.get(topic.id)
        better = None if level is None else topic.better(level)
        return None if better is None else topic.statement(better)


def evaluate(framework: Framework, assessment: Assessment, *, on: date | None = None) -> Outcome:
    """Return what the rules of `framework` say of `assessment`.

    Args:
        framework: The framework that the assessment names.
        assessment: The responses; it may be half filled.
        on: The day on which evidence has to count; the day of the assessment where none is given.

    Raises:
        InvalidAssessment: The assessment does not fit the framework.
        WrongArgument: One is no framework, no assessment, or no date.
    """
    if type(framework) is not Framework or type(assessment) is not Assessment:
        require_assessment(framework, assessment)
    if on is not None:
        require(on, date)
    day = assessment.assessed_on if on is None else on
    case = assessment.read_by(framework, day)
    return Outcome(framework, assessment, day, framework.compiled.blockers(case))
