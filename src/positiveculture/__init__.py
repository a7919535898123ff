"""Published care-sector culture frameworks: what an assessment supports, what stands in the way, and what next.

Every public name is imported from its home on first use, by the list in `__init__.pyi`, which type checkers read too:
`import positiveculture` alone costs next to nothing, and files and plug-ins are paid for only by who uses them.
"""

from importlib import import_module
from itertools import pairwise
from typing import Any

#: Each public name with its home; read from the stub when the first name is asked for.
_homes: dict[str, str] = {}


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return import_module("importlib.metadata").version("positiveculture")
    if name == "__all__":
        return __dir__()
    if name in _listed():
        found = globals()[name] = getattr(import_module(_homes[name]), name)  # looked up once
        return found
    raise AttributeError(_unknown(name), name=name)


def __dir__() -> list[str]:
    return sorted(_listed())


def _unknown(name: str) -> str:
    """Return where a name that was once here has moved to, else what comes nearest to it."""
    what = f"module {__name__!r} has no attribute {name!r}"
    if name.startswith("_"):  # Python itself asks for many of those
        return what
    moved = import_module("positiveculture.moved_names").MOVED
    if name in moved:
        return f"pc.{name} {moved[name]}"
    return f"{what}; {import_module('positiveculture.errors').nearest(name, __dir__())}"


def _listed() -> dict[str, str]:
    if not _homes:
        # By the loader, for the package may lie in a zip.
        stub = __spec__.loader.get_data(__file__.removesuffix("__init__.py") + "__init__.pyi").decode()
        home = ""
        for line in stub.splitlines():
            words = line.partition("#")[0].replace(",", " ").split()
            if words[:1] == ["from"]:
                home = words[1]
            _homes.update({name: home for as_, name in pairwise(words) if as_ == "as"})
    return _homes
