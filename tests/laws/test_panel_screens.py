"""What `panel` shows, in whatever form, is what is published, and nothing else that people answered."""

import attrs
from hypothesis import assume, given, settings
from panels import Case, answered, cases

from positiveculture import Panel
from positiveculture.cli.output import json_document
from positiveculture.documents.panel import panel_document
from positiveculture.formats.panel_report import panel_report_to_dict
from positiveculture.panel.panel_report import PanelReport
from positiveculture.render.html import html
from positiveculture.render.markdown import markdown
from positiveculture.render.text import text


def printed(report: PanelReport) -> tuple[str, ...]:
    """Return the document as text, as Markdown and as a page with its pictures, and the JSON."""
    document = panel_document(report)
    return text(document), markdown(document), html(document), json_document(panel_report_to_dict(report))


@settings(deadline=None, max_examples=60)
@given(cases(waves=True))
def test_what_is_withheld_is_in_no_output(case: Case) -> None:
    """Every form, its pictures too, and the JSON are the same whatever was answered, and by however many.

    As long as the same is published.
    """
    assume(case.panel.assessments and case.before is not None and case.before.assessments)
    report = PanelReport(
        panel=case.panel, summary=case.summary, by="folder", before=case.before, earlier=case.earlier, protected=True
    )
    silent = Panel([answered({})])

    assert printed(attrs.evolve(report, panel=silent, before=silent)) == printed(report)
