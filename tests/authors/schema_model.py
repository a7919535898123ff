"""From the model to JSON Schema: what each kind of file may hold, with what the model says of each key.

A schema knows what a file has to look like: its keys, and what kind of value each takes. Whether it holds together,
such as whether a topic exists, only reading it can tell.  Null says that a key is left out, wherever it may be.
"""

import json
from collections.abc import Callable, Mapping
from datetime import date
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import attrs
from schema_descriptions import about, described
from schema_rules import or_nothing, rule

from positiveculture.assessment import (
    BASES,
    EVIDENCE_KINDS,
    ORGANISATIONS,
    Assessment,
    Evidence,
    NotApplicable,
    Rating,
    Reflection,
    Response,
)
from positiveculture.awards import Award, Floor
from positiveculture.formats.fields import FORMAT
from positiveculture.formats.framework_parts import ScaleFields
from positiveculture.formats.overlay import TABLES, TEXTS
from positiveculture.formats.schemas import VISIBLE, Schema
from positiveculture.formats.values import WHOLE_NUMBER
from positiveculture.framework import SPEC, Framework, PlanTemplate
from positiveculture.framework_checks import FRAMEWORK_ID
from positiveculture.plan import ActionPlan
from positiveculture.problems import file_key
from positiveculture.rules.kinds import Rule
from positiveculture.topic_checks import ID
from positiveculture.topics import (
    NESTED,
    Aspect,
    Level,
    MeansMethod,
    Option,
    Principle,
    Reference,
    Role,
    Scale,
    Statement,
    Tool,
    Topic,
    Variant,
)

DIALECT = "https://json-schema.org/draft/2020-12/schema"
#: One way of writing a date alone, though reading takes others too.
DATE: Schema = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
PLAIN: dict[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    date: DATE,
    Scale: {"type": "string"},  # its id
}
#: What files keep in a table by id.
KEYED = (Option, Tool, Principle, Reference, Role)
#: What is text, but one of a few words.
CHOICES = {
    (Assessment, "basis"): BASES,
    (Assessment, "organisation"): ("", *ORGANISATIONS),
    (Evidence, "kind"): EVIDENCE_KINDS,
    (MeansMethod, "nested"): NESTED,
}
#: How the ids of a thing are written.
IDS = {Framework: FRAMEWORK_ID.pattern, Topic: ID.pattern, Award: ID.pattern, Floor: ID.pattern}


@attrs.frozen
class SchemaBuilder:
    """Makes schemas, and keeps those that several places refer to."""

    kept: dict[str, Schema] = attrs.field(factory=dict)

    def shape(self, of: Any) -> Schema:
        """Return the schema of values of one type, as files write them."""
        if of in PLAIN:
            return dict(PLAIN[of])
        if of == Rule:
            return self._kept("Rule", lambda: rule({"$ref": "#/$defs/Rule"}))
        if of == Response:
            return self._kept("Response", self._response)
        if get_origin(of) is tuple:
            return self._several(get_args(of))
        if get_origin(of) in (Union, UnionType):
            one, *more = (self.shape(each) for each in get_args(of) if each is not NoneType)
            return or_nothing({"anyOf": [one, *more]} if more else one)
        return self._kept(of.__name__, lambda: self.record(of))

    def record(self, cls: type, *, without: tuple[str, ...] = (), more: Mapping[str, Schema] | None = None) -> Schema:
        """Return the schema of a table whose keys are the fields of `cls`; `more` takes the place of some."""
        given = [field for field in attrs.fields(cls) if field.init and file_key(field) not in without]
        other: dict[str, Schema] = dict(more or {})
        needed = [file_key(field) for field in given if field.default is attrs.NOTHING]
        shapes = {file_key(field): other.get(file_key(field)) or self.field(cls, field) for field in given} | other
        shapes = {name: one if name in needed else or_nothing(one) for name, one in shapes.items()}
        return {
            "description": about(cls),
            **closed({key: described(cls, key, one) for key, one in shapes.items()}, needed),
        }

    def field(self, cls: type, field: "attrs.Attribute[Any]") -> Schema:
        """Return the schema of a field; a text without a default has to hold a sign that can be seen."""
        if (cls, field.name) in CHOICES:
            choices = CHOICES[cls, field.name]
            return {"description": f"One of {', '.join(filter(None, choices))}.", "enum": list(choices)}
        if field.name == "shared_with":
            return table(VISIBLE)
        if field.name == "id" and cls in IDS:
            return {"type": "string", "pattern": whole(IDS[cls])}
        seen = field.default is attrs.NOTHING or (cls, field.name) == (Framework, "language")
        return dict(VISIBLE) if field.type is str and seen else self.shape(field.type)

    def _several(self, kinds: tuple[Any, ...]) -> Schema:
        one = kinds[0]
        if kinds[1:] != (...,):
            return {"type": "array", "prefixItems": [self.shape(each) for each in kinds], **exactly(len(kinds))}
        if get_origin(one) is tuple:
            return table(self.shape(get_args(one)[1]))
        if one in KEYED:
            return table(self.row(one), ID.pattern)
        if one is Level:
            return table(VISIBLE, WHOLE_NUMBER.pattern) | {"minProperties": 2}
        if one is Statement:
            statement = self._kept("Statement", lambda: self.record(Statement, without=("level",)))
            return table({"anyOf": [VISIBLE, statement]}, WHOLE_NUMBER.pattern)
        if one is Variant:
            return table(VISIBLE)
        if one is Aspect:
            return table({"type": "array", "items": VISIBLE})
        return {"type": "array", "items": self.shape(one)}

    def row(self, cls: type) -> Schema:
        """Return the schema of an entry of a table whose keys are the ids of things of one kind."""
        whole_row = self._kept(cls.__name__, lambda: self.record(cls, without=("id",)))
        return {"anyOf": [VISIBLE, whole_row]} if cls is Option else whole_row

    def _response(self) -> Schema:
        tables = [
            self._kept("Rating", lambda: self.record(Rating) | others_left_out(Rating)),
            self._kept("Reflection", lambda: self.record(Reflection) | others_left_out(Reflection)),
        ]
        reason = VISIBLE | {"description": "The reason why it is not applicable."}
        not_applicable = closed({"not_applicable": reason}, ["not_applicable"]) | others_left_out(NotApplicable)
        return {
            "description": "A level; or a table with a level; or, where the topic has no scale, a reflection; "
            "or the reason why it is not applicable.",
            "anyOf": [{"type": "integer"}, *tables, not_applicable],
        }

    def _kept(self, name: str, make: Callable[[], Schema]) -> Schema:
        if name not in self.kept:
            self.kept[name] = {}  # a topic has parts, which are topics
            self.kept[name] |= make()
        return {"$ref": f"#/$defs/{name}"}


