"""Puts a plug-in's source where pip would leave it, by what its pyproject.toml says: no network, no build."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import positiveculture

PLUGINS = Path(__file__).parents[2] / "examples" / "plugins"
GROUP = "positiveculture.frameworks"


def shelve(project: Path, site: Path) -> dict[str, str]:
    """Install `project` in the folder `site`, and return the entry points that it declares."""
    told = tomllib.loads((project / "pyproject.toml").read_text("utf-8"))
    name, version = told["project"]["name"], told["project"]["version"]
    points: dict[str, str] = told["project"]["entry-points"][GROUP]
    for package in told["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]:
        shutil.copytree(
            project / package,
            site / Path(package).name,
            ignore=shutil.ignore_patterns("__pycache__"),
            dirs_exist_ok=True,
        )
    info = site / f"{name.replace('-', '_')}-{version}.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.3\nName: {name}\nVersion: {version}\n", "utf-8")
    (info / "entry_points.txt").write_text(f"[{GROUP}]\n" + "".join(f"{k} = {v}\n" for k, v in points.items()), "utf-8")
    (info / "RECORD").write_text(f"{info.name}/METADATA,,\n", "utf-8")
    return points


def python(site: Path, *arguments: object, cwd: Path | None = None) -> "subprocess.CompletedProcess[str]":
    """Run Python with `site` first on its path, without leaving bytecode behind."""
    home = str(Path(positiveculture.__file__).parents[1])
    return subprocess.run(
        [sys.executable, "-B", *map(str, arguments)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(site), home]), "PYTHONUTF8": "1"},
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
