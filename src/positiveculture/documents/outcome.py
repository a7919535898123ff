"""The outcome of an assessment against a framework with awards: what is indicated, how far, and what is in the way."""

from collections.abc import Iterator

from positiveculture.assessment import Assessment
from positiveculture.documents.about import source_blocks
from positiveculture.documents.bars import award_bars
from positiveculture.documents.blocker_items import Beneath, blocker_items, next_statement, nothing
from positiveculture.documents.blocks import Block, Document, Heading, Listing, Paragraph
from positiveculture.documents.common_blocks import paragraphs
from positiveculture.documents.english import capitalised
from positiveculture.documents.judgement import certificates, judged_document, require_earlier
from positiveculture.documents.ladders import ladders
from positiveculture.documents.verdict_templates import blocker_templates, summary_templates
from positiveculture.documents.written import written
from positiveculture.errors import NotScored
from positiveculture.field_types import with_types
from positiveculture.outcome import Outcome, State, Verdict
from positiveculture.rules.blockers import Alternatives, Below, Unanswered

#: Where not all is shown, statements are beneath blockers where there are no more of them than this.
FEW = 3


@with_types
def outcome_document(
    outcome: Outcome, *, earlier: Assessment | None = None, full: bool = True, notes: bool = True
) -> Document:
    """Return what an assessment indicates, how far each award has come, and what stands in the way.

    Args:
        outcome: What is shown.
        earlier: An earlier assessment of the same service against the same edition, to show where topics were.
        full: Whether to show where every topic is, and all that stands in the way of every award; else only what
            stands in the way of the lowest award that is not met is shown whole.
        notes: Whether to show what people wrote; only where all is shown.

    Raises:
        NotScored: The framework publishes no awards.
        InvalidHistory: The earlier assessment is of another service, framework or edition, or is not earlier.
    """
    if not outcome.framework.awards:
        raise NotScored(outcome.framework.title, outcome.framework.unscored)
    require_earlier(outcome, earlier)
    blocks = [
        award_bars(outcome),
        *in_the_way(outcome, full=full),
        *(ladders(outcome, earlier) if full else ()),
        *(written(outcome) if full and notes else ()),
        *certificates(outcome),
        *(source_blocks(outcome.framework) if full else ()),
    ]
    return judged_document(outcome, blocks)


def in_the_way(
    outcome: Outcome, *, full: bool, beneath: Beneath = next_statement, closing: str = ""
) -> Iterator[Block]:
    """Yield what stands in the way of each award, the lowest first.

    Args:
        outcome: What is shown.
        full: Whether to show all of it for every award, or for the lowest that is not met alone.
        beneath: What is beneath the blockers of that award.
        closing: A paragraph after them.
    """
    templates = blocker_templates()
    unmet = [verdict for verdict in outcome if verdict.state is not State.MET]
    for place, verdict in enumerate(unmet):
        heading = templates["undecided" if verdict.state is State.UNDECIDED else "in_the_way"]
        yield Heading(heading.format(award=verdict.award.title))
        if verdict.only_lower_awards_missing:
            yield Paragraph(_only_missing(verdict, outcome))
        elif full or place == 0:
            room = full or len(verdict.blockers) <= FEW
            yield Listing(blocker_items(verdict.blockers, outcome, beneath if room and not place else nothing))
            if place == 0:
                yield from paragraphs(closing)
        else:
            yield Paragraph(_summed(verdict, outcome))
    if not unmet:
        yield Paragraph(templates["every_award"])


def _only_missing(verdict: Verdict, outcome: Outcome) -> str:
    reasons = "; ".join(blocker.sentence(outcome.framework) for blocker in verdict.blockers)
    return summary_templates()["only_missing"].format(reasons=reasons)


def _summed(verdict: Verdict, outcome: Outcome) -> str:
    """Return how many topics stand in the way, and whatever else does."""
    below = sum(isinstance(blocker, Below) for blocker in verdict.blockers)
    open_ = sum(isinstance(blocker, Unanswered) for blocker in verdict.blockers)
    others = [blocker for blocker in verdict.blockers if not isinstance(blocker, Below | Unanswered | Alternatives)]
    parts = [item.text for item in blocker_items(others, outcome)]
    parts += [_alternatives(blocker) for blocker in verdict.blockers if isinstance(blocker, Alternatives)]
    if below:
        parts.append(_counted("below", below))
    if open_:
        parts.append(_counted("open", open_))
    return summary_templates()["summed"].format(reasons=capitalised("; ".join(parts)))


def _counted(what: str, count: int) -> str:
    return summary_templates()[f"one_{what}" if count == 1 else f"several_{what}"].format(count=count)


def _alternatives(blocker: Alternatives) -> str:
    templates, count = summary_templates(), len(blocker.options)
    options = templates["one_option" if count == 1 else "several_options"].format(count=count)
    words = templates["one_of_options" if blocker.needs == 1 else "several_of_options"]
    return words.format(count=blocker.needs, options=options)
