"""One run over a file of assessments: judged batch by batch, written whole or not at all."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

import attrs
import polars as pl
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from positiveculture.cli.output import show_warning
from positiveculture.cli.table import files, json_lines, separated, spreadsheet
from positiveculture.cli.table.sources import Batch, BrokenRow, RowSource, refuse_twice
from positiveculture.errors import FileTrouble, InvalidTable, NotScored, Problem
from positiveculture.formats.writing import fresh_file
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.sentences import named, quoted
from positiveculture.sheets import SheetOptions
from positiveculture.tables import evaluate_table, problems_table
from positiveculture.tables.columns import topic_column
from positiveculture.tables.reading import ColumnNames, Missing, Options
from positiveculture.tables.table_report import TableReport
from positiveculture.tables.tally import Tally, tally_states, tally_tipping

#: The columns that the rejects have before those of the table.
ROW, PROBLEM = "row", "problem"

#: What is read, by the end of its name.
READ = (*files.SUFFIXES, ".tsv", *spreadsheet.SUFFIXES)

#: What of it has cells as people type them, and what means there that a topic does not apply.
TYPED, NOT_APPLICABLE = (*separated.SUFFIXES, *spreadsheet.SUFFIXES), "n/a"

#: Writes invalid rows to the rejects.
RejectWriter = Callable[[pl.DataFrame], None]


@attrs.frozen
class Job:
    """What is asked of one run."""

    source: Path
    framework: Framework
    out: Path
    rejects: Path
    strict: bool = False
    force: bool = False
    progress: bool = False
    #: Stands before the names of all new columns.
    prefix: str = ""
    not_applicable: str | None = None
    missing: Missing = "refuse"
    #: Options for a file that does not say it itself.
    options: SheetOptions | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse what cannot be done before anything is read."""
        if not self.framework.awards:
            raise NotScored(self.framework.title, self.framework.unscored)
        if self.source.suffix.lower() not in READ:
            raise files.no_table(self.source, READ)
        files.kind_of(self.out)
        if self.rejects.suffix.lower() not in (".csv", ".jsonl"):
            raise FileTrouble(str(self.rejects), gettext("rejects are written to a .csv or a .jsonl file"))
        if len({path.resolve() for path in (self.source, self.out, self.rejects)}) < 3:  # noqa: PLR2004 - three files
            raise FileTrouble(str(self.out), gettext("what is read, written and rejected must be three files"))
        if not self.source.is_file():
            raise FileTrouble(str(self.source), gettext("there is no such file"))
        for path in (self.out, self.rejects):
            if path.exists() and not self.force:
                raise FileTrouble(str(path), gettext("already exists; --force overwrites it"))

    @property
    def excluded(self) -> str | None:
        """What means that a topic is not applicable."""
        return self.not_applicable or (NOT_APPLICABLE if self.source.suffix.lower() in TYPED else None)

    def open_source(self) -> RowSource:
        """Open the file that is read.

        Raises:
            FileTrouble, InvalidFile, InvalidTable, MissingExtra: It cannot be read as a table.
        """
        suffix = self.source.suffix.lower()
        options = self.options or SheetOptions(on=date.min, service="")
        if suffix in TYPED:
            read = spreadsheet.spreadsheet if suffix in spreadsheet.SUFFIXES else separated.separated
            return read(self.source, self.framework, options, self.not_applicable or NOT_APPLICABLE)
        if files.kind_of(self.source) == ".jsonl":
            source = json_lines.json_lines(self.source, partial(read_columns, self.framework))
        else:
            source = files.scan_file(self.source)
        refuse_twice(list(source.schema), self.framework, self.source)
        return source


