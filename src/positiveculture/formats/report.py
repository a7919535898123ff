"""Reports as JSON, for others to read; nothing reads them back."""

from typing import Any

from positiveculture.field_types import require
from positiveculture.formats.coverage import coverage_to_dict
from positiveculture.formats.history import history_to_dict
from positiveculture.formats.outcome import outcome_to_dict
from positiveculture.formats.plan import plan_to_dict
from positiveculture.formats.route import route_to_dict
from positiveculture.report import Report
from positiveculture.routes import Route

__all__ = ["Report", "report_to_dict"]


def report_to_dict(report: Report) -> dict[str, Any]:
    """Return a report as `positiveculture report --json` prints it.

    The keys of `outcome_to_dict`; `coverage` where there are no awards; and `since`, `route` and `plan`, as
    `history_to_dict`, `route_to_dict` and `plan_to_dict` have them, each null where there is none.
    """
    require(report, Report)
    outcome, history, plan = report.outcome, report.history, report.plan
    return {
        **outcome_to_dict(outcome),
        **({} if outcome.framework.awards else {"coverage": coverage_to_dict(outcome.coverage)}),
        "since": None if history is None else history_to_dict(history),
        "route": route_to_dict(report.route) if isinstance(report.route, Route) else None,
        "plan": None if plan is None else plan_to_dict(plan),
    }
