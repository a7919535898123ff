"""The laws that are shipped: kept by our rules; and a rule that breaks one is told by the smallest example."""

import random
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import InvalidArgument
from small import award, framework, ladder, topic

from positiveculture import (
    All,
    AnyOf,
    Assessment,
    AtLeast,
    AtLeastOf,
    Every,
    Evidenced,
    Holds,
    Rule,
    Share,
    evaluate,
    get_framework,
)
from positiveculture.rules.blockers import Alternatives, Below, Blocker, NeedsEvidence, Unanswered
from positiveculture.testing import (
    assert_exact_when_half_filled,
    assert_lawful,
    assert_monotone,
    assert_order_free,
    assert_progress_tells_the_truth,
    assert_reasons_are_complete,
    assert_repeatable,
    assert_round_trips,
    assert_route_exact,
    strategies as pcs,
)
from positiveculture.testing.broken.handmade import Exact, misjudged

WIGAN = get_framework("wigan-progress")
TWO = (topic("t1", ladder("three", 1, 3)), topic("t2", ladder("three", 1, 3)))


@attrs.frozen
class Own:
    """A rule of one's own on two topics, as a careless author writes it: sound, until a test breaks one part."""

    level: int = 2
    topics: tuple[str, ...] = ("t1", "t2")

    def left(self, said: Assessment) -> list[str]:
        """Return the topics that are applicable."""
        return [topic for topic in self.topics if topic not in said.not_applicable]

    def blockers(self, assessment: Assessment) -> tuple[Blocker, ...] | None:
        """Return what stands in the way."""
        left = self.left(assessment)
        if not left:
            return None
        return tuple(blocker for one in left if (blocker := self.blocker(one, assessment)))

    def blocker(self, topic: str, said: Assessment) -> Blocker | None:
        """Return what stands in the way on one topic."""
        level = said.levels.get(topic)
        if level is None:
            return Unanswered(topic, self.level)
        return None if level >= self.level else Below(topic, self.level, level)

    def progress(self, assessment: Assessment) -> Fraction:
        """Return how far it has come."""
        left = self.left(assessment)
        return Fraction(len(left) - len(Own.blockers(self, assessment) or ()), len(left))


class Fickle(Own):
    """Met at the level, and no longer above it."""

    def blocker(self, topic: str, said: Assessment) -> Blocker | None:
        """Refuse what is too good."""
        level = said.levels.get(topic)
        return (
            Unanswered(topic, self.level)
            if level is None
            else (None if level == self.level else Below(topic, self.level, level))
        )


class Falling(Own):
    """Of which progress falls as ratings rise."""

    def progress(self, assessment: Assessment) -> Fraction:
        """Return less for more."""
        if self.blockers(assessment) == ():
            return Fraction(1)
        return Fraction(1, 2 + sum(assessment.levels.values()))


class Hasty(Own):
    """Judges by the topic that was answered first."""

    def blockers(self, assessment: Assessment) -> tuple[Blocker, ...] | None:
        """Look at one topic alone."""
        first = next(iter(assessment.levels), "t1")
        blocker = self.blocker(first, assessment)
        return () if blocker is None else (blocker,)


class Certain(Own):
    """Says no where nobody has answered."""

    def blocker(self, topic: str, said: Assessment) -> Blocker | None:
        """Take what is missing for nought."""
        level = said.levels.get(topic, 0)
        return None if level >= self.level else Below(topic, self.level, level)


class Boastful(Own):
    """Says 1 before it is met."""

    def progress(self, assessment: Assessment) -> Fraction:
        """Count whatever is answered."""
        return Fraction(bool(assessment.levels))


class Silent(Own):
    """Names the first reason alone."""

    def blockers(self, assessment: Assessment) -> tuple[Blocker, ...] | None:
        """Leave the other reasons out."""
        found = super().blockers(assessment)
        return found if found is None else found[:1]


class Lying(Own):
    """Gives another topic's reason."""

    def blockers(self, assessment: Assessment) -> tuple[Blocker, ...] | None:
        """Ask for evidence too, which it does not look at."""
        found = super().blockers(assessment)
        bare = "t1" in assessment.levels and not any(one.counts_on(pcs.DAY) for one in assessment.evidence("t1"))
        return (*found, NeedsEvidence("t1")) if found and bare else found


class Raising(Own):
    """Cannot judge what is half filled."""

    def blockers(self, assessment: Assessment) -> tuple[Blocker, ...] | None:
        """Take for granted that everything is answered."""
        lowest = min(assessment.levels[one] for one in self.topics)
        return () if lowest >= self.level else (Below("t1", self.level, 1),)


