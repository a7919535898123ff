"""SSSOM tables read as crosswalks; what is wrong is reported with its line and column, every problem at once."""

import csv
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from io import StringIO
from urllib.parse import quote, unquote

import attrs

from positiveculture.crosswalk import Crosswalk, Endpoint, Link, Relation
from positiveculture.errors import InvalidCrosswalk, Problem
from positiveculture.escaping import is_visible
from positiveculture.field_types import with_types
from positiveculture.formats.csv_faults import csv_reason
from positiveculture.formats.parsing import read_text
from positiveculture.formats.paths import Readable, with_filename
from positiveculture.formats.sssom.vocabulary import FORMULA, NEEDED, NO_MATCH, OURS, RELATIONS, VOCABULARIES
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.problems import Problems
from positiveculture.sentences import named, shown, suggestions

#: A line of the metadata, and one of the prefixes that `curie_map` lists below it.
METADATA = re.compile(r"#[ \t]?([a-z_]+):[ \t]*(.*)")
PREFIX = re.compile(r"#[ \t]{2,}(.+?):[ \t]+(\S.*)")


#: The placeholder of an end that nothing names, which is reported.
UNKNOWN = Endpoint("-", "-")


@with_types
def read_sssom(
    path: Readable, *, source: Framework | None = None, target: Framework | None = None, rationale: str = ""
) -> Crosswalk:
    """Return the crosswalk in an SSSOM table; as `from_sssom`, of a file.

    Raises:
        FileTrouble: The file cannot be opened.
        InvalidFile: It is not UTF-8, too large or empty.
        InvalidCrosswalk: Every problem at once, each with its line and column.
    """
    text = read_text(path)
    with with_filename(path):
        return from_sssom(text, source, target, rationale=rationale)


@with_types
def from_sssom(
    text: str, source: Framework | None = None, target: Framework | None = None, *, rationale: str = ""
) -> Crosswalk:
    """Return the crosswalk in an SSSOM table.

    A prefix means what `curie_map` says, else for the framework of that id: topics of anything else are refused.
    A row that says that the other side has no match (`sssom:NoTermFound`) is a gap, and no link.

    Args:
        text: The table.
        source: The framework of its subjects; a table that this library wrote says it itself.
        target: The framework of its objects, likewise.
        rationale: The rationale of each link that has none, in a table without comments.

    Raises:
        InvalidCrosswalk: Every problem at once, each with its line and column.
    """
    table = _MappingTable.of(text)
    ends = [table.end("subject", source), table.end("object", target)]
    links = list(table.links(ends, (source, target), rationale)) if table.sound(rationale) else []
    problems = Problems()
    problems.add(*table.problems)
    problems.refuse(InvalidCrosswalk, gettext("the SSSOM table"), None)
    crosswalk = Crosswalk(ends[0], ends[1], links)
    crosswalk.validate()
    return crosswalk


def named_frameworks(text: str) -> tuple[str | None, str | None]:
    """Return the id of the framework that a table names for its subjects, and for its objects, where it names one."""
    table = _MappingTable.of(text)
    subject, object_ = (end.framework if (end := table.named(side)) else None for side in ("subject", "object"))
    return subject, object_


