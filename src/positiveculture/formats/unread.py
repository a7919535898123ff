"""What could not be read of a framework, and so what is no second problem because of it."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import attrs

from positiveculture.awards import Award
from positiveculture.problems import Fault, Problems
from positiveculture.topic_checks import every_topic
from positiveculture.topics import Topic

#: What may be untrue of a rule, a scale or a method where a topic, or its scale, is not known.
OF_TOPICS = (
    *("rule-level-never-fails", "rule-nothing-rated", "rule-nothing-rated-under", "rule-share-never-fails"),
    *("rule-weight-unused", "needs-scale", "nothing-to-average", "unused-scale"),
)

#: What may be untrue of a rule where a principle is not known.
OF_PRINCIPLES = ("rule-nothing-rated-under", "rule-level-never-fails", "rule-share-never-fails", "rule-weight-unused")

#: The tables that topics refer to.
TABLES = ("principles", "tools", "references", "aspects", "service_models")


@attrs.frozen
class Unread:
    """What is wrong already, by what may follow from it."""

    #: Topics, and awards, of which not all is known; None among them: one whose id is not known.
    topics: Collection[str | None]
    awards: Collection[str | None]
    #: Codes of problems that may follow.
    codes: Collection[str]

    def explains(self, problem: Fault) -> bool:
        """Return whether a problem may be there only because of what could not be read."""
        name = problem.params.get("name")
        if problem.code in ("unknown-topic", "unknown-award"):
            unread = self.topics if problem.code == "unknown-topic" else self.awards
            return None in unread or name in unread
        of_rule = problem.code.startswith("rule-") and problem.params.get("topic", "") in (*self.topics, "-")
        return of_rule or problem.code in self.codes


def unread_parts(
    table: Mapping[str, Any],
    topics: Mapping[int, Topic],
    awards: Mapping[int, Award],
    of: tuple[Collection[str], Problems],
) -> Unread:
    """Return what could not be read.

    Args:
        table: The framework's payload.
        topics: What is left of each by its place; a scale that could not be read has something in its place.
        awards: The same of awards.
        of: The other keys of which something is left, and what is reported.
    """
    left, problems = of
    at = {each.path[:2] for each in problems.found}
    wrong = {path[0] for path in at if path}
    faulty = {path[1] for path in at if path[:1] == ("topics",) != path}
    unclear = frozenset(_unclear(table.get("topics"), topics, faulty))
    listed = table.get("awards")
    ids = [_id(entry) for entry in (listed if isinstance(listed, list) else ())]
    lost = frozenset(ids) - {award.id for award in awards.values()}
    codes = {*(OF_TOPICS if unclear else ()), *(OF_PRINCIPLES if "principles" in wrong else ())}
    codes |= {f"unknown-{_one(key)}" for key in TABLES if key in wrong and key not in left}
    codes |= {"floor-without-awards"} if lost else set()
    codes |= {"same-rank", "rank-order"} if "awards" in wrong else set()
    codes |= {"no-averages"} if "averages" in wrong else set()
    return Unread(unclear, lost, codes)


def _one(key: str) -> str:
    return key.removesuffix("s").replace("_", "-")


def _id(entry: object) -> str | None:
    id_ = entry.get("id") if isinstance(entry, Mapping) else None
    return id_ if isinstance(id_, str) else None


def _unclear(listed: object, topics: Mapping[int, Topic], faulty: Collection[str | int]) -> Iterator[str | None]:
    """Yield each topic that is lost, or whose scale is not known; None for one whose id is not known."""
    if not isinstance(listed, list):
        yield None
        return
    left = {topic.id for topic in every_topic(topics.values())}
    for place, entry in enumerate(listed):
        for id_, scale in _topics(entry):
            if id_ not in left or not (isinstance(scale, str) or (place not in faulty and scale is None)):
                yield id_


def _topics(entry: object) -> Iterator[tuple[str | None, object]]:
    """Yield the id of a topic and of each part, with what it says of its scale."""
    yield _id(entry), entry.get("scale") if isinstance(entry, Mapping) else None
    parts = entry.get("parts") if isinstance(entry, Mapping) else None
    for part in parts if isinstance(parts, list) else () if parts is None else (None,):
        yield from _topics(part)