class Talkative(Own):
    """Returns no blockers."""

    def blockers(self, assessment: Assessment) -> Any:
        """Return a sentence."""
        return ["t1 is too low"] if super().blockers(assessment) else ()


class Dicing(Own):
    """Is not met one time in ten, whatever is said."""

    def blockers(self, assessment: Assessment) -> tuple[Blocker, ...] | None:
        """Return what stands in the way or, by chance, something else."""
        return (Below("t1", 2, 1),) if random.random() < 0.1 else super().blockers(assessment)  # noqa: S311 - dice


@attrs.frozen
class Counting(Own):
    """Remembers how often it was asked."""

    asked: list[int] = attrs.field(factory=list, eq=False, repr=False)

    def blockers(self, assessment: Assessment) -> tuple[Blocker, ...] | None:
        """Give in when asked for the fifth time."""
        self.asked.append(1)
        return () if len(self.asked) % 5 == 0 else super().blockers(assessment)


BROKEN: dict[str, tuple[Callable[..., None], Any, str]] = {
    "falls when a rating rises": (
        assert_monotone,
        Fickle(),
        (
            "not monotone: Fickle(level=2, topics=('t1', 't2'))\n  t1 at 2: undecided, progress 1/2\n"
            "  t1 at 3: not met, progress 0"
        ),
    ),
    "progress falls": (
        assert_monotone,
        Falling(),
        (
            "not monotone: Falling(level=2, topics=('t1', 't2'))\n  nothing answered: undecided, progress 1/2\n"
            "  t1 at 1: not met, progress 1/3"
        ),
    ),
    "a reason comes up": (
        assert_monotone,
        Lying(),
        "NeedsEvidence(topic='t1', of_kind='', certain=True) is a new reason",
    ),
    "depends on order": (assert_order_free, Hasty(), "not free of order: Hasty(level=2, topics=('t1', 't2'))\n  t1 at"),
    "takes missing for nought": (
        assert_exact_when_half_filled,
        Certain(),
        ": not met, but the open questions could still decide it either way",
    ),
    "boasts": (
        assert_progress_tells_the_truth,
        Boastful(),
        "progress does not tell the truth: Boastful(level=2, topics=('t1', 't2'))\n  t1 at 1: not met, progress 1",
    ),
    "leaves reasons out": (
        assert_reasons_are_complete,
        Silent(),
        "once that is mended, t1 at 2: undecided, Unanswered",
    ),
    "gives reasons that are none": (assert_reasons_are_complete, Lying(), "is no reason: without it mended"),
    "gives reasons that are not true": (
        assert_reasons_are_complete,
        Certain(),
        "has=0) is not true: the level is None",
    ),
    "raises": (
        assert_monotone,
        Raising(),
        "cannot judge everything: Raising(level=2, topics=('t1', 't2'))\n  nothing answered: raises KeyError: 't1'",
    ),
    "returns no blockers": (
        assert_monotone,
        Talkative(),
        "`blockers` returns a tuple of blockers, or None, not ['t1 is",
    ),
    "throws dice": (assert_repeatable, Dicing(), "not repeatable: Dicing(level=2, topics=('t1', 't2'))\n  "),
    "remembers": (assert_repeatable, Counting(), "not repeatable: Counting(level=2, topics=('t1', 't2'))\n  "),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_law_is_told_by_the_smallest_example(name: str) -> None:
    """A rule that breaks a law is found out, in a few lines with the smallest example, and the same each time."""
    law, rule, expected = BROKEN[name]

    told = []
    for _ in range(1 if isinstance(rule, Counting) else 2):
        with pytest.raises(AssertionError) as caught:
            law(rule)
        told.append(str(caught.value))
        assert caught.value.__context__ is None

    assert expected in told[0]
    assert set(told) == {told[0]}
    assert len(told[0].splitlines()) <= 4


def test_a_sound_rule_of_ones_own_is_lawful() -> None:
    """A rule of one's own that is sound keeps every law, on topics that are invented or given."""
    assert_lawful(Own(), max_examples=40)
    assert_lawful(Own(3, ("t2",)), topics=TWO, max_examples=40)


def test_what_is_judged_by_something_else_is_told() -> None:
    """A framework that is judged by more than it says is found out by its routes, and by what it is read back as."""
    found = framework(TWO, award("a1", AtLeast("t1", 2)))
    object.__setattr__(found, "compiled", framework(TWO, award("a1", AtLeast("t1", 3))).compiled)

    with pytest.raises(AssertionError, match=r'exact: award "a1" of f1\n  from nothing answered: it leads'):
        assert_route_exact(found)
    with pytest.raises(AssertionError, match="judges otherwise once read from a dict"):
        assert_round_trips(found)


RULES: list[Rule] = [
    AtLeast("dignity", 5),
    All([AtLeast("t1", 2), Evidenced(["t1", "t2"])]),
    AnyOf([Share("62.5", ["t1", "t2"], [("t1", 2)]), Every(2)]),
    All([Holds("bronze"), AtLeastOf(2, [AtLeast("t1", 2), AtLeast("t2", 2), AtLeast("t3", 2)])]),
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: type(rule).__name__)
def test_our_rules_are_lawful(rule: Rule) -> None:
    """Rules of our kinds keep every law, on topics and awards that are invented for them."""
    assert_lawful(rule, max_examples=30)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.nested_given])
