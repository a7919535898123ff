"""What `panel` prints shows what is published, and nothing else that people answered."""

from datetime import date
from io import StringIO

import attrs
from hypothesis import assume, given, settings
from panels import Case, cases
from rich.console import Console, Group

from positiveculture.cli.output import json_document
from positiveculture.cli.panel.screen import screen
from positiveculture.formats.panel import release_from_dict, release_to_dict
from positiveculture.formats.panel_report import panel_report_to_dict
from positiveculture.panel.panel_report import PanelReport, released


def printed(report: PanelReport) -> tuple[str, str]:
    """Return the screen and the JSON."""
    paper = StringIO()
    Console(file=paper, width=100, color_system=None).print(Group(*screen(report)))
    return paper.getvalue(), json_document(panel_report_to_dict(report))


@settings(deadline=None, max_examples=60)
@given(cases(waves=True))
def test_what_is_suppressed_is_in_no_output(case: Case) -> None:
    """All that is printed can be printed from two releases that were written and read back: they hold no answers."""
    assume(case.panel.assessments and case.before is not None and case.before.assessments)
    assert case.before is not None
    assert case.earlier is not None
    before = released(case.before, case.earlier, by="folder")
    now = released(case.panel, case.summary, by="folder", since=(before,))
    read = [release_from_dict(release_to_dict(each), case.framework) for each in (now, before)]

    report = PanelReport(release=now, since=(before,))
    assert [now, before] == read
    assert printed(PanelReport(release=read[0], since=(read[1],))) == printed(report)
    later = attrs.evolve(before, assessed_on=(date(2030, 1, 1), date(2030, 1, 1)))
    assert attrs.evolve(report, since=(later, before)).before == later
