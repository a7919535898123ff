"""For each code of a problem, a real input that yields it, and the path that leads to its field."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias
from zipfile import ZIP_DEFLATED, ZipFile

import attrs
import polars as pl
import pytest
import xlsxwriter
from faults import FRAMEWORK, assessment, framework, plan
from filling import HARBOUR as SHIPS, SAID, Typed, book, changed as changed_workbook, copied, fill
from payloads import ASSESSMENT, HARBOUR, PLAN, WORDING, planted, without

import positiveculture as pc
from positiveculture.badges import credential
from positiveculture.cli.table.files import scan_file
from positiveculture.cli.table.run import Job, run
from positiveculture.errors import Path as Steps
from positiveculture.fhir import assessment_from_fhir, questionnaire_response
from positiveculture.fhir.items import URL
from positiveculture.form import form_data
from positiveculture.formats.crosswalk import Crosswalk, Endpoint, crosswalk_from_dict
from positiveculture.formats.feedback import feedback_from_dict
from positiveculture.formats.framework import framework_from_dict
from positiveculture.formats.history import read_history
from positiveculture.formats.migrated_files import load_movable
from positiveculture.formats.migration import Migration, TopicMigration, chain_between, migration_from_dict
from positiveculture.formats.panel import read_panel, release_from_dict
from positiveculture.formats.parsing import LARGEST, read_payload
from positiveculture.formats.plan import plan_from_dict
from positiveculture.formats.sssom import from_sssom
from positiveculture.formats.triangulation import triangulation_from_dict
from positiveculture.formats.wording import find_wordings, wording_from_dict
from positiveculture.ical import plan_calendar
from positiveculture.plugins.entry_points import PluginSource
from positiveculture.plugins.registry import FRAMEWORKS
from positiveculture.report import Report
from positiveculture.rules.compile import compiled
from positiveculture.sheets import SheetOptions, read_replies
from positiveculture.tables import evaluate_table, from_long, summarise_table, to_assessments
from positiveculture.workbook import read_workbook, write_workbook
from positiveculture.workbook.opening import UNPACKED, read_sheets

#: What reads a payload, the payload, and where its problem is.
Read: TypeAlias = tuple[Callable[[Any], object], Any, Steps]
#: What is done in an empty folder, and where its problem is.
Done: TypeAlias = tuple[Callable[[Path], object], Steps]

GONE = object()
DAY = date(2026, 3, 31)
MOORING: Steps = ("responses", "mooring")
RULE: Steps = ("awards", 0, "rule")

SUGGESTION = {"id": "tea", "text": "Better tea.", "raised_on": date(2026, 7, 1)}
LOG = {"service": "Elm House", "suggestions": [SUGGESTION]}
INSTRUMENT = {"id": "survey", "title": "Survey", "kind": "survey", "n": 20, "invited": 30}
FINDING = {"instrument": "survey", "theme": "Pay", "text": "Low.", "polarity": "negative"}
REPORT: dict[str, Any] = {
    "title": "T",
    "organisation": "O",
    "purpose": "P",
    "on": DAY,
    "instruments": [INSTRUMENT],
    "findings": [FINDING],
    "developments": [{"what": "A", "progress": "done", "claim": "Better.", "claimed_by": "Staff"}],
    "implications": [{"kind": "Legal", "answer": "some", "text": "Some."}],
}
NEXT = attrs.evolve(FRAMEWORK, edition="2027")
TOPICS = ("mooring", "ropes", "lights", "songs")
MIGRATION: dict[str, Any] = {
    "framework": "harbour",
    "from": "2026",
    "to": "2027",
    "topics": {topic: {"from": [topic]} for topic in TOPICS},
}
#: The harbour of 2027 with lights on a longer scale.
TURNED = framework_from_dict(
    {
        **without(HARBOUR, ("awards",)),
        "edition": "2027",
        "scales": {**HARBOUR["scales"], "long": {"levels": {"1": "A", "2": "B", "3": "C", "4": "D"}}},
        "topics": [{**one, "scale": "long"} if one["id"] == "lights" else one for one in HARBOUR["topics"]],
    }
)
STEPS = {"1": 1, "2": 2, "3": 3}
LINK = {"here": "mooring", "there": "songs", "relation": "close", "rationale": "Why.", "source": "Who."}
CROSSWALK: dict[str, Any] = {
    "from": {"framework": "harbour", "edition": "2026"},
    "to": {"framework": "shore", "edition": "1"},
    "links": [LINK],
}
SSSOM = "subject_id\tpredicate_id\tobject_id\tcomment\tauthor_label\n"
ROW = "harbour:mooring\tskos:closeMatch\tharbour:songs\tWhy.\tWho.\n"
BARE = {**without(ASSESSMENT, ("responses",)), "responses": {}}
SONGS: dict[str, Any] = {"id": "songs", "title": "Songs"}
FLOOR = {"id": "lead", "title": "Lead"}
UNRATED = {**without(without(HARBOUR, ("scales",)), ("awards",)), "topics": [SONGS]}

PUBLISHED = {
    "framework": "harbour",
    "edition": FRAMEWORK.edition,
    "minimum": 10,
    "services": ["Seal Sands"],
    "assessed_on": [DAY, DAY],
    "published": [],
}


GIVEN = pc.Certificate(award="bronze", awarded_on=DAY, by="An invented council")


def badge(*given: pc.Certificate, on: date = DAY, issuer: str = "https://council.example") -> object:
    """Make a badge of the first medal of Wigan, with these certificates on record."""
    plain: dict[str, Any] = {"framework": "wigan-progress", "edition": "2017", "service": "A", "assessed_on": DAY}
    wigan = pc.get_framework("wigan-progress")
    return credential(pc.Assessment(**plain, certificates=given), "bronze", wigan, issuer=issuer, on=on)


STRANGER = {"valueCoding": {"code": "3", "system": "https://example.org"}}
GROUP = {"linkId": "dignity.response"}


def exported(**fields: Any) -> object:
    """Export an assessment with these fields to FHIR."""
    wigan = pc.get_framework("wigan-progress")
    plain: dict[str, Any] = {"framework": "wigan-progress", "edition": "2017", "service": "A", "assessed_on": DAY}
    return questionnaire_response(pc.Assessment(**(plain | fields)), wigan)


def asking(answer: dict[str, Any]) -> dict[str, Any]:
    """Return an item with one answer."""
    return {"item": [{**GROUP, "item": [{"linkId": "dignity", "answer": [answer]}]}]}


def fhir(parts: dict[str, Any], *path: str | int) -> Done:
    """Return the reading of a QuestionnaireResponse with these parts."""
    whole = {"resourceType": "QuestionnaireResponse", "questionnaire": f"{URL}wigan-progress|2017"}
    return (lambda _: assessment_from_fhir(whole | parts)), path


#: Rules with a weight that no browser reads exactly.
WEIGHTY = framework_from_dict(
    planted(HARBOUR, RULE, {"share": 50, "topics": ["mooring"], "weights": {"mooring": 2**60}})
)


def changed(read: Callable[[Any], object], whole: Any, path: Steps, value: object, at: Steps | None = None) -> Read:
    """Return what reads a payload that has `value` at `path`, where its problem is unless `at` says otherwise."""
    payload = without(whole, path) if value is GONE else planted(whole, path, value)
    return read, payload, path if at is None else at


def worded(wording: Any) -> object:
    """Lay a wording over the harbour."""
    return framework_from_dict(HARBOUR, [wording])


def migrated(payload: Any) -> object:
    """Read a migration of the harbour."""
    return migration_from_dict(payload, FRAMEWORK, NEXT)


def to_next(path: Steps, value: object, at: Steps | None = None) -> Read:
    """Return what reads a migration of the harbour that has `value` at `path`."""
    return changed(migrated, MIGRATION, path, value, at)


def chained(*ends: tuple[str, str], awards: tuple[tuple[str, str], ...] = ()) -> Callable[[Path], object]:
    """Return what looks for a chain of migrations of the harbour between such editions."""
    editions = {text: attrs.evolve(FRAMEWORK, edition=text) for pair in ends for text in pair}
    topics = [TopicMigration(topic, [topic]) for topic in TOPICS]
    found = [
        Migration(source=editions[old], target=editions[new], topics=topics, awards=awards if place == 0 else ())
        for place, (old, new) in enumerate(ends)
    ]
    return lambda _: chain_between(found, ends[0][0], ends[0][1])


def rule(table: Any) -> Read:
    """Return what reads the harbour with another rule for its first award."""
    return changed(framework, HARBOUR, RULE, table)


def points(counts: dict[str, int], *at: str) -> Read:
    """Return what reads the harbour with points for the levels of its scale."""
    path = ("scales", "tide", "points")
    return changed(framework, HARBOUR, path, counts, (*path, *at))


def _rules(number: int) -> Any:
    return [{"minimum": {"mooring": 2}}] * number


def _deep(depth: int, inside: Any, key: str) -> Any:
    for _ in range(depth):
        inside = [{**SONGS, "id": f"t{_}", "parts": inside}] if key == "parts" else {key: [inside]}
    return inside


SUSPENDED = [{"award": "copper", "awarded_on": DAY, "suspensions": [{"since": date(2026, 1, 1)}]}]
HIGH: Steps = ("awards", 1, "rank")

#: The label of Wigan's levels 1 and 2.
LABEL = "Starting to look at it and act on it"
WIGAN_ANSWER = {"framework": "wigan-progress", "edition": "2017", "service": "Elm", "assessed_on": DAY}


def wigan(payload: Any) -> object:
    """Read an assessment against Wigan's framework."""
    return pc.assessment_from_dict(payload)


