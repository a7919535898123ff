"""The sheets that are filled in: the answers, and the evidence for them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Any

import attrs

from positiveculture.assessment import Assessment
from positiveculture.documents.labels import requirement_words
from positiveculture.documents.workbook import instructions, labels, level_words, more_is_said
from positiveculture.framework import Framework
from positiveculture.responses import Evidence, NotApplicable, Rating, Reflection
from positiveculture.topics import Aspect, Scale, Topic
from positiveculture.workbook.checking import Checks
from positiveculture.workbook.layout import (
    ANSWER_COLUMNS,
    ANSWERS,
    EVIDENCE,
    EVIDENCE_COLUMNS,
    EVIDENCE_ROW,
    HEAD,
    HEAD_ROW,
    TOPIC_ROW,
    head_key,
    head_of,
)
from positiveculture.workbook.results import formula
from positiveculture.workbook.styles import Styles, fits, height
from positiveculture.workbook.texts import cell_text, choices, cut, label

#: How many signs a line of what describes a topic has.
ABOUT_WIDTH = 96


def scales_of(framework: Framework) -> list[tuple[Scale | None, bool]]:
    """Return what can be answered: every scale (None: none), with whether a topic may be not applicable."""
    return list(dict.fromkeys((topic.scale, topic.allows_not_applicable) for topic in framework.every_topic))


@attrs.frozen
class Inputs:
    """Writes them."""

    framework: Framework
    assessment: Assessment | None
    styles: Styles
    checks: Checks

    def write_answers(self, sheet: Any) -> None:
        """Write a row for each field of the head, and one for each topic."""
        text, widths = labels(), (7, 28, 70, 14, 22, 38, 26, 22)
        self.styles.set_up(sheet, label(self.framework.title), widths, instructions()[ANSWERS])
        wrong, key = (ANSWER_COLUMNS.index(name) for name in ("wrong", "key"))
        for field in head_of(self.framework):
            row = HEAD_ROW + HEAD.index(field)
            sheet.write_string(row, 1, text[field], self.styles.strong)
            self._head(sheet, row, field)
            formula(sheet, row, wrong, self.checks.head_wrong(field), self.styles.wrong)
            sheet.write_string(row, key, head_key(field), self.styles.quiet)
        rated = any(topic.scale is not None for topic in self.framework.every_topic)
        heads = text if rated else text | {"statements": text["framework_says"]}
        for column, name in enumerate(ANSWER_COLUMNS):
            sheet.write_string(TOPIC_ROW - 1, column, heads[name], self.styles.heading)
        if not any(topic.allows_not_applicable for topic in self.framework.every_topic):
            reason = ANSWER_COLUMNS.index("reason")
            sheet.set_column(reason, reason, None, None, {"hidden": True})
        top = {topic.id for topic in self.framework.topics}
        scales = scales_of(self.framework)
        for row, topic in enumerate(self.framework.every_topic, TOPIC_ROW):
            self._topic(sheet, row, topic, is_part=topic.id not in top)
            place = row - TOPIC_ROW + self.checks.topics[0]
            missing = self.checks.answer_wrong(row + 1, place, rated=topic.scale is not None)
            formula(sheet, row, wrong, missing, self.styles.wrong)
            sheet.write_string(row, key, topic.id, self.styles.quiet)
            chosen = f"=list_answer_{scales.index((topic.scale, topic.allows_not_applicable))}"
            self._choose(sheet, row, ANSWER_COLUMNS.index("answer"), chosen)
        sheet.freeze_panes(TOPIC_ROW, 2)
        sheet.repeat_rows(TOPIC_ROW - 1)
        sheet.print_area(0, 0, TOPIC_ROW + len(self.framework.every_topic) - 1, wrong)

    def _head(self, sheet: Any, row: int, field: str) -> None:
        """Write what is known of the whole."""
        column = ANSWER_COLUMNS.index("statements")
        given = None if self.assessment is None else getattr(self.assessment, field)
        if field == "assessed_on":
            _write(sheet, row, column, given, self.styles.day)
            return
        if field in self.framework.choices:
            given = choices(self.framework.choices[field]).get(given or "")
            self._choose(sheet, row, column, f"=list_{field}")
        _write(sheet, row, column, given, self.styles.input)
        if field == "note":
            sheet.set_row(row, max(40, height(given or "", 80)))

    def _topic(self, sheet: Any, row: int, topic: Topic, *, is_part: bool) -> None:
        model = None if self.assessment is None else self.assessment.service_model
        number = "" if topic.number is None else str(topic.number)
        name = cut([topic.title, *requirement_words(topic, self.framework)])
        about = cut(_statements(self.framework, topic, model))
        sheet.write_string(row, 0, cell_text(number), self.styles.framed)
        sheet.write_string(row, 1, name, self.styles.part if is_part else self.styles.strong)
        sheet.write_string(row, 2, about, self.styles.framed)
        response = None if self.assessment is None else self.assessment.responses.get(topic.id)
        answer, reason, note = (ANSWER_COLUMNS.index(each) for each in ("answer", "reason", "note"))
        if isinstance(response, Rating):
            sheet.write_number(row, answer, response.level, self.styles.choice)
        else:
            words = {Reflection: labels()["reflected"], NotApplicable: labels()["not_applicable"]}
            _write(sheet, row, answer, words.get(type(response)), self.styles.choice)
        why = response.reason if isinstance(response, NotApplicable) else ""
        written = response.note if isinstance(response, Rating | Reflection) else ""
        _write(sheet, row, reason, why, self.styles.input if topic.allows_not_applicable else self.styles.framed)
        _write(sheet, row, note, written, self.styles.input)
        heights = [height(name, 28), height(about, ABOUT_WIDTH), height(why, 24), height(written, 44)]
        sheet.set_row(row, max(heights))

    def _choose(self, sheet: Any, row: int, column: int, source: str) -> None:
        sheet.data_validation(row, column, row, column, {"validate": "list", "source": source, "ignore_blank": True})

    def write_evidence(self, sheet: Any, pieces: Sequence[tuple[str, Evidence]], names: Mapping[str, str]) -> None:
        """Write a row for each piece of evidence with its topic, and empty rows for more."""
        text, widths = labels(), (46, 44, 14, 12, 12, 34, 40, 40)
        self.styles.set_up(sheet, text["title"], widths, instructions()[EVIDENCE])
        for column, name in enumerate(EVIDENCE_COLUMNS):
            sheet.write_string(EVIDENCE_ROW - 1, column, text[name], self.styles.heading)
        first, last = self.checks.evidence
        for place in range(first, last + 1):
            row = EVIDENCE_ROW + place - first
            entry = pieces[place - first] if place - first < len(pieces) else None
            topic, piece = entry or (None, None)
            if piece is not None:
                sheet.set_row(row, max(height(piece.title, 44), height(piece.reference, 34), height(piece.note, 40)))
            for column, name in enumerate(EVIDENCE_COLUMNS[:-1]):
                given: Any = names[topic] if name == "topic" and topic is not None else getattr(piece, name, None)
                style = self.styles.day if name in ("dated", "lapses_on") else self.styles.input
                _write(sheet, row, column, given, style)
            wrong = self.checks.evidence_wrong(row + 1, place)
            formula(sheet, row, len(EVIDENCE_COLUMNS) - 1, wrong, self.styles.wrong)
        rows = (EVIDENCE_ROW, EVIDENCE_ROW + last - first)
        for column, source in ((0, "=list_topic"), (2, "=list_kind")):
            sheet.data_validation(rows[0], column, rows[1], column, {"validate": "list", "source": source})
        sheet.freeze_panes(EVIDENCE_ROW, 1)
        sheet.repeat_rows(EVIDENCE_ROW - 1)


def _statements(framework: Framework, topic: Topic, model: str | None) -> list[str]:
    """Return what describes a topic: its levels, or what the framework says where it has none.

    What is more than a row can show is left out, by whole lists, questions last, and a sentence says so.
    """
    lists = [] if topic.scale is not None else [_list(framework, aspect) for aspect in topic.aspects]
    texts, kept = list(_levels(topic, model)), list(lists)
    if not _has_room([texts, *lists]):
        texts, kept = [*texts, more_is_said(framework.source.title)], []
        for group in sorted(lists, key=lambda entries: not entries[-1].endswith("?")):
            kept += [group] if _has_room([texts, *kept, group]) else []
    return [*texts, *chain.from_iterable(group for group in lists if group in kept)]


def _has_room(lists: Sequence[Sequence[str]]) -> bool:
    return fits("\n".join(chain.from_iterable(lists)), ABOUT_WIDTH)


def _list(framework: Framework, aspect: Aspect) -> list[str]:
    """Return what a framework says under one heading."""
    heading = next(option.title for option in framework.aspects if option.id == aspect.aspect)
    return [heading, *(f"- {entry}" for entry in aspect.entries)]


def _levels(topic: Topic, model: str | None) -> Iterator[str]:
    if topic.description:
        yield topic.description
    for level in topic.scale.levels if topic.scale is not None else ():
        statement = topic.statement(level.number)
        yield level_words(level.number, level.label, "" if statement is None else statement.words(model))


def _write(sheet: Any, row: int, column: int, value: str | date | None, style: Any) -> None:
    """Write a text or a day; without one, the cell is blank in its style."""
    if not value:
        sheet.write_blank(row, column, None, style)
    elif isinstance(value, str):
        sheet.write_string(row, column, cell_text(value), style)
    else:
        sheet.write_datetime(row, column, value, style)
