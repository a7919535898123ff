"""Frameworks whose data say what `Framework` lets pass, and what their readers should not be given."""

from collections.abc import Iterator

import attrs

from positiveculture.awards import Award, ReferenceCase
from positiveculture.framework import Framework, PlanTemplate, Source
from positiveculture.rules.kinds import All, AtLeast, Holds, Share
from positiveculture.testing.broken.specimen import Specimen, sound, topic
from positiveculture.topics import Principle, Statement, Topic


class Word(str):
    """A text of a class of its own."""

    __slots__ = ()


def _linked_in_words() -> Framework:
    source = Source(title="Harbour", publisher="The Harbour Trust", rights="Our own words.", url="see our web site")
    return sound(source=source)


def _entangled() -> Framework:
    topics = [topic(f"t{number}") for number in range(1, 41)]
    rule = All(tuple(Share(80, (), tuple(_scattered(topics, seed))) for seed in range(2, 14)))
    return sound(topics=topics, awards=[Award(id="bronze", title="Bronze", rule=rule)])


def _scattered(topics: list[Topic], seed: int) -> Iterator[tuple[str, int]]:
    """Yield a weight for each topic, in no order that anybody sees."""
    yield from ((each.id, 1 + (place * place * seed + 7 * place) % 89) for place, each in enumerate(topics))


def _without_middle() -> Framework:
    whole = topic("t1")
    return sound(topics=[attrs.evolve(whole, statements=[s for s in whole.statements if s.level != 2]), topic("t2")])  # noqa: PLR2004 - the level in between


def _twice_the_same() -> Framework:
    words = [Statement(level, "Somebody waits." if level < 3 else f"It is {level}.") for level in (1, 2, 3, 4)]  # noqa: PLR2004 - two of them
    return sound(topics=[topic("t1", statements=words), topic("t2")])


def _half_a_case() -> Framework:
    silver = Award(id="silver", title="Silver", rule=All((Holds("bronze"), AtLeast("t2", 3))))
    bronze = Award(id="bronze", title="Bronze", rule=AtLeast("t1", 3))
    return sound(awards=[bronze, silver], cases=[ReferenceCase("just bronze", {"t1": 3}, "bronze")])


MISWORDED = (
    Specimen(
        "structure_plain",
        "a title of a class of its own",
        lambda: sound(topics=[topic("t1", title=Word("T1")), topic("t2")]),
    ),
    Specimen("structure_spec", "a plug-in API of the future", lambda: sound(spec=2)),
    Specimen(
        "structure_grouped",
        "a principle without a topic",
        lambda: sound(principles=[Principle("p1", "Everybody is welcome"), Principle("p2", "Nobody waits")]),
    ),
    Specimen("structure_links", "a link that is a sentence", _linked_in_words),
    Specimen("rules_route_given", "twelve shares of the same forty topics, each with other weights", _entangled),
    Specimen(
        "plans_prompts",
        "a question about a field that is misspelt",
        lambda: sound(plan=PlanTemplate(prompts=[("who_els", "Who else needs to know?")])),
    ),
    Specimen("plans_advice", "fewer priorities than none", lambda: sound(plan=PlanTemplate(priorities=(-2, -1)))),
    Specimen("files_text", "a note of nine megabytes", lambda: sound(notes=["long " * 1_800_000])),
    Specimen("wording_said", "an empty note", lambda: sound(notes=[""])),
    Specimen("wording_seen", "a sign that turns the reading direction", lambda: sound(title="Harbour \u202eruobraH")),
    Specimen("wording_statements", "no statement for the level in between", _without_middle),
    Specimen("wording_distinct", "one statement for two levels", _twice_the_same),
    Specimen("wording_language", "a language as people call it", lambda: sound(language="English (UK)")),
    Specimen(
        "cases_fit",
        "a case at a level that is not there",
        lambda: sound(cases=[ReferenceCase("too high", {"t1": 9}), ReferenceCase("bronze", {"t1": 3}, "bronze")]),
    ),
    Specimen(
        "cases_hold",
        "a case whose author worked out something else",
        lambda: sound(cases=[ReferenceCase("a level too low", {"t1": 2}, "bronze")]),
    ),
    Specimen("cases_each_award", "an award that no case comes to", _half_a_case),
)
