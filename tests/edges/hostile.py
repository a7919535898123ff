"""Reads real files of every kind as an attacker would have them: spoilt, and blown up to 1 MiB.

Run as a process of its own, which may take so much memory and no more: `python hostile.py SEED COUNT LIMIT FOLDER`
mutates each kind of file `COUNT` times, and prints a line of JSON for every input that is over the limit of processor
time, in seconds, or ends in an error that is not ours; the input is left in the folder.  The last line is what came of
all.  Other seeds and larger counts look further.
"""

import json
import random
import resource
import sys
import tomllib
import warnings
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from copy import copy
from datetime import date
from functools import partial
from io import BytesIO
from operator import mul
from pathlib import Path
from time import process_time
from typing import Any

import attrs
from xlsxwriter import Workbook

import positiveculture as pc
from positiveculture.fhir import assessment_from_fhir, questionnaire_response
from positiveculture.formats.crosswalk import read_crosswalk
from positiveculture.formats.feedback import read_feedback
from positiveculture.formats.migration import read_migration
from positiveculture.formats.panel import read_panel, read_release, release_to_dict
from positiveculture.formats.parsing import read_payload
from positiveculture.formats.plan import read_plan
from positiveculture.formats.sssom.writer import to_sssom
from positiveculture.formats.toml import toml_text
from positiveculture.formats.triangulation import read_triangulation
from positiveculture.formats.wording import apply_wording, missing_texts, read_wording
from positiveculture.linting import lint_rules
from positiveculture.linting.pinning import pinning
from positiveculture.panel.panel_report import released
from positiveculture.sheets.options import SheetOptions
from positiveculture.sheets.replies import read_replies
from positiveculture.workbook import read_workbook
from positiveculture.workbook.writing import workbook_bytes

ROOT = Path(__file__).parents[2]
LARGEST = 1024 * 1024

#: The memory that a process of this kind may have, in bytes.
MEMORY = 512 * 1024 * 1024

DRAFT = ROOT / "examples" / "editions" / "cqc-style-draft"
RIVINGTON = ROOT / "examples" / "rivington-2026.toml"


def framework(path: Path) -> None:
    """Read a framework, and do with it what can be done."""
    for each in (linted, pinned, judged):
        each(path)


def linted(path: Path) -> None:
    """Read a framework, and look for what may not be meant in its rules."""
    lint_rules(pc.read_framework(path))


def pinned(path: Path) -> None:
    """Read a framework, and look for what its cases do not pin."""
    found = pc.read_framework(path)
    if found.awards:
        pinning(found)


def judged(path: Path) -> None:
    """Read a framework, and evaluate and explain what is hardly answered."""
    found = pc.read_framework(path)
    assessed(
        pc.Assessment(
            framework=found.id, edition=found.edition, service="s", assessed_on=date(2026, 3, 31), responses={}
        ),
        found,
    )


def assessed(assessment: pc.Assessment, framework: pc.Framework) -> None:
    """Evaluate an assessment, with all that can be asked of the outcome."""
    outcome = pc.evaluate(framework, assessment)
    pc.outcome_to_dict(outcome)
    if framework.awards:
        pc.explain(outcome)
        with suppress(pc.NoRoute):
            pc.route(outcome, framework.awards[-1].id)


def assessment(path: Path) -> None:
    """Read an assessment, evaluate it, and read it as people's own."""
    found = pc.read_assessment(path)
    assessed(found, pc.get_framework(found.framework))


def wording(path: Path) -> None:
    """Read a wording, and lay it over its framework."""
    found = read_wording(path)
    own = pc.get_framework(found.framework)
    apply_wording(own, found)
    missing_texts(own, found)


def replies(path: Path) -> None:
    """Read the replies in a table."""
    options = SheetOptions(on=date(2026, 3, 31), service="s", by="team")
    read_replies([path], pc.get_framework("wigan-progress"), options).panel.summary(pc.get_framework("wigan-progress"))


def panel(path: Path) -> None:
    """Read a panel of one person."""
    read_panel([path], by="service").summary(pc.get_framework("wigan-progress"))


def fhir(path: Path) -> None:
    """Read a questionnaire response."""
    assessment_from_fhir(read_payload(path))


def any_record(path: Path) -> None:
    """Read a record, whatever framework it is against."""
    pc.read_record(path)


