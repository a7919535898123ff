"""The command `table`: judges a whole file of assessments, and says what became of every row."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import attrs
import polars as pl
from rich.console import Console, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from positiveculture.cli import streaming
from positiveculture.cli.terminal import visible
from positiveculture.errors import FileTrouble, InvalidTable, NotScored, Problem, UnknownTopic
from positiveculture.formats.writing import fresh_file
from positiveculture.framework import Framework
from positiveculture.sentences import quoted
from positiveculture.tables import evaluate_table, problems_table
from positiveculture.tables.columns import ASIDE, EVIDENCED
from positiveculture.tables.reading import Asked, Missing, Named
from positiveculture.tables.tally import Obstacle, Tally, tallied, tipped

#: The columns that the rejects have before those of the table.
ROW, PROBLEM = "row", "problem"

#: What these are called on the way, and the place of a row among those that cannot be so.
NUMBER, REASON, PLACE = "__row", "__problem", "__place"

#: Takes rows that cannot be so to the rejects.
Note = Callable[[pl.DataFrame], None]

#: How many obstacles and topics a summary shows.
MOST = 5


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
    not_applicable: str | None = None
    missing: Missing = "refuse"

    def __attrs_post_init__(self) -> None:
        """Refuse what cannot be done before anything is read."""
        if not self.framework.awards:
            raise NotScored(self.framework.title, self.framework.unscored)
        streaming.kind_of(self.source)
        streaming.kind_of(self.out)
        if self.rejects.suffix.lower() not in (".csv", ".jsonl"):
            raise FileTrouble(str(self.rejects), "rejects are written to a .csv or a .jsonl file")
        if len({path.resolve() for path in (self.source, self.out, self.rejects)}) < 3:  # noqa: PLR2004 - three files
            raise FileTrouble(str(self.out), "what is read, written and rejected must be three files")
        if not self.source.is_file():
            raise FileTrouble(str(self.source), "there is no such file")
        for path in (self.out, self.rejects):
            if path.exists() and not self.force:
                raise FileTrouble(str(path), "is there already; --force overwrites it")

    def asked(self, columns: Named) -> Asked:
        """Return what is asked of each batch."""
        return Asked(framework=self.framework, columns=columns, not_applicable=self.sentinel, missing=self.missing)

    @property
    def sentinel(self) -> int | str | None:
        """What stands for a topic that is set aside: a number, where it is one."""
        given = self.not_applicable
        return int(given) if given is not None and given.lstrip("+-").isdigit() else given


@attrs.define
class Run:
    """One run on its way through a file."""

    job: Job
    columns: Named
    strangers: list[str]
    tally: Tally = attrs.field(factory=Tally)

    def judged(self, batch: pl.DataFrame, note: Note) -> pl.DataFrame:
        """Return the rows of a batch with their verdicts; those that cannot be so are noted as rejects."""
        found = self.verdicts(batch)
        bad = found[PROBLEM].is_not_null()
        if bad.any():
            number = pl.int_range(self.tally.rows + 1, self.tally.rows + batch.height + 1, dtype=pl.Int64, eager=True)
            note(self.rejected(batch.with_columns(number.alias(NUMBER)).filter(bad)))
        asked = self.job.asked(self.columns)
        done = tallied(batch, asked)
        done.add(tipped(batch, asked))
        self.tally.add(done)
        return found.filter(~bad).drop(PROBLEM)

    def verdicts(self, batch: pl.DataFrame) -> pl.DataFrame:
        """Return a batch with its verdicts."""
        return evaluate_table(
            batch,
            self.job.framework,
            columns=self.columns,
            not_applicable=self.job.sentinel,
            missing=self.job.missing,
            on_bad="flag",
            progress=self.job.progress,
        )

    def rejected(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Return rows that cannot be so, which have their number in `NUMBER`, with everything that is wrong.

        Raises:
            InvalidTable: With `strict`, of the first of them.
        """
        told = problems_table(
            rows.with_row_index(PLACE),
            self.job.framework,
            ids=[PLACE],
            columns=self.columns,
            not_applicable=self.job.sentinel,
            missing=self.job.missing,
        )
        value = pl.col("value").fill_null("nothing")
        shown = pl.concat_str(pl.col("topic"), pl.lit(": "), value, pl.lit(" "), pl.col("problem"))
        reasons = told.group_by(PLACE).agg(shown.str.join("; ").alias(REASON)).sort(PLACE)
        found = rows.with_columns(reasons[REASON])
        if self.job.strict:
            first = found.row(0, named=True)
            place = "" if first[NUMBER] is None else f"row {first[NUMBER]}"
            raise InvalidTable(
                str(self.job.source), (Problem("invalid-row", (), {"reason": str(first[REASON])}, place),)
            )
        taken = {ROW: NUMBER, PROBLEM: REASON}
        return found.select(
            *(pl.col(old).alias(new) for new, old in taken.items()),
            *(pl.col(n).alias(f"table_{n}" if n in taken else n) for n in rows.columns if n != NUMBER),
        )


