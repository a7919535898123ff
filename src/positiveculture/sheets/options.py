"""What is given about a table of replies besides what is in it."""

from collections.abc import Mapping, Sequence
from datetime import date

import attrs


@attrs.frozen(kw_only=True)
class SheetOptions:
    """What is given about a table besides what is in it."""

    #: The day of the replies.
    on: date
    #: The service that they are about.
    service: str
    #: The heading of the column that groups replies.
    by: str | None = None
    #: The heading of the column that says who replied, so that a later wave can be matched.
    person: str | None = None
    #: Heading to the id or number of a topic, or False for a column that is not read; one of the tables has it.
    columns: Mapping[str, object] = attrs.field(factory=dict)
    #: Whether `columns` may have headings of none of these tables, such as those of another wave.
    other_columns: bool = False
    #: What means no answer, such as 9 or "Don't know".
    no_answer: Sequence[str] = ()
    encoding: str | None = None
    separator: str | None = None
    sheet: str | None = None
    #: Whether a reply with the number of an earlier one and the same answers counts too, and so do the replies in a
    #: copy of a file.
    count_copies: bool = False
