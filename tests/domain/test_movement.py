"""What moved besides levels: reflections, evidence, actions and roles, between two assessments of one service."""

from datetime import date
from typing import Any

import attrs

from positiveculture import Assessment, Commitment, Evidence, History, NotApplicable, Reflection, get_framework
from positiveculture.formats.history import Movement
from positiveculture.history import joined, movements

WALES = get_framework("wales-positive-cultures")
THEN, NOW = date(2025, 10, 15), date(2026, 4, 22)
ASK = Commitment("Ask the night staff", who="Deputy manager", by_when=date(2026, 1, 31))
OLD = Evidence("Rotas", dated=date(2025, 9, 1), lapses_on=date(2026, 3, 1))


def said(on: date, **responses: Any) -> Assessment:
    """Return reflections of a day."""
    given = {name.replace("_", "-"): response for name, response in responses.items()}
    return Assessment(framework=WALES.id, edition=WALES.edition, service="Cwm Aderyn", assessed_on=on, responses=given)


FIRST = said(
    THEN,
    rights_at_work=Reflection("Rotas come out early.", evidence=[OLD], roles=["leaders"]),
    openness_and_trust=Reflection(actions=[ASK, Commitment("Tell every team")]),
)
SECOND = said(
    NOW,
    rights_at_work=Reflection(evidence=[OLD], roles=["leaders", "social-care-workers"]),
    openness_and_trust=Reflection(
        "They spoke up.", actions=[attrs.evolve(ASK, done_on=date(2026, 1, 20)), Commitment("Ask again")]
    ),
    staff_learning=Reflection("One of our cooks could teach.", evidence=[Evidence("Minutes")]),
)


def test_each_thing_that_moved() -> None:
    """What is newly said, evidenced, promised and done is told by topic, and so is what lapsed or is lost."""
    found = {each.topic: each for each in movements(WALES, FIRST, SECOND)}

    assert found.keys() == {"rights-at-work", "openness-and-trust", "staff-learning"}
    assert found["rights-at-work"] == Movement(
        topic="rights-at-work",
        since=THEN,
        on=NOW,
        no_longer_reflected=True,
        no_longer_evidenced=True,
        joined=("social-care-workers",),
    )
    assert found["openness-and-trust"] == Movement(
        topic="openness-and-trust",
        since=THEN,
        on=NOW,
        reflected=True,
        promised=(Commitment("Ask again"),),
        done=(attrs.evolve(ASK, done_on=date(2026, 1, 20)),),
        lost=(Commitment("Tell every team"),),
    )
    assert (found["staff-learning"].reflected, found["staff-learning"].evidenced) == (True, True)


def test_an_action_that_was_promised_and_done_in_between_is_both() -> None:
    """What was promised and done since counts as promised and as done; what was done before counts as neither."""
    done = Commitment("Ask", done_on=date(2026, 2, 1))
    once = said(NOW, staff_learning=Reflection(actions=[done]))
    (new,) = movements(WALES, said(THEN), once)

    assert (new.promised, new.done) == ((done,), (done,))
    assert movements(WALES, once, attrs.evolve(once, assessed_on=date(2026, 6, 1))) == ()


def test_roles_that_joined() -> None:
    """A role joins where it takes part somewhere, and took part nowhere before."""
    assert joined(WALES, FIRST, SECOND) == ("social-care-workers",)
    assert History([SECOND, FIRST]).roles_joined(WALES) == ("social-care-workers",)


def test_a_history_tells_movements() -> None:
    """A history tells what moved from one assessment to the next, and from the first to the last."""
    third = said(date(2026, 9, 1))
    history = History([third, FIRST, SECOND])

    assert history.overall_movements(WALES) == movements(WALES, FIRST, third)
    assert history.movements(WALES) == (*movements(WALES, FIRST, SECOND), *movements(WALES, SECOND, third))


def test_setting_aside_is_told_with_its_reason() -> None:
    """A topic that is set aside is not one that nobody answers any more."""
    framework = get_framework("cqc-style-well-led")
    topic = next(each for each in framework.topics if each.allows_not_applicable)
    before = Assessment(framework=framework.id, edition=framework.edition, service="S", assessed_on=THEN)
    after = attrs.evolve(before, assessed_on=NOW, responses={topic.id: NotApplicable("Not this round")})

    assert [each.set_aside for each in movements(framework, before, after)] == ["Not this round"]


def test_what_was_done_already_is_not_lost() -> None:
    """An action that was finished by the first day, and is not mentioned any more, is not lost: nothing is open."""
    finished = attrs.evolve(ASK, done_on=THEN)
    first = said(THEN, openness_and_trust=Reflection("Asked.", actions=[finished]))
    second = said(NOW, openness_and_trust=Reflection("Asked.", actions=[]))

    assert movements(WALES, first, second) == ()
