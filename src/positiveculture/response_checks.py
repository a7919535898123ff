"""What is wrong with responses: those of a wrong type, and those that do not fit their topics or their day."""

import re
from collections.abc import Collection, Mapping
from datetime import date

from positiveculture.errors import Path
from positiveculture.field_types import check, check_fields, key_step
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.problems import Problems
from positiveculture.responses import EVIDENCE_KINDS, Evidence, NotApplicable, Rating, Reflection, Response, Responses
from positiveculture.topics import Topic

#: As a tuple, which is asked in a third of the time.
_KINDS = (Rating, Reflection, NotApplicable)

#: What a link leads to.
ADDRESS = re.compile(r"https?://[^\s/]\S*")


def report_responses(
    responses: Responses, framework: Framework | None, day: date | None, problems: Problems, *, typed: bool
) -> None:
    """Report every response that is none, or does not fit.

    Args:
        responses: What is looked at.
        framework: The framework whose topics are answered; None: any.
        day: The day of the assessment; None: not known, so nothing is compared with it.
        problems: Where it is reported.
        typed: Whether every value is known to be of the right type.
    """
    levels: frozenset[tuple[str, int]] = frozenset() if framework is None else framework.levels
    for id_, response in responses.given.items():
        if type(response) is int:
            if (id_, response) in levels:
                continue
        elif typed and type(response) is Rating and (id_, response.level) in levels:
            report_days(response, day, problems, ("responses", id_))
            continue
        path = ("responses", key_step(id_))
        topic = None if framework is None else framework.topics_by_id.get(id_)
        if framework is not None and topic is None:
            problems.report("unknown-topic", *path, name=str(path[-1]), known=framework.topics_by_id)
        elif isinstance(path[-1], int) or path[-1] is not id_:
            problems.report("not-text", *path, given=id_)
        else:
            wrong = set() if typed else _wrong_fields(response, problems, path)
            if wrong is not None and "level" not in wrong:
                _report_misfit(response, topic, problems, path)
            if wrong is not None and isinstance(response, Rating | Reflection):
                report_days(response, day, problems, path, wrong)
            _report_roles(response, framework, problems, path)


def _wrong_fields(response: Response | int, problems: Problems, path: Path) -> set[str] | None:
    """Report the fields of a response that are of a wrong type, and return their names; None: it is no response."""
    if type(response) is int:
        return set()
    given: object = response
    if isinstance(given, Mapping):  # which is a response in a file
        kinds = gettext("a level, a Rating, a Reflection or a NotApplicable")
        problems.report("wrong-type", *path, expected=kinds, given=given)
        return None
    if not isinstance(response, _KINDS):
        problems.report("not-a-response", *path, given=given)
        return None
    return check_fields(response, problems, *path)


def _report_misfit(response: Response | int, topic: Topic | None, problems: Problems, path: Path) -> None:
    """Report a response of another kind than its topic takes."""
    level: tuple[str, ...] = ("level",)
    if isinstance(response, int):
        response, level = Rating(response), ()
    scale = None if topic is None else topic.scale
    if topic is None:
        if isinstance(response, Rating):
            check(int)(response.level, problems, (*path, *level)[:-1], (*path, *level)[-1])
    elif isinstance(response, NotApplicable):
        if not topic.allows_not_applicable:
            problems.report("not-applicable-refused", *path, "not_applicable")
    elif scale is None:
        if isinstance(response, Rating):
            problems.report("no-scale", *path, *level)
    elif isinstance(response, Reflection):
        problems.report("level-missing", *path, "level", lowest=scale.lowest, highest=scale.highest)
    elif response.level not in scale:
        lowest, highest = scale.lowest, scale.highest
        problems.report("off-scale", *path, *level, level=response.level, lowest=lowest, highest=highest)


def _report_roles(response: object, framework: Framework | None, problems: Problems, path: Path) -> None:
    roles: object = response.roles if isinstance(response, Reflection) and framework is not None else ()
    for place, role in enumerate(roles if isinstance(roles, tuple) else ()):
        known = [entry.id for entry in framework.roles] if framework else []
        if isinstance(role, str) and role not in known:
            problems.report("unknown-role", *path, "roles", place, name=role, known=known)


def report_days(
    response: Rating | Reflection, day: date | None, problems: Problems, path: Path, wrong: Collection[str] = ()
) -> None:
    """Report what is dated otherwise than an assessment of `day` can be; fields of a `wrong` type are left out."""
    if isinstance(response, Rating) and day is not None:
        carried, review = response.carried_from, response.review_on
        if carried is not None and "carried_from" not in wrong and carried >= day:
            problems.report("not-before-assessment", *path, "carried_from", day=carried, assessed_on=day)
        if review is not None and "review_on" not in wrong and review <= day:
            problems.report("not-after-assessment", *path, "review_on", day=review, assessed_on=day)
    given: object = response.evidence
    for place, evidence in enumerate(given if isinstance(given, tuple) else ()):
        at = (*path, "evidence", place)
        if "evidence" not in wrong or problems.are_none_at(*at):
            report_evidence(evidence, day, problems, at)


def report_evidence(evidence: Evidence, day: date | None, problems: Problems, path: Path) -> None:
    """Report what is wrong with a piece of evidence at `path`, and what is dated after `day`, where one is given."""
    if evidence.kind not in EVIDENCE_KINDS:
        problems.report("unknown-choice", *path, "kind", name=evidence.kind, known=EVIDENCE_KINDS)
    if evidence.kind == "link" and not ADDRESS.fullmatch(evidence.reference):
        problems.report("not-an-address", *path, "reference", given=evidence.reference)
    dated, lapses = evidence.dated, evidence.lapses_on
    if dated is not None and day is not None and dated > day:
        problems.report("after-assessment", *path, "dated", day=dated, assessed_on=day)
    if dated is not None and lapses is not None and lapses <= dated:
        problems.report("not-after", *path, "lapses_on", day=lapses, field="dated", other=dated)
