"""The file of a migration, read and written."""

from collections.abc import Mapping
from functools import partial
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from positiveculture.errors import Invalid, InvalidMigration, UnknownFramework
from positiveculture.field_types import key_step
from positiveculture.formats.converter import converter, unknown_keys
from positiveculture.formats.fields import mapping
from positiveculture.formats.files import FileKind
from positiveculture.formats.framework import FILE as FRAMEWORK_FILE, framework_in
from positiveculture.formats.parsing import read_payload
from positiveculture.formats.paths import PathLike, Readable, with_filename
from positiveculture.formats.plain import filled
from positiveculture.formats.values import (
    ValueReader,
    entries,
    from_text,
    given,
    text,
    visible_text,
    whole,
    whole_number,
)
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.migration.values import Migration, Retired, TopicMigration, TopicSource
from positiveculture.plugins.registry import get_framework, registry
from positiveculture.problems import Faults, Problems, fault

#: What the file is called in the package of a plug-in that is data, with the framework that it leads to.
FILE = "migration.toml"

#: The keys of a file.
KEYS = ("framework", "from", "to", "note", "topics", "retired", "awards")


def migration_from_dict(
    data: object, source: str | Framework | None = None, target: str | Framework | None = None
) -> Migration:
    """Return the migration that `data` describes.

    Args:
        data: What `json.loads`, or a TOML reader, returned.
        source: The old edition; by default the installed one that it names.
        target: The new edition; by default the installed one that it names.

    Raises:
        UnknownFramework, RegistryError: As for `get_framework`.
        InvalidMigration: Every problem at once, each at its place.
    """
    table = mapping(data, "migration", InvalidMigration)
    problems = Problems()
    unknown_keys(table, KEYS, problems)
    reader = ValueReader(table, problems)
    old, new = (_edition(reader, *side) for side in (("from", source), ("to", target)))
    topics, unread = _topics(table.get("topics"), problems)
    retired = _table(table, "retired", lambda topic, why: from_text(partial(Retired, topic), why), problems)
    unread |= not retired and bool(table.get("retired"))
    awards = _table(table, "awards", lambda award, other: (award, text(other)), problems)
    note = reader.read("note", text, "")
    if old is None or new is None:
        raise InvalidMigration(gettext("the migration"), problems.located(table), problems.more)
    try:
        migration = Migration(source=old, target=new, topics=topics, retired=retired, awards=awards, note=note)
    except InvalidMigration as error:
        # An old topic that only an entry names which cannot be read is no second problem.
        left_out = "old-topic-forgotten" if unread else None
        problems.collect(Invalid("", tuple(each for each in error.problems if each.code != left_out), error.more))
    problems.refuse(InvalidMigration, gettext("the migration"), table)
    return migration  # type: ignore[possibly-undefined]  # else there were problems


def _edition(reader: ValueReader, key: str, given: str | Framework | None) -> Framework | None:
    """Return the edition at one end; None where it is not named or not there, which is reported."""
    problems = reader.problems
    id_, edition = (reader.require(each, visible_text, None) for each in ("framework", key))
    if given is not None:
        framework = get_framework(given)
        if id_ is not None and framework.id != id_:
            problems.report("other-framework", "framework", name=id_, expected=framework.id)
        if edition is not None and framework.edition != edition:
            problems.report("other-edition", key, name=edition, framework=framework.id, expected=framework.edition)
        return framework
    if id_ is None or edition is None:
        return None
    try:
        return get_framework(id_, edition=edition)
    except UnknownFramework as error:
        if id_ not in registry():
            raise
        problems.report("unknown-edition", key, name=edition, framework=id_, known=error.known)
        return None


def _topics(table: object, problems: Problems) -> tuple[list[TopicMigration], bool]:
    """Return the entry of each new topic, and whether one could not be read, which is reported."""
    if not isinstance(table, Mapping):
        problems.report(*(("missing", "topics") if table is None else ("not-a-table", "topics")), given=table)
        return [], True
    topics, unread = [], False
    for topic, entry in given(table).items():
        try:
            topics.append(_topic(topic, entry))
        except Faults as faults:
            problems.collect(faults, "topics", key_step(topic))
            topics.append(TopicMigration(str(topic), ask="?"))
            unread = True
    return topics, unread


