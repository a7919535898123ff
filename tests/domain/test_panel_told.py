"""What a panel tells and refuses, word for word; and what it keeps back beside the wave before."""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

import attrs
import pytest

from positiveculture import (
    Assessment,
    Framework,
    InvalidAssessment,
    Level,
    Panel,
    Principle,
    Scale,
    Source,
    Topic,
)
from positiveculture.errors import InvalidPanel, NotAveraged
from positiveculture.panel.comparison import Comparison, Difference
from positiveculture.panel.distributions import Distribution
from positiveculture.panel.protection import Suppressed

FIVE = Scale("five", [Level(number, str(number)) for number in range(1, 6)])
FEW, REVEAL = Suppressed.TOO_FEW, Suppressed.WOULD_REVEAL

PLAIN = Framework(
    id="voices",
    edition="1",
    title="Voices",
    source=Source(title="Voices", publisher="Nobody", rights="invented"),
    principles=[Principle("calm", "Calm")],
    topics=[
        Topic(id="rota", title="Rota", principle="calm", scale=FIVE),
        Topic(id="breaks", title="Breaks", principle="calm", scale=FIVE, reverse_scored=True),
    ],
)
AVERAGED = attrs.evolve(PLAIN, averages="The mean of the items.")


def said(rota: int | None = None, breaks: int | None = None) -> Assessment:
    """Return what one person said."""
    levels = {"rota": rota, "breaks": breaks}
    return Assessment(
        framework="voices",
        edition="1",
        service="Smithills",
        assessed_on=date(2026, 3, 31),
        responses={id_: level for id_, level in levels.items() if level is not None},
    )


def usual(person: int) -> Assessment:
    """Return what a person says in every wave."""
    return said(1 + person % 5, 1 + person % 3)


def wave(people: Iterable[int], changed: Mapping[int, Assessment] | None = None) -> Panel:
    """Return the panel of people with these numbers, who say what they say in every wave, but for some of them."""
    told = {str(person): (changed or {}).get(person, usual(person)) for person in people}
    return Panel(tuple(told.values()), people=tuple(told))


TWELVE = [usual(person) for person in range(12)]


def problems(panel: Panel, **asked: object) -> tuple[str, list[str]]:
    """Return what is refused, and every problem."""
    with pytest.raises(InvalidPanel) as refused:
        panel.summary(PLAIN, **asked)  # type: ignore[arg-type]  # wrong on purpose
    return refused.value.what, list(map(str, refused.value.problems))


def test_numbers_that_cannot_be_are_refused() -> None:
    """Each in a sentence, with what was given and what is the least; a group is told by its path."""
    panel = Panel([said(1), said(2)], groups=[("a", "b"), ("c",)])
    invited = {(): 1, ("a", "b"): 0, ("c",): 1}

    assert problems(panel, minimum=0, missing_allowed=-1, invited=invited) == (
        "the panel",
        [
            "`minimum`: is 0; 1 is the least",
            "`missing_allowed`: is -1; 0 is the least",
            '`invited`: says 1 for "the whole", where more have replied',
            '`invited`, `a / b`: says 0 for "a / b", where more have replied',
        ],
    )


def test_assessments_that_do_not_fit_are_refused_all_at_once() -> None:
    """Every problem of every assessment is told, with which assessment it is: by its person, or by its number."""
    fits, text = said(1), "level 9 is not on its scale, which runs from 1 to {}"
    (topic,) = fits.levels
    bad = attrs.evolve(fits, responses={topic: 9})
    text = text.format(PLAIN.scope.scale(topic).highest)

    for people, told in (((), "assessment no. {}"), (("x", "y", "z"), 'assessment "{}"')):
        with pytest.raises(InvalidAssessment) as refused:
            Panel([bad, fits, bad], people=people).summary(PLAIN)
        names = [told.format(people[place] if people else place + 1) for place in (0, 2)]
        assert ("the panel", [f'{name}, topic "{topic}": {text}' for name in names]) == (
            refused.value.what,
            list(map(str, refused.value.problems)),
        )


def test_people_have_to_be_known_in_both_waves() -> None:
    """Who is not known cannot be protected: it is told of each wave."""
    known, unknown = Panel([said(1)], people=["x"]), Panel([said(1)])
    text = "are not known in {} wave: who joined or left since cannot be protected"

    assert problems(unknown, previous=unknown) == (
        "the panel",
        [f"`people`: {text.format(wave)}" for wave in ("this", "the previous")],
    )
    assert problems(known, previous=unknown)[1] == [f"`people`: {text.format('the previous')}"]
    with pytest.raises(ValueError, match="zip"):
        _ = unknown.answers


def test_assessments_that_do_not_belong_together_are_refused() -> None:
    """All that is wrong with a panel is told at once."""
    with pytest.raises(InvalidPanel) as refused:
        Panel(
            [said(1), attrs.evolve(said(1), framework="others"), attrs.evolve(said(1), edition="2")],
            groups=[("a",)],
            people=["x", "x"],
        )
    assert (refused.value.what, *map(str, refused.value.problems)) == (
        "the panel",
        '`framework`: differs: "voices", "others"',
        '`edition`: differs: "1", "2"',
        "`groups`: has 1 entries for 3 assessments",
        "`people`: has 2 entries for 3 assessments",
        "`people`: somebody answers more than once",
    )


