"""Blockers in words: each says its topic or award, what is needed and what there is, so that no two read alike."""

from fractions import Fraction

import attrs
import pytest
from invented import DAY, FOUR, KINDNESS, LISTENING, kindness

from positiveculture import All, Assessment, Award, Share, Topic, evaluate
from positiveculture.rules.blockers import (
    Alternatives,
    AwardMissing,
    Below,
    Blocker,
    NeedsEvidence,
    NothingToJudge,
    ShareBelow,
    Unanswered,
)

HALF, ALL = Fraction(50), Fraction(100)
RATED = ("listening", "respect")

SENTENCES: dict[str, tuple[Blocker, str]] = {
    "below": (Below("listening", 3, 2), "1 Listening: has 2, needs 3"),
    "unanswered": (Unanswered("respect", 2), "2 Respect: not answered yet, needs 2"),
    "any answer": (Unanswered("stories", None), "3 Stories: not answered yet"),
    "without a number": (Below("stories-told", 3, 2), "Stories told: has 2, needs 3"),
    "evidence": (NeedsEvidence("stories"), "3 Stories: needs evidence that has not lapsed"),
    "evidence of a kind": (
        NeedsEvidence("stories", "link"),
        "3 Stories: needs evidence of the kind link that has not lapsed",
    ),
    "a share of all": (
        ShareBelow(Fraction(75), HALF, HALF, RATED, 4, 8),
        "the points come to 50 per cent, 4 of 8, and 75 are needed",
    ),
    "a share that is open": (
        ShareBelow(Fraction(75), HALF, ALL, ("respect",), 2, 4),
        (
            "the points of Respect come to 50 per cent, 2 of 4, and 75 are needed; "
            "open questions count as the lowest level in that, and could bring them to 100"
        ),
    ),
    "an award": (AwardMissing("copper"), "Copper is needed first"),
    "an open award": (AwardMissing("copper", certain=False), "Copper is needed first, and is not decided yet"),
    "nothing": (
        NothingToJudge(),
        "nothing is left to judge: every topic that it asks about is not applicable",
    ),
    "alternatives": (
        Alternatives(1, ((Below("listening", 3, 2), NeedsEvidence("stories")), (AwardMissing("copper"),))),
        (
            "1 more of these: (1 Listening: has 2, needs 3; 3 Stories: needs evidence that has not lapsed), "
            "or (Copper is needed first)"
        ),
    ),
}


@pytest.mark.parametrize("name", SENTENCES)
def test_a_blocker_says_itself(name: str) -> None:
    """Each kind of blocker says in a sentence what stands in the way."""
    blocker, sentence = SENTENCES[name]

    assert blocker.sentence(KINDNESS) == sentence


def test_shares_of_sections_are_told_apart() -> None:
    """Where a share is asked of each of several sections, each blocker names its own topics."""
    sizes = (2, 2, 2, 5, 7)
    sections = [[f"s{section}-{n}" for n in range(size)] for section, size in enumerate(sizes)]
    topics = [Topic(id=id_, title=id_.upper(), scale=FOUR) for section in sections for id_ in section]
    award = Award(id="gold", title="Gold", rule=All([Share(80, section) for section in sections]))
    found = kindness(topics=topics, awards=[award])
    said = Assessment(
        framework="kindness",
        edition="2025",
        service="A",
        assessed_on=DAY,
        responses={topic.id: 1 for topic in topics},
    )

    told = [blocker.sentence(found) for blocker in evaluate(found, said)["gold"].blockers]

    assert len(set(told)) == 5
    assert told[0] == "the points of S0-0, S0-1 come to 25 per cent, 2 of 8, and 80 are needed"
    assert told[3] == "the points of S3-0, S3-1, S3-2, S3-3, S3-4 come to 25 per cent, 5 of 20, and 80 are needed"
    assert told[4] == "the points of S4-0, S4-1, S4-2, S4-3 and 3 more come to 25 per cent, 7 of 28, and 80 are needed"


def test_topics_of_one_title_are_told_apart() -> None:
    """Where two topics have one title, each is called with its id."""
    kitchen = attrs.evolve(LISTENING, id="kitchen", number=None, statements=())
    found = kindness(topics=[*KINDNESS.topics, kitchen])

    assert Below("kitchen", 3, 2).sentence(found) == "Listening (kitchen): has 2, needs 3"
    assert Below("listening", 3, 2).sentence(found) == "1 Listening (listening): has 2, needs 3"
    assert found.title_of("respect") == "Respect"
