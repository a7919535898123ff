"""What is doubtful about award rules, one kind after the other, each with the smallest example."""

from collections.abc import Iterable

import attrs
import pytest
from invented import DAY, FOUR, SOURCE

import positiveculture as pc
from positiveculture.formats.linting import Doubt, scrutinise
from positiveculture.scrutiny import Example, Kind

LATE = pc.Scale("late", (pc.Level(2, "Some"), pc.Level(3, "Most")))


def titled(id_: str, scale: pc.Scale | None = FOUR, parts: tuple[pc.Topic, ...] = ()) -> pc.Topic:
    """Return a topic that is called as its id."""
    return pc.Topic(id=id_, title=id_.title(), scale=scale, parts=parts)


TOPICS = (titled("bread"), titled("milk"), titled("soup", LATE))


def doubts(*rules: pc.Rule, topics: Iterable[pc.Topic] = TOPICS) -> tuple[Doubt, ...]:
    """Return what is doubtful about the awards with these rules, `a1` the lowest."""
    awards = [pc.Award(id=f"a{n}", title=f"A{n}", rule=rule, rank=n) for n, rule in enumerate(rules, 1)]
    found = pc.Framework(id="larder", edition="1", title="Larder", source=SOURCE, topics=topics, awards=awards)
    return scrutinise(found)


def about_clauses(*rules: pc.Rule) -> list[Doubt]:
    """Return what is doubtful about single clauses of the last of these rules."""
    return [doubt for doubt in doubts(*rules) if doubt.clause and doubt.award == f"a{len(rules)}"]


def test_no_awards() -> None:
    """Where there are no awards, nothing is doubtful: that no award needs a topic goes without saying."""
    assert doubts() == ()


def test_nothing_doubtful() -> None:
    """Rules that all decide something raise no doubt."""
    assert doubts(pc.Every(3), pc.All((pc.Holds("a1"), pc.AtLeast("bread", 4)))) == ()


def test_never_fails() -> None:
    """That a topic is at its lowest level can never fail, also where others may stand lower."""
    (doubt,) = about_clauses(pc.Every(2))

    assert (doubt.kind, doubt.clause, doubt.topics) == (Kind.NEVER_FAILS, "Soup at 2 or above", ("soup",))
    assert Example((), (), (), clause_met=True) == doubt.example


def test_already_implied() -> None:
    """An award need not be held where all else implies what it asks."""
    (doubt,) = about_clauses(pc.AtLeast("bread", 2), pc.All((pc.Holds("a1"), pc.Every(3))))

    assert (doubt.kind, doubt.other) == (Kind.ALREADY_IMPLIED, "a1")


def test_implied() -> None:
    """A minimum below that of an award that has to be held asks for nothing."""
    (doubt,) = about_clauses(
        pc.AtLeast("bread", 3), pc.All((pc.Holds("a1"), pc.AtLeast("bread", 2), pc.AtLeast("milk", 2)))
    )

    assert (doubt.kind, doubt.clause) == (Kind.IMPLIED, "Bread at 2 or above")
    assert Example((("bread", 3), ("milk", 2)), (), ("a1", "a2"), clause_met=True) == doubt.example


def test_implied_by_arithmetic() -> None:
    """Eleven of the eleven points that there are leave no topic below its highest level."""
    (doubt,) = about_clauses(pc.All((pc.Share(100), pc.AtLeast("soup", 3))))

    assert (doubt.kind, doubt.clause) == (Kind.IMPLIED, "Soup at 3")


@pytest.mark.parametrize(("percent", "rounding", "kinds"), [(82, "half-up", 0), (83, "half-up", 1), (83, "exact", 1)])
def test_implied_by_a_whole_point(percent: int, rounding: str, kinds: int) -> None:
    """9 of 11 points, 81.8 per cent, count as 82 and leave room for a 2 in bread; 10 of 11 do not."""
    found = about_clauses(pc.All((pc.Share(percent, rounding=pc.Rounding(rounding)), pc.AtLeast("bread", 3))))

    assert kinds == len(found)


def test_subsumed() -> None:
    """An alternative that asks for more than another one helps nobody; the wider one stays."""
    (doubt,) = about_clauses(
        pc.AnyOf((pc.AtLeast("bread", 3), pc.All((pc.AtLeast("bread", 3), pc.AtLeast("milk", 2)))))
    )

    assert (doubt.kind, doubt.clause) == (Kind.SUBSUMED, "Bread at 3 or above; Milk at 2 or above")
    assert Example((("bread", 3), ("milk", 2)), (), ("a1",), clause_met=True) == doubt.example


