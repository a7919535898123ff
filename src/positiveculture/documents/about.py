"""What is said of a framework in every document that rests on it: its name, its notice, and who may award or rate."""

from collections.abc import Iterator
from datetime import date

from positiveculture.documents.blocks import Fact, Notice
from positiveculture.documents.english import day
from positiveculture.framework import Framework
from positiveculture.gettext import gettext


def framework_fact(framework: Framework) -> Fact:
    """Return the title and the edition of a framework."""
    words = gettext("{title}, edition {edition}")
    return Fact(gettext("Framework"), words.format(title=framework.title, edition=framework.edition))


def notices(framework: Framework, on: date | None = None) -> Iterator[Notice]:
    """Yield what every reader of a framework has to know, and whether the edition was in force on a day."""
    if framework.notice:
        yield Notice(framework.notice)
    if on is not None and not framework.in_force_on(on):
        yield Notice(gettext("This edition was not in force on {day}.").format(day=day(on)))


def who_awards(framework: Framework) -> Notice:
    """Return who may award or rate, which closes a document."""
    return Notice(framework.awarded_by or gettext("Only the awarding body awards."))
