"""Law: what a group answered is what each of its people answered, added up; a score is a person's mean."""

from fractions import Fraction
from functools import reduce
from operator import add

from hypothesis import given, settings, strategies as st
from panels import answered
from small import SOURCE, ladder

from positiveculture import Framework, Principle, Topic
from positiveculture.panel.counting import count_answers, scored_principles

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


@settings(deadline=None)
@given(people, st.integers(0, 2))
def test_a_group_is_its_people_added_up(given_: list[dict[str, int]], missing: int) -> None:
    """The totals of a group are those of its people, one by one, added up: replies, answers and scores."""
    scored = scored_principles(FRAMEWORK, missing)
    whole = count_answers([((), answered(levels)) for levels in given_], FRAMEWORK, scored)
    each = [count_answers([((), answered(levels))], FRAMEWORK, scored)[()] for levels in given_]

    assert whole == ({(): reduce(add, each)} if each else {})
    for levels, totals in zip(given_, each, strict=True):
        assert totals.replied == 1
        for id_, scale in RATED.items():
            assert totals.cells[id_] == tuple(int(level.number == levels.get(id_)) for level in scale.levels)
        for theme in scored:
            score = theme.score(levels)
            assert totals.scores[theme.id] == ((0, 0) if score is None else (1, score))


@given(people.filter(bool), st.integers(0, 2))
def test_a_score_is_the_mean_over_what_was_answered(given_: list[dict[str, int]], missing: int) -> None:
    """Who leaves out no more than is allowed, and not all, has the mean score; who does not, has none."""
    for theme in scored_principles(FRAMEWORK, missing):
        for levels in given_:
            told = [topic for topic in theme.items if topic.id in levels]
            scored = bool(told) and len(theme.items) - len(told) <= missing
            mean = Fraction(sum(topic.scored(levels[topic.id]) for topic in told), len(told)) if scored else None

            assert mean == theme.score(levels)


def test_themes_are_the_principles_with_rated_topics() -> None:
    """A topic of no principle, or without a scale, is in no theme; nothing may be left out unless that is said."""
    found = scored_principles(FRAMEWORK)

    assert [(theme.id, tuple(item.id for item in theme.items), theme.missing_allowed) for theme in found] == [
        ("calm", ("rota", "breaks"), 0),
        ("quiet", ("notice",), 0),
    ]
    assert [theme.missing_allowed for theme in scored_principles(FRAMEWORK, 2)] == [2, 2]
