"""`new-assessment`, `plan`, `route` and `progress`: what is written reads back, and what is shown is so."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from running import Command, Write, statement_of

import positiveculture as pc


class TestNewAssessment:
    """The file to fill in."""

    def test_reads_back_unanswered(self, positiveculture: Command, tmp_path: Path) -> None:
        """The file as written is a valid assessment in which nothing is answered."""
        path = tmp_path / "new.toml"
        result = positiveculture("new-assessment", "wigan-progress", "--out", path, "--on", "2026-05-04")
        read = pc.read_assessment(path)

        assert (result.status, result.out) == (0, f"{path} is written.\n")
        assert (dict(read.responses), read.assessed_on, read.service) == ({}, date(2026, 5, 4), "Our service")

    def test_every_topic_can_be_filled_in(self, positiveculture: Command, tmp_path: Path) -> None:
        """With a level after each equals sign, each topic's line is an answer; its statements stand above it."""
        text = positiveculture("new-assessment", "wigan-progress", "--service", "Elm").out
        path = tmp_path / "filled.toml"
        path.write_text(re.sub(r"(?m)^# ([a-z-]+) = $", r"\1 = 3", text), encoding="utf-8")
        wigan = pc.get_framework("wigan-progress")
        words = " ".join(text.replace("#", " ").split())

        assert pc.read_assessment(path).levels == {topic.id: 3 for topic in wigan.topics}
        assert all(f"--- {topic.number} {topic.title} ---" in words for topic in wigan.topics)
        assert all(statement.text in words for topic in wigan.topics for statement in topic.statements)

    def test_today(self, positiveculture: Command) -> None:
        """Where no day is given, the assessment is of today."""
        before = date.today()
        text = positiveculture("new-assessment", "wigan-progress").out

        assert {f"assessed_on = {day}" for day in (before, date.today())}.intersection(text.splitlines())

    def test_other_topics(self, positiveculture: Command, meadow: Path) -> None:
        """A topic without a scale offers a note, and one that may be set aside offers that."""
        out = positiveculture("new-assessment", meadow).out

        assert '# thoughts = { note = "" }\n' in out
        assert '# listening = { not_applicable = "why" }\n' in out

    def test_from_last_time(self, positiveculture: Command, tmp_path: Path, examples: Path) -> None:
        """From the last assessment come its head and, in comments alone, what it says; nothing is answered by it."""
        last, path = examples / "rivington-2026.toml", tmp_path / "new.toml"
        result = positiveculture(
            "new-assessment", "wigan-progress", "--from", last, "--out", path, "--on", "2027-03-30"
        )
        before, read = pc.read_assessment(last), pc.read_assessment(path)
        words = " ".join(path.read_text("utf-8").replace("#", " ").split())

        assert (result.status, result.err) == (0, "")
        assert (dict(read.responses), read.assessed_on, read.mode) == ({}, date(2027, 3, 30), None)
        assert (read.service, read.assessed_by, read.service_model) == (
            before.service,
            before.assessed_by,
            before.service_model,
        )
        labels = {3: "Some progress", 4: "Good progress", 5: "Truly personalised"}
        for said in before.responses.values():
            assert isinstance(said, pc.Rating)
            assert f"Last time: {said.level} {labels[said.level]}" in words
            assert all(" ".join(text.split()) in words for text in (said.note, *(each.title for each in said.evidence)))
        assert words.count("Last time: ") == len(before.responses)

    def test_from_all_that_can_be_said(self, positiveculture: Command, meadow: Path, write: Write) -> None:
        """What was not applicable, reflected on or rated without a note is told as it was; a service may be renamed."""
        last = write(
            "last.toml",
            """
            framework = "meadow"
            edition = "1"
            service = "Elm"
            assessed_on = 2026-03-31
            organisation = "provider"
            [responses]
            listening = { not_applicable = "Nobody is here." }
            warmth = 2
            thoughts = { actions = [{ what = "Ask again" }] }
            """,
        )
        out = positiveculture("new-assessment", meadow, "--from", last, "--service", "Oak", "--on", "2026-09-30").out
        early = positiveculture("new-assessment", meadow, "--from", last, "--on", "2026-03-30")

        assert (early.status, early.out) == (1, "")
        assert "`assessed_on`: is 2026-03-30, before the assessment of 2026-03-31" in early.err

        assert "# Last time: not applicable: Nobody is here.\n# listening = \n" in out
        assert "# Last time: 2 Two\n# warmth = \n" in out
        assert '# Last time: a reflection\n#   - Action: Ask again\n# thoughts = { note = "" }\n' in out
        assert 'service = "Oak"\n' in out
        assert 'organisation = "provider"\n' in out

    def test_from_another_framework(self, positiveculture: Command, meadow: Path, examples: Path) -> None:
        """An assessment against another framework is refused."""
        result = positiveculture("new-assessment", meadow, "--from", examples / "rivington-2026.toml")

        assert (result.status, result.out) == (1, "")
        assert '`framework`: is "wigan-progress", but this is "meadow"' in result.err

    def test_reflections(self, positiveculture: Command, tmp_path: Path) -> None:
        """A guide without levels shows its own questions, and how evidence, actions and roles are given."""
        out = positiveculture("new-assessment", "wales-positive-cultures", "--on", "2026-05-04").out
        wales = pc.get_framework("wales-positive-cultures")
        words = " ".join(out.replace("#", " ").split())
        example = re.search(r"(?ms)^#   culture-as-a-whole = .*?^#   \], roles = \[\] \}$", out)
        assert example
        path = tmp_path / "filled.toml"
        path.write_text(out + re.sub(r"(?m)^#", "", example[0]), encoding="utf-8")
        said = pc.read_assessment(path).responses["culture-as-a-whole"]

        assert all(question in words for topic in wales.every_topic for question in topic.entries("prompts"))
        assert isinstance(said, pc.Reflection)
        assert (len(said.evidence), len(said.actions), said.note) == (1, 1, "...")
        assert all(f'"{role.id}"' in words for role in wales.roles)

    def test_answers_left_as_comments(self, positiveculture: Command, tmp_path: Path) -> None:
        """Answers whose # was kept are told, with their topics; what is not answered at all is not."""
        text = positiveculture("new-assessment", "wigan-progress").out
        path = tmp_path / "filled.toml"
        for count, told in ((0, ""), (1, "1 line holds an answer, but is a comment: take away the # before dignity")):
            path.write_text(text.replace("# dignity = \n", "# dignity = 5\n" * count), encoding="utf-8")
            result = positiveculture("assess", path)
            assert (result.status, result.err) == (0, f"Note: {path}: {told}.\n" if told else "")
        path.write_text(re.sub(r"(?m)^# ([a-z-]+) = $", r"# \1 = 5", text), encoding="utf-8")
        for arguments in (("assess", path, "--json"), ("panel", path)):
            err = positiveculture(*arguments).err.splitlines()[0]
            assert err.startswith(
                f"Note: {path}: 25 lines hold an answer, but are comments: take away the # before dign"
            )
            assert err.endswith(", family-expertise and 13 more.")
        with pytest.warns(pc.errors.FileWarning, match="25 lines"):
            assert not pc.read_assessment(path).responses

    def test_comments_that_are_no_answers(self, positiveculture: Command, meadow: Path, tmp_path: Path) -> None:
        """Words in a comment, offers of a template, answered topics and other keys are not taken for answers."""
        text = positiveculture("new-assessment", meadow).out
        path = tmp_path / "filled.toml"
        path.write_text(text + "warmth = 2\n# warmth = 3\n# listening = what we heard\n# other = 3\n", encoding="utf-8")

        assert positiveculture("assess", path, "--framework", meadow).err == ""

    def test_hostile_names(self, positiveculture: Command, tmp_path: Path) -> None:
        """A service's name cannot break out of its line, reaches no terminal as an escape, and reads back as given."""
        name = 'A "B" [/bold]\n[responses]\n\x1b]0;x\x07\x9b\u202e\u00a0\U000e0001 Tŷ'
        path = tmp_path / "new.toml"
        positiveculture("new-assessment", "wigan-progress", "--service", name, "--out", path)
        out = positiveculture("new-assessment", "wigan-progress", "--service", name).out

        assert pc.read_assessment(path).service == name
        assert all(sign.isprintable() or sign == "\n" for sign in out)
        assert "Tŷ" in out

    def test_json(self, positiveculture: Command, tmp_path: Path) -> None:
        """As JSON, printed or written, it is the assessment's payload, and reads back."""
        path = tmp_path / "new.json"
        result = positiveculture("new-assessment", "wigan-progress", "--json", "--out", path, "--on", "2026-05-04")

        assert json.loads(result.out) == json.loads(path.read_text(encoding="utf-8"))
        assert json.loads(result.out)["assessed_on"] == "2026-05-04"
        assert pc.read_assessment(path).service == "Our service"

    def test_where_nothing_is_rated(self, positiveculture: Command, tmp_path: Path) -> None:
        """A guide without levels asks for notes, and explains no level."""
        path = tmp_path / "new.toml"
        positiveculture("new-assessment", "wales-positive-cultures", "--out", path)
        text = path.read_text(encoding="utf-8")

        assert '# rights-at-work = { note = "" }' in text
        assert "More can be said than a level" not in text
        assert pc.read_assessment(path).responses == {}

    def test_statements_for_a_service_model(self, positiveculture: Command) -> None:
        """Each statement is there once: in the words for the service model that is named, or in those for any."""
        statement = statement_of(pc.get_framework("wigan-progress").topic("supervision"), 5)
        plain, own = (
            " ".join(positiveculture("new-assessment", "wigan-progress", *more).out.replace("#", " ").split())
            for more in ((), ("--service-model", "traditional"))
        )

        assert [text in plain for text in (statement.text, statement.words("traditional"))] == [True, False]
        assert [text in own for text in (statement.text, statement.words("traditional"))] == [False, True]
        assert 'service_model = "traditional"' in own
        refused = positiveculture("new-assessment", "wigan-progress", "--service-model", "x")
        assert (refused.status, refused.out, "`service_model`" in refused.err) == (1, "", True)

    def test_empty_service(self, positiveculture: Command, tmp_path: Path) -> None:
        """A service without a name is refused, and nothing is written."""
        result = positiveculture("new-assessment", "wigan-progress", "--service", " ", "--out", tmp_path / "a.toml")

        assert (result.status, list(tmp_path.iterdir())) == (1, [])
        assert "`service`: is empty" in result.err


