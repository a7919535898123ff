"""The conftest.py of a room's copy: few examples, the same each time; none is made smaller; the quick come first."""

import pytest
from hypothesis import Phase, settings

settings.register_profile(
    "mutation",
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=50,
    phases=[Phase.explicit, Phase.generate],
)
settings.load_profile("mutation")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put examples before laws: most mutants are killed by an example, in no time."""
    items.sort(key=lambda item: "/laws/" in item.nodeid)
