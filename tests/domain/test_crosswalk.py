"""Crosswalks: what each problem says, and the evidence of an invented service carried over."""

from datetime import date
from typing import Any

import attrs
import pytest

from positiveculture import Assessment, Evidence, Framework, Reflection, Source, Topic
from positiveculture.crosswalk import EvidenceProposals, Overuse, Proposal
from positiveculture.errors import InvalidCrosswalk, WrongArgument
from positiveculture.formats.crosswalk import Crosswalk, Endpoint, Link, Relation, propose_evidence

HARBOUR, SHORE = Endpoint("harbour", "2026"), Endpoint("shore", "1")
LOG, VISIT = Evidence("Log"), Evidence("Visit", kind="observation")


def framework(end: Endpoint, *topics: str) -> Framework:
    """Return a framework of nothing but topics; the first has a part."""
    first, *rest = topics
    part = Topic(id=f"{first}-1", title="Part")
    return Framework(
        id=end.framework,
        edition=end.edition,
        title="A",
        source=Source(title="A", publisher="B", rights="C"),
        topics=[Topic(id=first, title="A", parts=[part]), *(Topic(id=id_, title="A") for id_ in rest)],
    )


def link(
    source_topic: str, target_topic: str, relation: str = "close", rationale: str = "Why.", source: str = "Who."
) -> Link:
    """Return a link that says why, and who says so."""
    return Link(source_topic, target_topic, Relation(relation), rationale, source)


HERE, THERE = framework(HARBOUR, "tide", "mooring", "light"), framework(SHORE, "sand", "dune", "grass")
CROSSWALK = Crosswalk(HARBOUR, SHORE, [link("tide", "sand"), link("tide-1", "dune"), link("mooring", "sand", "exact")])


def said(**evidence: Evidence | tuple[Evidence, ...]) -> Assessment:
    """Return an assessment with evidence for some topics."""
    return Assessment(
        framework="harbour",
        edition="2026",
        service="Seal Sands",
        assessed_on=date(2026, 3, 31),
        responses={
            topic.replace("_", "-"): Reflection("", pieces if isinstance(pieces, tuple) else (pieces,))
            for topic, pieces in evidence.items()
        },
    )


def test_relations_turn_round() -> None:
    """Each relation turns into the one that is told from the other side."""
    assert {relation.value: relation.inverse.value for relation in Relation} == {
        "exact": "exact",
        "close": "close",
        "broader": "narrower",
        "narrower": "broader",
        "related": "related",
    }


def test_ends_and_names() -> None:
    """A crosswalk is called by its two frameworks; an end says framework and edition; a link turns with its words."""
    assert (CROSSWALK.name, str(CROSSWALK.source)) == ("harbour--shore", "harbour 2026")
    assert (
        CROSSWALK.inverse.name,
        CROSSWALK.inverse.source,
        CROSSWALK.inverse.target,
    ) == ("shore--harbour", SHORE, HARBOUR)
    assert Link("dune", "tide", Relation.NARROWER, "Why.", "Who.") == link("tide", "dune", "broader").inverse
    assert [Endpoint.of(THERE), Endpoint.of(HERE)] == [SHORE, HARBOUR]


def test_links_stand_in_order_once() -> None:
    """However often and in whatever order links are given, they stand in order of their topics, once."""
    links = [link("tide", "sand"), link("mooring", "sand"), link("tide", "dune"), link("tide", "sand")]

    assert (links[1], links[2], links[0]) == Crosswalk(HARBOUR, SHORE, links).links


def problems(crosswalk: Crosswalk, source: Framework = HERE, target: Framework = THERE) -> tuple[str, list[str]]:
    """Return what is refused, and every problem."""
    with pytest.raises(InvalidCrosswalk) as refused:
        crosswalk.validate(source, target)
    return refused.value.what, list(map(str, refused.value.problems))


def test_every_problem_at_once() -> None:
    """Wrong editions, unknown topics and empty words are told together, each with its place."""
    wrong = Crosswalk(HARBOUR, SHORE, [link("tyde", "dunes", rationale=" "), link("light", "grass", source="")])
    source, target = attrs.evolve(HERE, edition="2027"), attrs.evolve(THERE, id="strand")

    assert problems(wrong, source, target) == (
        "the crosswalk",
        [
            'link "light" to "grass", `source`: is empty',
            'link "tyde" to "dunes", `rationale`: is empty',
            '`from`: is "harbour 2026", but this is "harbour 2027"',
            '`to`: is "shore 1", but this is "strand 1"',
        ],
    )


