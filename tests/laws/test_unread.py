"""What cannot be read does not hide what else is wrong, and is no reason to report what is right."""

from collections.abc import Callable
from typing import Any

import pytest
from faults import FAULTS, GONE, Path, framework, plan
from payloads import HARBOUR, PLAN, planted, without

from positiveculture import Invalid

#: What holds no longer together, each planted in what can be read.
OTHERS: dict[str, tuple[Path, object]] = {
    "level": (("awards", 0, "rule", "minimum", "lights"), 9),
    "tool": (("topics", 1, "tools"), ["zz"]),
    "principle": (("topics", 2, "principle"), "zz"),
    "retired": (("retired",), {"songs": "Songs"}),
    "days": (("in_force_until",), "2020-01-01"),
    "number": (("topics", 2, "number"), 2),
    "alias": (("aliases",), ["x", "x"]),
    "priorities": (("plan", "priorities"), [3, 2]),
    "cases": (("cases",), [{"name": "x", "responses": {"zz": 1}}, {"name": "x", "responses": {}}]),
    "meant": (("meant",), [{"warning": "implied", "why": "So it is.", "award": "zz"}]),
    "within": (("principles", "calm", "within"), "zz"),
    "variant": (("topics", 0, "statements", "3", "variants"), {"zz": "Afloat."}),
}

#: What may stay hidden: it speaks of what the fault leaves unknown.
HIDDEN: dict[Path, tuple[str, ...]] = {
    ("topics",): tuple(OTHERS),
    ("scales",): ("level",),
    ("tools",): ("tool",),
    ("awards", 0): ("level", "meant"),
}


def told(payload: Any, read: Callable[[Any], object]) -> set[tuple[Path, str]]:
    """Return where something is wrong with a payload, and what."""
    try:
        read(payload)
    except Invalid as error:
        return {(problem.path, problem.code) for problem in error.problems}
    return set()


@pytest.mark.parametrize("name", [name for name, (_, whole, *_) in FAULTS.items() if whole is HARBOUR])
def test_a_fault_hides_no_other(name: str) -> None:
    """Of a fault and something else that is wrong, both are told, and nothing that either alone does not tell."""
    _, _, path, value, _, _ = FAULTS[name]
    sound = {**HARBOUR, "in_force_from": "2021-01-01"}
    faulty = without(sound, path) if value is GONE else planted(sound, path, value)
    hidden = {other for where, others in HIDDEN.items() if path[: len(where)] == where for other in others}
    for other, (at, wrong) in OTHERS.items():
        if at[: len(path)] == path or path[: len(at)] == at:
            continue
        alone = told(faulty, framework) | told(planted(sound, at, wrong), framework)
        both = told(planted(faulty, at, wrong), framework)

        assert both <= alone
        assert alone == both or other in hidden


@pytest.mark.parametrize("empty", ["", "\u200b"], ids=["nothing", "nothing to see"])
def test_a_text_that_says_nothing_hides_nothing_beside_it(empty: str) -> None:
    """Of statements, variants and titles of which one says nothing, what is wrong with the others is told."""
    statements = ("topics", 0, "statements")
    wrong = planted(
        HARBOUR, statements, {"3": {"text": "A.", "variants": {"zz": empty, "yy": "B."}}, "9": "C.", "1": empty}
    )
    wrong = planted(wrong, ("service_models",), {"m": empty})
    wrong = planted(wrong, ("tools",), {"t": {"title": "T", "does": "It does.", "helps": 3}})

    assert told(wrong, framework) >= {
        ((*statements, "1"), "empty"),
        ((*statements, "9"), "off-scale"),
        ((*statements, "3", "variants", "zz"), "empty"),
        (("service_models", "m"), "empty"),
    }


def test_a_topic_without_an_id_hides_no_fault_of_a_rule() -> None:
    """Of a rule that speaks of no topic all is told, and nothing is named that was put in place of an id."""
    wrong = without(planted(HARBOUR, ("awards", 0, "rule"), {"share": 150}), ("topics", 0, "id"))
    wrong = planted(wrong, ("topics", 0, "principle"), "zz")
    with pytest.raises(Invalid) as caught:
        framework(wrong)

    found = {(problem.path, problem.code) for problem in caught.value.problems}
    assert found >= {(("awards", 0, "rule"), "rule-share-never-met"), (("topics", 0, "principle"), "unknown-principle")}
    assert '"-"' not in str(caught.value)


def test_a_fault_of_an_action_hides_no_other() -> None:
    """Of a plan's actions, each is held against the framework, whatever cannot be read of another."""
    action = PLAN["actions"][0]
    actions = [{**action, "by_when": "soon"}, {**action, "topic": "lights", "to_level": 9}, {"topic": "moring"}]

    assert told({**PLAN, "actions": actions}, plan) == {
        (("actions", 0, "by_when"), "not-a-date"),
        (("actions", 1, "to_level"), "off-scale"),
        (("actions", 2, "topic"), "unknown-topic"),
    }
