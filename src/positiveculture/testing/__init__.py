"""For who tests with positiveculture, and for who writes frameworks; needs the extra `testing`.

`strategies` draws values of every kind with Hypothesis.  `assert_monotone` and its siblings hold an award rule to the
laws that every rule keeps.  `conformance` tells whether a framework is right:

    from positiveculture.testing import conformance

    test_conformance = conformance("thrive-uk")

Everything is imported when it is first asked for, so what is missing is reported where it is needed: `conformance`
needs pytest, and the laws and the checks that draw examples need Hypothesis.
"""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from positiveculture.public_names import homes


def __getattr__(name: str) -> Any:
    if name == "__all__":
        return __dir__()
    home = homes(__spec__).get(name, "")
    if (name == "strategies" or home.endswith(".laws")) and find_spec("hypothesis") is None:
        raise ModuleNotFoundError(
            f'positiveculture.testing.{name} needs Hypothesis: pip install "positiveculture[testing]"',
            name="hypothesis",
        )
    if home:
        return getattr(import_module(home), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(homes(__spec__))
