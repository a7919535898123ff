"""`assess` and `summary`: what a manager wants on one screen."""

import json
import shlex
import tomllib
from pathlib import Path

import pytest
from running import Command, Write, statement_of

import positiveculture as pc
from positiveculture.formats.outcome import outcome_to_dict

HEAD = """
    framework = "meadow"
    edition = "1"
    service = "Elm House"
    assessed_on = 2026-03-31
    [responses]
    """


class TestScreen:
    """The screen of `assess`."""

    def test_award_and_blockers(self, positiveculture: Command, examples: Path) -> None:
        """The screen names the service, the award that is indicated, and each blocker with what it has and needs."""
        result = positiveculture("assess", examples / "rivington-2026.toml")

        assert result.status == 0
        assert "Rivington Home Care" in result.out
        assert "Indicated by this self-assessment: Bronze\n" in result.out
        assert "Silver  ████████░░░░░░ 60 %     not met; 3 of 5 requirements\n" in result.out
        assert "- 14 A clear team purpose: has 3, needs 4\n" in result.out

    def test_one_screen(self, positiveculture: Command, examples: Path) -> None:
        """Each of the examples takes at most 40 lines of at most 80 cells, but for commands that can be copied."""
        for name in ("rivington-2025", "rivington-2026", "halfway-2026"):
            lines = positiveculture("assess", examples / f"{name}.toml").out.splitlines()

            assert len(lines) <= 40
            assert max(len(line) for line in lines if not line.startswith(("Next: ", "Then: "))) <= 80

    @pytest.mark.parametrize("name", ["rivington-2026", "halfway-2026", "wales-cwm-aderyn-2026", "cqc-rivington-2026"])
    def test_what_comes_next_can_be_copied(
        self, positiveculture: Command, examples: Path, tmp_path: Path, name: str
    ) -> None:
        """The commands under the screen name the file that was given, whatever it is called, and run."""
        file = tmp_path / "our own (May) 'copy'.toml"
        file.write_bytes((examples / f"{name}.toml").read_bytes())
        framework = tomllib.loads(file.read_text("utf-8"))["framework"]
        for more in ((), ("--framework", framework)):
            lines = positiveculture("assess", file, *more).out.splitlines()
            commands = [line.partition(": ")[2] for line in lines if line.startswith(("Next: ", "Then: "))]

            assert len(commands) == (1 if name.startswith("wales") else 2)
            assert all(shlex.split(command)[-len(more) :] == list(more) for command in commands if more)
            assert [positiveculture(*shlex.split(command)[1:]).status for command in commands] == [0] * len(commands)

    def test_nothing_comes_next_in_a_file(self, positiveculture: Command, examples: Path, tmp_path: Path) -> None:
        """What is written to a file or printed as JSON names no command; nor is one named where every award is met."""
        text, toml = tmp_path / "page.txt", tmp_path / "all.toml"
        best = "".join(f"{topic.id} = 5\n" for topic in pc.get_framework("wigan-progress").topics)
        head = 'framework = "wigan-progress"\nedition = "2017"\nservice = "S"\nassessed_on = 2026-03-31\n[responses]\n'
        toml.write_text(head + best, encoding="utf-8")
        positiveculture("assess", examples / "rivington-2026.toml", "--out", text)
        shown = [text.read_text("utf-8"), positiveculture("assess", toml).out]
        shown.append(positiveculture("assess", examples / "rivington-2026.toml", "--json").out)

        assert ["positiveculture plan" in each for each in shown] == [False] * 3

    def test_undecided(self, positiveculture: Command, examples: Path) -> None:
        """Where open questions decide, the screen says which topics are not answered yet."""
        result = positiveculture("assess", examples / "halfway-2026.toml")

        assert "Bronze is undecided\n- 2 Understanding and respecting life history: not answered yet" in result.out
        assert "no award yet" in result.out

    def test_higher_awards_without_room(self, positiveculture: Command, examples: Path) -> None:
        """What has no room on one screen is told by its number, and in full by --full."""
        short = positiveculture("assess", examples / "rivington-2025.toml").out
        full = positiveculture("assess", examples / "rivington-2025.toml", "--full").out

        assert "Silver is needed first; 7 topics are below what it asks.\n" in short
        assert "Friendships, relationships and community life" not in short
        assert "Friendships, relationships and community life" in full

    def test_full_gives_whole_statements(self, positiveculture: Command, examples: Path) -> None:
        """Where much is in the way, statements are shown with --full alone."""
        statement = statement_of(pc.get_framework("wigan-progress").topic("dignity"), 5).text
        short = positiveculture("assess", examples / "rivington-2025.toml").out
        full = positiveculture("assess", examples / "rivington-2025.toml", "--full").out

        assert statement not in " ".join(short.split())
        assert statement in " ".join(full.split())

    def test_only_a_lower_award_is_missing(self, positiveculture: Command, write: Write) -> None:
        """Where all of its own topics are met, an award says which lower one alone is missing."""
        levels = "\n".join(f"{number} = {4 if number == 1 else 5}" for number in range(1, 16))
        path = write("a.toml", HEAD.replace("meadow", "wigan-progress").replace('"1"', '"2017"')).read_text()
        result = positiveculture("assess", write("b.toml", path + levels))

        assert "Everything of its own is met; Bronze is needed first.\n" in result.out

    def test_every_award_met(self, positiveculture: Command, write: Write) -> None:
        """Where nothing is left to reach, the screen says so."""
        levels = "\n".join(f"{number} = 5" for number in range(1, 26))
        path = write("a.toml", HEAD.replace("meadow", "wigan-progress").replace('"1"', '"2017"')).read_text()
        result = positiveculture("assess", write("b.toml", path + levels))

        assert "Indicated by this self-assessment: Gold\n" in result.out
        assert "Every award of this framework is indicated.\n" in result.out

    def test_basis(self, positiveculture: Command, write: Write, meadow: Path) -> None:
        """An assessment that records the awarding body's judgement is not said to be a self-assessment."""
        path = write("a.toml", HEAD.replace("[responses]", 'basis = "awarded"\n    [responses]'))
        result = positiveculture("assess", path, "--framework", meadow)

        assert "recorded as the awarding body's: no award yet\n" in result.out

    def test_floor(self, positiveculture: Command, write: Write) -> None:
        """Where every award is surely not met, the framework's floor is indicated, with its own words on who rates."""
        head = (
            'framework = "cqc-style-well-led"\nedition = "saf-2024"\nservice = "Elm House"\nassessed_on = 2026-03-31\n'
        )
        ones = "".join(f"{number} = 1\n" for number in range(1, 9))
        result = positiveculture("assess", write("a.toml", f"{head}[responses]\n{ones}"))

        assert "Indicated by this self-assessment: Inadequate\n" in result.out
        assert "\nOnly CQC rates: " in result.out
        assert "Only the awarding body awards" not in result.out

    def test_alternatives(self, positiveculture: Command, write: Write, meadow: Path) -> None:
        """Alternatives are shown as alternatives, shares and evidence in plain words."""
        path = write("a.toml", HEAD + "listening = 2\n    warmth = 2\n")
        result = positiveculture("assess", path, "--framework", meadow)

        assert "- One of these has to be met:\n  - All of these:\n    - Listening: has 2, needs 3\n" in result.out
        assert "  - The points of Warmth come to 50 per cent, 2 of 4, and 75 are needed\n" in result.out
        assert "- Listening: needs evidence that has not lapsed\n" in result.out
        assert "2 of 3 alternatives have to be met.\n" in result.out

    def test_open_share(self, positiveculture: Command, write: Write, meadow: Path) -> None:
        """A share that open questions could still lift says how far."""
        result = positiveculture("assess", write("a.toml", HEAD + "listening = 2\n"), "--framework", meadow)

        assert "open questions count as the lowest level in that, and could bring them to 100" in " ".join(
            result.out.split()
        )

    def test_set_aside(self, positiveculture: Command, write: Write, meadow: Path) -> None:
        """A topic that is set aside is counted as such, and said so in the summary."""
        path = write("a.toml", HEAD + 'listening = { not_applicable = "nobody" }\nthoughts = { note = "n" }\n')

        assert (
            "Answered: 1 of 3 topics; 1 not applicable\n" in positiveculture("assess", path, "--framework", meadow).out
        )
        told = positiveculture("summary", path, "--framework", meadow).out
        assert "- Listening: not applicable\n" in told
        assert "- Thoughts: reflected on\n" in told

    def test_nothing_left_to_judge(self, positiveculture: Command, write: Write, meadow: Path) -> None:
        """A rule all of whose topics are set aside says that nothing is left to judge."""
        text = meadow.read_text().partition("[[awards]]")[0]
        text += '[[awards]]\nid = "leaf"\ntitle = "Leaf"\nrule = { minimum = { listening = 2 } }\n'
        path = write("a.toml", HEAD + 'listening = { not_applicable = "nobody" }\n')
        result = positiveculture("assess", path, "--framework", write("small.toml", text))

        assert "Nothing is left to judge: every topic" in " ".join(result.out.split())

    def test_no_awards(self, positiveculture: Command, write: Write, meadow: Path) -> None:
        """A framework without awards is not given one."""
        framework = write("none.toml", meadow.read_text().partition("[[awards]]")[0])
        result = positiveculture("assess", write("a.toml", HEAD + "warmth = 1\n"), "--framework", framework)

        assert "publishes no awards, and none is indicated here" in result.out
        assert (
            "Kindness\n- Warmth: at 1; next, 2\n  - Warmer.\n- Greeting: not answered yet\n"
            in positiveculture("summary", write("a.toml", HEAD + "warmth = 1\n"), "--framework", framework).out
        )


