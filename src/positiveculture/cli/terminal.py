"""What reaches the terminal, and in which form: pictures, documents and complaints; never a control character.

Service names, notes and titles come from files that somebody else may have written.  They are shown as they are, Rich
markup too, but a sign that cannot be seen is spelled out, so that no text moves the cursor, sets the window's title
or turns the reading direction.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from contextvars import ContextVar
from io import StringIO, TextIOWrapper
from typing import Any, Literal, TextIO

import attrs
from rich.console import Console, RenderableType

from positiveculture.errors import FileTrouble, Invalid, PositiveCultureError, Problem

#: Lines longer than this are hard to read, however wide the terminal is.
WIDEST = 100


#: Where what we print goes, while what plug-ins print goes elsewhere.
_ours: ContextVar[TextIO | None] = ContextVar("positiveculture_output", default=None)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Keep standard output for what we print: what a plug-in prints meanwhile goes to standard error."""
    token = _ours.set(sys.stdout)
    try:
        with redirect_stdout(sys.stderr):
            yield
    finally:
        _ours.reset(token)


def _output() -> TextIO:
    return _ours.get() or sys.stdout


def visible(text: str) -> str:
    """Return `text` on one line, with every sign that cannot be seen spelled out."""
    return "".join(_seen(sign) for sign in text)


def _seen(sign: str) -> str:
    if sign.isprintable():
        return sign
    return " " if sign.isspace() else spelled(sign)


def spelled(sign: str) -> str:
    """Return `sign` as TOML, Python and people spell it: by the number of its code point."""
    return f"\\u{ord(sign):04x}" if ord(sign) < 0x10000 else f"\\U{ord(sign):08x}"  # noqa: PLR2004 - the end of \u


def toml_document(text: str) -> str:
    """Return TOML that says the same as `text`, with every sign that cannot be seen spelled out."""
    return _spelled_out(text, spelled)


def json_document(payload: Any) -> str:
    """Return `payload` as JSON: dates as ISO text, letters as they are, signs that cannot be seen spelled out."""
    text = json.dumps(payload, default=lambda day: day.isoformat(), ensure_ascii=False, indent=2) + "\n"
    return _spelled_out(text, lambda sign: json.dumps(sign)[1:-1])


def _spelled_out(text: str, spell: Callable[[str], str]) -> str:
    return "".join(sign if sign.isprintable() or sign == "\n" else spell(sign) for sign in text)


def show_picture(picture: RenderableType) -> None:
    """Print `picture`: in colour on a terminal that has some, else as plain text."""
    output = _output()
    _lenient(output)
    colours: Literal["auto"] | None = None if os.environ.get("NO_COLOR") else "auto"
    console = Console(file=output, color_system=colours, markup=False, highlight=False, emoji=False)
    console.width = min(console.width, WIDEST)
    if console.is_terminal:
        console.print(picture)
        return
    paper = Paper(console.encoding)
    Console(file=paper, width=console.width, color_system=None, markup=False, highlight=False, emoji=False).print(
        picture
    )
    _write("".join(f"{line.rstrip()}\n" for line in paper.getvalue().split("\n")[:-1]))


class Paper(StringIO):
    """What a picture is drawn on before it is printed, with the letters of the output that it is meant for."""

    def __init__(self, encoding: str) -> None:
        super().__init__()
        self._letters = encoding

    @property
    def encoding(self) -> str:  # type: ignore[override] # an attribute there, and None
        """The encoding of the output."""
        return self._letters


def show_line(text: str) -> None:
    """Print `text` on one line, however long: it may hold a path that somebody wants to copy."""
    _lenient(_output())
    _write(visible(text) + "\n")


def show_document(text: str) -> None:
    """Print TOML or JSON: as UTF-8, which both are, unless a terminal asks for something else."""
    output = _output()
    if isinstance(output, TextIOWrapper) and not output.isatty():
        output.reconfigure(encoding="utf-8")
    _lenient(output)
    _write(text)


def _write(text: str) -> None:
    """Print `text` now: a reader that has seen enough, such as `head`, is no failure; a full disk is."""
    output = _output()
    try:
        output.write(text)
        output.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), output.fileno())
        if not isinstance(error, BrokenPipeError):
            raise FileTrouble("the output", f"cannot be written: {error.strerror}") from error


def complain(error: PositiveCultureError) -> None:
    """Print what is wrong to standard error, every problem on a line of its own, with its place."""
    if isinstance(error, Invalid):
        problems = tuple(_visible(problem) for problem in error.problems)
        text = str(attrs.evolve(error, what=visible(error.what), problems=problems))
    else:
        text = visible(str(error))
    _lenient(sys.stderr)
    sys.stderr.write(text + "\n")


def _visible(problem: Problem) -> Problem:
    return Problem("error", problem.path, {"reason": visible(problem.message)}, visible(problem.place))


def _lenient(stream: object) -> None:
    """Spell out the letters that `stream` cannot write, rather than fail."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")