def _topic(topic: str, entry: object) -> TopicMigration:
    if not isinstance(entry, Mapping):
        raise fault("not-a-table", given=entry)
    problems = Problems()
    unknown_keys(entry, ("from", "levels", "ask"), problems)
    reader = ValueReader(entry, problems)
    sources = reader.read("from", lambda value: converter.structure(value, tuple[str, ...]), ())
    levels = dict(reader.read("levels", _levels, ()))
    ask = reader.read("ask", visible_text, "")
    for source in levels:
        if source not in sources:
            problems.report("unknown-topic", "levels", source, name=source, known=sources)
    problems.raise_if_any()
    return TopicMigration(topic, [TopicSource(each, levels.get(each)) for each in sources], ask)


def _levels(value: object) -> tuple[tuple[str, tuple[tuple[int, int], ...]], ...]:
    return entries(value, lambda source, levels: (source, entries(levels, _level)))


def _level(old: str, new: object) -> tuple[int, int]:
    return whole_number(old), whole(new, int)


def _table(table: Mapping[str, Any], key: str, read: Any, problems: Problems) -> tuple[Any, ...]:
    if table.get(key) is None:
        return ()
    try:
        return entries(table[key], read)
    except Faults as faults:
        problems.collect(faults, key)
        return faults.partial or ()


def migration_to_dict(migration: Migration) -> dict[str, Any]:
    """Return `migration` as JSON holds it; `migration_from_dict` reads it back equal, with its two editions."""
    return MIGRATION.to_dict(migration)


def _payload(migration: Migration) -> dict[str, Any]:
    shape = {
        "framework": migration.source.id,
        "from": migration.source.edition,
        "to": migration.target.edition,
        "note": migration.note,
        "topics": {each.topic: _entry(each) for each in migration.topics},
        "retired": {each.topic: each.why for each in migration.retired},
        "awards": dict(migration.awards),
    }
    return filled(shape)


def _entry(each: TopicMigration) -> dict[str, Any]:
    if not each.sources:
        return {"ask": each.ask}
    levels = {one.topic: {str(old): new for old, new in one.levels} for one in each.sources if one.levels is not None}
    return filled({"from": [one.topic for one in each.sources], "levels": levels})


MIGRATION = FileKind(
    name="migration",
    cls=Migration,
    error=InvalidMigration,
    from_dict=migration_from_dict,
    payload=_payload,
    valid="{name}: a valid migration",
    contents={"topics": ("{count} topic", "{count} topics")},
    reader=lambda path, _: read_migration(path),
)


def read_migration(
    path: Readable, *, source: str | Framework | None = None, target: str | Framework | None = None
) -> Migration:
    """Return the migration in a file.

    Args:
        path: A TOML or JSON file.
        source: The old edition; by default the installed one that the file names.
        target: The new edition; by default the one in the `framework.toml` of its folder, where that is what the file
            names, else the installed one.

    Raises:
        FileTrouble: The file cannot be opened.
        InvalidFile: The file is not TOML or JSON.
        UnknownFramework, RegistryError: As for `get_framework`.
        InvalidMigration: Every problem at once, each at its place.
    """
    return read_in_folder(path, Path(str(path)).parent, source, target)


def read_in_folder(
    path: Readable, folder: Traversable, source: str | Framework | None = None, target: str | Framework | None = None
) -> Migration:
    """Return the migration in a file of a folder, which may lie in a zip; otherwise as `read_migration`."""
    payload = read_payload(path)
    with with_filename(path):
        return migration_from_dict(payload, source, target or _framework_in_folder(payload, folder))


def _framework_in_folder(payload: object, folder: Traversable) -> Framework | None:
    """Return the framework in the same folder, where it is the edition that a migration leads to.

    Where no edition is called what the file says, it is the one that is meant too, and the name is wrong.
    """
    new_edition = folder.joinpath(FRAMEWORK_FILE)
    if not isinstance(payload, Mapping) or not new_edition.is_file():
        return None
    content = read_payload(new_edition)
    id_, edition = payload.get("framework"), payload.get("to")
    if not isinstance(content, Mapping) or content.get("id") != id_ or not isinstance(id_, str):
        return None
    is_meant = content.get("edition") == edition or (id_ in registry() and edition not in registry().editions(id_))
    return framework_in(folder) if is_meant else None


def write_migration(migration: Migration, path: PathLike, *, overwrite: bool = False) -> None:
    """Write `migration` to a TOML or JSON file; errors as for `write_framework`."""
    MIGRATION.write(migration, path, overwrite=overwrite)
