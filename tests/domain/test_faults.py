"""What is wrong with a rule, word for word: nothing else is told of it, and nothing is left out."""

from collections.abc import Sequence

import pytest

from positiveculture import All, AnyOf, AtLeast, AtLeastOf, Every, Evidenced, Holds, Level, Rule, Scale, Share
from positiveculture.problems import Problems
from positiveculture.rules import Scope
from positiveculture.rules.faults import faults


def told(rule: Rule, scope: Scope) -> list[str]:
    """Return what is said of a rule."""
    problems = Problems()
    for code, params in faults(rule, scope):
        problems.report(code, **params)
    return [problem.message for problem in problems.located(None)]


def ladder(lowest: int, highest: int) -> Scale:
    """Return a scale from `lowest` to `highest`."""
    return Scale("s", (Level(number, str(number)) for number in range(lowest, highest + 1)))


SCALES = {"ask": ladder(1, 4), "hear": ladder(2, 3), "rest": ladder(0, 2), "sink": ladder(-2, 0), "talk": None}
SCOPE = Scope(SCALES, ("ask", "hear"), {"copper": AtLeast("ask", 2)})
UNRATED = Scope({"talk": None}, (), {})

EXIST = 'there are: "ask", "hear", "rest", "sink", "talk"'
NEVER_FAILS = "can never fail: the lowest levels reach it"
NO_LOWER = "can never fail: no topic can stand lower"

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
