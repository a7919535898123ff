"""Laws of values made in Python: they are checked as those that are read, and never end in an error of Python's own."""

import inspect
import json
import pickle
from collections.abc import Callable
from contextlib import nullcontext, suppress
from datetime import date, datetime
from fractions import Fraction
from functools import partial
from importlib import import_module
from itertools import product
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import attrs
import polars as pl
import pytest
from faults import FRAMEWORK
from payloads import ASSESSMENT, HARBOUR, PLAN, WORDING, planted

import positiveculture as pc
import positiveculture.formats
import positiveculture.tables
from positiveculture import badges, fhir, form, ical, sheets, workbook
from positiveculture.badges import achievement, credential
from positiveculture.errors import (
    InvalidEffort,
    InvalidHistory,
    InvalidPlan,
    InvalidRelease,
    InvalidWording,
    Path as Steps,
    Unknown,
    WrongArgument,
)
from positiveculture.fhir import assessment_from_fhir, questionnaire, questionnaire_response
from positiveculture.formats.assessment import Suspension, assessment_from_dict, assessment_to_dict
from positiveculture.formats.converter import fields, read_object, register
from positiveculture.formats.crosswalk import Crosswalk, Endpoint, Link, Relation, propose_evidence
from positiveculture.formats.feedback import FeedbackLog, Suggestion
from positiveculture.formats.fields import numbered
from positiveculture.formats.framework import framework_from_dict
from positiveculture.formats.linting import lint_rules, pinning
from positiveculture.formats.plan import Success, plan_from_dict, plan_to_dict
from positiveculture.formats.release import Release, release_from_dict, release_to_dict
from positiveculture.formats.sssom import to_sssom
from positiveculture.formats.triangulation import (
    Development,
    Finding,
    Implication,
    Instrument,
    Polarity,
    Progress,
    Recommendation,
    Triangulation,
    Verb,
)
from positiveculture.formats.values import entries
from positiveculture.formats.wording import (
    Wording,
    count_texts,
    missing_texts,
    read_wording,
    wording_from_dict,
    wording_to_dict,
    write_wording,
)
from positiveculture.problems import Problems
from positiveculture.responses import Responses

DAY = date(2026, 3, 31)
CERTIFICATE = pc.Certificate(award="copper", awarded_on=DAY, suspensions=[Suspension(DAY)])
SAID: dict[str, Any] = {
    "framework": "harbour",
    "edition": "2026",
    "service": "Seal Sands",
    "assessed_on": DAY,
    "responses": {
        "mooring": pc.Rating(2, "Two.", [pc.Evidence("Log", dated=DAY)]),
        "lights": pc.NotApplicable("It is never dark."),
        "songs": pc.Reflection("Every evening.", actions=[pc.Commitment("Sing", by_when=DAY)]),
    },
    "certificates": [CERTIFICATE],
}
PLANNED: dict[str, Any] = {
    "framework": "harbour",
    "edition": "2026",
    "service": "Seal Sands",
    "award": "copper",
    "assessed_on": DAY,
    "priorities": [pc.Priority("mooring")],
    "actions": [pc.Action(topic="mooring", from_level=1, to_level=2)],
    "success": Success(seen="Calm."),
}
END = Endpoint("harbour", "2026")
LINK = Link("mooring", "songs", Relation.CLOSE, "Why.", "Who.")
SUGGESTION = Suggestion(id="tea", text="Tea.", raised_on=DAY)
INSTRUMENT = Instrument(id="survey", title="Survey", kind="survey")
FINDING = Finding(instrument="survey", theme="Pay", text="Low.", polarity=Polarity.MIXED)

#: Objects that hold together, by their fields; each of which is made wrong in every way.
WHOLE: dict[type[Any], dict[str, Any]] = {
    pc.Assessment: SAID,
    pc.ActionPlan: PLANNED,
    pc.Framework: {field.name: getattr(FRAMEWORK, field.name) for field in attrs.fields(pc.Framework) if field.init},
    Crosswalk: {"source": END, "target": END, "links": [LINK]},
    pc.Panel: {"assessments": [pc.Assessment(**SAID)], "groups": [("a",)], "people": ["Ann"]},
    pc.History: {"assessments": [pc.Assessment(**SAID)]},
    FeedbackLog: {"service": "A", "suggestions": [SUGGESTION], "note": ""},
    Triangulation: {
        "title": "T",
        "organisation": "O",
        "purpose": "P",
        "on": DAY,
        "instruments": [INSTRUMENT],
        "findings": [FINDING],
        "developments": [Development(what="A", progress=Progress.DONE)],
        "recommendations": [Recommendation(Verb.NOTE, "A")],
        "implications": [Implication(kind="Legal")],
    },
}

#: What fits no field, or few.
#: Keys of a table, as a file has them and as it cannot.
KEYS: list[Any] = ["title", 1, None, True, 2.5, DAY, b"title", ("a", "b"), "\ud800", "", 10**400, "plan", "levels", 5]

