"""What whoever reads replies from a table should know of it: for them alone, since some of it is about the replies."""

from collections.abc import Iterable, Iterator, Sequence

from positiveculture.documents.english import plural
from positiveculture.field_types import require_each, with_types
from positiveculture.gettext import gettext
from positiveculture.sentences import quoted
from positiveculture.sheets.delimited import WINDOWS, Dialect
from positiveculture.sheets.replies import Replies


@with_types
def reading_notes(replies: Replies, *, in_command: bool = False) -> Iterator[str]:
    """Yield in a sentence each what was not read, what is nobody's reply, and what occurs more than once.

    Args:
        replies: What was read.
        in_command: Whether they are for a command line, and name the option that decides otherwise.
    """
    yield from dropped_notes(replies.dropped)
    yield from hidden_notes(replies.hidden_sheets)
    if replies.missing:
        yield gettext("No column is called: {columns}").format(columns=", ".join(replies.missing))
    if replies.empty:
        yield plural(
            replies.empty,
            "1 row has no answer, and counts for nobody",
            "{count} rows have no answer, and count for nobody",
        )
    if replies.trials:
        yield plural(
            replies.trials,
            "1 row is of somebody who only tried the survey, and counts for nobody",
            "{count} rows are of somebody who only tried the survey, and count for nobody",
        )
    if replies.copies and not replies.copies_counted:
        sentence = gettext("{count} of the rows have the number and the answers of an earlier one, and are not counted")
        yield sentence.format(count=replies.copies) + (" (--count-copies)" if in_command else "")
    elif replies.copies:
        yield gettext("{count} of the rows have the number and the answers of an earlier one, and are counted").format(
            count=replies.copies
        )
    if replies.same:
        yield gettext(
            "{count} of the replies have the same answers as an earlier one, and are counted: short surveys repeat"
        ).format(count=replies.same)
    yield from encoding_notes(replies.dialects, in_command=in_command)


def dropped_notes(dropped: Sequence[str]) -> Iterator[str]:
    """Yield which columns are not read, where that is so of any."""
    if dropped:
        yield gettext("Not read: {columns}").format(columns=", ".join(dropped))


def hidden_notes(sheets: Sequence[str]) -> Iterator[str]:
    """Yield which hidden sheets are not read, where that is so of any."""
    if sheets:
        yield gettext("Not read, for they are hidden: {sheets}").format(sheets=", ".join(map(quoted, sheets)))


@with_types
def encoding_notes(dialects: Iterable[Dialect], *, in_command: bool = False) -> Iterator[str]:
    """Yield that an encoding was taken for want of a better, where that is so of a file; `in_command` as above."""
    if any(dialect.encoding == WINDOWS for dialect in require_each(dialects, Dialect)):
        sentence = gettext("Read as Windows-1252, for it is not UTF-8; where letters are wrong, say its encoding")
        yield sentence + (" (--encoding)" if in_command else "")
