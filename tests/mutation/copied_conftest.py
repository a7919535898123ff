"""The conftest.py of a room's copy: few examples, the same each time; the quick come first; none is endless."""

import os
import signal
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, settings

#: How long one test may work, in seconds of the processor; none needs a third of it.
LONGEST = 10.0

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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put examples before laws: most mutants are killed by an example, in no time."""
    items.sort(key=lambda item: "/laws/" in item.nodeid)


def _end(*_: object) -> None:
    # An exception could be lost: the signal may come while the garbage collector calls somebody back.
    os._exit(pytest.ExitCode.TESTS_FAILED)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Iterator[None]:
    """End with a failure where a test works too long: by its own work, and not by the clock of a busy machine."""
    signal.signal(signal.SIGPROF, _end)
    signal.setitimer(signal.ITIMER_PROF, LONGEST)
    try:
        return (yield)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
