"""A survey in a table gives the figures that the panel of its respondents gives, on every engine."""

from datetime import date

import attrs
import polars as pl
import pytest
from engines import EVERY_ENGINE, Engine
from hypothesis import given, settings, strategies as st
from hypothesis.strategies import DrawFn

import positiveculture as pc
from positiveculture.errors import InvalidPanel, InvalidTable
from positiveculture.panel.distributions import Distribution
from positiveculture.tables import summarise_table, summary_table

SCALE = pc.Scale("often", [pc.Level(number, f"Level {number}") for number in (1, 2, 3)])

Group = tuple[str, ...]

#: What the noise is drawn from.
SECRET = b"known to this test"


def survey(items: int, themes: int, averages: str) -> pc.Framework:
    """Return an invented survey; every other item counts from the other end."""
    return pc.Framework(
        id="voices",
        edition="1",
        title="Voices",
        source=pc.Source(title="Voices", publisher="Nobody", rights="Invented for a test."),
        principles=[pc.Principle(f"p{place}", "P") for place in range(themes)],
        topics=[
            pc.Topic(id=f"t{n}", title="T", scale=SCALE, principle=f"p{n % themes}", reverse_scored=bool(n % 2))
            for n in range(items)
        ],
        averages=averages,
    )


@attrs.frozen
class Case:
    """A survey, and what each respondent in which group answered."""

    framework: pc.Framework
    answers: list[tuple[Group, dict[str, int]]]
    minimum: int
    missing_allowed: int

    @property
    def panel(self) -> pc.Panel:
        """The same as a panel."""
        given = {"framework": "voices", "edition": "1", "service": "Brambles"}
        day = date(2026, 3, 31)
        said = [pc.Assessment(**given, assessed_on=day, responses=levels) for _, levels in self.answers]
        return pc.Panel(said, groups=[group for group, _ in self.answers])

    @property
    def table(self) -> pl.DataFrame:
        """The same as a table."""
        columns: dict[str, list[str | int | None]] = {
            "area": [group[0] if group else None for group, _ in self.answers],
            "team": [group[1] if len(group) > 1 else None for group, _ in self.answers],
        }
        for topic in self.framework.topics:
            columns[topic.id] = [levels.get(topic.id) for _, levels in self.answers]
        kinds = {name: pl.String if name in ("area", "team") else pl.Int8 for name in columns}
        return pl.DataFrame(columns, schema=kinds)


@st.composite
def cases(draw: DrawFn) -> Case:
    """Surveys answered by about as many as the minimum, in groups of which some are all alike, and with gaps."""
    themes = draw(st.integers(1, 2))
    framework = survey(draw(st.integers(themes, 4)), themes, draw(st.sampled_from(["", "The mean of the items."])))
    minimum = draw(st.integers(1, 4))
    groups = draw(st.lists(st.lists(st.sampled_from("ab"), max_size=2).map(tuple), min_size=1, max_size=4))
    answers: list[tuple[Group, dict[str, int]]] = []
    for group in groups:
        levels = st.just(draw(st.integers(1, 3))) if draw(st.booleans()) else st.integers(1, 3)
        gap = st.none() if draw(st.booleans()) else st.nothing()
        one = st.fixed_dictionaries({topic.id: levels | gap for topic in framework.topics})
        people = draw(st.lists(one, max_size=minimum + 2))
        answers += [(group, {t: level for t, level in said.items() if level is not None}) for said in people]
    return Case(framework, answers, minimum, draw(st.integers(0, 1)))


@pytest.mark.parametrize("engine", EVERY_ENGINE)
def test_a_table_says_what_its_panel_says(engine: Engine) -> None:
    """Every figure that a panel publishes or withholds, its table publishes or withholds, and the same."""

    @settings(max_examples=engine.examples, deadline=None)
    @given(cases())
    def law(case: Case) -> None:
        minimum, missing = case.minimum, case.missing_allowed
        expected = case.panel.summary(case.framework, min_respondents=minimum, missing_allowed=missing, secret=SECRET)
        table = engine.make(case.table)
        found = summarise_table(
            table,
            case.framework,
            groups=["area", "team"],
            min_respondents=minimum,
            missing_allowed=missing,
            secret=SECRET,
        )

        assert expected == found

    law()


def test_a_summary_is_a_table_too() -> None:
    """A summary as a table has a row for each group and topic or theme; what is withheld has a reason and no figure."""
    framework = survey(2, 1, "The mean of the items.")
    north: Group = ("North",)
    people = [(north, {"t0": 1 + n % 3, "t1": 2}) for n in range(12)] + [(("South",), {"t0": 3, "t1": 1})] * 3
    case = Case(framework, people, 10, 0)
    summary = summarise_table(case.table, framework, groups=["area", "team"])
    table = summary_table(summary)
    rows = {(row["group"], row["id"]): row for row in table.to_dicts()}

    assert rows["", "t0"]["n"] == 15
    figure = summary.figure("t0")
    assert isinstance(figure, Distribution)
    assert rows["", "t0"]["positive"] == pytest.approx(float(figure.positive))
    assert rows["North", "t0"]["withheld"] == "would-reveal"
    assert rows["North", "t0"]["n"] is None
    assert rows["", "p0"]["mean"] == pytest.approx(float(summary.mean("p0")))


