"""Documents in a terminal: in colour or not, in as many columns as there are.

Rich prints them; it comes with the extra `cli`.
"""

from collections.abc import Iterator

import attrs

from positiveculture.documents.blocks import Document
from positiveculture.extras import extra
from positiveculture.render.layout import layout
from positiveculture.render.lines import Style
from positiveculture.render.prepared import map_texts, prepare

with extra("cli", "a document in the terminal", ("rich",)):
    from rich.console import Console, ConsoleOptions
    from rich.text import Text

#: How each stretch of text looks; what it is for is clear without that.
STYLES = {
    Style.PLAIN: "",
    Style.TITLE: "bold",
    Style.HEADING: "bold",
    Style.LABEL: "bold",
    Style.NOTICE: "italic",
    Style.BAR: "cyan",
}


@attrs.frozen
class Screen:
    """A document that Rich can print, with its letters escaped where the output has no such letters."""

    document: Document

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        """Yield the lines, none of them wider than the output."""
        encoding = options.encoding
        document = map_texts(prepare(self.document), lambda text: _encodable(text, encoding))
        draw = _ascii_bar if options.ascii_only else _bar
        for line in layout(document, options.max_width, draw):
            parts = ((span.text, STYLES[span.style]) for span in line)
            yield Text.assemble(*parts, no_wrap=True, overflow="ignore")


def _encodable(text: str, encoding: str) -> str:
    return text.encode(encoding, "backslashreplace").decode(encoding)


def _bar(done: int, possible: int, size: int) -> str:
    return "█" * done + "▒" * possible + "░" * (size - done - possible)


def _ascii_bar(done: int, possible: int, size: int) -> str:
    return "#" * done + "+" * possible + "-" * (size - done - possible)
