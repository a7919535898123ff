"""Every error that positiveculture raises: one root, and for each the builtin that a caller would already catch."""

from collections.abc import Mapping
from typing import Any, TypeAlias

import attrs

from positiveculture.gettext import gettext
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
        return attrs.evolve(
            self, path=(*path, *self.path), place=", ".join(str(each) for each in (place, self.place) if each)
        )


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
        heading = gettext("{what} has 1 problem:") if number == 1 else gettext("{what} has {count} problems:")
        rest = [gettext("  and {count} more").format(count=f"{self.more:,}")] if self.more else []
        first = heading.format(what=self.what, count=f"{number:,}")
        return "\n".join([first, *(f"  {problem}" for problem in self.problems), *rest])


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
        words = gettext('{part} needs {package}, which is not installed: pip install "positiveculture[{extra}]"')
        return words.format(part=self.part, package=self.package, extra=self.extra)


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
        words = gettext("{name} cannot be the {what} of a new plug-in: {reason}")
        return words.format(name=quoted(self.name), what=self.what, reason=self.reason)


@attrs.define(str=False)
class Unknown(PositiveCultureError, LookupError):
    """Something was asked for by a name that nothing has."""

    kind: str
    name: object
    known: tuple[str, ...] = ()
    hint: str = ""

    def __str__(self) -> str:
        names = nearest(str(self.name), self.known) if self.known or not self.hint else ""
        parts = [gettext("no {kind} {name}").format(kind=gettext(self.kind), name=quoted(self.name)), names, self.hint]
        return "; ".join(part for part in parts if part)


class UnknownTopic(Unknown):
    """The framework has no such topic."""


class UnknownAward(Unknown):
    """The framework has no such award."""


def _why_not(reason: str) -> str:
    return reason or gettext("it publishes no awards, and none is invented here")


@attrs.define(str=False)
class NotScored(PositiveCultureError, TypeError):
    """A score or an award was asked for, and the framework publishes none."""

    framework: str
    #: Why; where the framework gives no reason of its own, that it publishes no awards.
    reason: str = attrs.field(converter=_why_not)

    def __str__(self) -> str:
        return gettext("{framework} is not scored: {reason}").format(framework=self.framework, reason=self.reason)


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
    #: Whether one may exist: the search for it was cut off after a stated amount of work.
    unknown: bool = False

    def __str__(self) -> str:
        return gettext("no route to {award}: {reason}").format(award=quoted(self.award), reason=self.reason)


@attrs.define(str=False)
class NotAveraged(PositiveCultureError, TypeError):
    """A mean was asked for, and the framework's levels are ordinal."""

    framework: str

    def __str__(self) -> str:
        words = gettext("{framework} publishes no method that averages its levels: they are ordinal; take the median")
        return words.format(framework=self.framework)


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
        words = gettext("framework {name} is claimed more than once: {claimants}")
        claims = words.format(name=quoted(self.name), claimants="; ".join(self.claimants))
        if not self.distributions:
            return claims
        choose = gettext(
            "{claims}; choose one: POSITIVECULTURE_PREFER={name}=DISTRIBUTION, or prefer={{...}} in Python; "
            "or name in POSITIVECULTURE_PLUGINS the distributions that may be loaded"
        )
        return choose.format(claims=claims, name=self.name)


@attrs.define(str=False)
class FrameworkLoadError(RegistryError):
    """A plug-in failed while its framework, or its crosswalk, was loaded."""

    name: str
    source: str
    reason: str
    kind: str = "framework"

    def __str__(self) -> str:
        words = gettext("{kind} {name} from {source} could not be loaded: {reason}")
        return words.format(kind=gettext(self.kind), name=quoted(self.name), source=self.source, reason=self.reason)


@attrs.define(str=False)
class IncompatibleFramework(RegistryError):
    """A plug-in was written for another plug-in API than this library speaks."""

    name: str
    source: str
    found: object
    supported: tuple[int, ...]

    def __str__(self) -> str:
        newer = isinstance(self.found, int) and self.found > max(self.supported)
        upgrade = gettext("upgrade positiveculture") if newer else gettext("upgrade the plug-in")
        supported = ", ".join(map(str, self.supported))
        words = gettext("framework {name} from {source} has spec {found}, this library speaks {supported}: {upgrade}")
        return words.format(
            name=quoted(self.name), source=self.source, found=repr(self.found), supported=supported, upgrade=upgrade
        )
