"""A real server that is sent records: what it acknowledged survives SIGKILL, and bodies of any length take the same memory."""

import asyncio
import json
import re
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from bench.kills import campaign
from storage.database.opening import open_database
from storage.writing.writer import writing
from tests.gateway.ingest.sending import key_of, killed_server
from tests.gateway.running_server import LONG
from tests.storage.contents import contents

pytestmark = [pytest.mark.server, pytest.mark.long]

LIVES = 4
LINES = 40
SENDERS = 10
TIME = "2026-05-01T12:00:00Z"


async def test_what_was_acknowledged_is_there_after_the_server_was_killed(own_database_url: str, tmp_path: Path) -> None:
    sent, missing = await campaign(own_database_url, tmp_path, LIVES)
    assert missing == set()
    assert sent.tasks
    assert sent.steps


def body(name: str) -> bytes:
    records = ({"noun": "task", "id": f"{name}/{number}", "started_at": TIME} for number in range(LINES))
    return b"\n".join(json.dumps(record).encode() for record in records)


async def test_what_waits_is_written_before_the_server_stops(own_database_url: str, tmp_path: Path) -> None:
    key = await key_of(own_database_url)
    database = await open_database(own_database_url, readers=1)
    headers = {"authorization": f"Bearer {key}"}
    with killed_server(own_database_url, tmp_path) as (address, process):
        async with httpx.AsyncClient(base_url=address, headers=headers, timeout=LONG) as client:
            async with writing(database, "acme"):  # nobody else can write
                names = [f"waiting-{number}" for number in range(SENDERS)]
                requests = [asyncio.create_task(client.post("/ingest", content=body(name))) for name in names]
                for _ in range(SENDERS):  # answered after the requests have arrived
                    await client.get("/healthz")
                process.send_signal(signal.SIGTERM)
            answers = await asyncio.gather(*requests)
        assert [(answer.status_code, answer.json().get("stored")) for answer in answers] == [(200, LINES)] * SENDERS
        assert await asyncio.to_thread(process.wait, LONG) == 0
    found = {row[0] for row in (await contents(database, "acme"))["task"]}
    await database.close()
    assert {f"{name}/{number}" for name in names for number in range(LINES)} <= found


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
