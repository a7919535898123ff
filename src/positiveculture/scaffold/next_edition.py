"""The next edition of an installed framework, to begin with: the same again, and a migration that changes nothing."""

import re
from collections.abc import Iterator

import attrs

from positiveculture.errors import UnusableName
from positiveculture.formats.framework import FILE as FRAMEWORK_FILE, framework_payload
from positiveculture.formats.migration_file import FILE as MIGRATION_FILE, MIGRATION
from positiveculture.formats.parsing import read_text
from positiveculture.formats.paths import PathLike, path_of
from positiveculture.formats.toml import toml_text, toml_value
from positiveculture.formats.writing import write_folder
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.migration.values import Migration, TopicMigration
from positiveculture.plugins.entry_points import PluginSource, package_folders
from positiveculture.plugins.environment import OWN_DISTRIBUTION
from positiveculture.plugins.registry import registry
from positiveculture.scaffold.names import check_line
from positiveculture.scaffold.written import Written

#: The comment above a new migration.
MIGRATION_HEAD = """\
# From edition {old} to {new}.  As it stands, every topic goes over as it is: say here what does not.
#
#   new-id = {{ from = ["old-id"] }}                     renamed; the same old topic in two `from` is split
#   one = {{ from = ["this", "that"] }}                  merged: the lowest level, where both are rated
#   one = {{ from = ["this"], levels = {{ this = {{ 1 = 1, 2 = 1, 3 = 2, 4 = 3 }} }} }}   the scale is another
#   new = {{ ask = "Why it is asked." }}                 nothing of the old edition answers it
#
# A topic that is used nowhere any more is retired here, with why; in framework.toml beside this file, with its title.
#
# [retired]
# old-id = "Why."
#
# [awards]                                            # where a new award takes the place of one with another id
# old-award = "new-award"

"""

#: The line that says which edition a file is of.
EDITION = re.compile(r"^edition\s*=.*$", re.MULTILINE)

#: Where a file finds its schema, which lies one folder further up now.
SCHEMA = re.compile(r"^#:schema \.\./\.\./", re.MULTILINE)


def new_edition(id_: str, edition: str, folder: PathLike | None = None) -> Written:
    """Write the next edition of an installed framework: its files as they are, and a migration that changes nothing.

    Args:
        id_: The framework's id; its newest edition is what the next one begins with.
        edition: What the next one is called.
        folder: Where to write it; by default `edition_` and the edition in this folder. It may not be there yet.

    Raises:
        UnusableName: The edition cannot be used, or is installed; or the folder has a name that no package can have.
        UnknownFramework, RegistryError: As for `get_framework`.
        FileTrouble: The folder exists, or cannot be written.
    """
    old = registry().get(id_)
    check_line(gettext("edition"), edition)
    if edition in registry().editions(id_):
        raise UnusableName(
            gettext("edition"), edition, gettext("it is an edition of {id} that is installed").format(id=id_)
        )
    place = f"edition_{re.sub(r'[^0-9A-Za-z]+', '_', edition)}" if folder is None else folder
    if not path_of(place).name.isidentifier():
        reason = gettext("an entry point names it: it is letters, digits and underscores, and starts with a letter")
        raise UnusableName(gettext("folder"), str(place), reason)
    texts = dict(_framework(old, edition)) | {MIGRATION_FILE: _migration(old, edition)}
    write_folder(texts, place)
    return Written(id_, _package(old), str(place), tuple(texts))


def entry_points(written: Written, old: str, edition: str, folder: str) -> tuple[str, ...]:
    """Return the lines of pyproject.toml by which an edition and its migration are declared in a folder."""
    target = toml_value(".".join(filter(None, (written.package, folder))))
    return (
        '[project.entry-points."positiveculture.frameworks"]',
        f"{toml_value(f'{written.id}@{edition}')} = {target}",
        '[project.entry-points."positiveculture.migrations"]',
        f"{toml_value(f'{written.id}@{old}--{edition}')} = {target}",
    )


def _source(framework: Framework) -> PluginSource | None:
    """Return where an edition comes from; None for one that is given."""
    sources = {source.name: source for source in registry().sources(framework.id)}
    return sources.get(f"{framework.id}@{framework.edition}", sources.get(framework.id))


def _package(framework: Framework) -> str:
    """Return the package into which the next edition goes; "": one of its own, for nobody adds to this library's."""
    source = _source(framework)
    if source is None or source.distribution == OWN_DISTRIBUTION:
        return ""
    return source.target.partition(":")[0].partition(".")[0]


def _framework(old: Framework, edition: str) -> Iterator[tuple[str, str]]:
    """Yield the files of an edition: those of the one before where it is data, with their comments; else one file."""
    source = _source(old)
    line = f"edition = {toml_value(edition)}"
    if source is None or ":" in source.target:
        yield FRAMEWORK_FILE, toml_text(framework_payload(old) | {"edition": edition})
        return
    for folder in package_folders(source.target):
        for file in sorted(folder.iterdir(), key=lambda each: each.name):
            if file.name == FRAMEWORK_FILE or re.fullmatch(r"wording\..+\.toml", file.name):
                text = EDITION.sub(lambda _: line, read_text(file), count=1)
                yield file.name, SCHEMA.sub("#:schema ../../../", text)


def _migration(old: Framework, edition: str) -> str:
    """Return a migration that changes nothing: the two editions differ in their name alone."""
    topics = [TopicMigration(topic, [topic]) for topic in old.topics_by_id]
    migration = Migration(source=old, target=attrs.evolve(old, edition=edition), topics=topics)
    head = MIGRATION_HEAD.format(old=toml_value(old.edition), new=toml_value(edition))
    return head + toml_text(MIGRATION.payload(migration))
