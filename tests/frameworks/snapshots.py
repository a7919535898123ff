"""The ids of each built-in framework, kept as JSON and read as a diff: recorded data names them, so none may change.

Run it to write the snapshots anew, then look at the diff: `python tests/frameworks/snapshots.py`.
"""

import json
from pathlib import Path
from typing import Any

import positiveculture as pc

FOLDER = Path(__file__).with_name("snapshots")


def built_in() -> list[str]:
    """Return the entry points of the frameworks that come with the library: an id, or `id@edition`."""
    return [source.name for source in pc.registry().sources() if source.distribution == "positiveculture"]


def snapshot(framework: pc.Framework) -> dict[str, Any]:
    """Return every id of `framework` that recorded data may name."""
    return {
        "edition": framework.edition,
        "topics": {
            topic.id: {
                "number": topic.number,
                "levels": [level.number for level in topic.scale.levels] if topic.scale else None,
            }
            for topic in framework.every_topic
        },
        "awards": [award.id for award in framework.awards],
        **{
            kind: sorted(item.id for item in getattr(framework, kind))
            for kind in ("principles", "tools", "references", "roles", "aspects", "modes", "service_models", "retired")
        },
    }


def edition_of(name: str) -> pc.Framework:
    """Return the edition that an entry point is of."""
    id_, _, edition = name.partition("@")
    return pc.registry().load_all().loaded[name] if not edition else pc.get_framework(id_, edition=edition)


def text(framework: pc.Framework) -> str:
    """Return the snapshot as it is kept."""
    return json.dumps(snapshot(framework), indent=1) + "\n"


if __name__ == "__main__":
    for name in built_in():
        (FOLDER / f"{name}.json").write_text(text(edition_of(name)), "utf-8")
