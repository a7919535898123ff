"""The pages of the checks are what the checks say."""

from pathlib import Path

from positiveculture.testing.kit.pages import INDEX, index, pages

FOLDER = Path(__file__).parents[2] / "docs" / "checks"


def test_each_check_has_its_page() -> None:
    """Every page is the one that its check writes, and there is no other; the index lists them all."""
    kept = {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.md")}
    listing = kept.pop(INDEX)

    assert pages() == kept
    assert index(listing) == listing
