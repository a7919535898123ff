"""A table says of each row what `evaluate` says of the assessment, on every engine that is installed."""

from collections import Counter
from random import Random

import polars as pl
import pytest
from engines import EVERY_ENGINE, Engine, Row
from hypothesis import given, settings, strategies as st
from hypothesis.strategies import DrawFn
from judged import reason_of, row_of, words_of

from positiveculture import All, Assessment, Evidenced, Framework, Outcome, evaluate, get_framework
from positiveculture.errors import InvalidTable
from positiveculture.rules.blockers import flatten
from positiveculture.tables import blockers_table, evaluate_table, from_assessments, to_assessments
from positiveculture.testing import strategies as pcs
from positiveculture.testing.strategies import DAY


@st.composite
def tables(draw: DrawFn) -> tuple[Framework, list[Assessment]]:
    """Frameworks with rules of every kind, nested, each with the assessments of one table."""
    framework = draw(pcs.frameworks(min_awards=1, max_depth=3))
    return framework, draw(st.lists(pcs.strategies_for(framework).assessments(), min_size=1, max_size=8))


@pytest.mark.parametrize("engine", EVERY_ENGINE)
def test_a_table_is_judged_as_its_rows_are(engine: Engine) -> None:
    """Every figure of a table is that of the outcome of its row: states, open requirements, award, progress."""

    @settings(max_examples=engine.examples, deadline=None)
    @given(tables())
    def law(drawn: tuple[Framework, list[Assessment]]) -> None:
        framework, assessments = drawn
        table = engine.make(from_assessments(assessments, framework).with_row_index("which"))
        outcomes = [evaluate(framework, each) for each in assessments]
        rows = engine.rows(evaluate_table(table, framework, progress=True, blockers="list"))
        for outcome, row in zip(outcomes, sorted(rows, key=lambda row: int(row["which"])), strict=True):
            same(outcome, row)
        same_reasons(outcomes, engine.rows(blockers_table(table, framework, ids=["which"])))

    law()


def test_a_kind_of_evidence_has_a_column_of_its_own() -> None:
    """A rule that asks for evidence of one kind reads the column of that kind, and evidence of a kind is evidence."""
    framework = pcs.framework_for(All([Evidenced(["t1"], "link"), Evidenced(["t1"])]))
    frame = pl.DataFrame({"t1_evidenced": [True, None, None]})
    kinds = frame.with_columns(t1_evidenced_link=pl.Series([False, True, None]))

    assert evaluate_table(kinds, framework)["award_met"].to_list() == [False, True, None]
    with pytest.raises(InvalidTable, match='evidence of "t1" of the kind "link": no column "t1_evidenced_link"'):
        evaluate_table(frame, framework)
    with pytest.raises(InvalidTable, match="what the evidence is, is not in a table"):
        to_assessments(kinds, framework)


def same(outcome: Outcome, row: Row) -> None:
    """Hold every figure of a row against its outcome."""
    expected = row_of(outcome)
    progress = {f"{verdict.award.id}_progress": float(verdict.progress) for verdict in outcome}
    told = {verdict.award.id: row[f"{verdict.award.id}_blockers"] for verdict in outcome}
    listed = {award: each and ["share" if "per cent" in one else one for one in each] for award, each in told.items()}

    assert expected == {name: row[name] for name in expected}
    assert progress == pytest.approx({name: row[name] for name in progress}, rel=1e-12)
    assert [share == 1 for share in progress.values()] == [row[name] == 1 for name in progress]
    assert {verdict.award.id: words_of(verdict) for verdict in outcome} == listed


def same_reasons(outcomes: list[Outcome], long: list[Row]) -> None:
    """Hold a table of reasons against the leaves of the blockers of each outcome."""
    expected = Counter(
        (which, *reason_of(verdict.award.id, each))
        for which, outcome in enumerate(outcomes)
        for verdict in outcome
        for each in flatten(verdict.blockers)
    )
    names = ("which", "award", "kind", "topic", "needs", "has", "certain")

    assert expected == Counter(tuple(row[name] for name in names) for row in long)


@pytest.mark.parametrize("engine", EVERY_ENGINE)
def test_progress_is_the_float_nearest_to_the_fraction(engine: Engine) -> None:
    """Progress on a published framework is the very float that the exact fraction becomes."""
    wigan = get_framework("wigan-progress")
    random = Random(5)  # noqa: S311 - the same rows in every run
    rows = [{topic.id: random.choice([None, 3, 4, 5, 5, 5]) for topic in wigan.topics} for _ in range(60)]
    given = [
        Assessment(
            framework="wigan-progress",
            edition="2017",
            service="Brambles",
            assessed_on=DAY,
            responses={topic: level for topic, level in row.items() if level is not None},
        )
        for row in rows
    ]
    found = engine.rows(evaluate_table(engine.make(from_assessments(given, wigan)), wigan, progress=True))
    expected = [[float(verdict.progress) for verdict in evaluate(wigan, each)] for each in given]

    assert expected == [[row[f"{award.id}_progress"] for award in wigan.awards] for row in found]
