"""Descriptions for people who type a file: the comments on the fields of the model, read from its source."""

import inspect
import re
from functools import cache
from typing import Any

#: The description of a key on which the model has no comment, because the name says it to who reads Python.
WORDS = {
    "actions": "What will be done.",
    "aspects": "Kinds of lists under topics: id = title. Under a topic: id = a list of sentences.",
    "assessed_on": "The day of the assessment, as 2026-03-31.",
    "authors": "Who wrote it.",
    "award": "The id of an award.",
    "based_on": "What it was made from.",
    "by_when": "The day by which it will be done.",
    "changed": "What will have changed.",
    "dated": "The day that it is from.",
    "description": "What it is about.",
    "done_on": "The day on which it was done.",
    "edition": "The edition of the framework, as its publisher calls it.",
    "evidence": "What shows that it is true.",
    "felt": "What will be felt.",
    "first_step": "What to begin with.",
    "framework": "The id of the framework.",
    "getting_help": "How to get their help.",
    "heard": "What will be heard.",
    "id": "Its name for ever: lower-case letters, digits and hyphens.",
    "jurisdiction": "Where it holds.",
    "language": "The language of its words, such as en or cy.",
    "level": "The level of the topic.",
    "modes": "The ways in which an assessment may be made: id = title.",
    "name": "What it is called.",
    "needs_evidence": "Whether the award asks for evidence.",
    "note": "Anything else to be kept.",
    "notes": "What a reader should know, one sentence each.",
    "plan": "What it asks of an action plan.",
    "principle": "The id of the principle that groups it.",
    "principles": "Ideas that group topics, by id.",
    "priorities": "What comes first.",
    "published": "When it was published.",
    "publisher": "Who publishes it.",
    "references": "Laws, strategies and standards, by id. Under a topic: the ids of those that it rests on.",
    "rights": "Who holds the rights in its words, and what may be done with them.",
    "roles": "Parts that people play, by id.",
    "rule": "What the award asks for.",
    "scales": "The scales of topics, by id.",
    "seen": "What will be seen.",
    "service": "The name of the service.",
    "service_model": "One of the edition's service models.",
    "service_models": "The kinds of service that statements may be worded for: id = title.",
    "source": "Where it comes from, and who holds its rights.",
    "spec": "The number of the plug-in API that it is written for.",
    "success": "How it will show that the plan has worked.",
    "summary": "What it is, in a few sentences.",
    "support_inside": "What support there will be from inside.",
    "support_outside": "What support there will be from outside.",
    "text": "The words.",
    "title": "What people call it.",
    "tools": "Aids that statements name, by id. Under a topic: the ids of those that it names.",
    "topic": "The topic's id, or its printed number.",
    "topics": "What is rated or reflected on, in order.",
    "url": "Its address.",
    "variants": "The words for one service model each: id = text.",
    "what": "What will be done.",
    "who": "Who will do it.",
    "why": "Why it comes first.",
    "awarded_on": "The day on which it was awarded.",
    "reason": "Why.",
    "in_force_until": "The first day on which this edition is in force no longer.",
    "place": "Where it was published.",
    "shared_with": "Who else has to take part in reaching a level, as the source says: level = who.",
    "suspensions": "Times in which it was not in force.",
    "levels": "Whole numbers without gaps, lowest first, each with its label.",
    "points": "Level = the points that it counts, for every level, where they are not the level's number.",
}

COMMENTED = re.compile(r"((?:^[ ]{4}#: .*\n)+)^[ ]{4}(\w+):", re.MULTILINE)


def about(cls: type) -> str:
    """Return what the docstring of `cls` says first."""
    return _plain(inspect.getdoc(cls) or "")


def described(cls: type, key: str, schema: dict[str, Any]) -> dict[str, Any]:
    """Return `schema` with the description of a key of `cls`, unless it has one."""
    own = schema.get("description", "") if "enum" in schema or schema.get("type") == "null" else ""
    words = own or _comments(cls).get(key) or WORDS.get(key, "")
    return {"description": words, **{name: value for name, value in schema.items() if name != "description"}}


@cache
def _comments(cls: type) -> dict[str, str]:
    comments = COMMENTED.findall(inspect.getsource(cls))
    return {name: _plain(comment.replace("#:", " ")) for comment, name in comments}


def _plain(text: str) -> str:
    """Return the first paragraph on one line; what is None in Python is left out of a file."""
    first = " ".join(text.partition("\n\n")[0].split())
    first = first.replace('; "" =', "; left out =")
    return first.replace("None:", "Left out:").replace("None where", "left out where").replace('"" =', "Left out =")
