"""The commands `crosswalk` and `carry`: what they show, print and write, and how they refuse."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import attrs
import pytest
from shelf import CQC, SHIPPED, WALES, WIGAN, Shelf, shelf

from positiveculture import get_framework, read_assessment
from positiveculture.cli.app import run
from positiveculture.formats.crosswalk import (
    evidence_proposals_to_dict,
    find_crosswalk,
    propose_evidence,
    read_crosswalk,
)
from positiveculture.formats.sssom.parser import from_sssom, read_sssom

__all__ = ["shelf"]

EXAMPLE = Path(__file__).parents[2] / "examples" / "rivington-2026.toml"


@attrs.frozen
class Result:
    """What came of a command."""

    status: int
    out: str
    err: str


Command: TypeAlias = Callable[..., Result]


@pytest.fixture
def positiveculture(capsys: pytest.CaptureFixture[str], shelf: Shelf) -> Command:
    """Run a command in this process, with the shipped crosswalks declared, by whomever."""
    shelf.install("hand-links", dict.fromkeys(SHIPPED, "positiveculture.crosswalks"))

    def command(*arguments: object) -> Result:
        status = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Result(status, captured.out, captured.err)

    return command


def one_line(text: str) -> str:
    """Return a screen without its line breaks."""
    return " ".join(text.split())


class TestCrosswalk:
    """How two frameworks are linked."""

    def test_shows_links_and_gaps(self, positiveculture: Command) -> None:
        """Every link is there with its rationale, then who says so, then the gaps on both sides."""
        result = positiveculture("crosswalk", WIGAN, CQC)
        found = find_crosswalk(WIGAN, CQC)
        shown = one_line(result.out)
        gaps = found.gaps(get_framework(WIGAN), get_framework(CQC))

        assert (result.status, result.err) == (0, "")
        assert all(one_line(link.rationale) in shown for link in found.links)
        assert "14 A clear team purpose - is related to: 1 Shared direction and culture" in shown
        assert "Who says so - Reviewed by the positiveculture engineers, 2026; not by the publishers." in shown
        assert f"Linked to nothing in Progress for Wigan Ethical Homecare Providers: {len(gaps[0])} topics" in shown
        assert f"Linked to nothing in Well-led, CQC-style: {len(gaps[1])} topics" in shown

    def test_prints_json(self, positiveculture: Command) -> None:
        """The JSON holds ends, links and gaps; the other way round, it says the same from the other side."""
        told = json.loads(positiveculture("crosswalk", CQC, WIGAN, "--json").out)
        other = json.loads(positiveculture("crosswalk", WIGAN, CQC, "--json").out)

        assert {"from", "to", "links", "gaps"} == set(told)
        assert {"framework": CQC, "edition": "saf-2024"} == told["from"] == other["to"]
        assert (told["gaps"]["from"], told["gaps"]["to"]) == (other["gaps"]["to"], other["gaps"]["from"])
        assert {"here", "there", "relation", "rationale", "source"} == set(told["links"][0])

    def test_prints_sssom(self, positiveculture: Command) -> None:
        """The table reads back equal, and names the licence that was given."""
        out = positiveculture("crosswalk", WIGAN, WALES, "--sssom", "--license", "https://example.org/mine").out

        assert find_crosswalk(WIGAN, WALES) == from_sssom(out)
        assert '#license: "https://example.org/mine"' in out

    @pytest.mark.parametrize("name", ["links.toml", "links.json", "links.tsv"])
    def test_writes(self, positiveculture: Command, tmp_path: Path, name: str) -> None:
        """A file of each kind reads back equal, and is not overwritten unasked."""
        path = tmp_path / name
        read = read_sssom if name.endswith("tsv") else read_crosswalk
        first = positiveculture("crosswalk", WIGAN, WALES, "--out", path)
        again = positiveculture("crosswalk", WIGAN, WALES, "--out", path)
        forced = positiveculture("crosswalk", WIGAN, WALES, "--out", path, "--force", "--json")

        assert (0, f"{path} is written.\n") == (first.status, first.out)
        assert (1, f"{path}: already exists; overwrite it with --force\n") == (again.status, again.err)
        assert len(json.loads(forced.out)["links"]) == 33
        assert find_crosswalk(WIGAN, WALES) == read(path)

    @pytest.mark.parametrize(
        ("arguments", "status", "told"),
        [
            ((WIGAN, "leicester-health-check"), 1, 'no crosswalk "wigan-progress--leicester-health-check"; '),
            ((WIGAN, "wales"), 1, 'no framework "wales"; '),
            ((WIGAN, CQC, "--sssom", "--json"), 2, "is given together with --json"),
            ((WIGAN, CQC, "--sssom", "--out", "links.toml"), 1, "links.toml: is not .tsv, and an SSSOM table is"),
            (
                (WIGAN, CQC, "--out", "links.csv"),
                1,
                "links.csv: is neither .toml, .tsv, .json, .html, .md, .pdf nor .txt, so",
            ),
            ((WIGAN,), 2, "TO"),
        ],
    )
    def test_refuses(self, positiveculture: Command, arguments: tuple[str, ...], status: int, told: str) -> None:
        """What cannot be done is told on standard error, and nothing is printed or written."""
        result = positiveculture("crosswalk", *arguments)

        assert (status, "") == (result.status, result.out)
        assert told in result.err
        assert not Path("links.toml").exists()
        assert not Path("links.csv").exists()

    def test_takes_the_links_of_a_file(self, positiveculture: Command, tmp_path: Path) -> None:
        """Somebody's SSSOM table without comments becomes a crosswalk, with the reason that is given."""
        theirs, ours = tmp_path / "theirs.tsv", tmp_path / "ours.toml"
        theirs.write_text(
            f"subject_id\tpredicate_id\tobject_id\tauthor_label\n{WIGAN}:dignity\tskos:closeMatch\t{WALES}:voice-choice-and-control\tA\n",
            encoding="utf-8",
        )
        bare = positiveculture("crosswalk", WIGAN, WALES, "--links", theirs)
        made = positiveculture("crosswalk", WIGAN, WALES, "--links", theirs, "--rationale", "Agreed.", "--out", ours)

        assert (bare.status, made.status) == (1, 0)
        assert 'has no "comment"' in bare.err
        assert [(link.source_topic, link.rationale) for link in read_crosswalk(ours).links] == [("dignity", "Agreed.")]


