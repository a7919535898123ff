"""Responses and reference cases: what is said of a topic, as files write it."""

from collections.abc import Iterable, Mapping
from functools import partial
from operator import eq
from typing import Any, assert_never

from cattrs import Converter
from cattrs.gen import override

from positiveculture.awards import ReferenceCase
from positiveculture.errors import shown
from positiveculture.formats.converter import converter, strict
from positiveculture.formats.problems import Collector, is_whole
from positiveculture.formats.values import entries, text
from positiveculture.responses import NotApplicable, Rating, Reflection, Response
from positiveculture.topics import Topic


def response(value: object, converter: Converter = converter) -> Response:
    """Return the response that a level, or a table, says; `converter` reads a table's fields."""
    if is_whole(value):
        return Rating(value)
    if not isinstance(value, Mapping):
        raise TypeError(
            f"is a level, or a table with `level`, `note`, `evidence` or `not_applicable`, not {shown(value)}"
        )
    if "not_applicable" in value:
        return _not_applicable(value)
    return converter.structure(value, Rating) if "level" in value else converter.structure(value, Reflection)


def _not_applicable(value: Mapping[str, Any]) -> NotApplicable:
    bad = Collector()
    for key in value:
        if key != "not_applicable":
            bad.say("cannot stand beside `not_applicable`", key)
    reason = value["not_applicable"]
    try:
        text(reason, str)
    except (TypeError, ValueError) as error:
        bad.add(error, "not_applicable")
    bad.stop()
    return NotApplicable(reason)


def from_response(response: Response) -> object:
    """Return a response as files write it: a bare level, where nothing else is said."""
    match response:
        case NotApplicable(reason):
            return {"not_applicable": reason}
        case Rating(level, "", (), None, None):
            return level
        case Rating() | Reflection():
            return converter.unstructure(response, unstructure_as=type(response))
        case _:
            assert_never(response)


def _responses(value: object, _: type) -> tuple[tuple[str, Response], ...]:
    return entries(value, lambda topic, said: (topic, response(said)))


def _to_responses(said: tuple[tuple[str, Response], ...]) -> dict[str, object]:
    return {topic: from_response(one) for topic, one in said}


converter.register_structure_hook_func(partial(eq, tuple[tuple[str, Response], ...]), _responses)
strict(
    ReferenceCase,
    responses=override(unstruct_hook=_to_responses, omit_if_default=False),
    states=override(unstruct_hook=dict),
)


def topic_ids(topics: Iterable[Topic]) -> dict[str, str]:
    """Return the id of the topic that each id, and each printed number, names."""
    topics = list(topics)
    numbers = {str(topic.number): topic.id for topic in topics if topic.number is not None}
    return numbers | {topic.id: topic.id for topic in topics}


def numbered_cases(listed: object, topics: Iterable[Topic]) -> object:
    """Return reference cases with each topic that is named by its printed number named by its id instead."""
    ids = topic_ids(topics)
    return [_by_id(entry, ids) for entry in listed] if isinstance(listed, list) else listed


def _by_id(entry: Any, ids: Mapping[str, str]) -> Any:
    if not isinstance(entry, Mapping) or not isinstance(entry.get("responses"), Mapping):
        return entry
    said = entry["responses"]
    return {
        **entry,
        "responses": {topic if (topic := ids.get(key, key)) not in said else key: one for key, one in said.items()},
    }
