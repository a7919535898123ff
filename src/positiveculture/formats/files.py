"""What kinds of file there are: how each is read and written, and its error; one row a kind, in its noun's module."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

import attrs

from positiveculture.errors import Invalid
from positiveculture.field_types import require
from positiveculture.formats.kinds import Kind
from positiveculture.formats.parsing import read_payload
from positiveculture.formats.paths import PathLike, Readable, with_filename
from positiveculture.formats.plain import plain
from positiveculture.formats.writing import write_payload
from positiveculture.framework import Framework

T = TypeVar("T")


@attrs.frozen(kw_only=True)
class FileKind(Generic[T]):
    """One kind of file that this library reads and writes."""

    #: What it is called, as in "action plan"; `formats.kinds` says by which keys it is told.
    name: Kind
    cls: type[T]
    error: type[Invalid]
    #: Payload to object. Of what is read against a framework, the second argument is that framework.
    from_dict: Callable[..., T]
    #: Object to what a file holds, which reads back equal: dates are dates, as TOML has them.
    payload: Callable[[T], dict[str, Any]]

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
