"""What is doubtful about the rules of the frameworks that come with the library: all of it is meant."""

import pytest

import positiveculture as pc
from positiveculture.formats.linting import scrutinise
from positiveculture.scrutiny import Kind

#: The frameworks of our own; those of others that may be installed are no matter of ours.
OURS = [source.name for source in pc.registry().sources() if source.distribution == "positiveculture"]


@pytest.mark.parametrize("name", OURS)
def test_only_what_is_meant(name: str) -> None:
    """Nothing is doubtful but that CQC's bands depend on none of the 20 practices, which never make a score."""
    found = pc.get_framework(name)
    practices = tuple(part.id for topic in found.topics for part in topic.parts)
    expected = [(Kind.NEEDED_BY_NONE, practices)] if name == "cqc-style-well-led" else []

    assert expected == [(doubt.kind, doubt.topics) for doubt in scrutinise(found)]