READERS: dict[str, Callable[[Path], object]] = {
    "framework": framework,
    "rules": linted,
    "rules-pinned": pinned,
    "rules-judged": judged,
    "assessment": assessment,
    "panel": panel,
    "record": any_record,
    "plan": read_plan,
    "wording": wording,
    "crosswalk": read_crosswalk,
    "sssom": read_crosswalk,
    "migration": partial(read_migration, target=pc.read_framework(DRAFT / "framework.toml")),
    "feedback": read_feedback,
    "triangulation": read_triangulation,
    "release": read_release,
    "fhir": fhir,
    "workbook": read_workbook,
    "csv": replies,
    "xlsx": replies,
}


def originals() -> dict[str, list[bytes]]:
    """Return real files of every kind: TOML, JSON, tables and spreadsheets."""
    examples, library = ROOT / "examples", Path(pc.__file__).parent
    frameworks = library / "frameworks"
    wigan, rivington = pc.get_framework("wigan-progress"), pc.read_assessment(RIVINGTON)
    crosswalk = library / "crosswalks" / "wigan-progress--cqc-style-well-led.toml"
    team = [attrs.evolve(rivington, responses={t.id: 1 + n % 5 for t in wigan.topics}) for n in range(12)]
    many = pc.Panel(team)
    rows = [["team", *(topic.id for topic in wigan.topics)]]
    rows += [["north", *(str(1 + (n + k) % 5) for k in range(25))] for n in range(12)]
    sheet = BytesIO()
    with Workbook(sheet) as book:
        page = book.add_worksheet()
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return {
        "framework": [path.read_bytes() for path in sorted(frameworks.glob("*/framework.toml"))],
        **{kind: [b""] for kind in ("rules", "rules-pinned", "rules-judged")},
        "assessment": [path.read_bytes() for path in (RIVINGTON, *sorted(examples.glob("cqc-*.toml")))],
        "panel": [RIVINGTON.read_bytes()],
        "record": [RIVINGTON.read_bytes(), (examples / "plan-rivington-2026.toml").read_bytes()],
        "plan": [(examples / "plan-rivington-2026.toml").read_bytes()],
        "wording": [path.read_bytes() for path in sorted(frameworks.glob("*/wording.*.toml"))],
        "crosswalk": [crosswalk.read_bytes()],
        "sssom": [to_sssom(read_crosswalk(crosswalk)).encode()],
        "migration": [(DRAFT / "migration.toml").read_bytes()],
        "feedback": [(examples / "feedback-merrowdale-east-2026.toml").read_bytes()],
        "triangulation": [(examples / "triangulation-merrowdale-2026.toml").read_bytes()],
        "release": [
            toml_text(release_to_dict(released(many, many.summary(wigan, secret=b"s" * 32), by=None))).encode()
        ],
        "fhir": [json.dumps(questionnaire_response(rivington, wigan)).encode()],
        "workbook": [workbook_bytes(wigan, rivington), (examples / "brambles-2026.xlsx").read_bytes()],
        "csv": ["\n".join(map(",".join, rows)).encode()],
        "xlsx": [sheet.getvalue()],
    }


#: How a name of a kind of file ends, where it is not written as TOML or JSON.
SUFFIXES = {"sssom": ".tsv", "workbook": ".xlsx", "xlsx": ".xlsx", "csv": ".csv"}

#: What is repeated until a file is full.
RUNS = (
    "[", "{", '"', "'", "\\", "a.", "=", " ", "\n", "#", "9", "-", ",", "\t", ";", "\0", "\u00e9", "\u200d", "[[a]]\n",
    "a = 1\n", "[a]\n", '"""', "x = [\n", "é" * 3, "1e", '{"a":', "&#9;", "<c/>", "<row/>", "a,b\n", '"a\n', "a = {",
)  # fmt: skip


