"""Assessments as a table and back: one row an assessment, one column a topic."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

import attrs
import narwhals.stable.v2 as nw

from positiveculture.assessment import Assessment, Evidence, NotApplicable, Rating, Reflection, Response
from positiveculture.errors import InvalidAssessment, InvalidTable, Problem
from positiveculture.field_types import require_each, with_types
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.sentences import named, quoted, suggestions
from positiveculture.tables import columns as naming, engines, trouble
from positiveculture.tables.columns import ASIDE, EVIDENCED
from positiveculture.tables.levels import Sentinel, TopicColumns
from positiveculture.tables.reading import Missing, Named, Options, PreparedTable

#: What a table says of an assessment besides its topics: the field, which is the column's name too, and its type.
FIELDS: Mapping[str, engines.DType] = {
    "service": nw.String,
    "assessed_on": nw.Date,
    "assessed_by": nw.String,
    "mode": nw.String,
    "basis": nw.String,
    "service_model": nw.String,
}


@with_types
def from_assessments(
    assessments: Iterable[Assessment], framework: Framework, *, backend: Any = "polars", on: date | None = None
) -> Any:
    """Return a table of assessments, one row each, in the form that `evaluate_table` reads.

    There is a column for each field of `FIELDS`; for each rated topic one of its levels; `<topic>_evidenced`, true
    where evidence counts on the day, null where the topic is unanswered, and `<topic>_evidenced_<kind>` for each kind
    that a rule asks for; and, for topics that may be not applicable, `<topic>_not_applicable` with the reason.  Notes,
    and what the evidence is, are not in a table.

    Args:
        assessments: Against one framework.
        framework: The framework that they name.
        backend: "polars", "pandas" or "pyarrow".
        on: The day on which evidence has to count; the day of each assessment where none is given.

    Raises:
        InvalidAssessment: An assessment does not fit the framework.
        InvalidTable: A topic and another column would have one name.
    """
    found = require_each(assessments, Assessment)
    for each in found:
        each.validate(framework)
    types = dict(FIELDS)
    columns: dict[str, list[Any]] = {name: [getattr(each, name) for each in found] for name in FIELDS}
    kinds = naming.asked_kinds(framework)
    for topic in framework.every_topic:
        added: dict[str, tuple[engines.DType, list[Any]]] = {}
        if topic.scale is not None:
            added[topic.id] = nw.Int64, [each.levels.get(topic.id) for each in found]
        proof = [_shown(each, topic.id, on or each.assessed_on) for each in found]
        added[topic.id + EVIDENCED] = nw.Boolean, proof
        for kind in (kind for about, kind in kinds if about == topic.id):
            proof = [_shown(each, topic.id, on or each.assessed_on, kind) for each in found]
            added[naming.evidence_column(topic.id, kind)] = nw.Boolean, proof
        if topic.allows_not_applicable:
            added[topic.id + ASIDE] = nw.String, [_reason(each.responses.get(topic.id)) for each in found]
        naming.require_unused(added, columns, "")
        types |= {name: kind for name, (kind, _) in added.items()}
        columns |= {name: values for name, (_, values) in added.items()}
    return engines.made(columns, types, backend)


def _shown(assessment: Assessment, topic: str, day: date, kind: str = "") -> bool | None:
    """Return whether evidence for a topic, of a kind or "" of any, counts on the day.

    None: the topic is unanswered, or not applicable.
    """
    said = topic in assessment.responses and topic not in assessment.not_applicable
    pieces = (piece for piece in assessment.evidence(topic) if kind in ("", piece.kind))
    return any(piece.counts_on(day) for piece in pieces) if said else None


def _reason(response: Response | None) -> str | None:
    return response.reason if isinstance(response, NotApplicable) else None


@with_types
def to_assessments(  # noqa: PLR0913 - what is asked for has a name each
    frame: Any,
    framework: Framework,
    *,
    fields: Mapping[str, object] | None = None,
    columns: Named | None = None,
    not_applicable: Sentinel = None,
    missing: Missing = "unanswered",
    reason: str = "set aside in the table",
) -> list[Assessment]:
    """Return the assessments in a table, one a row; a lazy table is collected.

    Args:
        frame: A table in the form that `evaluate_table` reads.
        framework: The framework that the levels are against.
        fields: What to take for the fields of an assessment, where no column has the field's name: the same for every
            row, as in `{"assessed_on": date(2026, 3, 31)}`.
        columns: As for `evaluate_table`.
        not_applicable: As for `evaluate_table`.
        missing: As for `evaluate_table`.
        reason: The reason of topics that are not applicable where the table gives none.

    Raises:
        InvalidTable: The table has invalid rows, or no column for a field that must be there; or a rule asks for
            evidence of a kind, and what the evidence is, is not in a table.
    """
    naming.refuse(
        Problem("no-evidence-kinds", (), {"kind": kind}, f"{quoted(framework.id)}, {named('topic', topic)}")
        for topic, kind in naming.asked_kinds(framework)
    )
    opened = engines.as_narwhals(frame)
    whole = nw.to_native(opened.collect()) if isinstance(opened, nw.LazyFrame) else frame
    there = [field for field in FIELDS if field in opened.collect_schema().names()]
    asked = Options(framework=framework, columns=columns, not_applicable=not_applicable, missing=missing, ids=there)
    read = PreparedTable.of(whole, asked, words=nw)
    trouble.refuse_bad(read.frame, read.said.values())
    given = dict(fields or {})
    own = [field.name for field in attrs.fields(Assessment) if field.init]
    naming.refuse(
        Problem("unknown-key", ("fields", field), {"name": field, **suggestions(field, own)}, "`fields`")
        for field in given
        if field not in own
    )
    naming.refuse(
        Problem("no-field", ("fields", field), {"name": field, **suggestions(field, read.given.columns)}, f"`{field}`")
        for field in ("service", "assessed_on")
        if field not in there and field not in given
    )
    said = [expr for topic, each in read.said.items() for expr in _columns(topic, each, read)]
    rows = engines.collected(read.frame.select(*(nw.col(field) for field in there), *said))
    return [_assessment(place, row, given, framework, reason) for place, row in enumerate(rows, 1)]


def _columns(topic: str, said: TopicColumns, read: PreparedTable) -> list[nw.Expr]:
    """Return what the table says of a topic, as columns of plain values."""
    level = nw.lit(None, nw.Float64) if said.level is None else said.level.cast(nw.Float64)
    proof, told = said.evidenced or (nw.lit(value=False), nw.lit(value=False))
    found = {
        "level": level,
        "aside": nw.lit(value=False) if said.aside is None else said.aside,
        "evidenced": proof,
        "told": told,
    }
    if read.reason(topic):
        found["reason"] = nw.col(read.reason(topic))
    return [expr.alias(f"{topic} {name}") for name, expr in found.items()]


def _assessment(
    place: int, row: Mapping[str, Any], given: Mapping[str, object], framework: Framework, reason: str
) -> Assessment:
    fields: dict[str, Any] = {**given, **{name: row[name] for name in FIELDS if row.get(name) is not None}}
    day = fields.get("assessed_on")
    if isinstance(day, datetime):  # a moment, as pandas keeps days
        fields["assessed_on"] = day.date()
    responses = {topic.id: _response(topic.id, row, reason) for topic in framework.every_topic}
    kept = {topic: response for topic, response in responses.items() if response is not None}
    try:
        assessment = Assessment(framework=framework.id, edition=framework.edition, responses=kept, **fields)
        assessment.validate(framework)
    except InvalidAssessment as error:
        told = tuple(each.below(named("row", place), place) for each in error.problems)
        raise InvalidTable(gettext("the table"), told, error.more) from None
    return assessment


def _response(topic: str, row: Mapping[str, Any], reason: str) -> Response | None:
    level, proof, told = (row[f"{topic} {name}"] for name in ("level", "evidenced", "told"))
    evidence = [Evidence("evidenced in the table")] if proof else []
    if row[f"{topic} aside"]:
        return NotApplicable(row.get(f"{topic} reason") or reason)
    if level is not None:
        return Rating(int(level), "", evidence)
    return Reflection("", evidence) if told else None
