"""A workbook read back: what is filled in, and never a verdict; every cell that is wrong at once, by its address."""

import warnings
from collections.abc import Callable, Mapping
from datetime import date
from itertools import takewhile
from typing import Any, TypeVar

import attrs

from positiveculture.assessment import Assessment
from positiveculture.errors import FileWarning, InvalidAssessment, InvalidWorkbook, Path, Problem
from positiveculture.formats.against import edition_of, installed
from positiveculture.formats.paths import Readable, with_filename
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.plugins.registry import get_framework
from positiveculture.problems import MOST
from positiveculture.responses import EVIDENCE_KINDS, Evidence, NotApplicable, Rating, Reflection, Response
from positiveculture.sentences import column_letters, quoted
from positiveculture.topics import Topic
from positiveculture.workbook.cells import BadCell, choice_of, day_of, is_blank, level_of, text_of
from positiveculture.workbook.fingerprint import assessment_fingerprint, framework_fingerprint
from positiveculture.workbook.keeping import keep
from positiveculture.workbook.layout import (
    ABOUT,
    ANSWER_COLUMNS,
    ANSWERS,
    EVIDENCE,
    EVIDENCE_COLUMNS,
    EVIDENCE_ROW,
    FORM,
    SHEETS,
    WORKING,
    head_key,
    head_of,
)
from positiveculture.workbook.opening import Sheet, Value, address, read_sheets
from positiveculture.workbook.texts import cell_text, label

T = TypeVar("T")

#: The kinds of evidence, each by what it is chosen by.
KINDS = {kind: kind for kind in EVIDENCE_KINDS}

#: Where a cell is: its sheet, row and column, counted from 0.
CellPlace = tuple[str, int, int]


def read_workbook(
    path: Readable, *, framework: str | Framework | None = None, into: Assessment | None = None
) -> Assessment:
    """Return the assessment that a workbook holds, an .xlsx or .ods file.

    Args:
        path: The file.
        framework: What it is against; by default the installed framework, and the edition, that it names.
        into: The assessment that the workbook was made from: what it has no cells for is kept from there.

    Raises:
        MissingExtra: The extra `workbook` is not installed.
        FileTrouble, InvalidFile: As for `read_sheets`.
        UnknownFramework, RegistryError: As for `get_framework`.
        InvalidWorkbook: It is none of ours, of a framework that has changed since, made from another assessment than
            `into`, holds a changed copy of a sheet, or cells are wrong: every one at once, by its sheet and address.

    Warns (`FileWarning`) of other sheets that hold anything, since they are not read.
    """
    sheets = {sheet.name: sheet for sheet in read_sheets(path)}
    with with_filename(path):
        missing = [name for name in (ANSWERS, EVIDENCE, WORKING, ABOUT) if name not in sheets]
        if missing:
            raise _refused(Problem("no-sheet", (), {"name": name}, gettext("the file")) for name in missing)
        _check_other_sheets(sheets)
        about = _about(sheets[ABOUT])
        against = _framework(about, framework)
        _check_about(about, against, into)
        return _WorkbookReader(sheets, against, into).read()


def _check_other_sheets(sheets: Mapping[str, Sheet]) -> None:
    """Refuse copies of the sheets that are filled in, and warn of other sheets: they are not read.

    A copy that says the same as the sheet is one of these others.
    """
    copied = {name: _original(sheet, sheets) for name, sheet in sheets.items() if name not in SHEETS}
    copies = [(name, of) for name, of in copied.items() if of and sheets[of].rows != sheets[name].rows]
    if copies:
        raise _refused(Problem("sheet-copied", (name,), {"name": of}, _sheet(quoted(name))) for name, of in copies)
    unread = [name for name in copied if sheets[name].is_filled]
    if unread:
        words = gettext("Not read, for the workbook has no such sheet of its own: {sheets}")
        warnings.warn(words.format(sheets=", ".join(map(quoted, unread))), FileWarning, stacklevel=3)


