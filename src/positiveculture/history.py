"""How a service has moved between dated assessments: levels that rose and fell, and what moved besides."""

from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from positiveculture.assessment import BASES, Assessment, Commitment
from positiveculture.coverage import TopicCoverage
from positiveculture.errors import InvalidHistory, Problem
from positiveculture.field_types import check_fields, with_types
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.migration.chains import chain_between
from positiveculture.migration.moving import moved_on
from positiveculture.migration.values import Migration
from positiveculture.outcome import evaluate
from positiveculture.problems import Problems
from positiveculture.sentences import counted, normal_form
from positiveculture.topics import many


@attrs.frozen
class Change:
    """A topic whose level is not what it was."""

    topic: str
    since: date
    on: date
    #: None: the topic was without a level then.
    from_level: int | None
    #: None: the topic has no level any more.
    to_level: int | None

    @property
    def rose(self) -> bool:
        """Whether the level is higher than it was."""
        return self.from_level is not None and self.to_level is not None and self.to_level > self.from_level

    @property
    def fell(self) -> bool:
        """Whether the level is lower than it was."""
        return self.from_level is not None and self.to_level is not None and self.to_level < self.from_level


@attrs.frozen
class AwardChange:
    """An award that is met and was not, or the other way about."""

    award: str
    since: date
    on: date
    gained: bool


@attrs.frozen(kw_only=True)
class Movement:
    """What is new on one topic, from one assessment to another."""

    topic: str
    since: date
    on: date
    #: It has a note, and was without; or the other way about.
    reflected: bool = False
    no_longer_reflected: bool = False
    #: It has evidence that counts on the day, and was without; or the other way about: it lapsed, or is gone.
    evidenced: bool = False
    no_longer_evidenced: bool = False
    #: Actions that were not there.
    promised: tuple[Commitment, ...] = ()
    #: Actions that are done, and were open or not there.
    done: tuple[Commitment, ...] = ()
    #: Actions that were open, and are no longer mentioned: neither done nor dropped, as far as anybody says.
    lost: tuple[Commitment, ...] = ()
    #: Ids of the roles that take part, and did not.
    joined: tuple[str, ...] = ()
    #: Why it is not applicable, where it was before.
    set_aside: str | None = None

    @property
    def any(self) -> bool:
        """Whether anything moved at all."""
        return self != Movement(topic=self.topic, since=self.since, on=self.on)


def _in_order(assessments: Iterable[Assessment]) -> tuple[Assessment, ...]:
    listed = many(assessments)
    try:
        return tuple(sorted(listed, key=lambda each: (each.assessed_on, _order_of_basis(each.basis))))
    except (AttributeError, TypeError):  # no assessments, or not dated: reported when they are looked at
        return listed


def _order_of_basis(basis: str) -> int:
    """Return how far from the service itself a judgement is."""
    return BASES.index(basis) if basis in BASES else len(BASES)


