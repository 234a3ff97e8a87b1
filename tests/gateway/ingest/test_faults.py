"""A full disk, another writer, and a database that goes away: senders are refused with 503 and told when to try again, reading
goes on, and the server recovers by itself. Nothing that was acknowledged is lost."""

import asyncio
import json
import os
import resource
import shutil
import sqlite3
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import asyncpg
import httpx
import pytest
from sqlalchemy.engine import make_url

from bench.postgres import free_port, postgresql
from gateway.server import build
from gateway.settings import Settings
from gateway.writes import write_queue
from storage.accounts.keys import create_key, ensure_organization
from storage.database.opening import open_database
from storage.database.postgres import WRITER_SETTINGS
from storage.database.protocol import Database
from storage.migrations.migrate import migrate
from storage.writing.write_queue import WriteQueue
from tests.postgres_server import PostgresServer
from tests.storage.contents import contents
from tests.storage.ingest.spans import CHAT, request, span

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

TIME = "2026-05-01T12:00:00Z"
READ = {"query": "{ tasks { totalCount } runs { totalCount } }"}
PADDING = "x" * 500
MOST_ATTEMPTS = 1_000
"""Attempts until a database that is there again has been noticed: one connection of the pools may be broken at each."""


def lines(first: int, count: int) -> bytes:
    """Records of tasks."""
    records = (
        {"noun": "task", "id": f"t{number}", "started_at": TIME, "attributes": PADDING} for number in range(first, first + count)
    )
    return b"\n".join(json.dumps(record).encode() for record in records)


@dataclass
class Gateway:
    """The application over a database, and what it has acknowledged."""

    client: httpx.AsyncClient
    database: Database
    queue: WriteQueue
    tasks: set[str] = field(default_factory=set)
    steps: set[int] = field(default_factory=set)
    sent: int = 0

    async def send(self, count: int = 10) -> httpx.Response:
        """Sends new tasks."""
        first, self.sent = self.sent, self.sent + count
        answer = await self.client.post("/ingest", content=lines(first, count))
        if answer.status_code == 200:
            self.tasks |= {f"t{number}" for number in range(first, first + count)}
        elif "finishedLine" in answer.text:
            finished = answer.json()["errors"][0]["extensions"]["finishedLine"]
            self.tasks |= {f"t{number}" for number in range(first, first + finished)}
        return answer

    async def trace(self) -> httpx.Response:
        """Sends a new span."""
        self.sent += 1
        body = request(span(self.sent, None, 0, 1, **CHAT))
        answer = await self.client.post("/otlp/v1/traces", json=body)
        if answer.status_code == 200:
            self.steps.add(self.sent)
        return answer

    async def refuses(self, *, reads: bool = True) -> None:
        """Both paths answer 503 with Retry-After and a code, and nothing internal; `reads`: a query is answered."""
        answer = await self.send()
        assert (answer.status_code, int(answer.headers["retry-after"]) > 0) == (503, True), answer.text
        (error,) = answer.json()["errors"]
        assert error["extensions"]["code"] == "DATABASE_UNAVAILABLE"
        assert not any(word in answer.text for word in ("asyncpg", "sqlite3", "SELECT", "INSERT", "/tmp", "127.0.0.1"))  # noqa: S108
        traced = await self.trace()
        assert (traced.status_code, int(traced.headers["retry-after"]) > 0) == (503, True), traced.text
        assert traced.json()["code"] == 14
        if reads:
            await self.reads()

    async def close(self) -> None:
        """Writes what waits, and closes the database."""
        await self.client.aclose()
        await self.queue.close()
        await self.database.close()

    async def reads(self) -> None:
        """A query is answered."""
        answer = await self.client.post("/graphql", json=READ)
        assert "errors" not in answer.json(), answer.text

    async def recovers(self) -> None:
        """Both paths store again, by themselves, and all that was ever acknowledged is there."""
        for send in (self.send, self.trace):
            for _ in range(MOST_ATTEMPTS):
                answer = await send()
                if answer.status_code == 200:
                    break
                assert answer.status_code == 503, answer.text
                await asyncio.sleep(0.01)
            assert answer.status_code == 200, answer.text
        await self.reads()
        stored = await contents(self.database, "acme")
        assert self.tasks <= {row[0] for row in stored["task"]}
        assert {f"{number:016x}" for number in self.steps} <= {row[0][-16:] for row in stored["step"]}


async def opened(url: str) -> Gateway:
    """The application over a store with an organization, which has stored something already."""
    database = await open_database(url, readers=2)
    await ensure_organization(database, "acme")
    _, key = await create_key(database, "acme", "x", ["graph:read", "ingest"])
    settings = Settings(key_cache_seconds=3_600)
    queue = write_queue(database, settings)
    transport = httpx.ASGITransport(build(database, settings, queue))
    headers = {"authorization": f"Bearer {key}"}
    client = httpx.AsyncClient(transport=transport, base_url="http://here", headers=headers, timeout=None)  # noqa: S113
    found = Gateway(client, database, queue)
    assert (await found.send()).status_code == 200
    assert (await found.trace()).status_code == 200
    await found.reads()
    return found


@asynccontextmanager
async def gateway(url: str) -> AsyncIterator[Gateway]:
    """The application over a store while the block runs."""
    found = await opened(url)
    try:
        yield found
    finally:
        await found.close()


