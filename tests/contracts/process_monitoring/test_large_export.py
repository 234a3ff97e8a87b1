"""A large export: by a server of its own, over HTTP, whose memory does not grow with the rows."""

import asyncio
import csv
import io
import random
import re
import signal
import subprocess
import threading
import zipfile
from pathlib import Path

import httpx
import pytest

from storage.accounts.keys import create_key, ensure_organization
from storage.database.opening import open_database
from storage.database.protocol import Database
from tests.gateway.forked import Pentagraph
from tests.gateway.running_server import LONG, clean_environment

pytestmark = [pytest.mark.server, pytest.mark.long]

ORG = "large"
BATCH = 50_000
FEW = (1_000, 4_000)
MANY = (40_000, 160_000)
NAME = 200
"""Bytes of a task's name, twice as many characters, of which no two are the same: the file alone would be 80 MB."""
START = 1_767_225_600_000_000
"""2026-01-01."""
PATH = "/analytics/api/v1/export"
MOST_GROWTH = 48 * 2**20
"""Bytes: half of the file, a fifth of its rows as Python objects, and room for what a server keeps of any request."""


async def _fill(url: str) -> str:
    database = await open_database(url, readers=1)
    try:
        await ensure_organization(database, ORG)
        for model, size in (("few", FEW), ("many", MANY)):
            await _fill_model(database, model, *size)
        _, key = await create_key(database, ORG, "export", ["graph:read"])
    finally:
        await database.close()
    return key


async def _fill_model(database: Database, model: str, instances: int, tasks: int) -> None:
    async with database.transaction() as writing:
        await writing.insert("process_model", ("org_id", "id", "event_at"), [(ORG, model, START)])
        columns = ("org_id", "id", "model_id", "status", "started_at", "ended_at", "event_at")
        for low in range(0, instances, BATCH):
            rows = [
                (ORG, f"{model}-{n}", model, "COMPLETE", START + n * 1_000_000, START + n * 1_500_000, START)
                for n in range(low, min(low + BATCH, instances))
            ]
            await writing.insert("process_instance", columns, rows)
            entries = [(ORG, f"{row[1]}/region", row[1], "region", f"r{low % 7}", START) for row in rows[::2]]
            await writing.insert("instance_metadata", ("org_id", "id", "instance_id", "name", "value", "event_at"), entries)
        fields = ("org_id", "id", "instance_id", "model_id", "task_spec", "name", "state", "started_at", "ended_at", "event_at")
        chance = random.Random(1)
        for low in range(0, tasks, BATCH):
            moments = ((n, START + n * 250_000) for n in range(low, min(low + BATCH, tasks)))
            begun = [
                (
                    ORG, f"t-{model}-{n}", f"{model}-{n // 4}", model, "Activity_Approve", chance.randbytes(NAME).hex(),
                    "COMPLETED", at, at + 90_000_001, START,
                )
                for n, at in moments
            ]  # fmt: skip
            await writing.insert("task", fields, begun)
    if database.dialect.name == "postgresql":
        async with database.transaction() as writing:
            await writing.execute("ANALYZE")


class Server:
    """A running server, and how much memory of its own it has at most while something is asked of it."""

    def __init__(self, process: "subprocess.Popen[str]", address: str) -> None:
        self.process = process
        self.address = address

    def own_bytes(self) -> int:
        """Memory that is not mapped from a file: SQLite's pages are the system's, which may take them back."""
        text = Path(f"/proc/{self.process.pid}/status").read_text()
        found = re.search(r"RssAnon:\s+(\d+) kB", text)
        assert found
        return int(found[1]) * 1024

    def exported(self, key: str, model: str, into: Path) -> int:
        """Exports a model into a file; the most memory meanwhile."""
        most, done = [0], threading.Event()

        def watch() -> None:
            while not done.wait(0.02):
                most[0] = max(most[0], self.own_bytes())

        watching = threading.Thread(target=watch)
        watching.start()
        headers = {"authorization": f"Bearer {key}"}
        try:
            with (
                httpx.stream("POST", f"{self.address}{PATH}/{model}", json={}, headers=headers, timeout=600) as response,
                into.open("wb") as file,
            ):
                assert response.status_code == 200
                for part in response.iter_bytes():
                    file.write(part)
        finally:
            done.set()
            watching.join()
        return most[0]


def _counted(path: Path) -> dict[str, int]:
    """How many rows each file of an archive has, each once."""
    found = {}
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            with archive.open(name) as file:
                rows = csv.reader(io.TextIOWrapper(file, "utf-8-sig", newline=""))
                next(rows)
                ids = {row[0] for row in rows}
            found[name] = len(ids)
    return found


def test_many_rows_leave_memory_as_it_is(own_database_url: str, tmp_path: Path) -> None:
    key = asyncio.run(_fill(own_database_url))
    arguments = ("serve", "--database", own_database_url, "--port", "0")
    process = Pentagraph(*arguments, cwd=tmp_path, env=clean_environment(), stdout=subprocess.PIPE)
    try:
        assert process.stdout
        first = process.stdout.readline()
        assert " at http://" in first, first
        server = Server(process, first.split(" at ")[1].strip())
        before = server.exported(key, "few", tmp_path / "few.zip")
        most = server.exported(key, "many", tmp_path / "many.zip")
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.communicate(timeout=LONG)
        finally:
            process.kill()
            process.wait()
    assert _counted(tmp_path / "few.zip") == {"instances.csv": FEW[0], "tasks.csv": FEW[1]}
    assert _counted(tmp_path / "many.zip") == {"instances.csv": MANY[0], "tasks.csv": MANY[1]}
    assert most - before < MOST_GROWTH
