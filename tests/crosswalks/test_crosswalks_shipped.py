"""The crosswalks that come with the library: sound, reviewed, and honest about what has no counterpart."""

from collections import Counter
from importlib.metadata import entry_points

import pytest
from shelf import CQC, GLOUCESTERSHIRE, GROUP, SHIPPED, WALES, WIGAN

from positiveculture import get_framework
from positiveculture.formats.crosswalk import Crosswalk, Link, Relation, find_crosswalk

#: How many links each has, and which topics nothing is linked to, on either side.
GAPS = {
    (WIGAN, WALES): (
        33,
        {"family-information", "family-relationships"},
        {
            "culture-as-a-whole",
            "anti-discrimination",
            "openness-and-trust",
            "systems-and-processes",
            "whole-system-working",
        },
    ),
    (WALES, CQC): (
        28,
        {"voice-choice-and-control", "strengths-conversations", "people-at-the-centre"},
        {"environmental-sustainability"},
    ),
    (WIGAN, GLOUCESTERSHIRE): (
        18,
        {
            "dignity",
            "life-history",
            "team-knows-each-other",
            "family-information",
            "working-and-not-working",
            "future-outcomes",
            "family-expertise",
            "person-centred-skills",
            "team-purpose",
            "family-relationships",
            "matching-and-rotas",
            "values-based-recruitment",
        },
        {"openness-and-support", "legal-conversations"},
    ),
}


def between(source: str, target: str) -> Crosswalk:
    """Return the library's own links between two frameworks."""
    return find_crosswalk(source, target)


def every_link() -> list[Link]:
    """Return each link of each crosswalk."""
    return [link for name in SHIPPED for link in between(*name.split("--")).links]


@pytest.mark.parametrize("name", SHIPPED)
def test_each_fits_its_frameworks(name: str) -> None:
    """Each crosswalk is between installed editions, its topics are all there, and it has two sides."""
    source, target = name.split("--")
    found = between(source, target)

    assert (source, target, name) == (found.source.framework, found.target.framework, found.name)
    assert not list(found.problems(get_framework(source), get_framework(target)))
    assert found.inverse == between(target, source)


@pytest.mark.parametrize("ends", GAPS)
def test_gaps_are_a_finding(ends: tuple[str, str]) -> None:
    """What nothing is linked to is known, and stays so until somebody looks again."""
    source, target = map(get_framework, ends)
    found = between(*ends)
    left, right = found.gaps(source, target)

    assert GAPS[ends] == (len(found.links), set(left), set(right))


def test_there_are_enough_to_be_of_use() -> None:
    """All six pairs are there, with 127 links between them."""
    assert {(WIGAN, WALES), (WIGAN, CQC), (WIGAN, GLOUCESTERSHIRE)} < {tuple(name.split("--")) for name in SHIPPED}
    assert (len(SHIPPED), len(every_link())) == (6, 127)


def test_each_says_why_in_words_of_its_own() -> None:
    """No rationale stands for two links, and each says how the two differ, not only that they are alike."""
    rationales = Counter(link.rationale for link in every_link())

    assert {1} == set(rationales.values())
    for rationale in rationales:
        assert rationale.endswith(".")
        assert 80 < len(rationale) < 300
        assert rationale.count(". ") + rationale.count("; ") + 1 >= 2


def test_each_narrower_or_broader_one_says_what_falls_inside() -> None:
    """Where all of one topic falls inside the other, the rationale says so, and it says so nowhere else."""
    inside = {link for link in every_link() if "falls inside" in link.rationale}

    assert inside == {link for link in every_link() if link.relation in {Relation.NARROWER, Relation.BROADER}}


def test_none_is_called_exact() -> None:
    """Publications that ask different questions of different people have nothing that is exactly the same."""
    assert Relation.EXACT not in {link.relation for link in every_link()}


def test_each_pair_of_topics_is_linked_once() -> None:
    """No pair of topics is given two relations."""
    for name in SHIPPED:
        pairs = [(link.source_topic, link.target_topic) for link in between(*name.split("--")).links]
        assert len(set(pairs)) == len(pairs)


def test_false_friends_stay_apart() -> None:
    """What only sounds alike is not linked: a person's risk and a service's, friends and partners."""
    linked = {(link.source_topic, link.target_topic) for link in every_link()}

    assert ("positive-risk", "governance-management-sustainability") not in linked
    assert ("community-and-relationships", "partnerships-and-communities") not in linked
    assert ("improving-the-service", "evidence-based-change") not in linked


def test_each_says_who_reviewed_it() -> None:
    """Nobody can take a link for the publishers' own word."""
    assert {"Reviewed by the positiveculture engineers, 2026; not by the publishers."} == {
        link.source for link in every_link()
    }


@pytest.mark.parametrize(
    ("ends", "topics", "relation"),
    [
        ((WIGAN, WALES), ("choices-and-decisions", "voice-choice-and-control"), Relation.NARROWER),
        ((WALES, WIGAN), ("voice-choice-and-control", "choices-and-decisions"), Relation.BROADER),
        ((WIGAN, WALES), ("person-centred-skills", "staff-learning"), Relation.RELATED),
        ((WIGAN, WALES), ("shared-values", "values-in-practice"), Relation.RELATED),
        ((WALES, CQC), ("staff-learning", "leaders-develop"), Relation.BROADER),
        ((WALES, CQC), ("reflection-and-feedback", "learning-improvement-innovation"), Relation.RELATED),
        ((GLOUCESTERSHIRE, CQC), ("senior-managers-on-hand", "support-for-staff"), Relation.NARROWER),
        ((WIGAN, GLOUCESTERSHIRE), ("positive-risk", "positive-risk"), Relation.CLOSE),
    ],
)
def test_direction(ends: tuple[str, str], topics: tuple[str, str], relation: Relation) -> None:
    """A relation says what the topic on the left is to that on the right: deciding is narrower than all control."""
    assert [relation] == [
        link.relation for link in between(*ends).links if (link.source_topic, link.target_topic) == topics
    ]


def test_they_are_declared() -> None:
    """The distribution declares each as an entry point, as everybody else's crosswalks are."""
    declared = {
        point.name: point.value
        for point in entry_points(group=GROUP)
        if point.dist and point.dist.name == "positiveculture"
    }

    assert dict.fromkeys(SHIPPED, "positiveculture.crosswalks") == declared
