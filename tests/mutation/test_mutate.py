"""The machinery of mutation testing: source is parted without a change of meaning, and a poor room is told."""

from pathlib import Path
from typing import Any

import pytest
from mutate import summary
from plainly import plainly
from rooms import ROOMS, SMOKE, Room

import positiveculture

HOME = Path(positiveculture.__file__).parent

TIDE = '''
class Tide:
    def __init__(self, level: int) -> None:
        self.level = level

    @property
    def high(
        self,
    ) -> bool:
        """Whether it is high."""
        return self.level > 3

    @staticmethod
    def of(level: int) -> "Tide":
        return Tide(level)

    @classmethod
    def low(cls) -> "Tide":
        return cls(1)
'''


def test_what_is_decorated_calls_a_plain_method() -> None:
    """A property of the parted source says what it said, by a method that mutmut can see; nothing else is parted."""
    parted = plainly(TIDE)
    names: dict[str, Any] = {}
    exec(parted, names)  # noqa: S102 - the source above
    tide = names["Tide"]

    assert [tide.of(4).high, tide.low().high, tide.of(4).high_told()] == [True, False, True]
    assert parted.count("_told()\n") == 1
    assert [name for name in vars(tide) if name.endswith("_told")] == ["high_told"]


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_rooms_are_there(room: Room) -> None:
    """Each room has files, all of which can be parted, and tests that are there."""
    files = [path for glob in room.files for path in HOME.glob(glob) if path.suffix == ".py"]
    tests = [Path(__file__).parents[1] / test.partition("::")[0] for test in room.tests]

    assert files
    for path in files:
        compile(plainly(path.read_text("utf-8")), path, "exec")
    assert [test for test in tests if not test.is_file()] == []


@pytest.mark.parametrize(
    ("killed", "lived", "good"),
    [(95, 5, True), (94, 6, False), (0, 0, False), (0, 3, False), (3, 0, True)],
)
def test_a_poor_room_is_told(killed: int, lived: int, good: bool, capsys: pytest.CaptureFixture[str]) -> None:
    """Fewer than 95 per cent killed, or no mutant at all, is a failure; every mutant that lived is named."""
    fates = {f"killed {n}": "killed" for n in range(killed)}
    fates |= {f"lived {n}": ("survived", "no tests", "timeout")[n % 3] for n in range(lived)}

    assert good == summary(ROOMS[0], fates)
    told = capsys.readouterr().out
    assert f"{killed} of" in told
    assert lived == told.count("    lived ")


def test_in_the_smoke_none_may_live() -> None:
    """One that lives is one too many where all are known to be killed."""
    assert not summary(SMOKE, {"one": "killed", "two": "survived", **{f"{n}": "killed" for n in range(98)}})
