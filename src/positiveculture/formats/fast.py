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

from positiveculture.field_types import is_visible, is_whole, is_writable
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
    fields = [field for field in attrs.fields(cls) if field.init]
    required = {field.name for field in fields if field.default is attrs.NOTHING}
    lines = [f"def read({', '.join(['table', *apart])}):", " get, left = table.get, len(table)"]
    given = []
    for place, field in enumerate(fields):
        key, name = file_key(field), f"field{place}"
        given.append(f"{field.alias}={field.name if field.name in apart else name}")
        required.discard(field.name)
        if field.name in apart:
            lines.append(f" left -= {key!r} in table")
        else:
            names[f"default{place}"] = field.default
            missing = "return None" if field.default is attrs.NOTHING else "pass"
            steps = _steps(field, place, closely, names)
            lines += [f" {name} = value = get({key!r}, default{place})", f" if value is default{place}: {missing}"]
            lines += [
                " else:",
                *(f"  {step.format(place=place)}" for step in steps),
                f"  {name} = value",
                "  left -= 1",
            ]
        if not required:  # what is left has its defaults
            lines.append(f" if not left: return cls({', '.join(given)})")
    exec("\n".join(lines), names)  # noqa: S102 - as attrs writes `__init__`: from the names of fields and nothing else
    return names["read"]  # type: ignore[no-any-return]


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
