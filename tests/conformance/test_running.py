"""What a run promises: known defects are strict, levels hold, nothing checked is no success, and all of it is data."""

import json
import subprocess
import sys
from pathlib import Path

import attrs
import pytest

from positiveculture import Framework, Source, Topic, use_registry, write_framework
from positiveculture.formats.framework import ReferenceCase
from positiveculture.plugins.entry_points import PluginSource
from positiveculture.plugins.registry import Registry
from positiveculture.testing import ConformanceReport, Result, replay, run_conformance
from positiveculture.testing.broken.specimen import sound
from positiveculture.testing.checks import CHECKS
from positiveculture.testing.checks.cases import CASES
from positiveculture.testing.kit.check import LEVELS, Check, CheckGroup
from positiveculture.testing.kit.collecting import SUMMARY, ConformanceWarning, collected
from positiveculture.testing.kit.probe import probe
from positiveculture.testing.kit.report import Status
from positiveculture.testing.kit.running import run_of
from positiveculture.testing.kit.subject import Subject


def guide() -> Framework:
    """Return a framework without awards, which few checks apply to, so that it is quickly judged."""
    source = Source(title="Harbour", publisher="The Harbour Trust", rights="Our own words.")
    return Framework(id="harbour", edition="1", title="Harbour", source=source, topics=[Topic(id="quay", title="Quay")])


def noted() -> Framework:
    """Return the same with an empty note."""
    return attrs.evolve(guide(), notes=[""])


def status(report: ConformanceReport, id_: str) -> Status:
    """Return what came of one check."""
    return next(result.status for result in report.results if result.id == id_)


def test_expected_failures_are_no_failures() -> None:
    """A check that fails as was said beforehand fails nothing, and the report keeps the reason."""
    report = run_conformance(noted(), expected_failures={"wording_said": "the source has an empty line"})

    assert report.ok
    (expected,) = report.of(Status.EXPECTED)
    assert (expected.id, expected.reason) == ("wording_said", "the source has an empty line")
    assert expected.message.startswith("[PC-W001 wording_said] ")


def test_expected_failures_that_pass_fail() -> None:
    """A check that was expected to fail and holds fails the run, so that the list never grows stale."""
    report = run_conformance(guide(), expected_failures={"wording_said": "the source has an empty line"})

    (failed,) = report.of(Status.FAILED)
    assert failed.id == "wording_said"
    assert "take it out of `expected_failures`" in failed.message


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"wording_sed": "why"}, 'no check "wording_sed"; did you mean "wording_seen" or "wording_said"'),
        ({"wording_said": " "}, '"wording_said" has no reason'),
        ({"rules_total": "why"}, '"rules_total" does not apply, so it cannot fail: the framework has no awards'),
        ({"nothing": "why", "wording_said": ""}, '"wording_said" has no reason'),
    ],
)
def test_expected_failures_are_checked(given: dict[str, str], said: str) -> None:
    """An id of no check, one that does not apply and an empty reason are refused, all at once."""
    with pytest.raises(ValueError, match="`expected_failures`: ") as caught:
        run_conformance(guide(), expected_failures=given)

    assert said in str(caught.value)


def test_levels_are_known() -> None:
    """A level that never was is refused with those that are, and the newest is the one that is taken."""
    with pytest.raises(ValueError, match=r'no level "0\.1" of the conformance checks; did you mean "0\.2"'):
        run_conformance(guide(), level="0.1")
    with pytest.raises(ValueError, match="`max_examples` is 1 or more, not 0"):
        run_conformance(guide(), max_examples=0)

    assert LEVELS[-1] == run_conformance(guide()).level


def complaint(_: Subject) -> str:
    """Judge that nothing is right."""
    return "Nothing is ever right."


NEW = Check(
    id="wording_new",
    code="PC-X001",
    group=CheckGroup.WORDING,
    truth="All is well.",
    why="It should be.",
    fix="Mend it.",
    judge=complaint,
    since="9.1",
)


