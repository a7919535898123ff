"""What is published of what was counted, in small examples: groups, topics, spellings, releases and reports."""

from datetime import date
from fractions import Fraction
from typing import Any

import attrs
import pytest

from positiveculture import Assessment, Framework, Level, Panel, Principle, Scale, Source, Topic
from positiveculture.documents.panel import panel_document
from positiveculture.errors import InvalidPanel, InvalidRelease, WrongArgument
from positiveculture.panel.comparison import Comparison
from positiveculture.panel.counting import GroupTotals, scored_principles
from positiveculture.panel.distributions import Distribution
from positiveculture.panel.groups import key_of, spellings, unify, with_known_spellings
from positiveculture.panel.panel_report import PanelReport, released
from positiveculture.panel.protection import Group, Suppressed
from positiveculture.panel.release import Release, in_order
from positiveculture.panel.summary import Summary
from positiveculture.render.text import text

SECRET = b"known to this test"
THREE = Scale("three", [Level(number, str(number)) for number in (1, 2, 3)])
FRAMEWORK = Framework(
    id="voices",
    edition="1",
    title="Voices",
    source=Source(title="Voices", publisher="Nobody", rights="invented"),
    principles=[Principle("calm", "Calm")],
    topics=[Topic(id=id_, title=id_.title(), principle="calm", scale=THREE) for id_ in ("rota", "breaks")],
)
AVERAGED = attrs.evolve(FRAMEWORK, averages="The mean of the items.")


def reply(rota: int | None, breaks: int | None = 2, day: date = date(2026, 3, 31)) -> Assessment:
    """Return what one person said."""
    levels = {"rota": rota, "breaks": breaks}
    given = {id_: level for id_, level in levels.items() if level is not None}
    return Assessment(framework="voices", edition="1", service="Smithills", assessed_on=day, responses=given)


def teams(**sizes: int) -> Panel:
    """Return a panel of teams of those sizes, who answer in turn."""
    groups = [(team,) for team, size in sizes.items() for _ in range(size)]
    return Panel([reply(1 + place % 3) for place in range(len(groups))], groups=groups)


def shown(summary: Summary, topic: str = "rota") -> set[Group]:
    """Return the groups whose figure is published."""
    return {group for group in summary.groups if isinstance(summary.figure(topic, group), Distribution)}


def test_a_small_team_is_suppressed_and_the_smallest_beside_it() -> None:
    """Otherwise the small one is what is left of the whole; the numbers who replied are those that were counted."""
    summary = teams(north=14, south=16, nights=6).summary(FRAMEWORK)

    assert shown(summary) == {(), ("south",)}
    assert {group: summary.replied(group) for group in summary.groups} == {
        (): 36,
        ("nights",): Suppressed.WOULD_REVEAL,
        ("north",): Suppressed.WOULD_REVEAL,
        ("south",): 16,
    }


def test_all_alike_is_shown_as_everything_else_is() -> None:
    """Where all give the same answer, there is a figure too: whether there is says nothing of what they gave."""
    alike = Panel([reply(3)] * 12).summary(FRAMEWORK, secret=SECRET)
    mixed = Panel([reply(1 + place % 3) for place in range(12)]).summary(FRAMEWORK, secret=SECRET)

    assert shown(alike) == shown(mixed) == {()}


def test_parts_add_up_to_the_whole() -> None:
    """The noise of the whole is that of its parts, so nobody sees two figures of the same people that disagree."""
    summary = teams(north=12, south=15).summary(FRAMEWORK)
    whole, north, south = (summary.figure("rota", group) for group in ((), ("north",), ("south",)))

    assert isinstance(whole, Distribution)
    assert isinstance(north, Distribution)
    assert isinstance(south, Distribution)
    assert whole.counts == tuple(a + b for a, b in zip(north.counts, south.counts, strict=True))
    assert [each.n for each in (whole, north, south)] == [27, 12, 15]


