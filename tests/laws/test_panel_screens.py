"""What `panel` prints shows what is published, and nothing else that people answered."""

from io import StringIO

import attrs
from hypothesis import assume, given, settings
from panels import Case, answered, cases
from rich.console import Console, Group

from positiveculture import Panel
from positiveculture.cli.output import json_document
from positiveculture.cli.panel.screen import screen
from positiveculture.formats.panel_report import panel_report_to_dict
from positiveculture.panel.panel_report import PanelReport


def printed(report: PanelReport) -> tuple[str, str]:
    """Return the screen and the JSON."""
    paper = StringIO()
    Console(file=paper, width=100, color_system=None).print(Group(*screen(report)))
    return paper.getvalue(), json_document(panel_report_to_dict(report))


@settings(deadline=None, max_examples=60)
@given(cases(waves=True))
def test_what_is_withheld_is_in_no_output(case: Case) -> None:
    """The screen and the JSON are the same whatever was answered, and by however many, where the same is published."""
    assume(case.panel.assessments and case.before is not None and case.before.assessments)
    report = PanelReport(
        panel=case.panel, summary=case.summary, by="folder", before=case.before, earlier=case.earlier, protected=True
    )
    silent = Panel([answered({})])

    assert printed(attrs.evolve(report, panel=silent, before=silent)) == printed(report)
