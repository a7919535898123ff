"""Ids are public: recorded assessments name them."""

import json

import pytest
from snapshots import FOLDER, built_in, snapshot

import positiveculture as pc


@pytest.mark.parametrize("name", built_in())
def test_ids_stay_as_they_are(name: str) -> None:
    """No id of a built-in framework changes without the change being seen in its snapshot."""
    expected = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))

    assert expected == snapshot(pc.get_framework(name))


def test_every_snapshot_has_its_framework() -> None:
    """A snapshot without its framework would mean that recorded assessments can no longer be read."""
    assert built_in() == sorted(path.stem for path in FOLDER.glob("*.json"))
