"""The reference cases that a framework carries: answers worked out by hand, and the award that they support."""

from functools import partial

from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.linting.pinning import assessment_of
from positiveculture.outcome import evaluate
from positiveculture.testing.kit.check import Check, CheckGroup, naming


def _carried(framework: Framework) -> str:
    return "" if framework.cases else gettext("the framework carries no reference cases")


check = partial(Check, group=CheckGroup.CASES, applies=_carried)


def _fit(framework: Framework) -> str | None:
    found = [
        gettext("case {name}, {problem}").format(name=repr(case.name), problem=problem)
        for case in framework.cases
        for problem in assessment_of(framework, case).problems(framework)
    ]
    return "\n".join(found) or None


def _hold(framework: Framework) -> str | None:
    found = []
    for case in framework.cases:
        judged = evaluate(framework, assessment_of(framework, case))
        if judged.award != case.award:
            found.append(
                gettext("case {name} comes to {found}, not to {expected}").format(
                    name=repr(case.name),
                    found=judged.award or gettext("no award"),
                    expected=case.award or gettext("none"),
                )
            )
        for award, state in case.states:
            if judged[award].state != state:
                words = gettext("case {name}: {award} is {found}, and the case says {expected}").format(
                    name=repr(case.name), award=award, found=judged[award].state, expected=state
                )
                why = "; ".join(each.sentence(framework) for each in judged[award].blockers)
                found.append(f"{words}: {why}" if why else words)
    return "\n".join(found) or None


def _scored(framework: Framework) -> str:
    return _carried(framework) or ("" if framework.awards else gettext("the framework has no awards"))


def _each_award(framework: Framework) -> str | None:
    reached = {case.award for case in framework.cases}
    left = [award.id for award in framework.awards if award.id not in reached]
    return naming(gettext("no case comes to {left}"), left=left)


CASES = (
    check(
        id="cases_fit",
        code="PC-C001",
        truth="Every reference case is an assessment that fits the framework.",
        why="A case that nobody can answer proves nothing.",
        fix="Give levels that are on the topic's scale, and set a topic aside only where the framework allows it.",
        judge=_fit,
        needs=("structure_plain",),
    ),
    check(
        id="cases_hold",
        code="PC-C002",
        truth="Every reference case comes to the award, and to the states, that its author worked out.",
        why="Cases worked out by hand are the one thing that can tell a wrong threshold from a right one.",
        fix="Work the case out again from the source. If it is right, the rule is wrong, and the rule is to change.",
        judge=_hold,
        needs=("cases_fit", "rules_deterministic"),
    ),
    check(
        id="cases_each_award",
        code="PC-C003",
        truth="For every award, a reference case comes to it.",
        why="An award without a case is one of which nobody has shown that the rule says what the source says.",
        fix="Add a case that just reaches the award, and best another that just misses it.",
        judge=_each_award,
        applies=_scored,
        needs=("cases_fit",),
    ),
)
