"""What every document based on a framework states about it: its name, its notice, and who may award or rate."""

from collections.abc import Iterable, Iterator
from datetime import date

from positiveculture.documents.blocks import Block, Document, Facts, Heading, Notice
from positiveculture.documents.common_blocks import LabelledText, known_facts
from positiveculture.documents.english import day
from positiveculture.documents.labels import edition_label
from positiveculture.framework import Framework
from positiveculture.gettext import gettext


def framework_fact(framework: Framework) -> LabelledText:
    """Return the title and the edition of a framework, with what these are."""
    return gettext("Framework"), edition_label(framework)


def notices(framework: Framework, on: date | None = None) -> Iterator[Notice]:
    """Yield what every reader of a framework has to know, and whether the edition was in force on a day."""
    if framework.notice:
        yield Notice(framework.notice)
    if on is not None and not framework.in_force_on(on):
        sentence = gettext("This edition was not in force on {day}.").format(day=day(on))
        yield Notice(" ".join([sentence, *_in_force(framework)]))


def _in_force(framework: Framework) -> Iterator[str]:
    """Yield from when to when an edition is in force, as far as that is known."""
    if framework.in_force_from:
        yield gettext("It is in force from {day}.").format(day=day(framework.in_force_from))
    if framework.in_force_until:
        yield gettext("It is in force until the day before {day}.").format(day=day(framework.in_force_until))


def who_awards(framework: Framework) -> Notice:
    """Return who may award or rate, which closes a document: in the framework's own words, where it has some."""
    if framework.awarded_by:
        return Notice(framework.awarded_by)
    if framework.awards:
        return Notice(gettext("Only the awarding body awards."))
    return Notice(gettext("{framework} publishes no awards: nothing here is one.").format(framework=framework.title))


def source_blocks(framework: Framework) -> Iterator[Block]:
    """Yield where a framework comes from, and who holds its rights, under a heading."""
    yield Heading(gettext("About the framework"))
    yield source_facts(framework)


def source_facts(framework: Framework) -> Facts:
    """Return where a framework comes from, and who holds its rights."""
    return known_facts([(gettext("Source"), source_words(framework)), (gettext("Rights"), framework.source.rights)])


def source_words(framework: Framework) -> str:
    """Return what a framework was published as, by whom and when."""
    source = framework.source
    return ", ".join(filter(None, [source.title, source.publisher, source.published]))


def document_of(
    framework: Framework, title: str, facts: Facts, blocks: Iterable[Block], on: date | None = None
) -> Document:
    """Return a document based on a framework: facts and what every reader has to know, `blocks`, and who may award."""
    return Document(title, [facts, *notices(framework, on), *blocks, who_awards(framework)])
