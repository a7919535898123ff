"""Law: a workbook's formulas, worked out by LibreOffice, say what `evaluate` says, and it reads back as it was.

Every formula is written without a result, for LibreOffice shows the results that it finds in a file.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from math import floor
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import attrs
import pytest
from filling import Typed, book, fill
from hypothesis import HealthCheck, Phase, given, settings, strategies as st
from small import award, framework, ladder, small_cases, topic

from positiveculture import (
    Alternatives,
    Assessment,
    AtLeast,
    AtLeastOf,
    AwardMissing,
    Below,
    Framework,
    NeedsEvidence,
    NothingToJudge,
    Outcome,
    Rule,
    Share,
    ShareBelow,
    State,
    Unanswered,
    evaluate,
    get_framework,
)
from positiveculture.errors import InvalidWorkbook
from positiveculture.rules.blockers import Blocker
from positiveculture.sentences import decimal
from positiveculture.testing import strategies as pcs
from positiveculture.workbook import read_workbook, write_workbook
from positiveculture.workbook.columns import COLUMNS
from positiveculture.workbook.holding import not_held
from positiveculture.workbook.opening import Sheet, read_sheets
from positiveculture.workbook.results import AWARD_ROW
from positiveculture.workbook.texts import label, topic_choices

SOFFICE = shutil.which("soffice")

pytestmark = pytest.mark.skipif(
    SOFFICE is None, reason="LibreOffice is not installed: apt-get install libreoffice-calc"
)

#: How many books of each kind: in CI more than 200, elsewhere a tenth. One call of LibreOffice works all of them out;
#: it takes no more than 247 files, and is silent about others.
TIMES = 10 if "CI" in os.environ else 1

SCALE = ladder("four", 1, 4)
TOPICS = [topic(f"t{n}", SCALE) for n in (1, 2, 3)]

#: What is met by a hair: a rule and levels, of which a workbook with "more than" for "at least" says something else.
BY_A_HAIR: dict[str, tuple[Rule, list[int]]] = {
    "a level": (AtLeast("t1", 2), [2, 1, 1]),
    "a share": (Share(50, ["t1", "t2"]), [2, 2, 1]),
    "a rounded share": (Share(63, ["t1", "t2"], rounding="half-up"), [2, 3, 1]),
    "a number of alternatives": (AtLeastOf(2, [AtLeast(f"t{n}", 2) for n in (1, 2, 3)]), [3, 3, 1]),
}


#: A cell that is filled in wrongly: its sheet and address, what is typed, and beside which row what has to be said.
WRONG: dict[str, tuple[str, str, Typed, str, str]] = {
    "a text": ("Answers", "D12", "2", "G12", "Choose an answer from the list"),
    "a comma": ("Answers", "D12", "4,0", "G12", "Choose an answer from the list"),
    "between": ("Answers", "D12", 2.5, "G12", "Choose an answer from the list"),
    "off the scale": ("Answers", "D12", 9, "G12", "Choose an answer from the list"),
    "true": ("Answers", "D12", True, "G12", "Choose an answer from the list"),
    "an error": ("Answers", "D12", (' t="e"', "<v>#N/A</v>"), "G12", "A cell shows an error: type the value"),
    "N/A": ("Answers", "D13", "N/A", "G13", "Choose an answer from the list"),
    "no reason": ("Answers", "E13", "", "G13", "Say why it is not applicable"),
    "a note too many": ("Answers", "F13", "But.", "G13", "Not applicable takes a reason alone"),
    "a reason too many": ("Answers", "D13", 2, "G13", "A reason is for not applicable alone"),
    "a note alone": ("Answers", "D12", "", "G12", "Choose an answer too, or empty the row"),
    "not on the list": ("Answers", "D14", "yes", "G14", "Choose an answer from the list"),
    "no service": ("Answers", "C4", " ", "G4", "Give the name of the service"),
    "no day": ("Answers", "C5", "soon", "G5", "Give a day, such as 2026-03-31"),
    "no such mode": ("Answers", "C8", "in pairs", "G8", "Choose from the list, or leave it empty"),
    "no such topic": ("Evidence", "A5", "Moring", "H5", "Choose the topic from the list"),
    "no title": ("Evidence", "B5", "", "H5", "Say what the evidence is"),
    "no such kind": ("Evidence", "C5", "letter", "H5", "Choose the kind from the list, or leave it empty"),
    "no address": ("Evidence", "C5", "link", "H5", "A link needs its address"),
    "too late": ("Evidence", "D5", date(2026, 4, 1), "H5", "Dates: dated no later than the assessment"),
    "too early": ("Evidence", "E5", date(2026, 2, 1), "H5", "Dates: dated no later than the assessment"),
    "no answer": ("Evidence", "A5", "2 Lights", "G13", "Not applicable takes a reason alone"),
}


@attrs.frozen
class Case:
    """A framework with an assessment, and the workbook that is made of them."""

    framework: Framework
    assessment: Assessment
    file: Path

    @property
    def worked_out(self) -> Path:
        """What LibreOffice made of the workbook."""
        return self.file.parent / "out" / f"{self.file.stem}.ods"


def drawn(strategy: st.SearchStrategy[tuple[Framework, Assessment]], count: int) -> list[tuple[Framework, Assessment]]:
    """Return so many examples, the same each time."""
    found: list[tuple[Framework, Assessment]] = []

    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def collect(case: tuple[Framework, Assessment]) -> None:
        found.append(case)

    collect()
    return found


def against(name: str) -> st.SearchStrategy[tuple[Framework, Assessment]]:
    """Frameworks that are shipped, with assessments near where their rules change their mind."""
    found = get_framework(name)
    ours = pcs.strategies_for(found)
    return st.tuples(st.just(found), ours.boundary_assessments() | ours.half_filled())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the workbooks are."""
    return tmp_path_factory.mktemp("workbooks")


