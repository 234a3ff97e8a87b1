"""A running server works in the background: its roll-ups are fresh, and what it is asked for gets done."""

import asyncio
import signal
import subprocess
from collections.abc import AsyncIterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest

from storage.accounts.keys import create_key
from storage.database.protocol import Database
from storage.nouns.record import Instant
from storage.nouns.task import Task
from storage.writing.writer import write
from tests.gateway.background import AT, DIRTY, LONG, until
from tests.gateway.forked import Pentagraph
from tests.gateway.running_server import clean_environment, running_server

pytestmark = pytest.mark.server

DAY = '{from: "2026-05-01T00:00:00Z", to: "2026-05-02T00:00:00Z"}'
HOURLY = f"{{ tasks {{ stats(window: {DAY}) {{ count duration {{ max }} }} }} }}"


@pytest.fixture
async def client(database: Database, organization: str) -> AsyncIterator[httpx.AsyncClient]:
    """A client that may do everything in acme."""
    _, key = await create_key(database, organization, "all", ["admin"])
    async with httpx.AsyncClient(headers={"authorization": f"Bearer {key}"}, timeout=LONG) as made:
        yield made


async def asked(client: httpx.AsyncClient, address: str, query: str) -> Any:
    """The data of an answer without errors."""
    answer = (await client.post(f"{address}/graphql", json={"query": query})).json()
    assert "errors" not in answer, answer
    return answer["data"]


async def test_roll_ups_are_fresh_while_two_servers_run_and_records_arrive(
    database: Database, organization: str, client: httpx.AsyncClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pentagraph.toml").write_text("rollup_interval = 0.1\n")
    with ExitStack() as servers:
        addresses = [servers.enter_context(running_server(database.url, tmp_path)) for _ in range(2)]
        for count in (1, 2):
            task = Task(id=str(count), started_at=Instant(AT), ended_at=Instant(AT + count * 1000))
            await write(database, organization, [task])
            await until(database, DIRTY, [(0,)])
            for address in addresses:
                answer = await asked(client, address, HOURLY)
                assert answer["tasks"]["stats"]["count"] == count
                assert answer["tasks"]["stats"]["duration"]["max"] == pytest.approx(count, rel=0.01)
        cells = await database.rows("SELECT sum(counted) FROM task_rollup WHERE level = 1")
        assert cells == [(2,)]
        await until(database, "SELECT count(*) FROM job WHERE kind = 'risk_assessment' AND state <> 'SUCCEEDED'", [(0,)])
    assert await database.rows("SELECT count(*) FROM job WHERE kind = 'risk_assessment'") == [(1,)]
    assert await database.rows("SELECT count(*) FROM job_queue") == [(0,)]


async def test_a_job_that_is_asked_for_is_done_by_a_worker_of_its_own_where_the_server_has_none(
    database: Database, organization: str, client: httpx.AsyncClient, tmp_path: Path
) -> None:
    (tmp_path / "pentagraph.toml").write_text("worker = false\nassessment_interval = 0\n")
    with running_server(database.url, tmp_path) as address:
        told = await asked(client, address, f"mutation {{ startRollup(window: {DAY}) {{ jobId }} }}")
        job = f'{{ job(jobId: "{told["startRollup"]["jobId"]}") {{ state progress }} }}'
        await asyncio.sleep(1.2)  # longer than a worker would wait
        assert await asked(client, address, job) == {"job": {"state": "QUEUED", "progress": 0}}
        command, environment = ("work", "--database", database.url), clean_environment()
        with Pentagraph(*command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE) as worker:
            assert worker.stdout
            try:
                assert worker.stdout.readline().startswith("working on ")
                await until(database, "SELECT count(*) FROM job_queue", [(0,)])
                worker.send_signal(signal.SIGTERM)
                assert worker.wait(LONG) == 0
            finally:
                worker.kill()
        assert await asked(client, address, job) == {"job": {"state": "SUCCEEDED", "progress": 1}}
