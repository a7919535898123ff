"""How far each award has come: a medal by its requirements, a rating band by its points."""

from collections.abc import Iterator
from fractions import Fraction

import attrs

from positiveculture.documents.blocks import Bar, Bars
from positiveculture.documents.english import percent
from positiveculture.documents.labels import award_titles, state_words
from positiveculture.documents.verdict_templates import bar_templates, points_templates
from positiveculture.gettext import gettext
from positiveculture.outcome import Outcome, State, Verdict
from positiveculture.rules.blockers import AwardMissing
from positiveculture.rules.kinds import AnyOf, AtLeastOf, Rule, Share, members
from positiveculture.rules.parts import Part, inside
from positiveculture.sentences import decimal


def award_bars(outcome: Outcome) -> Bars:
    """Return how far each award of a framework has come, lowest first."""
    shares = {verdict.award.id: _shares(verdict, outcome) for verdict in outcome}
    medals = gettext(
        "How much of what each award asks is met, with the awards that it includes. "
        "Only an award that is indicated has 100 %."
    )
    bands = gettext(
        "The points that were given, as a share of the most possible. A rating can ask for more than points."
    )
    return Bars(
        gettext("How far each award has come"),
        words=" ".join([*([] if all(shares.values()) else [medals]), *([bands] if any(shares.values()) else [])]),
        columns=(gettext("Award"), gettext("How far"), gettext("State")),
        bars=[_bar(verdict, shares[verdict.award.id], outcome) for verdict in outcome],
    )


def _shares(verdict: Verdict, outcome: Outcome) -> list[tuple[Share, Part]]:
    """Return the shares in an award's own rule, if it cannot be met without one: the award is a band of points then."""
    if not _needed(verdict.award.rule):
        return []
    parts = _walk(verdict.award.rule, outcome.framework.compiled.awards[verdict.award.id])
    return [(rule, part) for rule, part in parts if isinstance(rule, Share)]


def _needed(rule: Rule) -> Fraction:
    """Return the per cent of the points without which a rule is never met; 0 where there is a way without points."""
    if isinstance(rule, Share):
        return rule.percent
    needed = sorted(map(_needed, members(rule)))
    if not needed:
        return Fraction(0)
    return needed[rule.n - 1 if isinstance(rule, AtLeastOf) else 0 if isinstance(rule, AnyOf) else -1]


def _walk(rule: Rule, part: Part) -> Iterator[tuple[Rule, Part]]:
    yield rule, part
    for each in inside(rule, part):
        yield from _walk(*each)


def _bar(verdict: Verdict, shares: list[tuple[Share, Part]], outcome: Outcome) -> Bar:
    title, state = verdict.award.title, verdict.state
    if not shares:
        words = [state_words(state), _requirements(verdict), _awards_missing(verdict, outcome)]
        return Bar(title, verdict.progress, percent(verdict.progress), state, "; ".join(filter(None, words)))
    first = _PointsRange.of(*shares[0], outcome)  # a rating band, by points where all its shares are of the same ones
    if first is None or len({(str(share.points(outcome.framework.scope)), share.rounding) for share, _ in shares}) > 1:
        return Bar(title, None, "", state, state_words(state))
    needs = _needed(verdict.award.rule)
    words = [state_words(state), first.words, bar_templates()["needs"].format(needs=decimal(needs))]
    if state is State.NOT_MET and 100 * first.share >= needs:
        words.append(bar_templates()["held_back"])
    return Bar(title, first.share, first.figures, state, "; ".join(words), first.could_be, needs / 100)


@attrs.frozen
class _PointsRange:
    """The points of an assessment, with every open question at its lowest and at its highest level."""

    least: int
    best: int
    most: int
    #: The shares that are compared, from 0 to 1: rounded as the rule says.
    share: Fraction
    could_be: Fraction

    @classmethod
    def of(cls, rule: Share, part: Part, outcome: Outcome) -> "_PointsRange | None":
        """Return the points that `rule` counts; None where every topic is not applicable."""
        least, best, most = part.points(outcome.case)
        if not most:
            return None
        share, could_be = (rule.rounding.applied(Fraction(100 * each, most)) / 100 for each in (least, best))
        return cls(least, best, most, share, could_be)

    @property
    def figures(self) -> str:
        """The share in words, a range where questions are open."""
        share, could_be = (decimal(each * 100) for each in (self.share, self.could_be))
        words = points_templates()["points_share" if self.share == self.could_be else "points_share_open"]
        return words.format(share=share, could_be=could_be)

    @property
    def words(self) -> str:
        """The points in words."""
        words = points_templates()["points" if self.least == self.best else "points_open"]
        return words.format(points=self.least, least=self.least, best=self.best, most=self.most)


def _requirements(verdict: Verdict) -> str:
    """Return how many of its own requirements an award has met, where they can be counted."""
    measure = verdict.own
    if measure is None or measure[1] <= 1 or (measure[0] * measure[1]).denominator != 1:
        return ""
    return bar_templates()["requirements"].format(met=measure[0] * measure[1], count=measure[1])


def _awards_missing(verdict: Verdict, outcome: Outcome) -> str:
    """Return which awards an award still waits for."""
    missing = [blocker.award for blocker in verdict.blockers if isinstance(blocker, AwardMissing)]
    awards = award_titles(missing, outcome.framework)
    return bar_templates()["needed_too"].format(awards=awards) if missing else ""
