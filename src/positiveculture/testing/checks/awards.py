"""What awards ask: that they can be missed and reached, and turn exactly at their thresholds."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import partial
from typing import assert_never

from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.outcome import State
from positiveculture.rules.kinds import (
    KINDS,
    All,
    Answered,
    AnyOf,
    AtLeast,
    AtLeastOf,
    Every,
    Evidenced,
    Holds,
    Rounding,
    Rule,
    Share,
    walk,
)
from positiveculture.testing.checks.rules import LAWS
from positiveculture.testing.kit.answers import bottom, outcome, rated, top
from positiveculture.testing.kit.check import Check, CheckGroup, naming, without_awards

check = partial(Check, group=CheckGroup.RULES, applies=without_awards)

#: Topic to level, for every rated topic.
Levels = Mapping[str, int]


def _can_fail(framework: Framework) -> str | None:
    met = [v.award.id for v in outcome(framework, bottom(framework)) if v.state is State.MET]
    return naming(gettext("with every topic at its lowest and no evidence, {met} is met"), met=met)


def _reachable(framework: Framework) -> str | None:
    unmet = [v for v in outcome(framework, top(framework)) if v.state is not State.MET]
    failures = [
        gettext("with every topic at its highest and evidenced, {award} is {state}: {blockers}").format(
            award=v.award.id, state=v.state, blockers=v.blockers
        )
        for v in unmet
    ]
    return "\n".join(failures) or None


def _described(framework: Framework) -> str | None:
    silent = [award.id for award in framework.awards if not str(award.rule.describe(framework)).strip()]
    return naming(gettext("the rule of {silent} says nothing"), silent=silent)


def _closed(framework: Framework) -> str | None:
    strange = [
        gettext("the rule of {award} holds {module}.{qualname}").format(
            award=award.id, module=type(rule).__module__, qualname=type(rule).__qualname__
        )
        for award in framework.awards
        for rule in walk(award.rule)
        if type(rule) not in KINDS
    ]
    return "\n".join(strange) or None


def _boundary(framework: Framework) -> str | None:
    rules = {award.id: award.rule for award in framework.awards}
    for award in framework.awards:
        for what, levels in _edges(framework, award.rule):
            responses = top(framework) | {topic: rated(level, evidence=True) for topic, level in levels.items()}
            expected = _met(award.rule, _standing(framework) | levels, framework, rules)
            state = outcome(framework, responses)[award.id].state
            if (state is State.MET) != expected:
                by_rule = gettext("met") if expected else gettext("not met")
                return gettext(
                    "{award} is {state} with {what} and all else at the highest; by its rule it is {by_rule} there"
                ).format(award=award.id, state=state, what=what, by_rule=by_rule)
    return None


def _standing(framework: Framework) -> dict[str, int]:
    """Return the highest level of every rated topic."""
    return {topic.id: topic.scale.highest for topic in framework.every_topic if topic.scale is not None}


def _edges(framework: Framework, rule: Rule) -> Iterator[tuple[str, dict[str, int]]]:
    """Yield levels one below, at and one above each threshold in `rule`."""
    for one in walk(rule):
        if isinstance(one, Share):
            yield from _share_edges(framework, one)
        asked = (one,) if isinstance(one, AtLeast) else one.each(framework.scope) if isinstance(one, Every) else ()
        for each in asked:
            for level in (each.level - 1, each.level, each.level + 1):
                if level in framework.scope.scale(each.topic):
                    yield gettext("{topic} at {level}").format(topic=each.topic, level=level), {each.topic: level}


def _share_edges(framework: Framework, share: Share) -> Iterator[tuple[str, dict[str, int]]]:
    """Yield the last levels that reach `share` and the first that do not, lowering one topic after the other."""
    levels = _standing(framework)
    before = dict[str, int]()
    lowered = dict[str, int]()
    for topic in reversed(share.topics_in(framework.scope)):
        while levels[topic] > framework.scope.scale(topic).lowest:
            levels[topic] -= 1
            before, lowered = lowered, lowered | {topic: levels[topic]}
            if not _reaches(share, levels, framework):
                yield (
                    gettext("{before}, the last to reach {percent} per cent").format(
                        before=before, percent=share.percent
                    ),
                    before,
                )
                yield (
                    gettext("{lowered}, the first to miss {percent} per cent").format(
                        lowered=lowered, percent=share.percent
                    ),
                    lowered,
                )
                return


def _reaches(share: Share, levels: Levels, framework: Framework) -> bool:
    """Return whether `levels` reach a share: worked out anew, in whole points."""
    counted = share.points(framework.scope)
    points = sum(each[levels[topic]] for topic, each in counted.items())
    most = sum(max(each.values()) for each in counted.values())
    if share.rounding is Rounding.HALF_UP:
        return (200 * points + most) // (2 * most) >= share.percent
    return Fraction(100 * points, most) >= share.percent


def _met(rule: Rule, levels: Levels, framework: Framework, rules: Mapping[str, Rule]) -> bool:
    """Return whether `rule` is met where all is answered and evidenced: a second opinion, by the rule's words."""
    match rule:
        case AtLeast(topic, level):
            return levels[topic] >= level
        case Every(level):
            return all(levels[topic] >= level for topic in rule.topics_in(framework.scope))
        case Share():
            return _reaches(rule, levels, framework)
        case Holds(award):
            return _met(rules[award], levels, framework, rules)
        case All(parts):
            return all(_met(part, levels, framework, rules) for part in parts)
        case AnyOf(parts):
            return any(_met(part, levels, framework, rules) for part in parts)
        case AtLeastOf(n, parts):
            return sum(_met(part, levels, framework, rules) for part in parts) >= n
        case Answered() | Evidenced():
            return True
        case _:
            assert_never(rule)


