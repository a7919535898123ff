"""`feedback`, `triangulate`, and `assess` and `plan` where nothing is awarded, and `assess --why`."""

import json
from datetime import date
from pathlib import Path

import pytest
from running import Command, Write

from positiveculture.documents.triangulation import triangulation_document
from positiveculture.formats.feedback import measures_to_dict, read_feedback
from positiveculture.formats.parsing import read_payload
from positiveculture.formats.plan import plan_from_dict
from positiveculture.formats.triangulation import read_triangulation
from positiveculture.plugins.registry import get_framework
from positiveculture.render.markdown import markdown
from positiveculture.render.text import text

LOG = "feedback-merrowdale-east-2026.toml"
REPORT = "triangulation-merrowdale-2026.toml"
WALES = "wales-cwm-aderyn-2026.toml"


class TestFeedback:
    """How well suggestions are answered."""

    def test_screen(self, positiveculture: Command, examples: Path) -> None:
        """The screen gives each measure on the day, and who waits, the longest first."""
        result = positiveculture("feedback", examples / LOG, "--on", "2026-09-30")
        lines = [" ".join(line.split()) for line in result.out.splitlines()]

        assert result.status == 0
        assert "Answered: 6 of 12, 50 %; 2 more decided, and the person does not know yet" in lines
        assert "Adopted: 5 of 8 decided, 62 %" in lines
        assert "Days to an answer: median 30, longest 64" in lines
        assert lines[lines.index("Without an answer: 6, the longest open first") + 1] == (
            "- shorter-review-form: 51 days, heard, not decided"
        )

    def test_json(self, positiveculture: Command, examples: Path) -> None:
        """The JSON has the same measures."""
        told = json.loads(positiveculture("feedback", examples / LOG, "--on", "2026-09-30", "--json").out)

        assert (told["on"], told["answered"], told["share_adopted"]) == ("2026-09-30", 6, 0.625)
        assert told.keys() == measures_to_dict(read_feedback(examples / LOG).measures(date(2026, 9, 30))).keys()

    def test_nothing_yet(self, positiveculture: Command, examples: Path) -> None:
        """Before anything was raised, the screen says so without shares."""
        result = positiveculture("feedback", examples / LOG, "--on", "2026-01-01")

        assert "0 suggestions" in result.out
        assert "%" not in result.out
        assert " of 0" not in result.out

    def test_a_decline_without_a_reason(self, positiveculture: Command, write: Write) -> None:
        """A decline without its reason ends with status 1, and says at which suggestion."""
        path = write(
            "log.toml",
            """
            service = "Elm House"
            [[suggestions]]
            id = "late-rotas"
            text = "Publish rotas earlier."
            raised_on = 2026-07-01
            heard_on = 2026-07-01
            declined_on = 2026-07-01
            """,
        )
        result = positiveculture("feedback", path)

        assert (result.status, result.out) == (1, "")
        assert 'suggestion "late-rotas", `reason`: is declined without a reason' in result.err


class TestTriangulate:
    """The report of several instruments."""

    def test_screen(self, positiveculture: Command, examples: Path) -> None:
        """Where no file is named, the report is shown."""
        result = positiveculture("triangulate", examples / REPORT)

        assert result.status == 0
        assert result.out == text(triangulation_document(read_triangulation(examples / REPORT)))

    def test_file(self, positiveculture: Command, examples: Path, tmp_path: Path) -> None:
        """The report is written to a file, and over one that is there only with --force."""
        path = tmp_path / "report.md"
        first = positiveculture("triangulate", examples / REPORT, "--out", path)
        again = positiveculture("triangulate", examples / REPORT, "--out", path)
        forced = positiveculture("triangulate", examples / REPORT, "--out", path, "--force", "--minimum", "5")

        assert (0, f"{path} is written.\n") == (first.status, first.out)
        assert (1, "already exists" in again.err) == (again.status, True)
        assert forced.status == 0
        assert path.read_text() == markdown(triangulation_document(read_triangulation(examples / REPORT), minimum=5))

    def test_other_kinds_of_file(self, positiveculture: Command, examples: Path, tmp_path: Path) -> None:
        """The report is written as PDF and as a page; a file of no known kind is refused."""
        line = ("triangulate", examples / REPORT, "--out")

        assert [positiveculture(*line, tmp_path / f"a{suffix}").status for suffix in (".pdf", ".html")] == [0, 0]
        assert "so its kind is not known" in positiveculture(*line, tmp_path / "a.docx").err

    @pytest.mark.parametrize(("minimum", "n", "standing"), [("10", None, "too-few"), ("7", 7, "single-source")])
    def test_json(self, positiveculture: Command, examples: Path, minimum: str, n: int | None, standing: str) -> None:
        """The JSON has each theme with its standing, and no number of people below the minimum."""
        told = json.loads(positiveculture("triangulate", examples / REPORT, "--minimum", minimum, "--json").out)
        cover = told["themes"][-1]

        assert (cover["name"], cover["standing"]) == ("Night and weekend cover", standing)
        assert [n] == [finding["n"] for finding in cover["findings"]]


