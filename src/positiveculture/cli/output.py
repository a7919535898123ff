"""What is printed and written, and in which form: screens, documents and errors; never a control character.

Service names, notes and titles come from files that somebody else may have written.  They are shown as they are, Rich
markup too, but an invisible character is escaped, so that no text moves the cursor, sets the window's title or turns
the reading direction.  Rich is imported by `show_screen` alone: JSON and TOML do without it.
"""

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout
from contextvars import ContextVar
from functools import cache
from io import StringIO, TextIOWrapper
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, TextIO

import attrs

from positiveculture.errors import FileTrouble, Invalid, PositiveCultureError, Problem
from positiveculture.escaping import escape, escape_controls, is_shown
from positiveculture.gettext import gettext

if TYPE_CHECKING:
    from positiveculture.assessment import Assessment
    from positiveculture.documents.blocks import Document

#: The kinds of file that every document can be written to.
FORMS = (".html", ".md", ".pdf", ".txt", ".json")

#: What is written to standard output has this for its file.
STANDARD_OUTPUT = Path("-")

#: Lines longer than this are hard to read, however wide the terminal is.
WIDEST = 100

#: Where our own output goes, while the output of plug-ins goes to standard error.
_ours: ContextVar[TextIO | None] = ContextVar("positiveculture_output", default=None)


@contextmanager
def guard_stdout() -> Iterator[None]:
    """Keep standard output for our own output: what a plug-in prints meanwhile goes to standard error."""
    token = _ours.set(sys.stdout)
    try:
        with redirect_stdout(sys.stderr):
            yield
    finally:
        _ours.reset(token)


def _output() -> TextIO:
    return _ours.get() or sys.stdout


def toml_document(text: str) -> str:
    """Return TOML with the same meaning as `text`, with every invisible character escaped."""
    return _escaped(text, escape)


def json_document(payload: Any) -> str:
    """Return `payload` as JSON: dates as ISO text, letters as they are, invisible characters escaped."""
    text = json.dumps(payload, default=lambda day: day.isoformat(), ensure_ascii=False, indent=2) + "\n"
    return _escaped(text, lambda sign: json.dumps(sign)[1:-1])


def table_document(text: str) -> str:
    """Return a table of tab-separated values, with every other invisible character escaped."""
    return _escaped(text, escape, kept="\t\n")


def _escaped(text: str, write: Callable[[str], str], kept: str = "\n") -> str:
    return "".join(sign if is_shown(sign) or sign in kept else write(sign) for sign in text)


class EncodingBuffer(StringIO):
    """A buffer that a screen is drawn in before it is printed, with the encoding of the output."""

    def __init__(self, encoding: str) -> None:
        super().__init__()
        self._encoding = encoding

    @property
    def encoding(self) -> str:  # type: ignore[override] # an attribute there, and None
        """The encoding of the output."""
        return self._encoding


def show_screen(document: "Document") -> None:
    """Print a document: in colour on a terminal that has some, else as plain text."""
    from rich.console import Console

    from positiveculture.render.terminal import Screen

    output, screen = _output(), Screen(document)
    _escape_unencodable(output)
    colours: Literal["auto"] | None = None if os.environ.get("NO_COLOR") else "auto"
    console = Console(file=output, color_system=colours, markup=False, highlight=False, emoji=False)
    console.width = min(console.width, WIDEST)
    if console.is_terminal:
        console.print(screen)
        return
    buffer = EncodingBuffer(console.encoding)
    plain = Console(file=buffer, width=console.width, color_system=None, markup=False, highlight=False, emoji=False)
    plain.print(screen)
    show_text("".join(f"{line.rstrip()}\n" for line in buffer.getvalue().split("\n")[:-1]))


def show_line(text: str) -> None:
    """Print `text` on one line, however long: it may hold a path that somebody wants to copy."""
    show_text(escape_controls(text) + "\n")


