"""Law: a warning about rules is given if and only if it is so, each with the smallest example there is."""

from collections.abc import Iterator
from itertools import combinations, product
from random import Random

import attrs
import reference
from hypothesis import given, settings, strategies as st
from small import award, framework, ladder, small_frameworks, topic

from positiveculture import (
    All,
    Answered,
    AnyOf,
    AtLeast,
    AtLeastOf,
    Award,
    Every,
    Evidenced,
    Framework,
    Holds,
    Rule,
    Share,
    State,
    evaluate,
)
from positiveculture.formats.linting import Example, RuleWarning, WarningKind, lint_rules
from positiveculture.rules.kinds import members, walk
from positiveculture.testing import strategies as pcs

#: Where everything stands: a level for each rated topic, then whether there is each evidence that is asked for.
Place = tuple[int, ...]

#: What a warning is about, and where its example stands.
WarningFields = tuple[WarningKind, str | None, str, str | None, tuple[str, ...], Place]


@attrs.frozen
class Tried:
    """A framework's rules, tried at every place: each level of each topic, with and without each evidence asked for."""

    framework: Framework
    places: tuple[Place, ...]

    def met(self, rule: Rule) -> frozenset[Place]:
        """Return where a rule is met."""
        return frozenset(place for place in self.places if self.complete(place).rule(rule) == reference.MET)

    def complete(self, place: Place) -> reference.Complete:
        """Return a place as the naive judge reads it."""
        rated = [t.id for t in self.framework.every_topic if t.scale is not None]
        levels = dict(zip(rated, place, strict=False))
        shown: dict[str, set[str]] = {}
        for (asked, kind), has in zip(evidence_asked(self.framework), place[len(rated) :], strict=True):
            if has:
                shown.setdefault(asked, set()).add(kind or "of another kind")
        return reference.Complete(self.framework, levels, frozenset(), shown)

    def smallest(self, places: frozenset[Place]) -> Place:
        """Return the place with the fewest steps up, or, where that is more to name, with the fewest levels below."""
        rated = [t.scale for t in self.framework.every_topic if t.scale is not None]

        def up(place: Place) -> tuple[int, ...]:
            return sum(place), *(-step for step in place)  # of equals the one that raises the earlier topics

        def below(place: Place) -> tuple[int, ...]:
            steps = [scale.highest - level for scale, level in zip(rated, place, strict=False)]
            return sum(map(bool, steps)) + sum(place[len(rated) :]), sum(steps), *(-step for step in place)

        def raised(place: Place) -> int:
            return sum(level > scale.lowest for scale, level in zip(rated, place, strict=False)) + sum(
                place[len(rated) :]
            )

        lowest, highest = min(places, key=up), min(places, key=below)
        fewer = below(highest)[0] < min(raised(lowest), below(lowest)[0])
        return highest if raised(lowest) > 5 and fewer else lowest

    def bound(self, one: Award) -> frozenset[Place]:
        """Return where an award is met."""
        return self.met(one.rule)


def evidence_asked(found: Framework) -> list[tuple[str, str]]:
    """Return each topic with each kind of evidence that is asked for it; "" for any kind, the last."""
    rules = [rule for award in found.awards for rule in walk(award.rule) if isinstance(rule, Evidenced)]
    asked = {(topic, rule.kind) for rule in rules for topic in rule.topics}
    return sorted(asked, key=lambda each: (list(found.topics_by_id).index(each[0]), not each[1], each[1]))


def tried(found: Framework) -> Tried:
    """Return `found`, to be tried at every place."""
    levels = [[level.number for level in t.scale.levels] for t in found.every_topic if t.scale is not None]
    return Tried(found, tuple(product(*levels, *[(0, 1) for _ in evidence_asked(found)])))


def without(rule: Rule, path: tuple[int, ...], *, taken: bool) -> Rule | None:
    """Return `rule` without a clause, `taken` as met or else as missed; None: its group cannot do without it."""
    place, *further = path
    rules = list(members(rule))
    if further:
        inner = without(rules[place], tuple(further), taken=taken)
        if inner is None:
            return None
        rules[place] = inner
        return attrs.evolve(rule, rules=tuple(rules)) if isinstance(rule, All | AnyOf | AtLeastOf) else rule
    del rules[place]
    n = len(rules) + 1 if isinstance(rule, All) else 1 if isinstance(rule, AnyOf) else getattr(rule, "n", 0)
    n -= taken
    return AtLeastOf(n, rules) if 1 <= n <= len(rules) else None


