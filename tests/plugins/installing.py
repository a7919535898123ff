"""Real distributions, installed by hand: the files that pip would leave in a folder of packages."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from textwrap import dedent

import pytest

from positiveculture import Framework

GROUP = "positiveculture.frameworks"

#: A module that makes a small framework; what a test needs otherwise is put in its place.
MODULE = """
from positiveculture import Framework, Source, Topic

def framework():
    return Framework(
        id={id!r}, edition="2026", title={title!r}, aliases={aliases!r}, spec={spec!r},
        source=Source(title={title!r}, publisher="The Harbour Trust", rights="None"),
        topics=[Topic(id="mooring", title="Mooring")],
    )
"""


def module(id_: str, *, title: str = "Harbour", aliases: tuple[str, ...] = (), spec: object = 1) -> str:
    """Return the text of a module that makes a framework."""
    return MODULE.format(id=id_, title=title, aliases=aliases, spec=spec)


class Site:
    """A folder of installed packages, first on the path."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.modules: set[str] = set()

    def install(
        self,
        distribution: str,
        points: Mapping[str, str],
        modules: Mapping[str, str] | None = None,
        *,
        version: str = "1.0",
        editable: bool = False,
    ) -> Path:
        """Install `distribution` with entry points and the texts of its modules; return its metadata's folder."""
        info = self.folder / f"{distribution.replace('-', '_')}-{version}.dist-info"
        info.mkdir()
        lines = "".join(f"{name} = {target}\n" for name, target in points.items())
        (info / "entry_points.txt").write_text(f"[{GROUP}]\n{lines}")
        (info / "METADATA").write_text(f"Metadata-Version: 2.3\nName: {distribution}\nVersion: {version}\n")
        (info / "INSTALLER").write_text("hand\n")
        if editable:
            (info / "direct_url.json").write_text(json.dumps({"url": "file:///x", "dir_info": {"editable": True}}))
        for name, text in (modules or {}).items():
            self.write(name, text)
        (info / "RECORD").write_text("".join(f"{name}.py,,\n" for name in modules or ()) + f"{info.name}/METADATA,,\n")
        return info

    def write(self, name: str, text: str) -> None:
        """Write a module, and forget that it was ever imported."""
        (self.folder / f"{name}.py").write_text(dedent(text))
        self.modules.add(name)
        sys.modules.pop(name, None)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A folder of installed packages, first on the path of this process; its modules are forgotten afterwards."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    monkeypatch.syspath_prepend(tmp_path)
    found = Site(tmp_path)
    yield found
    for name in found.modules:
        sys.modules.pop(name, None)


def run(site: Path, code: str, **environment: str) -> str:
    """Return what `code` prints in a fresh process that has `site` first on its path."""
    done = subprocess.run(
        [sys.executable, "-B", "-c", code],
        env=os.environ | {"PYTHONPATH": str(site)} | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return done.stdout


def given(id_: str, *, title: str = "Given", aliases: tuple[str, ...] = ()) -> Framework:
    """Return a small framework."""
    namespace: dict[str, object] = {}
    exec(module(id_, title=title, aliases=aliases), namespace)  # noqa: S102 - the very text of the test's plug-ins
    make = namespace["framework"]
    assert callable(make)
    made = make()
    assert isinstance(made, Framework)
    return made
