"""Laws of crosswalks: how they combine, turn round and carry evidence, and that every form of them reads back equal."""

import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from functools import reduce
from operator import or_
from random import Random
from typing import Any

import attrs
import pytest
import walks
from hypothesis import given, settings, strategies as st

from positiveculture import Assessment, Evidence, Rating, Reflection
from positiveculture.crosswalk import EvidenceProposals
from positiveculture.errors import InvalidCrosswalk
from positiveculture.formats.crosswalk import (
    Crosswalk,
    Endpoint,
    Link,
    Relation,
    crosswalk_from_dict,
    crosswalk_to_dict,
    evidence_proposals_to_dict,
    propose_evidence,
)
from positiveculture.formats.paths import Upload
from positiveculture.formats.sssom.parser import from_sssom, read_sssom
from positiveculture.formats.sssom.writer import to_sssom
from positiveculture.formats.toml import toml_text
from positiveculture.formats.writing import json_text
from positiveculture.testing import strategies as pcs

HERE, THERE = walks.frameworks()
#: Begins that a spreadsheet takes for a formula, and texts that only look as if they had been made harmless.
BEGINNINGS = (
    "=",
    "+",
    "-",
    "@",
    "'",
    "'=",
    "''@",
    " =",
    "\t=",
    "\r",
    "\n-",
    "\N{FULLWIDTH EQUALS SIGN}",
    "|",
    "\\|",
    '"',
)
hostile = st.builds("{}{}".format, st.sampled_from(BEGINNINGS), pcs.texts(min_size=1)) | pcs.texts(min_size=1)

TOO_LONG = "is longer than 131072 signs, the most that a cell holds"


class TestCombining:
    """Links of several sources, in whatever order they come."""

    @given(walks.crosswalks(), walks.crosswalks(), walks.crosswalks())
    def test_is_free_of_order(self, one: Crosswalk, two: Crosswalk, three: Crosswalk) -> None:
        """Combining is commutative, associative and idempotent, and loses no link."""
        assert one | two == two | one
        assert (one | two) | three == one | (two | three)
        assert one == one | one
        assert {*one.links, *two.links} == set((one | two).links)

    @given(st.lists(walks.crosswalks(), min_size=1, max_size=4), st.randoms(use_true_random=False))
    def test_any_order_of_any_number(self, given_: list[Crosswalk], random: Random) -> None:
        """However many are combined, in whatever order and however often, the same comes of it."""
        again = [*given_, *given_]
        random.shuffle(again)

        assert reduce(or_, given_) == reduce(or_, again)

    @given(walks.crosswalks(), walks.crosswalks())
    def test_turns_with_its_parts(self, one: Crosswalk, two: Crosswalk) -> None:
        """Turned round, a combination is the combination of its parts turned round."""
        assert (one | two).inverse == one.inverse | two.inverse

    @given(walks.crosswalks())
    def test_of_other_ends_is_refused(self, one: Crosswalk) -> None:
        """Crosswalks between other editions, or of the other direction, cannot be combined."""
        for other in (one.inverse, attrs.evolve(one, target=Endpoint("f2", "2"))):
            with pytest.raises(InvalidCrosswalk, match="cannot be combined"):
                one | other


class TestTurning:
    """The same, told from the other side."""

    @given(walks.crosswalks())
    def test_twice_is_the_identity(self, crosswalk: Crosswalk) -> None:
        """What is turned twice is what it was: the crosswalk, each link and each relation."""
        assert crosswalk == crosswalk.inverse.inverse
        assert all(
            link == link.inverse.inverse and link.relation == link.relation.inverse.inverse for link in crosswalk.links
        )

    @given(walks.crosswalks())
    def test_gaps_mirror(self, crosswalk: Crosswalk) -> None:
        """The gaps on the left are those on the right of the inverse."""
        left, right = crosswalk.gaps(HERE, THERE)

        assert (right, left) == crosswalk.inverse.gaps(THERE, HERE)

    @given(walks.crosswalks())
    def test_gaps_are_what_no_link_touches(self, crosswalk: Crosswalk) -> None:
        """A top-level topic is a gap if and only if no link touches it or a part of it, at any depth."""
        left, right = crosswalk.gaps(HERE, THERE)
        touched = {link.source_topic.partition("-")[0] for link in crosswalk.links}

        assert {"t1", "t2", "t3"} - touched == set(left)
        assert {"u1", "u2", "u3"} - {link.target_topic for link in crosswalk.links} == set(right)


