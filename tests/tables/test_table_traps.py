"""What columns may hold, and what they may not: each engine keeps gaps, whole numbers and text in its own way."""

import subprocess
import sys
from datetime import date
from fractions import Fraction
from itertools import product
from math import ceil
from typing import Any

import polars as pl
import pytest
from engines import EVERY_ENGINE, Engine
from judged import row_of

import positiveculture as pc
from positiveculture.errors import InvalidTable, WrongArgument
from positiveculture.tables import (
    evaluate_table,
    from_assessments,
    from_long,
    problems_table,
    to_assessments,
    to_long,
)
from positiveculture.tables.points import bound

LADDER = pc.Scale("ladder", [pc.Level(number, f"Level {number}") for number in range(1, 6)])
SOURCE = pc.Source(title="Harbour", publisher="Nobody", rights="Invented for a test.")


def harbour(*rules: pc.Rule, topics: int = 2) -> pc.Framework:
    """Return a framework of topics `t1`, `t2` and so on, each of which may be set aside, and an award for each rule."""
    return pc.Framework(
        id="harbour",
        edition="1",
        title="Harbour",
        source=SOURCE,
        topics=[
            pc.Topic(id=f"t{n}", title=f"T{n}", number=n, scale=LADDER, allows_not_applicable=True)
            for n in range(1, topics + 1)
        ],
        awards=[pc.Award(id=f"a{place}", title="A", rule=rule, rank=place) for place, rule in enumerate(rules, 1)],
    )


BOTH = harbour(pc.Every(3))


def judged(native: Any, **asked: Any) -> list[tuple[Any, Any, Any]]:
    """Return whether the one award of `BOTH` is met in each row, what stands open, and the highest award."""
    frame = pl.DataFrame(evaluate_table(native, BOTH, **asked))
    return list(frame.select("a1_met", "a1_unmet", "award").iter_rows())


MET, OPEN, NOT = (True, 0, "a1"), (None, 1, None), (False, 1, None)


@pytest.mark.parametrize(
    "column",
    [
        pl.Series([5, 3, None, 1], dtype=pl.Int8),
        pl.Series([5, 3, None, 1], dtype=pl.UInt64),
        pl.Series([5.0, 3.0, None, 1.0]),
        pl.Series([5.0, 3.0, float("nan"), 1.0], dtype=pl.Float32),
        pl.Series(["5", " 3 ", None, "1"]),
        pl.Series(["5", "3.0", "  ", "+1"]),
        pl.Series(["5", "3", None, "1"], dtype=pl.Categorical),
        pl.Series(["5", "3", None, "1"], dtype=pl.Enum(["1", "3", "5"])),
        pl.Series([5, 3, None, 1], dtype=pl.Decimal(10, 2)),
    ],
    ids=lambda column: str(column.dtype),
)
def test_a_level_is_read_from_what_holds_whole_numbers(column: pl.Series) -> None:
    """Whole numbers, floats and text that hold whole numbers are levels; null, NaN and blank text are unanswered."""
    frame = pl.DataFrame({"t1": column, "t2": [3, 3, 3, 3]})

    assert judged(frame) == [MET, MET, OPEN, NOT]
    assert judged(frame.lazy().collect(), on_invalid="trust") == [MET, MET, OPEN, NOT]


def test_a_column_of_nothing_is_unanswered() -> None:
    """A column that holds nothing but nulls, of no type, leaves its topic unanswered."""
    frame = pl.DataFrame({"t1": [None, None], "t2": [3, 1]})

    assert judged(frame) == [OPEN, (False, 2, None)]


def test_an_empty_table_stays_empty() -> None:
    """A table without rows gets the columns, and no rows."""
    frame = evaluate_table(pl.DataFrame({"t1": [], "t2": []}, schema={"t1": pl.Int64, "t2": pl.Int64}), BOTH)

    assert frame.columns == ["t1", "t2", "a1_met", "a1_unmet", "award"]
    assert frame.height == 0


