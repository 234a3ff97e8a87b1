"""Threads that read for queries give way to the event loop's; those that readiness and keys wait for do not."""

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from storage.database.opening import open_database
from storage.database.priority import NICENESS, give_way

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="threads have a priority of their own on Linux only")


def niceness(thread: int) -> int:
    """The niceness of a thread beyond that of the calling one."""
    return os.getpriority(os.PRIO_PROCESS, thread) - os.getpriority(os.PRIO_PROCESS, 0)


def test_only_the_calling_thread_gives_way() -> None:
    before = os.getpriority(os.PRIO_PROCESS, 0)
    with ThreadPoolExecutor(1, initializer=give_way) as pool:
        inside = pool.submit(os.getpriority, os.PRIO_PROCESS, 0).result()
    assert (inside, os.getpriority(os.PRIO_PROCESS, 0)) == (before + NICENESS, before)


async def test_readers_of_queries_give_way_and_those_of_keys_and_readiness_do_not(sqlite_url: str) -> None:
    database: Any = await open_database(sqlite_url, readers=2)
    try:
        pools = (database._idle, database._large, database._service)
        found = [niceness((await pool.acquire())._thread.native_id) for pool in pools for _ in range(2)]
    finally:
        await database.close()
    assert found == [NICENESS] * 4 + [0] * 2
