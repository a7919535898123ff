"""The life of a suggestion, and the logs that hold it."""

from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest

from positiveculture import FileTrouble
from positiveculture.errors import InvalidFeedback
from positiveculture.formats.feedback import (
    FeedbackLog,
    Stage,
    Suggestion,
    feedback_from_dict,
    read_feedback,
    write_feedback,
)

EXAMPLE = Path(__file__).parents[2] / "examples" / "feedback-merrowdale-east-2026.toml"


def suggestion(id_: str = "late-rotas", **more: Any) -> Suggestion:
    """Return a suggestion of early July."""
    return Suggestion(**{"id": id_, "text": "Publish rotas earlier.", "raised_on": date(2026, 7, 1), **more})


def problems(*suggestions: Suggestion, service: str = "Elm House") -> list[str]:
    """Return what is wrong with a log of these."""
    with pytest.raises(InvalidFeedback) as caught:
        FeedbackLog(service=service, suggestions=suggestions)
    return list(map(str, caught.value.problems))


def refused(payload: object) -> list[tuple[str, str]]:
    """Return the place and text of everything that is wrong with a payload."""
    with pytest.raises(InvalidFeedback) as caught:
        feedback_from_dict(payload)
    return [(problem.place, problem.message) for problem in caught.value.problems]


HEARD: dict[str, Any] = {"heard_on": date(2026, 7, 2)}
DAY = date(2026, 7, 9)


@pytest.mark.parametrize(
    ("more", "stage", "answered"),
    [
        ({}, Stage.RAISED, None),
        (HEARD, Stage.HEARD, None),
        (HEARD | {"adopted_on": DAY}, Stage.ADOPTED, None),
        (HEARD | {"adopted_on": DAY, "told_on": DAY}, Stage.ADOPTED, DAY),
        (HEARD | {"declined_on": DAY, "reason": "Too dear."}, Stage.DECLINED, None),
        (HEARD | {"declined_on": DAY, "reason": "Too dear.", "told_on": DAY}, Stage.DECLINED, DAY),
    ],
)
def test_stages(more: dict[str, Any], stage: Stage, answered: date | None) -> None:
    """A suggestion is raised, heard, then adopted or declined, and answered once the person is told."""
    one = suggestion(**more)

    assert FeedbackLog(service="Elm House", suggestions=[one]).problems() == ()
    assert (stage, answered) == (one.stage, one.answered_on)


@pytest.mark.parametrize(
    ("more", "field", "text"),
    [
        ({"text": " "}, "text", "is empty"),
        (HEARD | {"declined_on": DAY}, "reason", "is declined without a reason: the person has to be told why"),
        (HEARD | {"adopted_on": DAY, "declined_on": DAY, "reason": "A"}, "declined_on", "is both adopted and declined"),
        ({"reason": "A"}, "reason", "gives a reason for a decline, but is not declined"),
        ({"adopted_on": DAY}, "heard_on", "is decided without having been heard"),
        (HEARD | {"told_on": DAY}, "told_on", "is told to the person, but nothing is decided"),
        ({"heard_on": date(2026, 6, 30)}, "heard_on", "is 2026-06-30, before `raised_on`, 2026-07-01"),
        (
            HEARD | {"adopted_on": DAY, "told_on": date(2026, 7, 8)},
            "told_on",
            "is 2026-07-08, before `adopted_on`, 2026-07-09",
        ),
    ],
)
def test_contradictions_are_refused(more: dict[str, Any], field: str, text: str) -> None:
    """What contradicts itself is refused, at the field of the suggestion that it is about."""
    assert problems(suggestion(**more)) == [f'suggestion "late-rotas", `{field}`: {text}']


def test_ids_are_given_once() -> None:
    """Two suggestions of one id are refused, and one without an id is told by its place."""
    assert problems(suggestion(), suggestion()) == ['suggestion "late-rotas", `id`: is used 2 times']
    assert problems(suggestion(), suggestion("")) == ["suggestion no. 2, `id`: is empty"]


def test_a_log_is_somebodys() -> None:
    """A log names its service."""
    assert problems(service=" ") == ["`service`: is empty"]


