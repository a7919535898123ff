"""What is wrong with a rule, word for word: nothing else is told of it, and nothing is left out."""

from collections.abc import Sequence
from typing import Any

import attrs
import pytest

from positiveculture import (
    All,
    Answered,
    AnyOf,
    AtLeast,
    AtLeastOf,
    Award,
    Every,
    Evidenced,
    Framework,
    Holds,
    InvalidFramework,
    Level,
    Rule,
    Scale,
    Share,
    Source,
    Topic,
)
from positiveculture.problems import Problems
from positiveculture.rules.faults import faults
from positiveculture.rules.scope import Scope


def told(rule: Rule, scope: Scope) -> list[str]:
    """Return what is said of a rule."""
    problems = Problems()
    for code, params in faults(rule, scope):
        problems.report(code, **params)
    return [problem.message for problem in problems.located(None)]


def ladder(lowest: int, highest: int) -> Scale:
    """Return a scale from `lowest` to `highest`."""
    return Scale("s", (Level(number, str(number)) for number in range(lowest, highest + 1)))


SCALES = {
    "ask": ladder(1, 4),
    "hear": ladder(2, 3),
    "rest": ladder(0, 2),
    "sink": ladder(-2, 0),
    "sunk": attrs.evolve(ladder(-1, 0), points=[(-1, 1), (0, 4)]),
    "talk": None,
}
PRINCIPLES = {"welcome": ("ask", "hear"), "calm": ("hear",), "quiet": ()}
SCOPE = Scope(SCALES, ("ask", "hear"), ("copper",), frozenset(), PRINCIPLES)
UNRATED = Scope({"talk": None}, (), ())

NO_KIND = "is no kind of rule; there are AtLeast, Every, Share, Answered, Evidenced, Holds, All, AnyOf, AtLeastOf"
KINDS = '"record" or "observation" or "feedback" or "outcome" or "link" or "other"'
SHARE = '`share` must be a whole number, or an exact one as text such as "62.5"'
EXIST = 'there are: "ask", "hear", "rest", "sink", "sunk", "talk"'
NEVER_FAILS = "can never fail: the lowest levels reach it"
NO_LOWER = "can never fail: every answer meets it; `answered` asks for any"