def test_frameworks_that_are_not_compared_are_named() -> None:
    """Both ids and both editions are told."""
    other = attrs.evolve(PLAIN, id="others", edition="2")
    with pytest.raises(InvalidPanel) as refused:
        Comparison(Panel(()).summary(PLAIN), Panel(()).summary(other))

    assert (refused.value.what, *map(str, refused.value.problems)) == (
        "the comparison",
        '`id`: differs: "voices", "others"',
        '`edition`: differs: "1", "2"',
    )


def test_what_has_no_mean_names_its_framework() -> None:
    """The message names the framework, and says what to take instead."""
    with pytest.raises(NotAveraged) as refused:
        Panel(TWELVE).summary(PLAIN).mean("calm")

    assert str(refused.value) == (
        "Voices publishes no method that averages its levels: they are ordinal; take the median"
    )


def test_as_many_as_were_invited_may_reply() -> None:
    """Where everybody replied, the rate is 1; a summary says what its minimum was."""
    summary = Panel(TWELVE).summary(PLAIN, invited={(): 12})

    assert (summary.response_rate(), summary.minimum, summary.replied()) == (Fraction(1), 10, 12)


def test_what_is_published_is_told_by_question() -> None:
    """The groups whose figure is published, by question: themes only where the method takes a mean."""
    panel = Panel([*TWELVE, *TWELVE, *TWELVE], groups=[("a",)] * 12 + [("b",)] * 23 + [("c",)])
    groups = frozenset({(), ("b",)})
    assert {"replied": groups, "topic rota": groups, "topic breaks": groups} == panel.summary(PLAIN).published
    assert {**panel.summary(PLAIN).published, "theme calm": groups} == panel.summary(AVERAGED).published
    few = Panel(TWELVE[:3]).summary(PLAIN).published
    assert few == {"replied": frozenset(), "topic rota": frozenset(), "topic breaks": frozenset()}


def test_a_theme_is_withheld_with_any_of_its_topics() -> None:
    """Where one topic's figure is withheld, so are the shares of its theme; the other topic stands."""
    summary = Panel([said(1 + place % 5, 1 + place % 3 if place < 3 else None) for place in range(12)]).summary(PLAIN)

    assert (summary.figure("breaks"), summary.shares("calm")) == (FEW, FEW)
    assert isinstance(summary.figure("rota"), Distribution)


def test_all_alike_is_not_shown() -> None:
    """Where as many as the minimum all give the same answer, the figure would show that of each."""
    summary = Panel([said(3, 1 + place % 2) for place in range(10)]).summary(PLAIN)

    assert REVEAL is summary.figure("rota")
    assert isinstance(summary.figure("breaks"), Distribution)


def test_each_topic_and_each_group_has_its_own_mean() -> None:
    """A mean is that of the topic and of the group that are asked for."""
    panel = Panel(
        [said(4, 2)] * 6 + [said(5, 3)] * 6 + [said(1, 1)] * 6 + [said(2, 2)] * 6, groups=[("a",)] * 12 + [("b",)] * 12
    )
    summary = panel.summary(AVERAGED)
    means = {
        (id_, group): summary.item_mean(id_, group) for id_ in ("rota", "breaks") for group in ((), ("a",), ("b",))
    }

    assert means == {
        ("rota", ()): 3,
        ("rota", ("a",)): Fraction(9, 2),
        ("rota", ("b",)): Fraction(3, 2),
        ("breaks", ()): 4,
        ("breaks", ("a",)): Fraction(7, 2),
        ("breaks", ("b",)): Fraction(9, 2),
    }
    assert [Fraction(4), Fraction(3)] == [summary.mean("calm", (group,)) for group in "ab"]


def test_a_group_beside_another() -> None:
    """Each difference is that of the topic that is asked for, of one group against the other, and back."""
    panel = Panel(
        [said(4, 2)] * 6 + [said(5, 5)] * 6 + [said(1, 1)] * 6 + [said(4, 2)] * 6, groups=[("a",)] * 12 + [("b",)] * 12
    )
    summary = panel.summary(AVERAGED)
    there, back = Comparison(summary, summary, ("a",), ("b",)), Comparison(summary, summary, ("b",), ("a",))

    half = Fraction(1, 2)
    assert Difference(-half, half, (3, 1), Fraction(2)) == there.topic("rota")
    assert Difference(half, -half, (1, 3), Fraction(-2)) == there.topic("breaks")
    assert Difference(half, -half, (-3, -1), Fraction(-2)) == back.topic("rota")
    assert [Fraction(0), Fraction(0)] == [there.mean("calm"), back.mean("calm")]
    whole = Comparison(summary, summary, against=("b",))
    assert Difference(-half / 2, half / 2, (3, 0), Fraction(1)) == whole.topic("rota")


