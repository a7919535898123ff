"""Corners that drawn cases reach seldom, each held by an example."""

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import pytest

import positiveculture as pc
from positiveculture.assessment import require_assessment
from positiveculture.documents.check import check_document
from positiveculture.drafting import _in_the_way
from positiveculture.errors import FileTrouble, InvalidWording
from positiveculture.field_types import check
from positiveculture.form import fields
from positiveculture.formats.check import Checked, checked_to_dict
from positiveculture.formats.files import file_kind
from positiveculture.formats.kinds import Kind
from positiveculture.formats.linting import WarningKind, pinning, write_drafted_cases
from positiveculture.formats.paths import StandardInput
from positiveculture.formats.plain import plain
from positiveculture.formats.rules import rule_from_dict
from positiveculture.formats.triangulation import read_triangulation
from positiveculture.formats.wording import apply_wording, wording_from_dict
from positiveculture.linting import questions as asked
from positiveculture.linting.pinning import Pinning
from positiveculture.linting.questions import Cut, Questions
from positiveculture.linting.warnings import Example, RuleWarning
from positiveculture.panel import Panel
from positiveculture.plugins.entry_points import _folder, _reason
from positiveculture.plugins.registry import Registry
from positiveculture.problems import Faults, Problems
from positiveculture.render.text import text
from positiveculture.response_checks import report_responses
from positiveculture.responses import Responses
from positiveculture.routes.candidates import Candidate, End
from positiveculture.routes.requirements import IMPOSSIBLE, Impossible, Requirement
from positiveculture.routes.search import Budget, search
from positiveculture.routes.solver import _fewest
from positiveculture.rules.blockers import ShareBelow
from positiveculture.rules.kinds import Rounding
from positiveculture.rules.lookups import Case, LookUps
from positiveculture.rules.parts import MOST_KEPT, share

DAY = date(2026, 3, 31)
SCALE = pc.Scale("four", [pc.Level(number, f"Level {number}") for number in range(1, 5)])
SOURCE = pc.Source(title="The harbour", publisher="The Harbour Trust", rights="Ours")
BREAD, MILK = (
    pc.Topic(id=id_, title=id_.title(), scale=SCALE, allows_not_applicable=True) for id_ in ("bread", "milk")
)
SONGS = pc.Topic(id="songs", title="Songs", allows_not_applicable=True)


def larder(*awards: pc.Award, **more: Any) -> pc.Framework:
    """Return a framework of two topics with levels and one without."""
    return pc.Framework(
        id="larder", edition="1", title="Larder", source=SOURCE, topics=[BREAD, MILK, SONGS], awards=awards, **more
    )


def award(id_: str, *rules: pc.Rule, rank: int = 0) -> pc.Award:
    """Return an award that asks for all of these."""
    return pc.Award(id=id_, title=id_.upper(), rule=pc.All(rules), rank=rank)


def said(**responses: Any) -> pc.Assessment:
    """Return what is said of the topics of the larder."""
    return pc.Assessment(framework="larder", edition="1", service="Quay", assessed_on=DAY, responses=responses)


ONE = award("one", pc.AtLeast("bread", 3))
LARDER = larder(ONE)
HEAD = {"framework": "larder", "edition": "1", "language": "cy"}
DRAFTED = pinning(LARDER).drafted[0]


def test_an_assessment_and_its_framework_are_taken() -> None:
    """A framework and an assessment, in this order, are what they should be."""
    require_assessment(LARDER, said())


def test_a_case_of_an_unknown_award() -> None:
    """A reference case that says how an award stands that is none of the framework's is refused at its place."""
    case = attrs.evolve(DRAFTED, states=[("two", "met")])
    with pytest.raises(pc.InvalidFramework) as caught:
        larder(ONE, cases=[case])
    assert ("unknown-award", ("cases", 0, "states", "two")) in [(p.code, p.path) for p in caught.value.problems]


