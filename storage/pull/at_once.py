"""Several requests at the same time."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

AT_ONCE = 4

Given = TypeVar("Given")
Found = TypeVar("Found")


async def at_once(fetch: Callable[[Given], Awaitable[Found]], each: Iterable[Given]) -> list[Found]:
    """What a function returns for each, in order; at most AT_ONCE run at the same time. Raises the first failure."""
    room = asyncio.Semaphore(AT_ONCE)

    async def fetch_one(one: Given) -> Found:
        async with room:
            return await fetch(one)

    tasks = [asyncio.ensure_future(fetch_one(one)) for one in each]
    try:
        return list(await asyncio.gather(*tasks))
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
