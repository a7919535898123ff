"""The screen of `assess`: the award that is indicated, how far each has come, and what stands in the way."""

from collections.abc import Iterator
from typing import Any

import attrs
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from positiveculture.assessment import Certificate
from positiveculture.cli import words
from positiveculture.cli.pictures import Bar, OneLine, beneath, ends, heading, numbered, paragraph
from positiveculture.outcome import Outcome, State, Verdict
from positiveculture.rules import Alternatives, AwardMissing, Below, Blocker, Unanswered, leaves
from positiveculture.topics import Topic

COLOURS = {State.MET: "green", State.UNDECIDED: "yellow", State.NOT_MET: "cyan"}
STATES = {State.MET: "met", State.UNDECIDED: "undecided", State.NOT_MET: "not met"}

#: How many lines a screen has. What stands in the way of higher awards is told in a sentence where it has no room.
SCREEN = 40


def screen(outcome: Outcome, *, full: bool = False) -> Iterator[RenderableType]:
    """Yield what a manager wants on one screen; with `full`, every statement and every blocker, whole."""
    yield from header(outcome)
    yield from notice(outcome)
    yield from _indicated(outcome)
    if not outcome.framework.awards:
        return
    yield Text()
    yield _bars(outcome)
    unmet = [verdict for verdict in outcome if verdict.state is not State.MET]
    yield from _in_the_way(outcome, unmet, full=full) if unmet else [heading("Every award of this framework is met.")]


def _in_the_way(outcome: Outcome, unmet: list[Verdict], *, full: bool) -> Iterator[RenderableType]:
    """Yield what stands in the way of each award: in full for the nearest, for others as far as there is room."""
    room = SCREEN - 13 - len(outcome.framework.awards)
    for place, verdict in enumerate(unmet):
        told = _Told(outcome, verdict, full=full, nearest=place == 0)
        whole = full or place == 0 or told.height <= room
        room -= told.height if whole else 3
        yield from told.lines(whole=whole)
    award = unmet[0].award
    yield Text(f"\nThe steps to {words.title(award.title)}: positiveculture route FILE --to {award.id}", "dim")


def header(outcome: Outcome) -> Iterator[RenderableType]:
    """Yield whose assessment this is, of which day and against what."""
    framework, assessment = outcome.framework, outcome.assessment
    yield ends(words.title(assessment.service), words.day(assessment.assessed_on), "bold")
    yield Text(words.edition(framework))
    made = words.circumstances(framework, assessment)
    yield from [Text(made)] if made else []
    aside = f", {len(outcome.not_applicable)} set aside as not applicable" if outcome.not_applicable else ""
    carried = f", {len(outcome.carried)} carried over from an earlier assessment" if outcome.carried else ""
    answered = f"{len(outcome.answered)} of {words.count(len(framework.topics), 'topic')} answered{carried}{aside}"
    yield Text(answered)


def notice(outcome: Outcome) -> Iterator[RenderableType]:
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


def _indicated(outcome: Outcome) -> Iterator[RenderableType]:
    yield Text()
    if not outcome.framework.awards:
        yield paragraph("This framework publishes no awards, and none is invented here.")
        yield Text("\nWhere each topic stands: positiveculture summary FILE", "dim")
        return
    award = words.indicated(outcome)
    colour = "yellow" if outcome.award is None else "green"
    basis = words.INDICATED[outcome.assessment.basis]
    yield Text.assemble(f"{basis}: ", (award, f"bold {colour}"))
    if outcome.assessment.basis != "awarded":
        yield paragraph(words.title(outcome.framework.awarded_by) or "Only the awarding body awards.", style="dim")


def _bars(outcome: Outcome) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(overflow="fold")
    grid.add_column()
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for verdict in outcome:
        colour = COLOURS[verdict.state]
        grid.add_row(
            Text(words.title(verdict.award.title), "bold"),
            Bar(verdict.progress, colour),
            f"{int(verdict.progress * 100)} %",
            Text(STATES[verdict.state], colour),
            Text(words.tally(verdict, outcome)),
        )
    return grid


