"""Plain dicts to objects and back: strict, with every problem at once, each at its place.

A payload is what TOML and JSON hold: dicts, lists, text, whole numbers, true and false, and dates.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, TypeVar

import attrs

from positiveculture.assessment import Assessment, Response
from positiveculture.awards import Award
from positiveculture.convert.problems import Collector, unknown_keys
from positiveculture.convert.strict import ScaleFields, by_id, converter, from_response, response, row
from positiveculture.convert.wording import laid_over
from positiveculture.errors import (
    Invalid,
    InvalidAssessment,
    InvalidFramework,
    InvalidPlan,
    Problem,
    nearest,
    quoted,
    shown,
)
from positiveculture.framework import Framework
from positiveculture.outcome import Outcome
from positiveculture.plan import ActionPlan
from positiveculture.rules import Alternatives, Blocker, ShareBelow
from positiveculture.soundness import every_topic
from positiveculture.topics import Scale, Topic

T = TypeVar("T")

__all__ = [
    "assessment_from_dict",
    "assessment_to_dict",
    "blocker_to_dict",
    "framework_from_dict",
    "framework_to_dict",
    "outcome_to_dict",
    "plan_from_dict",
    "plan_to_dict",
]


def framework_from_dict(payload: object, wordings: Iterable[object] = ()) -> Framework:
    """Return the framework that `payload` describes, each of `wordings` laid over it in turn.

    Raises:
        InvalidFramework: Every problem at once, each at its place.
    """
    bad = Collector()
    table: Mapping[str, Any] = _mapping(payload, "framework", InvalidFramework)
    for wording in wordings:
        table = laid_over(table, _mapping(wording, "wording", InvalidFramework), bad)
    given = dict(table)
    scales = _scales(given.pop("scales", {}), bad)
    topics = _list(Topic, _scaled(given.pop("topics", None), scales, bad, ("topics",)), bad, "topics")
    for scale in scales.keys() - {topic.scale.id for topic in every_topic(topics) if topic.scale is not None}:
        bad.say("stands in no topic", "scales", scale)
    whole = not bad.found
    awards = _list(Award, given.pop("awards", []), bad, "awards")
    lame = {entry.get("id") for entry in table.get("awards", ()) if isinstance(entry, Mapping)} - {a.id for a in awards}
    fields = _fields(Framework, given, bad, known=("scales", "topics", "awards"))
    if whole and _required(Framework) <= fields.keys() | {"topics"}:
        sound = [award for award in awards if not lame.intersection(award.holds())]
        try:
            framework = Framework(**fields, topics=tuple(topics), awards=tuple(sound))
        except Invalid as error:
            bad.add(error)
    if bad.found or bad.problems:
        raise InvalidFramework(_what("framework", table.get("id")), bad.placed(table))
    return framework


def framework_to_dict(framework: Framework) -> dict[str, Any]:
    """Return `framework` as a payload that reads back equal."""
    keyed = {
        "modes": by_id(framework.modes, "title"),
        "service_models": by_id(framework.service_models, "title"),
        "scales": by_id(framework.scales),
        "principles": by_id(framework.principles),
        "tools": by_id(framework.tools),
        "references": by_id(framework.references),
        "roles": by_id(framework.roles),
        "aspects": by_id(framework.aspects, "title"),
    }
    plain = ("spec", "id", "edition", "title", "language", "jurisdiction", "aliases")
    words = ("summary", "notes", "notice", "unscored", "averages")
    shape = {name: converter.unstructure(getattr(framework, name)) for name in (*plain, *words, "source")}
    shape |= keyed
    shape |= {name: converter.unstructure(getattr(framework, name)) for name in ("topics", "awards", "plan")}
    return {name: value for name, value in shape.items() if value not in ("", [], {})}


def assessment_from_dict(payload: object, framework: Framework) -> Assessment:
    """Return the assessment that `payload` describes, checked against `framework`.

    A topic may be named by its id or by its printed number.

    Raises:
        InvalidAssessment: Every problem at once, each at its place.
    """
    bad = Collector()
    table = _mapping(payload, "assessment", InvalidAssessment)
    given = dict(table)
    responses = _responses(given.pop("responses", {}), framework, bad)
    fields = _fields(Assessment, given, bad, known=("responses",))
    # What is missing or wrong stands in for itself as something that fits, so that the rest can still be checked.
    standing_in = {"framework": framework.id, "edition": framework.edition, "service": "-", "assessed_on": date.max}
    assessment = Assessment(**{**standing_in, **fields, "responses": responses})
    bad.problems += assessment.problems(framework)
    if bad.found or bad.problems:
        raise InvalidAssessment(_what("assessment of", table.get("service")), bad.placed(table))
    return assessment


def assessment_to_dict(assessment: Assessment) -> dict[str, Any]:
    """Return `assessment` as a payload that reads back equal."""
    shape = {
        field.name: converter.unstructure(getattr(assessment, field.name))
        for field in attrs.fields(Assessment)
        if field.init and field.name != "responses" and getattr(assessment, field.name) != field.default
    }
    return shape | {"responses": {topic: from_response(found) for topic, found in assessment.responses.items()}}


def plan_from_dict(payload: object, framework: Framework) -> ActionPlan:
    """Return the action plan that `payload` describes, checked against `framework`.

    A topic may be named by its id or by its printed number.

    Raises:
        InvalidPlan: Every problem at once, each at its place.
    """
    bad = Collector()
    table = _mapping(payload, "action plan", InvalidPlan)
    given = dict(table)
    for entries in (given.get("priorities"), given.get("actions")):
        for entry in entries if isinstance(entries, list) else ():
            if isinstance(entry, dict) and isinstance(entry.get("topic"), str):
                entry["topic"] = _topic_id(entry["topic"], framework)
    fields = _fields(ActionPlan, given, bad)
    plan = ActionPlan(**{"framework": framework.id, "edition": framework.edition, "service": "-", **fields})
    bad.problems += plan.problems(framework)
    if bad.found or bad.problems:
        raise InvalidPlan(_what("action plan of", table.get("service")), bad.placed(table))
    return plan


def plan_to_dict(plan: ActionPlan) -> dict[str, Any]:
    """Return `plan` as a payload that reads back equal."""
    return dict(converter.unstructure(plan))


def outcome_to_dict(outcome: Outcome) -> dict[str, Any]:
    """Return `outcome` as the JSON that `positiveculture assess --json` prints."""
    assessment = outcome.assessment
    return {
        "framework": assessment.framework,
        "edition": assessment.edition,
        "service": assessment.service,
        "assessed_on": assessment.assessed_on.isoformat(),
        "basis": assessment.basis,
        "award": outcome.award,
        "answered": len(outcome.answered),
        "topics": len(outcome.framework.topics),
        "unanswered": list(outcome.unanswered),
        "not_applicable": list(outcome.not_applicable),
        "awards": [
            {
                "id": verdict.award.id,
                "state": str(verdict.state),
                "progress": float(verdict.progress),
                "blockers": [blocker_to_dict(blocker) for blocker in verdict.blockers],
            }
            for verdict in outcome
        ],
    }


def blocker_to_dict(blocker: Blocker) -> dict[str, Any]:
    """Return `blocker` with its kind; shares are per cent."""
    shape: dict[str, Any] = {"kind": blocker.kind}
    if isinstance(blocker, Alternatives):
        options = [[blocker_to_dict(each) for each in option] for option in blocker.options]
        return shape | {"needs": blocker.needs, "options": options}
    if isinstance(blocker, ShareBelow):
        return shape | {name: _plain(getattr(blocker, name)) for name in ("needs", "has", "could_be")}
    return shape | {name: value for name, value in attrs.asdict(blocker).items() if name != "certain"}


def _plain(number: Fraction) -> int | float:
    return int(number) if number.denominator == 1 else float(number)


def _mapping(payload: object, what: str, error: type[Invalid]) -> Mapping[str, Any]:
    if not isinstance(payload, Mapping):
        raise error(f"the {what}", (Problem("", f"a table is expected, not {shown(payload)}"),))
    return payload


def _what(kind: str, name: object) -> str:
    return f"{kind} {quoted(name)}" if isinstance(name, str) else f"the {kind.removesuffix(' of')}"


def _required(cls: type) -> set[str]:
    return {field.name for field in attrs.fields(cls) if field.init and field.default is attrs.NOTHING}


def _fields(cls: type, given: Mapping[str, Any], bad: Collector, known: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return each field of `cls` that can be read from `given`; what cannot goes to `bad`."""
    fields = {field.name: field for field in attrs.fields(cls) if field.init and field.name not in known}
    bad.found += unknown_keys(given, (*fields, *known))
    for name in _required(cls).intersection(fields) - given.keys():
        bad.say("is missing", name)
    found = {}
    for name in fields.keys() & given.keys():
        try:
            found[name] = converter.structure(given[name], fields[name].type)
        except Exception as error:  # noqa: BLE001 - gathered, and raised together with the rest
            bad.add(error, name)
    return found


