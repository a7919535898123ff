"""The file that `new-assessment` writes: every topic with its statements, to be filled in by a person."""

import textwrap
from collections.abc import Iterator
from datetime import date

from positiveculture.assessment import Assessment
from positiveculture.cli import words
from positiveculture.formats.toml import toml_value
from positiveculture.framework import Framework
from positiveculture.topics import Option, Statement, Topic

#: How long a line of comment may be.
LINE = 100


def blank(framework: Framework, service: str, on: date) -> Assessment:
    """Return an assessment in which nothing is answered yet."""
    return Assessment(framework=framework.id, edition=framework.edition, service=service, assessed_on=on)


def comment(text: str, label: str = "") -> Iterator[str]:
    """Yield `text` as lines of comment, with `label` before the first."""
    indent = " " * len(label)
    text = words.title(text)
    yield from textwrap.wrap(
        text,
        LINE,
        initial_indent=f"# {label}",
        subsequent_indent=f"# {indent}",
        break_long_words=False,
        break_on_hyphens=False,
    )


def template(framework: Framework, assessment: Assessment) -> str:
    """Return a TOML file that reads back as `assessment`, with every topic as a line to be uncommented."""
    lines = [*_head(framework, assessment), "[responses]"]
    for group, topics in words.tiers(framework):
        lines += ["", f"# {'=' * 30} {group} {'=' * 30}"]
        for topic in topics:
            lines += ["", *_question(framework, topic)]
    return "\n".join(lines) + "\n"


def _head(framework: Framework, assessment: Assessment) -> Iterator[str]:
    yield from comment(f"An assessment against {framework.title}, edition {framework.edition}.")
    yield "#"
    yield from comment(
        "To answer a topic, take away the # before its line and write what you found after the equals sign. A topic "
        "that stays commented out is not answered yet, which is not the same as the lowest level. Save the file as "
        "UTF-8 text."
    )
    rated = next((topic for topic in framework.topics if topic.scale is not None), None)
    if rated is not None and rated.scale is not None:
        yield from comment("More can be said than a level:")
        yield f'#   {rated.id} = {{ level = {rated.scale.highest}, note = "...", evidence = ['
        yield f'#       {{ title = "...", kind = "record", dated = {assessment.assessed_on} }},'
        yield "#   ] }"
    for scale in framework.scales:
        levels = "; ".join(f"{level.number} {level.label}" for level in scale.levels)
        of = f" of {scale.id}" if len(framework.scales) > 1 else ""
        yield from comment(f"Levels{of}: {levels}.")
    yield ""
    yield f"framework = {toml_value(assessment.framework)}"
    yield f"edition = {toml_value(assessment.edition)}"
    yield f"service = {toml_value(assessment.service)}"
    yield f"assessed_on = {assessment.assessed_on.isoformat()}"
    yield '# assessed_by = "Registered manager and team"'
    yield from _choice("mode", framework.modes)
    yield from _choice("service_model", framework.service_models)
    yield ""


def _choice(field: str, options: tuple[Option, ...]) -> Iterator[str]:
    for place, option in enumerate(options):
        yield f"# {field} = {toml_value(option.id):<24} # {'or: ' if place else ''}{words.title(option.title)}"


def _question(framework: Framework, topic: Topic) -> Iterator[str]:
    yield from comment(f"--- {words.topic_title(topic)} ---")
    yield from comment(topic.description)
    minimums = [f"{award.title} asks for {level}" for award, level in words.asks(topic, framework)]
    yield from comment("; ".join(minimums))
    for statement in topic.statements:
        yield from _statement(framework, statement)
    if topic.scale is None:
        yield f'# {topic.id} = {{ note = "" }}'
    else:
        yield f"# {topic.id} = "
    if topic.allows_not_applicable:
        yield f'# {topic.id} = {{ not_applicable = "why" }}'


def _statement(framework: Framework, statement: Statement) -> Iterator[str]:
    models = {model.id: model.title for model in framework.service_models}
    yield from comment(statement.text, f"  {statement.level}  ")
    for variant in statement.variants:
        yield from comment(f"{models[variant.service_model]}: {variant.text}", "     ")
