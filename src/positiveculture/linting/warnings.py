"""What linting warns of, and the smallest example that shows it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import attrs

from positiveculture.assessment import Assessment, Evidence, Rating, Reflection, Response
from positiveculture.framework import Framework
from positiveculture.meant import Meant, WarningKind
from positiveculture.topics import Topic, many


@attrs.frozen
class Example:
    """Answers to every topic, and what the rules say of them.

    A topic that is not named stands at its lowest level, and without evidence.
    """

    #: Topic and level, for each topic above its lowest, in framework order.
    levels: tuple[tuple[str, int], ...] = attrs.field(converter=many)
    #: The topics that there is evidence for, each with the kind of it ("": any), in framework order.
    evidenced: tuple[tuple[str, str], ...] = attrs.field(converter=many)
    #: The awards that are met there, lowest first; all others are not.
    met: tuple[str, ...] = attrs.field(converter=many)
    #: Whether the clause that is warned of is met there; None where a whole award is, or topics are.
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

    def _response(self, topic: Topic, levels: Mapping[str, int]) -> Response:
        kinds = [kind for shown, kind in self.evidenced if shown == topic.id]
        evidence = [_example(kind) for kind in kinds]
        if topic.scale is None:
            return Reflection("Said.", evidence)
        return Rating(levels.get(topic.id, topic.scale.lowest), evidence=evidence)

    def describe(self, framework: Framework) -> str:
        """Return where things stand, and what is met there, in a sentence."""
        clause = {True: "; the clause is met", False: "; the clause is not met", None: ""}
        return f"{self._stands(framework)}: {self._awards(framework)}{clause[self.clause_met]}."

    def _stands(self, framework: Framework) -> str:
        """Return where things stand: what is above the lowest, or what is below the highest, whichever is less."""
        levels = dict(self.levels)
        scales = {topic.id: topic.scale for topic in framework.every_topic if topic.scale is not None}
        at = {topic: levels.get(topic, scale.lowest) for topic, scale in scales.items()}
        lowered = {topic: level for topic, level in at.items() if level < scales[topic].highest}
        evidence = [
            f"evidence for {title}" for title in named(framework.title_of(topic) for topic, _ in self.evidenced)
        ]
        if len(lowered) < len(levels) > FEW:
            stands = ["everything at its highest" + _but(_at(framework, lowered)), *evidence]
            return f"With {', '.join(stands)}"
        raised = _shortened([*_at(framework, levels), *evidence])
        return f"With {raised} and all else at its lowest" if raised else "With everything at its lowest"

    def _awards(self, framework: Framework) -> str:
        met = [award.title for award in framework.awards if award.id in self.met]
        missed = [award.title for award in framework.awards if award.id not in self.met]
        if not met or not missed:
            return "every award is met" if met else "no award is met"
        return f"{listed(met)} {_are(met)} met, {listed(missed)} {_are(missed)} not"


#: How many topics an example names before it says the same shorter.
FEW = 5


def _at(framework: Framework, levels: Mapping[str, int]) -> list[str]:
    titles = named(map(framework.title_of, levels))
    return [f"{title} at {level}" for title, level in zip(titles, levels.values(), strict=True)]


def _but(stands: Sequence[str]) -> str:
    return f" but {_shortened(stands)}" if stands else ""


def _shortened(stands: Sequence[str]) -> str:
    """Return a list of where things stand, as far as somebody would read it."""
    left = len(stands) - 2 * FEW
    return ", ".join(stands if left <= 1 else [*stands[: 2 * FEW], f"{left} more"])


@attrs.frozen
class RuleWarning:
    """Something about an award's rule that its author may not have meant: advice, for the framework holds together."""

    kind: WarningKind
    #: What may not be meant, in a sentence.
    text: str
    #: The award whose rule it is; None where it is about all of them.
    award: str | None
    #: The clause of the rule, in the words of `describe`; "" where the warning is about more than a clause.
    clause: str = ""
    #: The other award that the warning speaks of; None where it speaks of none, or of no single one.
    other: str | None = None
    #: The topics that the warning is about, in framework order.
    topics: tuple[str, ...] = attrs.field(default=(), converter=many)
    #: The smallest answers that show it; None where it was not judged, or where they take more than the budget to find.
    example: Example | None = None

    def is_meant(self, meant: Meant) -> bool:
        """Return whether it is what a framework marks as meant."""
        about = (str(self.kind), self.award) == (meant.warning, meant.award)
        return about and (not meant.topics or set(self.topics) <= set(meant.topics))


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


def _example(kind: str) -> Evidence:
    """Return a piece of evidence of a kind; "": of any."""
    return Evidence("An example", kind or "record", reference="https://example.org")
