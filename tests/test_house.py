"""The floors of the house: imports only go down, each edge has its one home, and the front door costs nothing."""

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from importlib import import_module
from io import StringIO
from pathlib import Path
from tokenize import COMMENT, generate_tokens

import pytest

import positiveculture
from positiveculture.public_names import HOMES as HOMES_OF_NAMES, MOVED

ROOT = Path(positiveculture.__file__).parent

#: The parts of each floor, ground first; a part that is not named here is one of the domain, and has to be as pure.
#: A module may import what stands on its own floor or below, where no circle comes of it.
GROUND = (
    *("errors", "escaping", "extras", "field_types", "gettext", "messages", "messages_of_blockers"),
    *("messages_of_syntax", "problems", "sentences", "type_tests"),
)
EDGES = ("plugins", "formats")
DOORS = ("badges", "fhir", "ical")
DOCUMENTS = ("documents",)
RENDER = ("render",)
FILL = ("form", "sheets", "workbook")
ROOF = ("", "__main__", "cli", "public_names", "scaffold", "tables", "testing")
DOMAIN_HEIGHT = 1
FLOORS = {0: GROUND, 2: (*EDGES, *DOORS), 3: DOCUMENTS, 4: RENDER, 5: FILL, 6: ROOF}
HEIGHTS = {part: height for height, parts in FLOORS.items() for part in parts}

#: What only its home may import: a subject, or a part of one.
HOMES = {
    "cattrs": ("formats",),
    "importlib_metadata": ("plugins.entry_points",),
    "tomllib": ("formats",),
    "narwhals": ("tables",),
    "pathlib": ("formats", "plugins", "cli", "testing"),
    "os": ("formats", "plugins", "cli", "testing"),
    "click": ("cli",),
    "rich": ("cli", "render.terminal"),
    "htpy": ("render.html", "form."),
    "typst": ("render.pdf",),
    "fontpkg_noto_sans": ("render.pdf",),
    "docx": ("render.word",),
    "python_calamine": ("workbook.opening",),
    "xlsxwriter": ("workbook",),
    "icalendar": ("ical",),
    "hypothesis": ("testing",),
    "pytest": ("testing",),
}

#: How long a file may be, in lines.
MOST_LINES = 350
#: The packages whose public names are those of their stub.
FRONTS = ("positiveculture", "positiveculture.testing")

#: How many names the front door has at most.
MOST_NAMES = 90

#: The modules in which the names are that moved from the front door: the public modules of nouns, and the errors.
NOUNS = sorted(home.removeprefix("positiveculture.") for home in HOMES_OF_NAMES if home != "positiveculture.errors")

#: Names of types that the rooms of routes and rules use for another type too.
NAMED_TWICE = {"Key", "Option", "Requirement", "Shares", "Table"}

#: Words that say little of what code does.
CREPT_IN = re.compile(
    r"\b(told(?! apart)|said|stands for|stands? in(?! the way)|hand(s|ed|ing)? over|brought|comes? to|"
    r"came to|sets? aside|(is|are) there|beside|had|found out)\b",
    re.IGNORECASE,
)

#: The same as names of what code has; and where apps can see one.
SAYS_LITTLE = {"aside", "brought", "had", "said", "told", "_said", "_told"}
NAMED_LONG_AGO = {"responses": {"said"}}

#: Of the standard library, what the domain has no use for: files, clocks, the network, other processes.
IMPURE = ("os", "pathlib", "io", "sys", "time", "socket", "subprocess", "random", "importlib", "threading", "tempfile")


def modules() -> dict[str, Path]:
    """Return every module of the library, by its name below the root."""
    found = {}
    for path in sorted(ROOT.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(part for part in parts if part != "__init__")] = path
    return found


MODULES = modules()


@cache
def imported(name: str) -> tuple[str, ...]:
    """Return the full name of each module that `name` imports, inside functions too; not for type checkers alone."""
    return tuple(_imported(name))


def _imported(name: str) -> Iterator[str]:
    tree = ast.parse(MODULES[name].read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            node.body = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name} imports from where it stands"
            base = (node.module or "").removeprefix("positiveculture").removeprefix(".")
            for alias in node.names:
                whole = f"{base}.{alias.name}".removeprefix(".")
                ours = (node.module or "").partition(".")[0] == "positiveculture"
                yield f"positiveculture.{whole}" if ours and whole in MODULES else node.module or ""


def own(name: str) -> set[str]:
    """Return the modules of the library that `name` imports."""
    found = (each for each in imported(name) if each.partition(".")[0] == "positiveculture")
    return {each.removeprefix("positiveculture").removeprefix(".") for each in found}