#: Code to what reads a payload that yields it.
PAYLOADS: dict[str, Read] = {
    "missing": changed(assessment, ASSESSMENT, ("assessed_on",), GONE),
    "empty": changed(assessment, ASSESSMENT, (*MOORING, "evidence", 0, "title"), "\u200b"),
    "unknown-key": changed(assessment, ASSESSMENT, (*MOORING, "levle"), 2),
    "unknown-choice": changed(assessment, ASSESSMENT, ("mode",), "alne"),
    "not-text": changed(assessment, ASSESSMENT, (*MOORING, "note"), 5),
    "half-character": changed(assessment, ASSESSMENT, ("note",), "\ud800"),
    "not-whole": changed(plan, PLAN, ("actions", 0, "to_level"), "2"),
    "not-true-or-false": changed(framework, HARBOUR, ("topics", 1, "allows_not_applicable"), 1),
    "not-a-date": changed(assessment, ASSESSMENT, (*MOORING, "evidence", 0, "dated"), "soon"),
    "not-a-table": changed(assessment, ASSESSMENT, ("responses",), [1]),
    "not-a-table-or-text": changed(framework, HARBOUR, ("modes", "alone"), 3),
    "not-a-list": changed(plan, PLAN, ("actions",), {}),
    "wrong-length": changed(framework, HARBOUR, ("plan", "priorities"), [2]),
    "not-a-level": changed(framework, HARBOUR, ("scales", "tide", "levels", "one"), "x"),
    "not-a-response": changed(assessment, ASSESSMENT, MOORING, "soon"),
    "not-a-language": changed(wording_from_dict, WORDING, ("language",), "c y"),
    "id-inside": changed(framework, HARBOUR, ("scales", "tide", "id"), "x", ("scales", "tide")),
    "bad-id": changed(framework, HARBOUR, ("topics", 1, "id"), "Lights!"),
    "bad-framework-id": changed(framework, HARBOUR, ("id",), "Harbour!"),
    "not-unique": changed(framework, HARBOUR, ("topics", 2, "id"), "lights"),
    "unknown-topic": changed(assessment, ASSESSMENT, ("responses", "moring"), 2),
    "unknown-award": changed(plan, PLAN, ("award",), "coper"),
    "unknown-scale": changed(framework, HARBOUR, ("topics", 1, "scale"), "tied"),
    "unknown-principle": changed(framework, HARBOUR, ("topics", 0, "principle"), "clam"),
    "unknown-tool": changed(framework, HARBOUR, ("topics", 0, "tools", 0), "chrat"),
    "unknown-reference": changed(framework, HARBOUR, ("topics", 0, "references", 0), "lwa"),
    "unknown-role": changed(
        assessment, ASSESSMENT, ("responses", "songs", "roles"), ["crow"], ("responses", "songs", "roles", 0)
    ),
    "unknown-aspect": changed(framework, HARBOUR, ("topics", 0, "aspects", "loks"), ["A."]),
    "unknown-service-model": changed(framework, HARBOUR, ("topics", 0, "statements", "3", "variants", "bota"), "A."),
    "unknown-instrument": changed(triangulation_from_dict, REPORT, ("findings", 0, "instrument"), "survy"),
    "unknown-id": changed(worded, WORDING, ("topics", "moring"), "x", ("wordings", 0, "topics", "moring")),
    "unknown-level": changed(
        worded, WORDING, ("scales", "tide", "levels", "9"), "x", ("wordings", 0, "scales", "tide", "levels", "9")
    ),
    "same-statement": changed(
        worded,
        WORDING,
        ("topics", "mooring", "statements", "2"),
        "AR  goll.",
        ("wordings", 0, "topics", "mooring", "statements", "2"),
    ),
    "other-framework": changed(assessment, ASSESSMENT, ("framework",), "inland"),
    "other-edition": changed(plan, PLAN, ("edition",), "1999"),
    "other-kind": (assessment, PLAN, ()),
    "not-a-format": changed(framework, HARBOUR, ("format",), "1"),
    "unsupported-format": changed(framework, HARBOUR, ("format",), 2),
    "unsupported-spec": changed(framework, HARBOUR, ("spec",), 2),
    "after-assessment": changed(assessment, ASSESSMENT, (*MOORING, "evidence", 0, "dated"), date(2026, 4, 1)),
    "before-assessment": changed(plan, PLAN, ("actions", 0, "by_when"), date(2020, 1, 1)),
    "not-after-assessment": changed(assessment, ASSESSMENT, (*MOORING, "review_on"), DAY),
    "not-before-assessment": changed(assessment, ASSESSMENT, (*MOORING, "carried_from"), DAY),
    "not-after": changed(assessment, ASSESSMENT, (*MOORING, "evidence", 0, "lapses_on"), date(2026, 1, 1)),
    "before": changed(
        assessment, ASSESSMENT, ("certificates",), SUSPENDED, ("certificates", 0, "suspensions", 0, "since")
    ),
    "answered-twice": changed(assessment, ASSESSMENT, ("responses", "1"), 2),
    "beside-not-applicable": changed(assessment, ASSESSMENT, ("responses", "lights", "level"), 2),
    "not-applicable-refused": changed(
        assessment, BARE, MOORING, {"not_applicable": "Why"}, (*MOORING, "not_applicable")
    ),
    "no-scale": changed(assessment, ASSESSMENT, ("responses", "songs"), 2),
    "level-missing": changed(assessment, BARE, MOORING, {"note": "A"}, (*MOORING, "level")),
    "level-in-quotes": changed(assessment, ASSESSMENT, MOORING, "2"),
    "label-for-level": changed(assessment, ASSESSMENT, MOORING, "half"),
    "label-of-several": (wigan, WIGAN_ANSWER | {"responses": {"dignity": LABEL}}, ("responses", "dignity")),
    "not-applicable-words": changed(assessment, ASSESSMENT, ("responses", "lights"), "N/A"),
    "off-scale": changed(assessment, ASSESSMENT, (*MOORING, "level"), 9),
    "other-jurisdiction": (
        lambda payload: pc.evaluate(attrs.evolve(FRAMEWORK, jurisdiction="England"), pc.Assessment(**payload)),
        {**BARE, "jurisdiction": "Wales"},
        ("jurisdiction",),
    ),
    "level-worse": changed(plan, PLAN, ("actions", 0, "from_level"), 3, ("actions", 0, "to_level")),
    "unused-scale": changed(framework, HARBOUR, ("scales", "idle"), {"levels": {"1": "a", "2": "b"}}),
    "nested-topics": changed(framework, HARBOUR, ("topics",), _deep(40, [], "parts")),
    "not-a-number": changed(framework, HARBOUR, ("topics", 2, "number"), 1.5),
    "number-blank": changed(framework, HARBOUR, ("topics", 2, "number"), " 2"),
    "number-is-topic": changed(framework, HARBOUR, ("topics", 2, "number"), "lights"),
    "number-taken": changed(framework, HARBOUR, ("topics", 2, "number"), 2),
    "few-levels": changed(framework, HARBOUR, ("scales", "tide", "levels"), {"1": "Low"}),
    "level-gaps": changed(framework, HARBOUR, ("scales", "tide", "levels", "5"), "x", ("scales", "tide", "levels")),
    "points-unknown-level": points({"1": 0, "2": 1, "3": 2, "9": 3}, "9"),
    "points-not-whole": points({"1": -1, "2": 1, "3": 2}, "1"),
    "points-missing": points({"1": 0, "3": 2}),
    "points-fall": points({"1": 0, "2": 2, "3": 1}, "3"),
    "points-level": points({"1": 1, "2": 1, "3": 1}),
    "principle-cycle": changed(framework, HARBOUR, ("principles", "calm", "within"), "calm"),
    "not-an-address": changed(
        assessment, ASSESSMENT, (*MOORING, "evidence", 0, "kind"), "link", (*MOORING, "evidence", 0, "reference")
    ),
    "needs-scale": changed(framework, HARBOUR, ("topics", 2, "statements"), {"1": "A."}),
    "unscored": changed(framework, HARBOUR, ("unscored",), "No levels.", ("topics", 0, "scale")),
    "nothing-to-average": changed(framework, UNRATED, ("averages",), "The mean."),
    "no-averages": changed(framework, HARBOUR, ("means",), {"missing_allowed": 1}),
    "wrong-order": changed(framework, HARBOUR, ("plan", "priorities"), [3, 2]),
    "award-cycle": changed(framework, HARBOUR, (*RULE, "includes"), ["brass"], RULE),
    "award-is-topic": changed(framework, HARBOUR, ("awards", 0, "id"), "mooring"),
    "floor-without-awards": changed(framework, without(HARBOUR, ("awards",)), ("floor",), FLOOR),
    "floor-is-award": changed(framework, HARBOUR, ("floor",), {**FLOOR, "id": "copper"}, ("floor", "id")),
    "floor-is-topic": changed(framework, HARBOUR, ("floor",), {**FLOOR, "id": "lights"}, ("floor", "id")),
    "same-rank": changed(framework, planted(HARBOUR, ("awards", 0, "rank"), 1), HIGH, 1, ("awards", 0, "rank")),
    "rank-order": changed(framework, planted(HARBOUR, ("awards", 0, "rank"), 2), HIGH, 1, ("awards", 1, "rule")),
    "not-a-rule": rule("every topic at 2"),
    "rule-kind-missing": rule({}),
    "rule-owner": changed(
        framework, HARBOUR, RULE, {"every": 2, "share": 60, "topics": ["mooring"]}, (*RULE, "topics")
    ),
    "rule-owner-missing": changed(
        framework, HARBOUR, RULE, {"every": 2, "weights": {"mooring": 2}}, (*RULE, "weights")
    ),
    "not-a-percentage": changed(framework, HARBOUR, RULE, {"share": 62.5}, (*RULE, "share")),
    "rule-nested": changed(framework, HARBOUR, RULE, _deep(40, {"every": 2}, "all"), (*RULE, *("all", 0) * 32)),
    "rule-nothing-rated": (
        framework,
        {**UNRATED, "awards": [{"id": "copper", "title": "Copper", "rule": {"every": 2}}]},
        RULE,
    ),
    "rule-topic-twice": rule({"every": 2, "topics": ["mooring", "mooring"]}),
    "rule-no-scale": rule({"minimum": {"songs": 2}}),
    "rule-reverse-scored": changed(framework, HARBOUR, ("topics", 0, "reverse_scored"), True, RULE),
    "rule-no-level": rule({"minimum": {"mooring": 4}}),
    "rule-level-never-fails": rule({"every": 1}),
    "rule-no-evidence": rule({"evidenced": []}),
    "rule-all-of-none": rule({"all": []}),
    "rule-any-of-none": rule({"any": []}),
    "rule-few-asked": rule({"at_least": 0, "of": _rules(2)}),
    "rule-many-asked": rule({"at_least": 3, "of": _rules(2)}),
    "rule-negative-points": changed(
        framework,
        planted(HARBOUR, RULE, {"share": 60}),
        ("scales", "tide", "levels"),
        {"-1": "Low", "0": "Half", "1": "High"},
        RULE,
    ),
    "rule-weight-unused": rule({"share": 60, "topics": ["mooring"], "weights": {"lights": 2}}),
    "rule-weight-low": rule({"share": 60, "weights": {"lights": 0}}),
    "rule-percent-rounded": rule({"share": "62.5", "rounding": "half-up"}),
    "rule-share-never-met": rule({"share": 101}),
    "retired-in-use": changed(framework_from_dict, HARBOUR, ("retired",), {"songs": "Songs"}, ("retired", "songs")),
    "rule-share-never-fails": rule({"share": 0}),
    "link-twice": changed(crosswalk_from_dict, CROSSWALK, ("links",), [LINK, LINK], ("links", 1)),
    "unknown-edition": changed(migration_from_dict, {**MIGRATION, "framework": "wigan-progress"}, ("from",), "1066"),
    "new-topic-forgotten": to_next(("topics", "songs"), GONE, ("topics",)),
    "old-topic-forgotten": to_next(("topics", "songs"), {"ask": "New."}, ("retired",)),
    "from-nothing": to_next(("topics", "songs"), {"from": []}),
    "from-and-ask": to_next(("topics", "songs", "ask"), "New."),
    "retired-and-used": to_next(("retired",), {"songs": "Why."}, ("retired", "songs")),
    "gives-no-level": to_next(("topics", "lights", "from"), ["songs"]),
    "levels-without-scale": to_next(
        ("topics", "songs", "levels"), {"songs": STEPS}, ("topics", "songs", "levels", "songs")
    ),
    "levels-missing": (
        lambda payload: migration_from_dict(payload, FRAMEWORK, TURNED),
        MIGRATION,
        ("topics", "lights", "levels"),
    ),
    "level-forgotten": to_next(
        ("topics", "lights", "levels"), {"lights": {"1": 1, "3": 3}}, ("topics", "lights", "levels", "lights")
    ),
    "levels-fall": to_next(
        ("topics", "lights", "levels"),
        {"lights": {"1": 2, "2": 1, "3": 3}},
        ("topics", "lights", "levels", "lights", "2"),
    ),
    "both-decided": changed(
        feedback_from_dict,
        LOG,
        ("suggestions", 0),
        {
            **SUGGESTION,
            "heard_on": DAY.replace(month=8),
            "adopted_on": DAY.replace(month=8),
            "declined_on": DAY.replace(month=8),
            "reason": "A",
        },
        ("suggestions", 0, "declined_on"),
    ),
    "no-reason": changed(
        feedback_from_dict,
        LOG,
        ("suggestions", 0),
        {**SUGGESTION, "heard_on": DAY.replace(month=8), "declined_on": DAY.replace(month=8)},
        ("suggestions", 0, "reason"),
    ),
    "idle-reason": changed(feedback_from_dict, LOG, ("suggestions", 0, "reason"), "A"),
    "not-heard": changed(
        feedback_from_dict, LOG, ("suggestions", 0, "adopted_on"), DAY.replace(month=8), ("suggestions", 0, "heard_on")
    ),
    "not-decided": changed(feedback_from_dict, LOG, ("suggestions", 0, "told_on"), DAY.replace(month=8)),
    "not-told": changed(feedback_from_dict, LOG, ("suggestions", 0, "conversation"), "By telephone."),
    "below-zero": changed(triangulation_from_dict, REPORT, ("instruments", 0, "n"), -1),
    "more-than-asked": changed(triangulation_from_dict, REPORT, ("instruments", 0, "n"), 31),
    "more-than-answered": changed(triangulation_from_dict, REPORT, ("findings", 0, "n"), 21),
    "theme-spelling": changed(
        triangulation_from_dict, REPORT, ("findings",), [FINDING, {**FINDING, "theme": "pay"}], ("findings", 1, "theme")
    ),
    "no-claimant": changed(triangulation_from_dict, REPORT, ("developments", 0, "claimed_by"), ""),
    "text-missing": changed(triangulation_from_dict, REPORT, ("implications", 0, "text"), ""),
    "answer-missing": changed(triangulation_from_dict, REPORT, ("implications", 0, "answer"), GONE),
}


