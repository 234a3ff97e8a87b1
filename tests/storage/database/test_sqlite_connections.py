"""Connections that read a SQLite file are opened when they are needed, and never lost."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.database.opening import parse_url
from storage.database.sqlite_connections import ReaderPool, probe


@pytest.fixture
async def pool(sqlite_url: str, anyio_backend: str) -> AsyncIterator[ReaderPool]:
    """At most two connections."""
    made = ReaderPool(await probe(parse_url(sqlite_url)), 2, 10, gives_way=False)
    yield made
    await made.close()


async def test_one_after_another_needs_one_connection(pool: ReaderPool) -> None:
    first = await pool.acquire()
    pool.release(first)
    assert await pool.acquire() is first


async def test_at_once_there_are_as_many_as_allowed(pool: ReaderPool) -> None:
    held = await asyncio.gather(pool.acquire(), pool.acquire())
    assert held[0] is not held[1]
    third = asyncio.create_task(pool.acquire())
    await asyncio.sleep(0)
    assert (pool.free, third.done()) == (0, False)
    pool.release(held[1])
    assert await third is held[1]


async def test_a_connection_that_is_not_waited_for_is_there_for_the_next(pool: ReaderPool) -> None:
    given_up = asyncio.create_task(pool.acquire())
    await asyncio.sleep(0)
    given_up.cancel()
    with pytest.raises(asyncio.CancelledError):
        await given_up
    held = await asyncio.gather(pool.acquire(), pool.acquire())
    assert len(set(map(id, held))) == 2


async def test_one_that_cannot_be_opened_can_be_tried_again(pool: ReaderPool, tmp_path: Path) -> None:
    file, aside = tmp_path / "pentagraph.db", tmp_path / "aside.db"
    await asyncio.to_thread(file.rename, aside)
    await asyncio.to_thread(file.mkdir)
    for _ in range(3):
        with pytest.raises(sqlite3.OperationalError, match="unable to open"):
            await pool.acquire()
    await asyncio.to_thread(file.rmdir)
    await asyncio.to_thread(aside.rename, file)
    assert len(set(map(id, await asyncio.gather(pool.acquire(), pool.acquire())))) == 2
