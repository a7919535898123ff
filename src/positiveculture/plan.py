"""What will be done towards an award: by whom, by when, and how success will show.

The fields are those of the action plan in Progress for Wigan Ethical Homecare Providers: two to three priorities and
why; first steps, who and by when; who else needs to know or help, and how to get their help; support from inside and
outside; and what will have changed, be seen, felt and heard.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeAlias

import attrs

from positiveculture.awards import text_pairs
from positiveculture.errors import InvalidPlan, Path, Problem
from positiveculture.field_types import check_fields, require, with_types
from positiveculture.framework import Framework, require_framework
from positiveculture.framework_checks import edition_problems, is_of_another
from positiveculture.gettext import gettext
from positiveculture.problems import Problems
from positiveculture.response_checks import report_evidence
from positiveculture.responses import Evidence
from positiveculture.sentences import called, counted
from positiveculture.topics import Topic, many


@attrs.frozen
class Priority:
    """A topic that comes first, and why."""

    topic: str
    why: str = ""


@attrs.frozen(kw_only=True)
class Action:
    """What will be done about one topic."""

    topic: str
    #: The level of the topic before; None where it was unanswered, or has no scale.
    from_level: int | None = None
    #: The level that the award asks for; None where evidence or a reflection is asked for.
    to_level: int | None = None
    #: What to work towards: the statement of each step up, or for an unanswered topic that of the level asked for.
    towards: str = ""
    needs_evidence: bool = False
    first_step: str = ""
    who: str = ""
    by_when: date | None = None
    done_on: date | None = None
    #: What shows that it has worked.
    evidence: tuple[Evidence, ...] = attrs.field(default=(), converter=many)


@attrs.frozen
class Success:
    """How it will show that the plan has worked."""

    changed: str = ""
    seen: str = ""
    felt: str = ""
    heard: str = ""


@attrs.frozen(kw_only=True)
class KeptPlan:
    """What an action plan recorded against an earlier edition that has no place in this one."""

    #: The earlier edition.
    edition: str
    award: str | None = None
    priorities: tuple[Priority, ...] = attrs.field(default=(), converter=many)
    actions: tuple[Action, ...] = attrs.field(default=(), converter=many)
    #: The title of each topic of these.
    titles: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=text_pairs)


#: Priorities or actions, each with its place.
_Entries: TypeAlias = Iterable[tuple[int, Any]]


@attrs.frozen(kw_only=True)
class ActionPlan:
    """What a service will do towards an award."""

    framework: str
    edition: str
    service: str
    #: The award that it works towards; None where the framework publishes none.
    award: str | None = None
    #: The day of the assessment that it was drafted from.
    assessed_on: date | None = None
    priorities: tuple[Priority, ...] = attrs.field(default=(), converter=many, repr=counted)
    actions: tuple[Action, ...] = attrs.field(default=(), converter=many, repr=counted)
    #: Who else needs to know, or to help.
    who_else: str = ""
    getting_help: str = ""
    support_inside: str = ""
    support_outside: str = ""
    success: Success = Success()
    note: str = ""
    #: The edition that it was made against, where a migration has moved it to this one; "": it was made against this.
    migrated_from: str = ""
    #: What it recorded against earlier editions that has no place in this one.
    kept: tuple[KeptPlan, ...] = attrs.field(default=(), converter=many, repr=counted)

    def problems(self, framework: Framework | None = None) -> tuple[Problem, ...]:
        """Return what does not fit `framework`; None: what would fit no framework; at most the first hundred."""
        return self.report_problems(framework).located(self)

    def validate(self, framework: Framework | None = None) -> None:
        """Refuse what does not fit `framework`; None: what would fit no framework.

        Raises:
            InvalidPlan: Everything that `problems` returns, at once.
        """
        self.report_problems(framework).refuse(InvalidPlan, called("action plan of", self.service), self)

    def report_problems(self, framework: Framework | None = None, *, typed: bool = False) -> Problems:
        """Return a collector with what `problems` returns; `typed` says that every value is of the right type."""
        problems = Problems()
        wrong = set() if typed else check_fields(self, problems)
        entries = {field: problems.clear_entries(self, field) for field in ("priorities", "actions")}
        if framework is not None:
            require_framework(framework)
            self._report_other(framework, wrong, entries, problems)
        self._report_actions(entries["actions"], wrong, problems)
        return problems

    def _report_other(
        self, framework: Framework, wrong: Collection[str], entries: Mapping[str, _Entries], problems: Problems
    ) -> None:
        """Report what is of another framework, and levels that are on no scale of this one."""
        edition_problems((self.framework, self.edition), framework, wrong, problems)
        if is_of_another(self, framework):
            return  # what it says of the topics of another edition is not held against these
        awards = [award.id for award in framework.awards]
        if "award" not in wrong and self.award is not None and self.award not in awards:
            problems.report("unknown-award", "award", name=self.award, known=awards)
        for field, listed in entries.items():
            for place, entry in listed:
                topic = framework.topics_by_id.get(entry.topic)
                if topic is None:
                    path = (field, place, "topic")
                    problems.report("unknown-topic", *path, name=entry.topic, known=framework.topics_by_id)
                elif isinstance(entry, Action):
                    _report_levels(entry, topic, problems, (field, place))

    def _report_actions(self, actions: _Entries, wrong: Collection[str], problems: Problems) -> None:
        day = None if "assessed_on" in wrong else self.assessed_on
        # Where no award is named, a plan carries in what was promised: several things on one topic, some overdue.
        fields = ("by_when", "done_on") if self.award is not None else ("done_on",)
        # Of topics that a migration merged, one may have several.
        if self.award is not None and not self.migrated_from:
            problems.report_repeats((("actions", place, "topic"), each.topic) for place, each in actions)
        for place, action in actions:
            for field in fields:
                given = getattr(action, field)
                if given is not None and day is not None and given < day:
                    problems.report("before-assessment", "actions", place, field, day=given, assessed_on=day)
            for number, each in enumerate(action.evidence):
                report_evidence(each, None, problems, ("actions", place, "evidence", number))

    def advice(self, framework: Framework) -> tuple[str, ...]:
        """Return what the source advises and the plan does not follow, and whether it asks for no plan at all.

        Raises:
            InvalidPlan: It would fit no framework.
        """
        require_framework(framework)
        self.validate()
        advised, award = framework.plan.priorities, self.award and framework.award(self.award)
        sentences = []
        if advised is not None and not advised[0] <= len(self.priorities) <= advised[1]:
            words = gettext("{framework} advises {least} to {most} priorities; this plan has {count}")
            numbers = {"least": advised[0], "most": advised[1], "count": len(self.priorities)}
            sentences.append(words.format(framework=framework.title, **numbers))
        if award and award.plan_optional:
            sentences.append(gettext("a plan for {award} is optional").format(award=award.title))
        return tuple(sentences)


def _report_levels(action: Action, topic: Topic, problems: Problems, path: Path) -> None:
    scale = topic.scale
    levels = {field: getattr(action, field) for field in ("from_level", "to_level")}
    off = {field: level for field, level in levels.items() if scale and level is not None and level not in scale}
    ends: dict[str, Any] = {"lowest": scale.lowest, "highest": scale.highest} if scale else {}
    for field, level in off.items():
        problems.report("off-scale", *path, field, level=level, **ends)
    before, after = levels.values()
    if not off and before is not None and after is not None and topic.scored(after) < topic.scored(before):
        problems.report("level-worse", *path, "to_level", level=after, other=before)


#: An action is due when its day is no more than so many days away.
DUE_WITHIN = 28


class ActionState(StrEnum):
    """What has become of an action on a day."""

    OVERDUE = "overdue"
    #: Its day is at most `due_within` days away.
    DUE = "due"
    NEXT = "next"
    #: It is open, and has no day.
    UNDATED = "undated"
    DONE = "done"


@attrs.frozen
class PlanStatus:
    """What has become of the actions of a plan on a day.

    Raises:
        WrongArgument: One of them is something else.
        InvalidPlan: The plan would fit no framework.
    """

    plan: ActionPlan
    on: date
    #: How many days ahead an action is due.
    due_within: int = DUE_WITHIN

    def __attrs_post_init__(self) -> None:
        """Refuse what is something else, and a plan with something wrong."""
        for value, kind in ((self.plan, ActionPlan), (self.on, date), (self.due_within, int)):
            require(value, kind)
        self.plan.validate()

    @with_types
    def state(self, action: Action) -> ActionState:
        """Return what has become of an action; what is done later than the day is not done yet."""
        if action.done_on is not None and action.done_on <= self.on:
            return ActionState.DONE
        if action.by_when is None:
            return ActionState.UNDATED
        days = (action.by_when - self.on).days
        if days < 0:
            return ActionState.OVERDUE
        return ActionState.DUE if days <= self.due_within else ActionState.NEXT

    @with_types
    def actions(self, state: ActionState) -> tuple[Action, ...]:
        """Return the actions in a state, those with the earliest day first, else in the order of the plan."""
        actions = [action for action in self.plan.actions if self.state(action) is state]
        return tuple(sorted(actions, key=lambda action: action.by_when or date.max))

    @property
    def without_owner(self) -> tuple[Action, ...]:
        """The actions that are not done and that nobody is named for, in the order of the plan."""
        return tuple(
            action
            for action in self.plan.actions
            if not action.who.strip() and self.state(action) is not ActionState.DONE
        )
