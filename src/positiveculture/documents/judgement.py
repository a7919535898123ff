"""What every document of an outcome says: of what it is, what is indicated and by whose judgement, and who awards."""

from collections.abc import Iterable, Iterator

from positiveculture.assessment import Certificate
from positiveculture.documents.about import notices, who_awards
from positiveculture.documents.blocks import Block, Document, Fact, Facts, Heading, Item, Listing, Paragraph
from positiveculture.documents.english import day, plural
from positiveculture.gettext import gettext
from positiveculture.outcome import Outcome
from positiveculture.topics import Option


def judged_document(outcome: Outcome, blocks: Iterable[Block]) -> Document:
    """Return a document of `outcome`, with what every one of them begins and ends with around `blocks`."""
    title = gettext("{service}: {framework}").format(
        service=outcome.assessment.service, framework=outcome.framework.title
    )
    head = [
        Facts(_circumstances(outcome)),
        *notices(outcome.framework, outcome.assessment.assessed_on),
        *_judgement(outcome),
    ]
    return Document(title, [*head, *blocks, who_awards(outcome.framework)])


def _judgement(outcome: Outcome) -> Iterator[Block]:
    """Yield what is indicated; where a framework publishes no awards, that, and why nothing may be scored."""
    framework = outcome.framework
    if framework.awards:
        yield Heading(indicated(outcome))
        return
    yield Paragraph(gettext("This framework publishes no awards, and none is indicated here."))
    if framework.unscored:
        yield Paragraph(framework.unscored)


def indicated(outcome: Outcome) -> str:
    """Return what is indicated, and by whose judgement."""
    sentences = {
        "self": gettext("Indicated by this self-assessment: {award}"),
        "reviewed": gettext("Indicated by this reviewed assessment: {award}"),
        "awarded": gettext("Indicated by this assessment, recorded as the awarding body's: {award}"),
    }
    return sentences[outcome.assessment.basis].format(award=indicated_award(outcome))


def indicated_award(outcome: Outcome) -> str:
    """Return the title of what is indicated: an award, the floor below all of them, or that there is none yet."""
    framework, found = outcome.framework, outcome.indicated
    if framework.floor is not None and found == framework.floor.id:
        return framework.floor.title
    return gettext("no award yet") if found is None else framework.award(found).title


def _circumstances(outcome: Outcome) -> Iterator[Fact]:
    """Yield when, by whom and how the assessment was made, against which edition, and how much is answered."""
    framework, assessment = outcome.framework, outcome.assessment
    found = {
        gettext("Assessed on"): day(assessment.assessed_on),
        gettext("Assessed by"): assessment.assessed_by,
        gettext("How"): _title(framework.modes, assessment.mode),
        gettext("Service model"): _title(framework.service_models, assessment.service_model),
        gettext("Edition"): framework.edition,
        gettext("Made against edition"): assessment.migrated_from,
        gettext("Answered") if framework.scales else gettext("Reflected on"): _answered(outcome),
    }
    yield from (Fact(label, value) for label, value in found.items() if value.strip())


def _title(options: tuple[Option, ...], id_: str | None) -> str:
    return next((option.title for option in options if option.id == id_), "")


def _answered(outcome: Outcome) -> str:
    """Return how much is answered, of all that can be."""
    count, most = len(outcome.answered), len(outcome.framework.questions)
    if not outcome.framework.awards:
        count, most = outcome.coverage.reflected, len(outcome.coverage.questions)
    topics = plural(most, "{count} topic", "{count} topics")
    parts = [gettext("{answered} of {topics}").format(answered=count, topics=topics)]
    if outcome.not_applicable:
        parts.append(plural(len(outcome.not_applicable), "{count} not applicable", "{count} not applicable"))
    if outcome.carried:
        parts.append(gettext("{count} from an earlier assessment").format(count=len(outcome.carried)))
    return "; ".join(parts)


def certificates(outcome: Outcome) -> Iterator[Block]:
    """Yield the awards that an awarding body gave, as they are recorded."""
    if outcome.assessment.certificates:
        yield Heading(gettext("Awards on record"))
        yield Listing(Item(_certificate(each, outcome)) for each in outcome.assessment.certificates)


def _certificate(certificate: Certificate, outcome: Outcome) -> str:
    award, given = _awarded(certificate, outcome), day(certificate.awarded_on)
    parts = [
        gettext("{award}, awarded by {body} on {day}").format(award=award, body=certificate.by, day=given)
        if certificate.by
        else gettext("{award}, awarded on {day}").format(award=award, day=given),
        gettext("until {day}").format(day=day(certificate.expires_on)) if certificate.expires_on else "",
        "" if certificate.stands_on(outcome.on) else gettext("not in force on {day}").format(day=day(outcome.on)),
    ]
    return "; ".join(filter(None, parts))


def _awarded(certificate: Certificate, outcome: Outcome) -> str:
    """Return the title of an award that was given; of one of another edition, its id with the edition."""
    if certificate.edition in ("", outcome.framework.edition):
        return outcome.framework.award(certificate.award).title
    return gettext("{award} of edition {edition}").format(award=certificate.award, edition=certificate.edition)
