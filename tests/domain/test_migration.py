"""Migrations by example: what becomes of levels, notes, plans, cases, awards and histories."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs
import pytest

import positiveculture as pc
from positiveculture.errors import InvalidMigration, WrongArgument
from positiveculture.formats.migration import (
    Effect,
    Migration,
    Retired,
    TopicMigration,
    TopicSource,
    chain_between,
    find_migrations,
    migrate,
    preview,
    topic_maps,
    totals,
)
from positiveculture.kept import Kept
from positiveculture.plan import KeptPlan

DAY = date(2026, 3, 31)
LADDER = pc.Scale("ladder", [pc.Level(number, str(number)) for number in range(1, 6)])
FOUR = pc.Scale("four", [pc.Level(number, str(number)) for number in range(1, 5)])


def topic(id_: str, **more: Any) -> pc.Topic:
    """Return a topic of nothing but its scale."""
    return pc.Topic(id=id_, title=id_.capitalize(), **more)


def edition(text: str, *topics: pc.Topic, awards: tuple[pc.Award, ...] = ()) -> pc.Framework:
    """Return an edition of an invented framework."""
    source = pc.Source(title="Invented", publisher="Nobody", rights="None")
    return pc.Framework(id="invented", edition=text, title="Invented", source=source, topics=topics, awards=awards)


OLD = edition(
    "1",
    topic("calls", scale=LADDER, allows_not_applicable=True),
    topic("letters", scale=LADDER, allows_not_applicable=True),
    topic("rota", scale=LADDER),
    topic("songs"),
    awards=(
        pc.Award(id="bronze", title="Bronze", rule=pc.AtLeast("calls", 2)),
        pc.Award(id="silver", title="Silver", rule=pc.All((pc.Holds("bronze"), pc.AtLeast("letters", 3)))),
        pc.Award(id="star", title="Star", rule=pc.AtLeast("rota", 2), rank=5),
    ),
)
NEW = edition(
    "2",
    topic("contact", scale=LADDER, allows_not_applicable=True),
    topic("hours", scale=FOUR),
    topic("music"),
    topic("digital", scale=LADDER),
    awards=(
        pc.Award(id="bronze", title="Bronze", rule=pc.AtLeast("contact", 2)),
        pc.Award(id="silver", title="Silver", rule=pc.All((pc.Holds("bronze"), pc.AtLeast("digital", 2)))),
        pc.Award(id="sun", title="Sun", rule=pc.AtLeast("hours", 2), rank=5),
    ),
)
HOURS = {1: 1, 2: 1, 3: 2, 4: 3, 5: 4}
MIGRATION = Migration(
    source=OLD,
    target=NEW,
    topics=[
        TopicMigration("contact", ["calls", "letters"]),
        TopicMigration("hours", [TopicSource("rota", HOURS)]),
        TopicMigration("music", ["songs"]),
        TopicMigration("digital", ask="Nothing was asked about it."),
    ],
    awards={"star": "sun"},
)


def said(responses: Mapping[str, pc.Response | int], **more: Any) -> pc.Assessment:
    """Return an assessment against the old edition."""
    return pc.Assessment(
        framework="invented", edition="1", service="Elm House", assessed_on=DAY, responses=responses, **more
    )


def test_merged_ratings_are_the_lowest_and_keep_what_was_written() -> None:
    """A merged rating is the lowest of its sources, with the notes and the evidence of all; the old ones are kept."""
    piece = pc.Evidence("Log")
    old = said({"calls": pc.Rating(4, "Calls.", [piece]), "letters": pc.Rating(2, "Letters.", [piece])})
    moved = pc.migrate(MIGRATION, old)

    assert moved.responses == {"contact": pc.Rating(2, "Calls.\n\nLetters.", [piece])}
    (kept,) = moved.kept
    assert dict(kept.responses) == dict(old.responses)
    assert dict(kept.titles) == {each: OLD.topic(each).title for each in ("calls", "letters")}


@pytest.mark.parametrize(
    "responses",
    [{"calls": 4}, {"calls": 4, "letters": pc.NotApplicable("No post.")}],
)
def test_half_of_a_merged_topic_is_asked_anew(responses: dict[str, pc.Response | int]) -> None:
    """Where one source is unanswered or not applicable, nothing is made up for the whole."""
    moved = pc.migrate(MIGRATION, said(responses))
    assert "contact" not in moved.responses
    assert dict(moved.kept[0].responses) == dict(said(responses).responses)


def test_all_not_applicable_stays_so() -> None:
    """Where every source is not applicable, so is the new topic, with each reason once."""
    both = {"calls": pc.NotApplicable("No phone."), "letters": pc.NotApplicable("No post.")}
    assert pc.migrate(MIGRATION, said(both)).responses == {"contact": pc.NotApplicable("No phone.; No post.")}


def test_levels_are_mapped_and_never_scaled() -> None:
    """A rescaled level is what the map says; the old one is kept."""
    moved = pc.migrate(MIGRATION, said({"rota": pc.Rating(3, "Weekly.", carried_from=date(2025, 1, 1))}))
    assert moved.responses == {"hours": pc.Rating(2, "Weekly.", carried_from=date(2025, 1, 1))}
    assert moved.kept == (
        Kept(
            edition="1",
            responses={"rota": pc.Rating(3, "Weekly.", carried_from=date(2025, 1, 1))},
            titles={"rota": "Rota"},
        ),
    )


def test_a_certificate_stays_with_its_edition() -> None:
    """An award that was given is of the edition that it was given under, and judged by no other."""
    gold = pc.Certificate(award="star", awarded_on=date(2025, 1, 1))
    moved = pc.migrate(MIGRATION, said({}, certificates=[gold]))
    assert moved.certificates == (attrs.evolve(gold, edition="1"),)
    moved.validate(NEW)
    with pytest.raises(pc.InvalidAssessment, match='no award "star"'):
        attrs.evolve(moved, certificates=[attrs.evolve(gold, edition="2")]).validate(NEW)


def test_what_would_become_of_each_award() -> None:
    """Kept, lost, gained, open with the question that decides it, or without an award in its place."""
    whole = preview([MIGRATION], said({"calls": 4, "letters": 4, "rota": 2}))
    assert [(each.effect, each.old, each.new, each.questions) for each in whole.effects] == [
        (Effect.KEEPS, "bronze", "bronze", ()),
        (Effect.MAY_LOSE, "silver", "silver", ("digital",)),
        (Effect.LOSES, "star", "sun", ()),
    ]
    assert whole.asked == ("music", "digital")
    ending = attrs.evolve(MIGRATION, target=attrs.evolve(NEW, awards=NEW.awards[:2]), awards={})
    assert preview([ending], said({"rota": 2})).effects[0].effect is Effect.ENDS
    assert [(each.old, each.counts) for each in totals([whole, whole])] == [
        ("bronze", {Effect.KEEPS: 2}),
        ("silver", {Effect.MAY_LOSE: 2}),
        ("star", {Effect.LOSES: 2}),
    ]


def test_a_new_award_is_gained() -> None:
    """An award that takes the place of none, and is met, is gained."""
    free = pc.Award(id="free", title="Free", rule=pc.Answered(["hours"]), rank=9)
    more = attrs.evolve(MIGRATION, target=attrs.evolve(NEW, awards=[*NEW.awards, free]))
    found = preview([more], said({"rota": 1}))
    assert [(each.effect, each.old, each.new) for each in found.effects] == [(Effect.GAINS, None, "free")]
    other = attrs.evolve(MIGRATION, awards={"bronze": "sun", "star": "sun"})
    gained = preview([other], said({"rota": 3, "calls": 1}))
    assert [(each.effect, each.old) for each in gained.effects] == [(Effect.KEEPS, "star")]
    moved = preview([attrs.evolve(MIGRATION, awards={"silver": "sun"})], said({"rota": 3}))
    assert [(each.effect, each.old, each.new) for each in moved.effects] == [
        (Effect.GAINS, "silver", "sun"),
        (Effect.ENDS, "star", None),
    ]


def test_the_questions_of_an_award_that_is_included() -> None:
    """Where an award waits for one that it includes, the questions of that one decide it too."""
    bronze = pc.Award(id="bronze", title="Bronze", rule=pc.AtLeast("digital", 2))
    silver = pc.Award(id="silver", title="Silver", rule=pc.All((pc.Holds("bronze"), pc.AtLeast("contact", 2))))
    migration = attrs.evolve(MIGRATION, target=attrs.evolve(NEW, awards=[bronze, silver]), awards={})
    found = preview([migration], said({"calls": 4, "letters": 4}))
    assert [(each.new, each.questions) for each in found.effects] == [
        ("bronze", ("digital",)),
        ("silver", ("digital",)),
    ]


def test_a_share_names_its_open_topics() -> None:
    """Where points decide, the open topics that count are the questions."""
    rule = pc.Share(80, ["contact", "digital"])
    target = attrs.evolve(NEW, awards=[pc.Award(id="bronze", title="Bronze", rule=rule)])
    found = preview([attrs.evolve(MIGRATION, target=target, awards={})], said({"calls": 4, "letters": 4}))
    assert found.effects[0].questions == ("digital",)


def test_what_becomes_of_a_plan() -> None:
    """Actions go to every topic that comes from theirs, with their levels; what has no place is kept."""
    actions = [
        pc.Action(topic="calls", from_level=2, to_level=3, who="Ann"),
        pc.Action(topic="rota", from_level=2, to_level=3),
    ]
    plan = pc.ActionPlan(
        framework="invented",
        edition="1",
        service="Elm House",
        award="star",
        priorities=[pc.Priority("rota", "Tired.")],
        actions=actions,
    )
    moved = pc.migrate(MIGRATION, plan)
    assert (moved.award, moved.migrated_from) == ("sun", "1")
    assert moved.actions == (
        attrs.evolve(actions[0], topic="contact"),
        pc.Action(topic="hours", from_level=1, to_level=2),
    )
    assert moved.priorities == (pc.Priority("hours", "Tired."),)
    assert moved.kept == (KeptPlan(edition="1", actions=[actions[1]], titles={"rota": "Rota"}),)
    assert pc.migrate(MIGRATION, attrs.evolve(plan, award=None, actions=[], priorities=[])).kept == ()


def test_what_becomes_of_a_reference_case() -> None:
    """The answers move; what they have to come to is for a person to work out."""
    case = pc.ReferenceCase("One", {"rota": 3}, "star", {"star": "met"})
    assert pc.migrate(MIGRATION, case) == pc.ReferenceCase("One", {"hours": 2})


def test_nothing_else_moves() -> None:
    """What is no record, or of another edition, is refused."""
    with pytest.raises(WrongArgument, match="an Assessment, an ActionPlan or a ReferenceCase is needed"):
        migrate(MIGRATION, OLD)  # type: ignore[type-var]
    with pytest.raises(pc.InvalidAssessment, match="no edition"):
        migrate(MIGRATION, attrs.evolve(said({}), edition="0"))


def test_wrong_values_in_python_are_refused() -> None:
    """What is made in Python is checked as what a file says."""
    with pytest.raises(InvalidMigration) as caught:
        Migration(source=OLD, target=OLD, topics="all", retired=5, awards=3)  # type: ignore[arg-type]
    assert {each.code for each in caught.value.problems} == {"migration-circle", "not-a-list"}
    other = attrs.evolve(NEW, id="another")
    with pytest.raises(InvalidMigration, match='is "another", but this is "invented"'):
        attrs.evolve(MIGRATION, target=other)
    with pytest.raises(InvalidMigration) as caught:
        attrs.evolve(
            MIGRATION, topics=[TopicMigration("contact", 5), TopicMigration("hours", [TopicSource("rota", 5)])]
        )
    assert {each.code for each in caught.value.problems} == {"not-a-list"}
    with pytest.raises(InvalidMigration) as caught:
        attrs.evolve(
            MIGRATION,
            topics=[*MIGRATION.topics, MIGRATION.topics[0], TopicMigration("nowhere", ["calls"])],
            retired=[Retired("none", "Why."), Retired("songs", "Why.")],
            awards={"none": "sun", "star": "none"},
        )
    assert {each.code for each in caught.value.problems} == {
        "not-unique",
        "unknown-topic",
        "retired-and-used",
        "unknown-award",
    }
    assert repr(MIGRATION) == "<Migration invented@1--2: 4 topics>"
    assert MIGRATION.problems() == ()


def test_reverse_scored_topics_merge_to_the_highest() -> None:
    """Where a high level is a bad sign, the worst is the highest, and maps keep that order."""
    bad = {"scale": LADDER, "reverse_scored": True}
    old = edition("1", topic("noise", **bad), topic("smells", **bad))
    new = edition("2", topic("nuisance", **bad))
    merged = Migration(source=old, target=new, topics=[TopicMigration("nuisance", ["noise", "smells"])])
    assert migrate(merged, said({"noise": 2, "smells": 4})).levels == {"nuisance": 4}
    with pytest.raises(InvalidMigration, match="is missing"):
        attrs.evolve(merged, target=edition("2", topic("nuisance", scale=LADDER)))


def test_a_history_of_two_editions() -> None:
    """Assessments of several editions are joined by a migration, and it is said which were moved."""
    later = pc.Assessment(
        framework="invented", edition="2", service="Elm House", assessed_on=date(2027, 3, 31), responses={"hours": 4}
    )
    history = pc.History([later, said({"rota": 3})], migrations=[MIGRATION], framework=NEW)
    assert [each.edition for each in history.assessments] == ["2", "2"]
    assert [each.migrated_from for each in history.migrated] == ["1"]
    assert [(each.topic, each.from_level, each.to_level) for each in history.changes] == [("hours", 2, 4)]
    assert pc.history_to_dict(history)["migrated_from"] == ["1", ""]
    with pytest.raises(pc.Invalid, match="`edition`: differs"):
        pc.History([later, said({})])
    with pytest.raises(pc.Invalid, match="`edition`: differs"):
        pc.History(
            [later, said({}), attrs.evolve(said({}), edition="0", assessed_on=DAY.replace(year=2020))],
            migrations=[MIGRATION],
        )


def test_chains() -> None:
    """The shortest of chains that agree is taken; a topic that comes by two ways has the worst of both."""
    middle = edition("m", topic("one", scale=LADDER), topic("two", scale=LADDER))
    first = Migration(
        source=edition("a", topic("one", scale=LADDER)),
        target=middle,
        topics=[
            TopicMigration("one", ["one"]),
            TopicMigration("two", [TopicSource("one", {1: 1, 2: 1, 3: 2, 4: 3, 5: 4})]),
        ],
    )
    end = edition("z", topic("one", scale=LADDER))
    then = Migration(source=middle, target=end, topics=[TopicMigration("one", ["one", "two"])])
    direct = Migration(
        source=first.source,
        target=end,
        topics=[TopicMigration("one", [TopicSource("one", {1: 1, 2: 1, 3: 2, 4: 3, 5: 4})])],
    )
    assert chain_between([first, then, direct], "a", "z") == (direct,)
    plain = attrs.evolve(direct, topics=[TopicMigration("one", ["one"])])
    with pytest.raises(InvalidMigration, match="do not agree"):
        chain_between([first, then, plain], "a", "z")


def test_what_is_merged_with_a_new_topic_waits_for_it() -> None:
    """A topic that one edition asks anew and the next merges leaves no level: a chain with one agrees with none."""
    first, middle, last = (
        edition(name, *(topic(each, scale=LADDER) for each in topics))
        for name, topics in (("a", ("calls",)), ("m", ("calls", "letters")), ("z", ("calls",)))
    )
    asked = Migration(
        source=first, target=middle, topics=[TopicMigration("calls", ["calls"]), TopicMigration("letters", ask="New.")]
    )
    merged = Migration(source=middle, target=last, topics=[TopicMigration("calls", ["calls", "letters"])])
    direct = Migration(source=first, target=last, topics=[TopicMigration("calls", ["calls"])])

    assert topic_maps([asked, merged]) == {"calls": {"calls": {}}}
    with pytest.raises(InvalidMigration, match="do not agree"):
        chain_between([asked, merged, direct], "a", "z")


def test_nothing_leads_there() -> None:
    """Where nothing that is installed leads from one edition to another, the error says what there is."""
    with pytest.raises(pc.Unknown, match='no migration "wigan-progress@2017--2030"'):
        find_migrations("wigan-progress", "2017", "2030")


def test_a_preview_is_of_a_day() -> None:
    """Evidence that lapses counts before and after the move as it does on the day that is asked for."""
    needs = (pc.Award(id="seen", title="Seen", rule=pc.Evidenced(["rota"])),)
    old = attrs.evolve(OLD, awards=needs)
    new = attrs.evolve(OLD, edition="2", awards=needs)
    same = [TopicMigration(each.id, [each.id]) for each in old.topics]
    shown = said({"rota": pc.Rating(3, "", [pc.Evidence("A book", lapses_on=date(2027, 1, 1))])})
    assessment = attrs.evolve(shown, edition="1")
    migration = Migration(source=old, target=new, topics=same)
    found = [preview([migration], assessment, on=day) for day in (None, date(2027, 1, 1))]

    assert [[each.effect for each in one.effects] for one in found] == [[Effect.KEEPS], []]
    assert [one.before.on == one.after.on for one in found] == [True, True]
