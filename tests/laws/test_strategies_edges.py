"""What strategies promise of edges: thresholds are hit on every side, near misses miss by what they name."""

from collections.abc import Iterator
from fractions import Fraction
from functools import partial
from itertools import product

import attrs
import pytest
import small
from hypothesis import Phase, assume, find, given, settings, strategies as st
from hypothesis.errors import InvalidArgument
from hypothesis.strategies import DataObject
from small import award, framework, small_frameworks, topic

from positiveculture import (
    All,
    Answered,
    AnyOf,
    Assessment,
    AtLeast,
    AtLeastOf,
    Every,
    Evidence,
    Evidenced,
    Framework,
    Holds,
    Rating,
    Reflection,
    Rounding,
    Rule,
    Share,
    evaluate,
    get_framework,
)
from positiveculture.responses import EVIDENCE_KINDS
from positiveculture.rules.blockers import (
    Alternatives,
    AwardMissing,
    Below,
    NeedsEvidence,
    NothingToJudge,
    ShareBelow,
    Unanswered,
)
from positiveculture.testing import strategies as pcs
from positiveculture.testing.strategies.answers import piece

WIGAN, CQC = get_framework("wigan-progress"), get_framework("cqc-style-well-led")
QUICK = settings(
    database=None, max_examples=100, deadline=None, derandomize=True, phases=[Phase.generate, Phase.shrink]
)


def inside(found: Framework, principle: str) -> set[str]:
    """Return a principle with all that stand within it."""
    within = {each.id for each in found.principles if each.within == principle}
    return {principle}.union(*(inside(found, each) for each in within))


def counted(found: Framework, rule: Share) -> list[tuple[str, dict[int, int]]]:
    """Return each topic of a share with the points of its levels, counted afresh."""
    rated = [each for each in found.topics if each.scale is not None]
    meant = (
        rated if rule.principle is None else [each for each in rated if each.principle in inside(found, rule.principle)]
    )
    named = rule.topics or [each.id for each in meant]
    scales = {id_: found.scope.scale(id_) for id_ in named}
    weights = dict(rule.weights)
    return [
        (
            id_,
            {
                each.number: weights.get(id_, 1) * dict(scale.points).get(each.number, each.number)
                for each in scale.levels
            },
        )
        for id_, scale in scales.items()
    ]


def points(found: Framework, rule: Share, levels: dict[str, int]) -> int:
    """Return the points of a share."""
    return sum(each[levels[id_]] for id_, each in counted(found, rule))


def reachable(found: Framework, rule: Share) -> list[int]:
    """Return every number of points that a share can have, lowest first, by trying every combination of levels."""
    return sorted({sum(way) for way in product(*(each.values() for _, each in counted(found, rule)))})


def stands(found: Framework, boundary: pcs.Boundary) -> Iterator[tuple[object, object]]:
    """Yield what is expected of a boundary with what is so."""
    rule, said = boundary.threshold.rule, boundary.assessment
    alone = framework(found.topics, award("alone", rule), principles=found.principles)
    bare = attrs.evolve(said, framework="f1", edition="1", mode=None, service_model=None, certificates=())
    yield boundary.offset >= 0, not evaluate(alone, bare).blockers["alone"]
    if isinstance(rule, AtLeast):
        yield rule.level + boundary.offset, said.levels[rule.topic]
    elif isinstance(rule, Share):
        every = reachable(found, rule)
        first = next(place for place, n in enumerate(every) if reached(rule, n, every[-1]))
        yield every[first + boundary.offset], points(found, rule, dict(said.levels))
    else:
        (shown,) = said.evidence(rule.topics[0])
        assert shown.lapses_on is not None
        yield boundary.offset + 1, (shown.lapses_on - said.assessed_on).days


def reached(rule: Share, n: int, most: int) -> bool:
    """Return whether so many points are enough."""
    percent = Fraction(100 * n, most)
    return (percent if rule.rounding is Rounding.EXACT else Fraction(int(percent + Fraction(1, 2)))) >= rule.percent


@settings(deadline=None, max_examples=60)
@given(small_frameworks(), st.data())
def test_boundaries_stand_where_they_say(found: Framework, data: DataObject) -> None:
    """An assessment at a threshold fits its framework and stands exactly one below, at or one above the cut-off."""
    assume(pcs.strategies_for(found).thresholds)
    boundary = data.draw(pcs.strategies_for(found).boundaries())

    assert list(boundary.assessment.problems(found)) == []
    for expected, actual in stands(found, boundary):
        assert expected == actual


