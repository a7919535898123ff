"""`check` on a framework: held to the conformance checks, and failed where one fails."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from running import Command, Write

from positiveculture.testing.broken import SPECIMENS
from positiveculture.testing.checks import CHECKS
from positiveculture.testing.kit.check import Check

NAMES = ("pc-r003", "rules_monotone")
MISSING = "sys.modules['hypothesis'] = sys.modules['pytest'] = None"

WELCOME = """
    id = "good-welcome"
    edition = "1"
    title = "A good welcome"
    notes = [{note}]
    source = {{ title = "A good welcome", publisher = "Brambles Home Support", rights = "Our own words." }}
    scales.ladder.levels = {{ 1 = "Not yet", 2 = "Sometimes", 3 = "Always" }}
    topics = [{{ id = "first-visit", title = "The first visit", scale = "ladder" }}]
    awards = [{{ id = "welcoming", title = "Welcoming", rule = {{ every = 2 }} }}]
"""


def test_a_framework_that_conforms(
    positiveculture: Command, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sound framework is called valid, and conforms, with what was checked and what was not."""
    write("welcome.toml", WELCOME.format(note=""))
    monkeypatch.chdir(tmp_path)
    result = positiveculture("check", "welcome.toml")

    assert (result.status, result.err) == (0, "")
    out = " ".join(result.out.split())
    assert "welcome.toml: a valid framework Framework: A good welcome, edition 1 Holds: 1 topic, 1 award" in out
    assert "Conformance: level 0.2: 30 of 30 checks passed, 21 do not apply; 20 examples of each law" in out


def test_nothing_is_left_behind(
    process: Command, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A check leaves no file and no folder where it was run."""
    path = write("welcome.toml", WELCOME.format(note=""))
    monkeypatch.chdir(tmp_path)

    assert process("check", path).status == 0
    assert list(tmp_path.iterdir()) == [path]


def test_a_framework_that_does_not(
    positiveculture: Command, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each failure stands in full on standard error, what it shows cannot move the cursor, and the status is 1."""
    write("welcome.toml", WELCOME.format(note='"", "Up \\u001b[1A"'))
    monkeypatch.chdir(tmp_path)
    result = positiveculture("check", "welcome.toml")

    assert result.status == 1
    assert result.out.startswith("welcome.toml: a framework that does not conform\n")
    assert "28 of 30 checks passed" in result.out
    assert "\nChecks that fail\n- [PC-W001 wording_said] No note, author, question or" in result.out
    assert result.err.startswith("[PC-W001 wording_said] No note, author, question or sentence in a list is empty.\n")
    assert "\n  why it matters, and how to mend it: positiveculture check --explain PC-W002\n" in result.err
    assert "\x1b" not in result.err


def test_as_json(positiveculture: Command, write: Write) -> None:
    """As JSON, the report stands beside what else was checked, and `ok` is false where a check fails."""
    for note, ok in (("", True), ('""', False)):
        result = positiveculture("check", write("welcome.toml", WELCOME.format(note=note)), "--json")

        told = json.loads(result.out)
        assert (result.status, told["ok"], told["conformance"]["ok"]) == (0 if ok else 1, ok, ok)
        assert told["kind"] == "framework"
        statuses = {each["id"]: each["status"] for each in told["conformance"]["results"]}
        assert statuses["wording_said"] == ("passed" if ok else "failed")


def test_an_installed_plugin(process: Command, tmp_path: Path, positiveculture: Command) -> None:
    """A plug-in is looked at from outside before it is loaded, so that what it does to a process is seen."""
    specimen = next(each for each in SPECIMENS if each.check == "registry_tidy")
    with specimen.shown(tmp_path) as name:
        result = positiveculture("check", name)

    assert result.status == 1
    assert (
        "[PC-G008 registry_tidy] Loading it leaves the process as it was.\n  it changed the environment\n" in result.err
    )
    assert process("check", "no-such-framework").status == 1


class TestExplain:
    """The page of a check, from wherever the library is installed."""

    @pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
    def test_every_check(self, positiveculture: Command, check: Check) -> None:
        """Every code that a message names has a page that says the truth, why it matters and how to mend it."""
        result = positiveculture("check", "--explain", check.code)
        out = " ".join(result.out.split())

        assert (result.status, result.err) == (0, "")
        assert f"{check.code}: {check.id}" in out
        assert all(" ".join(text.split()) in out for text in (check.truth, check.why, check.fix))

    def test_json(self, positiveculture: Command) -> None:
        """As JSON, a page has the same texts; a check may also be named by its id, and its code in small letters."""
        by_code, by_id = (positiveculture("check", "--explain", name, "--json").out for name in NAMES)
        told = json.loads(by_code)

        assert by_code == by_id
        assert (told["code"], told["needs"]) == ("PC-R003", ["PC-R001", "PC-R002"])
        assert told["fails"] == "an award that is lost on the way up"

    def test_without_the_extra_for_tests(self) -> None:
        """It needs neither Hypothesis nor pytest."""
        code = f"import sys; {MISSING}; from positiveculture.cli import main; main()"
        line = [sys.executable, "-c", code, "check", "--explain", "PC-R003"]

        assert subprocess.run(line, capture_output=True, check=False, timeout=60).returncode == 0

    def test_unknown(self, positiveculture: Command) -> None:
        """A code that no check has is told with the nearest; neither a code nor a name is wrong usage."""
        assert 'no check "PC-R03"; did you mean ' in positiveculture("check", "--explain", "PC-R03").err
        assert positiveculture("check").status == 2
