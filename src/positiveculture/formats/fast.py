"""Readers of tables that are plainly right, written from the fields of a class with the tests of their types in place.

What such a reader takes, `read_object` takes, and makes the same of it.  Of anything else it returns None without a
reason, and the table is read closely, which finds the reasons.
"""

from collections.abc import Callable
from datetime import date
from functools import cache
from types import NoneType
from typing import Any, TypeAlias, get_args, get_origin

import attrs

from positiveculture.escaping import is_visible
from positiveculture.field_types import is_whole, is_writable
from positiveculture.problems import Faults, file_key

#: Returns the object that a table, and what is read elsewhere, plainly describe; None where it has to be looked at.
FastReader: TypeAlias = Callable[..., Any]

#: How a value is tested and read, by the type of its field.
STEPS: dict[Any, tuple[str, ...]] = {
    str: ("if type(value) is not str or not (value.isascii() or is_writable(value)): return None",),
    int: ("if type(value) is not int or not (0 <= value < 100 or is_whole(value)): return None",),
    date: (
        "if type(value) is str:",
        " try: value = fromisoformat(value)",
        " except ValueError: return None",
        "elif type(value) is not date: return None",
    ),
}

#: Of a text that has to say something; most begin with a sign that can be seen.
VISIBLE = "if not ('!' <= value[:1] <= '~' or is_visible(value)): return None"

#: Of a list of objects, each read by `read`.
OBJECTS = (
    "if type(value) is not list: return None",
    "found = []",
    "for each in value:",
    " each = read{place}(each) if type(each) is dict else None",
    " if each is None: return None",
    " found.append(each)",
    "value = tuple(found)",
)

#: Where nothing of the table is left, the rest has its defaults.
DONE = ("if not left:", " made.__class__ = cls", " return made")

#: Of anything else, read by `closely`.
OTHERS = ("try: value = closely{place}(value)", "except Faults: return None")


@cache
def fast_reader(
    cls: type, closely: Callable[["attrs.Attribute[Any]"], Callable[[Any], Any]], *apart: str
) -> FastReader:
    """Return the reader of tables that plainly describe a `cls`.

    Args:
        cls: A class of attrs.
        closely: Returns how a field is read that has no step here; it may raise `Faults`.
        apart: Fields that are read elsewhere: the reader takes them after the table.
    """
    names: dict[str, Any] = {"cls": cls, "date": date, "fromisoformat": date.fromisoformat, "Faults": Faults}
    names |= {"is_visible": is_visible, "is_whole": is_whole, "is_writable": is_writable}
    names |= {"new": object.__new__, "thawed": _unfrozen(cls)}
    lines = [f"def read({', '.join(['table', *apart])}):", " get, left, made = table.get, len(table), new(thawed)"]
    defaults, needed, optional = [], [], []
    for place, field in enumerate(attrs.fields(cls)):
        key, name = file_key(field), f"made.{field.name}"
        if field.name in apart:
            needed += [f" {name} = {field.name}", f" left -= {key!r} in table"]
            continue
        if field.default is not attrs.NOTHING:
            names[f"default{place}"] = field.default
            defaults.append(f" {name} = default{place}")
        if field.init:
            steps = [step.format(place=place) for step in _steps(field, place, closely, names)]
            steps += [f"{name} = value", "left -= 1"]
            if field.default is attrs.NOTHING:
                needed += [f" value = get({key!r})", " if value is None: return None", *(f" {step}" for step in steps)]
            else:
                steps = [f"  {step}" for step in (*steps, *DONE)]
                optional += [f" value = get({key!r})", " if value is not None:", *steps]
    lines += [*defaults, *needed, *(f" {step}" for step in DONE), *optional]
    exec("\n".join(lines), names)  # noqa: S102 - as attrs writes `__init__`: from the names of fields and nothing else
    return names["read"]  # type: ignore[no-any-return]


def _unfrozen(cls: type) -> type:
    """Return `cls` without its refusal to set attributes: a frozen object is made of one in an eighth of the time."""
    ordinary = {name: getattr(object, name) for name in ("__setattr__", "__delattr__")}
    return type(cls.__name__, (cls,), {"__slots__": (), **ordinary})


def _steps(
    field: "attrs.Attribute[Any]", place: int, closely: Callable[..., Callable[[Any], Any]], names: dict[str, Any]
) -> tuple[str, ...]:
    """Return how the value of a field is tested and read; what the steps call is added to `names`."""
    shape: Any = next((one for one in get_args(field.type) if one is not NoneType), None)
    optional = NoneType in get_args(field.type)
    steps = STEPS.get(shape if optional else field.type)
    if steps is not None:
        return (*steps, VISIBLE) if field.type is str and field.default is attrs.NOTHING else steps
    if get_origin(field.type) is tuple and attrs.has(shape):
        names[f"read{place}"] = fast_reader(shape, closely)
        return OBJECTS
    names[f"closely{place}"] = closely(field)
    return OTHERS
