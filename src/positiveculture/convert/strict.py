"""The strict converter: unknown keys and wrong types are refused, and nothing is guessed: `"1"` is not 1."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import partial
from operator import eq
from typing import Any, TypeVar

import attrs
from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from positiveculture.assessment import Commitment, Evidence, NotApplicable, Rating, Reflection, Response
from positiveculture.awards import Award
from positiveculture.convert.problems import Collector
from positiveculture.convert.ruleforms import rule_from_dict, rule_to_dict
from positiveculture.errors import quoted, shown
from positiveculture.framework import PlanTemplate, Source
from positiveculture.plan import Action, Priority, Success
from positiveculture.rules import Rule
from positiveculture.topics import (
    Aspect,
    Level,
    Option,
    Principle,
    Reference,
    Role,
    Scale,
    Statement,
    Tool,
    Topic,
    Variant,
)

T = TypeVar("T")


def _whole(value: object, _: type) -> int:
    if type(value) is not int:
        raise TypeError(f"is a whole number, not {shown(value)}")
    return value


def _truth(value: object, _: type) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"is true or false, not {shown(value)}")
    return value


def _text(value: object, _: type) -> str:
    if not isinstance(value, str):
        raise TypeError(f"is text in quotes, not {shown(value)}")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise ValueError("holds half a character, which cannot be written down again") from None
    return value


def _day(value: object, _: type) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise TypeError(f"is a date such as 2026-03-31, not {shown(value)}")


def response(value: object) -> Response:
    """Return the response that a level, or a table, says."""
    if type(value) is int:
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
    for key in value.keys() - {"not_applicable"}:
        bad.say("cannot stand beside `not_applicable`", key)
    reason = value["not_applicable"]
    if not isinstance(reason, str):
        bad.say(f"is the reason, as text in quotes, not {shown(reason)}", "not_applicable")
    bad.stop()
    return NotApplicable(_text(reason, str))


def from_response(response: Response) -> object:
    """Return a response as files write it: a bare level, where nothing else is said."""
    match response:
        case NotApplicable(reason):
            return {"not_applicable": reason}
        case Rating(level, "", ()):
            return level
    return converter.unstructure(response, unstructure_as=type(response))


def row(id_: object, entry: object, short: str | None) -> dict[str, Any]:
    """Return a table's entry as the fields of an object: its key is the id; text alone stands for the field `short`."""
    if isinstance(entry, str) and short is not None:
        return {"id": id_, short: entry}
    if not isinstance(entry, Mapping):
        raise TypeError(f"is a table{' or text in quotes' if short else ''}, not {shown(entry)}")
    if "id" in entry:
        raise TypeError("has its id as its key, so it takes no `id` inside")
    return {"id": id_, **entry}


def _table(cls: type[T], short: str | None = None) -> Callable[[object, type], tuple[T, ...]]:
    """Return how to read a table of `cls`, keyed by id."""

    def read(value: object, _: type) -> tuple[T, ...]:
        return _entries(value, lambda id_, entry: converter.structure(row(id_, entry, short), cls))

    return read


def _entries(value: object, read: Callable[[str, Any], T]) -> tuple[T, ...]:
    if not isinstance(value, Mapping):
        raise TypeError(f"is a table, not {shown(value)}")
    bad = Collector()
    found: list[T] = []
    for key, entry in value.items():
        try:
            found.append(read(key, entry))
        except Exception as error:  # noqa: BLE001 - gathered, and raised together below
            bad.add(error, key)
    bad.stop()
    return tuple(found)


def whole_number(key: str) -> int:
    """Return the level that a table's key says."""
    if not (key.isascii() and key.removeprefix("-").isdigit() and str(int(key)) == key):
        raise ValueError(f"a level is a whole number, not {quoted(str(key))}")
    return int(key)


def _levels(value: object, _: type) -> tuple[Level, ...]:
    found = _entries(value, lambda key, label: Level(whole_number(key), _text(label, str)))
    return tuple(sorted(found, key=lambda level: level.number))


def _statements(value: object, _: type) -> tuple[Statement, ...]:
    found = _entries(value, _statement)
    return tuple(sorted(found, key=lambda statement: statement.level))


