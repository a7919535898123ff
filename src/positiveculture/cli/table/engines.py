"""The command `table` on an engine of the user's: DuckDB or Spark judges, in the session that is configured there."""

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

import attrs
import polars as pl

from positiveculture.cli.table import files
from positiveculture.cli.table.run import NUMBER, PROBLEM, Job, Note, Run, begun, put
from positiveculture.errors import FileTrouble
from positiveculture.tables import evaluate_table
from positiveculture.tables.tally import tallied, tipped

#: How many rows are looked at for what would tip them over: each topic means judging them once more.
SAMPLE = 100_000


class Session(Protocol):
    """What is needed of an engine."""

    def read(self, path: Path) -> Any:
        """Return the table in a file, with its rows numbered in `NUMBER` where they have an order."""

    def sound(self, judged: Any) -> Any:
        """Return the rows that were judged."""

    def batches(self, table: Any, folder: Path) -> Iterable[pl.DataFrame]:
        """Yield a table batch by batch; `folder` is there for what it needs on the way."""


@attrs.frozen
class InDuckDB:
    """The default connection of DuckDB, as this process has it."""

    duckdb: Any

    def read(self, path: Path) -> Any:
        """Return the table in a file."""
        name = str(path)
        if files.kind_of(path) == ".parquet":
            found = self.duckdb.read_parquet(name)
        elif files.kind_of(path) == ".csv":
            found = self.duckdb.read_csv(name, header=True, all_varchar=True)
        else:
            found = self.duckdb.read_json(name, format="newline_delimited")
        return found.project(f'*, row_number() OVER () AS "{NUMBER}"')

    def sound(self, judged: Any) -> Any:
        """Return the rows that were judged."""
        return judged.filter(f'"{PROBLEM}" IS NULL')

    def batches(self, table: Any, _: Path) -> Iterable[pl.DataFrame]:
        """Yield a table batch by batch."""
        reader = table.to_arrow_reader(files.BATCH)
        return (pl.DataFrame(pl.from_arrow(batch)) for batch in reader)


@attrs.frozen
class InSpark:
    """The Spark session that is there, or that the configuration makes."""

    spark: Any

    def read(self, path: Path) -> Any:
        """Return the table in a file. Its rows have no order, and so no number."""
        from pyspark.sql.functions import lit

        name = str(path.resolve())
        if files.kind_of(path) == ".parquet":
            found = self.spark.read.parquet(name)
        elif files.kind_of(path) == ".csv":
            found = self.spark.read.csv(name, header=True)
        else:
            found = self.spark.read.json(name)
        return found.withColumn(NUMBER, lit(None).cast("bigint"))

    def sound(self, judged: Any) -> Any:
        """Return the rows that were judged."""
        return judged.filter(f"`{PROBLEM}` IS NULL")

    def batches(self, table: Any, folder: Path) -> Iterable[pl.DataFrame]:
        """Yield a table batch by batch: Spark writes it beside the result, in parts, and it is read from there."""
        parts = folder / "parts"
        table.write.parquet(str(parts.resolve()))
        found = pl.scan_parquet(sorted(parts.glob("*.parquet")))
        return found.collect_batches(chunk_size=files.BATCH, maintain_order=True)


def session(engine: str) -> Session:
    """Return the session of an engine."""
    if engine == "duckdb":
        import duckdb

        return InDuckDB(duckdb)
    from pyspark.sql import SparkSession

    return InSpark(SparkSession.builder.getOrCreate())


def run(job: Job, engine: str) -> Run:
    """Judge a file on an engine; errors as for the command on Polars."""
    if files.kind_of(job.source) == ".arrow":
        raise FileTrouble(str(job.source), f"{engine} reads no Arrow files; --engine polars does")
    asks = session(engine)
    given = asks.read(job.source)
    names = [name for name in given.columns if name != NUMBER]
    done = begun(job, dict.fromkeys(names))
    asked = job.asked(done.columns)
    judged = evaluate_table(
        given,
        job.framework,
        columns=done.columns,
        not_applicable=job.sentinel,
        missing=job.missing,
        on_invalid="flag",
        progress=job.progress,
    )
    done.tally.add(tallied(given, asked))
    with TemporaryDirectory(dir=job.out.parent) as folder:
        sample = list(asks.batches(asks.sound(judged).select(*names).limit(SAMPLE), Path(folder) / "sample"))
        if sample:
            done.tally.add(tipped(pl.concat(sample), asked))
        batches = iter(asks.batches(judged, Path(folder) / "judged"))
        first = next(batches, None)
        if first is None:
            first = done.verdicts(pl.DataFrame(schema=dict.fromkeys([*names, NUMBER], pl.Int64)))

        def work(note: Note) -> Iterator[pl.DataFrame]:
            for batch in chain([first], batches):
                bad = batch[PROBLEM].is_not_null()
                if bad.any():
                    note(done.rejected(batch.filter(bad).select(*names, NUMBER)))
                yield batch.filter(~bad).drop(PROBLEM, NUMBER)

        put(done, first.clear().drop(PROBLEM, NUMBER), work)
    return done
