"""Assessments and frameworks in files: what they name is found, and what they lack is told."""

import json
from pathlib import Path

import pytest
from circumstances import EXAMPLE

from positiveculture import (
    FileTrouble,
    InvalidAssessment,
    InvalidFramework,
    RegistryError,
    UnknownFramework,
    get_framework,
    read_assessment,
    read_framework,
    read_plan,
    use_registry,
    write_framework,
)
from positiveculture.errors import InvalidFile, InvalidPlan
from positiveculture.plugins.registry import PluginSource, Registry

WIGAN = get_framework("wigan-progress")


def test_an_assessment_names_its_framework(tmp_path: Path) -> None:
    """A file that names no framework, or none that is known, says so, with its own name and what is near."""
    path = tmp_path / "a.toml"
    path.write_text("edition = '2017'")
    with pytest.raises(InvalidAssessment) as nameless:
        read_assessment(path)
    text = '`framework`: names no framework: its id is needed, as in framework = "wigan-progress"'
    assert [text] == list(map(str, nameless.value.problems))
    with pytest.raises(InvalidPlan, match="names no framework"):
        read_plan(path)

    path.write_text(EXAMPLE.replace("wigan-progress", "wigan-progres"))
    with pytest.raises(UnknownFramework) as unknown:
        read_assessment(path)
    expected = f'no framework "wigan-progres"; did you mean "wigan-progress"?; it is the `framework` of {path}'
    assert expected == str(unknown.value)


def test_what_to_judge_it_against_can_be_given(tmp_path: Path) -> None:
    """A framework that is given, by name or itself, is used, and must be the one that the file names."""
    path = tmp_path / "a.toml"
    path.write_text(EXAMPLE)
    assert read_assessment(path) == read_assessment(path, framework="wigan-progress")
    assert read_assessment(path) == read_assessment(path, framework=WIGAN)
    path.write_text(EXAMPLE.replace("wigan-progress", "inland"))
    with pytest.raises(InvalidAssessment, match='is "inland", but this is "wigan-progress"') as caught:
        read_assessment(path, framework=WIGAN)
    assert str(path) == caught.value.what


def test_a_broken_framework_is_not_the_fault_of_the_assessment(tmp_path: Path) -> None:
    """Where the framework itself does not hold together, its own name stands on the error."""
    path = tmp_path / "a.toml"
    path.write_text(EXAMPLE.replace("wigan-progress", "broken"))
    source = PluginSource("broken", "broken-plugin", "1.0", "positiveculture:read_framework_of_nobody")

    with use_registry(Registry(lambda: [source])), pytest.raises(RegistryError) as caught:
        read_assessment(path)

    assert "broken-plugin 1.0" in str(caught.value)
    assert str(path) not in str(caught.value)


def test_a_wording_beside_a_framework(tmp_path: Path) -> None:
    """The words of the own language are laid over where they are there; another language must be there."""
    path = tmp_path / "framework.toml"
    write_framework(WIGAN, path)
    assert read_framework(path) == WIGAN
    (tmp_path / "wording.en.toml").write_text('title = "Another title"')
    assert read_framework(path).title == "Another title"
    (tmp_path / "wording.cy.toml").write_text('language = "cy"\ntitle = "Teitl"')
    assert ((worded := read_framework(path, language="cy")).language, worded.title) == ("cy", "Teitl")
    with pytest.raises(FileTrouble, match=r"wording\.fr\.toml: there is no such file"):
        read_framework(path, language="fr")
    (tmp_path / "wording.cy.toml").write_text("title = ")
    with pytest.raises(InvalidFile, match=r"wording\.cy\.toml has 1 problem"):
        read_framework(path, language="cy")


@pytest.mark.parametrize("language", ["../en", "", "a/b", "x\0y", "x" * 300])
def test_a_language_that_is_no_name(tmp_path: Path, language: str) -> None:
    """A language that could lead elsewhere is no language: asked for, it is refused; in a file, it finds no words."""
    path = tmp_path / "framework.json"
    write_framework(WIGAN, path)
    with pytest.raises(FileTrouble, match="has no wording in"):
        read_framework(path, language=language)
    path.write_text(path.read_text().replace('"language": "en"', f'"language": {json.dumps(language)}'))
    if language:
        assert language == read_framework(path).language
    else:
        with pytest.raises(InvalidFramework, match="`language`: is empty"):
            read_framework(path)


@pytest.mark.parametrize("text", ["[]", "5", '"x"', "null"])
def test_a_file_that_holds_no_table(tmp_path: Path, text: str) -> None:
    """JSON that is no table is neither a framework nor an assessment."""
    path = tmp_path / "a.json"
    path.write_text(text)
    with pytest.raises(InvalidFramework, match="must be a table, not"):
        read_framework(path)
    with pytest.raises(InvalidAssessment, match="must be a table, not"):
        read_assessment(path, framework=WIGAN)
    with pytest.raises(InvalidAssessment, match="must be a table, not"):
        read_assessment(path)
