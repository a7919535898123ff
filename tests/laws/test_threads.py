"""Law: frameworks, assessments and outcomes may be shared by threads; each thread finds what one alone would find."""

import itertools
import pickle
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from types import FrameType
from typing import Any, TypeAlias, TypeVar

from hypothesis import given, settings
from small import award, framework, ladder, topic

from positiveculture import (
    All,
    Assessment,
    AtLeast,
    Evidence,
    Evidenced,
    Framework,
    Rating,
    evaluate,
    get_framework,
    outcome_to_dict,
    read_assessment,
    route,
)
from positiveculture.documents.outcome import outcome_document
from positiveculture.render.pdf import pdf
from positiveculture.testing import strategies as pcs

T = TypeVar("T")
TraceFunction: TypeAlias = Callable[[FrameType, str, Any], Any]

RIVINGTON = Path(__file__).parents[2] / "examples" / "rivington-2026.toml"
THREADS = 8
LINES = itertools.count()
DAY = date(2026, 3, 31)


def interrupted(_frame: FrameType, _event: str, _argument: object) -> TraceFunction:
    """Let another thread go on at every seventh line: Python itself does so far too seldom to show anything."""
    if not next(LINES) % 7:
        time.sleep(1e-6)
    return interrupted


def at_once(work: Callable[[int], T]) -> list[T]:
    """Return what `work` returns in each of several threads that start together, by the thread's number."""
    start = threading.Barrier(THREADS)

    def begin(number: int) -> T:
        before = sys.gettrace()  # that of coverage, where it is measured
        start.wait()
        sys.settrace(interrupted)
        try:
            return work(number)
        finally:
            sys.settrace(before)

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(begin, range(THREADS)))


def fresh(value: T) -> T:
    """Return an equal value for which nothing has been worked out yet."""
    again: T = pickle.loads(pickle.dumps(value))  # noqa: S301 - our own
    return again


def judged(found: Framework, assessment: Assessment) -> dict[str, Any]:
    """Return all that is worked out of an assessment, as JSON."""
    return outcome_to_dict(evaluate(found, assessment))


@settings(max_examples=25)
@given(pcs.assessed())
def test_threads_that_share_everything_judge_alike(drawn: tuple[Framework, Assessment]) -> None:
    """Threads that are the first to judge by one framework, by one assessment, all find what one alone finds."""
    alone = judged(*fresh(drawn))
    shared, assessment = fresh(drawn)

    assert at_once(lambda _: judged(shared, assessment)) == [alone] * THREADS


def test_threads_that_share_an_outcome_read_alike() -> None:
    """What an outcome works out when it is first asked is the same for every thread, and so is the shortest route."""
    wigan, assessment = get_framework("wigan-progress"), read_assessment(RIVINGTON)
    alone = route(evaluate(wigan, assessment), "gold")
    outcome = evaluate(fresh(wigan), fresh(assessment))

    assert at_once(lambda _: route(outcome, "gold")) == [alone] * THREADS


def test_each_thread_judges_by_its_own_day() -> None:
    """One assessment that threads judge on different days shows each of them the evidence of its own day."""
    scale = ladder("three", 1, 3)
    shared = framework([topic("t1", scale)], award("a1", All([AtLeast("t1", 2), Evidenced(["t1"])])))
    lapsing = Evidence("Minutes", dated=DAY, lapses_on=DAY + timedelta(days=10))
    assessment = Assessment(
        framework=shared.id,
        edition=shared.edition,
        service="Elm House",
        assessed_on=DAY,
        responses={"t1": Rating(3, evidence=[lapsing])},
    )
    other_day = DAY + timedelta(days=20)

    def states(number: int) -> set[str]:
        on = other_day if number % 2 else DAY
        return {evaluate(shared, assessment, on=on)["a1"].state for _ in range(200)}

    assert at_once(states) == [{"met"}, {"not-met"}] * (THREADS // 2)


def test_threads_write_the_same_document() -> None:
    """Threads that share an outcome, and the font of PDFs, write the same bytes."""
    outcome = evaluate(get_framework("wigan-progress"), read_assessment(RIVINGTON))
    alone = pdf(outcome_document(fresh(outcome)))

    assert set(at_once(lambda _: pdf(outcome_document(outcome)))) == {alone}
