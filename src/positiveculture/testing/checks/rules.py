"""The laws that every award rule keeps: held against drawn assessments, whatever the rule is made of."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import partial

from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.linting import lint_rules
from positiveculture.outcome import Outcome, Verdict
from positiveculture.rules.blockers import Below, Blocker, Unanswered, flatten
from positiveculture.testing.kit.answers import outcome, without_open
from positiveculture.testing.kit.check import Check, CheckGroup, DrawnResponses, without_awards
from positiveculture.testing.kit.truths import exact, is_exact, is_same, is_true_progress, is_worse

check = partial(Check, group=CheckGroup.RULES, applies=without_awards)

LAWS = ("rules_total", "rules_deterministic")

#: A check that is held against drawn answers, where these two hold.
law = partial(check, draws="responses", needs=LAWS)


def _total(framework: Framework, responses: DrawnResponses) -> str | None:
    found = outcome(framework, responses)
    for verdict in found:
        given: object = verdict.blockers
        if not isinstance(given, tuple):
            return gettext("{award}: what stands in the way is {name}, not a tuple").format(
                award=verdict.award.id, name=type(given).__name__
            )
        strange = [blocker for blocker in given if not isinstance(blocker, Blocker)]
        if strange:
            return gettext("{award}: {strange} is no blocker").format(award=verdict.award.id, strange=repr(strange[0]))
        if type(verdict.progress) is not Fraction:
            return gettext("{award}: progress is {name}, not a Fraction").format(
                award=verdict.award.id, name=type(verdict.progress).__name__
            )
    return None


def _deterministic(framework: Framework, responses: DrawnResponses) -> str | None:
    return _unlike(
        outcome(framework, responses), outcome(framework, responses), gettext("judged once"), gettext("judged again")
    )


def _order_free(framework: Framework, responses: DrawnResponses) -> str | None:
    backwards = dict(reversed(list(responses.items())))
    return _unlike(
        outcome(framework, responses), outcome(framework, backwards), gettext("in this order"), gettext("backwards")
    )


def _unlike(one: Outcome, other: Outcome, first: str, second: str) -> str | None:
    for verdict in one:
        again = other[verdict.award.id]
        if (verdict.state, verdict.progress) != (again.state, again.progress):
            return gettext("{award} is {found} {first}, {again} {second}").format(
                award=verdict.award.id, found=_standing(verdict), first=first, again=_standing(again), second=second
            )
        if not is_same(verdict, again):
            return gettext("{award} has {found} in the way {first}, {again} {second}").format(
                award=verdict.award.id,
                found=list(verdict.blockers),
                first=first,
                again=list(again.blockers),
                second=second,
            )
    return None


def _standing(verdict: Verdict) -> str:
    return gettext("{state} (progress {progress})").format(state=verdict.state, progress=verdict.progress)


def _monotone(framework: Framework, weaker: DrawnResponses, stronger: DrawnResponses) -> str | None:
    less, more = outcome(framework, weaker), outcome(framework, stronger)
    for verdict in less:
        raised = more[verdict.award.id]
        if is_worse(raised, verdict):
            one, other = _standing(verdict), _standing(raised)
            return gettext("{award} is {one} with the weaker, {other} with the stronger").format(
                award=verdict.award.id, one=one, other=other
            )
    return None


def _half_filled(framework: Framework, responses: DrawnResponses) -> str | None:
    low = outcome(framework, without_open(framework, responses, best=False))
    high = outcome(framework, without_open(framework, responses, best=True))
    for verdict in outcome(framework, responses):
        ends = low[verdict.award.id].state, high[verdict.award.id].state
        if not is_exact(verdict.state, ends, answered=framework.compiled.answered <= responses.keys()):
            return gettext(
                "{award} is {state}; with every open question at its lowest it is {low}, at its highest {high}, so it "
                "is {exact}"
            ).format(award=verdict.award.id, state=verdict.state, low=ends[0], high=ends[1], exact=exact(ends))
    return None


def _progress(framework: Framework, responses: DrawnResponses) -> str | None:
    found = outcome(framework, responses)
    for verdict in found:
        if not is_true_progress(verdict):
            return gettext("{award} is {state}, and its progress {progress}").format(
                award=verdict.award.id, state=verdict.state, progress=verdict.progress
            )
    return None


def _reasons(framework: Framework, responses: DrawnResponses) -> str | None:
    for verdict in outcome(framework, responses):
        for text in _unfounded(framework, verdict.blockers):
            return f"{verdict.award.id}: {text}"
    return None


def _unfounded(framework: Framework, blockers: Iterable[Blocker]) -> Iterator[str]:
    """Yield each reason that speaks of what is not there."""
    awards = [award.id for award in framework.awards]
    for blocker in flatten(blockers):
        topic, award = getattr(blocker, "topic", None), getattr(blocker, "award", None)
        if award is not None and award not in awards:
            yield gettext("{blocker} names no award of the framework").format(blocker=repr(blocker))
        elif topic is not None and topic not in framework.topics_by_id:
            yield gettext("{blocker} names no topic of the framework").format(blocker=repr(blocker))
        elif isinstance(blocker, Below | Unanswered) and blocker.needs is not None:
            scale = framework.topics_by_id[blocker.topic].scale
            if scale is None or blocker.needs not in scale:
                yield gettext("{blocker} asks for a level that its topic does not have").format(blocker=repr(blocker))


def _as_meant(framework: Framework) -> str | None:
    found = lint_rules(framework)
    lines = (f"{each.award or 'topics'}: {each.clause}{': ' * bool(each.clause)}{each.text}" for each in found)
    return "\n".join(lines) or None


RULES = (
    check(
        id="rules_total",
        code="PC-R001",
        truth="Every assessment that fits the framework gets a verdict on each award.",
        why="A rule that fails on some answers fails in front of the manager who gives them.",
        fix="Build rules of the library's nine kinds, which are tested for this, and make a changed framework with "
        "attrs.evolve: one that is changed in place is judged by what it said before, or not at all.",
        judge=_total,
        draws="responses",
    ),
    check(
        id="rules_deterministic",
        code="PC-R002",
        truth="The same answers always get the same verdict.",
        why="A verdict that changes from one look to the next cannot be explained or trusted.",
        fix="Take nothing from a clock, a counter, a cache or chance. The day on which evidence counts is an argument.",
        judge=_deterministic,
        draws="responses",
        needs=("rules_total",),
    ),
    check(
        id="rules_monotone",
        code="PC-R003",
        truth="More never loses an award: not a higher level, not another answer, not more evidence.",
        why="A service that improves and loses its award for it has been told to stay as it is. Routes, half-filled "
        "assessments and spreadsheets are exact only because rules can only ask for more.",
        fix="Ask for at least a level, never for exactly or at most one. What counts against a service is a limiter: "
        "write it as a minimum that every topic has to reach.",
        judge=_monotone,
        draws="pair",
        needs=LAWS,
    ),
    law(
        id="rules_order_free",
        code="PC-R004",
        truth="The order in which topics are answered changes nothing.",
        why="Files, screens and surveys bring answers in any order.",
        fix="Go by the ids of topics, never by what comes first.",
        judge=_order_free,
    ),
    law(
        id="rules_half_filled",
        code="PC-R005",
        truth="A half-filled assessment has an exact answer: what every way to fill it would say, or undecided.",
        why="Missing is not zero. A rule that takes a gap for the lowest level tells services that they fail where "
        "nobody has looked.",
        fix="Say `Unanswered`, which is not certain, where a topic has no answer, and `Below`, which is, where it has.",
        judge=_half_filled,
    ),
    law(
        id="rules_progress",
        code="PC-R006",
        truth="Progress lies from 0 to 1, and is 1 if and only if the award is met.",
        why="A bar that is full beside a medal that is missing teaches people not to believe the bar.",
        fix="Measure the share of what is asked that is met, times the progress of each award that is included.",
        judge=_progress,
    ),
    law(
        id="rules_reasons",
        code="PC-R007",
        truth="Every reason speaks of topics, levels and awards that are there.",
        why="A manager who reads what stands in the way has to find it.",
        fix="Name topics and awards by the ids of this framework, and levels by the numbers of the topic's scale.",
        judge=_reasons,
    ),
)

#: Looked at only where every rule is one of the closed set.
MEANT = (
    check(
        id="rules_as_meant",
        code="PC-R016",
        truth="No clause, award or topic looks as if something else was meant.",
        why="A clause that decides nothing, an award that is never shown or a topic that no award needs is most often "
        "a slip. `positiveculture check` shows each with the smallest example.",
        fix="Change the rule; or, where it is meant, say so in `[[meant]]` of framework.toml, with the reason.",
        judge=_as_meant,
        only_warns=True,
        needs=("rules_closed",),
    ),
)
