"""Whether a framework of several editions leaves records behind: ids that last, and migrations that lead to it."""

from collections.abc import Iterator
from functools import partial

from positiveculture.assessment import Assessment
from positiveculture.errors import Invalid, PositiveCultureError
from positiveculture.formats.migration import MIGRATIONS
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.migration.chains import chain_between
from positiveculture.migration.moving import migrate
from positiveculture.migration.values import Migration
from positiveculture.plugins.entry_points import PluginSource
from positiveculture.plugins.registry import allowed_plugins, registry
from positiveculture.testing.checks.registry import named
from positiveculture.testing.kit.answers import assessment
from positiveculture.testing.kit.check import Check, CheckGroup, framework_of, naming
from positiveculture.testing.kit.subject import Subject

check = partial(Check, group=CheckGroup.EDITIONS, of_subject=True)


def _older(subject: Subject) -> list[Framework]:
    """Return the editions of a framework that are older than the one that is checked, oldest first."""
    framework = framework_of(subject)
    editions = registry().editions(framework.id) if framework.id in registry() else ()
    older = editions[: editions.index(framework.edition)] if framework.edition in editions else ()
    return [registry().get(framework.id, edition) for edition in older]


def _first(subject: Subject) -> str:
    return named(subject) or ("" if _older(subject) else gettext("no earlier edition is installed"))


def _sources(subject: Subject) -> list[PluginSource]:
    """Return where the migrations of a framework come from."""
    of = framework_of(subject).id
    return [source for source in allowed_plugins(MIGRATIONS) if source.name.partition("@")[0] == of]


def _none(subject: Subject) -> str:
    return named(subject) or ("" if _sources(subject) else gettext("no migration of it is installed"))


def _migrations(subject: Subject) -> list[Migration]:
    return [MIGRATIONS.load(source) for source in _sources(subject)]


def _ids(subject: Subject) -> str | None:
    framework = framework_of(subject)
    known = framework.topics_by_id.keys() | {each.id for each in framework.retired}
    lost = [
        gettext("{topic} of edition {edition}").format(topic=topic, edition=older.edition)
        for older in _older(subject)
        for topic in older.topics_by_id
        if topic not in known
    ]
    return naming(gettext("neither there nor retired: {lost}"), lost=lost)


def _load(subject: Subject) -> str | None:
    found = []
    for source in _sources(subject):
        try:
            MIGRATIONS.load(source)
        except PositiveCultureError as error:
            found.append(str(error))
    return "\n".join(found) or None


def _agree(subject: Subject) -> str | None:
    editions = registry().editions(framework_of(subject).id)
    try:
        for source in editions:
            for target in editions:
                chain_between(_migrations(subject), source, target)
    except Invalid as error:
        return "; ".join(problem.message for problem in error.problems)
    return None


def _move(subject: Subject) -> str | None:
    for migration in _migrations(subject):
        for tried in _tried(migration.source):
            try:
                migrate(migration, tried).validate(migration.target)
            except Invalid as error:
                levels = ", ".join(f"{topic} = {level}" for topic, level in tried.levels.items()) or "reflections"
                return gettext("{name} moves {levels} to what does not fit: {problem}").format(
                    name=migration.name, levels=levels, problem=error.problems[0]
                )
    return None


def _tried(framework: Framework) -> Iterator[Assessment]:
    """Yield assessments with every topic answered: at its lowest level, at its highest, and by words alone."""
    words = {topic.id: {"note": "Said."} for topic in framework.every_topic}
    scales = {topic.id: topic.scale for topic in framework.every_topic if topic.scale is not None}
    for end in ("lowest", "highest"):
        levels = {topic: {"level": getattr(scale, end), "note": "Said."} for topic, scale in scales.items()}
        yield assessment(framework, words | levels)


def _joined(subject: Subject) -> str | None:
    framework = framework_of(subject)
    found = _migrations(subject)
    left = [each.edition for each in _older(subject) if not chain_between(found, each.edition, framework.edition)]
    return naming(gettext("no migration leads here from {left}"), left=left)


EDITIONS = (
    check(
        id="editions_ids",
        code="PC-E001",
        truth="Every topic of an earlier edition is there, or is retired under its id, with its title.",
        why="Records are kept under ids. One that is used again, or forgotten, says something else than was meant, or "
        "nothing.",
        fix='Name it in framework.toml under [retired], as in old-topic = "Its title". No other topic may have its id.',
        judge=_ids,
        applies=_first,
        needs=("registry_loads",),
    ),
    check(
        id="migrations_load",
        code="PC-E002",
        truth="Every migration of it that is installed can be loaded, and fits its two editions.",
        why="What fails to load moves nobody.",
        fix="The failure says what is wrong, with its place: a topic that is forgotten or named twice, levels that "
        "fall, an edition that is not installed, or an entry point that is not called by its editions.",
        judge=_load,
        applies=_none,
        needs=("registry_loads",),
    ),
    check(
        id="migrations_agree",
        code="PC-E003",
        truth="Migrations never lead in a circle, and two ways to an edition agree.",
        why="A record would come to different answers, or to none, by luck.",
        fix="Take out the one that leads back, or make the maps of levels and awards the same in both ways.",
        judge=_agree,
        applies=_none,
        needs=("migrations_load",),
    ),
    check(
        id="migrations_move",
        code="PC-E004",
        truth="What fits the old edition is moved to what fits the new one.",
        why="A record that is moved to what cannot be read is lost.",
        fix="Make migrations of data, and never change one after it was made.",
        judge=_move,
        applies=_none,
        needs=("migrations_agree",),
    ),
    check(
        id="editions_joined",
        code="PC-E005",
        truth="From every earlier edition a migration leads to this one.",
        why="Without one, a service's history ends with the edition, and every answer has to be given again.",
        fix="Write migration.toml; `positiveculture new-framework ID --edition EDITION` writes one to begin with.",
        judge=_joined,
        applies=_first,
        needs=("migrations_agree",),
        only_warns=True,
    ),
)