@pytest.mark.parametrize(
    ("column", "problem"),
    [
        (pl.Series([True, False]), 'column "t1": holds Boolean, and a level is a whole number'),
        (pl.Series([date(2026, 3, 31)] * 2), 'column "t1": holds Date, and a level is a whole number'),
        (pl.Series([6, 3]), 'row 1, topic "t1": "6" is not on its scale, 1 to 5'),
        (pl.Series([3, 0]), 'row 2, topic "t1": "0" is not on its scale, 1 to 5'),
        (pl.Series([3.5, 3.0]), 'row 1, topic "t1": "3.5" is not on its scale, 1 to 5'),
        (pl.Series([float("inf"), 3.0]), 'row 1, topic "t1": "inf" is not on its scale, 1 to 5'),
        (pl.Series(["four", "3"]), 'row 1, topic "t1": "four" is no whole number'),
        (pl.Series(["9", "3"]), 'row 1, topic "t1": "9" is not on its scale, 1 to 5'),
    ],
)
def test_what_is_no_level_is_refused(column: pl.Series, problem: str) -> None:
    """What is no level of the scale is refused, with the row, the value and what was expected."""
    with pytest.raises(InvalidTable) as refused:
        evaluate_table(pl.DataFrame({"t1": column, "t2": [3, 3]}), BOTH)

    assert problem in str(refused.value)


def test_bad_rows_are_flagged_and_not_judged() -> None:
    """With "flag" a row that cannot be so has no verdict and says why; the others are judged; "null" says nothing."""
    frame = pl.DataFrame({"t1": [7, 5, 3], "t2": [3, 0, 3]})
    flagged = evaluate_table(frame, BOTH, on_invalid="flag", progress=True)

    assert flagged["problem"].to_list() == ["t1: is not on its scale, 1 to 5", "t2: is not on its scale, 1 to 5", None]
    assert judged(frame, on_invalid="flag") == [(None, None, None), (None, None, None), MET]
    assert judged(frame, on_invalid="null") == [(None, None, None), (None, None, None), MET]
    assert flagged["a1_progress"].to_list() == [None, None, 1.0]
    assert problems_table(frame, BOTH).rows() == [
        (1, "t1", "7", "is not on its scale, 1 to 5"),
        (2, "t2", "0", "is not on its scale, 1 to 5"),
    ]


def test_a_lazy_table_stays_lazy() -> None:
    """A lazy table is not collected: nothing is read before its results are asked for."""

    def read(_: pl.DataFrame) -> pl.DataFrame:
        raise AssertionError("the table was read")

    lazy = pl.LazyFrame({"t1": [7, 3], "t2": [3, 3]}).map_batches(read, schema={"t1": pl.Int64, "t2": pl.Int64})
    found = evaluate_table(lazy, BOTH, progress=True, blockers="list")

    assert isinstance(found, pl.LazyFrame)
    assert found.collect_schema().names()[-2:] == ["award", "problem"]
    with pytest.raises(AssertionError, match="the table was read"):
        found.collect()
    with pytest.raises(InvalidTable, match="a lazy table can raise nothing yet"):
        evaluate_table(lazy, BOTH, on_invalid="raise")


def test_a_name_that_is_taken_is_refused() -> None:
    """A column that already exists is never overwritten: a prefix makes room."""
    frame = pl.DataFrame({"award": ["x"], "t1": [3], "t2": [3], "a1_met": [False]})
    with pytest.raises(InvalidTable, match=r'"award": already exists: rename it, or give the new ones a prefix'):
        evaluate_table(frame, BOTH)
    found = evaluate_table(frame, BOTH, prefix="now_")

    assert found.columns == ["award", "t1", "t2", "a1_met", "now_a1_met", "now_a1_unmet", "now_award"]


def test_a_topic_without_a_column_is_refused() -> None:
    """A topic that a rule asks for needs a column; without one it is unanswered only where that is said."""
    frame = pl.DataFrame({"t_1": [3], "t2": [3]})
    with pytest.raises(InvalidTable, match=r'topic "t1": no column "t1"; did you mean "t_1"'):
        evaluate_table(frame, BOTH)

    assert judged(frame, missing="unanswered") == [OPEN]
    assert judged(frame, columns={1: "t_1"}) == [MET]


