"""An assessment to fill in, as a TOML file: every topic with its statements as comments, for people who like text."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence

from positiveculture.assessment import Assessment, NotApplicable, Reflection, Response
from positiveculture.award_requirements import topics_by_award
from positiveculture.documents.about import notices
from positiveculture.documents.english import day
from positiveculture.documents.labels import requirement_words, topic_label
from positiveculture.documents.written import written_items
from positiveculture.escaping import escape_controls
from positiveculture.formats.toml import toml_value
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.topics import Option, Topic

#: How long a line of comment may be.
LONGEST = 100


def assessment_template(
    framework: Framework,
    assessment: Assessment,
    *,
    last: Assessment | None = None,
    notes: Mapping[str, Sequence[str]] | None = None,
) -> str:
    """Return a TOML file that reads back as `assessment`, with a line for every topic that it does not answer.

    Statements are in the words for the service model of the assessment, or for any where it names none.

    Args:
        framework: What is to be answered.
        assessment: The head of the file, and bare levels that are answered already.
        last: An earlier assessment; what it says of a topic is in comments.
        notes: Topic to further comments on it, a paragraph each.
    """
    lines = [*_head(framework, assessment, last), "[responses]"]
    for group, topics in topics_by_award(framework):
        lines += ["", f"# {'=' * 30} {escape_controls(group)} {'=' * 30}"]
        for topic in topics:
            lines += ["", *_question(framework, topic, assessment.service_model)]
            lines += _last_time(topic, last)
            for note in (notes or {}).get(topic.id, ()):
                lines += comment(note)
            lines += _answer(topic, assessment)
    return "\n".join(lines) + "\n"


def comment(text: str, label: str = "") -> list[str]:
    """Return `text` as lines of TOML comment, with `label` before the first."""
    return textwrap.wrap(
        escape_controls(text),
        LONGEST,
        initial_indent=f"# {label}",
        subsequent_indent=f"# {' ' * len(label)}",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _head(framework: Framework, assessment: Assessment, last: Assessment | None) -> Iterator[str]:
    heading = gettext("An assessment against {framework}, edition {edition}.")
    yield from comment(heading.format(framework=framework.title, edition=framework.edition))
    for each in notices(framework):
        yield from comment(each.text)
    yield "#"
    how = gettext(
        "To answer a topic, take away the # before its line and write what you found after the equals sign. A topic "
        "that stays commented out is not answered yet, which is not the same as the lowest level. Save the file as "
        "UTF-8 text."
    )
    yield from comment(how)
    if last is not None:
        words = gettext("What is called last time is from the assessment of {day}.")
        yield from comment(words.format(day=day(last.assessed_on)))
    yield from _examples(framework, assessment)
    yield ""
    for field in ("framework", "edition", "service", "assessed_on", "organisation", "jurisdiction", "language"):
        if getattr(assessment, field):
            yield f"{field} = {toml_value(getattr(assessment, field))}"
    by, mark = assessment.assessed_by, "" if assessment.assessed_by else "# "
    yield f"{mark}assessed_by = {toml_value(by or gettext('Registered manager and team'))}"
    yield from _choice("mode", framework.modes, None)
    yield from _choice("service_model", framework.service_models, assessment.service_model)
    yield ""


def _examples(framework: Framework, assessment: Assessment) -> Iterator[str]:
    """Yield an example of a response with more than a level, and one of a reflection."""
    rated = next((topic for topic in framework.topics if topic.scale is not None), None)
    evidence = f'#       {{ title = "...", kind = "record", dated = {assessment.assessed_on} }},'
    if rated is not None and rated.scale is not None:
        yield from comment(gettext("More can be said than a level:"))
        yield f'#   {rated.id} = {{ level = {rated.scale.highest}, note = "...", evidence = ['
        yield from (evidence, "#   ] }")
    unrated = next((topic for topic in framework.every_topic if topic.scale is None), None)
    if unrated is not None:
        yield from comment(gettext("A topic without levels takes a reflection. All of these may be given, or some:"))
        yield f'#   {unrated.id} = {{ note = "...", evidence = ['
        yield from (evidence, "#   ], actions = [")
        yield f'#       {{ what = "...", who = "...", by_when = {assessment.assessed_on} }},'
        roles = ", ".join(toml_value(role.id) for role in framework.roles)
        yield "#   ], roles = [] }" if roles else "#   ] }"
        if roles:
            yield from comment(gettext("Roles, for who took part: {roles}.").format(roles=roles))
    for scale in framework.scales:
        levels = "; ".join(f"{level.number} {level.label}" for level in scale.levels)
        text = gettext("Levels of {scale}: {levels}.") if len(framework.scales) > 1 else gettext("Levels: {levels}.")
        yield from comment(text.format(scale=scale.id, levels=levels))


def _choice(field: str, options: tuple[Option, ...], chosen: str | None) -> Iterator[str]:
    for place, option in enumerate(options):
        mark = "" if option.id == chosen else "# "
        either = gettext("or: ") if place else ""
        yield f"{mark}{field} = {toml_value(option.id):<24} # {either}{escape_controls(option.title)}"


def _question(framework: Framework, topic: Topic, service_model: str | None) -> Iterator[str]:
    yield from comment(f"--- {topic_label(topic)} ---")
    yield from comment(topic.description)
    yield from comment("; ".join(requirement_words(topic, framework)))
    for statement in topic.statements:
        yield from comment(statement.words(service_model), f"  {statement.level}  ")
    if topic.scale is None:
        for aspect in framework.aspects:
            questions = [entry for entry in topic.entries(aspect.id) if entry.endswith("?")]
            yield from comment(f"{aspect.title}:") if questions else ()
            for question in questions:
                yield from comment(question, "  - ")


def _answer(topic: Topic, assessment: Assessment) -> Iterator[str]:
    level = assessment.levels.get(topic.id)
    if level is not None:
        yield f"{topic.id} = {level}"
        return
    yield f"# {topic.id} = " if topic.scale is not None else f'# {topic.id} = {{ note = "" }}'
    if topic.allows_not_applicable:
        yield f'# {topic.id} = {{ not_applicable = "why" }}'


def _last_time(topic: Topic, last: Assessment | None) -> Iterator[str]:
    """Yield what an earlier assessment says of a topic: its level, note, evidence and actions."""
    if last is None or topic.id not in last.responses:
        return
    response = last.responses[topic.id]
    yield from comment(_first_line(topic, response))
    for item in written_items(response, last.assessed_on):
        yield from comment(item, "  - ")


def _first_line(topic: Topic, response: Response) -> str:
    if isinstance(response, NotApplicable):
        return gettext("Last time: not applicable: {reason}").format(reason=response.reason)
    note = [response.note] if response.note.strip() else []
    if isinstance(response, Reflection):
        words = note or [gettext("a reflection")]
    else:
        label = topic.scale.label(response.level) if topic.scale is not None and response.level in topic.scale else ""
        words = [gettext("{level} {label}").format(level=response.level, label=label).strip(), *note]
    return gettext("Last time: {said}").format(said=". ".join(words))
