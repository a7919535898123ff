"""What the strategies promise: every kind, valid by construction; and the smallest that says something, when shrunk."""

import subprocess
import sys
from typing import Any

import pytest
import small
from hypothesis import HealthCheck, Phase, find, given, settings, strategies as st
from hypothesis.errors import InvalidArgument
from hypothesis.strategies import DataObject
from small import small_frameworks

from positiveculture import (
    ActionPlan,
    All,
    AnyOf,
    Assessment,
    AtLeast,
    AtLeastOf,
    Every,
    Evidenced,
    Framework,
    History,
    Holds,
    Invalid,
    Panel,
    Rating,
    Rule,
    Share,
    Topic,
    get_framework,
)
from positiveculture.formats.assessment import assessment_from_dict
from positiveculture.formats.crosswalk import Crosswalk
from positiveculture.formats.feedback import FeedbackLog
from positiveculture.formats.plan import plan_from_dict
from positiveculture.formats.triangulation import Triangulation
from positiveculture.rules.kinds import walk
from positiveculture.testing import strategies as pcs

QUICK = settings(database=None, max_examples=200, deadline=None, derandomize=True)
#: Found is enough.
ANY = settings(QUICK, phases=[Phase.generate])
#: Enough to shrink all the way; why the smallest is what it is, nobody asks here.
SMALLEST = settings(
    QUICK, max_examples=20, phases=[Phase.generate, Phase.shrink], suppress_health_check=list(HealthCheck)
)

WIGAN = get_framework("wigan-progress")
WALES = get_framework("wales-positive-cultures")


SMALL = st.just(small.framework([small.topic("t1")]))

#: The same strategies, for type checkers that would refuse what is refused.
LOOSE: Any = pcs


def smallest(strategy: st.SearchStrategy[Any]) -> Any:
    """Return the smallest value that a strategy draws."""
    return find(strategy, lambda _: True, settings=SMALLEST)


def test_the_smallest_framework() -> None:
    """The smallest framework has one principle, one topic on two levels, plain ids, and no awards."""
    framework = smallest(pcs.frameworks(max_topics=2, max_parts=0, max_awards=1))

    assert [principle.id for principle in framework.principles] == ["p1"]
    assert [(topic.id, topic.principle) for topic in framework.every_topic] == [("t1", "p1")]
    assert [(scale.id, [level.label for level in scale.levels]) for scale in framework.scales] == [("s1", ["A", "A"])]
    assert framework.awards == ()


def test_the_smallest_of_everything_else() -> None:
    """The smallest rule asks one topic for its second level; the smallest of what is said says nothing."""
    assert smallest(pcs.rules(max_depth=1)) == AtLeast("t1", 2)
    assert smallest(pcs.assessments(SMALL)).responses == {}
    assert [dict(one.responses) for one in smallest(pcs.panels(SMALL, max_size=2)).assessments] == [{}]
    assert [dict(one.responses) for one in smallest(pcs.histories(SMALL, max_size=1)).assessments] == [{}]
    assert smallest(pcs.feedback_logs(max_size=1)).suggestions == ()
    weaker, stronger = smallest(SMALL.flatmap(lambda found: pcs.strategies_for(found).ordered_pairs()))
    assert (weaker.responses, stronger.responses) == ({}, {})
    assert smallest(pcs.strategies_for(WIGAN).ratings(WIGAN.topic("dignity"))) == Rating(1)


@pytest.mark.parametrize("kind", [AtLeast, Every, Share, Evidenced, Holds, All, AnyOf, AtLeastOf])
def test_every_kind_is_drawn(kind: type[Rule]) -> None:
    """Rules of every kind are drawn, and nested."""

    def has(framework: Framework) -> bool:
        return any(isinstance(rule, kind) for award in framework.awards for rule in walk(award.rule))

    assert has(find(pcs.frameworks(min_awards=1), has, settings=ANY))


@settings(max_examples=20)
@given(pcs.topics(max_parts=2))
def test_topics_stand_alone(topic: Topic) -> None:
    """A topic's parts are named after it."""
    assert [part.id for part in topic.parts] == [f"t1-{place}" for place, _ in enumerate(topic.parts, 1)]


@settings(max_examples=60)
@given(pcs.rules(awards=["bronze"]))
def test_bare_rules_fit_a_framework_that_is_invented(rule: Rule) -> None:
    """Whatever rule is drawn, a framework can be invented for it; it has the rule, and what the rule holds."""
    framework = pcs.framework_for(rule)

    assert framework.award("award").rule == rule
    assert {"bronze"} >= {award.id for award in framework.awards} - {"award"}


@settings(max_examples=10, deadline=None)
@given(small_frameworks() | st.sampled_from([WIGAN, WALES]), st.data())
def test_everything_said_is_accepted(framework: Framework, data: DataObject) -> None:
    """Assessments, plans, panels and histories that are drawn for a framework fit it."""
    ours = pcs.strategies_for(framework)
    history, panel = data.draw(ours.histories(max_size=2)), data.draw(ours.panels(max_size=3))
    half = data.draw(ours.half_filled())
    for said in (*history.assessments, *panel.assessments, *data.draw(ours.ordered_pairs()), half):
        assert list(said.problems(framework)) == []
    assert list(data.draw(ours.plans()).problems(framework)) == []
    assert not {topic.id for topic in framework.every_topic} <= set(half.responses)