class TestSummary:
    """The summary of actions."""

    def test_every_topic(self, positiveculture: Command, examples: Path) -> None:
        """The summary of actions has every topic under its tier, with its next statement whole."""
        out = positiveculture("summary", examples / "rivington-2026.toml").out
        assessment = pc.read_assessment(examples / "rivington-2026.toml")
        wigan = pc.get_framework("wigan-progress")
        words = " ".join(out.split())

        assert [line for line in out.splitlines() if line in ("Bronze", "Silver", "Gold")] == [
            "Bronze",
            "Silver",
            "Gold",
        ]
        for statement in pc.evaluate(wigan, assessment).next_statements.values():
            assert statement.words("traditional") in words

    def test_json(self, positiveculture: Command, examples: Path) -> None:
        """As JSON, the summary gives each topic's level and next statement, null where there is none."""
        told = json.loads(positiveculture("summary", examples / "halfway-2026.toml", "--json").out)
        first, second = told["groups"][0]["topics"][:2]

        assert [group["title"] for group in told["groups"]] == ["Bronze", "Silver", "Gold"]
        assert (first["topic"], first["level"], first["next_level"]) == ("dignity", 5, None)
        assert (second["topic"], second["level"], second["next_statement"]) == ("life-history", None, None)


def test_json_is_the_outcome(positiveculture: Command, examples: Path) -> None:
    """`assess --json` prints exactly what `outcome_to_dict` returns."""
    path = examples / "rivington-2026.toml"
    outcome = pc.evaluate(pc.get_framework("wigan-progress"), pc.read_assessment(path))

    assert json.loads(positiveculture("assess", path, "--json").out) == outcome_to_dict(outcome)


