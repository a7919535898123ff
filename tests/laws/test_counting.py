"""Law: what a group answered is what each of its people answered, added up; a score is a person's mean."""

from collections.abc import Iterable
from fractions import Fraction

import attrs
from hypothesis import given, settings, strategies as st
from panels import answered
from small import SOURCE, ladder

from positiveculture import Framework, Principle, Topic
from positiveculture.panel.counting import Item, Levels, Question, Replies, counted, themes
from positiveculture.panel.protection import Cell

#: Two themes, on ladders that begin at 1, at 0 and at 3; a topic of no theme, and one without a scale.
FRAMEWORK = Framework(
    id="f1",
    edition="1",
    title="A",
    source=SOURCE,
    principles=[Principle("calm", "Calm"), Principle("quiet", "Quiet"), Principle("bare", "Bare")],
    topics=[
        Topic(id="rota", title="A", scale=ladder("five", 1, 5), principle="calm"),
        Topic(id="breaks", title="A", scale=ladder("three", 0, 2), principle="calm", reverse_scored=True),
        Topic(id="notice", title="A", scale=ladder("high", 3, 6), principle="quiet"),
        Topic(id="pay", title="A", scale=ladder("five", 1, 5)),
        Topic(id="thoughts", title="A", principle="bare"),
    ],
    averages="The mean of the items.",
)
RATED = {topic.id: topic.scale for topic in FRAMEWORK.topics if topic.scale is not None}

#: What one person answered: each topic, or not.
people = st.lists(
    st.fixed_dictionaries({}, optional={id_: st.integers(scale.lowest, scale.highest) for id_, scale in RATED.items()}),
    max_size=6,
)


def summed(crowds: Iterable[Cell | None], parts: int) -> Cell:
    """Return what people gave, added up; None gave nothing."""
    return sum((crowd for crowd in crowds if crowd is not None), start=Cell(0, (0,) * parts))


def share(topic: Topic, levels: Levels) -> Fraction:
    """Return how far up its ladder an answer stands, from the end that counts as low."""
    scale = RATED[topic.id]
    up = Fraction(levels[topic.id] - scale.lowest, scale.highest - scale.lowest)
    return 1 - up if topic.reverse_scored else up


@settings(deadline=None)
@given(people, st.integers(0, 2))
def test_a_group_is_its_people_added_up(given_: list[dict[str, int]], missing: int) -> None:
    """For each question, the crowd of a group is the sum of the crowds of its people, and its total that of scores."""
    averaged = themes(FRAMEWORK, missing)
    count = counted([((), answered(levels)) for levels in given_], FRAMEWORK, averaged).get(())
    if count is None:
        assert given_ == []
        return
    questions: list[tuple[Question, int]] = [(Replies(), 0), *((theme, 2) for theme in averaged)]
    questions += [(Item(FRAMEWORK.topic(id_)), len(scale.levels)) for id_, scale in RATED.items()]

    for question, parts in questions:
        assert summed((question.answer(levels) for levels in given_), parts) == question.crowd(count)
    for theme in averaged:
        scores = [score for levels in given_ if (score := theme.score(levels)) is not None]
        assert sum(scores, start=Fraction(0)) == theme.total(count)


@settings(deadline=None)
@given(people.filter(bool), st.integers(1, 3), st.integers(0, 2))
def test_those_who_answer_alike_can_be_counted_together(given_: list[dict[str, int]], times: int, missing: int) -> None:
    """Answers with how many gave just these come to the same as each of them by itself."""
    averaged = themes(FRAMEWORK, missing)
    apart = counted([((), answered(levels)) for levels in given_ * times], FRAMEWORK, averaged)[()]
    once = counted([((), answered(levels)) for levels in given_], FRAMEWORK, averaged)[()]
    together = attrs.evolve(
        apart, partly={id_: [(levels, times) for levels, _ in entries] for id_, entries in once.partly.items()}
    )

    for theme in averaged:
        assert (theme.crowd(apart), theme.total(apart)) == (theme.crowd(together), theme.total(together))


@given(people.filter(bool), st.integers(0, 2))
def test_a_score_is_the_mean_over_what_was_answered(given_: list[dict[str, int]], missing: int) -> None:
    """Who leaves out no more than is allowed, and not all, has the mean score and place; who does not, has neither."""
    for theme in themes(FRAMEWORK, missing):
        for levels in given_:
            told = [topic for topic in theme.items if topic.id in levels]
            scored = bool(told) and len(theme.items) - len(told) <= missing
            mean = Fraction(sum(topic.scored(levels[topic.id]) for topic in told), len(told)) if scored else None
            got = sum((share(topic, levels) for topic in told), start=Fraction(0)) / len(told) if scored else None

            assert mean == theme.score(levels)
            assert theme.answer(levels) == (None if got is None else Cell(1, (got, 1 - got)))


@given(people.filter(bool))
def test_an_answer_is_one_at_its_level(given_: list[dict[str, int]]) -> None:
    """One person gives a topic one answer, at the level, or none; and replies once."""
    for levels in given_:
        assert Cell(1) == Replies().answer(levels)
        for id_, scale in RATED.items():
            ones = [int(level.number == levels.get(id_)) for level in scale.levels]
            answer = Item(FRAMEWORK.topic(id_)).answer(levels)
            assert answer == (Cell(1, tuple(ones)) if id_ in levels else None)


def test_themes_are_the_principles_with_rated_topics() -> None:
    """A topic of no principle, or without a scale, is in no theme; nothing may be left out unless that is said."""
    found = themes(FRAMEWORK)

    assert [(theme.id, tuple(item.id for item in theme.items), theme.missing_allowed) for theme in found] == [
        ("calm", ("rota", "breaks"), 0),
        ("quiet", ("notice",), 0),
    ]
    assert [theme.missing_allowed for theme in themes(FRAMEWORK, 2)] == [2, 2]
    assert found[0].told_by == ("theme calm", "topic rota", "topic breaks")
    assert [Replies().told_by, Item(FRAMEWORK.topic("rota")).told_by] == [("replied",), ("topic rota",)]


def test_what_has_no_scale_is_answered_by_nobody() -> None:
    """A topic without levels has no answers to count."""
    count = counted([((), answered({}))], FRAMEWORK, ())[()]
    item = Item(FRAMEWORK.topic("thoughts"))

    assert (Cell(0, ()), None) == (item.crowd(count), item.answer({}))
