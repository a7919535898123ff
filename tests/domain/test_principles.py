"""Principles within principles, and the points of levels: what holds together, and what is told where it does not."""

from collections.abc import Sequence
from fractions import Fraction

import attrs
import pytest
from invented import FOUR, KINDNESS, LISTENING, RESPECT, assessed, kindness

from positiveculture import (
    Answered,
    Every,
    Framework,
    InvalidFramework,
    NotApplicable,
    Principle,
    Rating,
    Reflection,
    Scale,
    Share,
    evaluate,
)
from positiveculture.award_requirements import topics_by_award
from positiveculture.rules.blockers import ShareBelow

#: Care, with people within it, and listening within people; nothing is within rest.
NESTED = (
    Principle("care", "Care"),
    Principle("people", "People first", within="care"),
    Principle("voice", "Voice", within="people"),
    Principle("rest", "Rest"),
)


def problems(framework: dict[str, object]) -> list[str]:
    """Return what is told of the framework with some of it changed."""
    with pytest.raises(InvalidFramework) as caught:
        kindness(**framework)
    return [str(problem) for problem in caught.value.problems]


def under(**principles: str | None) -> Framework:
    """Return the framework with its topics under other principles."""
    topics = [attrs.evolve(each, principle=principles.get(each.id, each.principle)) for each in KINDNESS.topics]
    return kindness(topics=topics, principles=NESTED)


def test_a_principle_means_its_rated_topics_and_those_within_it() -> None:
    """A principle means its rated top-level topics, those of principles within it too, and never parts."""
    found = under(listening="voice", respect="care", stories="rest")

    assert found.scope.principles == {
        "care": ("listening", "respect"),
        "people": ("listening",),
        "voice": ("listening",),
        "rest": (),
    }


def test_rules_of_a_principle() -> None:
    """A rule of a principle asks of its topics alone, and says so."""
    found = under(listening="voice", respect="care", stories="rest")
    every = attrs.evolve(found, awards=[attrs.evolve(found.awards[0], rule=Every(3, principle="people"))])
    share = attrs.evolve(found, awards=[attrs.evolve(found.awards[0], rule=Share(75, principle="care"))])

    assert evaluate(every, assessed({"listening": 3, "respect": 1})).award == "copper"
    (blocker,) = evaluate(share, assessed({"listening": 2, "respect": 3}))["copper"].blockers
    assert isinstance(blocker, ShareBelow)
    assert (blocker.topics, blocker.points, blocker.most) == (("listening", "respect"), 5, 8)
    assert [each.awards[0].rule.describe(each) for each in (every, share)] == [
        "every topic of People first at 3 or above",
        "at least 75 per cent of the points of Care",
    ]


CIRCLES: dict[str, tuple[Sequence[Principle], Sequence[str]]] = {
    "of one": ([Principle("a", "A", within="a")], ['principle "a", `within`: is within itself: "a" within "a"']),
    "of two": (
        [Principle("a", "A", within="b"), Principle("b", "B", within="a"), Principle("c", "C", within="a")],
        ['principle "a", `within`: is within itself: "a" within "b" within "a"'],
    ),
    "entered from outside": (
        [Principle("c", "C", within="a"), Principle("a", "A", within="b"), Principle("b", "B", within="a")],
        ['principle "a", `within`: is within itself: "a" within "b" within "a"'],
    ),
    "nothing that is there": (
        [Principle("a", "A", within="b")],
        ['principle "a", `within`: no principle "b"; there are: "a"'],
    ),
}


def test_a_long_circle_is_told_in_short() -> None:
    """Of a circle of very many principles, the first few and the last are named."""
    ring = [Principle(f"p{n}", "P", within=f"p{(n + 1) % 500}") for n in range(500)]
    (told,) = problems({"principles": ring, "topics": (RESPECT,), "awards": ()})
    assert told.endswith('"p10" within "p11" within … within "p0"')


@pytest.mark.parametrize("name", CIRCLES)
def test_principles_in_a_circle(name: str) -> None:
    """Principles that stand within one another in a circle, or within what is not there, are told once."""
    principles, expected = CIRCLES[name]

    assert problems({"principles": principles, "topics": (RESPECT,), "awards": ()}) == list(expected)


COUNTED = attrs.evolve(FOUR, points=[(4, 5), (1, 0), (2, 0), (3, 3)])


def counted(scale: Scale) -> Framework:
    """Return the framework on another scale, with one award of 60 per cent of the points."""
    topics = [attrs.evolve(each, scale=scale) for each in (LISTENING, RESPECT)]
    award = attrs.evolve(KINDNESS.awards[0], rule=Share(60))
    return kindness(topics=topics, awards=[award])


