"""The page of each check, written from the check itself.

    python -m positiveculture.testing.kit.pages docs/checks

writes them anew; a test holds that they are what this would write.
"""

import sys
from pathlib import Path
from textwrap import fill

from positiveculture.testing.broken import SPECIMENS
from positiveculture.testing.checks import CHECKS
from positiveculture.testing.kit.check import Check, Group

#: The page that leads to the others, and its heading below which every check is listed.
INDEX = "index.md"
LISTED = "## Every check"

#: How long a line of prose is at the most.
WIDEST = 120

#: How a check is judged that draws examples.
DRAWN = {
    "": "",
    "said": "It is judged on drawn assessments, and on the reference cases of the framework.",
    "pair": "It is judged on drawn pairs of a weaker and a stronger assessment, and on each single step up.",
}


def pages() -> dict[str, str]:
    """Return the text of each check's page, by the name of its file."""
    return {f"{check.code}.md": page(check) for check in CHECKS}


def page(check: Check) -> str:
    """Return the page of one check."""
    specimen = next(each for each in SPECIMENS if each.check == check.id)
    parts = [
        f"# {check.code}: {check.id}",
        check.truth,
        f"**Why it matters.** {check.why}",
        f"**How to mend it.** {check.fix}",
        f"**A framework that fails it, and no other check:** {specimen.what}.",
        " ".join(filter(None, [DRAWN[check.draws], _rests(check)])),
        f"Group: {check.group}. Since level {check.since}. [All checks]({INDEX})",
    ]
    wrapped = [fill(part, WIDEST, break_long_words=False, break_on_hyphens=False) for part in parts if part]
    return "\n\n".join(wrapped) + "\n"


def _rests(check: Check) -> str:
    needs = [f"[{each.id}]({each.code}.md)" for each in CHECKS if each.id in check.needs]
    return f"It is not judged where one of these fails: {', '.join(needs)}." if needs else ""


def listed() -> str:
    """Return every check in tables, a group each, as the index lists them."""
    parts = [LISTED]
    for group in Group:
        rows = [
            f"| [{check.code}]({check.code}.md) | `{check.id}` | {check.truth} |"
            for check in CHECKS
            if check.group is group
        ]
        parts.append(
            "\n".join([f"### {group.capitalize()}", "", "| code | id | what is true |", "|---|---|---|", *rows])
        )
    return "\n\n".join(parts) + "\n"


def index(text: str) -> str:
    """Return the index with its list of checks written anew."""
    return text.partition(LISTED)[0] + listed()


def write(folder: Path) -> None:
    """Write every page below `folder`, and the list into its index."""
    for name, text in pages().items():
        (folder / name).write_text(text, "utf-8")
    (folder / INDEX).write_text(index((folder / INDEX).read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
