"""The report of a triangulation, in the shape of a council's report to a scrutiny panel."""

import re
from datetime import date
from pathlib import Path

import attrs
import pytest

from positiveculture.documents.triangulation import triangulation_document
from positiveculture.formats.triangulation import Finding, Instrument, Recommendation, Triangulation, read_triangulation
from positiveculture.render.text import text as as_text
from positiveculture.triangulation.consequences import Verb


def shown(report: Triangulation) -> str:
    """Return a report as plain text, each sentence on a line."""
    return as_text(triangulation_document(report), width=10_000)


EXAMPLE = read_triangulation(Path(__file__).parents[2] / "examples" / "triangulation-merrowdale-2026.toml")
TEXT = shown(EXAMPLE)


def test_sections_stand_in_their_order() -> None:
    """The report runs from its purpose to its implications."""
    assert re.findall(r"^\d+\. (.*)$", TEXT, re.MULTILINE) == [
        "Purpose",
        "Summary",
        "Findings by instrument",
        "Common themes",
        "What is done about it",
        "Recommendations",
        "Implications",
    ]


def test_paragraphs_are_kept() -> None:
    """A purpose of two paragraphs stays two."""
    assert "what does not.\n\nIt does not add the four up" in TEXT


def test_what_is_known_of_an_instrument_is_told() -> None:
    """How many answered, of how many where that is known, and that it is not where it is not."""
    assert "How many answered: 287; how many were asked is not known\n" in TEXT
    assert "How many answered: 46; 412 were asked\n" in TEXT
    assert TEXT.count("How many answered: not known\n") == 2


def test_a_finding_tells_its_metric_item_and_comparator() -> None:
    """A finding says in its own terms what was counted, and what it is compared with."""
    assert "(highest share of very negative answers; item: 9; compared with all other items)" in TEXT


def test_claims_stand_with_those_who_make_them() -> None:
    """What is done is told as done, and its effect as claimed, by whom."""
    assert "(done)\n  - Claimed by Director of adult social care: people wait a fortnight less for a decision" in TEXT
    assert "- Forms that open with what the person can do and wants (under way)\n" in TEXT


def test_recommendations_have_letters_and_verbs() -> None:
    """Each recommendation has its letter and what it asks the reader to do."""
    assert re.findall(r"^- (\w)\) (\w+) ", TEXT, re.MULTILINE) == [
        ("a", "Note"),
        ("b", "Endorse"),
        ("c", "Support"),
        ("d", "Consider"),
    ]


def test_none_of_many_recommendations_is_lost() -> None:
    """The twenty-seventh recommendation is lettered aa."""
    many = [Recommendation(Verb.NOTE, f"no. {number}") for number in range(1, 28)]

    assert "- aa) Note no. 27\n" in shown(attrs.evolve(EXAMPLE, recommendations=many))


def test_implications_are_none_not_applicable_some_or_open() -> None:
    """An implication that nobody has answered is neither none nor not applicable."""
    assert TEXT.partition("7. Implications\n")[2].splitlines() == [
        "- Financial: The post of the lead is paid for until March 2028. (Finance business partner)",
        "- Legal: none (Head of legal services)",
        "- Climate: not applicable",
        "- Equalities: not answered yet",
        "- Other: not answered yet",
    ]


def test_small_numbers_are_neither_told_nor_weighed() -> None:
    """Behind whom seven stand is told without the number, and the theme comes to too few."""
    assert "\nNight and weekend cover: too few people are behind it\n" in TEXT
    assert TEXT.count("(too few people are behind it to be weighed)") == 2
    assert "7 people" not in TEXT


def test_an_empty_report_says_so() -> None:
    """A report without findings says in each section that there is nothing yet."""
    text = shown(
        Triangulation(
            title="A",
            organisation="B",
            purpose="C",
            on=date(2026, 9, 8),
            instruments=[Instrument(id="i", title="I", kind="survey", n=3)],
            findings=[],
        )
    )

    assert "Not written yet." in text
    assert "No finding of it is in this report." in text
    assert text.count("Nothing is said here yet.") == 4
    assert "How many answered: too few to be shown\n" in text


def test_numbers_behind_a_finding_are_told_where_they_may_be() -> None:
    """A number of its own stands with a finding, unless it shows how few there are, or are not."""
    few = [Finding(instrument="i", theme="T", text="F", polarity="mixed", n=n) for n in (45, 30)]
    text = shown(attrs.evolve(EXAMPLE, instruments=[Instrument(id="i", title="I", kind="K", n=50)], findings=few))

    assert text.count("(30 people are behind it)") == 2
    assert "45" not in text


@pytest.mark.parametrize("verb", Verb)
def test_every_verb_begins_its_recommendation(verb: Verb) -> None:
    """Whatever a recommendation asks for is its first word; a report may also ask for comments."""
    found = shown(attrs.evolve(EXAMPLE, recommendations=[Recommendation(verb, "the progress.")]))
    expected = "Comment on" if verb == "comment" else str(verb).capitalize()

    assert f"- a) {expected} the progress.\n" in found
