"""The JSON Schemas: as the model makes them, true of every file that is shipped, and with words for whoever types."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import attrs
import pytest
from jsonschema import Draft202012Validator
from schema_model import MAKERS, schema_as_shipped
from schema_rules import or_nothing

import positiveculture
from positiveculture import assessment_schema, get_framework, registry
from positiveculture.errors import Unknown
from positiveculture.formats.panel_files import GROUPED_BY
from positiveculture.formats.parsing import read_payload
from positiveculture.formats.release import REASONS
from positiveculture.formats.schemas import KINDS, schema, schema_text
from positiveculture.formats.writing import json_text
from positiveculture.outcome import State
from positiveculture.panel.release import LEAST
from positiveculture.responses import EVIDENCE_KINDS
from positiveculture.rules.blockers import Blocker
from positiveculture.rules.program import VERSION

ROOT = Path(__file__).parents[2]
SHIPPED = Path(positiveculture.__file__).parent / "frameworks"
PLUGINS = ROOT / "examples" / "plugins"

kinds = pytest.mark.parametrize("kind", KINDS)


def kind_of(path: Path) -> str | None:
    """Return which schema a file of ours is for; None: it is of a kind that has none."""
    if path.name.startswith("wording."):
        return "wording"
    keys = set(read_payload(path))
    found = {
        "framework": {"topics", "source"},
        "assessment": {"responses", "framework"},
        "plan": {"actions", "edition"},
    }
    return next((kind for kind, needed in found.items() if needed <= keys), None)


FILES = [path for folder in (SHIPPED, ROOT / "examples") for path in sorted(folder.rglob("*.toml"))]
TYPED = [(path, kind) for path in FILES if "broken" not in str(path) and (kind := kind_of(path))]


def objects(schema: Any, above: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the properties of every table in a schema, with where they stand."""
    if isinstance(schema, dict):
        if isinstance(schema.get("properties"), dict) and "additionalProperties" in schema:
            yield above, schema["properties"]
        for key, value in schema.items():
            yield from objects(value, f"{above}/{key}")
    for place, value in enumerate(schema if isinstance(schema, list) else ()):
        yield from objects(value, f"{above}/{place}")


@pytest.mark.parametrize("kind", MAKERS)
def test_what_is_shipped_is_what_the_model_makes(kind: str) -> None:
    """Each schema is the one that the model makes now; where it is not, run tests/authors/making_schemas.py."""
    assert schema_as_shipped(kind) == schema_text(kind)


def test_what_is_written_by_hand_has_the_words_of_the_code() -> None:
    """The schemas of outcomes, programs and releases have our choices, the keys of our blockers, and our bounds."""
    outcome, program, release = (schema(kind)["$defs"] | schema(kind) for kind in ("outcome", "program", "release"))
    blockers = {
        each.kind: {"kind", "certain", *(field.name for field in attrs.fields(each))} for each in get_args(Blocker)
    }
    nodes = [each["properties"] for each in program["Node"]["oneOf"]]
    group = release["properties"]["published"]["items"]["properties"]

    assert outcome["Award"]["properties"]["state"]["enum"] == list(State)
    assert {
        each["properties"]["kind"]["const"]: set(each["properties"]) for each in outcome["Blocker"]["oneOf"]
    } == blockers
    assert program["properties"]["version"]["const"] == VERSION
    assert [keys["kind"]["enum"] for keys in nodes if "kind" in keys] == [["", *EVIDENCE_KINDS]]
    assert release["properties"]["minimum"]["minimum"] == LEAST
    assert release["properties"]["by"]["description"].startswith(
        f"What the groups go by: one of {', '.join(GROUPED_BY)},"
    )
    assert group["replied"]["anyOf"][1]["enum"] == list(REASONS)
    assert group["topics"]["additionalProperties"]["anyOf"][1]["enum"] == list(REASONS)


