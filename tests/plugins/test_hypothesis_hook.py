"""What `import hypothesis` knows of our types, what that costs, and that it never harms who imports it."""

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

import positiveculture
from positiveculture import formats

#: The front door, and the public module of each noun.
PUBLIC = [
    positiveculture,
    *(import_module(f"{formats.__name__}.{noun.name}") for noun in iter_modules(formats.__path__)),
]
TYPES = {
    name: found
    for module in PUBLIC
    for name in getattr(module, "__all__", ())
    if isinstance(found := getattr(module, name), type) and attrs.has(found) and not issubclass(found, Exception)
}
#: The types whose constructors refuse what does not hold together.
VALIDATED = [name for name, found in TYPES.items() if hasattr(found, "__attrs_post_init__")]


def ran(code: str, *options: str, path: Path | None = None, **environment: str) -> tuple[str, str]:
    """Return what `code` prints and what it says on standard error, in a fresh process; it has to end well."""
    kept = dict(os.environ)
    if path is not None:  # what is there is not the library, and not to be traced as if it were
        kept = {name: value for name, value in kept.items() if not name.startswith("COVERAGE")}
        kept["PYTHONPATH"] = str(path)
    done = subprocess.run(
        [sys.executable, "-B", *options, "-c", code],
        env=kept | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return done.stdout, done.stderr


LOADED = "import hypothesis, sys; print(sorted(name for name in sys.modules if 'positiveculture' in name))"


def test_it_is_found_and_imports_nothing_of_ours() -> None:
    """To import Hypothesis runs our hook, which leaves our package alone until a type of ours is asked for."""
    assert ran(LOADED) == ("['_positiveculture_hypothesis']\n", "")


def test_it_can_be_switched_off() -> None:
    """Where Hypothesis is told to run no plug-ins, ours is not imported."""
    assert ran(LOADED, HYPOTHESIS_NO_PLUGINS="1") == ("[]\n", "")


RATING = """
from hypothesis import find, strategies as st
import positiveculture as pc
print(find(st.from_type(pc.Rating), lambda _: True))
print(find(st.from_type(pc.Response), lambda said: isinstance(said, pc.NotApplicable)))
"""


#: The smallest rating, and the smallest reason for which a topic is set aside.
SMALLEST = "Rating(level=1, note='', evidence=(), carried_from=None, review_on=None)\nNotApplicable(reason='A')\n"


def test_types_are_known_without_another_import() -> None:
    """A type of ours is drawn as itself, and in a union, with nothing imported but Hypothesis and the package."""
    told, _ = ran(RATING)

    assert (
        told == "Rating(level=1, note='', evidence=(), carried_from=None, review_on=None)\nNotApplicable(reason='A')\n"
    )


#: Makes Hypothesis look as if it had no table of packages, as another version of it might.
WITHOUT_TABLE = """
import collections
from hypothesis.strategies._internal import types
types._global_extra_lookup = collections.UserDict()
import _positiveculture_hypothesis
_positiveculture_hypothesis.register()
"""


def test_types_are_known_to_a_hypothesis_without_the_table() -> None:
    """Where Hypothesis has no table of packages, every type is registered at once."""
    told, _ = ran(WITHOUT_TABLE + RATING, HYPOTHESIS_NO_PLUGINS="1")

    assert (
        told == "Rating(level=1, note='', evidence=(), carried_from=None, review_on=None)\nNotApplicable(reason='A')\n"
    )


@pytest.fixture
def sabotaged(tmp_path: Path) -> Path:
    """A folder with a package of our name that can be imported, but whose strategies cannot."""
    strategies = tmp_path / "positiveculture" / "testing" / "strategies"
    strategies.mkdir(parents=True)
    for folder in (strategies, *strategies.parents[:2]):
        (folder / "__init__.py").write_text("class Thing:\n    pass\n", encoding="utf-8")
    (strategies / "registered.py").write_text("raise RuntimeError('sabotage')\n", encoding="utf-8")
    return tmp_path


THING = """
from hypothesis import find, strategies as st
from positiveculture import Thing
print(type(find(st.from_type(Thing), lambda _: True)).__name__)
"""
WARNED = "positiveculture could not tell Hypothesis of its types: RuntimeError: sabotage"


def test_a_sabotaged_package_only_warns(sabotaged: Path) -> None:
    """To import Hypothesis beside a package that is broken works; only who asks for its types is warned."""
    assert ran(LOADED, path=sabotaged) == ("['_positiveculture_hypothesis']\n", "")

    told, warned = ran(THING, path=sabotaged)

    assert told == "Thing\n"
    assert WARNED in warned


@pytest.mark.parametrize("options", [(), ("-W", "error")])
def test_a_sabotaged_package_only_warns_where_all_is_registered_at_once(
    sabotaged: Path, options: tuple[str, ...]
) -> None:
    """Without the table too, a package that is broken is told and breaks nothing, even where warnings are errors."""
    told, warned = ran(WITHOUT_TABLE + "print('alive')", *options, path=sabotaged, HYPOTHESIS_NO_PLUGINS="1")

    assert told == "alive\n"
    assert WARNED in warned


def test_no_table_at_all_only_warns() -> None:
    """If what the hook relies on of Hypothesis is gone, that is told, and breaks nothing."""
    code = (
        "import sys, hypothesis; sys.modules['hypothesis.strategies._internal.types'] = None\n"
        "import _positiveculture_hypothesis as hook; hook.register(); print('alive')"
    )

    told, warned = ran(code)

    assert told == "alive\n"
    assert "could not tell Hypothesis of its types: ModuleNotFoundError" in warned


def draws(cls: type, number: int) -> list[Any]:
    """Return so many values of a type, as Hypothesis draws them."""
    drawn: list[Any] = []

    @settings(
        max_examples=number, database=None, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck)
    )
    @given(st.from_type(cls))
    def drawing(value: Any) -> None:
        drawn.append(value)

    drawing()
    return drawn


@pytest.mark.parametrize("name", VALIDATED)
def test_validated_types_are_drawn_valid(name: str) -> None:
    """A type whose constructor refuses what does not hold together is drawn fifty times, and never refused."""
    drawn = draws(TYPES[name], 50)

    assert len(drawn) >= 50
    assert len(set(map(str, map(attrs.astuple, drawn)))) > 5


@pytest.mark.parametrize("name", [name for name in TYPES if name not in VALIDATED])
def test_every_public_type_is_drawn(name: str) -> None:
    """Every other public type is drawn too."""
    assert {TYPES[name]} == {type(value) for value in draws(TYPES[name], 5)}