def schema_as_shipped(kind: str) -> str:
    """Return the text of `make_schema`, in ASCII: signs that cannot be seen are told apart, and print as they stand."""
    return json.dumps(make_schema(kind), indent=2) + "\n"


def make_schema(kind: str) -> Schema:
    """Return the JSON Schema of a kind of file, one of `MAKERS`, made anew from the model."""
    drawer = SchemaBuilder()
    body = MAKERS[kind](drawer)
    words = "The version of this kind of file; 1 where it is left out."
    body["properties"]["format"] = {"description": words, "enum": [FORMAT, None]}
    head = {"$schema": DIALECT, "$id": f"urn:positiveculture:schema:{kind}:{SPEC}", "title": f"positiveculture: {kind}"}
    return head | body | {"$defs": dict(sorted(drawer.kept.items()))}


def _plan(drawer: SchemaBuilder) -> Schema:
    words = "What every reader of the framework has to know, as `plan --json` writes it; it is not read back."
    whole_plan = drawer.record(ActionPlan)
    whole_plan["properties"]["notice"] = or_nothing({"description": words, "type": "string"})
    return whole_plan


def _wording(drawer: SchemaBuilder) -> Schema:
    fields = {field.name: field for field in attrs.fields(Framework)}
    keys = {name: described(Framework, name, VISIBLE) for name in ("framework", "edition", "language")}
    keys |= {name: described(Framework, name, drawer.field(Framework, fields[name])) for name in TEXTS}
    types = {name: field.type for name, field in fields.items()} | {"scales": tuple[ScaleFields, ...]}
    for name, texts in TABLES.items():
        (cls, _) = get_args(types[name])
        entry = _words(drawer, cls, texts) if texts else VISIBLE
        keys[name] = described(Framework, name, table(entry))
    del drawer.kept["Statement"]["required"]  # and to one variant of a statement alone
    keys["floor"] = described(Framework, "floor", closed({"title": described(Floor, "title", VISIBLE)}, ["title"]))
    prompts = {"prompts": described(PlanTemplate, "prompts", table(PLAIN[str]))}
    keys["plan"] = described(Framework, "plan", closed(prompts, ["prompts"]))
    keys = {name: or_nothing(one) for name, one in keys.items()}
    return {"description": "Other words, laid over a framework by id: a translation, or official text.", **closed(keys)}


def _words(drawer: SchemaBuilder, cls: type, texts: tuple[str, ...]) -> Schema:
    shapes = {field.name: drawer.field(cls, field) for field in attrs.fields(cls) if field.name in texts}
    if "levels" in shapes:
        del shapes["levels"]["minProperties"]  # a wording may give words to one level alone
    return closed({name: described(cls, name, or_nothing(one)) for name, one in shapes.items()})


def closed(keys: Mapping[str, Schema], needed: "list[str] | tuple[str, ...]" = ()) -> Schema:
    """Return the schema of a table with these keys and no others."""
    required = {"required": list(needed)} if needed else {}
    return {"type": "object", "properties": dict(keys), **required, "additionalProperties": False}


def table(of: Schema, keys: str = "") -> Schema:
    """Return the schema of a table whose keys are names, each with a value of one kind."""
    names = {"propertyNames": {"pattern": whole(keys)}} if keys else {}
    return {"type": "object", **names, "additionalProperties": or_nothing(of)}


#: What the table of a response of each kind has.
RESPONSE_KEYS: dict[type, tuple[str, ...]] = {
    Rating: tuple(field.name for field in attrs.fields(Rating)),
    Reflection: tuple(field.name for field in attrs.fields(Reflection)),
    NotApplicable: ("not_applicable",),
}


def others_left_out(kind: type) -> Schema:
    """Return the condition that the keys of responses of other kinds are null, where they are given."""
    others = dict.fromkeys(key for keys in RESPONSE_KEYS.values() for key in keys if key not in RESPONSE_KEYS[kind])
    return {"patternProperties": {whole("|".join(others)): {"type": "null"}}}


def exactly(many: int) -> Schema:
    """Return what says that a list has so many entries."""
    return {"minItems": many, "maxItems": many}


def whole(pattern: str) -> str:
    """Return a pattern that the whole of a text has to match."""
    return f"^(?:{pattern})$"


#: How the schema of each kind of file is made whose keys are fields of the model.
MAKERS: dict[str, Callable[[SchemaBuilder], Schema]] = {
    "framework": lambda drawer: drawer.record(Framework, more={"scales": table(drawer.row(ScaleFields))}),
    "wording": _wording,
    "assessment": lambda drawer: drawer.record(Assessment, more={"responses": table(drawer.shape(Response))}),
    "plan": _plan,
}
