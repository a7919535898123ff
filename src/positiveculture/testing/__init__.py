"""For who tests with positiveculture: values of every kind, drawn by Hypothesis; needs the extra `testing`."""

from importlib import import_module

try:
    import_module("hypothesis")
except ModuleNotFoundError as error:
    raise ModuleNotFoundError(
        'positiveculture.testing needs Hypothesis: pip install "positiveculture[testing]"', name=error.name
    ) from error

from positiveculture.testing.laws import (
    assert_exact_when_half_filled,
    assert_lawful,
    assert_monotone,
    assert_order_free,
    assert_progress_tells_the_truth,
    assert_reasons_are_complete,
    assert_repeatable,
    assert_round_trips,
    assert_route_exact,
)

__all__ = [
    "assert_exact_when_half_filled",
    "assert_lawful",
    "assert_monotone",
    "assert_order_free",
    "assert_progress_tells_the_truth",
    "assert_reasons_are_complete",
    "assert_repeatable",
    "assert_round_trips",
    "assert_route_exact",
]
