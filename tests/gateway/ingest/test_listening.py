"""The listener of SpiffArena's event stream: the real engine sends, and what it did is in the store."""

import asyncio
import io
import random
import re
import signal
import socket
import subprocess
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from gateway.ingest.listening import SpiffListener
from storage.accounts.keys import ensure_organization
from storage.database.opening import open_database
from storage.database.protocol import Database
from storage.errors import DatabaseUnavailable
from storage.ingest.loading import LoadOptions, load
from storage.ingest.source import Source
from storage.nouns.record import Record
from storage.writing.dead_letters import Unreadable
from storage.writing.origin import Origin
from storage.writing.partial_write import Written
from storage.writing.write_queue import WriteQueue
from tests.gateway.forked import Pentagraph
from tests.gateway.ingest.spiff_sender import emitting
from tests.gateway.running_server import LONG, clean_environment
from tests.storage.contents import contents

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
AMPLE = 10_000_000


@asynccontextmanager
async def listening(database: Database, org_id: str) -> AsyncIterator[tuple[SpiffListener, int, list[str]]]:
    """A listener, its port and what it reports. At the end it stores what has arrived."""
    reports: list[str] = []
    listener = SpiffListener(WriteQueue(database, max_bytes=AMPLE), org_id, reports.append)
    port = await listener.start("127.0.0.1", 0)
    try:
        yield listener, port, reports
    finally:
        await listener.stop()


def emitted() -> list[bytes]:
    """The lines of two instances: one that completes, one whose script fails."""
    lines: list[bytes] = []
    with emitting(lines) as emitter:
        emitter.run(HERE / "review.bpmn", 7, "finance/review")
        emitter.run(HERE / "broken.bpmn", 8, "finance/broken")
    return lines


async def send(port: int, content: bytes) -> None:
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(content)
    await writer.drain()
    writer.close()
    await writer.wait_closed()


async def test_what_the_engine_did_is_in_the_store(database: Database, organization: str) -> None:
    async with listening(database, organization) as (_, port, reports):

        def run() -> None:
            with emitting(port) as emitter:
                emitter.run(HERE / "review.bpmn", 7, "finance/review")
                emitter.run(HERE / "broken.bpmn", 8, "finance/broken")

        await asyncio.to_thread(run)
    held = await contents(database, organization)
    assert not reports
    instances = await database.rows("SELECT id, status, faulted, started_at < ended_at FROM process_instance ORDER BY id", [])
    assert [tuple(row) for row in instances] == [("7", "COMPLETE", 0, 1), ("8", "SUSPENDED", 1, None)]
    tasks = await database.rows(
        "SELECT instance_id, task_spec, type, state, username, started_at <= ended_at FROM task ORDER BY instance_id, task_spec",
        [],
    )
    assert [tuple(row) for row in tasks if row[0] == "7"] == [
        ("7", "approve", "userTask", "COMPLETED", "ann", 1),
        ("7", "begin", "startEvent", "COMPLETED", None, 1),
        ("7", "book", "subProcess", "COMPLETED", None, 1),
        ("7", "compute", "scriptTask", "COMPLETED", None, 1),
        ("7", "done", "endEvent", "COMPLETED", None, 1),
        ("7", "finish", "endEvent", "COMPLETED", None, 1),
        ("7", "inner", "startEvent", "COMPLETED", None, 1),
    ]
    assert Counter(row[3] for row in tasks if row[0] == "8") == {"COMPLETED": 3, "ERROR": 1, "STARTED": 1}
    (incident,) = await database.rows("SELECT instance_id, activity_id, activity_name, message, line_number FROM incident", [])
    assert tuple(incident)[:3] == ("8", "compute", "Compute")
    assert re.search("ZeroDivisionError", incident[3])
    assert incident[4] == 2
    assert [row[0] for row in held["process_model"]] == ["finance/broken", "finance/review"]


@pytest.mark.parametrize("seed", range(3))
async def test_lines_in_any_order_and_repeated_give_the_rows_of_the_file(
    database: Database, organization: str, seed: int
) -> None:
    lines = emitted()
    await load(database, organization, [Source("x", stream=io.BytesIO(b"".join(lines)))], LoadOptions(format="spiff"))
    expected = await contents(database, organization)
    await ensure_organization(database, "other")
    shuffled = [*lines, *lines[::3]]
    random.Random(seed).shuffle(shuffled)
    async with listening(database, "other") as (_, port, _):
        await asyncio.gather(*(send(port, b"".join(shuffled[part::3])) for part in range(3)))
    assert await contents(database, "other") == expected


async def test_a_line_that_is_no_event_costs_only_itself(database: Database, organization: str) -> None:
    lines = emitted()
    bad = b'not json\n{"type": "spiff.task"}\n\xff\xfe\n\n[7]\n{"a": ' + b"[" * 3000 + b"\n"
    async with listening(database, organization) as (listener, port, reports):
        await send(port, bad + b"".join(lines))
    assert len(reports) == 5
    assert listener.counts.counts["REFUSED"] == 5
    held = await contents(database, organization)
    assert len(held["process_instance"]) == 2
    assert len(held["dead_letter"]) == 5


class Away:
    """A queue whose database is away for a while."""

    def __init__(self, queue: WriteQueue, times: int) -> None:
        self.queue = queue
        self.times = times

    async def write(self, origin: Origin, records: Sequence[Record], size: int, *, patient: bool = False) -> Written:
        if self.times:
            self.times -= 1
            raise DatabaseUnavailable("The database is not available.")
        return await self.queue.write(origin, records, size, patient=patient)

    async def reject(self, origin: Origin, found: Sequence[Unreadable]) -> None:
        await self.queue.reject(origin, found)


async def test_events_wait_while_the_database_is_away(database: Database, organization: str) -> None:
    away = Away(WriteQueue(database, max_bytes=AMPLE), 3)
    listener = SpiffListener(away, organization, lambda _: None)
    port = await listener.start("127.0.0.1", 0)
    await send(port, b"".join(emitted()))
    await listener.stop()
    assert not away.times
    assert len((await contents(database, organization))["process_instance"]) == 2


@pytest.mark.server
async def test_the_command_stores_what_has_arrived_when_it_is_stopped(own_database_url: str, tmp_path: Path) -> None:
    command = ("listen", "spiff", "--port", "0", "--database", own_database_url)
    lines = emitted()
    with Pentagraph(*command, cwd=tmp_path, env=clean_environment(), stdout=subprocess.PIPE) as process:
        assert process.stdout
        first = process.stdout.readline()
        port = int(re.findall(r":(\d+) ", first)[0])
        with socket.create_connection(("127.0.0.1", port)) as stream:
            stream.sendall(b"".join(lines))
            process.send_signal(signal.SIGTERM)
            rest = process.communicate(timeout=LONG)[0]
    assert process.returncode == 0
    assert " stored, 0 unchanged, 0 refused" in rest
    database = await open_database(own_database_url, readers=1)
    try:
        assert len((await contents(database, "default"))["process_instance"]) == 2
    finally:
        await database.close()


@pytest.mark.server
def test_an_organization_that_does_not_exist_is_refused(sqlite_url: str, tmp_path: Path) -> None:
    command = ("listen", "spiff", "--port", "0", "--database", sqlite_url, "--org", "nobody")
    with Pentagraph(*command, cwd=tmp_path, env=clean_environment(), stderr=subprocess.PIPE) as process:
        _, said = process.communicate(timeout=LONG)
    assert process.returncode == 1
    assert "there is no organization 'nobody'" in said
