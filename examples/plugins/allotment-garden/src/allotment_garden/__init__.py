"""Four seasons on an allotment: data, with award rules that follow from a few numbers.

The standard says: a rosette asks that so many of the four seasons stand at a level, whichever they are, and that no
season stands below the level before it. Written out as data, that would be the same lines three times over.
"""

from pathlib import Path

import attrs

from positiveculture import All, AtLeast, AtLeastOf, Award, Every, Framework, Holds, Rule, Topic, read_framework

#: Of each rosette, lowest first: its id, its title, how many seasons have to stand at which level.
ROSETTES = (("green", "Green rosette", 2, 2), ("yellow", "Yellow rosette", 3, 3), ("red", "Red rosette", 3, 4))


def framework() -> Framework:
    """Return the framework: its topics as they are read, its awards as they are built."""
    read = read_framework(Path(__file__).with_name("framework.toml"))
    return attrs.evolve(read, awards=awards(read.topics))


def awards(seasons: tuple[Topic, ...]) -> tuple[Award, ...]:
    """Return the rosettes, each of which includes the one below it."""
    found: list[Award] = []
    for id_, title, many, level in ROSETTES:
        asked = rule(seasons, many, level)
        below = [Holds(found[-1].id)] if found else []
        found.append(Award(id=id_, title=title, rule=All((*below, *asked))))
    return tuple(found)


def rule(seasons: tuple[Topic, ...], many: int, level: int) -> tuple[Rule, ...]:
    """Return what asks that so many seasons stand at `level`, and none of them below the level before it."""
    at_level = AtLeastOf(many, [AtLeast(season.id, level) for season in seasons])
    before = level - 1
    return (at_level, Every(before)) if before > 1 else (at_level,)
