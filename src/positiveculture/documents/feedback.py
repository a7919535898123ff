"""How well suggestions are answered, and who is waiting."""

from collections.abc import Iterator
from fractions import Fraction

from positiveculture.documents.blocks import Block, Document, Fact, Facts, Heading, Item, Listing, Paragraph
from positiveculture.documents.english import day, percent, plural
from positiveculture.feedback import Measures, Stage, Suggestion
from positiveculture.gettext import gettext


def feedback_document(measures: Measures, note: str = "") -> Document:
    """Return the measures of a log, and who is waiting, the longest first.

    Args:
        measures: What is shown.
        note: What the log says of itself.
    """
    title = gettext("{service}: suggestions, as known on {day}")
    blocks: list[Block] = [Facts(_measured(measures)), *([Paragraph(note)] if note.strip() else [])]
    if measures.open_longest:
        heading = gettext("Without an answer: {count}, the longest open first")
        blocks.append(Heading(heading.format(count=len(measures.open_longest))))
        blocks.append(Listing(_open(suggestion, measures) for suggestion in measures.open_longest))
    return Document(title.format(service=measures.service, day=day(measures.on)), blocks)


def _measured(measures: Measures) -> Iterator[Fact]:
    decided = measures.adopted + measures.declined
    yield Fact(gettext("Raised"), plural(measures.raised, "{count} suggestion", "{count} suggestions"))
    yield Fact(gettext("Heard"), gettext("{heard} of {raised}").format(heard=measures.heard, raised=measures.raised))
    answered = gettext("{answered} of {raised}").format(answered=measures.answered, raised=measures.raised)
    yield Fact(
        gettext("Answered"), "; ".join(filter(None, [_shared(answered, measures.share_answered), _untold(measures)]))
    )
    adopted = gettext("{adopted} of {decided} decided").format(adopted=measures.adopted, decided=decided)
    yield Fact(gettext("Adopted"), _shared(adopted, measures.share_adopted))
    yield Fact(gettext("Days to an answer"), _days(measures))


def _shared(count: str, share: Fraction | None) -> str:
    """Return a count with its share in whole per cent, rounded down, where there is one."""
    return count if share is None else gettext("{count}, {share}").format(count=count, share=percent(share))


def _untold(measures: Measures) -> str:
    """Return how many are decided without the person knowing."""
    if not measures.untold:
        return ""
    return gettext("{count} more decided, and the person does not know yet").format(count=measures.untold)


def _days(measures: Measures) -> str:
    if measures.median_days_to_answer is None:
        return gettext("none answered yet")
    words = gettext("median {median}, longest {longest}")
    return words.format(median=measures.median_days_to_answer, longest=measures.longest_days_to_answer)


def _open(suggestion: Suggestion, measures: Measures) -> Item:
    """Return a suggestion without an answer: for how long, what the person waits for, and what it says."""
    waiting = {
        Stage.RAISED: gettext("not heard yet"),
        Stage.HEARD: gettext("heard, not decided"),
        Stage.ADOPTED: gettext("adopted, and the person does not know yet"),
        Stage.DECLINED: gettext("declined, and the person does not know yet"),
    }
    days = plural(measures.days_open(suggestion), "{count} day", "{count} days")
    words = gettext("{id}: {days}, {waiting}").format(id=suggestion.id, days=days, waiting=waiting[suggestion.stage])
    return Item(words, [Item(suggestion.text)])
