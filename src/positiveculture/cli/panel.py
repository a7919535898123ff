"""The command `panel`: how a team, or the respondents to a survey, answered together."""

from functools import partial
from pathlib import Path

import click

from positiveculture.cli.options import (
    WordingChoice,
    against,
    argument,
    command,
    documented,
    flag,
    framework_of,
    in_words,
    path,
)
from positiveculture.cli.output import Output
from positiveculture.documents.panel import panel_document
from positiveculture.formats.panel import GROUPED_BY, load_panel
from positiveculture.formats.panel_report import load_report, panel_report_to_dict
from positiveculture.formats.release import RELEASE as RELEASES
from positiveculture.formats.writing import payload_text
from positiveculture.panel.protection import MINIMUM

FILES = "Assessments, or folders of them; or a release, to show it again."
WHAT = f"Groups: {', '.join(GROUPED_BY)}; without it, none."
SINCE = "A release of before; once for each that there is."
PREVIOUS = "The replies of the wave before, where it has no release."
RELEASE = "Write what is published to this .json or .toml file."
COPIES = "Count files that are copies by name and content."
INVITED = "How many were asked, for the response rate."
LEAST = "How few are too few to be told; 1 shows all, exactly."
LACKING = "How many items a score may lack, with --minimum 1."


@command("panel")
@argument("files", metavar="FILES...", type=path, nargs=-1, required=True, about=FILES)
@click.option("--by", metavar="WHAT", help=WHAT)
@click.option("--since", metavar="RELEASE", type=path, multiple=True, help=SINCE)
@click.option("--previous", metavar="FILE", type=path, multiple=True, help=PREVIOUS)
@click.option("--release", metavar="FILE", type=path, help=RELEASE)
@flag("--count-copies", help=COPIES)
@click.option("--invited", metavar="N", type=click.IntRange(min=1), help=INVITED)
@click.option("--minimum", metavar="N", type=click.IntRange(min=1), default=MINIMUM, help=LEAST)
@click.option("--missing-allowed", metavar="N", type=click.IntRange(min=0), default=0, help=LACKING)
@against
@in_words
@documented
def panel(
    files: tuple[Path, ...],
    by: str | None,
    since: tuple[Path, ...],
    previous: tuple[Path, ...],
    release: Path | None,
    count_copies: bool,
    invited: int | None,
    minimum: int,
    missing_allowed: int,
    framework: str | None,
    wording: WordingChoice,
    output: Output,
) -> None:
    """Show what many people say together.

    A team that rated one thing, or the replies to a survey: how they answered, where they disagree most, and, where
    there are groups or a wave before, how these compare. Small numbers are protected: groups that are too small are
    withheld, and each count is a little off, by chance, so that nobody's answer can be worked out.
    """
    named = framework_of(framework) if framework else None
    report = load_report(
        files,
        load=partial(load_panel, framework=named, by=by, count_copies=count_copies),
        framework=named,
        by=by,
        previous=previous,
        since=since,
        min_respondents=minimum,
        invited={(): invited} if invited else None,
        missing_allowed=missing_allowed,
        words=wording.apply,
    )
    beside = {}
    if release is not None:
        beside[release] = payload_text(RELEASES.payload(report.release), release).encode()
    output.show(panel_document(report), panel_report_to_dict(report), beside=beside)
