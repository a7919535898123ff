"""Bad input: a clear sentence on standard error, every problem at once, status 1, and never a traceback."""

from pathlib import Path

import pytest
from running import Command, Write

from positiveculture.formats.parsing import LARGEST

HEAD = 'framework = "wigan-progress"\nedition = "2017"\nservice = "Elm House"\nassessed_on = 2026-03-31\n[responses]\n'
MEADOW_HEAD = HEAD.replace("wigan-progress", "meadow").replace("2017", "1")

#: Name, file, and what standard error has to say.
WRONG = {
    "unknown framework": (HEAD.replace("wigan-progress", "wigan-progres"), 'did you mean "wigan-progress"?'),
    "no framework": ("[responses]\ndignity = 1\n", "names no framework"),
    "unknown edition": (HEAD.replace("2017", "2016"), 'no edition "2016" of wigan-progress; there is: "2017"'),
    "unknown topic": (
        HEAD + "dignty = 3\n",
        'topic "dignty": no topic "dignty"; did you mean "dignity"?',
    ),
    "level off the scale": (HEAD + "dignity = 6\n", 'topic "dignity": level 6 is not on its scale'),
    "level in quotes": (HEAD + 'dignity = { level = "3" }\n', '`level`: must be a whole number, not "3"'),
    "level not whole": (HEAD + "dignity = { level = 3.5 }\n", "`level`: must be a whole number, not 3.5"),
    "true for a level": (HEAD + "dignity = true\n", 'topic "dignity": must be a level, or a table'),
    "not applicable": (HEAD + 'dignity = { not_applicable = "n" }\n', "may not be marked as not applicable"),
    "evidence of the future": (
        HEAD + 'dignity = { level = 3, evidence = [{ title = "Audit", dated = 2026-04-01 }] }\n',
        'evidence "Audit", `dated`: is 2026-04-01, after the assessment of 2026-03-31',
    ),
    "twice": (HEAD + "dignity = 3\n1 = 3\n", 'is answered twice: as "dignity" and by its number'),
    "unknown key": ('assesed_by = "me"\n' + HEAD, '`assesed_by`: unknown key; did you mean "assessed_by"'),
    "unknown key inside": (HEAD + 'dignity = { level = 3, nota = "n" }\n', 'did you mean "note"?'),
    "not TOML": (HEAD + "dignity = \n", "line 6"),
    "empty": ("", "is empty"),
    "deeply nested": ("a = " + "[" * 100_000, "nested too deeply"),
}


@pytest.mark.parametrize("name", WRONG)
def test_toml(positiveculture: Command, write: Write, name: str) -> None:
    """What is wrong with a TOML file is said in a sentence with its place."""
    text, said = WRONG[name]
    result = positiveculture("assess", write("a.toml", text))

    assert (result.status, result.out) == (1, "")
    assert said in result.err
    assert "a.toml" in result.err or name == "unknown framework"
    assert "Traceback" not in result.err


@pytest.mark.parametrize(
    ("response", "said"),
    [
        ("thoughts = 3", 'topic "thoughts": has no scale'),
        ('listening = { not_applicable = "" }', 'topic "listening", `not_applicable`: is empty'),
        ('warmth = { note = "n" }', 'topic "warmth", `level`: has a scale: its `level`, 1 to 4, is missing'),
    ],
)
def test_what_topics_do_not_take(
    positiveculture: Command, write: Write, meadow: Path, response: str, said: str
) -> None:
    """A topic without a scale takes no level, and one that is set aside needs a reason."""
    result = positiveculture("assess", write("a.toml", MEADOW_HEAD + response), "--framework", meadow)

    assert (result.status, result.out) == (1, "")
    assert said in result.err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"framework": "wigan-progress",', "a bracket is opened and not closed"),
        ("[" * 100_000, "nested too deeply"),
        ('{"framework": "wigan-progress", "framework": "meadow"}', '"framework" is given twice'),
        ("[]", "must be a table, not []"),
    ],
)
def test_json(positiveculture: Command, write: Write, text: str, said: str) -> None:
    """What is wrong with a JSON file is said in a sentence."""
    result = positiveculture("assess", write("a.json", text))

    assert (result.status, result.out, said in result.err) == (1, "", True)


def test_every_problem_at_once(positiveculture: Command, write: Write) -> None:
    """All problems are told together, one a line."""
    result = positiveculture("assess", write("a.toml", HEAD + "dignity = 9\nlife-histry = 2\nmeetings = 0\n"))

    assert len(result.err.splitlines()) == 4
    assert result.err.splitlines()[0].endswith("a.toml has 3 problems:")