def clauses(found: Tried, one: Award, rule: Rule, path: tuple[int, ...] = ()) -> Iterator[WarningFields]:
    """Yield the clauses that decide nothing, the outermost of each."""
    here = found.bound(one)
    group = members(rule)
    for place, member in enumerate(group):
        there = (*path, place)
        if isinstance(member, Holds) and isinstance(rule, All) and not path:
            continue
        less, more = without(one.rule, there, taken=False), without(one.rule, there, taken=True)
        said = member.describe(found.framework)
        if less is not None and found.met(less) == here:
            yield WarningKind.SUBSUMED, one.id, said, None, (), found.smallest(here & found.met(member))
        elif more is not None and found.met(more) == here:
            beside = [each for number, each in enumerate(group) if number != place]
            n = len(beside) if isinstance(rule, All) else rule.n - 1 if isinstance(rule, AtLeastOf) else 0
            shown = found.smallest(here & found.met(AtLeastOf(n, beside)))
            yield WarningKind.IMPLIED, one.id, said, getattr(member, "award", None), (), shown
        else:
            yield from clauses(found, one, member, there)


def never_failing(found: Tried, one: Award) -> Iterator[WarningFields]:
    """Yield the topics on which a rule on several asks for no more than the lowest level."""
    for rule in walk(one.rule):
        if isinstance(rule, Every):
            each = [AtLeast(t, rule.level) for t in rule.topics_in(found.framework.scope)]
            idle = tuple(single.topic for single in each if found.met(single) == frozenset(found.places))
            if idle:
                said = All([AtLeast(t, rule.level) for t in idle]).describe(found.framework)
                yield WarningKind.NEVER_FAILS, one.id, said, None, idle, min(found.places)


def ladders(found: Tried) -> Iterator[WarningFields]:
    """Yield the awards that are never the highest that is met, and those that can be met without a lower one."""
    awards = found.framework.awards
    bounds = {one.id: found.bound(one) for one in awards}
    for place, one in enumerate(awards):
        above = awards[place + 1 :]
        if bounds[one.id] <= frozenset().union(*(bounds[each.id] for each in above)):
            single = next((each.id for each in above if bounds[one.id] <= bounds[each.id]), None)
            yield WarningKind.NEVER_SHOWN, one.id, "", single, (), found.smallest(bounds[one.id])
    for lower, higher in combinations(awards, 2):
        alone = bounds[higher.id] - bounds[lower.id]
        if alone:
            yield WarningKind.OUT_OF_ORDER, higher.id, "", lower.id, (), found.smallest(alone)


def idle_topics(found: Tried) -> Iterator[WarningFields]:
    """Yield the topics on which nothing depends, siblings together."""
    awards = found.framework.awards
    shown = found.smallest(frozenset.intersection(*(found.bound(one) for one in awards)))
    rated = [t.id for t in found.framework.every_topic if t.scale is not None]
    columns = [*rated, *(topic for topic, _ in evidence_asked(found.framework))]

    def decides(one: str) -> bool:
        def rest(place: Place) -> Place:
            return tuple(step for step, column in zip(place, columns, strict=True) if column != one)

        met = [found.bound(one) for one in awards]
        return any({rest(p) for p in each} & {rest(p) for p in found.places if p not in each} for each in met)

    answered = {t for one in awards for rule in walk(one.rule) if isinstance(rule, Answered) for t in rule.topics}
    for siblings in (found.framework.topics, *(t.parts for t in found.framework.every_topic)):
        idle = tuple(t.id for t in siblings if t.id not in answered and not decides(t.id))
        if idle:
            yield WarningKind.NEEDED_BY_NONE, None, "", None, idle, shown


def expected(found: Framework) -> set[WarningFields]:
    """Return all that is to be warned of, by trying everything."""
    all_ = tried(found)
    told = {one for each in found.awards for one in never_failing(all_, each)}
    for each in found.awards:
        told |= set(clauses(all_, each, each.rule))
    return {*told, *ladders(all_), *idle_topics(all_)}


def decided_here(found: Framework, told: set[WarningFields]) -> set[WarningFields]:
    """Leave out the clauses of awards that ask for an answer: that decides where not all is answered; here all is."""
    asking: set[str] = set()
    for each in found.awards:  # the lowest first
        if asking & {*each.holds()} or any(isinstance(rule, Answered) for rule in walk(each.rule)):
            asking.add(each.id)
    return {one for one in told if one[1] not in asking or not one[2]}


def told_of(found: Framework, warning: RuleWarning) -> WarningFields:
    """Return what a warning says, in the form of `expected`."""
    assert warning.example is not None
    levels = dict(warning.example.levels)
    stands = [levels.get(t.id, t.scale.lowest) for t in found.every_topic if t.scale is not None]
    evidence = [int(each in warning.example.evidenced) for each in evidence_asked(found)]
    return warning.kind, warning.award, warning.clause, warning.other, warning.topics, (*stands, *evidence)


def shuffled(rule: Rule, random: Random) -> Rule:
    """Return a rule that asks the same, the members of each group in another order."""
    rules = [shuffled(each, random) for each in members(rule)]
    random.shuffle(rules)
    return attrs.evolve(rule, rules=tuple(rules)) if isinstance(rule, All | AnyOf | AtLeastOf) else rule


def places(found: Framework) -> set[tuple[object, ...]]:
    """Return what is warned of, of which award, topics and awards, with its example; but for the words of clauses."""
    return {(one.kind, one.award, one.other, one.topics, one.example) for one in lint_rules(found)}