def test_a_topic_that_few_of_a_team_answered_is_suppressed_for_it() -> None:
    """Each topic is decided by how many answered it; a team that is not shown at all is not shown for any topic."""
    quiet = [attrs.evolve(reply(1), responses={"rota": 1})] * 8
    panel = Panel(
        [*quiet, *[reply(2)] * 6, *[reply(3)] * 14, *[reply(1)] * 15],
        groups=[("a",)] * 14 + [("b",)] * 14 + [("c",)] * 15,
    )
    summary = panel.summary(FRAMEWORK)

    assert shown(summary) == {(), ("a",), ("b",), ("c",)}
    assert shown(summary, "breaks") == {(), ("c",)}
    assert summary.figure("breaks", ("a",)) is Suppressed.WOULD_REVEAL
    lone = attrs.evolve(panel, assessments=[*quiet, *[attrs.evolve(reply(1), responses={"rota": 1})] * 35])
    assert {lone.summary(FRAMEWORK).figure("breaks", group) for group in summary.groups} == {Suppressed.TOO_FEW}


def test_scores_follow_from_figures_and_are_exact_where_nothing_is_protected() -> None:
    """Protected, a theme's score is the mean of its items' means; with a minimum of 1, that of the people's scores."""
    panel = Panel([*[reply(1, 3)] * 11, attrs.evolve(reply(1), responses={"rota": 3})])
    protected = panel.summary(AVERAGED, secret=SECRET)
    items = [mean for id_ in ("rota", "breaks") if isinstance(mean := protected.item_mean(id_), Fraction)]

    assert protected.mean("calm") == sum(items, start=Fraction(0)) / 2
    assert panel.summary(AVERAGED, min_respondents=1).mean("calm") == 2
    assert panel.summary(AVERAGED, min_respondents=1, missing_allowed=1).mean("calm") == Fraction(22 + 3, 12)


def test_totals_of_two_parts_of_a_group() -> None:
    """Replies, counts and scores are added up, whichever of the two has them."""
    one = GroupTotals(2, {"rota": (1, 1, 0)}, {"calm": (1, Fraction(2))})
    two = GroupTotals(
        3, {"rota": (0, 1, 1), "breaks": (1, 0, 0)}, {"calm": (2, Fraction(5)), "quiet": (1, Fraction(1))}
    )
    both = GroupTotals(
        5, {"rota": (1, 2, 1), "breaks": (1, 0, 0)}, {"calm": (3, Fraction(7)), "quiet": (1, Fraction(1))}
    )

    assert one + two == both == two + one


def test_a_theme_scores_who_left_out_no_more_than_is_allowed() -> None:
    """The mean of what was answered; nobody is scored by nothing."""
    strict, lenient = scored_principles(FRAMEWORK)[0], scored_principles(FRAMEWORK, 1)[0]

    assert [each.score({"rota": 3}) for each in (strict, lenient)] == [None, 3]
    assert [each.score({"rota": 3, "breaks": 1}) for each in (strict, lenient)] == [2, 2]
    assert scored_principles(FRAMEWORK, 2)[0].score({}) is None


def test_one_group_in_several_spellings() -> None:
    """Capitals, spaces and ways to write an accent make no other group; the spelling that most use is shown."""
    names = ["Care worker"] * 3 + ["care worker ", "Care  Worker", "Cafe\u0301", "Caf\u00e9"]
    panel = Panel([reply(1)] * 7, groups=[(name,) for name in names])

    assert panel.group_of_each == (("Care worker",),) * 5 + (("Cafe\u0301",),) * 2
    assert key_of(("CAF\u00c9 ",)) == ("caf\u00e9",)
    assert spellings({("a", "X"): 1, ("A", "x"): 3}) == {("a", "X"): ("A", "x"), ("A", "x"): ("A", "x")}
    assert unify([]) == ()
    known = with_known_spellings({("CARE WORKER",): 9, ("else",): 1}, panel.group_of_each)
    assert known == {("Care worker",): 9, ("else",): 1}
    rate = panel.summary(FRAMEWORK, min_respondents=1, invited={("care worker",): 10}).response_rate(("Care worker",))
    assert rate == 1 / 2


