"""The JSON Schema of an assessment against one framework: for forms, for OpenAPI, and for editors.

It takes what `assessment_from_dict` takes, but for two things: it cannot compare two values, such as the
day of a piece of evidence and the day of the assessment; and it knows one way of writing a date.
"""

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from positiveculture.formats.plain import plain
from positiveculture.formats.schemas import VISIBLE, Schema, schema
from positiveculture.framework import Framework, require_framework
from positiveculture.topics import Level, Topic

#: The parts that the schema of an assessment refers to.
REFERRED_TO = ("Certificate", "Commitment", "Evidence", "Kept", "Rating", "Reflection", "Response", "Suspension")

#: What a link leads to, as a whole.
ADDRESS = r"^https?://[^\s/]\S*$"

NOTHING: Schema = {"title": "Left out", "type": "null"}


def assessment_schema(framework: Framework) -> Schema:
    """Return the JSON Schema, draft 2020-12, of an assessment against `framework`, as JSON holds it.

    Each topic is a property by its id, with its levels, each with its label and statement, or with what a reflection
    takes; it may be not applicable only where the framework allows that.  Printed numbers are taken too, as patterns,
    so that a form shows each topic once.  Null says that a key is left out.

    Raises:
        WrongArgument: It is no framework.
    """
    require_framework(framework)
    whole = schema("assessment")
    parts, keys = whole["$defs"], whole["properties"]
    whole["$id"] = ":".join([whole["$id"], quote(framework.id, safe=""), quote(framework.edition, safe="")])
    whole["title"] = f"Assessment: {framework.title}, edition {framework.edition}"
    whole["description"] = " ".join(filter(None, [whole["description"], framework.notice]))
    for key, value in (("framework", framework.id), ("edition", framework.edition)):
        keys[key] |= {"const": value, "default": value}
    keys["service"] |= VISIBLE
    for part, key in (("Evidence", "title"), ("Commitment", "what"), ("Kept", "edition")):
        parts[part]["properties"][key] |= VISIBLE
    for key, options in (("mode", framework.modes), ("service_model", framework.service_models)):
        keys[key] = _described(keys[key], *_choices((each.id, each.title) for each in options), NOTHING)
    if framework.awards and framework.countries:
        keys["jurisdiction"] |= {"enum": ["", *framework.countries, None]}
    # An award that was given under another edition stays with it, and is known there.
    own: Schema = {"properties": {"edition": {"enum": ["", framework.edition, None]}}}
    awards = _choices((each.id, each.title) for each in framework.awards)
    known: Schema = {"oneOf": awards} if awards else {"not": {}}
    parts["Certificate"] |= {"if": own, "then": {"properties": {"award": known}}}
    link = {"properties": {"kind": {"const": "link"}}, "required": ["kind"]}
    address = {"properties": {"reference": {"type": "string", "pattern": ADDRESS}}, "required": ["reference"]}
    parts["Evidence"] |= {"if": link, "then": address}
    keys["responses"] |= _responses(framework)
    whole["$defs"] = {name: parts[name] for name in REFERRED_TO}
    whole["$defs"] |= _topics(framework, parts)
    return dict(plain(whole))  # nothing in it twice, and nothing of ours: whoever asks may change it


def _described(old: Schema, *new: Schema) -> Schema:
    """Return the schema of one of `new`, with the description of `old`; of none of them, nothing fits."""
    return {"description": old["description"], **({"oneOf": list(new)} if new else {"not": {}})}


def _choices(options: Iterable[tuple[Any, str]]) -> list[Schema]:
    """Return the schema of each option, with its title, so that a form shows that."""
    return [{"const": value, "title": title} for value, title in options]


def _responses(framework: Framework) -> Schema:
    """Return the schema of the table of responses."""
    numbers = {topic.id: str(topic.number) for topic in framework.every_topic if topic.number is not None}
    twice = [{"not": _both(id_, number)} for id_, number in numbers.items()]
    return {
        "properties": {topic.id: _ref(topic.id) for topic in framework.every_topic},
        "patternProperties": {f"^{number}$": _ref(id_) for id_, number in numbers.items()},
        "additionalProperties": False,
    } | ({"allOf": twice} if twice else {})


def _both(*keys: str) -> Schema:
    """Return the condition that all of `keys` are given, and none is null."""
    return {"type": "object", "required": list(keys), "properties": {key: {"not": {"type": "null"}} for key in keys}}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _topics(framework: Framework, parts: Schema) -> Schema:
    """Return the schema of each topic's response, and of the levels of those that are rated."""
    schemas: Schema = {}
    for topic in framework.every_topic:
        title = topic.title if topic.number is None else f"{topic.number} {topic.title}"
        about = {"description": topic.description} if topic.description else {}
        schemas[topic.id] = {"title": title, **about, "anyOf": [*_answers(topic, framework, parts), NOTHING]}
        if topic.scale is not None:
            schemas[_levels(topic)] = {"title": "Level", "oneOf": [_level(topic, each) for each in topic.scale.levels]}
    return schemas


def _levels(topic: Topic) -> str:
    """Return what the schema of a topic's levels is called; no id has a dot in it."""
    return f"{topic.id}.levels"


def _level(topic: Topic, level: Level) -> Schema:
    statement = topic.statement(level.number)
    about = {"description": statement.text} if statement else {}
    return {"const": level.number, "title": f"{level.number} {level.label}", **about}


def _answers(topic: Topic, framework: Framework, parts: Schema) -> Iterable[Schema]:
    """Yield the schema of each kind of answer that a topic takes."""
    if topic.scale is not None:
        yield _ref(_levels(topic))
        level = {"description": "The level of the topic.", **_ref(_levels(topic))}
        yield _titled("Level, with notes and evidence", parts["Rating"], level=level)
    else:
        roles = parts["Reflection"]["properties"]["roles"]
        choices = _choices((role.id, role.title) for role in framework.roles)
        some = {"items": {"oneOf": choices}} if choices else {"maxItems": 0}
        yield _titled("Reflection", parts["Reflection"], roles=roles | some)
    if topic.allows_not_applicable:
        yield {"title": "Not applicable", **parts["Response"]["anyOf"][-1]}


def _titled(title: str, part: Schema, **keys: Schema) -> Schema:
    """Return `part` with a title, and with some of its keys replaced."""
    return {**part, "title": title, "properties": part["properties"] | keys}