@pytest.fixture(scope="module")
def cases(folder: Path) -> list[Case]:
    """Workbooks of every kind, worked out in one call; of the last, one operator is changed."""
    kinds = [
        (small_cases(), 10 * TIMES),
        (pcs.assessed(), 7 * TIMES),
        (against("wigan-progress"), 2 * TIMES),
        (against("cqc-style-well-led"), 2 * TIMES),
    ]
    pairs = [pair for strategy, count in kinds for pair in drawn(strategy, count)]
    pairs += 2 * [met_by_a_hair(*edge) for edge in BY_A_HAIR.values()]
    found = [Case(*pair, folder / f"{place}.xlsx") for place, pair in enumerate(pairs)]
    for case in found:
        write_workbook(case.framework, case.file, case.assessment)
    for case in found[-len(BY_A_HAIR) :]:
        plant(case.file)
    for name, (sheet, place, typed, _, _) in WRONG.items():
        fill(book(folder).rename(folder / f"{name.replace('/', '')}.xlsx"), sheet, {place: typed})
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    line = [str(SOFFICE), profile, "--headless", "--convert-to", "ods", "--outdir", str(folder / "out")]
    books = sorted(folder.glob("*.xlsx"))
    subprocess.run([*line, *map(str, books)], check=True, capture_output=True)
    assert len(list((folder / "out").glob("*.ods"))) == len(books)
    return found


def met_by_a_hair(rule: Rule, levels: list[int]) -> tuple[Framework, Assessment]:
    """Return a framework with one award, and an assessment that reaches it and no more."""
    said = {f"t{n}": level for n, level in enumerate(levels, 1)}
    day = date(2026, 3, 31)
    found = framework(TOPICS, award("a1", rule))
    return found, Assessment(framework="f1", edition="1", service="A", assessed_on=day, responses=said)


def plant(path: Path) -> None:
    """Change "at least" to "more than" in every rule of a workbook."""
    with ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    rules = "xl/worksheets/sheet4.xml"
    assert b"&gt;=" in parts[rules]
    parts[rules] = parts[rules].replace(b"&gt;=", b"&gt;")
    with ZipFile(path, "w", ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)


