"""A document in terminals as they are: narrow and wide, with and without colour, with few letters."""

from fractions import Fraction

import pytest
from every_form import printed
from scored import document_of

from positiveculture.documents.blocks import Bar, Bars, Document, Heading, Paragraph
from positiveculture.outcome import State
from positiveculture.render.text import text

COLUMNS = ("Award", "How far", "State")
BARS = Bars(
    "",
    "",
    COLUMNS,
    [
        Bar("Bronze", Fraction(1), "100 %", State.MET, "met"),
        Bar("Silver", Fraction(3, 5), "60 %", State.UNDECIDED, "undecided", could_be=Fraction(4, 5)),
        Bar("Gold", Fraction(999, 1000), "99 %", State.NOT_MET, "not met"),
        Bar("Platinum", None, "", State.NOT_MET, "not met"),
    ],
)


def test_bars() -> None:
    """A bar is full if and only if the whole is there; what is open is shaded; where no share is, no bar is drawn."""
    assert printed(Document("", [BARS]), 60) == (
        "\n\n"
        "Award     How far                           State\n"
        "Bronze    ████████████████████████ 100 %    met\n"
        "Silver    ██████████████▒▒▒▒▒░░░░░ 60 %     undecided\n"
        "Gold      ███████████████████████░ 99 %     not met\n"
        "Platinum                                    not met\n"
    )


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_bars_without_blocks(encoding: str) -> None:
    """Where the blocks of a bar cannot be printed, it is drawn of signs that every terminal has."""
    assert printed(Document("", [BARS]), 44, encoding) == (
        "\n\n"
        "Award     How far                  State\n"
        "Bronze    ############### 100 %    met\n"
        "Silver    #########+++--- 60 %     undecided\n"
        "Gold      ##############- 99 %     not met\n"
        "Platinum                           not met\n"
    )


@pytest.mark.parametrize(
    ("width", "lines"),
    [
        (
            32,
            [
                "Award     How far  State",
                "Bronze    100 %    met",
                "Silver    60 %     undecided",
                "Gold      99 %     not met",
                "Platinum           not met",
            ],
        ),
        (
            20,
            [
                "Bronze",
                "  ██████████████████",
                "  How far: 100 %",
                "  State: met",
                "Silver",
                "  ██████████▒▒▒▒░░░░",
                "  How far: 60 %",
                "  State: undecided",
                "Gold",
                "  █████████████████░",
                "  How far: 99 %",
                "  State: not met",
                "Platinum",
                "  State: not met",
            ],
        ),
    ],
)
def test_a_bar_fits_or_is_left_out(width: int, lines: list[str]) -> None:
    """Where there is no room for the shortest bar, there is none; where there is none for columns, rows are lines."""
    assert printed(Document("", [BARS]), width).splitlines()[2:] == lines


def test_the_first_screen_of_a_manager() -> None:
    """At 60 columns, what is indicated, how far and what is in the way reads like this."""
    assert printed(document_of("cqc-held-back-2026", full=False), 60).splitlines()[16:] == [
        "Indicated by this reviewed assessment: Requires improvement",
        "",
        "How far each award has come",
        "The points that were given, as a share of the most possible.",
        "A rating can ask for more than points.",
        "Award                 How far  State",
        "Requires improvement  72 %     met; 23 of 32 points; 39 %",
        "                               needed",
        "Good                  72 %     not met; 23 of 32 points;",
        "                               63 % needed; enough points,",
        "                               held back by other",
        "                               requirements",
        "Outstanding           72 %     not met; 23 of 32 points;",
        "                               88 % needed",
        "",
        "What stands in the way of Good",
        "- One of these has to be met:",
        "  - 3 Freedom to speak up: has 1, needs 2",
        "  - The points come to 72 per cent, 23 of 32, and 88 are",
        "    needed",
        "",
        "What stands in the way of Outstanding",
        "The points come to 72 per cent, 23 of 32, and 88 are needed;",
        "1 topic is below what it asks.",
        "",
        "Only CQC rates: what stands here is what the scores entered",
        "indicate, and no rating of a service.",
    ]


def test_letters_that_cannot_be_printed() -> None:
    """Letters that the terminal does not have are escaped before lines are broken, so that no line is too wide."""
    shown = printed(Document("Tŷ", [Paragraph("ŷ" * 20)]), 40, "cp1252")
    assert (
        shown
        == "T\\u0177\n\n" + "\\u0177" * 6 + "\\u01\n" + "77" + "\\u0177" * 6 + "\\u\n" + "0177" + "\\u0177" * 6 + "\n"
    )


def test_colours() -> None:
    """Headings are bold and bars have a colour; what is said is the same without."""
    assert "\x1b[1mBronze\x1b[0m" not in printed(Document("", [BARS]), 60, colour=True)
    assert "\x1b[36m████" in printed(Document("", [BARS]), 60, colour=True)


def test_headings_that_follow_one_another() -> None:
    """A heading without anything of its own is apart from the next; one within a section is right beneath it."""
    document = Document("Title", [Heading("First"), Heading("Second"), Heading("Within", 3), Paragraph("Text.")])
    assert text(document) == "Title\n\nFirst\n\nSecond\nWithin\nText.\n"
