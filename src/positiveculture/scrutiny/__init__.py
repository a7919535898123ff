"""Is the rule what was meant? A judge of award rules themselves, before anybody is assessed by them.

A framework that contradicts itself is refused when it is made: an award that can never be met is an error.  One that
holds together may still say something that its author did not mean.  Each doubt comes with the smallest example that
shows it.

Everything is decided over all complete assessments: every topic answered, with or without evidence, none set aside.
Rules can only ask for more, so that one follows from another can be decided exactly; where that would take more than a
stated budget, the doubt says `not-judged` rather than guess.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from positiveculture.awards import Award
from positiveculture.framework import Framework
from positiveculture.routes.budget import TooMuch
from positiveculture.rules import Answered, walk
from positiveculture.scrutiny.clauses import clause_doubts
from positiveculture.scrutiny.conditions import both, either
from positiveculture.scrutiny.doubts import Doubt, Example, Kind, listed
from positiveculture.scrutiny.judging import Judging, judging
from positiveculture.topics import Topic

__all__ = ["Doubt", "Example", "Kind", "scrutinise"]


def scrutinise(framework: Framework) -> tuple[Doubt, ...]:
    """Return what is doubtful about the award rules of `framework`: award by award, lowest first, then topics.

    None where it has no awards.
    """
    judged = judging(framework)
    found = [doubt for award in framework.awards for doubt in clause_doubts(judged, award)]
    found += [doubt for award in framework.awards for doubt in _never_shown(judged, award)]
    found += [doubt for lower, higher in combinations(framework.awards, 2) for doubt in _order(judged, lower, higher)]
    found += _needed_by_none(judged) if framework.awards else ()
    return tuple(dict.fromkeys(found))


def _never_shown(judged: Judging, award: Award) -> Iterator[Doubt]:
    """Yield that whoever meets `award` meets a higher one too."""
    awards = judged.framework.awards
    above = awards[awards.index(award) + 1 :]
    here = judged.awards[award.id]
    try:
        if not above or not judged.follows(here, either(*(judged.awards[each.id] for each in above))):
            return
        single = next((each for each in above if judged.follows(here, judged.awards[each.id])), None)
        higher = f"{single.title} too" if single else "a higher award too"
        text = f"{award.title} is never the award that is indicated: whoever meets it meets {higher}"
        other = single.id if single else None
        yield Doubt(Kind.NEVER_SHOWN, text, award.id, other=other, example=judged.example(here))
    except TooMuch as error:
        text = f"whether {award.title} is ever the award that is indicated was not judged: {error.reason}"
        yield Doubt(Kind.NOT_JUDGED, text, award.id)


def _order(judged: Judging, lower: Award, higher: Award) -> Iterator[Doubt]:
    """Yield that `higher` can be met without `lower`."""
    above, below = judged.awards[higher.id], judged.awards[lower.id]
    try:
        if not judged.follows(above, below):
            text = f"{higher.title} can be met without {lower.title}, which stands lower"
            example = judged.example(above, below)
            yield Doubt(Kind.OUT_OF_ORDER, text, higher.id, other=lower.id, example=example)
    except TooMuch as error:
        text = f"whether {higher.title} can be met without {lower.title} was not judged: {error.reason}"
        yield Doubt(Kind.NOT_JUDGED, text, higher.id, other=lower.id)


def _needed_by_none(judged: Judging) -> Iterator[Doubt]:
    """Yield the topics that no award depends on: top-level ones together, and the parts of each topic together."""
    rules = [rule for award in judged.framework.awards for rule in walk(award.rule)]
    answered = {topic for rule in rules if isinstance(rule, Answered) for topic in rule.topics}
    for parent, every in _families(None, judged.framework.topics):
        topics = tuple(topic for topic in every if topic.id not in answered)
        idle, unknown = [], dict[str, str]()
        for topic in topics:
            try:
                if not any(judged.depends(condition, topic.id) for condition in judged.awards.values()):
                    idle.append(topic)
            except TooMuch as error:
                unknown[topic.id] = error.reason
        if idle:
            yield _idle(judged, parent, every, idle)
        for topic_id, reason in unknown.items():
            text = f"whether any award depends on {judged.framework.title_of(topic_id)} was not judged: {reason}"
            yield Doubt(Kind.NOT_JUDGED, text, None, topics=[topic_id])


def _idle(judged: Judging, parent: Topic | None, family: Sequence[Topic], topics: Sequence[Topic]) -> Doubt:
    who = listed(topic.title for topic in topics)
    if parent and len(topics) == len(family) > 1:
        who = f"any of the {len(topics)} parts of {parent.title}"
    elif parent:
        who += f", of the parts of {parent.title}"
    example = judged.example(both(*judged.awards.values()))
    ids = [topic.id for topic in topics]
    return Doubt(Kind.NEEDED_BY_NONE, f"no award depends on {who}", None, topics=ids, example=example)


def _families(parent: Topic | None, topics: tuple[Topic, ...]) -> Iterator[tuple[Topic | None, tuple[Topic, ...]]]:
    """Yield sibling topics together, with the topic that they are parts of."""
    if topics:
        yield parent, topics
    for topic in topics:
        yield from _families(topic, topic.parts)
