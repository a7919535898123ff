"""What a reader sees of HTML and of Markdown."""

from collections.abc import Iterator
from html.parser import HTMLParser

from markdown_it import MarkdownIt
from markdown_it.token import Token


class Page(HTMLParser):
    """What a browser makes of HTML: the text outside pictures, and every tag with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.shown, self.pictured = "", ""
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "wbr"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Leave a tag."""
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note a text."""
        if "svg" in self._open:
            self.pictured += data
        elif not {"head", "style"} & set(self._open):
            self.shown += data


PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def tokens(text: str) -> Iterator[Token]:
    """Yield every token of Markdown, those inside others too."""
    yield from _every(PARSER.parse(text))


def _every(parsed: list[Token]) -> Iterator[Token]:
    for token in parsed:
        yield token
        yield from _every(token.children or [])


def read_markdown(text: str) -> str:
    """Return the text of Markdown as a reader sees it."""
    return "".join(token.content for token in tokens(text) if token.type in ("text", "text_special"))
