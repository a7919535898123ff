"""Documents drawn of every block, with texts that trip up careless renderers; and what is said in them, in order."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from positiveculture.documents.blocks import (
    Bar,
    Bars,
    Block,
    Column,
    Document,
    Fact,
    Facts,
    Heading,
    Item,
    Ladder,
    Listing,
    Notice,
    Paragraph,
    Requirement,
    Rung,
    Stack,
    Stacked,
    Table,
)
from positiveculture.escaping import escape_controls
from positiveculture.outcome import State

#: What HTML, SVG, Markdown, Typst, Rich, spreadsheets and terminals take for their own.
HOSTILE = (
    "</script><b>x</b>",
    "</title></svg><img src=x onerror=alert(1)>",
    "<!-- -->&amp;&lt;",
    "]]> {{ x }} {% x %}",
    "javascript:alert(1)",
    "=HYPERLINK(1)",
    "+1 -1 @x",
    '#panic() #import "x"',
    "$x^2$ <lab> @ref // c",
    "/* c */ \\u{41} ~ --- ...",
    "*b* _i_ `c` ~~s~~ [l](u)",
    "![i](u) | a | b |",
    "# h",
    "1. x",
    "- x",
    "> x",
    "--- ===",
    "www.x.yz http://x.yz a@b.cd",
    "[red]X[/red] :smile:",
    "\x1b[31m\x07\x9b",
    "\u202egnol\u202c \u2066x\u2069",
    "a\u200bb \ufeff \ud800",
    "two\nlines\r\nthree\ttabs",
    "{award} {0} %s",
    "w" * 130,
    "fi ffl office",
)

#: Letters of other languages, the last ones written from right to left.
LATIN = ("Siân Ŵŷ Łódź", "Ελληνικά", "Кириллица")
WIDE = ("日本語", "हिन्दी", "👩\u200d🔧", "e\u0301")
RIGHT_TO_LEFT = ("می\u200cخواهم", "שלום עולם")


def texts(*others: str, min_size: int = 0) -> SearchStrategy[str]:
    """Texts: plain, hostile and in `others`, joined."""
    words = st.sampled_from(["A", "dignity", *HOSTILE, *LATIN, *others])
    return st.lists(words, min_size=min_size, max_size=3).map(" ".join)


def documents(*others: str) -> SearchStrategy[Document]:
    """Documents of a few blocks of every kind."""
    said, text = texts(*others, min_size=1), texts(*others)
    return st.builds(Document, said, st.lists(st.one_of(*_blocks(said, text)), max_size=4).map(tuple))


def _blocks(said: SearchStrategy[str], text: SearchStrategy[str]) -> Iterator[SearchStrategy[Block]]:
    items = st.recursive(
        st.builds(Item, said), lambda inner: st.builds(Item, said, st.lists(inner, max_size=2).map(tuple)), max_leaves=4
    )
    yield st.builds(Heading, said, st.integers(2, 3))
    yield st.builds(Paragraph, said)
    yield st.builds(Notice, said)
    yield st.builds(Facts, st.lists(st.builds(Fact, said, said), max_size=3).map(tuple))
    yield st.builds(Listing, st.lists(items, max_size=3).map(tuple))
    yield st.integers(1, 4).flatmap(lambda columns: tables(said, text, columns))
    yield bars(said, text)
    yield ladders(said, text)
    yield st.integers(2, 6).flatmap(lambda levels: stacked(said, text, levels))


def tables(said: SearchStrategy[str], text: SearchStrategy[str], columns: int) -> SearchStrategy[Table]:
    """Tables with so many columns."""
    heads = st.lists(st.builds(Column, said, st.booleans()), min_size=columns, max_size=columns)
    rows = st.lists(st.tuples(said, *[text] * (columns - 1)), max_size=3)
    return st.builds(Table, text, heads, rows, text)


def bars(said: SearchStrategy[str], text: SearchStrategy[str]) -> SearchStrategy[Bars]:
    """Bars, some without a share, some with what could be and what is needed."""
    share = st.fractions(0, 1, max_denominator=100)
    bar = st.builds(
        Bar, said, st.none() | share, text, st.sampled_from(State), said, st.none() | share, st.none() | share
    )
    return st.builds(Bars, said, text, st.tuples(said, said, said), st.lists(bar, max_size=3).map(tuple))


def ladders(said: SearchStrategy[str], text: SearchStrategy[str]) -> SearchStrategy[Ladder]:
    """Ladders whose scales begin below, at and above 0."""
    return st.builds(Ladder, said, text, said, said, text, st.lists(rungs(said), max_size=3).map(tuple), before=text)


@st.composite
def rungs(draw: st.DrawFn, said: SearchStrategy[str]) -> Rung:
    """A rung whose levels are on its scale."""
    lowest = draw(st.integers(-1, 2))
    highest = lowest + draw(st.integers(1, 9))
    level = st.integers(lowest, highest)
    asked = draw(st.lists(st.builds(Requirement, said, level), max_size=2))
    now = draw(st.none() | level)
    return Rung(
        draw(said),
        lowest,
        highest,
        now,
        draw(st.none() | level),
        asked,
        draw(said),
        now is not None or draw(st.booleans()),
    )


def stacked(said: SearchStrategy[str], text: SearchStrategy[str], levels: int) -> SearchStrategy[Stacked]:
    """Answers at so many levels, some groups suppressed."""
    counts = st.none() | st.tuples(*[st.integers(0, 30)] * levels)
    labels = st.lists(said, min_size=levels, max_size=levels)
    return st.builds(Stacked, said, text, said, labels, st.lists(st.builds(Stack, said, counts, said), max_size=3))


def letters(text: str) -> str:
    """Return the letters of `text` as they should be shown, without white space: where lines end is free."""
    return "".join(escape_controls(text).split())


def said_in(document: Document, *, colon: str, bullet: str) -> list[list[str]]:
    """Return the letters of each part of a document, in order; a table has two ways to be read, row by row.

    Args:
        document: What is said.
        colon: What is between a label and its value.
        bullet: What is before each item of a listing.
    """
    return [[letters(document.title)], *(_ways(block, colon, bullet) for block in document.blocks)]


def _ways(block: Block, colon: str, bullet: str) -> list[str]:
    match block:
        case Heading(text) | Paragraph(text) | Notice(text):
            return [letters(text)]
        case Facts(facts):
            return ["".join(letters(f"{fact.label}{colon}{fact.value}") for fact in facts)]
        case Listing(items):
            return [_listed(items, bullet)]
        case Table():
            return _table_ways(block.title, block.words, [column.heading for column in block.columns], block.rows)
        case Bars():
            return _table_ways(
                block.title, block.words, block.columns, [(bar.award, bar.figures, bar.words) for bar in block.bars]
            )
        case Ladder():
            heads = [block.topic, block.now, *filter(None, [block.before, block.asked])]
            return _table_ways(block.title, block.words, heads, [_rung(rung, block) for rung in block.rungs])
        case Stacked():
            rows = [_stack(stack, len(block.levels)) for stack in block.stacks]
            return _table_ways(block.title, block.words, [block.heading, *block.levels], rows)


def _listed(items: Iterable[Item], bullet: str) -> str:
    return "".join(letters(bullet + item.text) + _listed(item.items, bullet) for item in items)


def _table_ways(title: str, words: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Return a table in columns, and a table whose rows have the heading before each cell but the first."""
    first = letters(title + words)
    columns = first + letters("".join(heads)) + "".join(letters("".join(row)) for row in rows)
    named = [
        row[0] + "".join(f"{head}:{cell}" for head, cell in zip(heads[1:], row[1:], strict=True) if cell)
        for row in rows
    ]
    return [columns, first + "".join(map(letters, named))]


