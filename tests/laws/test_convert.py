"""One fault planted in a sound payload is told alone, at its place; and what is sound comes back equal."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from faults import FAULTS, FRAMEWORK, FULL, GONE, WIGAN, Path, assessment, framework, plan, wigan
from hypothesis import given, strategies as st
from payloads import ASSESSMENT, HARBOUR, PLAN, WORDING, keys, nearly, paths, planted, without

from positiveculture import Invalid, Problem
from positiveculture.formats.assessment import assessment_from_dict, assessment_to_dict
from positiveculture.formats.framework import framework_from_dict, framework_to_dict
from positiveculture.formats.plan import plan_from_dict, plan_to_dict


def problems(payload: object, read: Callable[[Any], object]) -> tuple[Problem, ...]:
    """Return what is wrong with `payload`."""
    with pytest.raises(Invalid) as caught:
        read(payload)
    assert str(caught.value).encode().decode() == str(caught.value)
    return caught.value.problems


UNREAD = "must be a level, or a table with `level`, `note`, `evidence` or `not_applicable`, not "
WRONG_LEVELS: list[tuple[object, str]] = [
    (0, "level 0 is not on its scale, which runs from 1 to 5"),
    (6, "level 6 is not on its scale, which runs from 1 to 5"),
    (-1, "level -1 is not on its scale, which runs from 1 to 5"),
    ("3", "a level is written without quotation marks: 3"),
    (3.5, f"{UNREAD}3.5"),
    (True, f"{UNREAD}true"),
    (16**5000, "level a whole number that is too large to be shown is not on its scale, which runs from 1 to 5"),
    ({"not_applicable": "why"}, "may not be marked as not applicable: the framework does not offer it"),
    ({"note": "well"}, "has a scale: its `level`, 1 to 5, is missing"),
]


@pytest.mark.parametrize(("spec", "told"), [(2, "positiveculture"), (0, "the framework")])
def test_another_spec_is_told_alone(spec: int, told: str) -> None:
    """A framework that is written for another plug-in API is told that, and nothing of keys that may be new there."""
    later = planted(planted(HARBOUR, ("spec",), spec), ("stars",), 3)

    text = f"`spec`: is {spec}, and this library reads 1: upgrade {told}"
    assert [text] == list(map(str, problems(later, framework)))


def test_rules_nested_without_end() -> None:
    """Rules nested deeper than is read are told at the rule that goes too far."""
    deep: dict[str, Any] = {"every": 2}
    for _ in range(40):
        deep = {"all": [deep]}
    (found,) = problems(planted(HARBOUR, ("awards", 0, "rule"), deep), framework)
    assert found.message == "rules are nested more than 32 deep"
    assert found.place.startswith('award "copper", `rule`, rule no. 1, rule no. 1, rule no. 1')


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        (("plan",), 3, "`plan`"),
        (("plan", "prompts"), 3, "`plan`, `prompts`"),
        (("modes",), 3, "`modes`"),
        (("topics",), "x", "`topics`"),
        (("topics", 1), 3, "topic no. 2"),
        (("topics", 0, "parts"), 3, 'topic "mooring", `parts`'),
        (("scales", "tide"), 3, 'scale "tide", `levels`'),
    ],
)
def test_a_fault_of_the_framework_under_a_wording(path: Path, value: object, place: str) -> None:
    """What is wrong with the framework itself is told as its own, also where words are laid over it."""
    found = problems(planted(HARBOUR, path, value), lambda payload: framework_from_dict(payload, [WORDING]))
    assert place in [problem.place for problem in found]


@given(topic=st.sampled_from(WIGAN.topics), wrong=st.sampled_from(WRONG_LEVELS), by_number=st.booleans())
def test_a_wrong_level_is_told_at_its_topic(topic: Any, wrong: tuple[object, str], by_number: bool) -> None:
    """A level that does not fit is told alone, at its topic, whichever topic it is and however it is named."""
    value, text = wrong
    key = str(topic.number) if by_number else topic.id
    payload = planted(without(FULL, ("responses", topic.id)), ("responses", key), value)
    (found,) = problems(payload, wigan)
    assert found.path[:2] == ("responses", key)
    assert (found.place.partition(",")[0], found.message) == (f'topic "{key}"', text)


@given(topic=st.sampled_from(WIGAN.topics))
def test_a_topic_answered_by_id_and_by_number_is_told(topic: Any) -> None:
    """A topic answered twice is refused, at the number that says it again."""
    payload = planted(FULL, ("responses", str(topic.number)), 3)
    text = f'topic "{topic.number}": is answered twice: as "{topic.id}" and by its number'
    assert [text] == list(map(str, problems(payload, wigan)))


@pytest.mark.parametrize("name", FAULTS)
def test_one_planted_fault(name: str) -> None:
    """A payload with exactly one fault is told that one, at its place, and nothing else."""
    read, whole, path, value, place, text = FAULTS[name]
    found = problems(without(whole, path) if value is GONE else planted(whole, path, value), read)
    assert [place] == [problem.place for problem in found]
    assert text in found[0].message


def tables(payload: Any, *path: Any) -> Iterator[Path]:
    """Yield the path of every table in a payload."""
    if isinstance(payload, dict):
        yield path
    steps = payload.items() if isinstance(payload, dict) else enumerate(payload) if isinstance(payload, list) else ()
    for step, entry in steps:
        yield from tables(entry, *path, step)


@pytest.mark.parametrize("kind", ["framework", "assessment", "plan"])
def test_a_key_that_a_hint_names_is_known_there(kind: str) -> None:
    """Wherever an unknown key is planted, each key that the hint proposes in its place is one that reading knows."""
    whole, read = {"framework": (HARBOUR, framework), "assessment": (ASSESSMENT, assessment), "plan": (PLAN, plan)}[
        kind
    ]
    proposed = 0
    for path in tables(whole):
        with suppress(Invalid):
            read(planted(whole, (*path, "zzz"), "x"))
            continue
        for problem in problems(planted(whole, (*path, "zzz"), "x"), read):
            for name in problem.params.get("known", ()) if problem.code == "unknown-key" else ():
                proposed += 1
                if name not in _at(whole, path):
                    refused = {(each.code, each.path) for each in _refused(planted(whole, (*path, name), None), read)}
                    refused |= {(each.code, each.path) for each in _refused(planted(whole, (*path, name), "x"), read)}
                    assert not refused & {("unknown-key", (*path, name)), ("id-inside", path)}
    assert proposed > 10


def _at(payload: Any, path: Path) -> Any:
    """Return what is at a path of a payload."""
    for step in path:
        payload = payload[step]
    return payload


def _refused(payload: object, read: Callable[[Any], object]) -> tuple[Problem, ...]:
    """Return what is wrong with `payload`, if anything is."""
    with suppress(Invalid):
        read(payload)
        return ()
    return problems(payload, read)


WORDS: dict[str, tuple[Path, object, str, str]] = {
    "no part": (("topic",), {}, "wording, `topic`", "unknown key"),
    "another framework": (("framework",), "inland", "wording, `framework`", 'is "inland", but this is "harbour"'),
    "another edition": (("edition",), "1999", "wording, `edition`", 'is "1999", but this is "2026"'),
    "unknown topic": (("topics", "moring"), "x", 'wording, topic "moring"', 'did you mean "mooring"?'),
    "no words": (("topics",), 3, "wording, `topics`", "must be a table, not 3"),
    "a number": (("topics", "mooring"), 3, 'wording, topic "mooring"', "must be a table, not 3"),
    "a rule": (("awards", "copper"), {"rule": {}}, 'wording, award "copper", `rule`', "unknown key"),
    "a mode": (("modes", "alone"), {"title": "x"}, 'wording, mode "alone"', "must be text in quotes"),
    "a plan": (("plan",), 3, "wording, `plan`", "must be a table, not 3"),
    "prompts": (("plan", "prompts"), "x", "wording, `plan`, `prompts`", 'must be a table, not "x"'),
}


@pytest.mark.parametrize("name", WORDS)
def test_one_planted_fault_in_a_wording(name: str) -> None:
    """A wording with one fault is told that one, at its place, as the wording's."""
    path, value, place, text = WORDS[name]
    found = problems(planted(WORDING, path, value), lambda wording: framework_from_dict(HARBOUR, [wording]))
    assert [place] == [problem.place for problem in found]
    assert text in found[0].message


