"""A dated assessment of one service: a response to each topic that was answered, and its certificates."""

from collections.abc import Collection, Mapping
from datetime import date
from functools import partial
from operator import attrgetter
from typing import Any

import attrs

from positiveculture.errors import InvalidAssessment, Problem, WrongArgument
from positiveculture.escaping import is_visible
from positiveculture.field_types import UNCHECKED, check_fields, require, with_types
from positiveculture.framework import Framework, require_framework
from positiveculture.framework_checks import edition_problems, is_of_another
from positiveculture.gettext import gettext
from positiveculture.kept import Kept
from positiveculture.problems import Problems
from positiveculture.response_checks import report_days, report_responses
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
from positiveculture.rules.compile import Compiled
from positiveculture.rules.lookups import Case
from positiveculture.sentences import called
from positiveculture.topics import many
from positiveculture.type_tests import is_day

#: What is imported from here besides what is made here.
__all__ = ["EVIDENCE_KINDS", "Commitment", "Evidence", "NotApplicable", "Rating", "Reflection", "Response"]

#: Whose judgement an assessment is: the service's own, a reviewer's, or the awarding body's.
BASES = ("self", "reviewed", "awarded")

#: What kind of organisation is assessed: who provides care, a council, a health body, a regulator, or another.
ORGANISATIONS = ("provider", "council", "health-body", "regulator", "other")


@attrs.frozen
class Suspension:
    """A time in which an award is not in force."""

    #: Its first day.
    since: date
    #: The first day on which the award is in force again. None: it is still suspended.
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
    #: The first day on which it is no longer in force. None: no end is known.
    expires_on: date | None = None
    #: The day on which it was taken back.
    withdrawn_on: date | None = None
    suspensions: tuple[Suspension, ...] = attrs.field(default=(), converter=many)
    #: Where it is kept.
    reference: str = ""
    #: The edition that it was given under, where that is not the edition of the assessment.
    edition: str = ""

    @with_types
    def stands_on(self, day: date) -> bool:
        """Return whether the award is in force on `day`: given, not ended, not taken back and not suspended."""
        ends = [end for end in (self.expires_on, self.withdrawn_on) if end is not None]
        suspended = any(each.since <= day and (each.until is None or day < each.until) for each in self.suspensions)
        return self.awarded_on <= day and all(day < end for end in ends) and not suspended

    def report_problems(self, framework: Framework | None, problems: Problems, *path: str | int) -> None:
        """Report what is wrong with the certificate at `path`."""
        other = framework is None or self.edition not in ("", framework.edition)
        awards = None if framework is None or other else [award.id for award in framework.awards]
        if awards is not None and self.award not in awards:
            problems.report("unknown-award", *path, "award", name=self.award, known=awards)
        for field in ("expires_on", "withdrawn_on"):
            day = getattr(self, field)
            if day is not None and day <= self.awarded_on:
                problems.report("not-after", *path, field, day=day, field="awarded_on", other=self.awarded_on)
        for place, each in enumerate(self.suspensions):
            at = (*path, "suspensions", place)
            if each.since < self.awarded_on:
                problems.report("before", *at, "since", day=each.since, field="awarded_on", other=self.awarded_on)
            if each.until is not None and each.until <= each.since:
                problems.report("not-after", *at, "until", day=each.until, field="since", other=each.since)


def _responses(given: Any) -> Responses:
    """Return responses; what is no mapping stays as it is, for `report_problems` to report."""
    if type(given) is dict or (type(given) is not Responses and isinstance(given, Mapping)):
        return Responses(given)
    found: Responses = given
    return found


