"""For pytest: one test for each check, with ids that can be read; without fixtures, and without a plug-in of ours."""

import sys
import warnings
from collections.abc import Callable, Mapping

from positiveculture.gettext import gettext
from positiveculture.testing.kit.report import Result, Status
from positiveculture.testing.kit.running import NOTHING, Run, run_of
from positiveculture.testing.kit.subject import Target

#: The test that looks at the run as a whole.
SUMMARY = "summary"

#: Where our pytest plug-in, if it is loaded, keeps the level that the command line asks for.
PLUGIN = "_positiveculture_pytest"


class ConformanceWarning(UserWarning):
    """A new check fails: it only warns for one minor release."""


def conformance(
    target: Target,
    *,
    expected_failures: Mapping[str, str] = NOTHING,
    level: str | None = None,
    max_examples: int = 50,
) -> Callable[[str], None]:
    """Return a test function for pytest, with one test for each check that applies to the framework.

        test_conformance = conformance("thrive-uk")

    Arguments and errors are those of `run_conformance`; wrong ones are reported when the tests are collected.

    Raises:
        ModuleNotFoundError: pytest is not installed.
    """
    asked = level or getattr(sys.modules.get(PLUGIN), "asked_level", None)
    return collected(run_of(target, expected_failures, asked, max_examples))


def collected(run: Run) -> Callable[[str], None]:
    """Return the test function of a run."""
    try:
        import pytest  # noqa: PLC0415 - only who has tests collected needs it
    except ModuleNotFoundError as error:
        hint = 'positiveculture.testing.conformance needs pytest: pip install "positiveculture[testing]"'
        raise ModuleNotFoundError(f"{hint}; run_conformance does without", name=error.name) from None

    def test_conformance(check: str) -> None:
        """Hold the framework to one conformance check; its page says which truth that is."""
        if check == SUMMARY:
            _summed_up(run, pytest.fail)
            return
        result = run.result(check)
        if result.status is Status.FAILED:
            pytest.fail(result.message, pytrace=False)
        if result.status is Status.EXPECTED:
            pytest.xfail(f"{result.reason}\n{result.message}")
        if result.status in (Status.BLOCKED, Status.NOT_RUN):
            pytest.skip(result.reason)
        if result.status is Status.ADVISORY:
            _warned(result)

    test_conformance.positiveculture_run = run  # type: ignore[attr-defined]  # for our plug-in to count by
    ids = [*(check.id for check in run.applicable()), SUMMARY]
    marked: Callable[[str], None] = pytest.mark.parametrize("check", ids)(test_conformance)
    return marked


def _summed_up(run: Run, fail: Callable[..., None]) -> None:
    """Say what was checked and what was not, and fail where nothing was."""
    report = run.report()
    lines = [
        gettext("conformance of {target}, level {level}: {counts}").format(
            target=report.target, level=report.level, counts=report.counted()
        )
    ]
    left = (Status.INAPPLICABLE, Status.BLOCKED, Status.NOT_RUN)
    lines += [f"  {each.id} ({each.status}): {each.reason}" for each in report.results if each.status in left]
    sys.stdout.write("\n".join(lines) + "\n")
    if not report.judged:
        fail("\n".join([gettext("nothing was checked"), *lines]), pytrace=False)


def _warned(result: Result) -> None:
    """Warn, and never fail: not even where warnings are errors, or a new check would break who only upgrades."""
    with warnings.catch_warnings():
        warnings.simplefilter("always", ConformanceWarning)
        warnings.warn(f"{result.reason}\n{result.message}", ConformanceWarning, stacklevel=2)
