"""The ways to an award: that there is one, that it is sure, and that none is shorter."""

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import product
from math import prod

from positiveculture.errors import NoRoute
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.outcome import State
from positiveculture.rules.kinds import Evidenced, walk
from positiveculture.testing.kit.answers import ASIDE, Answers, after, outcome, raises, way
from positiveculture.testing.kit.check import Check, CheckGroup, DrawnResponses, without_awards
from positiveculture.topics import Topic

check = partial(Check, group=CheckGroup.RULES, applies=without_awards)

#: The most places there may be in a framework in which every shorter way is tried.
MOST_PLACES = 400


def _given(framework: Framework) -> str | None:
    for award in framework.awards:
        try:
            way(framework, {}, award.id)
        except NoRoute as error:
            return str(error)
    return None


def _sure(framework: Framework, responses: DrawnResponses) -> str | None:
    for award in framework.awards:
        try:
            found = way(framework, responses, award.id)
        except NoRoute as error:
            if ASIDE in responses.values():
                continue  # where nothing is left to judge, there is nowhere to go
            return str(error)
        there = outcome(framework, after(framework, responses, found.steps))[award.id]
        if there.state is not State.MET:
            return gettext("after the {steps} steps to {award}, it is {state}: {blockers}").format(
                steps=len(found.steps), award=award.id, state=there.state, blockers=there.blockers
            )
    return None


def _small(framework: Framework) -> str:
    places = prod(2 * len(topic.scale.levels) + 1 if topic.scale else 3 for topic in framework.every_topic)
    words = gettext("its topics can stand in more than {most} places, too many to try them all")
    return without_awards(framework) or (words.format(most=MOST_PLACES) if places > MOST_PLACES else "")


def _shortest(framework: Framework, responses: DrawnResponses) -> str | None:
    for award in framework.awards:
        try:
            steps = len(way(framework, responses, award.id).steps)
        except NoRoute:
            continue
        for there in _nearer(framework, responses, steps):
            if outcome(framework, there)[award.id].state is State.MET:
                return gettext("the way to {award} has {steps} steps; {there} meets it, and is nearer").format(
                    award=award.id, steps=steps, there=there
                )
    return None


def _nearer(framework: Framework, responses: DrawnResponses, steps: int) -> Iterator[Answers]:
    """Yield all answers above `responses` that are reached in fewer than so many steps."""
    topics, kinds = framework.every_topic, _kinds(framework)
    options = [
        [
            (_height(t, one, kinds) - _height(t, responses.get(t.id), kinds), one)
            for one in raises(t, responses.get(t.id))
        ]
        for t in topics
    ]
    for chosen in product(*options):
        if sum(far for far, _ in chosen) < steps:
            yield {topic.id: one for topic, (_, one) in zip(topics, chosen, strict=True) if one is not None}


def _kinds(framework: Framework) -> int:
    """Return how many pieces of evidence a topic can need: one for each kind that is asked for."""
    rules = [rule for award in framework.awards for rule in walk(award.rule)]
    return max(1, len({rule.kind for rule in rules if isinstance(rule, Evidenced)} - {""}))


def _height(topic: Topic, given: object, kinds: int) -> int:
    """Return how many steps an answer stands above none: levels, and evidence; to speak of a topic at all is one."""
    shown = kinds if isinstance(given, Mapping) and "evidence" in given else 0
    level = given.get("level") if isinstance(given, Mapping) else given
    if topic.scale is None or not isinstance(level, int):
        return max(shown, given is not None)
    return level - topic.scale.lowest + 1 + shown


ROUTES = (
    check(
        id="rules_route_given",
        code="PC-R013",
        truth="From nothing, there is a route to every award.",
        why="People ask how to get there. Rules whose parts share too many topics cannot be solved exactly, and the "
        "library never answers roughly.",
        fix="Ask less of the same topics at once: many shares over the same topics, each with other weights, have to "
        "be weighed against one another; parts on topics of their own are solved apart, however many there are.",
        judge=_given,
        needs=("rules_closed", "structure_plain"),
    ),
    check(
        id="rules_route_sure",
        code="PC-R014",
        truth="Who follows a route has the award.",
        why="A route that does not arrive is worse than none.",
        fix="Make a changed framework with attrs.evolve; never use object.__setattr__, and never change what "
        "`scope` and `topics_by_id` hold.",
        judge=_sure,
        draws="responses",
        needs=("rules_route_given", "rules_boundary"),
    ),
    check(
        id="rules_route_shortest",
        code="PC-R015",
        truth="No way to an award has fewer steps than its route, on frameworks small enough to try every one.",
        why="A longer way than needed wastes the time of people who have little.",
        fix="Make a changed framework with attrs.evolve; never use object.__setattr__, and never change what "
        "`scope` and `topics_by_id` hold.",
        judge=_shortest,
        draws="responses",
        applies=_small,
        needs=("rules_route_sure",),
        most_examples=10,
    ),
)
