"""What came of a run: a result for each check, and whether the framework conforms."""

from collections import Counter
from enum import StrEnum
from typing import Any

import attrs

from positiveculture.gettext import gettext
from positiveculture.topics import many


class Status(StrEnum):
    """What came of one check."""

    PASSED = "passed"
    FAILED = "failed"
    #: It fails, as was declared beforehand, with the reason.
    EXPECTED = "expected"
    #: It fails, but is new: it only warns for one minor release.
    ADVISORY = "advisory"
    #: It rests on another check that fails, and so says nothing.
    BLOCKED = "blocked"
    #: It draws examples, and Hypothesis is not installed.
    NOT_RUN = "not-run"
    #: It has nothing to say of this framework.
    INAPPLICABLE = "inapplicable"


#: The reason of a check whose framework was looked at.
JUDGED = (Status.PASSED, Status.FAILED, Status.EXPECTED, Status.ADVISORY)


@attrs.frozen
class Result:
    """What came of one check."""

    id: str
    code: str
    status: Status
    #: What is wrong, with the values that show it; "" where nothing is.
    message: str = ""
    #: Why it was expected to fail, not judged, not run, or does not apply.
    reason: str = ""
    #: How long it took.
    seconds: float = 0.0


@attrs.frozen
class ConformanceReport:
    """What came of a run."""

    #: What was checked: a name, or the id of a framework that was given.
    target: str
    level: str
    results: tuple[Result, ...] = attrs.field(converter=many)

    @property
    def ok(self) -> bool:
        """Whether something was checked, and nothing failed."""
        return self.judged > 0 and not any(result.status is Status.FAILED for result in self.results)

    @property
    def judged(self) -> int:
        """How many checks looked at the framework."""
        return sum(result.status in JUDGED for result in self.results)

    def of(self, status: Status) -> tuple[Result, ...]:
        """Return the results of one status."""
        return tuple(result for result in self.results if result.status is status)

    def counted(self) -> str:
        """Return how many checks ended in which status, in words."""
        counts = Counter(result.status for result in self.results)
        return ", ".join(f"{counts[status]} {status}" for status in Status if counts[status]) or gettext(
            "nothing was checked"
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the report as plain values, as `check --json` prints it.

        `{"target", "level", "ok", "judged", "results": [{"id", "code", "status", "message", "reason", "seconds"}]}`.
        """
        results = [{**attrs.asdict(result), "status": str(result.status)} for result in self.results]
        for result in results:
            result["seconds"] = round(result["seconds"], 3)
        return {
            "target": self.target,
            "level": self.level,
            "ok": self.ok,
            "judged": self.judged,
            "results": results,
        }

    def to_markdown(self) -> str:
        """Return the report as a page: what failed first, then every check in a table."""
        standing = "conforms" if self.ok else "does not conform"
        lines = [f"# {_plain(self.target)} {standing}", "", f"Level {self.level}: {self.counted()}.", ""]
        for result in self.of(Status.FAILED) + self.of(Status.ADVISORY):
            lines += ["```text", *result.message.replace("```", "'''").splitlines(), "```", ""]
        lines += ["| code | check | result | |", "|---|---|---|---|"]
        lines += [f"| {r.code} | `{r.id}` | {r.status} | {_plain(r.reason)} |" for r in self.results]
        return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    """Return `text` as Markdown that shows it and does nothing else."""
    shown = "".join("\\" + sign if sign in "\\`*_{}[]<>()#+!|~&" else sign for sign in text)
    return " ".join(shown.split())
