"""Tables in lines: in columns where the cells keep their order line by line, else a few lines for each row.

A wrapped cell next to another would be read between its words, aloud and by whoever copies it.  So only the last column
of a table may wrap.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

import attrs

from positiveculture.documents.blocks import Bar, Table
from positiveculture.render.lines import DrawBar, Line, Span, Style, cells, text_lines, wrap

#: The room between two columns, and the least room for a column that wraps.
GAP, WRAPPED = 2, 24

#: How many cells a bar takes at most; where there is no room for the shortest, it is left out.
BAR, SHORTEST = 24, 8


@attrs.frozen
class ColumnWidths:
    """How wide each column is, and how much of the second its bar takes."""

    widths: tuple[int, ...]
    bar: int


def table_lines(table: Table, width: int, bars: Sequence[Bar] = (), draw: DrawBar | None = None) -> Iterator[Line]:
    """Yield a table in lines of at most `width` cells.

    Args:
        table: What is shown.
        width: How many cells a line has.
        bars: A bar for each row, before the cell of the second column.
        draw: Draws a bar; without it, none is drawn.
    """
    drawn = bars if draw else ()
    if table.title:
        yield from text_lines(table.title, width, Style.LABEL)
    if table.words:
        yield from text_lines(table.words, width)
    plan = _plan(table, width, with_bar=bool(drawn))
    if plan is None:
        yield from _stacked(table, width, drawn, draw)
        return
    yield from _row(table, plan, [column.heading for column in table.columns], Style.LABEL)
    for place, row in enumerate(table.rows):
        bar = _bar(drawn[place], plan.bar, draw) if drawn and draw and plan.bar else ""
        yield from _row(table, plan, row, bar=bar)


def _plan(table: Table, width: int, *, with_bar: bool) -> ColumnWidths | None:
    """Return how to draw `table` in columns, or None where there is no room.

    Best is a bar and no wrapped cell, then a bar, then no wrapped cell.
    """
    rows = [[column.heading for column in table.columns], *table.rows]
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    room = width - sum(widths) - GAP * (len(widths) - 1)
    spare = max(widths[-1] - WRAPPED, 0) if len(widths) > 1 else 0
    for freed in (0, spare) if with_bar else ():
        bar = min(BAR, room + freed - 1)
        if bar >= SHORTEST:
            return ColumnWidths((*widths[:-1], widths[-1] + min(room - bar - 1, 0)), bar)
    return ColumnWidths((*widths[:-1], widths[-1] + min(room, 0)), 0) if room + spare >= 0 else None


def _bar(bar: Bar, size: int, draw: DrawBar) -> str:
    """Return a bar: full if and only if the share is 1; spaces where no share says how far it has come."""
    if bar.share is None:
        return " " * size
    done, could_be = (int(share * size) for share in (bar.share, max(bar.could_be or Fraction(0), bar.share)))
    return draw(done, could_be - done, size)


def _row(
    table: Table, plan: ColumnWidths, row: Sequence[str], style: Style = Style.PLAIN, bar: str = ""
) -> Iterator[Line]:
    """Yield one row: every cell on the first line, and what of the last has no room there beneath it."""
    *others, last = range(len(row))
    line: list[Span] = []
    for place in others:
        drawn = plan.bar + 1 if plan.bar and place == 1 else 0
        line += [Span(f"{bar} ", Style.BAR)] if bar and drawn else []
        width = plan.widths[place] + (0 if bar else drawn)
        line += [_padded(row[place], width, style, figures=table.columns[place].figures), Span(" " * GAP)]
    indent = sum(cells(span.text) for span in line)
    for number, text in enumerate(wrap(row[last], plan.widths[last])):
        cell = (
            _padded(text, plan.widths[last], style, figures=True) if table.columns[last].figures else Span(text, style)
        )
        yield (*line, cell) if not number else (Span(" " * indent), cell)


def _padded(text: str, width: int, style: Style, *, figures: bool) -> Span:
    fill = " " * (width - cells(text))
    return Span(fill + text if figures else text + fill, style)


def _stacked(table: Table, width: int, bars: Sequence[Bar], draw: DrawBar | None) -> Iterator[Line]:
    """Yield each row as its first cell, with the others beneath it, each after its heading."""
    for place, (first, *others) in enumerate(table.rows):
        yield from text_lines(first, width, Style.LABEL)
        if bars and draw and bars[place].share is not None:
            yield Span("  "), Span(_bar(bars[place], min(BAR, width - GAP), draw), Style.BAR)
        named = [f"{column.heading}: {cell}" for column, cell in zip(table.columns[1:], others, strict=True) if cell]
        yield from _packed(named, width)


def _packed(named: Sequence[str], width: int) -> Iterator[Line]:
    """Yield cells indented, as many on a line as there is room for; one that is longer than a line wraps."""
    line = ""
    for cell in named:
        joined = f"{line}   {cell}" if line else cell
        if cells(joined) <= width - GAP:
            line = joined
            continue
        if line:
            yield (Span(f"  {line}"),)
        line = cell if cells(cell) <= width - GAP else ""
        yield from () if line else text_lines(cell, width, first="  ", rest="    ")
    if line:
        yield (Span(f"  {line}"),)
