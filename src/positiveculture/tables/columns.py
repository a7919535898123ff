"""Which column of a table says what, and which names the columns have that are added to it."""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping

import attrs
import narwhals.stable.v2 as nw

from positiveculture.errors import InvalidTable, Problem, UnknownTopic
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.problems import Problems
from positiveculture.rules.program import all_leaves
from positiveculture.sentences import called, named, quoted, suggestions

#: What follows a topic's id in the name of a column that tells of its evidence, or that it is not applicable.
EVIDENCED, NOT_APPLICABLE = "_evidenced", "_not_applicable"

#: Engines to which `Award` and `award` are one and the same name.
CASELESS = ("duckdb", "pyspark", "sqlframe", "ibis")


def _entries(table: Mapping[Hashable, str]) -> tuple[tuple[Hashable, str], ...]:
    return tuple(table.items())


@attrs.frozen
class Columns:
    """Where a table says what of each topic."""

    framework: Framework = attrs.field(eq=id)
    #: Topic to the column of its levels; topics without a column are unanswered.
    levels: Mapping[str, str] = attrs.field(eq=_entries)
    #: Topic to the column that tells whether there is evidence.
    evidenced: Mapping[str, str] = attrs.field(eq=_entries)
    #: Topic to the column that tells that it is not applicable.
    not_applicable: Mapping[str, str] = attrs.field(eq=_entries)
    #: Topic and kind of evidence that a rule asks for to the column that tells whether there is such evidence.
    kinds: Mapping[tuple[str, str], str] = attrs.field(factory=dict, eq=_entries)

    @property
    def used(self) -> list[str]:
        """Every column that is read, each once."""
        parts = (self.levels, self.evidenced, self.not_applicable, self.kinds)
        return list(dict.fromkeys(column for part in parts for column in part.values()))


def find_columns(
    framework: Framework,
    schema: Mapping[str, nw.dtypes.DType],
    columns: Mapping[str | int, Hashable] | None,
    *,
    missing: str,
) -> Columns:
    """Return which column of a table with `schema` says what.

    Raises:
        InvalidTable: Every problem at once.
    """
    column_of, problems = _by_topic(framework, columns or {})
    needed_levels, needed_evidence = _needed(framework)
    rated = {topic.id: column_of[topic.id] for topic in framework.every_topic if topic.scale is not None}
    unused = [column for column in schema if column not in column_of.values()]
    for topic, column in column_of.items():
        if column != topic and column not in schema:
            problems.append(_missing_column(column, unused, topic, called("topic", topic)))
    if missing == "refuse":
        for topic in needed_levels:
            if rated[topic] == topic and topic not in schema:
                problems.append(_missing_column(topic, unused, topic, called("topic", topic)))
        for topic, kind in needed_evidence:
            if evidence_column(column_of[topic], kind) not in schema:
                words = gettext("evidence of {topic} of the kind {kind}") if kind else gettext("evidence of {topic}")
                place = words.format(topic=quoted(topic), kind=quoted(kind))
                problems.append(_missing_column(evidence_column(column_of[topic], kind), unused, topic, place))
    refuse(problems)
    return Columns(
        framework,
        {topic: column for topic, column in rated.items() if column in schema},
        {topic: column + EVIDENCED for topic, column in column_of.items() if column + EVIDENCED in schema},
        {topic: column + NOT_APPLICABLE for topic, column in column_of.items() if column + NOT_APPLICABLE in schema},
        {
            (topic, kind): evidence_column(column_of[topic], kind)
            for topic, kind in needed_evidence
            if kind and evidence_column(column_of[topic], kind) in schema
        },
    )


def evidence_column(column: str, kind: str) -> str:
    """Return the column that tells of a topic whose own is `column` whether there is evidence of a kind; "": of any."""
    return f"{column}{EVIDENCED}_{kind}" if kind else column + EVIDENCED


def topic_column(name: str) -> str:
    """Return the name of the column of levels that a column goes with."""
    return re.sub(f"({EVIDENCED}(_[a-z-]+)?|{NOT_APPLICABLE})$", "", name)


def asked_kinds(framework: Framework) -> list[tuple[str, str]]:
    """Return each topic of which a rule asks for evidence of a kind, with the kind."""
    return [(topic, kind) for topic, kind in _needed(framework)[1] if kind]


def _by_topic(framework: Framework, columns: Mapping[str | int, Hashable]) -> tuple[dict[str, str], list[Problem]]:
    """Return the column of each topic: the one that is given, else the topic's own id."""
    column_of = {topic.id: topic.id for topic in framework.every_topic}
    problems = []
    for key, column in columns.items():
        try:
            column_of[framework.topic(key).id] = str(column)  # pandas has whole numbers for names too
        except UnknownTopic as error:
            words = {"name": str(key), **suggestions(str(key), error.known)}
            problems.append(Problem("unknown-topic", ("columns", key), words, "`columns`"))
    times = Counter(column_of.values())
    problems += [in_column("column-shared", column) for column in sorted(times) if times[column] > 1]
    return column_of, problems


def _needed(framework: Framework) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the topics whose levels, and those whose evidence, of a kind or "" of any, the awards' rules read."""
    levels: dict[str, None] = {}
    evidence: dict[tuple[str, str], None] = {}
    for node in all_leaves(framework.program):
        topic = node.get("of") or node.get("answered") or node.get("evidence")
        if "answered" in node or "evidence" in node:
            evidence[node.get("answered") or node["evidence"], node.get("kind", "")] = None
        rated = [topic] if topic else node.get("points", ())
        levels.update(dict.fromkeys(each for each in rated if each in framework.program["scales"]))
    return list(levels), list(evidence)


def _missing_column(column: str, unused: Iterable[str], topic: str, place: str) -> Problem:
    return Problem("column-missing", (topic,), {"name": column, **suggestions(column, map(str, unused))}, place)


def in_column(code: str, name: object, **params: object) -> Problem:
    """Return what is wrong with the column `name`, which is its path."""
    return Problem(code, (str(name),), params, named("column", str(name)))


def no_column(name: object, schema: Iterable[object], option: str) -> Problem:
    """Return the problem of a column that `option` names, and that is not there."""
    words = {"name": str(name), **suggestions(str(name), map(str, schema))}
    return Problem("missing-column", (option, str(name)), words, f"`{option}`")


def refuse(problems: Iterable[Problem]) -> None:
    """Raise `InvalidTable` where there are problems."""
    collected = Problems()
    collected.add(*problems)
    collected.refuse(InvalidTable, gettext("the table"), None)


def require_unused(names: Iterable[str], taken: Iterable[str], engine: str) -> None:
    """Refuse names for new columns that the table has already.

    Raises:
        InvalidTable: Every name that is taken.
    """
    caseless = engine in CASELESS
    known = {str(name).lower() if caseless else name for name in taken}
    refuse(in_column("column-taken", name) for name in names if (name.lower() if caseless else name) in known)
