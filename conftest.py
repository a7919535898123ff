"""Runs what the documents say: the code in the Markdown pages and in the docstrings of the source.

Each page is run from top to bottom, in an empty folder of its own with a copy of `examples/`:

- Python blocks run, and those with `>>>` have to print what they show;
- console blocks run each `$ positiveculture ...` line, which has to print what follows: a line that is only `...`
  stands for any lines, and a last line `(exit status 1)` for that status instead of 0; how wide columns are is free;
- TOML and JSON blocks have to be TOML and JSON; one that begins with `# file: NAME` is written to that file.
"""

import gc
import json
import os
import re
import shlex
import shutil
import tempfile
import tomllib
from contextlib import redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from sybil import Example, Sybil
from sybil.document import PythonDocStringDocument
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser
from sybil.parsers.rest import DocTestParser
from sybil.sybil import SybilCollection

# No law fails for being slow: on a busy machine everything is.
settings.register_profile("untimed", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

# For runs that ask for something else than what laws draw: which lines are reached, whether a mutant survives.
settings.register_profile("quick", settings.get_profile("ci"), max_examples=20)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Keep the tests of a file, and the blocks of a page, in one process and in order under `pytest -n`."""
    from xdist.scheduler import LoadFileScheduling  # noqa: PLC0415 - asked for by pytest-xdist alone

    config.option.loadscopereorder = False  # else those with the most tests come first, however short these are
    return LoadFileScheduling(config, log)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Return how many processes `-n auto` means: one more than cores, since browsers and commands are waited for."""
    return (os.cpu_count() or 1) + 1


#: The files that take longest: under `pytest -n` they begin first, so that no process is left with one at the end.
LONGEST = (
    "tests/render/test_in_a_browser.py",
    "tests/form/test_form_in_a_browser.py",
    "tests/authors/test_ten_minutes.py",
    "tests/laws/test_workbooks.py",
    "tests/edges/test_hostile_files.py",
    "tests/conformance/test_zoo.py",
    "tests/render/test_judged_documents.py",
    "tests/conformance/test_kit_words.py",
    "tests/cli/test_cli_warnings.py",
    "tests/laws/test_form_judge.py",
    "tests/laws/test_migrations.py",
    "tests/laws/test_table_files.py",
    "tests/plugins/test_bad_plugins.py",
    "tests/laws/test_solver.py",
    "tests/render/test_listened_documents.py",
    "tests/render/test_every_form.py",
    "tests/test_exhaustive.py",
    "tests/conformance/test_pytest.py",
    "tests/laws/test_schema_agreement.py",
    "tests/laws/test_growth.py",
)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put the files that take longest first, in each process of `pytest -n`."""
    if hasattr(config, "workerinput"):
        places = {ROOT / name: place for place, name in enumerate(LONGEST)}
        items.sort(key=lambda item: places.get(item.path, len(places)))


def pytest_collection() -> None:
    """Throw nothing away while tests are collected: all that is made then stays."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Leave what is there before the first test to the end, and look for old garbage seldom: that is a tenth of all."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(700, 10, 500)
    gc.enable()


@pytest.fixture(scope="session")
def untraced() -> dict[str, str]:
    """The environment without what makes coverage follow a process: what that imports and writes is then its own."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}


ROOT = Path(__file__).parent
PLAIN = {"COLUMNS": "100", "NO_COLOR": "1", "PYTHONUTF8": "1", "TERM": "dumb"}
STATUS = re.compile(r"\n?\(exit status (\d)\)$")


def in_a_folder_of_its_own(namespace: dict[str, Any]) -> None:
    """Go where a page may write files, with the examples at hand."""
    folder = Path(tempfile.mkdtemp())
    shutil.copytree(ROOT / "examples", folder / "examples")
    namespace["_folders"] = (Path.cwd(), folder)
    os.chdir(folder)


def back_again(namespace: dict[str, Any]) -> None:
    """Leave no files behind."""
    home, folder = namespace["_folders"]
    os.chdir(home)
    shutil.rmtree(folder)


def console(example: Example) -> str | None:
    """Run each command of a console block, and return how what it prints differs from the page."""
    told = [run.partition("\n") for run in f"\n{example.parsed}".split("\n$ ")]
    if told[0] != ("", "", ""):
        return f"a console block begins with `$ positiveculture`, not with {told[0][0]!r}"
    for line, _, expected in told[1:]:
        wrong = differs(line, expected.rstrip())
        if wrong:
            return wrong
    return None


def differs(line: str, expected: str) -> str | None:
    """Run one command, and return how what it prints differs from `expected`."""
    name, *arguments = shlex.split(line)
    if name != "positiveculture":
        return f"a console block runs `positiveculture` alone, not {name!r}"
    ended, printed = run_here(arguments)
    status = STATUS.search(expected)
    if ended != (int(status[1]) if status else 0):
        return f"$ {line}\nends with status {ended}:\n{printed}"
    if matches(rows(printed), rows(STATUS.sub("", expected))):
        return None
    return f"$ {line}\nprints:\n{printed}\nbut the page says:\n{expected}"


def run_here(arguments: list[str]) -> tuple[int, str]:
    """Run one command in this process, and return its status and what it prints on either stream."""
    from positiveculture.cli.app import run  # noqa: PLC0415 - tests without a page do not need it

    said = BytesIO()
    printed = TextIOWrapper(said, encoding="utf-8", write_through=True)
    with pytest.MonkeyPatch.context() as settings, redirect_stdout(printed), redirect_stderr(printed):
        for name, value in PLAIN.items():
            settings.setenv(name, value)
        status = run(arguments)
    return status, said.getvalue().decode()


def rows(text: str) -> list[str]:
    """Return the lines of `text`, however far apart its columns stand."""
    return [" ".join(row.split()) for row in text.strip("\n").splitlines()]


def matches(shown: list[str], expected: list[str]) -> bool:
    """Return whether `shown` is what `expected` says, in which `...` stands for any lines."""
    if not expected:
        return not shown
    if expected[0] == "...":
        return any(matches(shown[place:], expected[1:]) for place in range(len(shown) + 1))
    return shown[:1] == expected[:1] and matches(shown[1:], expected[1:])


def data(example: Example) -> None:
    """Read a TOML or JSON block, and write it to the file that it names."""
    text = str(example.parsed)
    read = tomllib.loads if example.region.lexemes["arguments"] == "toml" else json.loads
    read(text)
    name = re.match(r"# file: (\S+)\n", text)
    if name:
        Path(name[1]).parent.mkdir(parents=True, exist_ok=True)
        Path(name[1]).write_text(text, encoding="utf-8")


pages = Sybil(
    parsers=[
        PythonCodeBlockParser(),
        CodeBlockParser("console", console),
        CodeBlockParser("toml", data),
        CodeBlockParser("json", data),
    ],
    pattern="*.md",
    setup=in_a_folder_of_its_own,
    teardown=back_again,
)
docstrings = Sybil(
    parsers=[DocTestParser()],
    path="src",
    pattern="*.py",
    document_types={".py": PythonDocStringDocument},
    setup=in_a_folder_of_its_own,
    teardown=back_again,
)
pytest_collect_file = SybilCollection([pages, docstrings]).pytest()
