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
from positiveculture.tables.columns import EVIDENCED, NOT_APPLICABLE
from positiveculture.tables.levels import Sentinel, TopicColumns
from positiveculture.tables.reading import ColumnNames, Missing, Options, PreparedTable

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
    listed = require_each(assessments, Assessment)
    for each in listed:
        each.validate(framework)
    types = dict(FIELDS)
    columns: dict[str, list[Any]] = {name: [getattr(each, name) for each in listed] for name in FIELDS}
    kinds = naming.asked_kinds(framework)
    for topic in framework.every_topic:
        added: dict[str, tuple[engines.DType, list[Any]]] = {}
        if topic.scale is not None:
            added[topic.id] = nw.Int64, [each.levels.get(topic.id) for each in listed]
        proof = [_is_evidenced(each, topic.id, on or each.assessed_on) for each in listed]
        added[topic.id + EVIDENCED] = nw.Boolean, proof
        for kind in (kind for about, kind in kinds if about == topic.id):
            proof = [_is_evidenced(each, topic.id, on or each.assessed_on, kind) for each in listed]
            added[naming.evidence_column(topic.id, kind)] = nw.Boolean, proof
        if topic.allows_not_applicable:
            added[topic.id + NOT_APPLICABLE] = nw.String, [_reason(each.responses.get(topic.id)) for each in listed]
        naming.require_unused(added, columns, "")
        types |= {name: kind for name, (kind, _) in added.items()}
        columns |= {name: values for name, (_, values) in added.items()}
    return engines.make_table(columns, types, backend)


def _is_evidenced(assessment: Assessment, topic: str, day: date, kind: str = "") -> bool | None:
    """Return whether evidence for a topic, of a kind or "" of any, counts on the day.

    None: the topic is unanswered, or not applicable.
    """
    answered = topic in assessment.responses and topic not in assessment.not_applicable
    evidence = (piece for piece in assessment.evidence(topic) if kind in ("", piece.kind))
    return any(piece.counts_on(day) for piece in evidence) if answered else None


def _reason(response: Response | None) -> str | None:
    return response.reason if isinstance(response, NotApplicable) else None


@with_types
def to_assessments(  # noqa: PLR0913 - what is asked for has a name each
    frame: Any,
    framework: Framework,
    *,
    fields: Mapping[str, object] | None = None,
    columns: ColumnNames | None = None,
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
    given_frame = engines.as_narwhals(frame)
    whole = nw.to_native(given_frame.collect()) if isinstance(given_frame, nw.LazyFrame) else frame
    own = [field for field in FIELDS if field in given_frame.collect_schema().names()]
    options = Options(framework=framework, columns=columns, not_applicable=not_applicable, missing=missing, ids=own)
    table = PreparedTable.of(whole, options, ns=nw)
    trouble.refuse_invalid(table.frame, table.answers.values())
    defaults = dict(fields or {})
    known = [field.name for field in attrs.fields(Assessment) if field.init]
    naming.refuse(
        Problem("unknown-key", ("fields", field), {"name": field, **suggestions(field, known)}, "`fields`")
        for field in defaults
        if field not in known
    )
    naming.refuse(
        Problem("no-field", ("fields", field), {"name": field, **suggestions(field, table.columns)}, f"`{field}`")
        for field in ("service", "assessed_on")
        if field not in own and field not in defaults
    )
    exprs = [expr for topic, answer in table.answers.items() for expr in _columns(topic, answer, table)]
    rows = engines.collect_rows(table.frame.select(*(nw.col(field) for field in own), *exprs))
    return [_assessment(place, row, defaults, framework, reason) for place, row in enumerate(rows, 1)]


def _columns(topic: str, answer: TopicColumns, table: PreparedTable) -> list[nw.Expr]:
    """Return what the table says of a topic, as columns of plain values."""
    level = nw.lit(None, nw.Float64) if answer.level is None else answer.level.cast(nw.Float64)
    proof, stated = answer.evidenced or (nw.lit(value=False), nw.lit(value=False))
    columns = {
        "level": level,
        "not_applicable": nw.lit(value=False) if answer.not_applicable is None else answer.not_applicable,
        "evidenced": proof,
        "stated": stated,
    }
    if table.reason(topic):
        columns["reason"] = nw.col(table.reason(topic))
    return [expr.alias(f"{topic} {name}") for name, expr in columns.items()]


def _assessment(
    place: int, row: Mapping[str, Any], defaults: Mapping[str, object], framework: Framework, reason: str
) -> Assessment:
    fields: dict[str, Any] = {**defaults, **{name: row[name] for name in FIELDS if row.get(name) is not None}}
    day = fields.get("assessed_on")
    if isinstance(day, datetime):  # a moment, as pandas keeps days
        fields["assessed_on"] = day.date()
    responses = {topic.id: _response(topic.id, row, reason) for topic in framework.every_topic}
    answered = {topic: response for topic, response in responses.items() if response is not None}
    try:
        assessment = Assessment(framework=framework.id, edition=framework.edition, responses=answered, **fields)
        assessment.validate(framework)
    except InvalidAssessment as error:
        problems = tuple(each.below(named("row", place), place) for each in error.problems)
        raise InvalidTable(gettext("the table"), problems, error.more) from None
    return assessment


def _response(topic: str, row: Mapping[str, Any], reason: str) -> Response | None:
    level, proof, stated = (row[f"{topic} {name}"] for name in ("level", "evidenced", "stated"))
    evidence = [Evidence("evidenced in the table")] if proof else []
    if row[f"{topic} not_applicable"]:
        return NotApplicable(row.get(f"{topic} reason") or reason)
    if level is not None:
        return Rating(int(level), "", evidence)
    return Reflection("", evidence) if stated else None
