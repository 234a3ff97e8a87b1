"""A real server that is sent records: what it acknowledged survives SIGKILL, and bodies of any length take the same memory."""

import asyncio
import json
import random
import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from storage.database.opening import open_database
from tests.gateway.ingest.sending import key_of, killed_server
from tests.gateway.running_server import LONG
from tests.storage.contents import contents

pytestmark = [pytest.mark.server, pytest.mark.long]

LIVES = 4
SENDERS = 6
LINES = 40
TIME = "2026-05-01T12:00:00Z"


def body(name: str) -> bytes:
    records = ({"noun": "task", "id": f"{name}/{number}", "started_at": TIME} for number in range(LINES))
    return b"\n".join(json.dumps(record).encode() for record in records)


async def send(address: str, key: str, life: int, sender: int, acknowledged: list[str]) -> None:
    """Sends one body after the other until the server is gone."""
    headers = {"authorization": f"Bearer {key}"}
    async with httpx.AsyncClient(base_url=address, headers=headers, timeout=LONG) as client:
        for number in range(1_000_000):
            name = f"{life}-{sender}-{number}"
            try:
                answer = await client.post("/ingest", content=body(name))
            except httpx.TransportError:
                return
            assert answer.status_code == 200, answer.text
            acknowledged.append(name)


async def test_what_was_acknowledged_is_there_after_the_server_was_killed(own_database_url: str, tmp_path: Path) -> None:
    key = await key_of(own_database_url)
    chance = random.Random(3)
    acknowledged: list[str] = []
    for life in range(LIVES):
        with killed_server(own_database_url, tmp_path) as (address, process):
            wanted = len(acknowledged) + chance.randint(SENDERS, 4 * SENDERS)
            senders = [asyncio.create_task(send(address, key, life, sender, acknowledged)) for sender in range(SENDERS)]
            while len(acknowledged) < wanted:  # noqa: ASYNC110 - another process is waited for
                await asyncio.sleep(chance.uniform(0, 0.02))
            process.kill()
            await asyncio.gather(*senders)
    database = await open_database(own_database_url, readers=1)
    try:
        found = {row[0] for row in (await contents(database, "acme"))["task"]}
    finally:
        await database.close()
    assert {f"{name}/{number}" for name in acknowledged for number in range(LINES)} <= found
    assert len(acknowledged) >= LIVES * SENDERS


async def test_a_long_body_is_never_held_as_a_whole(sqlite_url: str, tmp_path: Path) -> None:
    key = await key_of(sqlite_url)
    padding = "x" * 9_000
    early = 0

    with killed_server(sqlite_url, tmp_path) as (address, process):

        async def lines() -> AsyncIterator[bytes]:
            nonlocal early
            for number in range(11_000):
                if number == 1_100:
                    early = peak(process.pid)
                record = {"noun": "task", "id": f"t{number}", "started_at": TIME, "attributes": padding}
                yield json.dumps(record).encode() + b"\n"

        async with httpx.AsyncClient(base_url=address, timeout=LONG) as client:
            answer = await client.post("/ingest", content=lines(), headers={"authorization": f"Bearer {key}"})
        assert answer.json()["stored"] == 11_000
        # The body as a whole would take 90 MB more, and its records as much again; the store's own caches grow up to 64 MB.
        assert peak(process.pid) - early < 80_000


def peak(pid: int) -> int:
    """Most memory that a process has held, in KiB."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    assert found
    return int(found[1])
