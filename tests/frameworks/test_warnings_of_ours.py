"""Linting of the frameworks that come with the library: whatever it warns of is meant."""

import attrs
import pytest

import positiveculture as pc
from positiveculture.formats.linting import WarningKind, lint_rules

#: The frameworks of our own; those of others that may be installed are no matter of ours.
OURS = [source.name for source in pc.registry().sources() if source.distribution == "positiveculture"]


@pytest.mark.parametrize("name", OURS)
def test_only_what_is_meant(name: str) -> None:
    """There is no warning but what the framework itself marks as meant."""
    assert lint_rules(pc.get_framework(name)) == ()


def test_what_is_meant() -> None:
    """CQC's bands depend on none of the 20 practices, which never make a score; it is the one thing that is marked."""
    found = pc.get_framework("cqc-style-well-led")
    (warning,) = lint_rules(attrs.evolve(found, meant=()))

    assert (warning.kind, len(warning.topics)) == (WarningKind.NEEDED_BY_NONE, 20)
    assert [(each.warning, bool(each.why)) for each in found.meant] == [("needed-by-none", True)]
