"""Where each rated topic is on its scale, and what each award asks of it."""

from collections.abc import Iterator

from positiveculture.assessment import Assessment
from positiveculture.award_requirements import required_levels
from positiveculture.documents.blocks import Ladder, Requirement, Rung
from positiveculture.documents.english import short_day
from positiveculture.documents.labels import rated_label, scale_words, topic_label
from positiveculture.gettext import gettext
from positiveculture.outcome import Outcome
from positiveculture.topics import Scale, Topic


def ladders(outcome: Outcome, earlier: Assessment | None = None) -> Iterator[Ladder]:
    """Yield a ladder of the rated topics, and one of the parts of each topic of which any is answered.

    Args:
        outcome: What is shown.
        earlier: An earlier assessment of the same service, against the same edition.
    """
    parts = [
        (gettext("Parts of {topic}").format(topic=topic_label(topic)), topic.parts)
        for topic in outcome.framework.topics
        if any(part.id in outcome.assessment.responses for part in topic.parts)
    ]
    for title, topics in ((gettext("Topic by topic"), outcome.framework.topics), *parts):
        rungs = [_rung(topic, topic.scale, outcome, earlier) for topic in topics if topic.scale is not None]
        asked = gettext("Asked for") if any(rung.asked for rung in rungs) else ""
        before = short_day(earlier.assessed_on) if earlier else ""
        if rungs:
            yield Ladder(title, _scales(topics), gettext("Topic"), gettext("Now"), asked, rungs, before)


def _rung(topic: Topic, scale: Scale, outcome: Outcome, earlier: Assessment | None) -> Rung:
    applicable = topic.id not in outcome.assessment.not_applicable
    required = required_levels(topic, outcome.framework) if applicable else []
    return Rung(
        rated_label(topic),
        scale.lowest,
        scale.highest,
        now=outcome.assessment.levels.get(topic.id),
        before=earlier.levels.get(topic.id) if earlier else None,
        asked=[Requirement(award.title, level) for award, level in required],
        gap=gettext("not answered yet") if applicable else gettext("not applicable"),
        applicable=applicable,
    )


def _scales(topics: tuple[Topic, ...]) -> str:
    """Return what each level means, where all topics are on one scale."""
    scales = {topic.scale for topic in topics if topic.scale is not None}
    return scale_words(scales.pop()) if len(scales) == 1 else ""
