"""What is recorded beside the levels: where a score comes from, what kind of organisation, which awards were given."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, strategies as st
from invented import DAY, KINDNESS, RESPECT, assessed, kindness

from positiveculture import (
    Certificate,
    History,
    InvalidAssessment,
    InvalidFramework,
    Level,
    Rating,
    Scale,
    evaluate,
    get_framework,
    read_assessment,
    write_assessment,
)
from positiveculture.errors import InvalidHistory
from positiveculture.formats.assessment import Suspension
from positiveculture.formats.framework import framework_from_dict, framework_to_dict
from positiveculture.formats.outcome import outcome_to_dict

COPPER = Certificate(
    award="copper",
    awarded_on=DAY - timedelta(90),
    by="The council",
    expires_on=DAY + timedelta(275),
    suspensions=[Suspension(DAY - timedelta(30), DAY - timedelta(10), "A contract was in breach")],
)
CARRIED = Rating(2, carried_from=DAY - timedelta(365), review_on=DAY + timedelta(30))
days = st.dates(date(2020, 1, 1), date(2030, 1, 1))


def places(**more: Any) -> list[str]:
    """Return every problem of an assessment that says more."""
    with pytest.raises(InvalidAssessment) as caught:
        evaluate(KINDNESS, attrs.evolve(assessed({}), **more))
    return [str(problem) for problem in caught.value.problems]


def test_all_of_it_comes_back_from_a_file(tmp_path: Path) -> None:
    """What is recorded beside the levels is written, and reads back equal."""
    given_ = assessed(
        {"respect": CARRIED}, organisation="council", jurisdiction="England", certificates=[COPPER], basis="reviewed"
    )
    for name in ("a.toml", "a.json"):
        write_assessment(given_, tmp_path / name)

        assert read_assessment(tmp_path / name, framework=KINDNESS) == given_


def test_an_outcome_tells_what_is_carried_over() -> None:
    """A score carried over from an earlier assessment counts, and the outcome says which are."""
    outcome = evaluate(KINDNESS, assessed({"respect": CARRIED, "listening": 2}))

    assert (outcome.carried, outcome_to_dict(outcome)["carried"]) == (("respect",), ["respect"])
    assert outcome.blockers == evaluate(KINDNESS, assessed({"respect": 2, "listening": 2})).blockers
    assert outcome.assessment.due_on(DAY) == ()
    assert outcome.assessment.due_on(DAY + timedelta(30)) == ("respect",)


def test_contradictions_are_refused() -> None:
    """Days out of order, and kinds, countries and awards that are not there, are told all at once."""
    wrong = Certificate(
        award="coper",
        awarded_on=DAY,
        expires_on=DAY,
        withdrawn_on=DAY - timedelta(1),
        suspensions=[Suspension(DAY - timedelta(1)), Suspension(DAY, DAY)],
    )

    assert places(organisation="counci", certificates=[wrong]) == [
        '`organisation`: no "counci"; did you mean "council"?',
        'certificate "coper", `award`: no award "coper"; did you mean "copper"?',
        f'certificate "coper", `expires_on`: is {DAY}, not after `awarded_on`, {DAY}',
        f'certificate "coper", `withdrawn_on`: is {DAY - timedelta(1)}, not after `awarded_on`, {DAY}',
        f'certificate "coper", suspension no. 1, `since`: is {DAY - timedelta(1)}, before `awarded_on`, {DAY}',
        f'certificate "coper", suspension no. 2, `until`: is {DAY}, not after `since`, {DAY}',
    ]
    assert places(responses={"respect": Rating(2, carried_from=DAY, review_on=DAY)}) == [
        f'topic "respect", `carried_from`: is {DAY}, not before the assessment of {DAY}',
        f'topic "respect", `review_on`: is {DAY}, not after the assessment of {DAY}',
    ]


def test_awards_do_not_cross_borders() -> None:
    """Ratings of one country are not shown to a service of another; a guide without awards is open to all."""
    english = attrs.evolve(KINDNESS, jurisdiction="England and Wales")
    wales = get_framework("wales-positive-cultures")

    assert evaluate(english, assessed({}, jurisdiction="Wales")).award is None
    with pytest.raises(InvalidAssessment, match=r'`jurisdiction`: is "Scotland", and the awards of kindness'):
        evaluate(english, assessed({}, jurisdiction="Scotland"))
    guide = attrs.evolve(
        assessed({}, framework=wales.id), edition=wales.edition, service_model=None, mode=None, jurisdiction="England"
    )
    assert guide.problems(wales) == ()


@given(days, days, days, days)
def test_an_award_stands_only_while_nothing_ends_it(day: date, given_on: date, ends: date, since: date) -> None:
    """An award stands from its day until its end, and not while it is suspended; what is not known ends nothing."""
    open_ = Certificate(award="copper", awarded_on=given_on)
    ended = attrs.evolve(open_, expires_on=ends)
    suspended = attrs.evolve(ended, suspensions=[Suspension(since)])

    assert open_.stands_on(day) == (given_on <= day)
    assert ended.stands_on(day) == (given_on <= day < ends) == attrs.evolve(open_, withdrawn_on=ends).stands_on(day)
    assert suspended.stands_on(day) == (ended.stands_on(day) and day < since)


def test_a_suspension_ends() -> None:
    """On the day on which a suspension ends, the award stands again."""
    assert [COPPER.stands_on(DAY - timedelta(n)) for n in (91, 90, 30, 11, 10, 0)] == [
        False,
        True,
        False,
        False,
        True,
        True,
    ]
    assert outcome_to_dict(evaluate(KINDNESS, assessed({}, certificates=[COPPER])))["certificates"] == [
        {
            "award": "copper",
            "edition": KINDNESS.edition,
            "awarded_on": (DAY - timedelta(90)).isoformat(),
            "by": "The council",
            "expires_on": (DAY + timedelta(275)).isoformat(),
            "stands": True,
        }
    ]


def test_an_edition_is_in_force_between_its_days() -> None:
    """An edition is in force from its first day until its end, as far as they are known; days have an order."""
    begun = attrs.evolve(KINDNESS, in_force_from=DAY)
    ended = attrs.evolve(begun, in_force_until=DAY + timedelta(1))

    assert KINDNESS.in_force_on(DAY)
    assert [begun.in_force_on(DAY + timedelta(n)) for n in (-1, 0, 1)] == [False, True, True]
    assert [ended.in_force_on(DAY + timedelta(n)) for n in (-1, 0, 1)] == [False, True, False]
    assert framework_from_dict(framework_to_dict(ended)) == ended
    with pytest.raises(InvalidFramework, match="`in_force_until`: is"):
        attrs.evolve(begun, in_force_until=DAY)


def test_a_level_may_rest_with_others_too() -> None:
    """A scale says which levels others have to take part in, and only of levels that it has."""
    shared = Scale("s", [Level(1, "A"), Level(2, "B")], [(2, "commissioners")])
    found = kindness(topics=[attrs.evolve(RESPECT, scale=shared, statements=[])], awards=())

    assert (shared.needs_too(2), shared.needs_too(1)) == ("commissioners", "")
    assert framework_from_dict(framework_to_dict(found)) == found
    for wrong, text in (([(3, "x")], 'no level "3"'), ([(2, " ")], 'level "2": is empty')):
        with pytest.raises(InvalidFramework, match=text):
            kindness(topics=[attrs.evolve(RESPECT, scale=attrs.evolve(shared, shared_with=wrong))], awards=())


def test_a_source_says_how_far_it_can_be_relied_on() -> None:
    """Confidence is one of three words, or nothing."""
    with pytest.raises(InvalidFramework, match='no "lo"; did you mean "low"'):
        attrs.evolve(KINDNESS, source=attrs.evolve(KINDNESS.source, confidence="lo"))

    assert get_framework("gloucestershire-practice-culture").source.confidence == "low"


def test_a_reviewers_judgement_may_stand_beside_a_services_own() -> None:
    """One day may have an assessment of each basis, the service's own first; two of one basis are refused."""
    own, reviewed = assessed({"respect": 3}), assessed({"respect": 2}, basis="reviewed")
    history = History([reviewed, own])

    assert (history.assessments, history.bases) == ((own, reviewed), ("self", "reviewed"))
    assert [(change.from_level, change.to_level) for change in history.overall] == [(3, 2)]
    with pytest.raises(InvalidHistory, match="two assessments are of"):
        History([own, own])
