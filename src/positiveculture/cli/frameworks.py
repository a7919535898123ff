"""The commands `frameworks`, `show` and `plugins`: what is installed, what a framework is, and what one topic says."""

from collections.abc import Iterator, Sequence
from itertools import chain

from positiveculture.award_requirements import beyond_minimums, minimums, required_levels
from positiveculture.awards import Award
from positiveculture.cli import words
from positiveculture.cli.blocks import Block, bullets, heading, line, paragraph, table
from positiveculture.cli.options import (
    WordingChoice,
    argument,
    as_json,
    command,
    framework_name,
    framework_of,
    in_words,
    wait,
)
from positiveculture.cli.output import show as show_result
from positiveculture.formats.framework import framework_to_dict
from positiveculture.formats.installed import Installed, installed_to_dict, load_installed, plugins_to_list
from positiveculture.formats.topic import topics_to_dict
from positiveculture.formats.wording import count_texts, missing_texts
from positiveculture.framework import Framework
from positiveculture.plugins.registry import registry
from positiveculture.topics import Level, Scale, Tool, Topic

#: How what became of a plug-in is coloured.
COLOURS = {"ok": "green", "not-allowed": "yellow", "conflict": "red", "broken": "red"}


@command("frameworks")
@wait
@as_json
def frameworks(wait: float, as_json: bool) -> None:
    """List the frameworks that are installed."""
    found = load_installed(registry(), wait)
    show_result(installed_to_dict(found), _frameworks(found), as_json)


@command("plugins")
@wait
@as_json
def plugins(wait: float, as_json: bool) -> None:
    """List the plug-ins, and what became of each."""
    found = load_installed(registry(), wait)
    show_result(plugins_to_list(found), _plugins(found), as_json)


@command("show")
@framework_name
@argument("topic", metavar="[TOPIC]", required=False, about="A topic's id or printed number.")
@in_words
@as_json
def show(framework: str, topic: str | None, wording: WordingChoice, as_json: bool) -> None:
    """Show a framework, or one of its topics."""
    found = framework_of(framework, wording)
    if topic is None:
        show_result(framework_to_dict(found), chain(_framework(found), _missing(found, wording)), as_json)
        return
    one = found.topic(topic)
    show_result(topics_to_dict(found)[one.id], _topic(found, one), as_json)


def _frameworks(installed: Installed) -> Iterator[Block]:
    """Yield the frameworks that are installed, broken ones with their error."""
    if not installed.frameworks and not installed.broken:
        yield line("No frameworks are installed.")
    for id_, found in installed.frameworks.items():
        yield line((words.title(id_), "bold"), f"  edition {words.title(found.edition)}")
        yield paragraph(words.title(found.title), 2)
        for source in installed.sources(id_):
            yield paragraph(words.title(f"from {source.distribution} {source.version}"), 2, "dim")
    for id_, error in installed.broken.items():
        yield line((words.title(id_), "bold"), ("  broken", "bold red"))
        yield paragraph(words.title(str(error)), 2)


def _plugins(installed: Installed) -> Iterator[Block]:
    """Yield each plug-in with what became of it."""
    if not installed.plugins:
        yield line("No plug-ins are installed.")
    for each in installed.plugins:
        source = each.source
        status = (each.status.replace("-", " "), f"bold {COLOURS[each.status]}")
        yield line((words.title(source.name), "bold"), "  ", status)
        yield paragraph(words.title(f"{source.distribution} {source.version}, {source.target}"), 2)
        if each.why:
            yield paragraph(words.title(each.why), 2)


def _missing(framework: Framework, choice: WordingChoice) -> Iterator[Block]:
    """Yield how many texts the chosen wordings do not have, where there are some."""
    wordings = choice.wordings(framework)
    missing = missing_texts(framework, *wordings) if wordings else ()
    if missing:
        texts = words.count(count_texts(framework), "text")
        shown = f"have no words in {framework.language}, and are shown in the framework's own."
        yield paragraph("\n" + words.title(f"{len(missing)} of {texts} {shown}"), style="dim")