@attrs.frozen
class History:
    """Assessments of one service against one edition of a framework, earliest first, however they are given.

    Of several editions, all are moved to the one that `migrations` lead to from all others; `migrated` says which were.

    One day may have several, where they are of different bases: a service's own and its reviewer's.  Names of a
    service that differ in capitals, spaces or the encoding of a letter alone are one name.

    Raises:
        InvalidHistory: They are of more than one service or framework, or of editions that no migrations join, or two
            are of the same day and basis.
        InvalidMigration: Migrations lead in a circle, or two ways do not agree.
        InvalidAssessment: One that is moved does not fit its edition.
    """

    assessments: tuple[Assessment, ...] = attrs.field(converter=_in_order, repr=counted)
    #: What to judge them by where the history is written as JSON; None: only their levels are.
    framework: Framework | None = attrs.field(default=None, kw_only=True, eq=False, repr=False)
    #: What joins the editions that they are of.
    migrations: tuple[Migration, ...] = attrs.field(default=(), converter=many, kw_only=True, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Move them to one edition, and refuse what cannot be compared, every problem at once."""
        if self.migrations and not check_fields(self, Problems()):
            object.__setattr__(self, "assessments", _joined(self.assessments, self.migrations))
        self.validate()

    def problems(self) -> tuple[Problem, ...]:
        """Return why they cannot be compared: nothing, for such a history is refused when it is made."""
        return self._report().located(self)

    def validate(self) -> None:
        """Refuse assessments that cannot be compared.

        Raises:
            InvalidHistory: Every problem at once.
        """
        self._report().refuse(InvalidHistory, gettext("the history"), self)

    def _report(self) -> Problems:
        problems = Problems()
        if check_fields(self, problems):
            return problems
        for field in ("framework", "edition", "service"):
            values = dict.fromkeys(getattr(each, field) for each in self.assessments)
            if len(set(map(normal_form, values)) if field == "service" else values) > 1:
                problems.report("differs", field, values=tuple(values))
        for earlier, later in self.pairs:
            if (earlier.assessed_on, earlier.basis) == (later.assessed_on, later.basis):
                problems.report("same-day", "assessed_on", day=later.assessed_on)
        if not self.assessments:
            problems.report("no-assessments")
        return problems

    @property
    def migrated(self) -> tuple[Assessment, ...]:
        """Those that were made against an earlier edition, which their `migrated_from` names."""
        return tuple(each for each in self.assessments if each.migrated_from)

    @property
    def bases(self) -> tuple[str, ...]:
        """Whose judgements these are, each once: between two of them, a difference is no movement."""
        return tuple(dict.fromkeys(each.basis for each in self.assessments))

    @property
    def pairs(self) -> tuple[tuple[Assessment, Assessment], ...]:
        """Each assessment with the next."""
        return tuple(zip(self.assessments, self.assessments[1:], strict=False))

    @property
    def changes(self) -> tuple[Change, ...]:
        """Every change of a level from one assessment to the next, earliest first."""
        return tuple(change for earlier, later in self.pairs for change in between(earlier, later))

    @property
    def overall(self) -> tuple[Change, ...]:
        """Every change of a level from the first assessment to the last."""
        return between(self.assessments[0], self.assessments[-1])

    @with_types
    def movements(self, framework: Framework) -> tuple[Movement, ...]:
        """Return what moved on each topic besides its level, from one assessment to the next, earliest first.

        Raises:
            InvalidAssessment: An assessment does not fit the framework.
        """
        return tuple(each for earlier, later in self.pairs for each in movements(framework, earlier, later))

    def overall_movements(self, framework: Framework) -> tuple[Movement, ...]:
        """Return what moved on each topic besides its level, from the first assessment to the last.

        Raises:
            InvalidAssessment: An assessment does not fit the framework.
        """
        return movements(framework, self.assessments[0], self.assessments[-1])

    def roles_joined(self, framework: Framework) -> tuple[str, ...]:
        """Return the ids of the roles that take part in the last assessment, and took no part in the first."""
        return joined(framework, self.assessments[0], self.assessments[-1])

    def award_changes(self, framework: Framework) -> tuple[AwardChange, ...]:
        """Return every award gained or lost from one assessment to the next.

        Raises:
            InvalidAssessment: An assessment does not fit the framework.
        """
        held = [{v.award.id for v in evaluate(framework, each) if not v.blockers} for each in self.assessments]
        return tuple(
            AwardChange(award.id, earlier.assessed_on, later.assessed_on, award.id in now)
            for (earlier, later), before, now in zip(self.pairs, held, held[1:], strict=False)
            for award in framework.awards
            if (award.id in before) != (award.id in now)
        )


def _joined(assessments: tuple[Assessment, ...], migrations: tuple[Migration, ...]) -> tuple[Assessment, ...]:
    """Return assessments moved to the edition that all others lead to; as they are, where there is none."""
    editions = dict.fromkeys(each.edition for each in assessments)
    for target in editions:
        chains = {old: chain_between(migrations, old, target) for old in editions if old != target}
        if all(chains.values()):
            return tuple(moved_on(each, chains.get(each.edition, ())) for each in assessments)
    return assessments


def between(earlier: Assessment, later: Assessment) -> tuple[Change, ...]:
    """Return every change of a level from `earlier` to `later`, in the order in which the later one has the topics."""
    topics = dict.fromkeys([*later.levels, *earlier.levels])
    levels = ((topic, earlier.levels.get(topic), later.levels.get(topic)) for topic in topics)
    return tuple(
        Change(topic, earlier.assessed_on, later.assessed_on, before, now)
        for topic, before, now in levels
        if before != now
    )


def movements(framework: Framework, earlier: Assessment, later: Assessment) -> tuple[Movement, ...]:
    """Return what moved on each topic on which something did, in framework order.

    Evidence has to count on the day of its assessment.  An action is the same where it says the same.

    Raises:
        InvalidAssessment: One of them does not fit the framework.
    """
    pairs = zip(*(evaluate(framework, each).coverage.topics for each in (earlier, later)), strict=True)
    every = (_moved(before, now, earlier.assessed_on, later.assessed_on) for before, now in pairs)
    return tuple(each for each in every if each.any)


def _moved(before: TopicCoverage, now: TopicCoverage, since: date, on: date) -> Movement:
    then = {action.what: action for action in before.actions}
    here = {action.what for action in now.actions}
    open_then = [action for action in before.actions if action.done_on is None]
    return Movement(
        topic=now.topic.id,
        since=since,
        on=on,
        reflected=now.reflected and not before.reflected,
        no_longer_reflected=before.reflected and not now.reflected,
        evidenced=now.evidence > 0 and not before.evidence,
        no_longer_evidenced=before.evidence > 0 and not now.evidence,
        promised=tuple(action for action in now.actions if action.what not in then),
        done=tuple(_newly_done(now, then)),
        lost=tuple(action for action in open_then if action.what not in here),
        joined=tuple(role for role in now.roles if role not in before.roles),
        set_aside=now.not_applicable if before.not_applicable is None else None,
    )


def _newly_done(now: TopicCoverage, then: dict[str, Commitment]) -> Iterator[Commitment]:
    for action in now.actions:
        before = then.get(action.what)
        if action.done_on is not None and (before is None or before.done_on is None):
            yield action


def joined(framework: Framework, earlier: Assessment, later: Assessment) -> tuple[str, ...]:
    """Return the ids of the roles that take part somewhere, and took part nowhere before, in framework order."""
    before, now = (evaluate(framework, each).coverage.roles for each in (earlier, later))
    return tuple(role for role, topics in now.items() if topics and not before[role])
