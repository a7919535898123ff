"""Why a verdict is what it is: every clause of an award's rule, with whether it is met and where things stand.

This is what lets a reader see, for any levels, which rule or limiter decided a rating: the whole tree of each award,
and one sentence for the whole outcome.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import TypeAlias, assert_never

import attrs

from positiveculture.awards import Award
from positiveculture.errors import NotScored, UnknownAward
from positiveculture.field_types import require
from positiveculture.gettext import gettext
from positiveculture.messages_of_blockers import LACKS
from positiveculture.outcome import Outcome, State, state_of
from positiveculture.rules.blockers import (
    Alternatives,
    AwardMissing,
    Below,
    Blocker,
    NeedsEvidence,
    NothingToJudge,
    ShareBelow,
    Unanswered,
)
from positiveculture.rules.kinds import All, AtLeast, AtLeastOf, Every, Rule, Share, members
from positiveculture.rules.parts import Blockers, Part, inside
from positiveculture.sentences import counted, decimal, span, titles_listed

#: Single requirements that are enough together, each with what it comes down to, and with its blockers.
Way: TypeAlias = list[tuple[Rule, Part, tuple[Blocker, ...]]]


@attrs.frozen
class Clause:
    """One clause of a rule: what it asks, whether that is so, and where things stand."""

    text: str
    #: None: everything that it asks about is not applicable.
    state: State | None
    #: Where things stand, where the text alone does not say it; "" otherwise.
    stands: str = ""
    clauses: tuple["Clause", ...] = ()


attrs.resolve_types(Clause)


@attrs.frozen
class Explanation:
    """Why an outcome is what it is."""

    #: Which requirements decided the award, and what holds the outcome back from the next one, in a sentence.
    #: Where an award can be reached in several ways, it speaks of the way of which most clauses are met.
    decided_by: str
    #: Award id to its rule, clause by clause; lowest award first.  The state of each is the verdict's: undecided, where
    #: everything that the rule asks about is not applicable.
    clauses: Mapping[str, Clause] = attrs.field(hash=False, repr=counted)

    def __getitem__(self, award: str) -> Clause:
        """Return the rule of one award, clause by clause.

        Raises:
            UnknownAward: The framework has no such award.
        """
        if award not in tuple(self.clauses):
            raise UnknownAward("award", award, tuple(self.clauses))
        return self.clauses[award]


def explain(outcome: Outcome) -> Explanation:
    """Return why each award is met or not, and which requirements decided the outcome.

    Raises:
        NotScored: The framework publishes no awards.
        WrongArgument: It is no outcome.
    """
    require(outcome, Outcome)
    if not outcome.framework.awards:
        raise NotScored(outcome.framework.title, outcome.framework.unscored)
    parts = outcome.framework.compiled.awards
    clauses = {
        each.award.id: attrs.evolve(_clause(each.award.rule, parts[each.award.id], outcome), state=each.state)
        for each in outcome
    }
    return Explanation(_decided_by(outcome), clauses)


def _decided_by(outcome: Outcome) -> str:
    awards, held = outcome.framework.awards, outcome.award
    here = -1 if held is None else list(outcome.blockers).index(held)
    title = "" if held is None else awards[here].title
    decided = awards[min(here + 1, len(awards) - 1)]
    if decided.id == held:
        words = gettext("{award}, the highest")
    elif outcome[decided.id].state is State.UNDECIDED:
        words = gettext("{award} so far; {above} is undecided") if title else gettext("{above} is undecided")
    else:
        words = gettext("Held at {award}") if title else gettext("No award yet")
    reasons, start = _reasons(decided, outcome), words.format(award=title, above=decided.title)
    sentence = gettext("{sentence}: {reasons}.") if reasons else gettext("{sentence}.")
    return sentence.format(sentence=start, reasons="; ".join(reasons))


def _clause(rule: Rule, part: Part, outcome: Outcome) -> Clause:
    blockers = part.blockers(outcome.case, outcome.blockers)
    state = None if blockers is None else state_of(blockers)
    if not members(rule):
        words = rule.describe(outcome.framework)
        return Clause(words[0].upper() + words[1:], state, _stands(rule, part, blockers, outcome))
    text = gettext("all of") if isinstance(rule, All) else gettext("any one of")
    if isinstance(rule, AtLeastOf):
        text = gettext("at least {count} of").format(count=rule.n)
    return Clause(text, state, clauses=tuple(_clause(*each, outcome) for each in inside(rule, part)))


def _stands(rule: Rule, part: Part, blockers: Blockers, outcome: Outcome) -> str:
    """Return where things stand: all that a share counts, a single topic's level, else what is in the way."""
    if blockers is None:
        return gettext("not applicable")
    if isinstance(rule, Share):
        return _points(rule, part, outcome)
    if isinstance(rule, AtLeast):
        level = outcome.assessment.levels.get(rule.topic)
        return gettext("not answered yet") if level is None else gettext("at {level}").format(level=level)
    grouped: dict[str, list[str]] = {}
    for blocker in blockers:
        grouped.setdefault(_lack(blocker, rule).stands, []).append(_title(blocker, outcome))
    words = gettext("{topics} {stand}")
    return "; ".join(words.format(topics=titles_listed(titles), stand=stand) for stand, titles in grouped.items())


