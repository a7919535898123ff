"""The page of the checks is what the checks say."""

from pathlib import Path

from positiveculture.testing.kit.pages import INDEX, index

FOLDER = Path(__file__).parents[2] / "docs" / "checks"


def test_the_page_has_each_check() -> None:
    """The list of all checks is the one that they write, and no other page is beside it."""
    listing = (FOLDER / INDEX).read_text("utf-8")

    assert index(listing) == listing
    assert [path.name for path in FOLDER.iterdir()] == [INDEX]
