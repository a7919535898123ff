"""The command `migrate`: what another edition does to the awards of services, and their records moved to it."""

from pathlib import Path

import click

from positiveculture.cli.options import command, documented, flag, input_files, to_read, to_write
from positiveculture.cli.output import Output, json_document, show_document, show_line
from positiveculture.formats.migrated_files import load_movable, panels, previews, write_migrated
from positiveculture.formats.migration import previews_to_dict, read_migration
from positiveculture.formats.paths import File, Readable
from positiveculture.gettext import gettext


@command("migrate")
@input_files("FILE...", "Assessments and plans, or folders.")
@click.option("--to", metavar="EDITION", required=True, help="The edition to move them to.")
@flag("--preview", help="Write nothing, as without --write.")
@to_write("--write", metavar="DIR", help="Write the moved records to this new folder.")
@to_read("--migration", "given", multiple=True, help="Move by this migration file.")
@documented
def migrate(
    files: tuple[File, ...], to: str, preview: bool, write: Path | None, given: tuple[Readable, ...], output: Output
) -> None:
    """Show who would gain or lose an award in another edition.

    For each service and in all, with the questions that decide where an award may be lost. Nothing is written but with
    --write, and then to a new folder: the old files stay as they are.
    """
    from positiveculture.documents.migration import migration_document

    if preview and write is not None:
        raise click.BadParameter(gettext("is given together with --write"), param_hint="--preview")
    movable, current = load_movable(files, to, [read_migration(each) for each in given])
    seen, people = previews(movable), panels(movable)
    names = write_migrated(movable, write) if write is not None and movable else ()
    migrations = tuple(dict.fromkeys(one for each in movable for one in each.migrations))
    payload = previews_to_dict(seen) | {
        "panels": people,
        "written": list(names),
        "already": [str(each) for each in current],
    }
    if movable:
        output.show(lambda: migration_document(migrations, seen, panels=people, written=bool(names)), lambda: payload)
    elif output.as_json:
        show_document(json_document(payload))
    if not output.as_json:
        for each in current:
            show_line(gettext("{file} is of edition {edition} already.").format(file=each, edition=to))
        for name in names:
            show_line(gettext("{file} is written.").format(file=f"{write}/{name}"))