def file_of(url: str) -> Path:
    """The file of a SQLite store."""
    return Path(str(make_url(url).database))


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """No file of this process grows beyond a size while the block runs, as if the disk were full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


async def test_sqlite_on_a_full_disk(sqlite_url: str) -> None:
    async with gateway(sqlite_url) as here:
        log = file_of(sqlite_url).with_name("pentagraph.db-wal")
        with largest_file(log.stat().st_size):
            await here.refuses()
            await here.refuses()
        await here.recovers()


async def test_sqlite_that_may_have_no_more_pages(sqlite_url: str) -> None:
    async with gateway(sqlite_url) as here:
        writer = here.database._writer  # type: ignore[attr-defined]
        ((pages,),) = await writer.execute_fetchall("PRAGMA page_count")
        await writer.execute_fetchall(f"PRAGMA max_page_count = {pages}")
        answer = await here.send(2_000)
        assert (answer.status_code, "disk is full" in answer.text) == (503, True)
        await here.reads()
        await writer.execute_fetchall("PRAGMA max_page_count = 1000000")
        await here.recovers()


async def test_what_was_finished_before_the_disk_was_full_is_there(sqlite_url: str) -> None:
    async with gateway(sqlite_url) as here:
        log = file_of(sqlite_url).with_name("pentagraph.db-wal")

        async def body() -> AsyncIterator[bytes]:
            yield lines(100_000, 50) + b"\n"
            while "t100049" not in {row[0] for row in (await contents(here.database, "acme"))["task"]}:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
            resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size, before[1]))
            yield lines(200_000, 2_000)

        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        try:
            answer = await here.client.post("/ingest", content=body())
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        assert answer.status_code == 503
        assert answer.json()["errors"][0]["extensions"]["finishedLine"] == 50
        here.tasks |= {f"t{100_000 + number}" for number in range(50)}
        await here.recovers()


@pytest.mark.parametrize("sent", ["an array", "a file"])
async def test_a_disk_without_room_for_the_body_itself(sqlite_url: str, sent: str) -> None:
    records = lines(0, 4_000)
    body = b"[" + records.replace(b"\n", b",") + b"]" if sent == "an array" else records
    query = {} if sent == "an array" else {"format": "ndjson"}
    async with gateway(sqlite_url) as here:
        with largest_file(0):
            answer = await here.client.post("/ingest", content=body, params=query)
        assert (answer.status_code, int(answer.headers["retry-after"]) > 0) == (503, True)
        assert answer.json()["errors"][0]["extensions"]["code"] == "OVERLOADED"
        assert (await here.client.post("/ingest", content=body, params=query)).status_code == 200


async def test_sqlite_that_another_process_keeps_locked(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.database.sqlite_connections.BUSY_SECONDS", 0.1)
    async with gateway(sqlite_url) as here:
        other = sqlite3.connect(file_of(sqlite_url), isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        await here.refuses()
        other.execute("ROLLBACK")
        other.close()
        await here.recovers()


async def test_a_sqlite_file_that_is_away_for_a_while(sqlite_url: str) -> None:
    async with gateway(sqlite_url) as here:
        file = file_of(sqlite_url)
        file.rename(file.with_name("elsewhere"))
        await here.refuses(reads=False)
        file.with_name("elsewhere").rename(file)
        await here.recovers()


async def test_postgresql_whose_tables_another_process_keeps_locked(
    own_postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(WRITER_SETTINGS, "lock_timeout", "100")
    async with gateway(own_postgresql_url) as here:
        other = await asyncpg.connect(own_postgresql_url.replace("+asyncpg", ""))
        await other.execute("BEGIN")
        for table in ("task", "step", "run"):
            await other.execute(f"LOCK TABLE {table} IN EXCLUSIVE MODE")
        await here.refuses()
        await other.execute("ROLLBACK")
        await other.close()
        await here.recovers()


def open_to_others(place: Path) -> None:
    """Lets the user postgres reach a folder, if this user is root."""
    for each in (place, *place.parents) if os.geteuid() == 0 else ():
        each.chmod(each.stat().st_mode | 0o1)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder of the user postgres on a file system of 8 MB; skipped if this user may not mount one."""
    place = tmp_path / "small"
    place.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(place)], capture_output=True, check=False)
    if os.geteuid() or mounted.returncode:
        pytest.skip("only root may mount a small disk")
    open_to_others(place)
    shutil.chown(place, "postgres")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def fill(file: Path) -> None:
    """Writes to a file until its disk is full."""
    with suppress(OSError), file.open("wb", buffering=0) as filler:
        while filler.write(b"\0" * 4_096):
            pass


async def test_postgresql_on_a_full_disk(postgres_server: PostgresServer, own_postgresql_url: str, small_disk: Path) -> None:
    name = own_postgresql_url.rpartition("/")[2]
    async with gateway(own_postgresql_url) as here:
        await postgres_server.execute(f"CREATE TABLESPACE small LOCATION '{small_disk}'", name)
        for table in ("task", "step"):
            await postgres_server.execute(f"ALTER TABLE {table} SET TABLESPACE small", name)
        filler = small_disk / "filler"
        fill(filler)
        answer = await here.send(2_000)
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "5"), answer.text
        assert "disk of the PostgreSQL server is full" in answer.text
        await here.reads()
        filler.unlink()
        await here.recovers()
        for table in ("task", "step"):
            await postgres_server.execute(f"ALTER TABLE {table} SET TABLESPACE pg_default", name)
        await postgres_server.execute("DROP TABLESPACE small")


async def test_postgresql_that_is_stopped_and_started_again(postgres_server: PostgresServer, tmp_path: Path) -> None:
    port, folder = free_port(), tmp_path / "server"
    open_to_others(tmp_path)
    with postgresql(folder, port) as server:
        url = server.url.replace("postgresql:", "postgresql+asyncpg:")
        await migrate(url)
        here = await opened(url)
    await here.refuses(reads=False)
    with postgresql(folder, port):
        await here.recovers()
        await here.close()
