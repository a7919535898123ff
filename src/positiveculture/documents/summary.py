"""The summary of actions: where every topic is, and its next statement, in groups by award."""

from itertools import chain

from positiveculture.award_requirements import topics_by_award
from positiveculture.documents.blocks import Document, Item
from positiveculture.documents.common_blocks import section
from positiveculture.documents.judgement import judged_document
from positiveculture.documents.labels import level_words, topic_label
from positiveculture.field_types import with_types
from positiveculture.gettext import gettext
from positiveculture.outcome import Outcome
from positiveculture.topics import Topic


@with_types
def summary_document(outcome: Outcome) -> Document:
    """Return where every topic is, and its next statement."""
    groups = topics_by_award(outcome.framework)
    sections = (section(group, [_item(topic, outcome) for topic in topics]) for group, topics in groups)
    return judged_document(outcome, chain.from_iterable(sections))


def _item(topic: Topic, outcome: Outcome) -> Item:
    level = outcome.assessment.levels.get(topic.id)
    better = None if level is None else topic.better(level)
    text = gettext("{topic}: {state}").format(topic=topic_label(topic), state=_state(topic, level, better, outcome))
    return Item(text, [level_words(topic, better, outcome)] if better is not None else ())


def _state(topic: Topic, level: int | None, better: int | None, outcome: Outcome) -> str:
    responses = outcome.assessment.responses
    if topic.id in outcome.assessment.not_applicable:
        return gettext("not applicable")
    if level is None and topic.id not in responses:
        return gettext("not answered yet") if topic.scale is not None else gettext("not reflected on yet")
    if level is None:
        return gettext("reflected on")
    if better is not None:
        return gettext("at {level}; next, {better}").format(level=level, better=better)
    best, top = gettext("at {level}, the best: keep it there"), gettext("at {level}, the top: keep it there")
    return (best if topic.reverse_scored else top).format(level=level)
