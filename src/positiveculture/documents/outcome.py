"""The outcome of an assessment against a framework with awards: what is indicated, how far, and what is in the way."""

from collections.abc import Iterator

from positiveculture.assessment import Assessment, Certificate
from positiveculture.documents.bars import award_bars
from positiveculture.documents.blocks import (
    Block,
    Document,
    Fact,
    Facts,
    Heading,
    Item,
    Listing,
    Notice,
    Paragraph,
)
from positiveculture.documents.english import day, listed, plural
from positiveculture.documents.labels import award_titles
from positiveculture.documents.ladders import ladders
from positiveculture.documents.reasons import blocker_items
from positiveculture.documents.written import written
from positiveculture.errors import NotScored
from positiveculture.gettext import gettext
from positiveculture.outcome import Outcome, State, Verdict
from positiveculture.rules import AwardMissing, Below, Unanswered
from positiveculture.topics import Option


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
    """
    framework = outcome.framework
    if not framework.awards:
        raise NotScored(framework.title, framework.unscored)
    title = gettext("{service}: {framework}").format(service=outcome.assessment.service, framework=framework.title)
    blocks = [
        Facts(_circumstances(outcome)),
        *_notices(outcome),
        Heading(_indicated(outcome)),
        award_bars(outcome),
        *_in_the_way(outcome, full=full),
        *(ladders(outcome, earlier) if full else ()),
        *(written(outcome) if full and notes else ()),
        *_certificates(outcome),
        *(_about(outcome) if full else ()),
        Notice(framework.awarded_by or gettext("Only the awarding body awards.")),
    ]
    return Document(title, blocks)


def _circumstances(outcome: Outcome) -> Iterator[Fact]:
    """Yield when, by whom and how the assessment was made, against which edition, and how much is answered."""
    framework, assessment = outcome.framework, outcome.assessment
    found = {
        gettext("Assessed on"): day(assessment.assessed_on),
        gettext("Assessed by"): assessment.assessed_by,
        gettext("How"): _title(framework.modes, assessment.mode),
        gettext("Service model"): _title(framework.service_models, assessment.service_model),
        gettext("Edition"): framework.edition,
        gettext("Answered"): _answered(outcome),
    }
    yield from (Fact(label, value) for label, value in found.items() if value.strip())


def _title(options: tuple[Option, ...], id_: str | None) -> str:
    return next((option.title for option in options if option.id == id_), "")


def _answered(outcome: Outcome) -> str:
    topics = plural(len(outcome.framework.topics), "{count} topic", "{count} topics")
    parts = [gettext("{answered} of {topics}").format(answered=len(outcome.answered), topics=topics)]
    if outcome.not_applicable:
        parts.append(plural(len(outcome.not_applicable), "{count} not applicable", "{count} not applicable"))
    if outcome.carried:
        parts.append(gettext("{count} from an earlier assessment").format(count=len(outcome.carried)))
    return "; ".join(parts)


def _notices(outcome: Outcome) -> Iterator[Notice]:
    """Yield what every reader of this framework has to know, and whether the edition was in force."""
    framework, on = outcome.framework, outcome.assessment.assessed_on
    if framework.notice:
        yield Notice(framework.notice)
    if not framework.in_force_on(on):
        yield Notice(gettext("This edition was not in force on {day}.").format(day=day(on)))


def _indicated(outcome: Outcome) -> str:
    """Return what is indicated, and by whose judgement."""
    framework, found = outcome.framework, outcome.indicated
    award = gettext("no award yet")
    if framework.floor is not None and found == framework.floor.id:
        award = framework.floor.title
    elif found is not None:
        award = framework.award(found).title
    sentences = {
        "self": gettext("Indicated by this self-assessment: {award}"),
        "reviewed": gettext("Indicated by this reviewed assessment: {award}"),
        "awarded": gettext("Indicated by this assessment, recorded as the awarding body's: {award}"),
    }
    return sentences[outcome.assessment.basis].format(award=award)


def _in_the_way(outcome: Outcome, *, full: bool) -> Iterator[Block]:
    """Yield what stands in the way of each award, the lowest first."""
    unmet = [verdict for verdict in outcome if verdict.state is not State.MET]
    for place, verdict in enumerate(unmet):
        yield Heading(_heading(verdict))
        if verdict.only_lower_awards_missing:
            yield Paragraph(_only_missing(verdict, outcome))
        elif full or place == 0:
            yield Listing(blocker_items(verdict.blockers, outcome, statements=place == 0))
        else:
            yield Paragraph(_summed(verdict, outcome))
    if not unmet:
        yield Paragraph(gettext("Every award of this framework is indicated."))


def _heading(verdict: Verdict) -> str:
    title = verdict.award.title
    if verdict.state is State.UNDECIDED:
        return gettext("{award} is undecided").format(award=title)
    return gettext("What stands in the way of {award}").format(award=title)


def _only_missing(verdict: Verdict, outcome: Outcome) -> str:
    missing = [blocker.award for blocker in verdict.blockers if isinstance(blocker, AwardMissing)]
    titles = listed(award_titles(missing, outcome.framework))
    return gettext("Everything of its own is met; what is missing is {awards}.").format(awards=titles)


def _summed(verdict: Verdict, outcome: Outcome) -> str:
    """Return how many topics stand in the way, and whatever else does."""
    below = sum(isinstance(blocker, Below) for blocker in verdict.blockers)
    open_ = sum(isinstance(blocker, Unanswered) for blocker in verdict.blockers)
    others = [blocker for blocker in verdict.blockers if not isinstance(blocker, Below | Unanswered)]
    parts = [item.text for item in blocker_items(others, outcome, statements=False)]
    if below:
        parts.append(plural(below, "{count} topic is below what it asks", "{count} topics are below what it asks"))
    if open_:
        parts.append(plural(open_, "{count} topic is not answered yet", "{count} topics are not answered yet"))
    return gettext("{reasons}.").format(reasons="; ".join(parts))


def _certificates(outcome: Outcome) -> Iterator[Block]:
    """Yield the awards that an awarding body gave, as they are recorded."""
    if outcome.assessment.certificates:
        yield Heading(gettext("Awards on record"))
        yield Listing(Item(_certificate(each, outcome)) for each in outcome.assessment.certificates)


def _certificate(certificate: Certificate, outcome: Outcome) -> str:
    award, given = awarded_title(certificate, outcome), day(certificate.awarded_on)
    parts = [
        gettext("{award}, awarded by {body} on {day}").format(award=award, body=certificate.by, day=given)
        if certificate.by
        else gettext("{award}, awarded on {day}").format(award=award, day=given),
        gettext("until {day}").format(day=day(certificate.expires_on)) if certificate.expires_on else "",
        "" if certificate.stands_on(outcome.on) else gettext("not in force on {day}").format(day=day(outcome.on)),
    ]
    return "; ".join(filter(None, parts))


def awarded_title(certificate: Certificate, outcome: Outcome) -> str:
    """Return the title of an award that was given; of one of another edition, its id with the edition."""
    if certificate.edition in ("", outcome.framework.edition):
        return outcome.framework.award(certificate.award).title
    return gettext("{award} of edition {edition}").format(award=certificate.award, edition=certificate.edition)


def _about(outcome: Outcome) -> Iterator[Block]:
    """Yield where the framework comes from, and who holds its rights."""
    source = outcome.framework.source
    found = {
        gettext("Source"): ", ".join(filter(None, [source.title, source.publisher, source.published])),
        gettext("Rights"): source.rights,
    }
    yield Heading(gettext("About the framework"))
    yield Facts(Fact(label, value) for label, value in found.items())
