"""What can be doubtful about award rules that hold together, and the smallest example that shows it."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

import attrs

from positiveculture.assessment import EVIDENCE_KINDS, Assessment, Evidence, Rating, Reflection, Response
from positiveculture.framework import Framework
from positiveculture.topics import Topic, many


class Kind(StrEnum):
    """What is doubtful; the values are stable."""

    #: A requirement of a topic that cannot stand lower than what is asked.
    NEVER_FAILS = "never-fails"
    #: A clause that asks for nothing which the rest of the rule does not ask already.
    IMPLIED = "implied"
    #: Another award has to be held that all else which the rule asks implies already.
    ALREADY_IMPLIED = "already-implied"
    #: An alternative that helps nobody: who meets the award by it meets it without it too.
    SUBSUMED = "subsumed"
    #: An award that is never the one indicated: who meets it meets a higher one too.
    NEVER_SHOWN = "never-shown"
    #: An award that can be met without one that stands lower.
    OUT_OF_ORDER = "out-of-order"
    #: Topics that no award depends on.
    NEEDED_BY_NONE = "needed-by-none"
    #: A question that is too large to be decided exactly within the stated budget.
    NOT_JUDGED = "not-judged"


#: Evidence of every kind, so that whatever kind a rule asks for is there.
EVERY_KIND = tuple(Evidence("An example", kind=kind, reference="https://example.org") for kind in EVIDENCE_KINDS)


@attrs.frozen
class Example:
    """Answers to every topic, and what the rules say of them.

    A topic that is not named stands at its lowest level, and without evidence.
    """

    #: Topic and level, for each topic above its lowest, in framework order.
    levels: tuple[tuple[str, int], ...] = attrs.field(converter=many)
    #: The topics that there is evidence for, in framework order.
    evidenced: tuple[str, ...] = attrs.field(converter=many)
    #: The awards that are met there, lowest first; all others are not.
    met: tuple[str, ...] = attrs.field(converter=many)
    #: Whether the clause that is doubted is met there; None where a whole award is, or topics are.
    clause_met: bool | None = None

    def assessment(self, framework: Framework, on: date) -> Assessment:
        """Return the example as an assessment made on a day, so that `evaluate` can judge it."""
        levels = dict(self.levels)
        return Assessment(
            framework=framework.id,
            edition=framework.edition,
            service="An example",
            assessed_on=on,
            responses={topic.id: self._response(topic, levels) for topic in framework.every_topic},
        )

    def _response(self, topic: Topic, levels: dict[str, int]) -> Response:
        evidence = EVERY_KIND if topic.id in self.evidenced else ()
        if topic.scale is None:
            return Reflection(evidence=evidence)
        return Rating(levels.get(topic.id, topic.scale.lowest), evidence=evidence)

    def describe(self, framework: Framework) -> str:
        """Return where things stand, and what is met there, in a sentence."""
        raised = [framework.title_of(topic) for topic, _ in self.levels]
        levels = [f"{title} at {level}" for title, (_, level) in zip(named(raised), self.levels, strict=True)]
        evidence = [f"evidence for {title}" for title in named(map(framework.title_of, self.evidenced))]
        stands = ", ".join([*levels, *evidence])
        where = f"With {stands} and all else at its lowest" if stands else "With everything at its lowest"
        clause = {True: "; the clause in doubt is met", False: "; the clause in doubt is not met", None: ""}
        return f"{where}: {self._awards(framework)}{clause[self.clause_met]}."

    def _awards(self, framework: Framework) -> str:
        met = [award.title for award in framework.awards if award.id in self.met]
        missed = [award.title for award in framework.awards if award.id not in self.met]
        if not met or not missed:
            return "every award is met" if met else "no award is met"
        return f"{listed(met)} {_are(met)} met, {listed(missed)} {_are(missed)} not"


@attrs.frozen
class Doubt:
    """Something about an award's rule that its author may not have meant: advice, for the framework holds together."""

    kind: Kind
    #: What is doubtful, in a sentence.
    text: str
    #: The award whose rule it is; None where it is about all of them.
    award: str | None
    #: The clause of the rule, in the words of `describe`; "" where the doubt is about more than a clause.
    clause: str = ""
    #: The other award that the doubt speaks of; None where it speaks of none, or of no single one.
    other: str | None = None
    #: The topics that the doubt is about, in framework order.
    topics: tuple[str, ...] = attrs.field(default=(), converter=many)
    #: The smallest answers that show it; None where it was not judged, or where they take more than the budget to find.
    example: Example | None = None


def named(titles: Iterable[str]) -> list[str]:
    """Return titles as they may stand in a list: in quotes where one of several is a list of its own."""
    titles = list(titles)
    quotes = len(titles) > 1 and any("," in title or " and " in title for title in titles)
    return [f"“{title}”" for title in titles] if quotes else titles


def listed(titles: Iterable[str]) -> str:
    """Return titles as a list in a sentence: a, b and c."""
    *first, last = named(titles)
    return f"{', '.join(first)} and {last}" if first else last


def _are(titles: list[str]) -> str:
    return "is" if len(titles) == 1 else "are"
