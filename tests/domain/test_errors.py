"""Errors: one root, a builtin beside it, data on the exception, and a sentence that helps."""

from datetime import date, datetime

import pytest

from positiveculture import (
    FileTrouble,
    Invalid,
    InvalidAssessment,
    InvalidFramework,
    NoRoute,
    PositiveCultureError,
    Problem,
    RegistryError,
    Unknown,
)
from positiveculture.errors import (
    FrameworkConflict,
    FrameworkLoadError,
    IncompatibleFramework,
    MissingExtra,
    NotAveraged,
    UnknownAward,
    UnknownTopic,
)
from positiveculture.sentences import LONGEST, nearest, printable, quoted, shown

MESSAGES: dict[str, tuple[PositiveCultureError, type[Exception], str]] = {
    "one problem": (
        InvalidAssessment("the assessment", (Problem("missing", ("x",), {}, 'topic "x"'),)),
        ValueError,
        'the assessment has 1 problem:\n  topic "x": is missing',
    ),
    "problems": (
        Invalid("it", (Problem("empty"), Problem("missing", ("b",), {}, "b"))),
        ValueError,
        "it has 2 problems:\n  is empty\n  b: is missing",
    ),
    "more problems than are kept": (
        Invalid("it", (Problem("empty"),), 59_999),
        ValueError,
        "it has 60,000 problems:\n  is empty\n  and 59,999 more",
    ),
    "framework": (InvalidFramework("it", ()), RegistryError, "it has 0 problems:"),
    "file": (FileTrouble("a.toml", "there is no such file"), OSError, "a.toml: there is no such file"),
    "near": (
        UnknownTopic("topic", "dignty", ("dignity", "meetings")),
        LookupError,
        'no topic "dignty"; did you mean "dignity"?',
    ),
    "far": (UnknownAward("award", "x", ("copper",)), LookupError, 'no award "x"; there are: "copper"'),
    "hint": (Unknown("award", 7, (), "there are none"), LookupError, "no award 7; there are none"),
    "route": (NoRoute("gold", "it is far"), ValueError, 'no route to "gold": it is far'),
    "mean": (
        NotAveraged("Kindness"),
        TypeError,
        "Kindness publishes no method that averages its levels: they are ordinal; take the median",
    ),
    "conflict": (
        FrameworkConflict("x", ("a 1", "b 2"), ("a", "b")),
        RegistryError,
        (
            'framework "x" is claimed more than once: a 1; b 2; choose one: POSITIVECULTURE_PREFER=x=DISTRIBUTION, '
            "or prefer={...} in Python; or name in POSITIVECULTURE_PLUGINS the distributions that may be loaded"
        ),
    ),
    "conflict of values": (
        FrameworkConflict("x", ("one", "other"), ()),
        RegistryError,
        'framework "x" is claimed more than once: one; other',
    ),
    "load": (
        FrameworkLoadError("x", "a 1", "no module"),
        RegistryError,
        'framework "x" from a 1 could not be loaded: no module',
    ),
    "newer": (
        IncompatibleFramework("x", "a 1", 3, (1, 2)),
        RegistryError,
        'framework "x" from a 1 has spec 3, this library speaks 1, 2: upgrade positiveculture',
    ),
    "older": (
        IncompatibleFramework("x", "a 1", None, (1,)),
        RegistryError,
        'framework "x" from a 1 has spec None, this library speaks 1: upgrade the plug-in',
    ),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_messages(name: str) -> None:
    """Each error says what is wrong, and is caught by its root and by the builtin beside it."""
    error, builtin, text = MESSAGES[name]

    assert isinstance(error, PositiveCultureError)
    assert isinstance(error, builtin)
    assert text == str(error)


def test_quoted() -> None:
    """Names stand in quotes, on one line; anything else as a file would write it."""
    assert [quoted('a "b" \\ \n é'), quoted(7)] == ['"a \\"b\\" \\\\ \\n é"', "7"]
    assert printable("\N{RIGHT-TO-LEFT OVERRIDE}") == "\\u202e"


def test_a_missing_extra_says_how_to_install_it() -> None:
    """What a part of the library needs is told with the line that installs it."""
    told = str(MissingExtra("the tide table", "tides", "harbour"))

    assert told == 'the tide table needs tides, which is not installed: pip install "positiveculture[harbour]"'


def test_shown() -> None:
    """A value is shown as a file would write it; what is long, or has no end, is cut short."""
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]

    assert shown("short") == '"short"'
    assert [shown(value) for value in (None, True, 2.5, date(2026, 3, 31))] == ["null", "true", "2.5", "2026-03-31"]
    assert shown({"level": 4, "evidence": [{}, [], ["a"]]}) == '{"level": 4, "evidence": [{}, [], ["a"]]}'
    assert shown(datetime(2026, 3, 31, 10, 0)) == "2026-03-31T10:00:00"  # noqa: DTZ001 - as a file has it
    assert shown(object()) == "a value of type object"
    assert len(shown("x" * 100)) == LONGEST
    assert shown(deep) == "[" * (LONGEST - 1) + "…"
    assert shown(10**5000) == "a whole number that is too large to be shown"


def test_nearest() -> None:
    """A hint names the nearest, else the first few, else that there are none."""
    assert nearest("golf", ["gold", "silver"]) == 'did you mean "gold"?'
    assert nearest("x", map(str, range(14))).endswith('"11" and 2 more')
    assert nearest("x", []) == "there are none"