@attrs.frozen(kw_only=True)
class Assessment:
    """Dated responses about one service, against one edition of one framework."""

    #: The framework's id.
    framework: str
    edition: str
    service: str
    assessed_on: date
    #: Topic id to response; a bare whole number is a rating. Absent = unanswered.
    responses: Responses = attrs.field(default=Responses({}), converter=_responses, hash=False, metadata=UNCHECKED)
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
    #: The edition that it was made against, where a migration has moved it to this one; "": it was made against this.
    migrated_from: str = ""
    #: What it recorded against earlier editions that has no place in this one.
    kept: tuple[Kept, ...] = attrs.field(default=(), converter=many)
    #: The framework that it was last checked against; the day on which evidence was counted (None: no rule asks for
    #: it); and its cells for the program.
    _known: tuple[Framework | None, date | None, Case | None] = attrs.field(
        init=False, default=(None, None, None), eq=False, repr=False
    )

    @property
    def _read(self) -> Responses:
        """The responses; none where they are no mapping, which `problems` reports."""
        given: object = self.responses
        return given if isinstance(given, Responses) else Responses({})

    @property
    def levels(self) -> Mapping[str, int]:
        """Topic to level, for each topic that is rated."""
        return self._read.levels

    @property
    def not_applicable(self) -> frozenset[str]:
        """The topics that are not applicable."""
        return self._read.not_applicable

    @property
    def carried(self) -> tuple[str, ...]:
        """The topics whose rating is carried over from an earlier assessment."""
        return tuple(
            topic for topic, each in self._read.items() if isinstance(each, Rating) and each.carried_from is not None
        )

    @with_types
    def due_on(self, day: date) -> tuple[str, ...]:
        """Return the topics whose rating was to be looked at again by `day`."""
        rated = ((topic, each) for topic, each in self._read.items() if isinstance(each, Rating))
        return tuple(topic for topic, each in rated if is_day(each.review_on) and each.review_on <= day)

    def evidence(self, topic: str) -> tuple[Evidence, ...]:
        """Return the evidence given for a topic; none where the topic is unanswered or not applicable."""
        require(topic, str)
        response = None if self._read.bare else self._read.get(topic)
        return response.evidence if isinstance(response, Rating | Reflection) else ()

    def validate(self, framework: Framework | None = None) -> None:
        """Refuse what does not fit `framework`; None: what would fit no framework. It is looked at once for each.

        Raises:
            InvalidAssessment: Everything that `problems` returns, at once.
        """
        if framework is not None:
            self.check(framework)
        elif self._known[0] is None:
            self._refuse(self.report_problems())

    def _refuse(self, problems: Problems) -> None:
        if problems:
            problems.refuse(InvalidAssessment, called("assessment of", self.service), self)

    def check(self, framework: Framework, *, typed: bool = False) -> None:
        """Refuse what does not fit `framework`, as `validate` does.

        `typed` says that every value is known to be of the right type, as what is read from a file is.
        """
        if self._known[0] is framework:
            return
        if type(framework) is not Framework:
            require_framework(framework)
        responses, case = self.responses, None
        plain = self._is_plain(framework, typed=typed) and self._is_rated(typed=typed)
        if plain:  # then its levels are checked by looking up their cells
            case = framework.compiled.look_up_levels(responses.levels)
        if case is None and not (plain and framework.levels.issuperset(responses.levels.items())):
            self._refuse(self.report_problems(framework, typed=typed))
        object.__setattr__(self, "_known", (framework, None, case))

    def read_by(self, framework: Framework, day: date) -> Case:
        """Return what it says to the program of the framework, with the evidence that counts on `day`.

        Raises:
            InvalidAssessment: As `validate`.
        """
        if self._known[0] is not framework:
            self.check(framework)
        _, asked_on, case = self._known
        if case is None or (asked_on is not None and asked_on != day):
            case = self.answers_to(framework.compiled, day)
            object.__setattr__(self, "_known", (framework, day if framework.compiled.asked else None, case))
        return case

    def answers_to(self, program: Compiled, day: date) -> Case:
        """Return what it says to a program, with the evidence that counts on `day`."""
        given = self.responses
        return program.read(given.levels, given.not_applicable, given.said, partial(self._shows, day))

    def _shows(self, day: date, topic: str, kind: str) -> bool:
        """Return whether a topic has evidence of a kind ("": of any) that counts on `day`."""
        return any(kind in ("", piece.kind) and piece.counts_on(day) for piece in self.evidence(topic))

    def problems(self, framework: Framework | None = None) -> tuple[Problem, ...]:
        """Return what does not fit `framework`; None: what would fit no framework; at most the first hundred."""
        if framework is not None:
            require_framework(framework)
        return self.report_problems(framework).located(self)

    def _is_rated(self, *, typed: bool) -> bool:
        """Return whether all responses are ratings, as most are, with nothing wrong but perhaps a level."""
        responses = self.responses
        if type(responses) is not Responses:
            return False
        if responses.bare or not typed or len(responses.levels) < len(responses.given):
            return responses.bare
        problems = Problems()
        for response in responses.given.values():
            if type(response) is Rating:
                report_days(response, self.assessed_on, problems, ())
        return not problems

    def _is_plain(self, framework: Framework, *, typed: bool) -> bool:
        """Return whether nothing but the responses has to be looked at closely."""
        if not typed:
            try:
                writable = "".join(_TEXTS(self)).encode()
            except (TypeError, UnicodeEncodeError):
                return False
            if not writable or type(self.assessed_on) is not date or not is_visible(self.service):
                return False
        return bool(
            _REST(self) == (framework.id, framework.edition, "", "", (), ())
            and self.basis in BASES
            and (self.mode is None or self.mode in framework.choices["mode"])
            and (self.service_model is None or self.service_model in framework.choices["service_model"])
        )

    def report_problems(
        self, framework: Framework | None = None, *, dated: bool = True, typed: bool = False
    ) -> Problems:
        """Return a collector with what `problems` returns.

        Args:
            framework: As for `problems`.
            dated: Whether the day of the assessment is known.
            typed: Whether every value is known to be of the right type, as what is read from a file is.
        """
        problems = Problems()
        plain = framework is not None and self._is_plain(framework, typed=typed)
        wrong = set() if plain else self._report_fields(framework, problems, typed=typed)
        if framework is not None and is_of_another(self, framework):
            framework = None  # responses to the topics of another edition are not checked against these
        given: object = self.responses
        if isinstance(given, Responses):
            day = self.assessed_on if dated and "assessed_on" not in wrong else None
            report_responses(given, framework, day, problems, typed=typed)
        else:
            problems.report("not-a-table", "responses", given=given)
        return problems

    def _report_fields(self, framework: Framework | None, problems: Problems, *, typed: bool) -> set[str]:
        """Report what is wrong besides the responses; return the names of the fields that are of a wrong type."""
        wrong = set() if typed else check_fields(self, problems)
        own = framework is not None and not is_of_another(self, framework)
        offered = framework.choices if framework is not None and own else {}
        choices = {"basis": BASES, "organisation": ("", *ORGANISATIONS), **offered}
        for field, known in choices.items():
            name = getattr(self, field)
            if field not in wrong and name is not None and name not in known:
                problems.report("unknown-choice", field, name=name, known=list(filter(None, known)))
        if framework is not None:
            self._report_other(framework, wrong, problems)
        for place, certificate in problems.clear_entries(self, "certificates"):
            certificate.report_problems(framework if own else None, problems, "certificates", place)
        for place, each in problems.clear_entries(self, "kept"):
            each.report_problems(problems, "kept", place)
        return wrong

    def _report_other(self, framework: Framework, wrong: Collection[str], problems: Problems) -> None:
        """Report where this is of another framework, edition or country: ratings do not cross borders."""
        edition_problems((self.framework, self.edition), framework, wrong, problems)
        bound = framework.awards and framework.countries and "jurisdiction" not in wrong
        if self.jurisdiction and bound and self.jurisdiction not in framework.countries:
            words = {"name": self.jurisdiction, "framework": framework.id, "expected": framework.jurisdiction}
            problems.report("other-jurisdiction", "jurisdiction", **words)

    def __reduce__(self) -> tuple[Any, ...]:
        """Return what makes an equal assessment: what was computed from it is left out, and computed again."""
        return _made, ({name: getattr(self, name) for name in _FIELDS},)


def _made(fields: Mapping[str, Any]) -> Assessment:
    return Assessment(**fields)


_FIELDS = tuple(field.name for field in attrs.fields(Assessment) if field.init)
#: What `_is_plain` looks at, all at once.
_TEXTS = attrgetter("service", "assessed_by", "note", "language", "migrated_from")
_REST = attrgetter("framework", "edition", "organisation", "jurisdiction", "certificates", "kept")


def require_assessment(framework: object, assessment: object) -> None:
    """Refuse what is no framework and no assessment, in this order.

    Raises:
        WrongArgument: One is something else, or they are the other way round.
    """
    if isinstance(framework, Assessment) and isinstance(assessment, Framework):
        raise WrongArgument(
            gettext("the framework comes first, and then the assessment; these are the other way round")
        )
    require_framework(framework)
    require(assessment, Assessment)
