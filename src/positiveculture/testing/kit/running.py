"""Running the checks: which apply, in which order they rest on one another, and what came of each."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from time import perf_counter
from types import MappingProxyType

import attrs

from positiveculture.errors import PositiveCultureError
from positiveculture.gettext import gettext
from positiveculture.sentences import nearest, quoted
from positiveculture.testing.checks import CHECKS
from positiveculture.testing.kit.answers import Answers, edges
from positiveculture.testing.kit.check import LEVELS, Check, CheckGroup
from positiveculture.testing.kit.drawing import MISSING, Values, broken_by, can_draw
from positiveculture.testing.kit.report import ConformanceReport, Result, Status
from positiveculture.testing.kit.subject import Subject, Target, subject_of

NOTHING: Mapping[str, str] = MappingProxyType({})


class NotConforming(PositiveCultureError, AssertionError):
    """A framework breaks a check; says how, and how to see it again."""


@attrs.define(eq=False, slots=False)
class Run:
    """One run of the checks over one framework; each check is judged once, when it is first asked for."""

    subject: Subject
    level: str
    expected_failures: Mapping[str, str]
    max_examples: int
    checks: tuple[Check, ...]
    #: What came of each check that was judged, by id.
    results: dict[str, Result] = attrs.field(factory=dict)

    @property
    def target(self) -> str:
        """What is checked, by name."""
        if isinstance(self.subject.target, str):
            return self.subject.target
        return self.subject.label if self.subject.framework is None else self.subject.framework.id

    @cached_property
    def bases(self) -> tuple[Answers, ...]:
        """Where the framework is most easily wrong, so that examples are drawn around it."""
        return () if self.subject.framework is None else tuple(edges(self.subject.framework))

    def why_not(self, check: Check) -> str:
        """Return why a check does not apply; "" where it does."""
        if self.subject.framework is None and check.group is not CheckGroup.REGISTRY:
            return gettext("there is no framework to look at")
        return check.applies(check.looks_at(self.subject))

    def applicable(self) -> tuple[Check, ...]:
        """Return the checks that have something to say of the framework."""
        return tuple(check for check in self.checks if not self.why_not(check))

    def result(self, id_: str) -> Result:
        """Return what came of a check."""
        if id_ not in self.results:
            check = next(check for check in self.checks if check.id == id_)
            begun = perf_counter()
            result = self._judged(check)
            self.results[id_] = attrs.evolve(result, seconds=perf_counter() - begun)
        return self.results[id_]

    def report(self) -> ConformanceReport:
        """Return what came of every check."""
        return ConformanceReport(self.target, self.level, tuple(self.result(check.id) for check in self.checks))

    def _judged(self, check: Check) -> Result:
        why_not = self.why_not(check)
        if why_not:
            return Result(check.id, check.code, Status.INAPPLICABLE, reason=why_not)
        if check.draws and not can_draw():
            return Result(check.id, check.code, Status.NOT_RUN, reason=gettext(MISSING))
        fallen = self._fallen(check)
        if fallen:
            return Result(
                check.id,
                check.code,
                Status.BLOCKED,
                reason=gettext("it rests on {fallen}, which does not hold").format(fallen=fallen),
            )
        wrong = self._wrong(check)
        if check.id in self.expected_failures:
            return self._as_expected(check, wrong)
        if not wrong:
            return Result(check.id, check.code, Status.PASSED)
        if check.is_advisory(self.level):
            new = gettext("new in {since}: it only warns until the next minor release").format(since=check.since)
            reason = gettext("it only warns, for what it finds may be meant") if check.only_warns else new
            return Result(check.id, check.code, Status.ADVISORY, wrong, reason)
        return Result(check.id, check.code, Status.FAILED, wrong)

    def _as_expected(self, check: Check, wrong: str) -> Result:
        reason = self.expected_failures[check.id]
        if wrong:
            return Result(check.id, check.code, Status.EXPECTED, wrong, reason)
        text = gettext(
            "[{code} {check}] It was expected to fail, and holds: take it out of `expected_failures`.\n"
            "  the reason given was: {reason}"
        ).format(code=check.code, check=check.id, reason=reason)
        return Result(check.id, check.code, Status.FAILED, text, reason)

    def _fallen(self, check: Check) -> str:
        """Return the first of the checks that this one rests on that does not hold; "" where all do."""
        known = {each.id for each in self.checks}
        for need in check.needs:
            if need in known and not self._holds(need):
                return need
        return ""

    def _holds(self, id_: str) -> bool:
        return self.result(id_).status in (Status.PASSED, Status.INAPPLICABLE, Status.NOT_RUN)

    def _wrong(self, check: Check) -> str:
        """Return what a failure says; "" where the check holds."""
        values: Values = {}
        if check.draws:
            framework = self.subject.framework
            most = min(self.max_examples, check.most_examples or self.max_examples)
            law = _law(check, self.subject)
            found = None if framework is None else broken_by(law, framework, check.draws, most, self.bases)
            if found is None:
                return ""
            values, text = found
        else:
            text = _law(check, self.subject)() or ""
        return failure_text(check, self.subject, text, values) if text else ""


def _law(check: Check, subject: Subject) -> Callable[..., str | None]:
    """Return how a check is judged; where that raises, this is what is wrong."""

    def law(**values: Mapping[str, object]) -> str | None:
        try:
            return check.judge(check.looks_at(subject), **values)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever a plug-in does wrong is reported, not raised
            return gettext("raises {name}: {error}").format(name=type(error).__name__, error=error)

    return law


def failure_text(check: Check, subject: Subject, text: str, values: Values) -> str:
    """Return a failure in full: what is wrong, with the values that show it, and how to see it again."""
    shown = "".join(f", {name}={value!r}" for name, value in values.items())
    lines = [f"[{check.code} {check.id}] {gettext(check.truth)}"]
    lines += [f"  {line}" for line in text.splitlines()]
    lines += [gettext("  with {name} = {value}").format(name=name, value=repr(value)) for name, value in values.items()]
    line = f"{subject.imports}replay({subject.label}, {check.id!r}{shown})"
    lines.append(gettext("  reproduce: from positiveculture.testing import replay; {line}").format(line=line))
    lines.append(
        gettext("  why it matters, and how to mend it: {explained_by}").format(explained_by=check.explained_by)
    )
    return "\n".join(lines)


def run_of(
    target: Target,
    expected_failures: Mapping[str, str] = NOTHING,
    level: str | None = None,
    max_examples: int = 50,
    checks: Sequence[Check] = CHECKS,
) -> Run:
    """Return a run, with nothing judged yet.

    Raises:
        ValueError: There is no such level; an expected failure is of no check, or has no reason; or no examples.
        PositiveCultureError: A framework's file cannot be read.
    """
    wanted = LEVELS[-1] if level is None else level
    since = [*LEVELS, *sorted({check.since for check in checks} - set(LEVELS))]
    if wanted not in since:
        raise ValueError(
            gettext("no level {wanted} of the conformance checks; {near}").format(
                wanted=quoted(wanted), near=nearest(wanted, since)
            )
        )
    if max_examples < 1:
        raise ValueError(gettext("`max_examples` is 1 or more, not {max_examples}").format(max_examples=max_examples))
    kept = tuple(check for check in checks if since.index(check.since) <= since.index(wanted))
    run = Run(subject_of(target), wanted, dict(expected_failures), max_examples, kept)
    problems = [problem for id_, reason in expected_failures.items() if (problem := _unfit(run, id_, reason))]
    if problems:
        raise ValueError("`expected_failures`: " + "; ".join(problems))
    return run


def _unfit(run: Run, id_: str, reason: str) -> str:
    """Return what is wrong with an expected failure; "" where nothing is."""
    found = next((check for check in run.checks if check.id == id_), None)
    if found is None:
        return gettext("no check {check}; {near}").format(
            check=quoted(id_), near=nearest(id_, [check.id for check in run.checks])
        )
    if not reason.strip():
        return gettext("{check} has no reason").format(check=quoted(id_))
    why_not = run.why_not(found) if run.subject.framework is not None else ""
    return (
        gettext("{check} does not apply, so it cannot fail: {why_not}").format(check=quoted(id_), why_not=why_not)
        if why_not
        else ""
    )


def run_conformance(
    target: Target,
    *,
    expected_failures: Mapping[str, str] = NOTHING,
    level: str | None = None,
    max_examples: int = 50,
) -> ConformanceReport:
    """Return what came of every conformance check of a framework; pytest is not needed.

    Args:
        target: The name of an installed framework, a framework's file, a framework, or a function that returns one.
        expected_failures: The id of each check that is known to fail, with the reason; one that passes fails the run.
        level: The set of checks to hold to, such as "0.2"; the newest where none is given.
        max_examples: How many examples are drawn for each check that draws some.

    Raises:
        ValueError: There is no such level, or an expected failure is of no check, or has no reason.
        PositiveCultureError: A framework's file cannot be read.
    """
    return run_of(target, expected_failures, level, max_examples).report()


def replay(target: Target, check_id: str, **values: Mapping[str, object]) -> str:
    """Judge one check again, with the values that a failure showed, and say that it holds.

    Args:
        target: As for `run_conformance`.
        check_id: The check's id.
        values: What the failure showed; none, for a check that draws no examples, or to draw them again.

    Raises:
        NotConforming: It does not hold.
        ValueError: There is no such check.
        PositiveCultureError: A framework's file cannot be read.
    """
    check = next((check for check in CHECKS if check.id == check_id), None)
    if check is None:
        raise ValueError(
            gettext("no check {check}; {near}").format(
                check=quoted(check_id), near=nearest(check_id, [each.id for each in CHECKS])
            )
        )
    run = run_of(target, checks=(check,))
    why_not = run.why_not(check)
    if why_not:
        return gettext("{check} does not apply: {why_not}").format(check=check_id, why_not=why_not)
    if values:
        text = _law(check, run.subject)(**values)
        wrong = (
            failure_text(check, run.subject, text, {name: dict(each) for name, each in values.items()}) if text else ""
        )
    else:
        wrong = run.result(check_id).message
    if wrong:
        raise NotConforming(wrong)
    holds = gettext("{check} holds for these values") if values else gettext("{check} holds")
    return holds.format(check=check_id)