def test_levels_count_their_points() -> None:
    """A share counts the points of each level; without any, a level counts its number."""
    said = assessed({"listening": 3, "respect": Rating(2, "")})

    assert [COUNTED.points_of(level) for level in (1, 2, 3, 4)] == [0, 0, 3, 5]
    assert [FOUR.points_of(level) for level in (1, 4)] == [1, 4]
    (blocker,) = evaluate(counted(COUNTED), said)["copper"].blockers
    assert isinstance(blocker, ShareBelow)
    assert (blocker.points, blocker.most, blocker.has) == (3, 10, Fraction(30))
    assert evaluate(counted(FOUR), said).award == "copper"


POINTS: dict[str, tuple[Sequence[tuple[int, object]], Sequence[str]]] = {
    "falling": (
        [(1, 0), (2, 3), (3, 1), (4, 5)],
        ['scale "four", level "3": points never fall, and level 3 counts 1, less than 3 for the level below it'],
    ),
    "all the same": (
        [(1, 2), (2, 2), (3, 2), (4, 2)],
        ['scale "four", `points`: the last level must count more than the first, not 2 and 2 points'],
    ),
    "below nothing": (
        [(1, -1), (2, 0), (3, 1), (4, 2)],
        ['scale "four", level "1": the points of level 1 must be a whole number of 0 or more, not -1'],
    ),
    "no number": (
        [(1, 0), (2, "1"), (3, 1), (4, 2)],
        ['topic "respect", `scale`, level no. 2, no. 2: must be a whole number, not "1"'],
    ),
    "a truth": (
        [(1, False), (2, 1), (3, 1), (4, 2)],
        ['topic "respect", `scale`, level no. 1, no. 2: must be a whole number, not false'],
    ),
    "not for all": (
        [(1, 0), (4, 2), (5, 9)],
        [
            'scale "four", level "5": gives points to the level 5, which it does not have',
            'scale "four", `points`: gives no points to level 2',
            'scale "four", `points`: gives no points to level 3',
        ],
    ),
}


@pytest.mark.parametrize("name", POINTS)
def test_points_that_do_not_hold_together(name: str) -> None:
    """Points are whole numbers of 0 or more for every level, never fall, and rise in the end."""
    points, expected = POINTS[name]
    scale = attrs.evolve(FOUR, points=points)  # what is no number is to be told

    told = problems({"topics": [attrs.evolve(RESPECT, scale=scale)], "awards": ()})

    assert told == list(expected)


def test_an_answer_is_an_answer_whatever_it_is() -> None:
    """A level, a reflection, and that a topic is not applicable are answers; without one, it is undecided."""
    topics = ("listening", "respect", "stories")
    found = kindness(awards=[attrs.evolve(KINDNESS.awards[0], rule=Answered(topics))])
    said = {"listening": 1, "respect": NotApplicable("Why"), "stories": Reflection("So")}
    states = [
        str(evaluate(found, assessed({topic: said[topic] for topic in topics[:n]}))["copper"].state) for n in range(4)
    ]

    assert states == ["undecided", "undecided", "undecided", "met"]
    assert [blocker.sentence(found) for blocker in evaluate(found, assessed({"listening": 1}))["copper"].blockers] == [
        "2 Respect: not answered yet",
        "3 Stories: not answered yet",
    ]


def groups(framework: Framework) -> list[tuple[str, list[str]]]:
    """Return the titles of the groups of topics, each with the ids in it."""
    return [(title, [topic.id for topic in topics]) for title, topics in topics_by_award(framework)]


def test_topics_under_no_principle_are_one_group() -> None:
    """They are together: "Topics" where they come first, "Other topics" after a principle's."""
    ids = [topic.id for topic in KINDNESS.every_topic]
    first, *others = ids
    nowhere = attrs.evolve(KINDNESS, awards=(), topics=[attrs.evolve(each, principle=None) for each in KINDNESS.topics])
    assert groups(nowhere) == [("Topics", ids)]

    care = [attrs.evolve(each, principle="care" if each.id == first else None) for each in KINDNESS.topics]
    assert groups(attrs.evolve(nowhere, topics=care, principles=NESTED)) == [
        ("Care", [first]),
        ("Other topics", others),
    ]


def test_two_principles_of_one_title_are_two_groups() -> None:
    """Groups are told apart by what they are of, and not by what it is called."""
    first, *others = [topic.id for topic in KINDNESS.every_topic]
    topics = [attrs.evolve(each, principle="care" if each.id == first else "rest") for each in KINDNESS.topics]
    alike = attrs.evolve(
        KINDNESS, awards=(), topics=topics, principles=(Principle("care", "A"), Principle("rest", "A"))
    )
    assert groups(alike) == [("A", [first]), ("A", others)]