def test_new_checks_only_warn() -> None:
    """A check warns at the level that it comes with, fails at the next, and is not there at the one before."""
    next_one = attrs.evolve(NEW, id="wording_newer", since="9.2")
    checks = (*CHECKS, NEW, next_one)

    before, with_it, after = (run_of(guide(), level=level, checks=checks).report() for level in ("0.2", "9.1", "9.2"))

    assert "wording_new" not in [result.id for result in before.results]
    assert (status(with_it, "wording_new"), with_it.ok) == (Status.ADVISORY, True)
    assert (status(after, "wording_new"), status(after, "wording_newer")) == (Status.FAILED, Status.ADVISORY)
    assert "Nothing is ever right." in with_it.of(Status.ADVISORY)[0].message


def test_an_advisory_test_warns_even_where_warnings_are_errors() -> None:
    """As a test, a new check that fails warns, and passes: this project turns every warning into an error."""
    test = collected(run_of(guide(), level="9.1", checks=(NEW,)))

    with pytest.warns(ConformanceWarning, match="new in 9.1"):
        test("wording_new")


def test_nothing_checked_is_no_success() -> None:
    """A run in which nothing was judged is not ok, and as tests its summary fails."""
    run = run_of(guide(), checks=tuple(check for check in CHECKS if check.id == "rules_total"))

    assert (run.report().ok, run.report().judged) == (False, 0)
    with pytest.raises(pytest.fail.Exception, match="nothing was checked"):
        collected(run)(SUMMARY)


def test_the_summary_says_what_was_not_checked(capsys: pytest.CaptureFixture[str]) -> None:
    """The summary prints each check that does not apply, and why."""
    collected(run_of(guide()))(SUMMARY)

    printed = capsys.readouterr().out
    assert "conformance of harbour, level 0.2: " in printed
    assert "  rules_monotone (inapplicable): the framework has no awards\n" in printed


def test_what_can_be_checked(tmp_path: Path) -> None:
    """A name, a file, a framework and a function are all checked; a function is also asked twice."""
    path = tmp_path / "harbour.toml"
    write_framework(guide(), path)
    for target in (str(path), guide(), guide):
        report = run_conformance(target)
        assert report.ok
        asked_twice = Status.PASSED if target is guide else Status.INAPPLICABLE
        assert asked_twice == status(report, "registry_repeatable")
    with use_registry(Registry(sources=tuple).with_frameworks(guide())):
        handed = run_conformance("harbour")
    assert (handed.ok, status(handed, "registry_quiet")) == (True, Status.INAPPLICABLE)


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("no-such-framework", 'no framework "no-such-framework"'),
        (lambda: 1 / 0, "ZeroDivisionError: division by zero"),
        (lambda: {"id": "harbour"}, "it returns dict, not a Framework"),
        (lambda: attrs.evolve(guide(), edition=""), "`edition`: is empty"),
    ],
)
def test_what_cannot_be_had_fails(target: object, said: str) -> None:
    """A framework that cannot be had fails one check, which says why, without a traceback."""
    report = run_conformance(target)  # type: ignore[arg-type]  # what people hand over all the same

    (failed,) = report.of(Status.FAILED)
    assert said in failed.message
    assert "Traceback" not in failed.message


