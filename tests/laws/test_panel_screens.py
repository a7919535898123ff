"""What `panel` shows, in whatever form, is what is published, and nothing else that people answered."""

import re
from datetime import date

import attrs
from hypothesis import assume, given, settings
from panels import Case, cases

from positiveculture.cli.output import json_document
from positiveculture.documents.blocks import Stacked
from positiveculture.documents.panel import panel_document
from positiveculture.formats.panel import release_from_dict, release_to_dict
from positiveculture.formats.panel_report import panel_report_to_dict
from positiveculture.panel.panel_report import PanelReport, released
from positiveculture.render.html import html
from positiveculture.render.markdown import markdown
from positiveculture.render.text import text


def printed(report: PanelReport) -> tuple[str, ...]:
    """Return the document as text, as Markdown and as a page with its pictures, and the JSON."""
    document = panel_document(report)
    return text(document), markdown(document), html(document), json_document(panel_report_to_dict(report))


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
    first = attrs.evolve(before, assessed_on=(date(2020, 1, 1), date(2020, 1, 1)))
    assert attrs.evolve(report, since=(before, first)).before == before


@settings(deadline=None, max_examples=60)
@given(cases())
def test_what_is_suppressed_has_no_figure_and_no_width(case: Case) -> None:
    """In no form has a group that is suppressed a figure; a page draws as many bars as there are figures."""
    assume(case.panel.assessments)
    document = panel_document(PanelReport(release=released(case.panel, case.summary, by="folder")))
    stacks = [stack for block in document.blocks if isinstance(block, Stacked) for stack in block.stacks]
    hidden = [stack for stack in stacks if stack.counts is None]

    assert html(document).count('role="img"') == sum(bool(stack.counts and sum(stack.counts)) for stack in stacks)
    for shown in (text(document, width=10_000), markdown(document)):
        for stack in hidden:
            lines = [line for line in shown.splitlines() if stack.words in line]
            assert lines
            assert not any(re.search(r"\d", line.partition(stack.words)[2]) for line in lines)
