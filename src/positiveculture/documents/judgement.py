"""What every document of an outcome says: of what it is, what is indicated and by whose judgement, and who awards."""

from collections.abc import Iterable, Iterator

from positiveculture.assessment import Assessment, Certificate
from positiveculture.documents.about import document_of
from positiveculture.documents.blocks import Block, Document, Facts, Heading, Paragraph
from positiveculture.documents.common_blocks import known_facts, paragraphs, section
from positiveculture.documents.english import day, plural, topic_count
from positiveculture.documents.labels import award_of_edition, award_title, certificate_words, indicated_words
from positiveculture.gettext import gettext
from positiveculture.outcome import Outcome
from positiveculture.topics import Option


def judged_document(outcome: Outcome, blocks: Iterable[Block]) -> Document:
    """Return a document of `outcome`, with what every one of them begins and ends with around `blocks`."""
    title = gettext("{service}: {framework}").format(
        service=outcome.assessment.service, framework=outcome.framework.title
    )
    on = outcome.assessment.assessed_on
    return document_of(outcome.framework, title, _circumstances(outcome), [*_judgement(outcome), *blocks], on)


def require_earlier(outcome: Outcome, earlier: Assessment | None) -> None:
    """Refuse an earlier assessment that an outcome cannot be compared with.

    Raises:
        InvalidHistory: It is of another service, framework or edition, or is not earlier.
    """
    if earlier is not None:
        from positiveculture.report import Report  # noqa: PLC0415 - most documents need nothing of it

        Report(outcome, earlier)


def _judgement(outcome: Outcome) -> Iterator[Block]:
    """Yield what is indicated; where a framework publishes no awards, that, and why nothing may be scored."""
    framework = outcome.framework
    if framework.awards:
        yield Heading(indicated(outcome))
        return
    yield Paragraph(gettext("This framework publishes no awards, and none is indicated here."))
    yield from paragraphs(framework.unscored)


def indicated(outcome: Outcome) -> str:
    """Return what is indicated, and by whose judgement."""
    award = award_title(outcome.indicated, outcome.framework)
    return indicated_words()[outcome.assessment.basis].format(award=award)


def _circumstances(outcome: Outcome) -> Facts:
    """Return when, by whom and how the assessment was made, against which edition, and how much is answered."""
    framework, assessment = outcome.framework, outcome.assessment
    facts = [
        (gettext("Assessed on"), day(assessment.assessed_on)),
        (gettext("Evidence counted on"), "" if outcome.on == assessment.assessed_on else day(outcome.on)),
        (gettext("Assessed by"), assessment.assessed_by),
        (gettext("How"), _title(framework.modes, assessment.mode)),
        (gettext("Service model"), _title(framework.service_models, assessment.service_model)),
        (gettext("Edition"), framework.edition),
        (gettext("Made against edition"), assessment.migrated_from),
        (gettext("Answered") if framework.scales else gettext("Reflected on"), _answered(outcome)),
    ]
    return known_facts(facts)


def _title(options: tuple[Option, ...], id_: str | None) -> str:
    return next((option.title for option in options if option.id == id_), "")


def _answered(outcome: Outcome) -> str:
    """Return how much is answered, of all that can be."""
    count, most = len(outcome.answered), len(outcome.framework.questions)
    if not outcome.framework.awards:
        count, most = outcome.coverage.reflected, len(outcome.coverage.questions)
    topics = topic_count(most)
    parts = [gettext("{answered} of {topics}").format(answered=count, topics=topics)]
    if outcome.not_applicable:
        parts.append(plural(len(outcome.not_applicable), "{count} not applicable", "{count} not applicable"))
    if outcome.carried:
        parts.append(gettext("{count} from an earlier assessment").format(count=len(outcome.carried)))
    return "; ".join(parts)


def certificates(outcome: Outcome) -> Iterator[Block]:
    """Yield the awards that an awarding body gave, as they are recorded."""
    certificates = (_certificate(each, outcome) for each in outcome.assessment.certificates)
    yield from section(gettext("Awards on record"), certificates)


def _certificate(certificate: Certificate, outcome: Outcome) -> str:
    title = award_of_edition(certificate.award, certificate.edition)
    if certificate.edition in ("", outcome.framework.edition):
        title = outcome.framework.award(certificate.award).title
    words = certificate_words(certificate, title)
    if certificate.stands_on(outcome.on):
        return words
    return gettext("{certificate}; not in force on {day}").format(certificate=words, day=day(outcome.on))