def test_no_column_of_another_topic_is_proposed() -> None:
    """A column that is there for one topic is not named as what may be meant for another."""
    with pytest.raises(InvalidTable, match=r'no column "t1"; there are: "home" \(say which'):
        evaluate_table(pl.DataFrame({"home": ["Elm"], "t2": [3]}), BOTH)


def test_wrong_names_are_told_all_at_once() -> None:
    """A mapping of columns is checked: unknown topics, absent columns, one column for two topics."""
    with pytest.raises(InvalidTable) as refused:
        evaluate_table(pl.DataFrame({"t1": [3]}), BOTH, columns={"t9": "t1", 2: "t1"})

    assert "no topic" in str(refused.value)
    assert 'column "t1": is given for more than one topic' in str(refused.value)


def test_topics_are_set_aside_by_a_number_or_a_text() -> None:
    """A number or a text may stand for a topic that is set aside; a level of the scale may not."""
    numbers = pl.DataFrame({"t1": [9, 3, 9], "t2": [3, 9, 9]})

    assert judged(numbers, not_applicable=9) == [MET, MET, (None, 1, None)]
    assert judged(numbers.cast(pl.Float64), not_applicable=9) == [MET, MET, (None, 1, None)]
    assert judged(numbers.cast(pl.String), not_applicable="9") == [MET, MET, (None, 1, None)]
    with pytest.raises(InvalidTable, match="which is a level of"):
        evaluate_table(numbers, BOTH, not_applicable=3)


def test_topics_are_set_aside_by_a_column() -> None:
    """A column may say that a topic is set aside, by true or by the reason; a topic has no level beside."""
    flags = pl.DataFrame({"t1": [None, 3], "t1_not_applicable": [True, None], "t2": [3, 3]})
    reasons = flags.with_columns(t1_not_applicable=pl.Series(["no garden", " "]))
    both = pl.DataFrame({"t1": [3], "t1_not_applicable": [True], "t2": [3]})

    assert judged(flags) == [MET, MET]
    assert judged(reasons) == [MET, MET]
    with pytest.raises(InvalidTable, match="is set aside and has a level too"):
        evaluate_table(both, BOTH)


def test_what_may_not_be_set_aside_is_refused() -> None:
    """A topic that the framework does not let be set aside is not."""
    wigan = pc.get_framework("wigan-progress")
    frame = pl.DataFrame({topic.id: [9 if topic.id == "dignity" else 5] for topic in wigan.topics})
    with pytest.raises(InvalidTable, match=r'topic "dignity": "9" may not be marked as not applicable'):
        evaluate_table(frame, wigan, not_applicable=9)


def test_evidence_is_a_column() -> None:
    """A column tells of evidence: true, false, or null; evidence without an answer cannot be so."""
    framework = harbour(pc.Evidenced(["t1"]))
    frame = pl.DataFrame({"t1": [3, 3, 3, None], "t1_evidenced": [True, False, None, None]})
    found = evaluate_table(frame, framework)

    assert found["a1_met"].to_list() == [True, False, False, None]
    with pytest.raises(InvalidTable, match='evidence of "t1": no column "t1_evidenced"'):
        evaluate_table(frame.drop("t1_evidenced"), framework)
    with pytest.raises(InvalidTable, match="has evidence, and no level"):
        evaluate_table(pl.DataFrame({"t1": [None], "t1_evidenced": [True]}), framework)


def test_evidence_is_told_by_flags_numbers_or_text() -> None:
    """Evidence is true or false in flags, in 1 and 0, and in text; anything else is refused."""
    framework = harbour(pc.Evidenced(["t1"]))
    levels = pl.DataFrame({"t1": [3, 3, 3]})
    for said in ([True, False, None], [1, 0, None], [1.0, 0.0, float("nan")], ["TRUE", "false", " "]):
        frame = levels.with_columns(t1_evidenced=pl.Series(said))

        assert evaluate_table(frame, framework)["a1_met"].to_list() == [True, False, False]
    for wrong in ([1, 2, 0], ["yes", "true", "false"]):
        with pytest.raises(InvalidTable, match="says neither true nor false of evidence"):
            evaluate_table(levels.with_columns(t1_evidenced=pl.Series(wrong)), framework)
    with pytest.raises(InvalidTable, match="holds Date, and is true, false or null"):
        evaluate_table(levels.with_columns(t1_evidenced=pl.lit(date(2026, 3, 31))), framework)


