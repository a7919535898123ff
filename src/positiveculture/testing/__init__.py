"""For who tests with positiveculture, and for who writes frameworks; needs the extra `testing`.

`strategies` draws values of every kind with Hypothesis.  `conformance` tells whether a framework is right:

    from positiveculture.testing import conformance

    test_conformance = conformance("thrive-uk")

Everything is imported when it is first asked for, so what is missing is told where it is needed: `conformance` needs
pytest, and the checks that draw examples need Hypothesis.
"""

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from positiveculture.testing.kit.collecting import conformance as conformance
    from positiveculture.testing.kit.report import ConformanceReport as ConformanceReport, Result as Result
    from positiveculture.testing.kit.running import replay as replay, run_conformance as run_conformance

#: Where each name lives.
_HOMES = {
    "ConformanceReport": "kit.report",
    "Result": "kit.report",
    "conformance": "kit.collecting",
    "replay": "kit.running",
    "run_conformance": "kit.running",
}

__all__ = ["ConformanceReport", "Result", "conformance", "replay", "run_conformance"]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"positiveculture.testing.{_HOMES[name]}"), name)
    if name == "strategies" and find_spec("hypothesis") is None:
        raise ModuleNotFoundError(
            'positiveculture.testing.strategies needs Hypothesis: pip install "positiveculture[testing]"',
            name="hypothesis",
        )
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
