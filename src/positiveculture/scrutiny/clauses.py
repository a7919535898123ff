"""Clauses that decide nothing: implied by the rest of their rule, subsumed by other ways to meet it, never failing."""

from collections.abc import Iterator

import attrs

from positiveculture.awards import Award
from positiveculture.routes.budget import TooMuch
from positiveculture.rules import All, Answered, Every, Holds, Rule, members, walk
from positiveculture.scrutiny.conditions import ALWAYS, NEVER, Condition, Path, both, needed_of, several
from positiveculture.scrutiny.doubts import Doubt, Kind, listed
from positiveculture.scrutiny.judging import Judging


def clause_doubts(judging: Judging, award: Award) -> Iterator[Doubt]:
    """Yield what is doubtful about single clauses of an award's rule, in the order of the rule.

    Where a clause decides nothing, nothing inside it does, and no more is said of it; nor where it cannot be judged.
    """
    yield from _never_failing(judging, award)
    if not any(isinstance(rule, Answered) for rule in walk(award.rule)):  # which decides where not all is answered
        yield from _Clauses(judging, award).within(award.rule)


def _never_failing(judging: Judging, award: Award) -> Iterator[Doubt]:
    """Yield the topics of which a rule on many of them asks no more than their lowest level."""
    framework = judging.framework
    for rule in walk(award.rule):
        if isinstance(rule, Every):
            idle = [each for each in rule.each(framework.scope) if judging.read(each) == ALWAYS]
            if idle:
                topics, clause = [each.topic for each in idle], All(idle)
                who = listed(map(framework.title_of, topics))
                text = f"is asked as part of “{rule.describe(framework)}”, and can never fail: {who} cannot stand lower"
                example = judging.example(ALWAYS, clause=judging.read(clause))
                yield Doubt(Kind.NEVER_FAILS, text, award.id, clause.describe(framework), None, topics, example)


@attrs.frozen
class _Clauses:
    judging: Judging
    award: Award

    def within(self, rule: Rule, path: Path = ()) -> Iterator[Doubt]:
        """Yield the doubts about what `rule`, which stands at `path`, is made of."""
        for place, member in enumerate(members(rule)):
            doubt = self._judged(rule, member, (*path, place))
            if doubt is None:
                yield from self.within(member, (*path, place))
            else:
                yield doubt

    def _judged(self, group: Rule, member: Rule, path: Path) -> Doubt | None:
        n, of = needed_of(group), len(members(group))
        try:
            if n < of and self._decides_nothing(group, member, path, as_if=NEVER):
                return self._subsumed(member)
            if (n == of or n > 1) and self._decides_nothing(group, member, path, as_if=ALWAYS):
                return self._implied(group, member, path)
        except TooMuch as error:
            text = f"whether it, or anything in it, ever decides anything was not judged: {error.reason}"
            return self._doubt(Kind.NOT_JUDGED, text, member)
        return None

    def _decides_nothing(self, group: Rule, member: Rule, path: Path, as_if: Condition) -> bool:
        """Return whether the award stays the same where a clause is taken as met, or as missed, everywhere."""
        whole, changed = self.judging.awards[self.award.id], self.judging.read(self.award.rule, {path: as_if})
        more, less = (changed, whole) if as_if == ALWAYS else (whole, changed)
        clause, around = self.judging.read(member), self.judging.read(group)
        return self.judging.follows(more, less, self.judging.edge(clause, around, is_met_there=as_if == NEVER))

    def _subsumed(self, member: Rule) -> Doubt:
        clause = self.judging.read(member)
        met = both(self.judging.awards[self.award.id], clause)
        text = "is an alternative that helps nobody: whoever meets the award by it would meet the award without it"
        return attrs.evolve(self._doubt(Kind.SUBSUMED, text, member), example=self.judging.example(met, clause=clause))

    def _implied(self, group: Rule, member: Rule, path: Path) -> Doubt:
        """Return that a clause is implied, shown where so much beside it is met that it would count."""
        beside = [self.judging.read(each) for place, each in enumerate(members(group)) if place != path[-1]]
        without = self.judging.read(self.award.rule, {path: ALWAYS})
        met = both(without, several(needed_of(group) - 1, beside))
        kind, other = Kind.IMPLIED, None
        text = "asks for nothing that the rest of the rule does not ask already"
        if isinstance(member, Holds):
            kind, other = Kind.ALREADY_IMPLIED, member.award
            text = f"need not be asked: all else that {self.award.title} asks implies it already"
        example = self.judging.example(met, clause=self.judging.read(member))
        return attrs.evolve(self._doubt(kind, text, member), other=other, example=example)

    def _doubt(self, kind: Kind, text: str, clause: Rule) -> Doubt:
        return Doubt(kind, text, self.award.id, clause.describe(self.judging.framework))
