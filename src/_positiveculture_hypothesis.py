"""What `import hypothesis` runs where positiveculture is installed, so that `st.from_type` knows its types.

It is outside the package and imports nothing of it, so that `import hypothesis` costs next to nothing, and the
package is not imported before its coverage is measured.  Whatever goes wrong in it is a warning, never an error.
"""

import sys
import warnings
from contextlib import suppress
from importlib import import_module
from typing import Any

PACKAGE = "positiveculture"
HOME = f"{PACKAGE}.testing.strategies.registered"


def register() -> None:
    """Tell Hypothesis what to draw for the types of positiveculture, once they are asked for."""
    try:
        extras = _extras()
        if extras is None:
            _register_now()
        else:
            extras[PACKAGE] = resolve
    except Exception as error:  # noqa: BLE001 - `import hypothesis` is everybody's, and must not fail for us
        _warn(error)


def resolve(thing: Any) -> Any:
    """Return the strategy for a type of positiveculture; None for any other type, and where something is wrong."""
    if not str(getattr(thing, "__module__", "")).startswith(PACKAGE):
        return None
    try:
        return import_module(HOME).strategy_of(thing)
    except Exception as error:  # noqa: BLE001 - the types can still be drawn by those of their fields
        _warn(error)
        return None


def _extras() -> dict[str, Any] | None:
    """Return Hypothesis' table of packages whose types are resolved when they are asked for.

    It is how Hypothesis itself does it for numpy, but it is no public part of it: None where it is not there.
    """
    types = import_module("hypothesis.strategies._internal.types")
    found = getattr(types, "_global_extra_lookup", None)
    return found if isinstance(found, dict) else None


def _register_now() -> None:
    """Register every type at once: this imports the package."""
    from hypothesis import strategies  # noqa: PLC0415 - this is run by the import of hypothesis

    for kind in import_module(HOME).MAKERS:
        strategies.register_type_strategy(kind, resolve)


def _warn(error: Exception) -> None:
    text = f"positiveculture could not tell Hypothesis of its types: {type(error).__name__}: {error}"
    with suppress(Exception):  # where warnings are errors
        warnings.warn(text, stacklevel=2)
        return
    sys.stderr.write(f"{text}\n")
