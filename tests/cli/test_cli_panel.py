"""`panel`: a team, a survey in groups and waves, and what is withheld or refused."""

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from running import Command

from positiveculture import Assessment, Panel, get_framework, write_assessment
from positiveculture.formats.panel import comparison_to_dict, read_panel, summary_to_dict
from positiveculture.panel.comparison import Comparison

TEAM = "team-rivington-2026"
SURVEY = get_framework("leicester-healthy-workplace")


def reply(number: int, year: int = 2026, **more: Any) -> Assessment:
    """Return one person's reply to the survey; each number answers in a way of its own."""
    levels = {topic.id: 1 + (number * 7 + place * 3 + year) % 5 for place, topic in enumerate(SURVEY.every_topic)}
    given: dict[str, Any] = {
        "service": "Kelderwick City Council",
        "assessed_on": date(year, 5, 14),
        "responses": levels,
    } | more
    return Assessment(framework=SURVEY.id, edition=SURVEY.edition, **given)


def written(folder: Path, replies: dict[str, Assessment]) -> Path:
    """Write replies to files in a folder, and return the folder."""
    for name, given in replies.items():
        file = folder / f"{name}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        write_assessment(given, file)
    return folder


def every_number(payload: object) -> set[float]:
    """Return every number in a payload."""
    if isinstance(payload, dict):
        return set().union(*map(every_number, payload.values()))
    if isinstance(payload, list):
        return set().union(*map(every_number, payload))
    return {payload} if isinstance(payload, int | float) and not isinstance(payload, bool) else set()


def test_a_team(positiveculture: Command, examples: Path) -> None:
    """A team's files show, topic by topic, how many stand at each level, and first where they disagree most."""
    result = positiveculture("panel", examples / TEAM)
    lines = [" ".join(line.split()) for line in result.out.splitlines()]

    assert (result.status, result.err) == (0, "")
    assert "12 assessments" in lines
    assert lines[lines.index("Where people disagree most") + 2].startswith("19 Thoughtful matching")
    assert "3 What matters to the person . . . 3 9 5 88 %" in lines


def test_the_json_is_that_of_the_library(positiveculture: Command, examples: Path) -> None:
    """The JSON holds the summary that Python gives, and what else the screen shows."""
    told = json.loads(positiveculture("panel", examples / TEAM, "--json").out)
    summary = read_panel([examples / TEAM]).summary(get_framework("wigan-progress"))

    assert summary_to_dict(summary).items() <= told.items()
    assert told["most_disputed"][0] == "matching-and-rotas"
    assert (told["services"], told["assessed_on"]) == (["Rivington Home Care"], ["2026-03-16", "2026-03-19"])
    assert (told["by"], told["previous"], told["left_out"]) == (None, None, [])


def test_a_small_team_is_withheld_and_told_how_to_see_itself(
    positiveculture: Command, examples: Path, tmp_path: Path
) -> None:
    """Of seven people nothing is shown, not even that they are seven; with a minimum of 1 everything is."""
    for file in sorted((examples / TEAM).iterdir())[:7]:
        shutil.copy(file, tmp_path)
    screen, told = positiveculture("panel", tmp_path).out, positiveculture("panel", tmp_path, "--json").out

    assert "--minimum 1" in screen
    assert "7 " not in screen.replace("17 ", "")
    assert "Withheld: 25 topics" in screen
    assert every_number(json.loads(told)) == {10}
    assert '"withheld": "too-few"' in told
    assert "7 assessments" in positiveculture("panel", tmp_path, "--minimum", "1").out


def test_groups_by_folder_and_the_response_rate(positiveculture: Command, tmp_path: Path) -> None:
    """Folders are groups where that is asked for; each is shown beside the whole, and the rate is of those invited."""
    north = {f"north/{number}": reply(number) for number in range(12)}
    south = {f"south/{number}": reply(number + 2) for number in range(11)}
    written(tmp_path, north | south)
    result = positiveculture("panel", tmp_path, "--by", "folder", "--invited", "46")
    told = json.loads(positiveculture("panel", tmp_path, "--by", "folder", "--invited", "46", "--json").out)
    panel = Panel([*north.values(), *south.values()], groups=[("north",)] * 12 + [("south",)] * 11)
    summary = panel.summary(SURVEY, invited={(): 46})

    assert "23 assessments, 50 % of those invited" in result.out
    assert [group["group"] for group in told["groups"]] == [[], ["north"], ["south"]]
    assert told["groups"] == json.loads(json.dumps(summary_to_dict(summary)))["groups"]
    assert told["against_whole"][1] == comparison_to_dict(Comparison(summary, summary, ("south",)))
    assert "Very negative" in result.out


def test_groups_by_a_field(positiveculture: Command, examples: Path) -> None:
    """A field of the assessments tells groups too; those that are too small are named, with why, and nothing more."""
    result = positiveculture("panel", examples / TEAM, "--by", "assessed_by")

    assert "Withheld: 5 groups\n  Why: it would show, or let work out" in result.out
    assert "Care coordinator; Care worker; Night worker" in result.out


