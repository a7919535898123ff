"""Many services together: counted and never averaged, in the order given, and exact about what is in the way."""

from collections import Counter
from datetime import date
from pathlib import Path

import attrs
import pytest
from hypothesis import given, strategies as st

import positiveculture as pc
from positiveculture.errors import InvalidRollup
from positiveculture.formats.rollup import Obstacle, Rollup, read_rollup, roll_up, rollup_to_dict
from positiveculture.rules.blockers import Below, NeedsEvidence, ShareBelow, Unanswered, flatten
from positiveculture.sentences import decimal
from positiveculture.testing import strategies as pcs

EXAMPLES = Path(__file__).parents[2] / "examples"
WIGAN = pc.get_framework("wigan-progress")

services = pcs.frameworks().flatmap(
    lambda framework: st.tuples(
        st.just(framework), st.lists(pcs.strategies_for(framework).assessments(), min_size=1, max_size=6)
    )
)


def named(assessments: list[pc.Assessment]) -> list[pc.Assessment]:
    """Return assessments, each of a service of its own."""
    return [attrs.evolve(each, service=f"S{place}") for place, each in enumerate(assessments)]


def wigan(service: str, year: int, basis: str = "self", **levels: int) -> pc.Assessment:
    """Return an assessment in the spring of a year, every topic at 3 but for those that are given."""
    responses = {topic.id: 3 for topic in WIGAN.topics} | {
        id_.replace("_", "-"): level for id_, level in levels.items()
    }
    day = date(year, 3, 31)
    return pc.Assessment(
        framework=WIGAN.id, edition="2017", service=service, assessed_on=day, responses=responses, basis=basis
    )


def asked(blocker: pc.Blocker) -> object:
    """Return what a blocker asks for, whatever there is now."""
    match blocker:
        case Below(topic, needs) | Unanswered(topic, needs):
            return topic, needs
        case NeedsEvidence():
            return blocker.topic, f"evidence {blocker.of_kind}"
        case ShareBelow():
            return None, decimal(blocker.needs)
        case _:
            return None


def needed(one: Obstacle) -> object:
    """Return what an obstacle asks for, as `asked` says it of a blocker."""
    if one.kind == "evidence":
        return f"evidence {one.needs}"
    return None if one.kind == "answer" else one.needs


@given(services)
def test_each_obstacle_counts_the_services_that_it_stands_in_the_way_of(
    case: tuple[pc.Framework, list[pc.Assessment]],
) -> None:
    """Law: a requirement counts every service in whose way it stands, once, and those who have not answered apart."""
    framework, assessments = case
    found = roll_up(framework, named(assessments))
    counts: Counter[tuple[str, object]] = Counter()
    open_: Counter[tuple[str, object]] = Counter()
    for each in named(assessments):
        for verdict in pc.evaluate(framework, each):
            reasons = list(flatten(verdict.blockers))
            counts.update({(verdict.award.id, what) for one in reasons if (what := asked(one)) is not None})
            open_.update({(verdict.award.id, asked(one)) for one in reasons if isinstance(one, Unanswered)})
    told = [one for one in found.obstacles if one.kind != "nothing-to-judge"]
    keys = [(one.award, (one.topic, needed(one))) for one in told]

    assert dict(zip(keys, (one.services for one in told), strict=True)) == counts
    assert {key: one.unanswered for key, one in zip(keys, told, strict=True) if one.unanswered} == open_
    assert [one.services for one in found.obstacles] == sorted((one.services for one in found.obstacles), reverse=True)


@given(services)
def test_every_service_is_there_in_the_order_given(case: tuple[pc.Framework, list[pc.Assessment]]) -> None:
    """Law: services stay in the order given, whatever they indicate, and each is counted at what it indicates."""
    framework, assessments = case
    found = roll_up(framework, named(assessments))

    assert [each.service for each in found.services] == [each.service for each in named(assessments)]
    assert sum(found.indicated.values()) == len(assessments)
    for each, assessment in zip(found.services, named(assessments), strict=True):
        assert each.outcome.indicated == pc.evaluate(framework, assessment).indicated
        assert found.indicated[each.outcome.indicated] > 0


