"""`frameworks`, `show`, `check` and `plugins`: what is installed, and whether it holds together."""

import json
from pathlib import Path

import pytest
from running import Command, Write, statement_of

import positiveculture as pc
from positiveculture.formats.crosswalk import find_crosswalk, write_crosswalk
from positiveculture.formats.framework import framework_to_dict


class TestShow:
    """What a framework is, and what a topic says."""

    def test_overview(self, positiveculture: Command) -> None:
        """A framework is shown with its source, its rights, its notes, and each topic with its minimum."""
        out = positiveculture("show", "wigan-progress").out

        for title in ("Source", "Levels", "Modes of use", "Awards, lowest first", "Topics", "Notes"):
            assert f"\n{title}\n" in out
        assert "Rights: The wording of the publication" in out
        assert "3 What matters to the person\n  Id: what-matters   Minimum: Bronze 5\n" in out

    def test_who_else_a_level_needs(self, positiveculture: Command) -> None:
        """Beside a level stands with whom it calls for partnership, as its source says, and nothing stronger."""
        out = positiveculture("show", "wigan-progress").out

        assert "    4  Good progress (calls for partnership with commissioners)\n" in out
        assert "rests with" not in out

    def test_what_kind_for_whom_and_how_long(self, positiveculture: Command) -> None:
        """A framework says what kind of instrument it is, for whom and where, and how long where that is known."""
        lines = positiveculture("show", "wigan-progress").out.splitlines()

        assert lines[2:8] == [
            "Id: wigan-progress",
            "Edition: 2017",
            "Kind: Self-assessment with three tiers",
            "For: Managers of homecare services and their staff",
            "Where: England",
            "Takes: About 40 minutes",
        ]
        assert "Takes:" not in positiveculture("show", "cqc-style-well-led").out

    def test_by_the_beginning_of_its_id(self, positiveculture: Command) -> None:
        """The beginning of an id is enough; where several frameworks begin with it, they are listed."""
        several = positiveculture("show", "wigan")

        assert positiveculture("show", "wigan-p").out == positiveculture("show", "wigan-progress").out
        assert positiveculture("show", "wal", "rights-at-work").status == 0
        assert "Frameworks that begin with wigan\n" in several.out
        assert "Id: wigan-ethical-homecare\n" in several.out
        assert [each["id"] for each in json.loads(positiveculture("show", "leicester", "--json").out)] == [
            f"leicester-{name}" for name in ("employee-engagement", "health-check", "healthy-workplace", "peer-review")
        ]
        assert positiveculture("show", "wigan", "dignity").status == 1
        assert positiveculture("show", "nothing-of-ours").status == 1

    @pytest.mark.parametrize("topic", ["supervision", "23"])
    def test_topic(self, positiveculture: Command, topic: str) -> None:
        """A topic is shown by id or printed number, with every statement once."""
        out = " ".join(positiveculture("show", "wigan-progress", topic).out.split())
        found = pc.get_framework("wigan-progress").topic(23)

        assert all(out.count(statement.text) == 1 for statement in found.statements)
        assert all(variant.text not in out for variant in statement_of(found, 5).variants)
        assert "worded for each service model too: Traditional homecare service and Self-organising team." in out

    def test_in_the_words_for_a_service_model(self, positiveculture: Command) -> None:
        """With a service model, its own words are shown and no others; an unknown one is refused."""
        found = statement_of(pc.get_framework("wigan-progress").topic(23), 5)
        for variant in found.variants:
            line = ("show", "wigan-progress", "23", "--service-model", variant.service_model)
            out = " ".join(positiveculture(*line).out.split())
            assert [text in out for text in (variant.text, found.text)] == [True, False]
            assert "worded for each" not in out
        refused = positiveculture("show", "wigan-progress", "23", "--service-model", "traditionl")
        assert (refused.status, refused.out) == (1, "")
        assert 'no service model "traditionl"; did you mean "traditional"?' in refused.err

    def test_tools(self, positiveculture: Command) -> None:
        """A topic names the tools that help, with what each does and how it helps."""
        out = " ".join(positiveculture("show", "wigan-progress", "matching-and-rotas").out.split())
        tool = pc.get_framework("wigan-progress").tool("matching-support")

        assert f"- {tool.title} - {tool.does} - {tool.helps[0]}" in out

    def test_other_kinds_of_rule(self, positiveculture: Command, meadow: Path) -> None:
        """What an award asks for beside minimums is told in a sentence."""
        out = positiveculture("show", meadow).out

        assert "- Leaf (leaf); either (Listening at 3 or above; Warmth at 3 or above) or (at" in out
        assert out.startswith("Meadow [bold]framework[/bold]\n")

    def test_without_scale_and_with_parts(self, positiveculture: Command, meadow: Path) -> None:
        """A topic without a scale says so, and one with parts lists them."""
        assert "takes a reflection and evidence" in positiveculture("show", meadow, "thoughts").out
        assert "Parts\nPart      Id\nGreeting  greeting\n" in positiveculture("show", meadow, "warmth").out

    def test_what_is_no_level(self, positiveculture: Command) -> None:
        """A topic is shown with its principle, its aspects and what it rests on; a framework with its roles."""
        out = " ".join(positiveculture("show", "wales-positive-cultures", "leadership-behaviours").out.split())
        wales = pc.get_framework("wales-positive-cultures")
        topic = wales.topic("leadership-behaviours")
        told = json.loads(positiveculture("show", wales.id, topic.id, "--json").out)

        assert all(entry in out for aspect in topic.aspects for entry in aspect.entries)
        assert "Under: Compassionate leaders" in out
        assert told["aspects"] == {aspect.aspect: list(aspect.entries) for aspect in topic.aspects}
        assert [each["id"] for each in told["references"]] == list(topic.references)
        assert wales.roles[0].does[0] in " ".join(positiveculture("show", wales.id).out.split())

    def test_when_and_which_kind(self, positiveculture: Command) -> None:
        """A topic says when it applies, of what kind it is and whether it is scored from the other end."""
        practice = next(t for t in pc.get_framework("cqc-style-well-led").every_topic if t.applies_when)
        item = next(t for t in pc.get_framework("leicester-healthy-workplace").topics if t.reverse_scored)
        shown = positiveculture("show", "cqc-style-well-led", practice.id).out

        assert f"Kind: {practice.kind}\n" in shown
        assert "Applies: " in shown
        assert "from the other end" in positiveculture("show", "leicester-healthy-workplace", item.id).out

    def test_json(self, positiveculture: Command) -> None:
        """As JSON, a framework is what its file says, and a topic has its levels, minimums and tools."""
        wigan = pc.get_framework("wigan-progress")
        told = json.loads(positiveculture("show", "wigan-progress", "1", "--json").out)

        assert json.loads(positiveculture("show", "wigan-progress", "--json").out) == json.loads(
            json.dumps(framework_to_dict(wigan))
        )
        assert (told["id"], told["minimums"], len(told["levels"])) == ("dignity", {"bronze": 5}, 5)
        assert told["levels"][4]["statement"] == statement_of(wigan.topic(1), 5).text