def test_the_wave_before(positiveculture: Command, tmp_path: Path) -> None:
    """The wave before stands beside this one, and a single person who joined is not shown by the two together."""
    then = written(tmp_path / "2025", {str(number): reply(number, 2025) for number in range(20)})
    now = written(tmp_path / "2026", {str(number): reply(number, 2026) for number in range(20)})
    told = json.loads(positiveculture("panel", now, "--previous", then, "--json").out)
    screen = positiveculture("panel", now, "--previous", then).out
    written(now, {"20": reply(20)})
    joined = json.loads(positiveculture("panel", now, "--previous", then, "--json").out)

    assert told["previous"]["protected"] is True
    assert told["previous"]["assessed_on"] == ["2025-05-14", "2025-05-14"]
    assert set(told["previous"]["changes"][0]["topics"]) == {topic.id for topic in SURVEY.every_topic}
    assert "What has moved most since 14 May 2025" in screen
    assert joined["groups"][0]["replied"] == {"withheld": "would-reveal"}


def test_waves_whose_names_do_not_match(positiveculture: Command, tmp_path: Path) -> None:
    """Where no file name comes again, protection between waves is impossible, and is refused unless that is said."""
    then = written(tmp_path / "2025", {f"a{number}": reply(number, 2025) for number in range(12)})
    now = written(tmp_path / "2026", {f"b{number}": reply(number, 2026) for number in range(12)})
    refused = positiveculture("panel", now, "--previous", then)
    told = positiveculture("panel", now, "--previous", then, "--unmatched")

    assert (refused.status, told.status) == (1, 0)
    assert "give a person's file one name in both waves, or in spreadsheets" in refused.err
    assert "Between the two waves nothing is protected (--unmatched)." in told.out


def test_every_problem_of_every_file(positiveculture: Command, examples: Path, tmp_path: Path) -> None:
    """What is wrong with each file of both waves is told at once, each with its file."""
    (tmp_path / "broken.toml").write_text("x =", encoding="utf-8")
    (tmp_path / "plan.toml").write_text('award = "silver"', encoding="utf-8")
    wrong = tmp_path / "wrong.json"
    wrong.write_text(json.dumps({"framework": "wigan-progress", "edition": "1", "responses": {"dignity": 9}}), "utf-8")
    other = examples / "cqc-rivington-2026.toml"
    result = positiveculture("panel", tmp_path, examples / TEAM, other, "--previous", tmp_path / "not-there.toml")
    lines = result.err.splitlines()

    assert result.status == 1
    assert lines[0] == "the panel has 7 problems:"
    assert any(line.startswith(f"  {tmp_path / 'broken.toml'}, line 1, `x`: nothing is after") for line in lines)
    assert f'  {wrong}, topic "dignity": level 9 is not on its scale, which runs from 1 to 5' in lines
    assert f"  {wrong}, `service`: is missing" in lines
    assert any(line.startswith(f"  {other}: is of cqc-style-well-led") for line in lines)
    assert f"  {tmp_path / 'not-there.toml'}: there is no such file" in lines


def test_what_is_no_assessment_is_left_out_and_named(positiveculture: Command, examples: Path, tmp_path: Path) -> None:
    """In a folder, a file that is no assessment is left out, and said to be; hidden files are passed by."""
    shutil.copytree(examples / TEAM, tmp_path / "team")
    (tmp_path / "team" / "plan.toml").write_text('award = "silver"', encoding="utf-8")
    (tmp_path / "team" / ".draft.toml").write_text("x =", encoding="utf-8")
    result = positiveculture("panel", tmp_path / "team")

    assert result.status == 0
    assert "Left out, for it is no assessment:" in result.out
    assert "12 assessments" in result.out


def test_a_file_named_twice_counts_once(positiveculture: Command, examples: Path) -> None:
    """Nobody is counted twice because a file and its folder are both named."""
    twice = positiveculture("panel", examples / TEAM / "coordinator.toml", examples / TEAM, examples / TEAM)

    assert "12 assessments" in twice.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["wales-cwm-aderyn-2026.toml"], "Supporting positive cultures is not scored: The guide sets no levels"),
        ([TEAM, "--by", "folders"], '`by`: no "folders"; did you mean "folder"?'),
        ([TEAM, "--invited", "3"], '`invited`: says 3 for "the whole", where more have replied'),
        ([TEAM, "--previous", "cqc-rivington-2026.toml"], 'is "cqc-style-well-led", but this is "wigan-'),
        (["."], "most here are of wigan-progress, edition 2017"),
    ],
)
def test_what_is_refused(
    positiveculture: Command, examples: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    """What cannot be counted together is refused with the reason."""
    monkeypatch.chdir(examples)
    result = positiveculture("panel", *arguments)

    assert result.status == 1
    assert said in result.err


def test_an_empty_folder(positiveculture: Command, tmp_path: Path) -> None:
    """A folder without assessments is no panel."""
    assert "there are no assessments" in positiveculture("panel", tmp_path).err


def test_two_files_of_one_name(positiveculture: Command, tmp_path: Path) -> None:
    """One reply in two formats would be counted twice, so it is refused."""
    written(tmp_path, {"a": reply(1)})
    write_assessment(reply(1), tmp_path / "a.toml")

    assert "a file's name tells who replied, once each" in positiveculture("panel", tmp_path).err
