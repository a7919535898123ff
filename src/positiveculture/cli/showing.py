"""The screens of `frameworks` and `show`: what is installed, what a framework is, and what one topic says."""

from collections.abc import Iterator, Sequence
from typing import Any

import attrs
from rich.console import RenderableType
from rich.text import Text

from positiveculture.awards import Award
from positiveculture.cli import words
from positiveculture.cli.pictures import entry, heading, paragraph, table
from positiveculture.framework import Framework
from positiveculture.plugins.registry import Registry
from positiveculture.topics import Level, Scale, Tool, Topic


def installed(registry: Registry, wait: float | None = None) -> dict[str, Any]:
    """Return every framework that can be asked for, as `frameworks --json` prints it.

    `{"frameworks": [{"id", "title", "edition", "from"}], "broken": [{"id", "from", "error"}]}`; `from` is where it is
    declared: `[{"distribution", "version", "target"}]`. One that is not loaded after `wait` seconds is broken.
    """
    report = registry.load_all(timeout=wait)
    return {
        "frameworks": [
            {"id": id_, "title": found.title, "edition": found.edition, "from": _origins(registry, id_)}
            for id_, found in report.loaded.items()
        ],
        "broken": [
            {"id": id_, "from": _origins(registry, id_), "error": str(error)} for id_, error in report.failed.items()
        ],
    }


def _origins(registry: Registry, name: str) -> list[dict[str, str]]:
    return [
        {"distribution": source.distribution, "version": source.version, "target": source.target}
        for source in registry.sources(name)
        if registry.allows(source)
    ]


def shelf(found: dict[str, Any]) -> Iterator[RenderableType]:
    """Yield the frameworks that are installed, broken ones with their error."""
    if not found["frameworks"] and not found["broken"]:
        yield Text("No frameworks are installed.")
    for each in found["frameworks"]:
        yield Text.assemble((words.title(each["id"]), "bold"), f"  edition {words.title(each['edition'])}")
        yield paragraph(words.title(each["title"]), 2)
        for origin in each["from"]:
            yield paragraph(words.title(f"from {origin['distribution']} {origin['version']}"), 2, "dim")
    for each in found["broken"]:
        yield Text.assemble((words.title(each["id"]), "bold"), ("  broken", "bold red"))
        yield paragraph(words.title(each["error"]), 2)


def overview(framework: Framework) -> Iterator[RenderableType]:
    """Yield what a framework is, where it comes from, and its topics."""
    yield Text(words.edition(framework), "bold")
    yield Text(words.title(", ".join(filter(None, (framework.id, framework.jurisdiction)))), "dim")
    yield from (paragraph("\n" + words.title(text)) for text in (framework.notice, framework.summary) if text)
    yield from _source(framework)
    yield from _choices(framework)
    yield from _awards(framework)
    yield heading("Topics")
    yield _topics(framework)
    for role in framework.roles:
        yield from _sentences(f"Role: {role.title}", role.does)
    yield from _sentences("Notes", framework.notes)


def _source(framework: Framework) -> Iterator[RenderableType]:
    source = framework.source
    yield heading("Source")
    yield paragraph(words.title(source.title), 2)
    who = ", ".join(filter(None, (words.listed(source.authors), source.publisher, source.published)))
    yield paragraph(words.title(who), 2)
    if source.based_on:
        yield paragraph(f"Based on {words.title(source.based_on)}", 2)
    if source.url:
        yield paragraph(words.title(source.url), 2)
    told = (
        f"{source.place}" if source.place else "",
        f"sponsored by {source.sponsor}" if source.sponsor else "",
        f"how far it can be relied on: {source.confidence}" if source.confidence else "",
    )
    yield from [paragraph(words.title("; ".join(filter(None, told))), 2)] if any(told) else []
    yield from [paragraph(words.in_force(framework), 2)] if words.in_force(framework) else []
    yield heading("Rights")
    yield paragraph(words.title(source.rights), 2)


def _choices(framework: Framework) -> Iterator[RenderableType]:
    for scale in framework.scales:
        levels = [(str(level.number), _label(scale, level)) for level in scale.levels]
        yield from _pairs("Levels" if len(framework.scales) == 1 else f"Levels: {words.title(scale.id)}", levels)
    yield from _pairs("Modes of use", [(mode.id, mode.title) for mode in framework.modes])
    yield from _pairs("Service models", [(model.id, model.title) for model in framework.service_models])


def _label(scale: Scale, level: Level) -> str:
    who = scale.needs_too(level.number)
    return f"{level.label} (rests with {who} as well)" if who else level.label


def _pairs(title: str, pairs: list[tuple[str, str]]) -> Iterator[RenderableType]:
    if pairs:
        yield heading(title)
        width = max(len(name) for name, _ in pairs)
        yield from (paragraph(f"{name:<{width}}  {words.title(text)}", 2) for name, text in pairs)


def _awards(framework: Framework) -> Iterator[RenderableType]:
    yield heading("Awards, lowest first" if framework.awards else "No awards are published, and none is invented here.")
    if framework.unscored:
        yield paragraph(words.title(framework.unscored), 2)
    for award in framework.awards:
        yield paragraph("; ".join(filter(None, _asked(award, framework))), 2)


