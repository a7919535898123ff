"""Topics as JSON, for others to read; what reads back is the whole framework, in `formats.framework`."""

from typing import Any

import attrs

from positiveculture.award_requirements import required_levels
from positiveculture.formats.plain import picked
from positiveculture.framework import Framework, require_framework
from positiveculture.topics import Level, Topic


def topics_to_dict(framework: Framework) -> dict[str, dict[str, Any]]:
    """Return every topic and part by its id, each as `positiveculture show FRAMEWORK TOPIC --json` prints it.

    `{"framework", "edition", "id", "number", "title", "description", "levels": [{"level", "label", "statement",
    "variants": {service model: words}}], "minimums": {award: level}, "tools": [{"id", "title", "does", "helps"}],
    "parts": [ids], "principle", "kind", "applies_when", "aspects": {aspect: [sentences]}, "references": [{"id",
    "title", "kind", "url"}]}`; `number`, `principle` and `statement` are null where there is none, `levels` is empty
    where there is no scale.
    """
    require_framework(framework)
    return {topic.id: _topic(framework, topic) for topic in framework.every_topic}


def _topic(framework: Framework, topic: Topic) -> dict[str, Any]:
    return {
        "framework": framework.id,
        "edition": framework.edition,
        **picked(topic, "id", "number", "title", "description"),
        "levels": [_level(topic, level) for level in (topic.scale.levels if topic.scale else ())],
        "minimums": {award.id: level for award, level in required_levels(topic, framework)},
        "tools": [attrs.asdict(framework.tool(id_)) for id_ in topic.tools],
        "parts": [part.id for part in topic.parts],
        **picked(topic, "principle", "kind", "applies_when"),
        "aspects": {aspect.aspect: list(aspect.entries) for aspect in topic.aspects},
        "references": [attrs.asdict(each) for each in framework.references if each.id in topic.references],
    }


def _level(topic: Topic, level: Level) -> dict[str, Any]:
    statement = topic.statement(level.number)
    return {
        "level": level.number,
        "label": level.label,
        "statement": statement.text if statement else None,
        "variants": {v.service_model: v.text for v in statement.variants} if statement else {},
    }
