"""Many files moved to another edition: read, all their problems at once, and written to a new folder, whole or not."""

import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from pathlib import Path
from typing import Any

import attrs

from positiveculture.assessment import Assessment
from positiveculture.errors import InvalidMigration, PositiveCultureError, Problem
from positiveculture.field_types import require_each
from positiveculture.formats.against import read_against
from positiveculture.formats.assessment import ASSESSMENT
from positiveculture.formats.files import FileKind
from positiveculture.formats.kinds import kind_of, with_article
from positiveculture.formats.migration import find_migrations
from positiveculture.formats.parsing import every_file, read_payload, report_of_file
from positiveculture.formats.paths import File, PathLike, StandardInput, file_named
from positiveculture.formats.plan import PLAN
from positiveculture.formats.writing import payload_text, write_folder
from positiveculture.gettext import gettext
from positiveculture.migration.chains import chain_between
from positiveculture.migration.moving import migrate
from positiveculture.migration.preview import Preview, preview
from positiveculture.migration.values import Migration
from positiveculture.plan import ActionPlan
from positiveculture.problems import Problems

__all__ = ["MovableFile", "load_movable", "panels", "previews", "write_migrated"]

#: How each kind of file that can be moved is read and written.
KINDS: dict[str, FileKind[Any]] = {"assessment": ASSESSMENT, "action plan": PLAN}


@attrs.frozen
class MovableFile:
    """A file of an older edition, and the migrations that lead from there."""

    path: File
    record: Assessment | ActionPlan
    migrations: tuple[Migration, ...]

    @property
    def moved(self) -> Assessment | ActionPlan:
        """The record against the edition that the last migration leads to."""
        return reduce(lambda record, migration: migrate(migration, record), self.migrations, self.record)


def load_movable(
    paths: Iterable[PathLike | StandardInput], to: str, migrations: Sequence[Migration] = ()
) -> tuple[tuple[MovableFile, ...], tuple[File, ...]]:
    """Return the files that can be moved to an edition, and those that are of that edition already.

    Args:
        paths: Assessments and action plans; a folder means those in it and in the folders inside it.
        to: The edition.
        migrations: What to move them by; by default, what is installed.

    Raises:
        InvalidMigration: Every problem of every file at once, each with its file.
    """
    migrations, problems = require_each(migrations, Migration), Problems()
    movable: list[MovableFile] = []
    current: list[File] = []
    chains: dict[tuple[str, str], tuple[Migration, ...]] = {}
    for path in _files(paths, problems):
        try:
            record = _read(path, migrations)
            ends = record.framework, record.edition
            if record.edition == to:
                current.append(path)
                continue
            if ends not in chains:
                chains[ends] = _chain(*ends, to, migrations)
            movable.append(MovableFile(path, record, chains[ends]))
        except PositiveCultureError as error:
            report_of_file(path, error, problems)
    if len({framework for framework, _ in chains}) > 1:
        problems.report("differs", "framework", values=tuple(sorted({framework for framework, _ in chains})))
    if not movable and not current and not problems:
        problems.report("no-records")
    problems.refuse(InvalidMigration, gettext("the migration"), None)
    return tuple(movable), tuple(current)


def _read(path: File, migrations: Sequence[Migration]) -> Assessment | ActionPlan:
    payload = read_payload(path)
    kind = kind_of(payload)
    if kind not in KINDS:
        words = {"kind": with_article(kind), "expected": gettext("an assessment or an action plan")}
        raise InvalidMigration(gettext("the file"), (Problem("other-kind", (), words),))
    ends = [payload.get(key) if isinstance(payload, Mapping) else None for key in ("framework", "edition")]
    editions = (edition for migration in migrations for edition in (migration.source, migration.target))
    own = next((edition for edition in editions if [edition.id, edition.edition] == ends), None)
    record: Assessment | ActionPlan = read_against(KINDS[kind], path, own)
    return record


def _chain(framework: str, edition: str, to: str, migrations: Sequence[Migration]) -> tuple[Migration, ...]:
    ours = [migration for migration in migrations if migration.source.id == framework]
    return chain_between(ours, edition, to) or find_migrations(framework, edition, to)


def _files(paths: Iterable[PathLike | StandardInput], problems: Problems) -> dict[File, None]:
    """Return each file that is named, and each assessment and action plan in folders that are named, once."""
    files = every_file(map(file_named, require_each(paths, object)), problems)
    return dict.fromkeys(file for file, inside in files if not inside or _is_record(file))


def _is_record(file: File) -> bool:
    try:
        return kind_of(read_payload(file)) in KINDS
    except PositiveCultureError:
        return True  # it is named in the problems


def previews(files: Iterable[MovableFile]) -> tuple[Preview, ...]:
    """Return what would become of the awards of each service; plans have none, nor has one person of a panel."""
    services = [file for group in _by_service(files).values() if not _is_panel(group) for file in group]
    return tuple(preview(file.migrations, record) for file in services if isinstance(record := file.record, Assessment))


def panels(files: Iterable[MovableFile]) -> dict[str, int]:
    """Return each service of which a panel is among the files, with the number of people in it.

    A panel is the assessments of one service in one folder, where two or more of the same basis are of the same day.
    """
    sizes = Counter[str]()
    for (_, service), group in _by_service(files).items():
        if _is_panel(group):
            sizes[service] += len(group)
    return dict(sizes)


def _by_service(files: Iterable[MovableFile]) -> dict[tuple[Path | None, str], list[MovableFile]]:
    """Return the assessments of each service in each folder."""
    groups: dict[tuple[Path | None, str], list[MovableFile]] = {}
    for file in require_each(files, MovableFile):
        if isinstance(file.record, Assessment):
            folder = file.path.parent if isinstance(file.path, Path) else None
            groups.setdefault((folder, file.record.service), []).append(file)
    return groups


def _is_panel(group: Iterable[MovableFile]) -> bool:
    records = (file.record for file in group)
    days = Counter((record.assessed_on, record.basis) for record in records if isinstance(record, Assessment))
    return max(days.values()) > 1


def write_migrated(files: Sequence[MovableFile], folder: PathLike) -> tuple[str, ...]:
    """Write each file, moved, to a new folder, under its name below the folder that all are in; return the names.

    The files that were read stay as they are.

    Raises:
        FileTrouble: The folder exists, or cannot be written: nothing of it is.
    """
    paths = [file.path for file in require_each(files, MovableFile) if isinstance(file.path, Path)]
    base = os.path.commonpath([os.path.abspath(path.parent) for path in paths]) if paths else ""  # noqa: PTH100 - links stay
    texts = {_name(file.path, base): _text(file) for file in files}
    write_folder(texts, folder)
    return tuple(texts)


def _name(path: File, base: str) -> str:
    """Return the name of a file below a folder; standard input has one of its own."""
    return (
        f"standard-input{path.suffix}"
        if isinstance(path, StandardInput)
        else Path(os.path.relpath(path, base)).as_posix()
    )


def _text(file: MovableFile) -> str:
    moved = file.moved
    payload = ASSESSMENT.payload(moved) if isinstance(moved, Assessment) else PLAN.payload(moved)
    return payload_text(payload, file.path)
