"""The strict converter: unknown keys and wrong types are refused, and nothing is guessed.

What is wrong is raised as `Faults`, everything at once; any other error is a mistake of our own.  A key whose value is
null is left out.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, get_args, get_origin

import attrs
from cattrs import Converter
from cattrs.gen import make_dict_unstructure_fn, override

from positiveculture.field_types import key_step
from positiveculture.formats.fast import FastReader, fast_reader
from positiveculture.formats.values import choice, day, each, text, truth, visible_text, whole
from positiveculture.problems import Faults, Problems, fault, file_key

T = TypeVar("T")


def register(cls: type, **overrides: Any) -> None:
    """Have `converter` read and write `cls` field by field, refusing unknown keys and leaving defaults out."""
    converter.register_structure_hook(cls, lambda value, _: read_object(cls, value))
    renamed: dict[str, Any] = {
        field.name: override(rename=file_key(field)) for field in attrs.fields(cls) if file_key(field) != field.name
    }
    # When the first is written: to make the function takes longer than to read what most programs read.
    converter.register_unstructure_hook_factory(
        lambda shape: shape is cls,
        lambda _: make_dict_unstructure_fn(cls, converter, _cattrs_omit_if_default=True, **renamed, **overrides),
    )


def read_object(cls: type[T], value: object, keyed: str = "") -> T:
    """Return the object of `cls` whose fields a table gives; `keyed` is the field that is the table's key in files."""
    if not isinstance(value, Mapping):
        raise fault("not-a-table", given=value)
    problems = Problems()
    values = fields(cls, value, problems, keyed=keyed)
    if problems:
        given: Any = cls
        shapes = attrs.fields_dict(given)
        missing = {name: _placeholder(shapes[name].type) for name in required(given) if name not in values}
        problems.raise_if_any(None if None in missing.values() else cls(**values, **missing))
    return cls(**values)


@cache
def _readers(cls: type) -> dict[str, tuple[str, Callable[[Any], Any]]]:
    """Return by its key the name of each field of `cls` that can be given, and how it is read."""
    return {file_key(field): (field.name, _reader(field)) for field in attrs.fields(cls) if field.init}


def _reader(field: "attrs.Attribute[Any]") -> Callable[[Any], Any]:
    if field.type is str:
        return visible_text if field.default is attrs.NOTHING else text
    hook, shape = converter.get_structure_hook(field.type), field.type
    return lambda value: hook(value, shape)


@cache
def required(cls: Any) -> tuple[str, ...]:
    """Return the names of the fields of `cls` that have to be given."""
    return tuple(field.name for field in attrs.fields(cls) if field.init and field.default is attrs.NOTHING)


def _placeholder(shape: Any) -> Any:
    """Return what fits in place of a value that is missing or wrong, so that others can be checked; None: nothing."""
    if isinstance(shape, type) and issubclass(shape, StrEnum):
        return next(iter(shape))
    return {str: "-", int: 0, date: date.min}.get(shape)


def fields(
    cls: type,
    given: Mapping[str, Any],
    problems: Problems,
    read: tuple[str, ...] = (),
    *,
    keyed: str = "",
) -> dict[str, Any]:
    """Return each field of `cls` that can be read from `given`; what cannot is reported.

    Args:
        cls: A class of attrs.
        given: Each value by its key.
        problems: Where it is reported.
        read: The fields that are read elsewhere, whether they are in `given` or not.
        keyed: The field that files give as the key of the table, and that no hint names.
    """
    readers = _readers(cls)
    values = {}
    for key, value in given.items():
        if key not in readers:
            unknown_keys({key: value}, [name for name in (*readers, *read) if name != keyed], problems)
        elif value is not None and key not in read:
            name, reader = readers[key]
            try:
                values[name] = reader(value)
            except Faults as faults:
                problems.collect(faults, key)
                if faults.partial is not None:
                    values[name] = faults.partial
    for key, (name, _) in readers.items():
        if name in required(cls) and name not in values and given.get(key) is None and key not in read:
            problems.report("missing", key)
    return values


@cache
def plain_reader(cls: type, *apart: str) -> FastReader:
    """Return the reader of tables that plainly describe a `cls`; arguments as for `fast_reader`."""
    return fast_reader(cls, _reader, *apart)


@attrs.frozen
class WrongFormat:
    """The `format` of a file that is none; it is reported with the keys that are not known."""

    given: object
    supported: int


def unknown_keys(given: Mapping[Any, object], known: Iterable[str], problems: Problems, *path: str | int) -> None:
    """Report each key of a table that is not known."""
    known = list(known)
    for key, value in given.items():
        if isinstance(value, WrongFormat):
            problems.report("not-a-format", *path, key, given=value.given, supported=value.supported)
        elif key not in known:
            step = key_step(key)
            problems.report("unknown-key", *path, step, name=str(step), known=known)


def is_tuple(shape: Any) -> bool:
    """Return whether `shape` is a tuple of something."""
    return get_origin(shape) is tuple


def _list_of(shape: Any) -> Callable[[object, Any], tuple[Any, ...]]:
    """Return how to read a list of what `shape` says; text is none, though Python would take it letter by letter."""
    first, *more = get_args(shape)
    hooks = [(converter.get_structure_hook(one), one) for one in (first, *more) if one is not ...]

    def read(value: object, _: Any) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            raise fault("not-a-list", given=value)
        if more == [...]:
            hook, one = hooks[0]
            return each(enumerate(value), lambda _, entry: hook(entry, one))
        if len(value) != len(hooks):
            raise fault("wrong-length", count=len(hooks), given=value)
        return each(enumerate(value), lambda place, entry: hooks[place][0](entry, hooks[place][1]))

    return read


converter = Converter(unstruct_collection_overrides={tuple: list})
# A choice is text too for Python, so it is registered by its class, as text is: a function would be asked too late.
for plain, reads in ((int, whole), (bool, truth), (str, text), (StrEnum, choice), (date, day)):
    converter.register_structure_hook(plain, reads)
converter.register_structure_hook_factory(is_tuple, _list_of)
converter.register_unstructure_hook(date, lambda day: day)
