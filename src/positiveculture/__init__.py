"""Published care-sector culture frameworks: what an assessment supports, what stands in the way, and what next.

Every public name is imported from its home on first use, by the list in `__init__.pyi`, which type checkers read too:
`import positiveculture` alone costs next to nothing, and files and plug-ins are paid for only by who uses them.
"""

from importlib import import_module
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
    # Python itself asks for many names that begin with an underscore.
    what = (
        f"module {__name__!r} has no attribute {name!r}"
        if name.startswith("_")
        else _public_names().unknown(name, __dir__())
    )
    raise AttributeError(what, name=name)


def __dir__() -> list[str]:
    return sorted(_listed())


def _listed() -> dict[str, str]:
    if not _homes:
        _homes.update(_public_names().homes(__spec__))
    return _homes


def _public_names() -> Any:
    return import_module("positiveculture.public_names")
