"""A framework, and one of its topics."""

from collections.abc import Iterator, Sequence

from positiveculture.award_requirements import beyond_minimums, minimums, required_levels
from positiveculture.awards import Award
from positiveculture.documents.about import document_of, framework_fact
from positiveculture.documents.blocks import Block, Document, Facts, Heading, Item, Paragraph, Table
from positiveculture.documents.common_blocks import (
    LabelledText,
    figure_columns,
    known_facts,
    listing,
    paragraphs,
    section,
)
from positiveculture.documents.english import day, plural
from positiveculture.documents.labels import award_titles, topic_label
from positiveculture.field_types import with_types
from positiveculture.formats.wording import count_texts
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.sentences import listed
from positiveculture.topics import Level, Option, Scale, Statement, Tool, Topic


@with_types
def framework_document(framework: Framework, missing: int = 0) -> Document:
    """Return what a framework is, where it comes from, what it can indicate, and its topics.

    Args:
        framework: What is shown.
        missing: For how many of its texts the wording that is laid over it has no words.
    """
    title = gettext("Role: {title}")
    blocks: list[Block] = [
        *paragraphs(framework.summary),
        Heading(gettext("Source")),
        _source(framework),
        *_choices(framework),
        *_awards(framework),
        Heading(gettext("Topics")),
        _topics(framework),
        *(block for role in framework.roles for block in section(title.format(title=role.title), role.does)),
        *section(gettext("Notes"), framework.notes),
        *paragraphs(_missing(framework, missing) if missing else ""),
    ]
    return document_of(framework, framework.title, known_facts(facts_of(framework)), blocks)


@with_types
def topic_document(framework: Framework, topic: Topic, service_model: str | None = None) -> Document:
    """Return everything that a framework says of one topic.

    Args:
        framework: The framework.
        topic: One of its topics, or a part of one.
        service_model: The id of the service model whose words are shown; None: the words for any model.

    Raises:
        UnknownTopic: The framework has no topic of its id.
    """
    framework.topic(topic.id)
    blocks: list[Block] = [
        *paragraphs(topic.description),
        *_required(framework, topic),
        *_statements(framework, topic, service_model),
        *(block for aspect in framework.aspects for block in section(aspect.title, topic.entries(aspect.id))),
        *section(gettext("Rests on"), [each.title for each in framework.references if each.id in topic.references]),
        *section(gettext("Tools that help"), (_tool(framework.tool(id_)) for id_ in topic.tools)),
        *_parts(topic),
    ]
    return document_of(framework, topic_label(topic), _particulars(framework, topic), blocks)


def _missing(framework: Framework, missing: int) -> str:
    words = gettext("{missing} of {texts} have no words in {language}, and are shown in the framework's own.")
    texts = plural(count_texts(framework), "{count} text", "{count} texts")
    return words.format(missing=missing, texts=texts, language=framework.language)


def facts_of(framework: Framework) -> list[LabelledText]:
    """Return what kind of instrument a framework is, for whom and which nation, how long it takes, and its edition."""
    return [
        (gettext("Id"), framework.id),
        (gettext("Edition"), framework.edition),
        (gettext("Kind"), framework.kind),
        (gettext("For"), framework.audience),
        (gettext("Where"), framework.jurisdiction),
        (gettext("Takes"), framework.duration),
        (gettext("In force"), _in_force(framework)),
    ]


def _in_force(framework: Framework) -> str:
    begins, ends = framework.in_force_from, framework.in_force_until
    if begins and ends:
        return gettext("from {first} until the day before {last}").format(first=day(begins), last=day(ends))
    if begins:
        return gettext("from {first}").format(first=day(begins))
    return gettext("until the day before {last}").format(last=day(ends)) if ends else ""


def _source(framework: Framework) -> Facts:
    source = framework.source
    facts = [
        (gettext("Title"), source.title),
        (gettext("Authors"), listed(source.authors)),
        (gettext("Publisher"), ", ".join(filter(None, (source.publisher, source.place)))),
        (gettext("Published"), source.published),
        (gettext("Based on"), source.based_on),
        (gettext("Address"), source.url),
        (gettext("Sponsor"), source.sponsor),
        (gettext("How far it can be relied on"), source.confidence),
        (gettext("Rights"), source.rights),
    ]
    return known_facts(facts)


