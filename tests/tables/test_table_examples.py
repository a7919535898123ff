"""The examples of jobs on other engines, run as a user runs them."""

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import polars as pl
from test_table_clusters import WIGAN, needed, needed_java, services

from positiveculture.tables import evaluate_table

EXAMPLES = Path(__file__).parents[2] / "examples"

THIRD = pl.col("which") % 3 == 2
ROWS = (
    services(60)
    .with_columns(
        pl.when(THIRD).then(5).otherwise(pl.col(topic.id)).cast(pl.Int8).alias(topic.id) for topic in WIGAN.topics
    )
    .with_columns(service=pl.format("Service {}", "which"))
    .drop("which")
)
JUDGED = evaluate_table(ROWS, WIGAN, on_invalid="flag").filter(pl.col("problem").is_null()).drop("problem")
COUNTS = "".join(
    f"{award or 'no award yet'}: {rows}\n"
    for award, rows in sorted(JUDGED["award"].value_counts().rows(), key=lambda pair: (pair[0] is not None, pair[0]))
)


def test_a_spark_job_on_two_workers(tmp_path: Path) -> None:
    """The Spark example, submitted to a cluster of two workers, judges a folder of files as Polars does."""
    needed("pyspark", "pyarrow")
    needed_java()
    (tmp_path / "in").mkdir()
    for part in range(4):
        ROWS.slice(part * 15, 15).write_parquet(tmp_path / "in" / f"{part}.parquet")
    submit = Path(str(import_module("pyspark").__file__)).parent / "bin" / "spark-submit"
    job = [EXAMPLES / "spark" / "judge.py", tmp_path / "in", tmp_path / "out", tmp_path / "rejects"]
    cluster = ["--master", "local-cluster[2,1,1024]", "--conf", "spark.ui.enabled=false"]
    told = subprocess.run(
        [submit, *cluster, *job],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env=os.environ | {"PYSPARK_PYTHON": sys.executable, "PYTHONWARNINGS": "ignore"},
    )
    rejects = pl.read_parquet(tmp_path / "rejects" / "*.parquet")

    assert (told.returncode, told.stdout) == (0, COUNTS), told.stderr
    assert pl.read_parquet(tmp_path / "out" / "*.parquet").sort("service").equals(JUDGED.sort("service"))
    assert rejects.select("service", "topic", "value").rows() == [("Service 1", "dignity", "9")]


def test_a_relation_of_duckdb(tmp_path: Path) -> None:
    """The DuckDB example judges a table where it is, as Polars does, and leaves the result in the database."""
    needed("duckdb", "pyarrow")
    database = tmp_path / "services.duckdb"
    with import_module("duckdb").connect(str(database)) as connection:
        connection.register("given", ROWS.to_arrow())
        connection.execute("CREATE TABLE services AS SELECT * FROM given")
    job = [sys.executable, str(EXAMPLES / "duckdb" / "judge.py"), str(database), "services"]
    told = subprocess.run(job, capture_output=True, text=True, check=False)
    with import_module("duckdb").connect(str(database)) as connection:
        problems = connection.sql("SELECT service, topic, value FROM services_problems").fetchall()
        judged = connection.sql("SELECT * EXCLUDE problem FROM services_judged WHERE problem IS NULL").pl()

    assert (told.returncode, sorted(told.stdout.splitlines())) == (0, sorted(COUNTS.splitlines())), told.stderr
    assert judged.sort("service").equals(JUDGED.sort("service"))
    assert problems == [("Service 1", "dignity", "9")]
