"""Writes the list of all checks anew: run this where a check has changed, and read the diff."""

from pathlib import Path

from positiveculture.testing.checks import CHECKS
from positiveculture.testing.kit.check import CheckGroup

#: The page that has every check, and its heading below which they are listed.
PAGE = Path(__file__).parents[2] / "docs" / "checks" / "index.md"
LISTED = "## Every check"


def listing(page: str) -> str:
    """Return the page with its list of checks written anew: each code, id and what is true, a list for each group."""
    parts = [LISTED]
    for group in CheckGroup:
        rows = [f"- {check.code} `{check.id}`: {check.truth}" for check in CHECKS if check.group is group]
        parts += [f"### {group.capitalize()}", "\n".join(rows)]
    return page.partition(LISTED)[0] + "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    PAGE.write_text(listing(PAGE.read_text("utf-8")), "utf-8")
