"""Why a verdict is what it is, in a tree and in a sentence."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import attrs
import pytest

import positiveculture as pc
from positiveculture import get_framework
from positiveculture.errors import UnknownAward

EXAMPLES = Path(__file__).parents[2] / "examples"
CQC = get_framework("cqc-style-well-led")
STATEMENTS = [topic.id for topic in CQC.topics]


def judged(scores: Mapping[str, pc.Response | int] | tuple[int, ...]) -> pc.Outcome:
    """Return the outcome of the statements at `scores`, in their order."""
    responses = scores if isinstance(scores, Mapping) else dict(zip(STATEMENTS, scores, strict=False))
    return pc.evaluate(
        CQC,
        pc.Assessment(
            framework=CQC.id, edition=CQC.edition, service="A", assessed_on=date(2026, 5, 6), responses=responses
        ),
    )


def example(name: str) -> pc.Outcome:
    """Return the outcome of an example."""
    assessment = pc.read_assessment(EXAMPLES / f"{name}.toml")
    return pc.evaluate(pc.get_framework(assessment.framework), assessment)


def test_a_tree_shows_the_limiter() -> None:
    """With seven 3s and a 1, the share for good is met, and the clause on every statement is not."""
    tree = pc.explain(judged((1, 3, 3, 3, 3, 3, 3, 3)))["good"]
    first, second = tree.clauses

    assert (tree.text, tree.state) == ("any one of", pc.State.NOT_MET)
    assert [(clause.text, clause.state, clause.stands) for clause in first.clauses] == [
        (
            "At least 63 per cent of the points, rounded half up to whole per cent",
            pc.State.MET,
            "22 of 32 points are 68.75 per cent, counted as 69",
        ),
        ("Every topic at 2 or above", pc.State.NOT_MET, "Shared direction and culture at 1"),
    ]
    assert second.state is pc.State.NOT_MET


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (
            "cqc-held-back-2026",
            (
                "Held at Requires improvement: Freedom to speak up stands at 1, below the 2 that Good asks of each "
                "topic; 23 of 32 points are 71.875 per cent, counted as 72, enough for Good."
            ),
        ),
        (
            "rivington-2026",
            (
                "Held at Bronze: “Knowledge and skills in person-centred practices” and “A clear team purpose” stand "
                "at 3, below the 4 that Silver asks."
            ),
        ),
        (
            "halfway-2026",
            (
                "Bronze is undecided: “Understanding and respecting life history”, “What is working and not working” "
                "and “Future wishes and outcomes” are not answered yet."
            ),
        ),
    ],
)
def test_a_sentence_says_what_decided(name: str, told: str) -> None:
    """For each kind of outcome, one sentence names what is in the way of the next award."""
    assert told == pc.explain(example(name)).decided_by


def test_open_questions_leave_a_range() -> None:
    """Where questions are open, the points run from the least to the most that they can come to."""
    told = pc.explain(judged((3, 3, 3, 3))).decided_by

    assert told.startswith(
        "Requires improvement so far; Good is undecided: 16 to 28 of 32 points are 50 to 87.5 per cent"
    )
    assert "counted as 50 to 88, by what is not answered yet, where Good asks 63" in told


def test_the_highest_award_says_what_was_enough() -> None:
    """At the top, the sentence says by how many points."""
    assert pc.explain(judged((4,) * 8)).decided_by == (
        "Outstanding, the highest: 32 of 32 points are 100 per cent, enough for Outstanding."
    )


def test_what_is_set_aside_is_left_out() -> None:
    """With every statement set aside, nothing is left to judge, and the tree says so."""
    outcome = judged({id_: pc.NotApplicable("Not this round") for id_ in STATEMENTS})
    tree = pc.explain(outcome)["good"]

    assert pc.explain(outcome).decided_by == "Requires improvement is undecided: nothing is left to judge."
    assert tree.state is pc.State.UNDECIDED
    assert {None} == {clause.state for clause in tree.clauses}
    assert {"not applicable"} == {clause.stands for clause in tree.clauses[0].clauses}


def award(id_: str, rule: pc.Rule) -> pc.Award:
    """Return an award of the framework of two topics below."""
    return pc.Award(id=id_, title=id_.capitalize(), rule=rule)


def small(rule: pc.Rule, **responses: pc.Response | int) -> pc.Outcome:
    """Return the outcome of a framework whose award leaf asks for `rule`, and whose bloom asks for leaf."""
    scale = pc.Scale("s", [pc.Level(number, "L") for number in (1, 2, 3)])
    topics = [pc.Topic(id=id_, title=id_.capitalize(), scale=scale) for id_ in ("warmth", "calm", "trust")]
    meadow = pc.Framework(
        id="meadow",
        edition="1",
        title="Meadow",
        source=pc.Source(title="M", publisher="P", rights="R"),
        topics=topics,
        awards=[award("leaf", rule), award("bloom", pc.All([pc.Holds("leaf"), pc.AtLeast("calm", 3)]))],
    )
    given = pc.Assessment(
        framework="meadow", edition="1", service="A", assessed_on=date(2026, 5, 6), responses=responses
    )
    return pc.evaluate(meadow, given)


def test_evidence_that_is_missing_is_named() -> None:
    """A topic without evidence is told as such, in the sentence and in the tree."""
    outcome = small(pc.Evidenced(["warmth", "calm"]), warmth=3, calm=3)

    assert pc.explain(outcome).decided_by == (
        "No award yet: Warmth and Calm have no evidence that counts, which Leaf asks for."
    )
    assert pc.explain(outcome)["leaf"].stands == "Warmth and Calm without evidence that counts"


def test_an_award_that_has_to_be_held_is_named() -> None:
    """A clause that asks for another award says that it is not held."""
    outcome = small(pc.AtLeast("warmth", 2), warmth=1, calm=3)

    assert [(clause.text, clause.stands) for clause in pc.explain(outcome)["bloom"].clauses] == [
        ("Leaf held", "Leaf not held"),
        ("Calm at 3", "at 3"),
    ]


def test_of_several_ways_the_nearest_is_told() -> None:
    """Of alternatives, the sentence speaks of as many as are asked for, those of which most is met first."""
    rule = pc.AtLeastOf(2, [pc.AtLeast("warmth", 3), pc.AtLeast("calm", 3), pc.AtLeast("trust", 2)])

    assert pc.explain(small(rule, warmth=1, calm=2, trust=3)).decided_by == (
        "No award yet: Warmth stands at 1, below the 3 that Leaf asks."
    )


def test_a_share_that_no_decimal_can_say_is_told_as_about() -> None:
    """A third of the points is about 33.33 per cent."""
    told = pc.explain(small(pc.Share(50), warmth=1, calm=1, trust=1)).decided_by

    assert told == "No award yet: 3 of 9 points are about 33.33 per cent, below the 50 that Leaf asks."


def test_an_unscored_framework_has_nothing_to_explain() -> None:
    """Where there are no awards, asking why is an error that says why not."""
    outcome = example("wales-cwm-aderyn-2026")
    with pytest.raises(pc.NotScored, match="sets no levels"):
        pc.explain(outcome)
    with pytest.raises(UnknownAward, match='no award "god"; did you mean "good"'):
        pc.explain(judged((3,) * 8))["god"]


def test_only_a_lower_award_is_missing_by_rank() -> None:
    """Where the award above asks for another that is not held, the sentence names it."""
    scale = pc.Scale("s", (pc.Level(1, "Low"), pc.Level(2, "High")))
    awards = (
        pc.Award(id="leaf", title="Leaf", rule=pc.AtLeast("warmth", 2), rank=1),
        pc.Award(id="tree", title="Tree", rule=pc.AtLeast("calm", 2), rank=2),
        pc.Award(id="wood", title="Wood", rule=pc.All((pc.Holds("leaf"), pc.AtLeast("calm", 2))), rank=3),
    )
    made = pc.Framework(
        id="f1",
        edition="1",
        title="F",
        source=pc.Source(title="F", publisher="F", rights="None"),
        topics=[pc.Topic(id=name, title=name.title(), scale=scale) for name in ("warmth", "calm")],
        awards=awards,
    )
    outcome = pc.evaluate(
        made,
        pc.Assessment(
            framework="f1", edition="1", service="S", assessed_on=date(2026, 1, 1), responses={"warmth": 1, "calm": 2}
        ),
    )

    assert pc.explain(outcome).decided_by == "Held at Tree: Leaf is not held, which Wood asks for."


def test_a_share_of_nothing_says_so() -> None:
    """Where every topic of a share is set aside, the clause says that it is set aside."""
    cqc = get_framework("cqc-style-well-led")
    aside = pc.NotApplicable("Not looked at this round.")
    outcome = pc.evaluate(
        cqc,
        pc.Assessment(
            framework=cqc.id,
            edition=cqc.edition,
            service="S",
            assessed_on=date(2026, 1, 1),
            responses={topic.id: aside for topic in cqc.topics},
        ),
    )

    assert pc.explain(outcome)["requires-improvement"].stands == "not applicable"


def test_clauses_are_values() -> None:
    """A clause is frozen and compares by what it says."""
    clause = pc.Clause("A", pc.State.MET)

    assert clause == attrs.evolve(clause)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        clause.text = "B"  # type: ignore[misc] # that is the point
