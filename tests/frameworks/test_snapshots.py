"""Ids are public: recorded assessments name them."""

import json

import pytest
from snapshots import FOLDER, built_in, edition_of, snapshot


@pytest.mark.parametrize("name", built_in())
def test_ids_stay_as_they_are(name: str) -> None:
    """No id of a built-in framework changes without the change being seen in its snapshot."""
    expected = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))

    assert expected == snapshot(edition_of(name))


def test_every_snapshot_has_its_framework() -> None:
    """A snapshot without its framework would mean that recorded assessments can no longer be read."""
    assert built_in() == sorted(path.stem for path in FOLDER.glob("*.json"))


def test_no_edition_forgets_an_id() -> None:
    """What one edition of a framework has, every other one that is shipped has too, or names among what is retired."""
    kept = {path.stem: json.loads(path.read_text("utf-8")) for path in FOLDER.glob("*.json")}
    for name, found in kept.items():
        others = [other for key, other in kept.items() if key.partition("@")[0] == name.partition("@")[0]]
        known = {*found["topics"], *found["retired"]}
        for other in others:
            if other["edition"] <= found["edition"]:
                assert set(other["topics"]) <= known