class TestCheck:
    """Whether a framework or a file holds together."""

    def test_assessment(self, positiveculture: Command, examples: Path) -> None:
        """A sound assessment is called valid, with its framework and what it holds."""
        result = positiveculture("check", examples / "rivington-2026.toml")

        assert result.status == 0
        assert "rivington-2026.toml: a valid assessment" in " ".join(result.out.split())
        assert result.out.endswith("edition 2017\nHolds: 25 responses on 31 March 2026\n")

    @pytest.mark.parametrize("suffix", [".html", ".md", ".pdf", ".txt", ".json"])
    def test_every_form(self, positiveculture: Command, examples: Path, tmp_path: Path, suffix: str) -> None:
        """What came of a check can be written in every form, and never over a file that is there."""
        line = ("check", examples / "rivington-2026.toml", "--out", tmp_path / f"checked{suffix}")

        assert positiveculture(*line).out == f"{tmp_path / 'checked'}{suffix} is written.\n"
        assert "already exists" in positiveculture(*line).err

    def test_nothing_half_written(self, positiveculture: Command, meadow: Path, tmp_path: Path) -> None:
        """Where the document cannot be written, drafted cases are not written either."""
        out, drafts = tmp_path / "checked.odt", tmp_path / "cases.toml"
        result = positiveculture("check", meadow, "--out", out, "--draft-cases", drafts)

        assert (result.status, out.exists(), drafts.exists()) == (1, False, False)
        assert "so its kind is not known" in result.err

    def test_crosswalk(self, positiveculture: Command, tmp_path: Path) -> None:
        """A crosswalk holds together where every link fits both frameworks."""
        path = tmp_path / "walk.toml"
        write_crosswalk(find_crosswalk("wigan-progress", "cqc-style-well-led"), path)

        assert "a valid crosswalk Holds: 18 links" in " ".join(positiveculture("check", path).out.split())

    def test_framework(self, positiveculture: Command, meadow: Path) -> None:
        """A framework is checked by name or by file."""
        assert "25 topics, 3 awards\n" in positiveculture("check", "wigan-progress").out
        assert "4 topics, 2 awards\n" in positiveculture("check", meadow).out

    def test_plan(self, positiveculture: Command, examples: Path, tmp_path: Path) -> None:
        """A sound plan holds together, with the source's advice as a note."""
        path = tmp_path / "plan.toml"
        positiveculture("plan", examples / "rivington-2026.toml", "--to", "gold", "--out", path)
        text = path.read_text(encoding="utf-8")
        first = text.index("[[priorities]]")
        path.write_text(text[:first] + text[text.index("[[actions]]") :], encoding="utf-8")

        assert "advises 2 to 3 priorities; this plan has 0." in " ".join(positiveculture("check", path).out.split())
        assert positiveculture("check", path, "--framework", "wigan-progress").status == 0

    def test_not_yet_answered(self, positiveculture: Command, write: Write) -> None:
        """A file that only names its framework is read as an assessment."""
        path = write("a.toml", 'framework = "wigan-progress"\nedition = "2017"\nservice = "S"\n')

        assert "`assessed_on`: is missing" in positiveculture("check", path).err

    def test_wording(self, positiveculture: Command, write: Write) -> None:
        """A wording that names no edition or language is told so; beside its framework it needs neither."""
        path = write("wording.en.toml", 'framework = "meadow"\n[topics.warmth]\ntitle = "W"\n')
        told = positiveculture("check", path).err

        assert "`edition`: is missing" in told
        assert "`language`: is missing" in told

    def test_json(self, positiveculture: Command, write: Write, examples: Path) -> None:
        """As JSON, a check gives every problem with its place, also where the status is 1."""
        good = positiveculture("check", examples / "halfway-2026.toml", "--json")
        bad = positiveculture("check", write("a.toml", 'framework = "wigan-progress"\n[responses]\n1 = 9\n'), "--json")
        name = positiveculture("check", "no-such-framework", "--json")

        assert (good.status, json.loads(good.out)["ok"], json.loads(good.out)["kind"]) == (0, True, "assessment")
        assert (bad.status, json.loads(bad.out)["ok"]) == (1, False)
        assert {
            "code": "off-scale",
            "path": ["responses", "1"],
            "params": {"level": 9, "lowest": 1, "highest": 5},
            "place": 'topic "1"',
            "message": "level 9 is not on its scale, which runs from 1 to 5",
        } in json.loads(bad.out)["problems"]
        assert json.loads(name.out)["problems"][0]["message"].startswith('no framework "no-such-framework"')

    def test_neither_table(self, positiveculture: Command, write: Write) -> None:
        """A file that holds no table at all is a clear problem."""
        result = positiveculture("check", write("a.json", "[1, 2]"))

        assert (result.status, "must be a table" in result.err) == (1, True)


