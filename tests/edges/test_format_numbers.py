"""The `format` of a file: a later one is told alone, and what is none with all else that is wrong."""

from collections.abc import Callable
from typing import Any

import pytest

import positiveculture as pc
from positiveculture.formats.crosswalk import crosswalk_from_dict
from positiveculture.formats.feedback import feedback_from_dict
from positiveculture.formats.migration import migration_from_dict
from positiveculture.formats.panel import release_from_dict
from positiveculture.formats.triangulation import triangulation_from_dict
from positiveculture.formats.wording import wording_from_dict

WIGAN = pc.get_framework("wigan-progress")

#: What reads each kind of file.
READERS: dict[str, Callable[[Any], object]] = {
    "framework": pc.framework_from_dict,
    "assessment": lambda data: pc.assessment_from_dict(data, WIGAN),
    "plan": lambda data: pc.plan_from_dict(data, WIGAN),
    "crosswalk": crosswalk_from_dict,
    "feedback": feedback_from_dict,
    "migration": migration_from_dict,
    "release": lambda data: release_from_dict(data, WIGAN),
    "triangulation": triangulation_from_dict,
    "wording": wording_from_dict,
}


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize(
    ("wrong", "shown"), [(0, "0"), (-1, "-1"), (True, "true"), ("2", '"2"'), (1.5, "1.5"), ([], "[]")]
)
def test_what_is_no_format(kind: str, wrong: object, shown: str) -> None:
    """What is no number of a format is told as that, with all else that is wrong."""
    with pytest.raises(pc.Invalid) as other:
        READERS[kind]({})
    with pytest.raises(pc.Invalid) as caught:
        READERS[kind]({"format": wrong})

    told = f"`format`: {shown} is not a format; this library reads 1"
    assert sorted(map(str, caught.value.problems)) == sorted([told, *map(str, other.value.problems)])


@pytest.mark.parametrize("kind", READERS)
def test_a_later_format(kind: str) -> None:
    """A format that is yet to come is told alone: what else such a file may hold is not known."""
    with pytest.raises(pc.Invalid) as caught:
        READERS[kind]({"format": 2, "stars": 5})

    assert list(map(str, caught.value.problems)) == [
        "`format`: is 2, and this library reads 1: upgrade positiveculture"
    ]
