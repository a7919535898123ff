"""What is made of assessments against one framework: histories, panels and plans."""

from datetime import timedelta

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
from positiveculture.testing.strategies.words import texts
from positiveculture.topics import Topic

#: The groups that people of a panel are in, from the top down.
GROUPS = (("north",), ("north", "days"), ("north", "nights"), ("south",))


@st.composite
def histories_of(draw: DrawFn, assessments: SearchStrategy[Assessment], min_size: int, max_size: int) -> History:
    """Histories of one service, on different days."""
    days = draw(st.lists(st.integers(0, LONGEST), min_size=min_size, max_size=max_size, unique=True))
    found = [attrs.evolve(draw(assessments), service="A", assessed_on=DAY + timedelta(day)) for day in days]
    return History(found)


@st.composite
def panels_of(draw: DrawFn, framework: Framework, min_size: int, max_size: int) -> Panel:
    """Panels of people who answer some topics, each by a level; some in groups, some known from wave to wave."""
    answers = st.fixed_dictionaries({}, optional={t.id: _levels(t) for t in framework.every_topic if t.scale})
    given = draw(st.lists(answers, min_size=min_size, max_size=max_size))
    found = [answered(framework, responses) for responses in given]
    size = len(found)
    groups = draw(st.just(()) | st.lists(st.sampled_from(GROUPS), min_size=size, max_size=size).map(tuple))
    people = [f"p{n}" for n in range(1, size + 1)] if draw(st.booleans()) else []
    return Panel(found, groups=groups, people=people)


def _levels(topic: Topic) -> SearchStrategy[Rating]:
    numbers = () if topic.scale is None else [level.number for level in topic.scale.levels]
    return st.sampled_from(numbers).map(Rating)


@st.composite
def plans_of(draw: DrawFn, framework: Framework) -> ActionPlan:
    """Action plans, whatever they are good for."""
    topics = st.sampled_from(framework.every_topic)
    return ActionPlan(
        framework=framework.id,
        edition=framework.edition,
        service=draw(texts(min_size=1)),
        award=draw(st.sampled_from([None, *(award.id for award in framework.awards)])),
        assessed_on=draw(st.none() | st.just(DAY)),
        priorities=draw(st.lists(st.builds(Priority, topics.map(lambda topic: topic.id), texts()), max_size=3)),
        actions=draw(st.lists(topics.flatmap(actions), max_size=3, unique_by=lambda action: action.topic)),
        who_else=draw(texts()),
        getting_help=draw(texts()),
        support_inside=draw(texts()),
        support_outside=draw(texts()),
        success=draw(st.builds(Success, texts(), texts(), texts(), texts())),
        note=draw(texts()),
    )


def actions(topic: Topic) -> SearchStrategy[Action]:
    """What will be done about one topic, from where it stood to where it is no worse, on the day or later."""
    levels = [level.number for level in topic.scale.levels] if topic.scale else []
    ways = [(one, other) for one in levels for other in levels if topic.scored(one) <= topic.scored(other)]
    alone = [(one, None) for one in [None, *levels]] + [(None, one) for one in levels]
    later = st.none() | st.dates(min_value=DAY)
    return st.sampled_from([*alone, *ways]).flatmap(
        lambda way: st.builds(
            Action,
            topic=st.just(topic.id),
            from_level=st.just(way[0]),
            to_level=st.just(way[1]),
            towards=texts(),
            needs_evidence=st.booleans(),
            first_step=texts(),
            who=texts(),
            by_when=later,
            done_on=later,
            evidence=st.lists(texts(min_size=1).map(Evidence), max_size=1),
        )
    )
