"""What a specimen is, and the sound little framework that most of them are made of."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import attrs

from positiveculture.awards import Award
from positiveculture.formats.migration import MIGRATIONS
from positiveculture.framework import Framework, Source
from positiveculture.meant import Meant
from positiveculture.plugins.registry import FRAMEWORKS, Registry, use_registry
from positiveculture.rules.kinds import AtLeast
from positiveculture.topics import Level, Principle, Scale, Statement, Topic

#: The name that specimens of plug-ins are asked for by.
NAME = "harbour"

#: A module that makes a framework of some topics.
FRAMEWORK = """
from positiveculture import Framework, Source, Topic


def framework():
    return Framework(
        id="harbour",
        edition="2026",
        title="Harbour",
        aliases=[],
        source=Source(title="Harbour", publisher="The Harbour Trust", rights="Our own words."),
        topics=[Topic(id=name, title=name.title()) for name in TOPICS],
    )
"""

LADDER = Scale("tide", [Level(number, f"Step {number}") for number in (1, 2, 3, 4)])


@attrs.frozen
class InstalledDistribution:
    """An installed distribution: the files that pip would leave in a folder of packages."""

    #: Entry point name to target.
    points: Mapping[str, str]
    #: Module name to its text.
    modules: Mapping[str, str]
    name: str = "harbour-plugin"
    version: str = "1.0"
    #: The same of migrations.
    migrations: Mapping[str, str] = attrs.field(factory=dict)

    def install(self, folder: Path) -> None:
        """Write the files below `folder`."""
        info = folder / f"{self.name.replace('-', '_')}-1.0.dist-info"
        info.mkdir()
        groups = {FRAMEWORKS.group: self.points, MIGRATIONS.group: self.migrations}
        lines = [
            line
            for group, points in groups.items()
            for line in (f"[{group}]", *(f"{name} = {target}" for name, target in points.items()))
        ]
        (info / "entry_points.txt").write_text("\n".join([*lines, ""]), "utf-8")
        version = f"Version: {self.version}\n" if self.version else ""
        (info / "METADATA").write_text(f"Metadata-Version: 2.3\nName: {self.name}\n{version}", "utf-8")
        for name, text in self.modules.items():
            (folder / f"{name}.py").write_text(text, "utf-8")


@attrs.frozen
class Specimen:
    """A framework that fails one check, and no other."""

    #: The id of the check.
    check: str
    #: What is wrong with it.
    what: str
    #: Makes the framework; None for a plug-in.
    make: Callable[[], Framework] | None = None
    #: What has to be installed; none, for a framework that is given.
    distributions: tuple[InstalledDistribution, ...] = ()

    @classmethod
    def installed(cls, check: str, what: str, *distributions: InstalledDistribution) -> "Specimen":
        """Return a plug-in that fails one check."""
        return cls(check, what, None, distributions)

    @contextmanager
    def shown(self, folder: Path) -> Iterator[str | Framework]:
        """Yield what to check: the framework, or the name of a plug-in that is installed below an empty `folder`.

        The path, the environment and the modules of this process are put back afterwards.
        """
        if self.make is not None:
            yield self.make()
            return
        for distribution in self.distributions:
            distribution.install(folder)
        kept, modules = dict(os.environ), {name for each in self.distributions for name in each.modules}
        sys.path.insert(0, str(folder))
        try:
            with use_registry(Registry()):
                yield NAME
        finally:
            sys.path.remove(str(folder))
            os.environ.clear()
            os.environ.update(kept)
            for module in modules:
                sys.modules.pop(module, None)


def topic(id_: str, **more: Any) -> Topic:
    """Return a topic with everything that a sound one has."""
    words = [Statement(level.number, f"What {id_} looks like at {level.number}.") for level in LADDER.levels]
    given: dict[str, Any] = {"title": id_.upper(), "principle": "p1", "scale": LADDER, "statements": words} | more
    return Topic(id=id_, **given)


def sound(**more: Any) -> Framework:
    """Return a framework that passes every check, but for the fields in `more`."""
    given: dict[str, Any] = {
        "id": NAME,
        "edition": "2026",
        "title": "Harbour",
        "source": Source(title="Harbour", publisher="The Harbour Trust", rights="Our own words."),
        "topics": [topic("t1"), topic("t2", allows_not_applicable=True)],
        "awards": [Award(id="bronze", title="Bronze", rule=AtLeast("t1", 3))],
        "principles": [Principle("p1", "Everybody is welcome")],
        "meant": [Meant("needed-by-none", "T2 is only talked about.", topics=["t2"])],
    }
    return Framework(**(given | more))