def show_document(text: str) -> None:
    """Print TOML, JSON or Markdown: as UTF-8, unless a terminal asks for another encoding."""
    output = _output()
    if isinstance(output, TextIOWrapper) and not output.isatty():
        output.reconfigure(encoding="utf-8")
    show_text(text)


def show_text(text: str) -> None:
    """Print `text` now. A reader that has stopped reading, such as `head`, is no error; a full disk is.

    Raises:
        FileTrouble: The output cannot be written.
    """
    output = _output()
    _escape_unencodable(output)
    with _writing(output):
        output.write(text)
        output.flush()


def show_bytes(data: bytes) -> None:
    """Print what is no text, such as a workbook; errors as for `show_text`."""
    output = _output()
    with _writing(output):
        output.flush()
        output.buffer.write(data)
        output.flush()


@contextmanager
def _writing(output: TextIO) -> Iterator[None]:
    """Write to the output. A reader that has stopped reading is no error.

    Raises:
        FileTrouble: The output cannot be written.
    """
    try:
        yield
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), output.fileno())
        if not isinstance(error, BrokenPipeError):
            words = gettext("cannot be written: {reason}").format(reason=error.strerror)
            raise FileTrouble(gettext("the output"), words) from error


def show_error(error: PositiveCultureError) -> None:
    """Print an error to standard error, every problem on a line of its own, with its place."""
    if isinstance(error, Invalid):
        from positiveculture.documents.commands import with_option

        problems = tuple(
            Problem("error", each.path, {"reason": escape_controls(with_option(each))}, escape_controls(each.place))
            for each in error.problems
        )
        _print_error(str(attrs.evolve(error, what=escape_controls(error.what), problems=problems)))
    else:
        _print_error(escape_controls(str(error)))


def show_warning(message: str) -> None:
    """Print a warning to standard error, as a note on one line."""
    words = " ".join(line.strip() for line in message.splitlines())
    _print_error(gettext("Note: {message}.").format(message=escape_controls(words)))


def _print_error(text: str) -> None:
    _escape_unencodable(sys.stderr)
    sys.stderr.write(text + "\n")


