"""What came of a file of assessments, and its JSON, for others to read; nothing reads it back."""

from collections.abc import Mapping
from typing import Any

import attrs

from positiveculture.awards import STATES
from positiveculture.formats.plain import notice
from positiveculture.framework import Framework
from positiveculture.tables.tally import Tally


@attrs.frozen
class TableReport:
    """What came of every row."""

    framework: Framework
    tally: Tally
    #: What is wrong with columns that look like a topic's and are none's.
    unknown_columns: tuple[str, ...]
    #: The file of the rejects; None where there are none.
    rejects: str | None

    @property
    def judged(self) -> int:
        """How many rows were judged."""
        return self.tally.rows - self.tally.rejected


def most_frequent(counts: Mapping[Any, int]) -> list[tuple[Any, int]]:
    """Return what occurs, the most frequent first; of equals, the first by name."""
    return sorted(((what, n) for what, n in counts.items() if n), key=lambda entry: (-entry[1], entry[0]))


def table_report_to_dict(report: TableReport) -> dict[str, Any]:
    """Return what came of a table as `positiveculture table --json` prints it.

    `{"framework", "edition", "notice", "rows", "judged", "rejected", "rejects", "unknown_columns", "none", "awards":
    [{"id", "highest", "met", "not_met", "undecided"}], "blockers": [{"award", "kind", "what", "rows"}], "tipping":
    {"rows", "topics": [{"topic", "gains"}]}}`; `notice` is given where the framework has one; `none` is the number of
    rows that meet no award.
    """
    tally = report.tally
    return {
        "framework": report.framework.id,
        "edition": report.framework.edition,
        **notice(report.framework),
        "rows": tally.rows,
        "judged": report.judged,
        "rejected": tally.rejected,
        "rejects": report.rejects,
        "unknown_columns": list(report.unknown_columns),
        "none": tally.awards[None],
        "awards": [_award(tally, award.id) for award in report.framework.awards],
        "blockers": [
            {"award": award, "kind": kind, "what": what, "rows": rows}
            for (award, kind, what), rows in most_frequent(tally.obstacles)
        ],
        "tipping": {
            "rows": tally.tipped,
            "topics": [{"topic": topic, "gains": rows} for topic, rows in most_frequent(tally.tipping)],
        },
    }


def _award(tally: Tally, award: str) -> dict[str, Any]:
    states = {state.replace("-", "_"): tally.states[award, state] for state in STATES}
    return {"id": award, "highest": tally.awards[award], **states}