def _is_on(side: int, boundary: pcs.Boundary) -> bool:
    return boundary.offset == side


@pytest.mark.parametrize("found", [WIGAN, CQC], ids=lambda found: found.id)
def test_every_threshold_is_hit_on_every_side(found: Framework) -> None:
    """Each threshold of each rule of a published framework is drawn, on each side that its scale has."""
    ours = pcs.strategies_for(found)
    for threshold in ours.thresholds:
        boundaries = ours.boundaries(of=[threshold])
        for offset in threshold.values:
            boundary = find(boundaries, partial(_is_on, offset), settings=QUICK)
            assert boundary.threshold == threshold


def test_thresholds_are_those_of_every_rule() -> None:
    """A threshold is told for every single requirement: of each topic, nested as it may be, and not for awards held."""
    scale = small.ladder("s1", 1, 3)
    rule = AnyOf([Every(2), AtLeastOf(1, [Share(80, ["t1"]), All([AtLeast("t2", 3), Evidenced(["t1"])])])])
    found = framework(
        [topic("t1", scale), topic("t2", scale)], award("a1", rule), award("a2", All([Holds("a1"), AtLeast("t1", 2)]))
    )

    told = [
        (each.award, each.topic, each.cut_off, sorted(each.values)) for each in pcs.strategies_for(found).thresholds
    ]

    assert told == [
        ("a1", "t1", 2, [-1, 0, 1]),
        ("a1", "t2", 2, [-1, 0, 1]),
        ("a1", None, 3, [-1, 0]),
        ("a1", "t2", 3, [-1, 0]),
        ("a1", "t1", 0, [-1, 0, 1]),
        ("a2", "t1", 2, [-1, 0, 1]),
    ]


def test_boundaries_shrink_to_the_first_cut_off() -> None:
    """The smallest boundary is the first threshold, at its cut-off, with nothing else answered."""
    boundary = find(pcs.strategies_for(WIGAN).boundaries(), lambda _: True, settings=QUICK)

    assert (boundary.threshold.topic, boundary.threshold.cut_off, boundary.offset) == ("dignity", 5, 0)
    assert dict(boundary.assessment.levels) == {"dignity": 5}


def holds(found: Framework, miss: pcs.NearMiss) -> None:
    """Hold that a near miss fits its framework, and has the one blocker that it names."""
    assert list(miss.assessment.problems(found)) == []
    assert (miss.blocker,) == evaluate(found, miss.assessment).blockers[miss.award]
    match miss.blocker:
        case Below(topic) | Unanswered(topic) | NeedsEvidence(topic):
            assert topic == miss.name
        case AwardMissing(below):
            assert below == miss.name
        case ShareBelow() | Alternatives() | NothingToJudge():
            assert miss.blocker.kind == miss.name


@pytest.mark.parametrize(
    ("found", "award_"),
    [(WIGAN, "bronze"), (WIGAN, "gold"), (CQC, "good"), (CQC, "outstanding")],
    ids=lambda one: str(getattr(one, "id", one)),
)
def test_near_misses_miss_by_what_they_name(found: Framework, award_: str) -> None:
    """On a published framework, a near miss has exactly one blocker: the one that it names."""
    named = set()

    @settings(QUICK, max_examples=40, phases=[Phase.generate])
    @given(pcs.strategies_for(found).near_misses(award_))
    def drawing(miss: pcs.NearMiss) -> None:
        holds(found, miss)
        named.add(miss.name)

    drawing()

    assert len(named) > (0 if found is CQC else 5)


@settings(deadline=None, max_examples=40)
@given(small_frameworks(max_topics=2, max_depth=2), st.data())
def test_near_misses_are_found_where_there_are_any(found: Framework, data: DataObject) -> None:
    """An award has no near miss only where no way to stand leaves exactly one blocker: held by trying every one."""
    last = found.awards[-1].id
    try:
        misses = pcs.strategies_for(found).near_misses(last)
    except InvalidArgument:
        assert [one for one in every_standing(found) if len(evaluate(found, one).blockers[last]) == 1] == []
        return
    holds(found, data.draw(misses))