def run(job: Job) -> Run:
    """Judge a file; what comes of it is written whole, or not at all.

    Raises:
        InvalidTable: The table cannot be judged; with `strict`, the first row that cannot be so.
        FileTrouble: A file cannot be read or written.
        InvalidFile: The file is not what its name promises.
    """
    given = streaming.opened(job.source, lambda names: read_columns(job.framework, names))
    with streaming.read(job.source):
        schema = given.collect_schema()
    done = begun(job, schema)
    empty = done.verdicts(pl.DataFrame(schema=schema)).drop(PROBLEM)
    total = given.select(pl.len()) if streaming.kind_of(job.source) in (".parquet", ".arrow") else None
    with _bar(total) as advance:

        def work(note: Note) -> Iterator[pl.DataFrame]:
            for batch in given.collect_batches(chunk_size=streaming.BATCH, maintain_order=True):
                yield done.judged(batch, note)
                advance(batch.height)

        put(done, empty, work)
    return done


def begun(job: Job, schema: Mapping[str, Any]) -> Run:
    """Return a run over a table with these columns.

    Raises:
        InvalidTable: With `strict`, a column looks like a topic's, and is none's.
    """
    columns = _by_number(job.framework, schema)
    done = Run(job, columns, list(_strangers(job.framework, schema, columns)))
    if job.strict and done.strangers:
        raise InvalidTable(str(job.source), tuple(Problem("error", (), {"reason": text}) for text in done.strangers))
    return done


def put(done: Run, empty: pl.DataFrame, work: Callable[[Note], Iterator[pl.DataFrame]]) -> None:
    """Write what `work` yields, batches like `empty`, and the rejects that it notes on the way."""
    job = done.job
    streaming.refuse_nested(empty.schema, job.out)
    csv = streaming.kind_of(job.out) == ".csv"
    with fresh_file(job.out, overwrite=job.force) as fresh, _rejects(job, done.strangers) as note:
        batches = map(streaming.harmless, work(note)) if csv else work(note)
        schema = (streaming.harmless(empty) if csv else empty).schema
        with streaming.read(job.source):
            streaming.written(streaming.flowing(batches, schema), fresh, streaming.kind_of(job.out))


def read_columns(framework: Framework, names: list[str]) -> list[str]:
    """Return those columns that say something of a topic."""
    known = {str(name) for topic in framework.every_topic for name in (topic.id, topic.number)}
    return [name for name in names if name.removesuffix(EVIDENCED).removesuffix(ASIDE) in known]


def _by_number(framework: Framework, schema: Mapping[str, Any]) -> dict[str | int, str]:
    """Return the columns that have a topic's printed number for a name, where none has its id."""
    return {
        topic.id: str(topic.number)
        for topic in framework.every_topic
        if topic.id not in schema and str(topic.number) in schema
    }


def _strangers(framework: Framework, schema: Mapping[str, Any], columns: Named) -> Iterator[str]:
    """Yield what is wrong with columns that look like a topic's, and are none's."""
    ids = [topic.id for topic in framework.every_topic]
    for name in schema:
        base = name.removesuffix(EVIDENCED).removesuffix(ASIDE)
        if base in ids or base in columns.values():
            continue
        near = get_close_matches(base, ids, n=1, cutoff=0.85)
        if base != name or base.isdigit() or near:
            hint = f"; did you mean {quoted(near[0])}?" if near else ""
            yield f"column {quoted(name)} is of no topic of {framework.id}{hint}"


@contextmanager
def _rejects(job: Job, strangers: list[str]) -> Iterator[Note]:
    """Hand over what writes rejects: the file is there only if there are some."""
    with ExitStack() as stack:
        state: list[Any] = []
        csv = job.rejects.suffix.lower() == ".csv"

        def note(rows: pl.DataFrame) -> None:
            if not state:
                state.append(stack.enter_context(fresh_file(job.rejects, overwrite=job.force)).open("ab"))
            if csv:
                streaming.harmless(rows).write_csv(state[0], include_header=not state[0].tell())
            else:
                rows.write_ndjson(state[0])

        if strangers:
            note(pl.DataFrame({ROW: pl.Series([None] * len(strangers), dtype=pl.Int64), PROBLEM: strangers}))
        try:
            yield note
        finally:
            for file in state:
                file.close()


