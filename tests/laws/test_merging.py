"""Laws: what two people made of one assessment at once is brought together, and nothing of it is lost unseen."""

from typing import Any

from hypothesis import given, strategies as st

from positiveculture.form import merged

VALUES = st.sampled_from([1, 2, {"level": 1, "note": "x"}])
ANSWERS = st.fixed_dictionaries(
    {"responses": st.dictionaries(st.sampled_from("abcd"), VALUES)},
    optional={"note": st.sampled_from(["x", "y"]), "mode": st.sampled_from(["x", "y"])},
)


def flat(answers: dict[str, Any]) -> dict[tuple[str, ...], Any]:
    """Return every answer by its path."""
    head = {(name,): value for name, value in answers.items() if name != "responses"}
    return head | {("responses", topic): value for topic, value in answers["responses"].items()}


@given(ANSWERS, ANSWERS, ANSWERS)
def test_each_has_what_they_changed(before: dict[str, Any], theirs: dict[str, Any], mine: dict[str, Any]) -> None:
    """What one of two changed is as they have it, also where they took it out; what both changed is mine, and told."""
    both, conflicts = merged(before, theirs, mine)
    was, one, other = flat(before), flat(theirs), flat(mine)
    for path in {*was, *one, *other}:
        changed = [each.get(path) for each in (one, other) if each.get(path) != was.get(path)]
        assert flat(both).get(path) == (changed[-1] if changed else was.get(path))
        assert (path in conflicts) == (len(changed) == 2 and changed[0] != changed[1])
    assert len(conflicts) == len(set(conflicts))


@given(ANSWERS, ANSWERS, ANSWERS)
def test_it_does_not_matter_who_is_first(before: dict[str, Any], one: dict[str, Any], other: dict[str, Any]) -> None:
    """Where both did not change the same, it comes to the same whoever saves first."""
    both, conflicts = merged(before, one, other)
    same, others = merged(before, other, one)
    assert set(conflicts) == set(others)
    assert conflicts or both == same


@given(ANSWERS, ANSWERS)
def test_who_changed_nothing_takes_what_there_is(before: dict[str, Any], other: dict[str, Any]) -> None:
    """Without a change of one's own, what the other made of it is taken, and nothing is told."""
    assert merged(before, other, before) == merged(before, before, other) == (other, ())


def test_one_who_has_nothing_yet() -> None:
    """Two who begin at once begin with nothing."""
    assert merged({}, {"note": "x", "responses": {"a": 1}}, {"responses": {"b": 2}}) == (
        {"note": "x", "responses": {"a": 1, "b": 2}},
        (),
    )
