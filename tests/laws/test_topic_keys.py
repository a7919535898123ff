"""Law: a topic is had by its id and by its printed number, and by nothing else."""

import pytest
from hypothesis import given, settings, strategies as st
from small import framework, topic

from positiveculture import Framework, InvalidAssessment
from positiveculture.errors import UnknownTopic
from positiveculture.formats.assessment import assessment_from_dict

NUMBERS = st.none() | st.integers(1, 9)
KEYS = st.sampled_from(["t1", "t2", "None", "none", "null", "0", "01", "", "T1"]) | st.integers(0, 9).map(str)


@st.composite
def numbered(draw: st.DrawFn) -> Framework:
    """Draw frameworks of two topics, with numbers and without."""
    first, second = draw(st.tuples(NUMBERS, NUMBERS).filter(lambda pair: pair[0] is None or pair[0] != pair[1]))
    return framework([topic("t1", number=first), topic("t2", number=second)])


@settings(max_examples=50)
@given(numbered(), KEYS)
def test_by_id_and_by_number_alone(found: Framework, key: str) -> None:
    """What is no id and no number names no topic, in Python and in a file."""
    known = {name: each.id for each in found.topics for name in (each.id, each.number and str(each.number)) if name}
    payload = {
        "framework": "f1",
        "edition": "1",
        "service": "Rivington Home Care",
        "assessed_on": "2026-03-31",
        "responses": {key: 1},
    }

    if key in known:
        assert known[key] == found.topic(key).id
        assert {known[key]: 1} == assessment_from_dict(payload, found).levels
    else:
        with pytest.raises(UnknownTopic):
            found.topic(key)
        with pytest.raises(InvalidAssessment):
            assessment_from_dict(payload, found)