class TestPlan:
    """The draft of a plan."""

    @pytest.mark.parametrize("award", ["bronze", "silver", "gold"])
    @pytest.mark.parametrize("example", ["rivington-2025", "rivington-2026", "halfway-2026"])
    def test_reads_back(
        self, positiveculture: Command, examples: Path, tmp_path: Path, award: str, example: str
    ) -> None:
        """The draft as written is the plan that `draft_plan` returns, met awards too."""
        path, out = examples / f"{example}.toml", tmp_path / "plan.toml"
        outcome = pc.evaluate(pc.get_framework("wigan-progress"), pc.read_assessment(path))
        positiveculture("plan", path, "--to", award, "--out", out)

        assert pc.read_plan(out) == pc.draft_plan(outcome, award)

    def test_evidence(self, positiveculture: Command, write: Write, meadow: Path, tmp_path: Path) -> None:
        """An action that only asks for evidence says so in the file."""
        path = write(
            "a.toml",
            'framework = "meadow"\nedition = "1"\nservice = "Elm"\nassessed_on = 2026-03-31\n'
            "[responses]\nlistening = 3\nwarmth = 3\n",
        )
        positiveculture("plan", path, "--to", "leaf", "--framework", meadow, "--out", tmp_path / "plan.toml")
        way = positiveculture("route", path, "--to", "leaf", "--framework", meadow).out
        plan = pc.read_plan(tmp_path / "plan.toml", framework=pc.read_framework(meadow))

        assert [(action.topic, action.needs_evidence) for action in plan.actions] == [("listening", True)]
        assert "Bring evidence that has not lapsed.\n" in way

    def test_prompts_and_notes(self, positiveculture: Command, examples: Path, tmp_path: Path) -> None:
        """The framework's questions stand above the fields, and its advice is a note."""
        out = positiveculture("plan", examples / "rivington-2026.toml", "--to", "gold").out
        said = positiveculture(
            "plan", examples / "rivington-2026.toml", "--to", "gold", "--out", tmp_path / "p.toml"
        ).out
        prompts = pc.get_framework("wigan-progress").plan.prompts

        assert all(f"# {question}\n" in out for _, question in prompts)
        assert "# Note: a plan for Gold is optional.\n" in out
        assert "Note: a plan for Gold is optional.\n" in said
        assert "priorities" not in said  # it has three, as the source advises

    def test_json(self, positiveculture: Command, examples: Path) -> None:
        """As JSON, a plan is its payload, dates as ISO text."""
        told = json.loads(positiveculture("plan", examples / "rivington-2026.toml", "--to", "silver", "--json").out)

        assert (told["award"], told["assessed_on"]) == ("silver", "2026-03-31")
        assert [action["topic"] for action in told["actions"]] == ["person-centred-skills", "team-purpose"]

    def test_existing_file(self, positiveculture: Command, examples: Path, tmp_path: Path) -> None:
        """A file that is there stays as it is, unless --force is given."""
        path = tmp_path / "plan.toml"
        path.write_text("mine", encoding="utf-8")
        line = ("plan", examples / "rivington-2026.toml", "--to", "gold", "--out", path)

        refused = positiveculture(*line)
        assert (refused.status, refused.out, path.read_text(encoding="utf-8")) == (1, "", "mine")
        assert "already exists; overwrite it with --force" in refused.err
        assert positiveculture(*line, "--force").status == 0
        assert pc.read_plan(path).award == "gold"

    @pytest.mark.parametrize("name", ["plan.doc", "plan", "no-folder/plan.toml"])
    def test_where_nothing_can_be_written(
        self, positiveculture: Command, examples: Path, tmp_path: Path, name: str
    ) -> None:
        """A name of no known kind, or in no folder, is refused, and nothing is written."""
        line = ("plan", examples / "rivington-2026.toml", "--to", "gold", "--out", tmp_path / name)

        assert positiveculture(*line).status == 1
        assert list(tmp_path.iterdir()) == []