@attrs.frozen
class _MappingTable:
    """What a text holds, and what is wrong with it."""

    metadata: Mapping[str, str]
    #: What each prefix means.
    prefixes: Mapping[str, str]
    columns: list[str]
    #: The line on which each row begins, from 1, and its cells.
    rows: list[tuple[int, list[str]]]
    problems: list[Problem]

    @classmethod
    def of(cls, text: str) -> "_MappingTable":
        lines = list(StringIO(text, newline=""))
        above = next((place for place, line in enumerate(lines) if not line.startswith("#")), len(lines))
        metadata, prefixes = _metadata(lines[:above])
        rows: list[tuple[int, list[str]]] = []
        problems: list[Problem] = []
        reader = csv.reader(lines[above:], delimiter="\t", strict=True)
        start = above + 1
        try:
            for cells in reader:
                rows += [(start, cells)] if cells else []
                start = above + reader.line_num + 1
        except csv.Error as error:
            problems.append(Problem("not-tab-separated", (start,), {"reason": csv_reason(error)}, named("line", start)))
        columns = rows[0][1] if rows else []
        return cls(metadata, prefixes, columns, rows[1:], problems)

    def end(self, side: str, framework: Framework | None) -> Endpoint:
        """Return what the table's metadata, or the framework that is given, say of one end."""
        named = self.named(side)
        if framework is None and named is None:
            self._report("side-unknown", f"{side}_source")
        if framework is None and named is not None and not is_visible(named.edition):
            self._report("empty", f"{side}_source_version")
        if framework is not None and named not in (None, Endpoint.of(framework)):
            self._report("other-framework", f"{side}_source", name=str(named), expected=str(Endpoint.of(framework)))
        return Endpoint.of(framework) if framework else named or UNKNOWN

    def named(self, side: str) -> Endpoint | None:
        """Return the framework that the metadata name for one end; None where they name none of ours."""
        source, version = (self._metadata(key) for key in (f"{side}_source", f"{side}_source_version"))
        return Endpoint(unquote(source.removeprefix(f"{OURS}:")), version) if source.startswith(f"{OURS}:") else None

    def _metadata(self, key: str) -> str:
        """Return what the metadata say, in double, single or no quotes."""
        value = self.metadata.get(key, "")
        try:
            return _scalar(value)
        except ValueError:
            self._report("unreadable-value", key, given=shown(value))
            return ""

    def _report(self, code: str, key: str, **params: object) -> None:
        self.problems.append(Problem(code, (key,), params, f"`{key}`"))

    def sound(self, rationale: str) -> bool:
        """Return whether the columns are those of an SSSOM table; what is wrong with them is reported."""
        place = gettext("the line with the names of the columns")
        needed = [name for name in NEEDED if name != "comment" or not rationale.strip()]
        missing = [name for name in needed if name not in self.columns]
        twice = sorted(name for name, count in Counter(self.columns).items() if count > 1)
        if missing:
            self.problems.append(Problem("no-columns", (), {"names": missing}, place))
        for name in twice:
            self.problems.append(Problem("column-twice", (name,), {}, named("column", name[:60])))
        return not missing and not twice

    def vocabulary(self, prefix: str) -> str:
        """Return what a prefix means: what `curie_map` says, else what it means in our tables, or a framework's id."""
        given = self.prefixes.get(prefix)
        return VOCABULARIES.get(prefix, _vocabulary(prefix)) if given is None else given

    def links(self, ends: Sequence[Endpoint], frameworks: Sequence[Framework | None], rationale: str) -> Iterator[Link]:
        """Yield each link; what is wrong with a row is reported."""
        for line, cells in self.rows:
            row = _MappingRow(line, dict(zip(self.columns, map(_plain, cells), strict=False)), self.problems)
            if NO_MATCH in (row.text("subject_id"), row.text("object_id")):
                continue
            if len(cells) > len(self.columns):
                row.report("many-cells", "", count=len(cells), columns=len(self.columns))
            if row.text("predicate_modifier"):
                row.report("no-link", "predicate_modifier")
            known = tuple(self.metadata.get(key, "") for key in ("mapping_provider", "mapping_set_id"))
            yield Link(
                self._topic(row, "subject_id", ends[0], frameworks[0]),
                self._topic(row, "object_id", ends[1], frameworks[1]),
                row.relation(),
                row.text("comment") if row.text("comment").strip() else rationale or row.needed("comment"),
                row.source(known),
            )

    def _topic(self, row: "_MappingRow", column: str, end: Endpoint, framework: Framework | None) -> str:
        """Return the topic that a cell such as `wigan-progress:dignity` names."""
        cell = row.needed(column)
        prefix, colon, rest = cell.partition(":")
        expected, address = _vocabulary(quote(end.framework, safe="")), self.vocabulary(prefix) + rest
        topic = unquote(address.removeprefix(expected))
        if cell.strip() and (not colon or not prefix or rest.startswith("//")):
            row.report("not-a-name", column, given=shown(cell))
        elif cell.strip() and end != UNKNOWN and not address.startswith(expected):
            words = {"name": prefix[:60], "given": self.vocabulary(prefix)[:60], "expected": end.framework[:60]}
            row.report("other-vocabulary", column, **words)
        elif cell.strip() and framework is not None and topic not in framework.topics_by_id:
            row.report("unknown-topic", column, name=topic[:60], **suggestions(topic, framework.topics_by_id))
        return topic


def _metadata(lines: Iterable[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the values of the metadata, as they are written, and what `curie_map` says of each prefix."""
    metadata, prefixes, key = dict[str, str](), dict[str, str](), ""
    for line in lines:
        if match := METADATA.match(line):
            key = match[1]
            metadata[key] = match[2].strip()
        elif key == "curie_map" and (match := PREFIX.match(line)):
            with suppress(ValueError):
                prefixes[_scalar(match[1])] = _scalar(match[2].strip())
    return metadata, prefixes


def _scalar(value: str) -> str:
    """Return what a YAML scalar says, in double, single or no quotes.

    Raises:
        ValueError: It is in double quotes, and cannot be read.
    """
    if value.startswith("'"):
        return value[1:-1].replace("''", "'")
    return str(json.loads(value)) if value.startswith('"') else value.partition(" #")[0].strip()


def _vocabulary(name: str) -> str:
    """Return the prefix of the topics of a framework."""
    return f"{VOCABULARIES[OURS]}{name}:"


@attrs.frozen
class _MappingRow:
    line: int
    cells: Mapping[str, str]
    problems: list[Problem]

    def report(self, code: str, column: str, **params: object) -> None:
        """Report what is wrong with a cell, or with the whole row; its path is the line and the column."""
        place = ", ".join([named("line", self.line), *([named("column", column)] if column else [])])
        self.problems.append(Problem(code, (self.line, *filter(None, [column])), params, place))

    def text(self, column: str) -> str:
        return self.cells.get(column, "")

    def needed(self, column: str) -> str:
        text = self.text(column)
        if not text.strip():
            self.report("no-rationale" if column == "comment" else "empty", column)
        return text

    def relation(self) -> Relation:
        """Return the relation that the predicate means."""
        predicate = self.needed("predicate_id")
        if predicate.strip() and predicate not in RELATIONS:
            self.report("unknown-choice", "predicate_id", name=predicate[:60], **suggestions(predicate, RELATIONS))
        return RELATIONS.get(predicate, Relation.RELATED)

    def source(self, known: Iterable[str]) -> str:
        """Return who says so: the authors, else who provides the mapping or the whole table."""
        authors = re.sub(r"(?<!\\)\|", "; ", self.text("author_label")).replace("\\|", "|")
        source = next(filter(str.strip, (authors, self.text("mapping_provider"), *known)), "")
        if not source:
            self.report("no-source", "author_label")
        return source


def _plain(cell: str) -> str:
    """Return what a cell says, without an apostrophe that only keeps a spreadsheet from taking it for a formula."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell[1:]) else cell