@settings(max_examples=10, deadline=None)
@given(pcs.assessments(st.just(WIGAN)), pcs.panels(st.just(WALES)), pcs.histories(st.just(WIGAN)), pcs.plans())
def test_a_strategy_says_what_it_is_against(said: Assessment, panel: Panel, history: History, plan: ActionPlan) -> None:
    """What is drawn against a strategy of frameworks is against one of them; by default, any that is drawn."""
    assert {one.framework for one in (said, *history.assessments)} == {"wigan-progress"}
    assert {one.framework for one in panel.assessments} == {"wales-positive-cultures"}
    assert plan.framework == "f1"


@settings(max_examples=25, deadline=None)
@given(small_frameworks() | st.sampled_from([WIGAN, WALES]), st.data())
def test_payloads_are_read(framework: Framework, data: DataObject) -> None:
    """Payloads that are drawn are read without a problem."""
    ours = pcs.strategies_for(framework)

    assert assessment_from_dict(data.draw(ours.payloads()), framework).framework == framework.id
    assert plan_from_dict(data.draw(ours.plan_payloads()), framework).framework == framework.id


@settings(max_examples=100, deadline=None)
@given(small_frameworks() | st.sampled_from([WIGAN, WALES]), st.data(), st.booleans())
def test_each_fault_is_told_alone_at_its_place(framework: Framework, data: DataObject, of_plans: bool) -> None:
    """A payload with one fault is refused for that alone, at the place that it names; its path leads to the fault."""
    ours = pcs.strategies_for(framework)
    faulty = data.draw(ours.faulty_plan_payloads() if of_plans else ours.faulty_payloads())

    with pytest.raises(Invalid) as caught:
        (plan_from_dict if of_plans else assessment_from_dict)(faulty.payload, framework)

    assert [problem.place for problem in caught.value.problems] == [faulty.place]
    assert faulty.fault
    *above, last = faulty.path
    holder: Any = faulty.payload
    for step in above:
        holder = holder[step]
    assert faulty.fault.startswith(("missing", "no level")) == (
        last not in holder if isinstance(holder, dict) else False
    )


@settings(max_examples=30)
@given(pcs.feedback_logs(), pcs.triangulations(texts=pcs.texts(min_size=1)), pcs.crosswalks())
def test_voices_are_accepted(log: FeedbackLog, report: Triangulation, walk: Crosswalk) -> None:
    """Feedback logs, triangulations and crosswalks that are drawn hold together."""
    assert [suggestion.id for suggestion in log.suggestions] == [f"s{n}" for n, _ in enumerate(log.suggestions, 1)]
    assert {finding.instrument for finding in report.findings} <= {each.id for each in report.instruments}
    assert walk.inverse.inverse == walk


REFUSED: dict[str, tuple[Any, str]] = {
    "a value for a strategy": (lambda: LOOSE.assessments(WIGAN), "`framework` takes a strategy, not <Framework"),
    "topics for a strategy": (lambda: LOOSE.rules(WIGAN.topics), "`topics` takes a strategy, not (Topic"),
    "a text for a framework": (
        lambda: LOOSE.strategies_for("wigan-progress"),
        "takes a Framework, not 'wigan-progress'",
    ),
    "no framework for a machine": (lambda: LOOSE.assessment_machine(None), "assessment_machine takes a Framework"),
    "a range that is empty": (lambda: LOOSE.frameworks(min_topics=3, max_topics=2), "`min_topics` is 3, more than"),
    "no topics": (lambda: LOOSE.frameworks(min_topics=0), "`min_topics` takes a whole number of 1 or more, not 0"),
    "half a depth": (lambda: LOOSE.rules(max_depth=0.5), "`max_depth` takes a whole number of 0 or more, not 0.5"),
    "an empty history": (lambda: LOOSE.histories(min_size=0), "`min_size` takes a whole number of 1 or more, not 0"),
    "fewer than nobody": (lambda: LOOSE.panels(max_size=-1), "`max_size` takes a whole number of 0 or more, not -1"),
    "open": (lambda: LOOSE.strategies_for(WIGAN).half_filled(min_open=4), "`min_open` is 4, more than `max_open`"),
    "a rating of no scale": (
        lambda: LOOSE.strategies_for(WALES).ratings(WALES.topics[0]),
        "has no scale: it takes reflections, never a rating",
    ),
    "a rating of an id": (
        lambda: LOOSE.strategies_for(WIGAN).ratings("dignity"),
        "ratings are of a Topic, not of 'dign",
    ),
    "texts": (lambda: LOOSE.suggestions(texts="A"), "`texts` takes a strategy, not 'A'"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_arguments_are_refused_early(name: str) -> None:
    """An argument that nothing could be drawn from is refused where it is given, in a sentence."""
    call, told = REFUSED[name]

    with pytest.raises(InvalidArgument) as caught:
        call()

    assert told in str(caught.value)


@pytest.mark.parametrize("name", ["strategies", "assert_monotone"])
def test_without_hypothesis(name: str) -> None:
    """Without Hypothesis, the import of what needs it says what to install."""
    program = f"import sys; sys.modules['hypothesis'] = None; from positiveculture.testing import {name}"

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    assert 'pip install "positiveculture[testing]"' in done.stderr