def test_what_is_read_is_not_written_over(positiveculture: Command, examples: Path, tmp_path: Path) -> None:
    """A record is not lost to what is made of it, under whatever name, though --force is given."""
    record, plan = tmp_path / "record.toml", tmp_path / "plan.toml"
    record.write_bytes((examples / "rivington-2026.toml").read_bytes())
    plan.write_bytes((examples / "plan-rivington-2026.toml").read_bytes())
    (tmp_path / "link.toml").symlink_to(record)
    (tmp_path / "team").mkdir()
    (member := tmp_path / "team" / "one.toml").write_bytes(record.read_bytes())
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.toml")}

    for line in (
        ("plan", record, "--to", "gold", "--out", record),
        ("plan", record, "--to", "gold", "--out", tmp_path / "link.toml"),
        ("new-assessment", "wigan-progress", "--from", record, "--on", "2027-03-30", "--out", record),
        ("panel", examples / "rivington-2026.toml", record, "--draft", record),
        ("actions", plan, "--ics", plan),
        ("panel", tmp_path / "team", "--release", member),
        ("rollup", tmp_path / "team", "--out", member),
    ):
        refused = positiveculture(*line, "--force")
        assert (refused.status, refused.err) == (1, f"{line[-1]}: is what is read: write to another file\n")
    assert before == {path: path.read_bytes() for path in tmp_path.rglob("*.toml")}


