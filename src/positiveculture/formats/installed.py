"""What is installed, and its JSON, for others to read; nothing reads it back."""

from collections.abc import Mapping
from typing import Any

import attrs

from positiveculture.errors import FrameworkConflict, RegistryError
from positiveculture.field_types import require
from positiveculture.formats.plain import picked
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.plugins.entry_points import PluginSource
from positiveculture.plugins.registry import Registry


@attrs.frozen
class Plugin:
    """What became of one plug-in."""

    source: PluginSource
    #: "ok", "conflict", "not-allowed" or "broken".
    status: str
    #: Empty where it is ok.
    why: str


@attrs.frozen
class Installed:
    """Every framework of a registry, loaded, and what became of every plug-in."""

    frameworks: Mapping[str, Framework]
    broken: Mapping[str, RegistryError]
    plugins: tuple[Plugin, ...]

    def sources(self, name: str) -> list[PluginSource]:
        """Return where a framework comes from."""
        return [each.source for each in self.plugins if each.source.name == name and each.status != "not-allowed"]


def load_installed(registry: Registry, timeout: float | None = None) -> Installed:
    """Load every framework of a registry; one that is not loaded after so many seconds is broken, as any that fails."""
    report = registry.load_all(timeout=timeout)
    plugins = tuple(Plugin(source, *_status(registry, source, report.failed)) for source in registry.sources())
    return Installed(report.loaded, report.failed, plugins)


def _status(registry: Registry, source: PluginSource, failed: Mapping[str, RegistryError]) -> tuple[str, str]:
    if not registry.allows(source):
        words = gettext("the distribution {name} is not among those that may be loaded")
        return "not-allowed", words.format(name=source.distribution)
    if source.name not in failed:
        return "ok", ""
    error = failed[source.name]
    return "conflict" if isinstance(error, FrameworkConflict) else "broken", str(error)


def installed_to_dict(installed: Installed) -> dict[str, Any]:
    """Return every framework that can be asked for, as `positiveculture frameworks --json` prints it.

    `{"frameworks": [{"id", "title", "edition", "kind", "audience", "jurisdiction", "duration", "from"}],
    "broken": [{"id", "from", "error"}]}`; `from` is where it is declared: `[{"distribution", "version", "target"}]`.
    """
    require(installed, Installed)
    return {
        "frameworks": [
            {
                "id": id_,
                **picked(framework, "title", "edition", "kind", "audience", "jurisdiction", "duration"),
                "from": _from(installed, id_),
            }
            for id_, framework in installed.frameworks.items()
        ],
        "broken": [
            {"id": id_, "from": _from(installed, id_), "error": str(error)} for id_, error in installed.broken.items()
        ],
    }


def _from(installed: Installed, name: str) -> list[dict[str, str]]:
    return [picked(source, "distribution", "version", "target") for source in installed.sources(name)]


def plugins_to_list(installed: Installed) -> list[dict[str, str]]:
    """Return every installed plug-in as `positiveculture plugins --json` prints it.

    `[{"name", "distribution", "version", "target", "status", "why"}]`; `status` is `ok`, `conflict`, `not-allowed` or
    `broken`, and `why` is empty where it is `ok`.
    """
    return [
        picked(each.source, "name", "distribution", "version", "target") | picked(each, "status", "why")
        for each in installed.plugins
    ]
