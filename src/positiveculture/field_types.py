"""Whether the fields of an object hold what their types say: the one check of values that are made in Python.

It reports what a reader reports of the same value in a file, by the same codes.  A text field without a default has to
hold a sign that can be seen.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from functools import cache, partial, wraps
from inspect import signature
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Literal, ParamSpec, TypeAlias, TypeGuard, TypeVar, Union, get_args, get_origin, get_type_hints

import attrs

from positiveculture.errors import Path, WrongArgument
from positiveculture.escaping import is_visible
from positiveculture.gettext import gettext
from positiveculture.problems import Problems, file_key
from positiveculture.sentences import shown
from positiveculture.type_tests import TypeTest, is_day, type_test

E = TypeVar("E", bound=StrEnum)
P = ParamSpec("P")
T = TypeVar("T")

#: Whether a value is what it should be, given with the path of what holds it and its key there; else it is reported.
FieldCheck: TypeAlias = Callable[[Any, Problems, Path, str | int], bool]

#: Metadata of a field that is checked elsewhere.
UNCHECKED: Mapping[str, object] = {"checked": False}

#: The fields whose entries files keep in a table, with what of an entry its key is.
TABLES = {
    "aspects": ("aspect", "id"),
    "levels": ("number",),
    "modes": ("id",),
    "principles": ("id",),
    "references": ("id",),
    "retired": ("id", "topic"),
    "roles": ("id",),
    "service_models": ("id",),
    "statements": ("level",),
    "tools": ("id",),
    "variants": ("service_model",),
}


def is_whole(value: object) -> TypeGuard[int]:
    """Return whether `value` is a whole number of no more than 64 bits, the most that TOML promises."""
    return type(value) is int and -(2**63) <= value < 2**63


def is_writable(text: str) -> bool:
    """Return whether a text can be written down: it holds no half of a character."""
    try:
        return text.isascii() or bool(text.encode())
    except UnicodeEncodeError:
        return False


def require(value: object, kind: type, hint: str = "") -> None:
    """Refuse an argument that is not of `kind`; a date is one without a time of day.

    Raises:
        WrongArgument: It is something else; the message ends with `hint`.
    """
    if not (is_day(value) if kind is date else isinstance(value, kind)):
        raise wrong_type(value, kind, hint)


def wrong_type(value: object, kind: type | str, hint: str = "") -> WrongArgument:
    """Return the error of an argument that is not of `kind`, a type or its name."""
    return WrongArgument(
        gettext("{kind} is needed, not {given}").format(kind=_article(kind), given=shown(value)) + hint
    )


def require_each(values: Iterable[T], kind: type[T]) -> list[T]:
    """Return some values as a list; refuse what is none, a text or a table too, and each value that is not of `kind`.

    Raises:
        WrongArgument: It is something else.
    """
    if isinstance(values, str | Mapping) or not isinstance(values, Iterable):
        require(values, list)
    listed = list(values)
    for each in listed:
        require(each, kind)
    return listed


def with_types(function: Callable[P, T]) -> Callable[P, T]:
    """Have `function` refuse each argument that is not of the type in its signature, before anything is done.

    What is in an `Iterable` is for the function to look at: it may be read but once.

    Raises:
        WrongArgument: The first that is of another type.
    """

    @wraps(function)
    def checked(*args: P.args, **kwargs: P.kwargs) -> T:
        shapes = _shapes(function)
        for (name, (shape, is_fit)), value in zip(shapes.items(), args):  # noqa: B905 - Python counts them
            if not (shape is Any or type(value) is shape or is_fit(value)):
                raise _wrong_argument(name, shape, value)
        for name, value in kwargs.items():
            shape, is_fit = shapes.get(name, _ANYTHING)
            if not is_fit(value):
                raise _wrong_argument(name, shape, value)
        return function(*args, **kwargs)

    return checked


def _wrong_argument(name: str, shape: Any, value: object) -> WrongArgument:
    words = gettext("`{name}`: {kind} is needed, not {given}")
    return WrongArgument(words.format(name=name, kind=_kind_of(shape), given=shown(value)))


#: The type of what has none, as `self`.
_ANYTHING: tuple[Any, TypeTest] = Any, type_test(Any)


@cache
def _shapes(function: Callable[..., object]) -> Mapping[str, tuple[Any, TypeTest]]:
    """Return the type of each parameter, and the test of it."""
    types = get_type_hints(function)
    named = {name: types.get(name, Any) for name in signature(function).parameters}
    return {name: (shape, type_test(shape)) for name, shape in named.items()}


def _kind_of(shape: Any) -> str:
    """Return what a parameter takes, in words."""
    if get_origin(shape) in (Union, UnionType):
        return gettext(" or ").join(_kind_of(each) for each in get_args(shape) if each is not NoneType)
    if get_origin(shape) is Literal:
        return gettext(" or ").join(map(shown, get_args(shape)))
    if get_origin(shape) is Mapping:
        key, value = map(_kind_of, get_args(shape))
        return gettext("{kind} from {key} to {value}").format(kind=_article(Mapping), key=key, value=value)
    return _article(get_origin(shape) or shape)


def one_of(kind: type[E], value: Any) -> Any:
    """Return `value` as one of `kind`; what is none stays as it is, for the check of the fields to report."""
    return kind(value) if isinstance(value, str) and value in list(kind) else value


def check_fields(value: Any, problems: Problems, *path: str | int) -> set[str]:
    """Report what is wrong with the fields of an object at `path`; return the names of those fields."""
    cls: Any = type(value)
    values, fields = _fields(cls)
    wrong = set()
    for given, (name, key, default, fits) in zip(values(value), fields):  # noqa: B905 - one each, by construction
        # A default is of the right type, and most fields have theirs.
        if given is not default and not fits(given, problems, path, key):
            wrong.add(name)
    return wrong


#: A field that is checked: its name, its key in files, its default, and how it is checked.
_Field: TypeAlias = tuple[str, str, object, FieldCheck]


@cache
def _fields(cls: Any) -> tuple[Callable[[object], Iterable[object]], tuple[_Field, ...]]:
    """Return how to look up the fields that are checked, all at once, and how each is checked."""
    checked = [field for field in attrs.fields(cls) if field.init and field.metadata.get("checked", True)]
    fields = tuple((one.name, file_key(one), one.default, _check_of(one)) for one in checked)
    names = [field.name for field in checked]
    return (attrgetter(*names) if len(names) > 1 else lambda value: [getattr(value, name) for name in names]), fields


def _check_of(field: "attrs.Attribute[Any]") -> FieldCheck:
    shape: Any = field.type
    return _visible_text if shape is str and field.default is attrs.NOTHING else check(shape)


@cache
def check(shape: Any) -> FieldCheck:
    """Return the check of values of one type."""
    if shape in PLAIN:
        return PLAIN[shape]
    if get_origin(shape) in (Union, UnionType):
        return _union(get_args(shape))
    if get_origin(shape) is tuple:
        first, *more = get_args(shape)
        return partial(_entries, check(first)) if more == [...] else partial(_row, tuple(map(check, (first, *more))))
    if isinstance(shape, type) and issubclass(shape, StrEnum):
        return partial(_choice, shape)
    if isinstance(shape, type) and attrs.has(shape):
        return partial(_object, shape)
    return partial(_table, check(get_args(shape)[1])) if get_origin(shape) is not None else _anything


def _anything(_value: Any, _problems: Problems, _path: Path, _key: str | int) -> bool:
    return True


def _text(value: Any, problems: Problems, path: Path, key: str | int) -> bool:
    if not isinstance(value, str):
        problems.report("not-text", *path, key, given=value)
        return False
    if not is_writable(value):
        problems.report("half-character", *path, key)
        return False
    return True


def _visible_text(value: Any, problems: Problems, path: Path, key: str | int) -> bool:
    if not _text(value, problems, path, key):
        return False
    if not is_visible(value):
        problems.report("empty", *path, key)
        return False
    return True


def _checked(fits: Callable[[Any], bool], code: str) -> FieldCheck:
    """Return the check of a plain value."""

    def check_value(value: Any, problems: Problems, path: Path, key: str | int) -> bool:
        if not fits(value):
            problems.report(code, *path, key, given=value)
            return False
        return True

    return check_value


def _number(value: Any, problems: Problems, path: Path, key: str | int) -> bool:
    """Check a printed number, which may be text."""
    if value is None or is_whole(value):
        return True
    if isinstance(value, str):
        return _text(value, problems, path, key)
    problems.report("not-a-number", *path, key, given=value)
    return False


PLAIN: dict[Any, FieldCheck] = {
    Any: _anything,
    str: _text,
    int: _checked(is_whole, "not-whole"),
    bool: _checked(lambda value: isinstance(value, bool), "not-true-or-false"),
    date: _checked(is_day, "not-a-date"),
    int | str | None: _number,
}


def _choice(kind: type[StrEnum], value: Any, problems: Problems, path: Path, key: str | int) -> bool:
    if isinstance(value, kind):
        return True
    if _text(value, problems, path, key):
        problems.report("unknown-choice", *path, key, name=value, known=[str(each) for each in kind])
    return False


def _object(kind: type, value: Any, problems: Problems, path: Path, key: str | int) -> bool:
    if not isinstance(value, kind):
        problems.report("wrong-type", *path, key, expected=_article(kind), given=value)
        return False
    return not check_fields(value, problems, *path, key)


def _article(kind: type | str) -> str:
    name = kind if isinstance(kind, str) else kind.__name__
    words = gettext("an {name}") if name[0] in "AEIOaeio" else gettext("a {name}")
    return words.format(name=name)


def _union(shapes: tuple[Any, ...]) -> FieldCheck:
    """Return the check of a value that may be of several types; None is one of no class of its own."""
    kinds = [shape for shape in shapes if shape is not NoneType]
    one = check(kinds[0]) if len(kinds) == 1 else partial(_one_of_kinds, tuple(kinds))
    if len(kinds) == len(shapes):
        return one
    return lambda value, problems, path, key: value is None or one(value, problems, path, key)


def _one_of_kinds(kinds: tuple[type, ...], value: Any, problems: Problems, path: Path, key: str | int) -> bool:
    for kind in kinds:
        if isinstance(value, kind):
            return check(kind)(value, problems, path, key)
    problems.report("wrong-type", *path, key, expected=gettext(" or ").join(map(_article, kinds)), given=value)
    return False


def _row(entries: tuple[FieldCheck, ...], value: Any, problems: Problems, path: Path, key: str | int) -> bool:
    if not isinstance(value, tuple | list):
        problems.report("not-a-list", *path, key, given=value)
        return False
    if len(value) != len(entries):
        problems.report("wrong-length", *path, key, count=len(entries), given=value)
        return False
    places = enumerate(zip(entries, value, strict=True))
    return not [place for place, (fits, each) in places if not fits(each, problems, (*path, key), place)]


def _entries(entry: FieldCheck, value: Any, problems: Problems, path: Path, key: str | int) -> bool:
    if not isinstance(value, tuple | list):
        problems.report("not-a-list", *path, key, given=value)
        return False
    at = (*path, key)
    return not [place for place, each in enumerate(value) if not entry(each, problems, at, key_of(key, each, place))]


def key_of(field: str | int, entry: object, place: int) -> str | int:
    """Return the step to an entry of a list: its place, or its key where files keep such entries in a table."""
    for name in TABLES.get(str(field), ()):
        key = getattr(entry, name, None)
        if isinstance(key, str) or is_whole(key):
            return str(key)
    return place


def _table(entry: FieldCheck, value: Any, problems: Problems, path: Path, key: str | int) -> bool:
    if not isinstance(value, Mapping):
        problems.report("not-a-table", *path, key, given=value)
        return False
    at = (*path, key)
    return not [step for step, each in value.items() if not entry(each, problems, at, key_step(step))]


def key_step(key: object) -> str | int:
    """Return a table's key as a step of a path: what is neither text nor a whole number as a file would write it."""
    return key if isinstance(key, str) or is_whole(key) else shown(key)