class TestRoute:
    """The steps to an award."""

    def test_steps(self, positiveculture: Command, examples: Path) -> None:
        """Each step has its statement, and the total is told."""
        out = positiveculture("route", examples / "rivington-2026.toml", "--to", "silver").out
        wigan = pc.get_framework("wigan-progress")

        assert "The fewest steps to Silver: 2\n" in out
        assert statement_of(wigan.topic("team-purpose"), 4).text in " ".join(out.split())

    def test_unanswered(self, positiveculture: Command, examples: Path) -> None:
        """The first step on an unanswered topic is to answer it."""
        out = positiveculture("route", examples / "halfway-2026.toml", "--to", "bronze").out

        assert "life history: not answered yet, to 4\n  - Answer it.\n" in out
        assert " ".join(out.split()).count("A topic that is not answered yet is counted from its lowest level.") == 1

    def test_met(self, positiveculture: Command, examples: Path) -> None:
        """An award that is met needs no steps."""
        out = positiveculture("route", examples / "rivington-2026.toml", "--to", "bronze").out

        assert "Bronze is indicated already: no step is needed.\n" in out

    def test_json(self, positiveculture: Command, examples: Path) -> None:
        """As JSON, a route gives its effort and each step."""
        told = json.loads(positiveculture("route", examples / "rivington-2026.toml", "--to", "silver", "--json").out)

        assert (told["effort"], told["award"], told["assessed_on"]) == (2, "silver", "2026-03-31")
        assert [(step["topic"], step["from_level"], step["to_level"]) for step in told["steps"]] == [
            ("person-centred-skills", 3, 4),
            ("team-purpose", 3, 4),
        ]

    def test_label_without_statement(self, positiveculture: Command, write: Write, meadow: Path) -> None:
        """Where a framework has no statement for a step, the level's label stands for it."""
        path = write(
            "a.toml",
            'framework = "meadow"\nedition = "1"\nservice = "Elm"\nassessed_on = 2026-03-31\n[responses]\nwarmth = 2\n',
        )

        assert "- At 3: Three\n" in positiveculture("route", path, "--to", "leaf", "--framework", meadow).out


