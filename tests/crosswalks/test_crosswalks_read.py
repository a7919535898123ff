"""Crosswalks in files: read strictly, written whole, refused with every problem at its place."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from shelf import CQC, WALES, WIGAN

from positiveculture import FileTrouble, UnknownFramework, get_framework
from positiveculture.errors import InvalidCrosswalk
from positiveculture.formats.crosswalk import (
    crosswalk_from_dict,
    crosswalk_to_dict,
    find_crosswalk,
    read_crosswalk,
    write_crosswalk,
)
from positiveculture.formats.sssom.parser import read_sssom

LINK = {"here": "dignity", "there": "culture-as-a-whole", "relation": "related", "rationale": "Why.", "source": "Who."}
SOUND: dict[str, Any] = {
    "from": {"framework": WIGAN, "edition": "2017"},
    "to": {"framework": WALES, "edition": "2025"},
    "links": [LINK],
}


def problems(payload: object) -> list[str]:
    """Return everything that is wrong with a payload, each with its place."""
    with pytest.raises(InvalidCrosswalk) as caught:
        crosswalk_from_dict(payload, get_framework(WIGAN), get_framework(WALES))
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize("suffix", ["toml", "json"])
def test_what_is_written_reads_back(tmp_path: Path, suffix: str) -> None:
    """A shipped crosswalk comes back equal from a file of either kind."""
    found = find_crosswalk(WIGAN, CQC)
    path = tmp_path / f"links.{suffix}"
    write_crosswalk(found, path)

    assert found == read_crosswalk(path)
    assert found == read_crosswalk(path, source=WIGAN, target=get_framework(CQC))
    with pytest.raises(FileTrouble, match="already exists"):
        write_crosswalk(found, path)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (
            {"links": [LINK | {"here": "dignty"}]},
            'link "dignty" to "culture-as-a-whole", `here`: no topic "dignty"; did',
        ),
        (
            {"links": [LINK | {"relation": "exat"}]},
            'link "dignity" to "culture-as-a-whole", `relation`: no "exat"; did',
        ),
        ({"links": [LINK | {"rationale": " "}]}, 'link "dignity" to "culture-as-a-whole", `rationale`: is empty'),
        ({"links": [LINK | {"source": ""}]}, 'link "dignity" to "culture-as-a-whole", `source`: is empty'),
        ({"links": [LINK | {"note": "x"}]}, 'link "dignity" to "culture-as-a-whole", `note`: unknown key; there are'),
        ({"links": [LINK, LINK]}, 'link "dignity" to "culture-as-a-whole": is given 2 times, word for word'),
        ({"links": [{"here": "dignity"}]}, "link no. 1, `there`: is missing"),
        ({"links": [3]}, "link no. 1: must be a table, not 3"),
        ({"links": None}, "`links`: is missing"),
        ({"links": "all"}, '`links`: must be a list, not "all"'),
        (
            {"from": {"framework": WIGAN, "edition": "2018"}},
            '`from`: is "wigan-progress 2018", but this is "wigan-progress 2017"',
        ),
        ({"to": {"framework": WALES, "edition": 2025}}, "`to`, `edition`: must be text in quotes, not 2025"),
        ({"to": "wales"}, '`to`: must be a table, not "wales"'),
        ({"form": {}}, '`form`: unknown key; did you mean "from"?'),
    ],
)
def test_a_fault_is_told_at_its_place(changed: dict[str, Any], expected: str) -> None:
    """One planted fault gives one problem, which names the link by its two topics."""
    [told, *more] = problems(SOUND | changed)

    assert told.startswith(expected)
    assert not [other for other in more if "`links`" not in other and "link no. 1" not in other]


def test_all_at_once() -> None:
    """Every problem of a payload is told at once."""
    wrong = {"links": [LINK | {"here": "x1"}, LINK | {"there": "x2"}, LINK | {"relation": 1}], "z": 1}

    assert len(problems(wrong)) == 6
    assert problems([]) == ["must be a table, not []"]


def test_frameworks_that_are_not_there(tmp_path: Path) -> None:
    """A file that names an unknown framework says which of its two ends does."""
    path = tmp_path / "links.json"
    path.write_text('{"from": {"framework": "wigan-progres", "edition": "2017"}, "to": 3, "links": []}')

    with pytest.raises(UnknownFramework, match=r"did you mean .wigan-progress.*it is named by `from` of"):
        read_crosswalk(path)
    path.write_text('{"to": 3, "links": []}')
    with pytest.raises(
        InvalidCrosswalk, match=r"(?s)links.json has 2 problems.*`from`: is missing.*`to`: must be a table"
    ):
        read_crosswalk(path)


def test_payloads_are_plain() -> None:
    """What is written holds ends and links in words that a person would choose."""
    payload = crosswalk_to_dict(crosswalk_from_dict(SOUND))

    assert payload == SOUND


@pytest.mark.parametrize("read", [read_crosswalk, read_sssom])
def test_what_is_no_file(tmp_path: Path, read: Callable[[Path], object]) -> None:
    """A missing file and a folder are told plainly."""
    for path, told in ((tmp_path / "none.toml", "there is no such file"), (tmp_path, "neither|is a folder")):
        with pytest.raises(FileTrouble, match=told):
            read(path)