JUNK = [
    None,
    True,
    5,
    10**400,
    4.0,
    float("nan"),
    "",
    "\u200b",
    "\ud800",
    "text",
    b"bytes",
    DAY,
    datetime(2026, 3, 31, 10, 0),  # noqa: DTZ001 - as a form gives it
    [],
    [[]],
    [None],
    [("a", "b", "c")],
    {},
    {1: 2},
    {None: "x"},
    {"mooring": {"level": 4}},
    {"mooring": "5", "lights": 4.0, "songs": None},
    object(),
    pc.Rating(2),
    [pc.Rating("2")],  # type: ignore[arg-type]  # wrong on purpose, as the next ones
    [pc.Evidence(5)],  # type: ignore[arg-type]
    [attrs.evolve(CERTIFICATE, awarded_on="2026")],  # type: ignore[arg-type]
    FRAMEWORK,
]


def inside(value: Any, path: Steps = ()) -> list[tuple[Steps, Any]]:
    """Return each object that has fields, in a value, with how it is reached."""
    found = [(path, value)] if attrs.has(type(value)) and not isinstance(value, pc.Framework | Responses) else []
    if attrs.has(type(value)):
        names = [field.name for field in attrs.fields(type(value)) if field.init and field.name != "rule"]
        return found + [each for name in names for each in inside(getattr(value, name), (*path, name))]
    if isinstance(value, dict):
        return [each for key, below in value.items() for each in inside(below, (*path, key))]
    if isinstance(value, list | tuple):
        return [each for place, below in enumerate(value) for each in inside(below, (*path, place))]
    return found


def replaced(value: Any, path: Steps, name: str, junk: Any) -> Any:
    """Return a value in which the field `name` of the object at `path` holds `junk`."""
    if not path:
        return attrs.evolve(value, **{name: junk})
    step, *rest = path
    if isinstance(value, dict):
        return {**value, step: replaced(value[step], tuple(rest), name, junk)}
    if isinstance(value, list | tuple):
        return [*value[: int(step)], replaced(value[int(step)], tuple(rest), name, junk), *value[int(step) + 1 :]]
    return attrs.evolve(value, **{str(step): replaced(getattr(value, str(step)), tuple(rest), name, junk)})


#: Each class with each of its fields, and each field of what its fields hold.
PLACES = [
    *((cls, (), field) for cls, whole in WHOLE.items() for field in whole),
    *(
        (cls, path, field.name)
        for cls, whole in WHOLE.items()
        for path, found in inside(whole)
        for field in attrs.fields(type(found))
        if field.init and field.name != "rule"
    ),
]


def used(cls: type[Any], made: Any) -> None:
    """Do with a value what people do with it: ask what is wrong with it, and write it down."""
    if cls is pc.Assessment:
        pc.evaluate(FRAMEWORK, made)
        assessment_to_dict(made)
        propose_evidence(made, Crosswalk(END, END, [LINK]))
    elif cls is pc.ActionPlan:
        made.validate(FRAMEWORK)
        plan_to_dict(made)
        ical.plan_calendar(made, FRAMEWORK, on=DAY, tasks=True)
    elif cls is Crosswalk:
        made.validate(FRAMEWORK, FRAMEWORK)
        to_sssom(made)
        propose_evidence(pc.Assessment(**SAID), made)
    elif cls is pc.Panel:
        made.summary(FRAMEWORK)
    else:
        made.validate()


@pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place[0].__name__}-{place[2]}")
def test_a_wrong_value_ends_in_an_error_of_ours(place: tuple[type[Any], Steps, str]) -> None:
    """Whatever stands in whatever field, the value is sound or refused with its place; an assessment can be made."""
    for junk in JUNK:
        refuse_or_take(*place, junk)


def refuse_or_take(cls: type[Any], path: Steps, name: str, junk: Any) -> None:
    """Hold that a value with `junk` in the field `name` of the object at `path` is sound, or refused with its place."""
    given_ = {**WHOLE[cls], name: junk} if not path else replaced(WHOLE[cls], path, name, junk)
    if cls in (pc.Assessment, pc.ActionPlan, Crosswalk):
        made = cls(**given_)
        repr(made)
    refused: tuple[pc.Problem, ...] = ()
    try:
        used(cls, cls(**given_))
    except pc.Invalid as error:
        refused = error.problems
        assert str(error).encode()  # noqa: PT017 - whatever is refused can be told
    assert all(problem.path or problem.code == "no-assessments" for problem in refused)


