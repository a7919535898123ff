"""Plug-ins with crosswalks, installed by hand: the files that pip would leave in a folder of packages."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from textwrap import dedent

import attrs
import pytest

GROUP = "positiveculture.crosswalks"
WIGAN, WALES, CQC, GLOUCESTERSHIRE = (
    "wigan-progress",
    "wales-positive-cultures",
    "cqc-style-well-led",
    "gloucestershire-practice-culture",
)

#: The crosswalks that come with the library.
SHIPPED = (
    f"{CQC}--{GLOUCESTERSHIRE}",
    f"{WALES}--{CQC}",
    f"{WALES}--{GLOUCESTERSHIRE}",
    f"{WIGAN}--{CQC}",
    f"{WIGAN}--{GLOUCESTERSHIRE}",
    f"{WIGAN}--{WALES}",
)

#: A module that makes a crosswalk of one link between Wigan and Wales.
MODULE = """
from positiveculture.formats.crosswalk import Crosswalk, Endpoint, Link

def crosswalk():
    link = Link("dignity", {target!r}, "related", "Both are about respect.", "The Harbour Trust, 2026")
    found = Crosswalk(Endpoint("wigan-progress", {edition!r}), Endpoint("wales-positive-cultures", "2025"), [link])
    return {returned}
"""


def module(target: str = "culture-as-a-whole", edition: str = "2017", returned: str = "found") -> str:
    """Return the text of a module that makes a crosswalk."""
    return MODULE.format(target=target, edition=edition, returned=returned)


@attrs.frozen
class Shelf:
    """A folder of installed packages, first on the path of this process."""

    folder: Path

    def install(self, distribution: str, points: Mapping[str, str], **modules: str) -> None:
        """Install a distribution with entry points and the texts of its modules."""
        info = self.folder / f"{distribution.replace('-', '_')}-1.0.dist-info"
        info.mkdir()
        lines = "".join(f"{name} = {target}\n" for name, target in points.items())
        (info / "entry_points.txt").write_text(f"[{GROUP}]\n{lines}")
        (info / "METADATA").write_text(f"Metadata-Version: 2.3\nName: {distribution}\nVersion: 1.0\n")
        for name, text in modules.items():
            (self.folder / f"{name}.py").write_text(dedent(text))


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shelf]:
    """A folder of installed packages, first on the path; what was imported from it is forgotten afterwards."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    monkeypatch.syspath_prepend(tmp_path)
    before = set(sys.modules)
    yield Shelf(tmp_path)
    for name in set(sys.modules) - before:
        if str(tmp_path) in str(getattr(sys.modules[name], "__file__", "")):
            del sys.modules[name]