@given(pcs.rules())
def test_any_rule_that_is_drawn_is_lawful(rule: Rule) -> None:
    """Laws can be held inside a property test, of rules that are drawn."""
    assert_monotone(rule, max_examples=20)
    assert_progress_tells_the_truth(rule, max_examples=20)
    assert_reasons_are_complete(rule, max_examples=20)
    assert_exact_when_half_filled(rule, max_examples=10)
    assert_round_trips(rule, max_examples=5)
    assert_route_exact(rule, max_examples=3)


def test_a_framework_keeps_the_laws() -> None:
    """A law is held of all the awards of a framework at once."""
    assert_monotone(WIGAN, max_examples=30)
    assert_reasons_are_complete(WIGAN, max_examples=30)
    assert_exact_when_half_filled(WIGAN, max_examples=10)
    fickle = misjudged(framework(TWO, award("bronze", AtLeast("t1", 2))), Exact)
    with pytest.raises(AssertionError, match='not monotone: award "bronze" of f1'):
        assert_monotone(fickle)


def test_alternatives_are_mended_one_by_one() -> None:
    """Where a rule offers alternatives, to mend as many as are needed is enough."""
    rule = AtLeastOf(2, [AtLeast("t1", 2), AtLeast("t2", 3), Evidenced(["t3"])])
    assert_reasons_are_complete(rule)
    found = pcs.framework_for(rule)
    nothing = Assessment(framework=found.id, edition=found.edition, service="A", assessed_on=pcs.DAY)

    assert isinstance(evaluate(found, nothing).blockers["award"][0], Alternatives)


REFUSED: dict[str, tuple[Any, dict[str, Any], str]] = {
    "text": ("bronze", {}, "assert_monotone takes a Framework or a rule, such as AtLeast"),
    "a class": (AtLeast, {}, "not <class 'positiveculture.rules.kinds.AtLeast'>"),
    "a function": (lambda _: (), {}, "or an object with `blockers` and `progress`, not <function"),
    "nothing": (None, {}, "not None"),
    "an empty rule": (All(()), {}, "asks for all of no rules: it can never fail"),
    "a rule that fits no topics": (AtLeast("t1", 9), {"topics": TWO}, 'topic "t1" has no level 9'),
    "no awards": (get_framework("wales-positive-cultures"), {}, "publishes no awards, so there is no rule to judge"),
    "topics of a framework": (WIGAN, {"topics": TWO}, "takes `topics` and `awards` with a bare rule"),
    "no examples": (AtLeast("t1", 2), {"max_examples": 0}, "`max_examples` takes a whole number of 1 or more, not 0"),
    "topics that cannot be told": (Own(2, ()), {}, "the topics of Own(level=2, topics=()) are not known"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_rule_is_refused(name: str) -> None:
    """What no law can be held of is refused at once, in a sentence."""
    given_, more, told = REFUSED[name]

    with pytest.raises(InvalidArgument) as caught:
        assert_monotone(given_, **more)

    assert told in str(caught.value)


def test_what_routes_and_files_do_not_know_is_refused() -> None:
    """Routes and files are known for the nine kinds."""
    with pytest.raises(InvalidArgument, match="routes are known for the nine kinds of rule, and Own"):
        assert_route_exact(Own())
    with pytest.raises(InvalidArgument, match="files have a form for the nine kinds of rule, and Own"):
        assert_round_trips(Own())


def test_routes_of_large_frameworks() -> None:
    """Where there are too many ways to stand to try them all, a route reaches its award without a step to spare."""
    assert_route_exact(WIGAN, max_examples=3)
