"""Connections are shared: no organization takes all, those who wait are served in turn, and keys never wait for queries."""

import asyncio
from contextlib import AsyncExitStack
from time import monotonic
from typing import Any

import pytest

import storage.database.sharing
from storage.database.opening import open_database
from storage.database.sharing import Shares, reader_shares
from storage.errors import OperationTimeout, Overloaded

pytestmark = pytest.mark.anyio

SLOW = """WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 1000000000) SELECT count(*) FROM n"""
"""A statement that runs for minutes."""


async def hold(shares: Shares, owner: str, held: list[str], end: asyncio.Event) -> None:
    """Holds a slot until the event."""
    async with shares.slot(owner):
        held.append(owner)
        await end.wait()


async def settle() -> None:
    """Lets all tasks go as far as they can."""
    for _ in range(20):
        await asyncio.sleep(0)


async def test_one_organization_leaves_a_quarter_of_the_slots() -> None:
    shares, end = reader_shares(8), asyncio.Event()
    held: list[str] = []
    tasks = [asyncio.create_task(hold(shares, "a", held, end)) for _ in range(20)]
    await settle()
    assert held == ["a"] * 6
    tasks.append(asyncio.create_task(hold(shares, "b", held, end)))
    await settle()
    assert held[-1] == "b"
    end.set()
    await asyncio.gather(*tasks)
    assert sorted(held) == ["a"] * 20 + ["b"]


async def test_those_who_wait_are_served_in_turn() -> None:
    shares = Shares(1, 1, 100, "")
    held: list[str] = []
    ends = [asyncio.Event() for _ in range(7)]
    tasks = []
    for owner, end in zip("aaaabbc", ends, strict=True):
        tasks.append(asyncio.create_task(hold(shares, owner, held, end)))
        await settle()
    for end in ends:
        end.set()
    await asyncio.gather(*tasks)
    assert "".join(held) == "aabcaba"


async def test_a_full_queue_refuses_and_one_organization_fills_only_half_of_it() -> None:
    shares, end = Shares(1, 1, 4, "full"), asyncio.Event()
    held: list[str] = []
    tasks = [asyncio.create_task(hold(shares, "a", held, end)) for _ in range(3)]
    await settle()
    with pytest.raises(Overloaded, match="full") as refused:
        async with shares.slot("a"):
            pass
    assert refused.value.facts["retryAfter"] == 2
    tasks.append(asyncio.create_task(hold(shares, "b", held, end)))
    end.set()
    await asyncio.gather(*tasks)
    assert held.count("b") == 1


async def test_who_stops_waiting_leaves_the_queue_and_takes_no_slot() -> None:
    shares, end = Shares(1, 1, 4, ""), asyncio.Event()
    held: list[str] = []
    first = asyncio.create_task(hold(shares, "a", held, end))
    await settle()
    second = asyncio.create_task(hold(shares, "b", held, end))
    await settle()
    second.cancel()
    await settle()
    end.set()
    await first
    assert (shares._free, shares._waiting, dict(shares._queues), dict(shares._used)) == (1, 0, {}, {})


async def test_who_is_cancelled_as_the_slot_arrives_gives_it_back() -> None:
    shares, end = Shares(1, 1, 4, ""), asyncio.Event()
    held: list[str] = []
    first = asyncio.create_task(hold(shares, "a", held, end))
    await settle()
    second = asyncio.create_task(hold(shares, "b", held, end))
    await settle()
    end.set()
    await first
    second.cancel()
    await settle()
    assert (shares._free, dict(shares._used)) == (1, {})


async def test_waiting_ends_at_the_deadline() -> None:
    shares, end = Shares(1, 1, 4, ""), asyncio.Event()
    held: list[str] = []
    first = asyncio.create_task(hold(shares, "a", held, end))
    await settle()
    with pytest.raises(OperationTimeout):
        async with shares.slot("b", monotonic() + 0.01):
            pass
    end.set()
    await first
    async with shares.slot("b", monotonic() - 1):
        pass


async def test_keys_and_other_organizations_do_not_wait_for_slow_statements(database_url: str) -> None:
    opened = await open_database(database_url, readers=2)
    slow = [asyncio.create_task(opened.value(SLOW, (), owner="a")) for _ in range(8)]
    try:
        await settle()
        assert await opened.rows("SELECT 1") == [(1,)]
        assert await opened.value("SELECT 2 FROM organization UNION SELECT 2", (), owner="b") == b"2"
        assert not any(task.done() for task in slow)
    finally:
        for task in slow:
            task.cancel()
        await asyncio.wait(slow)
        await opened.close()


async def test_a_statement_ends_at_the_deadline_of_its_operation(database_url: str) -> None:
    opened = await open_database(database_url, readers=1)
    try:
        with pytest.raises(OperationTimeout):
            await opened.value(SLOW, (), timeout=600, until=monotonic() + 0.1)
    finally:
        await opened.close()


async def test_snapshots_of_one_organization_leave_some_to_others(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage.database.sharing, "SLOT_SECONDS", 0.1)
    opened = await open_database(database_url, readers=1)
    try:
        async with AsyncExitStack() as held:
            for _ in range(32):
                try:
                    await held.enter_async_context(opened.snapshot("a"))
                except Overloaded:
                    break
            else:
                pytest.fail("one organization took all snapshots")
            snapshot = await held.enter_async_context(opened.snapshot("b"))
            assert await snapshot.rows("SELECT count(*) FROM organization") == [(0,)]
    finally:
        await opened.close()


async def test_large_statements_are_answered_and_stay_in_no_cache(sqlite_url: str) -> None:
    opened: Any = await open_database(sqlite_url, readers=1)
    try:
        for number in range(3):
            sql = f"SELECT {number} /* {'x' * 60_000} */"
            for _ in range(3):
                assert await opened.value(sql, ()) == str(number).encode()
        assert not opened._inline._known
        assert await opened.value("SELECT 4", ()) == b"4"
    finally:
        await opened.close()