@settings(deadline=None, max_examples=100)
@given(small_frameworks())
def test_what_is_told_is_all_that_is_so(found: Framework) -> None:
    """Exactly what is so is warned of, and each example is the smallest there is: as if everything had been tried."""
    warnings = lint_rules(found)

    told = {told_of(found, warning) for warning in warnings}
    assert decided_here(found, expected(found)) == decided_here(found, told)
    assert len(warnings) == len(set(warnings))


#: As many topics as have to be named one by one, and two more; from 0 to 2.
SEVEN = [topic(f"t{n}", ladder("three", 0, 2)) for n in range(7)]


def on_seven() -> st.SearchStrategy[Rule]:
    """Rules on seven topics: all of some, a share, so many of them."""
    some = st.lists(st.sampled_from([each.id for each in SEVEN]), min_size=1, unique=True)
    levels = st.integers(1, 2)
    return st.one_of(
        st.builds(Every, levels, some),
        st.builds(Share, st.integers(30, 99)),
        st.builds(
            lambda n, level: AtLeastOf(n, [AtLeast(each.id, level) for each in SEVEN]), st.integers(1, 7), levels
        ),
    )


@settings(deadline=None, max_examples=20)
@given(on_seven(), on_seven())
def test_examples_name_few_topics(lower: Rule, higher: Rule) -> None:
    """Where the fewest steps up name more than five topics, no example with fewer below the highest is passed over."""
    found = framework(SEVEN, award("low", lower), award("high", higher, rank=1))
    ids = [each.id for each in SEVEN]
    answers = framework(SEVEN, award("low", lower)), framework(SEVEN, award("high", higher))
    levels = [dict(zip(ids, place, strict=True)) for place in product((0, 1, 2), repeat=len(ids))]
    jumps = [each for each in levels if [_is_met(one, each) for one in answers] == [False, True]]
    shown = [warning.example for warning in lint_rules(found) if warning.kind is WarningKind.OUT_OF_ORDER]
    assert len(shown) == bool(jumps)
    for example in shown:
        assert example is not None
        stands = dict.fromkeys(ids, 0) | dict(example.levels)
        fewest_up = min(sum(each.values()) for each in jumps)
        below, fewest_below = len(_below_highest(stands)), min(len(_below_highest(each)) for each in jumps)

        assert stands in jumps
        assert fewest_up == sum(stands.values()) or below == fewest_below
        assert min(len(example.levels), below) <= max(5, fewest_below)


def _is_met(found: Framework, levels: dict[str, int]) -> bool:
    return not found.compiled.blockers(found.compiled.look_up(levels))[found.awards[0].id]


def _below_highest(levels: dict[str, int]) -> list[str]:
    return [each for each, level in levels.items() if level < 2]


@settings(deadline=None, max_examples=40)
@given(small_frameworks(max_depth=2), st.randoms(use_true_random=False))
def test_no_order_matters(found: Framework, random: Random) -> None:
    """The order of awards, and of the members of groups, changes neither the warnings nor the examples."""
    mixed = [attrs.evolve(each, rule=shuffled(each.rule, random)) for each in found.awards]
    random.shuffle(mixed)

    assert places(found) == places(attrs.evolve(found, awards=mixed))


def below(found: Framework, award: str) -> set[str]:
    """Return an award with those that it asks for, and that these ask for."""
    return {award}.union(*(below(found, each) for each in found.award(award).holds()))


@settings(deadline=None, max_examples=30)
@given(pcs.frameworks(min_awards=1))
def test_every_award_can_be_met_and_missed(found: Framework) -> None:
    """Of a framework that loads, every award is met at the highest, and none at the lowest but by being answered."""
    tops = {t.id: t.scale.highest for t in found.every_topic if t.scale is not None}
    kinds = {"", *(each.kind for award in found.awards for each in walk(award.rule) if isinstance(each, Evidenced))}
    top = Example(tuple(tops.items()), tuple((t.id, kind) for t in found.every_topic for kind in sorted(kinds)), ())
    for example, expected_state in ((top, State.MET), (Example((), (), ()), State.NOT_MET)):
        outcome = evaluate(found, example.assessment(found, pcs.DAY))

        answered = {award.id for award in found.awards if any(isinstance(each, Answered) for each in walk(award.rule))}
        judged = [
            verdict
            for verdict in outcome
            if expected_state is State.MET or answered.isdisjoint(below(found, verdict.award.id))
        ]
        assert {expected_state} >= {verdict.state for verdict in judged}


@settings(deadline=None, max_examples=30)
@given(pcs.frameworks(min_awards=1))
def test_examples_can_be_checked(found: Framework) -> None:
    """`evaluate` finds of each example what the warning says of it."""
    for warning in lint_rules(found):
        if warning.example is not None:
            outcome = evaluate(found, warning.example.assessment(found, pcs.DAY))

            assert warning.example.met == tuple(v.award.id for v in outcome if v.state is State.MET)
            assert State.UNDECIDED not in {verdict.state for verdict in outcome}