def test_every_workbook_says_what_evaluate_says(cases: list[Case]) -> None:
    """Award, states, progress and blockers in order: of more than 200 workbooks in CI, none differs."""
    unchanged = cases[: -len(BY_A_HAIR)]

    assert len(unchanged) == 21 * TIMES + len(BY_A_HAIR)
    assert [(case.file.name, wrong) for case in unchanged for wrong in differences(case)] == []


@pytest.mark.parametrize("place", range(len(BY_A_HAIR)), ids=list(BY_A_HAIR))
def test_a_planted_change_is_found(place: int, cases: list[Case]) -> None:
    """With one operator of the rules changed, a workbook differs where an award is met by a hair."""
    planted = cases[-len(BY_A_HAIR) :][place]

    assert evaluate(planted.framework, planted.assessment).award == "a1"
    assert list(differences(planted)) != []


@pytest.mark.parametrize("name", WRONG)
@pytest.mark.usefixtures("cases")
def test_a_wrong_cell_empties_the_result(name: str, folder: Path) -> None:
    """Where a cell is wrong, that is said beside it, and there is no verdict until it is right."""
    *_, place, words = WRONG[name]
    sheets = {sheet.name: sheet for sheet in read_sheets(folder / "out" / f"{name.replace('/', '')}.ods")}
    result = sheets["Result"]
    beside = sheets["Answers" if place[0] == "G" else "Evidence"].value(int(place[1:]) - 1, ord(place[0]) - ord("A"))

    assert str(beside).startswith(words)
    assert str(result.value(3, 0)).startswith("Put right first, on the sheets Answers and Evidence: ")
    assert [result.value(row, column) for row in (6, 7) for column in (1, 2)] == ["", "", "", ""]
    assert not any(str(row[0]).startswith("What stands in the way") for row in result.rows)


def test_every_workbook_reads_back(cases: list[Case]) -> None:
    """As written, and as LibreOffice saves it: what was assessed, all of it, or a refusal to lose any."""
    for case in cases:
        for file in (case.file, case.worked_out):
            assert read_workbook(file, framework=case.framework, into=case.assessment) == case.assessment
            if not list(not_held(case.assessment)):
                assert read_workbook(file, framework=case.framework) == case.assessment
            else:
                with pytest.raises(InvalidWorkbook, match="give that file too"):
                    read_workbook(file, framework=case.framework)


def differences(case: Case) -> Iterator[str]:
    """Yield where a workbook says something else than `evaluate`."""
    sheets = {sheet.name: sheet for sheet in read_sheets(case.worked_out)}
    outcome = evaluate(case.framework, case.assessment)
    result = sheets["Result"]
    awards = case.framework.awards
    aside = f"; {len(outcome.not_applicable)} not applicable" if outcome.not_applicable else ""
    answered = f"{len(outcome.answered)} of {len(case.framework.questions)} topics{aside}"
    if not awards:
        yield from [f"{result.value(3, 0)}, not {answered}"] if result.value(3, 0) != f"Answered: {answered}" else []
        return
    if result.value(AWARD_ROW - 1 + len(awards), 1) != answered:
        yield f"{result.value(AWARD_ROW - 1 + len(awards), 1)}, not {answered}"
    ours = [indicated(outcome), *(f"{label(v.award.title)}: {v.state.replace('-', ' ')}" for v in outcome)]
    rows = range(AWARD_ROW - 1, AWARD_ROW - 1 + len(awards))
    theirs = [result.value(3, 0), *(f"{result.value(row, 0)}: {result.value(row, 2)}" for row in rows)]
    lines = [normal(line) for line in said(result) if line != "All of these:"]
    progress = [row[COLUMNS.index("progress")] for row in award_rows(sheets["Rules"])]
    yield from (f"{there}, not {here}" for here, there in zip(ours, theirs, strict=True) if here != there)
    for verdict, there in zip(outcome, progress, strict=True):
        if abs(float(str(there)) - verdict.progress) > 1e-9:
            yield f"progress of {verdict.award.id}: {there}, not {verdict.progress}"
    if lines != [normal(line) for line in expected(outcome)]:
        yield f"{lines}, not {list(expected(outcome))}"


