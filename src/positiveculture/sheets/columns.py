"""What each column of an export is: a topic, a group, a person, or something about people that is not read."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import attrs

from positiveculture.errors import Problem
from positiveculture.formats.answers import plain_form
from positiveculture.framework import Framework
from positiveculture.problems import Problems
from positiveculture.sentences import column_letters, named, suggestions
from positiveculture.sheets.headings import Headings
from positiveculture.sheets.options import SheetOptions
from positiveculture.topics import Topic

#: Columns about people and times that forms tools add, in normal form.
PERSONAL = re.compile(
    r"(?:(?:your|full|first|last|user)? ?name|e-?mail(?: addresse?s?)?|username|phone(?: number)?|telephone)\d*"
    r"|ip ?addr(?:ess)?|timestamp|(?:start|completion|completed|last modified|submission|finish|end) ?(?:time|date)"
    r"|(?:submitted|started|finished|completed)(?: at| on)?|date (?:submitted|started|last action)|submitdate|datestamp"
    r"|(?:duration|(?:group|question) time:).*|interviewtime|total time|grouptime\d+"
    r"|(?:start ?)?language|last ?page|seed|token|access code|ref(?:errer )?url|custom data \d+"
)
#: Columns in which a forms tool numbers replies.
IDS = frozenset(
    ("id", "response id", "respondent id", "submission id", "collector id", "reply id", "unique response number", "#")
)
#: Columns of quizzes.
QUIZ = re.compile(r"total points|quiz feedback|score|total score|grade posted time|(?:points|feedback) - .*")

_NUMBERED = re.compile(r"([0-9]+(?:\.(?:[0-9]+|[a-z]))*)\s*[.):-]?\s+(\S.*)")
_GRID = re.compile(r"[^\[\]]*\[([^\[\]]*)\]")


@attrs.frozen
class SheetColumns:
    """What the columns of a table are, each by its place."""

    #: In the order of the framework.
    topics: Mapping[int, Topic]
    by: int | None = None
    person: int | None = None
    #: The column in which a forms tool numbers replies.
    id: int | None = None
    #: The headings of columns that are not read.
    dropped: tuple[str, ...] = ()
    #: The places of columns that are none of these, where they are kept.
    others: tuple[int, ...] = ()


class TopicNames:
    """How the topics of a framework may be called in a heading, in normal form."""

    def __init__(self, framework: Framework) -> None:
        self.by_name: dict[str, dict[str, Topic]] = {}
        self.by_number: dict[str, Topic] = {}
        for topic in framework.every_topic:
            self._add(topic.id, topic)
            self._add(topic.title, topic)
            if topic.number is not None:
                self._add(str(topic.number), topic)
                self.by_number[str(topic.number)] = topic
        # An id or a number is that of one topic, whatever else is called so.
        for topic in framework.every_topic:
            self.by_name[plain_form(topic.id)] = {topic.id: topic}
        for number, topic in self.by_number.items():
            self.by_name[plain_form(number)] = {topic.id: topic}

    def _add(self, name: str, topic: Topic) -> None:
        self.by_name.setdefault(_bare(name), {})[topic.id] = topic

    def find(self, heading: str) -> list[Topic]:
        """Return the topics that a heading may mean: an id, a number, a title, "14. title", or one of these in [ ]."""
        inside = _GRID.fullmatch(heading.strip().rstrip("*: "))
        for text in (heading, inside[1] if inside else ""):
            topics = self.by_name.get(_bare(text)) or self._numbered(_bare(text))
            if text and topics:
                return list(topics.values())
        return []

    def _numbered(self, text: str) -> dict[str, Topic]:
        """Return the topics that a number and a title mean: of that number, or of none where it is the form's own.

        A form's own number may stand before a title that has one, as in "3. 14. title".
        """
        parts = _NUMBERED.fullmatch(text)
        inside = _NUMBERED.fullmatch(parts[2]) if parts else None
        if inside and parts and parts[2] not in self.by_name:
            parts = inside
        topics = self.by_name.get(parts[2], {}) if parts else {}
        return {id_: topic for id_, topic in topics.items() if parts and str(topic.number or parts[1]) == parts[1]}


def _bare(text: str) -> str:
    """Return a heading in normal form, without what marks an answer that is needed, or a text."""
    return plain_form(text).lstrip("'").rstrip("*: ")


def find_columns(  # noqa: PLR0913 - what may be given of columns
    known: Headings,
    framework: Framework,
    problems: Problems,
    options: SheetOptions,
    *,
    filled: Collection[int] = (),
    keep: bool = False,
) -> SheetColumns:
    """Return what each column is; what is unclear is reported.

    Args:
        known: The headings.
        framework: Whose topics are answered.
        problems: Where it is reported.
        options: Its by, person and columns are heeded; headings of other tables may be among these.
        filled: The columns that hold anything below their headings.
        keep: Whether columns of another name are kept, and those in which replies are numbered; else they are reported.
    """
    headings = known.names
    names = TopicNames(framework)
    places: dict[str, list[int]] = {}
    for place, heading in enumerate(headings):
        places.setdefault(_bare(heading), []).append(place)
    written = [heading for heading in headings if heading]
    by, person = (_place(heading, places, written, problems) for heading in (options.by, options.person))
    given = _chosen_topics(options.columns, places, names, problems)
    topics: dict[int, Topic] = {}
    dropped: list[str] = []
    others: list[int] = []
    id_place = None
    questions = {_bare(heading) for heading in headings}
    for place, heading in enumerate(headings):
        if place in (by, person):
            continue
        if not heading:
            if place in filled:
                report(problems, "heading-missing", letters=column_letters(place))
            continue
        matches, bare = _topics(place, given, (heading, *known.others_of(place)), names), _bare(heading)
        idle = place in given or place in known.added or _is_extra(bare, questions)
        if len(matches) > 1:
            report(problems, "heading-of-several", column=heading, topics=[topic.id for topic in matches])
        elif matches and matches[0].scale is not None:
            topics[place] = matches[0]
        elif not matches and keep and not idle:
            others.append(place)
        elif matches or idle or bare in IDS:
            dropped.append(heading)
            id_place = place if id_place is None and not matches and bare in IDS else id_place
        else:
            near = suggestions(heading, _titles(framework)).get("near", [])
            report(problems, "unknown-heading", column=heading, near=near)
    _report_twice(topics, headings, problems)
    order = {topic.id: place for place, topic in enumerate(framework.every_topic)}
    topics = dict(sorted(topics.items(), key=lambda pair: order[pair[1].id]))
    return SheetColumns(topics, by, person, id_place, tuple(dropped), tuple(others))


def _topics(
    place: int, given: Mapping[int, Topic | None], headings: Sequence[str], names: TopicNames
) -> Sequence[Topic]:
    """Return the topics that a column may be of: the one that is given, else those of the first of its names."""
    if place in given:
        topic = given[place]
        return [] if topic is None else [topic]
    return next(filter(None, map(names.find, headings)), [])


def _is_extra(heading: str, questions: set[str]) -> bool:
    """Return whether a column is one that a forms tool adds: about the person, the time, or a quiz."""
    _, dash, question = heading.partition(" - ")
    if dash and heading.startswith(("points - ", "feedback - ")):
        return question in questions
    return bool(PERSONAL.fullmatch(heading) or QUIZ.fullmatch(heading))


def is_tools_own(heading: str) -> bool:
    """Return whether forms tools call a column so that they add by themselves."""
    bare = _bare(heading)
    return bare in IDS or bool(PERSONAL.fullmatch(bare) or QUIZ.fullmatch(bare))


def _titles(framework: Framework) -> list[str]:
    return [
        topic.title if topic.number is None else f"{topic.number}. {topic.title}" for topic in framework.every_topic
    ]


def _place(heading: str | None, places: Mapping[str, list[int]], known: list[str], problems: Problems) -> int | None:
    """Return the place of the column of a heading; where there is none, or more than one, that is reported."""
    if heading is None:
        return None
    if _bare(heading) not in places:
        report(problems, "missing-column", name=heading, known=known)
        return None
    return _only_place(heading, places, problems)


def _only_place(heading: str, places: Mapping[str, list[int]], problems: Problems) -> int | None:
    """Return the place of the one column of a heading; where there are more, that is reported."""
    named = places.get(_bare(heading), [])
    if len(named) > 1:
        report(problems, "column-twice", column=heading)
    return named[0] if len(named) == 1 else None


def missing_headings(given: Iterable[str], headings: Sequence[str]) -> list[str]:
    """Return the headings that are given and that no column has."""
    known = {_bare(heading) for heading in headings}
    return [heading for heading in given if _bare(heading) not in known]


def _chosen_topics(
    given: Mapping[str, object], places: Mapping[str, list[int]], names: TopicNames, problems: Problems
) -> dict[int, Topic | None]:
    """Return the topic that is given for each column, by its place; None for a column that is not read."""
    topic_of: dict[int, Topic | None] = {}
    for heading, value in given.items():
        place = _only_place(heading, places, problems)
        if place is None:
            continue
        if value is False:
            topic_of[place] = None
            continue
        matches = names.by_name.get(plain_form(str(value)), {}) if isinstance(value, str | int) else {}
        topic = next(iter(matches.values()), None) if len(matches) == 1 else None
        if topic is None:
            ids = [id_ for topics in names.by_name.values() for id_ in topics]
            report(problems, "unknown-topic", column=heading, name=str(value), known=list(dict.fromkeys(ids)))
        topic_of[place] = topic
    return topic_of


def _report_twice(topics: Mapping[int, Topic], headings: Sequence[str], problems: Problems) -> None:
    first: dict[str, int] = {}
    for place, topic in topics.items():
        earlier = first.setdefault(topic.id, place)
        if earlier != place:
            report(
                problems, "topic-in-two-columns", column=headings[place], topic=topic.id, other=column_letters(earlier)
            )


def report(
    problems: Problems,
    code: str,
    *,
    row: int | None = None,
    column: str | None = None,
    known: Sequence[str] | None = None,
    **params: Any,
) -> None:
    """Report a problem of a table, in a row and a column, as far as it is in one."""
    place = [] if row is None else [named("row", row)]
    place += [] if column is None else [named("column", column)]
    path = tuple(step for step in (row, column) if step is not None)
    params |= {} if known is None else suggestions(params["name"], known)
    problems.add(Problem(code, path, params, ", ".join(place)))
