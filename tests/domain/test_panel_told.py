"""What a panel tells and refuses, word for word; and what it keeps back beside the wave before."""

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

    assert problems(panel, min_respondents=0, missing_allowed=-1, invited=invited) == (
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

    assert (summary.response_rate(), summary.min_respondents, summary.replied()) == (Fraction(1), 10, 12)


def test_a_theme_is_withheld_with_any_of_its_topics() -> None:
    """Where one topic's figure is withheld, so are the shares of its theme; the other topic stands."""
    summary = Panel([said(1 + place % 5, 1 + place % 3 if place < 3 else None) for place in range(12)]).summary(PLAIN)

    assert (summary.figure("breaks"), summary.shares("calm")) == (FEW, FEW)
    assert isinstance(summary.figure("rota"), Distribution)


def test_each_topic_and_each_group_has_its_own_mean() -> None:
    """A mean is that of the topic and of the group that are asked for."""
    panel = Panel(
        [said(4, 2)] * 6 + [said(5, 3)] * 6 + [said(1, 1)] * 6 + [said(2, 2)] * 6, groups=[("a",)] * 12 + [("b",)] * 12
    )
    summary = panel.summary(AVERAGED, min_respondents=1)
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
    summary = panel.summary(AVERAGED, min_respondents=1)
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
