"""Laws of migrations: total, nothing lost, monotone, identity, composition; the preview is exact, by brute force."""

import json
from collections.abc import Callable, Iterator
from functools import reduce

import attrs
import pytest
import reference
from hypothesis import HealthCheck, Phase, find, given, settings, strategies as st
from small import small_frameworks

from positiveculture import Assessment, Framework, Migration, Rating, State, evaluate, migrate
from positiveculture.assessment import NotApplicable, Reflection, Response
from positiveculture.formats.assessment import assessment_from_dict, assessment_to_dict
from positiveculture.formats.migration import (
    Effect,
    chain_between,
    migration_from_dict,
    migration_to_dict,
    preview,
    topic_maps,
)
from positiveculture.formats.plan import plan_from_dict, plan_to_dict
from positiveculture.migration.moving import migrate_for_rules
from positiveculture.migration.values import TopicMigration
from positiveculture.plan import ActionPlan
from positiveculture.testing import strategies as pcs

untimed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@untimed
@given(pcs.migrated_cases())
def test_every_assessment_moves(case: tuple[Migration, Assessment]) -> None:
    """Total: what fits the old edition has a form that fits the new one, and reads back equal from its file."""
    migration, assessment = case
    moved = migrate(migration, assessment)

    moved.validate(migration.target)
    payload = json.loads(json.dumps(assessment_to_dict(moved)))
    assert assessment_from_dict(payload, migration.target) == moved
    assert moved.assessed_on == assessment.assessed_on
    assert moved.migrated_from == (assessment.migrated_from or migration.source.edition)


def said(assessment: Assessment) -> Iterator[Response]:
    """Yield everything that is said, in the responses or kept."""
    yield from assessment.responses.values()
    yield from (response for each in assessment.kept for _, response in each.responses)


@untimed
@given(pcs.migrated_cases())
def test_nothing_is_lost(case: tuple[Migration, Assessment]) -> None:
    """Each old response is there as it was, in a response or kept, and so is all else; nothing is added."""
    migration, assessment = case
    moved = migrate(migration, assessment)

    found = list(said(moved))
    assert all(response in found for response in said(assessment))
    for field in ("mode", "service_model"):
        values = [getattr(moved, field), *(getattr(each, field) for each in moved.kept)]
        assert getattr(assessment, field) in values
    assert [attrs.evolve(each, edition="") for each in moved.certificates] == [
        attrs.evolve(each, edition="") for each in assessment.certificates
    ]
    written = {piece for each in said(assessment) if not isinstance(each, NotApplicable) for piece in each.evidence}
    assert {piece for topic in moved.responses for piece in moved.evidence(topic)} <= written


@untimed
@given(pcs.migrations().flatmap(lambda each: st.tuples(st.just(each), pcs.strategies_for(each.source).ordered_pairs())))
def test_raising_an_old_answer_lowers_no_new_one(case: tuple[Migration, tuple[Assessment, Assessment]]) -> None:
    """Monotone: what is answered of the weaker is answered of the stronger, no worse, with no less evidence."""
    migration, pair = case
    weaker, stronger = (migrate(migration, each) for each in pair)

    for topic, response in weaker.responses.items():
        assert topic in stronger.responses
        if isinstance(response, Rating):
            scored = migration.target.topics_by_id[topic].scored
            assert scored(stronger.levels[topic]) >= scored(response.level)
        assert set(weaker.evidence(topic)) <= set(stronger.evidence(topic))


@untimed
@given(pcs.assessed())
def test_identity_changes_nothing(case: tuple[Framework, Assessment]) -> None:
    """A migration that keeps every topic changes nothing but the edition."""
    framework, assessment = case
    new = attrs.evolve(framework, edition="next")
    topics = [TopicMigration(topic, [topic]) for topic in framework.topics_by_id]
    moved = migrate(Migration(source=framework, target=new, topics=topics), assessment)

    certificates = [attrs.evolve(each, edition=each.edition or framework.edition) for each in assessment.certificates]
    was = attrs.evolve(
        assessment,
        edition="next",
        migrated_from=assessment.migrated_from or framework.edition,
        certificates=certificates,
    )
    # A reflection that says nothing is no answer, and is kept.
    empty = {topic for topic, each in assessment.responses.items() if each == Reflection()}
    rest = {topic: each for topic, each in assessment.responses.items() if topic not in empty}
    assert moved == attrs.evolve(was, responses=rest, kept=moved.kept)
    assert {topic for each in moved.kept[len(assessment.kept) :] for topic, _ in each.responses} == empty


@st.composite
def chains(draw: st.DrawFn) -> tuple[Migration, Migration]:
    """Two migrations, one after the other."""
    first = draw(pcs.migrations(edition="second"))
    return first, draw(pcs.migrations(st.just(first.target), edition="third"))


@untimed
@given(chains().flatmap(lambda pair: st.tuples(st.just(pair), pcs.strategies_for(pair[0].source).assessments())))
def test_maps_compose(case: tuple[tuple[Migration, Migration], Assessment]) -> None:
    """Composition: moving twice gives the levels of the composed maps, wherever all sources are rated."""
    chain, assessment = case
    moved = reduce(lambda record, migration: migrate(migration, record), chain, assessment)

    for topic, sources in topic_maps(chain).items():
        levels = [found.get(assessment.levels.get(source, -99)) for source, found in sources.items()]
        whole = bool(levels) and None not in levels
        assert (topic in moved.levels) == whole
        if whole:
            worst = max if chain[1].target.topics_by_id[topic].reverse_scored else min
            assert moved.levels[topic] == worst(level for level in levels if level is not None)
    assert moved.migrated_from == (assessment.migrated_from or chain[0].source.edition)


