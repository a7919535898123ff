"""What an error says goes through `gettext`: what it is said of, the place and the reason, wherever it is raised."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import positiveculture
from positiveculture import errors

ROOT = Path(positiveculture.__file__).parent

#: Each error, and what makes or moves problems, with the places of its arguments that people read.
READ = {name: (0,) for name in dir(errors) if name.startswith("Invalid")} | {
    "FileTrouble": (0, 1),
    "FrameworkConflict": (1,),
    "FrameworkLoadError": (2,),
    "NoRoute": (1,),
    "Problem": (3,),
    "RegistryError": (0,),
    "UnusableName": (2,),
    "WrongArgument": (0,),
    "below": (0,),
    "collect_from": (2,),
    "refuse": (1,),
}


def bare(source: str) -> Iterator[str]:
    """Yield each text that an error is raised with, and that is words, names of fields aside."""
    for call in ast.walk(ast.parse(source)):
        if isinstance(call, ast.Call):
            places = READ.get(ast.unparse(call.func).rpartition(".")[2], ())
            yield from (text for place in places for arg in call.args[place : place + 1] for text in _texts(arg))


def _texts(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.IfExp():
            yield from (*_texts(node.body), *_texts(node.orelse))
        case ast.Constant() | ast.JoinedStr():
            parts = [node] if isinstance(node, ast.Constant) else node.values
            text = "".join(str(part.value) for part in parts if isinstance(part, ast.Constant))
            yield from [text] if re.search("[a-z]", re.sub("`[^`]*`", "", text)) else []
        case _:  # what is worked out
            pass


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT)))
def test_errors_are_raised_with_no_bare_words(path: Path) -> None:
    """No error is raised with words that no catalogue could put into another language."""
    if "testing" not in path.parts:  # what it says of a framework is for its author, and goes through `gettext` there
        assert list(bare(path.read_text(encoding="utf-8"))) == []


def test_bare_words_are_found() -> None:
    """A text, one with values in it, and either of two are found; names of fields and what goes through gettext not."""
    assert list(bare('refuse(InvalidPanel, "the panel")')) == ["the panel"]
    assert list(bare('problem.below(f"row {row}")')) == ["row "]
    assert list(bare('FileTrouble(path, "is a folder" if folder else gettext("is no file"))')) == ["is a folder"]
    assert list(bare('Problem("code", (), {}, "`by`")')) == []
