"""What somebody said about a service on a day: a response to each topic that was spoken of."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import partial

import attrs

from positiveculture.errors import InvalidAssessment, Problem, nearest, quoted, shown
from positiveculture.framework import Framework
from positiveculture.responses import (
    EVIDENCE_KINDS,
    Commitment,
    Evidence,
    NotApplicable,
    Rating,
    Reflection,
    Response,
    Responses,
)
from positiveculture.rules.cells import Case
from positiveculture.topics import Topic, many

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

#: What a link leads to.
ADDRESS = re.compile(r"https?://[^\s/]\S*")

#: What kind of organisation is assessed: who provides care, a council, a health body, a regulator, or another.
ORGANISATIONS = ("provider", "council", "health-body", "regulator", "other")


@attrs.frozen
class Suspension:
    """A time in which an award does not stand."""

    #: Its first day.
    since: date
    #: The first day on which the award stands again. None: it is still suspended.
    until: date | None = None
    reason: str = ""


@attrs.frozen(kw_only=True)
class Certificate:
    """An award that an awarding body gave."""

    #: The award's id.
    award: str
    awarded_on: date
    #: Who gave it.
    by: str = ""
    #: The first day on which it stands no longer. None: no end is known.
    expires_on: date | None = None
    #: The day on which it was taken back.
    withdrawn_on: date | None = None
    suspensions: tuple[Suspension, ...] = attrs.field(default=(), converter=many)
    #: Where it is kept.
    reference: str = ""

    def stands_on(self, day: date) -> bool:
        """Return whether the award stands on `day`: given, not at its end, not taken back and not suspended."""
        ends = [end for end in (self.expires_on, self.withdrawn_on) if end is not None]
        suspended = any(each.since <= day and (each.until is None or day < each.until) for each in self.suspensions)
        return self.awarded_on <= day and all(day < end for end in ends) and not suspended

    def faults(self, awards: Collection[str]) -> Iterator[str]:
        """Yield what cannot be so; `awards` are those of the framework."""
        if self.award not in awards:
            yield f"no award {quoted(self.award)}; {nearest(self.award, awards)}"
        for what, day in (("expires", self.expires_on), ("is withdrawn", self.withdrawn_on)):
            if day is not None and day <= self.awarded_on:
                yield f"{what} on {day}, not after it was awarded on {self.awarded_on}"
        for each in self.suspensions:
            if each.since < self.awarded_on:
                yield f"is suspended on {each.since}, before it was awarded on {self.awarded_on}"
            if each.until is not None and each.until <= each.since:
                yield f"is suspended until {each.until}, not after {each.since}"


def _responses(given: Mapping[str, Response | int]) -> Responses:
    return given if type(given) is Responses else Responses(given)


@attrs.frozen(kw_only=True)
class Assessment:
    """Dated responses about one service, against one edition of one framework."""

    #: The framework's id.
    framework: str
    edition: str
    service: str
    assessed_on: date
    #: Topic id to response; a bare whole number is a rating. Absent = unanswered.
    responses: Responses = attrs.field(default=Responses({}), converter=_responses, hash=False)
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
    #: One of `ORGANISATIONS`; "": nobody says.
    organisation: str = ""
    #: The country whose rules hold for the service, such as "Wales"; "": nobody says.
    jurisdiction: str = ""
    #: The awards that an awarding body gave: recorded, and no part of what the rules say.
    certificates: tuple[Certificate, ...] = attrs.field(default=(), converter=many)
    #: Topic to level, for each topic that is rated.
    levels: Mapping[str, int] = attrs.field(init=False, eq=False, repr=False)
    #: The topics that are set aside.
    not_applicable: frozenset[str] = attrs.field(init=False, eq=False, repr=False)
    #: The framework that it was last checked against; the day on which evidence had to count (None: no rule asks for
    #: it); and what it said to the program.
    _known: tuple[Framework | None, date | None, Case | None] = attrs.field(
        init=False, default=(None, None, None), eq=False, repr=False
    )

    @levels.default
    def _levels(self) -> Mapping[str, int]:
        return self.responses.levels()

    @not_applicable.default
    def _not_applicable(self) -> frozenset[str]:
        return self.responses.not_applicable()

    def __getstate__(self) -> dict[str, object]:
        """Return what is pickled: not what it was judged by, which is large, and soon made again."""
        return {field.name: getattr(self, field.name) for field in attrs.fields(Assessment) if field.name != "_known"}

    def __setstate__(self, state: dict[str, object]) -> None:
        for name, value in {**state, "_known": (None, None, None)}.items():
            object.__setattr__(self, name, value)

    @property
    def carried(self) -> tuple[str, ...]:
        """The topics whose rating is carried over from an earlier assessment."""
        return tuple(
            topic
            for topic, each in self.responses.items()
            if isinstance(each, Rating) and each.carried_from is not None
        )

    def due_on(self, day: date) -> tuple[str, ...]:
        """Return the topics whose rating was to be looked at again by `day`."""
        rated = ((topic, each) for topic, each in self.responses.items() if isinstance(each, Rating))
        return tuple(topic for topic, each in rated if each.review_on is not None and each.review_on <= day)

    def evidence(self, topic: str) -> tuple[Evidence, ...]:
        """Return the evidence given for a topic; none where the topic is unanswered or set aside."""
        response = None if self.responses.bare else self.responses.get(topic)
        return () if response is None or isinstance(response, NotApplicable) else response.evidence

    def over(self, framework: Framework) -> None:
        """Check that it fits the framework; once for a framework.

        Raises:
            InvalidAssessment: Anything that `problems` tells, every problem at once.
        """
        if self._known[0] is not framework:
            self._check(framework)
            object.__setattr__(self, "_known", (framework, None, None))

    def _check(self, framework: Framework) -> None:
        problems = tuple(self.problems(framework))
        if problems:
            raise InvalidAssessment(f"the assessment of {quoted(self.service)}", problems)

    def read_by(self, framework: Framework, day: date) -> Case:
        """Return what it says to the program of the framework, with the evidence that counts on `day`.

        Raises:
            InvalidAssessment: As `over`.
        """
        known, asked_on, case = self._known
        if known is not framework or case is None or (asked_on is not None and asked_on != day):
            if known is not framework:
                self._check(framework)
            compiled = framework.compiled
            if compiled.asked or self.not_applicable:
                shown = partial(self._shown, day)
                case = compiled.read(self.levels, self.not_applicable, self.responses.given, shown)
            else:
                case = compiled.look_up(self.levels)
            object.__setattr__(self, "_known", (framework, day if compiled.asked else None, case))
        return case

    def _shown(self, day: date, topic: str, kind: str) -> bool:
        """Return whether a topic has evidence of a kind ("": of any) that counts on `day`."""
        return any(kind in ("", piece.kind) and piece.counts_on(day) for piece in self.evidence(topic))

    def problems(self, framework: Framework) -> Iterator[Problem]:
        """Yield everything about this assessment that does not fit `framework`."""
        if self.framework != framework.id:
            yield Problem("`framework`", f"is {quoted(self.framework)}, but this is {quoted(framework.id)}")
        if self.edition != framework.edition:
            text = f"no edition {quoted(self.edition)} of {framework.id}; there is: {quoted(framework.edition)}"
            yield Problem("`edition`", text)
        if not self.service.strip():
            yield Problem("`service`", "is empty")
        if self.mode is not None and self.mode not in framework.choices["mode"]:
            yield _unknown("mode", self.mode, framework.choices["mode"])
        if self.basis not in BASES:
            yield _unknown("basis", self.basis, BASES)
        if self.service_model is not None and self.service_model not in framework.choices["service_model"]:
            yield _unknown("service_model", self.service_model, framework.choices["service_model"])
        if self.organisation and self.organisation not in ORGANISATIONS:
            yield _unknown("organisation", self.organisation, ORGANISATIONS)
        if self.jurisdiction:
            yield from self._elsewhere(framework)
        for certificate in self.certificates:
            place = f"certificate {quoted(certificate.award)}"
            yield from (Problem(place, text) for text in certificate.faults([each.id for each in framework.awards]))
        # Most are bare levels on their scales: asked all at once, which takes a tenth of looking at each.
        if not (self.responses.bare and framework.levels.issuperset(self.levels.items())):
            yield from self._ill_answered(framework)

    def _ill_answered(self, framework: Framework) -> Iterator[Problem]:
        topics = framework.topics_by_id
        for id_, said in self.responses.given.items():
            if type(said) is int and (id_, said) in framework.levels:
                continue
            response, topic = self.responses[id_], topics.get(id_)
            if topic is None:
                texts = [f"no such topic in {framework.id}; {nearest(str(id_), topics)}"]
            else:
                texts = [*_misfits(response, topic), *self._ill_dated(id_), *_strangers(response, framework)]
            yield from (Problem(f"topic {quoted(id_)}", text) for text in texts)

    def _elsewhere(self, framework: Framework) -> Iterator[Problem]:
        """Yield a problem where a framework's awards are of another country: ratings do not cross borders."""
        of = [country.strip() for part in framework.jurisdiction.split(",") for country in part.split(" and ")]
        if self.jurisdiction and framework.awards and framework.jurisdiction and self.jurisdiction not in of:
            text = f"is {quoted(self.jurisdiction)}, and the awards of {framework.id} are of {framework.jurisdiction}"
            yield Problem("`jurisdiction`", text)

    def _ill_dated(self, topic: str) -> Iterator[str]:
        response = self.responses[topic]
        if isinstance(response, Rating):
            if response.carried_from is not None and response.carried_from >= self.assessed_on:
                yield f"is carried over from {response.carried_from}, not before the assessment of {self.assessed_on}"
            if response.review_on is not None and response.review_on <= self.assessed_on:
                yield f"is to be reviewed on {response.review_on}, not after the assessment of {self.assessed_on}"
        for evidence in self.evidence(topic):
            for text in self._ill_kept(evidence):
                yield f"evidence {quoted(evidence.title)}{text}"

    def _ill_kept(self, evidence: Evidence) -> Iterator[str]:
        dated = evidence.dated
        if evidence.kind not in EVIDENCE_KINDS:
            yield f": no kind {quoted(evidence.kind)}; {nearest(evidence.kind, EVIDENCE_KINDS)}"
        if evidence.kind == "link" and not ADDRESS.fullmatch(evidence.reference):
            yield f" is a link, and its `reference` is an http(s) address, not {shown(evidence.reference)}"
        if dated is not None and dated > self.assessed_on:
            yield f" is dated {dated}, after the assessment of {self.assessed_on}"
        if dated is not None and not evidence.counts_on(dated):
            yield f" lapses on {evidence.lapses_on}, not after its own date {dated}"


def _unknown(field: str, value: str, known: Iterable[str]) -> Problem:
    return Problem(f"`{field}`", f"no {quoted(value)}; {nearest(value, known)}")


def _strangers(response: Response, framework: Framework) -> Iterator[str]:
    if not isinstance(response, Reflection):
        return
    known = [role.id for role in framework.roles]
    for role in response.roles:
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
        yield f"level {shown(response.level)} is not on its scale, which runs from {scale.lowest} to {scale.highest}"