TOLD: dict[str, tuple[Rule, Sequence[str]]] = {
    "a level that can fail": (AtLeast("ask", 2), ()),
    "the highest": (AtLeast("ask", 4), ()),
    "a level too high": (AtLeast("ask", 5), ['topic "ask" has no level 5: its scale runs from 1 to 4']),
    "the lowest": (AtLeast("hear", 2), [f'level 2 of "hear" {NO_LOWER}']),
    "no such topic": (AtLeast("asks", 2), ['no topic "asks"; did you mean "ask"?']),
    "no scale": (AtLeast("talk", 2), ['topic "talk" has no scale: it takes reflections and evidence, never a level']),
    "every of all": (Every(2), ()),
    "every at the lowest": (Every(1), [f"level 1 of every topic {NO_LOWER}"]),
    "every at the lowest of one": (Every(1, ("ask", "rest")), ()),
    "every of one at the lowest": (Every(0, ("rest",)), [f'level 0 of "rest" {NO_LOWER}']),
    "every too high for some": (
        Every(3, ("ask", "rest", "hear", "sink")),
        [
            'topic "rest" has no level 3: its scale runs from 0 to 2',
            'topic "sink" has no level 3: its scale runs from -2 to 0',
        ],
    ),
    "every of what is not there": (
        Every(3, ("zzz", "ask", "talk", "ask", "zzz")),
        [
            'topic "zzz" is named 2 times',
            'topic "ask" is named 2 times',
            f'no topic "zzz"; {EXIST}',
            'topic "talk" has no scale: it takes reflections and evidence, never a level',
        ],
    ),
    "every of nothing that is there": (Every(1, ("zzz",)), [f'no topic "zzz"; {EXIST}']),
    "share of all": (Share(100), ()),
    "share too high": (Share(101), ["101 per cent can never be met: 100 is the most"]),
    "share too high by a little": (Share("100.5"), ["100.5 per cent can never be met: 100 is the most"]),
    "share at the lowest": (Share(25, ("ask",)), [f"25 per cent {NEVER_FAILS}"]),
    "share above the lowest": (Share(26, ("ask",)), ()),
    "share a little above the lowest": (Share("25.1", ("ask",)), ()),
    "share of the lowest, each counted as often as it weighs": (
        Share(30, ("ask", "rest"), (("ask", 3), ("rest", 1))),
        (),
    ),
    "share at the lowest, weighed": (
        Share("18.75", ("ask", "rest"), (("ask", 3), ("rest", 2))),
        [f"18.75 per cent {NEVER_FAILS}"],
    ),
    "share above the lowest, weighed": (Share(19, ("ask", "rest"), (("ask", 3), ("rest", 2))), ()),
    "share at the lowest once rounded": (
        Share(19, ("ask", "rest"), (("ask", 3), ("rest", 2)), "half-up"),
        [f"19 per cent {NEVER_FAILS}"],
    ),
    "share above the lowest once rounded": (Share(20, ("ask", "rest"), (("ask", 3), ("rest", 2)), "half-up"), ()),
    "share of less than one": (Share("0.5", ("rest",)), ()),
    "share of nothing": (Share(0, ("rest",)), [f"0 per cent {NEVER_FAILS}"]),
    "share below nothing": (Share(-1, ("rest",)), [f"-1 per cent {NEVER_FAILS}"]),
    "share of points below 0": (
        Share(0, ("sink",)),
        ['topic "sink" has levels below 0, which cannot be counted as points', f"0 per cent {NEVER_FAILS}"],
    ),
    "share of no points": (
        Share(50, ("sink",)),
        ['topic "sink" has levels below 0, which cannot be counted as points'],
    ),
    "share rounded": (
        Share("62.5", (), (), "half-up"),
        ["62.5 per cent cannot be compared with a share that is rounded to whole per cent"],
    ),
    "share exact": (Share("62.5"), ()),
    "share of what is not there": (
        Share(90, ("ask", "ask", "talk", "zzz"), (("hear", 1), ("ask", 0), ("talk", -2))),
        [
            'topic "ask" is named 2 times',
            f'no topic "zzz"; {EXIST}',
            'topic "talk" has no scale: it takes reflections and evidence, never a level',
            'gives a weight to "hear", which is not among its topics',
            'the weight of "ask" must be 1 or more, not 0',
            'the weight of "talk" must be 1 or more, not -2',
        ],
    ),
    "weights of the rated topics": (Share(90, (), (("hear", 1),)), ()),
    "weight of what is not rated": (
        Share(90, (), (("rest", 2),)),
        ['gives a weight to "rest", which is not among its topics'],
    ),
    "evidence": (Evidenced(("talk", "ask")), ()),
    "evidence of nothing": (Evidenced(()), ["asks for evidence of no topic: it can never fail"]),
    "evidence of what is not there": (
        Evidenced(("ask", "zzz", "ask", "ask")),
        ['topic "ask" is named 3 times', f'no topic "zzz"; {EXIST}'],
    ),
    "evidence of a kind": (Evidenced(("talk",), "link"), ()),
    "an answer": (Answered(("talk", "ask")), ()),
    "an answer to nothing": (Answered(()), ["asks for an answer of no topic: it can never fail"]),
    "an answer to what is not there": (
        Answered(("ask", "zzz", "ask")),
        ['topic "ask" is named 2 times', f'no topic "zzz"; {EXIST}'],
    ),
    "every of a principle": (Every(3, principle="welcome"), ()),
    "every of a principle, too high": (
        Every(4, principle="welcome"),
        ['topic "hear" has no level 4: its scale runs from 2 to 3'],
    ),
    "every of a principle at the lowest": (Every(2, principle="calm"), [f'level 2 of "hear" {NO_LOWER}']),
    "every of no such principle": (Every(9, principle="calmer"), ['no principle "calmer"; did you mean "calm"?']),
    "every of a principle of nothing": (
        Every(2, principle="quiet"),
        ['principle "quiet" has no topic that is rated'],
    ),
    "every of a principle and topics": (
        Every(9, ("ask",), "calm"),
        ["names a principle and topics: one of the two says which topics are meant"],
    ),
    "share of a principle": (Share(80, principle="calm"), ()),
    "share of a principle at the lowest": (Share(66, principle="calm"), [f"66 per cent {NEVER_FAILS}"]),
    "share of a principle, weighed beyond it": (
        Share(80, (), (("ask", 2),), "exact", "calm"),
        ['gives a weight to "ask", which is not among its topics'],
    ),
    "share of no such principle": (
        Share(80, principle="rest"),
        ['no principle "rest"; there are: "welcome", "calm", "quiet"'],
    ),
    "share of points of its own": (Share(40, ("sunk",)), ()),
    "share of points at the lowest": (Share(25, ("sunk",)), [f"25 per cent {NEVER_FAILS}"]),
    "an award": (Holds("copper"), ()),
    "no such award": (Holds("coper"), ['no award "coper"; did you mean "copper"?']),
    "all of nothing": (All(()), ["asks for all of no rules: it can never fail"]),
    "any of nothing": (AnyOf(()), ["asks for any of no rules: it can never be met"]),
    "none of one": (AtLeastOf(0, (AtLeast("ask", 2),)), ["asks for 0 of 1 rules: it can never fail"]),
    "one of one": (AtLeastOf(1, (AtLeast("ask", 2),)), ()),
    "two of one": (AtLeastOf(2, (AtLeast("ask", 2),)), ["asks for 2 of 1 rules: it can never be met"]),
    "one of nothing": (AtLeastOf(1, ()), ["asks for 1 of 0 rules: it can never be met"]),
    "inside others": (
        AtLeastOf(3, (All((AnyOf((AtLeast("ask", 5),)), Holds("tin"))), AnyOf(()))),
        [
            "asks for 3 of 2 rules: it can never be met",
            'topic "ask" has no level 5: its scale runs from 1 to 4',
            'no award "tin"; there are: "copper"',
            "asks for any of no rules: it can never be met",
        ],
    ),
}


