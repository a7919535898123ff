"""The report in Markdown, parsed and read as a reader sees it: literal text, each finding twice, no small number."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TypeAlias

import attrs
from hypothesis import given, strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from voices import fields_of, reports, words

from positiveculture.documents.triangulation import triangulation_document
from positiveculture.escaping import escape_controls
from positiveculture.formats.triangulation import Triangulation
from positiveculture.panel.protection import MINIMUM
from positiveculture.render.markdown import escape_markdown, markdown as as_markdown
from positiveculture.sentences import column_letters

#: Markdown with everything that people add to it; links by themselves need a package of their own.
PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])

#: What a report is made of: headings, paragraphs, bullets and, in recommendations, a strong word.
MADE_OF = {"heading", "paragraph", "bullet_list", "list_item", "inline", "text", "text_special", "strong"}

#: The place of a line: the headings above it, by their numbers in the report.
Place: TypeAlias = tuple[int, int]


def markdown(report: Triangulation, minimum: int = MINIMUM) -> str:
    """Return a report in Markdown."""
    return as_markdown(triangulation_document(report, minimum=minimum))


def kinds(tokens: list[Token]) -> set[str]:
    """Return the kinds of tokens, whether they open or close."""
    return {re.sub("_(open|close)$", "", token.type) for token in tokens} | {
        kind for token in tokens if token.children for kind in kinds(token.children)
    }


def shown(token: Token) -> str:
    """Return an inline token's text as a reader sees it."""
    return "".join(child.content for child in token.children or [])


def read(text: str) -> Iterator[tuple[Place, str, str]]:
    """Yield each line as a reader sees it, after the section and subsection it stands in and its kind of line."""
    section = below = 0
    tokens = PARSER.parse(text)
    for before, token in pairwise(tokens):
        if token.type != "inline":
            continue
        if before.tag == "h2":
            section, below = section + 1, 0
        if before.tag == "h3":
            below += 1
        yield (section, below), before.tag, shown(token)


def literal(text: str) -> str:
    """Return `text` as it should look: on one line, with signs that cannot be seen spelled out."""
    return " ".join(escape_controls(text).split())


@given(words, st.sampled_from(["", "- ", "# ", "### ", "x: "]))
def test_text_is_shown_as_it_was_written(text: str, before: str) -> None:
    """Whatever a text says, and wherever it stands, a reader sees just that, and nothing in it is Markdown or HTML."""
    tokens = PARSER.parse(before + escape_markdown(escape_controls(text)))
    lines = [shown(token) for token in tokens if token.type == "inline"]

    assert [before.lstrip("-# ") + literal(text)] == lines
    assert kinds(tokens) <= MADE_OF - {"strong"}


@given(reports(texts=words))
def test_a_report_is_made_of_nothing_but_its_own_marks(report: Triangulation) -> None:
    """Whatever people wrote, the report has its own headings and bullets and no others, no link, no HTML."""
    text = markdown(report)
    found = [tag for _, tag, _ in read(text)]

    assert kinds(PARSER.parse(text)) <= MADE_OF
    assert [found.count("h1"), found.count("h2")] == [1, 7]
    assert len(report.instruments) + len(report.themes()) == found.count("h3")


@given(reports(texts=words))
def test_all_that_people_wrote_is_there(report: Triangulation) -> None:
    """Every text of a report, literally, is what a reader sees somewhere in it."""
    seen = "\n".join(line for _, _, line in read(markdown(report)))
    texts = [report.title, report.organisation, report.lead, *report.authors]
    for entry in (*report.instruments, *report.findings, *report.developments, *report.recommendations):
        texts += [value for name, value in fields_of(entry).items() if type(value) is str and name not in IDS]
    texts += [text for each in report.implications for text in (each.kind, each.text, each.answered_by)]

    assert [text for text in texts if literal(text) not in seen] == []


#: Fields that are names for programs, and not shown.
IDS = {"id", "instrument", "framework"}


@given(reports())
def test_each_finding_is_told_twice(report: Triangulation) -> None:
    """Each finding stands once under its instrument and once under its theme, and nowhere else."""
    findings = [
        attrs.evolve(finding, text=f"finding {column_letters(n).lower()}.") for n, finding in enumerate(report.findings)
    ]
    report = attrs.evolve(report, findings=findings)
    lines = list(read(markdown(report)))
    instruments = [instrument.id for instrument in report.instruments]
    themes = [theme.name for theme in report.themes()]

    for finding in report.findings:
        places = [place for place, _, line in lines if finding.text in line]
        under = instruments.index(finding.instrument), themes.index(finding.theme)

        assert [(3, under[0] + 1), (4, under[1] + 1)] == places


@given(reports(), st.integers(1, 40))
def test_no_small_number_is_told(report: Triangulation, minimum: int) -> None:
    """No number of people below the minimum is in the report, nor one by which such a number could be worked out."""
    lines = [(place, line) for place, tag, line in read(markdown(report, minimum=minimum)) if tag == "p"]
    told = [int(number) for place, line in lines if place[0] in {3, 4} for number in re.findall(r"\d+", line)]
    others = [
        (report.instruments[place[1] - 1].n or 0) - int(number)
        for place, line in lines
        if place[0] == 3
        for number in re.findall(r"(\d+) people are behind it", line)
    ]

    assert [number for number in told if number < minimum] == []
    assert [number for number in others if 0 < number < minimum] == []


def test_letters_go_on_after_z() -> None:
    """A list of more than 26 entries goes on with aa."""
    assert [column_letters(place).lower() for place in (0, 25, 26, 51, 52)] == ["a", "z", "aa", "az", "ba"]
