"""What topics, awards and days of an assessment are called in documents."""

from collections.abc import Iterable, Mapping
from datetime import date

from positiveculture.assessment import Certificate, Suspension
from positiveculture.award_requirements import required_levels
from positiveculture.documents.english import day
from positiveculture.field_types import with_types
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.outcome import Outcome, State
from positiveculture.sentences import listed
from positiveculture.topics import Scale, Topic


def topic_label(topic: Topic) -> str:
    """Return a topic's title after its printed number, where it has one."""
    return topic.title if topic.number is None else f"{topic.number} {topic.title}"


def rated_label(topic: Topic) -> str:
    """Return a topic's label, with a mark where its levels count the other way."""
    if topic.reverse_scored:
        return gettext("{topic} (a lower level is better)").format(topic=topic_label(topic))
    return topic_label(topic)


def level_change(first: int | None, last: int | None) -> str:
    """Return from where to where a level goes; "" where none is meant."""
    if first is None:
        return "" if last is None else gettext("not answered yet, to {level}").format(level=last)
    if last in (None, first):
        return gettext("at {level}").format(level=first)
    return gettext("from {first} to {level}").format(first=first, level=last)


def topic_change(topic: Topic, first: int | None, last: int | None) -> str:
    """Return a topic's label, with from where to where its level goes, where that is meant."""
    label, levels = topic_label(topic), level_change(first, last)
    return gettext("{topic}: {levels}").format(topic=label, levels=levels) if levels else label


def edition_label(framework: Framework) -> str:
    """Return the title and the edition of a framework."""
    return gettext("{title}, edition {edition}").format(title=framework.title, edition=framework.edition)


def award_titles(awards: Iterable[str], framework: Framework) -> str:
    """Return the titles of awards as a list in a sentence."""
    return listed([framework.award(award).title for award in awards])


@with_types
def award_title(award: str | None, framework: Framework) -> str:
    """Return the title of what is indicated: an award, the floor below all of them, or that there is none yet."""
    if framework.floor is not None and award == framework.floor.id:
        return framework.floor.title
    return gettext("no award yet") if award is None else framework.award(award).title


def indicated_words() -> dict[str, str]:
    """Return by whose judgement an award is indicated, as a template for each basis of an assessment."""
    return {
        "self": gettext("Indicated by this self-assessment: {award}"),
        "reviewed": gettext("Indicated by this reviewed assessment: {award}"),
        "awarded": gettext("Indicated by this assessment, recorded as the awarding body's: {award}"),
    }


def state_words(state: State) -> str:
    """Return the state of a verdict in words."""
    words = {State.MET: gettext("met"), State.NOT_MET: gettext("not met"), State.UNDECIDED: gettext("undecided")}
    return words[state]


def judge_words(basis: str) -> str:
    """Return whose judgement an assessment is."""
    words = {
        "self": gettext("the service itself"),
        "reviewed": gettext("a reviewer"),
        "awarded": gettext("the awarding body"),
    }
    return words[basis]


def evidence_kinds() -> dict[str, str]:
    """Return what each kind of evidence is called, by its id."""
    return {
        "record": gettext("record"),
        "observation": gettext("observation"),
        "feedback": gettext("feedback"),
        "outcome": gettext("outcome"),
        "link": gettext("link"),
        "other": gettext("other evidence"),
    }


def level_words(topic: Topic, level: int, outcome: Outcome) -> str:
    """Return the statement of a level of a topic, in the words for the service; else the level's label."""
    statement = topic.statement(level)
    if statement is not None:
        return statement.words(outcome.assessment.service_model)
    return "" if topic.scale is None else topic.scale.label(level)


def scale_words(scale: Scale) -> str:
    """Return what each level of a scale means; levels that mean the same together."""
    numbers: dict[str, list[str]] = {}
    for level in scale.levels:
        numbers.setdefault(level.label, []).append(str(level.number))
    words = gettext("{numbers}, {label}")
    levels = (words.format(numbers=listed(each), label=label) for label, each in numbers.items())
    return gettext("The levels: {levels}.").format(levels="; ".join(levels))


def partnership(levels_by_partner: Mapping[str, Iterable[int]]) -> list[str]:
    """Return a sentence for each with whom levels call for partnership."""
    one = gettext("Level {levels} calls for partnership with {who}.")
    several = gettext("Levels {levels} call for partnership with {who}.")
    return [
        (one if len(numbers) == 1 else several).format(levels=listed(list(map(str, numbers))), who=who)
        for who, numbers in ((who, sorted(set(levels))) for who, levels in levels_by_partner.items())
    ]


def requirement_words(topic: Topic, framework: Framework) -> list[str]:
    """Return which award asks for which level of a topic, a clause for each."""
    words = gettext("{award} asks for {level}")
    return [words.format(award=award.title, level=level) for award, level in required_levels(topic, framework)]


def owner_words(who: str) -> str:
    """Return who does something, as it was written, or that nobody is named."""
    return who if who.strip() else gettext("nobody named")


def due_words(by_when: date | None, done_on: date | None = None) -> str:
    """Return when something was done, or by when it has to be."""
    if done_on is not None:
        return gettext("done on {day}").format(day=day(done_on))
    return gettext("no day given") if by_when is None else gettext("by {day}").format(day=day(by_when))


def certificate_words(certificate: Certificate, title: str) -> str:
    """Return that the award of this title was given, by whom and when, and what became of it since."""
    words = gettext("{award}, awarded by {body} on {day}") if certificate.by else gettext("{award}, awarded on {day}")
    ends = [
        (gettext("until {day}"), certificate.expires_on),
        (gettext("withdrawn on {day}"), certificate.withdrawn_on),
    ]
    parts = [
        words.format(award=title, body=certificate.by, day=day(certificate.awarded_on)),
        *(text.format(day=day(on)) for text, on in ends if on is not None),
        *map(_suspension, certificate.suspensions),
        certificate.reference,
    ]
    return "; ".join(part for part in parts if part.strip())


def award_of_edition(award: str, edition: str) -> str:
    """Return the award of another edition, by its id."""
    return gettext("{award} of edition {edition}").format(award=award, edition=edition)


def _suspension(each: Suspension) -> str:
    words = gettext("suspended from {since} until {until}") if each.until else gettext("suspended from {since}")
    text = words.format(since=day(each.since), until=day(each.until) if each.until else "")
    return gettext("{text}: {reason}").format(text=text, reason=each.reason) if each.reason.strip() else text