def test_what_is_recorded_beside_the_levels(positiveculture: Command, write: Write) -> None:
    """The screen tells which award was given and whether it stands, what is carried over, and who shares a step."""
    path = write(
        "a.toml",
        """
        framework = "wigan-progress"
        edition = "2017"
        service = "Rivington Home Care"
        assessed_on = 2026-03-31
        [[certificates]]
        award = "bronze"
        awarded_on = 2025-01-10
        by = "The council"
        expires_on = 2026-01-10
        [responses]
        dignity = { level = 4, carried_from = 2025-03-28 }
        """,
    )
    screen = " ".join(positiveculture("assess", path).out.split())
    route = positiveculture("route", path, "--to", "bronze")
    steps = json.loads(positiveculture("route", path, "--to", "bronze", "--json").out)["steps"]

    assert "Answered: 1 of 25 topics; 1 from an earlier assessment" in screen
    assert "Bronze, awarded by The council on 10 January 2025; until 10 January 2026; not in force on 31" in screen
    assert "Levels 4 and 5 call for partnership with commissioners.\n" in route.out
    assert {step["to_level"]: step["shared_with"] for step in steps}[5] == "commissioners"
    assert {step["to_level"]: step["shared_with"] for step in steps}[3] is None


def test_an_edition_that_was_not_in_force(positiveculture: Command, write: Write) -> None:
    """An assessment of a day on which the edition was not in force says so."""
    head = 'framework = "cqc-style-well-led"\nedition = "saf-2024"\nservice = "S"\nassessed_on = 2024-03-31\n'
    path = write("a.toml", head + "[responses]\n1 = 4\n")

    assert "This edition was not in force on 31 March 2024. It is in force from 2 December 2024." in " ".join(
        positiveculture("assess", path).out.split()
    )
    assert json.loads(positiveculture("assess", path, "--json").out)["in_force"] is False


def test_a_reviewers_scores_beside_ones_own(positiveculture: Command, examples: Path, tmp_path: Path) -> None:
    """A reviewer's assessment of the same day is shown beside one's own, and no difference is called a fall."""
    reviewed = tmp_path / "reviewed.toml"
    text = (examples / "rivington-2026.toml").read_text("utf-8")
    reviewed.write_text(
        text.replace('basis = "self"', 'basis = "reviewed"').replace(
            "meetings = { level = 4", "meetings = { level = 3"
        ),
        "utf-8",
    )
    result = positiveculture("progress", examples / "rivington-2026.toml", reviewed)
    told = json.loads(positiveculture("progress", reviewed, examples / "rivington-2026.toml", "--json").out)

    assert "Not all of this is judged by the same" in result.out
    assert "Lower as judged by a reviewer: 1 topic" in result.out
    assert "What fell" not in result.out
    assert told["basis"] == ["self", "reviewed"]