@pytest.mark.parametrize("name", TOLD)
def test_what_is_told(name: str) -> None:
    """Each fault is told in a sentence of its own, in the order of the rule; of a sound rule nothing is."""
    rule, expected = TOLD[name]

    assert list(expected) == told(rule, SCOPE)


@pytest.mark.parametrize("rule", [Every(2), Share(50)])
def test_where_nothing_is_rated(rule: Rule) -> None:
    """What asks of every rated topic is refused where no topic is, and only there."""
    assert told(rule, UNRATED) == ["asks for every rated topic, but no topic is rated"]


def foreign(value: Any) -> Rule:
    """Return what is no rule, as if it were one."""
    rule: Rule = value
    return rule


class Shifted(AtLeast):
    """One of our kinds, made into another."""


#: What is made in Python of values that no file may say, with what is told, as it is told of a file.
ILL_MADE: dict[str, tuple[Rule, Sequence[str]]] = {
    "text": (foreign("every topic at 2"), [f'"every topic at 2" {NO_KIND}']),
    "a table": (foreign({"minimum": {"ask": 2}}), [f'{{"minimum": {{"ask": 2}}}} {NO_KIND}']),
    "nothing, inside": (All((foreign(None), AtLeast("ask", 5))), [f"null {NO_KIND}", TOLD["a level too high"][1][0]]),
    "a class of its own": (Shifted("ask", 2), [f"a value of type Shifted {NO_KIND}"]),
    "a float": (Share(33.3), [f"{SHARE}, not 33.3"]),
    "a truth": (Share(True), [f"{SHARE}, not true"]),
    "no number": (Share("1/0"), [f'{SHARE}, not "1/0"']),
    "half a level": (AtLeast("ask", 1.5), ['`minimum` of "ask" must be a whole number, not 1.5']),  # type: ignore[arg-type]
    "a level as text": (AtLeast("ask", "2"), ['`minimum` of "ask" must be a whole number, not "2"']),  # type: ignore[arg-type]
    "a topic that is a number": (AtLeast(5, 2), ["`minimum` names by id, which is text, not 5"]),  # type: ignore[arg-type]
    "every at a truth": (Every(True), ["`every` must be a whole number, not true"]),
    "letters for topics": (Evidenced("abc"), ['`evidenced` must be a list of ids, not "abc"']),
    "letters for answers": (Answered("abc"), ['`answered` must be a list of ids, not "abc"']),
    "a kind of its own": (Evidenced(["ask"], "letter"), [f'`kind` must be {KINDS}, not "letter"']),
    "a kind that is a number": (Evidenced(["ask"], 5), [f"`kind` must be {KINDS}, not 5"]),  # type: ignore[arg-type]
    "a principle that is a number": (
        Share(50, principle=5),  # type: ignore[arg-type]
        ["`principle` names by id, which is text, not 5"],
    ),
    "every of a principle that is a number": (
        Every(2, principle=5),  # type: ignore[arg-type]
        ["`principle` names by id, which is text, not 5"],
    ),
    "letters for topics of every": (Every(2, "ask"), ['`topics` must be a list of ids, not "ask"']),
    "half a weight": (Share(50, weights={"ask": 1.5}), ['`weights` of "ask" must be a whole number, not 1.5']),
    "no weights": (Share(50, weights=5), ["`weights` must be a table of topics and whole numbers, not 5"]),
    "weights that are no pairs": (
        Share(50, weights=(1,)),
        ["`weights` must be a table of topics and whole numbers, not [1]"],
    ),
    "a rounding of its own": (
        Share(50, rounding="nearest"),
        ['`rounding` must be "exact" or "half-up", not "nearest"'],
    ),
    "everything of a share": (
        Share(None, "ask", {5: None}, None),
        [
            f"{SHARE}, not null",
            '`topics` must be a list of ids, not "ask"',
            "`weights` names by id, which is text, not 5",
            "`weights` of 5 must be a whole number, not null",
            '`rounding` must be "exact" or "half-up", not null',
        ],
    ),
    "an award that is a list": (Holds(["copper"]), ['`includes` names by id, which is text, not ["copper"]']),  # type: ignore[arg-type]
    "half of some": (
        AtLeastOf(1.5, 5),  # type: ignore[arg-type]
        ["`at_least` must be a whole number, not 1.5", "`of` must be a list of rules, not 5"],
    ),
    "all of a rule": (All(AtLeast("ask", 2)), ["`all` must be a list of rules, not a value of type AtLeast"]),
    "any of a text": (AnyOf("ask"), ['`any` must be a list of rules, not "ask"']),
}


@pytest.mark.parametrize("name", ILL_MADE)
def test_what_is_ill_made_is_told(name: str) -> None:
    """What no file may say is refused in Python too, in the same words, and nothing more is told of that rule."""
    rule, expected = ILL_MADE[name]

    assert list(expected) == told(rule, SCOPE)


def test_a_framework_takes_no_other_rule() -> None:
    """A framework refuses what is none of the kinds, and what is ill made, all at once, with the award."""
    topics = [Topic(id="ask", title="Ask", scale=ladder(1, 4))]
    awards = [
        Award(id="tin", title="Tin", rule=foreign("every topic at 2")),
        Award(id="zinc", title="Zinc", rule=All([Holds("tin"), Share(33.3)])),
    ]
    with pytest.raises(InvalidFramework) as caught:
        Framework(
            id="f",
            edition="1",
            title="F",
            source=Source(title="F", publisher="F", rights="F"),
            topics=topics,
            awards=awards,
        )

    assert [(problem.place, problem.message) for problem in caught.value.problems] == [
        ('award "tin", `rule`', f'"every topic at 2" {NO_KIND}'),
        ('award "zinc", `rule`', f"{SHARE}, not 33.3"),
    ]