class TestCheck:
    """`check` on feedback logs and triangulations."""

    def test_each_kind(self, positiveculture: Command, examples: Path) -> None:
        """A log and a report are known by what they hold, and counted."""
        log, report = (" ".join(positiveculture("check", examples / name).out.split()) for name in (LOG, REPORT))

        assert log.endswith(": a valid feedback log Holds: 12 suggestions")
        assert report.endswith(": a valid triangulation Holds: 4 instruments, 12 findings")


class TestUnscored:
    """`assess` and `plan` where nothing is awarded."""

    def test_screen(self, positiveculture: Command, examples: Path) -> None:
        """The screen says why there is no score, and what was reflected on, evidenced and acted on, by whom."""
        out = " ".join(positiveculture("assess", examples / WALES).out.split())

        assert "The guide sets no levels and gives no scores" in out
        assert "Topics: 3 Reflected on: 0 Evidenced: 0 Acted on: 0" in out
        assert "Took part: People with lived experience, People who work in social care and Leaders" in out
        assert "We thought that we listen well. The night team disagreed, politely." in out
        assert "7 open actions 30 April 2026 Who: Senior carer" in out
        assert "Nothing yet on 10 topics" in out

    def test_json(self, positiveculture: Command, examples: Path) -> None:
        """The JSON has the coverage of each principle and topic beside the keys that every assessment has."""
        told = json.loads(positiveculture("assess", examples / WALES, "--json").out)

        assert (told["awards"], told["award"], told["answered"]) == ([], None, 9)
        assert (
            told["coverage"]["reflected"],
            len(told["coverage"]["open_actions"]),
            len(told["coverage"]["principles"]),
            len(told["coverage"]["untouched"]),
        ) == (9, 7, 6, 10)

    def test_rated_without_awards(self, positiveculture: Command, examples: Path) -> None:
        """A survey's answers are answered, and not reflected on."""
        out = " ".join(positiveculture("assess", examples / "leicester-healthy-workplace.toml").out.split())

        assert "Principle Topics Answered Score Demands 8 8 3.13 Control 6 6 3.67" in out

    def test_plan(self, positiveculture: Command, examples: Path, tmp_path: Path) -> None:
        """A plan needs no award, carries in what is open, and reads back."""
        path = tmp_path / "plan.toml"
        result = positiveculture("plan", examples / WALES, "--out", path)
        plan = plan_from_dict(read_payload(path), get_framework("wales-positive-cultures"))

        assert result.status == 0
        assert (plan.award, plan.actions[0].who) == (None, "Senior carer")
        assert plan.actions[0].by_when is not None

    def test_plan_without_its_award(self, positiveculture: Command, examples: Path) -> None:
        """Where there are awards, a plan without one is refused, and the awards are named."""
        result = positiveculture("plan", examples / "rivington-2026.toml")

        assert (1, '"bronze", "silver", "gold"' in result.err) == (result.status, True)


