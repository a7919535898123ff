"""Times one assessment, from its JSON bytes to the outcome with every reason, beside pydantic and a loop by hand.

Ours: `json.loads`, `assessment_from_dict`, `evaluate`, then the award and the blockers of every award.  By hand: a
pydantic model parses and checks the same bytes, and a loop written for these 25 thresholds alone finds the highest
award and collects what is unmet as (topic, needs, has).

Two models stand for pydantic.  The first reads the same files as we do, bare levels as well as levels with notes and
evidence, and checks the same things.  The second knows nothing but bare levels, and could not read a real file.

Then `read_assessment` of small files, beside opening, reading and `json.loads`.

Needs pydantic: python -m pip install --group peers
"""

import json
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import Annotated, Any, Literal, TypeVar

from sidebyside import figure, held, ratio, smoke, timed

import positiveculture as pc
from positiveculture.formats.assessment import assessment_from_dict

try:
    from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
except ImportError:
    print("NOT MEASURED: pydantic is not installed (python -m pip install --group peers)", file=sys.stderr)
    sys.exit(0)

WIGAN = pc.get_framework("wigan-progress")
TIERS = [
    (award.id, [(rule.topic, rule.level) for rule in award.rule.rules if isinstance(rule, pc.AtLeast)])
    for award in WIGAN.awards
    if isinstance(award.rule, pc.All)
]
MINIMUMS = {topic: level for _, tier in TIERS for topic, level in tier}

#: How many times as long as pydantic and the loop ours may take, where both read the same files.
BOUND = 1.7

#: How many times as long as opening, reading and `json.loads` the reading of a small file may take.
FILE_BOUND = 4.5

Topic = Literal[tuple(topic.id for topic in WIGAN.topics)]  # type: ignore[valid-type]  # as many as there are
Level = Annotated[int, Field(strict=True, ge=1, le=5)]
Words = Annotated[str, StringConstraints(strict=True)]
Named = Annotated[str, StringConstraints(strict=True, pattern=r"\S")]
LINK = re.compile(r"https?://[^\s/]\S*")
NOTED = "a note and evidence on a third"

T = TypeVar("T")

#: The highest award, and what stands in the way of each award.
Found = tuple[str | None, Mapping[str, Sequence[Any]]]

STRICT = ConfigDict(extra="forbid", frozen=True)


class Evidence(BaseModel):
    """A piece of evidence."""

    model_config = STRICT
    title: Words
    kind: Literal["record", "observation", "feedback", "outcome", "link", "other"] = "record"
    dated: date | None = None
    lapses_on: date | None = None
    reference: Words = ""
    note: Words = ""


class Rating(BaseModel):
    """A level with what was said of it."""

    model_config = STRICT
    level: Level
    note: Words = ""
    evidence: tuple[Evidence, ...] = ()
    carried_from: date | None = None
    review_on: date | None = None


class Suspension(BaseModel):
    """A time in which an award does not stand."""

    model_config = STRICT
    since: date
    until: date | None = None
    reason: Words = ""


class Certificate(BaseModel):
    """An award that was given."""

    model_config = STRICT
    award: Named
    awarded_on: date
    by: Words = ""
    expires_on: date | None = None
    withdrawn_on: date | None = None
    suspensions: tuple[Suspension, ...] = ()
    reference: Words = ""
    edition: Words = ""


class Header(BaseModel):
    """What both models read of an assessment besides its responses."""

    model_config = STRICT
    framework: Literal["wigan-progress"]
    edition: Literal["2017"]
    service: Named
    assessed_on: date
    assessed_by: Words = ""
    mode: Literal["alone", "with-manager", "with-team", "with-other-managers"] | None = None
    basis: Literal["self", "reviewed", "awarded"] = "self"
    service_model: Literal["traditional", "self-organising"] | None = None
    note: Words = ""
    language: Words = ""
    organisation: Literal["", "provider", "council", "health-body", "regulator", "other"] = ""
    jurisdiction: Literal["", "England"] = ""
    certificates: tuple[Certificate, ...] = ()
    migrated_from: Words = ""


class BareLevels(Header):
    """An assessment that can hold nothing but bare levels."""

    responses: dict[Topic, Level]


class Whole(Header):
    """An assessment as files hold them."""

    responses: dict[Topic, Level | Rating]

    @model_validator(mode="after")
    def days_fit(self) -> "Whole":
        """Refuse what is dated otherwise than an assessment of its day can be, and a link that leads nowhere."""
        for said in self.responses.values():
            if type(said) is not int and said.carried_from is not None and said.carried_from >= self.assessed_on:
                raise ValueError("a level is carried over from a later day")
            if type(said) is not int and said.review_on is not None and said.review_on <= self.assessed_on:
                raise ValueError("a level was to be looked at again before it was said")
            for piece in () if type(said) is int else said.evidence:
                if piece.dated is not None and piece.dated > self.assessed_on:
                    raise ValueError(f"evidence {piece.title!r} is dated after the assessment")
                if None not in (piece.dated, piece.lapses_on) and piece.lapses_on <= piece.dated:
                    raise ValueError(f"evidence {piece.title!r} lapses before its own date")
                if piece.kind == "link" and not LINK.fullmatch(piece.reference):
                    raise ValueError(f"evidence {piece.title!r} leads nowhere")
        return self


