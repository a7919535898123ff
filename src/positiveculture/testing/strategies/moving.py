"""What is made of assessments against one framework: histories, panels and plans."""

from datetime import timedelta
from functools import lru_cache
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from positiveculture.assessment import Assessment, Evidence, Rating
from positiveculture.framework import Framework
from positiveculture.history import History
from positiveculture.panel import Panel
from positiveculture.plan import Action, ActionPlan, Priority, Success
from positiveculture.testing.kit.answers import answered
from positiveculture.testing.strategies.answers import DAY, LONGEST
from positiveculture.testing.strategies.choices import at_once, choice, some
from positiveculture.testing.strategies.words import several_texts
from positiveculture.topics import Topic

#: The groups that people of a panel are in, from the top down.
GROUPS = (("north",), ("north", "days"), ("north", "nights"), ("south",))


@st.composite
def histories_of(draw: DrawFn, assessments: SearchStrategy[Assessment], min_size: int, max_size: int) -> History:
    """Histories of one service, on different days."""
    days = draw(st.lists(st.integers(0, LONGEST), min_size=min_size, max_size=max_size, unique=True))
    found = [attrs.evolve(draw(assessments), service="A", assessed_on=DAY + timedelta(day)) for day in days]
    return History(found)


#: Whether the people of a panel are in groups, and whether they are known.
_PANELS: SearchStrategy[Any] = at_once((False, True), (False, True))


@st.composite
def panels_of(draw: DrawFn, framework: Framework, min_size: int, max_size: int) -> Panel:
    """Panels of people who answer some topics, each by a level; some in groups, some known from wave to wave."""
    answers = st.fixed_dictionaries({}, optional={t.id: _levels(t) for t in framework.every_topic if t.scale})
    given = draw(st.lists(answers, min_size=min_size, max_size=max_size))
    found = [answered(framework, responses) for responses in given]
    size = len(found)
    grouped, known = draw(_PANELS)
    groups = [draw(choice(GROUPS)) for _ in range(size)] if grouped else []
    people = [f"p{n}" for n in range(1, size + 1)] if known else []
    return Panel(found, groups=groups, people=people)


def _levels(topic: Topic) -> SearchStrategy[Rating]:
    return _rated(() if topic.scale is None else tuple(level.number for level in topic.scale.levels))


@lru_cache(1024)
def _rated(numbers: tuple[int, ...]) -> SearchStrategy[Rating]:
    return st.sampled_from([Rating(number) for number in numbers])


@st.composite
def plans_of(draw: DrawFn, framework: Framework) -> ActionPlan:
    """Action plans, whatever they are good for."""
    ids = tuple(topic.id for topic in framework.every_topic)
    awards = (None, *(award.id for award in framework.awards))
    award, assessed, several = draw(at_once(awards, (None, DAY), range(4)))
    service, note, who_else, getting_help, inside, outside, *success = draw(several_texts(1, 9))
    return ActionPlan(
        framework=framework.id,
        edition=framework.edition,
        service=service,
        award=award,
        assessed_on=assessed,
        priorities=[Priority(draw(choice(ids)), why) for why in draw(several_texts(0, several))],
        actions=[_action(draw, framework.topic(id_)) for id_ in some(draw, ids, max_size=3)],
        who_else=who_else,
        getting_help=getting_help,
        support_inside=inside,
        support_outside=outside,
        success=Success(*success),
        note=note,
    )


@st.composite
def actions(draw: DrawFn, topic: Topic) -> Action:
    """What will be done about one topic, from where it stood to where it is no worse, on the day or later."""
    return _action(draw, topic)


def _action(draw: DrawFn, topic: Topic) -> Action:
    levels = [level.number for level in topic.scale.levels] if topic.scale else []
    ways = [(one, other) for one in levels for other in levels if topic.scored(one) <= topic.scored(other)]
    alone = [(one, None) for one in [None, *levels]] + [(None, one) for one in levels]
    (one, other), needs, due, done, shown = draw(at_once((*alone, *ways), *_ACTIONS))
    title, towards, first_step, who = draw(several_texts(1, 3))
    return Action(
        topic=topic.id,
        from_level=one,
        to_level=other,
        towards=towards,
        needs_evidence=needs,
        first_step=first_step,
        who=who,
        by_when=draw(_LATER) if due else None,
        done_on=draw(_LATER) if done else None,
        evidence=[Evidence(title)] if shown else [],
    )


_LATER = st.dates(min_value=DAY)
#: Whether an action needs evidence, has a day by which it is due, one on which it was done, and evidence.
_ACTIONS: Any = ((False, True),) * 4