class TestWhy:
    """`assess --why`."""

    def test_screen(self, positiveculture: Command, examples: Path) -> None:
        """The tree begins with what decided, and shows each clause with its state and where it stands."""
        lines = positiveculture("assess", examples / "cqc-held-back-2026.toml", "--why").out.splitlines()

        assert "Held at Requires improvement: Freedom to speak up stands at 1, below the 2 that" in lines
        assert "    - Every topic at 2 or above: not met; Freedom to speak up at 1" in lines
        assert "Indicated by this reviewed assessment: Requires improvement" in lines
        assert lines[-5].startswith("Only CQC rates: ")
        assert lines[-2].startswith("Next: positiveculture route ")

    def test_json(self, positiveculture: Command, examples: Path) -> None:
        """The JSON has the tree of every award beside the keys that every assessment has."""
        told = json.loads(positiveculture("assess", examples / "cqc-held-back-2026.toml", "--why", "--json").out)
        awards = {award["id"]: award for award in told["why"]["awards"]}

        assert told["award"] == "requires-improvement"
        assert told["why"]["decided_by"].startswith("Held at Requires improvement")
        assert [clause["state"] for clause in awards["good"]["clauses"][0]["clauses"]] == ["met", "not-met"]

    def test_unscored(self, positiveculture: Command, examples: Path) -> None:
        """Where nothing is scored there is no why, and the error says so."""
        result = positiveculture("assess", examples / WALES, "--why")

        assert (1, "is not scored" in result.err) == (result.status, True)


class TestProgressWithoutScores:
    """What moved where nothing is scored."""

    def test_screen(self, positiveculture: Command, examples: Path) -> None:
        """The screen tells what is newly reflected on, evidenced, promised and done, who joined, and what was lost."""
        result = positiveculture("progress", examples / "wales-cwm-aderyn-2025.toml", examples / WALES)
        lines = [" ".join(line.split()) for line in result.out.splitlines()]

        assert result.status == 0
        for heading in (
            "- 2 actions done",
            "Newly reflected on: 6 topics",
            "Newly evidenced: 6 topics",
            "Done since: 2 actions",
            "Newly promised: 7 actions",
            "Was open, and is not mentioned any more: 1 action",
            "Took part where they had not",
            "No evidence that counts any more: 1 topic",
            "reflected on 3 9",
        ):
            assert heading in lines
        assert "at the same level" not in result.out

    def test_json(self, positiveculture: Command, examples: Path) -> None:
        """The JSON has each movement, and the roles that joined."""
        told = json.loads(
            positiveculture("progress", examples / "wales-cwm-aderyn-2025.toml", examples / WALES, "--json").out
        )
        first = told["overall_movements"][0]

        assert told["roles_joined"] == ["lived-experience", "social-care-workers"]
        assert (first["topic"], first["evidenced"], first["reflected"]) == ("culture-as-a-whole", True, False)
        assert first["done"][0]["done_on"] == "2026-03-24"
        assert (told["overall"], told["awards"]) == ([], [])
        assert told["movements"] == told["overall_movements"]

    def test_nothing_new(self, positiveculture: Command, examples: Path, tmp_path: Path) -> None:
        """Where nothing is new, that is said."""
        again = tmp_path / "again.toml"
        again.write_text((examples / WALES).read_text("utf-8").replace("2026-04-22", "2026-05-22"), "utf-8")

        assert "Nothing has moved" in positiveculture("progress", examples / WALES, again).out

    def test_a_bad_sign_that_rises_is_not_celebrated(
        self, positiveculture: Command, examples: Path, tmp_path: Path
    ) -> None:
        """On a reverse-scored topic a higher level is worse, so it is a lower one that is celebrated."""
        text = (examples / "leicester-healthy-workplace.toml").read_text("utf-8").replace("2026-05-14", "2027-05-14")
        worse, better = tmp_path / "worse.toml", tmp_path / "better.toml"
        worse.write_text(text.replace("bullying = 1", "bullying = 5"), "utf-8")
        better.write_text(text.replace("work-intensity = 4", "work-intensity = 2"), "utf-8")
        first = examples / "leicester-healthy-workplace.toml"

        assert "celebrate" not in positiveculture("progress", first, worse).out
        assert "Bullying (a lower level is better)" in positiveculture("progress", first, worse).out
        assert "1 topic is better than before" in positiveculture("progress", first, better).out

    def test_the_next_step_on_a_bad_sign_is_down(self, positiveculture: Command, examples: Path) -> None:
        """Nobody is told to work towards more of what is bad."""
        told = json.loads(positiveculture("summary", examples / "leicester-healthy-workplace.toml", "--json").out)
        topics = {each["topic"]: each for group in told["groups"] for each in group["topics"]}
        screen = positiveculture("summary", examples / "leicester-healthy-workplace.toml").out

        assert (topics["bullying"]["level"], topics["bullying"]["next_level"]) == (1, None)
        assert (topics["work-intensity"]["level"], topics["work-intensity"]["next_level"]) == (4, 3)
        assert "at 1, the best: keep it there" in screen
