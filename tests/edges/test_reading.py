"""What cannot be read is told plainly, with its place; nothing hangs, and nothing takes all memory."""

import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from circumstances import as_nobody

from positiveculture import FileTrouble, get_framework
from positiveculture.errors import InvalidFile
from positiveculture.formats.parsing import LARGEST, NESTED, read_payload

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
        (
            "a.toml",
            "x = 1\ny = @",
            "line 2, `y`: has no answer after the equals sign: write one there, or put # before the line",
        ),
        ("a.toml", "x = 1".encode("utf-16-le"), "line 1: is not UTF-8: save the file as UTF-8 text"),
        (
            "a.toml",
            b"PK\x03\x04",
            "the file: is a zip, as Word and spreadsheets are, and no text file: save it as plain text",
        ),
        (
            "a.toml",
            "x = 1\nx = 2\n",
            'line 2, `x`: "x" is given twice; it is on line 1 too, so one of the two has to go',
        ),
        ("a.toml", "x.y = 1\nx = 2", "line 2, `x`: is given above in another way, so one of the two has to go"),
        (
            "a.toml",
            'x = """',
            "line 1, `x`: a quotation mark is without its partner: there is one before a text, and one after it",
        ),
        (
            "a.json",
            '{"x":\n ]',
            "line 2, `x`: has no answer after the colon: write one there, or take the entry out",
        ),
        (
            "a.json",
            '{"a": 1, "b": 2, "a": 3}',
            'line 1, `a`: "a" is given twice; it is on line 1 too, so one of the two has to go',
        ),
        (
            "a.json",
            '{"a": NaN}',
            'line 1, `a`: a level is one number and nothing else, as in "dignity": 5, with no zero before it',
        ),
        (
            "a.json",
            '{"a": -Infinity}',
            'line 1, `a`: a level is one number and nothing else, as in "dignity": 5, with no zero before it',
        ),
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
    assert found == ["the file: holds a number of thousands of digits, more than is read"]


def test_a_huge_file(tmp_path: Path) -> None:
    """A file may have so many bytes and not one more; the limit is stated."""
    path = tmp_path / "huge.toml"
    assert told(path, b"#" * (LARGEST + 1)) == ["the file: is larger than 8 MiB, the most that is read"]
    path.write_bytes(b"#" * LARGEST)
    assert read_payload(path) == {}


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
    assert told(tmp_path / name, deeper) == [
        "the file: is nested too deeply to be read: 100 tables and lists within one another are the most"
    ]


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
        assert read_payload(tmp_path / name) == {"x": 1}


def test_what_is_no_file(tmp_path: Path) -> None:
    """A folder, a pipe, a device, a socket, a missing file and an odd name are told plainly, without waiting."""
    (tmp_path / "folder.toml").mkdir()
    os.mkfifo(tmp_path / "pipe.toml")
    (tmp_path / "zero.toml").symlink_to("/dev/zero")
    for name in ("file", "file.xlsm"):
        (tmp_path / name).touch()
    assert trouble(tmp_path) == "is a folder, not a file"
    assert trouble(tmp_path / "folder.toml") == "is a folder, not a file"
    assert trouble(tmp_path / "pipe.toml") == "is no ordinary file"
    assert trouble(tmp_path / "zero.toml") == "is no ordinary file"
    for name in ("missing.toml", "missing", "missing.xlsx"):
        assert trouble(tmp_path / name) == "there is no such file"
    assert f"there is no folder {tmp_path / 'no'}" == trouble(tmp_path / "no" / "missing.toml")
    assert f"there is no folder {tmp_path / 'file'}" == trouble(tmp_path / "file" / "missing.toml")
    assert trouble(tmp_path / "file") == "is neither .toml nor .json, so its kind is not known"
    assert trouble(tmp_path / "file.xlsm") == (
        "is a spreadsheet of a kind that is not read, maybe with macros: save it as .xlsx, .ods or .csv"
    )
    assert trouble(tmp_path / "a\0.toml") == "no file has a null character in its name"
    assert trouble(tmp_path / ("x" * 300 + ".toml")) == "File name too long"


def test_a_socket() -> None:
    """A socket is no ordinary file either."""
    with tempfile.TemporaryDirectory() as short, socket.socket(socket.AF_UNIX) as listening:
        listening.bind(f"{short}/s.toml")
        assert trouble(Path(short) / "s.toml") == "is no ordinary file"


def test_no_permission() -> None:
    """A file that may not be read is told so."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o777)
        path = Path(name) / "secret.toml"
        with as_nobody():
            path.write_text("x = 1")
            path.chmod(0)
            assert trouble(path) == "permission denied"


FAULTS = """
import sys
from positiveculture import Invalid, get_framework, read_assessment
try:
    read_assessment(sys.argv[1], framework="wigan-progress")
except Invalid as error:
    print(error)
"""


def test_problems_come_in_one_order(tmp_path: Path) -> None:
    """The problems of a file are told in the same order each time, however Python hashes text."""
    path = tmp_path / "a.toml"
    path.write_text(
        "basis = 1\nnote = 2\nx = 3\ny = 4\n[responses]\na = 1\nb = 2\n"
        'dignity = { not_applicable = "x", level = 1, note = "y", evidence = 5 }\n'
        'meetings = { level = "x", nte = 1, evidnce = 2 }\n'
    )
    told = [
        subprocess.run(
            [sys.executable, "-c", FAULTS, path],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    ]
    assert "has 17 problems" in told[0]
    assert [told[0]] * 3 == told