def others(name: str) -> set[str]:
    """Return the packages of others that `name` imports."""
    return {each.partition(".")[0] for each in imported(name)} - {"positiveculture"}


def height(name: str) -> int:
    """Return the floor that a module stands on."""
    return HEIGHTS.get(name.partition(".")[0], DOMAIN_HEIGHT)


PURE = [name for name in MODULES if height(name) <= DOMAIN_HEIGHT]


@pytest.mark.parametrize("name", MODULES)
def test_imports_only_go_down(name: str) -> None:
    """A module imports nothing from a floor above its own."""
    assert set() == {each for each in own(name) if height(each) > height(name)}


def test_no_circles() -> None:
    """No module imports itself, through however many others; a package's parts may not import the package."""
    TopologicalSorter({name: own(name) for name in MODULES}).prepare()


def types(name: str) -> Iterator[str]:
    """Yield the name of each class and type alias of a module, without an underscore before it."""
    for node in ast.parse(MODULES[name].read_text(encoding="utf-8")).body:
        match node:
            case ast.ClassDef(name=own) | ast.AnnAssign(target=ast.Name(own)) | ast.Assign(targets=[ast.Name(own)]):
                plain = own.lstrip("_")
                yield from [plain] if plain[:1].isupper() and not plain.isupper() else []
            case _:  # functions, constants in part of a tuple, ...
                pass


def test_each_type_has_a_name_of_its_own() -> None:
    """No name means one type in one module and another in another, in what is not for tests."""
    times = Counter(own for name in MODULES if name.partition(".")[0] != "testing" for own in set(types(name)))
    assert {own for own, count in times.items() if count > 1} <= NAMED_TWICE


@pytest.mark.parametrize("name", PURE)
def test_the_domain_is_pure(name: str) -> None:
    """The domain imports attrs and the standard library, and of that nothing that reaches out of the program."""
    assert set() == others(name) - sys.stdlib_module_names - {"attrs"}
    assert set() == others(name) & set(IMPURE)


@pytest.mark.parametrize("package", HOMES)
def test_each_edge_has_one_home(package: str) -> None:
    """What reaches out is imported in one place."""
    homes = HOMES[package]
    users = {name for name in MODULES if package in others(name)}
    assert {user for user in users if user.startswith(homes)} == users


@pytest.mark.parametrize("room", ["frameworks", "crosswalks"])
def test_content_is_data_alone(room: str) -> None:
    """Our own frameworks and crosswalks are found as everybody's data are, by entry points: no Python is among them."""
    files = [path for path in (ROOT / room).rglob("*") if path.is_file()]
    assert {".toml"} == {path.suffix for path in files}


def test_no_module_is_long() -> None:
    """No file is much above 250 lines; where one grows, it has two jobs."""
    lines = {name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in MODULES.items()}
    assert {name: count for name, count in lines.items() if count > MOST_LINES} == {}


def test_no_guard_hides_a_kind() -> None:
    """A match with a guard says what becomes of the rest: mypy does not see what such a match leaves out."""
    guarded = [
        (name, node.cases[-1].pattern)
        for name, path in MODULES.items()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Match) and any(case.guard for case in node.cases)
    ]
    assert [name for name, last in guarded if not (isinstance(last, ast.MatchAs) and last.pattern is None)] == []


def prose(name: str) -> Iterator[str]:
    """Yield each docstring and comment of a module, without the code in it."""
    text = MODULES[name].read_text(encoding="utf-8")
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    found = [ast.get_docstring(node) for node in ast.walk(ast.parse(text)) if isinstance(node, documented)]
    found += [token.string for token in generate_tokens(StringIO(text).readline) if token.type == COMMENT]
    yield from (re.sub(r"`[^`]*`|\"\w*\"", "", each) for each in found if each)


@pytest.mark.parametrize("name", MODULES)
def test_docstrings_are_plain(name: str) -> None:
    """Docstrings and comments say what the code does, in the words of the field, without those that crept in."""
    assert [each for each in prose(name) if CREPT_IN.search(each)] == []


@pytest.mark.parametrize("name", MODULES)
def test_what_is_named_is_named_plainly(name: str) -> None:
    """No function, argument, variable or attribute has a name of those words that say little."""
    found = set[str]()
    for node in ast.walk(ast.parse(MODULES[name].read_text(encoding="utf-8"))):
        match node:
            case ast.FunctionDef(name=named) | ast.ClassDef(name=named) | ast.arg(arg=named):
                found.add(named)
            case ast.Name(id=named, ctx=ast.Store()) | ast.Attribute(attr=named, ctx=ast.Store()):
                found.add(named)
            case _:
                pass
    assert found & SAYS_LITTLE <= NAMED_LONG_AGO.get(name, set())


