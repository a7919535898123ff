"""The means of principles, by hand; and what cannot be said of how they are taken."""

from fractions import Fraction

import attrs
import pytest
from invented import FOUR, KINDNESS, LISTENING, RESPECT, assessed, kindness

from positiveculture import Assessment, Framework, InvalidFramework, NotApplicable, Principle, Topic, evaluate
from positiveculture.formats.framework import framework_from_dict, framework_to_dict
from positiveculture.formats.outcome import outcome_to_dict
from positiveculture.topics import MeansMethod

COUNTED = attrs.evolve(FOUR, points=[(1, 0), (2, 1), (3, 3), (4, 9)])


def topic(id_: str, principle: str, **more: object) -> Topic:
    """Return a topic under a principle."""
    return Topic(id=id_, title=id_, principle=principle, scale=COUNTED, allows_not_applicable=True, **more)  # type: ignore[arg-type]


#: Care with `own`, and within it people with `kind` and `rude`, and calm with `rest`; nothing is rated under words.
TOPICS = [
    topic("own", "care", parts=[topic("part", "care")]),
    topic("kind", "people"),
    topic("rude", "people", reverse_scored=True),
    topic("rest", "calm"),
    Topic(id="tale", title="Tale", principle="words"),
]
PRINCIPLES = [
    Principle("care", "Care"),
    Principle("people", "People", within="care"),
    Principle("calm", "Calm", within="care"),
    Principle("words", "Words"),
]


def averaged(**method: object) -> Framework:
    """Return the framework, with a method of averaging."""
    means = MeansMethod(**method)  # type: ignore[arg-type]
    changes = {"topics": TOPICS, "principles": PRINCIPLES, "awards": (), "averages": "The mean.", "means": means}
    return kindness(**changes)


def means(found: Framework, said: Assessment) -> dict[str, Fraction | None]:
    """Return the means of an assessment."""
    return evaluate(found, said).means


EVERYTHING = {"own": 2, "part": 4, "kind": 3, "rude": 3, "rest": 4}


def test_means_of_means() -> None:
    """A principle's mean is that of its own topics and of the means of the principles within it, exactly."""
    people = Fraction(3 + (0 + 9 - 3), 2)

    assert means(averaged(), assessed(EVERYTHING)) == {
        "care": (1 + people + 9) / 3,
        "people": people,
        "calm": Fraction(9),
    }


def test_means_of_topics() -> None:
    """Where the method says so, a principle's mean is that of all its topics, those of principles within it too."""
    assert means(averaged(nested="topics"), assessed(EVERYTHING))["care"] == Fraction(1 + 3 + 6 + 9, 4)


def test_what_is_not_applicable_is_left_out() -> None:
    """What is not applicable is no item, and a principle of which nothing is left is none of the one around it."""
    said = {**EVERYTHING, "rude": NotApplicable("Why"), "rest": NotApplicable("Why")}

    assert means(averaged(), assessed(said)) == {"care": Fraction(1 + 3, 2), "people": Fraction(3), "calm": None}


@pytest.mark.parametrize(
    ("allowed", "expected"),
    [
        (0, {"care": None, "people": None, "calm": Fraction(9)}),
        (1, {"care": Fraction(1 + 3 + 9, 3), "people": Fraction(3), "calm": Fraction(9)}),
    ],
)
def test_so_many_may_be_missing(allowed: int, expected: dict[str, Fraction | None]) -> None:
    """A principle has no mean where more of what it is taken of is missing than the method allows."""
    said = assessed({topic: level for topic, level in EVERYTHING.items() if topic != "rude"})

    assert means(averaged(missing_allowed=allowed), said) == expected


def test_nothing_is_averaged_without_a_method() -> None:
    """A framework that publishes no method has no means, and its JSON says nothing of any."""
    outcome = evaluate(KINDNESS, assessed({"listening": 2}))

    assert outcome.means == {}
    assert "means" not in outcome_to_dict(outcome)


def test_means_in_json() -> None:
    """The JSON of an outcome has each mean as a number, null where too much is missing."""
    outcome = evaluate(averaged(), assessed({"kind": 3, "rude": 3, "rest": 4}))

    assert outcome_to_dict(outcome)["means"] == {"care": None, "people": 4.5, "calm": 9}


def test_the_method_is_read_and_written() -> None:
    """How means are taken comes back from a dict."""
    found = averaged(missing_allowed=2, nested="topics")

    assert framework_from_dict(framework_to_dict(found)) == found
    assert framework_to_dict(found)["means"] == {"missing_allowed": 2, "nested": "topics"}


@pytest.mark.parametrize(
    ("method", "text"),
    [
        (MeansMethod(-1), "`missing_allowed`: is -1; 0 is the least"),
        (MeansMethod(1.5), "`missing_allowed`: must be a whole number, not 1.5"),  # type: ignore[arg-type]
        (MeansMethod(0, "parts"), '`nested`: no "parts"; there are: "principles", "topics"'),
    ],
)
def test_what_no_method_says(method: MeansMethod, text: str) -> None:
    """How many may be missing is a whole number, and means are taken of principles or of topics."""
    with pytest.raises(InvalidFramework) as caught:
        kindness(topics=[LISTENING, RESPECT], awards=(), averages="The mean.", means=method)

    assert [str(problem) for problem in caught.value.problems] == [f"`means`, {text}"]


def test_means_ask_for_a_published_method() -> None:
    """Who says how means are taken has to name the method that is published."""
    with pytest.raises(InvalidFramework, match="`means`: says how means are taken, but `averages` names no published"):
        kindness(means=MeansMethod(1))