def test_one_of_several() -> None:
    """Of options of which two are needed, one that only comes with two of the others helps nobody."""
    single = [pc.AtLeast("bread", 3), pc.AtLeast("milk", 3), pc.AtLeast("soup", 3)]
    (doubt,) = about_clauses(pc.AtLeastOf(2, (*single, pc.All(single[:2]))))

    assert (doubt.kind, doubt.clause) == (Kind.SUBSUMED, "Bread at 3 or above; Milk at 3 or above")


def test_nothing_inside_a_doubtful_clause() -> None:
    """Where a clause decides nothing, what it is made of is not told one by one."""
    inner = pc.AnyOf((pc.AtLeast("bread", 2), pc.AtLeast("bread", 3)))

    assert [doubt.clause for doubt in about_clauses(pc.All((pc.AtLeast("bread", 4), inner)))] == [
        "either (Bread at 2 or above) or (Bread at 3 or above)"
    ]


def test_never_shown_and_out_of_order() -> None:
    """Where the higher band is the easier one, the lower is never shown, and the higher can be met alone."""
    found = [doubt for doubt in doubts(pc.Share(63), pc.Share(39)) if doubt.kind is not Kind.NEEDED_BY_NONE]

    assert [(doubt.kind, doubt.award, doubt.other) for doubt in found] == [
        (Kind.NEVER_SHOWN, "a1", "a2"),
        (Kind.OUT_OF_ORDER, "a2", "a1"),
    ]
    assert found[1].example == Example((("bread", 2),), (), ("a2",))


def test_never_shown_between_two() -> None:
    """An award is never shown either where whoever meets it meets one of two higher ones, but not always the same."""
    half = pc.AnyOf((pc.AtLeast("bread", 3), pc.AtLeast("milk", 3)))
    (doubt,) = [
        each for each in doubts(half, pc.AtLeast("bread", 3), pc.AtLeast("milk", 3)) if each.kind is Kind.NEVER_SHOWN
    ]

    assert (doubt.award, doubt.other) == ("a1", None)
    assert doubt.text.endswith("whoever meets it meets a higher award too")


def test_needed_by_none() -> None:
    """Topics without a rule that needs them are told with their siblings; one that is asked for evidence is needed."""
    parts = (titled("crust"), titled("crumb"))
    topics = (titled("bread", parts=parts), titled("milk"), titled("tales", None), titled("soup"))
    (top, below) = doubts(pc.All((pc.AtLeast("bread", 2), pc.Evidenced(("tales",)))), topics=topics)

    assert (top.text, top.topics) == ("no award depends on Milk and Soup", ("milk", "soup"))
    assert (below.text, below.topics) == ("no award depends on any of the 2 parts of Bread", ("crust", "crumb"))
    assert Example((("bread", 2),), ("tales",), ("a1",)) == top.example


def test_asked_and_yet_not_needed() -> None:
    """A topic that rules speak of is needed by none all the same where they never hang on it."""
    found = doubts(pc.AnyOf((pc.AtLeast("bread", 2), pc.All((pc.AtLeast("bread", 3), pc.AtLeast("milk", 2))))))

    assert [doubt.topics for doubt in found if doubt.kind is Kind.NEEDED_BY_NONE] == [("milk", "soup")]


def test_the_cheaper_way() -> None:
    """Of several ways to meet an award, the example takes the one with the fewest steps."""
    rule = pc.AnyOf((pc.AtLeast("bread", 2), pc.All((pc.AtLeast("milk", 3), pc.AtLeast("soup", 3)))))
    (doubt,) = doubts(rule, topics=[*TOPICS, titled("salt")])

    assert doubt.example == Example((("bread", 2),), (), ("a1",))


def pairs(n: int, level: int) -> pc.Rule:
    """Return a rule on so many of 12 pairs of topics."""
    return pc.AtLeastOf(
        n, [pc.All((pc.AtLeast(f"x{place}", 2), pc.AtLeast(f"y{place}", level))) for place in range(12)]
    )


#: The topics that `pairs` speaks of.
MANY = tuple(titled(f"{letter}{n}") for n in range(12) for letter in "xy")


