"""Clauses that decide nothing: implied by the rest of their rule, subsumed by other ways to meet it, never failing."""

from collections.abc import Iterator
from typing import Any, cast

import attrs

from positiveculture.awards import Award
from positiveculture.gettext import gettext
from positiveculture.linting.questions import Questions
from positiveculture.linting.warnings import RuleWarning
from positiveculture.meant import WarningKind
from positiveculture.routes.budget import TooMuch
from positiveculture.routes.requirements import MET, Requirement, every
from positiveculture.rules.kinds import All, AtLeast, Holds, Node, Rule, members as rules_in, walk
from positiveculture.rules.program import NodePath, asks_for_answers, members, needed, replaced, without
from positiveculture.sentences import titles_listed


def clause_warnings(questions: Questions, award: Award) -> Iterator[RuleWarning]:
    """Yield the warnings about single clauses of an award's rule, in the order of the rule.

    Where a clause decides nothing, nothing inside it does, and it has no more warnings; nor where it cannot be judged.
    """
    yield from _never_failing(questions, award)
    yield from _Clauses(questions, award, award.rule.node(questions.framework.scope)).within(award.rule)


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
    questions: Questions
    award: Award
    #: The node of the award's whole rule.
    whole: Node

    def within(self, rule: Rule, path: NodePath = ()) -> Iterator[RuleWarning]:
        """Yield the warnings about what `rule`, which stands at `path`, is made of."""
        group = rule.node(self.questions.framework.scope)
        for place, member in enumerate(rules_in(rule)):
            if isinstance(member, Holds) and "all" in self.whole and len(path) == 0:
                continue  # an award that is included gives this one its rank, whatever it asks
            warning = self._judged(group, member, (*path, place))
            if warning is None:
                yield from self.within(member, (*path, place))
            else:
                yield warning

    def _judged(self, group: Node, member: Rule, path: NodePath) -> RuleWarning | None:
        n, of, place = needed(group), len(members(group)), path[-1]
        if asks_for_answers(members(group)[place], self.questions.answered):
            return None  # what is asked is that there are no gaps, and here there are none
        award, follows = self.questions.awards[self.award.id], self.questions.follows
        try:
            if n < of and follows(award, self._without(group, path, as_if_met=False)):
                return self._subsumed(member)
            if (n == of or n > 1) and follows(self._without(group, path, as_if_met=True), award):
                return self._implied(group, member, path)
        except TooMuch as error:
            words = gettext("whether it, or anything in it, ever decides anything was not judged: {reason}")
            return self._warning(WarningKind.NOT_JUDGED, words.format(reason=error.reason), member)
        return None

    def _without(self, group: Node, path: NodePath, *, as_if_met: bool) -> Requirement:
        """Return what the award requires where a clause is taken as met, or as missed, everywhere."""
        left = without(group, path[-1], as_if_met=as_if_met)
        # It is asked only where the others may decide the group.
        return self.questions.read(replaced(self.whole, path[:-1], cast(Node, left)))

    def _subsumed(self, member: Rule) -> RuleWarning:
        clause = self.questions.read(member.node(self.questions.framework.scope))
        met = every([self.questions.awards[self.award.id], clause])
        text = gettext(
            "is an alternative that helps nobody: whoever meets the award by it would meet the award without it"
        )
        return self._warning(WarningKind.SUBSUMED, text, member, example=self.questions.example(met, clause=clause))

    def _implied(self, group: Node, member: Rule, path: NodePath) -> RuleWarning:
        """Return that a clause is implied, shown where so much else is met that it would count."""
        read = self.questions.read
        beside = without(group, path[-1], as_if_met=True)
        met = every([self._without(group, path, as_if_met=True), read(cast(Node, beside))])
        text = gettext("asks for nothing that the rest of the rule does not ask already")
        example = self.questions.example(met, clause=read(members(group)[path[-1]]))
        other = member.award if isinstance(member, Holds) else None
        return self._warning(WarningKind.IMPLIED, text, member, other=other, example=example)

    def _warning(self, kind: WarningKind, text: str, clause: Rule, **more: Any) -> RuleWarning:
        return RuleWarning(kind, text, self.award.id, clause.describe(self.questions.framework), **more)
