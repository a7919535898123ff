"""Texts as cells hold them: what a cell would lose is shown by its number, and what cannot be held is reported."""

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final

from positiveculture.escaping import escape, is_shown
from positiveculture.framework import Framework

#: How many signs a cell holds, and how many of a label are shown.
MOST_SIGNS: Final = 32_767
LABEL: Final = 120


def cell_text(text: str) -> str:
    """Return `text` as a cell shows it: line ends and spaces stay, other invisible characters are escaped."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(sign if _is_held(sign) else escape(sign) for sign in lines)


def _is_held(sign: str) -> bool:
    return sign == "\n" or is_shown(sign) or unicodedata.category(sign) == "Zs"


def label(text: str) -> str:
    """Return `text` on one line of at most `LABEL` signs."""
    line = " ".join(cell_text(text).split())
    return line if len(line) <= LABEL else line[: LABEL - 1] + "…"


def choices(titles: Mapping[str, str]) -> dict[str, str]:
    """Return what is chosen from: id to label; those that differ in case alone, or not at all, have their id too."""
    labels = {id_: label(title) for id_, title in titles.items()}
    known = [each.casefold() for each in labels.values()]
    return {id_: text if known.count(text.casefold()) == 1 else f"{text} ({id_})" for id_, text in labels.items()}


def topic_choices(framework: Framework) -> dict[str, str]:
    """Return what each topic is called where it is chosen from a list, by its id."""
    return choices({topic.id: framework.numbered_title(topic.id) for topic in framework.every_topic})


def cut(texts: Iterable[str]) -> str:
    """Return texts as paragraphs of one cell, cut where it is full: they are shown, and not read back."""
    return "\n".join(map(cell_text, texts))[:MOST_SIGNS]
