"""A framework: what it holds, what it is asked by name, and what it refuses."""

from typing import Any

import attrs
import pytest
from invented import BRASS, COPPER, FOUR, KINDNESS, LISTENING, RESPECT, SOURCE, STORIES, assessed, kindness

from positiveculture import (
    All,
    AnyOf,
    AtLeast,
    Award,
    Every,
    Framework,
    Holds,
    InvalidFramework,
    Level,
    NotScored,
    Principle,
    Problem,
    Scale,
    Share,
    State,
    Statement,
    Topic,
    evaluate,
    explain,
    route,
)
from positiveculture.errors import UnknownAward, UnknownTopic
from positiveculture.formats.framework import Option, Tool, Variant, framework_from_dict, framework_to_dict
from positiveculture.framework import PlanTemplate
from positiveculture.meant import Meant
from positiveculture.topics import Aspect


def told(make: Any) -> list[str]:
    """Return every problem that making a framework tells."""
    with pytest.raises(InvalidFramework) as caught:
        make()
    return [str(problem) for problem in caught.value.problems]


def test_topics_are_had_by_name() -> None:
    """A topic is had by its id, and by its printed number as a number or as text; a part too."""
    assert {LISTENING} == {KINDNESS.topic("listening"), KINDNESS.topic(1), KINDNESS.topic("1")}
    assert KINDNESS.topic("stories-told").title == "Stories told"
    for key in ("listning", 9, "9", "None"):
        with pytest.raises(UnknownTopic, match="no topic"):
            KINDNESS.topic(key)


def test_awards_are_had_by_name() -> None:
    """An award is had by its id; where there are none, that is said, and why."""
    assert COPPER.rule == KINDNESS.award("copper").rule
    with pytest.raises(UnknownAward, match='no award "coper"; did you mean "copper"'):
        KINDNESS.award("coper")
    with pytest.raises(NotScored, match="it publishes no awards, and none is invented here"):
        kindness(awards=()).award("copper")


def test_titles() -> None:
    """Topics, parts, awards and tools have titles."""
    assert [KINDNESS.title_of(name) for name in ("respect", "brass")] == ["Respect", "Brass"]
    assert KINDNESS.tool("round").title == "A round"
    assert [KINDNESS.plan.prompt("seen"), KINDNESS.plan.prompt("felt")] == ["What will be seen?", ""]


def test_scales_are_those_in_use() -> None:
    """A framework's scales are those that its topics stand on, each once."""
    assert KINDNESS.scales == (FOUR,)
    assert [FOUR.lowest, FOUR.highest, 2 in FOUR, 5 in FOUR, True in FOUR] == [1, 4, True, False, False]
    assert FOUR.label(3) == "Most"


def test_statements() -> None:
    """A statement is had by its level, in the words for a service model; lowest first, however given."""
    statement = LISTENING.statement(2)
    assert statement is not None
    assert [statement.words(), statement.words("teams")] == ["Some of us listen.", "Some of the team listen."]
    assert statement.words("another") == statement.words()
    assert LISTENING.statement(4) is None
    backwards = attrs.evolve(LISTENING, statements=reversed(LISTENING.statements))
    assert backwards == LISTENING


def test_what_is_said_besides_levels() -> None:
    """A topic says something of an aspect, or nothing."""
    assert [LISTENING.entries("signals"), LISTENING.entries("other")] == [("People are asked first.",), ()]


def test_reverse_scored() -> None:
    """A reverse-scored topic counts from the other end; one without a scale as it is."""
    reversed_ = attrs.evolve(RESPECT, reverse_scored=True)

    assert [reversed_.scored(1), reversed_.scored(4), RESPECT.scored(2), STORIES.scored(2)] == [4, 1, 2, 2]
    assert [reversed_.better(2), reversed_.better(1), RESPECT.better(2), RESPECT.better(4)] == [1, None, 3, None]
    assert STORIES.better(1) is None


def test_ladder() -> None:
    """Awards stand lowest first, by rank, else by the awards that they hold, whatever the order they are given in."""
    assert [(award.id, award.rank) for award in KINDNESS.awards] == [("copper", 0), ("brass", 1)]
    assert kindness(awards=(COPPER, BRASS)) == KINDNESS
    ranked = kindness(awards=(attrs.evolve(COPPER, rank=2), attrs.evolve(COPPER, id="tin", rank=1)))
    assert [award.id for award in ranked.awards] == ["tin", "copper"]


def test_includes() -> None:
    """An award includes what it holds at the top; what its alternatives hold, it only speaks of."""
    assert (BRASS.includes, BRASS.holds()) == (("copper",), ("copper",))
    assert attrs.evolve(BRASS, rule=Holds("copper")).includes == ("copper",)
    assert COPPER.includes == ()


def topics(*changed: Topic) -> tuple[Topic, ...]:
    """Return the topics with some of them replaced by what has the same id."""
    return tuple(next((new for new in changed if new.id == topic.id), topic) for topic in KINDNESS.topics)


def listening(**changes: Any) -> dict[str, Any]:
    """Return the changes of a framework in which `listening` is changed."""
    return {"topics": topics(attrs.evolve(LISTENING, **changes))}


