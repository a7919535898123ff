"""`report`, and `--out` of every command that shows a document: what is written, and what is refused."""

import json
from pathlib import Path

import pytest
from running import Command, Write

import positiveculture as pc

NOW, BEFORE = "rivington-2026.toml", "rivington-2025.toml"

#: What a file of each kind begins with.
BEGINS = {".txt": b"Rivington", ".md": b"# Rivington", ".html": b"<!doctype html>", ".pdf": b"%PDF-", ".json": b"{"}


@pytest.fixture
def plan(examples: Path, tmp_path: Path) -> Path:
    """Return the file of a plan towards Silver, with who and by when."""
    outcome = pc.evaluate(pc.get_framework("wigan-progress"), pc.read_assessment(examples / NOW))
    path = tmp_path / "plan.json"
    payload = pc.plan_to_dict(pc.draft_plan(outcome, "silver"))
    payload["actions"][0] |= {"first_step": "Book a trainer", "who": "Deputy manager", "by_when": "2026-09-30"}
    payload["actions"][1] |= {"who": "Registered manager", "done_on": "2026-06-12", "needs_evidence": True}
    path.write_text(json.dumps(payload), "utf-8")
    return path


def test_the_boards_page(positiveculture: Command, examples: Path) -> None:
    """What is indicated, what is in the way with the steps, every topic, what was written, the source: in order."""
    out = positiveculture("report", examples / NOW).out
    parts = (
        "Indicated by this self-assessment: Bronze\n",
        "How far each award has come\n",
        "What stands in the way of Silver\n- 13 Knowledge and skills in person-centred practices: has 3, needs 4\n",
        "  - At 4: All the team know several of the tools",
        "These 2 steps are the fewest that lead to Silver. Level 4 calls for partnership\nwith commissioners.\n",
        "Topic by topic\n",
        "What was written\n",
        "All 46 people have a one-page profile",
        "Source: Progress for Wigan Ethical Homecare Providers:",
        "The publication names no body that awards",
    )
    places = [out.index(part) for part in parts]
    assert places == sorted(places)
    assert "Since 2" not in out


def test_since(positiveculture: Command, examples: Path) -> None:
    """With an earlier assessment, each topic has where it was, and what rose and fell is summed up."""
    out = positiveculture("report", examples / NOW, "--since", examples / BEFORE, "--without-notes").out
    assert "  Now: 3   28 Mar 2025: 2   Asked for: Silver 4\n" in out
    assert "Since 28 March 2025\n- Bronze: first indicated on 31 March 2026\n- Fell: 2 topics: 22 Training" in out
    assert "- Rose: 20 topics\n" in out
    assert "one-page profile that opens" not in out


def test_nothing_moved(positiveculture: Command, examples: Path, tmp_path: Path) -> None:
    """Where no topic is at another level, that is said."""
    earlier = tmp_path / "earlier.toml"
    earlier.write_text((examples / NOW).read_text("utf-8").replace("2026-03-31", "2026-03-30"), "utf-8")
    out = positiveculture("report", examples / NOW, "--since", earlier).out
    assert "Since 30 March 2026\nNo topic is at another level.\n" in out


def test_another_award(positiveculture: Command, examples: Path) -> None:
    """The steps to an award that is named stand apart from what is in the way of the lowest."""
    out = positiveculture("report", examples / NOW, "--to", "gold").out
    assert "\nThe fewest steps to Gold: 9\n- 13 Knowledge and skills in person-centred practices: from 3 to 4\n" in out


def test_a_plan(positiveculture: Command, examples: Path, plan: Path) -> None:
    """A plan says what is done, by whom and by when, in place of the fewest steps."""
    out = positiveculture("report", examples / NOW, "--plan", plan).out
    assert "What is planned, to work towards Silver\n- 13 Knowledge and skills in person-centred practices: " in out
    assert "  - Deputy manager, by 30 September 2026\n  - First step: Book a trainer\n  - Towards: All the team" in out
    assert "  - Registered manager, done on 12 June 2026\n" in out
    assert "  - Needs evidence.\n" in out
    assert "fewest" not in out
    assert "The fewest steps to Silver: 2\n" in positiveculture(
        "report", examples / NOW, "--plan", plan, "--to", "silver"
    ).out.replace("These 2 steps are the fewest that lead to Silver.", "The fewest steps to Silver: 2\n")


def test_a_plan_without_actions(positiveculture: Command, examples: Path, write: Write) -> None:
    """A plan in which there is nothing to do says so; one without an award names none."""
    head = 'framework = "wigan-progress"\nedition = "2017"\nservice = "Rivington Home Care"\n'
    out = positiveculture("report", examples / NOW, "--plan", write("p.toml", head)).out
    assert "What is planned\nThe plan has no action.\n" in out


def test_a_plan_for_topics_without_levels(positiveculture: Command, examples: Path, tmp_path: Path) -> None:
    """For a guide, a plan takes the place of what was promised."""
    path = tmp_path / "plan.toml"
    file = examples / "wales-cwm-aderyn-2026.toml"
    positiveculture("plan", file, "--out", path)
    out = positiveculture("report", file, "--plan", path).out
    assert "What is planned\n- Reflecting, and learning from feedback\n  - Senior carer, by 30 April 2026\n" in out
    assert "7 open actions" not in out