def test_not_utf8(positiveculture: Command, tmp_path: Path) -> None:
    """A file in another encoding is told to be saved as UTF-8, with the line at fault."""
    path = tmp_path / "a.toml"
    path.write_bytes(HEAD.replace("Elm", "Caf\xe9").encode("latin-1"))
    result = positiveculture("assess", path)

    assert (result.status, "line 3: is not UTF-8" in result.err) == (1, True)


def test_huge(positiveculture: Command, tmp_path: Path) -> None:
    """A file beyond the stated limit is refused before it is read."""
    path = tmp_path / "a.toml"
    path.write_bytes(b"#" * (LARGEST + 1))

    assert "is larger than 8 MiB, the most that is read" in positiveculture("assess", path).err


def test_folder_and_missing_file(positiveculture: Command, tmp_path: Path) -> None:
    """A folder and a file that is not there are told apart."""
    folder = tmp_path / "folder.toml"
    folder.mkdir()

    assert positiveculture("assess", folder).err == f"{folder}: is a folder, not a file\n"
    assert positiveculture("assess", tmp_path / "no.toml").err == f"{tmp_path / 'no.toml'}: there is no such file\n"
    assert "there is no folder" in positiveculture("assess", tmp_path / "no" / "no.toml").err


def test_no_permission(positiveculture: Command, tmp_path: Path) -> None:
    """A file that may not be read ends in a sentence."""
    path = tmp_path / "a.toml"
    path.write_text(HEAD, encoding="utf-8")
    path.chmod(0)
    try:
        path.read_bytes()
    except PermissionError:
        assert positiveculture("assess", path).err == f"{path}: permission denied\n"
    else:
        pytest.skip("this user may read every file")


def test_no_writing_where_nobody_may(process: Command, examples: Path) -> None:
    """Where not even an administrator may make a file, the refusal is a sentence."""
    result = process("plan", examples / "rivington-2026.toml", "--to", "gold", "--out", "/proc/plan.toml")

    assert (result.status, result.out) == (1, "")
    assert result.err.startswith("/proc/plan.toml: ")
    assert len(result.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("show", "wigan-progrss"), 'no framework "wigan-progrss"; did you mean "wigan-progress"?'),
        (("show", "wigan-progress", "dignty"), 'no topic "dignty"; did you mean "dignity"?'),
        (("show", "wigan-progress", "26"), 'no topic "26"'),
        (("show", "wigan-progress", "²"), "no topic"),
        (("route", "{file}", "--to", "slver"), 'no award "slver"; did you mean "silver"?'),
        (("plan", "{file}", "--to", "slver"), 'no award "slver"; did you mean "silver"?'),
        (("check", "./nothing"), "nothing: there is no such file"),
        (("assess", "{file}", "--framework", "no"), 'no framework "no"'),
    ],
)
def test_names(positiveculture: Command, examples: Path, arguments: tuple[str, ...], said: str) -> None:
    """A name that nothing has ends in a sentence with the nearest that exists."""
    result = positiveculture(*(word.format(file=examples / "rivington-2026.toml") for word in arguments))

    assert (result.status, result.out) == (1, "")
    assert said in result.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("asses",),
        ("assess",),
        ("route", "a.toml"),
        ("new-assessment", "wigan-progress", "--on", "31/3/2026"),
        ("--bad",),
    ],
)
def test_wrong_usage(positiveculture: Command, arguments: tuple[str, ...]) -> None:
    """Wrong usage is status 2, with a hint at the help."""
    result = positiveculture(*arguments)

    assert (result.status, result.out, "Usage: positiveculture" in result.err) == (2, "", True)


def test_a_day_that_is_none(positiveculture: Command) -> None:
    """A day that is none is told with how one is written."""
    told = positiveculture("new-assessment", "wigan-progress", "--on", "31/3/2026").err

    assert "'--on': \"31/3/2026\" is no day; a day is written as 2026-03-31" in " ".join(told.split())


def test_a_command_that_is_not_there(positiveculture: Command) -> None:
    """A command that is not there is told with the nearest that is."""
    assert 'no command "asses"; did you mean "assess"?' in positiveculture("asses").err


def test_as_a_process(process: Command, write: Write) -> None:
    """A real process ends with status 1, every problem on standard error and nothing on standard output."""
    result = process("assess", write("a.toml", HEAD + "dignity = 9\nlife-histry = 2\n"))

    assert (result.status, result.out, len(result.err.splitlines())) == (1, "", 3)