def test_the_same_groups() -> None:
    """That 5 of 12 groups follow from 6 of the same is seen however many ways there are."""
    found = doubts(pairs(5, 3), pc.All((pc.Holds("a1"), pairs(6, 3))), topics=MANY)

    assert [(doubt.kind, doubt.other, doubt.example) for doubt in found] == [(Kind.ALREADY_IMPLIED, "a1", None)]


def test_not_judged() -> None:
    """What is too large to be exact is said not to be judged, with the bound, and what is not too large still is."""
    (clause, salt) = doubts(pairs(5, 2), pc.All((pc.Holds("a1"), pairs(6, 3))), topics=[*MANY, titled("salt")])

    assert (clause.kind, clause.award, clause.clause, clause.example) == (Kind.NOT_JUDGED, "a2", "A1 held", None)
    assert "compared more than 100,000 times" in clause.text
    assert (salt.kind, salt.topics) == (Kind.NEEDED_BY_NONE, ("salt",))


def test_order_not_judged() -> None:
    """Whether an award is ever shown, and whether it comes with a lower one, may be too large to judge too."""
    (order,) = doubts(pairs(5, 2), pairs(6, 3), topics=MANY)
    (shown, swapped) = doubts(pairs(6, 3), pairs(5, 2), topics=MANY)

    assert order.text.startswith("whether A2 can be met without A1 was not judged: ")
    assert shown.text.startswith("whether A1 is ever the award that is indicated was not judged: ")
    assert (swapped.kind, swapped.award, swapped.other) == (Kind.OUT_OF_ORDER, "a2", "a1")


def test_topics_not_judged() -> None:
    """Whether an award hangs on a topic may be too large to judge."""
    rule = pc.AnyOf((pairs(5, 2), pc.All((pairs(6, 3), pc.AtLeast("salt", 2)))))
    told = {doubt.topics: doubt.text for doubt in doubts(rule, topics=[*MANY, titled("salt")]) if doubt.topics}

    assert list(told) == [("salt",)]
    assert told["salt",].startswith("whether any award depends on Salt was not judged: ")


def test_groups_of_groups_not_judged() -> None:
    """Where groups are made of groups, their number alone can be too large."""
    ends = [[pc.AnyOf((pc.AtLeast(f"x{n}", k), pc.AtLeast(f"y{n}", 5 - k))) for k in (2, 3)] for n in range(12)]
    both = [pc.All(each) for each in ends[:11]]
    clause, *_ = doubts(pc.AtLeastOf(5, both), pc.All((pc.Holds("a1"), pc.AtLeastOf(6, both))), topics=MANY)

    assert (clause.kind, clause.award, clause.clause) == (Kind.NOT_JUDGED, "a2", "A1 held")


def test_examples_can_be_judged() -> None:
    """An example is an assessment, evidence and all, and `evaluate` says of it what the example says."""
    tales = titled("tales", None)
    rule = pc.All((pc.AtLeast("bread", 2), pc.Evidenced(("bread", "tales"))))
    award = pc.Award(id="a1", title="A1", rule=rule)
    found = pc.Framework(
        id="larder", edition="1", title="Larder", source=SOURCE, topics=[*TOPICS, tales], awards=[award]
    )
    (doubt,) = scrutinise(found)
    assert doubt.example is not None
    outcome = pc.evaluate(found, doubt.example.assessment(found, DAY))

    assert (outcome.award, doubt.example.met) == ("a1", ("a1",))
    assert doubt.example.describe(found) == (
        "With Bread at 2, evidence for Bread, evidence for Tales and all else at its lowest: every award is met."
    )
    higher = pc.Award(id="a2", title="A2", rule=pc.All((pc.Holds("a1"), pc.AtLeast("milk", 2))))

    assert doubt.example.describe(attrs.evolve(found, awards=[award, higher])).endswith(": A1 is met, A2 is not.")
    nothing = attrs.evolve(doubt.example, levels=(), evidenced=(), met=(), clause_met=False)

    assert nothing.describe(found) == "With everything at its lowest: no award is met; the clause in doubt is not met."


def test_titles_that_are_lists() -> None:
    """Titles in a list stand in quotes where one of them is a list of its own."""
    topics = [titled("bread"), pc.Topic(id="rest", title="Milk and soup", scale=FOUR), titled("salt")]
    (doubt,) = doubts(pc.AtLeast("bread", 2), topics=topics)

    (alone,) = doubts(pc.AtLeast("bread", 2), topics=topics[:2])

    assert doubt.text == "no award depends on “Milk and soup” and “Salt”"
    assert alone.text == "no award depends on Milk and soup"
