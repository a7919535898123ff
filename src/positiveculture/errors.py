"""Every error that positiveculture raises: one root, a builtin beside each that a caller would already catch."""

from collections.abc import Mapping
from typing import Any, TypeAlias

import attrs

from positiveculture.messages import MESSAGES
from positiveculture.sentences import nearest, quoted, sentence

#: Keys and indices from the top of a payload, or of an object, down to a value.
Path: TypeAlias = tuple[str | int, ...]


@attrs.frozen
class Problem:
    """One thing that is wrong, and where."""

    #: What is wrong, as a stable name, such as "missing"; `docs/problems.md` lists all.
    code: str
    #: Where it is, for a program: ``("responses", "meetings", "evidence", 0, "dated")``.
    path: Path = ()
    #: What the message says besides the code: text, whole numbers, true, false, None, and lists of these.
    params: Mapping[str, Any] = attrs.field(factory=dict, hash=False)
    #: Where it is, for a person: ``topic "meetings", evidence "Audit"``; "" where it is the whole.
    place: str = ""

    @property
    def message(self) -> str:
        """What is wrong, what was expected and, where it helps, what exists instead."""
        return sentence(MESSAGES[self.code], self.params)

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message

    def below(self, place: str, *path: str | int) -> "Problem":
        """Return the problem as it is seen from further up, where all that it speaks of is at `place`."""
        return attrs.evolve(self, path=(*path, *self.path), place=", ".join(filter(None, [place, self.place])))


class PositiveCultureError(Exception):
    """The root of every error that this library raises on purpose."""


@attrs.define(str=False)
class Invalid(PositiveCultureError, ValueError):
    """Something is not valid; carries its problems, every one or the first hundred, and how many more there are."""

    what: str
    #: The first hundred.
    problems: tuple[Problem, ...]
    #: How many there are besides.
    more: int = 0

    def __str__(self) -> str:
        number = len(self.problems) + self.more
        count = "1 problem" if number == 1 else f"{number:,} problems"
        rest = [f"  and {self.more:,} more"] if self.more else []
        return "\n".join([f"{self.what} has {count}:", *(f"  {problem}" for problem in self.problems), *rest])


class InvalidAssessment(Invalid):
    """An assessment does not fit its framework."""


class InvalidPlan(Invalid):
    """An action plan does not hold together."""


class InvalidHistory(Invalid):
    """Assessments that cannot be read as one service's history."""


class InvalidRollup(Invalid):
    """Assessments of services that cannot be seen together."""


class InvalidPanel(Invalid):
    """Assessments that cannot be counted together."""


class InvalidRelease(Invalid):
    """What was published of a panel, with something wrong."""


class InvalidFeedback(Invalid):
    """Suggestions with something wrong."""


class InvalidCrosswalk(Invalid):
    """Links that do not fit their frameworks."""


class InvalidMigration(Invalid):
    """A migration that does not fit its two editions, or migrations that do not fit together."""


class InvalidTriangulation(Invalid):
    """A report from several instruments that does not hold together."""


class InvalidEffort(Invalid):
    """An effort is not a positive int or Fraction."""


class InvalidWording(Invalid):
    """A wording does not fit its framework."""


class InvalidTable(Invalid):
    """A table cannot be evaluated, or contains invalid values."""


class InvalidWorkbook(Invalid):
    """A workbook's cells cannot be read as an assessment."""


class InvalidFile(Invalid):
    """A file's bytes are not the TOML or JSON that its name promises."""


class FileWarning(UserWarning):
    """A file was read, and something in it may not be what its author meant."""


class WrongArgument(PositiveCultureError, TypeError):
    """A function was given something of another type than it takes."""


@attrs.define(str=False)
class MissingExtra(PositiveCultureError, ImportError):
    """A part of the library needs a package that is not installed."""

    part: str
    package: str
    extra: str

    def __str__(self) -> str:
        return f'{self.part} needs {self.package}, which is not installed: pip install "positiveculture[{self.extra}]"'


@attrs.define(str=False)
class FileTrouble(PositiveCultureError, OSError):
    """A file cannot be opened, or may not be written."""

    path: str
    reason: str

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


