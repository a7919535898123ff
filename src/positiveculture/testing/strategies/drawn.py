"""Values against frameworks that are drawn themselves."""

from collections.abc import Callable
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from positiveculture.assessment import Assessment
from positiveculture.framework import Framework
from positiveculture.history import History
from positiveculture.panel import Panel
from positiveculture.plan import ActionPlan
from positiveculture.testing.strategies.against import Strategies, strategies_for
from positiveculture.testing.strategies.arguments import ranges, strategy
from positiveculture.testing.strategies.published import frameworks

T = TypeVar("T")


def assessments(framework: SearchStrategy[Framework] | None = None) -> SearchStrategy[Assessment]:
    """Assessments, from empty to whole, each against a framework that is drawn.

    Args:
        framework: What they are against; `just(it)` for one that is given. By default, any framework.

    Raises:
        InvalidArgument: The framework is no strategy.
    """
    return _against(framework, Strategies.assessments)


def histories(
    framework: SearchStrategy[Framework] | None = None, *, min_size: int = 1, max_size: int = 4
) -> SearchStrategy[History]:
    """Histories of so many assessments of one service, each against a framework that is drawn.

    Args:
        framework: What they are against; `just(it)` for one that is given. By default, any framework.
        min_size: The fewest assessments; 1 is the least.
        max_size: The most assessments.

    Raises:
        InvalidArgument: The framework is no strategy, or nothing lies in the range.
    """
    ranges(least=1, size=(min_size, max_size))
    return _against(framework, lambda ours: ours.histories(min_size=min_size, max_size=max_size))


def panels(
    framework: SearchStrategy[Framework] | None = None, *, min_size: int = 1, max_size: int = 6
) -> SearchStrategy[Panel]:
    """Panels of so many people, each against a framework that is drawn.

    Args:
        framework: What they are against; `just(it)` for one that is given. By default, any framework.
        min_size: The fewest people.
        max_size: The most people.

    Raises:
        InvalidArgument: The framework is no strategy, or nothing lies in the range.
    """
    ranges(size=(min_size, max_size))
    return _against(framework, lambda ours: ours.panels(min_size=min_size, max_size=max_size))


def plans(framework: SearchStrategy[Framework] | None = None) -> SearchStrategy[ActionPlan]:
    """Action plans, each against a framework that is drawn.

    Args:
        framework: What they are against; `just(it)` for one that is given. By default, any framework.

    Raises:
        InvalidArgument: The framework is no strategy.
    """
    return _against(framework, Strategies.plans)


@st.composite
def assessed(draw: st.DrawFn, frameworks: SearchStrategy[Framework] | None = None) -> tuple[Framework, Assessment]:
    """Frameworks, each with an assessment against it."""
    framework = draw(_any() if frameworks is None else frameworks)
    return framework, draw(strategies_for(framework).assessments())


def _against(
    framework: SearchStrategy[Framework] | None, what: Callable[[Strategies], SearchStrategy[T]]
) -> SearchStrategy[T]:
    strategy("framework", framework)
    return (_any() if framework is None else framework).flatmap(lambda found: what(strategies_for(found)))


def _any() -> SearchStrategy[Framework]:
    return frameworks()