@pytest.mark.parametrize("engine", EVERY_ENGINE)
def test_types_that_are_no_answer_and_no_group(engine: Engine) -> None:
    """A number beyond all levels is invalid, and lists that are to name groups are refused, on every engine."""
    survey_of_one = survey(1, 1, "")
    topic = survey_of_one.topics[0].id
    largest = 2**63 - 1 if engine.name == "pandas-nullable" else 2**64 - 1
    wide = pl.DataFrame({topic: pl.Series([largest] + [2] * 12, dtype=pl.UInt64)})
    lists = pl.DataFrame({topic: [2] * 12, "team": [["a"], ["b"]] * 6})

    assert summarise_table(engine.make(wide), survey_of_one, on_invalid="skip").replied() == 12
    with pytest.raises(InvalidTable, match="invalid rows: 1;"):
        summarise_table(engine.make(wide), survey_of_one)
    if engine.name != "pandas-nullable":  # which has no type for lists
        with pytest.raises(InvalidTable, match=r'column "team": holds List.*, and a group has one name'):
            summarise_table(engine.make(lists), survey_of_one, groups=["team"])


def test_an_answer_that_cannot_be_so_is_never_counted() -> None:
    """A table with an answer off the scale is refused; respondents with one are left out only where that is asked."""
    framework = survey(2, 1, "")
    table = pl.DataFrame({"t0": [1, 7, 3], "t1": [1, 2, 3]})
    with pytest.raises(InvalidTable, match='row 2, topic "t0": "7" is not on its scale'):
        summarise_table(table, framework, min_respondents=1)
    with pytest.raises(InvalidTable, match="invalid rows: 1"):
        summarise_table(table.lazy(), framework, min_respondents=1)
    with pytest.raises(InvalidTable, match='topic "t1": no column'):
        summarise_table(table.drop("t1"), framework)
    with pytest.raises(InvalidTable, match='`groups`: no column "team"'):
        summarise_table(table, framework, groups=["team"])
    with pytest.raises(InvalidPanel, match="1 is the least"):
        summarise_table(table.drop_nulls().head(1), framework, min_respondents=0)
    summary = summarise_table(table, framework, min_respondents=1, on_invalid="skip")

    assert summary.replied() == 2


@pytest.mark.parametrize("kind", ["float64", "int64", "Int64", "object"])
def test_a_pandas_frame_is_counted_in_arrays_or_not_to_the_same_end(kind: str) -> None:
    """Groups that are missing, empty or no text, and columns of other types, change the way and not the result."""
    pandas = pytest.importorskip("pandas")
    framework = survey(2, 1, "")
    people: list[tuple[Group, dict[str, int]]] = [
        *[(("a", "x"), {"t0": 1 + n % 3, "t1": 3}) for n in range(5)],
        *[(("a",), {"t0": 2, "t1": 1 + n % 2}) for n in range(4)],
        *[((), {"t0": 1, "t1": 1})] * 3,
    ]
    case = Case(framework, people, 2, 0)
    columns = {name: case.table[name].to_list() for name in case.table.columns}
    frame = pandas.DataFrame({**columns, **{t: pandas.array(columns[t], dtype=kind) for t in ("t0", "t1")}})
    frame.loc[len(frame)] = [None, "lost", 3, 3]  # in no area, so in no team either
    told = {"groups": ["area", "team"], "min_respondents": 2, "secret": SECRET}
    expected = attrs.evolve(case, answers=[*people, ((), {"t0": 3, "t1": 3})]).panel.summary(
        framework, min_respondents=2, secret=SECRET
    )

    assert summarise_table(frame.astype({"t0": kind, "t1": kind}), framework, **told) == expected  # type: ignore[arg-type]  # each fits
    numbered = frame.astype({"t0": kind, "t1": kind}).assign(area=[7] * len(frame))
    assert summarise_table(numbered, framework, **told).groups[1] == ("7",)  # type: ignore[arg-type]  # each fits


@pytest.mark.parametrize("wrong", [0.0, 4.0, 1.5, 2.0**40])
def test_a_number_that_is_no_level_is_never_counted_in_arrays(wrong: float) -> None:
    """Off the scale or between two levels, it refuses the frame with its row."""
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"t0": [1.0, wrong, None], "t1": [1.0, 2.0, 3.0]})
    with pytest.raises(InvalidTable, match='row 2, topic "t0"'):
        summarise_table(frame, survey(2, 1, ""))
