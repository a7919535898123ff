"""What each award asks of each topic, as far as its rule says it outright."""

from collections.abc import Iterable

from positiveculture.awards import Award
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.rules.kinds import All, AtLeast, Every, Holds, Rule, walk
from positiveculture.rules.scope import Scope
from positiveculture.topic_checks import every_topic
from positiveculture.topics import Topic


def minimums(award: Award, scope: Scope) -> dict[str, int]:
    """Return each topic's lowest level that `award` surely asks for; alternatives and shares ask for none."""
    levels: dict[str, int] = {}
    for rule in _conjuncts(award.rule):
        for minimum in rule.each(scope) if isinstance(rule, Every) else [rule] if isinstance(rule, AtLeast) else []:
            levels[minimum.topic] = max(minimum.level, levels.get(minimum.topic, minimum.level))
    return levels


def beyond_minimums(award: Award, framework: Framework) -> str:
    """Return in a sentence what `award` asks for besides minimums and other awards, or nothing."""
    rest = tuple(rule for rule in _conjuncts(award.rule) if not isinstance(rule, AtLeast | Every | Holds))
    return All(rest).describe(framework) if rest else ""


def _conjuncts(rule: Rule) -> Iterable[Rule]:
    """Return the rules that must all be met for `rule` to be met."""
    return [each for member in rule.rules for each in _conjuncts(member)] if isinstance(rule, All) else [rule]


def required_levels(topic: Topic, framework: Framework) -> list[tuple[Award, int]]:
    """Return each award that asks for a level of `topic`, with the level."""
    levels = ((award, minimums(award, framework.scope).get(topic.id)) for award in framework.awards)
    return [(award, level) for award, level in levels if level is not None]


def topics_by_award(framework: Framework) -> list[tuple[str, list[Topic]]]:
    """Return every topic in groups, each with its title: by the lowest award that names it, else by principle.

    Parts are in the group of their topic, unless an award names them.
    """
    titles = {("award", each.id): each.title for each in framework.awards}
    groups: dict[tuple[str, str], list[Topic]] = {award: [] for award in titles}
    titles |= {("principle", each.id): each.title for each in framework.principles}
    rest = ("principle", "")
    named = {id_: ("award", award.id) for award in reversed(framework.awards) for id_ in _named(award)}
    for topic in framework.topics:
        group = named.get(topic.id, ("principle", topic.principle or ""))
        for each in every_topic([topic]):
            groups.setdefault(named.get(each.id, group), []).append(each)
    filled = {group: topics for group, topics in groups.items() if topics}
    titles[rest] = gettext("Topics") if rest == next(iter(filled), rest) else gettext("Other topics")
    return [(titles[group], topics) for group, topics in filled.items()]


def _named(award: Award) -> set[str]:
    rules = list(walk(award.rule))
    single = {rule.topic for rule in rules if isinstance(rule, AtLeast)}
    return single.union(*(rule.topics for rule in rules if isinstance(rule, Every)))
