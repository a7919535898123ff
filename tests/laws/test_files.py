"""Whatever a file holds, reading it ends in a value or in one of our errors, with a place in it."""

import json
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import assume, given, settings, strategies as st
from payloads import ASSESSMENT, HARBOUR, PLAN, WORDING, as_json, as_toml, nearly, values

from positiveculture import Invalid, PositiveCultureError, UnknownFramework
from positiveculture.formats.assessment import read_assessment
from positiveculture.formats.framework import framework_from_dict, read_framework
from positiveculture.formats.parsing import OTHER_FILES, read_payload
from positiveculture.formats.plan import read_plan
from positiveculture.formats.toml import toml_text

FRAMEWORK = framework_from_dict(HARBOUR)
READERS: dict[str, Callable[[Path], object]] = {
    "payload": read_payload,
    "framework": read_framework,
    "assessment": lambda path: read_assessment(path, framework=FRAMEWORK),
    "plan": lambda path: read_plan(path, framework=FRAMEWORK),
    "assessment of what it names": read_assessment,
}
readers = st.sampled_from(sorted(READERS))
suffixes = st.sampled_from([".toml", ".json"])


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A folder for the files of one module."""
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def ends_well(path: Path, data: bytes, reader: str) -> None:
    """Read `data`, and hold what comes of it against the law."""
    path.write_bytes(data)
    error = refusal(lambda: READERS[reader](path))
    if error is None:
        return
    said = str(error)
    assert said == said.encode().decode()
    assert path.name in said
    assert isinstance(error, Invalid | UnknownFramework)
    if isinstance(error, Invalid):
        assert [f"  {problem}" for problem in error.problems] == said.splitlines()[1:]
        assert all(problem.message for problem in error.problems)


def refusal(read: Callable[[], object]) -> PositiveCultureError | None:
    """Return how reading is refused, or None; any other exception is passed on, and fails the test."""
    try:
        read()
    except PositiveCultureError as error:
        return error
    return None


def written(payload: object, suffix: str) -> bytes:
    """Return `payload` as the bytes of a file."""
    return as_json(payload) if suffix == ".json" else as_toml(payload)


@given(data=st.binary(max_size=200), reader=readers, suffix=suffixes)
def test_any_bytes(folder: Path, data: bytes, reader: str, suffix: str) -> None:
    """Any bytes at all end in a value or in one of our errors."""
    ends_well(folder / f"any{suffix}", data, reader)


@given(text=st.text(alphabet="[]{}=.,:\"'#\\\n abct0129-+eE\u00e9", max_size=60), reader=readers, suffix=suffixes)
def test_any_text_of_signs_that_mean_something(folder: Path, text: str, reader: str, suffix: str) -> None:
    """Text made of the signs of TOML and JSON ends in a value or in one of our errors."""
    ends_well(folder / f"signs{suffix}", text.encode(), reader)


@given(payload=values, reader=readers, suffix=suffixes)
def test_any_payload(folder: Path, payload: object, reader: str, suffix: str) -> None:
    """Sound TOML and JSON of any content ends in a value or in one of our errors."""
    ends_well(folder / f"payload{suffix}", written(payload, suffix), reader)


@settings(max_examples=300)
@given(data=st.data(), suffix=suffixes)
def test_one_thing_changed(folder: Path, data: st.DataObject, suffix: str) -> None:
    """A whole file with any one thing changed ends in a value or in one of our errors."""
    reader, whole = data.draw(
        st.sampled_from([("framework", HARBOUR), ("assessment", ASSESSMENT), ("plan", PLAN)]),
    )
    payload = data.draw(nearly(whole))
    ends_well(folder / f"changed{suffix}", written(payload, suffix), reader)


@settings(max_examples=200)
@given(payload=nearly(WORDING), own=st.just(HARBOUR) | nearly(HARBOUR))
def test_one_thing_changed_in_a_wording(folder: Path, payload: object, own: object) -> None:
    """A wording with any one thing changed, over a framework with any one thing changed, ends well too."""
    path = folder / "worded.json"
    (folder / "wording.cy.toml").write_bytes(written(payload, ".toml"))
    path.write_bytes(written(own, ".json"))
    error = refusal(lambda: read_framework(path, language="cy"))
    assert error is None or str(error).startswith((str(path), str(folder / "wording.cy.toml")))


@given(data=st.data())
def test_a_whole_file_cut_short(folder: Path, data: st.DataObject) -> None:
    """A JSON file that breaks off says at which line; a TOML file that breaks off ends well."""
    whole = as_json(ASSESSMENT)
    cut = data.draw(st.integers(1, len(whole) - 1))
    ends_well(folder / "cut.json", whole[:cut], "assessment")
    text = toml_text(ASSESSMENT).encode()
    ends_well(folder / "cut.toml", text[: data.draw(st.integers(0, len(text)))], "assessment")


@given(line=st.integers(1, 20), before=st.binary(max_size=5), bom=st.booleans(), suffix=suffixes)
def test_the_line_that_is_not_utf8(folder: Path, line: int, before: bytes, bom: bool, suffix: str) -> None:
    """A file that is not UTF-8 says on which line."""
    path = folder / f"latin{suffix}"
    start = b"\xef\xbb\xbf" if bom else b""
    clean = bytes(byte for byte in before if 31 < byte < 127)
    assume(not clean.startswith(tuple(OTHER_FILES)))  # other files say what they are
    path.write_bytes(start + b"\n" * (line - 1) + clean + b"caf\xe9\n")
    with pytest.raises(Invalid) as caught:
        read_payload(path)
    assert [problem.place for problem in caught.value.problems] == [f"line {line}"]


@given(deep=st.integers(1, 3000), how=st.sampled_from(["lists", "tables", "keys", "rules", "parts"]), suffix=suffixes)
@settings(max_examples=40)
def test_any_depth(folder: Path, deep: int, how: str, suffix: str) -> None:
    """However deep a file is nested, just under a parser's limit or far over it, reading it ends well."""
    opened, closed = {
        "lists": ('{"awards": ' + "[" * deep, "]" * deep + "}"),
        "tables": ('{"awards": ' + '{"a": ' * deep + "1", "}" * deep + "}"),
        "keys": ('{"a": {' + '"a": {' * deep, "}" * deep + "}}"),
        "rules": ('{"awards": [{"id": "a", "title": "A", "rule": ' + '{"all": [' * deep, "]}" * deep + "}]}"),
        "parts": ('{"topics": [' + '{"id": "a", "title": "A", "parts": [' * deep, "]}" * deep + "]}"),
    }[how]
    text = opened + closed
    if suffix == ".toml":
        body = text[1:-1].replace('": ', '" = ')
        text = "a." * deep + "a = 1" if how == "keys" else body
    ends_well(folder / f"deep{suffix}", text.encode(), "framework")
    if suffix == ".json":
        ends_well(folder / "table.toml", ("[" + "a." * deep + "a]").encode(), "assessment")


@given(key=st.text(max_size=6), other=st.text(max_size=6))
def test_a_key_given_twice_in_json_is_named(folder: Path, key: str, other: str) -> None:
    """JSON that gives a key twice is refused, with the key: which of the two is meant, nobody knows."""
    path = folder / "twice.json"
    path.write_text("{" + ", ".join(f"{json.dumps(each)}: 1" for each in (key, other + "x", key)) + "}")
    with pytest.raises(Invalid) as caught:
        read_payload(path)
    assert "is given twice" in str(caught.value)
