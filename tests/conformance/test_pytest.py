"""Conformance as pytest collects it: two lines in a folder that is empty but for them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

TWO_LINES = """\
from positiveculture.testing import conformance
test_conformance = conformance("wales-positive-cultures", max_examples=3)
"""

SOUND = """\
from positiveculture.testing import conformance
from positiveculture.testing.broken.specimen import sound

test_conformance = conformance(sound(), max_examples=3)
"""

BROKEN = """\
from positiveculture.testing import conformance
from positiveculture.testing.broken import SPECIMENS

broken = {specimen.check: specimen.make for specimen in SPECIMENS}["rules_monotone"]
test_known = conformance(broken, expected_failures={"rules_monotone": "see our ticket 3"}, max_examples=5)
test_new = conformance(broken, max_examples=5)
"""


def run(folder: Path, text: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run pytest on one file in a folder that is empty but for it."""
    (folder / "test_ours.py").write_text(text, "utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--strict-markers", "-W", "error", *arguments]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "COV"))}
    return subprocess.run(command, cwd=folder, env=kept | environment, capture_output=True, text=True, check=False)


def test_two_lines_are_enough(tmp_path: Path) -> None:
    """Each check is a test with an id that can be read; what was not judged is told; nothing is left in the folder."""
    done = run(tmp_path, TWO_LINES, "-v")

    assert done.returncode == 0, done.stdout + done.stderr
    assert "test_ours.py::test_conformance[registry_quiet] PASSED" in done.stdout
    assert "rules_monotone] PASSED" not in done.stdout
    assert "positiveculture: 26 conformance checks run, 0 failed, 0 expected to fail, 0 advisory\n" in done.stdout
    assert "  wales-positive-cultures, rules_monotone: inapplicable, the framework has no awards\n" in done.stdout
    assert {"test_ours.py"} == {path.name for path in tmp_path.iterdir()} - {"__pycache__"}


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [(("-p", "no:positiveculture"), {}), ((), {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"})],
    ids=["no plug-in of ours", "no plug-ins at all"],
)
def test_it_needs_no_plugin(tmp_path: Path, arguments: tuple[str, ...], environment: dict[str, str]) -> None:
    """The kit is collected and runs without our plug-in, and without any."""
    done = run(tmp_path, SOUND, *arguments, "-k", "wording or rules_total", **environment)

    assert (0, "6 passed, 25 deselected" in done.stdout) == (done.returncode, True), done.stdout
    assert "conformance checks run" not in done.stdout


def test_failures_are_short(tmp_path: Path) -> None:
    """A failure is its message and no traceback; one that was expected is an xfail; what rests on it is skipped."""
    done = run(tmp_path, BROKEN, "-k", "rules_monotone or rules_closed", "-ra", "-m", "positiveculture")

    assert done.returncode == 1
    assert "1 failed, 2 skipped, " in done.stdout
    assert "XFAIL test_ours.py::test_known[rules_monotone] - see our ticket 3" in done.stdout
    assert "it rests on rules_monotone, which does not hold" in done.stdout
    assert "\n[PC-R003 rules_monotone] More never loses an award" in done.stdout
    assert "\n  with weaker = {'t1': 2}\n" in done.stdout
    for noise in ("Traceback", "During handling", "Falsifying example", "drawing.py", "running.py"):
        assert noise not in done.stdout


def test_the_command_line_pins_the_level(tmp_path: Path) -> None:
    """The option sets the level where the call names none; one that never was is told when the tests are collected."""
    done = run(tmp_path, TWO_LINES, "--positiveculture-level", "0.1")

    assert done.returncode == 2
    assert 'no level "0.1" of the conformance checks; did you mean "0.2"?' in done.stdout


def test_the_plugin_imports_nothing_of_the_package() -> None:
    """Our plug-in is a module of its own, so that coverage sees the package being imported."""
    code = "import sys, _positiveculture_pytest; print([name for name in sys.modules if name.startswith('positive')])"

    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert told.stdout == "[]\n"