def test_a_check_says_what_rests_on_what_failed() -> None:
    """A check says how many checks rest on one that failed; a warning needs no example, nor an award a change."""
    found = larder(ONE, award("two", pc.AtLeast("milk", 2), rank=1), cases=[DRAFTED])
    results = [{"status": "passed"}, {"status": "blocked"}]
    bare = RuleWarning(WarningKind.NOT_JUDGED, "it is too large", "one", "")
    off = pinning(larder(ONE)).unpinned[:1]
    shown = [
        text(
            check_document(
                Checked(
                    "larder",
                    "framework",
                    content=found,
                    framework=found,
                    warnings=(bare,),
                    pinning=Pinning(4, unpinned, ()),
                    conformance={"results": results, "judged": 1, "level": 1, "ok": True},
                    examples=20,
                )
            ),
            width=200,
        )
        for unpinned in (off, ())
    ]
    assert all("1 rests on one that failed" in each and "It is too large" in each for each in shown)
    assert ["would be noticed by no reference case" in each for each in shown] == [True, False]


def test_a_plan_where_nothing_is_left_to_judge() -> None:
    """Of an award with nothing left to judge, what the awards below it need is in the way, each topic once."""
    awards = [
        ONE,
        award("two", pc.Holds("one"), pc.AtLeast("milk", 2), rank=1),
        award("three", pc.Holds("one"), pc.Holds("two"), pc.AtLeast("bread", 2), rank=2),
        award("four", pc.Evidenced(["songs"]), rank=3),
    ]
    outcome = pc.evaluate(larder(*awards), said(bread=1, milk=1, songs=pc.NotApplicable("Nobody sings.")))
    assert {step.topic for step in _in_the_way(outcome, "three")} == {"bread", "milk"}
    assert not list(_in_the_way(outcome, "four"))


def test_types_that_no_field_has_today() -> None:
    """The check of fields takes tables, whatever fits any type, and refuses what is of none of several kinds."""
    problems = Problems()
    assert check(dict[str, int])({"a": 1}, problems, (), "table")
    assert check(Any)(object(), problems, (), "anything")
    assert not check(dict[str, int])([1], problems, (), "table")
    assert not check(pc.Rating | pc.Reflection)(5, problems, (), "said")
    assert [problem.code for problem in problems.located(None)] == ["not-a-table", "wrong-type"]


def test_a_topic_without_levels_may_be_not_applicable() -> None:
    """The fields of a topic without levels offer to reflect, and to say that it is not applicable."""
    assert str(fields(LARDER)).count('name="responses.songs') >= 2


def test_a_format_of_today_is_read() -> None:
    """A file may say that it is of format 1, or say nothing of it."""
    data = pc.framework_to_dict(LARDER)
    assert pc.framework_from_dict({**data, "format": 1}) == pc.framework_from_dict({**data, "format": None}) == LARDER


def test_a_framework_on_standard_input_has_no_wording() -> None:
    """What comes on standard input has no file beside it, so no wording of another language."""
    with pytest.raises(FileTrouble, match='has no folder, and so no wording in "cy"'):
        pc.read_framework(StandardInput(".toml", b"id = 1"), language="cy")


def test_a_level_within_a_statement() -> None:
    """The level of a statement is its key, and no key of its table."""
    data = pc.framework_to_dict(LARDER)
    data["topics"][0]["statements"] = {"2": {"level": 2, "text": "Some."}}
    with pytest.raises(pc.InvalidFramework, match="`level`: unknown key"):
        pc.framework_from_dict(data)


def test_drafted_cases_are_written(tmp_path: Path) -> None:
    """The cases that would pin the thresholds of a framework are written to a file that TOML reads."""
    path = tmp_path / "cases.toml"
    write_drafted_cases(pinning(LARDER), path)
    assert path.read_text("utf-8").count("[[cases]]") == len(pinning(LARDER).drafted) > 0


@pytest.mark.parametrize(
    ("floor", "message"), [(5, "must be a table"), ({}, "`title`: is missing"), ({"title": "Llawr"}, "floor")]
)
def test_a_floor_in_a_wording(floor: object, message: str) -> None:
    """A wording words the title of a floor that is there, and nothing else of it."""
    with pytest.raises(InvalidWording, match=message):
        apply_wording(LARDER, wording_from_dict({**HEAD, "floor": floor}))


