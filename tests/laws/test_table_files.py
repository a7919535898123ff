"""Laws of files of assessments: what the command `table` counts is what Python's `csv` and a loop count."""

import csv
import json
import os
from collections.abc import Sequence
from datetime import date
from io import StringIO
from itertools import permutations
from pathlib import Path
from typing import Any

import attrs
import polars as pl
import pytest
from hypothesis import example, given, settings, strategies as st

import positiveculture as pc
from positiveculture.cli.table import json_lines, separated
from positiveculture.cli.table.run import Job, start_run
from positiveculture.errors import InvalidFile
from positiveculture.sheets import SheetOptions

LEVELS = pc.Scale("three", [pc.Level(number, f"level {number}") for number in (1, 2, 3)])
TINY = pc.Framework(
    id="tiny",
    edition="1",
    title="Tiny",
    source=pc.Source(title="Tiny", publisher="Nobody", rights="invented"),
    topics=[pc.Topic(id=id_, title=id_, scale=LEVELS, number=number) for number, id_ in enumerate("ab", 1)],
    awards=[pc.Award(id="leaf", title="Leaf", rule=pc.Every(2))],
)

#: What a cell of a level may hold, and which level that is; None for no answer, 0 for none that there is.
CELLS = {"1": 1, "2": 2, "3": 3, " 3 ": 3, "+2": 2, "03": 3, "3.0": 3, "": None, "  ": None, "\xa0": None}
CELLS |= dict.fromkeys(("4", "0", "-1", "2.5", "x", "٣", "3e0", "9" * 30, "true", "²"), 0)
#: What is written into the other column.
WORDS = st.text(st.sampled_from("ab é,;\t|#'\"\n\r="), max_size=6)
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252")
#: How many files: 2,000 in CI in full, elsewhere a fifth; of marks alone, a quarter of that.
FILES = settings().max_examples * (20 if "CI" in os.environ else 4)

#: With blocks of so many bytes, Polars parses the few cells of a file anew, as it does those of large ones.
PARSED = (9, 40)

#: Headings in any order, the first topic by its id or its number.
HEADS = st.sampled_from([heads for first in ("a", "1") for heads in permutations(("service", first, "b"))])
LEVEL = st.sampled_from(list(CELLS))
ROWS = st.integers(0, 8)
LENGTH = st.sampled_from([3, 3, 3, 3, 0, 1, 2, 4, 5])
MORE = st.lists(st.sampled_from(["", "9", " "]), min_size=2, max_size=2)
IS_BLANK = st.sampled_from([False, False, False, True])


@st.composite
def files(draw: st.DrawFn) -> tuple[list[str], list[list[str]]]:
    """Draw headings and rows, of which some are short, long or blank."""
    heads = draw(HEADS)
    rows = []
    for _ in range(draw(ROWS)):
        row = [draw(WORDS) if head == "service" else draw(LEVEL) for head in heads]
        length = draw(LENGTH)
        row = [*row, *(draw(MORE) if length > len(heads) else [])][:length]
        rows.append([""] * length if draw(IS_BLANK) else row)
    return list(heads), rows


@attrs.frozen
class Counted:
    """What a loop counts in rows that `csv` has read."""

    rejected: Sequence[int]
    services: Sequence[str]
    met: int


