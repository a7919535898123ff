"""What Narwhals leaves to each engine: which it is, and two bridges.

pandas: its plain columns of true and false, and of whole numbers, have no null, and it has a dozen ways to hold levels,
each with a missing value of its own.  Narwhals makes a Polars table of all of them, at next to no cost.  So a pandas
frame is judged as a Polars one, and gets the new columns back.

Dask: its partitions are pandas frames, and rows are judged one by one.  So each partition is judged as a pandas frame,
when Dask computes it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from numbers import Number
from typing import Any, TypeAlias, TypeVar

import narwhals.stable.v2 as nw
import polars as pl
from narwhals.dependencies import is_dask_dataframe, is_pandas_dataframe
from narwhals.exceptions import DuplicateError

from positiveculture.errors import InvalidTable, MissingExtra, Problem, WrongArgument
from positiveculture.gettext import gettext
from positiveculture.sentences import shown
from positiveculture.tables.columns import in_column, refuse

DType: TypeAlias = type[nw.Int8 | nw.Int32 | nw.Int64 | nw.Float64 | nw.Boolean | nw.String | nw.Date]

#: A table of any engine; what is returned is of the same.
FrameT = TypeVar("FrameT")

#: How many numbers of a pandas frame are made bytes at a time.
BLOCK = 65_536

#: What Polars raises where it has no type for a column.
NO_TYPE = (pl.exceptions.PolarsError, pl.exceptions.PanicException)

#: Engines that Narwhals knows, and whose columns of true and false hold no null.
NULLLESS = ("modin", "cudf")


def as_narwhals(native: Any) -> Any:
    """Return a table as Narwhals sees it; a pandas frame with an index of its own keeps it.

    Raises:
        InvalidTable: It is no table that can be judged, or two of its columns have one name.
    """
    if is_pandas(native) and not all(isinstance(name, str) for name in native.columns):
        native = native.rename(columns=str)
    try:
        frame = nw.from_native(native)
        names = list(frame.collect_schema().names())
    except DuplicateError:
        names = list(getattr(native, "column_names", native.columns))
        frame = None
    except TypeError:
        raise InvalidTable(
            gettext("the table"), (Problem("not-a-frame", (), {"given": type(native).__name__}),)
        ) from None
    twice = sorted({str(name) for name in names if names.count(name) > 1})
    refuse(in_column("column-twice", name) for name in twice)
    if engine_of(frame) in NULLLESS:
        text = gettext("{engine} keeps no null beside true and false: give a pandas frame (`to_pandas()`)")
        text = text.format(engine=engine_of(frame))
        raise InvalidTable(gettext("the table"), (Problem("error", (), {"reason": text}),))
    return frame


def engine_of(frame: Any) -> str:
    """Return the name of a frame's engine: polars, pandas, pyarrow, duckdb, dask, pyspark, ..."""
    return str(frame.implementation.value)


def in_polars(table: Any, names: Sequence[str], levels: Iterable[str]) -> Any | None:
    """Return a table in Polars, of pandas and PyArrow those columns alone; None: its engine keeps it.

    Those of `levels` that pandas holds as floats are made bytes, where that keeps all that they say.

    Raises:
        InvalidTable, MissingExtra: As for `to_polars`.
    """
    engine = engine_of(table)
    if engine == "pandas":
        narrow = {name: narrowed for name in levels if (narrowed := _in_bytes(nw.to_native(table)[name])) is not None}
        rest = nw.to_native(to_polars(table, [name for name in names if name not in narrow]))
        return pl.DataFrame({**rest.to_dict(), **narrow}) if narrow else rest
    if engine == "pyarrow":
        return _arrow_in_polars(nw.to_native(table.select(*(nw.col(name) for name in names))))
    return nw.to_native(table) if engine == "polars" else None


