"""What the script of a form is given: the program, what things are called, and where to begin."""

from collections.abc import Iterator
from typing import Any

import attrs

from positiveculture.assessment import Assessment, Commitment, Evidence, NotApplicable, Rating, Reflection
from positiveculture.documents.form import script_words
from positiveculture.errors import InvalidFramework, Problem
from positiveculture.escaping import escape_controls
from positiveculture.field_types import with_types
from positiveculture.formats.assessment import assessment_to_dict
from positiveculture.formats.responses import topic_ids
from positiveculture.framework import Framework
from positiveculture.problems import file_key
from positiveculture.rules.program import all_leaves
from positiveculture.sentences import named


def titles(framework: Framework) -> dict[str, Any]:
    """Return what topics, of those that shares count without their printed number too, and awards are called."""
    topics = framework.topics_by_id
    counted = dict.fromkeys(topic for leaf in all_leaves(framework.program) for topic in leaf.get("points", ()))
    return {
        "topics": {topic: escape_controls(framework.numbered_title(topic)) for topic in topics},
        "plain": {topic: escape_controls(framework.title_of(topic)) for topic in counted},
        "rated": list(framework.scope.rated),
        "awards": {award.id: escape_controls(award.title) for award in framework.awards},
    }


#: What a file holds that a form shows, by what the script calls it.
READ = {
    "assessment": Assessment,
    "rated": Rating,
    "reflected": Reflection,
    "not_applicable": NotApplicable,
    "evidence": Evidence,
    "actions": Commitment,
}

#: The largest whole number that every browser reads exactly.
MOST = 2**53 - 1


@with_types
def form_data(framework: Framework, assessment: Assessment | None = None) -> dict[str, Any]:
    """Return what the script of a form is given, as JSON holds it.

    Args:
        framework: The framework whose form it is.
        assessment: What is filled in already; None: nothing is.

    Raises:
        InvalidAssessment: The assessment does not fit the framework.
        InvalidFramework: Its program has a number that a browser does not read exactly.
    """
    large = max(map(abs, _numbers(framework.program)), default=0)
    if large > MOST:
        problem = Problem("number-too-large", (), {"number": large, "most": MOST})
        raise InvalidFramework(named("the form of", framework.id), (problem,))
    if assessment is not None:
        assessment.validate(framework)
    floor = framework.floor
    return {
        "framework": framework.id,
        "edition": framework.edition,
        "program": framework.program,
        "titles": titles(framework),
        "topics": [topic.id for topic in framework.topics],
        "choices": {field: list(known) for field, known in framework.choices.items()},
        "keys": {name: _keys(cls) for name, cls in READ.items()},
        "roles": [role.id for role in framework.roles],
        "aside": [topic.id for topic in framework.every_topic if topic.allows_not_applicable],
        "ids": topic_ids(framework.every_topic),
        "floor": None if floor is None else {"id": floor.id, "title": escape_controls(floor.title)},
        "words": script_words(),
        "start": None if assessment is None else assessment_to_dict(assessment),
    }


def _keys(cls: type) -> list[str]:
    """Return every key that files have for an object."""
    return [file_key(field) for field in attrs.fields(cls) if field.init]


def _numbers(node: object) -> Iterator[int]:
    """Yield every whole number in plain data."""
    if isinstance(node, dict | list):
        for each in node.values() if isinstance(node, dict) else node:
            yield from _numbers(each)
    elif isinstance(node, int):
        yield node
