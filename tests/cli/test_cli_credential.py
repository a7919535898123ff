"""`credential`: an award on record as an Open Badge."""

import json

from running import Command, Write

RECORD = """
    framework = "wigan-progress"
    edition = "2017"
    service = "Elm House"
    assessed_on = 2026-03-31
    [[certificates]]
    award = "bronze"
    awarded_on = 2026-04-20
    by = "An invented council"
    [responses]
    dignity = 1
"""


def test_an_award_on_record(positiveculture: Command, write: Write) -> None:
    """Whatever the answers indicate, the award that is on record becomes a credential."""
    file = write("a.toml", RECORD)
    told = positiveculture(
        "credential", file, "--award", "bronze", "--issuer", "https://c.example", "--on", "2026-05-01"
    )
    found = json.loads(told.out)
    assert (told.status, found["name"], found["issuer"]["id"]) == (0, "Bronze", "https://c.example")


def test_an_award_that_nobody_gave(positiveculture: Command, write: Write) -> None:
    """One that is not on record ends with status 1 and why; so does one that nobody signs."""
    file = write("a.toml", RECORD)
    told = positiveculture("credential", file, "--award", "silver", "--issuer", "https://c.example")
    assert (told.status, told.out) == (1, "")
    assert 'the award "silver" is not on record' in told.err
    out = file.with_suffix(".json")
    told = positiveculture("credential", file, "--award", "bronze", "--out", out, "--on", "2026-05-01")
    assert (told.status, "the address or DID" in told.err, out.exists()) == (1, True, False)
