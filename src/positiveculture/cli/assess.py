"""The command `assess`: the award that is indicated, how far each has come, and what stands in the way.

Where a framework publishes no awards, it shows what was reflected on, evidenced and acted on, and by whom.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from positiveculture.assessment import Certificate, Commitment
from positiveculture.cli import words
from positiveculture.cli.blocks import Block, OneLine, bars, beneath, ends, heading, indented, line, numbered, paragraph
from positiveculture.cli.options import as_json, command, flag, judged
from positiveculture.cli.output import show
from positiveculture.formats.outcome import outcome_to_dict
from positiveculture.outcome import Outcome, State, Verdict
from positiveculture.rules import Alternatives, AwardMissing, Below, Blocker, Unanswered, flatten
from positiveculture.topics import Principle

if TYPE_CHECKING:
    from positiveculture.coverage import Coverage
    from positiveculture.explanation import Clause, Explanation

COLOURS = {State.MET: "green", State.UNDECIDED: "yellow", State.NOT_MET: "cyan"}
STATES = {State.MET: "met", State.UNDECIDED: "undecided", State.NOT_MET: "not met"}

#: How many lines a screen has. What stands in the way of higher awards is told in a sentence where it has no room.
SCREEN = 40


@command("assess")
@judged
@flag("--full", help="Every blocker and every statement, whole.")
@flag("--why", help="Every clause of the rules, and where it stands.")
@as_json
def assess(outcome: Outcome, full: bool, why: bool, as_json: bool) -> None:
    """Show the award indicated, and what is in the way.

    Where a framework publishes no awards: what has been reflected on, evidenced and acted on, and by whom.
    """
    payload = outcome_to_dict(outcome)
    if why:
        from positiveculture.explanation import explain
        from positiveculture.formats.explanation import explanation_to_dict

        explanation = explain(outcome)
        show(payload | {"why": explanation_to_dict(explanation)}, explained(outcome, explanation), as_json)
    elif outcome.framework.awards:
        show(payload, awarded(outcome, full=full), as_json)
    else:
        from positiveculture.formats.coverage import coverage_to_dict

        coverage = outcome.coverage
        show(payload | {"coverage": coverage_to_dict(coverage)}, covered(outcome, coverage), as_json)


def header(outcome: Outcome) -> Iterator[Block]:
    """Yield whose assessment this is, of which day and against what."""
    framework, assessment = outcome.framework, outcome.assessment
    yield ends(words.title(assessment.service), words.day(assessment.assessed_on), "bold")
    yield line(words.edition(framework))
    made = words.circumstances(framework, assessment)
    yield from [line(made)] if made else []
    aside = f", {len(outcome.not_applicable)} set aside as not applicable" if outcome.not_applicable else ""
    carried = f", {len(outcome.carried)} carried over from an earlier assessment" if outcome.carried else ""
    answered = f"{len(outcome.answered)} of {words.count(len(framework.topics), 'topic')} answered{carried}{aside}"
    yield line(answered)


def notice(outcome: Outcome) -> Iterator[Block]:
    """Yield what a reader of this framework has to be told beside every result, and which awards were given."""
    framework, day = outcome.framework, outcome.assessment.assessed_on
    if framework.notice:
        yield paragraph("\n" + words.title(framework.notice), style="dim")
    if not framework.in_force_on(day):
        yield paragraph(
            f"\nThis edition was not in force on {words.day(day)}: {words.in_force(framework)}.", style="yellow"
        )
    for place, certificate in enumerate(outcome.assessment.certificates):
        yield paragraph("\n" * (place == 0) + _recorded(outcome, certificate))


def _recorded(outcome: Outcome, certificate: Certificate) -> str:
    """Return what an awarding body gave, and whether it stands."""
    title = words.title(outcome.framework.award(certificate.award).title)
    by = f" by {words.title(certificate.by)}" if certificate.by else ""
    until = f", until {words.day(certificate.expires_on)}" if certificate.expires_on else ""
    stands = "" if certificate.stands_on(outcome.on) else f"; it does not stand on {words.day(outcome.on)}"
    return f"Awarded: {title}{by} on {words.day(certificate.awarded_on)}{until}{stands}"


def awarded(outcome: Outcome, *, full: bool = False) -> Iterator[Block]:
    """Yield what a manager wants on one screen; with `full`, every statement and every blocker, whole."""
    yield from header(outcome)
    yield from notice(outcome)
    yield from _indicated(outcome)
    yield line()
    yield bars(_progress(outcome, verdict) for verdict in outcome)
    unmet = [verdict for verdict in outcome if verdict.state is not State.MET]
    yield from _in_the_way(outcome, unmet, full=full) if unmet else [heading("Every award of this framework is met.")]


def _in_the_way(outcome: Outcome, unmet: list[Verdict], *, full: bool) -> Iterator[Block]:
    """Yield what stands in the way of each award: in full for the nearest, for others as far as there is room."""
    room = SCREEN - 13 - len(outcome.framework.awards)
    for place, verdict in enumerate(unmet):
        each = _InTheWay(outcome, verdict, full=full, nearest=place == 0)
        whole = full or place == 0 or each.height <= room
        room -= each.height if whole else 3
        yield from each.lines(whole=whole)
    award = unmet[0].award
    yield line(f"\nThe steps to {words.title(award.title)}: positiveculture route FILE --to {award.id}", style="dim")


def _indicated(outcome: Outcome) -> Iterator[Block]:
    yield line()
    award = words.indicated(outcome)
    colour = "yellow" if outcome.award is None else "green"
    basis = words.INDICATED[outcome.assessment.basis]
    yield line(f"{basis}: ", (award, f"bold {colour}"))
    if outcome.assessment.basis != "awarded":
        yield paragraph(words.title(outcome.framework.awarded_by) or "Only the awarding body awards.", style="dim")


def _progress(outcome: Outcome, verdict: Verdict) -> tuple[str, Fraction, str, str, str]:
    """Return how far an award has come, as a row of bars."""
    state, colour = STATES[verdict.state], COLOURS[verdict.state]
    return words.title(verdict.award.title), verdict.progress, state, colour, words.tally(verdict, outcome)


@attrs.frozen
class _InTheWay:
    """What stands in the way of one award, in as many lines as it deserves."""

    outcome: Outcome
    verdict: Verdict
    full: bool
    #: Whether it is the lowest award that is not met: the one to work towards.
    nearest: bool

    @property
    def height(self) -> int:
        """About how many lines it takes to tell every blocker."""
        below = sum(not isinstance(blocker, Unanswered) for blocker in flatten(self.verdict.blockers))
        open_ = len(self.verdict.blockers) - below
        return 2 + below * (2 if self.full or self.nearest else 1) + max(open_, 0)

    def lines(self, *, whole: bool) -> Iterator[Block]:
        """Yield the heading and every blocker, or, where not `whole`, their number."""
        award = words.title(self.verdict.award.title)
        if self.verdict.only_lower_awards_missing:
            missing = [b.award for b in self.verdict.blockers if isinstance(b, AwardMissing)]
            titles = words.listed([words.title(self.outcome.framework.award(id_).title) for id_ in missing])
            yield heading(f"{award}: everything of its own is met; only {titles} is missing.")
            return
        certain = self.verdict.state is State.NOT_MET
        yield heading(f"What stands in the way of {award}" if certain else f"{award} is undecided")
        if not whole:
            yield paragraph(self._summed(), 2)
            return
        for blocker in self.verdict.blockers:
            if not isinstance(blocker, Unanswered):
                yield from self._lines(blocker, 2)
        yield from self._unanswered()

    def _summed(self) -> str:
        kinds = [type(blocker) for blocker in self.verdict.blockers]
        parts = [
            f"{words.count(kinds.count(Below), 'topic')} below what it asks for" if Below in kinds else "",
            f"{words.count(kinds.count(Unanswered), 'topic')} not answered yet" if Unanswered in kinds else "",
        ]
        others = [b for b in self.verdict.blockers if not isinstance(b, Below | Unanswered)]
        parts += [words.in_the_way(blocker, self.outcome.framework) for blocker in others]
        return "; ".join(filter(None, parts)) + ". See them all with --full."

    def _unanswered(self) -> Iterator[Block]:
        open_ = [blocker for blocker in self.verdict.blockers if isinstance(blocker, Unanswered)]
        if open_:
            titles = [f"{self._title(blocker)} (needs {blocker.needs})" for blocker in open_]
            are = "is" if len(open_) == 1 else "are"
            yield paragraph(f"{words.count(len(open_), 'topic')} {are} not answered yet: {'; '.join(titles)}", 2)

    def _lines(self, blocker: Blocker, indent: int) -> Iterator[Block]:
        if isinstance(blocker, Alternatives):
            yield from self._alternatives(blocker, indent)
        elif isinstance(blocker, Below):
            yield from self._below(blocker, indent)
        else:
            sentence = words.in_the_way(blocker, self.outcome.framework)
            yield paragraph(sentence[:1].upper() + sentence[1:], indent)

    def _below(self, blocker: Below, indent: int) -> Iterator[Block]:
        topic = self.outcome.framework.topic(blocker.topic)
        has = ends(words.title(topic.title), f"has {blocker.has}, needs {blocker.needs}")
        yield numbered(topic.number, has, indent)
        statement = topic.statement(blocker.has + 1)
        if statement is not None and (self.full or self.nearest):
            text = words.title(statement.words(self.outcome.assessment.service_model))
            next_ = f"next ({statement.level}): {text}"
            yield beneath(topic.number, line(next_, style="dim") if self.full else OneLine(next_, "dim"), indent)

    def _alternatives(self, blocker: Alternatives, indent: int) -> Iterator[Block]:
        needs = "One of these" if blocker.needs == 1 else f"{blocker.needs} of these {len(blocker.options)}"
        yield paragraph(f"{needs} has to be met:" if blocker.needs == 1 else f"{needs} have to be met:", indent)
        for place, option in enumerate(blocker.options):
            yield paragraph(f"{chr(ord('a') + place % 26)})", indent + 2)
            for each in option:
                yield from self._lines(each, indent + 5)

    def _title(self, blocker: Unanswered) -> str:
        return words.topic_title(self.outcome.framework.topic(blocker.topic))


def explained(outcome: Outcome, explanation: "Explanation") -> Iterator[Block]:
    """Yield the one sentence that says what decided, then the rule of each award, clause by clause."""
    yield from header(outcome)
    yield line()
    yield paragraph(words.title(explanation.decided_by))
    for verdict in outcome:
        yield heading(words.title(verdict.award.title))
        yield from _clause(explanation[verdict.award.id], 2)


def _clause(clause: "Clause", indent: int) -> Iterator[Block]:
    stands = f": {words.title(clause.stands)}" if clause.stands and clause.state is not None else ""
    yield indented(line(_state(clause.state), f"  {words.title(clause.text)}{stands}"), indent)
    for below in clause.clauses:
        yield from _clause(below, indent + 4)


def _state(state: State | None) -> tuple[str, str]:
    return ("set aside", "dim") if state is None else (STATES[state], COLOURS[state])


def covered(outcome: Outcome, coverage: "Coverage") -> Iterator[Block]:
    """Yield what is there under each principle, what is open, and on what there is nothing yet."""
    yield from header(outcome)
    yield from notice(outcome)
    yield line()
    yield paragraph("This framework publishes no awards, and none is invented here.")
    if coverage.framework.unscored:
        yield paragraph(words.title(coverage.framework.unscored), style="dim")
    yield line()
    rated = any(one.topic.scale is not None for one in coverage.topics)
    for principle, under in coverage.principles:
        title = "Other topics" if principle is None else words.title(principle.title)
        if len(coverage.principles) == 1 and principle is None:
            title = "All topics"
        yield ends(title, _counts(under, rated=rated), "bold")
        roles = [words.title(role.title) for role in coverage.framework.roles if under.roles[role.id]]
        yield from [paragraph(levels, 2) for levels in _levels(under)]
        yield from _score(outcome, principle)
        yield from [paragraph(f"with {words.listed(roles)}", 2, "dim")] if roles else []
    yield from _open(coverage)
    yield from _without_response(coverage)
    yield line("\nWhere each topic stands: positiveculture summary FILE", style="dim")


def _levels(under: "Coverage") -> Iterator[str]:
    """Yield for each scale how many topics stand at each level that some stand at, the highest first."""
    scales = {one.topic.scale.id: one.topic.scale for one in under.topics if one.topic.scale is not None}
    for id_, counts in under.levels.items():
        told = [f"{n} at {level} {scales[id_].label(level)}" for level, n in reversed(counts.items()) if n]
        yield from [words.title("; ".join(told))] if told else []


def _score(outcome: Outcome, principle: Principle | None) -> Iterator[Block]:
    """Yield one person's score on a theme, where the framework's own published method takes one."""
    score = outcome.means.get(principle.id) if principle is not None else None
    if score is not None:
        yield paragraph(f"score {words.hundredths(score)}, by the method of the framework", 2)


def _counts(under: "Coverage", *, rated: bool) -> str:
    said = "answered" if rated else "reflected on"
    counted = f"{under.reflected} of {len(under.topics)} {said}, {under.evidenced} evidenced"
    return counted if rated and not under.acted_on else f"{counted}, {under.acted_on} acted on"


def _open(coverage: "Coverage") -> Iterator[Block]:
    if coverage.open_actions:
        yield heading(f"Open actions: {len(coverage.open_actions)}")
    for topic, action in coverage.open_actions:
        yield paragraph(words.title(f"{_when(action)}{action.what} ({topic.title})"), 2)


def _when(action: Commitment) -> str:
    said = [action.who, "" if action.by_when is None else f"by {words.day(action.by_when)}"]
    told = ", ".join(filter(None, said))
    return f"{told}: " if told else ""


def _without_response(coverage: "Coverage") -> Iterator[Block]:
    topics = [words.topic_title(topic) for topic in coverage.without_response]
    if topics:
        yield heading(f"Nothing yet on {words.count(len(topics), 'topic')}")
        yield paragraph("; ".join(topics), 2)
