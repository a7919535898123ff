"""What is written as TOML reads back equal, whatever its texts and keys are made of."""

import tomllib
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from positiveculture.formats.toml import LINE, toml_key, toml_text, toml_value

texts = st.text(max_size=30) | st.text(alphabet="\"'\\\n\r\t\0\x1f\x7f\x85\u2028#[]{}.= é", max_size=10)
keys = texts | st.sampled_from(["", ".", "a.b", " ", "a b", "-", "0", "true", "ŵ", "[a]", '"', "\\"])
scalars = texts | st.booleans() | st.integers() | st.dates()
long_texts = st.text(min_size=LINE, max_size=LINE + 5)


def tables(below: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Tables of what is `below`, some of them long."""
    return st.dictionaries(keys, below, max_size=3)


values = st.recursive(
    scalars | long_texts,
    lambda below: st.lists(below, max_size=3) | tables(below) | st.lists(tables(below), max_size=3),
)


@settings(max_examples=300)
@given(payload=tables(values))
def test_a_payload_reads_back_equal(payload: dict[str, Any]) -> None:
    """Any text, number, truth, date, list and table, long or short, nested in any way, reads back equal."""
    assert payload == tomllib.loads(toml_text(payload))


@given(payload=tables(scalars | st.none() | tables(scalars | st.none())))
def test_none_is_left_out(payload: dict[str, Any]) -> None:
    """A key whose value is None is not there when the text is read back."""

    def left(table: dict[str, Any]) -> dict[str, Any]:
        return {
            key: left(value) if isinstance(value, dict) else value for key, value in table.items() if value is not None
        }

    assert left(payload) == tomllib.loads(toml_text(payload))


@given(key=keys)
def test_a_key_stands_on_its_own(key: str) -> None:
    """A key is one part, never several, and never ends its line."""
    assert {key: 1} == tomllib.loads(f"{toml_key(key)} = 1")


def test_headings_stay_right_under_lists() -> None:
    """A long table inside each of a list of long tables belongs to its own entry, at any depth."""
    long = "x" * LINE
    payload = {
        "topics": [
            {"id": "a", "more": {"text": long, "deeper": {"text": long}}, "parts": [{"id": "b", "text": long}]},
            {"id": "c", "parts": [{"id": "d", "text": long}, {"id": "e", "more": {"text": long}}]},
        ],
        "after": {"text": long},
        "plain": 1,
    }

    text = toml_text(payload)

    assert payload == tomllib.loads(text)
    assert [line for line in text.splitlines() if line.startswith("[")][:4] == [
        "[[topics]]",
        "[topics.more]",
        "[topics.more.deeper]",
        "[[topics.parts]]",
    ]


def test_what_is_short_stays_on_one_line() -> None:
    """Short tables and lists are written beside their key, long lists one entry a line."""
    payload = {"one": {"level": 4, "note": "Well."}, "none": {}, "many": ["x" * 40] * 3, "few": [1, (2, 3)]}

    assert (
        'one = { level = 4, note = "Well." }\n'
        "none = {}\n"
        f'many = [\n    "{"x" * 40}",\n    "{"x" * 40}",\n    "{"x" * 40}",\n]\n'
        "few = [1, [2, 3]]\n"
    ) == toml_text(payload)


@pytest.mark.parametrize("value", [1.5, None, object(), {1, 2}, b"x"])
def test_what_toml_has_no_form_for(value: object) -> None:
    """A value of any other kind is refused, by what it is."""
    with pytest.raises(TypeError, match="TOML has no form for"):
        toml_value(value)


def test_dates_of_any_year() -> None:
    """The first and the last day that there are read back equal."""
    payload = {"first": date.min, "last": date.max}

    assert payload == tomllib.loads(toml_text(payload))
