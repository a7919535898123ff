"""Why a verdict is what it is: every clause of an award's rule, with whether it is met and where things stand.

This is what lets a reader see, for any scores, which rule or limiter decided a rating.
"""

from fractions import Fraction

import attrs

from positiveculture.outcome import Outcome, State
from positiveculture.rules import All, AnyOf, AtLeast, AtLeastOf, Case, Every, Evidenced, Holds, Rule, Share, decimal
from positiveculture.rules.blockers import Blocker, closed, leaves
from positiveculture.rules.case import Finding


@attrs.frozen
class Clause:
    """One clause of a rule: what it asks, whether that is so, and where things stand."""

    text: str
    #: None: everything that it asks about is set aside.
    state: State | None
    #: Where things stand, where the text alone does not say it; "" otherwise.
    stands: str = ""
    clauses: tuple["Clause", ...] = ()


attrs.resolve_types(Clause)


def explain(outcome: Outcome, award: str) -> Clause:
    """Return the rule of `award`, clause by clause, as `outcome` finds it.

    Raises:
        UnknownAward: The framework has no such award.
    """
    return _clause(outcome.framework.award(award).rule, outcome)


def _clause(rule: Rule, outcome: Outcome) -> Clause:
    state = _state(rule.finding(outcome.case))
    match rule:
        case All(rules):
            return Clause("all of", state, clauses=_clauses(rules, outcome))
        case AnyOf(rules):
            return Clause("any one of", state, clauses=_clauses(rules, outcome))
        case AtLeastOf(n, rules):
            return Clause(f"at least {n} of", state, clauses=_clauses(rules, outcome))
    text = rule.describe(outcome.framework)
    return Clause(text[0].upper() + text[1:], state, _stands(rule, outcome.case, outcome))


def _clauses(rules: tuple[Rule, ...], outcome: Outcome) -> tuple[Clause, ...]:
    return tuple(_clause(rule, outcome) for rule in rules)


def _state(finding: Finding) -> State | None:
    if finding is None:
        return None
    if not finding:
        return State.MET
    return State.NOT_MET if closed(finding) else State.UNDECIDED


def _stands(rule: AtLeast | Every | Share | Evidenced | Holds, case: Case, outcome: Outcome) -> str:
    if isinstance(rule, Share):
        return _points(rule, case)
    if isinstance(rule, AtLeast):
        level = case.levels.get(rule.topic)
        return "not answered" if level is None else f"at {level}"
    return ", ".join(_stand(blocker, outcome) for blocker in leaves(rule.finding(case) or ()))


def _stand(blocker: Blocker, outcome: Outcome) -> str:
    """Return where a topic or award stands that is in the way."""
    name: str = getattr(blocker, "topic", "") or getattr(blocker, "award", "")
    title = outcome.framework.title_of(name)
    has = {"below": f"at {getattr(blocker, 'has', '')}", "unanswered": "not answered", "award-missing": "not held"}
    return f"{title} {has.get(blocker.kind, 'without evidence')}"


def _points(rule: Share, case: Case) -> str:
    """Return the points, the most that were possible, and the share as it is compared."""
    shares = rule.shares(case)
    if shares is None:
        return ""
    most = sum(case.scope.scale(topic).highest * weight for topic, weight in rule.weighed(case))
    told = [
        f"{decimal(share * most / 100)} of {most} points, {_percent(rule, share)}" for share in dict.fromkeys(shares)
    ]
    return " to ".join(told) + (", by what is not answered yet" if len(told) > 1 else "")


def _percent(rule: Share, share: Fraction) -> str:
    compared = rule.rounding.applied(share)
    short = decimal(share)
    shown = f"{float(share):.2f}" if "/" in short else short
    return f"{shown} per cent" + ("" if compared == share else f", counted as {decimal(compared)}")