def counted(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Counted:
    """Count rows one by one: blank, short and long ones, and those with a wrong level, are rejected."""
    rejected, services, met = [], [], 0
    for number, row in enumerate(rows, 1):
        cells = [cell.strip() for cell in row]
        of = dict(zip(heads, row, strict=False))
        levels = [CELLS.get(of.get(head, "").strip(), 0) for head in heads if head != "service"]
        if not any(cells) or len(row) < len(heads) or any(cells[len(heads) :]) or 0 in levels:
            rejected.append(number)
        else:
            services.append(of["service"])
            met += all(level is not None and level >= 2 for level in levels)
    return Counted(rejected, services, met)


def judged(path: Path, **said: Any) -> tuple[Any, pl.DataFrame, list[int]]:
    """Judge a file, and return the report, the result, and the numbers of the rejects; nothing is written."""
    job = Job(path, TINY, path.with_name("out.parquet"), path.with_name("bad.jsonl"), **said)
    source = job.open_source()
    done, rejects = start_run(job, source.schema), list[pl.DataFrame]()
    result = [done.judged(batch, rejects.append) for batch in source.batches()]
    whole = pl.concat(result) if result else pl.DataFrame(schema={"service": pl.String, "leaf_met": pl.Boolean})
    return done.report, whole, [row for each in rejects for row in each["row"]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where each example writes its file: to make a folder takes longer than to read most of them."""
    return tmp_path_factory.mktemp("files")


@settings(max_examples=FILES, deadline=None)
@given(
    files(),
    st.sampled_from(ENCODINGS),
    st.sampled_from(",;\t|"),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
    st.sampled_from([1, 7, 40, 1 << 24]),
)
def test_counts_of_files(  # noqa: PLR0913, PLR0917 - a file, and how it is written
    folder: Path,
    drawn: tuple[list[str], list[list[str]]],
    encoding: str,
    separator: str,
    end: str,
    quoting: Any,
    block: int,
) -> None:
    """Rows, rejects and awards of a CSV file are what Python's csv module and a loop count, whatever its dialect."""
    heads, rows = drawn
    text = StringIO()
    csv.writer(text, delimiter=separator, lineterminator=end, quoting=quoting).writerows([heads, *rows])
    data = text.getvalue().encode(encoding, "replace")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(separated, "BLOCK", block)
        patch.setattr(separated, "FEW", 0 if block in PARSED else separated.FEW)
        path = folder / "in.csv"
        path.write_bytes(data)
        _, *independent = csv.reader(StringIO(data.decode(encoding), newline=""), delimiter=separator)
        expected = counted(heads, independent)
        try:
            report, result, rejects = judged(path)
        except InvalidFile as error:
            if [problem.code for problem in error.problems] != ["several-separators"]:
                raise
            options = SheetOptions(on=date(2026, 3, 31), service="", separator=separator)
            report, result, rejects = judged(path, options=options)

    assert (report.tally.rows, rejects) == (len(independent), expected.rejected)
    assert [service or "" for service in result["service"]] == expected.services
    assert result["leaf_met"].sum() == report.tally.awards["leaf"] == expected.met


MARKS = st.text(st.sampled_from('"",,1\n b'), max_size=24)


@settings(max_examples=FILES // 4)
@given(MARKS, st.sampled_from([9, 1 << 24]))
@example('x,1,1\n""', 1 << 24)
@example('"x,",1,1\n', 1 << 24)
@example('"x,",b"1\n', 1 << 24)
def test_quotation_marks_anywhere(folder: Path, text: str, block: int) -> None:
    """Wherever quotation marks stand, a CSV file has the rows that Python's csv finds, or is refused as by csv."""
    heads = ["service", "a", "b"]
    data = ",".join(heads) + "\n" + text
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(separated, "BLOCK", block)
        patch.setattr(separated, "FEW", 0 if block in PARSED else separated.FEW)
        path = folder / "in.csv"
        path.write_text(data, "utf-8", newline="")
        options = SheetOptions(on=date(2026, 3, 31), service="", separator=",")
        try:
            _, *independent = csv.reader(StringIO(data, newline=""), strict=True)
        except csv.Error:
            with pytest.raises(InvalidFile):
                judged(path, options=options)
            return
        report, result, rejects = judged(path, options=options)

    expected = counted(heads, independent)
    assert (report.tally.rows, rejects) == (len(independent), expected.rejected)
    assert [service or "" for service in result["service"]] == expected.services


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from("xyz"), inner, max_size=2),
    max_leaves=4,
)


@given(
    st.lists(
        st.fixed_dictionaries({"a": st.sampled_from([1, 2, 3, None])}, optional={"c": JSON, "d": JSON})
        | st.sampled_from(["{", "[1]", '{"a": 1, "a": 2}', "", '{"a": NaN}', "3"]),
        min_size=1,
        max_size=8,
    ),
    st.sampled_from([1, 3, 100]),
)
@example([{"a": 1, "c": {"x": [0, 0.5]}}], 1)
def test_any_json_is_kept(folder: Path, lines: list[Any], rows: int) -> None:
    """A line of JSON is judged, with what else it says, or stands among the rejects; no other line suffers from it."""
    good = {number for number, line in enumerate(lines, 1) if isinstance(line, dict)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_lines, "ROWS", rows)
        path = folder / "in.jsonl"
        path.write_text("".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines), "utf-8")
        if not good:
            with pytest.raises(InvalidFile):
                judged(path, missing="unanswered")
            return
        report, result, rejects = judged(path, missing="unanswered")

    objects = [lines[number - 1] for number in sorted(good)]
    told = [line for line in objects if any(str("" if each is None else each).strip() for each in line.values())]
    assert (report.tally.rows, len(rejects) + result.height) == (len(lines), len(lines))
    assert result["a"].to_list() == [None if line["a"] is None else str(line["a"]) for line in told]
    for name in ("c", "d"):
        if name in result.columns:
            for line, value in zip(told, result[name].to_list(), strict=True):
                said = line.get(name)
                assert value == said or value == json.dumps(said, ensure_ascii=False)
