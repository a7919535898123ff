"""The command `panel`: how a team, or the respondents to a survey, answered together."""

from functools import partial
from pathlib import Path

import click

from positiveculture.cli.options import (
    WordingChoice,
    against,
    argument,
    as_json,
    command,
    flag,
    force,
    framework_of,
    in_words,
    input_file,
    path,
)
from positiveculture.cli.output import Output, show, toml_document
from positiveculture.cli.panel.screen import screen
from positiveculture.cli.panel.sheets import SheetChoice, is_sheet, sheet_options
from positiveculture.documents.team_draft import team_draft
from positiveculture.errors import InvalidPanel, NotScored, Problem
from positiveculture.formats.panel import GROUPED_BY, LoadedPanel, load_panel
from positiveculture.formats.panel_report import panel_report_to_dict
from positiveculture.formats.paths import StandardInput
from positiveculture.framework import Framework
from positiveculture.panel import Panel
from positiveculture.panel.panel_report import PanelReport, days
from positiveculture.panel.protection import MINIMUM
from positiveculture.problems import Problems

WHAT = f"Groups: {', '.join(GROUPED_BY)}, or a column of a spreadsheet."
FILES = "Assessments or folders of them, or a spreadsheet of replies."
INVITED = "How many were asked, for the response rate."
LEAST = "How few are too few to be told; 1 shows all."
DRAFT = "Write the team's assessment to agree on to this .toml file."
LACKING = "How many items a theme's score may lack."


@command("panel")
@argument("files", metavar="FILES...", type=input_file, nargs=-1, required=True, about=FILES)
@click.option("--by", metavar="WHAT", help=WHAT)
@click.option("--previous", metavar="FILE", type=input_file, multiple=True, help="The wave before: files, or a folder.")
@flag("--unmatched", help="The waves' file names do not tell who replied; at your own risk.")
@click.option("--invited", metavar="N", type=click.IntRange(min=1), help=INVITED)
@click.option("--minimum", metavar="N", type=click.IntRange(min=1), default=MINIMUM, help=LEAST)
@click.option("--missing-allowed", metavar="N", type=click.IntRange(min=0), default=0, help=LACKING)
@click.option("--draft", metavar="FILE", type=path, help=DRAFT)
@force
@sheet_options
@against
@in_words
@as_json
def panel(
    files: tuple[Path, ...],
    by: str | None,
    previous: tuple[Path, ...],
    unmatched: bool,
    invited: int | None,
    minimum: int,
    missing_allowed: int,
    framework: str | None,
    wording: WordingChoice,
    as_json: bool,
    draft: Path | None,
    force: bool,
    sheets: SheetChoice,
) -> None:
    """Show what many people say together.

    A team that rated one thing, or the replies to a survey, in files or in a spreadsheet as forms tools export it: how
    they answered, where they disagree most, and, where there are groups or a wave before, how these compare. Small
    numbers are protected: what too few stand behind, and what would give it away, is withheld.
    """
    named = framework_of(framework) if framework else None
    now, before = _waves(files, previous, named, by, sheets)
    if not any(topic.scale is not None for topic in now.framework.every_topic):
        raise NotScored(now.framework.title, now.framework.unscored)
    protected = before is not None and not unmatched
    _refuse_strangers(now.panel, before.panel if before and protected else None)
    worded = wording.apply(now.framework)
    summarise = partial(Panel.summary, framework=worded, minimum=minimum, missing_allowed=missing_allowed)
    earlier = summarise(before.panel) if before else None
    summary = summarise(
        now.panel,
        previous=before.panel if before and protected else None,
        published=earlier if protected else None,
        invited={(): invited} if invited else None,
    )
    report = PanelReport(
        panel=now.panel,
        summary=summary,
        by=by,
        before=before.panel if before else None,
        earlier=earlier,
        protected=protected,
        left_out=tuple(map(str, now.left_out)),
    )
    if draft is not None:
        text = team_draft(summary, service=report.services[0], on=days(now.panel)[1])
        Output(draft, force, as_json=False).save({".toml": toml_document(text)}, "an assessment to fill in")
    show(panel_report_to_dict(report), screen(report), as_json)


def _waves(
    files: tuple[Path, ...], previous: tuple[Path, ...], named: Framework | None, by: str | None, sheets: SheetChoice
) -> tuple[LoadedPanel, LoadedPanel | None]:
    """Return this wave and the one before, where there is one; every problem of both at once."""
    found: list[LoadedPanel] = []
    problems = Problems()
    for paths in filter(None, (files, previous)):
        try:
            found.append(_load(paths, named, by, sheets))
        except InvalidPanel as error:
            problems.collect(error)
    problems.refuse(InvalidPanel, "the panel", None)
    now, before = found[0], found[1] if len(found) > 1 else None
    if before and (before.framework.id, before.framework.edition) != (now.framework.id, now.framework.edition):
        words = {"name": before.framework.id, "expected": now.framework.id}
        raise InvalidPanel("the panel", (Problem("other-framework", ("previous",), words, "`--previous`"),))
    return now, before


def _load(files: tuple[Path, ...], named: Framework | None, by: str | None, sheets: SheetChoice) -> LoadedPanel:
    if any(map(is_sheet, files)):
        return sheets.load(files, named, by)
    if any(isinstance(file, StandardInput) for file in files):
        raise click.UsageError("Standard input holds one assessment: a panel is read from files and folders.")
    return load_panel(files, framework=named, by=by)


def _refuse_strangers(now: Panel, before: Panel | None) -> None:
    """Refuse two waves in which no file bears the same name: who joined or left is then not known."""
    if before is not None and not set(now.people) & set(before.people):
        text = (
            "no file has the name of one in this wave, so who joined or left is not known, and what the few who did "
            "answered cannot be protected; give a person's file one name in both waves, or in spreadsheets name the "
            "column that says who replied with --person, or say --unmatched"
        )
        raise InvalidPanel("the panel", (Problem("error", ("previous",), {"reason": text}, "`--previous`"),))