def test_shares_are_exact_at_the_edge() -> None:
    """A weighted share is compared in whole numbers: 62.5 per cent is 63 half up, and short of 63 exactly."""
    weights = {"t1": 100, "t2": 28}
    asked = [pc.Share(63, weights=weights.items(), rounding=how) for how in ("half-up", "exact")]
    framework = harbour(*asked)
    # 100 * 3 + 28 * 100 / 28 ... of 640: 400 points are 62.5 per cent, more than a byte holds.
    frame = pl.DataFrame({"t1": pl.Series([4, 4], dtype=pl.Int8), "t2": pl.Series([1, 0 + 5], dtype=pl.Int8)})
    found = evaluate_table(frame, framework)
    outcomes = [pc.evaluate(framework, each) for each in _said(framework, frame)]

    assert [row_of(each) for each in outcomes] == found.drop("t1", "t2").to_dicts()


def test_what_is_not_met_never_says_one() -> None:
    """A requirement that is one part of 4 to the power of 27 keeps progress below 1, where floats come to 1."""
    rule: pc.Rule = pc.AtLeast("t1", 5)
    for first in range(2, 83, 3):
        rule = pc.AtLeastOf(4, [*(pc.AtLeast(f"t{n}", 2) for n in range(first, first + 3)), rule])
    framework = harbour(rule, topics=82)
    short, full = ({topic.id: level for topic in framework.topics} for level in (2, 5))
    found = evaluate_table(pl.DataFrame([short, full]), framework, progress=True)

    assert found["a1_met"].to_list() == [False, True]
    assert found["a1_progress"].to_list() == [1 - 2**-53, 1.0]


def test_a_half_is_rounded_up_and_never_by_floats() -> None:
    """20 of 32 points are 62.5 per cent, which half up makes 63; one point less is short."""
    eight = harbour(pc.Share(63, rounding="half-up"), pc.Share(Fraction(125, 2)), topics=8)
    levels = pl.DataFrame(
        {f"t{n}": pl.Series([3 if n < 2 else 3 if n < 6 else 4, 3], dtype=pl.Int8) for n in range(1, 9)}
    )
    outcomes = [pc.evaluate(eight, each) for each in _said(eight, levels)]

    assert [row_of(each) for each in outcomes] == evaluate_table(levels, eight).drop(levels.columns).to_dicts()


def _said(framework: pc.Framework, frame: pl.DataFrame) -> list[pc.Assessment]:
    day = date(2026, 3, 31)
    return [
        pc.Assessment(framework=framework.id, edition="1", service="Seal Sands", assessed_on=day, responses=row)
        for row in frame.to_dicts()
    ]


@pytest.mark.parametrize("engine", EVERY_ENGINE)
def test_other_columns_and_the_order_of_rows_stay(engine: Engine) -> None:
    """Every other column passes through as it was, and rows stay in their order."""
    frame = pl.DataFrame({"name": ["b", "a", None], "t1": [3, None, 5], "t2": [5, 5, 1], "size": [2.5, None, 1.0]})
    rows = engine.rows(evaluate_table(engine.make(frame), BOTH))

    assert [(row["name"], row["size"], row["a1_met"]) for row in rows] == [
        ("b", 2.5, True),
        ("a", None, None),
        (None, 1.0, False),
    ]
    assert list(rows[0])[:5] == ["name", "t1", "t2", "size", "a1_met"]


