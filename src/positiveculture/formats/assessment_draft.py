"""An assessment to fill in, as a TOML file with every topic and its statements as comments."""

from collections.abc import Iterator

from positiveculture.assessment import Assessment
from positiveculture.award_requirements import required_levels, topics_by_award
from positiveculture.escaping import escape_controls
from positiveculture.formats.plan_draft import comment, numbered_title
from positiveculture.formats.toml import toml_value
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.topics import Option, Topic


def assessment_draft(assessment: Assessment, framework: Framework) -> str:
    """Return a TOML file that reads back as `assessment`, with every topic as a line to be uncommented.

    Statements are in the words for the service model of the assessment, or for any where it names none.
    """
    lines = [*_head(framework, assessment), "[responses]"]
    for group, topics in topics_by_award(framework):
        lines += ["", f"# {'=' * 30} {escape_controls(group)} {'=' * 30}"]
        for topic in topics:
            lines += ["", *_question(framework, topic, assessment.service_model)]
    return "\n".join(lines) + "\n"


def _head(framework: Framework, assessment: Assessment) -> Iterator[str]:
    words = gettext("An assessment against {framework}, edition {edition}.")
    yield from comment(words.format(framework=framework.title, edition=framework.edition))
    yield "#"
    yield from comment(
        gettext(
            "To answer a topic, take away the # before its line and write what you found after the equals sign. A "
            "topic that stays commented out is not answered yet, which is not the same as the lowest level. Save the "
            "file as UTF-8 text."
        )
    )
    rated = next((topic for topic in framework.topics if topic.scale is not None), None)
    if rated is not None and rated.scale is not None:
        yield from comment(gettext("More can be said than a level:"))
        yield f'#   {rated.id} = {{ level = {rated.scale.highest}, note = "...", evidence = ['
        yield f'#       {{ title = "...", kind = "record", dated = {assessment.assessed_on} }},'
        yield "#   ] }"
    for scale in framework.scales:
        levels = "; ".join(f"{level.number} {level.label}" for level in scale.levels)
        text = gettext("Levels of {scale}: {levels}.") if len(framework.scales) > 1 else gettext("Levels: {levels}.")
        yield from comment(text.format(scale=scale.id, levels=levels))
    yield ""
    for field in ("framework", "edition", "service"):
        yield f"{field} = {toml_value(getattr(assessment, field))}"
    yield f"assessed_on = {assessment.assessed_on.isoformat()}"
    yield '# assessed_by = "Registered manager and team"'
    yield from _choice("mode", framework.modes)
    if assessment.service_model is None:
        yield from _choice("service_model", framework.service_models)
    else:
        yield f"service_model = {toml_value(assessment.service_model)}"
    yield ""


def _choice(field: str, options: tuple[Option, ...]) -> Iterator[str]:
    for place, option in enumerate(options):
        title = gettext("or: {title}").format(title=option.title) if place else option.title
        yield f"# {field} = {toml_value(option.id):<24} # {escape_controls(title)}"


def _question(framework: Framework, topic: Topic, service_model: str | None) -> Iterator[str]:
    yield from comment(f"--- {numbered_title(topic)} ---")
    yield from comment(topic.description)
    asks = gettext("{award} asks for {level}")
    minimums = [asks.format(award=award.title, level=level) for award, level in required_levels(topic, framework)]
    yield from comment("; ".join(minimums))
    for statement in topic.statements:
        yield from comment(statement.words(service_model), f"  {statement.level}  ")
    if topic.scale is None:
        yield f'# {topic.id} = {{ note = "" }}'
    else:
        yield f"# {topic.id} = "
    if topic.allows_not_applicable:
        yield f'# {topic.id} = {{ not_applicable = "why" }}'
