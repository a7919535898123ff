"""How well suggestions are answered, and who is waiting."""

from fractions import Fraction

from positiveculture.documents.blocks import Document, Facts, Item
from positiveculture.documents.common_blocks import known_facts, paragraphs, section
from positiveculture.documents.english import day, percent, plural
from positiveculture.feedback import Measures, Stage, Suggestion
from positiveculture.field_types import with_types
from positiveculture.gettext import gettext


@with_types
def feedback_document(measures: Measures, note: str = "") -> Document:
    """Return the measures of a log, and who is waiting, the longest first.

    Args:
        measures: What is shown.
        note: What the log says of itself.
    """
    title = gettext("{service}: suggestions, as known on {day}")
    heading = gettext("Without an answer: {count}, the longest open first").format(count=len(measures.open_longest))
    waiting = section(heading, (_open(suggestion, measures) for suggestion in measures.open_longest))
    blocks = [_measured(measures), *paragraphs(note), *waiting]
    return Document(title.format(service=measures.service, day=day(measures.on)), blocks)


def _measured(measures: Measures) -> Facts:
    decided = measures.adopted + measures.declined
    answered = gettext("{answered} of {raised}").format(answered=measures.answered, raised=measures.raised)
    adopted = gettext("{adopted} of {decided} decided").format(adopted=measures.adopted, decided=decided)
    if not decided:
        adopted = gettext("none decided yet")
    raised = [(gettext("Raised"), plural(measures.raised, "{count} suggestion", "{count} suggestions"))]
    facts = [
        (gettext("Heard"), gettext("{heard} of {raised}").format(heard=measures.heard, raised=measures.raised)),
        (gettext("Answered"), _shared(answered, measures.share_answered) + _untold(measures)),
        (gettext("Adopted"), _shared(adopted, measures.share_adopted)),
        (gettext("Days to an answer"), _days(measures)),
    ]
    return known_facts([*raised, *(facts if measures.raised else ())])


def _shared(count: str, share: Fraction | None) -> str:
    """Return a count with its share in whole per cent, rounded down, where there is one."""
    return count if share is None else gettext("{count}, {share}").format(count=count, share=percent(share))


def _untold(measures: Measures) -> str:
    """Return how many are decided without the person knowing, to stand after a semicolon."""
    words = gettext("; {count} more decided, and the person does not know yet")
    return words.format(count=measures.untold) if measures.untold else ""


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
    return Item(words, [suggestion.text])