def test_counts_have_to_be_one_a_level() -> None:
    """A distribution of too few or too many counts cannot be scored."""
    for counts in ((1, 2), (1, 1, 1, 1, 1, 1)):
        with pytest.raises(ValueError, match="zip"):
            _ = Distribution(PLAIN.topic("rota"), counts).scored


def test_both_medians() -> None:
    """Of an odd number the two are one; of an even number they are the two in the middle."""
    rota = PLAIN.topic("rota")

    assert [
        Distribution(rota, counts).median
        for counts in ((1, 1, 1, 0, 0), (1, 1, 1, 1, 1), (2, 0, 0, 1, 1), (0, 0, 0, 0, 1))
    ] == [(2, 2), (3, 3), (1, 4), (5, 5)]


THIRTEEN = wave(range(13))

#: The wave now, the wave before, and what of `rota` is told.
WAVES: dict[str, tuple[Panel, Panel, type | Suppressed]] = {
    "the same people": (THIRTEEN, THIRTEEN, Distribution),
    "one joined": (THIRTEEN, wave(range(12)), REVEAL),
    "one left": (wave(range(12)), THIRTEEN, REVEAL),
    "ten joined": (wave(range(23)), THIRTEEN, Distribution),
    "ten left": (THIRTEEN, wave(range(23)), Distribution),
    "ten joined and nine left": (wave(range(9, 31)), wave(range(21)), REVEAL),
    "one answers who left the topic out": (THIRTEEN, wave(range(13), {12: said(None, 2)}), REVEAL),
    "one leaves out what was answered": (wave(range(13), {12: said(None, 2)}), THIRTEEN, REVEAL),
    "one says something else": (wave(range(13), {12: said(5, 2)}), THIRTEEN, Distribution),
    "one left the topic out in both": (
        wave(range(13), {12: said(None, 2)}),
        wave(range(13), {12: said(None, 2)}),
        Distribution,
    ),
}


@pytest.mark.parametrize("name", WAVES)
def test_beside_the_wave_before(name: str) -> None:
    """What the two waves together would show of the few who joined, left, or answered in one alone is kept back."""
    now, before, expected = WAVES[name]

    figure = now.summary(PLAIN, previous=before).figure("rota")

    assert expected in (figure, type(figure))


def test_nothing_is_told_where_the_number_who_replied_is_not() -> None:
    """One who joined and said nothing is in no figure; but the number who replied would show it, so nothing is told."""
    now = wave(range(13), {12: said()})

    summary = now.summary(AVERAGED, previous=wave(range(12)))

    assert [summary.replied(), summary.figure("rota"), summary.figure("breaks"), summary.mean("calm")] == [REVEAL] * 4
    assert isinstance(now.summary(AVERAGED).mean("calm"), Fraction)


def test_the_minimum_is_that_of_both_waves() -> None:
    """With a minimum of two, the one who joined two others is protected; two who join are shown, as they may be."""
    before = wave(range(2))

    assert REVEAL is wave(range(3)).summary(PLAIN, previous=before, minimum=2).figure("rota")
    assert isinstance(wave(range(4)).summary(PLAIN, previous=before, minimum=2).figure("rota"), Distribution)
    assert isinstance(wave(range(3)).summary(PLAIN, previous=before, minimum=1).figure("rota"), Distribution)


def test_a_group_of_the_wave_before_may_be_gone() -> None:
    """Where a group is there no more, those who left with it are told apart from those who stayed."""
    now = attrs.evolve(wave(range(12)), groups=[("a",)] * 12)
    before = attrs.evolve(wave(range(24)), groups=[("a",)] * 12 + [("b",)] * 12)
    few = attrs.evolve(wave(range(14)), groups=[("a",)] * 12 + [("b",)] * 2)

    summary = now.summary(PLAIN, previous=before)

    assert list(summary.groups) == [(), ("a",)]
    assert isinstance(summary.figure("rota"), Distribution)
    assert REVEAL is now.summary(PLAIN, previous=few).figure("rota")


def test_as_much_may_be_missing_as_in_the_wave_before() -> None:
    """A theme that had a mean before, since one answer could be missing, keeps its topics together now."""
    halves = {person: said(1 + person % 5) if person % 2 else said(None, 1 + person % 5) for person in range(20, 32)}
    before = wave(range(20, 32), halves)
    now = wave(range(12), {person: said(1 + person % 5) for person in range(12)})

    assert isinstance(before.summary(AVERAGED, minimum=3, missing_allowed=1).mean("calm"), Fraction)
    summary = now.summary(AVERAGED, minimum=3, missing_allowed=1, previous=before)
    assert FEW is summary.figure("rota")


def test_a_wave_that_published_no_means_tells_none() -> None:
    """What was published of the wave before can be of the time before there was a method of averaging."""
    published = THIRTEEN.summary(PLAIN)

    assert isinstance(THIRTEEN.summary(AVERAGED, previous=THIRTEEN, published=published).mean("calm"), Fraction)
