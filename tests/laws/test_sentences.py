"""Laws of what a rule says of itself: it names all that it speaks of; and what is wrong with it is told."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings, strategies as st
from small import LADDERS, award, framework, small_frameworks, topic

from positiveculture import (
    All,
    Answered,
    AnyOf,
    AtLeast,
    AtLeastOf,
    Every,
    Evidenced,
    Framework,
    Holds,
    Rule,
    Share,
    Topic,
)
from positiveculture.problems import Problems
from positiveculture.rules.faults import DEEPEST, faults
from positiveculture.rules.kinds import walk
from positiveculture.rules.scope import Scope
from positiveculture.sentences import decimal
from positiveculture.testing import strategies as pcs

TOPICS: Sequence[Topic] = (topic("t1"), topic("t2", LADDERS[1]), topic("t3", None), topic("t4", LADDERS[3]))


def told(rule: Rule, scope: Scope) -> list[str]:
    """Return what is said of a rule."""
    problems = Problems()
    for code, params in faults(rule, scope):
        problems.report(code, **params)
    return [problem.message for problem in problems.located(None)]


def named(rule: Rule) -> set[str]:
    """Return every topic and award that a rule names."""
    match rule:
        case AtLeast(name, _) | Holds(name):
            return {name}
        case Every(_, topics) | Share(_, topics) | Answered(topics) | Evidenced(topics):
            return set(topics)
        case _:
            return set()


@given(small_frameworks())
def test_describe_names_all(found: Framework) -> None:
    """A rule's sentence names every topic and award, every level and every share that it asks for."""
    for each in found.awards:
        sentence = each.rule.describe(found)
        for rule in walk(each.rule):
            assert all(found.title_of(name) in sentence for name in named(rule))
            if isinstance(rule, AtLeast | Every):
                assert f" at {rule.level}" in sentence
            if isinstance(rule, Share):
                assert f"at least {decimal(rule.percent)} per cent" in sentence
                assert all(
                    f"{found.title_of(name)} counting {weight} times" in sentence for name, weight in rule.weights
                )
            assert rule.describe(found) in sentence


@given(small_frameworks())
def test_drawn_rules_are_sound(found: Framework) -> None:
    """Nothing is wrong with a rule that can be met and can fail."""
    for each in found.awards:
        assert list(faults(each.rule, found.scope)) == []


FAULTS: dict[str, tuple[Rule, str]] = {
    "unknown topic": (AtLeast("t11", 2), 'no topic "t11"; did you mean "t1"'),
    "reflections": (AtLeast("t3", 2), 'topic "t3" has no scale'),
    "beyond the scale": (AtLeast("t1", 3), 'topic "t1" has no level 3: its scale runs from 1 to 2'),
    "lowest": (AtLeast("t1", 1), 'level 1 of "t1" can never fail'),
    "every lowest": (Every(0, ("t1", "t2")), "level 0 of every topic can never fail"),
    "every beyond": (Every(2), 'topic "t4" has no level 2'),
    "every twice": (Every(2, ("t1", "t1")), 'topic "t1" is named 2 times'),
    "every unknown": (Every(2, ("t1", "x")), 'no topic "x"'),
    "share of what has no scale": (Share(50, ("t3",)), 'topic "t3" has no scale'),
    "share below nought": (Share(50), 'topic "t4" has levels below 0'),
    "share twice": (Share(90, ("t1", "t1")), 'topic "t1" is named 2 times'),
    "share over": (Share(101, ("t1",)), "101 per cent can never be met"),
    "share of lowest": (Share(50, ("t1",)), "50 per cent can never fail"),
    "share of nothing": (Share(0, ("t1",)), "0 per cent can never fail"),
    "share rounded": (Share("62.5", ("t1",), (), "half-up"), "62.5 per cent cannot be compared"),
    "share rounded up": (Share(50, ("t1",), (), "half-up"), "50 per cent can never fail"),
    "weight of another": (Share(90, ("t1",), (("t2", 1),)), 'gives a weight to "t2", which is not among its topics'),
    "no weight": (Share(90, ("t1",), (("t1", 0),)), 'the weight of "t1" must be 1 or more, not 0'),
    "evidence of nothing": (Evidenced(()), "asks for evidence of no topic"),
    "evidence twice": (Evidenced(("t1", "t1")), 'topic "t1" is named 2 times'),
    "evidence unknown": (Evidenced(("x",)), 'no topic "x"'),
    "award unknown": (Holds("a2"), 'no award "a2"'),
    "all of nothing": (All(()), "asks for all of no rules: it can never fail"),
    "any of nothing": (AnyOf(()), "asks for any of no rules: it can never be met"),
    "none of some": (AtLeastOf(0, (AtLeast("t1", 2),)), "asks for 0 of 1 rules: it can never fail"),
    "too many of some": (AtLeastOf(2, (AtLeast("t1", 2),)), "asks for 2 of 1 rules: it can never be met"),
}


@pytest.mark.parametrize("name", FAULTS)
@settings(max_examples=10)
@given(data=st.data())
def test_each_planted_fault_is_told(name: str, data: st.DataObject) -> None:
    """A fault is told alone, and wherever it is nested among sound rules."""
    fault, text = FAULTS[name]
    scope = framework(TOPICS, award("a1", AtLeast("t1", 2))).scope
    sound = pcs.rules(st.just(TOPICS), awards=["a1"], max_depth=1)

    rule = fault
    for is_all in data.draw(st.lists(st.booleans(), max_size=2)):
        rules = (*data.draw(st.lists(sound, max_size=2)), rule)
        rule = All(rules) if is_all else AnyOf(rules)

    assert any(text in sentence for sentence in told(rule, scope))


def test_too_deep() -> None:
    """Rules may be nested so deep and no deeper."""
    scope = framework(TOPICS).scope
    rule: Rule = AtLeast("t1", 2)
    for _ in range(DEEPEST - 1):
        rule = All((rule,))

    assert list(faults(rule, scope)) == []
    assert told(All((rule,)), scope) == [f"rules are nested more than {DEEPEST} deep"]


@pytest.mark.parametrize("rule", [Every(2), Share(50)])
def test_nothing_is_rated(rule: Rule) -> None:
    """What asks of every rated topic is refused where no topic is rated."""
    assert "no topic is rated" in " ".join(told(rule, framework([topic("t1", None)]).scope))
