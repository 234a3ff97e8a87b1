"""A worker that is killed anywhere in a job: another takes over, and what the job does is there once."""

import asyncio
import subprocess
import sys

import pytest

from storage.database.protocol import Database
from storage.jobs.queue import enqueue
from storage.jobs.runner import Terms, run_next
from tests.project import PROJECT
from tests.storage.jobs.conftest import job_of, kinds_of, queue
from tests.storage.jobs.dying import AT, STEPS, STEPWISE

pytestmark = pytest.mark.server

POINTS = ("taking", "taken", "step 0", "step 2", "worked", "ending", "ended")
LEASE = 30.0


def killed_at(point: str, url: str) -> None:
    """Lets a process of its own take the job of acme, and kills it at a point."""
    command = [sys.executable, "-m", "tests.storage.jobs.dying", url, point]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=PROJECT) as worker:
        assert worker.stdout
        try:
            said = worker.stdout.readline()
        finally:
            worker.kill()
    assert said == f"{point}\n"
    assert worker.returncode == -9


@pytest.mark.parametrize("point", POINTS)
async def test_a_job_whose_worker_was_killed_is_done_once_by_another(database: Database, organization: str, point: str) -> None:
    job_id = await enqueue(database, organization, STEPWISE, created_at=AT)
    await asyncio.to_thread(killed_at, point, database.url)
    kinds = kinds_of(STEPWISE)
    before_its_time = await run_next(database, organization, kinds, Terms(LEASE, clock=lambda: AT + 1_000_000), "b")
    assert before_its_time == (point == "taking")
    later = Terms(LEASE, clock=lambda: AT + 40_000_000)
    taken_over = await run_next(database, organization, kinds, later, "b")
    assert [before_its_time, taken_over, point == "ended"].count(True) == 1

    job = await job_of(database, job_id)
    assert (job["state"], job["result"], job["progress"]) == ("SUCCEEDED", {"steps": STEPS}, 1.0)
    assert await queue(database) == []
    steps = await database.rows("SELECT id, old_value FROM config_change ORDER BY id")
    assert [step[0] for step in steps] == [f"{job_id}/{step}" for step in range(STEPS)]
    assert not await run_next(database, organization, kinds, later, "c")
