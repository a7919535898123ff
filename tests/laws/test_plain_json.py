"""Laws of what is written as JSON: `json.dumps` takes it as it is, and exact numbers stay exact."""

import json
from fractions import Fraction

import attrs
from hypothesis import given, settings, strategies as st
from small import small_frameworks

from positiveculture import Assessment, Framework, NoRoute, evaluate, get_framework, route
from positiveculture.formats.history import history_to_dict
from positiveculture.formats.next_statements import next_statements_to_dict
from positiveculture.formats.plain import exact
from positiveculture.formats.route import route_to_dict
from positiveculture.formats.topic import topics_to_dict
from positiveculture.testing import strategies as pcs

FRAMEWORKS = small_frameworks() | st.just(get_framework("wigan-progress"))
EFFORTS = st.sampled_from([1, Fraction(3, 2), Fraction(1, 3)])


@given(st.fractions())
def test_exact_numbers_are_exact(number: Fraction) -> None:
    """A number that is written reads back as the same number; a whole one is a number in JSON too."""
    written = exact(number)

    assert Fraction(written) == number
    assert isinstance(written, int) == (number.denominator == 1)


@settings(max_examples=50, deadline=None)
@given(pcs.assessed(FRAMEWORKS), EFFORTS)
def test_a_route(said: tuple[Framework, Assessment], effort: int | Fraction) -> None:
    """A route keeps its effort whatever a step costs, and says whose it is and what each step is."""
    framework, assessment = said
    for award in framework.awards:
        try:
            found = route(
                evaluate(framework, assessment), award.id, effort={each.id: effort for each in framework.every_topic}
            )
        except NoRoute:
            continue
        told = json.loads(json.dumps(route_to_dict(found)))

        assert Fraction(told["effort"]) == found.effort
        assert (told["service"], told["assessed_on"]) == (assessment.service, assessment.assessed_on.isoformat())
        assert [(each["topic"], each["to_level"]) for each in told["steps"]] == [
            (step.topic, step.to_level) for step in found.steps
        ]


@settings(max_examples=25, deadline=None)
@given(FRAMEWORKS, st.data())
def test_a_history(framework: Framework, data: st.DataObject) -> None:
    """A history says each change, and judges awards and movements where it has a framework, and only there."""
    history = data.draw(pcs.strategies_for(framework).histories())
    bare = json.loads(json.dumps(history_to_dict(history)))
    judged = json.loads(json.dumps(history_to_dict(attrs.evolve(history, framework=framework))))

    assert bare == {key: judged[key] for key in bare}
    assert judged.keys() - bare.keys() == {"awards", "overall_movements", "movements", "roles_joined"}
    assert [each["award"] for each in judged["awards"]] == [each.award for each in history.award_changes(framework)]
    assert len(judged["overall"]) == len(history.overall)


@settings(max_examples=25, deadline=None)
@given(pcs.assessed(FRAMEWORKS))
def test_every_topic_is_there_once(said: tuple[Framework, Assessment]) -> None:
    """The summary of actions has every topic and part once, and so have a framework's topics."""
    framework, assessment = said
    summary = json.loads(json.dumps(next_statements_to_dict(evaluate(framework, assessment))))
    listed = [topic["topic"] for group in summary["groups"] for topic in group["topics"]]

    assert sorted(listed) == sorted(topic.id for topic in framework.every_topic)
    assert list(json.loads(json.dumps(topics_to_dict(framework)))) == [topic.id for topic in framework.every_topic]
