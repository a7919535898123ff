"""Formulas that read what is filled in, and say next to a cell what is wrong with it."""

from collections.abc import Mapping
from typing import Final

import attrs

from positiveculture.documents.workbook import labels, wrong_cells
from positiveculture.sentences import column_letters
from positiveculture.workbook.columns import answer, evidence, head, working, working_block
from positiveculture.workbook.formulas import block, cell, quoted
from positiveculture.workbook.layout import (
    ANSWER_COLUMNS,
    ANSWERS,
    EVIDENCE,
    EVIDENCE_COLUMNS,
    EVIDENCE_ROW,
    HEAD,
    HEAD_ROW,
    TOPIC_ROW,
    WORKING,
)

#: Where the sheet Working has the number of cells that are wrong, and the sentences that are shown next to them.
WRONG: Final = cell("O", 2, WORKING)
WORDS_ROW: Final = 4


@attrs.frozen
class Checks:
    """The formulas of one workbook: what its cells are read as, and what is wrong with them."""

    #: The first and the last row of the topics, and of the evidence, on the sheet Working.
    topics: tuple[int, int]
    evidence: tuple[int, int]
    #: The names of the lists that are chosen from, as the workbook defines them.
    lists: Mapping[str, str]

    def word(self, name: str) -> str:
        """Return a reference to the sentence that is shown next to a cell that is wrong."""
        return cell("O", WORDS_ROW + list(wrong_cells()).index(name), WORKING)

    def answer_row(
        self, row: int, place: int, scale: tuple[int, int] | None, *, optional: bool
    ) -> dict[str, str | int]:
        """Return what a topic's row of the sheet Working holds.

        Args:
            row: The topic's row on the sheet Answers.
            place: Its row on the sheet Working.
            scale: Its lowest and its highest level; None: it has no scale.
            optional: Whether it may be not applicable.
        """
        given = answer("answer", row)
        rated, not_applicable = working("rated", place), working("not_applicable", place)
        pieces = f"SUMPRODUCT(--({working_block('of_topic', self.evidence)}={place}))"
        cells: dict[str, str | int] = {
            "not_applicable": f"={_chosen(given, labels()['not_applicable'])}" if optional else 0,
            "rated": 0,
            "level": f"=IF({rated}=1,{given},0)",
            "pieces": f"={pieces}",
            "is_rated": int(scale is not None),
        }
        if scale is None:
            more = f"{_filled(answer('note', row))}+{working('pieces', place)}"
            reflected = _chosen(given, labels()["reflected"])
            return cells | {"answered": f"=IF({not_applicable}=1,1,IF({reflected}=1,1,IF({more}>0,1,0)))"}
        lowest, highest = scale
        on_scale = f"IF(INT({given})={given},IF({given}>={lowest},IF({given}<={highest},1,0),0),0)"
        cells["rated"] = f"=IF(ISNUMBER({given}),IF(ISLOGICAL({given}),0,{on_scale}),0)"
        return cells | {"answered": f"={not_applicable}+{rated}"}

    def answer_wrong(self, row: int, place: int, *, rated: bool) -> str:
        """Return the formula of what is wrong with a topic's row of the sheet Answers."""
        given, reason, note = (answer(name, row) for name in ("answer", "reason", "note"))
        more = f"{_filled(note)}+{working('pieces', place)}"
        idle = f'IF({_filled(reason)}>0,{self.word("idle")},"")'
        missing = f'IF({_filled(reason)}+{more}>0,{self.word("missing")},"")' if rated else idle
        more_given = f'IF({more}>0,{self.word("beside")},"")'
        not_applicable = f"IF({_filled(reason)}=0,{self.word('reason')},{more_given})"
        is_answer = f"{working('rated', place)}=1" if rated else f"{_chosen(given, labels()['reflected'])}=1"
        check = f"IF({working('not_applicable', place)}=1,{not_applicable},IF({is_answer},{idle},{self.word('level')}))"
        errors = "+".join(f"ISERROR({each})" for each in (given, reason, note))
        return f"=IF({errors}>0,{self.word('error')},IF({_filled(given)}=0,{missing},{check}))"

    def head_wrong(self, field: str) -> str:
        """Return the formula of what is wrong with a row that says something of the whole; "": nothing can be."""
        given = head(field)
        if field == "service":
            right = f'IF({_filled(given)}=0,{self.word("service")},"")'
        elif field == "assessed_on":
            right = f'IF({_is_day(given)}=1,"",{self.word("day")})'
        elif field in self.lists:
            known = f"SUMPRODUCT(--({self.lists[field]}={given}))"
            right = f'IF({_filled(given)}=0,"",IF({known}=0,{self.word("choice")},""))'
        else:
            right = '""'
        return f"=IF(ISERROR({given}),{self.word('error')},{right})"

    def evidence_row(self, row: int, place: int) -> dict[str, str]:
        """Return what a row of evidence is read as on the sheet Working.

        Args:
            row: Its row on the sheet Evidence.
            place: Its row on the sheet Working.
        """
        topic, kind, lapses = (evidence(name, row) for name in ("topic", "kind", "lapses_on"))
        names = working_block("label", self.topics)
        whole = f"{EVIDENCE}!{_filled_in(row)}"
        row_of_topic = f"SUMPRODUCT(({names}={topic})*ROW({names}))"
        counts = f"IF(ISBLANK({lapses}),1,IF(ISNUMBER({lapses}),IF({lapses}>{head('assessed_on')},1,0),0))"
        return {
            "of_topic": f"=IF(ISERROR({topic}),0,IF({_filled(topic)}=0,0,{row_of_topic}))",
            "counts": f"=IF({working('of_topic', place)}>0,{counts},0)",
            "kind": f"=IF(ISERROR({kind}),{quoted('?')},IF({_filled(kind)}=0,{quoted('record')},LOWER(TRIM({kind}))))",
            "filled": f"=SUMPRODUCT(--NOT(ISBLANK({whole})))",
        }

    def evidence_wrong(self, row: int, place: int) -> str:
        """Return the formula of what is wrong with a row of the sheet Evidence."""
        dated, lapses, title, link = (evidence(name, row) for name in ("dated", "lapses_on", "title", "reference"))
        errors = f"SUMPRODUCT(--ISERROR({_filled_in(row)}))"
        of_topic, kind = working("of_topic", place), working("kind", place)
        late = f"IF({dated}>{head('assessed_on')},1,0)"
        early = f"IF(ISNUMBER({dated}),IF({lapses}<={dated},1,0),0)"
        dates = f"{_wrong_day(dated, late)}+{_wrong_day(lapses, early)}"
        begins = f'IF(LEFT(LOWER({link}),7)="http://",0,IF(LEFT(LOWER({link}),8)="https://",0,1))'
        not_applicable, is_rated, rated = (
            f"INDEX({block(letter, self.topics[0], self.topics[1], WORKING)},{of_topic}-{self.topics[0] - 1})"
            for letter in ("C", "H", "D")
        )
        unanswered = f"IF({not_applicable}=1,1,{is_rated}*(1-{rated}))"
        known = f"SUMPRODUCT(--({self.lists['kind']}={kind}))"
        checks = [
            (f"{working('filled', place)}=0", '""'),
            (f"{errors}>0", self.word("error")),
            (f"{of_topic}=0", self.word("topic")),
            (f"{_filled(title)}=0", self.word("title")),
            (f"{known}=0", self.word("kind")),
            (f"{dates}>0", self.word("dates")),
            (f"IF({kind}={quoted('link')},{begins},0)=1", self.word("link")),
            (f"{unanswered}=1", self.word("answer")),
        ]
        return "=" + "".join(f"IF({wrong},{word}," for wrong, word in checks) + '""' + ")" * len(checks)

    def wrong(self) -> str:
        """Return the formula of how many rows are wrong."""
        answers, evidence = (column_letters(each.index("wrong")) for each in (ANSWER_COLUMNS, EVIDENCE_COLUMNS))
        topics, pieces = (last - first for first, last in (self.topics, self.evidence))
        blocks = (
            block(answers, HEAD_ROW + 1, HEAD_ROW + len(HEAD), ANSWERS),
            block(answers, TOPIC_ROW + 1, TOPIC_ROW + 1 + topics, ANSWERS),
            block(evidence, EVIDENCE_ROW + 1, EVIDENCE_ROW + 1 + pieces, EVIDENCE),
        )
        return "=" + "+".join(f"SUMPRODUCT(--(LEN({each})>0))" for each in blocks)


def _filled_in(row: int) -> str:
    """Return a reference to all of a row of the sheet Evidence that is filled in."""
    first, last = (column_letters(EVIDENCE_COLUMNS.index(name)) for name in ("topic", "note"))
    return f"${first}${row}:${last}${row}"


def _filled(given: str) -> str:
    """Return a formula of how many signs a cell holds, spaces around them left out."""
    return f"LEN(TRIM({given}))"


def _chosen(given: str, word: str) -> str:
    """Return a formula of 1 where a cell holds a word of its list."""
    return f"IF(ISERROR({given}),0,IF(LOWER(TRIM({given}))={quoted(word.lower())},1,0))"


def _is_day(given: str) -> str:
    return f"IF(ISNUMBER({given}),IF(ISLOGICAL({given}),0,IF(INT({given})={given},1,0)),0)"


def _wrong_day(given: str, wrong: str) -> str:
    """Return a formula of 1 where a cell holds something that is no day, or one that is `wrong`."""
    return f"IF(ISBLANK({given}),0,IF({_is_day(given)}=1,{wrong},1))"
