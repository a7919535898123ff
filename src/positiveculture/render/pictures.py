"""Pictures as SVG: how far an award has come, where a topic is, how a group answered.

A picture is drawn of numbers alone: no text is in it, so nothing that people wrote can be taken for markup, and its
words are in the same row.  What is not known is hatched, what is asked is an upright mark, an earlier level is a ring:
nothing is shown by colour alone.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import accumulate, pairwise
from typing import Literal, TypeAlias, assert_never

import attrs

from positiveculture.documents.blocks import Bar, Bars, Ladder, Picture, Rung, Stack, Stacked, Table
from positiveculture.render.prepared import as_table

#: How each kind of shape looks, by its selector: a page says it once, however many pictures it has.
SHAPES = {
    "path": "stroke-width:10",
    ".now": "stroke:#0b5c8c;stroke-dasharray:16 2",
    ".done": "stroke:#0b5c8c",
    ".left": "fill:#eef1f4;stroke:#8a949e;stroke-width:.75",
    ".open": "stroke:#0b5c8c;stroke-width:1",
    ".asked": "fill:#b8430f;stroke:#fff;stroke-width:.75",
    ".ring": "fill:#fff;stroke:#1b1b1b;stroke-width:1.6",
    ".aside": "fill:#8a949e",
    ".middle": "fill:#1b1b1b",
}

#: The colours of answers, from the lowest level to the middle and from the middle to the highest.
LOW, MIDDLE, HIGH = ("#8c510a", "#d8b365"), "#c9c9c9", ("#5ab4ac", "#01665e")

#: How wide and how high a bar, a box of a ladder and the bars of answers are.
BAR, BOX, STACK, HEIGHT = 120, 18, 200, 14

#: The room before the boxes of a scale that begins at 0: its lowest level fills none of them.
ZERO = 10

#: The longest cell of a row, in letters, that its drawing's description has too.
LONGEST = 60

Length: TypeAlias = float | Fraction

#: What the marks of a ladder mean: the level now, the earlier one, the one that is asked for.
LadderMark: TypeAlias = Literal["now", "before", "asked"]


@attrs.frozen
class Drawing:
    """Shapes in SVG, with the size of the whole."""

    width: int
    height: int
    shapes: str

    @property
    def svg(self) -> str:
        """The picture as an SVG document of its own."""
        size = f'viewBox="0 0 {self.width} {self.height}"'
        return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><style>{styled("")}</style>{self.shapes}</svg>'


def styled(within: str) -> str:
    """Return the look of each kind of shape as CSS, for shapes inside what the selector `within` finds."""
    return "".join(f"{within}{name}{{{look}}}" for name, look in SHAPES.items())


@attrs.frozen
class Drawn:
    """A table with drawings in it."""

    table: Table
    #: The drawing next to the heading of each column.
    keys: Sequence[Drawing | None]
    #: The drawing of each row.
    drawings: Sequence[Drawing | None]
    #: The column that the drawings are in, counted from 0.
    place: int


def spoken(row: Sequence[str]) -> list[str]:
    """Return a drawing's title and description: its row, without cells after the first that are empty or long."""
    title, *cells = row
    return [title, *(cell for cell in cells if 0 < len(cell) <= LONGEST)]


def draw(shown: Table | Picture) -> Drawn:
    """Return a table without drawings, or a picture as a table that says the same, with the drawing of each row."""
    table = as_table(shown)
    no_keys = [None] * len(table.columns)
    match shown:
        case Table():
            return Drawn(table, no_keys, [None] * len(table.rows), 0)
        case Bars():
            return Drawn(table, no_keys, [draw_bar(bar) for bar in shown.bars], 1)
        case Ladder():
            marks: dict[LadderMark, str] = {"now": shown.now, "before": shown.before, "asked": shown.asked}
            keys = [None, *(draw_mark(mark) for mark, heading in marks.items() if heading)]
            return Drawn(table, keys, [draw_rung(rung) for rung in shown.rungs], 1)
        case Stacked():
            levels = len(shown.levels)
            keys = [None, *(draw_level(place, levels) for place in range(levels))]
            return Drawn(table, keys, [draw_stack(stack) for stack in shown.stacks], 0)
        case _:
            assert_never(shown)


def draw_bar(bar: Bar) -> Drawing | None:
    """Return how far an award has come; None where no share says it."""
    if bar.share is None:
        return None
    could_be = max(bar.could_be or Fraction(0), bar.share)
    shapes = [
        _boxes("left", [(0, BAR)]),
        _hatched(BAR * bar.share, BAR * could_be),
        _stretch(0, BAR * bar.share, "done") if bar.share else "",
        _marks_at([] if bar.needs is None else [BAR * bar.needs]),
    ]
    return Drawing(BAR, HEIGHT, "".join(shapes))


