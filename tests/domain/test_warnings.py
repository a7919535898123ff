"""What linting warns of, one kind after the other, each with the smallest example."""

from collections.abc import Iterable

import attrs
import pytest
from invented import DAY, FOUR, SOURCE

import positiveculture as pc
from positiveculture.formats.linting import Example, Meant, RuleWarning, WarningKind, lint_rules

LATE = pc.Scale("late", (pc.Level(2, "Some"), pc.Level(3, "Most")))


def titled(id_: str, scale: pc.Scale | None = FOUR, parts: tuple[pc.Topic, ...] = ()) -> pc.Topic:
    """Return a topic that is called as its id."""
    return pc.Topic(id=id_, title=id_.title(), scale=scale, parts=parts)


TOPICS = (titled("bread"), titled("milk"), titled("soup", LATE))


def larder(*rules: pc.Rule, topics: Iterable[pc.Topic] = TOPICS) -> pc.Framework:
    """Return a framework of awards with these rules, `a1` the lowest."""
    awards = [pc.Award(id=f"a{n}", title=f"A{n}", rule=rule, rank=n) for n, rule in enumerate(rules, 1)]
    return pc.Framework(id="larder", edition="1", title="Larder", source=SOURCE, topics=topics, awards=awards)


def warnings(*rules: pc.Rule, topics: Iterable[pc.Topic] = TOPICS) -> tuple[RuleWarning, ...]:
    """Return what linting says of the awards with these rules, `a1` the lowest."""
    return lint_rules(larder(*rules, topics=topics))


def about_clauses(*rules: pc.Rule) -> list[RuleWarning]:
    """Return what is said of single clauses of the last of these rules."""
    return [warning for warning in warnings(*rules) if warning.clause and warning.award == f"a{len(rules)}"]


def test_no_awards() -> None:
    """Where there are no awards, there is no warning: that no award needs a topic goes without saying."""
    assert warnings() == ()


def test_no_warnings() -> None:
    """Rules that all decide something raise no warning."""
    assert warnings(pc.Every(3), pc.All((pc.Holds("a1"), pc.AtLeast("bread", 4)))) == ()


def test_never_fails() -> None:
    """That a topic is at its lowest level can never fail, also where others may stand lower."""
    (warning,) = about_clauses(pc.Every(2))

    assert (warning.kind, warning.clause, warning.topics) == (WarningKind.NEVER_FAILS, "Soup at 2 or above", ("soup",))
    assert Example((), (), (), clause_met=True) == warning.example


def test_an_ordinary_ladder() -> None:
    """That an award is included is never needless: it gives rank and progress, also where all else implies it."""
    assert warnings(pc.AtLeast("bread", 2), pc.All((pc.Holds("a1"), pc.Every(3)))) == ()


def test_held_within() -> None:
    """An award that is asked for deeper in a rule is a clause as any other."""
    rule = pc.AnyOf((pc.All((pc.Holds("a1"), pc.Every(3))), pc.AtLeast("bread", 4)))
    (warning,) = about_clauses(pc.AtLeast("bread", 2), rule)

    assert (warning.kind, warning.other, warning.clause) == (WarningKind.IMPLIED, "a1", "A1 held")


def test_meant() -> None:
    """A warning that is marked as meant is left out; a mark that fits none is warned of."""
    found = larder(pc.Every(2))
    mark = Meant("never-fails", "Soup is new", "a1")
    idle = Meant("implied", "It was so once", "a1")

    unasked = Meant("needed-by-none", "Soup is asked for next year", topics=["soup"])

    assert [each.kind for each in lint_rules(found)] == [WarningKind.NEVER_FAILS, WarningKind.NEEDED_BY_NONE]
    assert [each.kind for each in lint_rules(attrs.evolve(found, meant=[mark]))] == [WarningKind.NEEDED_BY_NONE]
    assert lint_rules(attrs.evolve(found, meant=[mark, unasked])) == ()
    (stale,) = lint_rules(attrs.evolve(found, meant=[mark, unasked, idle]))
    assert (stale.kind, stale.text) == (
        WarningKind.NOT_FOUND,
        'implied of award "a1" is marked as meant, and there is no such warning: take the mark out',
    )


def test_marks_that_do_not_fit() -> None:
    """A mark names a kind of warning, an award and topics that are there, and gives a reason; all is said at once."""
    with pytest.raises(pc.InvalidFramework) as refused:
        attrs.evolve(larder(pc.Every(2)), meant=[Meant("implid", " ", "a9", ["tea"])])

    assert [problem.message.partition(";")[0] for problem in refused.value.problems] == [
        "is empty",
        'no "implid"',
        'no award "a9"',
        'no topic "tea"',
    ]