def _choices(framework: Framework) -> Iterator[Block]:
    """Yield the levels of each scale, the modes of use and the service models."""
    for scale in framework.scales:
        title = gettext("Levels")
        if len(framework.scales) > 1:
            title = gettext("Levels: {scale}").format(scale=scale.id)
        columns = [*figure_columns(gettext("Level")), gettext("What it is called")]
        yield Table(title, columns, [(str(level.number), _label(scale, level)) for level in scale.levels])
    yield from _options(gettext("Modes of use"), framework.modes)
    yield from _options(gettext("Service models"), framework.service_models)


def _label(scale: Scale, level: Level) -> str:
    who = scale.needs_too(level.number)
    if not who:
        return level.label
    return gettext("{label} (calls for partnership with {who})").format(label=level.label, who=who)


def _options(title: str, options: Sequence[Option]) -> Iterator[Block]:
    if options:
        rows = [(option.id, option.title) for option in options]
        yield Table(title, [gettext("Id"), gettext("What it is called")], rows)


def _awards(framework: Framework) -> Iterator[Block]:
    if not framework.awards:
        yield Heading(gettext("Awards"))
        yield Paragraph(gettext("No awards are published, and none is invented here."))
    yield from section(gettext("Awards, lowest first"), (_asked(award, framework) for award in framework.awards))
    yield from paragraphs(framework.unscored)


def _asked(award: Award, framework: Framework) -> str:
    """Return what an award asks for, in one sentence."""
    levels, included = minimums(award, framework.scope), award_titles(award.includes, framework)
    parts = [
        gettext("{award} ({id})").format(award=award.title, id=award.id),
        gettext("includes {awards}").format(awards=included) if included else "",
        plural(len(levels), "a minimum for {count} topic", "a minimum for {count} topics") if levels else "",
        beyond_minimums(award, framework),
    ]
    return "; ".join(filter(None, parts))


def _topics(framework: Framework) -> Table:
    columns, rows = [gettext("Topic"), gettext("Id")], [[topic_label(each), each.id] for each in framework.every_topic]
    required = [required_levels(topic, framework) for topic in framework.every_topic]
    if any(required):
        columns.append(gettext("Minimum"))
        for row, levels in zip(rows, required, strict=True):
            row.append(", ".join(f"{award.title} {level}" for award, level in levels))
    return Table("", columns, rows)


def _particulars(framework: Framework, topic: Topic) -> Facts:
    """Return a topic's id, its framework and principle, what kind it is, when it applies and how it is counted."""
    facts = [
        (gettext("Id"), topic.id),
        framework_fact(framework),
        (gettext("Under"), next((each.title for each in framework.principles if each.id == topic.principle), "")),
        (gettext("Kind"), topic.kind),
        (gettext("Applies"), topic.applies_when),
        (gettext("Scored"), gettext("from the other end: its levels count in reverse") if topic.reverse_scored else ""),
    ]
    return known_facts(facts)


def _required(framework: Framework, topic: Topic) -> Iterator[Block]:
    asks = gettext("{award} asks for {level} or above.")
    yield from listing(
        asks.format(award=award.title, level=level) for award, level in required_levels(topic, framework)
    )


def _statements(framework: Framework, topic: Topic, service_model: str | None) -> Iterator[Block]:
    """Yield the statement of each level, in the words for one service model or for any."""
    if topic.scale is None:
        yield Paragraph(gettext("This topic has no levels: it takes a reflection and evidence."))
        return
    for level in topic.scale.levels:
        yield Heading(gettext("{level} {label}").format(level=level.number, label=level.label))
        statement = topic.statement(level.number)
        if statement is not None:
            yield Paragraph(statement.words(service_model))
            if service_model is None:
                yield from _worded_apart(framework, statement)


def _worded_apart(framework: Framework, statement: Statement) -> Iterator[Block]:
    """Yield for which service models a statement has words of its own."""
    own = [variant.service_model for variant in statement.variants]
    models = [each.title for each in framework.service_models if each.id in own]
    if models:
        yield Paragraph(gettext("It is worded for each service model too: {models}.").format(models=listed(models)))


def _tool(tool: Tool) -> Item:
    return Item(tool.title, filter(None, (tool.does, *tool.helps)))


def _parts(topic: Topic) -> Iterator[Block]:
    if topic.parts:
        yield Heading(gettext("Parts"))
        yield Table("", [gettext("Part"), gettext("Id")], [(part.title, part.id) for part in topic.parts])
