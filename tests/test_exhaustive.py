"""The type checker names each place that has to know a new kind of rule or of blocker: nobody has to search."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from new_kind import add_pledges, copied

ROOT = Path(__file__).parents[1]

#: How many files one kind more may touch, besides the one that it is in.
MOST_FILES = 6

#: A kind of rule that nothing knows yet, and where the kinds are listed.
NEW_RULE = '''
@attrs.frozen
class NewRule:
    """A kind of rule that nothing knows yet."""

    topic: str

    def node(self, _: Scope) -> Node:
        """Return it as the program says it."""
        return {"new": self.topic}

    def describe(self, framework: Titles) -> str:
        """Return the rule in words."""
        return framework.title_of(self.topic)


Rule: TypeAlias = NewRule | '''

#: A kind of blocker that nothing knows yet, and where the kinds are listed.
NEW_BLOCKER = '''
@attrs.frozen
class NewBlocker:
    """A kind of blocker that nothing knows yet."""

    kind: ClassVar[str] = "new"
    certain: ClassVar[bool] = True


Blocker: TypeAlias = NewBlocker | '''


def checked(package: Path) -> list[tuple[str, str]]:
    """Return each error that mypy finds in a copy of the package, by our own settings, with its file."""
    settings = ["--config-file", str(ROOT / "pyproject.toml"), "--cache-dir", os.devnull]
    run = subprocess.run(
        [sys.executable, "-m", "mypy", *settings, package.name],
        cwd=package.parent,
        env={name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "MYPYPATH")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return re.findall(r"^positiveculture/(\S+?):\d+: error: (.*)$", run.stdout, re.MULTILINE)


def test_one_kind_more_is_missed_where_kinds_are_told_apart(tmp_path: Path) -> None:
    """With one kind more in a union, mypy names every file that tells the kinds apart; a kind of file it takes."""
    pytest.importorskip("mypy")
    package = copied(tmp_path)
    add_pledges(package)
    for file, union, more in (
        ("rules/kinds.py", "Rule: TypeAlias = ", NEW_RULE),
        ("rules/blockers.py", "Blocker: TypeAlias = ", NEW_BLOCKER),
    ):
        text = (package / file).read_text("utf-8")
        assert f"\n{union}" in text
        (package / file).write_text(text.replace(f"\n{union}", more, 1), encoding="utf-8")

    errors = checked(package)
    of_rules, of_blockers = ({file for file, text in errors if new in text} for new in ("NewRule", "NewBlocker"))

    assert "formats/rules.py" in of_rules
    assert {"explanation.py", "documents/blocker_items.py"} <= of_blockers
    assert max(len(of_rules), len(of_blockers)) <= MOST_FILES
    assert {file for file, _ in errors} == of_rules | of_blockers
