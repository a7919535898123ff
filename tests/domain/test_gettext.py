"""Every sentence to people goes through one function, and a catalogue changes it for those who ask for it."""

import ast
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import positiveculture
from positiveculture.gettext import gettext, use_catalogue

ROOT = Path(positiveculture.__file__).parent

#: What gives words to the catalogue, with the places of its arguments that are English.
KEYWORDS = {"gettext": (0,), "ngettext": (0, 1), "plural": (1, 2), "extra": (1,), "no_spreadsheet": (0,)}

#: What a function of `KEYWORDS` itself passes on, and what is looked up in a table of whole texts, by module.
LOOKED_UP = {
    "documents/check.py": {"*each", "file_kind(checked.kind or 'framework').valid"},
    "documents/english.py": {"one if count == 1 else many", "months[on.month - 1]"},
    "documents/verdict_templates.py": {"template"},
    "errors.py": {"self.kind"},
    "explanation.py": {"LACKS[self.name][0]", "one if len(subjects) == 1 else several"},
    "extras.py": {"part"},
    "formats/kinds.py": {"words"},
    "formats/parsing.py": {"kind"},
    "plugins/entry_points.py": {"self.noun"},
    "problems.py": {"kind"},
    "routes/search.py": {"self.what"},
    "rules/blockers.py": {"BLOCKERS[name]", "SHARES[name]", "SHARES['and_more']", "SHARES['share_open']"},
    "sentences.py": {"template", "whole"},
    "sheets/delimited.py": {"kind"},
    "testing/kit/pages.py": {
        *("check.truth", "check.why", "check.fix", "DRAWN[check.draws]", "str(check.group)"),
        "next((specimen.what for specimen in SPECIMENS if specimen.check == check.id))",
    },
    "testing/kit/running.py": {"MISSING", "check.truth"},
    "workbook/measuring.py": {"template"},
}


def not_literal(source: str) -> Iterator[str]:
    """Yield each argument that is to be English, and is no literal text."""
    for call in ast.walk(ast.parse(source)):
        if isinstance(call, ast.Call):
            places = KEYWORDS.get(ast.unparse(call.func), ())
            words = [arg for place in places for arg in call.args[place : place + 1]]
            words += [arg for arg in call.args if places and isinstance(arg, ast.Starred)]
            yield from (ast.unparse(arg) for arg in words if not _is_text(arg))


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def test_extractors_find_every_text() -> None:
    """What is to be translated stands as a literal in the call, where xgettext and Babel find it, or in a table."""
    sources = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in ROOT.rglob("*.py")}
    found = {name: set(not_literal(source)) for name, source in sources.items()}
    assert {name: arguments for name, arguments in found.items() if arguments} == LOOKED_UP
    assert set(not_literal('gettext("a" if x else "b"), plural(2, *words), gettext(f"{x}"), gettext("a")')) == {
        *("'a' if x else 'b'", "*words", "f'{x}'")
    }


def test_english_is_the_source() -> None:
    """Without a catalogue, a template is itself."""
    assert gettext("{award} is needed first") == "{award} is needed first"


def test_a_catalogue_is_used_within_its_block_alone() -> None:
    """A catalogue holds for the block and its thread, and is gone after it."""
    elsewhere = []
    with use_catalogue(str.upper):
        thread = Thread(target=lambda: elsewhere.append(gettext("met")))
        thread.start()
        thread.join()
        assert gettext("met") == "MET"
    assert gettext("met") == "met"
    assert elsewhere == ["met"]
