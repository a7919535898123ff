"""Is the rule what was meant? What looks wrong about award rules, before anybody is assessed by them.

A framework that contradicts itself is refused when it is made: an award that can never be met is an error.  One that
holds together may still say something that its author did not mean.  Each warning comes with the smallest example that
shows it, and can be marked as meant.

Everything is decided over all complete assessments: every topic answered and applicable, with or without evidence.
Rules can only ask for more, so that one follows from another can be decided exactly; where that would take more than a
stated budget, the warning says `not-judged` rather than guess.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

import attrs

from positiveculture.awards import Award
from positiveculture.framework import Framework, require_framework
from positiveculture.gettext import gettext
from positiveculture.linting.questions import Cut, Questions
from positiveculture.linting.warnings import Example, RuleWarning
from positiveculture.meant import Meant, WarningKind
from positiveculture.routes.requirements import MET, Requirement, every, some
from positiveculture.routes.search import TooMuch
from positiveculture.rules.kinds import All, AtLeast, Holds, Node, Rule, members as rules_in, walk
from positiveculture.rules.program import NodePath, asks_for_answers, members, needed, replaced, without
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
    if all(warning.kind is not WarningKind.NOT_JUDGED for warning in found):
        unfit = [meant for meant in framework.meant if not any(warning.is_meant(meant) for warning in found)]
        words = gettext("{meant} is marked as meant, and there is no such warning: take the mark out")
        left += [RuleWarning(WarningKind.NOT_FOUND, words.format(meant=a), a.award, topics=a.topics) for a in unfit]
    return tuple(left)


def _found(framework: Framework) -> Iterator[RuleWarning]:
    """Yield every warning; as far as the budget goes, which is reported where it ends."""
    awards, below = framework.awards, _included(framework)
    try:
        questions = Questions.of(framework)
        for award in awards:
            yield from _never_failing(questions, award)
            yield from _Clauses(questions, award, award.rule.node(framework.scope)).within(award.rule)
        for award in awards:
            words = gettext("whether {award} is ever the award that is indicated was not judged: {reason}")
            yield from _judged(_never_shown(questions, award, below), words, award, {"award": award.title})
        for lower, higher in combinations(awards, 2):
            if lower.id not in below[higher.id]:
                words = gettext("whether {higher} can be met without {lower} was not judged: {reason}")
                titles = {"higher": higher.title, "lower": lower.title}
                yield from _judged(_order(questions, lower, higher), words, higher, titles, other=lower.id)
        yield from _needed_by_none(questions)
    except Cut:
        text = gettext(
            "the rules are too large to be looked through: the search was cut, and there may be more warnings"
        )
        yield RuleWarning(WarningKind.NOT_JUDGED, text, None)


def _judged(
    found: Iterator[RuleWarning], words: str, award: Award, titles: Mapping[str, str], **more: Any
) -> Iterator[RuleWarning]:
    """Yield what is found; where it takes too much to be found, that it was not judged, in `words`."""
    try:
        yield from found
    except TooMuch as error:
        text = words.format(**titles, reason=error)
        yield RuleWarning(WarningKind.NOT_JUDGED, text, award.id, **more)


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
    if not there or not questions.follows(here, some(1, there)):
        return
    single = next((each for each in above if questions.follows(here, questions.awards[each.id])), None)
    one = gettext("{award} is never the award that is indicated: whoever meets it meets {higher} too")
    several = gettext("{award} is never the award that is indicated: whoever meets it meets a higher award too")
    text = one.format(award=award.title, higher=single.title) if single else several.format(award=award.title)
    other = single.id if single else None
    yield RuleWarning(WarningKind.NEVER_SHOWN, text, award.id, other=other, example=questions.example(here))


def _order(questions: Questions, lower: Award, higher: Award) -> Iterator[RuleWarning]:
    """Yield that `higher` can be met without `lower`."""
    above, below = questions.awards[higher.id], questions.awards[lower.id]
    if not questions.follows(above, below):
        words = gettext("{higher} can be met without {lower}, which stands lower")
        text = words.format(higher=higher.title, lower=lower.title)
        example = questions.example(above, below)
        yield RuleWarning(WarningKind.OUT_OF_ORDER, text, higher.id, other=lower.id, example=example)


def _needed_by_none(questions: Questions) -> Iterator[RuleWarning]:
    """Yield the topics that no award depends on: top-level ones together, and the parts of each topic together."""
    framework = questions.framework
    asked = set(framework.compiled.answered)
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
                text = words.format(topic=framework.title_of(topic.id), reason=error)
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
    who, whole = titles_listed(topic.title for topic in topics), parent and parent.title
    text = words.format(topics=who, count=len(topics), parent=whole)
    example = questions.example(every(list(questions.awards.values())))
    return RuleWarning(WarningKind.NEEDED_BY_NONE, text, None, topics=[topic.id for topic in topics], example=example)


def _never_failing(questions: Questions, award: Award) -> Iterator[RuleWarning]:
    """Yield the topics of which a rule on many of them asks no more than their lowest level."""
    framework, scales = questions.framework, questions.framework.program["scales"]
    for rule in walk(award.rule):
        asked = [] if rules_in(rule) else members(rule.node(framework.scope))
        idle = [each for each in asked if "level" in each and each["level"] <= scales[each["of"]][0]]
        if idle:
            topics = [each["of"] for each in idle]
            clause = All([AtLeast(each["of"], each["level"]) for each in idle]).describe(framework)
            who = titles_listed(map(framework.title_of, topics))
            words = gettext(
                "is asked as part of “{rule}”, and can never fail once it is answered: {topics} cannot be rated lower; "
                "what only has to be answered is asked for by `answered`"
            )
            text = words.format(rule=rule.describe(framework), topics=who)
            example = questions.example(MET, clause=MET)
            yield RuleWarning(WarningKind.NEVER_FAILS, text, award.id, clause, None, topics, example)


@attrs.frozen
class _Clauses:
    """The clauses of an award's rule, as far as they decide nothing: implied by the others, or of help to nobody."""

    questions: Questions
    award: Award
    #: The node of the award's whole rule.
    whole: Node

    def within(self, rule: Rule, path: NodePath = ()) -> Iterator[RuleWarning]:
        """Yield the warnings about what `rule`, which stands at `path`, is made of.

        Where a clause decides nothing, nothing inside it does, and it has no more warnings; nor where it cannot be
        judged.
        """
        group = rule.node(self.questions.framework.scope)
        for place, member in enumerate(rules_in(rule)):
            if isinstance(member, Holds) and "all" in self.whole and len(path) == 0:
                continue  # an award that is included gives this one its rank, whatever it asks
            here, clause = (*path, place), member.describe(self.questions.framework)
            words = gettext("whether it, or anything in it, ever decides anything was not judged: {reason}")
            found = _judged(self._judge(group, member, here, clause), words, self.award, {}, clause=clause)
            yield from tuple(found) or self.within(member, here)

    def _judge(self, group: Node, member: Rule, path: NodePath, clause: str) -> Iterator[RuleWarning]:
        """Yield that the clause at a path, which says `clause`, decides nothing."""
        n, of, node = needed(group), len(members(group)), members(group)[path[-1]]
        if asks_for_answers(node, self.questions.answered):
            return  # what is asked is that there are no gaps, and here there are none
        award, follows, read = self.questions.awards[self.award.id], self.questions.follows, self.questions.read
        as_missed, as_met = (without(group, path[-1], as_if_met=met) for met in (False, True))
        if as_missed and follows(award, self._with(as_missed, path)):
            own = read(node)
            text = gettext(
                "is an alternative that helps nobody: whoever meets the award by it would meet the award without it"
            )
            example = self.questions.example(every([award, own]), clause=own)
            yield RuleWarning(WarningKind.SUBSUMED, text, self.award.id, clause, example=example)
        elif as_met and (n == of or n > 1) and follows(self._with(as_met, path), award):
            met = every([self._with(as_met, path), read(as_met)])  # so much that it would count
            text = gettext("asks for nothing that the rest of the rule does not ask already")
            example = self.questions.example(met, clause=read(node))
            other = member.award if isinstance(member, Holds) else None
            yield RuleWarning(WarningKind.IMPLIED, text, self.award.id, clause, other, example=example)

    def _with(self, group: Node, path: NodePath) -> Requirement:
        """Return what the award requires with another group around the clause at a path."""
        return self.questions.read(replaced(self.whole, path[:-1], group))
