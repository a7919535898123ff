"""Laws of methods: whatever a public method of a public class is given, it is taken, or refused by an error of ours."""

import inspect
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, get_args, get_type_hints

import attrs
import pytest
from test_handmade import (
    ARGUMENTS,
    DAY,
    FINDING,
    JUNK,
    LINK,
    OUTCOME,
    PLACES,
    SUGGESTION,
    WHOLE,
    public_names,
    replaced,
    share_below,
)

import positiveculture as pc
from positiveculture.errors import Path as Steps, Unknown, WrongArgument
from positiveculture.formats.crosswalk import Crosswalk, Endpoint
from positiveculture.formats.feedback import FeedbackLog
from positiveculture.formats.linting import Example, Meant, RuleWarning, WarningKind
from positiveculture.formats.panel import Comparison, Distribution, Shares, Summary
from positiveculture.formats.paths import Upload
from positiveculture.formats.plan import ActionState, PlanStatus
from positiveculture.formats.triangulation import Triangulation
from positiveculture.formats.wording import Wording
from positiveculture.rules.scope import Titles

FRAMEWORK = OUTCOME.framework
SURVEY = pc.get_framework("leicester-healthy-workplace")
ANSWERS = {topic.id: topic.scale.highest for topic in SURVEY.every_topic if topic.scale is not None}
LIKED = pc.Assessment(
    framework=SURVEY.id, edition=SURVEY.edition, service="Seal Sands", assessed_on=DAY, responses=ANSWERS
)
SUMMARY = pc.Panel([LIKED] * 20).summary(SURVEY, min_respondents=1)
QUESTION, THEME = SUMMARY.topics[0], SUMMARY.themes[0]
TOPIC = FRAMEWORK.topic("mooring")
RULE, BELOW = pc.AtLeast("mooring", 2), pc.Below("mooring", 2, 1)

#: A value of each public class that has methods.
VALUES: list[Any] = [
    *(cls(**fields) for cls, fields in WHOLE.items()),
    *(OUTCOME, pc.explain(OUTCOME), OUTCOME.coverage, pc.registry()),
    *(TOPIC, TOPIC.scale, TOPIC.statements[0], FRAMEWORK.plan),
    *(SUMMARY, Comparison(SUMMARY, SUMMARY), SUMMARY.figure(QUESTION), SUMMARY.shares(THEME)),
    *(pc.Certificate(award="copper", awarded_on=DAY), pc.Evidence("Log", lapses_on=DAY), pc.Problem("missing")),
    *(PlanStatus(ARGUMENTS["plan"], DAY), FeedbackLog(**WHOLE[FeedbackLog]).measures(DAY), SUGGESTION),
    *(Endpoint("harbour", "2026"), LINK),
    *(RULE, pc.Every(2), pc.Share(50), pc.Answered(["songs"]), pc.Evidenced(["songs"]), pc.Holds("copper")),
    *(pc.All([RULE]), pc.AnyOf([RULE]), pc.AtLeastOf(1, [RULE])),
    *(BELOW, pc.Unanswered("mooring", 2), pc.NeedsEvidence("mooring"), pc.AwardMissing("copper"), share_below()),
    *(pc.NothingToJudge(), pc.Alternatives(1, ((BELOW,), ()))),
    *(Example([("mooring", 2)], [], ["copper"]), RuleWarning(WarningKind.IMPLIED, "", "copper")),
    *(Wording(framework="harbour", edition="2026", language="cy", words={}), Upload("a.toml", b"")),
]

#: What methods take, by the name of the parameter; where classes differ, by class and method, or class and parameter.
TAKEN: dict[Any, Any] = {
    **ARGUMENTS,
    "action": pc.Action(topic="mooring"),
    "aspect": "looks",
    "award": "copper",
    "day": DAY,
    "field": "seen",
    "figures": [SUMMARY.figure(QUESTION)],
    "finding": FINDING,
    "level": 2,
    "meant": Meant("implied", "copper", "A."),
    "name": "mooring",
    "number": 2,
    "place": "row 1",
    "prefix": "wigan",
    "principle": "calm",
    "source": FRAMEWORK,
    "state": ActionState.DUE,
    "suggestion": SUGGESTION,
    "target": FRAMEWORK,
    "theme": THEME,
    "topic": "mooring",
    "whole": FRAMEWORK,
    (Comparison, "topic"): QUESTION,
    (Crosswalk, "other"): ARGUMENTS["crosswalk"],
    (pc.Framework, "award"): "copper",
    (pc.Framework, "principle"): "calm",
    (pc.Framework, "tool"): "chart",
    (pc.Framework, "topic"): "mooring",
    (pc.Outcome, "next_statement"): TOPIC,
    (pc.Panel, "other"): ARGUMENTS["panel"],
    (pc.Registry, "name"): "wigan-progress",
    (pc.Registry, "source"): pc.registry().sources()[0],
    (Summary, "topic"): QUESTION,
    (Triangulation, "key"): "survey",
}

#: Methods of which Python says what they take.
OPERATORS = ("__getitem__", "__contains__", "__or__")

#: What is looked for in a container, where a problem is, and the mode of a file that is in memory, may be anything.
ANYTHING = {"__contains__", "below", "open"}


