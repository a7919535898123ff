"""A limit on how long a plug-in may take: one that never returns may not keep the others waiting."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
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
    promise: Future[T] = Future()

    def work() -> None:
        try:
            promise.set_result(load())
        except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
            promise.set_exception(error)

    threading.Thread(target=copy_context().run, args=(work,), daemon=True).start()
    return promise.result(seconds)
