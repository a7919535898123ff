# The public names and their homes, for type checkers and for `__init__.py`, as in the package above.

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
