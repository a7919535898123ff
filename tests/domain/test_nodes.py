"""Nodes of a program, taken apart."""

from fractions import Fraction

import pytest

from positiveculture import InvalidFramework, NothingToJudge
from positiveculture.rules.compile import compiled
from positiveculture.rules.kinds import Node
from positiveculture.rules.program import asks_for_answers, leaves, members, needed, replaced, without

A, B, C = ({"level": 3, "of": topic} for topic in "abc")
BOTH: Node = {"all": [A, B]}
SOME: Node = {"some": 1, "of": [BOTH, C]}
SPOKEN: Node = {"answered": "a"}
LOWER: Node = {"award": "lower"}


def test_what_a_node_is_made_of() -> None:
    """A group has members, of which it needs all or so many; what is no group has none."""
    assert (members(BOTH), members(SOME), members(A)) == ([A, B], [BOTH, C], ())
    assert (needed(BOTH), needed(SOME)) == (2, 1)


def test_leaves_are_no_groups() -> None:
    """Leaves are the nodes inside a node, or itself, that are no group, in order."""
    assert list(leaves(SOME)) == [A, B, C]
    assert list(leaves(A)) == [A]


def test_a_node_is_replaced_at_its_path() -> None:
    """One node is another, and nothing else is: neither beside it, nor in what it was taken from."""
    assert replaced(SOME, (), A) == A
    assert replaced(SOME, (1,), A) == {"some": 1, "of": [BOTH, A]}
    assert replaced(SOME, (0, 1), C) == {"some": 1, "of": [{"all": [A, C]}, C]}
    assert SOME == {"some": 1, "of": [{"all": [A, B]}, C]}


@pytest.mark.parametrize(
    ("group", "place", "as_if_met", "left"),
    [
        (BOTH, 0, True, {"all": [B]}),
        (BOTH, 1, True, {"all": [A]}),
        (BOTH, 0, False, None),
        ({"some": 2, "of": [A, B, C]}, 1, True, {"some": 1, "of": [A, C]}),
        ({"some": 2, "of": [A, B, C]}, 1, False, {"all": [A, C]}),
        ({"some": 1, "of": [A, B, C]}, 2, False, {"some": 1, "of": [A, B]}),
        ({"some": 3, "of": [A, B, C]}, 2, False, None),
    ],
)
def test_a_group_without_a_member(group: Node, place: int, as_if_met: bool, left: Node | None) -> None:
    """Without a member that is met, a group needs one less of the others; without one that is missed, as many."""
    assert without(group, place, as_if_met=as_if_met) == left


def test_what_asks_for_answers_alone() -> None:
    """A node asks for answers alone where every leaf does, or is an award that does."""
    assert asks_for_answers({"all": [SPOKEN, LOWER]}, {"lower"})
    assert not asks_for_answers({"all": [SPOKEN, LOWER]}, {"other"})
    assert not asks_for_answers({"some": 1, "of": [SPOKEN, A]}, {"lower"})


def test_what_is_no_node_is_refused() -> None:
    """A program with a node of no known kind is not judged by what is understood of it."""
    program = {"version": 1, "framework": "f1", "scales": {}, "awards": [{"id": "a1", "rule": {"not": A}}]}

    with pytest.raises(
        InvalidFramework, match=r'^a program has 1 problem:\n  \{"not": \{.*\}\} is no kind of node'
    ) as refused:
        compiled(program)

    assert [(problem.code, problem.path) for problem in refused.value.problems] == [("no-kind-of-node", ())]


def test_a_group_of_nothing_is_met() -> None:
    """All of nothing is met, inside another group too: also where everything else in that is not applicable."""
    rules: list[Node] = [{"all": []}, {"all": [{"all": []}, A]}, A]
    awards = [{"id": f"a{number}", "rule": rule} for number, rule in enumerate(rules, 1)]
    judge = compiled({"version": 1, "framework": "f1", "scales": {"a": [1, 3]}, "awards": awards})
    aside = judge.read({}, {"a"}, {"a"}, lambda *_: False)

    assert judge.blockers(aside) == {"a1": (), "a2": (), "a3": (NothingToJudge(),)}
    assert judge.progress(judge.look_up({})) == {"a1": 1, "a2": Fraction(1, 2), "a3": 0}
