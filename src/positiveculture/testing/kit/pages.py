"""What is written of each check, from the check itself."""

from collections.abc import Iterator
from typing import Any

from positiveculture.errors import Unknown
from positiveculture.gettext import gettext
from positiveculture.testing.broken import SPECIMENS
from positiveculture.testing.checks import CHECKS
from positiveculture.testing.kit.check import Check

#: How a check is judged that draws examples.
DRAWN = {
    "": "",
    "responses": "It is judged on drawn assessments, and on the reference cases of the framework.",
    "pair": "It is judged on drawn pairs of a weaker and a stronger assessment, and on each single step up.",
}


def sections(check: Check) -> Iterator[tuple[str, str]]:
    """Yield what `--explain` shows of a check: a label, or nothing, and the text; another check is `id (code)`."""
    yield "", gettext(check.truth)
    yield gettext("Why it matters."), gettext(check.why)
    yield gettext("How to mend it."), gettext(check.fix)
    fails = gettext("{framework}.").format(framework=_fails(check))
    yield gettext("A framework that fails it, and no other check:"), fails
    needs = ", ".join(f"{each.id} ({each.code})" for each in _needs(check))
    rests = gettext("It is not judged where one of these fails: {checks}.").format(checks=needs) if needs else ""
    judged = " ".join(filter(None, [gettext(DRAWN[check.draws]), rests]))
    yield from [("", judged)] if judged else []
    group = gettext(str(check.group))
    yield "", gettext("Group: {group}. Since level {level}.").format(group=group, level=check.since)


def find_check(name: str) -> Check:
    """Return the check of a code, such as PC-R003, or an id.

    Raises:
        Unknown: There is no such check.
    """
    for check in CHECKS:
        if name.upper() == check.code or name == check.id:
            return check
    raise Unknown("check", name, tuple(check.code for check in CHECKS))


def check_to_dict(check: Check) -> dict[str, Any]:
    """Return what the page of a check says as `positiveculture check --explain CODE --json` prints it.

    `{"code", "id", "truth", "why", "fix", "fails", "needs": [codes], "group", "since"}`; `fails` is a framework that
    fails it and no other check, `needs` the checks without which it is not judged.
    """
    return {
        "code": check.code,
        "id": check.id,
        "truth": gettext(check.truth),
        "why": gettext(check.why),
        "fix": gettext(check.fix),
        "fails": _fails(check),
        "needs": [each.code for each in _needs(check)],
        "group": str(check.group),
        "since": check.since,
    }


def _fails(check: Check) -> str:
    return gettext(next(specimen.what for specimen in SPECIMENS if specimen.check == check.id))


def _needs(check: Check) -> list[Check]:
    return [each for each in CHECKS if each.id in check.needs]