def _framework(framework: Framework) -> Iterator[Block]:
    """Yield what a framework is, where it comes from, and its topics."""
    yield line(words.edition(framework), style="bold")
    yield line(words.title(", ".join(filter(None, (framework.id, framework.jurisdiction)))), style="dim")
    yield from (paragraph("\n" + words.title(text)) for text in (framework.notice, framework.summary) if text)
    yield from _source(framework)
    yield from _choices(framework)
    yield from _awards(framework)
    yield heading("Topics")
    yield _topics(framework)
    for role in framework.roles:
        yield from _sentences(f"Role: {role.title}", role.does)
    yield from _sentences("Notes", framework.notes)


def _source(framework: Framework) -> Iterator[Block]:
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


def _choices(framework: Framework) -> Iterator[Block]:
    for scale in framework.scales:
        levels = [(str(level.number), _label(scale, level)) for level in scale.levels]
        yield from _pairs("Levels" if len(framework.scales) == 1 else f"Levels: {words.title(scale.id)}", levels)
    yield from _pairs("Modes of use", [(mode.id, mode.title) for mode in framework.modes])
    yield from _pairs("Service models", [(model.id, model.title) for model in framework.service_models])


def _label(scale: Scale, level: Level) -> str:
    who = scale.needs_too(level.number)
    return f"{level.label} (rests with {who} as well)" if who else level.label


def _pairs(title: str, pairs: list[tuple[str, str]]) -> Iterator[Block]:
    if pairs:
        yield heading(title)
        width = max(len(name) for name, _ in pairs)
        yield from (paragraph(f"{name:<{width}}  {words.title(text)}", 2) for name, text in pairs)


def _awards(framework: Framework) -> Iterator[Block]:
    yield heading("Awards, lowest first" if framework.awards else "No awards are published, and none is invented here.")
    if framework.unscored:
        yield paragraph(words.title(framework.unscored), 2)
    for award in framework.awards:
        yield paragraph("; ".join(filter(None, _asked(award, framework))), 2)


def _asked(award: Award, framework: Framework) -> Iterator[str]:
    levels = minimums(award, framework.scope)
    yield f"{words.title(award.title)} ({award.id})"
    yield f"includes {words.listed([words.title(framework.award(id_).title) for id_ in award.includes])}" * bool(
        award.includes
    )
    yield f"a minimum for {words.count(len(levels), 'topic')}" * bool(levels)
    yield words.title(beyond_minimums(award, framework))


def _topics(framework: Framework) -> Block:
    asked = any(required_levels(topic, framework) for topic in framework.every_topic)
    rows = [
        [words.number(topic), words.title(topic.title), topic.id, *[_minimums(topic, framework)] * asked]
        for topic in framework.every_topic
    ]
    return table(["No.", "Topic", "Id", *["Minimum"] * asked], rows, fold=1, right=[0])


def _minimums(topic: Topic, framework: Framework) -> str:
    return ", ".join(f"{words.title(award.title)} {level}" for award, level in required_levels(topic, framework))


def _topic(framework: Framework, topic: Topic) -> Iterator[Block]:
    """Yield everything that a framework says of one topic."""
    yield line(words.topic_title(topic), style="bold")
    yield line(f"{topic.id}; {words.edition(framework)}", style="dim")
    yield from (paragraph(words.title(text)) for text in _particulars(framework, topic))
    if topic.description:
        yield paragraph("\n" + words.title(topic.description))
    for award, level in required_levels(topic, framework):
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


def _sentences(title: str, sentences: Sequence[str]) -> Iterator[Block]:
    if sentences:
        yield heading(words.title(title))
        yield from bullets(map(words.title, sentences))


def _statements(framework: Framework, topic: Topic) -> Iterator[Block]:
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


def _tool(tool: Tool) -> Iterator[Block]:
    yield paragraph(words.title(tool.title), 2, "bold")
    if tool.does:
        yield paragraph(words.title(tool.does), 4)
    yield from bullets(map(words.title, tool.helps), indent=4)