def _list(cls: type[T], entries: object, bad: Collector, key: str) -> list[T]:
    """Return each entry that can be read as `cls`; what cannot goes to `bad`."""
    if not isinstance(entries, list):
        bad.say("is missing" if entries is None else f"is a list of tables, not {shown(entries)}", key)
        return []
    found = []
    for place, entry in enumerate(entries):
        try:
            found.append(converter.structure(entry, cls))
        except Exception as error:  # noqa: BLE001 - gathered, and raised together with the rest
            bad.add(error, key, place)
    return found


def _scales(table: object, bad: Collector) -> dict[str, Scale]:
    if not isinstance(table, Mapping):
        bad.say(f"is a table of scales by id, not {shown(table)}", "scales")
        return {}
    found = {}
    for id_, entry in table.items():
        try:
            found[id_] = converter.structure(row(id_, entry, None), ScaleFields).scale()
        except Exception as error:  # noqa: BLE001 - gathered, and raised together with the rest
            bad.add(error, "scales", id_)
    return found


def _scaled(entries: Any, scales: Mapping[str, Scale], bad: Collector, path: tuple[str | int, ...]) -> Any:
    """Return the topics with each scale's id replaced by the scale."""
    if not isinstance(entries, list):
        return entries
    found = []
    for place, entry in enumerate(entries):
        topic = dict(entry) if isinstance(entry, Mapping) else entry
        if isinstance(entry, Mapping) and isinstance(entry.get("scale"), str):
            if entry["scale"] in scales:
                topic["scale"] = scales[entry["scale"]]
            else:
                bad.say(f"no scale {quoted(entry['scale'])}; {nearest(entry['scale'], scales)}", *path, place, "scale")
                del topic["scale"]
        if isinstance(entry, Mapping) and "parts" in entry:
            topic["parts"] = _scaled(entry["parts"], scales, bad, (*path, place, "parts"))
        found.append(topic)
    return found


def _topic_id(key: str, framework: Framework) -> str:
    return (
        framework.topic(key).id if key.isdecimal() and any(str(t.number) == key for t in framework.every_topic) else key
    )


def _responses(table: object, framework: Framework, bad: Collector) -> dict[str, Response]:
    if not isinstance(table, Mapping):
        bad.say(f"is a table of topics and what was said of them, not {shown(table)}", "responses")
        return {}
    found: dict[str, Response] = {}
    for key, entry in table.items():
        topic = _topic_id(str(key), framework)
        if topic in found:
            bad.say(f"is answered twice: as {quoted(topic)} and by its number", "responses", key)
        try:
            found.setdefault(topic, response(entry))
        except Exception as error:  # noqa: BLE001 - gathered, and raised together with the rest
            bad.add(error, "responses", key)
    return found