@given(path=st.sampled_from([path for path in paths(ASSESSMENT) if len(path) > 1]), value=st.sampled_from([1.5, -0.0]))
def test_a_value_of_a_kind_that_nothing_takes(path: Path, value: object) -> None:
    """A value that fits nowhere is told with the topic that it stands under, wherever it is planted."""
    found = problems(planted(ASSESSMENT, path, value), assessment)
    assert [f'topic "{path[1]}"'] == list({problem.place.split(",")[0] for problem in found})


@given(key=keys, whole=st.sampled_from([(assessment, ASSESSMENT), (plan, PLAN), (framework, HARBOUR)]))
def test_an_unknown_key_is_named(key: str, whole: tuple[Callable[[Any], object], dict[str, Any]]) -> None:
    """A key that nothing is known of is told alone, by its name on one line, whatever signs it is made of."""
    read, payload = whole
    unknown = f"{key}~"
    found = problems(planted(payload, (unknown,), 1), read)
    assert len(found) == 1
    assert found[0].place.startswith("`")
    assert len(str(found[0]).splitlines()) == 1


@given(payload=nearly(HARBOUR))
def test_a_framework_that_is_taken_comes_back_equal(payload: object) -> None:
    """Whatever is taken as a framework can be written and read again, and is equal then."""
    try:
        taken = framework_from_dict(payload)
    except Invalid:
        return
    assert taken == framework_from_dict(framework_to_dict(taken))