def test_examples_stay_small() -> None:
    """An example on 130 topics says what is below the highest, where that is less, and never lists them all."""
    topics = [titled(f"t{n}") for n in range(130)]
    found = larder(pc.All((pc.Share("99.5"), pc.Every(2))), topics=topics)
    (warning,) = lint_rules(found)
    assert warning.example is not None
    half = attrs.evolve(warning.example, levels=[(topic.id, 2) for topic in topics[:65]])

    jumps = larder(pc.Every(4), pc.Share(80), topics=topics)
    highest, but_one = (warning.example for warning in lint_rules(jumps))
    assert highest is not None
    assert but_one is not None
    evidenced = attrs.evolve(but_one, evidenced=[(topic.id, "") for topic in topics])

    assert "everything at its highest: every award is met" in warning.example.describe(found)
    assert highest.describe(jumps) == "With everything at its highest: every award is met."
    assert but_one.describe(jumps) == "With everything at its highest but T129 at 3: A2 is met, A1 is not."
    assert "but T129 at 3, evidence for T0, evidence for T1, " in evidenced.describe(jumps)
    assert "evidence for T9, 120 more: " in evidenced.describe(jumps)
    assert "T9 at 2, 55 more and all else at its lowest" in half.describe(found)


def test_implied() -> None:
    """A minimum below that of an award that has to be held asks for nothing."""
    (warning,) = about_clauses(
        pc.AtLeast("bread", 3), pc.All((pc.Holds("a1"), pc.AtLeast("bread", 2), pc.AtLeast("milk", 2)))
    )

    assert (warning.kind, warning.clause) == (WarningKind.IMPLIED, "Bread at 2 or above")
    assert Example((("bread", 3), ("milk", 2)), (), ("a1", "a2"), clause_met=True) == warning.example


def test_implied_by_arithmetic() -> None:
    """Eleven of the eleven points that there are leave no topic below its highest level."""
    (warning,) = about_clauses(pc.All((pc.Share(100), pc.AtLeast("soup", 3))))

    assert (warning.kind, warning.clause) == (WarningKind.IMPLIED, "Soup at 3")


@pytest.mark.parametrize(("percent", "rounding", "kinds"), [(82, "half-up", 0), (83, "half-up", 1), (83, "exact", 1)])
def test_implied_by_a_whole_point(percent: int, rounding: str, kinds: int) -> None:
    """9 of 11 points, 81.8 per cent, count as 82 and leave room for a 2 in bread; 10 of 11 do not."""
    found = about_clauses(pc.All((pc.Share(percent, rounding=pc.Rounding(rounding)), pc.AtLeast("bread", 3))))

    assert kinds == len(found)


def test_clauses_that_ask_the_same() -> None:
    """Two clauses that ask the same count twice: with one of three as two of them, the third still decides."""
    third = pc.All([pc.AtLeast("bread", 4), pc.AtLeast("milk", 2)])
    rule = pc.AtLeastOf(2, [pc.AtLeast("bread", 4), pc.AtLeast("milk", 3), third])
    assert [(each.kind, each.clause) for each in about_clauses(rule)] == [(WarningKind.SUBSUMED, "Milk at 3 or above")]


def test_an_award_that_asks_for_answers() -> None:
    """Nothing is said of an award that asks for answers alone where another one asks for it, at any depth."""
    rules = pc.Answered(["bread"]), pc.All([pc.All([pc.Holds("a1")]), pc.AtLeast("milk", 2)])
    assert not about_clauses(*rules)


def test_subsumed() -> None:
    """An alternative that asks for more than another one helps nobody; the wider one stays."""
    (warning,) = about_clauses(
        pc.AnyOf((pc.AtLeast("bread", 3), pc.All((pc.AtLeast("bread", 3), pc.AtLeast("milk", 2)))))
    )

    assert (warning.kind, warning.clause) == (WarningKind.SUBSUMED, "Bread at 3 or above; Milk at 2 or above")
    assert Example((("bread", 3), ("milk", 2)), (), ("a1",), clause_met=True) == warning.example