def said(**changes: Any) -> pc.Assessment:
    """Return an assessment of the harbour."""
    given = {key: BARE[key] for key in ("framework", "edition", "service", "assessed_on")}
    return pc.Assessment(**{**given, "responses": {"mooring": 2}, **changes})


def written(folder: Path, name: str, text: str | bytes) -> Path:
    """Write a file, and return its path."""
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def dated(folder: Path, name: str, **changes: str) -> list[Path]:
    """Write an assessment with some of it changed, and a later one, and return their files."""
    fields = {"framework": "wigan-progress", "edition": "2017", "service": "Elm House"}
    earlier = (
        "".join(f'{key} = "{value}"\n' for key, value in (fields | changes).items()) + "assessed_on = 2025-03-31\n"
    )
    later = "".join(f'{key} = "{value}"\n' for key, value in fields.items()) + "assessed_on = 2026-03-31\n"
    return [written(folder, name, earlier + "[responses]\n"), written(folder, "b.toml", later + "[responses]\n")]


def planned(**changes: str) -> pc.ActionPlan:
    """Return a plan for the harbour without an action."""
    given = {key: BARE[key] for key in ("framework", "edition", "service", "assessed_on")}
    return pc.ActionPlan(**{**given, **changes})


def file(name: str, text: str | bytes, at: Steps = ()) -> Done:
    """Return what reads a file with such a text."""
    return lambda folder: read_payload(written(folder, name, text)), at