def test_the_log_is_told_all_at_once() -> None:
    """Every problem of a payload is told at once, each at its place, with the nearest of the keys that exist."""
    payload = {
        "service": "Elm House",
        "nots": "",
        "suggestions": [
            {"id": "late-rotas", "text": "Publish rotas earlier.", "raised_on": "in July"},
            {"id": "tea", "text": "Better tea.", "raised_on": date(2026, 7, 1), "raisd_by": "Staff"},
            {"id": "keys", "text": "A key safe.", "raised_on": date(2026, 7, 1), "told_on": DAY},
            {"text": "Who am I?", "raised_on": date(2026, 7, 1)},
        ],
    }

    assert refused(payload) == [
        ('suggestion "late-rotas", `raised_on`', 'must be a date such as 2026-03-31, not "in July"'),
        ('suggestion "tea", `raisd_by`', 'unknown key; did you mean "raised_by" or "raised_on"?'),
        ("suggestion no. 4, `id`", "is missing"),
        ("`nots`", 'unknown key; did you mean "note"?'),
        ('suggestion "keys", `told_on`', "is told to the person, but nothing is decided"),
    ]


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        (3, [("", "must be a table, not 3")]),
        ({}, [("`suggestions`", "is missing"), ("`service`", "is missing")]),
        ({"service": "A", "suggestions": "none"}, [("`suggestions`", 'must be a list, not "none"')]),
        (
            {"service": 3, "suggestions": [3]},
            [("suggestion no. 1", "must be a table, not 3"), ("`service`", "must be text in quotes, not 3")],
        ),
    ],
)
def test_what_is_no_log_is_refused(payload: object, expected: list[tuple[str, str]]) -> None:
    """What is not the shape of a log is told by what was expected."""
    assert expected == refused(payload)


def test_the_example_counts_as_its_comments_say() -> None:
    """The example has a suggestion at every stage, half of them answered by the end of September."""
    found = read_feedback(EXAMPLE).measures(date(2026, 9, 30))

    assert (
        found.raised, found.heard, found.adopted, found.declined, found.answered, found.untold
    ) == (12, 10, 5, 3, 6, 2)  # fmt: skip
    assert [one.id for one in found.open_longest[:2]] == ["shorter-review-form", "evening-surgery"]
    assert found.days_open(found.open_longest[0]) == 51


def test_nothing_is_known_before_the_first_day() -> None:
    """Before anything was raised there are no shares and no days, rather than noughts."""
    found = read_feedback(EXAMPLE).measures(date(2026, 1, 1))

    assert (
        found.raised, found.share_answered, found.share_adopted, found.median_days_to_answer, found.open_longest
    ) == (0, None, None, None, ())  # fmt: skip


def test_files_round_trip(tmp_path: Path) -> None:
    """A log that is written as TOML or as JSON reads back equal, and is not written over one that is there."""
    log = read_feedback(EXAMPLE)
    for name in ("log.toml", "log.json"):
        write_feedback(log, tmp_path / name)

        assert log == read_feedback(tmp_path / name)
    with pytest.raises(FileTrouble, match="already exists"):
        write_feedback(log, tmp_path / "log.toml")


def test_problems_of_a_file_name_the_file(tmp_path: Path) -> None:
    """What is wrong with a file says which file it is."""
    path = tmp_path / "log.toml"
    path.write_text('service = " "\nsuggestions = []\n')
    with pytest.raises(InvalidFeedback) as caught:
        read_feedback(path)

    assert f"{path} has 1 problem:\n  `service`: is empty" == str(caught.value)


def test_a_conversation_belongs_to_being_told() -> None:
    """What was said when the person was told is kept, with the day; without the day it is refused."""
    told = Suggestion(
        id="key",
        text="A second key",
        raised_on=date(2026, 4, 2),
        heard_on=date(2026, 4, 7),
        adopted_on=date(2026, 4, 14),
        told_on=date(2026, 4, 15),
        conversation="At handover; she asked for a third.",
    )

    assert FeedbackLog(service="Elm House", suggestions=[told]).problems() == ()
    assert told.known_on(date(2026, 4, 14)).conversation == ""
    assert problems(attrs.evolve(told, told_on=None)) == [
        'suggestion "key", `conversation`: tells of a conversation, but not on which day the person was told'
    ]
