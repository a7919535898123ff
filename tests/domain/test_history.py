"""A history of an invented service: what rose, what fell, and what there is to celebrate."""

from datetime import timedelta

import pytest
from invented import DAY, KINDNESS, assessed

from positiveculture import History
from positiveculture.errors import InvalidHistory
from positiveculture.formats.history import AwardChange, Change

LATER = DAY + timedelta(365)
FIRST = assessed({"listening": 2, "respect": 2})
SECOND = assessed({"listening": 2, "respect": 3, "stories-told": 1}, assessed_on=LATER)


def test_changes() -> None:
    """A history tells each level that is not what it was."""
    respect, told = Change("respect", DAY, LATER, 2, 3), Change("stories-told", DAY, LATER, None, 1)

    assert (respect, told) == History([SECOND, FIRST]).changes == History([FIRST, SECOND]).overall
    assert [(change.rose, change.fell) for change in (respect, told)] == [(True, False), (False, False)]
    assert (Change("respect", DAY, LATER, 3, 2).rose, Change("respect", DAY, LATER, 3, 2).fell) == (False, True)
    assert not Change("respect", DAY, LATER, 3, None).fell


def test_awards() -> None:
    """A history tells each award gained and each award lost."""
    third = assessed({"listening": 2, "respect": 1}, assessed_on=LATER + timedelta(1))

    assert (
        AwardChange("copper", DAY, LATER, gained=True),
        AwardChange("copper", LATER, LATER + timedelta(1), gained=False),
    ) == History([FIRST, SECOND, third]).award_changes(KINDNESS)


def test_one_assessment_is_a_history() -> None:
    """With one assessment, nothing has changed yet."""
    assert (History([FIRST]).changes, History([FIRST]).overall, History([FIRST]).pairs) == ((), (), ())


def test_what_cannot_be_compared() -> None:
    """Assessments of different services or of one day are refused, every problem at once; and so are none."""
    with pytest.raises(InvalidHistory) as caught:
        History([FIRST, assessed(service="Elm House", edition="1")])
    assert [str(problem) for problem in caught.value.problems] == [
        '`edition`: differs: "2025", "1"',
        '`service`: differs: "Rivington Home Care", "Elm House"',
        "`assessed_on`: two assessments are of 2026-03-31",
    ]
    with pytest.raises(InvalidHistory, match="there are no assessments"):
        History([])
