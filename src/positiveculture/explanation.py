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
from positiveculture.outcome import Outcome, State, Verdict, state_of
from positiveculture.rules import (
    All,
    Alternatives,
    AnyOf,
    AtLeast,
    AtLeastOf,
    AwardMissing,
    Below,
    Blocker,
    Every,
    NeedsEvidence,
    NothingToJudge,
    Rule,
    Share,
    ShareBelow,
    Unanswered,
    decimal,
    flatten,
    members,
)
from positiveculture.rules.parts import Blockers, Part
from positiveculture.sentences import counted

#: Single requirements that are enough together, each with what it comes down to.
Way: TypeAlias = list[tuple[Rule, Part]]


@attrs.frozen
class Clause:
    """One clause of a rule: what it asks, whether that is so, and where things stand."""

    text: str
    #: None: everything that it asks about is set aside.
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
    #: everything that the rule asks about is set aside.
    clauses: Mapping[str, Clause] = attrs.field(hash=False, repr=counted)

    def __getitem__(self, award: str) -> Clause:
        """Return the rule of one award, clause by clause.

        Raises:
            UnknownAward: The framework has no such award.
        """
        if award not in self.clauses:
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
    return Explanation(_decided_by(outcome), {verdict.award.id: _award(verdict, outcome) for verdict in outcome})


def _award(verdict: Verdict, outcome: Outcome) -> Clause:
    part = outcome.framework.compiled.awards[verdict.award.id]
    return attrs.evolve(_clause(verdict.award.rule, part, outcome), state=verdict.state)


def _decided_by(outcome: Outcome) -> str:
    awards = outcome.framework.awards
    held = [place for place, award in enumerate(awards) if outcome[award.id].state is State.MET]
    here = max(held, default=-1)
    title = awards[here].title if held else ""
    if here + 1 == len(awards):
        return _sentence(gettext("{award}, the highest").format(award=title), _reasons(awards[here], outcome))
    above = awards[here + 1]
    if outcome[above.id].state is State.UNDECIDED:
        words = gettext("{award} so far; {above} is undecided") if title else gettext("{above} is undecided")
    else:
        words = gettext("Held at {award}") if title else gettext("No award yet")
    return _sentence(words.format(award=title, above=above.title), _reasons(above, outcome))


def _sentence(start: str, reasons: list[str]) -> str:
    if not reasons:
        return gettext("{sentence}.").format(sentence=start)
    return gettext("{sentence}: {reasons}.").format(sentence=start, reasons="; ".join(reasons))


def _clause(rule: Rule, part: Part, outcome: Outcome) -> Clause:
    state = _state(_blockers(part, outcome))
    match rule:
        case All():
            return Clause(gettext("all of"), state, clauses=_clauses(rule, part, outcome))
        case AnyOf():
            return Clause(gettext("any one of"), state, clauses=_clauses(rule, part, outcome))
        case AtLeastOf(n):
            return Clause(gettext("at least {count} of").format(count=n), state, clauses=_clauses(rule, part, outcome))
        case _:
            text = rule.describe(outcome.framework)
            return Clause(text[0].upper() + text[1:], state, _stands(rule, part, outcome))


def _clauses(rule: Rule, part: Part, outcome: Outcome) -> tuple[Clause, ...]:
    return tuple(_clause(each, below, outcome) for each, below in zip(members(rule), part.members, strict=True))


def _blockers(part: Part, outcome: Outcome) -> Blockers:
    return part.blockers(outcome.case, outcome.blockers)


def _state(blockers: Blockers) -> State | None:
    return None if blockers is None else state_of(blockers)


def _stands(rule: Rule, part: Part, outcome: Outcome) -> str:
    """Return where things stand: all that a share counts, a single topic's level, else what is in the way."""
    blockers = _blockers(part, outcome)
    if blockers is None:
        return gettext("not applicable")
    if isinstance(rule, Share):
        return _points(rule, part, outcome)
    if isinstance(rule, AtLeast):
        level = outcome.assessment.levels.get(rule.topic)
        return gettext("not answered yet") if level is None else gettext("at {level}").format(level=level)
    grouped: dict[str, list[str]] = {}
    for blocker in flatten(blockers):
        grouped.setdefault(_stand(blocker), []).append(_title(blocker, outcome))
    words = gettext("{topics} {stand}")
    return "; ".join(words.format(topics=_names(titles), stand=stand) for stand, titles in grouped.items())


def _stand(blocker: Blocker) -> str:
    """Return where a topic or award that is in the way stands."""
    match blocker:
        case Below(_, _, has):
            return gettext("at {level}").format(level=has)
        case Unanswered():
            return gettext("not answered yet")
        case NeedsEvidence():
            return gettext("without evidence that counts")
        case AwardMissing() | ShareBelow() | NothingToJudge() | Alternatives():
            return gettext("not held")
        case _:
            assert_never(blocker)


