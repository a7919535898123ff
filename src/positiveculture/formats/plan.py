"""Action plans, read and written."""

from collections.abc import Mapping
from typing import Any

from cattrs.gen import override

from positiveculture.drafting import draft_plan
from positiveculture.errors import InvalidPlan
from positiveculture.field_types import require
from positiveculture.formats.against import framework_for, read_against
from positiveculture.formats.converter import converter, fields, register
from positiveculture.formats.fields import mapping
from positiveculture.formats.files import FileKind
from positiveculture.formats.paths import PathLike, Readable
from positiveculture.formats.plain import plain
from positiveculture.formats.responses import topic_ids
from positiveculture.framework import Framework
from positiveculture.plan import Action, ActionPlan, ActionState, KeptPlan, PlanStatus, Priority, Success
from positiveculture.problems import Problems
from positiveculture.sentences import called

__all__ = [
    "Action",
    "ActionPlan",
    "ActionState",
    "KeptPlan",
    "PlanStatus",
    "Priority",
    "Success",
    "draft_plan",
    "plan_from_dict",
    "plan_status_to_dict",
    "plan_to_dict",
    "read_plan",
    "write_plan",
]

for part in (Priority, Action, Success):
    register(part)
register(KeptPlan, titles=override(unstruct_hook=dict))


def plan_from_dict(data: object, framework: str | Framework | None = None) -> ActionPlan:
    """Return the action plan that `data` describes; arguments and errors as for `assessment_from_dict`.

    Raises:
        InvalidPlan: Every problem at once, each at its place.
    """
    return _read(data, framework_for(PLAN, data, framework))


def unjudged_plan(data: object) -> ActionPlan:
    """Return the action plan that `data` describes, held against no framework; its topics stay as they are named.

    Raises:
        InvalidPlan: What would fit no framework: every problem at once, each at its place.
    """
    return _read(data, None)


def _read(data: object, framework: Framework | None) -> ActionPlan:
    problems = Problems()
    table = mapping(data, "action plan", InvalidPlan)
    given = {key: value if framework is None else _by_topic(value, framework) for key, value in table.items()}
    notice = given.pop("notice", None)  # the framework's own, for whoever reads the JSON: it is no part of the plan
    if notice is not None and not isinstance(notice, str):
        problems.report("not-text", "notice", given=notice)
    read = fields(ActionPlan, given, problems)
    of = ("-", "-") if framework is None else (framework.id, framework.edition)
    plan = ActionPlan(**{"framework": of[0], "edition": of[1], "service": "-", **read})
    problems.follow_up(plan.report_problems(framework, typed=True), table)
    problems.refuse(InvalidPlan, called("action plan of", table.get("service")), table)
    return plan


def plan_to_dict(plan: ActionPlan) -> dict[str, Any]:
    """Return `plan` as JSON holds it, dates as ISO text; `plan_from_dict` reads it back equal.

    Raises:
        InvalidPlan: It holds what would fit no framework, and would not be read back.
    """
    return PLAN.to_dict(plan)


def plan_status_to_dict(status: PlanStatus) -> dict[str, Any]:
    """Return what has become of a plan as JSON holds it; nothing reads it back.

    `{"framework", "edition", "service", "award", "assessed_on", "on", "due_within", "counts": {state: number},
    "without_owner", "actions": [...]}`; each action has the keys of a plan file, and its `state`: `overdue`, `due`,
    `next`, `undated` or `done`.

    Raises:
        InvalidPlan: The plan holds what would fit no framework.
    """
    require(status, PlanStatus)
    plan = status.plan
    plan.validate()
    head = {key: getattr(plan, key) for key in ("framework", "edition", "service", "award", "assessed_on")}
    actions = [{**converter.unstructure(each), "state": str(status.state(each))} for each in plan.actions]
    payload = head | {
        "on": status.on,
        "due_within": status.due_within,
        "counts": {str(state): len(status.actions(state)) for state in ActionState},
        "without_owner": len(status.without_owner),
        "actions": actions,
    }
    return dict(plain(payload))


def _payload(plan: ActionPlan) -> dict[str, Any]:
    plan.validate()
    return dict(converter.unstructure(plan))


def _by_topic(listed: object, framework: Framework) -> object:
    """Return a list of entries with each topic named by its id; anything else as it is."""
    if not isinstance(listed, list):
        return listed
    ids = topic_ids(framework.every_topic)
    return [
        {**entry, "topic": ids.get(entry["topic"], entry["topic"])}
        if isinstance(entry, Mapping) and isinstance(entry.get("topic"), str)
        else entry
        for entry in listed
    ]


PLAN = FileKind(
    name="action plan",
    cls=ActionPlan,
    error=InvalidPlan,
    from_dict=plan_from_dict,
    payload=_payload,
    valid="{name}: a valid action plan",
    contents={"actions": ("{count} action", "{count} actions")},
    reader=lambda path, framework: read_plan(path, framework=framework),
)


def read_plan(path: Readable, *, framework: str | Framework | None = None) -> ActionPlan:
    """Return the action plan in a file; arguments and errors as for `read_assessment`, with `InvalidPlan`."""
    return read_against(PLAN, path, framework)


def write_plan(plan: ActionPlan, path: PathLike, *, overwrite: bool = False) -> None:
    """Write `plan` to a TOML or JSON file; errors as for `write_framework`."""
    PLAN.write(plan, path, overwrite=overwrite)
