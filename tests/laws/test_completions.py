"""Law: three-valued verdicts are exact: against all completions of small half-filled assessments, by brute force."""

import reference
from hypothesis import given, settings
from small import small_cases

from positiveculture import Assessment, Framework, evaluate


@settings(deadline=None)
@given(small_cases())
def test_verdicts_are_exact(case: tuple[Framework, Assessment]) -> None:
    """An award is met or not met exactly if every way to answer the open questions says so."""
    framework, assessment = case
    said: dict[str, set[str]] = {award.id: set() for award in framework.awards}
    for complete in reference.completions(framework, assessment):
        for award, found in said.items():
            found.add(complete.award(award))
    expected = {award: reference.state(found) for award, found in said.items()}

    actual = {verdict.award.id: verdict.state for verdict in evaluate(framework, assessment)}

    assert expected == actual
