"""What terminals show stays as it was read in review; `python tests/render/screens.py` writes it anew."""

import re

import pytest
from screens import FOLDER, KEPT, screens

NAMES = (*KEPT, "letters")


@pytest.mark.parametrize("name", NAMES)
def test_a_screen_stays_as_it_was_read(name: str) -> None:
    """At 40, 60, 80 and 120 columns, in colour, in cp1252 and in ASCII, a screen is the one that is kept."""
    assert screens()[name] == (FOLDER / f"{name}.txt").read_text("utf-8")


def test_every_screen_is_kept() -> None:
    """There is a file for each, and no other."""
    assert sorted(path.stem for path in FOLDER.glob("*.txt")) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_colour_adds_no_word(name: str) -> None:
    """In colour, a screen has the words that it has without, in the same places."""
    shown = dict(re.findall(r"===== (.*?) =====\n(.*?)(?=\n===== |\Z)", screens()[name], re.DOTALL))
    assert re.sub("␛\\[[0-9;]*m", "", shown["80 columns, in colour"]) == shown["80 columns"]