def release_of(panel: Panel, *since: Release) -> Release:
    """Return the release of a panel."""
    return released(panel, panel.summary(FRAMEWORK), since=since)


def test_a_release_says_what_it_is_of() -> None:
    """Its services, its days, and the days of the releases that it was given, in order of time."""
    waves = [
        Panel([reply(1 + place % 3, day=date(year, 5, 1 + place)) for place in range(12)])
        for year in (2026, 2024, 2025)
    ]
    first, second = release_of(waves[1]), release_of(waves[2])
    third = release_of(waves[0], second, first)

    assert (third.services, third.assessed_on) == (("Smithills",), (date(2026, 5, 1), date(2026, 5, 12)))
    assert third.since == (first.assessed_on, second.assessed_on)
    assert in_order((third, second, first)) == (first, second, third)
    assert [each.odds for each in (first, third)] == [9, 729]
    assert "Summary" not in repr(third)


def test_a_report_stands_beside_the_latest_release() -> None:
    """Before is what was published then; a group is the same if it is spelled otherwise."""
    then = attrs.evolve(teams(North=12, south=12), assessments=[reply(1, day=date(2025, 3, 31))] * 24)
    now = teams(north=12, west=12)
    old, before = release_of(attrs.evolve(then, assessments=[reply(1, day=date(2024, 3, 31))] * 24)), release_of(then)
    report = PanelReport(release=release_of(now, before, old), since=(before, old))
    alone = PanelReport(release=release_of(now))

    assert (report.before, report.earlier, report.protected) == (before, before.summary, True)
    assert (alone.before, alone.earlier, alone.since_before) == (None, None, ())
    assert [(each.group, each.against) for each in report.since_before] == [((), ()), (("north",), ("North",))]
    assert report.against_whole == tuple(Comparison(report.summary, report.summary, (g,)) for g in ("north", "west"))
    exact = released(now, now.summary(FRAMEWORK, min_respondents=1), by="folder")
    assert not PanelReport(release=exact).protected
    assert not attrs.evolve(report, since=(exact,)).protected
    assert (PanelReport(release=exact).by, PanelReport(release=exact).services) == ("folder", ["Smithills"])


def test_a_report_has_releases_of_days() -> None:
    """Days that are none, or of which the first is after the last, are refused with their place, now and before."""
    now = release_of(teams(all=12))
    wrong: list[tuple[Any, str, tuple[str, ...]]] = [
        (None, "not-a-list", ("release", "assessed_on")),
        ((date(2028, 1, 1), date(2026, 1, 1)), "days-order", ("assessed_on",)),
    ]
    for days, code, path in wrong:
        other = attrs.evolve(now, assessed_on=days)
        with pytest.raises(InvalidPanel) as refused:
            PanelReport(release=other)
        assert [(each.code, each.path) for each in refused.value.problems] == [(code, path)]
        with pytest.raises((InvalidPanel, InvalidRelease)) as before:
            PanelReport(release=now, since=(other,))
        assert [(each.code, each.path[:2]) for each in before.value.problems] == [(code, ("since", 0))]


def test_nothing_has_moved_since_a_day_to_come() -> None:
    """A release of later days is none of before; what is no release is refused too."""
    now, later = release_of(teams(all=12)), release_of(Panel([reply(1, day=date(2027, 3, 31))] * 12))
    with pytest.raises(InvalidPanel) as refused:
        PanelReport(release=now, since=(now, later))
    for junk in (None, "x", [None], now.summary):
        with pytest.raises(WrongArgument):
            PanelReport(release=now, since=junk)  # type: ignore[arg-type]
        with pytest.raises(WrongArgument):
            PanelReport(release=junk)  # type: ignore[arg-type]

    assert [(each.path, each.params["day"]) for each in refused.value.problems] == [(("since", 1), "2027-03-31")]