def agreed(carried: EvidenceProposals) -> Assessment:
    """Return an assessment over there in which every proposal was agreed to."""
    found: dict[str, list[Evidence]] = defaultdict(list)
    for proposal in carried.proposals:
        found[proposal.topic].append(proposal.evidence)
    return Assessment(
        framework=carried.target.framework,
        edition=carried.target.edition,
        service=carried.service,
        assessed_on=carried.assessed_on,
        responses={topic: Reflection("Agreed.", evidence) for topic, evidence in found.items()},
    )


class TestCarrying:
    """Evidence carries over; scores never do."""

    @given(walks.assessments(), walks.crosswalks())
    def test_is_exactly_the_evidence_of_linked_topics(self, assessment: Assessment, crosswalk: Crosswalk) -> None:
        """Each piece of evidence goes over each link of its topic, and nothing else does."""
        expected = [(link, each) for link in crosswalk.links for each in assessment.evidence(link.source_topic)]
        carried = propose_evidence(assessment, crosswalk)

        assert expected == [(proposal.link, proposal.evidence) for proposal in carried.proposals]
        assert all((p.source_topic, p.topic) == (p.link.source_topic, p.link.target_topic) for p in carried.proposals)
        moved = {link.source_topic for link, _ in expected}
        assert [topic for topic in walks.HERE if assessment.evidence(topic) and topic not in moved] == sorted(
            carried.left_behind, key=walks.HERE.index
        )

    @given(walks.assessments(), walks.crosswalks())
    def test_there_and_back_loses_nothing(self, assessment: Assessment, crosswalk: Crosswalk) -> None:
        """Every piece that was carried from a topic over a link comes back to that topic over the inverse."""
        over = propose_evidence(assessment, crosswalk)
        back = propose_evidence(agreed(over), crosswalk.inverse)
        came_back = {(proposal.topic, proposal.link.inverse, proposal.evidence) for proposal in back.proposals}

        assert {(proposal.source_topic, proposal.link, proposal.evidence) for proposal in over.proposals} <= came_back

    @given(walks.assessments(), walks.crosswalks(), st.integers(1, 5))
    def test_no_level_is_carried(self, assessment: Assessment, crosswalk: Crosswalk, level: int) -> None:
        """Whatever the levels are, or whether there are any, the same is carried, and the same JSON printed."""
        rated = {topic: Rating(level, "", assessment.evidence(topic)) for topic in assessment.responses}
        reflected = {topic: Reflection("", assessment.evidence(topic)) for topic in assessment.responses}
        carried = propose_evidence(assessment, crosswalk)
        others = [propose_evidence(attrs.evolve(assessment, responses=said), crosswalk) for said in (rated, reflected)]

        assert [carried, carried] == others
        assert {json_text(evidence_proposals_to_dict(carried))} == {
            json_text(evidence_proposals_to_dict(other)) for other in others
        }
        assert "level" not in keys(evidence_proposals_to_dict(carried))

    @given(walks.assessments(), walks.crosswalks(max_size=10), st.integers(1, 3))
    def test_overuse_is_counted_right(self, assessment: Assessment, crosswalk: Crosswalk, most: int) -> None:
        """What is overused is what a count, topic by topic, says."""
        uses: dict[Evidence, set[str]] = defaultdict(set)
        for link in crosswalk.links:
            for evidence in assessment.evidence(link.source_topic):
                uses[evidence].add(link.target_topic)
        carried = propose_evidence(assessment, crosswalk, most_uses=most)

        assert {each: sorted(topics) for each, topics in uses.items() if len(topics) > most} == {
            each.evidence: list(each.topics) for each in carried.overused
        }
        counts = [len(each.topics) for each in carried.overused]
        assert sorted(counts, reverse=True) == counts

    @given(walks.assessments(), walks.crosswalks())
    def test_of_another_framework_is_refused(self, assessment: Assessment, crosswalk: Crosswalk) -> None:
        """An assessment of another framework or edition is not carried, though its topics may have the same ids."""
        for other in (attrs.evolve(assessment, framework="f2"), attrs.evolve(assessment, edition="2")):
            with pytest.raises(InvalidCrosswalk, match="but this is"):
                propose_evidence(other, crosswalk)


