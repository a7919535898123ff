"""A limit on how long a plug-in may take: one that never returns may not keep the others waiting."""

import threading
from collections.abc import Callable
from contextvars import copy_context
from typing import TypeVar

T = TypeVar("T")


def with_timeout(seconds: float | None, load: Callable[[], T]) -> T:
    """Return what `load` returns, or raise what it raises; None = no limit.

    Raises:
        TimeoutError: It did not return in time. It is left running, in a thread that ends with the process.
    """
    if seconds is None:
        return load()
    results: list[T] = []
    errors: list[BaseException] = []

    def work() -> None:
        try:
            results.append(load())
        except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
            errors.append(error)

    thread = threading.Thread(target=copy_context().run, args=(work,), daemon=True)
    thread.start()
    thread.join(seconds)
    for error in errors:
        raise error
    if not results:
        raise TimeoutError
    return results[0]