def test_one_of_several() -> None:
    """Of options of which two are needed, one that only comes with two of the others helps nobody."""
    single = [pc.AtLeast("bread", 3), pc.AtLeast("milk", 3), pc.AtLeast("soup", 3)]
    (warning,) = about_clauses(pc.AtLeastOf(2, (*single, pc.All(single[:2]))))

    assert (warning.kind, warning.clause) == (WarningKind.SUBSUMED, "Bread at 3 or above; Milk at 3 or above")


def test_nothing_inside_an_idle_clause() -> None:
    """Where a clause decides nothing, what it is made of is not told one by one."""
    inner = pc.AnyOf((pc.AtLeast("bread", 2), pc.AtLeast("bread", 3)))

    assert [warning.clause for warning in about_clauses(pc.All((pc.AtLeast("bread", 4), inner)))] == [
        "either (Bread at 2 or above) or (Bread at 3 or above)"
    ]


def test_never_shown_and_out_of_order() -> None:
    """Where the higher band is the easier one, the lower is never shown, and the higher can be met alone."""
    found = [
        warning for warning in warnings(pc.Share(63), pc.Share(39)) if warning.kind is not WarningKind.NEEDED_BY_NONE
    ]

    assert [(warning.kind, warning.award, warning.other) for warning in found] == [
        (WarningKind.NEVER_SHOWN, "a1", "a2"),
        (WarningKind.OUT_OF_ORDER, "a2", "a1"),
    ]
    assert found[1].example == Example((("bread", 2),), (), ("a2",))


def test_never_shown_between_two() -> None:
    """An award is never shown either where whoever meets it meets one of two higher ones, but not always the same."""
    half = pc.AnyOf((pc.AtLeast("bread", 3), pc.AtLeast("milk", 3)))
    (warning,) = [
        each
        for each in warnings(half, pc.AtLeast("bread", 3), pc.AtLeast("milk", 3))
        if each.kind is WarningKind.NEVER_SHOWN
    ]

    assert (warning.award, warning.other) == ("a1", None)
    assert warning.text.endswith("whoever meets it meets a higher award too")


def test_needed_by_none() -> None:
    """Topics without a rule that needs them are told with their siblings; one that is asked for evidence is needed."""
    parts = (titled("crust"), titled("crumb"))
    topics = (titled("bread", parts=parts), titled("milk"), titled("tales", None), titled("soup"))
    (top, below) = warnings(pc.All((pc.AtLeast("bread", 2), pc.Evidenced(("tales",)))), topics=topics)

    assert (top.text, top.topics) == ("no award depends on Milk and Soup", ("milk", "soup"))
    assert (below.text, below.topics) == ("no award depends on any of the 2 parts of Bread", ("crust", "crumb"))
    assert Example((("bread", 2),), (("tales", ""),), ("a1",)) == top.example


def test_asked_and_yet_not_needed() -> None:
    """A topic that rules speak of is needed by none all the same where they never hang on it."""
    found = warnings(pc.AnyOf((pc.AtLeast("bread", 2), pc.All((pc.AtLeast("bread", 3), pc.AtLeast("milk", 2))))))

    assert [warning.topics for warning in found if warning.kind is WarningKind.NEEDED_BY_NONE] == [("milk", "soup")]


def test_the_cheaper_way() -> None:
    """Of several ways to meet an award, the example takes the one with the fewest steps."""
    rule = pc.AnyOf((pc.AtLeast("bread", 2), pc.All((pc.AtLeast("milk", 3), pc.AtLeast("soup", 3)))))
    (warning,) = warnings(rule, topics=[*TOPICS, titled("salt")])

    assert warning.example == Example((("bread", 2),), (), ("a1",))


def pairs(n: int, level: int) -> pc.Rule:
    """Return a rule on so many of 12 pairs of topics."""
    return pc.AtLeastOf(
        n, [pc.All((pc.AtLeast(f"x{place}", 2), pc.AtLeast(f"y{place}", level))) for place in range(12)]
    )


#: The topics that `pairs` speaks of.
MANY = tuple(titled(f"{letter}{n}") for n in range(12) for letter in "xy")


def test_the_same_groups() -> None:
    """That 5 of 12 groups follow from 6 of the same is seen however many ways there are."""
    (found,) = warnings(pc.All((pairs(6, 3), pairs(5, 3))), topics=MANY)

    assert (found.kind, found.clause) == (WarningKind.IMPLIED, pairs(5, 3).describe(larder(topics=MANY)))


