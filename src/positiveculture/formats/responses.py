"""Responses and reference cases, as files write them."""

from collections.abc import Iterable, Mapping
from functools import partial
from operator import eq
from typing import Any, assert_never

import attrs
from cattrs.gen import override

from positiveculture.awards import ReferenceCase
from positiveculture.formats.answers import NOT_APPLICABLE, LevelNames, plain_form, whole_number
from positiveculture.formats.converter import converter, plain_reader, read_object, register, unknown_keys
from positiveculture.formats.values import as_whole, entries, visible_text
from positiveculture.problems import Faults, Problems, fault
from positiveculture.responses import Commitment, Evidence, NotApplicable, Rating, Reflection, Response
from positiveculture.topics import Topic

for part in (Evidence, Commitment, Rating, Reflection):
    register(part)


#: The keys of a rating, and of a table that may become one.
RATING = tuple(field.name for field in attrs.fields(Rating))
OPEN = ("level", *(field.name for field in attrs.fields(Reflection)), "not_applicable")

#: Every key that the table of a response can have.
KEYS = dict.fromkeys((*OPEN, *RATING)).keys()


def response(value: object) -> Response:
    """Return the response that a level, or a table, says."""
    level = as_whole(value)
    if level is not None:
        return Rating(level)
    if not isinstance(value, Mapping):
        raise fault("not-a-response", given=value)
    if value.keys() <= KEYS and None not in value.values():
        return _from_table(value)
    problems = Problems()
    known = ("not_applicable",) if "not_applicable" in value else RATING if "level" in value else OPEN
    unknown_keys({key: each for key, each in value.items() if key not in KEYS}, known, problems)
    read = OPEN if problems and "level" not in value else KEYS  # a level that is misspelt is none to read by
    table = {key: each for key, each in value.items() if key in read and each is not None}
    result: Response
    try:
        result = _from_table(table)
    except Faults as faults:
        problems.collect(faults)
        result = faults.partial
    problems.raise_if_any(result)
    return result


def plain_responses(payload: Mapping[str, object]) -> dict[str, Response | int] | None:
    """Return the responses that levels, which stay as they are, and tables plainly say; None: look at them closely."""
    rating, exempt, reflection = plain_reader(Rating), plain_reader(NotApplicable), plain_reader(Reflection)
    plain: dict[str, Any] = {}
    for topic, each in payload.items():
        if type(each) is int:
            plain[topic] = each
        elif type(each) is not dict:
            return None
        else:
            plain[topic] = response = (
                rating if "level" in each else exempt if "not_applicable" in each else reflection
            )(each)
            if response is None:
                return None
    return plain


def _from_table(table: Mapping[str, Any]) -> Response:
    if "not_applicable" in table:
        return _not_applicable(table)
    return read_object(Rating, table) if "level" in table else read_object(Reflection, table)


def _not_applicable(table: Mapping[str, Any]) -> NotApplicable:
    problems = Problems()
    for key in table:
        if key != "not_applicable":
            problems.report("beside-not-applicable", key)
    reason = problems.attempt(visible_text, table["not_applicable"], at=("not_applicable",))
    problems.raise_if_any(NotApplicable(""))
    return NotApplicable(reason or "")


def report_words(words: str, topic: Topic, problems: Problems, *path: str | int) -> None:
    """Report a text where a level belongs, with what to write for it, where that is clear."""
    names = LevelNames(topic)
    levels = names.levels(words)
    if plain_form(words) in NOT_APPLICABLE:
        code = "not-applicable-words" if topic.allows_not_applicable else "not-applicable-refused"
        problems.report(code, *path)
    elif len(levels) > 1:
        problems.report("label-of-several", *path, given=words, levels=levels)
    elif levels:
        code = "label-for-level" if whole_number(words) is None else "level-in-quotes"
        problems.report(code, *path, given=words, level=levels[0])
    else:
        problems.report("not-a-response", *path, given=words)


def from_response(response: Response) -> object:
    """Return a response as files write it: a bare level, where it has nothing else."""
    match response:
        case NotApplicable(reason):
            return {"not_applicable": reason}
        case Rating(level, "", (), None, None):
            return level
        case Rating() | Reflection():
            return converter.unstructure(response, unstructure_as=type(response))
        case _:
            assert_never(response)


def _pair(topic: str, value: object) -> tuple[str, Response]:
    try:
        return topic, response(value)
    except Faults as faults:
        made = None if faults.partial is None else (topic, faults.partial)
        raise attrs.evolve(faults, partial=made) from None


def from_responses(pairs: tuple[tuple[str, Response], ...]) -> dict[str, object]:
    """Return responses as files write them, by topic."""
    return {topic: from_response(value) for topic, value in pairs}


converter.register_structure_hook_func(
    partial(eq, tuple[tuple[str, Response], ...]), lambda value, _: entries(value, _pair)
)
register(
    ReferenceCase,
    responses=override(unstruct_hook=from_responses, omit_if_default=False),
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
    responses = entry["responses"]
    by_id = {id_ if (id_ := ids.get(key, key)) not in responses else key: value for key, value in responses.items()}
    return {**entry, "responses": by_id}
