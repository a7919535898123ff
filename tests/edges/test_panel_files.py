"""Panels from files: what is wrong with any of them is told at once, each with its file."""

import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from positiveculture import get_framework
from positiveculture.errors import InvalidPanel
from positiveculture.formats.panel import read_panel
from positiveculture.sheets import SheetOptions, read_replies

EXAMPLE = Path(__file__).parents[2] / "examples" / "rivington-2026.toml"


def test_every_file_that_cannot_be_had_is_told(tmp_path: Path) -> None:
    """A path that is none, a file that names no framework, and one of a framework that nobody has."""
    nameless, strange = tmp_path / "nameless.toml", tmp_path / "strange.toml"
    nameless.write_text("[responses]\ndignity = 5\n", encoding="utf-8")
    strange.write_text('framework = "harbour"\n[responses]\nmooring = 1\n', encoding="utf-8")
    long = tmp_path / ("x" * 300)

    with pytest.raises(InvalidPanel) as refused:
        read_panel([nameless, strange, long])
    told = {problem.place.partition(",")[0]: problem.message for problem in refused.value.problems}
    assert told.keys() == {str(nameless), str(strange), str(long)}
    assert told[str(nameless)].startswith("names no framework")
    assert told[str(strange)].startswith('no framework "harbour"')


def test_a_panel_of_no_files_is_of_nobody() -> None:
    """Where nothing is given, nothing is read."""
    with pytest.raises(InvalidPanel):
        read_panel([])


def test_links_and_names_that_lead_nowhere(tmp_path: Path) -> None:
    """A link that leads to itself, and a name that is no UTF-8, are refused as files are."""
    (tmp_path / "loop.json").symlink_to("loop.json")
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.json"))
    odd.write_text("{}", encoding="utf-8")

    with pytest.raises(InvalidPanel, match=r"loop\.json") as refused:
        read_panel([tmp_path / "loop.json", odd])
    assert len(refused.value.problems) == 2


def test_a_name_that_is_no_utf_8_is_somebodys_all_the_same(tmp_path: Path) -> None:
    """Who somebody is comes from their file's name: bytes of it that are no UTF-8 are spelt out, and can be written."""
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.toml"))
    shutil.copy(EXAMPLE, odd)
    shutil.copy(EXAMPLE, tmp_path / "b.toml")
    assert set(read_panel([tmp_path]).people) == {"b", r"\udcff"}
    with pytest.raises(InvalidPanel, match="surrogates not allowed"):
        read_panel([tmp_path / "\ud800.toml"])


@pytest.mark.parametrize("name", ["half\ud800.csv", "none\0.csv"])
def test_a_name_that_no_file_has(name: str) -> None:
    """A name with half a character, or with a null character, is refused once, however often it is given."""
    options = SheetOptions(on=date(2026, 3, 31), service="A")
    with pytest.raises(InvalidPanel) as refused:
        read_replies([name, name], get_framework("wigan-progress"), options)

    assert [problem.path for problem in refused.value.problems] == [(name,)]
