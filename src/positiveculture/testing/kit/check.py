"""What a check is: one truth about a framework, why it matters, and how to mend what breaks it."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import TypeAlias

import attrs

from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.testing.kit.subject import Subject

#: Every level there has been, oldest first: the minor release that a set of checks came with.
LEVELS = ("0.2",)

#: Returns how the truth is broken, or None where it holds: of what a check looks at, and of values that are drawn.
CheckFunction: TypeAlias = Callable[..., str | None]

#: What can be answered against a framework, as files write it: topic id to a level, or to a table.
DrawnResponses: TypeAlias = Mapping[str, object]


class CheckGroup(StrEnum):
    """What a check is about."""

    REGISTRY = "registry"
    STRUCTURE = "structure"
    RULES = "rules"
    PLANS = "plans"
    SERIALISATION = "serialisation"
    WORDING = "wording"
    CASES = "reference cases"
    EDITIONS = "editions"


def always(_: Subject | Framework) -> str:
    """Say that a check applies to every framework."""
    return ""


@attrs.frozen(kw_only=True)
class Check:
    """One truth about a framework."""

    id: str
    #: Never used again for something else.
    code: str
    group: CheckGroup
    #: The truth, in one sentence.
    truth: str
    why: str
    fix: str
    judge: CheckFunction
    #: Which values are drawn for it: "" = none, "responses" = answers, "pair" = a weaker and a stronger set of them.
    draws: str = ""
    #: Why it does not apply to a framework; "" where it does.
    applies: Callable[..., str] = always
    #: Whether it looks at where the framework comes from: it is then judged of the subject, else of the framework.
    of_subject: bool = False
    #: The checks without which this one says nothing: it is not judged where one of them fails.
    needs: tuple[str, ...] = ()
    #: The level that it came with.
    since: str = LEVELS[0]
    #: Whether it only ever warns: what it finds may be meant.
    only_warns: bool = False
    #: The most examples that are drawn for it, where each is dear.
    most_examples: int | None = None

    @property
    def explained_by(self) -> str:
        """The command that shows its page."""
        return f"positiveculture check --explain {self.code}"

    def looks_at(self, subject: Subject) -> Subject | Framework:
        """Return what of a subject it is judged of."""
        return subject if self.of_subject else framework_of(subject)

    def is_advisory(self, level: str) -> bool:
        """Return whether it only warns at `level`: as new checks do for one minor release, but for the first set."""
        return self.only_warns or (self.since == level and self.since != LEVELS[0])


def framework_of(subject: Subject) -> Framework:
    """Return the framework of a subject that is known to have one."""
    if subject.framework is None:
        raise ValueError(subject.trouble)
    return subject.framework


def naming(words: str, **names: Iterable[str]) -> str | None:
    """Return `words` with a list of names in its place; None where the list is empty."""
    ((place, listed),) = names.items()
    text = ", ".join(listed)
    return words.format_map({place: text}) if text else None


def without_awards(framework: Framework) -> str:
    """Say why a check of award rules does not apply."""
    return "" if framework.awards else gettext("the framework has no awards")
