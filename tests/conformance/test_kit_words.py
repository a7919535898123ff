"""What the conformance checks say goes through `gettext`: their pages, their failures, and why one is not judged."""

import re
from pathlib import Path

import pytest

from positiveculture import get_framework
from positiveculture.gettext import use_catalogue
from positiveculture.testing.broken import SPECIMENS, Specimen
from positiveculture.testing.checks import CHECKS
from positiveculture.testing.kit.check import Check
from positiveculture.testing.kit.pages import sections
from positiveculture.testing.kit.running import run_of

#: Words that every English sentence has some of, and names, ids and what Python prints have not.
WORDS = "the|is|are|it|its|not|and|or|of|with|to|has|have|no|from|in|by|that|what|which|why"
ENGLISH = re.compile(rf"(?<![-'])\b({WORDS})\b(?![-'])")

#: What is no sentence: the code that judges a check again, places in files, where a plug-in is from, fields of values.
NO_SENTENCE = re.compile(r"from positiveculture.testing import .*|the file:|no\. \d+|from [\w-]+ [\d.]+ \(|\w+=")


def without_words(template: str) -> str:
    """Return a template in a language that has no words: its places stay."""
    parts = re.split(r"(\{[^}]*\})", template)
    return "".join(part if part.startswith("{") else re.sub("[A-Za-z]", "x", part) for part in parts)


#: How many examples are drawn: each specimen fails in as many, as `test_zoo.py` says.
EXAMPLES = 5


@pytest.mark.parametrize("specimen", SPECIMENS, ids=lambda specimen: specimen.check)
def test_what_a_failure_says(specimen: Specimen, tmp_path: Path) -> None:
    """In a language without words, no English is left of how a check fails."""
    with specimen.shown(tmp_path) as target, use_catalogue(without_words):
        message = run_of(target, max_examples=EXAMPLES).result(specimen.check).message

    assert message
    assert ENGLISH.findall(NO_SENTENCE.sub("", message)) == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_what_a_page_says(check: Check) -> None:
    """In a language without words, no English is left of the page of a check."""
    with use_catalogue(without_words):
        page = list(sections(check))

    assert ENGLISH.findall(" ".join(" ".join(part) for part in page)) == []


@pytest.mark.parametrize("name", ["wales-positive-cultures", "wigan-progress"])
def test_why_a_check_is_not_judged(name: str) -> None:
    """In a language without words, no English is left of why a check does not apply."""
    with use_catalogue(without_words):
        run = run_of(get_framework(name))
        reasons = [run.why_not(check) for check in run.checks]

    assert ENGLISH.findall(" ".join(reasons)) == []
