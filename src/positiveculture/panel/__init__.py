"""Many assessments of one thing by different people: a team that rates together, or the respondents to a survey.

Levels are ordinal: a panel's consensus is the median and an ordinal measure of agreement; a mean is given only where
the framework's own published method takes one.  Small numbers are protected as `protection` says.
"""

from collections.abc import Mapping
from typing import Any

import attrs

from positiveculture.assessment import Assessment
from positiveculture.errors import InvalidAssessment, InvalidPanel, Problem
from positiveculture.field_types import UNCHECKED, check, check_fields, require, with_types
from positiveculture.framework import Framework, require_framework
from positiveculture.gettext import gettext
from positiveculture.panel.counting import count_answers, scored_principles
from positiveculture.panel.distributions import Distribution
from positiveculture.panel.groups import unify
from positiveculture.panel.protection import MINIMUM, Group
from positiveculture.panel.publication import published
from positiveculture.panel.summary import Summary
from positiveculture.problems import Problems
from positiveculture.sentences import counted, quoted
from positiveculture.topics import many

__all__ = ["Distribution", "Panel", "Summary"]


def _groups(groups: Any) -> tuple[Group, ...]:
    listed: Any = many(groups)
    return tuple(map(many, listed)) if isinstance(listed, tuple) else many(listed)


@attrs.frozen
class Panel:
    """Many assessments of one service or question, against one edition of one framework.

    Raises:
        InvalidPanel: They are of more than one framework or edition, or the lists do not match.
    """

    assessments: tuple[Assessment, ...] = attrs.field(converter=many, metadata=UNCHECKED, repr=counted)
    #: The group of each assessment, from the top down; () where there are no groups.
    groups: tuple[Group, ...] = attrs.field(converter=_groups, default=(), kw_only=True, repr=counted)
    #: Who each assessment is by, as a key that stays the same between waves; () where that is not known.
    people: tuple[str, ...] = attrs.field(converter=many, default=(), kw_only=True, repr=counted)

    def __attrs_post_init__(self) -> None:
        """Refuse assessments that cannot be counted together, every problem at once."""
        problems = Problems()
        self._report_types(problems)
        if not problems:
            self._report_together(problems)
        problems.refuse(InvalidPanel, gettext("the panel"), self)

    def _report_types(self, problems: Problems) -> None:
        """Report what is no assessment, or does not name its framework; what else it holds is looked at later."""
        check_fields(self, problems)
        given: Any = self.assessments
        if not isinstance(given, tuple):
            problems.report("not-a-list", "assessments", given=given)
            return
        for place, each in enumerate(given):
            if not (isinstance(each, Assessment) and type(each.framework) is type(each.edition) is str):
                check(Assessment)(each, problems, ("assessments",), place)

    def _report_together(self, problems: Problems) -> None:
        """Report why the assessments cannot be counted together."""
        for field in ("framework", "edition"):
            values = dict.fromkeys(getattr(each, field) for each in self.assessments)
            if len(values) > 1:
                problems.report("differs", field, values=tuple(values))
        for field in ("groups", "people"):
            count = len(getattr(self, field))
            if count not in (0, len(self.assessments)):
                problems.report("wrong-count", field, count=count, expected=len(self.assessments))
        if len(set(self.people)) < len(self.people):
            problems.report("person-twice", "people")

    def merged(self, other: "Panel") -> "Panel":
        """Return the panel of everybody in both."""
        require(other, Panel)
        return Panel(
            (*self.assessments, *other.assessments),
            groups=(*self.group_of_each, *other.group_of_each) if self.groups or other.groups else (),
            people=(*self.people, *other.people) if self.is_identified and other.is_identified else (),
        )

    @with_types
    def summary(
        self,
        framework: Framework,
        *,
        min_respondents: int = MINIMUM,
        invited: Mapping[Group, int] | None = None,
        missing_allowed: int = 0,
        secret: bytes | None = None,
    ) -> Summary:
        """Return what the panel says, with small numbers protected: each call is a release of its own.

        Args:
            framework: The framework that the assessments name.
            min_respondents: How many have to stand behind every figure and behind all that could be worked out; 1 =
                show all as it was counted, without noise.
            invited: How many were asked in each group, for the response rate.
            missing_allowed: How many unanswered topics a person's theme score may have; where small numbers are
                protected, a theme's score follows from its items' figures, and this is not asked.
            secret: What the noise is drawn from: at least 16 bytes that nobody can guess, others for each release. The
                same secret gives the same figures of the same answers. By default, new ones from the operating system.

        Raises:
            InvalidAssessment: Some do not fit the framework: every problem of each, with which assessment it is.
            InvalidPanel: What is asked for does not fit the panel.
            WrongArgument: An argument is of another type.
        """
        scored = scored_principles(framework, missing_allowed) if framework.averages and min_respondents == 1 else ()
        try:
            counts = count_answers(zip(self.group_of_each, self.assessments, strict=True), framework, scored)
        except InvalidAssessment as error:
            problems = self.report_problems(framework)
            raise InvalidAssessment(gettext("the panel"), problems.located(self), problems.more) from error
        return published(framework, counts, min_respondents, invited, missing_allowed, secret)

    def problems(self, framework: Framework) -> tuple[Problem, ...]:
        """Return what does not fit `framework` about each assessment, with which it is: at most the first hundred."""
        return self.report_problems(framework).located(self)

    def validate(self, framework: Framework) -> None:
        """Refuse what does not fit `framework`.

        Raises:
            InvalidAssessment: Everything that `problems` returns, at once.
        """
        self.report_problems(framework).refuse(InvalidAssessment, gettext("the panel"), self)

    def report_problems(self, framework: Framework) -> Problems:
        """Return a collector with what `problems` returns."""
        require_framework(framework)
        problems = Problems()
        for place, assessment in enumerate(self.assessments):
            which = f"assessment {quoted(self.people[place])}" if self.people else f"assessment no. {place + 1}"
            own = assessment.report_problems(framework)
            problems.collect_from(own, assessment, which, "assessments", place)
        return problems

    @property
    def group_of_each(self) -> tuple[Group, ...]:
        """The group of each assessment, in one spelling: the whole where there are no groups."""
        return unify(self.groups or ((),) * len(self.assessments))

    @property
    def is_identified(self) -> bool:
        """Whether it is known who each assessment is by."""
        return len(self.people) == len(self.assessments)
