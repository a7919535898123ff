"""What a plug-in does wrong is told for what it is, blamed on it by name, and forgotten once it is mended."""

import sys

import pytest
from installing import Site, module, site

from positiveculture import InvalidFramework, PositiveCultureError
from positiveculture.errors import FrameworkLoadError, IncompatibleFramework
from positiveculture.plugins.registry import Registry

__all__ = ["site"]

NEEDS = "import a_package_that_nobody_has"
FROZEN = (
    module("harbour")
    + "\nmake = framework\ndef framework():\n    made = make()\n    made.title = 'Mine'\n    return made\n"
)
TWO_FAULTS = module("harbour").replace('edition="2026"', 'edition=""').replace('id="mooring"', 'id="No!"')

FAILURES = {
    "its module": (None, "its module 'harbour_plugin' is missing"),
    "a dependency": (NEEDS, "it needs 'a_package_that_nobody_has', which is not installed"),
    "an import error": ("from os import nothing", "ImportError: cannot import name 'nothing' from 'os'"),
    "no name": ("raise ModuleNotFoundError('somehow')", "ModuleNotFoundError: somehow"),
    "a mistake": ("1 / 0", "ZeroDivisionError: division by zero"),
    "a syntax error": ("def", "SyntaxError: invalid syntax"),
    "an exit": ("import sys\nsys.exit(3)", "SystemExit: 3"),
    "no object": ("x = 1", 'harbour_plugin: has no "framework"; there are: "x"'),
    "an object that is misspelt": ("frameworks = 1", 'harbour_plugin: has no "framework"; did you mean "frameworks"?'),
    "a mistake when called": ("def framework():\n    return {}['x']", "KeyError: 'x'"),
    "an exit when called": ("def framework():\n    raise SystemExit", "SystemExit: "),
    "arguments": ("def framework(x):\n    pass", "TypeError: framework() missing 1 required positional argument: 'x'"),
    "no end": ("def framework():\n    return framework()", "RecursionError: maximum recursion depth exceeded"),
    "a change of what is frozen": (FROZEN, "FrozenInstanceError: "),
    "a missing file": (
        "from positiveculture import read_framework\ndef framework():\n    return read_framework('no/framework.toml')",
        "no/framework.toml: there is no folder no",
    ),
}


def failure(target: str = "harbour_plugin:framework") -> PositiveCultureError:
    """Return how asking for the harbour fails."""
    with pytest.raises(PositiveCultureError) as caught:
        Registry().get("harbour")
    assert "harbour-plugin 1.0 (" + target + ")" in str(caught.value)
    return caught.value


def install(site: Site, text: str | None, target: str = "harbour_plugin:framework") -> None:
    """Install the harbour's plug-in."""
    site.install("harbour-plugin", {"harbour": target}, {} if text is None else {"harbour_plugin": text})


@pytest.mark.parametrize("name", FAILURES)
def test_what_failed_is_told(site: Site, name: str) -> None:
    """A plug-in that fails is blamed by name, with what failed; the cause is kept."""
    text, reason = FAILURES[name]
    install(site, text)

    error = failure()

    assert isinstance(error, FrameworkLoadError)
    assert error.reason.startswith(reason)
    assert error.__cause__ is not None


def test_an_entry_point_that_names_nothing(site: Site) -> None:
    """An entry point without a value is told what it has to name."""
    install(site, None, "")
    error = failure("")
    assert isinstance(error, FrameworkLoadError)
    assert error.reason.startswith("its entry point: names nothing; it names a package, or an object in a module")


def test_a_missing_package_is_a_missing_module(site: Site) -> None:
    """A target in a package that is not there is missing itself; nothing that it needs is."""
    install(site, None, "harbour_package.data:framework")
    error = failure("harbour_package.data:framework")
    assert isinstance(error, FrameworkLoadError)
    assert error.reason == "its module 'harbour_package' is missing"


def test_an_interruption_passes_through(site: Site) -> None:
    """Who presses Ctrl-C while a plug-in is loaded is obeyed."""
    install(site, "raise KeyboardInterrupt")
    with pytest.raises(KeyboardInterrupt):
        Registry().get("harbour")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("framework = 5", "harbour_plugin:framework gave int, not a Framework"),
        ("def framework():\n    return {'id': 'harbour'}", "harbour_plugin:framework gave dict, not a Framework"),
        ("class framework: pass", "harbour_plugin:framework gave framework, not a Framework"),
        (module("inland"), 'is called "inland" or "inland@2026"; the entry point must have the same name'),
    ],
)
def test_what_is_no_framework(site: Site, text: str, expected: str) -> None:
    """A value of another kind, or of another name, is no framework of this name."""
    install(site, text)
    error = failure()
    assert isinstance(error, InvalidFramework)
    assert [expected] == list(map(str, error.problems))


def test_every_problem_is_told(site: Site) -> None:
    """A framework that contradicts itself is told with every problem at once."""
    install(site, TWO_FAULTS)
    error = failure()
    assert isinstance(error, InvalidFramework)
    assert [problem.place for problem in error.problems] == ["`edition`", 'topic "No!", `id`']


@pytest.mark.parametrize(
    ("spec", "upgrade"),
    [(2, "upgrade positiveculture"), (0, "upgrade the plug-in"), ("1", "upgrade the plug-in"), ([], "upgrade the")],
)
def test_another_plugin_api(site: Site, spec: object, upgrade: str) -> None:
    """A plug-in for another API is incompatible, and which side to upgrade is told."""
    install(site, module("harbour", spec=spec))
    error = failure()
    assert isinstance(error, IncompatibleFramework)
    assert f"has spec {spec!r}, this library speaks 1: {upgrade}" in str(error)


@pytest.mark.parametrize(
    "target", ["harbour_plugin:made", "harbour_plugin:Shelf.framework", "harbour_plugin : framework [extra]"]
)
def test_other_ways_to_name_it(site: Site, target: str) -> None:
    """A framework itself, one within a class, and a target with extras are all found."""
    install(site, module("harbour") + "\nmade = framework()\nclass Shelf:\n    framework = made\n", target)
    assert Registry().get("harbour").id == "harbour"


def test_the_same_object_each_time(site: Site) -> None:
    """A plug-in that makes a new framework at each call is called once a registry."""
    install(site, module("harbour"))
    found = Registry()
    assert found.get("harbour") is found.get("harbour")
    assert found.get("harbour") is not Registry().get("harbour")


def test_failures_are_not_remembered(site: Site) -> None:
    """A plug-in that was mended is loaded by the registry that saw it fail."""
    install(site, "1 / 0")
    found = Registry()
    with pytest.raises(FrameworkLoadError):
        found.get("harbour")

    site.write("harbour_plugin", module("harbour"))

    assert found.get("harbour").id == "harbour"


def test_a_plugin_that_prints(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    """What a plug-in prints is its own; it is printed when it is loaded, never when it is listed."""
    install(site, "print('Ahoy')\n" + module("harbour"))
    found = Registry()
    assert "harbour" in found
    assert capsys.readouterr().out == ""
    found.get("harbour")
    assert capsys.readouterr().out == "Ahoy\n"
    assert "harbour_plugin" in sys.modules
