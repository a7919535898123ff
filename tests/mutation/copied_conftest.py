"""The conftest.py of a room's copy: few examples, the same each time; none is made smaller; the quick come first."""

import pytest
from hypothesis import HealthCheck, Phase, settings

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
