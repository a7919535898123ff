"""A workbook to fill in: written with what is known already, and with formulas that judge it as it is filled in."""

from collections.abc import Sequence
from functools import cached_property
from io import BytesIO
from typing import Any

import attrs

from positiveculture.assessment import Assessment
from positiveculture.documents.workbook import instructions, labels
from positiveculture.errors import InvalidAssessment
from positiveculture.extras import extra
from positiveculture.field_types import with_types
from positiveculture.formats.paths import PathLike
from positiveculture.formats.writing import write_bytes
from positiveculture.framework import Framework
from positiveculture.problems import Problems
from positiveculture.responses import EVIDENCE_KINDS, Evidence
from positiveculture.sentences import called, column_letters
from positiveculture.workbook.checking import Checks
from positiveculture.workbook.fingerprint import assessment_fingerprint, framework_fingerprint
from positiveculture.workbook.holding import not_held, report_unheld
from positiveculture.workbook.inputs import Inputs, scales_of
from positiveculture.workbook.judging import Places, compile_program
from positiveculture.workbook.layout import (
    ABOUT,
    ANSWERS,
    EVIDENCE,
    EVIDENCE_ROW,
    FORM,
    POINTS,
    RESULT,
    RULES,
    TOPIC_ROW,
    WORKING,
)
from positiveculture.workbook.results import Results, formula
from positiveculture.workbook.styles import Styles, height
from positiveculture.workbook.texts import choices, cut, label, topic_choices

#: How many more rows of evidence there are than are filled in, at the least.
MORE_EVIDENCE = 20

#: The first row of the rules, of the topics and of the evidence, on the sheets Rules and Working, counted from 1.
RULES_FIRST, WORKING_FIRST = 5, 2

#: The columns of the sheet Working in which the lists are that are chosen from.
LISTS_COLUMN = 17


@with_types
def write_workbook(
    framework: Framework, path: PathLike, assessment: Assessment | None = None, *, overwrite: bool = False
) -> None:
    """Write a workbook to fill in against `framework`, an .xlsx file.

    Args:
        framework: What is assessed against; one without awards gives a workbook without verdicts.
        path: The file.
        assessment: What is filled in already; None: nothing is.
        overwrite: Whether an existing file may be overwritten.

    Raises:
        MissingExtra: The extra `workbook` is not installed.
        InvalidAssessment: The assessment does not fit the framework, or holds what no cell does: a text of more than
            32,767 signs, or a day before 1900.
        InvalidFramework: An award asks for a share that a spreadsheet cannot compare exactly.
        FileTrouble: The file cannot be written, or already exists and may not be overwritten.
    """
    data = workbook_bytes(framework, assessment)
    write_bytes(data, path, overwrite=overwrite)


def workbook_bytes(framework: Framework, assessment: Assessment | None = None) -> bytes:
    """Return what `write_workbook` writes; errors as there, but for those of the file."""
    with extra("workbook", "a workbook", ("xlsxwriter",), "XlsxWriter"):
        from xlsxwriter import Workbook  # noqa: PLC0415 - an extra

    if assessment is not None:
        assessment.validate(framework)
        problems = Problems()
        report_unheld(assessment, problems)
        problems.refuse(InvalidAssessment, called("assessment of", label(assessment.service)), assessment)
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        _Writer(book, framework, assessment).write()
    return file.getvalue()