@contextmanager
def _bar(total: pl.LazyFrame | None) -> Iterator[Callable[[int], None]]:
    """Show how far it has come, on a terminal alone, on standard error."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("rows judged", total=None if total is None else total.collect().item())
        yield lambda rows: progress.advance(task, rows)


def summary_to_dict(done: Run) -> dict[str, Any]:
    """Return what became of a table as JSON."""
    job, tally = done.job, done.tally
    return {
        "framework": job.framework.id,
        "edition": job.framework.edition,
        "rows": tally.rows,
        "judged": tally.rows - tally.rejected,
        "rejected": tally.rejected,
        "rejects": str(job.rejects) if tally.rejected or done.strangers else None,
        "unknown_columns": done.strangers,
        "none": tally.awards[None],
        "awards": [
            {
                "id": award.id,
                "highest": tally.awards[award.id],
                **{state.replace("-", "_"): tally.states[award.id, state] for state in ("met", "not-met", "undecided")},
            }
            for award in job.framework.awards
        ],
        "blockers": [
            {"award": award, "kind": kind, "what": what, "rows": rows}
            for (award, kind, what), rows in _most(tally.obstacles)
        ],
        "tipping": {"rows": tally.tipped, "topics": [{"topic": t, "gains": n} for t, n in _most(tally.tipping)]},
    }


def _most(counts: Mapping[Any, int]) -> list[tuple[Any, int]]:
    """Return all that occur, the most frequent first; of equals, the first by name."""
    return sorted(((what, n) for what, n in counts.items() if n), key=lambda entry: (-entry[1], entry[0]))


def summary(done: Run) -> Iterator[RenderableType]:
    """Yield what became of a table, as a picture."""
    job, tally = done.job, done.tally
    judged = tally.rows - tally.rejected
    yield Text(visible(f"{job.framework.title}, edition {job.framework.edition}"))
    yield Text(f"{tally.rows:,} {'row' if tally.rows == 1 else 'rows'}: {judged:,} judged, {tally.rejected:,} rejected")
    for text in done.strangers:
        yield Text(visible(text))
    if tally.rejected or done.strangers:
        yield Text(visible(f"What is wrong stands in {job.rejects}"))
    yield Text("")
    yield Text("Indicated by these assessments; only the awarding body awards.")
    found = Table(box=None, pad_edge=False)
    for heading in ("award", "highest", "met", "not met", "undecided"):
        found.add_column(heading, justify="left" if heading == "award" else "right")
    for award in reversed(job.framework.awards):
        counts = [tally.awards[award.id], *(tally.states[award.id, each] for each in ("met", "not-met", "undecided"))]
        found.add_row(visible(award.title), *(f"{count:,}" for count in counts))
    found.add_row("none", f"{tally.awards[None]:,}")
    yield found
    yield from _listed(
        "What stands in the way most often", [(_obstacle(k, job.framework), n) for k, n in _most(tally.obstacles)]
    )
    sample = "" if tally.tipped == judged else f" (of {tally.tipped:,} rows looked at)"
    one_up = [(job.framework.title_of(topic), n) for topic, n in _most(tally.tipping)]
    yield from _listed(f"One level more on this topic alone would bring an award to{sample}", one_up)


def _listed(heading: str, counted: list[tuple[str, int]]) -> Iterator[RenderableType]:
    if counted:
        yield Text("")
        yield Text(heading)
        for what, count in counted[:MOST]:
            yield Text(visible(f"{count:>12,}  {what}"))


def _obstacle(obstacle: Obstacle, framework: Framework) -> str:
    award, kind, what = obstacle
    title = framework.title_of(award)
    if kind == "award":
        return f"{title}: {framework.title_of(what)} not held"
    if kind == "nothing-to-judge":
        return f"{title}: nothing is left to judge"
    topic, _, level = what.rpartition(" at ") if kind == "level" else (what, "", "")
    try:
        named = framework.title_of(topic)
    except (UnknownTopic, LookupError):
        named = topic
    needs = {"level": f" at {level}", "evidence": ", evidence"}.get(kind, "")
    return f"{title}: {named}{needs}"
