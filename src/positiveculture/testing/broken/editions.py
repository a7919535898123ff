"""Plug-ins of two editions that leave records behind."""

from positiveculture.testing.broken.specimen import FRAMEWORK, NAME, InstalledDistribution, Specimen

OLD = FRAMEWORK.replace("TOPICS", '["mooring", "light"]')
SAME = OLD.replace('edition="2026"', 'edition="2027"')
SHORTER = SAME.replace(', "light"', "")

#: A migration in Python; `asked` and `change` say what each specimen has otherwise.
MIGRATION = """
import attrs
import harbour_2026
import harbour_2027
from positiveculture import Migration
from positiveculture.formats.migration import Retired, TopicMigration


def made():
    return Migration(
        source=harbour_{old}.framework(),
        target=harbour_{new}.framework(),
        topics=[{topics}],
        retired=[{retired}],
    )
"""
BOTH = 'TopicMigration("mooring", ["mooring"]), TopicMigration("light", ["light"])'
SOUND = MIGRATION.format(old="2026", new="2027", topics=BOTH, retired="")
BACK = MIGRATION.format(old="2027", new="2026", topics=BOTH, retired="")
FORGETS = MIGRATION.format(old="2026", new="2027", topics='TopicMigration("mooring", ["mooring"])', retired="")
RETIRES = MIGRATION.format(
    old="2026",
    new="2027",
    topics='TopicMigration("mooring", ["mooring"])',
    retired='Retired("light", "No ship needs it.")',
)
TAMPERED = (
    SOUND.replace("def made", "def sound")
    + """

def made():
    migration = sound()
    first, *more = migration.moves.every
    moves = attrs.evolve(migration.moves, every=(attrs.evolve(first, topic="nowhere"), *more))
    object.__setattr__(migration, "moves", moves)
    return migration
"""
)


def _plugin(newer: str, **migrations: str) -> InstalledDistribution:
    names = {"there": "harbour@2026--2027", "back": "harbour@2027--2026"}
    return InstalledDistribution(
        {NAME: "harbour_2026:framework", f"{NAME}@2027": "harbour_2027:framework"},
        {"harbour_2026": OLD, "harbour_2027": newer} | {f"harbour_{each}": text for each, text in migrations.items()},
        migrations={names[each]: f"harbour_{each}:made" for each in migrations},
    )


EDITIONS = (
    Specimen.installed(
        "editions_ids", "an edition that drops a topic and does not retire its id", _plugin(SHORTER, there=RETIRES)
    ),
    Specimen.installed("migrations_load", "a migration that forgets a topic", _plugin(SAME, there=FORGETS)),
    Specimen.installed(
        "migrations_agree", "two migrations that lead back and forth", _plugin(SAME, there=SOUND, back=BACK)
    ),
    Specimen.installed(
        "migrations_move", "a migration that was changed after it was made", _plugin(SAME, there=TAMPERED)
    ),
    Specimen.installed("editions_joined", "a second edition to which nothing leads", _plugin(SAME)),
)