@attrs.define(slots=False)
class _Writer:
    book: Any
    framework: Framework
    assessment: Assessment | None

    @cached_property
    def styles(self) -> Styles:
        return Styles(self.book)

    @cached_property
    def names(self) -> dict[str, str]:
        return topic_choices(self.framework)

    @cached_property
    def pieces(self) -> list[tuple[str, Evidence]]:
        """Every piece of evidence with its topic, in framework order."""
        if self.assessment is None:
            return []
        evidence = {topic.id: self.assessment.evidence(topic.id) for topic in self.framework.every_topic}
        return [(topic, piece) for topic, pieces in evidence.items() for piece in pieces]

    @property
    def topics(self) -> tuple[int, int]:
        """The first and the last row of the topics on the sheet Working."""
        return WORKING_FIRST, WORKING_FIRST + len(self.names) - 1

    @property
    def evidence(self) -> tuple[int, int]:
        """Those of the evidence."""
        rows = len(self.pieces) + max(MORE_EVIDENCE, len(self.names))
        return WORKING_FIRST, WORKING_FIRST + rows - 1

    def write(self) -> None:
        """Write every sheet."""
        titles = dict(self.names) | {award.id: label(award.title) for award in self.framework.awards}
        places = Places({topic: row for row, topic in enumerate(self.names, WORKING_FIRST)}, self.evidence)
        judge = compile_program(self.framework.program, titles, places, RULES_FIRST)
        names = [ANSWERS, EVIDENCE, RESULT, *([RULES] if judge.rows else []), *([POINTS] if judge.groups else [])]
        sheets = {name: self.book.add_worksheet(name) for name in (*names, WORKING, ABOUT)}
        checks = Checks(self.topics, self.evidence, self._lists(sheets[WORKING]))
        inputs = Inputs(self.framework, self.assessment, self.styles, checks)
        inputs.write_answers(sheets[ANSWERS])
        inputs.write_evidence(sheets[EVIDENCE], self.pieces, self.names)
        basis = "self" if self.assessment is None else self.assessment.basis
        results = Results(self.book, self.styles, self.framework, judge, checks, basis)
        results.write_result(sheets[RESULT])
        if judge.rows:
            results.write_rules(sheets[RULES])
        if judge.groups:
            results.write_points(sheets[POINTS])
        results.write_working(sheets[WORKING], self._read_as(checks), self.names)
        self._evidence_read_as(sheets[WORKING], checks)
        self._about(sheets[ABOUT])
        for sheet in sheets.values():
            sheet.protect("", {"format_columns": True, "format_rows": True, "select_locked_cells": True})
            sheet.hide_gridlines(2)
            sheet.set_landscape() if sheet is not sheets[RESULT] else sheet.set_portrait()
            sheet.set_paper(9)
            sheet.fit_to_pages(1, 0)
        sheets[ANSWERS].activate()

    def _lists(self, sheet: Any) -> dict[str, str]:
        """Write the lists that are chosen from, and return the name of each."""
        words = [labels()["reflected"], labels()["not_applicable"]]
        lists: dict[str, Sequence[int | str]] = {"kind": list(EVIDENCE_KINDS), "words": words}
        lists |= {field: list(choices(known).values()) for field, known in self.framework.choices.items() if known}
        for place, (scale, optional) in enumerate(scales_of(self.framework)):
            levels = words[:1] if scale is None else [each.number for each in scale.levels]
            lists[f"answer_{place}"] = [*levels, *(words[1:] if optional else ())]
        for column, (name, entries) in enumerate(lists.items(), LISTS_COLUMN):
            sheet.write_string(0, column, name, self.styles.heading)
            for row, entry in enumerate(entries, 1):
                (sheet.write_string if isinstance(entry, str) else sheet.write_number)(row, column, entry)
            letter = column_letters(column)
            self.book.define_name(f"list_{name}", f"={WORKING}!${letter}$2:${letter}${len(entries) + 1}")
        self.book.define_name("list_topic", f"={WORKING}!$B${self.topics[0]}:$B${self.topics[1]}")
        return {name: f"list_{name}" for name in lists}

    def _read_as(self, checks: Checks) -> dict[str, dict[str, str | int]]:
        """Return what each topic's row of the sheet Working holds."""
        rows = {}
        for row, topic in enumerate(self.framework.every_topic):
            scale = None if topic.scale is None else (topic.scale.lowest, topic.scale.highest)
            place = row + WORKING_FIRST
            rows[topic.id] = checks.answer_row(row + TOPIC_ROW + 1, place, scale, optional=topic.allows_not_applicable)
        return rows

    def _evidence_read_as(self, sheet: Any, checks: Checks) -> None:
        first, last = self.evidence
        for place in range(first, last + 1):
            read = checks.evidence_row(EVIDENCE_ROW + place - first + 1, place)
            for column, content in enumerate(read.values(), 9):
                formula(sheet, place - 1, column, content)
        formula(sheet, 1, 14, checks.wrong())

    def _about(self, sheet: Any) -> None:
        text, framework = labels(), self.framework
        source = ", ".join(filter(None, [framework.source.title, framework.source.published, framework.source.url]))
        made_from = "" if self.assessment is None else assessment_fingerprint(self.assessment)
        rows = {
            "framework": framework.id,
            "edition": framework.edition,
            "publisher": framework.source.publisher,
            "source": source,
            "rights": framework.source.rights,
            "notice": framework.notice,
            "form": str(FORM),
            "fingerprint": framework_fingerprint(framework),
            "made_from": made_from,
            "not_held": "" if self.assessment is None else ", ".join(not_held(self.assessment)),
        }
        self.styles.set_up(sheet, label(framework.title), (26, 90, 14), instructions()[ABOUT])
        for row, (key, value) in enumerate(rows.items(), 3):
            sheet.write_string(row, 0, text[key], self.styles.strong)
            sheet.write_string(row, 1, cut([value]), self.styles.framed)
            sheet.set_row(row, height(value, 100))
            sheet.write_string(row, 2, key, self.styles.quiet)
