"""What is missing is said by the extra that brings it; a fault of our own is no missing extra."""

from importlib import import_module

import pytest

from positiveculture.errors import MissingExtra
from positiveculture.extras import extra


def test_a_missing_package_is_said_by_its_extra() -> None:
    """The error says what needs the package, how it is called where it is installed from, and which extra brings it."""
    said = r'^a form needs other-name, .*"positiveculture\[form\]"$'
    with pytest.raises(MissingExtra, match=said), extra("form", "a form", ("nowhere_to_be_found",), "other-name"):
        import_module("nowhere_to_be_found.inside")


def test_another_missing_module_stays_what_it_is() -> None:
    """Where something else is missing, the error is Python's own."""
    with pytest.raises(ModuleNotFoundError, match="not_asked_for"), extra("form", "a form", ("wanted",)):
        import_module("not_asked_for")