#: Wrong values of a file, with the field that they are in; they are wrong in Python too.
FILED: list[tuple[Steps, Any]] = [
    (("service",), 5),
    (("service",), " "),
    (("assessed_on",), "soon"),
    (("assessed_on",), 2026),
    (("mode",), "alne"),
    (("basis",), "selfish"),
    (("organisation",), 5),
    (("note",), "\ud800"),
    (("edition",), "1999"),
    (("responses", "mooring", "level"), "2"),
    (("responses", "mooring", "level"), 9),
    (("responses", "mooring", "note"), 5),
    (("responses", "mooring", "evidence"), "Log"),
    (("responses", "mooring", "evidence", 0, "title"), ""),
    (("responses", "mooring", "evidence", 0, "kind"), "recrod"),
    (("responses", "mooring", "evidence", 0, "dated"), date(2027, 1, 1)),
    (("responses", "mooring", "evidence", 0, "dated"), True),
    (("responses", "mooring", "review_on"), DAY),
    (("responses", "lights", "not_applicable"), "\u2060"),
    (("responses", "lights", "not_applicable"), 5),
    (("responses", "songs", "roles"), ["crow"]),
    (("responses", "moring"), 2),
    (("responses", "mooring"), "5"),
    (("responses", "mooring"), True),
]


