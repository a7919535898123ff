"""What each award asks of each topic, as far as its rule says it outright."""

from collections.abc import Iterable

from positiveculture.awards import Award
from positiveculture.framework import Framework
from positiveculture.rules import All, AtLeast, Every, Rule, Scope
from positiveculture.topics import Topic


def minimums(award: Award, scope: Scope) -> dict[str, int]:
    """Return each topic's lowest level that `award` surely asks for; alternatives and shares ask for none."""
    found: dict[str, int] = {}
    for rule in _conjuncts(award.rule):
        for one in rule.each(scope) if isinstance(rule, Every) else [rule] if isinstance(rule, AtLeast) else []:
            found[one.topic] = max(one.level, found.get(one.topic, one.level))
    return found


def _conjuncts(rule: Rule) -> Iterable[Rule]:
    """Return the rules that must all be met for `rule` to be met."""
    return [each for member in rule.rules for each in _conjuncts(member)] if isinstance(rule, All) else [rule]


def required_levels(topic: Topic, framework: Framework) -> list[tuple[Award, int]]:
    """Return each award that asks for a level of `topic`, with the level."""
    levels = ((award, minimums(award, framework.scope).get(topic.id)) for award in framework.awards)
    return [(award, level) for award, level in levels if level is not None]
