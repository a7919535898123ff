"""Law: a text that has to hold a sign that can be seen has to in every schema, and no other text has to."""

from functools import reduce
from operator import getitem

import payloads
import pytest
from faults import FRAMEWORK
from jsonschema import Draft202012Validator, FormatChecker
from test_schema_agreement import READ, fits, plain, problems

import positiveculture as pc
from positiveculture.escaping import is_visible
from positiveculture.formats.framework import framework_from_dict
from positiveculture.formats.panel import Release, release_from_dict, release_to_dict
from positiveculture.formats.schemas import VISIBLE

DAY = payloads.ASSESSMENT["assessed_on"]
PANEL = pc.Panel([pc.Assessment(framework="harbour", edition="2026", service="Quay", assessed_on=DAY)] * 12)
RELEASE = release_to_dict(Release(summary=PANEL.summary(FRAMEWORK), services=["Quay"], assessed_on=(DAY, DAY)))

SHARED = {"3": "people who moor here"}
HARBOUR = payloads.planted(payloads.HARBOUR, ("scales", "tide", "shared_with"), SHARED) | {
    "floor": {"id": "mud", "title": "Mud"},
    "meant": [{"warning": "implied", "award": "copper", "why": "It is."}],
    "notes": ["A note."],
}
WORDING = payloads.planted(payloads.WORDING, ("scales", "tide", "shared_with"), SHARED) | {"floor": {"title": "Mwd"}}

#: What is written, and how it is read.
FILES = {
    **READ,
    "framework": (HARBOUR, framework_from_dict),
    "wording": (WORDING, lambda words: framework_from_dict(HARBOUR, [words])),
    "release": (RELEASE, lambda payload: release_from_dict(payload, FRAMEWORK)),
}

#: Texts of which no sign can be seen: spaces, controls, joiners, fillers, tags, selectors of forms.
UNSEEN = ["", " ", "\t\n", "\xa0", "\xad", "\u034f", "\u200b", "\u2060\u200d", "\u2800", "\u3164", "\ufe0f", "\ufeff"]
UNSEEN += ["\x00", "\x85", "\ue000", "\U000e0041", "\U000e0100", "\U0010fffd"]

#: The schema of an assessment against this framework.
OWN_SCHEMA = Draft202012Validator(pc.assessment_schema(FRAMEWORK), format_checker=FormatChecker(["date"]))

PLACES = [
    (kind, path)
    for kind, (payload, _) in FILES.items()
    for path in payloads.paths(plain(payload))
    if isinstance(reduce(getitem, path, plain(payload)), str)
]


def test_what_can_be_seen_is_the_same_for_schemas_and_readers() -> None:
    """Of each kind of sign, the pattern of the schemas finds what our readers take for one that can be seen."""
    pattern = Draft202012Validator(VISIBLE)
    for text in [*UNSEEN, "é", "字", "—", "1", "\u200b.\u200b"]:
        assert pattern.is_valid(text) == is_visible(text) == (text not in UNSEEN), ascii(text)


def test_what_is_changed_is_sound() -> None:
    """The files that are changed fit their schemas as they are, and are read without a problem."""
    for kind, (payload, read) in FILES.items():
        assert (kind, fits(kind, payload), problems(read, payload)) == (kind, True, ())


@pytest.mark.parametrize(("kind", "path"), PLACES, ids=str)
def test_a_schema_and_reading_agree_on_what_can_be_seen(kind: str, path: tuple[str | int, ...]) -> None:
    """A text without a sign that can be seen is refused by a schema where reading refuses it, else taken."""
    payload, read = FILES[kind]
    for text in ["", "\t\n", "\u200b", "\U000e0041", "字", "\u200b.\u200b"]:
        changed = payloads.planted(payload, path, text)
        told = problems(read, changed)
        assert fits(kind, changed) or told, text
        assert not (fits(kind, changed) and "empty" in [problem.code for problem in told]), text
        if kind == "assessment":
            assert OWN_SCHEMA.is_valid(plain(changed)) == (not told), text
