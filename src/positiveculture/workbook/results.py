"""The sheets that are only read: the result, the rules, the points, and what the answers were read as."""

from collections.abc import Mapping
from typing import Any

import attrs

from positiveculture.documents.about import who_awards
from positiveculture.documents.labels import indicated_words
from positiveculture.documents.verdict_templates import blocker_templates
from positiveculture.documents.workbook import column_labels, instructions, labels, result_texts, wrong_cells
from positiveculture.framework import Framework
from positiveculture.sentences import column_letters
from positiveculture.workbook.checking import WORDS_ROW, WRONG, Checks
from positiveculture.workbook.columns import COLUMNS, LETTER, WORKING_COLUMNS, at, head, working, working_block
from positiveculture.workbook.formulas import block, joined, quoted
from positiveculture.workbook.judging import Content, Judge
from positiveculture.workbook.layout import POINTS, RULES
from positiveculture.workbook.styles import Styles, height
from positiveculture.workbook.texts import cut, label

#: How wide the columns of the sheet Result are, in signs.
WIDTHS = (64, 24, 16)

#: How high a row is whose headings take several lines.
HEAD_HEIGHT = 42

#: The first row of the awards on the sheet Result, counted from 1.
AWARD_ROW = 7


@attrs.frozen
class Results:
    """Writes them."""

    book: Any
    styles: Styles
    framework: Framework
    judge: Judge
    checks: Checks
    basis: str

    def write_result(self, sheet: Any) -> None:
        """Write what the answers indicate, how far each award has come, and what stands in the way."""
        text, texts, awards = labels(), result_texts(), list(self.judge.awards)
        self.styles.set_up(sheet, label(self.framework.title), WIDTHS)
        service, day = head("service"), head("assessed_on")
        formula(sheet, 1, 0, f'={service}&""', self.styles.quiet)
        formula(sheet, 1, 1, f'=IF({day}="","",{day})', self.styles.quiet_day)
        sheet.set_row(3, 24)
        counted, excluded, any_ = (
            working_block(name, self.checks.topics) for name in ("is_counted", "not_applicable", "answered")
        )
        answers, not_applicable = f"SUMPRODUCT({counted}*{any_}*(1-{excluded}))", f"SUMPRODUCT({counted}*{excluded})"
        answered = joined(texts["answered"], answered=answers, topics=quoted(str(len(self.framework.questions))))
        answered += f'&IF({not_applicable}>0,{joined(texts["aside"], count=not_applicable)},"")'
        wrong = joined(texts["wrong"], count=WRONG)
        if not awards:
            counts = joined("{label}: {count}", label=quoted(text["answered"]), count=answered)
            formula(sheet, 3, 0, f"=IF({WRONG}>0,{wrong},{counts})", self.styles.lead)
            self._notices(sheet, 5, self.framework.unscored or texts["unscored"])
            return
        last = AWARD_ROW + len(awards) - 1
        states, titles = block("C", AWARD_ROW, last), block("A", AWARD_ROW, last)
        highest = f"SUMPRODUCT(MAX(({states}={quoted(texts['met'])})*(ROW({states})-{AWARD_ROW - 1})))"
        floor = texts["none"] if self.framework.floor is None else label(self.framework.floor.title)
        not_met = f"SUMPRODUCT(--({states}={quoted(texts['not-met'])}))"
        none = f"IF({not_met}={len(awards)},{quoted(floor)},{quoted(texts['none'])})"
        award = f"IF({highest}>0,INDEX({titles},MAX(1,{highest})),{none})"
        formula(
            sheet,
            3,
            0,
            f"=IF({WRONG}>0,{wrong},{joined(indicated_words()[self.basis], award=award)})",
            self.styles.lead,
        )
        for place, name in enumerate(("award", "progress", "state")):
            sheet.write_string(AWARD_ROW - 2, place, text[name], self.styles.heading)
        for place, id_ in enumerate(awards):
            row = AWARD_ROW - 1 + place
            sheet.write_string(row, 0, label(self.framework.award(id_).title), self.styles.strong)
            formula(sheet, row, 1, f'=IF({WRONG}>0,"",{self._how_far(id_)})', self.styles.percent)
            state = f"{RULES}!{at('state', self.judge.awards[id_])}"
            formula(sheet, row, 2, f'=IF({WRONG}>0,"",{state})', self.styles.framed)
        bar = {"type": "data_bar", "bar_color": "#9CC5D8", "bar_solid": True, "min_type": "num", "max_type": "num"}
        sheet.conditional_format(AWARD_ROW - 1, 1, last - 1, 1, bar | {"min_value": 0, "max_value": 1})
        sheet.write_string(last, 0, text["answered"], self.styles.framed)
        formula(sheet, last, 1, f"={answered}", self.styles.framed)
        row = self._notices(sheet, last + 2)
        self._lines(sheet, row + 1)

    def _how_far(self, award: str) -> str:
        """Return a formula of how far an award has come: a medal in per cent, a band of points by its points."""
        texts, row = result_texts(), self.judge.awards[award]
        if award not in self.judge.bands:
            progress, blocked = (f"{RULES}!{at(name, row)}" for name in ("progress", "blocked"))
            return f"IF({blocked}=0,1,MIN(0.99,INT(100*{progress}+0.000001)/100))"
        if award not in self.judge.points:
            return '""'
        least, best, most = (f"{RULES}!{at(name, self.judge.points[award])}" for name in ("least", "best", "most"))
        exact = joined(texts["points"], points=least, most=most)
        return f"IF({least}={best},{exact},{joined(texts['points_open'], least=least, best=best, most=most)})"

    def _notices(self, sheet: Any, row: int, unscored: str = "") -> int:
        """Write what every reader has to know, and return the row after it."""
        awarding = who_awards(self.framework).text if self.framework.awarded_by or self.framework.awards else ""
        for notice in filter(str.strip, (unscored, self.framework.notice, awarding)):
            sheet.merge_range(row, 0, row, 2, "", self.styles.plain)
            sheet.write_string(row, 0, cut([notice]), self.styles.plain)
            sheet.set_row(row, height(notice, sum(WIDTHS)))
            row += 1
        return row

    def _lines(self, sheet: Any, row: int) -> None:
        """Write what stands in the way of each award, one line below the other, without gaps."""
        lines, depths, words = (
            f"{RULES}!{block(LETTER[name], self.judge.first, self.judge.last)}" for name in ("line", "depth", "words")
        )
        last = f"{RULES}!{at('line', self.judge.last)}"
        first = row + 1
        for place in range(1, self.judge.lines + 1):
            match = f"MATCH({place},{lines},0)"
            text = f'REPT("      ",INDEX({depths},{match}))&INDEX({words},{match})'
            none = f'IF({last}=0,{quoted(blocker_templates()["every_award"])},"")' if place == 1 else '""'
            formula(sheet, row, 0, f'=IF({WRONG}>0,"",IF({place}>{last},{none},{text}))', self.styles.row)
            row += 1
        bold = {"type": "formula", "criteria": f'=AND(LEN($A{first})>0,LEFT($A{first},1)<>" ")'}
        sheet.conditional_format(first - 1, 0, row - 1, 0, bold | {"format": self.styles.bold})

    def write_rules(self, sheet: Any) -> None:
        """Write every rule, a row for each of its nodes: what is asked, and how far the answers go."""
        self.styles.set_up(sheet, RULES, instruction=instructions()[RULES])
        text = column_labels()
        for place, name in enumerate(COLUMNS):
            sheet.write_string(self.judge.first - 2, place, text[name], self.styles.heading)
            sheet.set_column(place, place, {"asked": 70, "state": 16, "words": 60}.get(name, 10))
        for place, row in enumerate(self.judge.rows):
            sheet.set_row(self.judge.first - 1 + place, height(str(row["asked"]), 85))
            for name, content in row.items():
                style = self.styles.row
                if name == "asked":
                    style = self.styles.strong if row["depth"] == 0 else self.styles.plain
                cell = self.judge.first - 1 + place, COLUMNS.index(name)
                write_cell(sheet, cell, content, style, text=name in TEXTS)
        sheet.set_row(1, height(instructions()[RULES], 70))
        sheet.write_string(1, 0, instructions()[RULES], self.styles.plain)
        sheet.set_row(self.judge.first - 2, HEAD_HEIGHT)
        sheet.freeze_panes(self.judge.first - 1, 1)
        sheet.print_area(0, 0, self.judge.last - 1, 1)

    def write_points(self, sheet: Any) -> None:
        """Write the points that shares count, a row for each topic."""
        self.styles.set_up(sheet, POINTS, instruction=instructions()[POINTS])
        text = labels()
        heads = [text["topic"], text["least"], text["best"], text["most"]]
        sheet.set_column(0, 0, 60)
        for group in self.judge.groups:
            longest = max(len(points) for _, points in group.points.values())
            sheet.set_row(group.first - 2, HEAD_HEIGHT)
            for place, name in enumerate([*heads, *(str(number) for number in range(1, longest + 1))]):
                sheet.write_string(group.first - 2, place, name, self.styles.heading)
            for row, (topic, (lowest, points)) in enumerate(group.points.items(), group.first):
                place = self.checks.topics[0] + list(self.framework.topics_by_id).index(topic)
                levels = f"${column_letters(4)}${row}:${column_letters(3 + len(points))}${row}"
                absent, rated = working("not_applicable", place), working("rated", place)
                has = f"INDEX({levels},1,{working('level', place)}-({lowest})+1)"
                formula(sheet, row - 1, 0, f"={working('label', place)}", self.styles.framed)
                for column, gap in ((1, points[0]), (2, points[-1])):
                    formula(sheet, row - 1, column, f"=IF({absent}=1,0,IF({rated}=1,{has},{gap}))", self.styles.framed)
                formula(sheet, row - 1, 3, f"=IF({absent}=1,0,{points[-1]})", self.styles.framed)
                for column, count in enumerate(points, 4):
                    sheet.write_number(row - 1, column, count, self.styles.framed)

    def write_working(self, sheet: Any, rows: Mapping[str, Mapping[str, Content]], names: Mapping[str, str]) -> None:
        """Write what the answers are read as, a row for each topic, and the sentences for cells that are wrong."""
        text = column_labels()
        for place, name in enumerate(WORKING_COLUMNS):
            sheet.write_string(0, place, text[name], self.styles.heading)
        sheet.set_row(0, HEAD_HEIGHT)
        sheet.set_column(1, 1, 50)
        counted = set(self.framework.questions)
        for row, (topic, cells) in enumerate(rows.items(), self.checks.topics[0]):
            more: dict[str, Content] = {"id": topic, "label": names[topic], "is_counted": int(topic in counted)}
            for name, content in (more | dict(cells)).items():
                write_cell(sheet, (row - 1, WORKING_COLUMNS.index(name)), content, self.styles.row, text=name in TEXTS)
        for row, words in enumerate(wrong_cells().values(), WORDS_ROW):
            sheet.write_string(row - 1, 14, words)


#: The columns of which the cells hold texts; those of others hold formulas and numbers.
TEXTS = ("asked", "id", "label")


def write_cell(sheet: Any, at: tuple[int, int], content: Content, style: Any, *, text: bool) -> None:
    """Write a cell: a text as it is, whatever it begins with, else a formula or a number."""
    if text:
        sheet.write_string(*at, str(content), style)
    elif isinstance(content, str):
        formula(sheet, *at, content, style)
    else:
        sheet.write_number(*at, content, style)


def formula(sheet: Any, row: int, column: int, content: str, style: Any = None) -> None:
    """Write a formula without a result: where it is not worked out, nothing is shown, and nothing that is wrong."""
    sheet.write_formula(row, column, content, style, "")
