"""`workbook` and `read-workbook`: a manager's way without TOML, from a framework to an assessment."""

import json
from pathlib import Path

from filling import fill
from running import EXAMPLES, Command

import positiveculture as pc

RIVINGTON = EXAMPLES / "rivington-2026.toml"
CWM_ADERYN = EXAMPLES / "wales-cwm-aderyn-2026.toml"


def test_a_managers_way(positiveculture: Command, tmp_path: Path) -> None:
    """A workbook of a framework is filled in, read back, and judged."""
    book, read = tmp_path / "w.xlsx", tmp_path / "a.toml"
    written = positiveculture("workbook", "wigan-progress", "--out", book)
    fill(book, "Answers", {"C4": "Seal Sands", "C5": "2026-03-31", "D12": 5, "F12": "Calm."})
    result = positiveculture("read-workbook", book, "--out", read)

    assert (written.status, written.out) == (0, f"{book} is written.\n")
    assert (result.status, result.out) == (0, f"{read} is written.\n")
    assert pc.read_assessment(read).responses == {"dignity": pc.Rating(5, "Calm.")}
    assert "Answered: 1 of 25 topics" in positiveculture("assess", read).out


def test_an_assessment_goes_through_a_workbook(positiveculture: Command, tmp_path: Path) -> None:
    """What an assessment says comes back whole, also into its own file; without that, what no cell holds is refused."""
    book, read = tmp_path / "w.xlsx", tmp_path / "a.json"
    positiveculture("workbook", CWM_ADERYN, "--out", book)
    alone = positiveculture("read-workbook", book, "--out", read)
    result = positiveculture("read-workbook", book, "--into", CWM_ADERYN, "--out", read)

    assert (alone.status, result.status) == (1, 0)
    assert "give that file too (--into)" in alone.err
    assert pc.read_assessment(read) == pc.read_assessment(CWM_ADERYN)
    assert positiveculture("read-workbook", book, "--into", read, "--out", read, "--force").status == 0
    assert pc.read_assessment(read) == pc.read_assessment(CWM_ADERYN)


def test_it_is_printed_where_no_file_is_named(positiveculture: Command, tmp_path: Path) -> None:
    """Without a file, what was read is printed as TOML, or as JSON."""
    book = tmp_path / "w.xlsx"
    positiveculture("workbook", RIVINGTON, "--out", book, "--framework", "wigan-progress")
    again = tmp_path / "again.toml"
    again.write_text(positiveculture("read-workbook", book).out, encoding="utf-8")

    assert pc.read_assessment(again) == pc.read_assessment(RIVINGTON)
    payload = json.loads(positiveculture("read-workbook", book, "--json", "--framework", "wigan-progress").out)
    assert pc.assessment_from_dict(payload) == pc.read_assessment(RIVINGTON)


def test_nothing_is_written_over_unasked(positiveculture: Command, tmp_path: Path) -> None:
    """A workbook that is there, with somebody's answers in it, is overwritten with --force alone; .xlsx is its kind."""
    book = tmp_path / "w.xlsx"
    book.write_text("mine", encoding="utf-8")
    kept = positiveculture("workbook", "wigan-progress", "--out", book)
    other = positiveculture("workbook", "wigan-progress", "--out", tmp_path / "w.ods")

    assert (kept.status, book.read_text("utf-8")) == (1, "mine")
    assert kept.err == f"{book}: already exists; overwrite it with --force\n"
    assert (other.status, other.err) == (1, f"{tmp_path / 'w.ods'}: is not .xlsx, and a workbook is\n")
    assert positiveculture("workbook", "wigan-progress", "--out", book, "--force").status == 0


def test_wrong_cells_are_told_and_nothing_is_written(positiveculture: Command, tmp_path: Path) -> None:
    """Every wrong cell is on standard error with its address, and no file is left."""
    book, read = tmp_path / "w.xlsx", tmp_path / "a.toml"
    positiveculture("workbook", RIVINGTON, "--out", book)
    fill(book, "Answers", {"C4": "", "D12": "4,0"})
    result = positiveculture("read-workbook", book, "--out", read)

    assert (result.status, result.out, read.exists()) == (1, "", False)
    assert "sheet Answers, cell D12: must be 1 to 5" in result.err
