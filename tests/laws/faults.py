"""Faults to plant in sound payloads, one at a time: who reads it, what, where, the fault; its place and its words."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeAlias

from payloads import ASSESSMENT, HARBOUR, PLAN

from positiveculture import Assessment, Framework, get_framework
from positiveculture.formats.assessment import assessment_from_dict
from positiveculture.formats.framework import framework_from_dict
from positiveculture.formats.plan import plan_from_dict

FRAMEWORK = framework_from_dict(HARBOUR)
WIGAN = get_framework("wigan-progress")
FULL = {
    "framework": "wigan-progress",
    "edition": "2017",
    "service": "Seal Sands at Home",
    "assessed_on": date(2026, 3, 31),
    "responses": {topic.id: {"level": 3, "evidence": [{"title": "Log"}]} for topic in WIGAN.topics},
}

Path: TypeAlias = tuple[str | int, ...]


def framework(payload: object) -> Framework:
    """Read a framework."""
    return framework_from_dict(payload)


def assessment(payload: object) -> Assessment:
    """Read an assessment against the small framework."""
    return assessment_from_dict(payload, FRAMEWORK)


def plan(payload: object) -> object:
    """Read a plan against the small framework."""
    return plan_from_dict(payload, FRAMEWORK)


def wigan(payload: object) -> Assessment:
    """Read an assessment against Wigan."""
    return assessment_from_dict(payload, WIGAN)


Fault: TypeAlias = tuple[Callable[[Any], object], Any, Path, object, str, str]
GONE = object()
ROPES = {"id": "ropes", "title": "Ropes", "scale": "tide"}

FAULTS: dict[str, Fault] = {
    "wrong type": (assessment, ASSESSMENT, ("service",), 5, "`service`", "must be text in quotes, not 5"),
    "wrong type below": (
        *(assessment, ASSESSMENT, ("responses", "mooring", "note"), 5),
        *('topic "mooring", `note`', "must be text in quotes, not 5"),
    ),
    "table for a list": (plan, PLAN, ("actions",), {"a": 1}, "`actions`", "list"),
    "unknown key": (assessment, ASSESSMENT, ("servise",), "x", "`servise`", 'did you mean "service" or'),
    "unknown key below": (
        *(assessment, ASSESSMENT, ("responses", "mooring", "evidence", 0, "titel"), "x"),
        *('topic "mooring", evidence "Log", `titel`', 'did you mean "title"?'),
    ),
    "unknown topic": (assessment, ASSESSMENT, ("responses", "moring"), 2, 'topic "moring"', 'mean "mooring"?'),
    "unknown mode": (assessment, ASSESSMENT, ("mode",), "alne", "`mode`", 'did you mean "alone"?'),
    "unknown basis": (assessment, ASSESSMENT, ("basis",), "selfish", "`basis`", '"self"'),
    "unknown edition": (assessment, ASSESSMENT, ("edition",), "1999", "`edition`", '"2026"'),
    "another framework": (assessment, ASSESSMENT, ("framework",), "inland", "`framework`", '"harbour"'),
    "missing key": (assessment, ASSESSMENT, ("assessed_on",), GONE, "`assessed_on`", "is missing"),
    "missing below": (
        *(assessment, ASSESSMENT, ("responses", "mooring", "evidence", 0, "title"), GONE),
        *('topic "mooring", evidence no. 1, `title`', "is missing"),
    ),
    "no reason": (
        assessment,
        ASSESSMENT,
        ("responses", "lights", "not_applicable"),
        " ",
        'topic "lights", `not_applicable`',
        "is empty",
    ),
    "reason of a wrong type": (
        *(assessment, ASSESSMENT, ("responses", "lights", "not_applicable"), 1),
        *('topic "lights", `not_applicable`', "must be text in quotes, not 1"),
    ),
    "a level beside not applicable": (
        *(assessment, ASSESSMENT, ("responses", "lights", "level"), 1),
        *('topic "lights", `level`', "cannot be given together with `not_applicable`"),
    ),
    "level without a scale": (assessment, ASSESSMENT, ("responses", "songs"), 2, 'topic "songs"', "has no scale"),
    "bad date": (assessment, ASSESSMENT, ("assessed_on",), "2026-02-30", "`assessed_on`", "a date such as 2026-03-31"),
    "a number for a date": (assessment, ASSESSMENT, ("assessed_on",), 2026, "`assessed_on`", "a date such as"),
    "evidence of the future": (
        *(assessment, ASSESSMENT, ("responses", "mooring", "evidence", 0, "dated"), date(2026, 4, 1)),
        *('topic "mooring", evidence "Log", `dated`', "is 2026-04-01, after the assessment of 2026-03-31"),
    ),
    "half a character": (assessment, ASSESSMENT, ("note",), "\ud800", "`note`", "half a character"),
    "half a character in a key": (
        *(assessment, ASSESSMENT, ("responses", "\ud800"), 2),
        *(r'topic "\ud800"', "no topic"),
    ),
    "half a character in an unknown key": (assessment, ASSESSMENT, ("\ud800",), 2, r"`\ud800`", "unknown key"),
    "half a character in a reason": (
        *(assessment, ASSESSMENT, ("responses", "lights", "not_applicable"), "\udfff"),
        *('topic "lights", `not_applicable`', "half a character"),
    ),
    "responses in a list": (assessment, ASSESSMENT, ("responses",), [1, 2], "`responses`", "not [1, 2]"),
    "plan: topic": (
        plan,
        PLAN,
        ("actions", 0, "topic"),
        "moring",
        'action "moring", `topic`',
        'did you mean "mooring"?',
    ),
    "plan: topic of a wrong type": (plan, PLAN, ("priorities", 0, "topic"), 7, "priority no. 1, `topic`", "not 7"),
    "plan: no table": (plan, PLAN, ("priorities", 0), 7, "priority no. 1", "7"),
    "plan: priority": (plan, PLAN, ("priorities", 0, "topic"), "moring", 'priority "moring", `topic`', '"mooring"'),
    "plan: award": (plan, PLAN, ("award",), "coper", "`award`", 'did you mean "copper"?'),
    "plan: level": (
        plan,
        PLAN,
        ("actions", 0, "to_level"),
        9,
        'action "mooring", `to_level`',
        "level 9 is not on its scale",
    ),
    "plan: date": (plan, PLAN, ("actions", 0, "by_when"), "soon", 'action "mooring", `by_when`', 'not "soon"'),
    "plan: success": (plan, PLAN, ("success", "sen"), "x", "`success`, `sen`", 'did you mean "seen"?'),
    "framework: id": (framework, HARBOUR, ("id",), "Harbour!", "`id`", "lower-case"),
    "framework: title": (framework, HARBOUR, ("title",), GONE, "`title`", "is missing"),
    "framework: source": (framework, HARBOUR, ("source", "rights"), GONE, "`source`, `rights`", "is missing"),
    "framework: topics": (framework, HARBOUR, ("topics",), GONE, "`topics`", "is missing"),
    "framework: topic title": (framework, HARBOUR, ("topics", 2, "title"), GONE, 'topic "songs", `title`', "missing"),
    "framework: topic id": (
        framework,
        HARBOUR,
        ("principles", "7"),
        {"title": "x"},
        'principle "7", `id`',
        "starts with",
    ),
    "framework: topic twice": (
        framework,
        HARBOUR,
        ("topics", 2, "parts"),
        [ROPES],
        'topic "songs", part "ropes", `id`',
        "used 2 times",
    ),
    "framework: number twice": (
        framework,
        HARBOUR,
        ("topics", 2, "number"),
        2,
        'topic "songs", `number`',
        "number 2 is already",
    ),
    "framework: no such scale": (
        *(framework, HARBOUR, ("topics", 1, "scale"), "tied"),
        *('topic "lights", `scale`', 'did you mean "tide"?'),
    ),
    "framework: scale of a wrong type": (framework, HARBOUR, ("topics", 1, "scale"), 3, 'topic "lights", `scale`', "3"),
    "framework: no such scale of a part": (
        *(framework, HARBOUR, ("topics", 0, "parts", 0, "scale"), "tied"),
        *('topic "mooring", part "ropes", `scale`', 'did you mean "tide"?'),
    ),
    "framework: idle scale": (
        *(framework, HARBOUR, ("scales", "idle"), {"levels": {"1": "a", "2": "b"}}),
        *('scale "idle"', "is the scale of no topic"),
    ),
    "framework: scales in a list": (framework, HARBOUR, ("scales",), 3, "`scales`", "not 3"),
    "framework: scale with an id": (
        framework,
        HARBOUR,
        ("scales", "tide", "id"),
        "x",
        'scale "tide"',
        "no `id` inside",
    ),
    "framework: level": (
        framework,
        HARBOUR,
        ("scales", "tide", "levels", "one"),
        "x",
        'scale "tide", level "one"',
        "number of a level",
    ),
    "framework: level of many digits": (
        *(framework, HARBOUR, ("scales", "tide", "levels", "9" * 5000), "x"),
        *(f'scale "tide", level "{"9" * 60}"', "must be the number of a level"),
    ),
    "framework: no levels": (
        framework,
        HARBOUR,
        ("scales", "tide", "levels"),
        {},
        'scale "tide", `levels`',
        "is empty",
    ),
    "framework: gap": (
        framework,
        HARBOUR,
        ("scales", "tide", "levels", "5"),
        "x",
        'scale "tide", `levels`',
        "without gaps",
    ),
    "framework: statement": (
        *(framework, HARBOUR, ("topics", 0, "statements", "1"), 3),
        *('topic "mooring", statement "1"', "must be a table or text in quotes"),
    ),
    "framework: statement off the scale": (
        *(framework, HARBOUR, ("topics", 0, "statements", "9"), "x"),
        *('topic "mooring", statement "9"', "not on its scale"),
    ),
    "framework: truth": (framework, HARBOUR, ("topics", 1, "kind"), 1, 'topic "lights", `kind`', "1"),
    "framework: truth or not": (
        *(framework, HARBOUR, ("topics", 1, "allows_not_applicable"), 1),
        *('topic "lights", `allows_not_applicable`', "must be true or false, not 1"),
    ),
    "framework: option": (
        framework,
        HARBOUR,
        ("modes", "alone"),
        3,
        'mode "alone"',
        "must be a table or text in quotes",
    ),
    "framework: tools in a list": (framework, HARBOUR, ("tools",), ["chart"], "`tools`", "must be a table"),
    "framework: awards no list": (framework, HARBOUR, ("awards",), 5, "`awards`", "must be a list, not 5"),
    "framework: award no table": (framework, HARBOUR, ("awards", 0), 5, "award no. 1", "5"),
    "framework: award id": (framework, HARBOUR, ("awards", 0, "id"), ["x"], 'award "Copper", `id`', '["x"]'),
    "framework: priorities": (framework, HARBOUR, ("plan", "priorities"), [2], "`plan`, `priorities`", "a list of 2"),
    "framework: prompts": (framework, HARBOUR, ("plan", "prompts"), 5, "`plan`, `prompts`", "must be a table, not 5"),
    "framework: half a character for a prompt": (
        *(framework, HARBOUR, ("plan", "prompts", "\ud800"), "x"),
        *(r'`plan`, prompt "\ud800"', "half a character"),
    ),
    "rule: kind": (
        framework,
        HARBOUR,
        ("awards", 0, "rule"),
        {"mini": {}},
        'award "copper", `rule`, `mini`',
        'did you mean "minimum"?',
    ),
    "rule: none": (framework, HARBOUR, ("awards", 0, "rule"), {}, 'award "copper", `rule`', "names no kind of rule"),
    "rule: no table": (
        framework,
        HARBOUR,
        ("awards", 0, "rule"),
        "x",
        'award "copper", `rule`',
        "must be a rule, a table",
    ),
    "rule: topic": (
        framework,
        HARBOUR,
        ("awards", 0, "rule", "minimum", "moring"),
        2,
        'award "copper", `rule`',
        '"mooring"',
    ),
    "rule: level": (
        framework,
        HARBOUR,
        ("awards", 0, "rule", "minimum", "mooring"),
        4,
        'award "copper", `rule`',
        "level 4",
    ),
    "rule: level of a wrong type": (
        *(framework, HARBOUR, ("awards", 0, "rule", "minimum", "mooring"), "2"),
        *('award "copper", `rule`, topic "mooring"', 'must be a whole number, not "2"'),
    ),
    "rule: minimum": (
        framework,
        HARBOUR,
        ("awards", 0, "rule", "minimum"),
        3,
        'award "copper", `rule`, `minimum`',
        "3",
    ),
    "rule: every": (
        framework,
        HARBOUR,
        ("awards", 0, "rule"),
        {"every": "2"},
        'award "copper", `rule`, `every`',
        '"2"',
    ),
    "rule: topics": (
        *(framework, HARBOUR, ("awards", 0, "rule"), {"every": 2, "topics": "mooring"}),
        *('award "copper", `rule`, `topics`', "must be a list"),
    ),
    "rule: share": (
        framework,
        HARBOUR,
        ("awards", 0, "rule"),
        {"share": 63.5},
        'award "copper", `rule`, `share`',
        "63.5",
    ),
    "rule: share without end": (
        *(framework, HARBOUR, ("awards", 0, "rule"), {"share": "1e999999999"}),
        *('award "copper", `rule`, `share`', "1e999999999"),
    ),
    "rule: share of nothing": (
        *(framework, HARBOUR, ("awards", 0, "rule"), {"share": "1/0"}),
        *('award "copper", `rule`, `share`', '"1/0"'),
    ),
    "rule: rounding": (
        *(framework, HARBOUR, ("awards", 0, "rule"), {"share": 60, "rounding": "up"}),
        *('award "copper", `rule`, `rounding`', '"half-up"'),
    ),
    "rule: weights": (
        *(framework, HARBOUR, ("awards", 0, "rule"), {"share": 60, "weights": {"lights": "2"}}),
        *('award "copper", `rule`, topic "lights"', '"2"'),
    ),
    "rule: of what": (
        *(framework, HARBOUR, ("awards", 0, "rule"), {"every": 2, "share": 60, "topics": ["mooring"]}),
        *('award "copper", `rule`, `topics`', "under `all`"),
    ),
    "rule: principle": (
        *(framework, HARBOUR, ("awards", 0, "rule"), {"every": 2, "principle": 5}),
        *('award "copper", `rule`, `principle`', "must be text in quotes, not 5"),
    ),
    "rule: no such principle": (
        *(framework, HARBOUR, ("awards", 0, "rule"), {"share": 60, "principle": "zzz"}),
        *('award "copper", `rule`', 'no principle "zzz"'),
    ),
    "rule: answered": (
        *(framework, HARBOUR, ("awards", 0, "rule"), {"answered": "mooring"}),
        *('award "copper", `rule`, `answered`', 'must be a list, not "mooring"'),
    ),
    "rule: kind of evidence": (
        *(framework, HARBOUR, ("awards", 0, "rule"), {"evidenced": ["mooring"], "kind": ["link"]}),
        *('award "copper", `rule`, `kind`', 'must be text in quotes, not ["link"]'),
    ),
    "rule: no such kind": (
        *(framework, HARBOUR, ("awards", 0, "rule"), {"evidenced": ["mooring"], "kind": "links"}),
        *('award "copper", `rule`', "links"),
    ),
    "rule: topics of none": (
        *(framework, HARBOUR, ("awards", 0, "rule"), {"every": 2, "topics": []}),
        *('award "copper", `rule`, `topics`', "is empty"),
    ),
    "rule: kind of what": (
        *(framework, HARBOUR, ("awards", 0, "rule"), {"every": 2, "kind": "link"}),
        *('award "copper", `rule`, `kind`', "says more about `evidenced`, and there is none in this table"),
    ),
    "points that fall": (
        *(framework, HARBOUR, ("scales", "tide", "points"), {"1": 2, "2": 1, "3": 4}),
        *('scale "tide", level "2"', ""),
    ),
    "points of text": (
        *(framework, HARBOUR, ("scales", "tide", "points"), {"1": "2"}),
        *('scale "tide", level "1"', 'must be a whole number, not "2"'),
    ),
    "within itself": (
        *(framework, HARBOUR, ("principles", "calm", "within"), "calm"),
        *('principle "calm", `within`', ""),
    ),
    "a link without an address": (
        *(assessment, ASSESSMENT, ("responses", "mooring", "evidence", 0), {"title": "L", "kind": "link"}),
        *('topic "mooring", evidence "L", `reference`', "http"),
    ),
    "rule: at least": (
        *(framework, HARBOUR, ("awards", 0, "rule"), {"at_least": 2.5, "of": [{"every": 2}, {"every": 3}]}),
        *('award "copper", `rule`, `at_least`', "2.5"),
    ),
    "rule: no list": (framework, HARBOUR, ("awards", 0, "rule"), {"any": {}}, 'award "copper", `rule`, `any`', "list"),
    "rule: inside": (
        *(framework, HARBOUR, ("awards", 1, "rule", "any", 1, "of", 0), 7),
        *('award "brass", `rule`, rule no. 2, rule no. 1', "must be a rule, a table"),
    ),
    "rule: award": (
        framework,
        HARBOUR,
        ("awards", 1, "rule", "includes"),
        ["coper"],
        'award "brass", `rule`',
        '"copper"',
    ),
    "rule: circle": (
        framework,
        HARBOUR,
        ("awards", 0, "rule", "includes"),
        ["brass"],
        'award "copper", `rule`',
        "includes itself",
    ),
}
