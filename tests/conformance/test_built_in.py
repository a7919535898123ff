"""Every framework that comes with the library conforms, and is held to all that applies to it."""

import pytest

import positiveculture as pc
from positiveculture.testing import run_conformance
from positiveculture.testing.kit.report import Status

BUILT_IN = [source.name for source in pc.registry().sources() if source.distribution == "positiveculture"]


@pytest.mark.parametrize("name", BUILT_IN)
def test_built_in_frameworks_conform(name: str) -> None:
    """Each built-in framework passes every check that applies to it; what does not apply says why."""
    report = run_conformance(name, max_examples=8)

    assert [result.message for result in report.of(Status.FAILED)] == []
    assert {Status.PASSED, Status.INAPPLICABLE} == {result.status for result in report.results}
    assert all(result.reason for result in report.of(Status.INAPPLICABLE))
    assert report.ok


@pytest.mark.parametrize("name", ["wigan-progress", "cqc-style-well-led"])
def test_frameworks_with_awards_carry_reference_cases(name: str) -> None:
    """Our frameworks with awards carry cases worked out by hand, one that comes to each award and one to none."""
    framework = pc.get_framework(name)

    reached = {case.award for case in framework.cases}

    assert {None, *(award.id for award in framework.awards)} == reached
    assert all(len(case.states) == len(framework.awards) for case in framework.cases)
