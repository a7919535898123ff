"""Findings from several instruments, brought together: where they agree, where they conflict, where one speaks alone.

Instruments differ in kind, in whom they asked, in how many answered and in what they count, so nothing is pooled: each
finding keeps its instrument, polarity, metric, number and comparator, and a conflict stays a conflict.  (After the way
in which Leicester's adult social care brought a survey, an engagement survey, a peer review and an employers' health
check together in one report.)
"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

import attrs

from positiveculture.errors import InvalidTriangulation, Problem, nearest, quoted
from positiveculture.protection import MINIMUM
from positiveculture.topics import many


class Polarity(StrEnum):
    """Which way a finding points."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    MIXED = "mixed"


class Standing(StrEnum):
    """What the findings on one theme come to, taken together."""

    #: Two or more instruments point the same way.
    AGREE = "agree"
    #: At least two findings point different ways, or one points both.
    CONFLICT = "conflict"
    #: Only one instrument speaks of it.
    SINGLE_SOURCE = "single-source"
    #: What is said of it rests on fewer respondents than the minimum.
    TOO_FEW = "too-few"


class Verb(StrEnum):
    """What a recommendation asks of those who receive the report."""

    NOTE = "note"
    ENDORSE = "endorse"
    SUPPORT = "support"
    CONSIDER = "consider"


@attrs.frozen(kw_only=True)
class Instrument:
    """One way in which people were asked, or practice was looked at."""

    id: str
    title: str
    #: What it is: "staff survey", "peer review", "employer return".
    kind: str
    #: When it was carried out, as the report says it: "2017", "February 2018".
    period: str = ""
    #: Who was asked.
    population: str = ""
    #: How many answered; None where that is not known, or does not apply.
    n: int | None = None
    #: How many were asked; None where that is not known.
    invited: int | None = None
    #: Who ran it.
    run_by: str = ""
    #: The installed framework that it is, where there is one.
    framework: str | None = None


@attrs.frozen(kw_only=True)
class Finding:
    """What one instrument found on one theme."""

    instrument: str
    theme: str
    text: str
    polarity: Polarity = attrs.field(converter=Polarity)
    #: What was counted, in its own terms: "highest share of very negative answers".
    metric: str = ""
    #: How many stand behind this finding, where that is fewer than the instrument's.
    n: int | None = None
    #: What it is compared with: "the survey of 2016", "the wider council".
    comparator: str = ""


@attrs.frozen
class Recommendation:
    """Something that those who receive the report are asked to do."""

    verb: Verb = attrs.field(converter=Verb)
    text: str


@attrs.frozen(kw_only=True)
class Implication:
    """What the report means for money, law, climate, equality or anything else."""

    kind: str
    #: "none", "not-applicable", or what there is to say; None where nobody has answered yet.
    text: str | None = None


@attrs.frozen
class Theme:
    """Every finding on one theme, and what they come to together."""

    name: str
    standing: Standing
    findings: tuple[Finding, ...]


@attrs.frozen(kw_only=True)
class Triangulation:
    """A report on one subject from several instruments.

    Raises:
        InvalidTriangulation: Names that nothing has, empty sentences, impossible numbers; every problem at once.
    """

    title: str
    organisation: str
    purpose: str
    on: date
    summary: str = ""
    instruments: tuple[Instrument, ...] = attrs.field(converter=many)
    findings: tuple[Finding, ...] = attrs.field(converter=many)
    recommendations: tuple[Recommendation, ...] = attrs.field(default=(), converter=many)
    implications: tuple[Implication, ...] = attrs.field(default=(), converter=many)

    def __attrs_post_init__(self) -> None:
        """Refuse what does not hold together."""
        problems = tuple(self._problems())
        if problems:
            raise InvalidTriangulation(f"the report {quoted(self.title)}", problems)

    def themes(self, *, minimum: int = MINIMUM) -> tuple[Theme, ...]:
        """Return the findings theme by theme, in the order in which the themes first come up.

        Args:
            minimum: How many respondents have to stand behind a finding before it is weighed with the others; a
                finding without a number, such as a peer review's, is weighed.
        """
        named: dict[str, list[Finding]] = {}
        for finding in self.findings:
            named.setdefault(finding.theme, []).append(finding)
        return tuple(Theme(name, self._standing(found, minimum), tuple(found)) for name, found in named.items())

    def n(self, finding: Finding) -> int | None:
        """Return how many stand behind a finding: its own number, else its instrument's."""
        instrument = next(each for each in self.instruments if each.id == finding.instrument)
        return instrument.n if finding.n is None else finding.n

    def _standing(self, findings: list[Finding], minimum: int) -> Standing:
        numbers = [(finding, self.n(finding)) for finding in findings]
        weighed = [finding for finding, n in numbers if n is None or n >= minimum]
        if not weighed:
            return Standing.TOO_FEW
        polarities = {finding.polarity for finding in weighed}
        if len(polarities) > 1 or Polarity.MIXED in polarities:
            return Standing.CONFLICT
        instruments = {finding.instrument for finding in weighed}
        return Standing.AGREE if len(instruments) > 1 else Standing.SINGLE_SOURCE

    def _problems(self) -> Iterator[Problem]:
        for field in ("title", "organisation", "purpose"):
            if not getattr(self, field).strip():
                yield Problem(f"`{field}`", "is empty")
        known = [instrument.id for instrument in self.instruments]
        for instrument in self.instruments:
            place = f"instrument {quoted(instrument.id)}"
            if known.count(instrument.id) > 1:
                yield Problem(place, f"the id is used {known.count(instrument.id)} times")
            if instrument.n is not None and not 0 <= instrument.n <= (instrument.invited or instrument.n):
                yield Problem(place, f"{instrument.n} answered of {instrument.invited} asked: that cannot be")
        for place_, finding in enumerate(self.findings, 1):
            place = f"finding no. {place_}"
            if finding.instrument not in known:
                yield Problem(
                    place, f"no instrument {quoted(finding.instrument)}; {nearest(finding.instrument, known)}"
                )
            for field in ("theme", "text"):
                if not getattr(finding, field).strip():
                    yield Problem(place, f"`{field}` is empty")
            if finding.n is not None and finding.n < 0:
                yield Problem(place, f"{finding.n} people cannot stand behind it")
