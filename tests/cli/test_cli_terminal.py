"""What reaches the terminal: plain where it has to be, never a control character, never a traceback."""

import json
import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from running import Command, Write

from positiveculture.cli.app import COMMANDS, MODULES
from positiveculture.escaping import escape_controls

HOSTILE = "[red]X[/red] [/] \x1b]0;owned\x07\x1b[31m \x9b31m \u202egnol\u200b \r\n\tEnd Tŷ 🙂"
SHOWN = "[red]X[/red] [/] \\u001b]0;owned\\u0007\\u001b[31m \\u009b31m \\u202egnol\\u200b    End Tŷ 🙂"


BASH = shutil.which("bash") or "bash"


def run_in(folder: Path, line: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run a shell line in which `pc` is our command."""
    command = f'pc() {{ "{sys.executable}" -m positiveculture "$@"; }}; {line}'
    return subprocess.run(
        [BASH, "-c", command], cwd=folder, capture_output=True, check=False, env=os.environ | environment, timeout=60
    )


def in_terminal(*arguments: object, **environment: str) -> str:
    """Return what a command writes to a terminal."""
    main, side = pty.openpty()
    line = [sys.executable, "-m", "positiveculture", *map(str, arguments)]
    settings = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR")}
    settings |= {"TERM": "xterm-256color", "COLUMNS": "80", **environment}
    with subprocess.Popen(line, stdout=side, stderr=side, stdin=side, env=settings) as process:
        os.close(side)
        found = b""
        while True:
            try:
                piece = os.read(main, 65536)
            except OSError:  # Linux says so when the other side has closed
                break
            if not piece:
                break
            found += piece
        assert process.wait(timeout=60) == 0
    os.close(main)
    return found.decode()


def test_escape_controls() -> None:
    """Text stays on its line, Rich markup stays as it is, and what cannot be seen is spelled out."""
    assert escape_controls(HOSTILE) == SHOWN


@pytest.fixture
def hostile(write: Write) -> Path:
    """Return an assessment whose words were written to do harm."""
    payload = {
        "framework": "wigan-progress",
        "edition": "2017",
        "service": HOSTILE,
        "assessed_on": "2026-03-31",
        "assessed_by": HOSTILE,
        "responses": {"dignity": {"level": 3, "note": HOSTILE}},
    }
    return write("hostile.json", json.dumps(payload))


@pytest.mark.parametrize(
    "command",
    ["assess", "summary", "route --to gold", "plan --to gold", "check", "assess --json", "plan --to gold --json"],
)
def test_hostile_names(positiveculture: Command, hostile: Path, command: str) -> None:
    """No command lets a control character out of a file."""
    first, *rest = command.split()
    result = positiveculture(first, hostile, *rest)

    assert result.status == 0
    assert all(sign.isprintable() or sign == "\n" for sign in result.out)
    assert command == "check" or "[red]X[/red] [/]" in result.out


def test_hostile_names_in_a_terminal(hostile: Path) -> None:
    """In a terminal, the only escape sequences are those for colour."""
    out = in_terminal("assess", hostile)

    assert "]0;owned" in out
    assert "\x1b]" not in out
    assert "\x07" not in out


def test_hostile_complaints(positiveculture: Command, write: Write) -> None:
    """What is said of a hostile file is as harmless."""
    path = write("a.json", json.dumps({"framework": HOSTILE, HOSTILE: 1}))
    other = write("b.json", json.dumps({"framework": "wigan-progress", HOSTILE: 1, "responses": {HOSTILE: 9}}))

    for result in (positiveculture("assess", path), positiveculture("assess", other), positiveculture("show", HOSTILE)):
        assert result.status == 1
        assert all(sign.isprintable() or sign == "\n" for sign in result.err)


def test_hostile_framework(positiveculture: Command, meadow: Path) -> None:
    """A framework's own words are shown as they are too."""
    text = meadow.read_text(encoding="utf-8").replace('"Warmth"', '"[red]Warmth[/] \\u001B[1m"')
    meadow.write_text(text, encoding="utf-8")

    for topic in ((), ("warmth",)):
        assert "[red]Warmth[/] \\u001b[1m" in " ".join(positiveculture("show", meadow, *topic).out.split())
    assert "# --- [red]Warmth[/] \\u001b[1m ---\n" in positiveculture("new-assessment", meadow).out


def test_colours(examples: Path) -> None:
    """A terminal gets colours, and NO_COLOR takes every escape sequence away."""
    path = examples / "rivington-2026.toml"

    assert "\x1b[1mIndicated by this self-assessment: Bronze\x1b[0m" in in_terminal("assess", path)
    assert "\x1b" not in in_terminal("assess", path, NO_COLOR="1")


def test_plain_in_a_pipe(process: Command, examples: Path) -> None:
    """What is not a terminal gets plain text without trailing spaces."""
    out = process("assess", examples / "rivington-2026.toml").out

    assert "\x1b" not in out
    assert [line for line in out.splitlines() if line != line.rstrip()] == []


@pytest.mark.parametrize("command", ["assess", "summary", "check"])
def test_ascii(hostile: Path, command: str) -> None:
    """Where only ASCII can be written, letters are spelled out and bars are drawn otherwise."""
    done = run_in(hostile.parent, f"pc {command} hostile.json", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")

    assert (done.returncode, done.stderr, done.stdout.isascii()) == (0, b"", True)
    assert command != "assess" or b"Bronze  ------" in done.stdout


def test_ascii_complaints(write: Write) -> None:
    """Complaints do not fail either."""
    path = write("Tŷ.json", '{"framework": "wigan-progress", "Tŷ": 1}')
    done = run_in(path.parent, "pc assess T*.json", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")

    assert (done.returncode, done.stderr.isascii(), b"Traceback" in done.stderr) == (1, True, False)


def test_documents_are_utf8(tmp_path: Path) -> None:
    """TOML and JSON are UTF-8, whatever the terminal's encoding is."""
    line = "pc new-assessment wigan-progress --service Tŷ > a.toml; pc assess a.toml --json"
    done = run_in(tmp_path, line, PYTHONIOENCODING="cp1252", PYTHONUTF8="0", LC_ALL="C.UTF-8")

    assert json.loads(done.stdout.decode("utf-8"))["service"] == "Tŷ"


@pytest.mark.parametrize(
    "command", ["show wigan-progress", "show wigan-progress --json", "new-assessment wigan-progress"]
)
def test_broken_pipe(tmp_path: Path, command: str) -> None:
    """A reader that has seen enough is no failure."""
    done = run_in(tmp_path, f"pc {command} | head -1; exit ${{PIPESTATUS[0]}}")

    assert (done.returncode, done.stderr, len(done.stdout.splitlines())) == (0, b"", 1)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("json_too", ["", " --json"])
def test_full_disk(tmp_path: Path, json_too: str) -> None:
    """Output that cannot be written is told, with status 1."""
    done = run_in(tmp_path, f"pc show wigan-progress{json_too} > /dev/full")

    assert (done.returncode, done.stderr.startswith(b"the output: cannot be written: ")) == (1, True)
    assert len(done.stderr.splitlines()) == 1


def test_narrow_and_wide(examples: Path) -> None:
    """A narrow terminal wraps all but commands to copy, and a wide one has no line beyond a hundred cells."""
    path = examples / "rivington-2025.toml"

    for columns in (30, 200):
        lines = in_terminal("assess", path, NO_COLOR="1", COLUMNS=str(columns)).splitlines()
        wrapped = [line for line in lines if not line.startswith(("Next: ", "Then: "))]
        assert len(wrapped) == len(lines) - 2
        assert max(map(len, wrapped)) <= min(columns, 100)


def test_what_is_missing_is_named() -> None:
    """Without Click or Rich, the command says how to install them, with status 2."""
    for missing in ("click", "rich"):
        code = f"import sys; sys.modules[{missing!r}] = None; from positiveculture.cli import main; main()"
        line = [sys.executable, "-c", code, "show", "wigan-progress"]
        done = subprocess.run(line, capture_output=True, text=True, check=False, timeout=60)

        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == (
            f'The command line needs {missing}, which is not installed: pip install "positiveculture[cli]"\n'
        )


def test_other_missing_modules_are_not_hidden() -> None:
    """A module of our own that is missing is a fault of ours, and stays visible."""
    code = "import sys; sys.modules['attrs'] = None; from positiveculture.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)

    assert (done.returncode, "ModuleNotFoundError" in done.stderr) == (1, True)


def test_version(process: Command, positiveculture: Command) -> None:
    """`--version` tells the version, in a process as well."""
    from importlib.metadata import version

    assert positiveculture("--version").out == f"positiveculture {version('positiveculture')}\n"
    assert process("--version").status == 0


def test_help(positiveculture: Command) -> None:
    """The help lists every command in its group, the first steps first, each in a sentence that is whole."""
    out = positiveculture("--help").out
    listed = out.partition("Assess:\n")[2]

    assert "..." not in listed
    assert [line.split()[0] for line in listed.splitlines() if line.startswith("  ")] == list(MODULES)
    assert [line for line in out.splitlines() if line.endswith(":") and not line.startswith(" ")] == [
        "Options:",
        *(f"{group}:" for group in COMMANDS),
    ]


@pytest.mark.parametrize("name", MODULES)
def test_help_of_a_command(positiveculture: Command, name: str) -> None:
    """The help of a command begins with what the help of all says of it, and explains every argument."""
    result = positiveculture(name, "--help")
    (said,) = (about for group in COMMANDS.values() for each, (_, about) in group.items() if each == name)
    usage = result.out.splitlines()[0]

    assert (result.status, result.err) == (0, "")
    assert said in result.out.splitlines()[2]
    assert ("\nArguments:\n" in result.out) == (usage != f"Usage: positiveculture {name} [OPTIONS]")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("command", ["--help", "--version", "assess --help"])
def test_help_on_a_full_disk(tmp_path: Path, command: str) -> None:
    """Help that cannot be written ends as any other output that cannot."""
    done = run_in(tmp_path, f"pc {command} > /dev/full")

    assert (done.returncode, done.stderr) == (1, b"the output: cannot be written: No space left on device\n")


def test_help_that_nobody_reads(tmp_path: Path) -> None:
    """Help whose reader has stopped reading is no error."""
    done = run_in(tmp_path, "pc --help | true; exit ${PIPESTATUS[0]}")

    assert (done.returncode, done.stderr) == (0, b"")


INTERRUPTED = """
import sys

class InAClass:
    def __set_name__(self, *_):
        raise KeyboardInterrupt

class Interrupting:
    def find_spec(self, name, *_):
        if name == {module!r} and {in_a_class}:
            type("Made", (), dict(made=InAClass()))
        if name == {module!r}:
            raise KeyboardInterrupt

sys.meta_path.insert(0, Interrupting())
from positiveculture.cli import main
main()
"""


@pytest.mark.parametrize(
    "module", ["click", "positiveculture.cli.app", "positiveculture.cli.frameworks", "positiveculture.plugins", "rich"]
)
@pytest.mark.parametrize("in_a_class", [False, True])
def test_interrupted_while_it_starts(module: str, in_a_class: bool) -> None:
    """Ctrl-C before a command has begun, or while it draws, ends it without a word, with the status of shells."""
    line = [sys.executable, "-c", INTERRUPTED.format(module=module, in_a_class=in_a_class), "show", "wigan-progress"]
    done = subprocess.run(line, capture_output=True, text=True, check=False, timeout=60)

    assert (done.returncode, done.stdout, done.stderr.strip()) == (130, "", "")
