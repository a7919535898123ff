"""What to ask in a forms tool, worded so that what comes back is read without saying which heading is which topic."""

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Any

import attrs

from positiveculture.errors import NotScored
from positiveculture.formats.answers import LevelNames
from positiveculture.framework import Framework
from positiveculture.sheets.columns import TopicNames, is_tools_own
from positiveculture.topics import Topic

#: How a text begins that a spreadsheet takes for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@attrs.frozen
class Question:
    """What to ask on one topic."""

    topic: Topic
    text: str
    #: Level to the answer that means it, lowest first.
    answers: tuple[tuple[int, str], ...]


def questions(framework: Framework) -> tuple[Question, ...]:
    """Return what to ask on each rated topic.

    Raises:
        NotScored: No topic is rated.
    """
    names = TopicNames(framework)
    asked = tuple(
        Question(topic, _text(topic, names), tuple(_answers(topic)))
        for topic in framework.every_topic
        if topic.scale is not None
    )
    if not asked:
        raise NotScored(framework.title, framework.unscored)
    return asked


def _text(topic: Topic, names: TopicNames) -> str:
    """Return the first way to write a topic that means no other one; its id always does."""
    title = " ".join(topic.title.split())
    numbered = [] if topic.number is None else [f"{topic.number}. {title}"]
    for text in (*numbered, title, f"{title} [{topic.id}]"):
        if names.find(text) == [topic] and text.isprintable() and not is_tools_own(text):
            return text
    return topic.id


def _answers(topic: Topic) -> Iterator[tuple[int, str]]:
    """Yield each level with the first way to write it that means no other one; its number always does."""
    names = LevelNames(topic)
    for level in topic.scale.levels if topic.scale else ():
        statement = topic.statement(level.number)
        words = [level.label] if statement is None else [statement.text, level.label]
        texts = [f"{level.number} - {' '.join(each.split())}" for each in words]
        clear = (text for text in texts if names.levels(text) == (level.number,) and text.isprintable())
        yield level.number, next(clear, str(level.number))


def forms_text(framework: Framework) -> str:
    """Return the questions as text to paste into a forms tool: each with its answers below it, a line each."""
    blocks = ["\n".join([each.text, *(text for _, text in each.answers)]) for each in questions(framework)]
    return "\n\n".join(blocks) + "\n"


def csv_text(framework: Framework) -> str:
    """Return a CSV file with the questions as headings and no rows, to fill in a reply a row."""
    out = StringIO()
    headings = (f"'{each.text}" if each.text.startswith(FORMULA) else each.text for each in questions(framework))
    csv.writer(out, lineterminator="\n").writerow(headings)
    return out.getvalue()


def questions_to_dict(framework: Framework) -> dict[str, Any]:
    """Return the questions as JSON."""
    return {
        "framework": framework.id,
        "edition": framework.edition,
        "questions": [
            {
                "topic": each.topic.id,
                "text": each.text,
                "answers": [{"level": level, "text": text} for level, text in each.answers],
            }
            for each in questions(framework)
        ],
    }