def keys(payload: Any) -> set[str]:
    """Return every key in a payload, at any depth."""
    if isinstance(payload, dict):
        return set(payload).union(*map(keys, payload.values()))
    return set().union(*map(keys, payload)) if isinstance(payload, list) else set()


class TestRoundTrips:
    """Every form of a crosswalk reads back equal."""

    @given(walks.crosswalks())
    def test_dict_toml_and_json(self, crosswalk: Crosswalk) -> None:
        """A crosswalk comes back equal from its dict, from TOML and from JSON, checked against its frameworks."""
        payload = crosswalk_to_dict(crosswalk)

        assert crosswalk == crosswalk_from_dict(payload, HERE, THERE)
        assert crosswalk == crosswalk_from_dict(tomllib.loads(toml_text(payload)))
        assert crosswalk == crosswalk_from_dict(json.loads(json_text(payload)))

    @settings(max_examples=300)
    @given(
        walks.crosswalks(),
        st.lists(st.builds(attrs.evolve, walks.links(), rationale=hostile, source=hostile), max_size=3),
    )
    def test_sssom(self, crosswalk: Crosswalk, more: list[Link]) -> None:
        """A crosswalk comes back equal from an SSSOM table, with titles and without, whatever its texts begin with."""
        whole = crosswalk | Crosswalk(crosswalk.source, crosswalk.target, more)

        assert whole == from_sssom(to_sssom(whole))
        assert whole == read_sssom(Upload("a.tsv", to_sssom(whole).encode()))
        assert whole == from_sssom(to_sssom(whole, HERE, THERE), HERE, THERE)

    @given(st.lists(walks.links(), max_size=2), hostile, hostile, hostile)
    def test_sssom_of_any_names(self, links: list[Link], topic: str, framework: str, edition: str) -> None:
        """Ids and editions come back as they were too, even those that no framework could have."""
        odd = [Link(topic, topic, link.relation, link.rationale, link.source) for link in links]
        crosswalk = Crosswalk(Endpoint(framework, edition), Endpoint(edition, framework), odd)

        assert crosswalk == from_sssom(to_sssom(crosswalk))
        assert crosswalk == read_sssom(Upload("a.tsv", to_sssom(crosswalk).encode()))

    @pytest.mark.parametrize(
        ("field", "text", "key", "told"),
        [
            ("rationale", "x" * 131_073, "rationale", TOO_LONG),
            ("source", "=" + "x" * 131_071, "source", TOO_LONG),
            ("source_topic", "x" * 131_073, "here", TOO_LONG),
            ("target_topic", "=" * 50_000, "there", TOO_LONG),
        ],
        ids=str,
    )
    def test_what_would_not_be_read_back(self, field: str, text: str, key: str, told: str) -> None:
        """A text that no table gives back is refused when it is written, with its place."""
        link = attrs.evolve(Link("t1", "u1", Relation.CLOSE, "Why.", "Who."), **{field: text})
        with pytest.raises(InvalidCrosswalk) as caught:
            to_sssom(Crosswalk(Endpoint("a", "1"), Endpoint("b", "1"), [link]))

        assert [(each.path, each.message) for each in caught.value.problems] == [(("links", 0, key), told)]

    def test_the_longest_texts_come_back(self) -> None:
        """Texts as long as a cell may be come back, and so does a null character in an id."""
        link = Link("t\0", "u1", Relation.CLOSE, '"' * 131_072, "x" * 131_072)
        crosswalk = Crosswalk(Endpoint("a", "1"), Endpoint("b", "1"), [link])

        assert read_sssom(Upload("a.tsv", to_sssom(crosswalk).encode())) == crosswalk

    @given(
        walks.crosswalks(),
        st.lists(st.builds(attrs.evolve, walks.links(), rationale=hostile, source=hostile), max_size=3),
    )
    def test_no_cell_is_a_formula(self, crosswalk: Crosswalk, more: list[Link]) -> None:
        """No cell begins with what a spreadsheet takes for a formula, however the spreadsheet parts cells and lines."""
        text = to_sssom(crosswalk | Crosswalk(crosswalk.source, crosswalk.target, more))
        table = text[text.index("\nsubject_id") + 1 :]

        for cell in cells(table):
            assert not cell.strip().startswith(tuple("=+-@\N{FULLWIDTH EQUALS SIGN}"))
            assert not cell.startswith(("\t", "\r", "\n"))


