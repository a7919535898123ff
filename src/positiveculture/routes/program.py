"""The program of a framework, from its rules: until `framework.program` gives it."""

from typing import Any

from positiveculture.framework import Framework
from positiveculture.rules import All, AnyOf, AtLeast, AtLeastOf, Every, Evidenced, Holds, Rounding, Rule, Scope, Share


def program_of(framework: Framework) -> dict[str, Any]:
    """Return the program."""
    scope = framework.scope
    return {
        "version": 1,
        "framework": framework.id,
        "edition": framework.edition,
        "scales": {topic: [scale.lowest, scale.highest] for topic, scale in scope.scales.items() if scale is not None},
        "awards": [{"id": each.id, "rule": _node(each.rule, scope)} for each in framework.awards],
    }


def _node(rule: Rule, scope: Scope) -> dict[str, Any]:
    match rule:
        case AtLeast(topic, level):
            return {"level": level, "of": topic}
        case Every():
            return {"all": [_node(each, scope) for each in rule.each(scope)]}
        case Share():
            return _share(rule, scope)
        case Evidenced(topics):
            return {"all": [{"evidence": topic, "kind": ""} for topic in topics]}
        case Holds(award):
            return {"award": award}
        case All(rules):
            return {"all": [_node(each, scope) for each in rules]}
        case AnyOf(rules):
            return {"some": 1, "of": [_node(each, scope) for each in rules]}
        case AtLeastOf(n, rules):
            return {"some": n, "of": [_node(each, scope) for each in rules]}


def _share(rule: Share, scope: Scope) -> dict[str, Any]:
    weights = dict(rule.weights)
    return {
        "share": [str(rule.percent.numerator), str(rule.percent.denominator)],
        "half_up": rule.rounding is Rounding.HALF_UP,
        "points": {
            topic: {str(each.number): each.number * weights.get(topic, 1) for each in scope.scale(topic).levels}
            for topic in rule.topics or scope.rated
        },
    }
