"""Past one machine: Spark and a Dask cluster say what Polars says, and move no row for it."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any

import polars as pl
import pytest
from cells import NUMBERS, TEXTS, hold
from engines import Engine, missing
from hypothesis import HealthCheck, given, settings
from test_table_judging import same, same_reasons, tables
from test_table_surveys import SECRET, Case, cases

from positiveculture import Assessment, Framework, Panel, evaluate, get_framework
from positiveculture.tables import (
    blockers_table,
    evaluate_table,
    from_assessments,
    from_long,
    problems_table,
    summarise_table,
    to_long,
)

pytestmark = [
    # Both speak of releases to come, of pandas and of Narwhals, which is theirs to mend.
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning"),
    pytest.mark.filterwarnings("ignore:Dask support is moving out of Narwhals:FutureWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

WIGAN = get_framework("wigan-progress")

#: The oldest Java that PySpark 4 runs on.
JAVA = 17


def needed(*packages: str) -> None:
    """Skip where packages are not installed, and say how to install them."""
    absent = missing(packages)
    if absent:
        pytest.skip(f"needs {' and '.join(absent)}: pip install --group engines")


def needed_java() -> None:
    """Skip where there is no Java that PySpark runs on, and say how to install one."""
    java = os.environ.get("JAVA_HOME", "") and str(Path(os.environ["JAVA_HOME"]) / "bin" / "java")
    found = shutil.which(java or "java")
    if found is None:
        pytest.skip(f"PySpark needs Java {JAVA} or newer: apt-get install openjdk-{JAVA}-jre-headless")
    told = subprocess.run([found, "-version"], capture_output=True, text=True, check=True).stderr
    if int(told.split('"')[1].partition(".")[0]) < JAVA:
        pytest.skip(f"PySpark needs Java {JAVA} or newer, not {told.splitlines()[0]}")


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Spark with two threads of work, in this process."""
    needed("pyspark", "pyarrow")
    needed_java()
    builder = import_module("pyspark.sql").SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = builder.config("spark.sql.shuffle.partitions", "2").getOrCreate()
    folder, number = tmp_path_factory.mktemp("spark"), iter(range(10_000))

    def make(frame: pl.DataFrame) -> Any:
        path = folder / f"{next(number)}.parquet"
        frame.write_parquet(path)
        return session.read.parquet(str(path))

    yield Engine("pyspark", ("pyspark",), make, lazy=True, examples=2)
    session.stop()


@pytest.fixture(scope="module")
def dask() -> Iterator[Engine]:
    """Dask on a cluster of two processes."""
    needed("dask", "distributed", "pandas", "pyarrow")
    frames, distributed = import_module("dask.dataframe"), import_module("distributed")
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0") as cluster,
        distributed.Client(cluster),
    ):

        def make(frame: pl.DataFrame) -> Any:
            return frames.from_pandas(frame.to_pandas(use_pyarrow_extension_array=True), npartitions=2)

        yield Engine("dask", ("dask",), make, lazy=True, examples=5)


