"""What many people said of one thing: the command `panel`."""

from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from positiveculture.cli import checking
from positiveculture.cli.gatherings import Told, days, screen
from positiveculture.cli.options import Against, AsJson, Language, WordingFile, show
from positiveculture.cli.wordings import Wanted
from positiveculture.errors import InvalidPanel, NotScored, Problem
from positiveculture.formats.panel import GROUPED_BY, Gathered, comparison_to_dict, gathered, summary_to_dict
from positiveculture.framework import Framework
from positiveculture.panel import Panel
from positiveculture.panel.protection import MINIMUM
from positiveculture.problems import Problems


def panel(  # noqa: PLR0913, PLR0917 - each is an option of the command
    files: Annotated[list[Path], typer.Argument(metavar="FILES...", help="Assessments, or folders of them.")],
    by: Annotated[
        str | None, typer.Option("--by", metavar="WHAT", help=f"Groups: {', '.join(GROUPED_BY)}; without it, none.")
    ] = None,
    previous: Annotated[
        list[Path] | None, typer.Option("--previous", metavar="FILE", help="The wave before: files, or a folder.")
    ] = None,
    unmatched: Annotated[
        bool, typer.Option("--unmatched", help="The waves' file names do not tell who replied; at your own risk.")
    ] = False,
    invited: Annotated[
        int | None, typer.Option("--invited", min=1, metavar="N", help="How many were asked, for the response rate.")
    ] = None,
    minimum: Annotated[
        int, typer.Option("--minimum", min=1, metavar="N", help="How few are too few to be told; 1 shows all.")
    ] = MINIMUM,
    missing_allowed: Annotated[
        int, typer.Option("--missing-allowed", min=0, metavar="N", help="How many items a theme's score may lack.")
    ] = 0,
    framework: Against = None,
    language: Language = None,
    wording: WordingFile = None,
    as_json: AsJson = False,
) -> None:
    """Show what many people say together.

    A team that rated one thing, or the replies to a survey: how they answered, where they disagree most, and, where
    there are groups or a wave before, how these compare. Small numbers are protected: what too few stand behind, and
    what would give it away, is withheld.
    """
    named = checking.framework_of(framework) if framework else None
    now, before = _both(files, previous, named, by)
    if not any(topic.scale is not None for topic in now.framework.every_topic):
        raise NotScored(now.framework.title, now.framework.unscored)
    spoken = Wanted(language, wording).over(now.framework)
    protected = before is not None and not unmatched
    _refuse_strangers(now.panel, before.panel if before and protected else None)
    read = partial(Panel.summary, framework=spoken, minimum=minimum, missing_allowed=missing_allowed)
    earlier = read(before.panel) if before else None
    summary = read(
        now.panel,
        previous=before.panel if before and protected else None,
        published=earlier if protected else None,
        invited={(): invited} if invited else None,
    )
    found = Told(now, summary, by, before, earlier, protected=protected)
    show(told_to_dict(found), screen(found), as_json)


def _both(
    files: list[Path], previous: list[Path] | None, named: Framework | None, by: str | None
) -> tuple[Gathered, Gathered | None]:
    """Return this wave and the one before, where there is one; every problem of both at once."""
    found: list[Gathered] = []
    problems = Problems()
    for paths in filter(None, (files, previous)):
        try:
            found.append(gathered(paths, framework=named, by=by))
        except InvalidPanel as error:
            problems.collect(error)
    problems.refuse(InvalidPanel, "the panel", None)
    now, before = found[0], found[1] if len(found) > 1 else None
    if before and (before.framework.id, before.framework.edition) != (now.framework.id, now.framework.edition):
        words = {"name": before.framework.id, "expected": now.framework.id}
        raise InvalidPanel("the panel", (Problem("other-framework", ("previous",), words, "`--previous`"),))
    return now, before


def _refuse_strangers(now: Panel, before: Panel | None) -> None:
    """Refuse two waves in which no file bears the same name: who joined or left is then not known."""
    if before is not None and not set(now.people) & set(before.people):
        text = (
            "no file has the name of one in this wave, so who joined or left is not known, and what the few who did "
            "answered cannot be protected; give a person's file one name in both waves, or say --unmatched"
        )
        raise InvalidPanel("the panel", (Problem("error", ("previous",), {"reason": text}, "`--previous`"),))


def told_to_dict(found: Told) -> dict[str, Any]:
    """Return a panel as `panel --json` prints it.

    `{"framework", "edition", "minimum", "groups": [{"group", "replied", "response_rate", "topics", "themes"}],
    "services", "assessed_on": [first, last], "by", "most_disputed": [topics], "against_whole": [comparisons],
    "previous", "left_out"}`; `previous` is null, or `{"assessed_on", "protected", "groups", "changes": [comparisons]}`.
    A figure that is withheld is `{"withheld": reason}`.
    """
    before = None
    if found.before is not None and found.earlier is not None:
        before = {
            "assessed_on": days(found.before.panel),
            "protected": found.protected,
            "groups": summary_to_dict(found.earlier)["groups"],
            "changes": [comparison_to_dict(each) for each in found.compared],
        }
    return summary_to_dict(found.summary) | {
        "services": sorted({each.service for each in found.now.panel.assessments}),
        "assessed_on": days(found.now.panel),
        "by": found.by,
        "most_disputed": [figure.topic.id for figure in found.summary.most_disputed() if figure.agreement < 1],
        "against_whole": [comparison_to_dict(each) for each in found.beside_the_whole],
        "previous": before,
        "left_out": [str(path) for path in found.now.left_out],
    }