def _rung(rung: Rung, ladder: Ladder) -> list[str]:
    before = [] if not ladder.before else [""] if rung.before is None else [str(rung.before)]
    asked = ["; ".join(f"{each.award} {each.level}" for each in rung.asked)] if ladder.asked else []
    return [rung.topic, rung.gap if rung.now is None else str(rung.now), *before, *asked]


def _stack(stack: Stack, levels: int) -> list[str]:
    if stack.counts is None:
        return [f"{stack.label}: {stack.words}", *[""] * levels]
    return [stack.label, *map(str, stack.counts)]


def is_said(shown: str, parts: Iterable[Iterable[str]]) -> bool:
    """Return whether `shown`, without white space, is one way of saying all `parts` in order, and nothing else."""
    text, ends = "".join(shown.split()), {0}
    for ways in parts:
        ends = {end + len(way) for end in ends for way in ways if text.startswith(way, end)}
    return len(text) in ends


def example() -> Document:
    """Return a document with every block, each with a text of every kind."""
    said = " ".join((*HOSTILE, *LATIN, *WIDE, *RIGHT_TO_LEFT))
    bar = Bar("Silver " + said, Fraction(3, 5), "60 %", State.UNDECIDED, said, Fraction(4, 5), Fraction(7, 10))
    rung = Rung(said, 1, 5, 3, 2, [Requirement("Gold", 5)])
    gap = Rung("Meetings", 0, 4, None, 0, [Requirement("Gold", 2)], "not answered yet")
    aside = Rung("Travel", 0, 4, None, gap="not applicable", applicable=False)
    stacks = [Stack("Days", (3, 5, 0, 9, 4)), Stack("Nights", None, "too few people"), Stack(said, (0, 0, 0, 0, 1))]
    return Document(
        said,
        [
            Facts([Fact("Service", "Rivington"), Fact("Note", said)]),
            Notice(said),
            Heading("A section"),
            Paragraph(said),
            Heading("A part of it", 3),
            Listing([Item(said, [Item("beneath", [Item(said)])]), Item("last")]),
            Table("", [Column("Alone")], [("one",)]),
            Table("A table", [Column("What"), Column("How many", figures=True)], [(said, "12"), ("b", "")], said),
            Bars("How far", said, ("Award", "Share", "State"), [bar, Bar("None", None, "", State.NOT_MET, "open")]),
            Ladder("Topic by topic", said, "Topic", "Now", "Asked for", [rung, gap, aside], before="28 March 2025"),
            Stacked("Answers", said, "Group", ["Never", "Seldom", "Sometimes", "Often", "Always"], stacks),
        ],
    )