def test_every_public_name_is_there() -> None:
    """Each name that the front door lists can be had from it, and comes from the home that is given."""
    assert dir(positiveculture) == sorted(set(dir(positiveculture)))
    for name in dir(positiveculture):
        found = getattr(positiveculture, name)
        assert getattr(found, "__module__", "positiveculture").startswith(("positiveculture", "typing", "types"))
    assert positiveculture.__version__.count(".") == 2


def test_the_front_door_is_small() -> None:
    """At most 90 names are at the front door: what few people need is in the public module of its noun."""
    assert len(dir(positiveculture)) <= MOST_NAMES


@pytest.mark.parametrize("front", FRONTS)
def test_a_star_brings_what_is_listed(front: str) -> None:
    """What `from positiveculture import *` brings is what `dir` lists."""
    brought: dict[str, object] = {}
    exec(f"from {front} import *", brought)  # noqa: S102 - to run it is the test

    assert sorted(brought.keys() - {"__builtins__"}) == dir(import_module(front))


@pytest.mark.parametrize("front", FRONTS)
def test_type_checkers_see_the_same_names(front: str) -> None:
    """What type checkers read and what runs name the same things, from the same homes: there is one list."""
    package = import_module(front)
    tree = ast.parse(Path(str(package.__file__)).with_suffix(".pyi").read_text(encoding="utf-8"))
    imports = [node for node in tree.body if isinstance(node, ast.ImportFrom)]
    names = {alias.name: node.module for node in imports for alias in node.names}
    assert sorted(names) == dir(package)
    for name, home in names.items():
        assert getattr(package, name) is getattr(import_module(str(home)), name)


@pytest.mark.parametrize("name", MOVED)
def test_what_has_moved_says_where_to(name: str) -> None:
    """A name that was once at the front door is answered with what to write now, and that can be run as it is."""
    with pytest.raises(AttributeError) as refused:
        getattr(positiveculture, name)
    said, _, code = str(refused.value).partition(" has moved: ")
    renamed = re.search(r" is now (\w+) of ([\w.]+)$", said)

    assert said.startswith(f"pc.{name}")
    exec(code, {})  # noqa: S102 - to run it is the test
    assert not renamed or renamed[1] in import_module(renamed[2]).__all__


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    """A name that never was is answered with the nearest that there is."""
    with pytest.raises(AttributeError, match="has no attribute 'evalute'; did you mean \"evaluate\""):
        positiveculture.evalute  # type: ignore[attr-defined]  # noqa: B018 - to ask is the test
    assert not hasattr(positiveculture, "__nothing__")


@pytest.mark.parametrize("noun", NOUNS)
def test_a_nouns_module_is_all_that_its_users_import(noun: str) -> None:
    """The public module of a noun lists what it offers, and has all of it."""
    module = import_module(f"positiveculture.{noun}")

    assert [name for name in module.__all__ if not hasattr(module, name)] == []


HEAVY = (
    *("cattrs", "importlib_metadata", "tomllib", "hypothesis", "pytest", "click", "rich", "narwhals", "polars"),
    *("htpy", "typst", "docx", "icalendar", "python_calamine", "xlsxwriter"),
)

FRONT = "import sys, positiveculture; print([name for name in {heavy!r} if name in sys.modules])"
CORE = """
import sys
from datetime import date
from importlib import import_module
for name in {domain!r}:
    import_module("positiveculture." + name)
import positiveculture as pc
scale = pc.Scale("tide", (pc.Level(1, "Low"), pc.Level(2, "High")))
framework = pc.Framework(
    id="harbour", edition="2026", title="Harbour", source=pc.Source(title="H", publisher="H", rights="None"),
    topics=[pc.Topic(id="mooring", title="Mooring", scale=scale)],
    awards=[pc.Award(id="copper", title="Copper", rule=pc.AtLeast("mooring", 2))],
)
said = pc.Assessment(
    framework="harbour", edition="2026", service="Seal Sands", assessed_on=date(2026, 3, 31), responses={{"mooring": 1}}
)
outcome = pc.evaluate(framework, said)
assert outcome.award is None
assert pc.route(outcome, "copper").steps
assert pc.draft_plan(outcome, "copper").actions
assert pc.History([said]).changes == ()
print([name for name in {heavy!r} if name in sys.modules])
"""


@pytest.mark.parametrize("code", [FRONT, CORE])
def test_what_is_not_used_is_not_imported(code: str, untraced: dict[str, str]) -> None:
    """The front door, and the whole domain at work, import none of the packages that the edges need."""
    line = [sys.executable, "-c", code.format(heavy=HEAVY, domain=PURE)]
    told = subprocess.run(line, env=untraced, capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"
