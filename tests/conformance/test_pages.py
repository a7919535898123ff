"""The page of the checks is what the checks say."""

from listing_checks import PAGE, listing


def test_the_page_has_each_check() -> None:
    """The list of all checks is the one that they write, and no other page is beside it."""
    page = PAGE.read_text("utf-8")

    assert listing(page) == page
    assert list(PAGE.parent.iterdir()) == [PAGE]
