"""What a form posts as what `assessment_from_dict` reads, and the path of a problem as the name of a field."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from positiveculture.field_types import require, with_types, wrong_type

#: The fields of an assessment that a form has, besides its responses; `framework` and `edition` are hidden ones.
HEAD = ("service", "assessed_on", "assessed_by", "mode", "service_model", "note")
#: The choice of a topic that is not applicable, next to its levels.
NOT_APPLICABLE = "not-applicable"
#: A level, and the place of an entry: of more digits than any has, Python may make no number.
LEVEL, PLACE = re.compile("-?[0-9]{1,18}"), re.compile("[0-9]{1,9}")
#: The days of a rating that is carried over, or is to be looked at again.
DATES = ("carried_from", "review_on")
#: What of a response a form has one field for, besides the level.
SINGLE = ("note", "not_applicable", *DATES)
#: The fields of a plan, of how its success will show, and of each of its actions.
PLAN = ("who_else", "getting_help", "support_inside", "support_outside", "note")
SUCCESS = ("changed", "seen", "felt", "heard")
ACTION = ("first_step", "who", "by_when", "done_on")
#: The fields that hold several lines.
LINES = (*PLAN, *SUCCESS, "what", "first_step")
#: The lists of a response that a form has a row for each entry of, with the fields of a row.
ROWS = {
    "evidence": ("title", "kind", "dated", "lapses_on", "reference", "note"),
    "actions": ("what", "who", "by_when", "done_on"),
}


@with_types
def field_name(path: Iterable[str | int]) -> str:
    """Return the name of the field that the path of a `Problem` leads to.

    What has no field of its own is a problem of what it is part of: of the topic, as in ``responses.dignity``, or of
    the whole, "".
    """
    steps = [str(step) for step in path]
    if steps[:1] != ["responses"] or not steps[1:]:
        return steps[0] if steps and steps[0] in HEAD else ""
    inside = steps[2:]
    if inside and inside[0] in ("level", "roles", *SINGLE):
        return ".".join(steps[:3])
    if len(inside) > 2 and inside[2] in ROWS.get(inside[0], ()):  # noqa: PLR2004 - list, place, field
        return ".".join(steps[:5])
    return ".".join(steps[:2])


@with_types
def payload(posted: Iterable[tuple[str, str]], before: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return what `assessment_from_dict` reads, from the names and values that a form posts.

    What is empty is left out. Only names of fields are taken; a level that is no whole number stays text, so that it is
    refused at its place. Rows with nothing in them are left out, so those after them move up.

    Args:
        posted: Each name with its value, in the order of the form, as `parse_qsl` returns them.
        before: The assessment that the form was filled in with, as `assessment_to_dict` returns it: what it says that
            a form has no field for, such as certificates, is kept.
    """
    fields: dict[str, Any] = {}
    topics: dict[str, dict[str, Any]] = {}
    for name, value in _pairs(posted):
        text = _unchanged(value.replace("\r\n", "\n"), name, before)
        match name.split("."):
            case [field] if field in (*HEAD, "framework", "edition") and text:
                fields[field] = text
            case ["responses", topic, *inside] if inside:
                _place_text(topics.setdefault(topic, {}), inside, text)
            case _:
                continue
    earlier = (before or {}).get("responses", {})
    answers = ((topic, _answer(given, earlier.get(topic))) for topic, given in topics.items())
    kept = {key: value for key, value in (before or {}).items() if key not in (*HEAD, "responses")}
    return kept | fields | {"responses": {topic: answer for topic, answer in answers if answer is not None}}


@with_types
def plan_payload(posted: Iterable[tuple[str, str]], before: Mapping[str, Any]) -> dict[str, Any]:
    """Return what `plan_from_dict` reads, from the names and values that a form with `plan_fields` posts.

    Args:
        posted: Each name with its value, as for `payload`.
        before: The plan that the form was filled in with, as `plan_to_dict` returns it: what a form has no field for,
            such as priorities, is kept.
    """
    fields, success = dict(before), dict(before.get("success") or {})
    actions = [dict(action) for action in before.get("actions") or ()]
    for name, value in _pairs(posted):
        match name.split("."):
            case [field] if field in PLAN:
                target = fields
            case ["success", field] if field in SUCCESS:
                target = success
            case ["actions", place, field] if field in ACTION and place in map(str, range(len(actions))):
                target = actions[int(place)]
            case _:
                continue
        target[field] = _unchanged(value.replace("\r\n", "\n"), name, before) or None
    return fields | {"actions": actions, "success": success}


def _pairs(posted: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield each name with its value; refuse what is no pair of texts.

    Raises:
        WrongArgument: Something else is among them.
    """
    for pair in posted:
        match pair:
            case [str(name), value]:
                require(value, str)
                yield name, value
            case _:
                raise wrong_type(pair, tuple)


def _unchanged(text: str, name: str, before: Any) -> str:
    """Return the text that a field was filled in with, where browsers changed only its ends of lines; else `text`."""
    for step in name.split("."):
        if isinstance(before, Mapping):
            before = before.get(step)
        elif isinstance(before, Sequence) and PLACE.fullmatch(step) and int(step) < len(before):
            before = before[int(step)]
    if not isinstance(before, str):
        return text
    lines = before.replace("\r\n", "\n").replace("\r", "\n")
    shown = lines if name.rpartition(".")[2] in LINES else lines.replace("\n", "")
    return before if shown == text else text


def _place_text(fields: dict[str, Any], inside: list[str], text: str) -> None:
    match inside:
        case [field] if field in ("level", *SINGLE) and text:
            fields[field] = text
        case ["roles"] if text:
            fields.setdefault("roles", []).append(text)
        case [rows, place, field] if rows in ROWS and field in ROWS[rows] and text:
            fields.setdefault(rows, {}).setdefault(place, {})[field] = text
        case _:
            return


def _answer(given: dict[str, Any], before: object) -> Any:
    """Return a response as files write it: a bare level where nothing else is given; None where nothing is."""
    level, reason = given.pop("level", None), given.pop("not_applicable", "")
    rows = {name: _rows(given.pop(name)) for name in ROWS if name in given}
    answer: dict[str, Any] = {**given, **{name: entries for name, entries in rows.items() if entries}}
    if level == NOT_APPLICABLE:
        return {"not_applicable": reason, **answer}
    if isinstance(before, Mapping):
        if set(before.get("roles", ())) == set(answer.get("roles", ())) != set():
            answer["roles"] = before["roles"]  # boxes have an order of their own
        kept = {key: value for key, value in before.items() if key not in ("level", "roles", *SINGLE, *ROWS)}
        # A reflection in which nothing is written is one all the same, unless something was and was taken out.
        if not answer and level is None:
            return kept if len(kept) == len(before) else None
        answer |= kept
    if level is not None:
        whole = int(level) if LEVEL.fullmatch(level) else level
        return {"level": whole, **answer} if answer else whole
    return answer or None


def _rows(rows: dict[str, dict[str, str]]) -> list[dict[str, str]]:
    """Return the rows in which more is filled in than the kind, which always is."""
    return [row for row in rows.values() if row.keys() - {"kind"}]
