"""`form`: a page to fill in an assessment on."""

import json
from pathlib import Path

from running import Command, Write

from positiveculture import assessment_to_dict, get_framework, read_assessment
from positiveculture.form import page


def test_a_blank_page(positiveculture: Command, tmp_path: Path) -> None:
    """Of a framework by its id, the page is blank; an existing file is left alone unless that is asked for."""
    file = tmp_path / "f.html"
    told = positiveculture("form", "wigan-progress", "--out", file)
    assert (told.status, told.out) == (0, f"{file} is written.\n")
    assert file.read_text("utf-8") == page(get_framework("wigan-progress"))
    again = positiveculture("form", "wigan-progress", "--out", file)
    assert (again.status, "overwrite it with --force" in again.err) == (1, True)


def test_a_page_of_a_framework_in_a_file(positiveculture: Command, meadow: Path, tmp_path: Path) -> None:
    """So is it of a framework of one's own; its words can be those of a wording."""
    file = tmp_path / "f.html"
    wording = tmp_path / "w.toml"
    wording.write_text('framework = "meadow"\nedition = "1"\nlanguage = "cy"\ntitle = "Dôl"\n', encoding="utf-8")
    assert positiveculture("form", meadow, "--wording", wording, "--out", file).status == 0
    assert "<h1>Dôl</h1>" in file.read_text("utf-8")


def test_a_page_that_goes_on_with_an_assessment(positiveculture: Command, examples: Path) -> None:
    """Of an assessment, the page begins with it; `--json` prints what its script is given."""
    example = examples / "halfway-2026.toml"
    told = positiveculture("form", example, "--json")
    given = json.loads(told.out)
    assert given["start"] == assessment_to_dict(read_assessment(example))
    assert given["program"] == get_framework("wigan-progress").program


def test_an_assessment_by_a_framework_in_a_file(positiveculture: Command, meadow: Path, write: Write) -> None:
    """Of a framework that is not installed, `--framework` says by which file an assessment is judged."""
    head = 'framework = "meadow"\nedition = "1"\nservice = "Elm"\nassessed_on = 2026-03-31\n[responses]\n'
    fits, misfits = write("a.toml", f"{head}warmth = 3\n"), write("b.toml", f"{head}warmth = 9\n")
    assert json.loads(positiveculture("form", fits, "--framework", meadow, "--json").out)["start"]["service"] == "Elm"
    told = positiveculture("form", misfits, "--framework", meadow, "--out", misfits.with_suffix(".html"))
    assert (told.status, "level 9 is not on its scale" in told.err) == (1, True)
    assert not misfits.with_suffix(".html").exists()


def test_a_page_is_html(positiveculture: Command, tmp_path: Path) -> None:
    """A file of another kind is refused."""
    told = positiveculture("form", "wigan-progress", "--out", tmp_path / "f.pdf")
    assert (told.status, "is not .html, and a form is" in told.err) == (1, True)
