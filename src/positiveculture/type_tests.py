"""Whether an argument is of the type in the signature; what there is to look at is worked out once for each."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from numbers import Integral
from types import UnionType
from typing import Any, Literal, TypeAlias, TypeGuard, TypeVar, Union, get_args, get_origin

#: Returns whether a value is of a type.
TypeTest: TypeAlias = Callable[[Any], bool]


def is_day(value: object) -> TypeGuard[date]:
    """Return whether `value` is a date, without a time of day."""
    return isinstance(value, date) and not isinstance(value, datetime)


def type_test(shape: Any) -> TypeTest:
    """Return what tells whether a value is of a type, as signatures have them.

    What is in an `Iterable` is not looked at: it may be read but once.
    """
    kind, inside = get_origin(shape), get_args(shape)
    if shape is Any or isinstance(shape, TypeVar):
        return lambda _: True
    if kind in (Union, UnionType):
        tests = [type_test(each) for each in inside]
        return lambda value: any(test(value) for test in tests)
    if kind is Literal:
        return lambda value: isinstance(value, str) and value in inside
    if kind is Mapping:
        of_key, of_value = map(type_test, inside)
        return lambda value: (
            isinstance(value, Mapping) and all(of_key(key) and of_value(each) for key, each in value.items())
        )
    if kind is Sequence:
        of_each = type_test(*inside)
        return lambda value: (
            isinstance(value, Iterable) and not isinstance(value, str | Iterator) and all(map(of_each, value))
        )
    if kind is tuple:
        of_each = type_test(inside[0])
        return lambda value: isinstance(value, tuple) and all(map(of_each, value))
    if kind is not None:
        return lambda value: isinstance(value, kind) and not isinstance(value, str)
    if shape is int:
        return lambda value: isinstance(value, Integral) and not isinstance(value, bool)
    return is_day if shape is date else lambda value: isinstance(value, shape)