def test_words_that_are_laid_over_unread() -> None:
    """A wording that is laid over a framework as it was written is refused for a floor that is no table."""
    with pytest.raises(pc.InvalidFramework, match="`floor`: must be a table, not 5"):
        pc.framework_from_dict(pc.framework_to_dict(LARDER), [{**HEAD, "floor": 5}])


def test_what_would_fit_no_framework() -> None:
    """Without a framework, only what is wrong in itself is a problem."""
    assert said(cheese=3).problems() == ()
    assert [each.code for each in attrs.evolve(said(), service="").problems()] == ["empty"]


def test_exact_numbers_are_plain() -> None:
    """A fraction is written exactly."""
    assert (plain(Fraction(3, 2)), plain(Fraction(2))) == ("1.5", 2)


def test_a_record_on_standard_input() -> None:
    """A record is read from standard input too."""
    data = b'framework = "gone"\nedition = "1"\nservice = "Quay"\nassessed_on = 2026-03-31\n[responses]\nbread = 3\n'
    record = pc.read_record(StandardInput(".toml", data))
    assert isinstance(record, pc.Assessment)
    assert record.service == "Quay"


def test_what_is_refused_when_made_has_no_problems() -> None:
    """A framework, a history and a report hold together once they are made; a panel's fit is asked for."""
    panel = Panel([said(bread=2)])
    LARDER.validate()
    panel.validate(LARDER)
    assert LARDER.problems() == pc.History([said(bread=2)]).problems() == panel.problems(LARDER) == ()