def distribution(folder: Path, name: str, entry: str, code: str = "") -> None:
    """Lay out an installed distribution that declares one framework."""
    info = folder / f"{name.replace('-', '_')}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(f"[positiveculture.frameworks]\n{entry}\n", encoding="utf-8")
    if code:
        (folder / f"{entry.partition('= ')[2].partition(':')[0]}.py").write_text(code, encoding="utf-8")


@pytest.fixture
def installed(tmp_path: Path, meadow: Path) -> dict[str, str]:
    """Install a sound plug-in, a broken one and two that claim one name; return the environment to see them in."""
    distribution(
        tmp_path,
        "meadow-plugin",
        "meadow = meadow_plugin:framework",
        f"from positiveculture import read_framework\ndef framework():\n    return read_framework({str(meadow)!r})\n",
    )
    distribution(tmp_path, "rotten", "rotten = rotten:framework", "raise RuntimeError('\\x1b]0;gone\\x07 bad')\n")
    distribution(tmp_path, "one", "twice = one:framework")
    distribution(tmp_path, "two", "twice = two:framework")
    return {"PYTHONPATH": str(tmp_path)}


class TestPlugins:
    """What is installed, in real distributions."""

    def test_frameworks(self, process: Command, installed: dict[str, str]) -> None:
        """A broken plug-in is listed with its error, and the sound ones are listed all the same."""
        result = process("frameworks", set_=installed)

        assert (result.status, result.err) == (0, "")
        assert "Meadow [bold]framework[/bold]\nId: meadow\nEdition: 1\nFrom: meadow-plugin 1.0\n" in result.out
        assert "rotten is broken\n" in result.out
        assert "Id: wigan-progress\n" in result.out
        assert "\x1b" not in result.out

    def test_frameworks_json(self, process: Command, installed: dict[str, str]) -> None:
        """As JSON, the frameworks and the broken ones are two lists."""
        told = json.loads(process("frameworks", "--json", set_=installed).out)
        meadow = next(each for each in told["frameworks"] if each["id"] == "meadow")

        assert {each["id"] for each in told["broken"]} == {"rotten", "twice"}
        assert meadow["from"] == [
            {"distribution": "meadow-plugin", "version": "1.0", "target": "meadow_plugin:framework"}
        ]

    def test_every_status(self, process: Command, installed: dict[str, str]) -> None:
        """Each plug-in is ok, in conflict, not allowed or broken, and says why."""
        told = json.loads(process("plugins", "--json", set_=installed).out)
        allowed = json.loads(process("plugins", "--json", set_=installed | {"POSITIVECULTURE_PLUGINS": "one"}).out)

        status = {each["distribution"]: each["status"] for each in told}
        assert status == {
            "meadow-plugin": "ok",
            "rotten": "broken",
            "one": "conflict",
            "two": "conflict",
            "positiveculture": "ok",
        }
        assert {each["distribution"] for each in allowed if each["status"] == "not-allowed"} == {
            "meadow-plugin",
            "rotten",
            "two",
        }
        assert all(bool(each["why"]) == (each["status"] != "ok") for each in told)

    def test_as_text(self, process: Command, installed: dict[str, str]) -> None:
        """As text, each plug-in has its status beside its name, and never an escape sequence."""
        out = process("plugins", set_=installed).out

        assert "rotten: broken\nFrom: rotten 1.0\nNames: rotten:framework\n" in out
        assert "twice: conflict\n" in out
        assert "\x1b" not in out

    def test_none(self, positiveculture: Command) -> None:
        """Where nothing is installed, both lists say so."""
        with pc.use_registry(pc.Registry(sources=list)):
            assert positiveculture("frameworks").out == "Frameworks\n\nNo frameworks are installed.\n"
            assert positiveculture("plugins").out == "Plug-ins\n\nNo plug-ins are installed.\n"

    def test_plugin_that_exits(self, process: Command, tmp_path: Path) -> None:
        """A plug-in that leaves by `sys.exit` does not take the list with it."""
        distribution(tmp_path, "leaver", "leaver = leaver:framework", "import sys\nsys.exit(0)\n")
        result = process("frameworks", set_={"PYTHONPATH": str(tmp_path)})

        assert "leaver is broken\n" in result.out
        assert "Id: wigan-progress\n" in result.out