def _original(sheet: Sheet, sheets: Mapping[str, Sheet]) -> str | None:
    """Return which sheet that is filled in a sheet is a copy of; None: of none."""
    last = len(ANSWER_COLUMNS) - 1
    if any(str(sheet.value(row, last)) == head_key("service") for row in range(len(sheet.rows))):
        return ANSWERS
    heading = sheets[EVIDENCE].rows[EVIDENCE_ROW - 1 : EVIDENCE_ROW]
    return EVIDENCE if heading and sheet.rows[EVIDENCE_ROW - 1 : EVIDENCE_ROW] == heading else None


def _about(sheet: Sheet) -> dict[str, str]:
    """Return what the sheet About says, by the keys of its rows."""
    rows = range(len(sheet.rows))
    values = {str(sheet.value(row, 2)): text_of(sheet.value(row, 1)) for row in rows}
    missing = [name for name in ("framework", "edition", "form", "fingerprint") if name not in values]
    if missing:
        raise _refused(_no_row(ABOUT, name, "C") for name in missing)
    return values


def _no_row(sheet: str, name: str, column: str) -> Problem:
    return Problem("no-row", (sheet,), {"name": name, "column": column}, _sheet(sheet))


def _framework(about: Mapping[str, str], framework: str | Framework | None) -> Framework:
    if about["form"] != str(FORM):
        raise _refused([_about_problem("unsupported-form", "form", given=about["form"], supported=FORM)])
    if framework is None:
        installed(about["framework"], gettext("it is what the workbook is of"))
        return get_framework(about["framework"], edition=about["edition"])
    return framework if isinstance(framework, Framework) else edition_of(get_framework(framework), about)


def _check_about(about: Mapping[str, str], framework: Framework, into: Assessment | None) -> None:
    """Refuse a workbook of another framework than is given, or made from another assessment."""
    if about["framework"] != framework.id:
        raise _refused([_about_problem("other-framework", "framework", name=about["framework"], expected=framework.id)])
    if about["edition"] != cell_text(framework.edition):
        words = {"name": about["edition"], "framework": framework.id, "expected": framework.edition}
        raise _refused([_about_problem("other-edition", "edition", **words)])
    if about["fingerprint"] != framework_fingerprint(framework):
        raise _refused([_about_problem("stale-workbook", "fingerprint")])
    made_from = about.get("made_from", "")
    if into is None:
        if about.get("not_held"):
            raise _refused([_about_problem("into-missing", "not_held", names=label(about["not_held"]))])
    elif not made_from:
        raise _refused([_about_problem("into-needless", "made_from")])
    elif made_from != assessment_fingerprint(into):
        raise _refused([_about_problem("into-other", "made_from")])


def _about_problem(code: str, key: str, **words: object) -> Problem:
    return Problem(code, (ABOUT, key), words, _sheet(ABOUT))


def _refused(problems: Any) -> InvalidWorkbook:
    listed = tuple(problems)
    return InvalidWorkbook(gettext("the workbook"), listed[:MOST], max(len(listed) - MOST, 0))


