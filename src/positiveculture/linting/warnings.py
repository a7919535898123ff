"""What linting warns of, and the smallest example that shows it."""

from collections.abc import Mapping, Sequence
from datetime import date

import attrs

from positiveculture.assessment import Assessment, Evidence, Rating, Reflection, Response
from positiveculture.field_types import with_types
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.meant import Meant, WarningKind
from positiveculture.sentences import titles_listed, told_apart
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

    @with_types
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

    @with_types
    def describe(self, framework: Framework) -> str:
        """Return where things stand, and what is met there, in a sentence."""
        words = {
            True: gettext("{levels}: {awards}; the clause is met."),
            False: gettext("{levels}: {awards}; the clause is not met."),
            None: gettext("{levels}: {awards}."),
        }
        return words[self.clause_met].format(levels=self._stands(framework), awards=self._awards(framework))

    @with_types
    def names(self, framework: Framework) -> int:
        """Return how many topics have to be named, and pieces of evidence, to say where things stand."""
        return min(len(self.levels), len(self._lowered(framework))) + len(self.evidenced)

    def _lowered(self, framework: Framework) -> dict[str, int]:
        """Return the topics below their highest level, with their levels."""
        levels, scales = dict(self.levels), ((topic.id, topic.scale) for topic in framework.every_topic)
        stands = ((topic, levels.get(topic, scale.lowest), scale) for topic, scale in scales if scale is not None)
        return {topic: level for topic, level, scale in stands if level < scale.highest}

    def _stands(self, framework: Framework) -> str:
        """Return where things stand: what is above the lowest, or what is below the highest, whichever is less."""
        lowered, words = self._lowered(framework), gettext("evidence for {topic}")
        shown = told_apart(framework.title_of(topic) for topic, _ in self.evidenced)
        evidence = [words.format(topic=title) for title in shown]
        if len(lowered) < len(self.levels) > FEW:
            but = gettext("everything at its highest but {levels}")
            highest = but if lowered else gettext("everything at its highest")
            stands = highest.format(levels=_shortened(_at(framework, lowered)))
            return gettext("With {levels}").format(levels=", ".join(filter(None, [stands, _shortened(evidence)])))
        raised = _shortened([*_at(framework, dict(self.levels)), *evidence])
        if not raised:
            return gettext("With everything at its lowest")
        return gettext("With {levels} and all else at its lowest").format(levels=raised)

    def _awards(self, framework: Framework) -> str:
        met = [award.title for award in framework.awards if award.id in self.met]
        missed = [award.title for award in framework.awards if award.id not in self.met]
        if not met or not missed:
            return gettext("every award is met") if met else gettext("no award is met")
        one, several = gettext("{awards} is met"), gettext("{awards} are met")
        one_not, several_not = gettext("{met}, {awards} is not"), gettext("{met}, {awards} are not")
        shown = (one if len(met) == 1 else several).format(awards=titles_listed(met))
        return (one_not if len(missed) == 1 else several_not).format(met=shown, awards=titles_listed(missed))


#: How many topics an example names before it says the same shorter.
FEW = 5


def _at(framework: Framework, levels: Mapping[str, int]) -> list[str]:
    titles = told_apart(map(framework.title_of, levels))
    words = gettext("{topic} at {level}")
    return [words.format(topic=title, level=level) for title, level in zip(titles, levels.values(), strict=True)]


def _shortened(stands: Sequence[str]) -> str:
    """Return a list of where things stand, as far as somebody would read it."""
    left = len(stands) - 2 * FEW
    return ", ".join(stands if left <= 1 else [*stands[: 2 * FEW], gettext("{count} more").format(count=left)])


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

    @with_types
    def is_meant(self, meant: Meant) -> bool:
        """Return whether it is what a framework marks as meant."""
        about = (str(self.kind), self.award) == (meant.warning, meant.award)
        return about and (not meant.topics or set(self.topics) <= set(meant.topics))


def _example(kind: str) -> Evidence:
    """Return a piece of evidence of a kind; "": of any."""
    return Evidence("An example", kind or "record", reference="https://example.org")