class TestProgress:
    """How a service has moved."""

    def test_what_moved(self, positiveculture: Command, examples: Path) -> None:
        """What rose, what fell, the award gained and what to celebrate are all told."""
        out = positiveculture("progress", examples / "rivington-2026.toml", examples / "rivington-2025.toml").out

        assert "What rose: 20 topics\n" in out
        assert "What fell: 2 topics\nTopic                                         28 Mar 2025  31 Mar 2026\n" in out
        assert "To celebrate\n- Bronze is indicated, and was not\n" in out
        assert "- Bronze: first indicated on 31 March 2026\n" in out
        assert "reached" not in out
        assert "\n3 topics are at the same level as before.\n" in out

    def test_answers_and_awards_lost(self, positiveculture: Command, write: Write) -> None:
        """Topics newly answered or no longer answered stand apart from what rose and fell, and so do awards lost."""
        head = (
            'framework = "wigan-progress"\nedition = "2017"\nservice = "Elm"\nassessed_on = 20{}-01-01\n[responses]\n'
        )
        full = "".join(f"{number} = 5\n" for number in range(1, 11))
        files = [write(f"{n}.toml", head.format(n) + full) for n in range(10, 16)]
        last = write("16.toml", head.format(16) + full.replace("1 = 5\n", "1 = 4\n", 1).replace("2 = 5\n", "11 = 5\n"))
        out = positiveculture("progress", *files, last).out

        assert "Answered since: 1 topic\nTopic                               1 Jan 2010  1 Jan 2016\n" in out
        assert "Not answered any more: 1 topic\n" in out
        assert "- Bronze: no longer indicated on 1 January 2016\n" in out
        assert "To celebrate" not in out

    def test_unnumbered(self, positiveculture: Command, write: Write, meadow: Path) -> None:
        """Topics without printed numbers move too."""
        head = (
            'framework = "meadow"\nedition = "1"\nservice = "Elm"\nassessed_on = 20{}-01-01\n[responses]\nwarmth = {}\n'
        )
        files = [write(f"{n}.toml", head.format(n, n - 9)) for n in (10, 12)]

        assert "Warmth           1           3\n" in positiveculture("progress", *files, "--framework", meadow).out

    def test_json(self, positiveculture: Command, examples: Path) -> None:
        """As JSON, progress gives the days, the changes and the awards."""
        files = (examples / "rivington-2025.toml", examples / "rivington-2026.toml")
        told = json.loads(positiveculture("progress", *files, "--json").out)

        assert told["assessed_on"] == ["2025-03-28", "2026-03-31"]
        assert told["awards"] == [{"award": "bronze", "since": "2025-03-28", "on": "2026-03-31", "gained": True}]
        assert len(told["changes"]) == len(told["overall"]) == 22

    def test_different_services(self, positiveculture: Command, examples: Path) -> None:
        """Assessments of different services are not compared."""
        result = positiveculture("progress", examples / "rivington-2026.toml", examples / "halfway-2026.toml")

        said = 'halfway-2026.toml, `service`: is "Anglezarke Care at Home", and in '
        assert (result.status, result.out, said in result.err) == (1, "", True)

    def test_a_service_with_another_name(self, positiveculture: Command, examples: Path, tmp_path: Path) -> None:
        """Where one service has had two names, `--service` says which it is shown by."""
        earlier = tmp_path / "earlier.toml"
        text = (examples / "rivington-2025.toml").read_text("utf-8").replace("Rivington Home Care", "Rivington Carers")
        earlier.write_text(text, "utf-8")
        line = ("progress", earlier, examples / "rivington-2026.toml")

        assert positiveculture(*line).status == 1
        assert positiveculture(*line, "--service", "Rivington").out.startswith("Rivington: Progress for Wigan")

    def test_what_became_of_a_plan(self, positiveculture: Command, examples: Path, tmp_path: Path) -> None:
        """Plans are shown with what became of them, and one of another service is refused."""
        plan, files = tmp_path / "plan.toml", (examples / "rivington-2025.toml", examples / "rivington-2026.toml")
        positiveculture("plan", files[0], "--to", "bronze", "--out", plan)
        out = positiveculture("progress", *files, "--plan", plan).out
        told = json.loads(positiveculture("progress", *files, "--plan", plan, "--plan", plan, "--json").out)
        plan.write_text(plan.read_text("utf-8").replace('"Rivington Home Care"', '"Another"'), "utf-8")
        other = positiveculture("progress", *files, "--plan", plan)

        assert "What became of the plan of 28 March 2025\n- 1 Dignity" in out
        assert [each["award"] for each in told["plans"]] == ["bronze", "bronze"]
        assert (other.status, '`service`: is "Another", but the assessment is of' in other.err) == (1, True)
        assert positiveculture("progress", *files, "--plan", plan, "--service", "Both").status == 0

    def test_one_file(self, positiveculture: Command, examples: Path) -> None:
        """Progress from a single assessment is wrong usage."""
        result = positiveculture("progress", examples / "rivington-2026.toml")

        assert (result.status, "give at least two assessments" in result.err) == (2, True)