def every_standing(found: Framework) -> Iterator[Assessment]:
    """Yield an assessment for every way in which the topics of a small framework can stand, nothing set aside."""
    options = [[None, *each_response(found, each.id)] for each in found.every_topic]
    for said in product(*options):
        responses = {t.id: one for t, one in zip(found.every_topic, said, strict=True) if one is not None}
        yield Assessment(framework="f1", edition="1", service="A", assessed_on=pcs.DAY, responses=responses)


def each_response(found: Framework, id_: str) -> list[Rating | Reflection]:
    """Return what near misses are drawn of: each level, with evidence of every kind and without any."""
    scale = found.scope.scales[id_]
    proofs: list[tuple[Evidence, ...]] = [(), tuple(map(piece, EVIDENCE_KINDS))]
    if scale is None:
        return [Reflection("Said.", proof) for proof in proofs]
    return [Rating(level.number, "", proof) for level in scale.levels for proof in proofs]


@pytest.mark.parametrize(
    ("rule", "kind"),
    [
        (AtLeast("t1", 2), Below),
        (All([AtLeast("t1", 2), AtLeast("t2", 2)]), Unanswered),
        (All([AtLeast("t1", 2), Share(100)]), ShareBelow),
        (Evidenced(["t1", "t2"]), NeedsEvidence),
        (AnyOf([AtLeast("t1", 2), AtLeast("t2", 2)]), Alternatives),
        (All([Holds("a0"), AtLeast("t1", 2)]), AwardMissing),
    ],
    ids=lambda found: getattr(found, "kind", ""),
)
def test_near_misses_of_every_kind(rule: Rule, kind: type) -> None:
    """A near miss can miss by each kind of blocker, and says which."""
    found = framework([topic("t1"), topic("t2")], award("a0", AtLeast("t2", 2), rank=0), award("a1", rule, rank=1))

    miss = find(pcs.strategies_for(found).near_misses("a1"), lambda one: isinstance(one.blocker, kind), settings=QUICK)

    holds(found, miss)


def test_near_misses_shrink_to_what_is_needed() -> None:
    """In the smallest near miss, each topic that is asked about is at its minimum, but one; no other is answered."""
    scale = small.ladder("s1", 1, 4)
    rule = All([AtLeast("t1", 3), AtLeast("t2", 2), AtLeast("t3", 4)])
    found = framework([topic(f"t{n}", scale) for n in (1, 2, 3, 4)], award("a1", rule))

    miss = find(pcs.strategies_for(found).near_misses("a1"), lambda _: True, settings=QUICK)

    assert dict(miss.assessment.levels) == {"t1": 2, "t2": 2, "t3": 4}
    assert miss.blocker == Below("t1", 3, 2)


def test_no_near_miss_is_said_early() -> None:
    """That an award has no near miss, or that there is no such award, is said before anything is drawn."""
    twice = framework([topic("t1")], award("a1", All([AtLeast("t1", 2), Every(2)])))
    with pytest.raises(InvalidArgument, match='award "a1" of f1 has no near miss: whatever misses it misses more'):
        pcs.strategies_for(twice).near_misses("a1")
    with pytest.raises(InvalidArgument, match='no award "glod"; did you mean "gold"'):
        pcs.strategies_for(WIGAN).near_misses("glod")
    wales = pcs.strategies_for(get_framework("wales-positive-cultures"))
    with pytest.raises(InvalidArgument, match="wales-positive-cultures publishes no awards, so it has no near misses"):
        wales.near_misses("gold")
    with pytest.raises(InvalidArgument, match="`of` takes some of the 25 thresholds of wigan-progress"):
        pcs.strategies_for(WIGAN).boundaries(of=pcs.strategies_for(CQC).thresholds)
    with pytest.raises(InvalidArgument, match="publishes no awards, so it has no thresholds"):
        wales.boundary_assessments()


def test_answers_alone_have_no_threshold() -> None:
    """A framework whose rules ask for answers alone has no boundary to draw, and that is said at once."""
    with pytest.raises(InvalidArgument, match="the rules of f1 ask for answers alone, so it has no thresholds"):
        pcs.strategies_for(framework([topic("t1")], award("a1", Answered(["t1"])))).boundaries()
