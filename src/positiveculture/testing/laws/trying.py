"""How a law is tried: on drawn examples, the same ones each time, until the smallest that breaks it is found."""

from collections.abc import Callable
from typing import TypeVar

from hypothesis import HealthCheck, Phase, Verbosity, given, settings
from hypothesis.errors import Flaky, InvalidArgument
from hypothesis.strategies import SearchStrategy

from positiveculture.testing.strategies.arguments import shown

T = TypeVar("T")


class Broken(AssertionError):
    """A law does not hold for one example."""


def steady(max_examples: int) -> settings:
    """Return how examples are drawn: the same each time, with nothing kept or printed, and shrunk."""
    return settings(
        derandomize=True,
        database=None,
        deadline=None,
        max_examples=max_examples,
        phases=[Phase.generate, Phase.shrink],
        print_blob=False,
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
        verbosity=Verbosity.quiet,
    )


def hold(check: Callable[[T], None], examples: SearchStrategy[T], max_examples: int) -> None:
    """Hold that `check` raises nothing for any of `examples`; nothing is stored, and nothing depends on chance.

    Raises:
        InvalidArgument: `max_examples` is no whole number of 1 or more.
        AssertionError: With what `check` says of the smallest example that it refuses.
    """
    if type(max_examples) is not int or max_examples < 1:
        raise InvalidArgument(f"`max_examples` takes a whole number of 1 or more, not {shown(max_examples)}")

    @steady(max_examples)
    @given(examples)
    def held(example: T) -> None:
        check(example)

    try:
        held()
    except Broken as broken:
        message = str(broken)
    except Flaky as flaky:
        message = _unsteady(flaky)
    else:
        return
    raise AssertionError(message)


def _unsteady(flaky: Flaky) -> str:
    """Return what was broken once, and not when the same was judged again."""
    broken = [str(error) for error in getattr(flaky, "exceptions", ()) if isinstance(error, Broken)]
    return "\n  ".join([*broken[:1], "and not each time: the same answers do not always come to the same verdict"])