def cells(table: str) -> list[str]:
    """Return the cells of a table, read as RFC 4180 says with tabs for commas, by hand."""
    found: list[str] = []
    cell, inside, place = "", False, 0
    while place < len(table):
        sign = table[place]
        if inside and sign == '"' and table[place + 1 : place + 2] == '"':
            cell, place = cell + sign, place + 1
        elif sign == '"':
            inside = not inside
        elif sign in "\t\n" and not inside:
            found, cell = [*found, cell], ""
        else:
            cell += sign
        place += 1
    return found


#: The field of a link behind each of the two keys of its topics.
FIELDS = {"here": "source_topic", "there": "target_topic"}


@given(walks.crosswalks(max_size=3), st.sampled_from([("here", "t33", "t3"), ("there", "u33", "u3")]))
def test_unknown_topics_are_refused(crosswalk: Crosswalk, fault: tuple[str, str, str]) -> None:
    """A link to a topic that is not there is refused in every form, with its place and the nearest id."""
    side, topic, nearest = fault
    link = attrs.evolve(Link("t1", "u1", Relation.CLOSE, "Why.", "Who."), **{FIELDS[side]: topic})
    wrong = crosswalk | Crosswalk(crosswalk.source, crosswalk.target, [link])
    text = f'no topic "{topic}"; did you mean "{nearest}"?'
    readings: list[Callable[[], object]] = [
        lambda: wrong.validate(HERE, THERE),
        lambda: wrong.gaps(HERE, THERE),
        lambda: crosswalk_from_dict(crosswalk_to_dict(wrong), HERE, THERE),
    ]

    for read in readings:
        with pytest.raises(InvalidCrosswalk) as caught:
            read()
        assert [f'link "{link.source_topic}" to "{link.target_topic}", `{side}`: {text}'] == list(
            map(str, caught.value.problems)
        )
    with pytest.raises(InvalidCrosswalk, match=re.escape(text)) as caught:
        from_sssom(to_sssom(wrong), HERE, THERE)
    assert re.fullmatch(r'line \d+, column "(subject|object)_id"', caught.value.problems[0].place)


@settings(max_examples=300)
@given(
    st.text(max_size=60) | st.text(alphabet="#\t\n\r\"': subject_idobject_idpredicate_idcomment", max_size=80),
    st.booleans(),
)
def test_any_text_is_a_crosswalk_or_an_error(text: str, headed: bool) -> None:
    """Any text read as an SSSOM table ends in a crosswalk or in an error of ours."""
    head = "#curie_map:\nsubject_id\tpredicate_id\tobject_id\tcomment\n" if headed else ""
    with suppress(InvalidCrosswalk):
        assert not from_sssom(head + text, HERE, THERE).problems(HERE, THERE)
