"""The kit against its zoo: every check catches what it is for, and nothing else is blamed.

It stands on what is installed alone, so that it can be run from a wheel, outside the repository.
"""

from pathlib import Path

import pytest

from positiveculture.testing import replay, run_conformance
from positiveculture.testing.broken import SPECIMENS, Specimen
from positiveculture.testing.broken.specimen import sound
from positiveculture.testing.checks import CHECKS
from positiveculture.testing.kit.report import Status
from positiveculture.testing.kit.running import NotConforming

EXAMPLES = 5

#: One whose answers are drawn, one of pairs, and one that is worked out.
REPLAYED = [each for each in SPECIMENS if each.check in ("rules_progress", "rules_monotone", "rules_boundary")]


def test_every_check_has_a_specimen() -> None:
    """For every check there is exactly one framework that fails it."""
    assert sorted(check.id for check in CHECKS) == sorted(specimen.check for specimen in SPECIMENS)


def test_the_sound_one_passes() -> None:
    """What the broken ones are made of fails nothing."""
    report = run_conformance(sound(), max_examples=EXAMPLES)

    assert {Status.PASSED, Status.INAPPLICABLE} == {result.status for result in report.results}


@pytest.mark.parametrize("specimen", SPECIMENS, ids=lambda specimen: specimen.check)
def test_each_fails_its_check_alone(specimen: Specimen, tmp_path: Path) -> None:
    """A specimen fails its own check, or is warned by it, and no other: with its code, its truth and its page."""
    with specimen.shown(tmp_path) as target:
        report = run_conformance(target, max_examples=EXAMPLES)
    check = next(check for check in CHECKS if check.id == specimen.check)

    (failed,) = report.of(Status.ADVISORY if check.only_warns else Status.FAILED)

    assert (check.id, check.code) == (failed.id, failed.code)
    assert failed.message.startswith(f"[{check.code} {check.id}] {check.truth}\n")
    assert failed.message.endswith(f"positiveculture check --explain {check.code}")
    assert report.ok is check.only_warns


@pytest.mark.parametrize("specimen", REPLAYED, ids=lambda specimen: specimen.check)
def test_a_failure_is_seen_again(specimen: Specimen, tmp_path: Path) -> None:
    """The line that a failure prints, run as it stands, fails in the same way."""
    with specimen.shown(tmp_path) as framework:
        (failed,) = run_conformance(framework, max_examples=EXAMPLES).of(Status.FAILED)
        line = next(line for line in failed.message.splitlines() if line.startswith("  reproduce: "))
        code = line.removeprefix("  reproduce: ")

        with pytest.raises(NotConforming) as caught:
            exec(code, {"framework": framework, "replay": replay})  # noqa: S102 - the very line that people paste

    assert caught.value.args[0].splitlines()[0] == failed.message.splitlines()[0]
