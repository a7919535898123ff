"""The floor below all awards, what is indicated, who awards, and references that are printed as text."""

from typing import Any

import attrs
import pytest
from invented import KINDNESS, LISTENING, RESPECT, assessed, kindness

from positiveculture import Framework, InvalidFramework, NotApplicable, Topic, evaluate, get_framework
from positiveculture.awards import Floor
from positiveculture.errors import UnknownTopic
from positiveculture.formats.framework import framework_from_dict, framework_to_dict
from positiveculture.formats.outcome import outcome_to_dict

LEAD = Floor("lead", "Lead")
FLOORED = kindness(floor=LEAD)

#: What is said, with what is indicated then.
INDICATED: dict[str, tuple[dict[str, Any], str | None]] = {
    "nothing is answered": ({}, None),
    "every award is surely not met": ({"listening": 1}, "lead"),
    "one award is still open": ({"listening": 2}, None),
    "an award is met": ({"listening": 2, "respect": 3}, "copper"),
    "an award is met, and another is open": ({"listening": 3, "respect": 3}, "copper"),
}


@pytest.mark.parametrize("name", INDICATED)
def test_what_is_indicated(name: str) -> None:
    """The highest award that is met, or the floor where every award is surely not met, or nothing yet."""
    said, expected = INDICATED[name]
    outcome = evaluate(FLOORED, assessed(said))

    assert outcome.indicated == expected
    assert outcome_to_dict(outcome)["indicated"] == expected
    assert evaluate(KINDNESS, assessed(said)).indicated == (None if expected == "lead" else expected)


def test_nothing_to_judge_is_no_floor() -> None:
    """Where nothing is left to judge, an award is undecided, and so the floor is not indicated."""
    asking = attrs.evolve(KINDNESS.awards[0], rule=KINDNESS.awards[0].rule.rules[1])  # type: ignore[union-attr]
    outcome = evaluate(kindness(awards=[asking], floor=LEAD), assessed({"respect": NotApplicable("Why")}))

    assert outcome.indicated is None


def test_cqc_style_is_inadequate_below_all_bands() -> None:
    """Eight scores of 1 indicate Inadequate, which is no award; CQC alone rates."""
    cqc = get_framework("cqc-style-well-led")
    said = attrs.evolve(
        assessed({topic.id: 1 for topic in cqc.topics}), framework=cqc.id, edition=cqc.edition, jurisdiction="England"
    )
    outcome = evaluate(cqc, said)

    assert (outcome.award, outcome.indicated) == (None, "inadequate")
    assert cqc.awarded_by.startswith("Only CQC rates")


@pytest.mark.parametrize("kept", [FLOORED, kindness(awarded_by="Only we award."), kindness()])
def test_it_comes_back(kept: Framework) -> None:
    """A floor, and who awards, come back from a dict."""
    assert framework_from_dict(framework_to_dict(kept)) == kept


def told(**changes: Any) -> list[str]:
    """Return what is told of the framework with some of it changed."""
    with pytest.raises(InvalidFramework) as caught:
        kindness(**changes)
    return [str(problem) for problem in caught.value.problems]


def test_what_is_no_floor() -> None:
    """A floor has an id of its own, lies below an award, and has a title."""
    assert told(floor=Floor("copper", "Copper")) == ["`floor`, `id`: is the id of an award, and the floor is none"]
    assert told(floor=Floor("respect", "Lead")) == ["`floor`, `id`: a topic has the same id"]
    assert told(floor=LEAD, awards=()) == ["`floor`: lies below no award: the framework has none"]
    assert told(floor=Floor("Lead", " ")) == [
        "`floor`, `title`: is empty",
        "`floor`, `id`: an id is lower-case letters, digits and hyphens, and starts with a letter",
    ]


def numbered(*numbers: Any) -> tuple[Topic, ...]:
    """Return topics with these printed numbers."""
    return tuple(attrs.evolve(RESPECT, id=f"t{place}", number=number) for place, number in enumerate(numbers))


def test_a_printed_reference_is_text() -> None:
    """A topic is found by its printed reference, as by a whole number, whichever way that is written."""
    found = kindness(topics=[*numbered("1.3.2", 14, "S1"), LISTENING], awards=())

    assert [found.topic(key).id for key in ("1.3.2", 14, "14", "S1", "t0")] == ["t0", "t1", "t1", "t2", "t0"]
    assert found.numbered_title("t0") == "1.3.2 Respect (t0)"
    assert framework_from_dict(framework_to_dict(found)) == found
    with pytest.raises(UnknownTopic):
        found.topic("1.3")


def test_a_reference_that_is_used_twice_or_is_none() -> None:
    """References are told apart as they are written, and each is a whole number or text that can be seen."""
    assert told(topics=numbered(14, "14", "1.3", "1.3"), awards=()) == [
        'topic "t1", `number`: the number "14" is already that of "t0"',
        'topic "t3", `number`: the number "1.3" is already that of "t2"',
    ]
    assert told(topics=numbered(1.5, True), awards=()) == [
        'topic "t0", `number`: must be a whole number, or text such as "1.3.2", not 1.5',
        'topic "t1", `number`: must be a whole number, or text such as "1.3.2", not true',
    ]
    assert told(topics=numbered("", " 1", "t3", "t0\u200b"), awards=()) == [
        'topic "t0", `number`: must be text that can be seen, without blanks around it, not ""',
        'topic "t1", `number`: must be text that can be seen, without blanks around it, not " 1"',
        'topic "t2", `number`: is "t3", which is the id of a topic',
        'topic "t3", `number`: must be text that can be seen, without blanks around it, not "t0\\u200b"',
    ]
