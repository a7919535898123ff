"""The gallery is what the documents are today; `python examples/gallery/make.py` writes it anew."""

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from click import Context

from positiveculture.cli.app import MODULES, app

GALLERY = Path(__file__).parents[2] / "examples" / "gallery"


@pytest.fixture(scope="module")
def make() -> ModuleType:
    """Return the script that makes the gallery."""
    spec = spec_from_file_location("make_gallery", GALLERY / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_each_page_is_what_is_shown_today(make: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The script writes every page and every PDF of the gallery and no other, and each page as it is there."""
    monkeypatch.setattr(make, "GALLERY", tmp_path)
    monkeypatch.setattr(sys, "argv", ["make.py"])
    assert make.main() == 0
    kept = {path.name: path for path in GALLERY.iterdir() if path.suffix in (".html", ".pdf")}
    assert sorted(kept) == sorted(path.name for path in tmp_path.iterdir())
    for name, path in kept.items():
        made = (tmp_path / name).read_bytes()
        assert made == path.read_bytes() if path.suffix == ".html" else made.startswith(b"%PDF-")


def test_every_document_is_in_the_gallery(make: ModuleType) -> None:
    """Each command that writes a document is in the gallery, but for lists of plug-ins and the form."""
    shown = {line.split()[0] for line in make.COMMANDS.values()}
    written = {name for name in MODULES if _writes_pages(name)}
    assert written - shown == {"form", "frameworks", "plugins"}


def _writes_pages(name: str) -> bool:
    """Return whether a command writes pages: its help says so."""
    command = app.get_command(Context(app), name)
    assert command is not None
    return any(".html" in (getattr(each, "help", "") or "") for each in command.params if each.name == "out")