def spoilt_text(data: bytes, draw: random.Random) -> bytes:
    """Return bytes with parts of them repeated, cut, flipped, moved, or filled up with one sign."""
    for _ in range(draw.randint(1, 4)):
        at, end = sorted(draw.choices(range(len(data) + 1), k=2))
        match draw.randrange(6):
            case 0:  # one line, again and again
                lines = data.split(b"\n")
                line = draw.choice(lines) + b"\n"
                data = data[:at] + line * draw.choice([2, 50, LARGEST // len(line)]) + data[at:]
            case 1:
                run = draw.choice(RUNS).encode()
                data = data[:at] + run * draw.choice([1, 99, 2_000, LARGEST // len(run)]) + data[at:]
            case 2:
                data = data[:at] + data[end:]
            case 3:
                data = data[:at] + bytes(draw.randrange(256) for _ in range(draw.randint(1, 4))) + data[at:]
            case 4:
                part = data[at : at + 2_000]
                data = data[:end] + part * draw.choice([1, 20, LARGEST // (len(part) or 1)]) + data[end:]
            case _:  # each line with a number of its own
                lines = data.split(b"\n")
                name, sign, value = draw.choice(lines).partition(b"=")
                most = min(draw.choice([20, 1_000, 20_000]), LARGEST // (len(name) + len(value) + 1))
                more = (name.strip(b'" ') + b"-%d " % n + sign + value for n in range(most))
                data = data[:at].rpartition(b"\n")[0] + b"\n" + b"\n".join(more) + b"\n" + data[at:].partition(b"\n")[2]
        data = data[:LARGEST]
    return data


def spoilt_zip(data: bytes, draw: random.Random) -> bytes:
    """Return a spreadsheet with one of its members spoilt; it is compressed, so that what is in it may be larger."""
    into, chosen = BytesIO(), draw.choice(zipfile.ZipFile(BytesIO(data)).namelist())
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, spoilt_text(content, draw) if name == chosen else content)
    return into.getvalue()[:LARGEST]


def containers(value: Any) -> Iterator[Any]:
    """Yield every table and list in a payload."""
    if isinstance(value, dict | list):
        yield value
        for each in value.values() if isinstance(value, dict) else value:
            yield from containers(each)


def renamed(value: Any, number: int, draw: random.Random) -> Any:
    """Return an entry with other names in it, so that it is not the same entry twice."""
    if isinstance(value, dict):
        return {key: renamed(each, number, draw) if key in NAMES else each for key, each in value.items()}
    return f"{value}-{number}" if isinstance(value, str) and draw.random() < 0.9 else value


NAMES = ("id", "topic", "title", "award", "from", "to", "name", "number")


def room(value: Any, n: int) -> int:
    """Return how often a value goes into a file, `n` times at most."""
    return min(n, 1 + LARGEST // (2 + len(json.dumps(value, default=str))))


def nested(deep: int) -> Any:
    """Return lists within lists, so many deep."""
    return [nested(deep - 1)] if deep else 1


def odd(draw: random.Random) -> Any:
    """Return a value where another one was expected."""
    n = draw.choice([1, 50, 5_000, 100_000])
    whole: list[Any] = [n, -n, 10**400, 0.5, True, "", " ", "\u202e", {}]
    repeated: list[Any] = ["x", "é", "http://", [1], [[]], ["a"]]
    values: list[Callable[[], Any]] = [
        *(partial(copy, value) for value in whole),
        *(partial(mul, value, n) for value in repeated),
        lambda: nested(draw.choice([5, 60, 95])),
        lambda: {f"k{i}": i for i in range(n)},
        lambda: [{"id": f"k{i}"} for i in range(n)],
    ]
    return draw.choice(values)()


def spoilt_payload(payload: Any, draw: random.Random) -> Any:
    """Return a payload with entries added by the thousand, taken away, or replaced by what does not fit."""
    for _ in range(draw.randint(1, 3)):
        chosen = draw.choice(list(containers(payload)))
        n = draw.choice([3, 300, 3_000, 20_000])
        if isinstance(chosen, list):
            if chosen and draw.random() < 0.8:
                entry = draw.choice(chosen)
                chosen += [renamed(entry, number, draw) for number in range(room(entry, n))]
            elif chosen:
                chosen[draw.randrange(len(chosen))] = odd(draw)
        elif chosen:
            key = draw.choice(list(chosen))
            n = room(chosen[key], n)
            match draw.randrange(4):
                case 0:
                    chosen |= {f"{key}-{number}": renamed(chosen[key], number, draw) for number in range(n)}
                case 1:
                    del chosen[key]
                case 2:
                    chosen[key] = odd(draw)
                case _:
                    value = chosen[key]
                    chosen[key] = value * n if isinstance(value, str) else [value] * n
        text = json.dumps(payload, default=str)
        payload = json.loads(text)  # so that no two entries are one
        if len(text) > LARGEST // 20:
            break
    return payload


def rules(draw: random.Random) -> dict[str, Any]:
    """Return a framework of many awards that ask for each other, with clauses of clauses over the same topics."""
    count, awards = draw.choice([5, 25, 100, 1_000]), draw.choice([1, 3, 30, 200])
    ids = [f"t{number}" for number in range(count)]

    def clause(depth: int) -> dict[str, Any]:
        some, n = draw.sample(ids, min(count, draw.choice([1, 3, 10, 400]))), draw.choice([2, 3, 30])
        leaves: tuple[Callable[[], dict[str, Any]], ...] = (
            lambda: {"minimum": {topic: draw.randint(2, 5) for topic in some}},
            lambda: {"every": draw.randint(2, 5), "topics": some},
            lambda: {
                "share": draw.randint(1, 99),
                "topics": some,
                "weights": {topic: draw.randint(1, 1_000) for topic in some},
            },
            lambda: {"evidenced": some},
            lambda: {"answered": some},
        )
        if depth == 0 or draw.random() < 0.3:
            return draw.choice(leaves)()
        of = [clause(depth - 1) for _ in range(n)]
        return draw.choice([{"all": of}, {"any": of}, {"at_least": draw.randint(1, n), "of": of}])

    def award(number: int) -> dict[str, Any]:
        below = draw.sample(range(number), min(number, draw.choice([0, 1, 2, 9])))
        parts = [clause(draw.choice([0, 1, 1, 2])), *({"includes": [f"a{each}"]} for each in below)]
        return {"id": f"a{number}", "title": f"A {number}", "rank": number, "rule": {"all": parts}}

    levels = {str(level): f"L{level}" for level in range(1, 6)}
    return {
        "id": "many", "edition": "1", "title": "Many", "source": {"title": "t", "publisher": "p", "rights": "r"},
        "scales": {"l": {"levels": levels}},
        "topics": [{"id": id_, "title": id_, "scale": "l"} for id_ in ids],
        "awards": [award(number) for number in range(awards)],
    }  # fmt: skip


def inputs(kind: str, data: bytes, draw: random.Random) -> tuple[str, bytes]:
    """Return a spoilt file of a kind, with what its name ends in."""
    if kind.startswith("rules"):
        return ".json", json.dumps(rules(draw)).encode()
    suffix = SUFFIXES.get(kind)
    if suffix == ".xlsx":
        return suffix, draw.choice([spoilt_zip, spoilt_text])(data, draw)
    if suffix is not None:
        return suffix, spoilt_text(data, draw)
    suffix, payload = (
        draw.choice([".toml", ".json"]),
        json.loads(data) if data[:1] == b"{" else tomllib.loads(data.decode()),
    )
    if draw.random() < 0.6:
        payload = spoilt_payload(payload, draw)
        data = json.dumps(payload, default=str).encode()
        return ".json", data
    if suffix == ".json":
        data = json.dumps(payload, default=str, indent=1).encode()
    return suffix, spoilt_text(data, draw)


def trouble(read: Callable[[Path], object], path: Path, limit: float) -> tuple[str, float]:
    """Return what is wrong with how a file is read, "" if nothing is, and how long it takes."""
    before, wrong = process_time(), ""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            read(path)
    except pc.PositiveCultureError as error:
        if len(str(error)) > LARGEST // 4:
            wrong = f"{len(str(error))} letters are told"
    except Exception as error:  # noqa: BLE001 - what is looked for
        wrong = f"{type(error).__name__}: {str(error)[:200]}"
    took = process_time() - before
    return wrong or (f"{took:.1f} s" if took > limit else ""), took


def main(seed: int, count: int, limit: float, folder: Path, kinds: list[str]) -> None:
    """Spoil files of every kind and print what is wrong with how they are read."""
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    real = originals()
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, most))
    for kind in kinds or READERS:
        draw, slowest = random.Random(f"{seed} {kind}"), 0.0  # noqa: S311 - no secrets: the same each time
        for data in filter(None, real[kind]):  # as it is, each is read
            path = folder / f"whole{SUFFIXES.get(kind, '.json' if data[:1] == b'{' else '.toml')}"
            path.write_bytes(data)
            READERS[kind](path)
        for number in range(count):
            suffix, data = inputs(kind, draw.choice(real[kind]), draw)
            path = folder / f"{kind}-{number}{suffix}"
            path.write_bytes(data[:LARGEST])
            wrong, took = trouble(READERS[kind], path, limit)
            slowest = max(slowest, took)
            if wrong:
                sys.stdout.write(json.dumps({"file": path.name, "wrong": wrong}) + "\n")
            else:
                path.unlink()
        sys.stdout.write(json.dumps({"kind": kind, "read": count, "slowest": round(slowest, 2)}) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), Path(sys.argv[4]), sys.argv[5:])
