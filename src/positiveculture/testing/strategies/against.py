"""Everything that can be recorded against one framework, in one place."""

from collections.abc import Iterable
from typing import Any

import attrs
from hypothesis.errors import InvalidArgument
from hypothesis.strategies import SearchStrategy

from positiveculture.assessment import Assessment, Evidence, Rating, Response
from positiveculture.formats.assessment import assessment_to_dict
from positiveculture.formats.plan import plan_to_dict
from positiveculture.framework import Framework
from positiveculture.history import History
from positiveculture.panel import Panel
from positiveculture.plan import ActionPlan
from positiveculture.testing.strategies import answers, arguments, misses, moving, payloads, thresholds
from positiveculture.testing.strategies.misses import NearMiss
from positiveculture.testing.strategies.payloads import FaultyPayload
from positiveculture.testing.strategies.thresholds import Boundary, Threshold
from positiveculture.topics import Topic


@attrs.frozen
class Strategies:
    """Strategies for records against one framework; every value that they draw fits it."""

    framework: Framework

    def evidence(self) -> SearchStrategy[Evidence]:
        """Evidence that can be given on the day of the assessments that are drawn; some of it has lapsed by then."""
        return answers.evidence()

    def ratings(self, topic: Topic) -> SearchStrategy[Rating]:
        """Ratings of one topic, lowest first.

        Raises:
            InvalidArgument: The topic has no scale.
        """
        scale = arguments.rated(topic).scale
        return answers.ratings(scale.lowest, scale.highest)  # type: ignore[return-value, union-attr]  # ratings, of a rated topic

    def responses(self, topic: Topic) -> SearchStrategy[Response]:
        """Responses to one topic: a rating or a reflection, or, where that is allowed, not applicable."""
        return answers.responses(self.framework, topic)

    def spoken(self, topic: Topic) -> SearchStrategy[Response]:
        """Responses that speak of one topic: a rating, or a reflection where it has no scale."""
        return answers.spoken(self.framework, topic)

    def assessments(self) -> SearchStrategy[Assessment]:
        """Assessments, from empty to whole."""
        return answers.some_answers(self.framework)

    def whole_assessments(self) -> SearchStrategy[Assessment]:
        """Assessments with a response to every topic and part."""
        return answers.all_answers(self.framework)

    def half_filled(self, *, min_open: int = 1, max_open: int = 3) -> SearchStrategy[Assessment]:
        """Assessments with at least `min_open` topics or parts without a response, and at most `max_open`."""
        arguments.ranges(open=(min_open, max_open))
        return answers.half_filled(self.framework, min_open, max_open)

    def ordered_pairs(self) -> SearchStrategy[tuple[Assessment, Assessment]]:
        """Pairs of a weaker and a stronger assessment.

        The stronger one answers more topics, rates them as high or higher, and has more evidence for them; the same
        topics are not applicable in both.
        """
        return answers.ordered_pairs(self.framework)

    @property
    def thresholds(self) -> tuple[Threshold, ...]:
        """Where each single requirement of each award changes its mind, in nested rules too, lowest award first."""
        return thresholds.thresholds(self.framework)

    def boundaries(self, *, of: Iterable[Threshold] | None = None) -> SearchStrategy[Boundary]:
        """Assessments just below, at or just above a threshold, with which it is; other topics stand near theirs.

        Args:
            of: Some of `thresholds`; by default, all of them.

        Raises:
            InvalidArgument: The framework publishes no awards, so there is no threshold; or none is given, or one that
                is not the framework's.
        """
        self._scored("thresholds")
        every = self.thresholds
        if not every:
            raise InvalidArgument(f"the rules of {self.framework.id} ask for answers alone, so it has no thresholds")
        found = every if of is None else tuple(of)
        if not found or not set(found) <= set(every):
            raise InvalidArgument(f"`of` takes some of the {len(every)} thresholds of {self.framework.id}")
        return thresholds.boundaries_of(self.framework, found)

    def boundary_assessments(self) -> SearchStrategy[Assessment]:
        """Assessments just below, at or just above a threshold of a rule: where a rule is most easily wrong.

        Raises:
            InvalidArgument: The framework publishes no awards, so there is no threshold.
        """
        return self.boundaries().map(lambda found: found.assessment)

    def near_misses(self, award: str) -> SearchStrategy[NearMiss]:
        """Assessments with exactly one blocker of `award`, and that blocker.

        A topic has evidence of every kind that is asked for, or none.

        Raises:
            InvalidArgument: The framework has no such award, or the award has no near miss.
        """
        self._scored("near misses")
        arguments.one_of("award", award, (each.id for each in self.framework.awards))
        return misses.misses_of(self.framework, award, misses.search(self.framework, award))

    def payloads(self) -> SearchStrategy[dict[str, Any]]:
        """Assessments as files hold them: plain dicts."""
        return self.assessments().map(assessment_to_dict)

    def faulty_payloads(self) -> SearchStrategy[FaultyPayload]:
        """Assessments as files hold them, with exactly one fault, its name, and its place as an error says it."""
        plain = answers.some_answers(self.framework, bare=True).map(assessment_to_dict)
        return payloads.faulty(plain, payloads.assessment_faults(self.framework))

    def plans(self) -> SearchStrategy[ActionPlan]:
        """Action plans, whatever they are good for."""
        return moving.plans_of(self.framework)

    def plan_payloads(self) -> SearchStrategy[dict[str, Any]]:
        """Action plans as files hold them: plain dicts."""
        return self.plans().map(plan_to_dict)

    def faulty_plan_payloads(self) -> SearchStrategy[FaultyPayload]:
        """Action plans as files hold them, with exactly one fault, its name, and its place as an error says it."""
        return payloads.faulty(self.plan_payloads(), payloads.plan_faults(self.framework))

    def panels(self, *, min_size: int = 1, max_size: int = 6) -> SearchStrategy[Panel]:
        """Panels of so many people, who answer some topics each; some have groups, and some know their people."""
        arguments.ranges(size=(min_size, max_size))
        return moving.panels_of(self.framework, min_size, max_size)

    def histories(self, *, min_size: int = 1, max_size: int = 4) -> SearchStrategy[History]:
        """Histories of one service, of so many assessments."""
        arguments.ranges(least=1, size=(min_size, max_size))
        return moving.histories_of(self.assessments(), min_size, max_size)

    def _scored(self, what: str) -> None:
        if not self.framework.awards:
            raise InvalidArgument(f"{self.framework.id} publishes no awards, so it has no {what}")


def strategies_for(framework: Framework) -> Strategies:
    """Return strategies for records against `framework`.

    Raises:
        InvalidArgument: It is no Framework.
    """
    return Strategies(arguments.framework(framework, "strategies_for"))
