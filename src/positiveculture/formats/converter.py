"""The strict converter: unknown keys and wrong types are refused, and nothing is guessed."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from functools import partial
from operator import eq
from typing import Any, TypeVar, get_args, get_origin

import attrs
from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from positiveculture.assessment import Certificate, Commitment, Evidence, Rating, Reflection, Suspension
from positiveculture.awards import Award, Floor
from positiveculture.errors import shown
from positiveculture.formats.rules import rule_from_dict, rule_to_dict
from positiveculture.formats.values import choice, day, each, entries, text, truth, whole, whole_number
from positiveculture.framework import PlanTemplate, Source
from positiveculture.plan import Action, Priority, Success
from positiveculture.rules import Rule
from positiveculture.topics import (
    Aspect,
    Level,
    MeansMethod,
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
        return entries(value, lambda id_, entry: converter.structure(row(id_, entry, short), cls))

    return read


def _levels(value: object, _: type) -> tuple[Level, ...]:
    found = entries(value, lambda key, label: Level(whole_number(key), text(label, str)))
    if not found:
        raise ValueError("has no levels")
    return tuple(sorted(found, key=lambda level: level.number))


def _statements(value: object, _: type) -> tuple[Statement, ...]:
    found = entries(value, _statement)
    return tuple(sorted(found, key=lambda statement: statement.level))


def _statement(key: str, entry: object) -> Statement:
    level = whole_number(key)
    fields = {"text": entry} if isinstance(entry, str) else entry
    if not isinstance(fields, Mapping):
        raise TypeError(f"is text in quotes, or a table with `text` and `variants`, not {shown(entry)}")
    return converter.structure({"level": level, **fields}, Statement)


def _variants(value: object, _: type) -> tuple[Variant, ...]:
    return entries(value, lambda model, words: Variant(model, text(words, str)))


def _aspects(value: object, _: type) -> tuple[Aspect, ...]:
    return entries(value, lambda aspect, entries: Aspect(aspect, converter.structure(entries, tuple[str, ...])))


def _prompts(value: object, _: type) -> tuple[tuple[str, str], ...]:
    return entries(value, lambda field, words: (text(field, str), text(words, str)))


def _shared(value: object, _: type) -> tuple[tuple[int, str], ...]:
    return entries(value, lambda key, who: (whole_number(key), text(who, str)))


def _points(value: object, _: type) -> tuple[tuple[int, int], ...]:
    return entries(value, lambda key, count: (whole_number(key), whole(count, int)))


def _number(value: object, _: type) -> int | str | None:
    if value is None or isinstance(value, str):
        return value if value is None else text(value, str)
    if type(value) is int:
        return whole(value, int)
    raise TypeError(f'is a whole number, or text such as "1.3.2", not {shown(value)}')


def _rule(value: object, _: type) -> Rule:
    return rule_from_dict(value)


@attrs.frozen
class ScaleFields:
    """A scale as files write it."""

    id: str
    levels: tuple[Level, ...]
    shared_with: tuple[tuple[int, str], ...] = ()
    points: tuple[tuple[int, int], ...] = ()

    def scale(self) -> Scale:
        """Return the scale."""
        return Scale(self.id, self.levels, self.shared_with, self.points)


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


def strict(cls: type, **overrides: Any) -> None:
    """Have `converter` read and write `cls` field by field, refusing unknown keys and leaving defaults out."""
    read: Callable[[Mapping[str, Any], type], Any] = make_dict_structure_fn(
        cls, converter, _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=True
    )

    def structure(value: object, _: type) -> Any:
        if not isinstance(value, Mapping):
            raise TypeError(f"is a table, not {shown(value)}")
        return read(value, cls)

    converter.register_structure_hook(cls, structure)
    converter.register_unstructure_hook(
        cls, make_dict_unstructure_fn(cls, converter, _cattrs_omit_if_default=True, **overrides)
    )


def is_tuple(shape: Any) -> bool:
    """Return whether `shape` is a tuple of something."""
    return get_origin(shape) is tuple


def _list(value: object, shape: Any) -> tuple[Any, ...]:
    """Return a list of what `shape` says; text is none, though Python would take it letter by letter."""
    if not isinstance(value, list | tuple):
        raise TypeError(f"is a list, not {shown(value)}")
    first, *more = get_args(shape)
    shapes = [first] * len(value) if more == [...] else [first, *more]
    if len(value) != len(shapes):
        raise ValueError(f"is a list of {len(shapes)}, not {shown(value)}")
    return each(enumerate(value), lambda place, entry: converter.structure(entry, shapes[place]))


converter = Converter(forbid_extra_keys=True, unstruct_collection_overrides={tuple: list})
# A choice is text too for Python, so it is told by its class, as text is: by a function it would come too late.
for plain, reads in ((int, whole), (bool, truth), (str, text), (StrEnum, choice), (date, day)):
    converter.register_structure_hook(plain, reads)
converter.register_structure_hook_func(is_tuple, _list)
for shape, reader in (
    (Scale, _scale),
    (Rule, _rule),
    (int | str | None, _number),
    (tuple[Level, ...], _levels),
    (tuple[Statement, ...], _statements),
    (tuple[Variant, ...], _variants),
    (tuple[tuple[str, str], ...], _prompts),
    (tuple[tuple[int, str], ...], _shared),
    (tuple[tuple[int, int], ...], _points),
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
    Suspension,
    Certificate,
    Rating,
    Reflection,
    Priority,
    Action,
    Success,
):
    strict(part)
strict(Statement)
strict(ScaleFields)
converter.register_unstructure_hook(
    Scale,
    lambda scale: (
        {"id": scale.id, "levels": {str(level.number): level.label for level in scale.levels}}
        | ({"shared_with": {str(level): who for level, who in scale.shared_with}} if scale.shared_with else {})
        | ({"points": {str(level): count for level, count in scale.points}} if scale.points else {})
    ),
)
strict(Floor)
strict(MeansMethod)
strict(PlanTemplate, prompts=override(unstruct_hook=dict))
strict(Award, rule=override(unstruct_hook=rule_to_dict))
strict(
    Topic,
    scale=override(unstruct_hook=lambda scale: scale and scale.id),
    aspects=override(unstruct_hook=lambda found: {one.aspect: list(one.entries) for one in found}),
    statements=override(unstruct_hook=lambda found: {str(one.level): _from_statement(one) for one in found}),
)