def by_hand(payload: Any) -> pc.Assessment:
    """Return what somebody would make in Python who means what a payload says."""

    def response(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        if "not_applicable" in value:
            return pc.NotApplicable(value["not_applicable"])
        shown = value.get("evidence", ())
        given_ = {**value, "evidence": shown if isinstance(shown, str) else [pc.Evidence(**each) for each in shown]}
        return pc.Rating(**given_) if "level" in value else pc.Reflection(**given_)

    return pc.Assessment(
        **{**payload, "responses": {key: response(each) for key, each in payload["responses"].items()}}
    )


@pytest.mark.parametrize(("path", "value"), FILED)
def test_the_same_is_said_of_what_is_made_and_of_what_is_read(path: Steps, value: Any) -> None:
    """A wrong value has the same code, path, parameters and sentence, whether it is read or made by hand."""
    payload = planted(ASSESSMENT, path, value)
    with pytest.raises(pc.InvalidAssessment) as read:
        assessment_from_dict(payload, FRAMEWORK)
    with pytest.raises(pc.InvalidAssessment) as made:
        pc.evaluate(FRAMEWORK, by_hand(payload))

    assert read.value.problems == made.value.problems == by_hand(payload).problems(FRAMEWORK)


@pytest.mark.parametrize("name", ["a.toml", "a.json"])
def test_what_is_wrong_is_not_written(tmp_path: Path, name: str) -> None:
    """What reading would refuse is refused when it is written, and no file is there."""
    wrong = pc.Assessment(**{**SAID, "responses": {"mooring": "5"}})
    late = pc.ActionPlan(**{**PLANNED, "actions": [pc.Action(topic="mooring", done_on=date(2020, 1, 1))]})

    with pytest.raises(pc.InvalidAssessment, match='topic "mooring": must be a level'):
        pc.write_assessment(wrong, tmp_path / name)
    with pytest.raises(InvalidPlan, match="`done_on`: is 2020-01-01, before the assessment of 2026-03-31"):
        pc.write_plan(late, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_plan_that_contradicts_itself_is_told() -> None:
    """Days before the assessment, a worse level and two actions on one topic are told; overdue promises are not."""
    wrong = [
        pc.Action(topic="mooring", from_level=3, to_level=2, by_when=date(2020, 1, 1)),
        pc.Action(topic="mooring", done_on=date(2020, 1, 1)),
    ]
    plan = pc.ActionPlan(**{**PLANNED, "actions": wrong})

    assert [(problem.code, problem.path) for problem in plan.problems(FRAMEWORK)] == [
        ("level-worse", ("actions", 0, "to_level")),
        ("not-unique", ("actions", 1, "topic")),
        ("before-assessment", ("actions", 0, "by_when")),
        ("before-assessment", ("actions", 1, "done_on")),
    ]
    assert (
        attrs.evolve(plan, award=None, actions=[attrs.evolve(wrong[0], from_level=None)] * 2).problems(FRAMEWORK) == ()
    )


def test_arguments_that_are_no_framework_are_refused() -> None:
    """A framework's name, and arguments the other way round, are told what is needed instead."""
    said = pc.Assessment(**SAID)
    wrong: list[tuple[Any, Any, str]] = [
        ("wigan-progress", said, r'not "wigan-progress"; get_framework\("wigan-progress"\) returns'),
        (said, FRAMEWORK, "the other way round"),
        (FRAMEWORK, None, "an Assessment is needed, not null"),
    ]
    for framework, assessment, text in wrong:
        with pytest.raises(WrongArgument, match=text):
            pc.evaluate(framework, assessment)
    nameless: tuple[Any, ...] = (None, {}, 5)
    for name in nameless:
        for asked in (pc.get_framework, pc.registry().get, pc.registry().editions):
            with pytest.raises(pc.UnknownFramework):
                asked(name)
    for edition in nameless[1:]:
        with pytest.raises(pc.UnknownFramework, match="no edition of wigan-progress"):
            pc.get_framework("wigan-progress", edition=edition)


#: Each function of the front door, with arguments that it takes.
TAKEN: dict[str, tuple[Any, ...]] = {
    "assessment_from_dict": ({},),
    "assessment_schema": (FRAMEWORK,),
    "assessment_to_dict": (pc.Assessment(**SAID),),
    "draft_plan": (pc.evaluate(FRAMEWORK, pc.Assessment(**SAID)), "copper"),
    "evaluate": (FRAMEWORK, pc.Assessment(**SAID)),
    "explain": (pc.evaluate(FRAMEWORK, pc.Assessment(**SAID)),),
    "framework_from_dict": ({},),
    "framework_to_dict": (FRAMEWORK,),
    "get_framework": ("wigan-progress",),
    "history_to_dict": (pc.History([pc.Assessment(**SAID)]),),
    "migrate": (None, pc.Assessment(**SAID)),
    "outcome_to_dict": (pc.evaluate(FRAMEWORK, pc.Assessment(**SAID)),),
    "plan_from_dict": ({},),
    "plan_to_dict": (pc.ActionPlan(**PLANNED),),
    "read_assessment": ("a.toml",),
    "read_framework": ("a.toml",),
    "read_migration": ("a.toml",),
    "read_plan": ("a.toml",),
    "read_record": ("a.toml",),
    "registry": (),
    "route": (pc.evaluate(FRAMEWORK, pc.Assessment(**SAID)), "copper"),
    "route_to_dict": (pc.Route("copper", (), Fraction(0)),),
    "use_registry": (pc.registry(),),
    "write_assessment": (pc.Assessment(**SAID), "a.toml"),
    "write_framework": (FRAMEWORK, "a.toml"),
    "write_plan": (pc.ActionPlan(**PLANNED), "a.toml"),
}


@pytest.mark.parametrize("name", [name for name in dir(pc) if inspect.isfunction(getattr(pc, name))])
def test_a_wrong_argument_ends_in_an_error_of_ours(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a function of the front door is given, it takes or says what is needed; nothing half-written is left."""
    monkeypatch.chdir(tmp_path)
    for place in range(len(TAKEN[name])):
        for junk in JUNK:
            given_ = [*TAKEN[name][:place], junk, *TAKEN[name][place + 1 :]]
            with suppress(pc.PositiveCultureError):
                made = getattr(pc, name)(*given_)
                with made if hasattr(made, "__enter__") else nullcontext():
                    pass
    assert [path for path in tmp_path.rglob("*") if path.suffix not in (".toml", ".json")] == []


#: Functions of what goes to other systems, with arguments that they take.
SENT: tuple[tuple[Callable[..., object], tuple[Any, ...]], ...] = (
    (questionnaire, (FRAMEWORK,)),
    (questionnaire_response, (pc.Assessment(**SAID), FRAMEWORK)),
    (assessment_from_fhir, ({}, FRAMEWORK)),
    (achievement, (FRAMEWORK, "copper")),
    (partial(credential, issuer="https://a.example", on=DAY), (pc.Assessment(**SAID), "copper", FRAMEWORK)),
)


@pytest.mark.parametrize(("function", "taken"), SENT)
def test_a_wrong_argument_goes_nowhere(function: Callable[..., object], taken: tuple[Any, ...]) -> None:
    """Whatever is sent to another system, what is none is refused by an error of ours."""
    for place in range(len(taken)):
        for junk in JUNK:
            with suppress(pc.PositiveCultureError):
                function(*taken[:place], junk, *taken[place + 1 :])
    if len(taken) > 1:
        with pytest.raises(pc.PositiveCultureError):
            function(*reversed(taken))


def public_names() -> list[Any]:
    """Return what is public in the nouns' modules, of tables, and of what is filled in and exported."""
    modules = [
        import_module(found.name)
        for found in iter_modules(positiveculture.formats.__path__, "positiveculture.formats.")
    ]
    modules += [positiveculture.tables, form, sheets, workbook, badges, fhir, ical]
    names = [(module, name) for module in modules for name in getattr(module, "__all__", ())]
    return [getattr(module, name) for module, name in names]


def noun_functions() -> list[Callable[..., object]]:
    """Return each public function that takes something."""
    found = list(filter(inspect.isfunction, public_names()))
    return [each for each in dict.fromkeys(found) if inspect.signature(each).parameters]


#: What the functions of nouns take, by the name of the parameter; anything for another.
OUTCOME = pc.evaluate(FRAMEWORK, pc.Assessment(**SAID))
ARGUMENTS: dict[str, Any] = {
    "assessment": OUTCOME.assessment,
    "assessments": [OUTCOME.assessment],
    "crosswalk": Crosswalk(END, END, [LINK]),
    "before": {"actions": [], "success": {}},
    "dialects": [],
    "files": [],
    "frame": pl.DataFrame({"mooring": [2], "lights": [None], "mooring_evidenced": [True]}),
    "framework": FRAMEWORK,
    "ids": [],
    "mine": {},
    "on": DAY,
    "options": sheets.SheetOptions(on=DAY, service="Seal Sands"),
    "language": "cy",
    "outcome": OUTCOME,
    "panel": pc.Panel([OUTCOME.assessment]),
    "paths": [],
    "plan": pc.ActionPlan(**PLANNED),
    "posted": [("service", "Seal Sands")],
    "record": OUTCOME.assessment,
    "summary": pc.Panel([OUTCOME.assessment]).summary(FRAMEWORK),
    "theirs": {},
    "text": to_sssom(Crosswalk(END, END, [LINK])),
}


@pytest.mark.parametrize("function", noun_functions(), ids=lambda function: function.__name__)
def test_a_wrong_argument_of_a_noun(
    function: Callable[..., object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever stands for whichever argument of a noun's function, it is taken, or refused by an error of ours."""
    monkeypatch.chdir(tmp_path)
    parameters = inspect.signature(function).parameters
    several = {name for name, each in parameters.items() if each.kind is each.VAR_POSITIONAL}
    needed = [name for name, each in parameters.items() if each.default is each.empty and name not in several]
    taken = {name: ARGUMENTS.get(name) for name in needed}
    for name, junk in product(parameters, JUNK):
        with suppress(pc.PositiveCultureError):
            function(*taken.values(), junk) if name in several else function(**{**taken, name: junk})
    with pytest.raises(pc.PositiveCultureError):
        function(**dict.fromkeys(needed, object()))


@pytest.mark.parametrize("effort", [5, [1], {None: 1}, {"mooring": 1.5}, {"mooring": True}])
def test_an_effort_that_is_none(effort: Any) -> None:
    """What is no mapping of topics to positive exact numbers is refused as an effort."""
    with pytest.raises((WrongArgument, InvalidEffort)):
        pc.route(pc.evaluate(FRAMEWORK, pc.Assessment(**SAID)), "copper", effort=effort)


def test_an_effort_of_any_size() -> None:
    """An effort larger than any float can be is as good as any other."""
    either = [pc.AnyOf([pc.AtLeast("meetings", level), pc.AtLeast("supervision", level)]) for level in (2, 3)]
    award = pc.Award(id="copper", title="Copper", rule=pc.All([pc.AtLeast("dignity", 5), *either]))
    tangled = attrs.evolve(pc.get_framework("wigan-progress"), awards=[award], cases=[])
    blank = {**SAID, "framework": "wigan-progress", "edition": "2017", "responses": {}, "certificates": ()}
    route = pc.route(pc.evaluate(tangled, pc.Assessment(**blank)), "copper", effort={"dignity": 10**400})

    assert route.effort >= 10**400


@pytest.mark.parametrize("on", ["2026-03-31", datetime(2026, 3, 31), 5])  # noqa: DTZ001 - as a form gives it
def test_a_day_that_is_none(on: Any) -> None:
    """The day on which evidence has to count is a date."""
    with pytest.raises(WrongArgument, match="a date is needed"):
        pc.evaluate(FRAMEWORK, pc.Assessment(**SAID), on=on)
    with pytest.raises(WrongArgument, match="a date is needed"):
        FeedbackLog(**WHOLE[FeedbackLog]).measures(on)


@pytest.mark.parametrize("junk", [None, 5, "harbour", WORDING])
def test_words_that_are_no_list_of_words(junk: Any) -> None:
    """The words of a framework are given as a list of wordings, and how many are needed of people as a number."""
    with pytest.raises(WrongArgument):
        framework_from_dict(HARBOUR, junk)
    with pytest.raises(WrongArgument, match="an int is needed"):
        Triangulation(**WHOLE[Triangulation]).themes(minimum=str(junk))  # type: ignore[arg-type]


@pytest.mark.parametrize("junk", JUNK)
def test_responses_that_are_none(junk: Any) -> None:
    """An assessment of which all else is plain is refused too where its responses are none, or name no topic."""
    plain = {key: SAID[key] for key in ("framework", "edition", "service", "assessed_on")}
    made = pc.Assessment(**plain, responses=junk)
    with suppress(pc.InvalidAssessment):
        pc.evaluate(FRAMEWORK, made)
        assert dict(made.responses) == {}
    with suppress(pc.InvalidAssessment):
        again = assessment_from_dict(json.loads(json.dumps(assessment_to_dict(made))), FRAMEWORK)
        assert again == made


def _failing(name: str) -> str:
    known: dict[str, str] = {}
    return known[name]


@attrs.frozen
class Broken:
    """A thing of ours with a mistake in it."""

    name: str = attrs.field(converter=_failing)


register(Broken)


@pytest.mark.parametrize(
    "read",
    [
        lambda: read_object(Broken, {"name": "A"}),
        lambda: fields(
            attrs.make_class("Whole", {"part": attrs.field(type=Broken)}), {"part": {"name": "A"}}, Problems()
        ),
        lambda: numbered(Broken, [{"name": "A"}], Problems(), "parts"),
        lambda: entries({"a": {"name": "A"}}, lambda _, entry: read_object(Broken, entry)),
    ],
)
def test_a_mistake_of_our_own_is_no_fault_of_the_users(read: Callable[[], object]) -> None:
    """An error that is none of ours, inside a reader, is raised as it is."""
    with pytest.raises(KeyError):
        read()


def test_keys_that_are_no_text() -> None:
    """In a payload made in Python, a key may be a number; anything else is told as a file would write it."""
    for key, shown in ((1, 1), (None, "null"), (DAY, "2026-03-31"), (2.5, "2.5")):
        payload = planted(ASSESSMENT, ("responses",), {key: "x"})
        with pytest.raises(pc.InvalidAssessment) as caught:
            assessment_from_dict(payload, FRAMEWORK)
        (problem,) = caught.value.problems
        assert problem.path == ("responses", shown)
    keyless: dict[Any, Any] = {**ASSESSMENT, None: "x"}
    with pytest.raises(pc.InvalidAssessment, match="`null`: unknown key"):
        assessment_from_dict(keyless, FRAMEWORK)
    levels = {1: "Low", 2: "Half", 3: "High"}
    assert framework_from_dict(planted(HARBOUR, ("scales", "tide", "levels"), levels)) == FRAMEWORK


def test_topics_nested_without_end() -> None:
    """Topics nested too deeply, or in themselves, are refused, in a payload and by hand, and so are containers."""
    deep: dict[str, Any] = {"id": "songs", "title": "Songs"}
    topic = pc.Topic(id="t", title="T")
    for number in range(400):
        deep = {"id": f"t{number}", "title": "T", "parts": [deep]}
        topic = pc.Topic(id=f"t{number}", title="T", parts=[topic])
    endless: dict[str, Any] = {"id": "songs", "title": "Songs"}
    endless["parts"] = [endless, endless]

    for wrong in (deep, endless):
        for words in ([], [WORDING]):
            with pytest.raises(pc.InvalidFramework, match="nested more than 32 deep"):
                framework_from_dict({**HARBOUR, "topics": [wrong]}, words)
    with pytest.raises(pc.InvalidFramework, match="nested more than 32 deep"):
        attrs.evolve(FRAMEWORK, topics=[topic])
    with pytest.raises(pc.InvalidAssessment):
        assessment_from_dict({**ASSESSMENT, "note": endless, "responses": {"mooring": endless}}, FRAMEWORK)
    with pytest.raises(InvalidPlan):
        plan_from_dict({**PLAN, "actions": endless}, FRAMEWORK)


@pytest.mark.parametrize("field", ["framework", "edition", "language", "words"])
def test_a_wrong_wording_is_refused(field: str) -> None:
    """A wording made in Python is written, and laid over a framework, only where a file of it would be read."""
    whole: dict[str, Any] = {
        "framework": "harbour",
        "edition": "2026",
        "language": "cy",
        "words": {"title": "Yr harbwr"},
    }
    for junk in JUNK:
        made = Wording(**{**whole, field: junk})
        with suppress(InvalidWording):
            assert wording_from_dict(wording_to_dict(made)) == made
        with suppress(InvalidWording):
            assert missing_texts(FRAMEWORK, made)


@pytest.mark.parametrize("inside", [(), ("topics",), ("topics", "mooring"), ("topics", "mooring", "statements")])
def test_wrong_words_are_refused(inside: tuple[str, ...], tmp_path: Path) -> None:
    """A wording with any value under any key, at any depth, is refused, or written as files and read back equal."""
    for place, (key, junk) in enumerate([*((key, "Geiriau") for key in KEYS), *(("title", junk) for junk in JUNK)]):
        words: Any = {key: junk}
        for step in reversed(inside):
            words = {step: words}
        made = Wording(framework="harbour", edition="2026", language="cy", words=words)
        with suppress(InvalidWording):
            made.validate()
            assert wording_from_dict(json.loads(json.dumps(wording_to_dict(made)))) == made
            for suffix in (".toml", ".json"):
                write_wording(made, tmp_path / f"{place}{suffix}")
                assert read_wording(tmp_path / f"{place}{suffix}").problems() == ()


def test_a_wording_that_does_not_fit() -> None:
    """What is wrong with a wording by itself, and as words for a framework, can be asked for without an exception."""
    endless: dict[str, Any] = {}
    endless["topics"] = endless["statements"] = endless
    wrong: dict[str, Any] = {"nested too deeply": {"topics": {"mooring": {"statements": endless}}}}
    wrong |= {"`topics`: unknown key": {"topics": {"mooring": {"topics": endless}}}}
    wrong |= {"`language`: unknown key": {"language": "en"}, "half a": {"title": "\ud800"}}
    wrong |= {"statement 5: unknown key": {"topics": {"mooring": {"statements": {5: "a", "5": "b"}}}}}
    for told, words in wrong.items():
        (problem,) = Wording(framework="harbour", edition="2026", language="cy", words=words).problems()
        assert told in f"{problem.place}: {problem.message}"
    other = Wording(framework="harbour", edition="2026", language="cy", words={"topics": {"morring": {"title": "x"}}})
    assert other.problems() == ()
    assert [problem.path for problem in other.problems(FRAMEWORK)] == [("wordings", 0, "topics", "morring")]
    assert Wording(framework="harbour", edition="2026", language="cy", words={"title": "x"}).problems(FRAMEWORK) == ()


@pytest.mark.parametrize("field", ["summary", "services", "assessed_on", "by", "since"])
def test_a_wrong_release_is_refused(field: str) -> None:
    """A release made in Python is written only where a file of it would be read, as an equal one."""
    panel = pc.Panel([pc.Assessment(**{**SAID, "certificates": ()}) for _ in range(10)])
    whole: dict[str, Any] = {"summary": panel.summary(FRAMEWORK), "services": ["Seal Sands"], "assessed_on": (DAY, DAY)}
    assert Release(**whole).problems() == ()
    for junk in JUNK:
        made = Release(**{**whole, field: junk})
        with suppress(InvalidRelease):
            made.validate()
            assert release_from_dict(release_to_dict(made), FRAMEWORK) == made
    with pytest.raises(InvalidRelease, match="2 is the least"):
        Release(**{**whole, "summary": panel.summary(FRAMEWORK, min_respondents=1)}).validate()


@pytest.mark.parametrize("junk", [None, 5, "harbour", SAID])
def test_words_of_what_is_no_framework(junk: Any) -> None:
    """A rule and a blocker are put into the words of a framework, and of nothing else."""
    below = pc.Below("mooring", 2, 1)
    blockers: list[pc.Blocker] = [
        below,
        pc.Unanswered("mooring", 2),
        pc.NeedsEvidence("mooring"),
        pc.AwardMissing("copper"),
    ]
    blockers += [pc.NothingToJudge(), pc.Alternatives(1, ((below,), ())), share_below()]
    rules: list[pc.Rule] = [
        pc.AtLeast("mooring", 2),
        pc.Every(2),
        pc.Share(50),
        pc.Answered(["songs"]),
        pc.Evidenced(["songs"]),
    ]
    rules += [pc.Holds("copper"), pc.All([pc.Every(2)]), pc.AnyOf([pc.Every(2)]), pc.AtLeastOf(1, [pc.Every(2)])]
    for put in (*(blocker.sentence for blocker in blockers), *(rule.describe for rule in rules)):
        assert put(FRAMEWORK)
        with pytest.raises(WrongArgument, match="a Framework is needed"):
            put(junk)


def share_below() -> pc.ShareBelow:
    """Return a share that is too small."""
    return pc.ShareBelow(Fraction(50), Fraction(25), Fraction(25), ("mooring",), 1, 4)


def test_names_that_a_framework_does_not_have() -> None:
    """A topic, an award, a principle or a tool by a name that nothing has ends in an error that names the nearest."""
    for ask in (
        lambda: pc.Below("moring", 2, 1).sentence(FRAMEWORK),
        lambda: pc.AtLeast("moring", 2).describe(FRAMEWORK),
        lambda: pc.AwardMissing("coper").sentence(FRAMEWORK),
        lambda: pc.Every(2, principle="harbor").describe(FRAMEWORK),
        lambda: FRAMEWORK.tool("ropes"),
        lambda: FRAMEWORK.numbered_title("moring"),
        lambda: FRAMEWORK.title_of([]),  # type: ignore[arg-type]
        lambda: FRAMEWORK.principle([]),  # type: ignore[arg-type]
    ):
        with pytest.raises(Unknown):
            ask()
    with pytest.raises(WrongArgument, match='topic "songs" has no scale'):
        pc.AtLeast("songs", 2).describe(FRAMEWORK)


@pytest.mark.parametrize("junk", [None, 5, "harbour", SAID])
def test_methods_that_take_a_framework(junk: Any) -> None:
    """What is asked against a framework is asked against one, on every value that takes it."""
    outcome = pc.evaluate(FRAMEWORK, pc.Assessment(**SAID))
    panel = pc.Panel([outcome.assessment])
    for ask in (
        *(panel.summary, panel.problems, panel.validate, pc.draft_plan(outcome, "copper").advice, lint_rules, pinning),
        *(count_texts, missing_texts, outcome.next_statement),
        *(() if junk is None else (outcome.assessment.problems, outcome.assessment.validate)),
        *(
            lambda given: propose_evidence(given, Crosswalk(END, END, [LINK])),
            lambda given: propose_evidence(outcome.assessment, given),
        ),
    ):
        with pytest.raises(WrongArgument):
            ask(junk)


def test_rules_nested_without_end() -> None:
    """Rules nested too deeply are refused in Python as they are in a file."""
    rule: pc.Rule = pc.Every(2)
    nested: dict[str, Any] = {"every": 2}
    for _ in range(3000):
        rule, nested = pc.All([rule]), {"all": [nested]}
    award = {"id": "copper", "title": "Copper", "rule": nested}

    with pytest.raises(pc.InvalidFramework, match="nested more than 32 deep"):
        attrs.evolve(FRAMEWORK, awards=[pc.Award(id="copper", title="Copper", rule=rule)])
    with pytest.raises(pc.InvalidFramework, match="nested more than 32 deep"):
        framework_from_dict({**HARBOUR, "awards": [award]})


def test_a_null_is_left_out() -> None:
    """A key whose value is null is as one that is not there, wherever it may be left out."""
    nulls: dict[str, Any] = {
        "note": None,
        "mode": None,
        "organisation": None,
        "certificates": None,
        "responses": {
            "mooring": {"level": 2, "note": None, "evidence": None, "roles": None, "not_applicable": None},
            "lights": None,
        },
    }
    found = assessment_from_dict(
        {**{key: ASSESSMENT[key] for key in ("framework", "edition", "service", "assessed_on")}, **nulls}, FRAMEWORK
    )

    assert (found.note, dict(found.responses)) == ("", {"mooring": pc.Rating(2)})
    with pytest.raises(pc.InvalidAssessment, match="`service`: is missing"):
        assessment_from_dict({**ASSESSMENT, "service": None}, FRAMEWORK)
    assert framework_from_dict({**HARBOUR, "roles": None, "cases": None, "aliases": None}).aliases == ()


def test_a_whole_number_may_be_written_with_a_point() -> None:
    """JSON's 2.0 is 2 where a file is read; a float in an object made in Python is none."""
    payload = planted(ASSESSMENT, ("responses",), {"mooring": 2.0, "lights": {"level": 3.0}})

    assert dict(assessment_from_dict(payload, FRAMEWORK).levels) == {"mooring": 2, "lights": 3}
    with pytest.raises(pc.InvalidAssessment, match=r"not 2\.0"):
        pc.evaluate(FRAMEWORK, pc.Assessment(**{**SAID, "responses": {"mooring": 2.0}}))


def test_a_judged_assessment_is_pickled_as_a_fresh_one() -> None:
    """What was found out about an assessment is not pickled with it, and it comes back equal."""
    wigan = pc.get_framework("wigan-progress")
    given_ = {**SAID, "framework": "wigan-progress", "edition": "2017", "certificates": (), "responses": {"dignity": 5}}
    fresh, judged = pc.Assessment(**given_), pc.Assessment(**given_)
    pc.evaluate(wigan, judged)

    assert pickle.dumps(judged) == pickle.dumps(fresh)
    assert pickle.loads(pickle.dumps(judged)) == judged  # noqa: S301 - our own
    assert len(pickle.dumps(judged)) < 1_000


def test_the_largest_values_show_on_one_line() -> None:
    """Whatever holds very many things is shown on one short line: a framework, an outcome, and all that follows."""
    outcome = pc.evaluate(FRAMEWORK, pc.Assessment(**SAID))
    panel = pc.Panel([outcome.assessment] * 50)
    plan = attrs.evolve(pc.draft_plan(outcome, "copper"), actions=[pc.Action(topic="mooring", from_level=1)] * 50)
    held = (outcome.coverage, panel, plan, pc.History([outcome.assessment]), pc.explain(outcome))
    assert [repr(each) for each in held if len(repr(each)) > 500] == []
    assert repr(outcome.coverage) == "Coverage(framework=<Framework harbour 2026: 3 topics, 2 awards>, topics=<4>)"
    shown = [repr(FRAMEWORK), repr(outcome), repr(pc.Panel([outcome.assessment]).summary(FRAMEWORK, min_respondents=1))]

    assert shown == [
        "<Framework harbour 2026: 3 topics, 2 awards>",
        '<Outcome of "Seal Sands" on 2026-03-31, harbour 2026: brass>',
        "<Summary against harbour 2026: 1 groups, at least 1 behind every figure>",
    ]


def test_words_in_a_list_are_refused() -> None:
    """A wording made in Python whose topics are a list is refused as its file would be, also by `missing_texts`."""
    wrong = Wording(framework="harbour", edition="2026", language="cy", words={"topics": [{"title": "x"}]})

    with pytest.raises(InvalidWording, match="`topics`: must be a table"):
        missing_texts(FRAMEWORK, wrong)


def test_one_service_by_several_spellings() -> None:
    """Capitals, spaces and the encoding of a letter make no other service; another name does, and is told."""
    names = ["Café Homecare", "CAFE\u0301  Homecare ", "café homecare"]
    said = [
        pc.Assessment(**{**SAID, "service": name, "assessed_on": DAY.replace(year=2020 + place), "certificates": ()})
        for place, name in enumerate(names)
    ]

    assert len(pc.History(said).assessments) == 3
    with pytest.raises(InvalidHistory, match='`service`: differs: "Café Homecare", "Cafe"'):
        pc.History([said[0], attrs.evolve(said[1], service="Cafe")])