def public_classes() -> list[type[Any]]:
    """Return each class of the front door and of the public modules."""
    found = [*(getattr(pc, name) for name in dir(pc)), *public_names(), Comparison, Endpoint]
    return [each for each in dict.fromkeys(found) if inspect.isclass(each)]


def classes_in(shape: Any) -> Iterator[type[Any]]:
    """Yield each class of ours in the type of a parameter."""
    if inspect.isclass(shape) and shape.__module__.startswith("positiveculture"):
        yield shape
    for each in get_args(shape):
        yield from classes_in(each)


def methods() -> Iterator[tuple[type[Any], str]]:
    """Yield each method that takes something, with its class; one that takes or returns what is not public is none."""
    public = {*public_classes(), Titles}
    for cls in public_classes():
        for name, found in inspect.getmembers_static(cls):
            method = getattr(found, "__func__", found)
            ours = inspect.isfunction(method) and str(method.__module__).startswith("positiveculture")
            if not ours or (name.startswith("_") and name not in OPERATORS):
                continue
            shapes = get_type_hints(method).values()
            if len(inspect.signature(method).parameters) > 1 and public.issuperset(
                each for shape in shapes for each in classes_in(shape)
            ):
                yield cls, name


METHODS = list(methods())


def taken_by(cls: type[Any], name: str) -> dict[str, Any]:
    """Return what a method needs, by the names of its parameters."""
    method = inspect.getattr_static(cls, name)
    _, *parameters = inspect.signature(getattr(method, "__func__", method)).parameters.values()
    needed = [each.name for each in parameters if each.default is each.empty and each.kind is not each.VAR_POSITIONAL]
    return {each: TAKEN.get((cls, name), TAKEN.get((cls, each), TAKEN.get(each))) for each in needed}


@pytest.mark.parametrize(("cls", "name"), METHODS, ids=lambda each: getattr(each, "__name__", each))
def test_a_wrong_argument_of_a_method(cls: type[Any], name: str) -> None:
    """Whatever stands for whichever argument of a method, it is taken or refused by an error of ours; no thing fits."""
    method = getattr(next(value for value in VALUES if type(value) is cls), name)
    parameters = inspect.signature(method).parameters
    several = {each for each, found in parameters.items() if found.kind is found.VAR_POSITIONAL}
    taken = taken_by(cls, name)

    def ask(each: str, junk: Any) -> None:
        method(*taken.values(), junk) if each in several else method(**{**taken, each: junk})

    method(**taken)
    for each in parameters:
        for junk in JUNK:
            with suppress(pc.PositiveCultureError):
                ask(each, junk)
        if name not in ANYTHING and parameters[each].annotation is not bool:
            with pytest.raises(pc.PositiveCultureError):
                ask(each, object())


MADE = [value for value in VALUES if attrs.has(type(value)) and not isinstance(value, get_args(pc.Blocker))]


@pytest.mark.parametrize("value", MADE, ids=lambda value: type(value).__name__)
def test_a_field_of_any_kind(value: Any) -> None:
    """Whatever stands in whichever field, a public class can be made, or refuses it by an error of ours."""
    for field in attrs.fields(type(value)):
        for junk in JUNK if field.init else ():
            with suppress(pc.PositiveCultureError):
                attrs.evolve(value, **{field.alias: junk})


#: What is checked when it is used, and not when it is made.
UNCHECKED = (pc.Assessment, pc.ActionPlan, Crosswalk)


@pytest.mark.parametrize("place", [place for place in PLACES if place[0] in UNCHECKED], ids=str)
def test_a_wrong_value_can_be_looked_at(place: tuple[type[Any], Steps, str]) -> None:
    """Whatever stands in whatever field of a value, each property and method answers, or refuses it as ours."""
    cls, path, field = place
    for junk in JUNK:
        value = cls(**({**WHOLE[cls], field: junk} if not path else replaced(WHOLE[cls], path, field, junk)))
        for name, found in inspect.getmembers_static(cls):
            with suppress(pc.PositiveCultureError):
                if isinstance(found, property) and not name.startswith("_"):
                    getattr(value, name)
                elif (cls, name) in METHODS:
                    getattr(value, name)(**taken_by(cls, name))


def test_names_that_nothing_has() -> None:
    """A level, a group, a theme or an instrument that is not there is told by name, with those that are."""
    figure = SUMMARY.figure(QUESTION)
    assert isinstance(figure, Distribution)
    for ask, text in (
        (lambda: figure.scale.label(9), 'no level 9; there are: "1", "2", "3", "4", "5"'),
        (lambda: figure.share(0), "no level 0"),
        (lambda: SUMMARY.replied(("Ward 9", "Nights")), 'no group "Ward 9 / Nights"; there are none'),
        (lambda: SUMMARY.shares("colour"), 'no principle "colour"; there are: '),
        (lambda: SUMMARY.mean("colour"), 'no principle "colour"; there are: '),
        (lambda: Triangulation(**WHOLE[Triangulation]).instrument("servey"), 'did you mean "survey"'),
    ):
        with pytest.raises(Unknown, match=text):
            ask()
    with pytest.raises(WrongArgument, match="at least one Distribution is needed"):
        Shares.of([])
    with pytest.raises(WrongArgument, match='topic "songs" has no scale'):
        Distribution(FRAMEWORK.topic("songs"), (1,)).share(1)