def _reasons(award: Award, outcome: Outcome) -> list[str]:
    """Return what is in the way of `award`, then the points that would be enough for it."""
    way = _way(award.rule, outcome.framework.compiled.awards[award.id], outcome)
    missing: dict[_Lack, list[str]] = {}
    for rule, part in way:
        for blocker in flatten(_blockers(part, outcome) or ()):
            subject = _points(rule, part, outcome) if isinstance(rule, Share) else _title(blocker, outcome)
            missing.setdefault(_lack(blocker, rule), []).append(subject)
    enough = [
        gettext("{points}, enough for {award}").format(points=_points(rule, part, outcome), award=award.title)
        for rule, part in way
        if isinstance(rule, Share) and not _blockers(part, outcome)
    ]
    reasons = [lack.sentence(subjects, award.title) for lack, subjects in missing.items()]
    return [*reasons, *enough] if way else [gettext("nothing is left to judge")]


@attrs.frozen
class _Lack:
    """What topics, awards or points lack, in words: of one of them, and of several."""

    one: str
    several: str
    has: int = 0
    needs: str = ""

    def sentence(self, subjects: list[str], award: str) -> str:
        words = self.one if len(subjects) == 1 else self.several
        return words.format(subjects=_names(subjects), has=self.has, needs=self.needs, award=award)


def _lack(blocker: Blocker, rule: Rule) -> _Lack:
    """Return what a topic, an award or the points lack."""
    match blocker:
        case Below(_, needs, has):
            if isinstance(rule, Every) and not rule.topics:
                one = gettext("{subjects} stands at {has}, below the {needs} that {award} asks of each topic")
                several = gettext("{subjects} stand at {has}, below the {needs} that {award} asks of each topic")
            else:
                one = gettext("{subjects} stands at {has}, below the {needs} that {award} asks")
                several = gettext("{subjects} stand at {has}, below the {needs} that {award} asks")
            return _Lack(one, several, has, str(needs))
        case Unanswered():
            return _Lack(gettext("{subjects} is not answered yet"), gettext("{subjects} are not answered yet"))
        case NeedsEvidence():
            one = gettext("{subjects} has no evidence that counts, which {award} asks for")
            return _Lack(one, gettext("{subjects} have no evidence that counts, which {award} asks for"))
        case ShareBelow(needs):
            words = (
                gettext("{subjects}, below the {needs} that {award} asks")
                if blocker.certain
                else gettext("{subjects}, where {award} asks {needs}")
            )
            return _Lack(words, words, needs=decimal(needs))
        case AwardMissing() | NothingToJudge() | Alternatives():
            one = gettext("{subjects} is not held, which {award} asks for")
            return _Lack(one, gettext("{subjects} are not held, which {award} asks for"))
        case _:
            assert_never(blocker)


def _way(rule: Rule, part: Part, outcome: Outcome) -> Way:
    """Return the single requirements of a rule; of alternatives, those of which most are met, the first of equals."""
    ways = [_way(each, below, outcome) for each, below in zip(members(rule), part.members, strict=False)]
    if isinstance(rule, All):
        return [one for way in ways for one in way]
    if not isinstance(rule, AnyOf | AtLeastOf):
        return [] if _blockers(part, outcome) is None else [(rule, part)]
    nearest = sorted(filter(None, ways), key=lambda way: -_met(way, outcome))
    return [one for way in nearest[: rule.n if isinstance(rule, AtLeastOf) else 1] for one in way]


def _met(way: Way, outcome: Outcome) -> Fraction:
    return Fraction(sum(_blockers(part, outcome) == () for _, part in way), len(way))


def _title(blocker: Blocker, outcome: Outcome) -> str:
    """Return the title of the topic or award that a single blocker is about."""
    name: str = blocker.award if isinstance(blocker, AwardMissing) else getattr(blocker, "topic", "")
    return outcome.framework.title_of(name)


def _names(titles: list[str]) -> str:
    """Return titles as a list in a sentence, in quotes where a title is a list of its own."""
    if len(titles) > 1 and any("," in title or " and " in title for title in titles):
        titles = [f"“{title}”" for title in titles]
    if len(titles) == 1:
        return titles[0]
    return gettext("{others} and {last}").format(others=", ".join(titles[:-1]), last=titles[-1])


def _points(rule: Share, part: Part, outcome: Outcome) -> str:
    """Return the points, the most that were possible, and the share as it is compared."""
    least, best, most = part.points(outcome.case)
    ends = list(dict.fromkeys((least, best)))
    shares = [Fraction(100 * points, most) for points in ends]
    compared = [rule.rounding.applied(share) for share in shares]
    points = _range([str(end) for end in ends])
    share = _range(list(map(_short, shares)))
    sentence = gettext("{points} of {most} points are {share} per cent").format(points=points, most=most, share=share)
    if compared != shares:
        counted = _range([decimal(share) for share in compared])
        sentence = gettext("{sentence}, counted as {share}").format(sentence=sentence, share=counted)
    if len(ends) > 1:
        sentence = gettext("{sentence}, by what is not answered yet").format(sentence=sentence)
    return sentence


def _range(ends: list[str]) -> str:
    ends = list(dict.fromkeys(ends))
    return ends[0] if len(ends) == 1 else gettext("{least} to {most}").format(least=ends[0], most=ends[-1])


def _short(share: Fraction) -> str:
    exact = decimal(share)
    return gettext("about {share}").format(share=f"{float(share):.2f}") if "/" in exact else exact
