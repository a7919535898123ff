"""What somebody said about a service on a day: a response to each topic that was spoken of."""

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

import attrs

from positiveculture.errors import InvalidAssessment, Problem, nearest, quoted
from positiveculture.framework import Framework
from positiveculture.responses import (
    EVIDENCE_KINDS,
    Commitment,
    Evidence,
    NotApplicable,
    Rating,
    Reflection,
    Response,
)
from positiveculture.rules.reasons import Lookup
from positiveculture.topics import Topic

__all__ = [
    "BASES",
    "EVIDENCE_KINDS",
    "Assessment",
    "Commitment",
    "Evidence",
    "NotApplicable",
    "Rating",
    "Reflection",
    "Response",
]

#: Whose judgement an assessment is: the service's own, a reviewer's, or the awarding body's.
BASES = ("self", "reviewed", "awarded")


def _responses(given: Mapping[str, Response | int]) -> Mapping[str, Response]:
    return MappingProxyType(
        {topic: Rating(value) if isinstance(value, int) else value for topic, value in given.items()}
    )


@attrs.frozen(kw_only=True)
class Assessment:
    """Dated responses about one service, against one edition of one framework."""

    #: The framework's id.
    framework: str
    edition: str
    service: str
    assessed_on: date
    #: Topic id to response; a bare whole number is a rating. Absent = unanswered.
    responses: Mapping[str, Response] = attrs.field(factory=dict, converter=_responses, hash=False)
    #: Who made it: a role or a group.
    assessed_by: str = ""
    #: One of the framework's modes of use.
    mode: str | None = None
    #: One of `BASES`.
    basis: str = "self"
    #: One of the framework's service models: chooses between variants of a statement.
    service_model: str | None = None
    note: str = ""
    #: The language of what people wrote in it, such as "cy" or "en".
    language: str = ""
    #: Topic to level, for each topic that is rated.
    levels: Mapping[str, int] = attrs.field(init=False, eq=False, repr=False)
    #: The topics that are set aside.
    not_applicable: frozenset[str] = attrs.field(init=False, eq=False, repr=False)
    _over: tuple[Framework | None, Lookup | None] = attrs.field(init=False, default=(None, None), eq=False, repr=False)

    @levels.default
    def _levels(self) -> dict[str, int]:
        return {topic: response.level for topic, response in self.responses.items() if isinstance(response, Rating)}

    @not_applicable.default
    def _not_applicable(self) -> frozenset[str]:
        return frozenset(topic for topic, response in self.responses.items() if isinstance(response, NotApplicable))

    def evidence(self, topic: str) -> tuple[Evidence, ...]:
        """Return the evidence given for a topic; none where the topic is unanswered or set aside."""
        response = self.responses.get(topic)
        return () if response is None or isinstance(response, NotApplicable) else response.evidence

    def over(self, framework: Framework) -> Lookup | None:
        """Return how to look its levels up in the framework's table, if it has one; checked once for a framework.

        Raises:
            InvalidAssessment: Anything that `problems` tells, every problem at once.
        """
        known, lookup = self._over
        if known is not framework:
            problems = tuple(self.problems(framework))
            if problems:
                raise InvalidAssessment(f"the assessment of {quoted(self.service)}", problems)
            lookup = framework.table.lookup(self.levels) if framework.table else None
            object.__setattr__(self, "_over", (framework, lookup))
        return lookup

    def problems(self, framework: Framework) -> Iterator[Problem]:
        """Yield everything about this assessment that does not fit `framework`."""
        if self.framework != framework.id:
            yield Problem("`framework`", f"is {quoted(self.framework)}, but this is {quoted(framework.id)}")
        if self.edition != framework.edition:
            text = f"no edition {quoted(self.edition)} of {framework.id}; there is: {quoted(framework.edition)}"
            yield Problem("`edition`", text)
        if not self.service.strip():
            yield Problem("`service`", "is empty")
        yield from _choice("mode", self.mode, [mode.id for mode in framework.modes])
        yield from _choice("basis", self.basis, BASES)
        yield from _choice("service_model", self.service_model, [model.id for model in framework.service_models])
        topics = framework.topics_by_id
        for id_, response in self.responses.items():
            if _plainly_fits(response, topics.get(id_)):
                continue
            place = f"topic {quoted(id_)}"
            if id_ in topics:
                yield from (Problem(place, text) for text in _misfits(response, topics[id_]))
                yield from (Problem(place, text) for text in self._ill_dated(id_))
                yield from (Problem(place, text) for text in _strangers(response, framework))
            else:
                yield Problem(place, f"no such topic in {framework.id}; {nearest(id_, topics)}")

    def _ill_dated(self, topic: str) -> Iterator[str]:
        for evidence in self.evidence(topic):
            title = quoted(evidence.title)
            if evidence.kind not in EVIDENCE_KINDS:
                yield f"evidence {title}: no kind {quoted(evidence.kind)}; {nearest(evidence.kind, EVIDENCE_KINDS)}"
            if evidence.dated is not None and evidence.dated > self.assessed_on:
                yield f"evidence {title} is dated {evidence.dated}, after the assessment of {self.assessed_on}"
            if evidence.dated is not None and not evidence.counts_on(evidence.dated):
                yield f"evidence {title} lapses on {evidence.lapses_on}, not after its own date {evidence.dated}"

    def __reduce__(self) -> Any:
        """Pickle by what it says: a view of a mapping cannot be pickled."""
        given = {field.name: getattr(self, field.name) for field in attrs.fields(type(self)) if field.init}
        return _rebuilt, (given | {"responses": dict(self.responses)},)


def _rebuilt(given: dict[str, Any]) -> Assessment:
    return Assessment(**given)


def _choice(field: str, value: str | None, known: "tuple[str, ...] | list[str]") -> Iterator[Problem]:
    if value is not None and value not in known:
        hint = nearest(value, known)
        yield Problem(f"`{field}`", f"no {quoted(value)}; {hint}")


def _plainly_fits(response: Response, topic: Topic | None) -> bool:
    """Return whether nothing can be wrong with a response: most are bare levels, and need no closer look."""
    return (
        type(response) is Rating
        and not response.evidence
        and topic is not None
        and topic.scale is not None
        and response.level in topic.scale
    )


def _strangers(response: Response, framework: Framework) -> Iterator[str]:
    known = [role.id for role in framework.roles]
    for role in response.roles if isinstance(response, Reflection) else ():
        if role not in known:
            yield f"no role {quoted(role)}; {nearest(role, known)}"


def _misfits(response: Response, topic: Topic) -> Iterator[str]:
    scale = topic.scale
    if isinstance(response, NotApplicable):
        if not topic.allows_not_applicable:
            yield "may not be set aside as not applicable: the framework does not offer it"
        if not response.reason.strip():
            yield "is set aside without a reason"
    elif scale is None:
        if isinstance(response, Rating):
            yield "has no scale: it takes a reflection (a note and evidence), never a level"
    elif isinstance(response, Reflection):
        yield f"has a scale: its `level`, {scale.lowest} to {scale.highest}, is missing"
    elif response.level not in scale:
        yield f"level {response.level!r} is not on its scale, which runs from {scale.lowest} to {scale.highest}"
