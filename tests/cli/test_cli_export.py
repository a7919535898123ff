"""`export`: what we know as other systems read it, and back."""

import json
from pathlib import Path

from running import Command, Write

from positiveculture import get_framework, read_assessment
from positiveculture.fhir import questionnaire


def test_there_and_back(positiveculture: Command, examples: Path, tmp_path: Path) -> None:
    """An assessment goes to FHIR and comes back equal; an existing file is left alone."""
    example, sent, back = examples / "wales-cwm-aderyn-2026.toml", tmp_path / "r.json", tmp_path / "a.toml"
    told = positiveculture("export", example, "--as", "fhir-r4", "--out", sent)
    assert (told.status, told.out) == (0, f"{sent} is written.\n")
    assert positiveculture("export", sent, "--as", "assessment", "--out", back).status == 0
    assert read_assessment(back) == read_assessment(example)
    assert positiveculture("export", sent, "--as", "assessment", "--out", back).status == 1


def test_a_questionnaire(positiveculture: Command, meadow: Path) -> None:
    """Of a framework, installed or in a file, it is a Questionnaire."""
    told = positiveculture("export", "wigan-progress", "--as", "fhir-r4")
    assert json.loads(told.out) == questionnaire(get_framework("wigan-progress"))
    assert json.loads(positiveculture("export", meadow, "--as", "fhir-r4").out)["version"] == "1"


def test_a_framework_in_a_file(positiveculture: Command, meadow: Path, write: Write, tmp_path: Path) -> None:
    """Of a framework that is not installed, `--framework` says by which file a response is read."""
    head = 'framework = "meadow"\nedition = "1"\nservice = "Elm"\nassessed_on = 2026-03-31\n[responses]\n'
    file, sent = write("a.toml", f"{head}warmth = 3\n"), tmp_path / "r.json"
    assert positiveculture("export", file, "--framework", meadow, "--as", "fhir-r4", "--out", sent).status == 0
    told = positiveculture("export", sent, "--framework", meadow, "--as", "assessment", "--json")
    assert json.loads(told.out)["responses"] == {"warmth": 3}


def test_what_is_no_response(positiveculture: Command, write: Write, tmp_path: Path) -> None:
    """Every problem is told with its file and its place, and nothing is written."""
    told = positiveculture("export", write("r.json", "{}"), "--as", "assessment", "--out", tmp_path / "a.toml")
    assert (told.status, "r.json has 2 problems" in told.err) == (1, True)
    assert not (tmp_path / "a.toml").exists()
