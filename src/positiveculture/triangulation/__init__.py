"""Findings from several instruments, compared: where they agree, where they conflict, where one speaks alone.

Instruments differ in kind, in whom they asked, in how many answered and in what they count, so nothing is pooled: each
finding keeps its instrument, polarity, metric, number and comparator, and a conflict stays a conflict.  (After the way
in which Leicester's adult social care compared four instruments in one report.)
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

import attrs

from positiveculture.errors import InvalidTriangulation, Problem, Unknown, WrongArgument
from positiveculture.field_types import check_fields, one_of, require, with_types
from positiveculture.gettext import gettext
from positiveculture.panel.protection import MINIMUM
from positiveculture.problems import Problems
from positiveculture.sentences import called, counted, normal_form
from positiveculture.topics import many
from positiveculture.triangulation.consequences import Development, Implication, Recommendation


class Polarity(StrEnum):
    """Which way a finding points."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    MIXED = "mixed"


class Standing(StrEnum):
    """What the findings on one theme say together."""

    #: Two or more instruments point the same way.
    AGREE = "agree"
    #: At least two findings point different ways, or one points both.
    CONFLICT = "conflict"
    #: Only one instrument speaks of it.
    SINGLE_SOURCE = "single-source"
    #: It rests on fewer respondents than the minimum.
    TOO_FEW = "too-few"


@attrs.frozen(kw_only=True)
class Instrument:
    """One way in which people were asked, or practice was looked at."""

    id: str
    title: str
    #: What it is: "staff survey", "peer review", "employer return".
    kind: str
    #: When it was carried out, as its own report says it: "2017", "February 2018".
    period: str = ""
    #: Who was asked.
    population: str = ""
    #: How many answered; None where that is not known, or does not apply.
    n: int | None = None
    #: How many were asked; None where that is not known, and then there is no response rate.
    invited: int | None = None
    #: Who ran it.
    run_by: str = ""
    #: The id of the framework that it is, where there is one.
    framework: str | None = None

    def report_problems(self, problems: Problems, *path: str | int) -> None:
        """Report numbers of people that contradict one another."""
        for field in ("n", "invited"):
            number = getattr(self, field)
            if number is not None and number < 0:
                problems.report("below-zero", *path, field, number=number)
        if self.n is not None and self.invited is not None and self.n > self.invited:
            problems.report("more-than-asked", *path, "n", n=self.n, invited=self.invited)


def _polarity(given: Any) -> Polarity:
    return one_of(Polarity, given)  # type: ignore[no-any-return]  # what is none stays as it is


@attrs.frozen(kw_only=True)
class Finding:
    """What one instrument found on one theme."""

    #: The id of the instrument.
    instrument: str
    theme: str
    text: str
    polarity: Polarity = attrs.field(converter=_polarity)
    #: What was counted, in its own terms: "highest share of very negative answers".
    metric: str = ""
    #: How many support this finding, where that is fewer than the instrument's.
    n: int | None = None
    #: What it is compared with: "the survey of 2016", "the wider council".
    comparator: str = ""
    #: The instrument's own item or question that it rests on.
    item: str = ""

    def report_problems(
        self, instruments: Mapping[str, Instrument | None], problems: Problems, *path: str | int
    ) -> None:
        """Report what does not fit the instruments; None is one that could not be read."""
        instrument = instruments.get(self.instrument)
        if self.instrument not in instruments:
            problems.report("unknown-instrument", *path, "instrument", name=self.instrument, known=instruments)
        if self.n is not None and self.n < 0:
            problems.report("below-zero", *path, "n", number=self.n)
        answered = None if instrument is None else instrument.n
        if self.n is not None and answered is not None and self.n > answered:
            problems.report("more-than-answered", *path, "n", n=self.n, answered=answered, instrument=self.instrument)


def publishable_n(finding: Finding, instrument: Instrument, minimum: int) -> int | None:
    """Return how many support a finding of `instrument`, as far as that may be published.

    None where it is not known, and where it would show that few support it, or that few do not.
    """
    n = instrument.n if finding.n is None else finding.n
    if n is None or n < minimum:
        return None
    others = 0 if instrument.n is None else instrument.n - n
    return None if 0 < others < minimum else n


@attrs.frozen
class Theme:
    """Every finding on one theme, and what they say together."""

    name: str
    standing: Standing
    findings: tuple[Finding, ...]
    #: Those of the findings that are weighed: enough people support them.
    weighed: tuple[Finding, ...]

    @property
    def instruments(self) -> tuple[str, ...]:
        """The ids of the instruments whose findings are weighed."""
        return tuple(dict.fromkeys(finding.instrument for finding in self.weighed))