def test_what_is_not_given_is_not_checked() -> None:
    """Against one framework alone, or none, only what can be seen is told."""
    wrong = Crosswalk(HARBOUR, SHORE, [link("tyde", "dunes")])
    target = 'link "tyde" to "dunes", `there`: no topic "dunes"; did you mean "dune"?'
    source = 'link "tyde" to "dunes", `here`: no topic "tyde"; did you mean "tide" or "tide-1"?'

    assert [[], [source], [target]] == [
        list(map(str, found)) for found in (wrong.problems(), wrong.problems(HERE), wrong.problems(target=THERE))
    ]
    assert CROSSWALK.problems(HERE, THERE) == ()
    CROSSWALK.validate(HERE, THERE)


def test_what_is_something_else_is_refused() -> None:
    """What is no framework, and no crosswalk, is told as that."""
    wrong: Any = "shore"
    for use in (CROSSWALK.problems, CROSSWALK.validate, CROSSWALK.__or__):
        with pytest.raises(WrongArgument, match='is needed, not "shore"'):
            use(wrong)


def test_what_cannot_be_combined_is_refused() -> None:
    """The sentence names all four ends."""
    with pytest.raises(InvalidCrosswalk) as refused:
        CROSSWALK | attrs.evolve(CROSSWALK, target=Endpoint("shore", "2"))
    text = "goes from harbour 2026 to shore 2, so it cannot be combined with one from harbour 2026 to shore 1"

    assert str(refused.value) == f"the crosswalk has 1 problem:\n  {text}"


def test_gaps_touch_topics_by_their_parts() -> None:
    """A topic is touched where its part is; the rest are gaps, in framework order."""
    assert CROSSWALK.gaps(HERE, THERE) == (("light",), ("grass",))
    only = Crosswalk(HARBOUR, SHORE, [link("tide-1", "grass")])
    assert only.gaps(HERE, THERE) == (("mooring", "light"), ("sand", "dune"))


def test_evidence_is_carried_with_where_it_came_from() -> None:
    """All that is carried says whose it is; what no link carries is left behind, in order of its topic."""
    assessment = said(tide=(LOG, VISIT), mooring=LOG, light=VISIT, brine=LOG, gulls=())

    assert propose_evidence(assessment, CROSSWALK) == EvidenceProposals(
        service="Seal Sands",
        assessed_on=date(2026, 3, 31),
        source=HARBOUR,
        target=SHORE,
        proposals=(
            Proposal(link("mooring", "sand", "exact"), LOG),
            Proposal(link("tide", "sand"), LOG),
            Proposal(link("tide", "sand"), VISIT),
        ),
        left_behind=("brine", "light"),
        most_uses=3,
        overused=(),
    )


def test_overuse_begins_above_the_most() -> None:
    """Three uses are allowed unless something else is said; two links to one topic are one use."""
    crosswalk = Crosswalk(HARBOUR, SHORE, [link("tide", name) for name in ("sand", "dune", "grass", "reed")])
    wider = crosswalk | Crosswalk(HARBOUR, SHORE, [link("mooring", "sand")])
    overuse = (Overuse(LOG, ("dune", "grass", "reed", "sand")),)

    assert overuse == propose_evidence(said(tide=LOG, mooring=LOG), wider).overused
    assert propose_evidence(said(tide=LOG, mooring=LOG), wider, most_uses=4).overused == ()
    assert propose_evidence(said(tide=LOG), Crosswalk(HARBOUR, SHORE, crosswalk.links[1:])).overused == ()


def test_the_most_used_comes_first() -> None:
    """What is used three times stands before what is used twice, though it comes later among the links."""
    links = [link("light", "sand"), link("mooring", "dune"), link("tide", "reed"), link("tide", "grass")]
    carried = propose_evidence(
        said(light=VISIT, mooring=(VISIT, LOG), tide=LOG), Crosswalk(HARBOUR, SHORE, links), most_uses=1
    )

    assert carried.most_uses == 1
    assert carried.overused == (Overuse(LOG, ("dune", "grass", "reed")), Overuse(VISIT, ("dune", "sand")))


def test_an_assessment_of_another_framework_is_not_carried() -> None:
    """The sentence names what the crosswalk is from, and what the assessment is of."""
    with pytest.raises(InvalidCrosswalk) as refused:
        propose_evidence(attrs.evolve(said(), edition="2027"), CROSSWALK)
    text = '`from`: is "harbour 2026", but this is "harbour 2027"'

    assert str(refused.value) == f"the crosswalk has 1 problem:\n  {text}"
