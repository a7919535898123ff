"""What a board reads of an assessment: its outcome, what it was before, and what is to be done."""

from functools import cached_property

import attrs

from positiveculture.assessment import Assessment
from positiveculture.errors import InvalidHistory, InvalidPlan, NoRoute
from positiveculture.field_types import require
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.history import History
from positiveculture.outcome import Outcome, State
from positiveculture.plan import ActionPlan
from positiveculture.problems import Problems
from positiveculture.routes import Route, route
from positiveculture.sentences import called, normal_form


def require_plan_of(plan: ActionPlan, framework: Framework, service: str) -> None:
    """Refuse a plan that does not fit `framework`, or is of another service.

    Raises:
        InvalidPlan: Every problem at once.
    """
    plan.validate(framework)
    problems = Problems()
    if normal_form(plan.service) != normal_form(service):
        problems.report("other-service", "service", name=plan.service, expected=service)
    problems.refuse(InvalidPlan, called("action plan of", plan.service), plan)


@attrs.frozen(slots=False)
class Report:
    """An outcome, with an earlier assessment and a plan of the same service.

    Raises:
        WrongArgument: One of them is something else.
        UnknownAward, NotScored: The framework has no such award, or none at all.
        InvalidHistory: The earlier assessment is of another service, framework or edition, or is not earlier.
        InvalidPlan: The plan does not fit the framework, or is of another service.
    """

    outcome: Outcome
    #: An earlier assessment of the same service against the same edition.
    earlier: Assessment | None = None
    #: The award to work towards; None: that of the plan, else the lowest that is not met.
    award: str | None = None
    plan: ActionPlan | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse what is not of the same service and framework."""
        require(self.outcome, Outcome)
        for value, kind in ((self.earlier, Assessment), (self.plan, ActionPlan)):
            if value is not None:
                require(value, kind)
        framework, service = self.outcome.framework, self.outcome.assessment.service
        if self.award is not None:
            framework.award(self.award)
        if self.plan is not None:
            require_plan_of(self.plan, framework, service)
        if self.history is not None and self.history.assessments[-1] is not self.outcome.assessment:
            problems = Problems()
            later, day = self.history.assessments[-1].assessed_on, self.outcome.assessment.assessed_on
            problems.report("not-before-assessment", "assessed_on", day=later, assessed_on=day)
            problems.refuse(InvalidHistory, gettext("the earlier assessment"), self.earlier)

    @cached_property
    def history(self) -> History | None:
        """The earlier assessment and this one; None where there is no earlier one."""
        if self.earlier is None:
            return None
        return History([self.earlier, self.outcome.assessment], framework=self.outcome.framework)

    @property
    def towards(self) -> str | None:
        """The award to which the fewest steps are shown; None where a plan is shown alone, or nothing is left."""
        unmet = [verdict.award.id for verdict in self.outcome if verdict.state is not State.MET]
        if self.award is not None or self.plan is not None:
            return self.award
        return unmet[0] if unmet else None

    @cached_property
    def route(self) -> Route | NoRoute | None:
        """The fewest steps to `towards`, or why there is no route to it."""
        if self.towards is None:
            return None
        try:
            return route(self.outcome, self.towards)
        except NoRoute as error:
            return error