def test_a_slip_switches_no_protection_off() -> None:
    """True is no minimum of 1, and groups that are texts are told what they have to be."""
    panel: Any = teams(north=12)
    with pytest.raises(WrongArgument, match="`min_respondents`: an int is needed, not true"):
        panel.summary(FRAMEWORK, min_respondents=True)
    with pytest.raises(WrongArgument, match="`invited`: a Mapping from a tuple to an int is needed"):
        panel.summary(FRAMEWORK, invited={"north": 12})


def test_a_release_is_of_what_was_answered() -> None:
    """An empty panel has no days to release, and another framework's summary is not of it."""
    panel, other = teams(all=12), attrs.evolve(FRAMEWORK, id="other")
    elsewhere = Panel([attrs.evolve(each, framework="other") for each in panel.assessments]).summary(other)
    for given, summary, code in (
        (Panel([]), panel.summary(FRAMEWORK), "no-assessments"),
        (panel, elsewhere, "other-framework"),
    ):
        with pytest.raises(InvalidPanel) as refused:
            released(given, summary)
        assert [problem.code for problem in refused.value.problems] == [code]


@pytest.mark.parametrize(
    ("services", "words"),
    [
        (["Elm House"], "The release before is of Elm House."),
        (["Elm House", "smithills "], ""),
        ([f"Home {number}" for number in range(6)], "The release before is of 6 services."),
    ],
)
def test_a_release_of_others_is_named(services: list[str], words: str) -> None:
    """Where the release before is of none of the services that replied now, it is said whose it is."""
    exact = Panel([reply(1 + place % 3) for place in range(12)])
    now = released(exact, exact.summary(FRAMEWORK, min_respondents=1))
    before = attrs.evolve(now, services=services)
    moved = attrs.evolve(release_of(exact), services=services)

    for since in (before, moved):
        shown = text(panel_document(PanelReport(release=now, since=(since,))))
        assert ("The release before" in shown, words in " ".join(shown.split())) == (bool(words), True)
    assert "Nothing has moved." in text(panel_document(PanelReport(release=now, since=(before,))))


@pytest.mark.parametrize("size", [9, 10])
def test_the_same_secret_gives_the_same_figures(size: int) -> None:
    """And another, or none, gives others: each call is a release of its own."""
    panel = teams(all=size * 4)

    assert panel.summary(FRAMEWORK, secret=SECRET) == panel.summary(FRAMEWORK, secret=SECRET)
    assert len({panel.summary(FRAMEWORK).figure("rota").counts for _ in range(20)}) > 1  # type: ignore[union-attr]  # published


@pytest.mark.parametrize("size", [12, 20, 60])
def test_the_margin_says_how_far_noise_takes_a_share(size: int) -> None:
    """Of the same answers released twice, the shares of positive answers differ by more in fewer than one of twenty."""
    panel = Panel([reply(1 + place % 3) for place in range(size)])
    beyond = 0
    for number in range(400):
        now, before = (
            panel.summary(FRAMEWORK, secret=SECRET + bytes([number % 256, number // 256, w])) for w in (0, 1)
        )
        difference = Comparison(now, before).topic("rota")
        assert not isinstance(difference, Suppressed)
        assert difference.margin is not None
        beyond += abs(difference.positive) > difference.margin
    assert 0 < beyond <= 20


def test_the_margin_grows_with_the_groups_in_it_and_shrinks_with_the_people() -> None:
    """A whole of three published teams has the noise of three and of itself; what is exact has none."""
    summary = teams(a=12, b=12, c=12).summary(FRAMEWORK)
    whole, team = (Comparison(summary, summary, group, group).topic("rota") for group in ((), ("a",)))
    exact = teams(a=12).summary(FRAMEWORK, min_respondents=1)
    alone, beside = (Comparison(each, exact).topic("rota") for each in (exact, summary))

    assert not any(isinstance(each, Suppressed) for each in (whole, team, alone, beside))
    assert [round(each.margin * 36 / 2.25, 3) for each in (whole, team)] == [2.828, 4.243]  # type: ignore[union-attr, operator]  # published
    assert alone.margin is None  # type: ignore[union-attr]  # published
    assert beside.margin == pytest.approx(whole.margin / 2**0.5)  # type: ignore[union-attr, operator]  # published
