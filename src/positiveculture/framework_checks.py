"""What does not hold together in a framework: every problem of it, each with its path."""

import re
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from positiveculture.awards import case_problems, cycle, floor_problems
from positiveculture.errors import Path
from positiveculture.escaping import is_visible
from positiveculture.field_types import check_fields
from positiveculture.gettext import gettext
from positiveculture.meant import meant_problems
from positiveculture.problems import Problems
from positiveculture.rules.faults import faults
from positiveculture.sentences import in_a_circle
from positiveculture.topic_checks import (
    Titled,
    is_nested_too_deeply,
    means_problems,
    name_problems,
    number_problems,
    principle_problems,
    scale_problems,
    topic_paths,
    topic_problems,
)
from positiveculture.topics import DEEPEST

if TYPE_CHECKING:
    from positiveculture.assessment import Assessment
    from positiveculture.framework import Framework
    from positiveculture.plan import ActionPlan

FRAMEWORK_ID = re.compile(r"[a-z0-9][a-z0-9-]*")

#: How far a source can be relied on.
CONFIDENCE = ("high", "medium", "low")


def edition_problems(
    given: tuple[str, str], framework: "Framework", wrong: Collection[str], problems: Problems
) -> None:
    """Report where the framework that something was `given` for is another, or else its edition.

    Args:
        given: The id and the edition.
        framework: What it is held against.
        wrong: Fields of a wrong type, which are reported already.
        problems: Collects what is wrong.
    """
    name, edition = given
    if "framework" not in wrong and name != framework.id:
        problems.report("other-framework", "framework", name=name, expected=framework.id)
    elif "edition" not in wrong and edition != framework.edition:
        words = {"name": edition, "framework": framework.id, "expected": framework.edition}
        problems.report("other-edition", "edition", **words)


def is_of_another(record: "Assessment | ActionPlan", framework: "Framework") -> bool:
    """Return whether a record names another framework, or another edition, than `framework`."""
    return (record.framework, record.edition) != (framework.id, framework.edition)


def framework_type_problems(framework: "Framework") -> Problems:
    """Report the values that are of a wrong type: only where there are none can anything else be looked at."""
    problems = Problems()
    if is_nested_too_deeply(framework.topics):
        problems.report("nested-topics", "topics", most=DEEPEST)
    else:
        check_fields(framework, problems)
    return problems


def framework_problems(framework: "Framework") -> Problems:
    """Report what does not hold together."""
    problems = Problems()
    if not FRAMEWORK_ID.fullmatch(framework.id):
        problems.report("bad-framework-id", "id")
    if not is_visible(framework.language):
        problems.report("empty", "language")
    if not framework.topics:
        problems.report("empty", "topics")
    names = [(("aliases", place), alias) for place, alias in enumerate(framework.aliases)]
    problems.report_repeats([(("id",), framework.id), *names])
    if framework.source.confidence not in ("", *CONFIDENCE):
        problems.report("unknown-choice", "source", "confidence", name=framework.source.confidence, known=CONFIDENCE)
    begins, ends = framework.in_force_from, framework.in_force_until
    if begins is not None and ends is not None and ends <= begins:
        problems.report("not-after", "in_force_until", day=ends, field="in_force_from", other=begins)
    for named in _named(framework).values():
        name_problems(named, problems)
    number_problems(framework.topics, problems)
    principle_problems(framework.principles, problems)
    for scale in framework.scales:
        scale_problems(scale, problems)
    _use_problems(framework, problems)
    if not all(scale.levels for scale in framework.scales):
        return problems  # what has no levels can be spoken of by nothing
    ids = {kind: [each.id for _, each in named] for kind, named in _named(framework).items()}
    topic_problems(framework.topics, ids, problems)
    _scoring_problems(framework, problems)
    _award_problems(framework, problems)
    awards = [award.id for award in framework.awards]
    if framework.floor is not None:
        name_problems([(("floor",), framework.floor)], problems)
        floor_problems(framework.floor, awards, framework.topics_by_id, problems)
    for each in framework.retired:
        if each.id in framework.topics_by_id:
            problems.report("retired-in-use", "retired", each.id)
    case_problems(framework.cases, framework.topics_by_id, awards, problems)
    meant_problems(framework.meant, framework.topics_by_id, awards, problems)
    return problems


def _use_problems(framework: "Framework", problems: Problems) -> None:
    """Report each id that several scales have, and advice that nobody can follow."""
    problems.report_repeats((("scales", scale.id), scale.id) for scale in framework.scales)
    least, most = framework.plan.priorities or (0, 0)
    if least > most:
        problems.report("wrong-order", "plan", "priorities", least=least, most=most)


def _scoring_problems(framework: "Framework", problems: Problems) -> None:
    if framework.unscored:
        for path, topic in topic_paths(framework.topics, "topics"):
            if topic.scale is not None:
                problems.report("unscored", *path, "scale")
        if framework.awards:
            problems.report("unscored", "awards")
    if framework.averages and not framework.scales:
        problems.report("nothing-to-average", "averages")
    means_problems(framework.means, framework.averages, problems)


def _named(framework: "Framework") -> dict[str, Sequence[tuple[Path, Titled]]]:
    """Return everything that has an id with its path, by what it is called."""
    tables: dict[str, Sequence[Titled]] = {
        "principles": framework.principles,
        "tools": framework.tools,
        "references": framework.references,
        "roles": framework.roles,
        "aspects": framework.aspects,
        "modes": framework.modes,
        "service_models": framework.service_models,
        "retired": framework.retired,
    }
    by_kind = {
        field.removesuffix("s").replace("_", "-"): [((field, item.id), item) for item in items]
        for field, items in tables.items()
    }
    awards: list[tuple[Path, Titled]] = [(("awards", place), award) for place, award in enumerate(framework.awards)]
    return {**by_kind, "topic": list(topic_paths(framework.topics, "topics")), "award": awards}


def _award_problems(framework: "Framework", problems: Problems) -> None:
    circle = cycle(framework.awards)
    ranks: dict[int | None, str] = {}
    for place, award in enumerate(framework.awards):
        path = ("awards", place)
        if award.id == next(iter(circle), None):
            problems.report("award-cycle", *path, "rule", awards=in_a_circle(circle, gettext(" needs ")))
        if award.id in framework.scope.scales:
            problems.report("award-is-topic", *path, "id")
        if not circle and ranks.get(award.rank, award.id) != award.id:
            problems.report("same-rank", *path, "rank", award=ranks[award.rank])
        ranks.setdefault(award.rank, award.id)
        for code, params in faults(award.rule, framework.scope):
            problems.report(code, *path, "rule", **params)
        for below in [] if circle else award.holds():
            if below in framework.scope.awards and (framework.award(below).rank or 0) >= (award.rank or 0):
                problems.report("rank-order", *path, "rule", award=below)
