"""Judges a relation of DuckDB where it is, and leaves the result in the database.

    python judge.py DATABASE TABLE [FRAMEWORK]

The verdicts become the table TABLE_judged, what is invalid TABLE_problems.
"""

import sys

import duckdb

import positiveculture as pc
from positiveculture.tables import evaluate_table, problems_table


def main(database: str, table: str, framework_id: str = "wigan-progress") -> None:
    """Judge the assessments in a table of a database, and print how many are at each award."""
    framework = pc.get_framework(framework_id)
    with duckdb.connect(database) as connection:
        rows = connection.table(table)
        evaluate_table(rows, framework).create(f"{table}_judged")
        problems_table(rows, framework, ids=["service"]).create(f"{table}_problems")
        judged = connection.table(f"{table}_judged").filter("problem IS NULL")
        for award, number in judged.aggregate("award, count(*) AS rows").order("award").fetchall():
            print(f"{award or 'no award yet'}: {number}")


if __name__ == "__main__":
    main(*sys.argv[1:])