def written(random: Random, unmet: float, answered: float, noted: float = 0.0) -> bytes:
    """Return the JSON of an assessment; such shares of it are unmet, answered, and have notes and evidence."""
    levels = {
        topic: random.randint(1, needs - 1) if random.random() < unmet else random.randint(needs, 5)
        for topic, needs in MINIMUMS.items()
        if random.random() < answered
    }
    evidence = {"title": "Supervision records", "kind": "record", "dated": "2026-02-01"}
    told = {"note": "Seen in three of four visits.", "evidence": [evidence]}
    return json.dumps(
        {
            "framework": "wigan-progress",
            "edition": "2017",
            "service": "Winter Hill Homecare",
            "assessed_on": "2026-03-31",
            "mode": "with-team",
            "responses": {
                topic: {"level": level, **told} if random.random() < noted else level for topic, level in levels.items()
            },
        }
    ).encode()


def several(number: int) -> dict[str, list[bytes]]:
    """Return assessments of several kinds, always the same ones; the first three are bare levels."""
    random = Random(2017)  # noqa: S311 - made-up answers, no secrets
    kinds = {
        "all met": (0.0, 1.0),
        "half unmet": (0.5, 1.0),
        "two in ten unmet, half answered": (0.2, 0.5),
        NOTED: (0.2, 1.0, 1 / 3),
    }
    return {name: [written(random, *shares) for _ in range(number)] for name, shares in kinds.items()}


def ours(data: bytes) -> Found:
    """Return the highest award, and what stands in the way of each."""
    outcome = pc.evaluate(WIGAN, assessment_from_dict(json.loads(data.decode()), WIGAN))
    return outcome.award, outcome.blockers


def loop(responses: dict[str, Any]) -> Found:
    """Return the highest award, and what is unmet in each: what a developer would write for these awards alone."""
    highest, below = None, True
    unmet = {}
    for award, tier in TIERS:
        found = []
        for topic, needs in tier:
            said = responses.get(topic)
            has = said if said is None or type(said) is int else said.level
            if has is None or has < needs:
                found.append((topic, needs, has))
        unmet[award] = found
        below = below and not found
        if below:
            highest = award
    return highest, unmet


def by_hand(model: type[Whole] | type[BareLevels]) -> Callable[[bytes], Found]:
    """Return how to find the same by pydantic and the loop."""
    return lambda data: loop(model.model_validate_json(data).responses)


def agree(files: Sequence[bytes]) -> None:
    """Stop where they would not find alike: times of different work say nothing."""
    for data in files:
        award, blockers = ours(data)
        reasons = {
            name: [(one.topic, one.needs, getattr(one, "has", None)) for one in found if hasattr(one, "needs")]
            for name, found in blockers.items()
        }
        if (award, reasons) != by_hand(Whole)(data):
            raise AssertionError(f"they differ on {data!r}")


def each(find: Callable[[T], Any], files: Sequence[T]) -> Callable[[], None]:
    """Return how to do the same with each file."""

    def run() -> None:
        for data in files:
            find(data)

    return run


def files_bound(sets: Mapping[str, Sequence[bytes]], rounds: int) -> list[bool]:
    """Print how long reading files takes; return of each kind whether its bound holds."""
    found = []
    with TemporaryDirectory() as folder:
        for name, files in sets.items():
            paths = [Path(folder, f"{name[:3]}{number}.json") for number in range(len(files))]
            for path, data in zip(paths, files, strict=True):
                path.write_bytes(data)
            finds: dict[str, Callable[[Path], Any]] = {
                "read": pc.read_assessment,
                "load": lambda path: json.loads(path.read_text("utf-8")),
            }
            times = timed({who: each(find, paths) for who, find in finds.items()}, rounds, process_time)
            middle, best = ratio(times, "read", "load")
            spent = figure(median(times["read"]) / len(files))
            found.append(held(f"{name}: read_assessment ({spent}) / read, json.loads", middle, FILE_BOUND, best))
    return found


def main() -> int:
    """Print the table; return 1 where a bound does not hold."""
    number, rounds = (20, 5) if smoke(__doc__) else (200, 61)
    sets = several(number)
    noted = sets.pop(NOTED)
    sets |= {"all of these": [data for files in sets.values() for data in files], NOTED: noted}
    heads = ("ours", "json alone", "pydantic", "bare only", "/ pydantic", "/ bare only")
    print(f"{'assessments':34}" + "".join(f"{head:>13}" for head in heads))
    measured = {}
    for name, files in sets.items():
        agree(files)
        finds: dict[str, Callable[[bytes], Any]] = {
            "ours": ours,
            "json alone": lambda data: json.loads(data.decode()),
            "pydantic": by_hand(Whole),
        }
        finds |= {} if name == NOTED else {"bare only": by_hand(BareLevels)}
        times = timed({who: each(find, files) for who, find in finds.items()}, rounds, process_time)
        spent = {who: figure(median(seconds) / len(files)) for who, seconds in times.items()}
        ratios = {who: ratio(times, "ours", who) for who in list(finds)[2:]}
        row = [spent.get(who, "cannot") for who in heads[:4]]
        row += [f"{ratios[who][0]:.2f}" if who in ratios else "cannot" for who in ("pydantic", "bare only")]
        print(f"{name:34}" + "".join(f"{cell:>13}" for cell in row))
        measured[name] = ratios
    print()
    kept = ("all of these", NOTED)
    good = []
    for name in kept:
        middle, best = measured[name]["pydantic"]
        good.append(held(f"{name}: ours / pydantic and the loop", middle, BOUND, best))
    good += files_bound({name: sets[name][:number] for name in kept}, rounds)
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