def _asked(award: Award, framework: Framework) -> Iterator[str]:
    minimums = words.minimums(award, framework.scope)
    yield f"{words.title(award.title)} ({award.id})"
    yield f"includes {words.listed([words.title(framework.award(id_).title) for id_ in award.includes])}" * bool(
        award.includes
    )
    yield f"a minimum for {words.count(len(minimums), 'topic')}" * bool(minimums)
    yield words.beyond_minimums(award, framework)


def _topics(framework: Framework) -> RenderableType:
    asked = any(words.asks(topic, framework) for topic in framework.every_topic)
    rows = [
        [_number(topic), words.title(topic.title), topic.id, *[_minimums(topic, framework)] * asked]
        for topic in framework.every_topic
    ]
    return table(["No.", "Topic", "Id", *["Minimum"] * asked], rows, fold=1, right=[0])


def _number(topic: Topic) -> str:
    return "" if topic.number is None else str(topic.number)


def _minimums(topic: Topic, framework: Framework) -> str:
    return ", ".join(f"{words.title(award.title)} {level}" for award, level in words.asks(topic, framework))


def topic_to_dict(framework: Framework, topic: Topic) -> dict[str, Any]:
    """Return one topic as `show FRAMEWORK TOPIC --json` prints it; a framework is printed in the form of its file.

    `{"framework", "edition", "id", "number", "title", "description", "levels": [{"level", "label", "statement",
    "variants": {service model: words}}], "minimums": {award: level}, "tools": [{"id", "title", "does", "helps"}],
    "parts": [ids], "principle", "kind", "applies_when", "aspects": {aspect: [sentences]}, "references": [{"id",
    "title", "kind", "url"}]}`; `number`, `principle` and `statement` are null where there is none, `levels` is empty
    where there is no scale.
    """
    return {
        "framework": framework.id,
        "edition": framework.edition,
        "id": topic.id,
        "number": topic.number,
        "title": topic.title,
        "description": topic.description,
        "levels": [_level(topic, level) for level in (topic.scale.levels if topic.scale else ())],
        "minimums": {award.id: level for award, level in words.asks(topic, framework)},
        "tools": [attrs.asdict(framework.tool(id_)) for id_ in topic.tools],
        "parts": [part.id for part in topic.parts],
        "principle": topic.principle,
        "kind": topic.kind,
        "applies_when": topic.applies_when,
        "aspects": {aspect.aspect: list(aspect.entries) for aspect in topic.aspects},
        "references": [attrs.asdict(each) for each in framework.references if each.id in topic.references],
    }


def _level(topic: Topic, level: Level) -> dict[str, Any]:
    statement = topic.statement(level.number)
    return {
        "level": level.number,
        "label": level.label,
        "statement": statement.text if statement else None,
        "variants": {v.service_model: v.text for v in statement.variants} if statement else {},
    }


def card(framework: Framework, topic: Topic) -> Iterator[RenderableType]:
    """Yield everything that a framework says of one topic."""
    yield Text(words.topic_title(topic), "bold")
    yield Text(f"{topic.id}; {words.edition(framework)}", "dim")
    yield from (paragraph(words.title(line)) for line in _particulars(framework, topic))
    if topic.description:
        yield paragraph("\n" + words.title(topic.description))
    for award, level in words.asks(topic, framework):
        yield heading(f"{words.title(award.title)} asks for {level} or above")
    yield from _statements(framework, topic)
    for aspect in framework.aspects:
        yield from _sentences(aspect.title, topic.entries(aspect.id))
    yield from _sentences("Rests on", [each.title for each in framework.references if each.id in topic.references])
    tools = [framework.tool(id_) for id_ in topic.tools]
    if tools:
        yield heading("Tools that help")
        for tool in tools:
            yield from _tool(tool)
    if topic.parts:
        yield heading("Parts")
        yield table(["Part", "Id"], [(words.title(part.title), part.id) for part in topic.parts])


def _particulars(framework: Framework, topic: Topic) -> Iterator[str]:
    """Yield under which principle a topic stands, what kind it is, and when it applies."""
    yield from (f"Under {each.title}" for each in framework.principles if each.id == topic.principle)
    if topic.kind:
        yield f"Kind: {topic.kind}"
    if topic.applies_when:
        yield f"Applies: {topic.applies_when}"
    if topic.reverse_scored:
        yield "Scored from the other end: a high level is a bad sign"


def _sentences(title: str, sentences: Sequence[str]) -> Iterator[RenderableType]:
    if sentences:
        yield heading(words.title(title))
        yield from (entry("-", Text(words.title(sentence)), width=1) for sentence in sentences)


def _statements(framework: Framework, topic: Topic) -> Iterator[RenderableType]:
    if topic.scale is None:
        yield heading("This topic has no levels: it takes a reflection and evidence.")
        return
    models = {model.id: model.title for model in framework.service_models}
    for level in topic.scale.levels:
        yield heading(f"{level.number}  {words.title(level.label)}")
        statement = topic.statement(level.number)
        if statement is not None:
            yield paragraph(words.title(statement.text), 3)
            for variant in statement.variants:
                model = words.title(models[variant.service_model])
                yield paragraph(f"{model}: {words.title(variant.text)}", 3)


def _tool(tool: Tool) -> Iterator[RenderableType]:
    yield paragraph(words.title(tool.title), 2, "bold")
    if tool.does:
        yield paragraph(words.title(tool.does), 4)
    yield from (entry("-", Text(words.title(sentence)), width=1, indent=4) for sentence in tool.helps)
