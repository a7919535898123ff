"""Laws of questions for a forms tool: what comes back is read without a mapping, on frameworks of every kind."""

import csv
import tempfile
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

import positiveculture as pc
from positiveculture.errors import NotScored
from positiveculture.problems import Problems
from positiveculture.sheets import SheetOptions, read_replies
from positiveculture.sheets.columns import find_columns
from positiveculture.sheets.headings import Headings
from positiveculture.sheets.questions import csv_text, forms_text, questions
from positiveculture.testing.strategies import frameworks


def rated(framework: pc.Framework) -> bool:
    """Return whether a framework has levels."""
    return any(topic.scale is not None for topic in framework.every_topic)


#: Titles and labels that could be taken for something else.
TITLES = [
    "2",
    "Name",
    "=x",
    "1. A",
    "A",
    "a ",
    "t1",
    "Email",
    "x [t2]",
    'He said "yes"',
    "A, b; c",
    "3.1",
    "ID",
    "Points - A",
    "’A",
    "+1",
]
LABELS = ["1", "2 - Half", "N/A", "=yes", "Half", "half ", "3", "a, b", "‘so’", "-1", "4.0"]
LEVELS = st.lists(st.sampled_from(LABELS), min_size=2, max_size=4)


@st.composite
def audits(draw: st.DrawFn) -> pc.Framework:
    """Draw a framework whose titles, numbers, labels and statements are easily mistaken for one another."""
    topics = []
    for place in range(draw(st.integers(1, 4))):
        lowest = draw(st.integers(-1, 2))
        levels = [pc.Level(lowest + up, label) for up, label in enumerate(draw(LEVELS))]
        said = [pc.Statement(each.number, draw(st.sampled_from(LABELS))) for each in levels if draw(st.booleans())]
        topics.append(
            pc.Topic(
                id=f"t{place + 1}",
                title=draw(st.sampled_from(TITLES)),
                number=draw(st.sampled_from([None, place + 1, f"{place + 1}.1"])),
                scale=pc.Scale(f"s{place}", levels),
                statements=said,
            )
        )
    source = pc.Source(title="t", publisher="p", rights="r")
    return pc.Framework(id="audit", edition="1", title="Audit", source=source, topics=topics)


@given(audits() | frameworks().filter(rated), st.data())
def test_what_comes_back_is_read(framework: pc.Framework, data: st.DataObject) -> None:
    """Each question means its topic and each answer its level, whatever titles, labels and statements say."""
    asked = questions(framework)
    replies = data.draw(
        st.lists(
            st.fixed_dictionaries({each.topic.id: st.sampled_from(each.answers) for each in asked}),
            min_size=1,
            max_size=4,
        )
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["Start time", "Language", *(each.text for each in asked)])
            writer.writerows(["x", "y", *(reply[each.topic.id][1] for each in asked)] for reply in replies)
        found = read_replies(
            [path], framework, SheetOptions(on=date(2026, 3, 31), service="Elm", separator=",", count_copies=True)
        )

    assert [dict(each.levels) for each in found.panel.assessments] == [
        {topic: level for topic, (level, _) in reply.items()} for reply in replies
    ]


@pytest.mark.parametrize(
    ("titles", "asked"),
    [
        (("A", "A b"), ["A", "A b"]),
        (("t2", "A"), ["t2 [t1]", "A"]),
        (("Email", "A"), ["Email [t1]", "A"]),
        (("A\u202e", "A"), ["t1", "A"]),
    ],
)
def test_a_title_that_means_something_else(titles: tuple[str, str], asked: list[str]) -> None:
    """A title that means something else, or cannot be seen, gives way to one with the id, or to the id."""
    scale = pc.Scale("s", [pc.Level(1, "No"), pc.Level(2, "Yes")])
    topics = [pc.Topic(id=f"t{place}", title=title, scale=scale) for place, title in enumerate(titles, 1)]
    source = pc.Source(title="t", publisher="p", rights="r")
    framework = pc.Framework(id="audit", edition="1", title="Audit", source=source, topics=topics)

    assert [each.text for each in questions(framework)] == asked


@given(audits() | frameworks().filter(rated))
def test_headings_to_fill_in(framework: pc.Framework) -> None:
    """The CSV file has each question as a heading that is read, and none that a spreadsheet takes for a formula."""
    (headings,) = csv.reader(StringIO(csv_text(framework)))
    problems = Problems()
    options = SheetOptions(on=date(2026, 3, 2), service="Winter Hill")
    columns = find_columns(Headings(tuple(headings)), framework, problems, options)

    assert not problems
    assert [topic.id for topic in columns.topics.values()] == [each.topic.id for each in questions(framework)]
    assert not any(heading.startswith(("=", "+", "-", "@")) for heading in headings)


@pytest.mark.parametrize("name", ["wigan-progress", "cqc-style-well-led", "leicester-healthy-workplace"])
def test_as_text(name: str) -> None:
    """As text, each question is a line and its answers follow, a line each; a blank line is between two."""
    framework = pc.get_framework(name)
    blocks = forms_text(framework).rstrip("\n").split("\n\n")

    assert [block.split("\n") for block in blocks] == [
        [each.text, *(text for _, text in each.answers)] for each in questions(framework)
    ]


def test_nothing_to_rate() -> None:
    """A guide without levels asks no such question."""
    with pytest.raises(NotScored):
        questions(pc.get_framework("wales-positive-cultures"))
