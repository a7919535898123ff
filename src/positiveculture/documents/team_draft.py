"""The assessment that a team has still to agree on, drafted from what its panel publishes, and from nothing else."""

from datetime import date

from positiveculture.assessment import Assessment
from positiveculture.documents.assessment_template import assessment_template
from positiveculture.documents.english import plural
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.panel.distributions import Distribution
from positiveculture.panel.protection import Suppressed
from positiveculture.panel.summary import Figure, Summary


def team_draft(summary: Summary, *, service: str, on: date) -> str:
    """Return an assessment to fill in, as a TOML file, that begins with what a panel says.

    A topic on which all agree has their level, where the panel publishes exact counts; of any other, a comment says how
    many chose each level, as far as the panel publishes that, and the team has to agree.  No level is worked out from
    several.

    Args:
        summary: What the panel publishes.
        service: The service that the assessment is about.
        on: Its day.
    """
    framework = summary.framework
    figures = {id_: summary.figure(id_) for id_ in summary.topics}
    exact = summary.min_respondents == 1
    agreed = {id_: level for id_, figure in figures.items() if exact and (level := _agreed(figure)) is not None}
    notes = {id_: [_panel_words(figure, summary.min_respondents)] for id_, figure in figures.items()}
    return assessment_template(framework, _head(framework, service, on, agreed), notes=notes)


def _head(framework: Framework, service: str, on: date, agreed: dict[str, int]) -> Assessment:
    return Assessment(
        framework=framework.id, edition=framework.edition, service=service, assessed_on=on, responses=agreed
    )


def _agreed(figure: Figure) -> int | None:
    """Return the level that everybody chose; None where they differ, or it is not published."""
    chosen = [] if isinstance(figure, Suppressed) else [level for level, count in _counts(figure) if count]
    return chosen[0] if len(chosen) == 1 else None


def _counts(figure: Distribution) -> list[tuple[int, int]]:
    return [(level.number, count) for level, count in zip(figure.scale.levels, figure.counts, strict=True)]


def _panel_words(figure: Figure, minimum: int) -> str:
    """Return in a sentence what a panel publishes of a topic."""
    if figure is Suppressed.TOO_FEW and minimum == 1:
        return gettext("Panel: nobody answered.")
    if isinstance(figure, Suppressed):
        return gettext("Panel: withheld, for too few people are behind it. To be agreed.")
    each = ", ".join(
        gettext("{count} at {level}").format(count=count, level=number) for number, count in _counts(figure) if count
    )
    if minimum > 1:
        return gettext("Panel, each count a little off by chance: {each}. To be agreed.").format(each=each)
    if _agreed(figure) is not None:
        return plural(
            figure.n, "Panel: the one who answered chose this.", "Panel: all {count} who answered chose this."
        )
    return gettext("Panel: {each}. To be agreed.").format(each=each)