@attrs.define
class TableRun:
    """A run over a file, with the counts so far."""

    job: Job
    columns: ColumnNames
    unknown: list[str]
    tally: Tally = attrs.field(factory=Tally)

    @property
    def report(self) -> TableReport:
        """What came of every row."""
        rejects = str(self.job.rejects) if self.tally.rejected or self.unknown else None
        return TableReport(self.job.framework, self.tally, tuple(self.unknown), rejects)

    @property
    def choices(self) -> dict[str, Any]:
        """How tables are read, for the functions of `positiveculture.tables`."""
        return {"columns": self.columns, "not_applicable": self.job.excluded, "missing": self.job.missing}

    def judged(self, batch: Batch, write_rejects: RejectWriter) -> pl.DataFrame:
        """Return the rows of a batch with their verdicts; those that are broken or invalid are written as rejects."""
        batch = batch.without_blank()
        verdicts = self.verdicts(batch.judged).drop(batch.rows.columns)
        invalid = verdicts.drop_in_place(self.job.prefix + PROBLEM).is_not_null()
        rejects = [self.broken(batch)] if batch.broken else []
        if invalid.any():
            rejects.append(self.rejected(batch.rows.filter(invalid), batch.numbers.filter(invalid)))
        if rejects:
            alike = rejects[0].schema == rejects[-1].schema
            joined = pl.concat(rejects if alike else map(files.as_text, rejects))
            rejected = joined.with_columns(pl.col(ROW).cast(pl.Int64)).sort(ROW)
            if self.job.strict:
                self.refuse(rejected, batch.broken)
            write_rejects(rejected)
        options = Options(framework=self.job.framework, **self.choices)
        counts = tally_states(batch.judged, options)
        counts.add(tally_tipping(batch.judged, options))
        counts.rows += len(batch.broken)
        counts.rejected += len(batch.broken)
        self.tally.add(counts)
        judged = batch.rows.hstack(verdicts)
        return judged.filter(~invalid) if invalid.any() else judged

    def broken(self, batch: Batch) -> pl.DataFrame:
        """Return the rows of a batch that are none of the table's, as `rejected` does; what they hold is text."""
        cells = {name: [row.cells.get(name) for row in batch.broken] for name in batch.rows.columns}
        dtypes = {name: pl.String() if any(column) else batch.rows.schema[name] for name, column in cells.items()}
        columns = {
            ROW: pl.Series([row.number for row in batch.broken], dtype=pl.Int64),
            PROBLEM: pl.Series([row.problem.message for row in batch.broken], dtype=pl.String),
        }
        names = _reject_names(cells)
        columns |= {names[name]: pl.Series(column, dtype=dtypes[name]) for name, column in cells.items()}
        return pl.DataFrame(columns)

    def refuse(self, rejected: pl.DataFrame, broken: Sequence[BrokenRow]) -> NoReturn:
        """Refuse the table for the first of its rejects.

        Raises:
            InvalidTable: Always.
        """
        number, reason = rejected.select(ROW, PROBLEM).row(0)
        known = [row.problem for row in broken if row.number == number]
        problem = known[0] if known else Problem("invalid-row", (), {"reason": reason})
        raise InvalidTable(str(self.job.source), (problem.below(named("row", number), number),))

    def verdicts(self, batch: pl.DataFrame) -> pl.DataFrame:
        """Return a batch with its verdicts, and with what is wrong with each row."""
        job, choices = self.job, self.choices
        return evaluate_table(
            batch, job.framework, on_invalid="flag", progress=job.progress, prefix=job.prefix, **choices
        )

    def rejected(self, rows: pl.DataFrame, numbers: pl.Series) -> pl.DataFrame:
        """Return invalid rows with their numbers and everything that is wrong."""
        place = f"_{max(rows.columns, key=len)}"  # no name of another column
        lazy = rows.with_row_index(place).lazy()  # which gets no other number
        problems = problems_table(lazy, self.job.framework, ids=[place], **self.choices).collect()
        value = pl.col("value").fill_null("nothing")
        shown = pl.concat_str(pl.col("topic"), pl.lit(": "), value, pl.lit(" "), pl.col("problem"))
        reasons = problems.group_by(place).agg(shown.str.join("; ").alias(PROBLEM)).sort(place)
        return pl.DataFrame([numbers.alias(ROW), reasons[PROBLEM], *rows.rename(_reject_names(rows.columns))])


def _reject_names(names: Iterable[str]) -> dict[str, str]:
    """Return what each column is called among the rejects: as in the table, where that is not taken."""
    called: dict[str, str] = {}
    taken = {ROW, PROBLEM, *names}
    for name in names:
        free = name
        while free in (ROW, PROBLEM) or (free != name and free in taken):
            free = f"table_{free}"
        called[name] = free
    return called


