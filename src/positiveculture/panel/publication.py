"""Decides what of a panel's counts is published: which groups, from sizes alone, and which figures, with noise."""

from collections.abc import Mapping
from fractions import Fraction

import attrs

from positiveculture.errors import InvalidPanel
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.panel.counting import GroupTotals, add_counts, report_numbers
from positiveculture.panel.distributions import Distribution
from positiveculture.panel.groups import with_known_spellings
from positiveculture.panel.noise import SECRET, new_secret, noisy
from positiveculture.panel.protection import Counts, Group, Suppressed, above, rests, totals, with_those_above
from positiveculture.panel.summary import Figure, Means, Summary
from positiveculture.problems import Problems

NOBODY = GroupTotals(0, {})


def published(  # noqa: PLR0913, PLR0917 - what `Panel.summary` is asked, with what was counted
    framework: Framework,
    counts: Mapping[Group, GroupTotals],
    min_respondents: int,
    invited: Mapping[Group, int] | None,
    missing_allowed: int,
    secret: bytes | None,
) -> Summary:
    """Return what `publish` returns, where what is asked for can be.

    Raises:
        InvalidPanel: It cannot: every problem at once.
    """
    numbers = with_known_spellings(invited or {}, counts)
    problems = Problems()
    report_numbers(counts, min_respondents, numbers, missing_allowed, problems)
    if secret is not None and len(secret) < SECRET:
        problems.report("too-low", "secret", number=len(secret), least=SECRET)
    problems.refuse(InvalidPanel, gettext("the panel"), None)
    return publish(framework, counts, min_respondents, numbers, secret)


def publish(
    framework: Framework,
    counts: Mapping[Group, GroupTotals],
    min_respondents: int,
    invited: Mapping[Group, int],
    secret: bytes | None = None,
) -> Summary:
    """Return the summary of what was counted, with small numbers protected unless `min_respondents` is 1.

    A topic is published for a group only where the number who replied is, so that the sizes that single topics show
    cannot be put together.

    Args:
        framework: What was answered.
        counts: What was answered in each group directly; where `min_respondents` is 1, with scores.
        min_respondents: How many have to stand behind every figure.
        invited: How many were asked in each group.
        secret: What the noise is drawn from; by default, a new one.
    """
    groups = with_those_above((*counts, *invited))
    own = {group: counts.get(group, NOBODY) for group in groups}
    sizes = {group: each.replied for group, each in own.items()}
    parts, replied = _Partition.of(rests(sizes, min_respondents)), totals(sizes)
    reason = _reason(replied[()], min_respondents)
    heads = {group: replied[group] if group in parts.inside else reason for group in groups}
    secret = secret or new_secret()
    figures: dict[tuple[Group, str], Figure] = {}
    for topic in framework.every_topic:
        if topic.scale is None:
            continue
        nothing = (0,) * len(topic.scale.levels)
        cells = {group: each.cells.get(topic.id, nothing) for group, each in own.items()}
        used, answered = _answered(cells, parts, min_respondents)
        if min_respondents > 1:
            answered = noisy(answered, secret, topic.id)
        published_groups = {
            group: add_counts([answered[rest] for rest in inside]) if len(inside) > 1 else answered[group]
            for group, inside in used.inside.items()
        }
        reason = _reason(sum(map(sum, cells.values())), min_respondents)
        for group in groups:
            shown = published_groups.get(group)
            figures[group, topic.id] = (
                reason if shown is None else Distribution(topic, shown) if any(shown) else Suppressed.TOO_FEW
            )
    means = _exact_means(own) if min_respondents == 1 else {}
    return Summary(framework, min_respondents, tuple(groups), figures, heads, dict(invited), means)


def _reason(answered: int, min_respondents: int) -> Suppressed:
    return Suppressed.TOO_FEW if answered < min_respondents else Suppressed.WOULD_REVEAL


@attrs.frozen
class _Partition:
    """Which groups are published, and of whom the rest of each consists."""

    #: Each published group to the groups that are counted in its rest.
    members: Mapping[Group, list[Group]]
    #: Each published group to the published groups in it, itself first: their rests are what it is made of.
    inside: Mapping[Group, list[Group]]

    @classmethod
    def of(cls, held: Mapping[Group, Group]) -> "_Partition":
        """Return the partition that `rests` found."""
        members: dict[Group, list[Group]] = {group: [] for group, rest in held.items() if group == rest}
        inside = {group: [group] for group in members}
        for group, rest in held.items():
            members[rest].append(group)
        for group in members:
            for upper in above(group):
                if upper in members:
                    inside[upper].append(group)
        return cls(members, inside)


def _answered(
    cells: Mapping[Group, Counts], parts: _Partition, min_respondents: int
) -> tuple[_Partition, dict[Group, Counts]]:
    """Return which groups are published for a topic, and what the rest of each answered."""
    counts_by_group = {
        rest: cells[rest] if len(members) == 1 else add_counts([cells[group] for group in members])
        for rest, members in parts.members.items()
    }
    if not any(0 < sum(counts) < min_respondents for counts in counts_by_group.values()):
        return parts, counts_by_group
    # Some who replied left the topic out, and those who did not are too few somewhere.
    sizes = {group: sum(counts) for group, counts in cells.items()}
    return _answered(cells, _Partition.of(rests(sizes, min_respondents, among=parts.members)), min_respondents)


def _exact_means(own: Mapping[Group, GroupTotals]) -> Means:
    """Return the mean of the scores in each group and the groups inside it."""
    ids = {id_ for each in own.values() for id_ in each.scores}
    means: dict[tuple[Group, str], Fraction | Suppressed] = {}
    for group, each in totals(own).items():
        for id_ in ids:
            n, total = each.scores.get(id_, (0, Fraction(0)))
            means[group, id_] = total / n if n else Suppressed.TOO_FEW
    return means
