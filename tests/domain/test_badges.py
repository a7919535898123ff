"""Open Badges: made of an award on record and of nothing else, and signed and verified by others."""

from datetime import date, datetime
from typing import Any

import attrs
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from openbadgeslib.ob3.verifier import OB3VerificationError, OB3Verifier

import positiveculture as pc
from positiveculture.badges import achievement, credential
from positiveculture.errors import UnknownAward, WrongArgument
from positiveculture.formats.assessment import Suspension

WIGAN = pc.get_framework("wigan-progress")
ISSUER = "https://council.example"
DAY = date(2026, 5, 1)
GIVEN = pc.Certificate(award="bronze", awarded_on=date(2026, 4, 20), by="An invented council")


def record(*given: pc.Certificate) -> pc.Assessment:
    """Return an assessment with these certificates."""
    return pc.Assessment(
        framework="wigan-progress",
        edition="2017",
        service="Elm House",
        assessed_on=date(2026, 3, 31),
        certificates=given,
    )


def of(*given: pc.Certificate, on: date = DAY) -> dict[str, Any]:
    """Return the credential of the first medal, from these certificates."""
    return credential(record(*given), "bronze", WIGAN, issuer=ISSUER, on=on)


def signed(unsigned: dict[str, Any], key: Ed25519PrivateKey) -> str:
    """Sign a credential as an awarding body would."""
    begins = datetime.fromisoformat(unsigned["validFrom"]).timestamp()
    claims = {"iss": unsigned["issuer"]["id"], "jti": unsigned["id"], "nbf": int(begins)}
    return jwt.encode({**unsigned, **claims}, key, algorithm="EdDSA")


def test_it_is_signed_and_verified() -> None:
    """The key that signed it verifies it; another key, and a credential that was changed since, are refused."""
    key, unsigned = Ed25519PrivateKey.generate(), of(GIVEN)
    token = signed(unsigned, key)
    found = OB3Verifier(key.public_key()).verify(token)

    assert (found.achievement.name, found.issuer.name) == ("Bronze", "An invented council")
    with pytest.raises(OB3VerificationError):
        OB3Verifier(Ed25519PrivateKey.generate().public_key()).verify(token)
    changed = jwt.encode({**unsigned, "name": "Gold"}, "x" * 32, algorithm="HS256")
    head, _, signature = token.split(".")
    with pytest.raises(OB3VerificationError):
        OB3Verifier(key.public_key()).verify(".".join([head, changed.split(".")[1], signature]))


def test_a_certificate_of_another_edition_is_none_of_this_one() -> None:
    """What an earlier edition asked is not what a badge says; each certificate that does not do is told, and why."""
    earlier, ended = attrs.evolve(GIVEN, edition="2010"), attrs.evolve(GIVEN, expires_on=DAY)
    with pytest.raises(pc.InvalidAssessment) as refused:
        of(earlier, ended, on=date(2027, 1, 1))
    assert [(each.code, each.path) for each in refused.value.problems] == [
        ("badge-other-edition", ("certificates", 0, "edition")),
        ("badge-not-standing", ("certificates", 1)),
    ]
    assert of(earlier, attrs.evolve(GIVEN, edition="2017")) == of(GIVEN)


def test_it_ends_with_the_certificate() -> None:
    """The days of the credential are those on record, and the same record gives the same credential."""
    ending = pc.Certificate(award="bronze", awarded_on=date(2026, 4, 20), by="B", expires_on=date(2027, 4, 20))
    found = of(ending)

    assert (found["validFrom"], found["validUntil"]) == ("2026-04-20T00:00:00Z", "2027-04-20T00:00:00Z")
    assert "validUntil" not in of(GIVEN)
    assert of(ending) == found
    assert (
        of(GIVEN)["id"]
        == of(GIVEN)["id"]
        != credential(record(GIVEN), "bronze", WIGAN, issuer="did:web:b", on=DAY)["id"]
    )