@untimed
@given(chains())
def test_a_chain_is_found(chain: tuple[Migration, Migration]) -> None:
    """However migrations are given, a chain that leads from one edition to another is found in its order."""
    ends = chain[0].source.edition, chain[1].target.edition
    if len({*ends, "second"}) == len((*ends, "second")):
        assert chain_between(chain[::-1], *ends) == chain
        assert chain_between(chain, *ends[::-1]) == ()


@untimed
@given(pcs.migrated_cases())
def test_the_quick_way_agrees(case: tuple[Migration, Assessment]) -> None:
    """What the preview judges by is judged as what is written is."""
    migration, assessment = case
    quick, whole = migrate_for_rules(migration, assessment), migrate(migration, assessment)
    assert evaluate(migration.target, quick).blockers == evaluate(migration.target, whole).blockers


@settings(untimed, max_examples=60)
@given(pcs.migrated_cases(small_frameworks(max_topics=3, max_awards=2, max_depth=2)))
def test_the_preview_is_exact(case: tuple[Migration, Assessment]) -> None:
    """What becomes of each award is what moving, and then trying every way to answer the open questions, says."""
    migration, assessment = case
    moved = migrate(migration, assessment)
    open_ = [topic for topic in migration.target.topics_by_id if topic not in moved.responses]
    if len(open_) > 3:
        return
    after: dict[str, set[str]] = {award.id: set() for award in migration.target.awards}
    for complete in reference.completions(migration.target, moved):
        for award, seen in after.items():
            seen.add(complete.award(award))
    states = {award: reference.state(seen) for award, seen in after.items()}
    before = {v.award.id for v in evaluate(migration.source, assessment) if v.state is State.MET}
    wanted = {State.MET: Effect.KEEPS, State.UNDECIDED: Effect.MAY_LOSE, State.NOT_MET: Effect.LOSES}

    found = preview([migration], assessment)

    held = {each.old: each for each in found.effects if each.effect is not Effect.GAINS}
    assert held.keys() == before
    for old, each in held.items():
        assert each.new == migration.new_award[str(old)]
        assert each.effect is (Effect.ENDS if each.new is None else wanted[states[each.new]])
        assert set(each.questions) <= set(open_)
    gained = [each.new for each in found.effects if each.effect is Effect.GAINS]
    already = {each.new for each in held.values()}
    assert sorted(map(str, gained)) == sorted(
        award for award, state in states.items() if state is State.MET and award not in already
    )
    assert found.asked == tuple(open_)


@untimed
@given(pcs.migrations())
def test_migrations_read_back_equal(migration: Migration) -> None:
    """What is written of a migration is read back equal."""
    payload = json.loads(json.dumps(migration_to_dict(migration)))
    assert migration_from_dict(payload, migration.source, migration.target) == migration


@untimed
@given(pcs.migrated_plans())
def test_every_plan_moves(case: tuple[Migration, ActionPlan]) -> None:
    """What fits the old edition fits the new one, reads back equal, and loses no action, priority or award."""
    migration, plan = case
    moved = migrate(migration, plan)

    moved.validate(migration.target)
    assert plan_from_dict(json.loads(json.dumps(plan_to_dict(moved))), migration.target) == moved
    actions = [*moved.actions, *(each for kept in moved.kept for each in kept.actions)]
    words = {(each.towards, each.first_step, each.who, each.by_when, each.done_on) for each in actions}
    assert {(each.towards, each.first_step, each.who, each.by_when, each.done_on) for each in plan.actions} <= words
    why = {each.why for each in [*moved.priorities, *(one for kept in moved.kept for one in kept.priorities)]}
    assert {each.why for each in plan.priorities} <= why
    if plan.award is not None:
        assert moved.award == migration.new_award[plan.award]
        assert moved.award is not None or plan.award in [kept.award for kept in moved.kept]


def _renamed(each: TopicMigration) -> bool:
    return len(each.sources) == 1 and each.sources[0].topic != each.topic


def _split(migration: Migration) -> bool:
    return any(len(new) > 1 for new in migration.new_topics.values())


def _reflected(migration: Migration) -> bool:
    scales = migration.source.scope.scales
    return any(not move.rated and any(scales[one] for one in move.sources) for move in migration.moves.every)


#: Every way in which an edition can differ from the one before.
WAYS: dict[str, Callable[[Migration], bool]] = {
    "a topic is kept": lambda m: any(each.topic in [one.topic for one in each.sources] for each in m.topics),
    "a topic is renamed": lambda m: any(map(_renamed, m.topics)),
    "topics are merged": lambda m: any(len(each.sources) > 1 for each in m.topics),
    "a topic is split": _split,
    "a topic is retired": lambda m: bool(m.retired),
    "a topic is asked": lambda m: any(not each.sources for each in m.topics),
    "levels are mapped": lambda m: any(one.levels for each in m.topics for one in each.sources),
    "a scale is dropped": _reflected,
    "an award is named": lambda m: bool(m.awards),
    "an award ends": lambda m: None in m.new_award.values(),
    "a mode is dropped": lambda m: len(m.target.modes) < len(m.source.modes),
    "a role is dropped": lambda m: len(m.target.roles) < len(m.source.roles),
}


@pytest.mark.parametrize("way", WAYS)
def test_editions_are_drawn_changed_in_every_way(way: str) -> None:
    """Among the editions that are drawn are some that differ in this way."""
    found = find(
        pcs.migrations(),
        WAYS[way],
        settings=settings(untimed, max_examples=500, phases=[Phase.generate], database=None),
    )
    assert WAYS[way](found)
