"""Frameworks: read, with the words of wordings laid over them, and written."""

import os
from collections.abc import Iterable, Mapping
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeAlias, cast

import attrs

from positiveculture.awards import Award, ReferenceCase, sort_by_rank
from positiveculture.errors import FileTrouble, InvalidFramework, Problem
from positiveculture.escaping import is_visible
from positiveculture.field_types import is_whole, key_step, require_each
from positiveculture.formats.converter import converter, fields, read_object
from positiveculture.formats.fields import mapping, numbered
from positiveculture.formats.files import FileKind
from positiveculture.formats.framework_parts import ScaleFields, by_id, row
from positiveculture.formats.overlay import LANGUAGE, overlay
from positiveculture.formats.parsing import read_payload
from positiveculture.formats.paths import PathLike, Readable, with_filename
from positiveculture.formats.plain import filled
from positiveculture.formats.responses import numbered_cases
from positiveculture.formats.unread import Unread, unread_parts
from positiveculture.formats.values import given
from positiveculture.framework import SPEC, Framework, PlanTemplate, Source, require_framework
from positiveculture.gettext import gettext
from positiveculture.problems import Faults, Problems
from positiveculture.sentences import called, quoted
from positiveculture.topic_checks import every_topic, is_nested_too_deeply
from positiveculture.topics import (
    DEEPEST,
    Aspect,
    Level,
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

__all__ = [
    "Aspect",
    "Award",
    "Framework",
    "Level",
    "Option",
    "PlanTemplate",
    "Principle",
    "Reference",
    "ReferenceCase",
    "Role",
    "Scale",
    "Source",
    "Statement",
    "Tool",
    "Topic",
    "Variant",
    "framework_from_dict",
    "framework_to_dict",
    "read_framework",
    "write_framework",
]

#: In place of what a framework needs and cannot be read, to look at the rest.
STAND_INS = {"id": "unread", "edition": "?", "title": "?", "source": Source(title="?", publisher="?", rights="?")}


def framework_from_dict(data: object, wordings: Iterable[object] = ()) -> Framework:
    """Return the framework that `data` describes, each of `wordings` laid over it in turn.

    Args:
        data: What `json.loads`, or a TOML reader, returned.
        wordings: The same of wording files.

    Raises:
        InvalidFramework: Every problem at once, each at its place.
    """
    problems, of_wordings = Problems(), Problems()
    table = mapping(data, "framework", InvalidFramework)
    _refuse_unreadable(table)
    for place, wording in enumerate(require_each(wordings, object)):
        table = _apply(table, mapping(wording, "wording", InvalidFramework), of_wordings, place)
    scales = _scales(table.get("scales"), problems)
    scaled = _scaled(table.get("topics"), scales, problems, ("topics",))
    topics = numbered(Topic, scaled, problems, "topics")
    listed = table.get("awards")
    awards = numbered(Award, () if listed is None else listed, problems, "awards")
    rest = {key: value for key, value in table.items() if key != "scales"}
    if "cases" in rest:
        rest["cases"] = numbered_cases(rest["cases"], every_topic(topics.values()))
    read = fields(Framework, rest, problems, read=("scales", "topics", "awards"))
    unread = unread_parts(table, topics, awards, (read, problems))
    if "unused-scale" not in unread.codes:
        _report_unused(scales, topics.values(), problems)
    framework = None
    if topics or (scaled == [] and not problems):
        left = {**STAND_INS, **read} if problems else read
        framework = _framework(left, topics, awards, unread, (table, problems))
    problems.collect(of_wordings)
    what = called("framework", table.get("id"))
    problems.refuse(InvalidFramework, what, table)
    return cast(Framework, framework)  # where something that it needs is null, that is reported


def _framework(
    read: dict[str, Any],
    topics: Mapping[int, Topic],
    awards: Mapping[int, Award],
    unread: Unread,
    of: tuple[Mapping[str, Any], Problems],
) -> Framework | None:
    """Return the framework; None where it does not hold together: that is reported, but for what may follow."""
    table, problems = of
    places = {award.id: place for place, award in awards.items()}
    # What is wrong with an award that could not be read is reported already, and those that ask for it go with it.
    whole = sort_by_rank(
        award
        for award in awards.values()
        if not any(other in unread.awards or (None in unread.awards and other not in places) for other in award.holds())
    )
    unread = attrs.evolve(unread, awards={*unread.awards, *places} - {award.id for award in whole})
    at: dict[str | int, list[int]] = {"topics": list(topics), "awards": [places[award.id] for award in whole]}
    try:
        return Framework(**read, topics=tuple(topics.values()), awards=whole)
    except InvalidFramework as error:
        errors = Problems()
        errors.collect(error)
        used = {topic.scale for topic in every_topic(topics.values()) if topic.scale is not None}
        stand_ins = {scale.id for scale in used if scale == any_scale(scale.id)}
        errors.found = [
            attrs.evolve(each, place=None)
            for each in errors.found
            if not unread.explains(each) and not (each.path[:1] == ("scales",) and each.path[1] in stand_ins)
        ]
        errors.move(
            lambda path: (path[0], at[path[0]][int(path[1])], *path[2:]) if path[0] in at and path[1:] else path
        )
        problems.follow_up(errors, table)
        return None


def _refuse_unreadable(table: Mapping[str, Any]) -> None:
    """Refuse what is written for another plug-in API, whose keys may be others, or has topics nested without end."""
    what = called("framework", table.get("id"))
    spec, topics = table.get("spec", SPEC), table.get("topics")
    if is_whole(spec) and spec != SPEC:
        upgrade = "positiveculture" if spec > SPEC else gettext("the framework")
        words = {"spec": spec, "supported": SPEC, "upgrade": upgrade}
        raise InvalidFramework(what, (Problem("unsupported-spec", ("spec",), words, "`spec`"),))
    if isinstance(topics, list) and is_nested_too_deeply(topics):
        raise InvalidFramework(what, (Problem("nested-topics", ("topics",), {"most": DEEPEST}, "`topics`"),))


def _apply(table: Mapping[str, Any], wording: Mapping[str, Any], problems: Problems, place: int) -> Mapping[str, Any]:
    """Return `table` with the words of `wording`; what does not fit is reported as the wording's."""
    words = Problems()
    table = overlay(table, wording, words)
    problems.collect_from(words, wording, gettext("wording"), "wordings", place)
    return table


def _report_unused(scales: "ScalesById", topics: Iterable[Topic], problems: Problems) -> None:
    used = {topic.scale.id for topic in every_topic(topics) if topic.scale is not None}
    for scale in scales or ():
        if scale not in used:
            problems.report("unused-scale", "scales", key_step(scale))


def framework_to_dict(framework: Framework) -> dict[str, Any]:
    """Return `framework` as JSON holds it, dates as ISO text; `framework_from_dict` reads it back equal."""
    return FRAMEWORK.to_dict(framework)


def framework_payload(framework: Framework) -> dict[str, Any]:
    """Return `framework` as a file holds it, dates as dates."""
    require_framework(framework)
    keyed = {
        "modes": by_id(framework.modes, "title"),
        "service_models": by_id(framework.service_models, "title"),
        "scales": by_id(framework.scales),
        "principles": by_id(framework.principles),
        "tools": by_id(framework.tools),
        "references": by_id(framework.references),
        "roles": by_id(framework.roles),
        "aspects": by_id(framework.aspects, "title"),
        "retired": by_id(framework.retired, "title"),
    }
    plain = ("spec", "id", "edition", "title", "language", "jurisdiction", "in_force_from", "in_force_until", "aliases")
    words = ("kind", "audience", "duration", "summary", "notes", "notice", "unscored", "averages", "means", "floor")

    def unstructured(*names: str) -> dict[str, Any]:
        return {name: converter.unstructure(getattr(framework, name)) for name in names}

    shape = unstructured(*plain, *words, "awarded_by", "source") | keyed
    shape |= unstructured("topics", "awards", "plan", "meant", "cases")
    return filled(shape)


#: The scales by id; `any_scale` for one that could not be read, and None where they are no table: already reported.
ScalesById: TypeAlias = Mapping[str, Scale] | None

#: The lowest and the highest level that a file can name.
ENDS = (-(2**63), 2**63 - 1)


def any_scale(id_: str) -> Scale:
    """Return a placeholder for a scale that cannot be read: every level is on it, so that all else can be checked."""
    return Scale(
        id_ if is_visible(id_) else "-",
        tuple(Level(end, "-") for end in ENDS),
        points=tuple(zip(ENDS, (0, 1), strict=True)),
    )


def _scales(table: object, problems: Problems) -> ScalesById:
    if table is None:
        return {}
    if not isinstance(table, Mapping):
        problems.report("not-a-table", "scales", given=table)
        return None
    scales = {}
    for id_, entry in given(table).items():
        scales[id_] = any_scale(str(id_))
        try:
            scales[id_] = read_object(ScaleFields, row(id_, entry, None), "id").scale()
        except Faults as faults:
            problems.collect(faults, "scales", key_step(id_))
    return scales


def _scaled(listed: Any, scales: ScalesById, problems: Problems, path: tuple[str | int, ...]) -> Any:
    """Return the topics with each scale's id replaced by the scale."""
    if not isinstance(listed, list):
        return listed
    return [_with_scale(entry, scales, problems, (*path, place)) for place, entry in enumerate(listed)]


def _with_scale(entry: Any, scales: ScalesById, problems: Problems, path: tuple[str | int, ...]) -> Any:
    if not isinstance(entry, Mapping):
        return entry
    topic = dict(entry)
    scale = topic.get("scale")
    if isinstance(scale, str):
        if scales is not None and scale not in scales:
            problems.report("unknown-scale", *path, "scale", name=scale, known=scales)
        topic["scale"] = scales[scale] if scales and scale in scales else any_scale(scale)
    if "parts" in topic:
        topic["parts"] = _scaled(topic["parts"], scales, problems, (*path, "parts"))
    return topic


#: What the file is called in the package of a plug-in that is data.
FILE = "framework.toml"

FRAMEWORK = FileKind(
    name="framework",
    cls=Framework,
    error=InvalidFramework,
    from_dict=framework_from_dict,
    payload=framework_payload,
    valid="{name}: a valid framework",
    contents={"every_topic": ("{count} topic", "{count} topics"), "awards": ("{count} award", "{count} awards")},
    reader=lambda path, _: read_framework(path),
)


def read_framework(path: Readable, *, language: str | None = None) -> Framework:
    """Return the framework in a file, with the wording in the same folder applied.

    The wording is `wording.<language>.toml`: of `language`, else of the framework's own language.

    Raises:
        FileTrouble: The file cannot be opened, or its folder has no wording in `language`.
        InvalidFile: The file is not TOML or JSON.
        InvalidFramework: Every problem at once, each at its place.
    """
    if isinstance(path, str | os.PathLike):
        path = Path(path)
        return _read(path, path.parent, language)
    if language is not None:
        raise FileTrouble(
            str(path), gettext("has no folder, and so no wording in {language}").format(language=quoted(language))
        )
    return framework_from_dict(read_payload(path))


def framework_in(folder: Traversable) -> Framework:
    """Return the framework in the `framework.toml` of a folder, which may lie in a zip; errors as `read_framework`."""
    return _read(folder.joinpath(FILE), folder, None)


def write_framework(framework: Framework, path: PathLike, *, overwrite: bool = False) -> None:
    """Write `framework` to a TOML or JSON file, words included.

    Raises:
        FileTrouble: The file cannot be written, or exists and may not be overwritten.
    """
    FRAMEWORK.write(framework, path, overwrite=overwrite)


def _read(file: Traversable, folder: Traversable, language: str | None) -> Framework:
    payload = read_payload(file)
    wording = _wording(file, folder, payload, language)
    words = [] if wording is None else [read_payload(wording)]
    with with_filename(file):
        return framework_from_dict(payload, words)


def _wording(file: Traversable, folder: Traversable, payload: object, language: str | None) -> Traversable | None:
    """Return the wording file to lay over the framework in `file`, if there is one; one that is asked for must be."""
    own = payload.get("language", "en") if isinstance(payload, dict) else "en"
    wanted = own if language is None else language
    if isinstance(wanted, str) and LANGUAGE.fullmatch(wanted):
        file_of_words = folder.joinpath(f"wording.{wanted}.toml")
        return file_of_words if language is not None or file_of_words.is_file() else None
    if language is not None:
        raise FileTrouble(
            str(file),
            gettext("has no wording in {language}: a language is a name such as cy").format(language=quoted(language)),
        )
    return None