@pytest.mark.parametrize("engine", EVERY_ENGINE)
def test_what_cannot_be_so_is_told_on_every_engine(engine: Engine) -> None:
    """Every engine flags the same rows, and lists the same problems."""
    frame = pl.DataFrame({"which": [1, 2, 3], "t1": [7, None, 5], "t2": [5, 0, 3]})
    rows = engine.rows(evaluate_table(engine.make(frame), BOTH, on_invalid="flag"))
    problems = engine.rows(problems_table(engine.make(frame), BOTH, ids=["which"]))

    assert [row["problem"] for row in rows] == [
        "t1: is not on its scale, 1 to 5",
        "t2: is not on its scale, 1 to 5",
        None,
    ]
    assert [row["a1_met"] for row in rows] == [None, None, True]
    assert {(row["which"], row["topic"], float(row["value"])) for row in problems} == {(1, "t1", 7), (2, "t2", 0)}


@pytest.mark.parametrize("engine", EVERY_ENGINE)
def test_long_and_wide_say_the_same(engine: Engine) -> None:
    """A table with one row a response, made into one with one row an assessment, says what it said before."""
    framework = harbour(pc.Every(3), pc.Evidenced(["t1"]))
    wide = pl.DataFrame(
        {
            "service": ["Brambles", "Rivington"],
            "t1": [3, 5],
            "t1_evidenced": [True, False],
            "t1_not_applicable": pl.Series([None, None], dtype=pl.String),
            "t2": [None, 2],
            "t2_evidenced": pl.Series([None, False], dtype=pl.Boolean),
            "t2_not_applicable": ["no garden", None],
        }
    )
    long = to_long(engine.make(wide), framework, ids=["service"])
    back = from_long(long, framework, ids=["service"], evidenced="evidenced", not_applicable="not_applicable")
    rows = sorted(engine.rows(back), key=lambda row: str(row["service"]))

    assert len(engine.rows(long)) == 4
    for row, before in zip(rows, wide.to_dicts(), strict=True):
        assert {
            name: row[name] if value is None else type(value)(row[name]) for name, value in before.items()
        } == before


def test_a_column_of_nothing_has_no_row_in_a_long_table() -> None:
    """A topic whose columns hold nothing but nulls, of no type, has no response, and the others keep theirs."""
    nothing = pl.DataFrame({"t1": [None], "t2": [2], "t1_evidenced": [None]})

    assert to_long(nothing, harbour(), ids=[])["topic"].to_list() == ["t2"]
    wrong: tuple[Any, ...] = (3, "t1", [3], iter(["t1"]))
    for junk in wrong:
        with pytest.raises(WrongArgument, match="`ids`: a Sequence is needed"):
            to_long(nothing, harbour(), ids=junk)


def test_a_long_table_is_refused_where_it_contradicts_itself() -> None:
    """Unknown topics, and topics answered twice, are refused, each with its place; a lazy table says so in a column."""
    long = pl.DataFrame({"who": [1, 1, 2, 2], "topic": ["t1", "t1", "t2", "tea"], "level": [3, 4, 5, 5]})
    with pytest.raises(InvalidTable) as refused:
        from_long(long, BOTH, ids=["who"])
    lazy = pl.DataFrame(from_long(long.lazy(), BOTH, ids=["who"]).sort("who").collect())

    assert 'topic "tea": no topic "tea"' in str(refused.value)
    assert "who 1: t1 is answered more than once" in str(refused.value)
    assert lazy["long_problem"].to_list() == ["t1 is answered more than once", "a topic is unknown"]


def test_assessments_become_a_table_and_back() -> None:
    """What a table can hold of assessments comes back: levels, whether there is evidence, why a topic is set aside."""
    framework = harbour(pc.Every(3))
    given = pc.Assessment(
        framework="harbour",
        edition="1",
        service="Brambles",
        assessed_on=date(2026, 3, 31),
        basis="reviewed",
        responses={
            "t1": pc.Rating(4, "", [pc.Evidence("evidenced in the table")]),
            "t2": pc.NotApplicable("no garden"),
        },
    )
    table = from_assessments([given, given], framework)

    assert to_assessments(table, framework) == [given, given]
    assert to_assessments(table.lazy(), framework) == [given, given]
    with pytest.raises(InvalidTable, match="is neither a column nor in `fields`"):
        to_assessments(table.drop("service"), framework)


