"""What stands in the way of an award, as the items of a listing."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from positiveculture.documents.blocks import Item
from positiveculture.documents.english import capitalised
from positiveculture.documents.verdict_templates import blocker_templates
from positiveculture.gettext import gettext
from positiveculture.outcome import Outcome
from positiveculture.rules.blockers import Alternatives, Below, Blocker, NothingToJudge, ShareBelow

#: Returns what is shown beneath a blocker.
Beneath: TypeAlias = Callable[[Blocker, Outcome], Iterable[Item]]


def nothing(_: Blocker, __: Outcome) -> Iterable[Item]:
    """Return nothing to show beneath a blocker."""
    return ()


def next_statement(blocker: Blocker, outcome: Outcome) -> Iterator[Item]:
    """Yield the next statement of a topic that is below what is asked."""
    topic = outcome.framework.topics_by_id.get(blocker.topic) if isinstance(blocker, Below) else None
    statement = None if topic is None else outcome.next_statement(topic)
    if statement is not None:
        words = statement.words(outcome.assessment.service_model)
        yield Item(gettext("Next, at {level}: {words}").format(level=statement.level, words=words))


def blocker_items(blockers: Iterable[Blocker], outcome: Outcome, beneath: Beneath = nothing) -> Iterator[Item]:
    """Yield an item for each blocker of `outcome`, with what `beneath` returns beneath it."""
    templates = blocker_templates()
    for blocker in blockers:
        if isinstance(blocker, Alternatives):
            options = (_option(option, outcome, beneath) for option in blocker.options)
            needed = templates["one_of" if blocker.needs == 1 else "several_of"].format(count=blocker.needs)
            yield Item(needed, options)
        else:
            sentence = blocker.sentence(outcome.framework)
            text = capitalised(sentence) if isinstance(blocker, ShareBelow | NothingToJudge) else sentence
            yield Item(text, beneath(blocker, outcome))


def _option(option: tuple[Blocker, ...], outcome: Outcome, beneath: Beneath) -> Item:
    """Return one of several ways: what it needs, or a list of all that it needs."""
    items = list(blocker_items(option, outcome, beneath))
    return items[0] if len(items) == 1 else Item(blocker_templates()["all_of"], items)