def table(row: str, at: Steps = (), head: str = SSSOM) -> Done:
    """Return what reads an SSSOM table against the harbour."""
    return lambda _: from_sssom(head + row, FRAMEWORK, FRAMEWORK), at


def judged(at: Steps = (), **columns: Any) -> Done:
    """Return what judges a table of such columns, beside those that the harbour needs."""
    return lambda _: evaluate_table(frame(**columns), HARBOURS), at


def frame(**columns: Any) -> pl.DataFrame:
    """Return a table with one row an assessment."""
    return pl.DataFrame({"mooring": [2], "lights": [2], **columns})


def mixed(folder: Path) -> None:
    """Read replies to two frameworks as one panel."""
    for name, id_, topic in (
        ("a", "wigan-progress", "dignity"),
        ("b", "wigan-progress", "dignity"),
        ("c", "cqc-style-well-led", "freedom-to-speak-up"),
    ):
        edition = pc.get_framework(id_).edition
        head = f'framework = "{id_}"\nedition = "{edition}"\nservice = "A"\nassessed_on = 2026-03-31\n'
        written(folder, f"{name}.toml", f"{head}[responses]\n{topic} = 3\n")
    read_panel([folder])


def twice(folder: Path) -> None:
    """Read two replies of one name as one panel."""
    head = 'framework = "wigan-progress"\nedition = "2017"\nservice = "A"\nassessed_on = 2026-03-31\n[responses]\n'
    written(folder, "a.toml", f"{head}dignity = 3\n")
    written(
        folder,
        "a.json",
        json.dumps({"framework": "wigan-progress", "edition": "2017", "service": "A", "assessed_on": str(DAY)}),
    )
    read_panel([folder / "a.toml", folder / "a.json"])


