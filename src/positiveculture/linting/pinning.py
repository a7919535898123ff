"""What no reference case pins: thresholds that could be a step off, and clauses that could be left out, unnoticed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import inf
from typing import Final

import attrs

from positiveculture.assessment import Assessment
from positiveculture.awards import ReferenceCase
from positiveculture.framework import Framework, require_framework
from positiveculture.linting.questions import Cut, Questions
from positiveculture.linting.steps import OneOff, one_off
from positiveculture.linting.warnings import Example
from positiveculture.outcome import state_of
from positiveculture.routes.requirements import some
from positiveculture.routes.search import Budget, TooMuch
from positiveculture.rules.compile import Compiled, compiled
from positiveculture.rules.kinds import Node
from positiveculture.rules.program import all_leaves

#: How many requirements are read to find out what cases notice, each as often as it is read.
MOST: Final = 200_000


@attrs.frozen
class Pinning:
    """What the reference cases of a framework leave open."""

    #: How many ways to be one step off there are, of a threshold or a clause, that a case can notice.
    of: int
    #: Those of which no case would notice it.
    unpinned: tuple[OneOff, ...]
    #: Cases that would notice all of these, and one for each award that no case has as the highest, to be looked at
    #: by a person; fewer, where that takes too much to find.
    drafted: tuple[ReferenceCase, ...]
    #: Whether the rules were too large to look at all of them: there may be more that are unpinned.
    cut: bool = False


def pinning(framework: Framework) -> Pinning:
    """Return what no reference case of a framework pins, with cases drafted that would.

    What makes no difference to any assessment without gaps is left out: `lint_rules` warns of it.  Where the rules are
    too large to look at everything, `cut` is true.
    """
    require_framework(framework)
    budget, every = Budget(MOST, "requirements are read"), list[OneOff]()
    unpinned, drafted = list[OneOff](), list[ReferenceCase]()
    try:
        for each in one_off(framework):
            budget.spend(each.size)
            every.append(each)
        _pin(framework, every, unpinned, drafted, budget)
    except (TooMuch, Cut):
        return Pinning(len(every), tuple(unpinned), tuple(drafted), cut=True)
    return Pinning(len(every), tuple(each for each in every if each in unpinned), tuple(drafted))


def _pin(
    framework: Framework,
    every: list[OneOff],
    unpinned: list[OneOff],
    drafted: list[ReferenceCase],
    budget: Budget,
) -> None:
    """Add what no case pins, and cases that would; take out of `every` what makes no difference.

    Raises:
        TooMuch, Cut: There is too much to look at.
    """
    left = list(unnoticed(framework, every, framework.cases, budget))
    if not left and {award.id for award in framework.awards} <= {case.award for case in framework.cases}:
        return
    questions = Questions.of(framework, *(each.node for each in left))
    while left:
        each = left.pop(0)
        example, is_same = _apart(questions, each)
        if is_same:
            every.remove(each)
            continue
        unpinned.append(each)
        if example is not None:
            drafted.append(_case(questions, each.award, example, len(drafted) + 1, each.clause))
            still = unnoticed(framework, left, drafted[-1:], budget)
            unpinned += [other for other in left if other not in still]
            left = list(still)
    shown = {case.award for case in [*framework.cases, *drafted]}
    requirements = list(questions.awards.values())
    for higher, (award, met) in enumerate(questions.awards.items(), start=1):
        if award not in shown and (example := questions.example(met, some(1, requirements[higher:]), few=inf)):
            drafted.append(_case(questions, award, example, len(drafted) + 1))


def unnoticed(
    framework: Framework, changes: Sequence[OneOff], cases: Iterable[ReferenceCase], budget: Budget
) -> tuple[OneOff, ...]:
    """Return the changes that would alter the verdict of none of `cases`.

    Raises:
        TooMuch: There is too much to look at.
    """
    asked = [(case, assessment_of(framework, case)) for case in cases]
    here = [_states(framework.compiled, assessment) for _, assessment in asked]
    return tuple(each for each in changes if not (asked and _is_noticed(framework, each, asked, here, budget)))


def _is_noticed(
    framework: Framework,
    change: OneOff,
    asked: Sequence[tuple[ReferenceCase, Assessment]],
    here: Sequence[Mapping[str, str]],
    budget: Budget,
) -> bool:
    """Return whether a case would notice; none does of a clause that has the same verdict as before."""
    program = framework.program
    if change.clauses is not None:
        was, new = (_compiled({**program, "awards": [{"id": "", "rule": node}]}, budget) for node in change.clauses)
        if all(_states(was, assessment) == _states(new, assessment) for _, assessment in asked):
            return False
    awards = [each if each["id"] != change.award else {**each, "rule": change.node} for each in program["awards"]]
    changed = _compiled({**program, "awards": awards}, budget)
    return any(
        _spoken_of(case, states) != _spoken_of(case, _states(changed, assessment))
        for (case, assessment), states in zip(asked, here, strict=True)
    )


def _compiled(program: Node, budget: Budget) -> Compiled:
    budget.spend(1 + sum(1 for _ in all_leaves(program)))
    return compiled(program)


def _spoken_of(case: ReferenceCase, states: Mapping[str, str]) -> tuple[object, ...]:
    """Return what a case speaks of: the highest award that is met, and the states that it names."""
    highest = next((award for award in reversed(list(states)) if states[award] == "met"), None)
    return highest, *(states[award] for award, _ in case.states)


def _states(judge: Compiled, assessment: Assessment) -> dict[str, str]:
    """Return the state of each award, lowest first."""
    blockers = judge.blockers(assessment.answers_to(judge, assessment.assessed_on))
    return {award: state_of(each) for award, each in blockers.items()}


def assessment_of(framework: Framework, case: ReferenceCase) -> Assessment:
    """Return a reference case as an assessment."""
    return Assessment(
        framework=framework.id,
        edition=framework.edition,
        service="Rivington Home Care",
        assessed_on=date.max if case.assessed_on is None else case.assessed_on,
        responses=dict(case.responses),
    )


def _apart(questions: Questions, change: OneOff) -> tuple[Example | None, bool]:
    """Return the smallest answers to which a change makes a difference, and whether there are none at all."""
    here, there = questions.awards[change.award], questions.read(change.node)
    try:
        for met, missed in ((here, there), (there, here)):
            if not questions.follows(met, missed):
                return questions.example(met, missed, few=inf), False
    except (TooMuch, Cut):
        return None, False
    return None, True


def _case(questions: Questions, award: str, example: Example, number: int, clause: str = "") -> ReferenceCase:
    """Return the example as a case, with what the rules say of it as they are, and no topic that none speaks of."""
    framework = questions.framework
    assessment = example.assessment(framework, date.max)
    states = _states(framework.compiled, assessment)
    name = f"draft {number}: {framework.title_of(award)} is just {'met' if states[award] == 'met' else 'missed'}"
    return ReferenceCase(
        f"{name}, by: {clause}" if clause else name,
        {topic: response for topic, response in assessment.responses.items() if topic in questions.candidates},
        next((each for each in reversed(list(states)) if states[each] == "met"), None),
        states,
    )


__all__ = ["Pinning", "assessment_of", "pinning"]
