"""What a migration does to the awards of services: in all, and for each, before anything is moved."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from positiveculture.documents.blocks import Block, Document, Facts, Heading, Item, Listing, Notice, Paragraph, Table
from positiveculture.documents.common_blocks import figure_columns, known_facts, paragraphs, section
from positiveculture.documents.english import day, plural
from positiveculture.documents.labels import topic_label
from positiveculture.field_types import with_types
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.migration.preview import AwardEffect, AwardTotals, Effect, Preview, totals
from positiveculture.migration.values import Migration
from positiveculture.sentences import listed

#: The order in which services are listed: who has to act comes first.
ORDER = (Effect.LOSES, Effect.MAY_LOSE, Effect.ENDS, Effect.GAINS, Effect.KEEPS)


@with_types
def migration_document(
    migrations: Sequence[Migration],
    previews: Sequence[Preview],
    *,
    panels: Mapping[str, int] | None = None,
    written: bool = False,
) -> Document:
    """Return who keeps, gains, may lose and loses which award, in all and by service, and what becomes of topics.

    Args:
        migrations: The migrations that the previews are of, one after another for each old edition.
        previews: What becomes of each service.
        panels: Each service of which a panel is moved too, with the number of people in it.
        written: Whether the records have been moved.
    """
    target = migrations[-1].target
    title = gettext("{framework}: to edition {edition}").format(framework=target.title, edition=target.edition)
    moved = gettext("The records were moved to new files; the old ones stay as they were.")
    not_moved = gettext("Nothing was moved: this is what would become of the awards that the assessments indicate.")
    blocks = [
        _facts(migrations, len(previews) + sum((panels or {}).values()), previews),
        *(Notice(each) for each in dict.fromkeys([*(one.source.notice for one in migrations), target.notice]) if each),
        Paragraph(moved if written else not_moved),
        *_in_all(target, previews),
        *(Paragraph(_panel(service, count)) for service, count in (panels or {}).items()),
        *_by_service(previews),
        *_topics(migrations),
        Notice(target.awarded_by or migrations[0].source.awarded_by or gettext("Only the awarding body awards.")),
    ]
    return Document(title, blocks)


def _facts(migrations: Sequence[Migration], assessments: int, previews: Sequence[Preview]) -> Facts:
    editions = dict.fromkeys(each.before.framework.edition for each in previews)
    facts = [
        (gettext("From edition"), listed(list(editions) or [migrations[0].source.edition])),
        (gettext("To edition"), migrations[-1].target.edition),
        (gettext("Assessments"), str(assessments)),
    ]
    return known_facts(facts)


def _panel(service: str, count: int) -> str:
    words = gettext(
        "Of {service} there are {count} assessments of one time, a panel: no award goes by what one of them says."
    )
    return words.format(service=service, count=count)


def _effects() -> dict[Effect, tuple[str, str]]:
    """Return what each effect is called, and what it means, in a sentence."""
    return {
        Effect.KEEPS: (gettext("Keeps"), gettext("It is indicated, and stays so, whatever is still to be answered.")),
        Effect.GAINS: (gettext("Gains"), gettext("It is indicated now, and was not before.")),
        Effect.MAY_LOSE: (
            gettext("May lose"),
            gettext("It was indicated; after, the answers to open questions decide."),
        ),
        Effect.LOSES: (
            gettext("Loses"),
            gettext("It was indicated, and no answer to an open question brings it back."),
        ),
        Effect.ENDS: (
            gettext("No award in its place"),
            gettext("It was indicated, and the new edition has no award that takes its place."),
        ),
    }


def _award(old: str | None, new: str | None, before: Framework, after: Framework) -> str:
    """Return the title of an award, and that of the new one where it differs."""
    titles = [before.award(old).title] if old is not None else []
    titles += [after.award(new).title] if new is not None else []
    if len(set(titles)) == 1:
        return titles[0]
    return gettext("{old}, now {new}").format(old=titles[0], new=titles[1])


def _in_all(target: Framework, previews: Sequence[Preview]) -> Iterator[Block]:
    """Yield how many services each effect is of."""
    rows = [_row(each, previews, target) for each in totals(previews)]
    if rows:
        words = gettext("How many services each award is kept, gained, open or lost for.")
        yield Table(
            gettext("In all"),
            [gettext("Award"), *figure_columns(*(_effects()[effect][0] for effect in Effect))],
            rows,
            words,
        )
    silent = sum(not each.effects for each in previews)
    if silent:
        yield Paragraph(
            plural(
                silent,
                "{count} service has no award indicated, before or after.",
                "{count} services have no award indicated, before or after.",
            )
        )


def _row(each: AwardTotals, previews: Sequence[Preview], target: Framework) -> list[str]:
    before = next(
        (one.before.framework for one in previews if each.old is None or each.old in one.before.blockers), target
    )
    title = _award(each.old, each.new, before, target)
    return [title, *(str(each.counts.get(effect, 0)) for effect in Effect)]


def _by_service(previews: Sequence[Preview]) -> Iterator[Block]:
    """Yield the services of each effect, those first who have to act."""
    for effect in ORDER:
        items = [
            _item(each, own) for each in previews if (own := [one for one in each.effects if one.effect is effect])
        ]
        if items:
            name, meaning = _effects()[effect]
            yield from (Heading(name), Paragraph(meaning))
            yield Listing(items)


def _item(each: Preview, effects: Iterable[AwardEffect]) -> Item:
    before, after = each.before, each.after
    listed_effects = list(effects)
    awards = listed([_award(effect.old, effect.new, before.framework, after.framework) for effect in listed_effects])
    service = before.assessment.service
    words = gettext("{service}, {day}: {awards}")
    text = words.format(service=service, day=day(before.assessment.assessed_on), awards=awards)
    questions = dict.fromkeys(topic for effect in listed_effects for topic in effect.questions)
    labels = [topic_label(after.framework.topics_by_id[topic]) for topic in questions]
    decided = [Item(plural(len(labels), "{count} topic decides it:", "{count} topics decide it:"), labels)]
    return Item(text, decided if labels else ())


def _topics(migrations: Sequence[Migration]) -> Iterator[Block]:
    """Yield what becomes of topics, one migration after another; those that stay as they are, by their number alone."""
    for migration in migrations:
        old, new = migration.source.edition, migration.target.edition
        changed = [row for row in _used(migration) if row[0] != row[1]]
        same = sum(bool(each) for each in migration.new_topics.values()) - len(changed)
        yield Heading(gettext("What becomes of topics from {old} to {new}").format(old=old, new=new))
        if same:
            yield Paragraph(plural(same, "{count} topic stays as it is.", "{count} topics stay as they are."))
        if changed:
            columns = [gettext("Edition {edition}").format(edition=each) for each in (old, new)]
            yield Table(gettext("Topics that change"), columns, changed)
        asked = [(each.ask, each.topic) for each in migration.in_order if not each.sources]
        retired = [(each.why, each.topic) for each in migration.retired]
        yield from section(gettext("Asked anew"), _by_reason(asked, migration.target), 3)
        yield from section(gettext("Retired"), _by_reason(retired, migration.source), 3)
        yield from paragraphs(migration.note)


def _by_reason(reasons: Iterable[tuple[str, str]], framework: Framework) -> Iterator[Item]:
    """Yield each reason with the topics that have it."""
    topics: dict[str, list[str]] = {}
    for why, topic in reasons:
        topics.setdefault(why, []).append(_label(framework, topic))
    yield from map(Item, topics, topics.values())


def _label(framework: Framework, topic: str) -> str:
    return topic_label(framework.topics_by_id[topic])


def _used(migration: Migration) -> Iterator[tuple[str, str]]:
    """Yield each old topic with the new ones that come from it."""
    for old, several in migration.new_topics.items():
        if several:
            yield _label(migration.source, old), "; ".join(_part(migration, old, new) for new in several)


def _part(migration: Migration, old: str, new: str) -> str:
    """Return a new topic, with what is done to the old one's responses."""
    move, scale = migration.moves.by_topic[new], migration.source.scope.scales[old]
    title, how = _label(migration.target, new), []
    if len(move.sources) > 1:
        worst = gettext("merged: the highest counts, where all are answered")
        best = gettext("merged: the lowest counts, where all are answered")
        notes = gettext("merged, where all are answered")
        how.append(notes if not move.rated else worst if move.reverse_scored else best)
    if old in move.levels:
        how.append(gettext("levels: {steps}").format(steps=_steps(move.levels[old])))
    if scale is not None and not move.rated:
        how.append(gettext("as a reflection, without a level"))
    return gettext("{topic} ({how})").format(topic=title, how="; ".join(how)) if how else title


def _steps(levels: Mapping[int, int]) -> str:
    """Return what levels become, those that become one together: 1-2 to 1, 3 to 2."""
    runs = groupby(sorted(levels), key=levels.__getitem__)
    return ", ".join(gettext("{old} to {new}").format(old=_run(list(old)), new=new) for new, old in runs)


def _run(levels: Sequence[int]) -> str:
    return str(levels[0]) if len(levels) == 1 else gettext("{first}-{last}").format(first=levels[0], last=levels[-1])
