"""Parts of the library that need another package: the error names the extra to install."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from positiveculture.errors import MissingExtra
from positiveculture.gettext import gettext


@contextmanager
def extra(name: str, part: str, packages: Collection[str], distribution: str = "") -> Iterator[None]:
    """Say which extra to install where an import within the block finds no package.

    Args:
        name: The extra.
        part: What needs it.
        packages: What is imported.
        distribution: What the package is called where it is installed from, if not as it is imported.

    Raises:
        MissingExtra: One of `packages` is not installed.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        if package not in packages:
            raise
        raise MissingExtra(gettext(part), distribution or package, name) from None
