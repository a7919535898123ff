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
    "RuleWarning": (1,),
    "UnusableName": (2,),
    "WrongArgument": (0,),
    "below": (0,),
    "collect_from": (2,),
    "fail": (0,),
    "installed": (1,),
    "refuse": (1,),
}


#: What makes a problem of its code, its path and its parameters, which are read where they are several words.
MAKERS = ("report", "fault")


def bare(source: str) -> Iterator[str]:
    """Yield each text that an error is raised with, and that is words, names of fields aside."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func).rpartition(".")[2]
            places = READ.get(name, ())
            yield from (text for place in places for arg in node.args[place : place + 1] for text in _texts(arg))
            params = [each.value for each in node.keywords] if name in MAKERS else []
            yield from (text for param in params for text in _texts(param) if " " in text)
        elif isinstance(node, ast.Yield | ast.Return) and node.value:
            yield from (text for text in _texts(node.value) if re.search("[a-z] [a-z]+ [a-z]", text))


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
    if path.name == "public_names.py":  # Python's own words
        return
    if "testing" not in path.parts:  # what it says of a framework is for its author, and goes through `gettext` there
        assert list(bare(path.read_text(encoding="utf-8"))) == []


def test_bare_words_are_found() -> None:
    """A text, one with values in it, and either of two are found; names of fields and what goes through gettext not."""
    assert list(bare('refuse(InvalidPanel, "the panel")')) == ["the panel"]
    assert list(bare('problem.below(f"row {row}")')) == ["row "]
    assert list(bare('FileTrouble(path, "is a folder" if folder else gettext("is no file"))')) == ["is a folder"]
    assert list(bare('Problem("code", (), {}, "`by`")')) == []
    assert list(bare('problems.report("code", *at, expected=f"one {kind}", key="a", given=gettext("left out"))')) == [
        "one "
    ]
    assert list(bare('return {"it has no name": 1}')) == []
    assert list(bare('yield "it has no name" if x else "odd"')) == ["it has no name"]
