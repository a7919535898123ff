"""Registries in threads and tasks: one object for all who ask, and nothing that locks up."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context

import httpx
import pytest
from fastapi import Depends, FastAPI
from installing import Site, given, module, run, site

from positiveculture import Framework, UnknownFramework, get_framework, registry, use_registry
from positiveculture.plugins.registry import Registry

__all__ = ["site"]


def test_a_registry_is_used_in_one_thread_or_task() -> None:
    """`use_registry` holds where it was called: not in another thread, not after it, not in a task begun before."""
    mine = Registry(lambda: ())
    default = registry()
    before = copy_context()
    with use_registry(mine) as used:
        assert mine is used is registry()
        with ThreadPoolExecutor(1) as pool:
            assert default is pool.submit(registry).result()
        assert default is before.run(registry)
        assert mine is copy_context().run(registry)
        with pytest.raises(UnknownFramework):
            get_framework("wigan-progress")
    assert default is registry()


def test_tasks_use_registries_of_their_own() -> None:
    """Tasks that take turns each have their own registry, in the tasks and `to_thread` calls that they begin too."""
    default = registry()

    async def ask() -> list[Registry]:
        await asyncio.sleep(0)
        return [registry(), await asyncio.create_task(asyncio.to_thread(registry))]

    async def use(own: Registry) -> tuple[list[Registry], Registry]:
        with use_registry(own):
            asked = await ask()
            return asked, await asyncio.get_running_loop().run_in_executor(None, registry)

    async def all_at_once(*own: Registry) -> list[tuple[list[Registry], Registry]]:
        return await asyncio.gather(*map(use, own))

    one, two = Registry(lambda: ()), Registry(lambda: ())

    assert asyncio.run(all_at_once(one, two)) == [([one, one], default), ([two, two], default)]
    assert registry() is default


def test_a_dependency_in_threads_cannot_use_a_registry() -> None:
    """A plain generator, which FastAPI begins and ends in threads, is refused; an asynchronous one is not."""
    own = Registry(lambda: ())

    def in_threads() -> Iterator[None]:
        with use_registry(own):
            yield

    async def in_the_task() -> AsyncIterator[None]:
        with use_registry(own):
            yield

    app = FastAPI()
    for path, dependency in (("/threads", in_threads), ("/task", in_the_task)):
        app.get(path, dependencies=[Depends(dependency)])(lambda: registry() is own)

    async def get(path: str) -> bool:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://app") as client:
            return (await client.get(path)).json() is True

    assert asyncio.run(get("/task"))
    with pytest.raises(ValueError, match="different Context"):
        asyncio.run(get("/threads"))
    assert registry() is not own


def test_a_framework_itself_is_taken_as_it_is() -> None:
    """Where a name is asked for, a framework will do."""
    harbour = given("harbour")
    assert harbour is get_framework(harbour)


SLOW = f"""
import time
time.sleep(0.05)
{module("harbour")}
make = framework

def framework():
    time.sleep(0.02)
    return make()
"""

THREADS = """
import threading
import positiveculture as pc
start = threading.Barrier(16)
found = []
def ask():
    start.wait()
    found.append(pc.get_framework("harbour"))
threads = [threading.Thread(target=ask) for _ in range(16)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(len(found), len({id(each) for each in found}))
"""


def test_many_threads_get_one_object(site: Site) -> None:
    """Sixteen threads that ask at once for a framework that is slow to load all get the same one."""
    site.install("harbour-plugin", {"harbour": "slow:framework"}, {"slow": SLOW})

    assert run(site.folder, THREADS) == "16 1\n"

    found = Registry()
    start = threading.Barrier(16)

    def ask(_: int) -> Framework:
        start.wait()
        return found.get("harbour")

    with ThreadPoolExecutor(16) as pool:
        assert len({id(each) for each in pool.map(ask, range(16))}) == 1


def test_a_plugin_may_use_a_registry_while_it_is_imported(site: Site) -> None:
    """A plug-in that asks for other frameworks, even from another thread, while it is imported does not lock up."""
    text = """
    import threading
    from positiveculture import registry, get_framework
    def look():
        registry().names()
        get_framework("wigan-progress")
    thread = threading.Thread(target=look)
    thread.start()
    thread.join(10)
    assert not thread.is_alive()
    look()
    from inland import framework as other
    def framework():
        return other()
    """
    site.install("inland-plugin", {"inland": "asks:framework"}, {"asks": text, "inland": module("inland")})

    assert run(site.folder, "import positiveculture as pc; print(pc.get_framework('inland').id)") == "inland\n"


def test_all_are_loaded_and_failures_are_told(site: Site) -> None:
    """A broken plug-in hurts only who names it: the others are loaded, and the report tells of both."""
    site.install("harbour-plugin", {"harbour": "harbour_plugin:framework"}, {"harbour_plugin": module("harbour")})
    site.install("broken-plugin", {"broken": "broken:framework"}, {"broken": "1 / 0"})
    found = Registry(allow=["harbour-plugin", "broken-plugin"])

    report = found.load_all()

    assert {"broken"} == set(report.failed)
    assert {"harbour"} == set(report.loaded)
    assert report.loaded["harbour"] is found.get("harbour")
    assert "ZeroDivisionError: division by zero" in str(report.failed["broken"])
