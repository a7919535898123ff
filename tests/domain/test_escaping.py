"""What is invisible in text that people wrote is shown by its number; what joins their letters stays."""

from hypothesis import given, strategies as st

from positiveculture.escaping import JOINERS, escape, escape_controls, is_shown


@given(st.text())
def test_nothing_invisible_is_left(text: str) -> None:
    """No sign of the text is one that moves the cursor, turns the direction or cannot be seen, joiners apart."""
    assert all(sign.isprintable() or sign in JOINERS for sign in escape_controls(text))


def test_joiners_join() -> None:
    """A Persian word and a joined emoji are shown as they are written."""
    for text in ("می\u200cخواهم", "👩\u200d🔧", "👨\u200d👩\u200d👧"):
        assert escape_controls(text) == text


@given(st.characters(codec="utf-8").filter(lambda sign: not is_shown(sign)))
def test_an_escaped_sign_can_be_read_back(sign: str) -> None:
    """What stands for an invisible character is how TOML and Python write it, so nobody has to guess which it was."""
    assert escape(sign).encode().decode("unicode_escape") == sign


def test_bidi_and_controls_are_escaped() -> None:
    """Escapes, direction marks, invisible spaces and lone surrogates are spelled out; line ends become spaces."""
    assert (
        escape_controls("a\x1b[31m\u202eb\u200bc\ud800\nd\U000e0041")
        == "a\\u001b[31m\\u202eb\\u200bc\\ud800 d\\U000e0041"
    )
