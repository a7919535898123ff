"""What loading a plug-in leaves behind, seen from outside: in fresh processes, so that nothing here is touched."""

import hashlib
import json
import locale
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import warnings
from pathlib import Path
from typing import Any

import attrs

from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.plugins.entry_points import PluginSource
from positiveculture.plugins.registry import load, registry

#: Seeds of the order of sets, one a process: a framework that depends on it differs from one process to another.
SEEDS = ("1", "2")

#: How long a plug-in may take to load, in seconds, before it counts as hanging.
LONGEST = 60

#: What belongs to tests, and not to a framework.
TEST_TOOLS = ("pytest", "_pytest", "hypothesis", "positiveculture.testing.strategies")

#: What such a process runs.
CODE = "import sys; from positiveculture.testing.kit.probe import look; look(*sys.argv[1:])"


@attrs.frozen(kw_only=True)
class Traces:
    """What loading a plug-in leaves behind."""

    #: Why it could not be loaded; "" where it could.
    trouble: str = ""
    #: Whether it was not loaded after `LONGEST` seconds.
    hangs: bool = False
    #: Whether its module was imported when the frameworks were listed.
    listed: bool = False
    #: What it printed, on either stream.
    printed: str = ""
    #: The test tools that came with it.
    tools: tuple[str, ...] = ()
    #: What of the process it changed.
    changed: tuple[str, ...] = ()
    #: The fields that differ when it is loaded twice.
    unlike: tuple[str, ...] = ()
    #: The fields of the first that have changed once the second was loaded.
    moved: tuple[str, ...] = ()
    #: The fields that differ between processes.
    elsewhere: tuple[str, ...] = ()


def probe(source: PluginSource, longest: float = LONGEST) -> Traces:
    """Return what loading `source` leaves behind; after `longest` seconds, it counts as hanging."""
    with tempfile.TemporaryDirectory() as folder:
        runs = [(_started(source, seed, Path(folder, seed)), Path(folder, seed)) for seed in SEEDS]
        results = [_result(process, Path(f"{out}.json"), longest) for process, out in runs]
    if isinstance(results[0], str) or isinstance(results[1], str):
        trouble = next(each for each in results if isinstance(each, str))
        return Traces(trouble=trouble, hangs=trouble == _hangs(longest))
    first, second = results[0], results[1]
    elsewhere = differing(first.pop("marks"), second.pop("marks"))
    found: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in first.items()}
    return Traces(**found, elsewhere=elsewhere)


def _started(source: PluginSource, seed: str, out: Path) -> subprocess.Popen[str]:
    path = os.pathsep.join(str(Path(entry or ".").absolute()) for entry in sys.path)
    environment = os.environ | {"PYTHONPATH": path, "PYTHONHASHSEED": seed}
    given = json.dumps(attrs.asdict(source))
    return subprocess.Popen(  # noqa: S603 - our own code
        [sys.executable, "-B", "-P", "-c", CODE, str(out), given],
        env=environment,
        cwd=out.parent,  # of its own, so that nothing is found by chance
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def _hangs(longest: float) -> str:
    return gettext("a fresh process had not loaded it after {seconds} seconds").format(seconds=f"{longest:g}")


def _result(process: subprocess.Popen[str], out: Path, longest: float) -> dict[str, Any] | str:
    try:
        _, complaint = process.communicate(timeout=longest)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return _hangs(longest)
    if not out.exists():
        last = complaint.strip().splitlines()[-1:] or [
            gettext("the process ended with status {status}").format(status=process.returncode)
        ]
        return gettext("a fresh process could not load it: {last}").format(last=last[0])
    result: dict[str, Any] = json.loads(out.read_text("utf-8"))
    return result


def marks(framework: Framework) -> dict[str, str]:
    """Return a short mark for each field of `framework`, the same for what reads the same."""
    found = {}
    for field in attrs.fields(Framework):
        if field.init:
            text = re.sub(r" at 0x[0-9a-fA-F]+", "", repr(getattr(framework, field.name)))
            found[field.name] = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return found


def differing(one: dict[str, str], other: dict[str, str]) -> tuple[str, ...]:
    """Return the fields whose marks differ."""
    return tuple(name for name in one if one[name] != other.get(name))


def changes(before: Framework, after: Framework) -> tuple[str, ...]:
    """Return the fields in which two frameworks differ."""
    names = [field.name for field in attrs.fields(Framework) if field.init]
    return tuple(name for name in names if getattr(before, name) != getattr(after, name))


def _surroundings() -> dict[str, object]:
    return {
        "the working folder": str(Path.cwd()),
        "the environment": dict(os.environ),
        "sys.path": list(sys.path),
        "the warning filters": list(warnings.filters),
        "the locale": locale.setlocale(locale.LC_ALL),
        "the state of random": random.getstate(),
        "the running threads": threading.active_count(),
    }


def _loaded(source: PluginSource, paper: Path) -> tuple[Framework, str]:
    """Return the framework, and what was printed while it was loaded."""
    kept = os.dup(1), os.dup(2)
    with paper.open("w+b") as file:
        for stream in (1, 2):
            os.dup2(file.fileno(), stream)
        try:
            framework = load(source)
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            for stream, copy in zip((1, 2), kept, strict=True):
                os.dup2(copy, stream)
        file.seek(0)
        return framework, file.read().decode("utf-8", "replace")


def look(out: str, given: str) -> None:
    """Load the source that `given` names, and write what it leaves behind to the file `out`, as JSON."""
    source = PluginSource(**json.loads(given))
    module = source.target.partition("[")[0].partition(":")[0].strip()
    registry().names()
    listed = module in sys.modules
    modules, before = set(sys.modules), _surroundings()
    first, printed = _loaded(source, Path(f"{out}.txt"))
    after = _surroundings()
    new = set(sys.modules) - modules
    was = marks(first)
    second = load(source)
    result = {
        "listed": listed,
        "printed": printed,
        "tools": [tool for tool in TEST_TOOLS if tool in new],
        "changed": [name for name, state in before.items() if after[name] != state],
        "unlike": changes(first, second),
        "moved": differing(was, marks(first)),
        "marks": was,
    }
    Path(f"{out}.json").write_text(json.dumps(result), "utf-8")
