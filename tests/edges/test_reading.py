"""What cannot be read is told plainly, with its place; nothing hangs, and nothing takes all memory."""

import os
import socket
import tempfile
from pathlib import Path

import pytest
from test_writing import EXAMPLE, as_nobody

from positiveculture import (
    FileTrouble,
    Invalid,
    InvalidAssessment,
    InvalidFile,
    InvalidFramework,
    Problem,
    UnknownFramework,
    get_framework,
    read_assessment,
    read_framework,
    read_plan,
    use_registry,
    write_framework,
)
from positiveculture.files import LARGEST, NESTED, read_payload
from positiveculture.plugins import Registry

WIGAN = get_framework("wigan-progress")


def told(path: Path, text: str | bytes) -> list[str]:
    """Return what is wrong with a file that holds `text`."""
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(InvalidFile) as caught:
        read_payload(path)
    assert str(path) == caught.value.what
    return [str(problem) for problem in caught.value.problems]


def trouble(path: Path) -> str:
    """Return why `path` cannot be read."""
    with pytest.raises(FileTrouble) as caught:
        read_payload(path)
    return caught.value.reason


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.toml", "", "the file: is empty"),
        ("a.json", " \n\t", "the file: is empty"),
        ("a.toml", b"\xef\xbb\xbf", "the file: is empty"),
        ("a.toml", b"x = 1\ny = 'caf\xe9'", "line 2: is not UTF-8: save the file as UTF-8 text"),
        ("a.json", "{}".encode("utf-16"), "line 1: is not UTF-8: save the file as UTF-8 text"),
        ("a.toml", "x = 1\ny = ]", "line 2, column 5: not TOML: Invalid value"),
        ("a.toml", "x = 1\nx = 2\n", "line 2, column 6: not TOML: Cannot overwrite a value"),
        ("a.toml", "x = 2026-02-30", "line 1, column 5: not TOML: Invalid date or datetime"),
        ("a.toml", 'x = "', "the file: not TOML: Unterminated string (at end of document)"),
        ("a.json", '{"x":\n ]', "line 2, column 2: not JSON: Expecting value"),
        ("a.json", '{"a": 1, "b": 2, "a": 3}', 'the file: not JSON that can be trusted: a table gives "a" more than once'),
        ("a.json", '{"a": NaN}', "the file: not JSON: NaN is no number"),
        ("a.json", '{"a": -Infinity}', "the file: not JSON: -Infinity is no number"),
    ],
)
def test_what_is_wrong_and_where(tmp_path: Path, name: str, text: str | bytes, expected: str) -> None:
    """A fault in a file's text is told in a sentence, with its line and column where they are known."""
    assert [expected] == told(tmp_path / name, text)


@pytest.mark.parametrize("name", ["a.toml", "a.json"])
def test_a_number_of_thousands_of_digits(tmp_path: Path, name: str) -> None:
    """A number that Python refuses to read is the file's fault."""
    number = "9" * 5000
    found = told(tmp_path / name, f"x = {number}" if name == "a.toml" else f'{{"x": {number}}}')
    assert found[0].startswith("the file: cannot be read: Exceeds the limit")


def test_a_huge_file(tmp_path: Path) -> None:
    """A file may have so many bytes and not one more; the limit is stated."""
    path = tmp_path / "huge.toml"
    assert ["the file: is larger than 8 MiB, the most that is read"] == told(path, b"#" * (LARGEST + 1))
    path.write_bytes(b"#" * LARGEST)
    assert {} == read_payload(path)


@pytest.mark.parametrize(
    ("name", "deep", "deeper"),
    [
        ("a.json", '{"x": ' * NESTED + "1" + "}" * NESTED, '{"x": ' * (NESTED + 1) + "1" + "}" * (NESTED + 1)),
        ("a.toml", "x = " + "[" * (NESTED - 1) + "]" * (NESTED - 1), "x = " + "[" * NESTED + "]" * NESTED),
        ("a.toml", "x." * (NESTED - 1) + "x = 1", "x." * NESTED + "x = 1"),
        ("a.toml", "a = { " + "x." * (NESTED - 2) + "x = 1 }", "a = {" + "x." * (NESTED - 1) + "x = 1 }"),
        ("a.toml", "['x'" + " . 'x'" * (NESTED - 2) + "]", "['x'" + ' . "x"' * NESTED + "]"),
    ],
)
def test_how_deep_a_file_may_be(tmp_path: Path, name: str, deep: str, deeper: str) -> None:
    """So many tables and lists may stand within one another, and not one more; the limit is stated."""
    (tmp_path / name).write_text(deep)
    assert read_payload(tmp_path / name)
    assert [
        "the file: is nested too deeply to be read: 100 tables and lists within one another are the most"
    ] == told(tmp_path / name, deeper)


@pytest.mark.parametrize("text", ["[" * 200_000, '{"a":' * 200_000, "[" * 5000 + "]" * 5000])
def test_far_too_deep(tmp_path: Path, text: str) -> None:
    """What makes the parser give up is told in the same words, or as what it is."""
    assert "nested too deeply" in told(tmp_path / "a.json", text)[0]


