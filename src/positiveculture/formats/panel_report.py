"""Reports of panels as JSON, for others to read; nothing reads them back."""

from typing import Any

from positiveculture.formats.panel import comparison_to_dict, summary_to_dict
from positiveculture.panel import Panel
from positiveculture.panel.panel_report import PanelReport, days


def panel_report_to_dict(report: PanelReport) -> dict[str, Any]:
    """Return what a panel says as `positiveculture panel --json` prints it.

    `{"framework", "edition", "minimum", "groups": [{"group", "replied", "response_rate", "topics", "themes"}],
    "services", "assessed_on": [first, last], "by", "most_disputed": [topics], "against_whole": [comparisons],
    "previous", "left_out"}`; `previous` is null, or `{"assessed_on", "protected", "groups", "changes": [comparisons]}`.
    A figure that is withheld is `{"withheld": reason}`.
    """
    return summary_to_dict(report.summary) | {
        "services": report.services,
        "assessed_on": _days(report.panel),
        "by": report.by,
        "most_disputed": [each.topic.id for each in report.summary.most_disputed() if each.agreement < 1],
        "against_whole": [comparison_to_dict(each) for each in report.against_whole],
        "previous": _previous(report),
        "left_out": list(report.left_out),
    }


def _previous(report: PanelReport) -> dict[str, Any] | None:
    if report.before is None or report.earlier is None:
        return None
    return {
        "assessed_on": _days(report.before),
        "protected": report.protected,
        "groups": summary_to_dict(report.earlier)["groups"],
        "changes": [comparison_to_dict(each) for each in report.since_before],
    }


def _days(panel: Panel) -> list[str]:
    return [day.isoformat() for day in days(panel)]
