"""Routes as JSON, for others to read; nothing reads them back."""

from typing import Any

from positiveculture.field_types import require
from positiveculture.formats.plain import exact, head, notice, picked
from positiveculture.framework import Framework
from positiveculture.routes import Route, Step, route

__all__ = ["Route", "Step", "route", "route_to_dict"]


def route_to_dict(route: Route) -> dict[str, Any]:
    """Return a route as `positiveculture route --json` prints it.

    `{"framework", "edition", "service", "assessed_on", "award", "effort", "steps": [{"topic", "from_level", "to_level",
    "statement", "evidence", "shared_with"}]}`; the first four are those of the assessment, and left out of a route that
    was made by hand.  `effort` is a whole number, or exact text such as "1.5" or "1/3" where it is not whole.
    `from_level` is null where the topic is unanswered, `statement` where the framework has none, `evidence` says that
    the step is to bring evidence, and `shared_with` who else has to take part, or null.  Where the framework has a
    notice, it is under `notice`.

    Raises:
        WrongArgument: It is no route.
    """
    require(route, Route)
    steps = [_step(route, step) for step in route.steps]
    payload = {"award": route.award, "effort": exact(route.effort), "steps": steps}
    of = {} if route.assessment is None else head(route.assessment)
    return of | payload | notice(route.framework)


def _step(route: Route, step: Step) -> dict[str, Any]:
    model = route.assessment.service_model if route.assessment else None
    return {
        **picked(step, "topic", "from_level", "to_level"),
        "statement": step.statement.words(model) if step.statement else None,
        "evidence": step.evidence,
        "shared_with": _shared_with(route.framework, step),
    }


def _shared_with(framework: Framework | None, step: Step) -> str | None:
    """Return who else has to take part in a step up, or None."""
    scale = framework.topic(step.topic).scale if framework else None
    if scale is None or step.to_level is None or step.evidence:
        return None
    return scale.needs_too(step.to_level) or None