def run(job: Job) -> TableRun:
    """Judge a file; the result is written whole, or not at all.

    Raises:
        InvalidTable: The table cannot be evaluated; with `strict`, the first invalid row.
        FileTrouble: A file cannot be read or written.
        InvalidFile: The file is not what its name promises.
    """
    source = job.open_source()
    for text in source.notes:
        show_warning(text)
    table = start_run(job, source.schema)
    empty = table.verdicts(pl.DataFrame(schema=source.schema)).drop(job.prefix + PROBLEM)
    with _progress_bar(source.count) as advance:

        def judged(write_rejects: RejectWriter) -> Iterator[pl.DataFrame]:
            for batch in source.batches():
                yield table.judged(batch, write_rejects)
                advance(batch.rows.height)

        write_run(table, empty, judged)
    return table


def start_run(job: Job, schema: Mapping[str, Any]) -> TableRun:
    """Return a run over a table with these columns.

    Raises:
        InvalidTable: With `strict`, a column looks like a topic's, and is none's.
    """
    columns = _by_number(job.framework, schema)
    table = TableRun(job, columns, list(_unknown_columns(job.framework, schema, columns)))
    if job.strict and table.unknown:
        raise InvalidTable(str(job.source), tuple(Problem("error", (), {"reason": text}) for text in table.unknown))
    return table


def write_run(table: TableRun, empty: pl.DataFrame, judged: Callable[[RejectWriter], Iterator[pl.DataFrame]]) -> None:
    """Write what `judged` yields, batches like `empty`, and the rejects of these."""
    job = table.job
    files.refuse_nested(empty.schema, job.out)
    csv = files.kind_of(job.out) == ".csv"
    with fresh_file(job.out, overwrite=job.force) as fresh, _rejects(job, table.unknown) as write_rejects:
        batches = map(files.harmless, judged(write_rejects)) if csv else judged(write_rejects)
        schema = (files.harmless(empty) if csv else empty).schema
        files.write_table(files.as_lazy(batches, schema), fresh, job.out)
    if table.report.rejects is None:  # those of another run are not of this one
        job.rejects.unlink(missing_ok=True)


def read_columns(framework: Framework, names: list[str]) -> list[str]:
    """Return those columns that say something of a topic."""
    known = {str(name) for topic in framework.every_topic for name in (topic.id, topic.number)}
    return [name for name in names if topic_column(name) in known]


def _by_number(framework: Framework, schema: Mapping[str, Any]) -> dict[str | int, str]:
    """Return the columns that have a topic's printed number for a name, where none has its id."""
    return {
        topic.id: str(topic.number)
        for topic in framework.every_topic
        if topic.id not in schema and str(topic.number) in schema
    }


def _unknown_columns(framework: Framework, schema: Mapping[str, Any], columns: ColumnNames) -> Iterator[str]:
    """Yield what is wrong with columns that look like a topic's, and are none's."""
    ids = [topic.id for topic in framework.every_topic]
    for name in schema:
        base = topic_column(name)
        if base in ids or base in columns.values():
            continue
        near = get_close_matches(base, ids, n=1, cutoff=0.85)
        if base != name or base.isdigit() or near:
            plain = gettext("column {name} is of no topic of {framework}")
            words = gettext("column {name} is of no topic of {framework}; did you mean {near}?") if near else plain
            yield words.format(name=quoted(name), framework=framework.id, near=quoted("".join(near)))


@contextmanager
def _rejects(job: Job, unknown: list[str]) -> Iterator[RejectWriter]:
    """Yield what writes rejects; the file is made only if there are some."""
    with ExitStack() as stack:
        state: list[Any] = []
        csv = job.rejects.suffix.lower() == ".csv"

        def write_rejects(rows: pl.DataFrame) -> None:
            if not state:
                state.append(stack.enter_context(fresh_file(job.rejects, overwrite=job.force)).open("ab"))
            if csv:
                files.harmless(files.as_text(rows)).write_csv(state[0], include_header=not state[0].tell())
            else:
                rows.write_ndjson(state[0])

        if unknown:
            write_rejects(pl.DataFrame({ROW: pl.Series([None] * len(unknown), dtype=pl.Int64), PROBLEM: unknown}))
        try:
            yield write_rejects
        finally:
            for file in state:
                file.close()


@contextmanager
def _progress_bar(total: int | None) -> Iterator[Callable[[int], None]]:
    """Show how far it has come, on a terminal alone, on standard error."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("rows judged", total=total)
        yield lambda rows: progress.advance(task, rows)