def test_what_is_too_large_is_not_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a change cannot be weighed within the budget it counts as unpinned, and no case is drafted for it."""
    monkeypatch.setattr(asked, "MOST_FOR_ONE", 1)
    found = pinning(larder(award("one", pc.AtLeast("bread", 3), pc.AtLeast("milk", 2), pc.Share(60))))
    assert found.unpinned
    assert len(found.drafted) < len(found.unpinned)


def test_everything_at_its_highest() -> None:
    """An example that leaves nothing below its highest level is told as that."""
    many = pc.Framework(
        id="long",
        edition="1",
        title="Long",
        source=SOURCE,
        topics=[attrs.evolve(BREAD, id=f"t{n}", title=f"T{n}") for n in range(40)],
        awards=[award("one", pc.Every(4))],
    )
    example = Example(tuple((topic.id, 4) for topic in many.topics), (), ("one",))
    assert "everything at its highest" in example.describe(many)


def test_a_registry_with_frameworks_of_ones_own() -> None:
    """Every framework that is given is loaded, beside those that are installed."""
    report = Registry().with_frameworks(LARDER).load_all()
    assert report.loaded["larder"] == LARDER


def test_a_topic_that_is_no_text() -> None:
    """A key of responses that is no text is refused where no framework says which topics there are."""
    problems = Problems()
    report_responses(Responses({None: pc.Rating(3)}), None, DAY, problems, typed=False)  # type: ignore[dict-item]
    assert [problem.code for problem in problems.located(None)] == ["not-text"]


def test_shares_are_not_kept_for_ever() -> None:
    """A share says the same once so many totals have been looked up that they are forgotten."""
    lookups = LookUps()
    part = share(Fraction(60), Rounding.EXACT, lookups.add_points({"bread": {1: 1, 2: 2}}), lookups)
    one, two = (lookups.each[0][1][level] for level in (1, 2))
    before = part.blockers(Case({}, [one], False), {})
    assert [part.blockers(Case({}, [two | rest << 6], False), {}) for rest in range(MOST_KEPT + 1)] == [()] * (
        MOST_KEPT + 1
    )
    half = Fraction(50)
    assert (
        part.blockers(Case({}, [one], False), {}) == before == (ShareBelow(Fraction(60), half, half, ["bread"], 1, 2),)
    )


def test_sums_that_no_choice_meets_together() -> None:
    """Where each sum can be met, and both only by different candidates of one topic, there is no way."""
    either = tuple(Candidate(End(steps, (), steps, answered=True), steps, steps, steps) for steps in (0, 1))
    with pytest.raises(Impossible):
        search([Requirement(1, {"a": (2, 0)}), Requirement(1, {"a": (0, 2)})], {"a": either}, Budget(100, "its parts"))


def test_fewer_ways_than_are_needed() -> None:
    """Where fewer parts can be met than are needed, there is no way."""
    with pytest.raises(Impossible):
        _fewest(Requirement(1, parts=(IMPOSSIBLE,)), {}, Budget(100, "its parts"))


def test_a_budget_that_is_spent() -> None:
    """Where the budget for all questions is spent, what asks for more is cut short."""
    spent = attrs.evolve(Questions.of(LARDER), budget=Budget(1, "its parts have to be compared", error=Cut))
    with pytest.raises(Cut):
        spent.read({"level": 3, "of": "bread"})


def test_a_report_that_is_made_has_no_problems() -> None:
    """A report of several instruments is refused when it is made, or holds together."""
    path = Path(__file__).parents[2] / "examples" / "triangulation-merrowdale-2026.toml"
    assert read_triangulation(path).problems() == ()


def test_a_file_of_each_kind_is_read(tmp_path: Path) -> None:
    """What `check` reads of a file is of the class of its kind."""
    wigan = pc.get_framework("wigan-progress")
    said = pc.Assessment(
        framework=wigan.id, edition=wigan.edition, service="A", assessed_on=DAY, responses={"dignity": 5}
    )
    pc.write_framework(wigan, tmp_path / "framework.toml")
    pc.write_assessment(said, tmp_path / "assessment.toml")
    pc.write_plan(pc.draft_plan(pc.evaluate(wigan, said), "bronze"), tmp_path / "action plan.toml")
    kinds: tuple[Kind, ...] = ("framework", "assessment", "action plan")

    found = [type(file_kind(kind).read_file(tmp_path / f"{kind}.toml")) for kind in kinds]

    assert found == [pc.Framework, pc.Assessment, pc.ActionPlan]


def test_rules_too_large_to_pin(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the rules are too large to look at every threshold, the check says so, on screen and in JSON."""
    monkeypatch.setattr("positiveculture.linting.pinning.MOST", 1)
    found = larder(ONE, cases=[DRAFTED])
    cut = attrs.evolve(pinning(found), unpinned=())
    checked = Checked(
        "larder",
        "framework",
        content=found,
        framework=found,
        warnings=(),
        pinning=cut,
        conformance={"results": [{"status": "passed"}], "judged": 1, "level": 1, "ok": True},
        examples=20,
    )
    assert cut.cut
    assert "too large to look at every way" in text(check_document(checked), width=200)
    assert checked_to_dict(checked)["unpinned_cut"] is True


def test_a_share_of_very_many_points() -> None:
    """A share of more points than can be listed is looked at one point up and down."""
    heavy = award("one", pc.Share(50, ["bread", "milk"], weights={"bread": 20_000}))
    assert pinning(larder(heavy)).of > 0


def test_where_a_plug_in_lies_and_why_it_failed() -> None:
    """A folder that is not there is no zip; Ctrl-C passes, even out of an error that says itself."""

    class Interrupted(Exception):
        def __str__(self) -> str:
            raise KeyboardInterrupt

    assert _folder("nowhere/at/all") == Path("nowhere/at/all")
    with pytest.raises(KeyboardInterrupt):
        _reason(Interrupted(), "a:b")


@pytest.mark.parametrize(
    ("rule", "problem", "key"), [({"all": 3}, "not-a-list", "all"), ({"at_least": 1}, "missing", "of")]
)
def test_rules_are_a_list(rule: dict[str, Any], problem: str, key: str) -> None:
    """What holds other rules names them in a list, and one that does not is told the key."""
    with pytest.raises(Faults) as told:
        rule_from_dict(rule)

    assert [(each.code, each.path) for each in told.value.found] == [(problem, (key,))]