def _arrow_in_polars(native: Any) -> pl.DataFrame:
    """Return a PyArrow table as a Polars one.

    Raises:
        InvalidTable: Polars has no type for a column.
    """
    with suppress(*NO_TYPE):
        frame = pl.from_arrow(native)
        return frame if isinstance(frame, pl.DataFrame) else frame.to_frame()
    problems = []
    for name in native.column_names:
        try:
            pl.from_arrow(native[name])
        except NO_TYPE:
            reason = gettext("holds {kind}, for which Polars has no type").format(kind=native[name].type)
            problems.append(in_column("column-type", name, reason=reason))
    raise InvalidTable(gettext("the table"), tuple(problems))


def to_engine(engine: str, frame: Any) -> Any:
    """Return a new table on the engine on which it was asked for."""
    if engine == "pandas":
        return to_pandas(frame)
    native = nw.to_native(frame, pass_through=True)
    return native.to_arrow() if engine == "pyarrow" and isinstance(native, pl.DataFrame) else native


def _in_bytes(column: Any) -> pl.Series | None:
    """Return a pandas column of floats as bytes, null for NaN; None: it is no such column, or would lose something.

    NumPy does it in a third of the time that Polars takes, in blocks that fit in a processor's cache.  What is no whole
    number, or too wide, is another one after the cast, whatever the processor makes of it; and so is NaN.
    """
    try:
        np, pa = import_module("numpy"), import_module("pyarrow")
    except ModuleNotFoundError:  # reported where other columns need it
        return None
    if not isinstance(column.dtype, np.dtype) or column.dtype.kind != "f":
        return None
    floats = column.to_numpy()
    levels, present = np.empty(len(floats), np.int8), np.empty(-(-len(floats) // 8), np.uint8)
    for start in range(0, len(floats), BLOCK):
        numbers, small = floats[start : start + BLOCK], levels[start : start + BLOCK]
        with np.errstate(invalid="ignore", over="ignore"):
            np.copyto(small, numbers, casting="unsafe")
        same = small == numbers
        if np.count_nonzero(same) + np.count_nonzero(np.isnan(numbers)) < len(numbers):
            return None
        present[start // 8 : -(-(start + len(numbers)) // 8)] = np.packbits(same, bitorder="little")
    array = pa.Array.from_buffers(pa.int8(), len(floats), [pa.py_buffer(present), pa.py_buffer(levels)])
    return pl.Series(pl.from_arrow(array))


def to_polars(frame: Any, names: Sequence[str]) -> Any:
    """Return those columns of a pandas frame as a Polars one.

    Raises:
        InvalidTable: A column holds objects of more than one kind.
        MissingExtra: Polars, or the PyArrow that pandas hands its columns over with, is not installed.
    """
    try:
        return nw.from_native(frame.select(*(nw.col(name) for name in names)).to_polars(), eager_only=True)
    except (ModuleNotFoundError, ValueError, TypeError, OverflowError, NotImplementedError):
        pass  # one by one, to tell which of them it is
    columns, problems = {}, []
    for name in names:
        try:
            columns[name] = nw.from_native(frame.select(nw.col(name)).to_polars(), eager_only=True)[name]
        except ModuleNotFoundError as error:
            package = "PyArrow" if "arrow" in str(error).lower() else "Polars"
            raise MissingExtra(gettext("judging a pandas frame"), package, "tables") from None
        except (ValueError, TypeError, OverflowError, NotImplementedError) as error:
            try:
                columns[name] = nw.from_native(_as_text(name, nw.to_native(frame)[name]), series_only=True)
            except TypeError:
                problems.append(in_column("column-mixed", name, reason=str(error)))
    refuse(problems)
    if not columns:
        return nw.from_native(frame.select().to_polars(), eager_only=True)
    return next(iter(columns.values())).to_frame().with_columns(*list(columns.values())[1:])


def _as_text(name: str, numbers: Any) -> pl.Series:
    """Return a pandas column of numbers that Polars has no type for as text, each invalid in its own row.

    Raises:
        TypeError: It holds something else than numbers.
    """
    texts: list[str | None] = []
    for value in numbers:
        if value is not None and (isinstance(value, bool) or not isinstance(value, Number)):
            raise TypeError(f"{value!r} is no number")
        texts.append(str(value) if _is_given(value) else None)
    return pl.Series(name, texts, dtype=pl.String)


def attach(engine: str, native: Any, new: pl.DataFrame) -> Any:
    """Return a table of pandas or PyArrow with the columns of a Polars one behind its own."""
    if engine == "pandas":
        return attach_columns(native, new)
    for name, column in zip(new.columns, new.to_arrow().columns, strict=True):
        native = native.append_column(name, column)
    return native


def attach_columns(native: Any, judged: pl.DataFrame) -> Any:
    """Return a pandas frame with the columns of a Polars one next to its own, under pandas' types that have a null.

    `assign` copies what it is given.
    """
    arrays = import_module("pandas").arrays
    columns = {}
    for values in judged:
        if values.dtype == pl.Boolean:
            plain = values.fill_null(value=False).to_numpy()
            columns[values.name] = arrays.BooleanArray(plain, values.is_null().to_numpy())
        elif values.dtype == pl.Int32:
            columns[values.name] = arrays.IntegerArray(values.fill_null(0).to_numpy(), values.is_null().to_numpy())
        elif values.dtype == pl.List:  # pandas' own columns have no lists
            columns[values.name] = values.to_pandas(use_pyarrow_extension_array=True).array
        else:
            columns[values.name] = values.to_pandas().array
    return native.assign(**columns)


def to_pandas(frame: Any) -> Any:
    """Return a Polars table as a pandas frame of its own, under pandas' types that have a null."""
    return attach_columns(
        import_module("pandas").DataFrame(index=range(frame.shape[0])), nw.to_native(frame, pass_through=True)
    )


def is_pandas(native: Any) -> bool:
    """Return whether this is a pandas frame."""
    return bool(is_pandas_dataframe(native))


def by_partition(native: FrameT, work: Callable[[Any], Any], whole: Callable[[Any], Any] | None = None) -> FrameT:
    """Return what comes of a table if `work` is done on each partition of a Dask frame; on others, `whole`, or it."""
    table: Any = native
    worked: FrameT = table.map_partitions(work) if is_dask_dataframe(native) else (whole or work)(native)
    return worked


def number_rows(frame: Any, name: str) -> Any:
    """Return a frame with its rows numbered from 1."""
    if isinstance(frame, pl.DataFrame):
        return frame.with_row_index(name, offset=1).with_columns(pl.col(name).cast(pl.Int64))
    return frame.with_row_index(name).with_columns((nw.col(name).cast(nw.Int64) + 1).alias(name))


def collect_rows(frame: Any) -> list[dict[str, Any]]:
    """Return the rows of a small frame as plain values: None for null, of whatever kind."""
    rows_by_name = (frame.collect() if isinstance(frame, nw.LazyFrame | pl.LazyFrame) else frame).rows(named=True)
    return [{name: value if _is_given(value) else None for name, value in row.items()} for row in rows_by_name]


def _is_given(value: object) -> bool:
    """Return whether a value is given: not None, and neither NaN nor pandas' NA, which are not equal to themselves."""
    return value is not None and type(value).__name__ not in ("NAType", "NaTType") and value == value  # noqa: PLR0124


def make_table(columns: Mapping[str, list[Any]], types: Mapping[str, DType], engine: Any) -> Any:
    """Return the native table of `columns`, on an engine that is not lazy.

    Raises:
        WrongArgument: It is none.
    """
    if nw.Implementation.from_backend(engine) is nw.Implementation.UNKNOWN:
        words = gettext('"polars", "pandas" or "pyarrow" is needed, not {given}')
        raise WrongArgument(words.format(given=shown(engine)))
    if engine == "pandas":
        return to_pandas(nw.from_dict(columns, schema=types, backend="polars"))
    return nw.to_native(nw.from_dict(columns, schema=types, backend=engine))