@attrs.define(str=False)
class UnusableName(PositiveCultureError, ValueError):
    """A new framework cannot be called so, or cannot have such a title or publisher."""

    what: str
    name: str
    reason: str

    def __str__(self) -> str:
        return f"{quoted(self.name)} cannot be the {self.what} of a new plug-in: {self.reason}"


@attrs.define(str=False)
class Unknown(PositiveCultureError, LookupError):
    """Something was asked for by a name that nothing has."""

    kind: str
    name: object
    known: tuple[str, ...] = ()
    hint: str = ""

    def __str__(self) -> str:
        names = nearest(str(self.name), self.known) if self.known or not self.hint else ""
        parts = [f"no {self.kind} {quoted(self.name)}", names, self.hint]
        return "; ".join(part for part in parts if part)


class UnknownTopic(Unknown):
    """The framework has no such topic."""


class UnknownAward(Unknown):
    """The framework has no such award."""


def _why_not(reason: str) -> str:
    return reason or "it publishes no awards, and none is invented here"


@attrs.define(str=False)
class NotScored(PositiveCultureError, TypeError):
    """A score or an award was asked for, and the framework publishes none."""

    framework: str
    #: Why; where the framework gives no reason of its own, that it publishes no awards.
    reason: str = attrs.field(converter=_why_not)

    def __str__(self) -> str:
        return f"{self.framework} is not scored: {self.reason}"


class UnknownFramework(Unknown):
    """No installed framework has this name."""


class UnknownCrosswalk(Unknown):
    """No installed crosswalk joins these two frameworks."""


class UnknownMigration(Unknown):
    """No installed migration leads from one edition to another."""


class UnknownWording(Unknown):
    """Nothing gives a framework words in this language."""


@attrs.define(str=False)
class NoRoute(PositiveCultureError, ValueError):
    """No route can be given: nothing is left to judge, or the rule's parts share too many topics to solve exactly."""

    award: str
    reason: str
    #: Whether there may be one: it was not found within a stated amount of work.
    unknown: bool = False

    def __str__(self) -> str:
        return f"no route to {quoted(self.award)}: {self.reason}"


@attrs.define(str=False)
class NotAveraged(PositiveCultureError, TypeError):
    """A mean was asked for, and the framework's levels are ordinal."""

    framework: str

    def __str__(self) -> str:
        return f"{self.framework} publishes no method that averages its levels: they are ordinal; take the median"


class RegistryError(PositiveCultureError):
    """An installed framework could not be loaded."""


class InvalidFramework(Invalid, RegistryError):
    """A framework contradicts itself, or is not one."""


@attrs.define(str=False)
class FrameworkConflict(RegistryError):
    """Several distributions, or frameworks, claim one framework name; none is preferred unless the user says so."""

    name: str
    claimants: tuple[str, ...]
    distributions: tuple[str, ...]

    def __str__(self) -> str:
        claims = f"framework {quoted(self.name)} is claimed more than once: {'; '.join(self.claimants)}"
        if not self.distributions:
            return claims
        return (
            f"{claims}; choose one: POSITIVECULTURE_PREFER={self.name}=DISTRIBUTION, or prefer={{...}} in Python; "
            "or name in POSITIVECULTURE_PLUGINS the distributions that may be loaded"
        )


@attrs.define(str=False)
class FrameworkLoadError(RegistryError):
    """A plug-in failed while its framework, or its crosswalk, was loaded."""

    name: str
    source: str
    reason: str
    kind: str = "framework"

    def __str__(self) -> str:
        return f"{self.kind} {quoted(self.name)} from {self.source} could not be loaded: {self.reason}"


@attrs.define(str=False)
class IncompatibleFramework(RegistryError):
    """A plug-in was written for another plug-in API than this library speaks."""

    name: str
    source: str
    found: object
    supported: tuple[int, ...]

    def __str__(self) -> str:
        newer = isinstance(self.found, int) and self.found > max(self.supported)
        upgrade = "upgrade positiveculture" if newer else "upgrade the plug-in"
        supported = ", ".join(map(str, self.supported))
        return (
            f"framework {quoted(self.name)} from {self.source} has spec {self.found!r}, "
            f"this library speaks {supported}: {upgrade}"
        )
