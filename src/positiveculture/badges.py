"""Open Badges 3.0: what an award asks, and an unsigned credential of one that an awarding body gave.

A credential is made of a recorded `Certificate` and of nothing else: what an assessment indicates is no award.  The
awarding body signs it with its own key.
"""

import re
from datetime import date
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from positiveculture.assessment import Assessment, Certificate
from positiveculture.errors import InvalidAssessment, Problem, WrongArgument
from positiveculture.escaping import escape_controls, is_visible
from positiveculture.field_types import require
from positiveculture.framework import Framework, require_framework
from positiveculture.gettext import gettext
from positiveculture.sentences import called, numbered, shown

__all__ = ["achievement", "credential"]

CONTEXTS = ("https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json")

#: An address or a DID.
ISSUER = re.compile(r"(https?://[\w\[]|did:[a-z0-9]+:)[!-~]+", re.ASCII)


def achievement(framework: Framework, award: str) -> dict[str, Any]:
    """Return an award as an Achievement of Open Badges 3.0, with what it asks in words.

    Raises:
        WrongArgument: It is no framework.
        UnknownAward: The framework has no such award.
        NotScored: The framework publishes no awards.
    """
    require_framework(framework)
    entry = framework.award(award)
    edition = gettext("{framework}, edition {edition}").format(framework=framework.title, edition=framework.edition)
    return {
        "id": f"urn:positiveculture:framework:{framework.id}:{quote(framework.edition, safe='')}:award:{entry.id}",
        "type": ["Achievement"],
        "achievementType": "Award",
        "name": escape_controls(entry.title),
        "description": escape_controls(edition),
        "criteria": {"narrative": escape_controls(entry.rule.describe(framework))},
    }


def credential(assessment: Assessment, award: str, framework: Framework, *, issuer: str, on: date) -> dict[str, Any]:
    """Return an award that is on record as a credential of Open Badges 3.0, to be signed by who gave it.

    The same record gives the same credential each time.

    Args:
        assessment: What holds the certificate.
        award: The award's id.
        framework: The framework that the assessment names.
        issuer: The address or DID of the awarding body, which it signs as.
        on: The day on which the award has to stand.

    Raises:
        WrongArgument: It is no assessment (an outcome indicates an award, and is none), or an argument is of another
            type.
        UnknownAward: The framework has no such award.
        InvalidAssessment: It does not fit the framework, the award is not on record by its edition or does not stand on
            the day, or nobody is named who gave it.
    """
    if not isinstance(assessment, Assessment):
        raise WrongArgument(
            gettext("a credential is made of an Assessment with the award on record, not of {given}").format(
                given=shown(assessment)
            )
        )
    require_framework(framework)
    require(on, date)
    require(issuer, str)
    assessment.validate(framework)
    achieved = achievement(framework, award)
    place, certificate = _standing(assessment, award, on)
    by = f"{numbered('certificate', place)}, `by`"
    problems = []
    if not is_visible(certificate.by):
        problems.append(Problem("badge-nobody", ("certificates", place, "by"), {}, by))
    if not ISSUER.fullmatch(issuer):
        problems.append(Problem("badge-issuer", ("issuer",), {"given": shown(issuer)}, "`issuer`"))
    if problems:
        raise InvalidAssessment(called("assessment of", assessment.service), tuple(problems))
    name = "|".join([achieved["id"], assessment.service, certificate.awarded_on.isoformat(), issuer])
    service = {
        "type": "IdentityObject",
        "hashed": False,
        "identityHash": escape_controls(assessment.service),
        "identityType": "name",
    }
    ends = certificate.expires_on
    return {
        "@context": list(CONTEXTS),
        "id": f"urn:uuid:{uuid5(NAMESPACE_URL, name)}",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": achieved["name"],
        "issuer": {"id": issuer, "type": ["Profile"], "name": escape_controls(certificate.by)},
        "validFrom": _midnight(certificate.awarded_on),
        **({} if ends is None else {"validUntil": _midnight(ends)}),
        "credentialSubject": {"type": ["AchievementSubject"], "identifier": [service], "achievement": achieved},
    }


def _standing(assessment: Assessment, award: str, on: date) -> tuple[int, Certificate]:
    """Return the newest certificate of an award, by the assessment's edition, that stands on a day; with its place."""
    standing, problems = [], []
    for place, each in enumerate(assessment.certificates):
        named, path = numbered("certificate", place), ("certificates", place)
        if each.award != award:
            continue
        if each.edition not in ("", assessment.edition):
            words = {"edition": each.edition, "expected": assessment.edition}
            problems.append(Problem("badge-other-edition", (*path, "edition"), words, f"{named}, `edition`"))
        elif each.stands_on(on):
            standing.append((place, each))
        else:
            problems.append(Problem("badge-not-standing", path, {"day": on.isoformat()}, named))
    if standing:
        return max(standing, key=lambda found: (found[1].awarded_on, found[0]))
    nothing = Problem("badge-no-certificate", ("certificates",), {"name": award}, "`certificates`")
    raise InvalidAssessment(called("assessment of", assessment.service), tuple(problems) or (nothing,))


def _midnight(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
