"""Times the preview of a migration beside evaluating fresh assessments in both editions, in one process, in turns."""

import sys
from collections.abc import Mapping
from datetime import date
from random import Random
from statistics import median
from time import process_time

import attrs
from sidebyside import figure, held, ratio, smoke, timed

import positiveculture as pc
from positiveculture.formats.migration import Migration, Retired, TopicMigration, TopicSource, preview

#: How many times as long as evaluating in both editions the preview may take.
PREVIEW = 2.5

DAY = date(2026, 3, 31)


def later(old: pc.Framework) -> Migration:
    """Return the migration to an invented later edition: topics are renamed, rescaled, merged, retired and new."""
    scale = pc.Scale("four", [pc.Level(number, f"Step {number}") for number in range(1, 5)])
    renamed, rescaled, merged, other, gone, *kept = old.topics
    asked = attrs.evolve(renamed, id="asked", number=None)
    new = attrs.evolve(
        old,
        edition="later",
        topics=[
            attrs.evolve(renamed, id="renamed", number=None),
            attrs.evolve(rescaled, scale=scale, statements=()),
            merged,
            asked,
            *kept,
        ],
        awards=[
            pc.Award(id="bronze", title="Bronze", rule=pc.Every(2)),
            pc.Award(
                id="silver", title="Silver", rule=pc.All((pc.Holds("bronze"), pc.Every(3, [each.id for each in kept])))
            ),
        ],
        cases=(),
        meant=(),
    )
    levels = {1: 1, 2: 1, 3: 2, 4: 3, 5: 4}
    topics = [
        TopicMigration("renamed", [renamed.id]),
        TopicMigration(rescaled.id, [TopicSource(rescaled.id, levels)]),
        TopicMigration(merged.id, [merged.id, other.id]),
        TopicMigration("asked", ask="It is new."),
        *(TopicMigration(each.id, [each.id]) for each in kept),
    ]
    return Migration(source=old, target=new, topics=topics, retired=[Retired(gone.id, "It is gone.")])


def assessment(framework: pc.Framework, responses: Mapping[str, int]) -> pc.Assessment:
    """Return a fresh assessment."""
    return pc.Assessment(
        framework=framework.id, edition=framework.edition, service="Elm House", assessed_on=DAY, responses=responses
    )


def measured(many: int, rounds: int) -> bool:
    """Print the table and return whether the bound holds."""
    migration = later(pc.get_framework("wigan-progress"))
    old, new = migration.source, migration.target
    luck = Random(1)  # noqa: S311 - the same levels each time
    answers = [{topic.id: luck.randint(1, 5) for topic in old.topics} for _ in range(many)]
    moved = [migration.moves.levels(each) for each in answers]

    def both() -> None:
        for before, after in zip(answers, moved, strict=True):
            pc.evaluate(old, assessment(old, before))
            pc.evaluate(new, assessment(new, after))

    def previewed() -> None:
        for each in answers:
            preview([migration], assessment(old, each))

    times = timed({"evaluate in both editions": both, "the preview": previewed}, rounds, process_time)
    print(f"{f'{many} services':28}{'median':>10}{'best':>10}")
    for name, spent in times.items():
        print(f"{name:28}{figure(median(spent)):>10}{figure(min(spent)):>10}")
    middle, best = ratio(times, "the preview", "evaluate in both editions")
    return held("\nthe preview / evaluate in both editions", middle, PREVIEW, best)


def main() -> int:
    """Measure; return 1 where the bound does not hold."""
    many, rounds = (200, 3) if smoke(__doc__) else (10_000, 9)
    return 0 if measured(many, rounds) else 1


if __name__ == "__main__":
    sys.exit(main())
