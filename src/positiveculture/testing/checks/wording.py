"""The words of a framework: that they exist, can be read, and are in a language that is named."""

import unicodedata
from collections.abc import Iterator
from functools import partial
from typing import Any

import attrs

from positiveculture.formats.overlay import LANGUAGE
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.testing.kit.check import Check, CheckGroup

check = partial(Check, group=CheckGroup.WORDING, needs=("structure_plain",))

#: How many faults of one kind a failure shows.
MOST = 5

#: Kinds of signs that nobody sees: control, format, and those without a meaning.
UNSEEN = ("Cc", "Cf", "Co", "Cn")

#: Signs that nobody sees, and that texts may hold: line ends, and what joins or parts letters and emoji.
MEANT = "\n\r\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}\N{SOFT HYPHEN}"


def _blank(framework: Framework) -> str | None:
    found = [place for place, text in _lists(framework) if not text.strip()]
    return "\n".join(gettext("{place} is empty").format(place=place) for place in found[:MOST]) or None


def _lists(framework: Framework) -> Iterator[tuple[str, str]]:
    """Yield each text that is given in a list, so that it has to say something, with its place."""
    yield from ((gettext("a note"), text) for text in framework.notes)
    yield from ((gettext("an author"), text) for text in framework.source.authors)
    yield from (
        (gettext("the question about {field}").format(field=field), text) for field, text in framework.plan.prompts
    )
    for tool in framework.tools:
        yield from ((gettext("what tool {tool} helps with").format(tool=tool.id), text) for text in tool.helps)
    for role in framework.roles:
        yield from ((gettext("what role {role} does").format(role=role.id), text) for text in role.does)


def _texts(value: Any, place: str) -> Iterator[tuple[str, str]]:
    """Yield every text inside `value` with its place."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, tuple):
        for number, entry in enumerate(value):
            yield from _texts(entry, f"{place}[{getattr(entry, 'id', number)}]")
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            if field.init:
                yield from _texts(getattr(value, field.name), f"{place}.{field.name}".removeprefix("."))


def _seen(framework: Framework) -> str | None:
    found = [
        gettext("{place} holds {sign}, {name}").format(
            place=place, sign=ascii(sign), name=unicodedata.name(sign, gettext("which has no name"))
        )
        for place, text in _texts(framework, "")
        for sign in dict.fromkeys(text)
        if sign not in MEANT and unicodedata.category(sign) in UNSEEN
    ]
    return "\n".join(found[:MOST]) or None


def _statements(framework: Framework) -> str | None:
    found = []
    for topic in framework.every_topic:
        if topic.scale is None or not topic.statements:
            continue
        missing = [str(level.number) for level in topic.scale.levels if topic.statement(level.number) is None]
        if missing:
            found.append(
                gettext("{topic} has no statement for level {missing}").format(
                    topic=topic.id, missing=", ".join(missing)
                )
            )
    return "\n".join(found[:MOST]) or None


def _distinct(framework: Framework) -> str | None:
    found = []
    for topic in framework.every_topic:
        first: dict[str, int] = {}
        for statement in topic.statements:
            words = " ".join(statement.text.split()).casefold()
            if words in first:
                found.append(
                    gettext("levels {first} and {level} of {topic} have the same statement").format(
                        first=first[words], level=statement.level, topic=topic.id
                    )
                )
            first.setdefault(words, statement.level)
    return "\n".join(found[:MOST]) or None


def _language(framework: Framework) -> str | None:
    language = framework.language
    return (
        None if LANGUAGE.fullmatch(language) else gettext("its language is {language}").format(language=repr(language))
    )


WORDING = (
    check(
        id="wording_said",
        code="PC-W001",
        truth="No note, author, question or sentence in a list is empty.",
        why="An empty line in a list shows as a mark with nothing beside it.",
        fix="Write the sentence, or take the entry out.",
        judge=_blank,
    ),
    check(
        id="wording_seen",
        code="PC-W002",
        truth="Its texts hold no signs that nobody sees.",
        why="Signs that turn the reading direction or move the cursor hide what a text says, and hinder searching.",
        fix="Copy the text as plain text, and take out what the failure names.",
        judge=_seen,
        needs=("structure_plain", "files_payload"),
    ),
    check(
        id="wording_statements",
        code="PC-W003",
        truth="A topic has a statement for each level of its scale, or for none.",
        why="Where a level in between has no words, a service that works towards it is told nothing.",
        fix="Write the missing statements. Where the source describes only some levels, `expected_failures` says so.",
        judge=_statements,
    ),
    check(
        id="wording_distinct",
        code="PC-W004",
        truth="No two levels of a topic have the same statement.",
        why="Nobody can tell whether a service stands at the one or at the other.",
        fix="Say what is different, or take one of the levels out of the scale.",
        judge=_distinct,
    ),
    check(
        id="wording_language",
        code="PC-W005",
        truth="Its language is named as wording files are: en, cy, en-easy-read.",
        why="A wording is found by the language in its file's name.",
        fix="Set `language` to the short name of the language, not to what people call it.",
        judge=_language,
    ),
)
