"""Why each award is met or not: what decided, then every clause of every rule, with where things stand."""

from collections.abc import Iterator

from positiveculture.documents.blocks import Block, Document, Heading, Item, Listing, Paragraph
from positiveculture.documents.english import capitalised
from positiveculture.documents.judgement import judged_document
from positiveculture.documents.labels import state_words
from positiveculture.explanation import Clause, Explanation, explain
from positiveculture.field_types import with_types
from positiveculture.gettext import gettext
from positiveculture.outcome import Outcome


@with_types
def explanation_document(outcome: Outcome) -> Document:
    """Return what decided the outcome, and the rule of each award, clause by clause.

    Raises:
        NotScored: The framework publishes no awards.
    """
    return judged_document(outcome, _blocks(outcome, explain(outcome)))


def _blocks(outcome: Outcome, explanation: Explanation) -> Iterator[Block]:
    yield Paragraph(explanation.decided_by)
    for award in outcome.framework.awards:
        yield Heading(award.title)
        yield Listing([_item(explanation[award.id])])


def _item(clause: Clause) -> Item:
    state = gettext("not applicable") if clause.state is None else state_words(clause.state)
    stands = "" if clause.state is None else clause.stands
    words = gettext("{clause}: {state}; {stands}") if stands else gettext("{clause}: {state}")
    text = words.format(clause=capitalised(clause.text), state=state, stands=stands)
    return Item(text, map(_item, clause.clauses))
