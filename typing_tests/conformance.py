"""What type checkers see of the conformance kit; checked, never run."""

from collections.abc import Callable
from typing import Any, assert_type

from positiveculture import Framework
from positiveculture.testing import ConformanceReport, Result, conformance, replay, run_conformance


def conforms(framework: Framework, make: Callable[[], Framework]) -> None:
    """A framework is checked by its name, as it is, or by what makes it."""
    assert_type(conformance("thrive-uk"), Callable[[str], None])
    assert_type(conformance(make, expected_failures={"rules_closed": "why"}, level="0.2"), Callable[[str], None])
    report = run_conformance(framework, max_examples=5)
    assert_type(report, ConformanceReport)
    assert_type(report.results, tuple[Result, ...])
    assert_type(report.to_dict(), dict[str, Any])
    assert_type(replay(framework, "rules_monotone", weaker={"dignity": 1}, stronger={"dignity": 2}), str)
