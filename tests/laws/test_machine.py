"""The state machine that is shipped: it holds on every kind of framework, and finds out a rule that breaks a law."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from small import award, framework, ladder, topic

from positiveculture import All, AnyOf, AtLeast, Evidenced, Framework, Holds, Rule, Share, get_framework
from positiveculture.testing import strategies as pcs
from positiveculture.testing.broken.handmade import Boastful, Exact, Handmade, misjudged

QUICK = settings(
    max_examples=8,
    stateful_step_count=10,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
#: Found is enough.
FOUND = settings(QUICK, max_examples=100, phases=[Phase.generate], report_multiple_bugs=False)

SCALE = ladder("three", 1, 3)
RULES: tuple[Rule, ...] = (
    AnyOf([Share(80), All([AtLeast("t1", 2), Evidenced(["t2", "t3"])])]),
    All([Holds("a1"), AtLeast("t1", 3)]),
)
EVERYTHING = framework(
    [topic("t1", SCALE), topic("t2", SCALE, allows_not_applicable=True), topic("t3", None)],
    *(award(f"a{place}", rule) for place, rule in enumerate(RULES, 1)),
)


@pytest.mark.parametrize(
    "found", [EVERYTHING, get_framework("wigan-progress"), get_framework("wales-positive-cultures")], ids=lambda f: f.id
)
def test_a_framework_withstands_it(found: Framework) -> None:
    """Whatever is said, unsaid, planned and completed, in whatever order, the laws hold."""
    run_state_machine_as_test(pcs.assessment_machine(found), settings=QUICK)


@pytest.mark.parametrize(
    ("judge", "told"),
    [(Exact, "more was said, and bronze was lost"), (Boastful, "progress of bronze is 1, and it is")],
    ids=["fickle", "boastful"],
)
def test_it_finds_out_a_rule_that_breaks_a_law(judge: type[Handmade], told: str) -> None:
    """An award that is lost by saying more, or a progress that boasts, ends the run with what was said."""
    broken = misjudged(framework([topic("t1", ladder("four", 1, 4))], award("bronze", AtLeast("t1", 2))), judge)

    with pytest.raises(AssertionError, match=told):
        run_state_machine_as_test(pcs.assessment_machine(broken), settings=FOUND)


def test_each_machine_is_its_own() -> None:
    """Two machines share nothing: each assesses against its own framework, in few steps unless it is told otherwise."""
    one, two = pcs.assessment_machine(EVERYTHING), pcs.assessment_machine(EVERYTHING)

    assert one is not two
    assert one.TestCase.settings.stateful_step_count == 15
