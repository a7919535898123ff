"""The words of the built-in frameworks can be taken in at one reading: short, straight, British, no level twice.

That they mean what their sources mean is for a reader to say: `docs/development/fidelity.md` tells how it was checked.
"""

import re
import tomllib
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from snapshots import built_in

import positiveculture as pc

FOLDER = Path(pc.__file__).parent / "frameworks"
WORDINGS = {path.parent.name.replace("_", "-"): path for path in sorted(FOLDER.glob("*/wording.*.toml"))}

#: What a wording says of itself, for programs and not for readers.
NO_WORDS = {"framework", "edition", "language"}

#: Words that give a bent sentence away: one that was turned round to be unlike its source, and is hard to read for it.
BENT = r"\b(?:in which|whom|see to it|on record|is something|by means of|beside)\b"

#: American spellings of what these frameworks speak about.
AMERICAN = (
    r"\b(?:behavior|center|color|favor|fulfill\b|judgment|label(?:ed|ing)|labor\b|model(?:ed|ing)|neighbor|"
    r"practic(?:ed|ing)|programs?\b|skillful|travel(?:ed|ing)|analyz|[a-z]{4,}iz(?:e|ing|ation))"
)

wordings = pytest.mark.parametrize("name", sorted(WORDINGS))


def wording(name: str) -> dict[str, Any]:
    """Return what the wording of a framework says to its readers."""
    read = tomllib.loads(WORDINGS[name].read_text("utf-8"))
    return {key: value for key, value in read.items() if key not in NO_WORDS}


def texts(value: object) -> Iterator[str]:
    """Yield every text inside `value`."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts(inner)


def sentences(name: str) -> list[str]:
    """Return every sentence of a framework's wording."""
    return [each for text in texts(wording(name)) for each in re.split(r"(?<=[.!?])\s+", text)]


def found(pattern: str, text: str) -> list[str]:
    """Return what of `text` the pattern finds."""
    return re.findall(pattern, text.lower())


def test_every_framework_has_a_wording() -> None:
    """What is held here is held of every framework that comes with the library."""
    assert built_in() == sorted(WORDINGS)


@wordings
def test_sentences_are_short(name: str) -> None:
    """A sentence has at most 17 words in the mean, because managers read between their other work."""
    lengths = [len(sentence.split()) for sentence in sentences(name)]

    assert sum(lengths) <= 17 * len(lengths)


@wordings
def test_no_sentence_is_long(name: str) -> None:
    """No single sentence has more than 40 words."""
    assert [sentence for sentence in sentences(name) if len(sentence.split()) > 40] == []


def test_sentences_are_straight() -> None:
    """The marks of a bent sentence are few, at most ten in all nine wordings."""
    marks = [(mark, sentence) for name in WORDINGS for sentence in sentences(name) for mark in found(BENT, sentence)]

    assert len(marks) <= 10, marks


@wordings
def test_spelling_is_british(name: str) -> None:
    """No word is spelt as in American English."""
    assert [(form, sentence) for sentence in sentences(name) for form in found(AMERICAN, sentence)] == []


@pytest.mark.parametrize("american", ["behavior", "person-centered", "personalized", "a program of", "practicing"])
def test_american_spelling_is_found(american: str) -> None:
    """The list finds what it is there for."""
    assert found(AMERICAN, f"The {american} service.")


@pytest.mark.parametrize(
    "british", ["behaviour", "person-centred", "programme", "practising", "practice", "size", "modelled"]
)
def test_british_spelling_stands(british: str) -> None:
    """The list lets British words stand."""
    assert not found(AMERICAN, f"The {british} service.")


@wordings
def test_levels_differ(name: str) -> None:
    """No level of a topic says the same as another, or nobody could choose between them."""
    for topic, told in wording(name)["topics"].items():
        levels = {level: set(texts(statement)) for level, statement in told.get("statements", {}).items()}
        same = [(topic, one, other) for one, other in combinations(levels, 2) if levels[one] & levels[other]]

        assert same == []


@wordings
def test_nothing_is_empty(name: str) -> None:
    """No text is empty, and none begins or ends in a space."""
    assert [text for text in texts(wording(name)) if not text or text != text.strip()] == []
