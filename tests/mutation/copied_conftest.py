"""The conftest.py of a room's copy: few examples, the same each time; the quick come first; none is endless."""

import signal
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, settings

#: How long one test may work, in seconds of the processor; none needs a third of it.
LONGEST = 20.0

settings.register_profile(
    "mutation",
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=50,
    phases=[Phase.explicit, Phase.generate],
    # mutmut runs the tests in one process several times, and no mutant is killed by a machine that has much else to do.
    suppress_health_check=[HealthCheck.differing_executors, HealthCheck.too_slow],
)
settings.load_profile("mutation")


class Endless(BaseException):
    """A test does not come to an end. No `Exception`: Hypothesis would try it again."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put examples before laws: most mutants are killed by an example, in no time."""
    items.sort(key=lambda item: "/laws/" in item.nodeid)


def _end(*_: object) -> None:
    raise Endless


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Iterator[None]:
    """Fail a test that works too long: by its own work, not by the clock, which goes by what else the machine does."""
    signal.signal(signal.SIGPROF, _end)
    signal.setitimer(signal.ITIMER_PROF, LONGEST, LONGEST)
    try:
        return (yield)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