def award_rows(rules: Sheet) -> list[list[object]]:
    """Return the rows of the awards on the sheet Rules: those that have a state and no parent, lowest first."""
    columns = [COLUMNS.index(name) for name in ("parent", "depth")]
    return [list(row) for row in rules.rows[4:] if [row[column] for column in columns] == [0, 0]]


def said(result: Sheet) -> list[str]:
    """Return the lines of what stands in the way."""
    texts = [str(row[0]) for row in result.rows]
    first = next(place for place, text in enumerate(texts) if text == "Answered")
    last = max(place for place, text in enumerate(texts) if text)
    found = [text.strip(" ") for text in texts[first + 1 : last + 1]]
    # What every reader has to know stands above them, with an empty row between.
    gap = max((place for place, text in enumerate(found) if not text), default=-1)
    return found[gap + 1 :]


def normal(line: str) -> str:
    """Return a line without what only says which topics are counted."""
    return re.sub(r"^The points of .+? come to ", "The points come to ", line.strip(" "))


def indicated(outcome: Outcome) -> str:
    """Return what the sheet Result has to say first."""
    whose = {
        "self": "Indicated by this self-assessment",
        "reviewed": "Indicated by this reviewed assessment",
        "awarded": "Indicated by this assessment, recorded as the awarding body's",
    }
    title = "no award yet"
    if outcome.award is not None:
        title = outcome.framework.award(outcome.award).title
    elif outcome.framework.floor is not None and outcome.indicated is not None:
        title = outcome.framework.floor.title
    return f"{whose[outcome.assessment.basis]}: {label(title)}"


def expected(outcome: Outcome) -> Iterator[str]:
    """Yield the lines of what stands in the way of each award."""
    for verdict in outcome:
        title = label(verdict.award.title)
        if verdict.state is State.NOT_MET:
            yield f"What stands in the way of {title}"
        elif verdict.state is State.UNDECIDED:
            yield f"{title} is undecided"
        yield from in_words(verdict.blockers, outcome.framework)
    if all(verdict.state is State.MET for verdict in outcome):
        yield "Every award of this framework is indicated."


def in_words(blockers: Iterable[Blocker], framework: Framework) -> Iterator[str]:
    """Yield a line for each blocker; of alternatives, one for each that stands in the way of an option too."""
    names = topic_choices(framework)
    for blocker in blockers:
        match blocker:
            case Below(topic, needs, has):
                yield f"{names[topic]}: has {has}, needs {needs}"
            case Unanswered(topic, needs):
                yield f"{names[topic]}: not answered yet" + ("" if needs is None else f", needs {needs}")
            case NeedsEvidence(topic, kind):
                of_kind = f" of the kind {kind}" if kind else ""
                yield f"{names[topic]}: needs evidence{of_kind} that has not lapsed"
            case ShareBelow():
                open_ = (
                    "; open questions count as the lowest level in that, "
                    f"and could bring them to {tenths(blocker.could_be)} %"
                )
                yield (
                    f"The points come to {tenths(blocker.has)} %, {blocker.points} of {blocker.most}, "
                    f"and {decimal(blocker.needs)} % are needed{open_ if blocker.could_be > blocker.has else ''}"
                )
            case AwardMissing(award, certain):
                missing = f"{label(framework.award(award).title)} is needed first"
                yield missing if certain else f"{missing}, and is not decided yet"
            case NothingToJudge():
                yield "Nothing is left to judge: every topic that it asks about is not applicable"
            case Alternatives(needs, options):
                yield "One of these has to be met:" if needs == 1 else f"{needs} of these have to be met:"
                for option in options:
                    yield from in_words(option, framework)


def tenths(share: Fraction) -> str:
    """Return per cent with one decimal, rounded down."""
    return decimal(Fraction(floor(share * 10), 10))
