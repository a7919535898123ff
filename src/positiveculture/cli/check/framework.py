"""What `check` says of a framework beyond its data: whether it conforms, and what its award rules may not mean."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from positiveculture.cli import words
from positiveculture.cli.blocks import Block, heading, paragraph
from positiveculture.errors import FrameworkLoadError, Invalid, Problem
from positiveculture.framework import Framework
from positiveculture.linting import RuleWarning
from positiveculture.linting.pinning import Pinning
from positiveculture.sentences import quoted

if TYPE_CHECKING:
    from positiveculture.testing.kit.report import ConformanceReport
    from positiveculture.testing.kit.running import Run

#: How many examples are drawn for each law: fewer than in tests, for somebody is waiting.
EXAMPLES = 20

#: The check that warns of what is listed in full below it.
LINTED = "rules_as_meant"

#: What the warnings were judged over.
JUDGED = "judged with all answered and nothing set aside"


class DoesNotConform(Invalid):
    """A framework fails conformance checks."""

    def __str__(self) -> str:
        return "\n".join(problem.message for problem in self.problems)


def start(name: str | Framework) -> "Run":
    """Return the run of an installed framework, or of a framework's file; nothing is judged yet.

    It is looked at from outside before anything else loads it, since what loading it changes is then changed.

    Raises:
        PositiveCultureError: The file cannot be read, or the plug-in hangs.
    """
    from positiveculture.testing.kit.running import run_of

    run = run_of(name, max_examples=EXAMPLES)
    if run.subject.traces.hangs:
        raise FrameworkLoadError(str(name), str(run.subject.sources[0]), run.subject.trouble)
    return run


def report_lines(report: "ConformanceReport") -> Iterator[str]:
    """Yield lines that say what was checked, and what was not."""
    from positiveculture.testing.kit.report import Status

    counts = {status: len(report.of(status)) for status in Status}
    parts = [f"{counts[Status.PASSED]} of {words.count(report.judged, 'check')} passed"]
    if counts[Status.INAPPLICABLE]:
        number = counts[Status.INAPPLICABLE]
        parts.append(f"{number} do{'es' * (number == 1)} not apply")
    if counts[Status.BLOCKED]:
        parts.append(f"{counts[Status.BLOCKED]} rest on one that failed")
    yield f"Conformance, level {report.level}: {', '.join(parts)}; {EXAMPLES} examples of each law."
    if counts[Status.NOT_RUN]:
        left = report.of(Status.NOT_RUN)
        yield f"Not run: {', '.join(result.id for result in left)}."
        yield f"Each of them says: {left[0].reason}"
    yield from (
        f"Advisory: {result.message.splitlines()[0]}" for result in report.of(Status.ADVISORY) if result.id != LINTED
    )


def refuse_failures(report: "ConformanceReport") -> None:
    """Refuse a framework that does not conform.

    Raises:
        DoesNotConform: A check fails; every failure at once, in full.
    """
    from positiveculture.testing.kit.report import Status

    if not report.ok:
        lines = [line for result in report.of(Status.FAILED) for line in result.message.splitlines()]
        raise DoesNotConform(
            f"framework {quoted(report.target)}", tuple(Problem("error", (), {"reason": line}) for line in lines)
        )


def warning_list(framework: Framework, warnings: Sequence[RuleWarning]) -> Iterator[Block]:
    """Yield the warnings under the award that each is about, with the smallest example of each."""
    yield paragraph(f"{words.count(len(warnings), 'warning')} about its award rules, {JUDGED}: advice, not errors.")
    places = [*((award.id, award.title) for award in framework.awards), (None, "Topics")]
    for place, title in places:
        about = [warning for warning in warnings if warning.award == place]
        if about:
            yield heading(words.title(title))
        for warning in about:
            yield from _warning(framework, warning)


def unpinned_list(framework: Framework, found: Pinning) -> Iterator[Block]:
    """Yield what no reference case pins, under the award that it is about."""
    if not framework.cases:
        yield paragraph("It has no reference cases: nobody has shown that the rules say what the source says.")
    if found.unpinned:
        yield paragraph(
            f"{len(found.unpinned)} of {found.of} ways to be one step off would be noticed by no reference case; "
            "--draft-cases FILE.toml drafts some that would."
        )
    for award in framework.awards:
        about = [each for each in found.unpinned if each.award == award.id]
        if about:
            yield heading(words.title(award.title))
        for each in about:
            yield paragraph(words.title(f"{_capital(each.clause)}: {each.change}"), 2)


def _warning(framework: Framework, warning: RuleWarning) -> Iterator[Block]:
    text = warning.text
    if warning.clause:
        yield paragraph(words.title(_capital(warning.clause)), 2)
    yield paragraph(
        words.title(f"{text if warning.clause else _capital(text)} ({warning.kind})."), 4 if warning.clause else 2
    )
    if warning.example is not None:
        yield paragraph(words.title(f"Smallest example: {warning.example.describe(framework)}"), 4, "dim")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