def test_the_latest_counts_and_the_one_before_shows_movement() -> None:
    """Each service counts by its latest assessment; who moved is seen from the one before of the same judgement."""
    found = roll_up(
        WIGAN,
        [
            wigan("Ash", 2026, dignity=5, meetings=2),
            wigan("Ash", 2024, dignity=1),
            wigan("ASH ", 2025),
            wigan("Ash", 2026, basis="reviewed", dignity=2),
            wigan("Elm", 2026),
            wigan("Elm", 2025),
            wigan("Oak", 2026),
        ],
    )
    ash, elm, oak = found.services

    assert (ash.outcome.assessment.basis, ash.earlier, ash.changes, ash.moved) == ("reviewed", None, (), False)
    assert (elm.moved, elm.higher, elm.lower) == (False, 0, 0)
    assert oak.earlier is None
    again = roll_up(WIGAN, [wigan("Ash", 2025), wigan("Ash", 2026, dignity=5, meetings=2)]).services[0]
    assert (again.higher, again.lower, again.moved, len(again.changes)) == (1, 1, True, 2)
    assert found.moved == ()


def test_by_name() -> None:
    """Sorted by name, capitals make no difference."""
    found = roll_up(WIGAN, [wigan("elm", 2026), wigan("Oak", 2026), wigan("Ash", 2026)], by_name=True)
    assert [each.service for each in found.services] == ["Ash", "elm", "Oak"]


def test_what_cannot_be_seen_together() -> None:
    """No assessment at all, and two that cannot be told apart, are refused with every problem at once."""
    with pytest.raises(InvalidRollup, match="no assessments"):
        roll_up(WIGAN, [])
    twice = [wigan(name, 2026) for name in ("Ash", "Ash", "Elm", "Elm")]
    with pytest.raises(InvalidRollup) as caught:
        roll_up(WIGAN, twice)
    assert [problem.params["day"] for problem in caught.value.problems] == ["2026-03-31"] * 2
    with pytest.raises(pc.InvalidAssessment):
        roll_up(WIGAN, [attrs.evolve(wigan("Ash", 2026), framework="other")])


def test_the_floor_is_counted() -> None:
    """What is below every award counts at the floor, where the framework has one."""
    cqc = pc.get_framework("cqc-style-well-led")
    lowest = pc.Assessment(
        framework=cqc.id,
        edition=cqc.edition,
        service="Ash",
        assessed_on=date(2026, 3, 31),
        responses={topic.id: 1 for topic in cqc.topics},
    )
    found = roll_up(cqc, [lowest])

    assert found.indicated == {"outstanding": 0, "good": 0, "requires-improvement": 0, "inadequate": 1, None: 0}
    assert [one.needs for one in found.obstacles if one.kind == "points"] == ["39", "63", "88", "88"]


def test_evidence_that_is_missing_stands_in_the_way() -> None:
    """Evidence of a kind that an award asks for is an obstacle of its topic, by that kind."""
    award = attrs.evolve(WIGAN.awards[0], rule=pc.Evidenced(["dignity"], kind="link"))
    framework = attrs.evolve(WIGAN, awards=[award], cases=[])

    assert roll_up(framework, [wigan("Ash", 2026), wigan("Elm", 2026)]).obstacles == (
        Obstacle("bronze", "evidence", "dignity", "link", services=2, unanswered=0),
    )


def test_files_and_json() -> None:
    """The examples of Wigan are two services; as JSON, each has its levels and what changed since."""
    files = [EXAMPLES / f"{name}.toml" for name in ("rivington-2025", "halfway-2026", "rivington-2026")]
    told = rollup_to_dict(read_rollup(files))

    assert [each["service"] for each in told["services"]] == ["Rivington Home Care", "Anglezarke Care at Home"]
    assert told["services"][0]["since"]["assessed_on"] == "2025-03-28"
    assert len(told["services"][0]["since"]["changes"]) == 22
    assert told["services"][1]["since"] is None
    assert told["indicated"][2] == {"award": "bronze", "services": 1}
    assert {"award", "kind", "topic", "needs", "services", "unanswered"} == told["obstacles"][0].keys()


def test_every_problem_of_every_file(tmp_path: Path) -> None:
    """Files that cannot be read, and those of another framework, are refused together, each by its name."""
    (tmp_path / "bad.toml").write_text("[responses]\n", encoding="utf-8")
    with pytest.raises(InvalidRollup) as caught:
        read_rollup([EXAMPLES / "rivington-2026.toml", tmp_path / "bad.toml", EXAMPLES / "cqc-rivington-2026.toml"])
    assert len(caught.value.problems) >= 2
    assert "bad.toml" in str(caught.value)


def test_a_rollup_is_a_value() -> None:
    """Two rollups of the same assessments are equal."""
    assert isinstance(roll_up(WIGAN, [wigan("Ash", 2026)]), Rollup)
    assert roll_up(WIGAN, [wigan("Ash", 2026)]) == roll_up(WIGAN, [wigan("Ash", 2026)])