def test_the_newest_that_stands_is_taken() -> None:
    """Of several, a credential is made of the newest that stands on the day."""
    older = pc.Certificate(award="bronze", awarded_on=date(2024, 1, 1), by="Older")
    taken_back = pc.Certificate(
        award="bronze", awarded_on=date(2026, 4, 21), by="Taken back", withdrawn_on=date(2026, 4, 30)
    )
    assert of(GIVEN, older, taken_back)["issuer"]["name"] == "An invented council"


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ((), '`certificates`: the award "bronze" is not on record, and what an assessment indicates is no award'),
        (
            [pc.Certificate(award="bronze", awarded_on=DAY, by="B", suspensions=[Suspension(DAY)])],
            "certificate no. 1: is not in force on 2026-05-01: only an award that is gets a badge",
        ),
        (
            [pc.Certificate(award="silver", awarded_on=DAY, by="B")],
            '`certificates`: the award "bronze" is not on record, and what an assessment indicates is no award',
        ),
    ],
)
def test_without_an_award_there_is_no_badge(given: list[pc.Certificate], why: str) -> None:
    """What is not on record, or does not stand, is refused in a sentence."""
    with pytest.raises(pc.InvalidAssessment) as refused:
        of(*given)
    assert [str(problem) for problem in refused.value.problems] == [why]


def test_an_outcome_is_no_award() -> None:
    """An outcome, whatever it indicates, is refused; so is a record of another framework, and an award that is none."""
    outcome: Any = pc.evaluate(WIGAN, record(GIVEN))
    with pytest.raises(WrongArgument, match="on record"):
        credential(outcome, "bronze", WIGAN, issuer=ISSUER, on=DAY)
    with pytest.raises(pc.InvalidAssessment, match='this is "cqc-style-well-led"'):
        credential(record(GIVEN), "good", pc.get_framework("cqc-style-well-led"), issuer=ISSUER, on=DAY)
    with pytest.raises(UnknownAward):
        credential(record(GIVEN), "platinum", WIGAN, issuer=ISSUER, on=DAY)


def test_who_gives_it_is_named() -> None:
    """Nobody's award, and an issuer that is no address, are both told at once."""
    nobody = record(pc.Certificate(award="bronze", awarded_on=DAY))
    with pytest.raises(pc.InvalidAssessment) as refused:
        credential(nobody, "bronze", WIGAN, issuer="council", on=DAY)
    assert [problem.code for problem in refused.value.problems] == ["badge-nobody", "badge-issuer"]


@pytest.mark.parametrize(
    "issuer", ["", ":", "a b:c", "javascript:alert(1)", "https://", "https://a b", "https://a.example\n", "did:web:"]
)
def test_an_issuer_is_an_address(issuer: str) -> None:
    """Whoever signs is at an address or has a DID, in the signs of such; a name of blanks is nobody's."""
    unseen = record(pc.Certificate(award="bronze", awarded_on=DAY, by="\u200b"))
    with pytest.raises(pc.InvalidAssessment) as refused:
        credential(unseen, "bronze", WIGAN, issuer=issuer, on=DAY)
    assert [problem.code for problem in refused.value.problems] == ["badge-nobody", "badge-issuer"]


@pytest.mark.parametrize("issuer", ["https://council.example", "http://[::1]/keys#1", "did:web:council.example"])
def test_addresses_are_taken(issuer: str) -> None:
    """An address, also a local one, and a DID, are what it is signed as."""
    found = credential(record(GIVEN), "bronze", WIGAN, issuer=issuer, on=DAY)
    assert found["issuer"]["id"] == issuer


@pytest.mark.parametrize("name", ["wigan-progress", "cqc-style-well-led"])
def test_what_an_award_asks(name: str) -> None:
    """Each award is an achievement, whose criteria are what its rule asks, in words."""
    framework = pc.get_framework(name)
    for award in framework.awards:
        found = achievement(framework, award.id)
        assert found["criteria"] == {"narrative": award.rule.describe(framework)}
        assert (found["name"], found["type"]) == (award.title, ["Achievement"])