def draw_rung(rung: Rung) -> Drawing:
    """Return where a topic is on its scale: a box for each level above 0, filled up to where it is."""
    start = ZERO if rung.lowest == 0 else 0
    levels = range(max(rung.lowest, 1) if rung.lowest >= 0 else rung.lowest, rung.highest + 1)
    lefts = {level: start + BOX * place for place, level in enumerate(levels)}
    width = start + BOX * len(levels)
    if not rung.applicable:
        return Drawing(width, HEIGHT, _boxes("aside", [(start, width - start)], top=HEIGHT // 2 - 1))
    filled = [] if rung.now is None else [left for level, left in lefts.items() if level <= rung.now]
    shapes = [
        _stretch(filled[0] + 1, BOX * len(filled) - 2, "now") if filled else "",
        _boxes("left", [(left + 1, BOX - 2) for left in lefts.values() if left not in filled]),
        _hatched(start + 1, width - 1) if rung.now is None else "",
        "" if rung.before is None else _ring(lefts.get(rung.before, start - BOX / 2 - 1) + BOX / 2),
        _marks_at([lefts.get(level, start - BOX) + BOX - 2 for level in sorted({each.level for each in rung.asked})]),
    ]
    return Drawing(width, HEIGHT, "".join(shapes))


def draw_stack(stack: Stack) -> Drawing | None:
    """Return how a group answered, on either side of the middle of the scale; None where nothing may be drawn."""
    if stack.counts is None or not sum(stack.counts):
        return None
    return Drawing(STACK, HEIGHT, "".join(_segments(stack.counts)))


def draw_mark(mark: LadderMark) -> Drawing:
    """Return the mark of a ladder by itself, to be shown next to its name."""
    box = _stretch(1, BOX - 2, "now") if mark == "now" else _boxes("left", [(1, BOX - 2)])
    ring, asked = _ring(BOX / 2) if mark == "before" else "", _marks_at([BOX - 2] if mark == "asked" else [])
    return Drawing(BOX, HEIGHT, box + ring + asked)


def draw_level(place: int, levels: int) -> Drawing:
    """Return the colour of the answers at one level, to be shown next to the level's name."""
    return Drawing(BOX, HEIGHT, _stretch(1, BOX - 2, colour=colour(place, levels)))


def colour(place: int, levels: int) -> str:
    """Return the colour of the level at `place`, counted from 0, of so many: darker the further from the middle."""
    half, odd = divmod(levels, 2)
    if place < half:
        return _between(*LOW, Fraction(place, max(half - 1, 1)))
    if odd and place == half:
        return MIDDLE
    first = half + odd
    return _between(*HIGH, Fraction(place - first + (half == 1), max(half - 1, 1)))


def _between(start: str, end: str, share: Fraction) -> str:
    pairs = ((int(start[at : at + 2], 16), int(end[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(low + (high - low) * share):02x}" for low, high in pairs)


def _segments(counts: tuple[int, ...]) -> Iterator[str]:
    """Yield a stretch for each level, the middle of the scale at the middle of the picture."""
    half, odd = divmod(len(counts), 2)
    below = sum(counts[:half]) + Fraction(counts[half] * odd, 2)
    scale = Fraction(STACK, 2 * sum(counts))
    edges = [STACK / 2 + (end - below) * scale for end in accumulate(counts, initial=0)]
    for place, (left, right) in enumerate(pairwise(edges)):
        if right > left:
            gap = min(0.4, (right - left) / 4)
            yield _stretch(left + gap, right - left - 2 * gap, colour=colour(place, len(counts)))
    yield _boxes("middle", [(STACK / 2 - 0.5, 1)], top=0)


def _marks_at(middles: Sequence[Length]) -> str:
    """Return the upright marks of what is asked."""
    return _boxes("asked", [(middle - 2, 4) for middle in middles], top=0)


def _ring(middle: float) -> str:
    return f'<circle class="ring" cx="{_number(middle)}" cy="{HEIGHT // 2}" r="3.2"/>'


def _hatched(left: Length, right: Length) -> str:
    """Return upright lines from `left` to `right`, for what is not known."""
    xs = [left + 2 + 3 * step for step in range(int((right - left) // 3) + 1) if left + 2 + 3 * step < right]
    path = "".join(f"M{_number(x)} 2V{HEIGHT - 2}" for x in xs)
    return f'<path class="open" d="{path}"/>' if path else ""


def _boxes(look: str, boxes: Sequence[tuple[Length, Length]], top: int = 2) -> str:
    """Return boxes that look alike, each by its left and its width, as far from the top as from the bottom."""
    down = HEIGHT - 2 * top
    path = "".join(f"M{_number(left)} {top}h{_number(width)}v{down}H{_number(left)}z" for left, width in boxes)
    return f'<path class="{look}" d="{path}"/>' if path else ""


def _stretch(left: Length, width: Length, look: str = "", *, colour: str = "") -> str:
    """Return a stretch of a bar, which is a thick line: of a class, or in a colour of its own."""
    paint = f'class="{look}"' if look else f'stroke="{colour}"'
    return f'<path {paint} d="M{_number(left)} {HEIGHT // 2}h{_number(width)}"/>'


def _number(value: Length) -> str:
    """Return a number with at most one decimal, and none that says nothing."""
    return f"{float(value):.1f}".rstrip("0").rstrip(".")