@kinds
def test_they_are_schemas(kind: str) -> None:
    """Each is a valid schema of draft 2020-12, which says so and what it is for."""
    Draft202012Validator.check_schema(schema(kind))

    assert schema(kind)["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema(kind)["title"].endswith(kind)


@kinds
def test_every_key_is_explained(kind: str) -> None:
    """Whoever types a key is told what it is."""
    silent = [
        f"{place}/{key}"
        for place, keys in objects(schema(kind))
        for key, one in keys.items()
        if one != {"not": {"type": "null"}} and not one["description"]
    ]

    assert silent == []


@pytest.mark.parametrize(
    ("path", "kind"), TYPED, ids=lambda value: value.parent.name if isinstance(value, Path) else value
)
def test_every_file_of_ours_fits(path: Path, kind: str) -> None:
    """Every framework, wording and assessment that is shipped, and every example, fits its schema."""
    payload = json.loads(json_text(read_payload(path)))

    assert [error.message for error in Draft202012Validator(schema(kind)).iter_errors(payload)] == []


def test_files_of_each_kind_are_there() -> None:
    """What is shipped has files to try every kind by, plans apart, which a law draws."""
    assert {"framework", "wording", "assessment"} <= {kind for _, kind in TYPED}


@pytest.mark.parametrize("ask", [schema, schema_text])
def test_no_other_kind(ask: Any) -> None:
    """A kind without a schema is answered with those that have one."""
    with pytest.raises(Unknown, match='no schema "plann"; did you mean "plan"'):
        ask("plann")


def test_what_may_be_left_out_may_be_null() -> None:
    """A value that may be left out may be null in JSON, whether its schema stands there or elsewhere."""
    for one in ({"type": "string"}, {"$ref": "#/$defs/text"}):
        check = Draft202012Validator({"$defs": {"text": {"type": "string"}}, **or_nothing(one)})
        assert [check.is_valid(value) for value in ("x", None, 1)] == [True, True, False]


@pytest.mark.parametrize("id_", registry())
def test_each_framework_of_ours_has_a_schema_of_its_assessments(id_: str) -> None:
    """For each framework that is installed there is a valid schema, which every example against it fits."""
    found = assessment_schema(get_framework(id_))
    Draft202012Validator.check_schema(found)
    payloads = [json.loads(json_text(read_payload(path))) for path, kind in TYPED if kind == "assessment"]

    assert [
        error.message
        for payload in payloads
        if payload["framework"] == id_
        for error in Draft202012Validator(found).iter_errors(payload)
    ] == []


def containers(value: Any) -> Iterator[Any]:
    """Yield every dict and list within a value."""
    if isinstance(value, dict | list):
        yield value
        for each in value.values() if isinstance(value, dict) else value:
            yield from containers(each)


def test_a_schema_belongs_to_whoever_asked() -> None:
    """No part of a schema is in it twice, or in another schema: an app may change what it got, as FastAPI does."""
    wigan = get_framework("wigan-progress")
    parts = [*containers(assessment_schema(wigan)), *containers(assessment_schema(wigan))]

    assert len(parts) == len({id(each) for each in parts})


def test_a_form_can_show_what_a_framework_asks() -> None:
    """Each topic has its title and number, and each of its levels its label and its statement."""
    wigan = get_framework("wigan-progress")
    found = assessment_schema(wigan)
    dignity = found["$defs"]["dignity"]
    levels = found["$defs"]["dignity.levels"]["oneOf"]
    statement = wigan.topic("dignity").statement(5)

    assert list(found["properties"]["responses"]["properties"]) == [topic.id for topic in wigan.topics]
    assert dignity["title"] == "1 Dignity, respect and appreciation"
    assert [level["const"] for level in levels] == [1, 2, 3, 4, 5]
    assert statement
    assert levels[-1] == {"const": 5, "title": "5 Truly personalised", "description": statement.text}
    assert [one["title"] for one in found["properties"]["mode"]["oneOf"][:-1]] == [mode.title for mode in wigan.modes]


@pytest.mark.parametrize(
    ("id_", "response", "fits"),
    [
        ("wigan-progress", {"dignity": 5.0}, True),
        ("wigan-progress", {"1": {"level": 5, "note": None}}, True),
        ("wigan-progress", {"1": 5, "dignity": 5}, False),
        ("wigan-progress", {"1": None, "dignity": 5}, True),
        ("wigan-progress", {"dignity": {"not_applicable": "Nobody asks."}}, False),
        ("wigan-progress", {"digity": 5}, False),
        ("cqc-style-well-led", {"environmental-sustainability": {"not_applicable": "New."}}, True),
        ("wales-positive-cultures", {"culture-as-a-whole": 5}, False),
        ("wales-positive-cultures", {"culture-as-a-whole": {"note": "We met.", "roles": ["leaders"]}}, True),
        ("wales-positive-cultures", {"culture-as-a-whole": {"roles": ["nobody"]}}, False),
    ],
)
def test_each_topic_takes_its_own_answers(id_: str, response: dict[str, Any], fits: bool) -> None:
    """A rated topic takes its levels, another one reflections; not applicable only where that is allowed."""
    framework = get_framework(id_)
    given = {"framework": id_, "edition": framework.edition, "service": "Seal Sands", "assessed_on": "2026-03-31"}

    assert Draft202012Validator(assessment_schema(framework)).is_valid(given | {"responses": response}) is fits
