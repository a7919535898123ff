"""The command `new-assessment`: a file with every topic and its statements, to be filled in by a person."""

from collections.abc import Iterator
from datetime import date

import click

from positiveculture.assessment import Assessment
from positiveculture.award_requirements import required_levels, topics_by_award
from positiveculture.cli.options import WordingChoice, command, framework_name, framework_of, in_words, on_day, output
from positiveculture.cli.output import Output, json_document, toml_document
from positiveculture.cli.words import comment, title, topic_title
from positiveculture.formats.assessment import assessment_to_dict
from positiveculture.formats.toml import toml_value
from positiveculture.framework import Framework
from positiveculture.topics import Option, Statement, Topic


@command("new-assessment")
@framework_name
@click.option("--service", metavar="NAME", default="Our service", help="The name of the service.")
@on_day("DATE", "The day")
@in_words
@output(".toml or .json")
def new_assessment(framework: str, service: str, on: date | None, wording: WordingChoice, output: Output) -> None:
    """Write an assessment to fill in.

    It has every topic with its statements, and is printed where no file is named.
    """
    found = framework_of(framework, wording)
    blank = Assessment(
        framework=found.id, edition=found.edition, service=service, assessed_on=date.today() if on is None else on
    )
    blank.validate(found)
    payload = assessment_to_dict(blank)
    output.write({".toml": toml_document(template(found, blank)), ".json": json_document(payload)}, payload)


def template(framework: Framework, assessment: Assessment) -> str:
    """Return a TOML file that reads back as `assessment`, with every topic as a line to be uncommented."""
    lines = [*_head(framework, assessment), "[responses]"]
    for group, topics in topics_by_award(framework):
        lines += ["", f"# {'=' * 30} {title(group)} {'=' * 30}"]
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
        yield f"# {field} = {toml_value(option.id):<24} # {'or: ' if place else ''}{title(option.title)}"


def _question(framework: Framework, topic: Topic) -> Iterator[str]:
    yield from comment(f"--- {topic_title(topic)} ---")
    yield from comment(topic.description)
    minimums = [f"{award.title} asks for {level}" for award, level in required_levels(topic, framework)]
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
