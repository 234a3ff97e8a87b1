"""What was acknowledged is there after the writing process was killed."""

import asyncio
import random
import subprocess
import sys
from collections import Counter

import pytest

from storage.database.protocol import Database
from storage.writing.writer import write
from tests.project import PROJECT
from tests.storage.contents import contents

pytestmark = pytest.mark.server

LOADER = """
import asyncio, sys
from storage.database.opening import open_database
from storage.nouns.process_instance import ProcessInstance
from storage.nouns.record import Instant
from storage.nouns.task import Task
from storage.writing.writer import write

def batch(name):
    at = Instant(1_767_225_600_000_000)
    yield ProcessInstance(id=name, at=at, model_id="m")
    for number in range(50):
        yield Task(id=f"{name}/{number}", instance_id=name, started_at=at)

async def main(url, org_id, life):
    database = await open_database(url, readers=1)
    for number in range(1_000_000):
        name = f"{life}-{number}"
        await write(database, org_id, batch(name))
        print(name, flush=True)

asyncio.run(main(*sys.argv[1:]))
"""
LIVES = 6
TASKS = 50


def killed_loader(url: str, org_id: str, life: int, batches: int, patience: float) -> list[str]:
    """Starts a loader and kills it at some moment after its first batches; the batches that it said were stored."""
    command = [sys.executable, "-c", LOADER, url, org_id, str(life)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=PROJECT) as loader:
        assert loader.stdout
        acknowledged = [loader.stdout.readline().strip() for _ in range(batches)]
        try:
            loader.wait(patience)
        except subprocess.TimeoutExpired:
            loader.kill()
        acknowledged += [line.strip() for line in loader.stdout if line.endswith("\n")]
    assert loader.returncode == -9
    return acknowledged


async def test_every_acknowledged_batch_survives_sigkill_and_no_batch_is_there_in_part(
    database: Database, organization: str
) -> None:
    chance = random.Random(2)
    acknowledged: list[str] = []
    for life in range(LIVES):
        moment = chance.randint(1, 8), chance.uniform(0, 0.03)
        acknowledged += await asyncio.to_thread(killed_loader, database.url, organization, life, *moment)
    # The killed process may have left its last transaction to the server: this one has to wait for it.
    await write(database, organization, [])
    held = await contents(database, organization)
    tasks = Counter(task[1] for task in held["task"])
    assert set(acknowledged) <= {instance[0] for instance in held["process_instance"]}
    assert {instance[0]: TASKS for instance in held["process_instance"]} == tasks
    assert len(acknowledged) >= LIVES
