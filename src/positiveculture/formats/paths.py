"""Paths and streams, and what can be wrong with a file before it is read or written, in plain words."""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources.abc import Traversable
from io import BytesIO
from pathlib import Path
from shutil import copyfileobj
from typing import TypeAlias

import attrs

from positiveculture.errors import FileTrouble, Invalid, PositiveCultureError
from positiveculture.escaping import escape_controls
from positiveculture.field_types import require, wrong_type
from positiveculture.gettext import gettext

PathLike: TypeAlias = str | os.PathLike[str]


@attrs.define(eq=False)
class StandardInput:
    """What a program is given on its standard input, in place of a file: read once, when it is first asked for."""

    #: What kind of file it is, as a name of such a file would end: ``.toml``; "" = not known.
    suffix: str = ""
    _data: bytes | None = None

    def open(self, _mode: str = "rb") -> BytesIO:
        """Return its bytes, as a file."""
        if self._data is None:
            self._data = sys.stdin.buffer.read(LARGEST_INPUT + 1)
        return BytesIO(self._data)

    def save(self, path: Path) -> None:
        """Write all of it to a file, however much it is."""
        with path.open("wb") as file:
            copyfileobj(sys.stdin.buffer, file)

    def __str__(self) -> str:
        return gettext("standard input")


@attrs.frozen(eq=False)
class Upload:
    """A file that somebody sent: its name, which says what kind of file it is, and its bytes.

    Raises:
        WrongArgument: One of them is something else.
    """

    name: str
    data: bytes = attrs.field(repr=False)

    def __attrs_post_init__(self) -> None:
        """Refuse what is no name, and what is no bytes."""
        require(self.name, str)
        require(self.data, bytes)

    def open(self, _mode: str = "rb") -> BytesIO:
        """Return its bytes, as a file."""
        return BytesIO(self.data)

    def __str__(self) -> str:
        return escape_controls(self.name)  # anybody may have named it


#: What is read: a file of the system's, one in a package, which may lie in a zip, one that was sent, or standard input.
Readable: TypeAlias = PathLike | Traversable | StandardInput | Upload

#: A file of the system's, or standard input in place of one.
File: TypeAlias = Path | StandardInput

#: The most that is read of standard input, in bytes: the most that is read of any kind of file.
LARGEST_INPUT = 64 * 1024 * 1024


def file_named(name: object) -> File:
    """Return the file of a name; errors as for `path_of`."""
    return name if isinstance(name, StandardInput) else path_of(name)


def path_of(name: object) -> Path:
    """Return the path of a name.

    Raises:
        WrongArgument: It is none.
    """
    if isinstance(name, str | os.PathLike):
        return Path(name)
    raise wrong_type(name, Path)


def suffix_of(path: Readable) -> str:
    """Return what the name of a file ends with, in small letters: ``.toml``."""
    return path.suffix if isinstance(path, StandardInput) else os.path.splitext(str(path))[1].lower()  # noqa: PTH122 - quick


@contextmanager
def translating_os_errors(path: Path) -> Iterator[None]:
    """Turn what the system says of `path` into one `FileTrouble`."""
    if "\0" in str(path):  # of which each Python says something else
        raise FileTrouble(str(path), gettext("no file has a null character in its name"))
    try:
        yield
    except PositiveCultureError:
        raise
    except FileExistsError:
        raise FileTrouble(
            str(path), gettext("already exists; it is overwritten only where that is asked for")
        ) from None
    except (FileNotFoundError, NotADirectoryError):
        no_folder = gettext("there is no folder {folder}").format(folder=path.parent)
        missing = gettext("there is no such file") if os.path.isdir(path.parent) else no_folder  # noqa: PTH112
        raise FileTrouble(str(path), missing) from None
    except PermissionError:
        raise FileTrouble(str(path), gettext("permission denied")) from None
    except OSError as error:
        raise FileTrouble(str(path), error.strerror or str(error)) from error
    except ValueError as error:  # a text that UTF-8 cannot hold
        raise FileTrouble(str(path), str(error)) from error


@contextmanager
def with_filename(path: Readable) -> Iterator[None]:
    """Add the name of the file to the problems of an error."""
    try:
        yield
    except Invalid as error:
        raise type(error)(str(path), error.problems, error.more) from error.__cause__


def require_regular_file(path: Path) -> os.stat_result:
    """Return what the system knows of the file at `path`; refuse a folder, a device, a pipe."""
    known = path.stat()
    if stat.S_ISDIR(known.st_mode):
        raise FileTrouble(str(path), gettext("is a folder, not a file"))
    if not stat.S_ISREG(known.st_mode):
        raise FileTrouble(str(path), gettext("is no ordinary file"))
    return known
