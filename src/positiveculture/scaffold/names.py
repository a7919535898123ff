"""What a new framework may be called: its name is a distribution's, a package's and an entry point's as well."""

import keyword
import re
import sys
from collections.abc import Iterator
from importlib.util import find_spec

from positiveculture.errors import UnusableName
from positiveculture.gettext import gettext
from positiveculture.plugins.entry_points import distribution_names, normal
from positiveculture.plugins.registry import registry
from positiveculture.sentences import quoted

#: Words of lower-case letters and digits with single hyphens between, the first of which begins with a letter.
NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")

#: The longest name, so that every file system can hold it.
LONGEST = 64


def package_of(name: str) -> str:
    """Return the name of the package of a framework."""
    return name.replace("-", "_")


def check_name(name: str) -> None:
    """Refuse a name that a new framework cannot have.

    Raises:
        UnusableName: It cannot.
    """
    for reason in _reasons(name):
        raise UnusableName(gettext("framework"), name, reason)


def check_line(what: str, text: str) -> None:
    """Refuse a text that is no line of signs that can be seen: it goes into TOML, Markdown and comments.

    Raises:
        UnusableName: It is none.
    """
    if not (text.strip() and text.isprintable()):
        raise UnusableName(what, text, gettext("it is one line of letters and signs that can be seen"))


def _reasons(name: str) -> Iterator[str]:
    """Yield each reason why a framework cannot have a name, the plainest first."""
    package = package_of(name)
    if not NAME.fullmatch(name):
        yield gettext(
            "an id is lower-case letters and digits, words joined by single hyphens, and starts with a letter"
        )
    if len(name) > LONGEST:
        yield gettext("it is longer than {most} letters").format(most=LONGEST)
    if keyword.iskeyword(package):
        yield gettext("it is a word of Python's own, which no package can be called")
    if package in sys.stdlib_module_names:
        yield gettext("Python itself has a module {name}, which would hide its package").format(name=quoted(package))
    if name in registry():
        yield gettext("a framework of this name is installed")
    if normal(name) in {normal(each) for each in distribution_names()}:
        yield gettext("a distribution of this name is installed")
    if _importable(package):
        yield gettext("a package {name} is installed, which would hide its own").format(name=quoted(package))


def _importable(package: str) -> bool:
    """Return whether Python finds a package or module; a mere folder of that name is none."""
    spec = find_spec(package) if package.isidentifier() else None
    return spec is not None and spec.origin is not None