def test_an_unanswered_topic_in_a_plan(positiveculture: Command, examples: Path, tmp_path: Path) -> None:
    """A topic that is not answered yet is said to be so, and an action that nobody owns says that."""
    path = tmp_path / "plan.toml"
    positiveculture("plan", examples / "halfway-2026.toml", "--to", "bronze", "--out", path)
    out = positiveculture("report", examples / "halfway-2026.toml", "--plan", path).out
    assert (
        "- 2 Understanding and respecting life history: not answered yet, to 4\n  - nobody named, no day given" in out
    )


def test_a_guide(positiveculture: Command, examples: Path) -> None:
    """For a guide: what was reflected on, in people's own words, by whom, and what was promised; never a score."""
    out = positiveculture("report", examples / "wales-cwm-aderyn-2026.toml").out
    for part in (
        "This framework publishes no awards, and none is indicated here.\n",
        "What was reflected on\n",
        "We thought that we listen well. The night team disagreed, politely.\n",
        "- Took part: People who work in social care and Leaders in social care\n",
        "7 open actions\n",
        "This guide awards and rates nothing",
    ):
        assert part in out
    assert "%" not in out


def test_a_guide_since(positiveculture: Command, examples: Path) -> None:
    """A guide's report with an earlier assessment says what is newly reflected on, done and promised."""
    since = examples / "wales-cwm-aderyn-2025.toml"
    out = positiveculture("report", examples / "wales-cwm-aderyn-2026.toml", "--since", since).out
    assert "Newly reflected on: 6 topics\n" in out
    assert "Done since: 2 actions\n" in out


def test_json(positiveculture: Command, examples: Path, plan: Path) -> None:
    """As JSON, a report is the outcome, with the history, the route and the plan, or null."""
    bare = json.loads(positiveculture("report", examples / NOW, "--json").out)
    whole = json.loads(
        positiveculture("report", examples / NOW, "--since", examples / BEFORE, "--plan", plan, "--json").out
    )
    guide = json.loads(positiveculture("report", examples / "wales-cwm-aderyn-2026.toml", "--json").out)
    assert (bare["since"], bare["plan"], bare["route"]["award"]) == (None, None, "silver")
    assert (whole["since"]["awards"][0]["award"], whole["route"], whole["plan"]["award"]) == ("bronze", None, "silver")
    assert (guide["coverage"]["reflected"], guide["route"]) == (9, None)


@pytest.mark.parametrize("suffix", BEGINS)
@pytest.mark.parametrize("command", ["assess", "assess --why", "summary", "route --to gold", "report", "progress"])
def test_every_document_in_every_form(
    positiveculture: Command, examples: Path, tmp_path: Path, command: str, suffix: str
) -> None:
    """Each command writes what it shows in the form of the file's suffix, and over a file only with --force."""
    path, (name, *options) = tmp_path / f"out{suffix}", command.split()
    files = [examples / BEFORE, examples / NOW] if name == "progress" else [examples / NOW]
    first = positiveculture(name, *files, *options, "--out", path)
    again = positiveculture(name, *files, *options, "--out", path)

    assert (first.status, first.out) == (0, f"{path} is written.\n")
    assert path.read_bytes().startswith(BEGINS[suffix])
    assert (again.status, again.out, "already exists; overwrite it with --force" in again.err) == (1, "", True)
    assert positiveculture(name, *files, *options, "--out", path, "--force").status == 0


def test_what_is_refused(positiveculture: Command, examples: Path, plan: Path, tmp_path: Path) -> None:
    """A kind of file that there is none of, and what is of another service, end in a sentence; nothing is written."""
    half, out = examples / "halfway-2026.toml", tmp_path / "out"
    out.mkdir()
    later = (examples / NOW).read_text("utf-8").replace("assessed_on = 2026-03-31", "assessed_on = 2027-03-31")
    (tmp_path / "later.toml").write_text(later, "utf-8")
    cases = {
        ("--out", out / "x.doc"): "x.doc: is neither .html, .md, .pdf, .txt nor .json, so its kind is not known",
        ("--out", out / "x"): "x: is neither .html",
        ("--out", out / "no" / "x.pdf"): "there is no folder",
        ("--since", half): '`service`: is "Anglezarke Care at Home", and in',
        ("--since", examples / NOW): "`assessed_on`: is 2026-03-31, as in",
        ("--since", examples / "cqc-rivington-2026.toml"): "`framework`",
        ("--since", tmp_path / "later.toml"): "`assessed_on`: is 2027-03-31, not before the assessment of 2026-03-31",
        ("--to", "platinum"): 'no award "platinum"; there are: "bronze", "silver", "gold"',
        ("--plan", examples / "ethical-rivington-2026.toml"): "problem",
    }
    for options, said in cases.items():
        result = positiveculture(
            "report", examples / NOW, *options, *(("--out", out / "x.html") if options[0] != "--out" else ())
        )
        assert (result.status, result.out, list(out.iterdir())) == (1, "", [])
        assert said in result.err
    other = positiveculture("report", half, "--plan", plan)
    assert (other.status, other.out) == (1, "")
    assert '`service`: is "Rivington Home Care", but the assessment is of "Anglezarke Care at Home"' in other.err


def test_a_missing_extra(
    positiveculture: Command, examples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the package that makes a form is not installed, the extra is named, and nothing is written."""
    import sys

    monkeypatch.setitem(sys.modules, "typst", None)
    monkeypatch.delitem(sys.modules, "positiveculture.render.pdf", raising=False)
    result = positiveculture("report", examples / NOW, "--out", tmp_path / "x.pdf")
    assert (result.status, list(tmp_path.iterdir())) == (1, [])
    assert 'pip install "positiveculture[pdf]"' in result.err