def test_a_long_dotted_text_is_no_long_key(tmp_path: Path) -> None:
    """Dots in a text, a version or a comment are not mistaken for keys."""
    path = tmp_path / "a.toml"
    path.write_text('x = "' + "So. " * 500 + '"\ny = "' + "." * 500 + '"\n# ' + "1, 2. " * 200)
    assert {"x", "y"} == read_payload(path).keys()


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    """A file that some editors begin with a byte order mark is read."""
    for name, text in (("a.toml", "x = 1"), ("a.json", '{"x": 1}')):
        (tmp_path / name).write_bytes(b"\xef\xbb\xbf" + text.encode())
        assert {"x": 1} == read_payload(tmp_path / name)


def test_what_is_no_file(tmp_path: Path) -> None:
    """A folder, a pipe, a device, a socket, a missing file and an odd name are told plainly, without waiting."""
    (tmp_path / "folder.toml").mkdir()
    os.mkfifo(tmp_path / "pipe.toml")
    (tmp_path / "zero.toml").symlink_to("/dev/zero")
    (tmp_path / "file").touch()
    assert "is a folder, not a file" == trouble(tmp_path / "folder.toml")
    assert "is no ordinary file" == trouble(tmp_path / "pipe.toml")
    assert "is no ordinary file" == trouble(tmp_path / "zero.toml")
    assert "there is no such file" == trouble(tmp_path / "missing.toml")
    assert f"there is no folder {tmp_path / 'no'}" == trouble(tmp_path / "no" / "missing.toml")
    assert f"there is no folder {tmp_path / 'file'}" == trouble(tmp_path / "file" / "missing.toml")
    assert "is neither .toml nor .json, so its kind is not known" == trouble(tmp_path / "file")
    assert "embedded null byte" == trouble(tmp_path / "a\0.toml")
    assert "File name too long" == trouble(tmp_path / ("x" * 300 + ".toml"))


def test_a_socket(tmp_path: Path) -> None:
    """A socket is no ordinary file either."""
    with tempfile.TemporaryDirectory() as short, socket.socket(socket.AF_UNIX) as listening:
        listening.bind(f"{short}/s.toml")
        assert "is no ordinary file" == trouble(Path(short) / "s.toml")


def test_no_permission(tmp_path: Path) -> None:
    """A file that may not be read is told so."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o777)
        path = Path(name) / "secret.toml"
        with as_nobody():
            path.write_text("x = 1")
            path.chmod(0)
            assert "permission denied" == trouble(path)


def test_an_assessment_names_its_framework(tmp_path: Path) -> None:
    """A file that names no framework, or none that is known, says so, with its own name and what is near."""
    path = tmp_path / "a.toml"
    path.write_text("edition = '2017'")
    with pytest.raises(InvalidFile) as nameless:
        read_assessment(path)
    text = 'an assessment names the id of its framework, as in framework = "wigan-progress"'
    assert (Problem("`framework`", text),) == nameless.value.problems
    with pytest.raises(InvalidFile, match="an action plan names the id"):
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
    fault = InvalidFramework("framework broken", (Problem("", "is broken"),))

    class Broken(Registry):
        """A registry whose frameworks are all broken."""

        def get(self, name: str) -> object:  # type: ignore[override]  # it never returns
            raise fault

    with use_registry(Broken(lambda: ())), pytest.raises(InvalidFramework) as caught:
        read_assessment(path)
    assert fault is caught.value


def test_a_wording_beside_a_framework(tmp_path: Path) -> None:
    """The words of the own language are laid over where they are there; another language must be there."""
    path = tmp_path / "framework.toml"
    write_framework(WIGAN, path)
    assert WIGAN == read_framework(path)
    (tmp_path / "wording.en.toml").write_text('title = "Another title"')
    assert "Another title" == read_framework(path).title
    (tmp_path / "wording.cy.toml").write_text('language = "cy"\ntitle = "Teitl"')
    assert ("cy", "Teitl") == ((worded := read_framework(path, language="cy")).language, worded.title)
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
    path.write_text(path.read_text().replace('"language": "en"', '"language": "%s"' % language.replace("\0", "\\u0000")))
    try:
        read_framework(path)
    except Invalid as error:
        assert [Problem('framework "wigan-progress"', "`language` is empty")] == list(error.problems)


@pytest.mark.parametrize("text", ["[]", "5", '"x"', "null"])
def test_a_file_that_holds_no_table(tmp_path: Path, text: str) -> None:
    """JSON that is no table is neither a framework nor an assessment."""
    path = tmp_path / "a.json"
    path.write_text(text)
    with pytest.raises(InvalidFramework, match="a table is expected, not"):
        read_framework(path)
    with pytest.raises(InvalidAssessment, match="a table is expected, not"):
        read_assessment(path, framework=WIGAN)
    with pytest.raises(InvalidFile, match="names the id of its framework"):
        read_assessment(path)
