"""Clauses that decide nothing: implied by the rest of their rule, subsumed by other ways to meet it, never failing."""

from collections.abc import Iterator
from typing import Any

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
        n, of, node = needed(group), len(members(group)), members(group)[path[-1]]
        if asks_for_answers(node, self.questions.answered):
            return None  # what is asked is that there are no gaps, and here there are none
        award, follows, read = self.questions.awards[self.award.id], self.questions.follows, self.questions.read
        as_missed, as_met = (without(group, path[-1], as_if_met=met) for met in (False, True))
        try:
            if as_missed and follows(award, self._with(as_missed, path)):
                clause = read(node)
                text = gettext(
                    "is an alternative that helps nobody: whoever meets the award by it would meet the award without it"
                )
                example = self.questions.example(every([award, clause]), clause=clause)
                return self._warning(WarningKind.SUBSUMED, text, member, example=example)
            if as_met and (n == of or n > 1) and follows(self._with(as_met, path), award):
                met = every([self._with(as_met, path), read(as_met)])  # so much that it would count
                text = gettext("asks for nothing that the rest of the rule does not ask already")
                example = self.questions.example(met, clause=read(node))
                other = member.award if isinstance(member, Holds) else None
                return self._warning(WarningKind.IMPLIED, text, member, other=other, example=example)
        except TooMuch as error:
            words = gettext("whether it, or anything in it, ever decides anything was not judged: {reason}")
            return self._warning(WarningKind.NOT_JUDGED, words.format(reason=error.reason), member)
        return None

    def _with(self, group: Node, path: NodePath) -> Requirement:
        """Return what the award requires with another group around the clause at a path."""
        return self.questions.read(replaced(self.whole, path[:-1], group))

    def _warning(self, kind: WarningKind, text: str, clause: Rule, **more: Any) -> RuleWarning:
        return RuleWarning(kind, text, self.award.id, clause.describe(self.questions.framework), **more)
