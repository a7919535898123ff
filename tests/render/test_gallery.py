"""The gallery is what the documents are today; `python examples/gallery/make.py` writes it anew."""

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from positiveculture.render.html import html

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


def test_each_page_is_what_is_shown_today(make: ModuleType) -> None:
    """Each document of the gallery is there as a page, as it is made today, and as PDF; and nothing else is."""
    documents = dict(make.documents())
    assert sorted(path.name for path in GALLERY.iterdir() if path.suffix in (".html", ".pdf")) == sorted(
        f"{name}{suffix}" for name in documents for suffix in (".html", ".pdf")
    )
    for name, document in documents.items():
        assert (GALLERY / f"{name}.html").read_text("utf-8") == html(document)
        assert (GALLERY / f"{name}.pdf").read_bytes().startswith(b"%PDF-")


def test_the_script_writes_every_file(make: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The script writes all files of the gallery, and takes pictures only where they are asked for."""
    monkeypatch.setattr(make, "GALLERY", tmp_path)
    monkeypatch.setattr(sys, "argv", ["make.py"])
    make.main()
    assert {path.name for path in tmp_path.iterdir()} == {
        path.name for path in GALLERY.iterdir() if path.suffix in (".html", ".pdf")
    }
