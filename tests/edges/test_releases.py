"""Releases as files: they read back equal, and what is wrong with one is told at once, each at its place."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest

from positiveculture import Assessment, Framework, Level, Panel, Scale, Source, Topic
from positiveculture.errors import InvalidPanel, InvalidRelease
from positiveculture.formats.panel import (
    LoadedPanel,
    load_panel,
    read_release,
    release_from_dict,
    release_to_dict,
    write_release,
)
from positiveculture.formats.panel_report import load_report
from positiveculture.formats.paths import Upload
from positiveculture.formats.schemas import schema
from positiveculture.panel.panel_report import released
from positiveculture.panel.release import Release

THREE = Scale("three", [Level(number, str(number)) for number in (1, 2, 3)])
FRAMEWORK = Framework(
    id="voices",
    edition="1",
    title="Voices",
    source=Source(title="Voices", publisher="Nobody", rights="invented"),
    topics=[Topic(id=id_, title=id_.title(), scale=THREE) for id_ in ("rota", "breaks")],
)
DAY = date(2026, 3, 31)


def release(**more: Any) -> Release:
    """Return the release of 24 people in two teams, and one who is too few."""
    said = {"framework": "voices", "edition": "1", "service": "Smithills", "assessed_on": DAY}
    panel = Panel(
        [Assessment(**said, responses={"rota": 1 + n % 3, "breaks": 1 + n % 2}) for n in range(27)],  # type: ignore[arg-type]  # each fits its field
        groups=[("north",)] * 12 + [("south",)] * 12 + [("nights",)] * 3,
    )
    return attrs.evolve(released(panel, panel.summary(FRAMEWORK, invited={(): 30}), by="folder"), **more)


@pytest.mark.parametrize("suffix", [".json", ".toml"])
def test_a_release_reads_back_equal(tmp_path: Path, suffix: str) -> None:
    """What was published is in the file to the number, and nothing else is."""
    path, written = tmp_path / f"r{suffix}", release(since=((DAY, DAY), (date(2025, 1, 1), DAY)))
    write_release(written, path)

    assert read_release(path, framework=FRAMEWORK) == written
    assert written.summary.invited == {(): 30}
    plain = attrs.evolve(release(), by=None)
    assert not {"by", "since"} & release_to_dict(plain).keys()
    assert release_from_dict(release_to_dict(plain), FRAMEWORK) == plain


def test_days_of_a_release_are_in_order() -> None:
    """A first day after the last, and a wave before that is later than this one, are told, read or made by hand."""
    late, early = date(2026, 4, 1), date(2025, 1, 1)
    wrong = release(assessed_on=(DAY, early), since=((early, late), (DAY, early)))
    told = [
        "`assessed_on`: the first day is 2026-03-31, after the last, 2025-01-01",
        "`since`, no. 2: the first day is 2026-03-31, after the last, 2025-01-01",
        "`since`, no. 1: is of 2026-04-01, and this wave is of 2025-01-01: it has to come before",
    ]
    assert list(map(str, wrong.problems())) == told

    payload = release_to_dict(release()) | {"assessed_on": [DAY, early], "since": [[early, late], [DAY, early]]}
    with pytest.raises(InvalidRelease) as caught:
        release_from_dict(payload, FRAMEWORK)
    assert list(map(str, caught.value.problems)) == told


def test_the_schema_takes_a_release() -> None:
    """What is written fits the schema that is shipped, also where the groups go by a column of a spreadsheet."""
    from jsonschema import Draft202012Validator

    for by in ("folder", "Which team?", None):
        written = json.loads(json.dumps(release_to_dict(release(by=by))))
        Draft202012Validator(schema("release")).validate(written)
        assert release_from_dict(written, FRAMEWORK).by == by


#: Keys that no file has.
ODD: dict[Any, Any] = {5: 1, None: 1}
GROUP = {"group": [], "replied": 12, "topics": {"rota": [4, 4, 4], "breaks": "would-reveal"}}
WHOLE: dict[str, Any] = {
    "framework": "voices",
    "edition": "1",
    "minimum": 10,
    "services": ["Smithills"],
    "assessed_on": ["2026-03-31", "2026-04-01"],
    "published": [GROUP],
}


def topics(**given: object) -> dict[str, Any]:
    """Return a release whose whole has other topics."""
    return {**WHOLE, "published": [{**GROUP, "topics": {**GROUP["topics"], **given}}]}  # type: ignore[dict-item]  # a table


@pytest.mark.parametrize(
    ("payload", "problem"),
    [
        ({**WHOLE, "framework": "others"}, '`framework`: is "others", but this is "voices"'),
        ({**WHOLE, "edition": "2"}, '`edition`: no edition "2" of voices'),
        ({**WHOLE, "minimum": 1}, "`minimum`: is 1; 2 is the least"),
        ({**WHOLE, "minimum": "x"}, "`minimum`: must be a whole number"),
        ({**WHOLE, "assessed_on": ["2026-03-31"]}, "`assessed_on`: must be a list of 2"),
        ({**WHOLE, "services": []}, "`services`: is empty"),
        ({**WHOLE, "services": 3}, "`services`: must be a list"),
        ({**WHOLE, "published": [{**GROUP, "invited": 11}]}, '`invited`: says 11 for "the whole", where more have'),
        ({**WHOLE, "secret": "x"}, "`secret`: unknown key"),
        ({**WHOLE, "published": None}, "`published`: is missing"),
        ({**WHOLE, "published": {}}, "`published`: must be a list"),
        ({**WHOLE, "published": [3]}, "`published`, no. 1: must be a table"),
        ({**WHOLE, "published": []}, "`published`: has no entry for the whole"),
        ({**WHOLE, "published": [GROUP, GROUP]}, "`published`, no. 2, `group`: is used 2 times"),
        ({**WHOLE, "published": [{**GROUP, "group": "a"}]}, "`published`, no. 1, `group`: must be a list"),
        ({**WHOLE, "published": [{**GROUP, "group": [1]}]}, "`published`, no. 1, `group`: must be a list"),
        ({**WHOLE, "published": [{**GROUP, "replied": None}]}, "`replied`: must be a whole number"),
        ({**WHOLE, "published": [{**GROUP, "replied": "few"}]}, '`replied`: no "few"; did you mean "too-few"?'),
        ({**WHOLE, "published": [{**GROUP, "replied": -1}]}, "`replied`: is -1: fewer than nobody"),
        ({**WHOLE, "published": [{**GROUP, "invited": "too-few"}]}, "`invited`: must be a whole number"),
        ({**WHOLE, "published": [{**GROUP, "topics": []}]}, "`topics`: must be a table"),
        ({**WHOLE, "published": [{**GROUP, "rates": 1}]}, "`rates`: unknown key"),
        (topics(rota=None), 'topic "rota": must be a list'),
        (topics(rota="few"), 'topic "rota": no "few"; did you mean "too-few"?'),
        (topics(rota=[4, 4]), 'topic "rota": must be a list of 3'),
        (topics(rota=[3, 3, 3]), 'topic "rota": is 9; 10 is the least'),
        (topics(rota=[3, 3, "x"]), "must be a whole number"),
        (topics(rota=[3, 13, -3]), "is -3: fewer than nobody"),
        (topics(rotas=[3]), 'topic "rotas": no topic "rotas"; did you mean "rota"?'),
        ({**WHOLE, "published": [{**GROUP, "topics": {"rota": "too-few"}}]}, 'topic "breaks": is missing'),
        ({**WHOLE, "published": [ODD | GROUP]}, "`published`, no. 1, `5`: unknown key"),
        ({**WHOLE, "published": [ODD | GROUP]}, "`published`, no. 1, `null`: unknown key"),
        ({"responses": {}}, "this is an assessment, not a release"),
        (3, "must be a table"),
    ],
)
def test_what_does_not_fit_is_refused(payload: Any, problem: str) -> None:
    """Each problem in a sentence, at its place."""
    with pytest.raises(InvalidRelease) as refused:
        release_from_dict(payload, FRAMEWORK)
    assert problem in str(refused.value)


def test_an_unprotected_release_is_not_written() -> None:
    """With a minimum of 1 nothing is protected, so it is for nobody else."""
    exact = Panel([]).summary(FRAMEWORK, min_respondents=1)
    with pytest.raises(InvalidRelease, match="2 is the least"):
        release_to_dict(release(summary=exact))


def test_a_panel_is_loaded_with_its_files(tmp_path: Path) -> None:
    """The files that are counted, and those that are not; a copy counts where that is asked for."""
    reply = {"framework": "wigan-progress", "edition": "2017", "service": "A", "assessed_on": "2026-03-31"}
    files = {
        "a.json": {"dignity": 3},
        "a (1).json": {"dignity": 3},
        "b (1).json": {"dignity": 4},
        "c.json": {"dignity": 4},
        "empty.json": {},
    }
    for name, responses in files.items():
        (tmp_path / name).write_text(json.dumps({**reply, "responses": responses}), "utf-8")

    def named(loaded: LoadedPanel) -> dict[str, list[str]]:
        """Return the names of the files of each kind."""
        return {kind: sorted(p.name for p in getattr(loaded, kind)) for kind in ("files", "empty", "copies", "same")}

    assert named(load_panel([tmp_path])) == {
        "files": ["a.json", "b (1).json", "c.json"],
        "empty": ["empty.json"],
        "copies": ["a (1).json"],
        "same": ["c.json"],
    }
    assert named(load_panel([tmp_path], count_copies=True)) == {
        "files": ["a (1).json", "a.json", "b (1).json", "c.json"],
        "empty": ["empty.json"],
        "copies": [],
        "same": ["a (1).json", "c.json"],
    }
    report = load_report([tmp_path], min_respondents=2)
    assert (report.release.summary.replied(), report.empty) == (3, (str(tmp_path / "empty.json"),))


def test_two_uploads_of_one_name_are_two_releases() -> None:
    """Releases that came under one name are each stood beside; a later one of them is refused."""
    days = [date(2026, 3, 31), date(2025, 3, 31), date(2024, 3, 31), date(2027, 3, 31)]
    now, *before = (
        Upload("release.json", json.dumps(release_to_dict(release(assessed_on=(day, day))), default=str).encode())
        for day in days
    )

    report = load_report([now], since=before[:2], framework=FRAMEWORK)

    assert [each.assessed_on[1] for each in report.since] == [date(2024, 3, 31), date(2025, 3, 31)]
    with pytest.raises(InvalidPanel, match="2027"):
        load_report([now], since=[before[2], before[0]], framework=FRAMEWORK)
