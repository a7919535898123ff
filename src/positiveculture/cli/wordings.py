"""A framework in other words: which are wanted, and what they have no words for."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
from rich.console import RenderableType
from rich.text import Text

from positiveculture.cli import words
from positiveculture.cli.pictures import heading, paragraph
from positiveculture.errors import FileTrouble, UnknownWording
from positiveculture.formats.framework import read_framework
from positiveculture.formats.wording import (
    Gap,
    Wording,
    count_texts,
    find_wordings,
    missing_words,
    read_wording,
    worded,
)
from positiveculture.framework import Framework


@attrs.frozen
class Wanted:
    """In whose words a framework is wanted; by default in its own."""

    language: str | None = None
    file: Path | None = None

    def over(self, framework: Framework, beside: str | None = None) -> Framework:
        """Return `framework` in these words; `beside` is the file that it was read from, which may have some beside it.

        Raises:
            UnknownWording, InvalidWording, FileTrouble, InvalidFile, RegistryError: The words cannot be had.
        """
        if beside is not None and self.language and _lies_beside(beside, self.language):
            framework = read_framework(beside, language=self.language)
        return worded(framework, *self.wordings(framework))

    def wordings(self, framework: Framework) -> tuple[Wording, ...]:
        """Return the wordings to lay over `framework`: those of the language that are found, then that of the file."""
        found: tuple[Wording, ...] = ()
        if self.language:
            try:
                found = find_wordings(framework, self.language)
            except UnknownWording:
                if framework.language.lower() != self.language.lower() and self.file is None:
                    raise
        return (*found, *([read_wording(self.file)] if self.file else []))

    def remark(self, framework: Framework) -> Iterator[RenderableType]:
        """Yield how many texts have no words in what was laid over `framework`, where something was."""
        laid = self.wordings(framework)
        gaps = missing_words(framework, *laid)
        if laid and gaps:
            texts = words.count(count_texts(framework), "text")
            text = (
                f"{len(gaps)} of {texts} have no words in {framework.language}, and are shown in the framework's own."
            )
            yield paragraph("\n" + words.title(text), style="dim")


def _lies_beside(framework: str, language: str) -> bool:
    try:
        return Path(framework).with_name(f"wording.{language}.toml").exists()
    except (OSError, ValueError) as error:
        raise FileTrouble(framework, str(error)) from error


def gaps_to_list(gaps: tuple[Gap, ...]) -> list[dict[str, Any]]:
    """Return what has no words yet as `check --json` prints it: `[{"place", "text"}]`, the text the framework's own."""
    return [attrs.asdict(gap) for gap in gaps]


def gap_list(gaps: tuple[Gap, ...]) -> Iterator[RenderableType]:
    """Yield each text for which a wording has no words."""
    if not gaps:
        yield Text("It has words for every text.")
        return
    yield heading(f"Without words in it, and shown in the framework's own: {words.count(len(gaps), 'text')}")
    yield from (paragraph(words.title(f"{gap.place}: {gap.text}"), 2) for gap in gaps)