AWARDS = (
    check(
        id="rules_can_fail",
        code="PC-R008",
        truth="No award is met with every topic at its lowest and no evidence.",
        why="An award that everybody has says nothing.",
        fix="Ask for a level above the lowest, or for evidence.",
        judge=_can_fail,
        needs=LAWS,
    ),
    check(
        id="rules_reachable",
        code="PC-R009",
        truth="Every award is met with every topic at its highest and evidenced.",
        why="An award that nobody can have is a promise that cannot be kept.",
        fix="Ask for nothing beyond the highest levels, and for no award that cannot be met.",
        judge=_reachable,
        needs=LAWS,
    ),
    check(
        id="rules_described",
        code="PC-R010",
        truth="Every rule says itself in words.",
        why="People have to read what is asked of them.",
        fix="Return a sentence from `describe`, or build the rule of the library's own kinds.",
        judge=_described,
        needs=("rules_total",),
    ),
    check(
        id="rules_closed",
        code="PC-R011",
        truth="Every rule is one of the library's nine kinds, and no class of its own.",
        why="Every judge knows the nine kinds, and what they come down to. A rule of another class is judged by "
        "nobody, has no route and cannot be written down.",
        fix="Say it with AtLeast, Every, Share, Answered, Evidenced, Holds, All, AnyOf and AtLeastOf, and make a "
        "changed framework with attrs.evolve. Where they cannot say it, tell us what the framework asks: the set grows "
        "when a published framework needs it.",
        judge=_closed,
        needs=(
            *LAWS,
            "rules_monotone",
            "rules_order_free",
            "rules_half_filled",
            "rules_progress",
            "rules_reasons",
            "rules_can_fail",
            "rules_reachable",
            "rules_described",
        ),
    ),
    check(
        id="rules_boundary",
        code="PC-R012",
        truth="Verdicts turn exactly at each threshold: one below, at it, and one above.",
        why="Thresholds are where rules are most easily wrong, and where it matters most to the service. A framework "
        "that was changed after it was made no longer judges by what it says.",
        fix="Make a changed framework with attrs.evolve, which lays its rules out anew; never use object.__setattr__.",
        judge=_boundary,
        needs=("rules_closed", "structure_plain"),
    ),
)
