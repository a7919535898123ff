"""What cells of tables say, for every engine to be held to."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import polars as pl
from engines import Engine

import positiveculture as pc
from positiveculture.tables import evaluate_table, problems_table
from positiveculture.testing import strategies as pcs

FIVE = pcs.framework_for(pc.Every(3, ["t1"]))

NONE, OFF = "is no whole number", "is not on its scale, 1 to 4"

#: A text, and the level that it spells, or why it spells none; None: it is no answer.
TEXTS: dict[str | None, int | str | None] = {
    "3": 3,
    " 3 ": 3,
    "\t3\n": 3,
    "\xa03\u3000": 3,
    "\u20033\u202f": 3,
    "+3": 3,
    "03": 3,
    "3.0": 3,
    "3,00": 3,
    "0" * 30 + "3": 3,
    None: None,
    "": None,
    " \xa0": None,
    "9": OFF,
    "-3": OFF,
    "9" * 18: OFF,
    "9" * 19: NONE,
    "3.000": NONE,
    "3.5": NONE,
    "3e0": NONE,
    "0x3": NONE,
    "1_0": NONE,
    "\u0663": NONE,
    "\uff13": NONE,
    "\u00b3": NONE,
    "\u22123": NONE,
    "+-3": NONE,
    "3 3": NONE,
    "true": NONE,
    "\u200b3": NONE,
}

#: Columns that are wider than 64 bits or finer than floats, with what each cell says.
NUMBERS: dict[str, tuple[pl.Series, list[int | str]]] = {
    "unsigned": (pl.Series([3, 2**64 - 1], dtype=pl.UInt64), [3, OFF]),
    "decimal": (
        pl.Series([Decimal(3), Decimal("3.00000000000000000001"), Decimal(7)], dtype=pl.Decimal(38, 20)),
        [3, OFF, OFF],
    ),
    "float": (pl.Series([3.0, 3.5, float("inf")]), [3, OFF, OFF]),
}


def hold(engine: Engine, column: pl.Series, expected: Sequence[int | str | None]) -> None:
    """Hold what an engine says of each cell of a column against what is expected."""
    table = engine.make(pl.DataFrame({"which": range(len(column)), "t1": column}))
    rows = sorted(engine.rows(evaluate_table(table, FIVE, on_invalid="flag")), key=lambda row: int(row["which"]))
    problems = {int(row["which"]): row["problem"] for row in engine.rows(problems_table(table, FIVE, ids=["which"]))}
    found: list[Any] = []
    for row in rows:
        why = row["problem"]
        found.append(3 if row["award_met"] else None if why is None else why.removeprefix("t1: "))

    assert found == list(expected)
    assert problems == {which: why for which, why in enumerate(expected) if isinstance(why, str)}