def _reasons(award: Award, outcome: Outcome) -> list[str]:
    """Return what is in the way of `award`, then the points that would be enough for it."""
    way = _way(award.rule, outcome.framework.compiled.awards[award.id], outcome)
    missing: dict[_Lack, list[str]] = {}
    enough = []
    for rule, part, blockers in way:
        points = _points(rule, part, outcome) if isinstance(rule, Share) else ""
        for blocker in blockers:
            missing.setdefault(_lack(blocker, rule), []).append(points or _title(blocker, outcome))
        if points and not blockers:
            enough.append(gettext("{points}, enough for {award}").format(points=points, award=award.title))
    reasons = [lack.sentence(subjects, award.title) for lack, subjects in missing.items()]
    return [*reasons, *enough] if way else [gettext("nothing is left to judge")]


@attrs.frozen
class _Lack:
    """What topics, awards or points lack."""

    #: One of `LACKS`.
    name: str
    has: int = 0
    needs: str = ""

    @property
    def stands(self) -> str:
        """Where they stand, in words."""
        return gettext(LACKS[self.name][0]).format(level=self.has)

    def sentence(self, subjects: list[str], award: str) -> str:
        """Return what one of them, or several, lack for an award."""
        _, one, several = LACKS[self.name]
        words = gettext(one if len(subjects) == 1 else several)
        return words.format(subjects=titles_listed(subjects), has=self.has, needs=self.needs, award=award)


def _lack(blocker: Blocker, rule: Rule) -> _Lack:
    """Return what a topic, an award or the points lack."""
    match blocker:
        case Below(_, needs, has):
            of_each = isinstance(rule, Every) and not rule.topics
            return _Lack("below_each" if of_each else "below", has, str(needs))
        case Unanswered():
            return _Lack("unanswered")
        case NeedsEvidence():
            return _Lack("evidence")
        case ShareBelow(needs):
            return _Lack("share" if blocker.certain else "share_open", needs=decimal(needs))
        case AwardMissing() | NothingToJudge() | Alternatives():
            return _Lack("award")
        case _:
            assert_never(blocker)


def _way(rule: Rule, part: Part, outcome: Outcome) -> Way:
    """Return the single requirements of a rule; of alternatives, those of which most are met, the first of equals."""
    ways = [_way(*each, outcome) for each in inside(rule, part)]
    if not ways:
        blockers = part.blockers(outcome.case, outcome.blockers)
        return [] if blockers is None else [(rule, part, blockers)]
    if not isinstance(rule, All):
        ways = sorted(filter(None, ways), key=lambda way: Fraction(sum(unmet != () for *_, unmet in way), len(way)))
        ways = ways[: rule.n if isinstance(rule, AtLeastOf) else 1]
    return [one for way in ways for one in way]


def _title(blocker: Blocker, outcome: Outcome) -> str:
    """Return the title of the topic or award that a single blocker is about."""
    name: str = blocker.award if isinstance(blocker, AwardMissing) else getattr(blocker, "topic", "")
    return outcome.framework.title_of(name)


def _points(rule: Share, part: Part, outcome: Outcome) -> str:
    """Return the points, the most that were possible, and the share as it is compared."""
    least, best, most = part.points(outcome.case)
    shares = [Fraction(100 * points, most) for points in (least, best)]
    compared = [rule.rounding.applied(share) for share in shares]
    points, share = span(str(least), str(best)), span(*map(_short, shares))
    sentence = gettext("{points} of {most} points are {share} per cent").format(points=points, most=most, share=share)
    if compared != shares:
        counted = span(*map(decimal, compared))
        sentence = gettext("{sentence}, counted as {share}").format(sentence=sentence, share=counted)
    if least != best:
        sentence = gettext("{sentence}, by what is not answered yet").format(sentence=sentence)
    return sentence


def _short(share: Fraction) -> str:
    exact = decimal(share)
    return gettext("about {share}").format(share=f"{float(share):.2f}") if "/" in exact else exact
