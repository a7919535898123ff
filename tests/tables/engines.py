"""The engines that tables are held on in the tests: each makes its table of a Polars one, and hands its rows back."""

import importlib
import math
from collections.abc import Callable
from typing import Any

import attrs
import narwhals.stable.v2 as nw
import polars as pl
import pytest

Row = dict[str, Any]


@attrs.frozen
class Engine:
    """One engine, in one of the ways in which it holds columns."""

    name: str
    #: The packages that it needs.
    needs: tuple[str, ...]
    #: Makes its table of a Polars one.
    make: Callable[[pl.DataFrame], Any]
    #: Whether it waits until results are asked for.
    lazy: bool = False
    #: How many examples a law draws on it: the slower, the fewer.
    examples: int = 10

    def rows(self, native: Any) -> list[Row]:
        """Return the rows of one of its tables as plain values: None for every kind of null."""
        frame = nw.from_native(native)
        frame = frame.collect() if isinstance(frame, nw.LazyFrame) else frame
        return [{name: _plain(value) for name, value in row.items()} for row in frame.rows(named=True)]


def _plain(value: Any) -> Any:
    if (
        value is None
        or type(value).__name__ in ("NAType", "NaTType")
        or (isinstance(value, float) and math.isnan(value))
    ):
        return None
    if hasattr(value, "tolist"):  # numpy's numbers and arrays
        return value.tolist()
    return value


def _pandas(frame: pl.DataFrame) -> Any:
    """With the types that pandas itself would choose: floats with NaN, objects."""
    pd = importlib.import_module("pandas")
    return pd.DataFrame({name: frame[name].to_list() for name in frame.columns}, columns=frame.columns)


def _pandas_plain(frame: pl.DataFrame) -> Any:
    """Levels as numpy's floats, flags as `boolean`: numpy's own have no null."""
    pd = importlib.import_module("pandas")
    kinds = {
        name: "boolean" if kind == pl.Boolean else "float64" if kind.is_integer() else "object"
        for name, kind in frame.schema.items()
    }
    return pd.DataFrame(
        {name: pd.Series(frame[name].to_list(), dtype=kinds.get(name)) for name in frame.columns}, columns=frame.columns
    )


def _pandas_nullable(frame: pl.DataFrame) -> Any:
    kinds = {name: "boolean" for name, kind in frame.schema.items() if kind == pl.Boolean}
    kinds |= {name: "Int64" for name, kind in frame.schema.items() if kind.is_integer()}
    kinds |= {name: "string" for name, kind in frame.schema.items() if kind == pl.String}
    pd = importlib.import_module("pandas")
    return pd.DataFrame({name: pd.array(frame[name].to_list(), dtype=kinds.get(name)) for name in frame.columns})


def _pandas_arrow(frame: pl.DataFrame) -> Any:
    return frame.to_pandas(use_pyarrow_extension_array=True)


def _duckdb(frame: pl.DataFrame) -> Any:
    duckdb = importlib.import_module("duckdb")
    connection = duckdb.connect()
    connection.register("given", frame.to_arrow())
    return connection.table("given")


def _dask(frame: pl.DataFrame) -> Any:
    dd = importlib.import_module("dask.dataframe")
    return dd.from_pandas(_pandas_plain(frame), npartitions=2)


ENGINES = [
    Engine("polars", (), lambda frame: frame, examples=20),
    Engine("polars-lazy", (), lambda frame: frame.lazy(), lazy=True),
    Engine("pyarrow", ("pyarrow",), lambda frame: frame.to_arrow()),
    Engine("pandas", ("pandas", "pyarrow"), _pandas_plain),
    Engine("pandas-nullable", ("pandas", "pyarrow"), _pandas_nullable),
    Engine("pandas-arrow", ("pandas", "pyarrow"), _pandas_arrow),
    Engine("duckdb", ("duckdb", "pyarrow"), _duckdb, lazy=True, examples=4),
]


def missing(needs: tuple[str, ...]) -> list[str]:
    """Return which of some packages are not installed."""
    found = []
    for name in needs:
        try:
            importlib.import_module(name)
        except ModuleNotFoundError:
            found.append(name)
    return found


def parameters(engines: list[Engine]) -> list[Any]:
    """Return each engine as a parameter of a test, skipped with the reason where its packages are not installed."""
    found = []
    for engine in engines:
        absent = missing(engine.needs)
        reason = f"{engine.name} needs {' and '.join(absent)}: pip install --group engines"
        marks = [pytest.mark.skip(reason=reason)] if absent else []
        found.append(pytest.param(engine, id=engine.name, marks=marks))
    return found


EVERY_ENGINE = parameters(ENGINES)
