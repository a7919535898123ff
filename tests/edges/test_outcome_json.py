"""An outcome as JSON: what other programs read, word for word."""

from datetime import date
from fractions import Fraction

from positiveculture import (
    All,
    AnyOf,
    Assessment,
    AtLeast,
    Award,
    Evidenced,
    Framework,
    Holds,
    Level,
    NotApplicable,
    Scale,
    Share,
    Source,
    Topic,
    evaluate,
)
from positiveculture.formats.outcome import outcome_to_dict
from positiveculture.formats.writing import json_text

TIDE = Scale("tide", (Level(1, "Low"), Level(2, "Half"), Level(3, "High")))
FRAMEWORK = Framework(
    id="harbour",
    edition="2026",
    title="Harbour",
    source=Source(title="Harbour", publisher="The Harbour Trust", rights="None"),
    topics=[
        Topic(id=id_, title=id_.title(), scale=TIDE, allows_not_applicable=True) for id_ in ("rope", "lamp", "bell")
    ],
    awards=[
        Award(id="copper", title="Copper", rule=AtLeast("rope", 2)),
        Award(id="brass", title="Brass", rule=All([Holds("copper"), Evidenced(["rope"]), Share(Fraction(125, 2))])),
        Award(id="gold", title="Gold", rule=All([Holds("brass"), AnyOf([AtLeast("lamp", 3), AtLeast("rope", 3)])])),
    ],
)


def test_an_outcome_in_full() -> None:
    """Every field of an outcome stands in its JSON, with each blocker by its kind and shares in per cent."""
    said = Assessment(
        framework="harbour",
        edition="2026",
        service="Seal Sands",
        assessed_on=date(2026, 3, 31),
        responses={"rope": 1, "bell": NotApplicable("There is none.")},
    )

    found = outcome_to_dict(evaluate(FRAMEWORK, said))

    awards = found.pop("awards")
    assert found == {
        "framework": "harbour",
        "edition": "2026",
        "service": "Seal Sands",
        "assessed_on": "2026-03-31",
        "basis": "self",
        "award": None,
        "indicated": None,
        "answered": 1,
        "topics": 3,
        "unanswered": ["lamp"],
        "not_applicable": ["bell"],
        "carried": [],
        "in_force": True,
        "certificates": [],
    }
    assert [award["id"] for award in awards] == ["copper", "brass", "gold"]
    assert awards[0] == {
        "id": "copper",
        "state": "not-met",
        "progress": 0.0,
        "blockers": [{"kind": "below", "certain": True, "topic": "rope", "needs": 2, "has": 1}],
    }
    below, evidence, share = awards[1]["blockers"]
    assert below == {"kind": "award-missing", "certain": True, "award": "copper"}
    assert evidence == {"kind": "needs-evidence", "certain": True, "topic": "rope", "of_kind": ""}
    percents = {"needs": 62.5, "has": 100 / 3, "could_be": 200 / 3}
    assert share == {
        "kind": "share-below",
        "certain": False,
        **percents,
        "topics": ["rope", "lamp"],
        "points": 2,
        "most": 6,
    }
    assert awards[2]["blockers"][1] == {
        "kind": "alternatives",
        "certain": False,
        "needs": 1,
        "options": [
            [{"kind": "unanswered", "certain": False, "topic": "lamp", "needs": 3}],
            [{"kind": "below", "certain": True, "topic": "rope", "needs": 3, "has": 1}],
        ],
    }
    assert json_text(awards).startswith("[")
