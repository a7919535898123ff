"""Which frameworks are installed, and what became of each plug-in."""

from collections.abc import Iterable, Iterator

from positiveculture.documents.blocks import Block, Document, Heading, Paragraph
from positiveculture.documents.common_blocks import LabelledText, known_facts, paragraphs
from positiveculture.documents.framework import facts_of
from positiveculture.field_types import with_types
from positiveculture.formats.installed import Installed, Plugin
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.plugins.entry_points import PluginSource


@with_types
def frameworks_document(installed: Installed) -> Document:
    """Return every framework that is installed: what kind, for whom, which nation; broken ones with their error."""
    blocks: list[Block] = []
    for id_, framework in installed.frameworks.items():
        sources = map(_from, installed.sources(id_))
        blocks += [Heading(framework.title), known_facts([*facts_of(framework), *sources])]
    for id_, error in installed.broken.items():
        blocks += [Heading(gettext("{name} is broken").format(name=id_)), Paragraph(str(error))]
    return Document(gettext("Frameworks"), blocks or [Paragraph(gettext("No frameworks are installed."))])


@with_types
def matching_document(prefix: str, frameworks: Iterable[Framework]) -> Document:
    """Return the frameworks whose ids begin with `prefix`."""
    blocks = [
        block for framework in frameworks for block in (Heading(framework.title), known_facts(facts_of(framework)))
    ]
    return Document(gettext("Frameworks that begin with {prefix}").format(prefix=prefix), blocks)


@with_types
def plugins_document(installed: Installed) -> Document:
    """Return every plug-in with where it comes from and what became of it."""
    blocks = [block for plugin in installed.plugins for block in _plugin(plugin)]
    return Document(gettext("Plug-ins"), blocks or [Paragraph(gettext("No plug-ins are installed."))])


def _plugin(plugin: Plugin) -> Iterator[Block]:
    status = {
        "ok": gettext("ok"),
        "not-allowed": gettext("not allowed"),
        "conflict": gettext("conflict"),
        "broken": gettext("broken"),
    }
    yield Heading(gettext("{name}: {status}").format(name=plugin.source.name, status=status[plugin.status]))
    yield known_facts([_from(plugin.source), (gettext("Names"), plugin.source.target)])
    yield from paragraphs(plugin.why)


def _from(source: PluginSource) -> LabelledText:
    return gettext("From"), f"{source.distribution} {source.version}"
