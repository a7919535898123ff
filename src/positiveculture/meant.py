"""What a framework says that it means, though linting warns of it."""

from collections.abc import Collection, Iterable
from enum import StrEnum

import attrs

from positiveculture.problems import Problems
from positiveculture.sentences import quoted
from positiveculture.topics import many


class WarningKind(StrEnum):
    """What linting warns of; the values are stable."""

    #: A requirement of a topic that cannot be rated lower than what is asked.
    NEVER_FAILS = "never-fails"
    #: A clause that asks for nothing which the rest of the rule does not ask already.
    IMPLIED = "implied"
    #: An alternative that helps nobody: who meets the award by it meets it without it too.
    SUBSUMED = "subsumed"
    #: An award that is never the one indicated: who meets it meets a higher one too.
    NEVER_SHOWN = "never-shown"
    #: An award that can be met without a lower one.
    OUT_OF_ORDER = "out-of-order"
    #: Topics that no award depends on.
    NEEDED_BY_NONE = "needed-by-none"
    #: A question that is too large to be decided exactly within the stated budget.
    NOT_JUDGED = "not-judged"
    #: A warning is marked as meant, and there is none.
    NOT_FOUND = "not-found"


#: What may be marked as meant.
MARKABLE = tuple(str(kind) for kind in WarningKind if kind is not WarningKind.NOT_FOUND)


@attrs.frozen
class Meant:
    """A warning that is meant, and why."""

    #: The kind of the warning, one of `MARKABLE`.
    warning: str
    why: str
    #: The award whose rule it is about; None: it is about topics.
    award: str | None = None
    #: The topics that it is about; none: whichever it is about.
    topics: tuple[str, ...] = attrs.field(default=(), converter=many)

    def __str__(self) -> str:
        return self.warning + (f" of award {quoted(self.award)}" if self.award is not None else "")


def meant_problems(
    meant: Iterable[Meant], topics: Collection[str], awards: Collection[str], problems: Problems
) -> None:
    """Report what is wrong with the warnings that are marked as meant."""
    for place, each in enumerate(meant):
        path = ("meant", place)
        if each.warning not in MARKABLE:
            problems.report("unknown-choice", *path, "warning", name=each.warning, known=MARKABLE)
        if each.award is not None and each.award not in awards:
            problems.report("unknown-award", *path, "award", name=each.award, known=awards)
        problems.report_repeats(((*path, "topics", number), topic) for number, topic in enumerate(each.topics))
        for number, topic in enumerate(each.topics):
            if topic not in topics:
                problems.report("unknown-topic", *path, "topics", number, name=topic, known=topics)
