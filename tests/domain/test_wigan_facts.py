"""The facts of Progress for Wigan Ethical Homecare Providers: ids, numbers, minimums, tiers, labels."""

import json
from pathlib import Path

import attrs

from positiveculture import Assessment, AtLeast, Holds, evaluate, get_framework, route
from positiveculture.rules.kinds import walk
from positiveculture.testing.strategies import DAY

WIGAN = get_framework("wigan-progress")
SNAPSHOT = Path(__file__).with_name("wigan-progress.ids.json")

#: Each tier's topics, in the printed order, with the level that the tier asks for.
TIERS = {
    "bronze": {
        "dignity": 5,
        "life-history": 4,
        "what-matters": 5,
        "communication": 3,
        "health-and-independence": 3,
        "team-knows-each-other": 3,
        "family-information": 3,
        "staff-expectations": 3,
        "working-and-not-working": 5,
        "future-outcomes": 5,
    },
    "silver": {
        "choices-and-decisions": 3,
        "family-expertise": 3,
        "person-centred-skills": 4,
        "team-purpose": 4,
        "staff-opinions": 4,
    },
    "gold": {
        "community-and-relationships": 5,
        "shared-values": 5,
        "family-relationships": 5,
        "matching-and-rotas": 4,
        "values-based-recruitment": 4,
        "positive-risk": 4,
        "training-and-development": 4,
        "supervision": 4,
        "appraisal-and-development-plans": 4,
        "meetings": 4,
    },
}
TOPICS = [topic for tier in TIERS.values() for topic in tier]


def ids() -> dict[str, object]:
    """Return every id that recorded data relies on, in order."""
    return {
        "framework": WIGAN.id,
        "edition": WIGAN.edition,
        "topics": {str(topic.number): topic.id for topic in WIGAN.topics},
        "levels": {scale.id: [level.number for level in scale.levels] for scale in WIGAN.scales},
        "awards": [award.id for award in WIGAN.awards],
        "tools": [tool.id for tool in WIGAN.tools],
        "modes": [mode.id for mode in WIGAN.modes],
        "service_models": [model.id for model in WIGAN.service_models],
    }


def test_ids_are_never_lost() -> None:
    """Ids change only where the snapshot is changed with them, and is reviewed as a difference."""
    assert json.loads(SNAPSHOT.read_text(encoding="utf-8")) == ids()


def test_topics() -> None:
    """The 25 topics are numbered as printed."""
    assert list(enumerate(TOPICS, 1)) == [(topic.number, topic.id) for topic in WIGAN.topics]


def test_levels() -> None:
    """All stand on one scale from 1 to 5, whose levels 1 and 2 share a label."""
    (scale,) = WIGAN.scales
    labels = [
        "Starting to look at it and act on it",
        "Starting to look at it and act on it",
        "Some progress",
        "Good progress",
        "Truly personalised",
    ]

    assert list(enumerate(labels, 1)) == [(level.number, level.label) for level in scale.levels]
    assert {scale} == {topic.scale for topic in WIGAN.topics}


def test_statements() -> None:
    """Each topic has a statement for each level, and none may be set aside."""
    for topic in WIGAN.topics:
        assert [statement.level for statement in topic.statements] == [1, 2, 3, 4, 5]
        assert not topic.allows_not_applicable


def test_tiers() -> None:
    """Each tier asks for its own topics at their minimums."""
    found = {
        award.id: {rule.topic: rule.level for rule in walk(award.rule) if isinstance(rule, AtLeast)}
        for award in WIGAN.awards
    }

    assert found == TIERS


def test_awards_are_cumulative() -> None:
    """Silver includes Bronze, and Gold includes Silver."""
    assert [(award.id, award.includes) for award in WIGAN.awards] == [
        ("bronze", ()),
        ("silver", ("bronze",)),
        ("gold", ("silver",)),
    ]
    assert [sum(isinstance(rule, Holds) for rule in walk(award.rule)) for award in WIGAN.awards] == [0, 1, 1]


def test_the_way_from_nothing() -> None:
    """From nothing to Gold is as many steps as the minimums add up to."""
    empty = Assessment(framework=WIGAN.id, edition="2017", service="Rivington Home Care", assessed_on=DAY)
    ones = attrs.evolve(empty, responses=dict.fromkeys(TOPICS, 1))
    total = sum(level for tier in TIERS.values() for level in tier.values())

    assert (total, total - 25) == (
        len(route(evaluate(WIGAN, empty), "gold").steps),
        len(route(evaluate(WIGAN, ones), "gold").steps),
    )
