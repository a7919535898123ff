"""Is the rule what was meant? What looks wrong about award rules, before anybody is assessed by them.

A framework that contradicts itself is refused when it is made: an award that can never be met is an error.  One that
holds together may still say something that its author did not mean.  Each warning comes with the smallest example that
shows it, and can be marked as meant.

Everything is decided over all complete assessments: every topic answered and applicable, with or without evidence.
Rules can only ask for more, so that one follows from another can be decided exactly; where that would take more than a
stated budget, the warning says `not-judged` rather than guess.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, combinations

from positiveculture.awards import Award
from positiveculture.framework import Framework, require_framework
from positiveculture.gettext import gettext
from positiveculture.linting.clauses import clause_warnings
from positiveculture.linting.questions import Cut, Questions
from positiveculture.linting.warnings import Example, RuleWarning
from positiveculture.meant import Meant, WarningKind
from positiveculture.routes.budget import TooMuch
from positiveculture.routes.requirements import every, some
from positiveculture.rules import answered_topics
from positiveculture.sentences import titles_listed
from positiveculture.topics import Topic

__all__ = ["Example", "Meant", "RuleWarning", "WarningKind", "lint_rules"]


def lint_rules(framework: Framework) -> tuple[RuleWarning, ...]:
    """Return what may not be meant about the award rules of `framework`: award by award, lowest first, then topics.

    None where it has no awards.  A warning that the framework marks as meant is left out; a mark that fits none is
    warned of.
    """
    require_framework(framework)
    found = tuple(dict.fromkeys(_found(framework))) if framework.awards else ()
    left = [warning for warning in found if not any(map(warning.is_meant, framework.meant))]
    if any(warning.kind is WarningKind.NOT_JUDGED for warning in found):
        return tuple(left)
    unfit = [meant for meant in framework.meant if not any(warning.is_meant(meant) for warning in found)]
    words = gettext("{meant} is marked as meant, and there is no such warning: take the mark out")
    missing = (RuleWarning(WarningKind.NOT_FOUND, words.format(meant=a), a.award, topics=a.topics) for a in unfit)
    return (*left, *missing)


def _found(framework: Framework) -> Iterator[RuleWarning]:
    """Yield every warning; as far as the budget goes, which is reported where it ends."""
    questions, below = Questions.of(framework), _included(framework)
    awards = framework.awards
    try:
        questions.refuse_too_large()
        yield from chain.from_iterable(clause_warnings(questions, award) for award in awards)
        yield from chain.from_iterable(_never_shown(questions, award, below) for award in awards)
        for lower, higher in combinations(awards, 2):
            if lower.id not in below[higher.id]:
                yield from _order(questions, lower, higher)
        yield from _needed_by_none(questions)
    except Cut:
        text = gettext(
            "the rules are too large to be looked through: the search was cut, and there may be more warnings"
        )
        yield RuleWarning(WarningKind.NOT_JUDGED, text, None)


def _included(framework: Framework) -> dict[str, frozenset[str]]:
    """Return, of each award, the awards that it includes, and those that these include."""
    below: dict[str, frozenset[str]] = {}
    for award in framework.awards:
        below[award.id] = frozenset(award.includes).union(*(below[each] for each in award.includes))
    return below


def _never_shown(questions: Questions, award: Award, below: dict[str, frozenset[str]]) -> Iterator[RuleWarning]:
    """Yield that whoever meets `award` meets a higher one too."""
    awards = questions.framework.awards
    above = awards[awards.index(award) + 1 :]
    # Whoever meets one of these meets what it includes.
    lowest = [each for each in above if below[each.id].isdisjoint(other.id for other in above)]
    here, there = questions.awards[award.id], [questions.awards[each.id] for each in lowest]
    try:
        if not there or not questions.follows(here, some(1, there)):
            return
        single = next((each for each in above if questions.follows(here, questions.awards[each.id])), None)
        one = gettext("{award} is never the award that is indicated: whoever meets it meets {higher} too")
        several = gettext("{award} is never the award that is indicated: whoever meets it meets a higher award too")
        text = one.format(award=award.title, higher=single.title) if single else several.format(award=award.title)
        other = single.id if single else None
        yield RuleWarning(WarningKind.NEVER_SHOWN, text, award.id, other=other, example=questions.example(here))
    except TooMuch as error:
        words = gettext("whether {award} is ever the award that is indicated was not judged: {reason}")
        text = words.format(award=award.title, reason=error.reason)
        yield RuleWarning(WarningKind.NOT_JUDGED, text, award.id)


def _order(questions: Questions, lower: Award, higher: Award) -> Iterator[RuleWarning]:
    """Yield that `higher` can be met without `lower`."""
    above, below = questions.awards[higher.id], questions.awards[lower.id]
    try:
        if not questions.follows(above, below):
            words = gettext("{higher} can be met without {lower}, which stands lower")
            text = words.format(higher=higher.title, lower=lower.title)
            example = questions.example(above, below)
            yield RuleWarning(WarningKind.OUT_OF_ORDER, text, higher.id, other=lower.id, example=example)
    except TooMuch as error:
        words = gettext("whether {higher} can be met without {lower} was not judged: {reason}")
        text = words.format(higher=higher.title, lower=lower.title, reason=error.reason)
        yield RuleWarning(WarningKind.NOT_JUDGED, text, higher.id, other=lower.id)


def _needed_by_none(questions: Questions) -> Iterator[RuleWarning]:
    """Yield the topics that no award depends on: top-level ones together, and the parts of each topic together."""
    framework = questions.framework
    asked = set(answered_topics(award.rule for award in framework.awards))
    for requirement in questions.awards.values():
        if not asked.issuperset(requirement.topics):
            asked |= questions.decisive(requirement)
    parts = ((topic, topic.parts) for topic in framework.every_topic if topic.parts)
    for parent, topics in ((None, framework.topics), *parts):
        idle, unknown = [], []
        for topic in topics:
            try:
                if topic.id not in asked and not any(
                    questions.depends(each, topic.id) for each in questions.awards.values()
                ):
                    idle.append(topic)
            except TooMuch as error:
                words = gettext("whether any award depends on {topic} was not judged: {reason}")
                text = words.format(topic=framework.title_of(topic.id), reason=error.reason)
                unknown.append(RuleWarning(WarningKind.NOT_JUDGED, text, None, topics=[topic.id]))
        if idle:
            yield _idle(questions, parent, topics, idle)
        yield from unknown


def _idle(questions: Questions, parent: Topic | None, family: Sequence[Topic], topics: Sequence[Topic]) -> RuleWarning:
    words = gettext("no award depends on {topics}")
    if parent and len(topics) == len(family) > 1:
        words = gettext("no award depends on any of the {count} parts of {parent}")
    elif parent:
        words = gettext("no award depends on {topics}, of the parts of {parent}")
    whole = "" if parent is None else parent.title
    text = words.format(topics=titles_listed(topic.title for topic in topics), count=len(topics), parent=whole)
    example = questions.example(every(list(questions.awards.values())))
    ids = [topic.id for topic in topics]
    return RuleWarning(WarningKind.NEEDED_BY_NONE, text, None, topics=ids, example=example)
