"""The summary of actions as JSON, for others to read; nothing reads it back."""

from typing import Any

from positiveculture.award_requirements import topics_by_award
from positiveculture.field_types import require
from positiveculture.formats.plain import head, notice
from positiveculture.outcome import Outcome
from positiveculture.topics import Topic


def next_statements_to_dict(outcome: Outcome) -> dict[str, Any]:
    """Return the summary of actions as `positiveculture summary --json` prints it.

    `{"framework", "edition", "service", "assessed_on", "groups": [{"title", "topics": [{"topic", "number", "level",
    "next_level", "next_statement"}]}]}`; a level or a statement is null where there is none.  Where the framework has a
    notice, it is under `notice`.
    """
    require(outcome, Outcome)
    return {
        **head(outcome.assessment),
        "groups": [
            {"title": title, "topics": [_topic(outcome, topic) for topic in topics]}
            for title, topics in topics_by_award(outcome.framework)
        ],
        **notice(outcome.framework),
    }


def _topic(outcome: Outcome, topic: Topic) -> dict[str, Any]:
    level = outcome.assessment.levels.get(topic.id)
    statement = outcome.next_statement(topic)
    return {
        "topic": topic.id,
        "number": topic.number,
        "level": level,
        "next_level": None if level is None else topic.better(level),
        "next_statement": statement.words(outcome.assessment.service_model) if statement else None,
    }
