"""What `panel` prints shows what is published, and nothing else that people answered."""

from io import StringIO

import attrs
from hypothesis import assume, given, settings
from panels import Case, answered, cases
from rich.console import Console, Group

from positiveculture import Panel
from positiveculture.cli.gatherings import Told, screen
from positiveculture.cli.panels import told_to_dict
from positiveculture.cli.terminal import json_document
from positiveculture.formats.panel import Gathered


def printed(told: Told) -> tuple[str, str]:
    """Return the picture and the JSON."""
    paper = StringIO()
    Console(file=paper, width=100, color_system=None).print(Group(*screen(told)))
    return paper.getvalue(), json_document(told_to_dict(told))


@settings(deadline=None, max_examples=60)
@given(cases(waves=True))
def test_what_is_withheld_is_in_no_output(case: Case) -> None:
    """The picture and the JSON are the same whatever was answered, and by however many, where the same is published."""
    assume(case.panel.assessments and case.before is not None and case.before.assessments)
    silent = Gathered(Panel([answered({})]), case.framework, (), ())
    now = attrs.evolve(silent, panel=case.panel)
    before = None if case.before is None else attrs.evolve(silent, panel=case.before)
    told = Told(now, case.summary, "folder", before, case.earlier, protected=True)

    shown = printed(told)

    assert printed(attrs.evolve(told, now=silent, before=silent)) == shown