def _escape_unencodable(stream: object) -> None:
    """Escape the letters that `stream` cannot encode, rather than fail."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")


@attrs.frozen
class Output:
    """Where a command writes its document: to a file, never over an existing one unasked, or to standard output."""

    #: None: standard output.
    file: Path | None
    force: bool
    as_json: bool

    def show(
        self,
        document: Callable[[], "Document"],
        payload: Callable[[], Any],
        *,
        own: Mapping[str, str] = MappingProxyType({}),
        word: bool = False,
        notes: Sequence[str] = (),
        hints: Iterable[str] = (),
        more_files: Sequence[tuple[Path, bytes]] = (),
    ) -> None:
        """Show a document: on the screen, or in the file, where one is named, in the form of its suffix.

        Args:
            document: Returns what is shown.
            payload: Returns the same as JSON, which is printed where that is asked for.
            own: The text of our own kinds of file, by suffix.
            word: Whether it may be written to a Word file too.
            notes: What is printed once the file is written.
            hints: Which commands lead on from here, shown under a document on the screen alone, a line each.
            more_files: What is written to other files; to standard output, it is printed in place of the document.

        Raises:
            FileTrouble: A file cannot be written, exists, or its kind is none of those that there are.
            MissingExtra: The form needs a package that is not installed.
        """
        payload = cache(payload)
        content = self._content(document, payload, own, word=word)
        files = _content_by_file([*([] if self.file is None else [(self.file, content)]), *more_files])
        printed = files.pop(STANDARD_OUTPUT, None)
        if printed is not None and self.as_json:
            raise FileTrouble(gettext("standard output"), gettext("is named twice"))
        self._save(files)
        if printed is not None:
            show_bytes(printed)
        elif self.as_json:
            show_document(json_document(payload()))
        else:
            if self.file is None:
                show_screen(document())
                for place, text in enumerate(hints):
                    show_text("\n" * (not place))
                    show_line(text)
            _show_written(files, notes)

    def _content(
        self, document: Callable[[], "Document"], payload: Callable[[], Any], own: Mapping[str, str], *, word: bool
    ) -> bytes:
        """Return what the file holds: the document in the form of its suffix; nothing, where no file is named."""
        if self.file is None:
            return b""
        suffix = self._suffix([*dict.fromkeys([*own, *FORMS]), *[".docx"] * word])
        if suffix in own:
            return own[suffix].encode()
        if suffix == ".json":
            return json_document(payload()).encode()
        from positiveculture.render.forms import render

        return render(document(), suffix)

    def _suffix(self, kinds: Sequence[str], what: str = "") -> str:
        """Return what the name of the file ends with, which has to be one of `kinds`."""
        suffix = "" if self.file is None else self.file.suffix.lower()
        if suffix in kinds:
            return suffix
        *others, last = kinds
        words = gettext("is neither {others} nor {last}, so its kind is not known")
        if not others:
            words = gettext("is not {last}, and {what} is")
        raise FileTrouble(str(self.file), words.format(others=", ".join(others), last=last, what=what))

    def _save(self, files: Mapping[Path, bytes]) -> None:
        """Write files; none of them, where one exists and may not be overwritten."""
        from positiveculture.formats.writing import write_bytes

        self._refuse_existing(files)
        for file, content in files.items():
            write_bytes(content, file, overwrite=self.force)

    def _refuse_existing(self, files: Iterable[Path]) -> None:
        for file in files:
            if file.exists() and not self.force:
                raise FileTrouble(str(file), gettext("already exists; overwrite it with --force"))

    def refuse_file(self, kinds: Sequence[str], what: str) -> None:
        """Refuse the file before anything is made for it; errors as for `write`."""
        if self.file is not None:
            self._suffix(kinds, what)
            self._refuse_existing([self.file])

    def write_assessment(self, assessment: "Assessment", template: str | None = None) -> None:
        """Write an assessment as TOML, which `template` is where there is one, or as JSON; errors as for `write`."""
        from positiveculture.formats.assessment import ASSESSMENT, assessment_to_dict
        from positiveculture.formats.toml import toml_text

        payload = assessment_to_dict(assessment)
        text = toml_text(ASSESSMENT.payload(assessment)) if template is None else template
        self.write({".toml": toml_document(text), ".json": json_document(payload)}, payload)

    def write(self, documents: Mapping[str, str | bytes], payload: Any, what: str = "") -> None:
        """Write a document to the file, where there is one, and print it, where there is none.

        Args:
            documents: The text, or the bytes, for each kind of file, by its suffix; the first is printed.
            payload: What is printed as JSON.
            what: What the document is called, where there is one kind of file.

        Raises:
            FileTrouble: The file cannot be written, exists, or its kind is not among `documents`.
        """
        suffix = next(iter(documents)) if self.file is None else self._suffix(list(documents), what)
        content = documents[suffix]
        files = {} if self.file is None else {self.file: content.encode() if isinstance(content, str) else content}
        self._save(files)
        if self.as_json:
            show_document(json_document(payload))
        elif files:
            _show_written(files)
        elif isinstance(content, str):
            show_document(content)
        else:
            show_bytes(content)


def _show_written(files: Iterable[Path], notes: Iterable[str] = ()) -> None:
    for text in [gettext("{file} is written.").format(file=file) for file in files]:
        show_line(text)
    for note in notes:
        show_line(gettext("Note: {note}.").format(note=note))


def _content_by_file(files: Iterable[tuple[Path, bytes]]) -> dict[Path, bytes]:
    """Return the content of each file.

    Raises:
        FileTrouble: Two things are to be written to one file.
    """
    contents: dict[Path, bytes] = {}
    for file, content in files:
        if file in contents:
            name = gettext("standard output") if file == STANDARD_OUTPUT else str(file)
            raise FileTrouble(name, gettext("is named twice"))
        contents[file] = content
    return contents
