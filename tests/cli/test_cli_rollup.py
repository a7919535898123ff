"""The command `rollup`: many services, in every form."""

import json
from pathlib import Path

import pytest
from running import Command

FILES = ("rivington-2025.toml", "halfway-2026.toml", "rivington-2026.toml")


def test_the_order_given_or_by_name(positiveculture: Command, examples: Path) -> None:
    """Services are in the order in which each is first given, or by name."""
    line = ["rollup", *(examples / file for file in FILES), "--json"]
    given, by_name = (json.loads(positiveculture(*line, *more).out)["services"] for more in ((), ("--by-name",)))

    assert [each["service"] for each in given] == ["Rivington Home Care", "Anglezarke Care at Home"]
    assert [each["service"] for each in by_name] == ["Anglezarke Care at Home", "Rivington Home Care"]


@pytest.mark.parametrize("suffix", [".html", ".md", ".pdf", ".txt", ".json"])
def test_every_form(positiveculture: Command, examples: Path, tmp_path: Path, suffix: str) -> None:
    """`--out` writes every form, and no Word file: that is for plans."""
    line = ["rollup", *(examples / file for file in FILES), "--out"]

    assert positiveculture(*line, tmp_path / f"all{suffix}").out == f"{tmp_path / f'all{suffix}'} is written.\n"
    assert "is neither" in positiveculture(*line, tmp_path / "all.docx").err
    assert [file.name for file in tmp_path.iterdir()] == [f"all{suffix}"]


def test_files_that_do_not_belong_together(positiveculture: Command, examples: Path) -> None:
    """Assessments against different frameworks, and the same file content twice in one year, end in sentences."""
    result = positiveculture("rollup", examples / "rivington-2026.toml", examples / "cqc-rivington-2026.toml")

    assert (result.status, result.out) == (1, "")
    assert "the rollup has 1 problem" in result.err
    assert "cqc-rivington-2026.toml" in result.err