class TestCarry:
    """What an assessment's evidence proposes for another framework."""

    def test_shows_proposals(self, positiveculture: Command) -> None:
        """Every proposal stands under its topic with where it comes from, and it is said that no score carries over."""
        result = positiveculture("carry", EXAMPLE, "--to", WALES)
        carried = propose_evidence(read_assessment(EXAMPLE), find_crosswalk(WIGAN, WALES))
        shown = one_line(result.out)

        assert (result.status, result.err) == (0, "")
        assert "No score carries over: every topic is judged afresh." in shown
        assert all(proposal.evidence.title in shown for proposal in carried.proposals)
        assert (
            "- Given for 13 Knowledge and skills in person-centred practices, which is related to this: "
            "- Skills matrix (record, 27 February 2026)"
        ) in shown
        assert "Proposed for more than" not in shown

    def test_warns_of_overuse(self, positiveculture: Command) -> None:
        """Evidence that is proposed for more topics than was allowed is named with its topics."""
        shown = one_line(positiveculture("carry", EXAMPLE, "--to", WALES, "--most-uses", "2").out)

        assert "Proposed for more than 2 topics" in shown
        assert "Dignity spot checks on 12 visits (observation, 19 February 2026): Protecting and promoting" in shown

    def test_tells_what_stays(self, positiveculture: Command) -> None:
        """Evidence for topics that nothing is linked to is not lost without a word."""
        shown = one_line(positiveculture("carry", EXAMPLE, "--to", CQC).out)

        assert "Evidence that no link carries:" in shown
        assert "- 1 Dignity, respect and appreciation" in shown

    def test_prints_json(self, positiveculture: Command) -> None:
        """The JSON is what the library returns; there is no level in it."""
        told = json.loads(positiveculture("carry", EXAMPLE, "--to", WALES, "--json").out)
        carried = propose_evidence(read_assessment(EXAMPLE), find_crosswalk(WIGAN, WALES))

        assert json.loads(json.dumps(evidence_proposals_to_dict(carried), default=str)) == told
        assert (told["service"], told["assessed_on"], told["most_uses"]) == ("Rivington Home Care", "2026-03-31", 3)
        assert '"level"' not in json.dumps(told)

    def test_nothing_to_carry(self, positiveculture: Command, tmp_path: Path) -> None:
        """An assessment without evidence carries nothing, and that is said."""
        bare = tmp_path / "bare.toml"
        bare.write_text('framework = "wigan-progress"\nedition = "2017"\nservice = "Elm"\nassessed_on = 2026-03-31\n')

        assert "No evidence carries over." in positiveculture("carry", bare, "--to", WALES, "--framework", WIGAN).out

    def test_refuses(self, positiveculture: Command) -> None:
        """An unknown framework, or a pair that nothing joins, is told on standard error."""
        assert 'no framework "walse"; ' in positiveculture("carry", EXAMPLE, "--to", "walse").err
        assert positiveculture("carry", EXAMPLE, "--to", "leicester-health-check").status == 1
        assert positiveculture("carry", EXAMPLE, "--to", WALES, "--most-uses", "0").status == 2
