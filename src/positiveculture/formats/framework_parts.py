"""What a framework is made of, as files write it: topics, scales, statements, and what is kept in tables by id."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from operator import eq
from typing import Any, TypeVar

import attrs
from cattrs.gen import override

from positiveculture.awards import Award, Floor
from positiveculture.formats.converter import converter, read_object, register
from positiveculture.formats.rules import rule_from_dict, rule_to_dict
from positiveculture.formats.values import as_whole, entries, from_text, text, visible_text, whole, whole_number
from positiveculture.framework import PlanTemplate, Source
from positiveculture.meant import Meant
from positiveculture.problems import Faults, fault
from positiveculture.rules.kinds import Rule
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
    """Return a table's entry as the fields of an object: its key is the id; text alone is the field `short`."""
    if isinstance(entry, str) and short is not None:
        return {"id": id_, short: visible_text(entry)}
    if not isinstance(entry, Mapping):
        raise fault("not-a-table-or-text" if short else "not-a-table", given=entry)
    if "id" in entry:
        raise fault("id-inside")
    return {"id": id_, **entry}


def _table(cls: type[T], short: str | None = None) -> Callable[[object, type], tuple[T, ...]]:
    """Return how to read a table of `cls`, keyed by id."""

    def read(value: object, _: type) -> tuple[T, ...]:
        return entries(value, read_row)

    def read_row(id_: str, entry: object) -> T:
        try:
            return read_object(cls, row(id_, entry, short), "id")
        except Faults as faults:
            make: Any = cls
            made = faults.partial if isinstance(faults.partial, cls) else make(id_, "?")
            raise attrs.evolve(faults, partial=made) from None

    return read


def _levels(value: object, _: type) -> tuple[Level, ...]:
    try:
        levels = entries(value, lambda key, label: Level(whole_number(key), visible_text(label)))
    except Faults as faults:  # levels that are not in order would be taken for gaps
        raise Faults(faults.found, faults.more) from None
    if not levels:
        raise fault("empty")
    return tuple(sorted(levels, key=lambda level: level.number))


def _statements(value: object, _: type) -> tuple[Statement, ...]:
    statements = entries(value, _statement)
    return tuple(sorted(statements, key=lambda statement: statement.level))


def _statement(key: str, entry: object) -> Statement:
    level = whole_number(key)
    if isinstance(entry, str):
        return from_text(partial(Statement, level), entry)
    if not isinstance(entry, Mapping):
        raise fault("not-a-table-or-text", given=entry)
    if "level" in entry:
        raise fault("unknown-key", "level", name="level", known=("text", "variants"))
    return read_object(Statement, {"level": level, **entry}, "level")


def _entries(read: Callable[[Any, Any], T]) -> Callable[[object, type], tuple[T, ...]]:
    """Return how to read a table, by what `read` makes of each key and value."""
    return lambda value, _: entries(value, read)


def _number(value: object, _: type) -> int | str | None:
    if value is None or isinstance(value, str):
        return value if value is None else text(value)
    number = as_whole(value)
    if number is None:
        raise fault("not-a-number", given=value)
    return number


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
    raise fault("not-text", given=value)


def by_id(items: Iterable[Any], short: str | None = None) -> dict[str, Any]:
    """Return `items` as a table keyed by id; where only the field `short` is left of one, its text alone."""
    rows = {item.id: {k: v for k, v in converter.unstructure(item).items() if k != "id"} for item in items}
    return {id_: row[short] if short and row.keys() == {short} else row for id_, row in rows.items()}


def _from_statement(statement: Statement) -> object:
    if not statement.variants:
        return statement.text
    return {"text": statement.text, "variants": {v.service_model: v.text for v in statement.variants}}


for shape, reader in (
    (Scale, _scale),
    (Rule, lambda value, _: rule_from_dict(value)),
    (int | str | None, _number),
    (tuple[Level, ...], _levels),
    (tuple[Statement, ...], _statements),
    (tuple[Variant, ...], _entries(lambda model, entry: from_text(partial(Variant, model), entry))),
    (tuple[tuple[str, str], ...], _entries(lambda field, words: (text(field), text(words)))),
    (tuple[tuple[int, str], ...], _entries(lambda level, who: (whole_number(level), text(who)))),
    (tuple[tuple[int, int], ...], _entries(lambda level, count: (whole_number(level), whole(count, int)))),
    (tuple[Option, ...], _table(Option, "title")),
    (tuple[Tool, ...], _table(Tool)),
    (tuple[Principle, ...], _table(Principle)),
    (tuple[Reference, ...], _table(Reference)),
    (tuple[Role, ...], _table(Role)),
    (tuple[Aspect, ...], _entries(lambda aspect, words: Aspect(aspect, converter.structure(words, tuple[str, ...])))),
):
    converter.register_structure_hook_func(partial(eq, shape), reader)
for part in (Source, Option, Tool, Principle, Reference, Role, Statement, ScaleFields, Meant, Floor, MeansMethod):
    register(part)
converter.register_unstructure_hook(
    Scale,
    lambda scale: (
        {"id": scale.id, "levels": {str(level.number): level.label for level in scale.levels}}
        | ({"shared_with": {str(level): who for level, who in scale.shared_with}} if scale.shared_with else {})
        | ({"points": {str(level): count for level, count in scale.points}} if scale.points else {})
    ),
)
register(PlanTemplate, prompts=override(unstruct_hook=dict))
register(Award, rule=override(unstruct_hook=rule_to_dict))
register(
    Topic,
    scale=override(unstruct_hook=lambda scale: scale and scale.id),
    aspects=override(unstruct_hook=lambda found: {one.aspect: list(one.entries) for one in found}),
    statements=override(unstruct_hook=lambda found: {str(one.level): _from_statement(one) for one in found}),
)
