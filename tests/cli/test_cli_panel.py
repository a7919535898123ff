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
    result = positiveculture("panel", examples / TEAM, "--minimum", "1")
    lines = [" ".join(line.split()) for line in result.out.splitlines()]

    assert (result.status, result.err) == (0, "")
    assert "Replied: 12 people" in lines
    assert lines[lines.index("Where people disagree most") + 2].startswith("19 Thoughtful matching")
    assert "3 What matters to the person 0 0 0 3 9" in lines
    assert "3 What matters to the person 5 88 %" in lines


def test_the_json_is_that_of_the_library(positiveculture: Command, examples: Path) -> None:
    """The JSON holds the summary that Python gives, and what else the screen shows."""
    told = json.loads(positiveculture("panel", examples / TEAM, "--minimum", "1", "--json").out)
    summary = read_panel([examples / TEAM]).summary(get_framework("wigan-progress"), min_respondents=1)

    assert summary_to_dict(summary).items() <= told.items()
    assert told["most_disputed"][0] == "matching-and-rotas"
    assert (told["services"], told["assessed_on"]) == (["Rivington Home Care"], ["2026-03-16", "2026-03-19"])
    assert (told["by"], told["previous"], told["since"], told["protected"]) == (None, None, [], False)
    assert {name: told[name] for name in ("left_out", "empty", "copies", "same")} == {
        "left_out": [],
        "empty": [],
        "copies": [],
        "same": [],
    }


def test_a_small_team_is_withheld_and_told_how_to_see_itself(
    positiveculture: Command, examples: Path, tmp_path: Path
) -> None:
    """Of seven people nothing is shown, not even that they are seven; with a minimum of 1 everything is."""
    for file in sorted((examples / TEAM).iterdir())[:7]:
        shutil.copy(file, tmp_path)
    screen, told = positiveculture("panel", tmp_path).out, positiveculture("panel", tmp_path, "--json").out

    assert "--minimum 1" in " ".join(screen.split())
    assert "7 " not in screen.replace("17 ", "")
    assert "Withheld: 25 topics" in screen
    assert every_number(json.loads(told)) == {10}
    assert '"withheld": "too-few"' in told
    assert "Replied: 7 people" in positiveculture("panel", tmp_path, "--minimum", "1").out


def test_groups_by_a_field(positiveculture: Command, examples: Path) -> None:
    """A field of the assessments tells groups too; those that are too small are named, with why, and nothing more."""
    result = positiveculture("panel", examples / TEAM, "--by", "assessed_by")

    assert "Withheld: 5 groups\nWhy: fewer than 10 are behind it" in result.out
    assert "- Care coordinator\n- Care worker\n- Night worker\n" in result.out


def test_groups_by_folder_and_the_response_rate(positiveculture: Command, tmp_path: Path) -> None:
    """Folders are groups where that is asked for; each is shown beside the whole, and the rate is of those invited."""
    north = {f"north/{number}": reply(number) for number in range(12)}
    south = {f"south/{number}": reply(number + 2) for number in range(11)}
    written(tmp_path, north | south)
    asked = (tmp_path, "--by", "folder", "--invited", "46", "--minimum", "1")
    told = json.loads(positiveculture("panel", *asked, "--json").out)
    panel = Panel([*north.values(), *south.values()], groups=[("north",)] * 12 + [("south",)] * 11)
    summary = panel.summary(SURVEY, min_respondents=1, invited={(): 46})
    result = positiveculture("panel", *asked[:-2])

    assert "Replied: 23 people\nOf those invited: 50 %\n" in result.out
    assert "each count is a little off, by chance" in " ".join(result.out.split())
    assert [group["group"] for group in told["groups"]] == [[], ["north"], ["south"]]
    assert told["groups"] == json.loads(json.dumps(summary_to_dict(summary)))["groups"]
    assert told["against_whole"][1] == comparison_to_dict(Comparison(summary, summary, ("south",)))
    assert "Very negative" in result.out


def figures(told: dict[str, Any]) -> list[Any]:
    """Return the counts that are shown of the whole."""
    return [topic.get("counts") for topic in told["groups"][0]["topics"].values()]


