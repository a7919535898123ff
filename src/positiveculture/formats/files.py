"""What kinds of file there are: how each is read and written, and its error; one row a kind, in its noun's module."""

from collections.abc import Callable, Mapping
from importlib import import_module
from operator import attrgetter
from typing import Any, Generic, TypeVar

import attrs

from positiveculture.errors import Invalid
from positiveculture.field_types import require
from positiveculture.formats.converter import converter
from positiveculture.formats.kinds import KINDS, Kind
from positiveculture.formats.parsing import read_payload
from positiveculture.formats.paths import PathLike, Readable, with_filename
from positiveculture.formats.plain import plain
from positiveculture.formats.writing import write_payload
from positiveculture.framework import Framework

T = TypeVar("T")


def _fields(value: object) -> dict[str, Any]:
    return dict(converter.unstructure(value))


@attrs.frozen(kw_only=True)
class FileKind(Generic[T]):
    """One kind of file that this library reads and writes."""

    #: What it is called, as in "action plan"; its row in `formats.kinds` has the keys that identify it.
    name: Kind
    cls: type[T]
    error: type[Invalid]
    #: Payload to object. Of what is read against a framework, the second argument is that framework.
    from_dict: Callable[..., T]
    #: Object to what a file holds, which reads back equal: dates are dates, as TOML has them. By default, its fields.
    payload: Callable[[T], dict[str, Any]] = _fields
    #: What `check` says of a valid one, and of how much there is in it: attribute to words for one and for many.
    valid: str
    contents: Mapping[str, tuple[str, str]] = {}
    #: How a file is read, and by which framework, where a noun has more to do than `read`.
    reader: Callable[[Readable, str | Framework | None], T] | None = None

    def read_file(self, path: Readable, framework: str | Framework | None = None) -> T:
        """Return what the file at `path` holds, as the noun's own `read_*` returns it; errors as for that."""
        return self.read(path) if self.reader is None else self.reader(path, framework)

    def read(self, path: Readable, *against: Framework | None) -> T:
        """Return what the file at `path` holds.

        Raises:
            FileTrouble: The file cannot be opened.
            InvalidFile: The file is not TOML or JSON.
            Invalid: This kind's own error: every problem at once, each at its place, under the name of the file.
        """
        payload = read_payload(path)
        with with_filename(path):
            return self.from_dict(payload, *against)

    def write(self, value: T, path: PathLike, *, overwrite: bool) -> None:
        """Write `value` to a TOML or JSON file.

        Raises:
            FileTrouble: The file cannot be written, or exists and may not be overwritten.
            WrongArgument: The value is of another class.
        """
        require(value, self.cls)
        write_payload(self.payload(value), path, overwrite=overwrite)

    def to_dict(self, value: T) -> dict[str, Any]:
        """Return `value` as JSON holds it, dates as ISO text.

        Raises:
            WrongArgument: It is of another class.
        """
        require(value, self.cls)
        return dict(plain(self.payload(value)))

    def counts(self, value: T) -> list[tuple[int, str, str]]:
        """Return how many there are of each thing in `value`, with the words for one and for many."""
        return [(len(attrgetter(name)(value)), *words) for name, words in self.contents.items()]


def file_kind(kind: Kind) -> FileKind[Any]:
    """Return the row of a kind of file; its noun's module is imported by that."""
    module = import_module(f"positiveculture.formats.{KINDS[kind].module}")
    return next(row for row in vars(module).values() if isinstance(row, FileKind) and row.name == kind)