@attrs.define
class _WorkbookReader:
    sheets: Mapping[str, Sheet]
    framework: Framework
    into: Assessment | None
    problems: list[Problem] = attrs.field(factory=list)
    #: Where each thing that is read was: the path of an assessment's field to its cell.
    places: dict[Path, CellPlace] = attrs.field(factory=dict)

    @property
    def topics(self) -> dict[str, str]:
        """Topic to what it is called in this workbook, in whatever words it was made."""
        sheet = self.sheets[WORKING]
        labels = {str(sheet.value(row, 0)): str(sheet.value(row, 1)) for row in range(1, len(sheet.rows))}
        return {topic: labels.get(topic, "") for topic in self.framework.topics_by_id}

    def list_of(self, name: str) -> list[str]:
        """Return what is chosen from a list of this workbook, in its order."""
        head, *rows = self.sheets[WORKING].rows or [[]]
        column = next((column for column, value in enumerate(head) if str(value) == name), None)
        return [] if column is None else list(takewhile(bool, (str(row[column]) for row in rows)))

    def read(self) -> Assessment:
        """Return the assessment, or refuse everything that is wrong."""
        rows = self._rows()
        evidence = self._evidence()
        fields = {field: rows[head_key(field)] for field in head_of(self.framework) if head_key(field) in rows}
        head = {field: self._head(field, row) for field, row in fields.items()}
        responses = {}
        for topic in self.framework.every_topic:
            row = rows.get(topic.id)
            response = None if row is None else self._response(topic, row, evidence.get(topic.id, []))
            if response is not None:
                responses[topic.id] = response
        given: dict[str, Any] = {"framework": self.framework.id, "edition": self.framework.edition}
        if self.problems:
            known = {key: value for key, value in head.items() if value is not None}
            also = Assessment(**{**given, "service": "-", "assessed_on": date.max, **known}).problems(self.framework)
            raise _refused([*map(self._placed, also), *self.problems])
        assessment = keep(Assessment(**given, **head, responses=responses), self.into)
        try:
            assessment.validate(self.framework)
        except InvalidAssessment as error:
            raise _refused(map(self._placed, error.problems)) from error
        return assessment

    def _placed(self, problem: Problem) -> Problem:
        """Return a problem of the assessment with the address of the cell that it comes from."""
        paths = (problem.path[:length] for length in range(len(problem.path), 0, -1))
        return attrs.evolve(problem, place=_named(next(self.places[path] for path in paths if path in self.places)))

    def _rows(self) -> dict[str, int]:
        """Return the row of each key of the sheet Answers; report those that are missing, or there twice."""
        sheet, column = self.sheets[ANSWERS], ANSWER_COLUMNS.index("key")
        letter = column_letters(column)
        rows: dict[str, int] = {}
        wanted = {*map(head_key, head_of(self.framework)), *self.framework.topics_by_id}
        for row in range(len(sheet.rows)):
            key = str(sheet.value(row, column))
            if key in rows:
                words = {"name": key, "column": letter}
                self.problems.append(Problem("row-twice", (ANSWERS,), words, _sheet(ANSWERS)))
            elif key in wanted:
                rows[key] = row
        self.problems += [_no_row(ANSWERS, key, letter) for key in sorted(wanted - rows.keys())]
        return rows

    def _value(self, place: CellPlace) -> Value:
        """Return the value of a cell; "" where it is not filled in.

        Raises:
            BadCell: It is not typed, or not to be seen.
        """
        name, row, column = place
        sheet = self.sheets[name]
        value, marks = sheet.value(row, column), sheet.marks
        hidden = sheet.hidden or row in marks.hidden_rows or column in marks.hidden_columns
        merged = any(top <= row <= bottom and left <= column <= right for top, left, bottom, right in marks.merged)
        wrong = {
            "cell-formula": (row, column) in marks.formulas,
            "cell-error": (row, column) in marks.errors,
            "cell-merged": merged,
            "cell-hidden": hidden and not is_blank(value),
        }
        code = next((code for code, is_wrong in wrong.items() if is_wrong), None)
        if code is not None:
            raise BadCell(code)
        return value

    def _report(self, bad: BadCell, place: CellPlace) -> None:
        name, row, column = place
        self.problems.append(Problem(bad.code, (name, address(row, column)), bad.params, _named(place)))

    def _as(self, read: Callable[[Value], T], place: CellPlace, *path: str | int) -> T | None:
        """Return what a cell holds, read by `read`; None where it is wrong, which is reported."""
        self.places[path] = place
        try:
            return read(self._value(place))
        except BadCell as bad:
            self._report(bad, place)
            return None

    def _head(self, field: str, row: int) -> Any:
        place = (ANSWERS, row, ANSWER_COLUMNS.index("statements"))
        if field == "assessed_on":
            return self._as(lambda value: day_of(value, needed=True), place, field)
        if field not in self.framework.choices:
            return self._as(text_of, place, field)
        known = dict(zip(self.framework.choices[field], self.list_of(field), strict=False))
        return self._as(lambda value: choice_of(value, known) or None, place, field)

    def _response(self, topic: Topic, row: int, evidence: list[Evidence]) -> Response | None:
        """Return the response to a topic; None where there is none, or it is wrong, which is reported."""
        at = {name: (ANSWERS, row, ANSWER_COLUMNS.index(name)) for name in ("answer", "reason", "note")}
        path = ("responses", topic.id)
        before = len(self.problems)
        reflected, not_applicable = (*self.list_of("words"), "", "")[:2]
        answer = self._as(lambda value: level_of(value, topic, reflected, not_applicable), at["answer"], *path)
        reason = self._as(text_of, at["reason"], *path, "not_applicable") or ""
        note = self._as(text_of, at["note"], *path, "note") or ""
        if len(self.problems) > before:
            return None
        has_more = bool(evidence) or not is_blank(note)
        if answer == not_applicable and answer:
            if is_blank(reason):
                self._report(BadCell("reason-missing"), at["reason"])
            if has_more:
                self._report(BadCell("not-applicable-beside"), at["answer"])
            return NotApplicable(reason)
        if topic.scale is None and (answer or has_more):
            answer = reflected
        if not is_blank(reason):
            self._report(BadCell("reason-idle" if answer != "" else "answer-missing-beside"), at["reason"])
        elif answer == "" and has_more:
            self._report(BadCell("answer-missing-beside"), at["answer"])
        if isinstance(answer, int):
            return Rating(answer, note, evidence)
        return Reflection(note, evidence) if answer and answer == reflected else None

    def _evidence(self) -> dict[str, list[Evidence]]:
        """Return the evidence of each topic, in the order of its rows."""
        sheet, by_topic = self.sheets[EVIDENCE], dict[str, list[Evidence]]()
        last = EVIDENCE_ROW + self._evidence_rows() - 1
        known = self.topics
        for row in range(EVIDENCE_ROW, len(sheet.rows)):
            places = {name: (EVIDENCE, row, column) for column, name in enumerate(EVIDENCE_COLUMNS[:-1])}
            if all(self._is_empty(place) for place in places.values()):
                continue
            if row > last:
                self._report(BadCell("evidence-row", last=last + 1), places["topic"])
                continue
            before = len(self.problems)
            topic = self._as(lambda value: choice_of(value, known, needed=True), places.pop("topic"))
            pieces = by_topic.setdefault(topic or "", [])
            path = ("responses", topic or "", "evidence", len(pieces))
            read: dict[str, Callable[[Value], Any]] = {"kind": _kind_of, "dated": day_of, "lapses_on": day_of}
            given: dict[str, Any] = {
                name: self._as(read.get(name, text_of), place, *path, name) for name, place in places.items()
            }
            if len(self.problems) == before:
                pieces.append(Evidence(**given))
        return by_topic

    def _is_empty(self, place: CellPlace) -> bool:
        name, row, column = place
        sheet = self.sheets[name]
        marked = (row, column) in sheet.marks.formulas or (row, column) in sheet.marks.errors
        return is_blank(sheet.value(row, column)) and not marked

    def _evidence_rows(self) -> int:
        """Return how many rows of evidence the form has: as many as have a formula next to them."""
        column = len(EVIDENCE_COLUMNS) - 1
        return sum(place == column for _, place in self.sheets[EVIDENCE].marks.formulas)


def _kind_of(value: Value) -> str:
    return choice_of(value, KINDS) or "record"


def _named(place: CellPlace) -> str:
    name, row, column = place
    return gettext("sheet {name}, cell {address}").format(name=name, address=address(row, column))


def _sheet(name: str) -> str:
    return gettext("sheet {name}").format(name=name)
