"""The command `panel`: how a team, or the respondents to a survey, answered together."""

from collections.abc import Sequence
from pathlib import Path

import attrs
import click

from positiveculture.cli.named import FrameworkChoice, framework_of
from positiveculture.cli.options import (
    against_in_words,
    at_least_one,
    command,
    documented,
    flag,
    input_files,
    refuse_given,
    to_read,
    to_write,
)
from positiveculture.cli.output import STANDARD_OUTPUT, Output, show_warning, toml_document
from positiveculture.cli.sheet_options import SheetChoice, is_sheet, sheet_options
from positiveculture.documents.panel import panel_document, same_note
from positiveculture.documents.team_draft import team_draft
from positiveculture.formats.panel import GROUPED_BY, LoadedPanel, load_panel
from positiveculture.formats.panel_report import is_release_alone, load_report, panel_report_to_dict
from positiveculture.formats.paths import File
from positiveculture.formats.release import RELEASE as RELEASES
from positiveculture.formats.writing import payload_text
from positiveculture.gettext import gettext
from positiveculture.panel.protection import MINIMUM

FILES = "Assessments or folders of them; a spreadsheet of replies; or a release, to show it again."
WHAT = f"Groups: {', '.join(GROUPED_BY)}, or a column of a spreadsheet; without it, none."
SINCE = "A release of before; once for each that there is."
PREVIOUS = "The replies of the wave before, where it has no release."
RELEASE = "Write what is published to this .json or .toml file."
COPIES = "Count files that are copies by name and content, and rows by number and answers."
DRAFT = "Write the team's assessment to agree on to this .toml file."
INVITED = "How many were asked, for the response rate."
LEAST = "How few are too few to be published; 1 shows all, exactly."
#: What a release that is shown has settled already.
NOT_OF_RELEASES = (
    *("by", "previous", "count_copies", "invited", "minimum", "missing_allowed"),
    *(field.name for field in attrs.fields(SheetChoice)),
)
LACKING = "How many items a score may lack, with --minimum 1."


@command("panel")
@input_files("FILES...", FILES)
@click.option("--by", metavar="WHAT", help=WHAT)
@to_read("--since", metavar="RELEASE", multiple=True, help=SINCE)
@to_read("--previous", multiple=True, help=PREVIOUS)
@to_write("--release", help=RELEASE)
@flag("--count-copies", help=COPIES)
@at_least_one("--invited", help=INVITED)
@at_least_one("--minimum", default=MINIMUM, help=LEAST)
@click.option("--missing-allowed", metavar="N", type=click.IntRange(min=0), default=0, help=LACKING)
@to_write("--draft", help=DRAFT)
@sheet_options
@against_in_words
@documented
def panel(
    files: tuple[File, ...],
    by: str | None,
    since: tuple[File, ...],
    previous: tuple[File, ...],
    release: Path | None,
    count_copies: bool,
    invited: int | None,
    minimum: int,
    missing_allowed: int,
    choice: FrameworkChoice,
    output: Output,
    draft: Path | None,
    sheets: SheetChoice,
) -> None:
    """Show what many people say together.

    A team that rated one thing, or the replies to a survey, in files or in a spreadsheet as forms tools export it: how
    they answered, where they disagree most, and, where there are groups or a wave before, how these compare. Small
    numbers are protected: groups that are too small are withheld, and each count is a little off, by chance, so that
    nobody's answer can be worked out.
    """
    if is_release_alone(files):
        words = gettext("says nothing of a release, which stays as it was published")
        refuse_given(dict.fromkeys(NOT_OF_RELEASES, words))
    else:
        sheets.refuse_idle(files, previous)

    def load(paths: Sequence[File]) -> LoadedPanel:
        if any(map(is_sheet, paths)):
            more = {"by": by, "count_copies": count_copies, "other_columns": bool(previous)}
            judged_by = None if choice.name is None else framework_of(choice.name)
            return sheets.load(paths, judged_by, before=paths is previous, **more)
        loaded = load_panel(paths, framework=choice.named, by=by, count_copies=count_copies)
        if loaded.same:
            show_warning(same_note(len(loaded.same)))
        return loaded

    report = load_report(
        files,
        load=load,
        framework=choice.named,
        by=by,
        previous=previous,
        since=since,
        min_respondents=minimum,
        invited={(): invited} if invited else None,
        missing_allowed=missing_allowed,
        words=choice.worded,
    )
    more_files: list[tuple[Path, bytes]] = []
    if draft is not None:
        newest = report.release
        text = team_draft(newest.summary, service=newest.services[0], on=newest.assessed_on[1])
        more_files.append((draft, toml_document(text).encode()))
    if release is not None:
        kind = release if release != STANDARD_OUTPUT else Path("-.toml")  # as everywhere, TOML is what is printed
        more_files.append((release, payload_text(RELEASES.payload(report.release), kind).encode()))
    output.show(lambda: panel_document(report), lambda: panel_report_to_dict(report), more_files=more_files)