@attrs.frozen(kw_only=True)
class Triangulation:
    """A report on one subject from several instruments.

    Raises:
        InvalidTriangulation: Names that nothing has, empty texts, impossible numbers; every problem at once.
    """

    title: str
    organisation: str
    purpose: str
    on: date
    #: To whom it goes: a committee, a board.
    prepared_for: str = ""
    #: Who wrote it: roles.
    authors: tuple[str, ...] = attrs.field(default=(), converter=many)
    #: Who answers for it: a role.
    lead: str = ""
    #: Which places it concerns: "All wards".
    area: str = ""
    version: str = ""
    summary: str = ""
    instruments: tuple[Instrument, ...] = attrs.field(converter=many, repr=counted)
    findings: tuple[Finding, ...] = attrs.field(converter=many, repr=counted)
    developments: tuple[Development, ...] = attrs.field(default=(), converter=many, repr=counted)
    recommendations: tuple[Recommendation, ...] = attrs.field(default=(), converter=many, repr=counted)
    implications: tuple[Implication, ...] = attrs.field(default=(), converter=many, repr=counted)

    def __attrs_post_init__(self) -> None:
        """Refuse what does not hold together, every problem at once."""
        self.validate()

    def problems(self) -> tuple[Problem, ...]:
        """Return what does not hold together: nothing, for such a report is refused when it is made."""
        return self._report().located(self)

    def validate(self) -> None:
        """Refuse what does not hold together.

        Raises:
            InvalidTriangulation: Every problem at once.
        """
        self._report().refuse(InvalidTriangulation, called("report", self.title), self)

    def _report(self) -> Problems:
        problems = Problems()
        check_fields(self, problems)
        if problems.typed:
            entry_problems({name: dict(enumerate(getattr(self, name))) for name in ENTRIES}, problems)
        return problems

    def themes(self, *, minimum: int = MINIMUM) -> "Themes":
        """Return the findings theme by theme, in the order in which the themes first come up.

        Args:
            minimum: How many respondents have to support a finding before it is weighed with the others; a
                finding without a number, such as a peer review's, is weighed.
        """
        require(minimum, int)
        if minimum < 1:
            raise WrongArgument(gettext("`minimum`: must be 1 or more, not {given}").format(given=minimum))
        named: dict[str, list[Finding]] = {}
        for finding in self.findings:
            named.setdefault(finding.theme, []).append(finding)
        themes = tuple(self._theme(name, tuple(findings), minimum) for name, findings in named.items())
        return Themes(self, minimum, themes)

    @with_types
    def instrument(self, key: str) -> Instrument:
        """Return an instrument by its id.

        Raises:
            Unknown: No instrument has that id.
        """
        found = {each.id: each for each in self.instruments}
        if key not in found:
            raise Unknown("instrument", key, tuple(found))
        return found[key]

    @with_types
    def n(self, finding: Finding) -> int | None:
        """Return how many support a finding: its own number, else its instrument's."""
        return self.instrument(finding.instrument).n if finding.n is None else finding.n

    def _theme(self, name: str, findings: tuple[Finding, ...], minimum: int) -> Theme:
        numbers = ((finding, self.n(finding)) for finding in findings)
        weighed = tuple(finding for finding, n in numbers if n is None or n >= minimum)
        return Theme(name, standing(weighed), findings, weighed)


@attrs.frozen
class Themes:
    """The themes of a report, in the order in which they first come up, weighed by one minimum."""

    report: Triangulation
    minimum: int
    _themes: tuple[Theme, ...] = attrs.field(repr=counted)

    def __iter__(self) -> Iterator[Theme]:
        return iter(self._themes)

    def __len__(self) -> int:
        return len(self._themes)


def standing(weighed: Iterable[Finding]) -> Standing:
    """Return what findings on one theme say together, where enough people support each of them."""
    judgements = [(finding.instrument, finding.polarity) for finding in weighed]
    polarities = {polarity for _, polarity in judgements}
    if not judgements:
        return Standing.TOO_FEW
    if len(polarities) > 1 or Polarity.MIXED in polarities:
        return Standing.CONFLICT
    return Standing.AGREE if len({instrument for instrument, _ in judgements}) > 1 else Standing.SINGLE_SOURCE


#: The lists of a report.
ENTRIES = ("instruments", "findings", "developments", "recommendations", "implications")


def entry_problems(entries: Mapping[str, Mapping[int, Any]], problems: Problems, *, unread: Iterable[str] = ()) -> None:
    """Report what does not hold together among the entries of a report.

    Args:
        entries: The entries of each list, each with its place in it.
        problems: Where it is reported.
        unread: Ids of instruments that are listed, but could not be read.
    """
    read: dict[str, Instrument] = {instrument.id: instrument for instrument in entries["instruments"].values()}
    instruments: dict[str, Instrument | None] = {**dict.fromkeys(unread), **read}
    for place, instrument in entries["instruments"].items():
        instrument.report_problems(problems, "instruments", place)
    problems.report_repeats((("instruments", place, "id"), each.id) for place, each in entries["instruments"].items())
    for place, finding in entries["findings"].items():
        finding.report_problems(instruments, problems, "findings", place)
    for key in ("developments", "implications"):
        for place, entry in entries[key].items():
            entry.report_problems(problems, key, place)
    _theme_problems(entries["findings"], problems)


def _theme_problems(findings: Mapping[int, Finding], problems: Problems) -> None:
    """Report the themes that differ from another in capitals or spaces alone: they would be kept apart unseen."""
    first: dict[str, str] = {}
    for place, finding in findings.items():
        written = first.setdefault(normal_form(finding.theme), finding.theme)
        if written != finding.theme:
            problems.report("theme-spelling", "findings", place, "theme", theme=finding.theme, first=written)