def test_three_waves_of_releases(positiveculture: Command, tmp_path: Path) -> None:
    """What was published is written, and read beside the next wave: before is what was published then, to the number.

    One joins in the second wave, fifteen in the third; each wave is shown, each with noise of its own, and what the
    second published is never worked out again.
    """
    sizes = {2024: 40, 2025: 41, 2026: 56}
    releases: list[Path] = []
    told: dict[int, dict[str, Any]] = {}
    for year, size in sizes.items():
        folder = written(tmp_path / str(year), {str(number): reply(number, 2024) for number in range(size)})
        for file in folder.iterdir():
            file.write_text(file.read_text("utf-8").replace("2024-05-14", f"{year}-05-14"), "utf-8")
        release = tmp_path / f"{year}.release.json"
        since = [part for each in releases for part in ("--since", each)]
        result = positiveculture("panel", folder, *since, "--release", release, "--json")
        told[year] = json.loads(result.out)
        releases.append(release)

    assert [told[year]["groups"][0]["replied"] for year in sizes] == list(sizes.values())
    assert told[2026]["since"] == [["2024-05-14"] * 2, ["2025-05-14"] * 2]
    assert told[2026]["protected"] is True
    assert told[2026]["previous"]["groups"] == told[2025]["groups"]
    assert told[2025]["previous"]["groups"] == told[2024]["groups"]
    assert figures(told[2024]) != figures(told[2025])
    twice = ("--since", releases[1]) * 2
    again = json.loads(positiveculture("panel", releases[2], *twice, "--json").out)
    assert again["since"] == [["2025-05-14"] * 2]
    assert again["groups"] == told[2026]["groups"]
    assert again["previous"]["groups"] == told[2025]["groups"]
    screen = positiveculture("panel", releases[2], "--since", releases[0], "--since", releases[1]).out
    assert "What has moved most since 14 May 2025" in screen
    late = positiveculture("panel", releases[0], "--since", releases[1])
    assert (late.status, late.out) == (1, "")
    assert f"{releases[1].name}: is of 2025-05-14, and this wave is of 2024-05-14: it has to come before" in late.err
    first = tmp_path / "2024"
    assert "it has to come before" in positiveculture("panel", first, "--since", releases[1]).err
    assert "it has to come before" in positiveculture("panel", first, "--previous", tmp_path / "2025").err


def test_a_release_is_checked_and_not_overwritten(positiveculture: Command, tmp_path: Path) -> None:
    """A release is a file of ours: `check` reads it, only --force overwrites it, and it has to be protected."""
    folder = written(tmp_path / "now", {str(number): reply(number) for number in range(12)})
    release = tmp_path / "now.toml"
    first = positiveculture("panel", folder, "--release", release)
    twice = positiveculture("panel", folder, "--release", release)
    forced = positiveculture("panel", folder, "--release", release, "--force")
    exact = positiveculture("panel", folder, "--release", tmp_path / "exact.json", "--minimum", "1")

    assert [each.status for each in (first, twice, forced, exact)] == [0, 1, 0, 1]
    assert "`minimum`: is 1; 2 is the least" in exact.err
    assert "a valid release Holds: 1 group" in " ".join(positiveculture("check", release).out.split())
    assert "this is a release" in positiveculture("assess", release).err
    other = positiveculture("panel", folder, "--since", tmp_path / "now" / "1.json")
    assert (other.status, "this is an assessment" in other.err) == (1, True)


def test_the_wave_before_without_a_release(positiveculture: Command, tmp_path: Path) -> None:
    """Raw files of the wave before are released along with this one, whatever folders and files are called."""
    then = written(tmp_path / "2025", {f"north/{number}": reply(number, 2025) for number in range(20)})
    now = written(tmp_path / "2026", {f"Northern/a{number}": reply(number, 2026) for number in range(21)})
    told = json.loads(positiveculture("panel", now, "--previous", then, "--by", "folder", "--json").out)

    assert (told["groups"][0]["replied"], told["previous"]["groups"][0]["replied"]) == (21, 20)
    assert (told["protected"], told["since"]) == (True, [["2025-05-14", "2025-05-14"]])
    assert set(told["previous"]["changes"][0]["topics"]) == {topic.id for topic in SURVEY.every_topic}


#: What copies of a reply are called, here and elsewhere.
COPIES = ("reply-03 (1)", "reply-03 - Copy", "Copy of reply-03", "reply-03_copy", "reply-03 - Kopie (2)")


