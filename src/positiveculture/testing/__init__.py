"""For who tests with positiveculture, and for who writes frameworks; needs the extra `testing`.

`strategies` draws values of every kind with Hypothesis.  `assert_monotone` and its siblings hold an award rule to the
laws that every rule keeps.  `conformance` tells whether a framework is right:

    from positiveculture.testing import conformance

    test_conformance = conformance("thrive-uk")

Everything is imported when it is first asked for, so what is missing is told where it is needed: `conformance` needs
pytest, and the laws and the checks that draw examples need Hypothesis.
"""

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from positiveculture.testing.kit.collecting import (
        ConformanceWarning as ConformanceWarning,
        conformance as conformance,
    )
    from positiveculture.testing.kit.report import ConformanceReport as ConformanceReport, Result as Result
    from positiveculture.testing.kit.running import (
        NotConforming as NotConforming,
        replay as replay,
        run_conformance as run_conformance,
    )
    from positiveculture.testing.laws import (
        assert_exact_when_half_filled as assert_exact_when_half_filled,
        assert_judge_agrees as assert_judge_agrees,
        assert_lawful as assert_lawful,
        assert_monotone as assert_monotone,
        assert_order_free as assert_order_free,
        assert_progress_tells_the_truth as assert_progress_tells_the_truth,
        assert_reasons_are_complete as assert_reasons_are_complete,
        assert_repeatable as assert_repeatable,
        assert_round_trips as assert_round_trips,
        assert_route_exact as assert_route_exact,
    )

#: Where each name lives.
_HOMES = {
    "ConformanceReport": "kit.report",
    "ConformanceWarning": "kit.collecting",
    "NotConforming": "kit.running",
    "Result": "kit.report",
    "assert_exact_when_half_filled": "laws",
    "assert_judge_agrees": "laws",
    "assert_lawful": "laws",
    "assert_monotone": "laws",
    "assert_order_free": "laws",
    "assert_progress_tells_the_truth": "laws",
    "assert_reasons_are_complete": "laws",
    "assert_repeatable": "laws",
    "assert_round_trips": "laws",
    "assert_route_exact": "laws",
    "conformance": "kit.collecting",
    "replay": "kit.running",
    "run_conformance": "kit.running",
}

__all__ = [
    "ConformanceReport",
    "ConformanceWarning",
    "NotConforming",
    "Result",
    "assert_exact_when_half_filled",
    "assert_judge_agrees",
    "assert_lawful",
    "assert_monotone",
    "assert_order_free",
    "assert_progress_tells_the_truth",
    "assert_reasons_are_complete",
    "assert_repeatable",
    "assert_round_trips",
    "assert_route_exact",
    "conformance",
    "replay",
    "run_conformance",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if (name == "strategies" or home == "laws") and find_spec("hypothesis") is None:
        raise ModuleNotFoundError(
            f'positiveculture.testing.{name} needs Hypothesis: pip install "positiveculture[testing]"',
            name="hypothesis",
        )
    if home is not None:
        return getattr(import_module(f"positiveculture.testing.{home}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