def _statement(key: str, entry: object) -> Statement:
    level = whole_number(key)
    fields = {"text": entry} if isinstance(entry, str) else entry
    if not isinstance(fields, Mapping):
        raise TypeError(f"is text in quotes, or a table with `text` and `variants`, not {shown(entry)}")
    return converter.structure({"level": level, **fields}, Statement)


def _variants(value: object, _: type) -> tuple[Variant, ...]:
    return _entries(value, lambda model, text: Variant(model, _text(text, str)))


def _aspects(value: object, _: type) -> tuple[Aspect, ...]:
    return _entries(value, lambda aspect, entries: Aspect(aspect, converter.structure(entries, tuple[str, ...])))


def _prompts(value: object, _: type) -> tuple[tuple[str, str], ...]:
    return _entries(value, lambda field, text: (field, _text(text, str)))


def _rule(value: object, _: type) -> Rule:
    return rule_from_dict(value)


@attrs.frozen
class ScaleFields:
    """A scale as files write it."""

    id: str
    levels: tuple[Level, ...]

    def scale(self) -> Scale:
        """Return the scale."""
        return Scale(self.id, self.levels)


def _scale(value: object, _: type) -> Scale:
    if isinstance(value, Scale):
        return value
    raise TypeError(f"is the id of a scale, not {shown(value)}")


def by_id(items: Iterable[Any], short: str | None = None) -> dict[str, Any]:
    """Return `items` as a table keyed by id; where only the field `short` is left of one, its text alone."""
    rows = {item.id: {k: v for k, v in converter.unstructure(item).items() if k != "id"} for item in items}
    return {id_: row[short] if short and row.keys() == {short} else row for id_, row in rows.items()}


def _from_statement(statement: Statement) -> object:
    if not statement.variants:
        return statement.text
    return {"text": statement.text, "variants": {v.service_model: v.text for v in statement.variants}}


def _strict(cls: type, **overrides: Any) -> None:
    converter.register_structure_hook(
        cls,
        make_dict_structure_fn(cls, converter, _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=True),
    )
    converter.register_unstructure_hook(
        cls, make_dict_unstructure_fn(cls, converter, _cattrs_omit_if_default=True, **overrides)
    )


converter = Converter(forbid_extra_keys=True, unstruct_collection_overrides={tuple: list})
for plain, strict in ((int, _whole), (bool, _truth), (str, _text), (date, _day)):
    converter.register_structure_hook(plain, strict)
for shape, reader in (
    (Scale, _scale),
    (Rule, _rule),
    (tuple[Level, ...], _levels),
    (tuple[Statement, ...], _statements),
    (tuple[Variant, ...], _variants),
    (tuple[tuple[str, str], ...], _prompts),
    (tuple[Option, ...], _table(Option, "title")),
    (tuple[Tool, ...], _table(Tool)),
    (tuple[Principle, ...], _table(Principle)),
    (tuple[Reference, ...], _table(Reference)),
    (tuple[Role, ...], _table(Role)),
    (tuple[Aspect, ...], _aspects),
):
    converter.register_structure_hook_func(partial(eq, shape), reader)
converter.register_unstructure_hook(date, lambda day: day)
for part in (
    Source,
    Option,
    Tool,
    Principle,
    Reference,
    Role,
    Commitment,
    Evidence,
    Rating,
    Reflection,
    Priority,
    Action,
    Success,
):
    _strict(part)
_strict(Statement)
_strict(ScaleFields)
converter.register_unstructure_hook(
    Scale, lambda scale: {"id": scale.id, "levels": {str(level.number): level.label for level in scale.levels}}
)
_strict(PlanTemplate, prompts=override(unstruct_hook=dict))
_strict(Award, rule=override(unstruct_hook=rule_to_dict))
_strict(
    Topic,
    scale=override(unstruct_hook=lambda scale: scale and scale.id),
    aspects=override(unstruct_hook=lambda found: {one.aspect: list(one.entries) for one in found}),
    statements=override(unstruct_hook=lambda found: {str(one.level): _from_statement(one) for one in found}),
)
