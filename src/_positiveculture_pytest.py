"""The pytest plug-in of positiveculture: counts conformance checks, and lets the command line pin their level.

A module of its own at the top, which imports nothing of the package: so the package is imported by the tests, after
coverage has begun to look, and pytest starts no slower.  The conformance kit works without it too.
"""

from collections import Counter
from typing import Any

import pytest

MARKER = "positiveculture(check): a conformance check of a framework; each is marked, to be selected by -m"
OPTION = "--positiveculture-level"

#: How what came of a check travels with the report of its test, from worker processes too.
PROPERTY = "positiveculture"

#: The same, for what was not judged, and why; and the check that sums up.
LEFT, SUMMARY = "positiveculture-not-judged", "summary"

#: The statuses of checks that looked at a framework.
JUDGED = ("passed", "failed", "expected", "advisory")

#: The level that the command line asks for, while a session runs: the kit reads it where `conformance` names none.
asked_level: str | None = None


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer the option that pins the level of the checks."""
    parser.getgroup("positiveculture").addoption(
        OPTION,
        metavar="LEVEL",
        default=None,
        help="Hold frameworks to the conformance checks of this level, such as 0.2, where `conformance` names none.",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker, keep the level, and begin to count."""
    global asked_level  # noqa: PLW0603 - the kit asks while tests are collected, where no fixture is at hand
    config.addinivalue_line("markers", MARKER)
    asked_level = config.getoption(OPTION)
    config.pluginmanager.register(Counting(), "positiveculture-counting")


def pytest_unconfigure() -> None:
    """Forget the level."""
    global asked_level  # noqa: PLW0603 - as above
    asked_level = None


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark each conformance check."""
    run, check = _conformance(item)
    if run is not None:
        item.add_marker(pytest.mark.positiveculture(check))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> None:
    """Let what came of a check travel with the report of its test."""
    run, check = _conformance(item)
    if call.when == "call" and run is not None and check in run.results:
        item.user_properties.append((PROPERTY, str(run.results[check].status)))
    if call.when == "call" and run is not None and check == SUMMARY:
        left = [each for each in run.results.values() if str(each.status) not in JUDGED]
        item.user_properties += [(LEFT, f"{run.target}, {each.id}: {each.status}, {each.reason}") for each in left]


class Counting:
    """Counts what came of the checks of one session."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.left: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count a check."""
        if report.when == "call":
            self.counts.update(str(value) for name, value in report.user_properties if name == PROPERTY)
            self.left += [str(value) for name, value in report.user_properties if name == LEFT]

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say in one line how many checks were run, and what came of them; with -v, what was not judged and why."""
        if self.counts:
            run = sum(self.counts[status] for status in JUDGED)
            told = (
                f"{run} conformance checks run, {self.counts['failed']} failed, {self.counts['expected']} expected to"
            )
            terminalreporter.write_line(f"positiveculture: {told} fail, {self.counts['advisory']} advisory")
            for line in self.left if terminalreporter.verbosity > 0 else ():
                terminalreporter.write_line(f"  {line}")


def _conformance(item: pytest.Item) -> tuple[Any, str]:
    """Return the run that a test belongs to, and its check; None for any other test."""
    run = getattr(getattr(item, "function", None), "positiveculture_run", None)
    return run, str(item.callspec.params.get("check", "")) if run is not None and hasattr(item, "callspec") else ""