@pytest.fixture(params=["spark", "dask"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each of them in turn."""
    found: Engine = request.getfixturevalue(request.param)
    return found


FEW = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def test_a_cluster_judges_as_evaluate_does(engine: Engine) -> None:
    """On Spark and on a Dask cluster every figure and every reason of a table is that of the outcome of its row."""

    @settings(FEW, max_examples=engine.examples)
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


def test_a_cluster_counts_as_a_panel_does(engine: Engine) -> None:
    """On Spark and on a Dask cluster a survey gives the figures that the panel of its respondents gives."""

    @settings(FEW, max_examples=2)
    @given(cases())
    def law(case: Case) -> None:
        minimum, missing_allowed = case.minimum, case.missing_allowed
        expected = case.panel.summary(
            case.framework, min_respondents=minimum, missing_allowed=missing_allowed, secret=SECRET
        )
        found = summarise_table(
            engine.make(case.table),
            case.framework,
            groups=["area", "team"],
            min_respondents=minimum,
            missing_allowed=missing_allowed,
            secret=SECRET,
        )

        assert expected == found

    law()


def test_a_cluster_scores_where_an_item_is_unanswered(engine: Engine) -> None:
    """Whoever leaves an item of a theme out has no score on it, and nobody else's score changes."""
    survey = get_framework("leicester-healthy-workplace")
    replies = [
        Assessment(
            framework=survey.id,
            edition=survey.edition,
            service="Elm",
            assessed_on=date(2026, 3, 31),
            responses={topic.id: 1 + place % 5 for place, topic in enumerate(survey.topics[person % 3 == 0 :])},
        )
        for person in range(12)
    ]
    found = summarise_table(engine.make(from_assessments(replies, survey)), survey, min_respondents=1)

    assert found == Panel(replies).summary(survey, min_respondents=1)


def services(rows: int) -> pl.DataFrame:
    """Return a table of Wigan assessments with gaps, and one row that cannot be so."""
    random = Random(3)  # noqa: S311 - the same rows in every run
    levels = {t.id: [random.choice([None, 3, 4, 5, 5]) for _ in range(rows)] for t in WIGAN.topics}
    levels["dignity"][1] = 9
    return pl.DataFrame({"which": range(rows), **levels}, schema_overrides=dict.fromkeys(levels, pl.Int8))


def test_a_cluster_says_what_polars_says(engine: Engine) -> None:
    """Verdicts, flagged rows, problems, and long tables come out as on Polars."""
    frame = services(40)
    table = engine.make(frame)
    expected = evaluate_table(frame, WIGAN, on_invalid="flag", progress=True)
    found = sorted(engine.rows(evaluate_table(table, WIGAN, progress=True)), key=lambda row: int(row["which"]))
    problems = engine.rows(problems_table(table, WIGAN, ids=["which"]))

    assert expected.to_dicts() == [{name: row[name] for name in expected.columns} for row in found]
    assert [(row["which"], row["topic"]) for row in problems] == [(1, "dignity")]


def test_long_tables_go_both_ways_on_a_cluster(engine: Engine) -> None:
    """A table with one row a response, and one with one row an assessment, are made of each other."""
    frame = services(6).filter(pl.col("which") != 1)
    long = to_long(engine.make(frame), WIGAN, ids=["which"])
    back = sorted(engine.rows(from_long(long, WIGAN, ids=["which"])), key=lambda row: int(row["which"]))

    assert frame.to_dicts() == [
        {name: row[name] if row[name] is None else int(row[name]) for name in frame.columns} for row in back
    ]
    assert {row["long_problem"] for row in back} == {None}


def test_cells_on_a_cluster(engine: Engine) -> None:
    """What a cell says is the same on Spark and on a Dask cluster as everywhere."""
    hold(engine, pl.Series(list(TEXTS), dtype=pl.String), list(TEXTS.values()))
    for column, expected in NUMBERS.values():
        if column.dtype != pl.UInt64:  # of which Spark has none
            hold(engine, column, list(expected))


def test_judging_on_spark_moves_no_row(spark: Engine) -> None:
    """The plan that Spark makes has no exchange between its parts, and leaves nothing to Python."""
    judged: Any = evaluate_table(spark.make(services(40)), WIGAN, progress=True, blockers="list")
    plan = judged._jdf.queryExecution().executedPlan().toString()  # noqa: SLF001 - Spark tells its plan nowhere else

    assert "FileScan parquet" in plan
    assert [
        node for node in ("Exchange", "Shuffle", "BatchEvalPython", "ArrowEvalPython", "MapInPandas") if node in plan
    ] == []


def test_judging_on_dask_moves_no_row(dask: Engine) -> None:
    """Each partition of a Dask frame is judged by itself: there are as many as before, and none waits for another."""
    table = dask.make(services(40))
    judged: Any = evaluate_table(table, WIGAN)
    graph = judged.optimize(fuse=True).__dask_graph__()

    assert judged.npartitions == table.npartitions == 2
    assert [key for key in map(str, graph) if "shuffle" in key or "p2p" in key] == []
    assert len(judged.partitions[0].compute()) == len(table.partitions[0].compute())