def test_files_that_are_nobody(positiveculture: Command, tmp_path: Path) -> None:
    """Copies and empty replies do not lift nine people over the minimum; what is not counted is named."""
    folder = written(tmp_path, {f"reply-{number:02}": reply(number) for number in range(9)})
    for copy in COPIES:
        shutil.copy(folder / "reply-03.json", folder / f"{copy}.json")
    empty = json.loads((folder / "reply-04.json").read_text("utf-8")) | {"responses": {}}
    (folder / "template.json").write_text(json.dumps(empty), "utf-8")
    result = positiveculture("panel", folder)
    again = positiveculture("panel", folder, "--count-copies", "--json")
    counted = json.loads(again.out)

    assert "Replied: withheld: fewer than 10" in result.out
    words = " ".join(result.out.split())
    assert words.count("it is a copy by name and content (--count-copies counts it)") == len(COPIES)
    assert words.count("Not counted, for nothing is answered in it") == 1
    assert (counted["groups"][0]["replied"], counted["copies"], counted["same"]) == (9 + len(COPIES), [], [])
    assert again.err.startswith(f"Note: {len(COPIES) + 4} of the files hold just what an earlier one does")


def test_equal_replies_by_other_names_count(positiveculture: Command, tmp_path: Path) -> None:
    """Short surveys repeat honestly: equal content alone is told and counted; a copy that was edited is a reply."""
    folder = written(tmp_path, {f"reply-{number:02}": reply(0) for number in range(10)})
    shutil.copy(folder / "reply-03.json", folder / "reply-04 (1).json")
    edited = folder / "reply-05 (1).json"
    edited.write_text((folder / "reply-05.json").read_text("utf-8").replace("Kelderwick", "Kelder"), "utf-8")
    told = json.loads(positiveculture("panel", folder, "--json", "--minimum", "1").out)

    assert (told["groups"][0]["replied"], len(told["copies"]), len(told["same"])) == (11, 1, 9)


def test_whether_replies_are_alike_is_not_published(positiveculture: Command, tmp_path: Path) -> None:
    """Nothing but the noisy figures differs between people who all answer alike and people who do not."""
    shown = []
    for name, answers in (("alike", [0] * 12), ("apart", list(range(12)))):
        replies = {f"reply-{number:02}": reply(answer) for number, answer in enumerate(answers)}
        told = positiveculture("panel", written(tmp_path / name, replies), "--json")
        payload = json.loads(told.out)
        shown.append({key: payload[key] for key in ("left_out", "empty", "copies", "same", "protected", "services")})

    assert shown[0] == shown[1]


def test_a_folder_of_nobody(positiveculture: Command, tmp_path: Path) -> None:
    """Where all files are empty, there is no panel."""
    template = tmp_path / "template.toml"
    positiveculture("new-assessment", "wigan-progress", "--out", template)

    assert "there are no assessments" in positiveculture("panel", tmp_path).err


def test_every_problem_of_every_file(positiveculture: Command, examples: Path, tmp_path: Path) -> None:
    """What is wrong with each file of both waves is told at once, each with its file."""
    (tmp_path / "broken.toml").write_text("x =", encoding="utf-8")
    (tmp_path / "plan.toml").write_text('award = "silver"', encoding="utf-8")
    wrong = tmp_path / "wrong.json"
    wrong.write_text(
        json.dumps({"framework": "wigan-progress", "edition": "2017", "responses": {"dignity": 9}}), "utf-8"
    )
    other = examples / "cqc-rivington-2026.toml"
    result = positiveculture("panel", tmp_path, examples / TEAM, other, "--previous", tmp_path / "not-there.toml")
    lines = result.err.splitlines()

    assert result.status == 1
    assert lines[0] == "the panel has 6 problems:"
    assert any(line.startswith(f"  {tmp_path / 'broken.toml'}, line 1, `x`: has no answer after") for line in lines)
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
    assert "Replied: 12 people" in result.out


def test_a_file_named_twice_counts_once(positiveculture: Command, examples: Path) -> None:
    """Nobody is counted twice because a file and its folder are both named."""
    twice = positiveculture("panel", examples / TEAM / "coordinator.toml", examples / TEAM, examples / TEAM)

    assert "Replied: 12 people" in twice.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["wales-cwm-aderyn-2026.toml"], "Supporting positive cultures is not scored: The guide sets no levels"),
        ([TEAM, "--by", "folders"], '`by`: no "folders"; did you mean "folder"?'),
        ([TEAM, "--invited", "3"], '`invited`: says 3 for "the whole", where more have replied'),
        ([TEAM, "--previous", "cqc-rivington-2026.toml"], 'is "cqc-style-well-led", but this is "wigan-'),
        (["."], "others here are of wigan-progress, edition 2017"),
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