def test_what_hangs_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plug-in that hangs while it is loaded is said to, by a process that can be ended."""
    (tmp_path / "harbour_that_waits.py").write_text("import time\ntime.sleep(60)\n", "utf-8")
    monkeypatch.syspath_prepend(tmp_path)

    traces = probe(PluginSource("harbour", "harbour-plugin", "1.0", "harbour_that_waits:framework"), longest=0.2)

    assert (traces.hangs, traces.trouble) == (True, "a fresh process had not loaded it after 0.2 seconds")


def flatten() -> Framework:
    """End the process rather than return a framework."""
    sys.exit(3)


def test_who_ends_the_process_does_not() -> None:
    """A function that would end the process fails its check instead."""
    (failed,) = run_conformance(flatten).of(Status.FAILED)

    assert "SystemExit: 3" in failed.message


def test_a_report_is_data() -> None:
    """A report is plain values that JSON takes, and a page on which text from a framework does nothing."""
    result = Result("wording_said", "PC-W001", Status.FAILED, "a ```b\nc", "<i>|*why*", 0.5)
    report = ConformanceReport("[x](y)", "0.2", [result])

    assert json.loads(json.dumps(report.to_dict())) == report.to_dict()
    assert {key: value for key, value in report.to_dict().items() if key != "results"} == {
        "target": "[x](y)",
        "level": "0.2",
        "ok": False,
        "judged": 1,
    }
    page = report.to_markdown()
    assert page.startswith("# \\[x\\]\\(y\\) does not conform\n\nLevel 0.2: 1 failed.\n")
    assert "a '''b\nc\n" in page
    assert "| PC-W001 | `wording_said` | failed | \\<i\\>\\|\\*why\\* |" in page


def test_replay() -> None:
    """What holds is said to hold, what does not apply to not apply, and what is no check is refused."""
    assert replay(guide(), "wording_said") == "wording_said holds"
    assert replay(guide(), "rules_total") == "rules_total does not apply: the framework has no awards"
    assert replay(sound(), "rules_total", responses={"t1": 2}) == "rules_total holds for these values"
    with pytest.raises(ValueError, match='no check "rules_totl"; did you mean "rules_total"'):
        replay(guide(), "rules_totl")


def test_every_fault_of_a_value_is_told_once_it_is_judged() -> None:
    """What is pasted back and does not fit is told as the error that it is."""
    with pytest.raises(AssertionError, match="level 9 is not on its scale"):
        replay(sound(), "rules_total", responses={"t1": 9})


def test_a_case_that_comes_to_another_state_says_why() -> None:
    """A state that a case expects and does not come to is told with the sentences of its blockers, where it has any."""
    cases = [
        ReferenceCase("low", {"t1": 2}, None, {"bronze": "met"}),
        ReferenceCase("high", {"t1": 3}, "bronze", {"bronze": "not-met"}),
    ]
    (hold,) = (check for check in CASES if check.id == "cases_hold")

    assert str(hold.judge(sound(cases=cases))).splitlines() == [
        "case 'low': bronze is not-met, and the case says met: T1: has 2, needs 3",
        "case 'high': bronze is met, and the case says not-met",
    ]


def test_checks_are_named_for_good() -> None:
    """Every check has an id, a code of its group, a level and words of its own, and rests on checks before it."""
    letters = dict(zip(CheckGroup, "GSRPFWCE", strict=True))
    before: set[str] = set()
    for check in CHECKS:
        assert check.code.startswith(f"PC-{letters[check.group]}")
        assert check.since in LEVELS
        assert set(check.needs) <= before
        before.add(check.id)
    for field in ("id", "code", "truth", "why"):
        assert len(CHECKS) == len({getattr(check, field) for check in CHECKS})


PIP = 'pip install "positiveculture[testing]"'

COST = """
import sys, positiveculture.testing
assert not {"hypothesis", "pytest", "cattrs"} & set(sys.modules)
from positiveculture.testing import run_conformance
run_conformance
assert not {"hypothesis", "pytest"} & set(sys.modules)
print("nothing")
"""

WITHOUT = """
import sys
sys.modules["hypothesis"] = sys.modules["pytest"] = None  # as Python sees a package that is not installed
from positiveculture.testing import run_conformance
report = run_conformance("cqc-style-well-led", max_examples=2)
print(report.ok, sorted({str(result.status) for result in report.results}))
print(next(result.reason for result in report.results if result.id == "rules_monotone"))
for code in ("from positiveculture.testing import strategies", "positiveculture.testing.conformance('wigan-progress')"):
    try:
        import positiveculture.testing
        exec(code)
    except ModuleNotFoundError as error:
        print(error)
"""


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (COST, ["nothing"]),
        (
            WITHOUT,
            [
                "True ['inapplicable', 'not-run', 'passed']",
                f"it draws examples, and needs Hypothesis: {PIP}",
                f"positiveculture.testing.strategies needs Hypothesis: {PIP}",
                f"positiveculture.testing.conformance needs pytest: {PIP}; run_conformance does without",
            ],
        ),
    ],
    ids=["cost", "without"],
)
def test_what_is_missing_is_told_where_it_is_needed(code: str, expected: list[str]) -> None:
    """Hypothesis and pytest are imported only where they are used; without them, the rest still runs."""
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert expected == told.stdout.splitlines()