def test_not_judged() -> None:
    """What is too large to be exact is said not to be judged, with the bound, and what is not too large still is."""
    (clause, salt) = warnings(pc.All((pairs(5, 2), pairs(6, 3))), topics=[*MANY, titled("salt")])

    assert (clause.kind, clause.award, clause.example) == (WarningKind.NOT_JUDGED, "a1", None)
    assert clause.clause == pairs(5, 2).describe(larder(topics=MANY))
    assert "compared more than 150,000 times" in clause.text
    assert (salt.kind, salt.topics) == (WarningKind.NEEDED_BY_NONE, ("salt",))


def layered(group: type[pc.All] | type[pc.AnyOf]) -> list[pc.Rule]:
    """Return the rules of 20 layers of two awards, each of which asks for both, or for one, of the layer below."""
    below = [group([pc.Holds(f"a{n}"), pc.Holds(f"a{n + 1}")]) for n in range(1, 39, 2) for _ in "ab"]
    own = [pc.AtLeast(f"t{n}", 3) for n in range(40)]
    return [*own[:2], *(pc.All([one, each]) for one, each in zip(below, own[2:], strict=True))]


def test_the_search_is_cut() -> None:
    """However large the rules, it ends: layers of awards are looked through, or it is said that the search was cut."""
    topics = [titled(f"t{n}") for n in range(40)]
    whole = warnings(*layered(pc.All), topics=topics)
    (cut,) = warnings(*layered(pc.AnyOf), topics=topics)

    assert {warning.kind for warning in whole} <= {WarningKind.OUT_OF_ORDER, WarningKind.IMPLIED}
    assert (cut.kind, cut.award) == (WarningKind.NOT_JUDGED, None)
    assert "the search was cut" in cut.text


def test_order_not_judged() -> None:
    """Whether an award is ever shown, and whether it comes with a lower one, may be too large to judge too."""
    (order,) = warnings(pairs(5, 2), pairs(6, 3), topics=MANY)
    (shown, swapped) = warnings(pairs(6, 3), pairs(5, 2), topics=MANY)

    assert order.text.startswith("whether A2 can be met without A1 was not judged: ")
    assert shown.text.startswith("whether A1 is ever the award that is indicated was not judged: ")
    assert (swapped.kind, swapped.award, swapped.other) == (WarningKind.OUT_OF_ORDER, "a2", "a1")


def test_topics_not_judged() -> None:
    """Whether an award hangs on a topic may be too large to judge."""
    rule = pc.AnyOf((pairs(5, 2), pc.All((pairs(6, 3), pc.AtLeast("salt", 2)))))
    told = {
        warning.topics: warning.text for warning in warnings(rule, topics=[*MANY, titled("salt")]) if warning.topics
    }

    assert list(told) == [("salt",)]
    assert told["salt",].startswith("whether any award depends on Salt was not judged: ")


def test_examples_can_be_judged() -> None:
    """An example is an assessment, evidence and all, and `evaluate` says of it what the example says."""
    tales = titled("tales", None)
    rule = pc.All((pc.AtLeast("bread", 2), pc.Evidenced(("bread", "tales"))))
    award = pc.Award(id="a1", title="A1", rule=rule)
    found = pc.Framework(
        id="larder", edition="1", title="Larder", source=SOURCE, topics=[*TOPICS, tales], awards=[award]
    )
    (warning,) = lint_rules(found)
    assert warning.example is not None
    outcome = pc.evaluate(found, warning.example.assessment(found, DAY))

    assert (outcome.award, warning.example.met) == ("a1", ("a1",))
    assert warning.example.describe(found) == (
        "With Bread at 2, evidence for Bread, evidence for Tales and all else at its lowest: every award is met."
    )
    higher = pc.Award(id="a2", title="A2", rule=pc.All((pc.Holds("a1"), pc.AtLeast("milk", 2))))

    assert warning.example.describe(attrs.evolve(found, awards=[award, higher])).endswith(": A1 is met, A2 is not.")
    nothing = attrs.evolve(warning.example, levels=(), evidenced=(), met=(), clause_met=False)

    assert nothing.describe(found) == "With everything at its lowest: no award is met; the clause is not met."


def test_titles_that_are_lists() -> None:
    """Titles in a list stand in quotes where one of them is a list of its own."""
    topics = [titled("bread"), pc.Topic(id="rest", title="Milk and soup", scale=FOUR), titled("salt")]
    (warning,) = warnings(pc.AtLeast("bread", 2), topics=topics)

    (alone,) = warnings(pc.AtLeast("bread", 2), topics=topics[:2])

    assert warning.text == "no award depends on “Milk and soup” and “Salt”"
    assert alone.text == "no award depends on Milk and soup"