def test_pandas_keeps_its_index_and_its_kinds_of_null() -> None:
    """A pandas frame keeps its index; its new columns are of types that have a null."""
    pandas = pytest.importorskip("pandas", reason="pandas: pip install --group engines")
    frame = pandas.DataFrame({"t1": [3.0, float("nan")], "t2": pandas.array([3, None], dtype=object)}, index=[7, 5])
    found = evaluate_table(frame, BOTH)

    assert list(found.index) == [7, 5]
    assert {name: str(found[name].dtype) for name in ("a1_met", "a1_unmet")} == {
        "a1_met": "boolean",
        "a1_unmet": "Int32",
    }
    assert found["a1_unmet"].to_list() == [0, 2]
    with pytest.raises(InvalidTable, match='column "t1": holds more than one kind of value'):
        evaluate_table(pandas.DataFrame({"t1": [3, "x"], "t2": [3, 3]}), BOTH)
    with pytest.raises(InvalidTable, match='column "t1": is given more than once'):
        evaluate_table(pandas.DataFrame([[1, 2]], columns=["t1", "t1"]), BOTH)
    with pytest.raises(InvalidTable, match="a table of Polars, pandas, PyArrow, DuckDB, Dask or PySpark is expected"):
        evaluate_table([3], BOTH)


def test_types_of_arrow_that_polars_has_not() -> None:
    """Wide decimals, unions and the like are refused by the names of their columns, and harm nothing in others."""
    arrow = pytest.importorskip("pyarrow", reason="pyarrow: pip install --group engines")
    wide, levels = arrow.array([1], arrow.decimal256(40, 0)), arrow.array([3])
    union = arrow.UnionArray.from_sparse(arrow.array([0], arrow.int8()), [levels])
    framework = harbour(pc.Every(2, ["t1", "t2"]))

    with pytest.raises(InvalidTable) as caught:
        evaluate_table(arrow.table({"t1": wide, "t2": union}), framework)
    assert [(each.path, each.code) for each in caught.value.problems] == [
        (("t1",), "column-type"),
        (("t2",), "column-type"),
    ]
    judged = evaluate_table(arrow.table({"t1": levels, "t2": levels, "x": wide}), framework)
    assert judged["award"].to_pylist() == ["a1"]


def test_duckdb_knows_no_case() -> None:
    """To DuckDB `Award` and `award` are one name: it is taken."""
    duckdb = pytest.importorskip("duckdb", reason="duckdb: pip install --group engines")
    with pytest.raises(InvalidTable, match='column "award": already exists'):
        evaluate_table(duckdb.sql("select 3 as t1, 3 as t2, 'x' as \"Award\""), BOTH)


def test_a_framework_without_awards_is_not_scored() -> None:
    """A table is judged by awards alone: where there are none, that is said."""
    with pytest.raises(pc.NotScored):
        evaluate_table(pl.DataFrame({"t1": [3]}), harbour())


def test_what_is_missing_is_said_with_its_remedy() -> None:
    """Where Narwhals is not installed, importing the tables says how to install it, and that it is an import error."""
    code = """
import sys
sys.modules["narwhals"] = None
try:
    import positiveculture.tables
except ImportError as error:
    print(error)
"""
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert told.stdout == (
        'positiveculture.tables needs narwhals, which is not installed: pip install "positiveculture[tables]"\n'
    )


def test_the_bound_of_a_share_is_the_least_fraction() -> None:
    """A share is reached from the least fraction that is not below it; more points than can be counted are refused."""
    for percent, points, half_up in product((1, 39, 63, 88, 100), (1, 2, 7, 24, 97), (False, True)):
        for asked in (Fraction(percent), Fraction(percent * 2, 3), Fraction(percent * 100 - 1, 100)):
            share = {"share": [str(asked.numerator), str(asked.denominator)], "half_up": half_up}
            least = (2 * asked - 1) / 200 if half_up else asked / 100
            every = (Fraction(ceil(least * over), over) for over in range(1, points + 1))
            assert Fraction(*bound(share, points)) == min(every)
    with pytest.raises(InvalidTable, match="too large to be judged in a table"):
        bound({"share": ["50", "1"], "half_up": False}, 2**52)