@given(payload=nearly(ASSESSMENT), other=nearly(PLAN))
def test_what_is_taken_comes_back_equal(payload: object, other: object) -> None:
    """Whatever is taken as an assessment or a plan can be written and read again, and is equal then."""
    for given_, read, write in (
        (payload, assessment_from_dict, assessment_to_dict),
        (other, plan_from_dict, plan_to_dict),
    ):
        try:
            taken: Any = read(given_, FRAMEWORK)
        except Invalid:
            continue
        assert taken == read(write(taken), FRAMEWORK)


def test_a_topic_without_a_number() -> None:
    """A topic without a printed number is not named by "None"."""
    payload = planted(ASSESSMENT, ("responses", "None"), 2)

    (found,) = problems(payload, assessment)

    assert found.place == 'topic "None"'


@given(payload=nearly(PLAN))
def test_reading_changes_nothing(payload: Any) -> None:
    """A payload is left as it was, also where a topic stands there by its number."""
    numbered = planted(PLAN, ("actions", 0, "topic"), "1")
    plan_from_dict(numbered, FRAMEWORK)
    assert numbered["actions"][0]["topic"] == "1"
    before = repr(payload)
    with suppress(Invalid):
        plan_from_dict(payload, FRAMEWORK)
    assert before == repr(payload)


#: Faults by which a scale cannot be read, or is none: where they are, and what stands there.
WITHOUT_SCALE: list[tuple[Path, object]] = [
    (("scales",), 3),
    (("scales", "tide"), 5),
    (("scales", "tide", "id"), "tide"),
    (("scales", "tide", "levels"), {}),
    (("scales", "tide", "levels", "one"), "Low"),
    (("scales", "tide", "levels", "2"), "\u200b"),
    (("scales", "tide", "points"), {"1": "2"}),
    (("topics", 1, "scale"), "tied"),
]

#: What is wrong because of a level, or of the scale itself; nothing else is left out where a scale cannot be read.
OF_LEVELS = ("gap", "idle scale", "level", "no levels", "points", "scale", "statement off the scale")


@pytest.mark.parametrize("fault", WITHOUT_SCALE, ids=str)
def test_what_does_not_follow_from_a_scale_is_told_without_it(fault: tuple[Path, object]) -> None:
    """Where a scale cannot be read, that is told with all that would be told of the rest, and with nothing else."""
    of_scale = set(problems(planted(HARBOUR, *fault), framework))
    for name, (read, whole, path, value, *_) in FAULTS.items():
        apart = path[: len(fault[0])] != fault[0][: len(path)]
        if read is framework and apart and not any(words in name for words in OF_LEVELS):
            wrong = planted(whole, path, value)
            told = set(problems(planted(wrong, *fault), framework))
            assert told == of_scale | set(problems(wrong, framework)), name
