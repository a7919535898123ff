"""Coverage as JSON, for others to read; nothing reads it back."""

from typing import Any

from positiveculture.coverage import Coverage, TopicCoverage
from positiveculture.field_types import require
from positiveculture.formats.plain import picked, plain

__all__ = ["Coverage", "TopicCoverage", "coverage_to_dict"]


def coverage_to_dict(coverage: Coverage) -> dict[str, Any]:
    """Return what was given on each topic, as `assess --json` prints it under `coverage` where nothing is awarded."""
    require(coverage, Coverage)
    return {
        "unscored": coverage.framework.unscored,
        **_counts(coverage),
        "principles": [
            {"id": principle and principle.id, **_counts(under)} for principle, under in coverage.principles
        ],
        "untouched": [topic.id for topic in coverage.without_response],
        "open_actions": [{"topic": topic.id, **plain(action)} for topic, action in coverage.open_actions],
        "each": [_topic(one) for one in coverage.topics],
    }


def _counts(coverage: Coverage) -> dict[str, Any]:
    return {
        "topics": len(coverage.questions),
        **picked(coverage, "reflected", "evidenced", "acted_on", "roles"),
        "levels": {
            scale: {str(level): count for level, count in counts.items()} for scale, counts in coverage.levels.items()
        },
    }


def _topic(one: TopicCoverage) -> dict[str, Any]:
    return {
        "topic": one.topic.id,
        **picked(one, "reflected", "level", "evidence", "lapsed"),
        "actions": len(one.actions),
        **picked(one, "roles", "not_applicable"),
    }