@attrs.frozen
class _Told:
    """What stands in the way of one award, in as many lines as it deserves."""

    outcome: Outcome
    verdict: Verdict
    full: bool
    #: Whether it is the lowest award that is not met: the one to work towards.
    nearest: bool

    @property
    def height(self) -> int:
        """About how many lines it takes to tell every blocker."""
        below = sum(not isinstance(blocker, Unanswered) for blocker in leaves(self.verdict.blockers))
        open_ = len(self.verdict.blockers) - below
        return 2 + below * (2 if self.full or self.nearest else 1) + max(open_, 0)

    def lines(self, *, whole: bool) -> Iterator[RenderableType]:
        """Yield the heading and every blocker, or, where not `whole`, their number."""
        award = words.title(self.verdict.award.title)
        if self.verdict.only_lower_awards_missing:
            missing = [b.award for b in self.verdict.blockers if isinstance(b, AwardMissing)]
            titles = words.listed([words.title(self.outcome.framework.award(id_).title) for id_ in missing])
            yield heading(f"{award}: everything of its own is met; only {titles} is missing.")
            return
        yield heading(f"What stands in the way of {award}" if self._certain() else f"{award} is undecided")
        if not whole:
            yield paragraph(self._summed(), 2)
            return
        for blocker in self.verdict.blockers:
            if not isinstance(blocker, Unanswered):
                yield from self._told(blocker, 2)
        yield from self._unanswered()

    def _certain(self) -> bool:
        return self.verdict.state is State.NOT_MET

    def _summed(self) -> str:
        kinds = [type(blocker) for blocker in self.verdict.blockers]
        parts = [
            f"{words.count(kinds.count(Below), 'topic')} below what it asks for" if Below in kinds else "",
            f"{words.count(kinds.count(Unanswered), 'topic')} not answered yet" if Unanswered in kinds else "",
        ]
        others = [b for b in self.verdict.blockers if not isinstance(b, Below | Unanswered)]
        parts += [words.in_the_way(blocker, self.outcome.framework) for blocker in others]
        return "; ".join(filter(None, parts)) + ". See them all with --full."

    def _unanswered(self) -> Iterator[RenderableType]:
        open_ = [blocker for blocker in self.verdict.blockers if isinstance(blocker, Unanswered)]
        if open_:
            titles = [f"{self._title(blocker)} (needs {blocker.needs})" for blocker in open_]
            are = "is" if len(open_) == 1 else "are"
            yield paragraph(f"{words.count(len(open_), 'topic')} {are} not answered yet: {'; '.join(titles)}", 2)

    def _told(self, blocker: Blocker, indent: int) -> Iterator[RenderableType]:
        if isinstance(blocker, Alternatives):
            yield from self._alternatives(blocker, indent)
        elif isinstance(blocker, Below):
            yield from self._below(blocker, indent)
        else:
            sentence = words.in_the_way(blocker, self.outcome.framework)
            yield paragraph(sentence[:1].upper() + sentence[1:], indent)

    def _below(self, blocker: Below, indent: int) -> Iterator[RenderableType]:
        topic = self.outcome.framework.topic(blocker.topic)
        line = ends(words.title(topic.title), f"has {blocker.has}, needs {blocker.needs}")
        yield numbered(topic.number, line, indent)
        statement = topic.statement(blocker.has + 1)
        if statement is not None and (self.full or self.nearest):
            text = words.title(statement.words(self.outcome.assessment.service_model))
            next_ = f"next ({statement.level}): {text}"
            yield beneath(topic.number, Text(next_, "dim") if self.full else OneLine(next_, "dim"), indent)

    def _alternatives(self, blocker: Alternatives, indent: int) -> Iterator[RenderableType]:
        needs = "One of these" if blocker.needs == 1 else f"{blocker.needs} of these {len(blocker.options)}"
        yield paragraph(f"{needs} has to be met:" if blocker.needs == 1 else f"{needs} have to be met:", indent)
        for place, option in enumerate(blocker.options):
            yield paragraph(f"{chr(ord('a') + place % 26)})", indent + 2)
            for each in option:
                yield from self._told(each, indent + 5)

    def _title(self, blocker: Unanswered) -> str:
        return words.topic_title(self.outcome.framework.topic(blocker.topic))


def summary_to_dict(outcome: Outcome) -> dict[str, Any]:
    """Return the summary of actions as `summary --json` prints it.

    `{"framework", "edition", "service", "assessed_on", "groups": [{"title", "topics": [{"topic", "number", "level",
    "next_level", "next_statement"}]}]}`; a level or a statement is null where there is none.
    """
    assessment = outcome.assessment
    return {
        "framework": assessment.framework,
        "edition": assessment.edition,
        "service": assessment.service,
        "assessed_on": assessment.assessed_on,
        "groups": [
            {"title": group, "topics": [_standing(outcome, topic) for topic in topics]}
            for group, topics in words.tiers(outcome.framework)
        ],
    }


def _standing(outcome: Outcome, topic: Topic) -> dict[str, Any]:
    level = outcome.assessment.levels.get(topic.id)
    statement = outcome.next_statement(topic)
    return {
        "topic": topic.id,
        "number": topic.number,
        "level": level,
        "next_level": None if level is None else topic.better(level),
        "next_statement": statement.words(outcome.assessment.service_model) if statement else None,
    }


def summary(outcome: Outcome) -> Iterator[RenderableType]:
    """Yield the summary of actions: where every topic stands, and its next statement, in groups by award."""
    yield from header(outcome)
    for group, topics in words.tiers(outcome.framework):
        yield heading(group)
        for topic in topics:
            yield numbered(topic.number, Text(words.title(topic.title), "bold"))
            yield beneath(topic.number, Text(_action(outcome, topic.id)))


def _action(outcome: Outcome, id_: str) -> str:
    topic = outcome.framework.topic(id_)
    level = outcome.assessment.levels.get(id_)
    if id_ in outcome.assessment.not_applicable:
        return "set aside as not applicable"
    if topic.scale is None:
        return "reflected on" if id_ in outcome.assessment.responses else "not reflected on yet"
    if level is None:
        return "not answered yet"
    better = topic.better(level)
    if better is None:
        return f"at {level}, the {'best' if topic.reverse_scored else 'top'}: keep it there"
    statement = outcome.next_statement(topic)
    model = outcome.assessment.service_model
    towards = f": {words.title(statement.words(model))}" if statement else ""
    return f"at {level}; next, {better}{towards}"