def scaled(*numbers: int) -> dict[str, Any]:
    """Return the changes of a framework with one topic, on a scale of the given levels."""
    scale = Scale("s", (Level(number, "A") for number in numbers))
    return {"topics": (Topic(id="t1", title="A", scale=scale),), "awards": ()}


TWICE = Scale("four", (Level(1, "Other"), Level(2, "Words")))

REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "id": ({"id": "Kind ness"}, "`id`: an id is lower-case letters"),
    "edition": ({"edition": " "}, "`edition`: is empty"),
    "title": ({"title": ""}, "`title`: is empty"),
    "language": ({"language": ""}, "`language`: is empty"),
    "source": ({"source": attrs.evolve(SOURCE, rights="\t")}, "`source`, `rights`: is empty"),
    "no topics": ({"topics": (), "awards": ()}, "`topics`: is empty"),
    "principle id": ({"principles": [Principle("1", "A")]}, 'principle "1", `id`: an id is lower-case letters'),
    "principle title": ({"principles": [Principle("people", "")]}, 'principle "people", `title`: is empty'),
    "tool twice": ({"tools": [Tool("round", "A"), Tool("round", "B")]}, 'tool "round", `id`: is used 2 times'),
    "mode id": ({"modes": [Option("A", "A")]}, 'mode "A", `id`: an id'),
    "model id": ({"service_models": [Option("teams", "A"), Option("B", "B")]}, 'service model "B", `id`: an id'),
    "no model id": ({"service_models": [Option("teams", "A"), Option("", "B")]}, 'service model "", `id`: is empty'),
    "topic twice": ({"topics": (*KINDNESS.topics, RESPECT)}, 'topic "respect", `id`: is used 2 times'),
    "number twice": (
        {"topics": topics(attrs.evolve(RESPECT, number=1))},
        'topic "respect", `number`: the number 1 is already that of "listening"',
    ),
    "no principle": (
        listening(principle="peple"),
        'topic "listening", `principle`: no principle "peple"; did you mean "people"?',
    ),
    "a tool twice": (listening(tools=("round", "round")), 'topic "listening", tool no. 2: is used 2 times'),
    "a reference twice": (
        listening(references=("care-act", "care-act")),
        'topic "listening", reference no. 2: is used 2 times',
    ),
    "an alias twice": ({"aliases": ("kind", "kind")}, "alias no. 2: is used 2 times"),
    "its own id as an alias": ({"aliases": ("kindness",)}, "alias no. 1: is used 2 times"),
    "a topic meant twice": (
        {"meant": (Meant("implied", "So it is.", topics=("respect", "respect")),)},
        "warning no. 1, topic no. 2: is used 2 times",
    ),
    "an award that is not there, meant": (
        {"meant": (Meant("implied", "So it is.", "coper"),)},
        'warning no. 1, `award`: no award "coper"; did you mean "copper"?',
    ),
    "no tool": (listening(tools=("rond",)), 'no tool "rond"; did you mean "round"?'),
    "no reference": (listening(references=("x",)), 'no reference "x"; there are: "care-act"'),
    "no aspect": (listening(aspects=(Aspect("x", ()),)), 'no aspect "x"'),
    "aspect twice": (
        listening(aspects=(Aspect("signals", ()),) * 2),
        'topic "listening", aspect "signals": is used 2 times',
    ),
    "aspect empty": (
        listening(aspects=(Aspect("signals", (" ",)),)),
        'topic "listening", aspect "signals", no. 1: is empty',
    ),
    "statements without a scale": (
        {"topics": topics(attrs.evolve(STORIES, statements=(Statement(1, "A"),)))},
        "`statements`: must be left out: the topic has no scale",
    ),
    "reverse without a scale": (
        {"topics": topics(attrs.evolve(STORIES, reverse_scored=True))},
        "`reverse_scored`: must be left out: the topic has no scale",
    ),
    "statement off the scale": (
        listening(statements=(Statement(5, "A"),)),
        'statement "5": level 5 is not on its scale, which runs from 1 to 4',
    ),
    "statement twice": (listening(statements=(Statement(1, "A"),) * 2), 'statement "1": is used 2 times'),
    "statement empty": (listening(statements=(Statement(1, " "),)), 'statement "1", `text`: is empty'),
    "no model": (
        listening(statements=(Statement(1, "A", (Variant("x", "B"),)),)),
        'statement "1", variant "x": no service model "x"; there are: "teams"',
    ),
    "variant twice": (
        listening(statements=(Statement(1, "A", (Variant("teams", "B"),) * 2),)),
        'statement "1", variant "teams": is used 2 times',
    ),
    "no levels": (scaled(), 'scale "s", `levels`: has fewer than two levels'),
    "one level": (scaled(1), 'scale "s", `levels`: has fewer than two levels'),
    "gap": (scaled(1, 3), "must be whole numbers without gaps, lowest first, not 1, 3"),
    "upside down": (scaled(2, 1), "must be whole numbers without gaps, lowest first, not 2, 1"),
    "no label": (
        {"topics": (Topic(id="t1", title="A", scale=Scale("s", (Level(1, "A"), Level(2, "")))),), "awards": ()},
        'level "2", `label`: is empty',
    ),
    "scale twice": ({"topics": topics(attrs.evolve(RESPECT, scale=TWICE))}, 'scale "four": is used 2 times'),
    "advice": (
        {"plan": PlanTemplate((3, 2))},
        "`plan`, `priorities`: are the least and the most, and 3 is more than 2",
    ),
    "scored and not": (
        {"unscored": "It gives no levels."},
        'topic "respect", `scale`: must be left out: the framework says why nothing may be scored',
    ),
    "awarded and not": (
        {"unscored": "It gives no levels."},
        "`awards`: must be left out: the framework says why nothing may be scored",
    ),
    "averages of nothing": (
        {"averages": "The mean.", "topics": (Topic(id="t1", title="A"),), "awards": ()},
        "names a method of averaging, but no topic has a scale",
    ),
    "award twice": ({"awards": (COPPER, COPPER)}, 'award "copper", `id`: is used 2 times'),
    "circle": (
        {"awards": (attrs.evolve(COPPER, rule=Holds("brass")), attrs.evolve(BRASS, rule=Holds("copper")))},
        "includes itself: ",
    ),
    "award as a topic": (
        {"awards": (attrs.evolve(COPPER, id="respect"),)},
        'award "respect", `id`: a topic has the same id',
    ),
    "as high": (
        {"awards": (COPPER, attrs.evolve(COPPER, id="tin"))},
        'award "tin", `rank`: is as high as "copper": say by `rank` which is the higher',
    ),
    "rank against what it holds": (
        {"awards": (attrs.evolve(COPPER, rank=2), attrs.evolve(BRASS, rank=1))},
        'award "brass", `rule`: asks for "copper", which is as high or higher by `rank`',
    ),
    "no award": (
        {"awards": (Award(id="tin", title="Tin", rule=All((Holds("coper"), AtLeast("respect", 2)))), COPPER)},
        'award "tin", `rule`: no award "coper"; did you mean "copper"?',
    ),
    "rule": ({"awards": (attrs.evolve(COPPER, rule=Share(101)),)}, "101 per cent can never be met"),
    "a level of a bad sign": (
        {"topics": topics(attrs.evolve(RESPECT, reverse_scored=True))},
        (
            'award "copper", `rule`: topic "respect" is reverse-scored: '
            "a high level is a bad sign, so no rule may ask for one"
        ),
    ),
    "every level, a bad sign among them": (
        {
            "topics": topics(attrs.evolve(RESPECT, reverse_scored=True)),
            "awards": (attrs.evolve(COPPER, rule=Every(2)),),
        },
        'topic "respect" is reverse-scored',
    ),
    "points for a bad sign": (
        {
            "topics": topics(attrs.evolve(RESPECT, reverse_scored=True)),
            "awards": (attrs.evolve(COPPER, rule=Share(63)),),
        },
        'topic "respect" is reverse-scored',
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(name: str) -> None:
    """A framework that does not hold together is refused, with the place and what is wrong."""
    changes, text = REFUSED[name]

    assert any(text in problem for problem in told(lambda: kindness(**changes)))


def test_every_problem_at_once() -> None:
    """All problems are told at once, each once."""
    changes = {"edition": "2", "id": "No!", **listening(principle="x", tools=("y", "y"))}

    assert len(told(lambda: kindness(**changes))) == 5


def test_an_award_given_twice_is_told_once() -> None:
    """Of an award that is given twice, its rank is no second problem."""
    assert told(lambda: kindness(awards=(COPPER, COPPER))) == ['award "copper", `id`: is used 2 times']


def test_no_awards_at_all() -> None:
    """A framework without awards is one; it has a program that says nothing."""
    found = Framework(id="f1", edition="1", title="A", source=SOURCE, topics=[Topic(id="t1", title="A")])

    assert (found.awards, found.scales, found.language, found.spec) == ((), (), "en", 1)
    assert found.program["awards"] == []


@pytest.mark.parametrize("plain", [True, False])
def test_a_long_chain_of_awards_is_judged(plain: bool) -> None:
    """However long the chain of awards that include one another, it is judged, measured, explained and reached."""
    own = AtLeast("respect", 3) if plain else AnyOf([AtLeast("respect", 3), AtLeast("listening", 4)])
    awards = [
        Award(id=f"a{n}", title=f"A{n}", rule=All([Holds(f"a{n - 1}"), own] if n else [own])) for n in range(1200)
    ]
    long = kindness(awards=awards)
    outcome = evaluate(long, assessed({"respect": 2, "listening": 1}))

    assert {verdict.state for verdict in outcome} == {State.NOT_MET}
    assert [step.to_level for step in route(evaluate(long, outcome.assessment), "a1199").steps] == [3]
    assert outcome["a1199"].progress == 0
    assert explain(outcome)["a1199"].state is State.NOT_MET
    assert framework_from_dict(framework_to_dict(long)) == long


def test_problem() -> None:
    """A problem says its place, where it has one."""
    assert [str(Problem("empty", (), {}, "here")), str(Problem("empty"))] == ["here: is empty", "is empty"]
