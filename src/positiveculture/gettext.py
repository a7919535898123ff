"""The one function through which every sentence to people goes, so that another language is a catalogue, not a rewrite.

English is the source: a template is its own key, with named places such as ``{award} is needed first``.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar


def _english(template: str) -> str:
    return template


_catalogue: ContextVar[Callable[[str], str]] = ContextVar("positiveculture_catalogue", default=_english)


def gettext(template: str) -> str:
    """Return `template` in the language of the current catalogue; without one, as it is."""
    return _catalogue.get()(template)


def current_catalogue() -> Callable[[str], str]:
    """Return what `gettext` uses now: sentences that are kept are kept for it alone."""
    return _catalogue.get()


@contextmanager
def use_catalogue(translate: Callable[[str], str]) -> Iterator[None]:
    """Use `translate` for every sentence made within the block, in this thread or task alone.

    Args:
        translate: Returns a template in another language, with the same named places.
    """
    token = _catalogue.set(translate)
    try:
        yield
    finally:
        _catalogue.reset(token)