def misplanned(_: Path) -> None:
    """Make a framework with a text where its plan should be."""
    wrong: dict[str, Any] = {"plan": "first things first"}
    attrs.evolve(FRAMEWORK, **wrong)


def reworded(folder: Path) -> None:
    """Look for words of one edition where there are some of another."""
    text = 'framework = "wigan-progress"\nedition = "2016"\nlanguage = "xx"\ntitle = "A"\n'
    path = written(folder, "words.toml", text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("POSITIVECULTURE_WORDINGS", str(path))
        find_wordings("wigan-progress", "xx")


def claimed(folder: Path) -> None:
    """Look for words that two distributions have."""
    for name in ("one", "two"):
        info = f"{name}-1.dist-info"
        written(folder, f"{info}/METADATA", f"Metadata-Version: 2.3\nName: {name}\nVersion: 1\n")
        written(folder, f"{info}/entry_points.txt", "[positiveculture.wordings]\nwigan-progress--xx = m:f\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(folder)
        find_wordings("wigan-progress", "xx")


def objects(_: Path) -> None:
    """Judge a pandas frame with a column of more than one kind of value."""
    pytest.importorskip("pyarrow")
    pandas = pytest.importorskip("pandas")
    evaluate_table(pandas.DataFrame({"mooring": [2, "x", [1]], "lights": [1, 2, 3]}), HARBOURS)


HARBOURS = framework_from_dict({**HARBOUR, "awards": HARBOUR["awards"][:1]})
PAIR = (
    PluginSource("harbour", "d", "1", "positiveculture.framework:SPEC"),
    PluginSource("harbour", "d", "1", "positiveculture.frameworks.wigan_progress"),
)
END = Endpoint("harbour", "2026")
KINDLY = framework_from_dict(planted(HARBOUR, RULE, {"evidenced": ["mooring"], "kind": "link"}) | {"cases": []})
EMPTY = planted(planted(HARBOUR, ("principles", "empty"), {"title": "Empty"}), RULE, {"every": 2, "principle": "empty"})


def ruled(rule: Any) -> Done:
    """Return what makes the harbour in Python with another rule for its first award."""
    return lambda _: attrs.evolve(FRAMEWORK, awards=[attrs.evolve(FRAMEWORK.awards[0], rule=rule)]), RULE


def spreadsheet(parts: dict[str, bytes]) -> Done:
    """Return what reads an OpenDocument spreadsheet of these parts."""

    def read(folder: Path) -> object:
        with ZipFile(folder / "a.ods", "w", ZIP_DEFLATED) as packed:
            for name, data in parts.items():
                packed.writestr(name, data)
        return read_sheets(folder / "a.ods")

    return read, ()


def filled(
    cells: dict[str, Typed],
    *changes: tuple[str, str, str],
    at: Steps,
    sheet: str = "Answers",
    made_from: pc.Assessment | None = SAID,
    into: pc.Assessment | None = None,
) -> Done:
    """Return what reads a workbook with these cells, and these changes of its parts."""

    def read(folder: Path) -> object:
        path = fill(book(folder, made_from), sheet, cells)
        for part, old, new in changes:
            changed_workbook(path, part, (old, new))
        return read_workbook(path, framework=SHIPS, into=into)

    return read, at


def copied_sheet(folder: Path) -> object:
    """Read a workbook in which a copy of a sheet says something else."""
    path = copied(book(folder), "Answers", "Answers (2)")
    return read_workbook(fill(path, "Answers (2)", {"D12": 3}), framework=SHIPS)


#: Code to what is done in an empty folder, and yields it.
def strict(name: str, text: str, row: int) -> Done:
    """Return what judges a table whose first invalid row has this number, and stops there."""
    framework = pc.get_framework("wigan-progress")

    def judge(folder: Path) -> object:
        source = written(folder, name, text)
        return run(Job(source, framework, folder / "out.csv", folder / "bad.csv", strict=True, missing="unanswered"))

    return judge, (row,)


def replies(text: str | bytes, at: Steps, *, against: Any = None, **options: Any) -> Done:
    """Return what reads a CSV file of replies."""
    framework = against or pc.get_framework("wigan-progress")
    said = SheetOptions(on=DAY, service="Elm", **options)
    return lambda folder: read_replies([written(folder, "answers.csv", text)], framework, said), at


def audit() -> pc.Framework:
    """Return a framework with one title for two topics."""
    scale = pc.get_framework("wigan-progress").topics[0].scale
    topics = [pc.Topic(id=f"seen-{place}", title="Evidence seen", scale=scale) for place in ("lounge", "kitchen")]
    source = pc.Source(title="t", publisher="p", rights="r")
    return pc.Framework(id="audit", edition="1", title="Audit", source=source, topics=topics)


def replied(  # noqa: PLR0913 - what may be odd about one
    at: Steps,
    *,
    value: Any = 5,
    more: bool = False,
    hidden_row: bool = False,
    hidden_column: bool = False,
    merged: bool = False,
    sheet: str | None = None,
) -> Done:
    """Return what reads a spreadsheet of one reply."""

    def read(folder: Path) -> object:
        path = written(folder, "answers.xlsx", "")
        with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as made:
            first = made.add_worksheet()
            first.write_row(0, 0, ["dignity", "2"])
            first.write_row(1, 0, [value, 4])
            if hidden_row:
                first.set_row(1, None, None, {"hidden": True})
            if hidden_column:
                first.set_column(0, 0, None, None, {"hidden": True})
            if merged:
                first.merge_range(1, 0, 2, 0, 5)
            if more:
                made.add_worksheet().write(0, 0, 1)
        framework = pc.get_framework("wigan-progress")
        return read_replies([path], framework, SheetOptions(on=DAY, service="Elm", sheet=sheet))

    return read, at


OTHERS: dict[str, Done] = {
    "no-kind-of-rule": ruled("every topic at 2"),
    "rule-not-whole": ruled(pc.AtLeast("mooring", 1.5)),  # type: ignore[arg-type]
    "rule-not-a-list": ruled(pc.Every(2, "mooring")),
    "rule-not-an-id": ruled(pc.AtLeast(5, 2)),  # type: ignore[arg-type]
    "rule-not-weights": ruled(pc.Share(50, weights=5)),
    "rule-not-a-rounding": ruled(pc.Share(50, rounding="nearest")),
    "rule-not-a-kind": ruled(pc.Evidenced(["mooring"], "letter")),
    "rule-topics-and-principle": ruled(pc.Every(2, ["mooring"], "calm")),
    "rule-nothing-rated-under": (lambda _: framework_from_dict(EMPTY), RULE),
    "no-evidence-kinds": (lambda _: to_assessments(pl.DataFrame({"mooring": [2]}), KINDLY), ()),
    "rule-not-a-percentage": ruled(pc.Share(33.3)),
    "number-too-large": (lambda _: form_data(WEIGHTY), ()),
    "fhir-text": (lambda _: exported(note=" "), ("note",)),
    "fhir-other-resource": fhir({"resourceType": "Patient"}, "resourceType"),
    "fhir-modifier": fhir({"implicitRules": "https://example.org/not"}, "implicitRules"),
    "fhir-questionnaire": fhir({"questionnaire": "https://example.org/q|1"}, "questionnaire"),
    "fhir-unknown-item": fhir({"item": [{"linkId": "tea"}]}, "item", 0, "linkId"),
    "fhir-item-twice": fhir({"item": [GROUP, GROUP]}, "item", 1, "linkId"),
    "fhir-answer": fhir(asking({"valueInteger": 2}), "item", 0, "item", 0, "answer", 0),
    "fhir-code": fhir(asking({"valueCoding": {"code": "9"}}), "item", 0, "item", 0, "answer", 0, "valueCoding", "code"),
    "fhir-system": fhir(asking(STRANGER), "item", 0, "item", 0, "answer", 0, "valueCoding", "system"),
    "badge-no-certificate": (lambda _: badge(), ("certificates",)),
    "badge-other-edition": (
        lambda _: badge(attrs.evolve(GIVEN, edition="2010")),
        ("certificates", 0, "edition"),
    ),
    "badge-not-standing": (lambda _: badge(GIVEN, on=date(2026, 1, 1)), ("certificates", 0)),
    "badge-nobody": (lambda _: badge(attrs.evolve(GIVEN, by=" ")), ("certificates", 0, "by")),
    "badge-issuer": (lambda _: badge(GIVEN, issuer="Wigan"), ("issuer",)),
    "program-version": (lambda _: compiled({**FRAMEWORK.program, "version": 2}), ("version",)),
    "no-kind-of-node": (lambda _: compiled({**FRAMEWORK.program, "awards": [{"id": "a", "rule": {}}]}), ()),
    "wrong-type": (misplanned, ("plan",)),
    "award-missing": (lambda _: pc.draft_plan(pc.evaluate(FRAMEWORK, said())), ("award",)),
    "nothing-in-calendar": (
        lambda _: plan_calendar(plan_from_dict({**PLAN, "actions": []}, FRAMEWORK), FRAMEWORK, on=date(2026, 3, 31)),
        ("actions",),
    ),
    "no-framework": (
        lambda folder: pc.read_assessment(written(folder, "a.toml", "[responses]\nmooring = 2\n")),
        ("framework",),
    ),
    "other-ends": (lambda _: Crosswalk(END, END, ()) | Crosswalk(END, Endpoint("shore", "1"), ()), ()),
    "not-tab-separated": table('a\t"open', (2,)),
    "side-unknown": (lambda _: from_sssom(SSSOM + ROW), ("subject_source",)),
    "unreadable-value": table(ROW, ("subject_source",), '#subject_source: "half\n' + SSSOM),
    "no-columns": table(ROW, (), SSSOM.replace("\t", ",")),
    "no-rationale": table(ROW.replace("Why.", " "), (2, "comment")),
    "no-source": table(ROW.replace("Who.", ""), (2, "author_label")),
    "many-cells": table(ROW.replace("\n", "\tmore\n"), (2,)),
    "no-link": table(
        ROW.replace("Who.", "Not"), (2, "predicate_modifier"), SSSOM.replace("author_label", "predicate_modifier")
    ),
    "not-a-name": table(ROW.replace("harbour:mooring", "mooring"), (2, "subject_id")),
    "other-vocabulary": table(ROW.replace("harbour:m", "shore:m"), (2, "subject_id")),
    "column-twice": table(ROW, ("comment",), SSSOM.replace("author_label", "comment")),
    "no-assessments": (lambda _: pc.History([]), ()),
    "no-records": (lambda folder: load_movable([folder], "2027"), ()),
    "migration-circle": (chained(("2026", "2027"), ("2027", "2026")), ()),
    "migrations-differ": (chained(("2026", "2027"), ("2026", "2027"), awards=(("copper", "brass"),)), ()),
    "differs": (lambda _: pc.History([said(), said(service="Another", assessed_on=date(2025, 3, 31))]), ("service",)),
    "same-day": (lambda _: pc.History([said(), said()]), ("assessed_on",)),
    "other-service": (lambda _: Report(pc.evaluate(FRAMEWORK, said()), plan=planned(service="Another")), ("service",)),
    "other-than": (
        lambda folder: read_history(dated(folder, "a.toml", framework="wigan-ethical-homecare")),
        ("a.toml", "framework"),
    ),
    "other-name": (lambda folder: read_history(dated(folder, "a.toml", service="Another")), ("a.toml", "service")),
    "same-day-as": (
        lambda folder: read_history([*dated(folder, "a.toml"), *dated(folder, "c.toml")]),
        ("c.toml", "assessed_on"),
    ),
    "wrong-count": (lambda _: pc.Panel([said()], people=["a", "b"]), ("people",)),
    "person-twice": (lambda _: pc.Panel([said(), said()], people=["a", "a"]), ("people",)),
    "too-low": (lambda _: pc.Panel([said()]).summary(FRAMEWORK, min_respondents=0), ("minimum",)),
    "few-invited": (lambda _: pc.Panel([said()]).summary(FRAMEWORK, invited={(): 0}), ("invited",)),
    "days-order": (
        lambda _: release_from_dict(PUBLISHED | {"assessed_on": ["2026-03-31", "2026-03-30"]}, FRAMEWORK),
        ("assessed_on",),
    ),
    "wave-order": (lambda _: release_from_dict(PUBLISHED | {"since": [["2027-01-01"] * 2]}, FRAMEWORK), ("since", 0)),
    "no-whole": (lambda _: release_from_dict(PUBLISHED, FRAMEWORK), ("published",)),
    "most-others": (mixed, ("c.toml",)),
    "file-name-twice": (twice, ("a.json",)),
    "not-an-effort": (
        lambda _: pc.route(pc.evaluate(FRAMEWORK, said()), "copper", effort={"mooring": 0}),
        ("topics", "mooring"),
    ),
    "not-utf-8": file("a.toml", b"x = 1\ny = 'caf\xe9'", (2,)),
    "large-file": file("a.toml", b"#" * (LARGEST + 1)),
    "empty-file": file("a.toml", " \n"),
    "nested-file": file("a.json", "[" * 200 + "]" * 200),
    "not-toml": file("a.toml", "x = 1\n???", (2,)),
    "other-file": file("a.toml", b"PK\x03\x04"),
    "toml-braces-first": file("a.toml", '{"x": 1}', (1,)),
    "slip-invisible": file("a.toml", "a = 1\nx\xa0= 1", (2,)),
    "toml-number": file("a.toml", "a = 1\nx = 05", (2,)),
    "toml-two-answers": file("a.toml", "a = 1\nx = 5 y = 4", (2,)),
    "toml-braces": file("a.toml", "a = 1\nx = (level = 5)", (2,)),
    "toml-list": file("a.toml", 'a = 1\nx = "y", "z"', (2,)),
    "toml-entry": file("a.toml", "a = 1\nx = { y }", (2,)),
    "toml-heading": file("a.toml", "a = 1\n[x", (2,)),
    "toml-after-value": file("a.toml", "a = 1\nx = { y = 1 } 2", (2,)),
    "toml-value": file("a.toml", "a = 1\nx = @y", (2,)),
    "toml-given-above": file("a.toml", "a.b = 1\na = 2", (2,)),
    "unknown-encoding": replies("dignity\n5\n", ("answers.csv",), encoding="utf-99"),
    "other-encoding": replies("dignité\n5\n", ("answers.csv",), encoding="ascii"),
    "no-encoding": replies("a\0b", ("answers.csv",)),
    "two-encodings": replies(b"dignity,2\n5,\xc3\xa9\n5,\xe9\n", ("answers.csv",)),
    "row-longer": strict("a.csv", "dignity,2\n5,4,x\n", 1),
    "cell-without-heading": strict("a.csv", "dignity,2,\n5,4,x\n", 1),
    "row-blank": strict("a.csv", "dignity,2\n5,5\n,\n", 2),
    "row-trial": strict("a.csv", "ResponseId,Status,2\nResponse ID,,dignity\nR_1,1,5\n", 1),
    "row-not-a-table": strict("a.jsonl", '{"dignity": 5}\n[]\n', 2),
    "row-not-json": strict("a.jsonl", '{"dignity": 5}\n[\n', 2),
    "unknown-separator": replies("dignity\n5\n", ("answers.csv",), separator="dash"),
    "several-separators": replies("dignity,2;3\n5,3;4\n", ("answers.csv",)),
    "row-unreadable": replies('dignity,2\n5,"4\n', ("answers.csv", 2)),
    "row-length": replies("dignity,2\n5\n", ("answers.csv", 2)),
    "heading-missing": replies("dignity,\n5,x\n", ("answers.csv",)),
    "unknown-heading": replies("Team,2\nA,5\n", ("answers.csv", "Team")),
    "topic-in-two-columns": replies("dignity,1\n5,5\n", ("answers.csv", "1")),
    "no-topics": replies("Name\nA\n", ("answers.csv",)),
    "no-replies": replies('dignity,2\n,\n"",""\n', ()),
    "cell-not-an-answer": replies("dignity,2\n5,9\n", ("answers.csv", 2, "2")),
    "cell-not-applicable": replies("dignity,2\n5,n/a\n", ("answers.csv", 2, "2")),
    "cell-several-levels": replies("dignity\nStarting to look at it and act on it\n", ("answers.csv", 2, "dignity")),
    "no-answer-is-level": replies("dignity\n5\n", ("answers.csv", "dignity"), no_answer=["4"]),
    "person-missing": replies("Email,dignity\n,5\n", ("answers.csv", 2, "Email"), person="Email"),
    "person-again": replies("Email,dignity\na,5\nA,4\n", ("answers.csv", 3, "Email"), person="Email"),
    "heading-of-several": replies("Evidence seen\n3\n", ("answers.csv", "Evidence seen"), against=audit()),
    "unknown-sheet": replied(("answers.xlsx",), sheet="Other"),
    "several-sheets": replied(("answers.xlsx",), more=True),
    "row-hidden": replied(("answers.xlsx", 2), hidden_row=True),
    "column-hidden": replied(("answers.xlsx", "dignity"), hidden_column=True),
    "cell-date": replied(("answers.xlsx", 2, "dignity"), value=DAY),
    "slip-curly-quotes": file("a.toml", "a = 1\nx = “y”", (2,)),
    "toml-date": file("a.toml", "a = 1\nx = 31/03/2026", (2,)),
    "toml-no-such-day": file("a.toml", "a = 1\nx = 2026-02-30", (2,)),
    "slip-backslash": file("a.toml", 'a = 1\nx = "C:\\docs"', (2,)),
    "toml-no-value": file("a.toml", "a = 1\nx =", (2,)),
    "toml-not-applicable": file("a.toml", "a = 1\nx = n/a", (2,)),
    "toml-level-and-words": file("a.toml", "a = 1\nx = 4 - good", (2,)),
    "slip-comma": file("a.toml", "a = 1\nx = {a = 1 b = 2}", (2,)),
    "toml-last-comma": file("a.toml", "a = 1\nx = {a = 1,}", (2,)),
    "toml-no-equals": file("a.toml", "a = 1\nx: 4", (2,)),
    "toml-name": file("a.toml", "a = 1\nx y = 4", (2,)),
    "slip-open-quotes": file("a.toml", 'a = 1\nx = "y', (2,)),
    "toml-quotes-inside": file("a.toml", 'a = 1\nx = "a "b" c"', (2,)),
    "slip-no-quotes": file("a.toml", "a = 1\nx = good", (2,)),
    "toml-table-lines": file("a.toml", "a = 1\nx = {a = 1,\n b = 2\n}", (2,)),
    "slip-open-bracket": file("a.toml", "a = 1\nx = [1,", (2,)),
    "slip-twice": file("a.toml", "a = 1\na = 1", (2,)),
    "not-json": file("a.json", '{"x":\n @}', (2,)),
    "json-toml": file("a.json", "x = 1", (1,)),
    "json-comment": file("a.json", '{"x":\n 1} // y', (2,)),
    "json-single-quotes": file("a.json", "{\n'x': 1}", (2,)),
    "json-quotes-inside": file("a.json", '{\n"x": "a "b" c"}', (2,)),
    "json-line-break": file("a.json", '{\n"x": "a\nb"}', (2,)),
    "json-name": file("a.json", "{\nx: 1}", (2,)),
    "json-colon": file("a.json", '{\n"x" 1}', (2,)),
    "json-entry": file("a.json", '{\n"x"}', (2,)),
    "json-no-value": file("a.json", '{\n"x":}', (2,)),
    "json-comma": file("a.json", '{"x": 1,\n"y": 2,}', (2,)),
    "json-constant": file("a.json", '{\n"x": True}', (2,)),
    "json-number": file("a.json", '{\n"x": 05}', (2,)),
    "json-date": file("a.json", '{\n"x": 2026-03-31}', (2,)),
    "json-not-applicable": file("a.json", '{\n"x": n/a}', (2,)),
    "json-after-end": file("a.json", '{"x": 1}\n{"x": 2}', (2,)),
    "unreadable": file("a.json", "9" * 5000),
    "no-sheet": filled({}, ("xl/workbook.xml", 'name="About"', 'name="Abuot"'), at=()),
    "sheet-copied": (copied_sheet, ("Answers (2)",)),
    "no-row": filled({"H12": "x"}, at=("Answers",)),
    "row-twice": filled({"H12": "lights"}, at=("Answers",)),
    "unsupported-form": filled({"B10": "2"}, sheet="About", at=("About", "form")),
    "stale-workbook": filled({"B11": "0"}, sheet="About", at=("About", "fingerprint")),
    "into-missing": filled({}, at=("About", "not_held"), made_from=attrs.evolve(SAID, basis="reviewed")),
    "into-other": filled({}, at=("About", "made_from"), into=attrs.evolve(SAID, service="Another")),
    "into-needless": filled({}, at=("About", "made_from"), made_from=None, into=SAID),
    "cell-formula": filled({"D12": ("", "<f>1</f><v>1</v>")}, at=("Answers", "D12")),
    "cell-error": filled({"D12": (' t="e"', "<v>#N/A</v>")}, at=("Answers", "D12")),
    "cell-merged": filled(
        {},
        ("xl/worksheets/sheet1.xml", "</sheetData>", '</sheetData><mergeCells><mergeCell ref="D12:D13"/></mergeCells>'),
        at=("Answers", "D12"),
    ),
    "cell-hidden": filled(
        {}, ("xl/worksheets/sheet1.xml", '<row r="12"', '<row hidden="1" r="12"'), at=("Answers", "D12")
    ),
    "cell-level": filled({"D12": "4,0"}, at=("Answers", "D12")),
    "cell-choice": filled({"C8": "in pairs"}, at=("Answers", "C8")),
    "cell-day": filled({"C5": "soon"}, at=("Answers", "C5")),
    "cell-serial": filled(
        {}, ("xl/worksheets/sheet1.xml", '<c r="C5" s=', '<c r="C5"><v>46112</v></c><c r="X5" s='), at=("Answers", "C5")
    ),
    "answer-missing-beside": filled({"D12": ""}, at=("Answers", "D12")),
    "reason-missing": filled({"E13": ""}, at=("Answers", "E13")),
    "reason-idle": filled({"D13": 2}, at=("Answers", "E13")),
    "not-applicable-beside": filled({"F13": "But."}, at=("Answers", "D13")),
    "evidence-row": filled(
        {},
        (
            "xl/worksheets/sheet2.xml",
            "</sheetData>",
            '<row r="99"><c r="A99" t="inlineStr"><is><t>x</t></is></c></row></sheetData>',
        ),
        at=("Evidence", "A99"),
    ),
    "too-long-for-a-cell": (
        lambda folder: book(folder, attrs.evolve(SAID, note="x" * 40_000)),
        ("note",),
    ),
    "too-early-for-a-cell": (
        lambda folder: book(folder, attrs.evolve(SAID, assessed_on=date(1899, 1, 1), responses={})),
        ("assessed_on",),
    ),
    "inexact-in-a-spreadsheet": (
        lambda folder: write_workbook(
            attrs.evolve(SHIPS, awards=[pc.Award(id="tin", title="Tin", rule=pc.Share("83.333333333333333"))]),
            folder / "w.xlsx",
        ),
        ("awards",),
    ),
    "not-a-spreadsheet": spreadsheet({"mimetype": b"x"}),
    "spreadsheet-unpacked": spreadsheet({"content.xml": bytes(UNPACKED + 1)}),
    "spreadsheet-macros": spreadsheet({"Basic/script.xml": b""}),
    "spreadsheet-links": spreadsheet({"content.xml": b"<table-source/>"}),
    "spreadsheet-cells": spreadsheet({"content.xml": b'<table-cell value="4" number-columns-repeated="9999999"/>'}),
    "key-twice": strict("a.jsonl", '{"dignity": 5, "dignity": 4}\n', 1),
    "not-the-type": (lambda _: FRAMEWORKS.load(PAIR[0]), ()),
    "not-the-name": (lambda _: FRAMEWORKS.load(PAIR[1]), ()),
    "several-sources": (claimed, ()),
    "wording-edition": (reworded, ("edition",)),
    "missing-column": (lambda _: summarise_table(frame().drop("lights"), HARBOURS), ("lights",)),
    "column-missing": (lambda _: evaluate_table(frame().drop("lights"), HARBOURS), ("lights",)),
    "column-shared": (lambda _: evaluate_table(frame(), HARBOURS, columns={"mooring": "lights"}), ("lights",)),
    "column-taken": judged(("award",), award=["x"]),
    "column-reserved": judged(("__positiveculture_0",), __positiveculture_0=[1]),
    "column-type": judged(("mooring",), mooring=[DAY]),
    "column-mixed": (objects, ("mooring",)),
    "no-ids": (lambda _: from_long(pl.DataFrame({"topic": ["mooring"], "level": [2]}), HARBOURS, ids=[]), ("ids",)),
    "no-field": (lambda _: to_assessments(frame(), HARBOURS, fields={"service": "A"}), ("fields", "assessed_on")),
    "not-a-frame": (lambda _: evaluate_table("a table", HARBOURS), ()),
    "lazy-raise": (lambda _: evaluate_table(frame().lazy(), HARBOURS, on_invalid="raise"), ("on_invalid",)),
    "invalid-row": judged((1, "mooring"), mooring=[9]),
    "invalid-rows": judged((), mooring=[9]),
    "unreadable-table": (lambda folder: scan_file(written(folder, "a.parquet", "no table")), ()),
    "error": (lambda folder: read_panel([folder / "none.toml"]), ("none.toml",)),
}
