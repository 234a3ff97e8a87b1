"""Kills a server with SIGKILL while data arrives, again and again, and looks whether all that it acknowledged is there.

    python -m bench.kills [--kills 50] [--postgres]

Senders send records to `/ingest` and spans to `/otlp/v1/traces` of a server in a process of its own, which is killed at random
moments and started again over the same store. The exit code is 1 if anything that was acknowledged is missing at the end.
"""

import argparse
import asyncio
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from bench.attack.target import PENTAGRAPH
from bench.postgres import postgresql
from storage.accounts.keys import create_key, ensure_organization
from storage.database.opening import open_database
from storage.database.protocol import Database
from storage.migrations.migrate import migrate

ORGANIZATION = "acme"
SENDERS = 6
RECORDS = 40
"""Records, or spans, of each request."""
MOST_SECONDS = 1.0
"""Until the next kill, counted from the first acknowledgement of a life; the time is random."""
PATIENCE = 600.0
"""Seconds for which a sender waits for an answer."""
TIME = "2026-05-01T12:00:00Z"
START = 1_777_636_800_000_000_000


@dataclass
class Sent:
    """What a server has acknowledged, over all its lives: ids of tasks and of steps."""

    tasks: set[str] = field(default_factory=set)
    steps: set[str] = field(default_factory=set)
    answers: int = 0
    first: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when something was acknowledged in this life."""


def records(name: str) -> bytes:
    """Lines of tasks."""
    lines = ({"noun": "task", "id": f"{name}/{number}", "started_at": TIME} for number in range(RECORDS))
    return b"\n".join(json.dumps(line).encode() for line in lines)


def spans(trace: str) -> bytes:
    """A request with the spans of a trace."""
    found = [
        {
            "traceId": trace,
            "spanId": f"{number + 1:016x}",
            "name": "chat",
            "startTimeUnixNano": str(START),
            "endTimeUnixNano": str(START + number),
            "attributes": [{"key": "gen_ai.operation.name", "value": {"stringValue": "chat"}}],
        }
        for number in range(RECORDS)
    ]
    return json.dumps({"resourceSpans": [{"scopeSpans": [{"spans": found}]}]}).encode()


async def send(client: httpx.AsyncClient, sender: int, life: int, sent: Sent) -> None:
    """Sends one request after the other until the server is gone. What it refuses for now is sent again."""
    number = 0
    while True:
        number += 1
        trace = f"{life + 1:08x}{sender:08x}{number:016x}"
        is_trace = (sender + number) % 2 == 0
        path, body = ("/otlp/v1/traces", spans(trace)) if is_trace else ("/ingest", records(trace))
        try:
            answer = await client.post(path, content=body, headers={"content-type": "application/json"})
        except httpx.TransportError:
            return
        if answer.status_code in (429, 503):
            continue
        assert answer.status_code == 200, answer.text
        sent.answers += 1
        if is_trace:
            sent.steps |= {f"{trace}/{index + 1:016x}" for index in range(RECORDS)}
        else:
            sent.tasks |= {f"{trace}/{index}" for index in range(RECORDS)}
        sent.first.set()


@contextmanager
def server(url: str, folder: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address and the process of a server, which is killed at the end at the latest."""
    command = [*PENTAGRAPH, "serve", "--database", url, "--port", "0"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stdout is not None
            first = process.stdout.readline()
            assert " at http://" in first, f"the server did not start: {first}"
            yield first.split(" at ")[1].strip(), process
        finally:
            process.kill()


async def campaign(url: str, folder: Path, kills: int, *, seed: int = 3) -> tuple[Sent, set[str]]:
    """Kills the servers of a new store. Returns what they acknowledged, and what of it is missing."""
    await migrate(url)
    database = await open_database(url, readers=1)
    await ensure_organization(database, ORGANIZATION)
    _, key = await create_key(database, ORGANIZATION, "sender", ["ingest"])
    chance, sent = random.Random(seed), Sent()
    for life in range(kills):
        sent.first.clear()
        with server(url, folder) as (address, process):
            headers = {"authorization": f"Bearer {key}"}
            async with (
                httpx.AsyncClient(base_url=address, headers=headers, timeout=PATIENCE) as client,
                asyncio.TaskGroup() as group,
            ):
                for sender in range(SENDERS):
                    group.create_task(send(client, sender, life, sent))
                await sent.first.wait()
                await asyncio.sleep(chance.uniform(0, MOST_SECONDS))
                process.kill()
    found = {name: await _ids(database, name) for name in ("task", "step")}
    await database.close()
    return sent, (sent.tasks - found["task"]) | (sent.steps - found["step"])


async def _ids(database: Database, table: str) -> set[str]:
    return {row[0] for row in await database.rows(f'SELECT id FROM "{table}"')}


def main() -> None:
    """Runs the campaign from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--postgres", action="store_true", help="on a PostgreSQL server of its own, in place of SQLite")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, postgresql() if arguments.postgres else nullcontext() as own:
        url = own.url.replace("postgresql:", "postgresql+asyncpg:") if own else f"sqlite+aiosqlite:///{folder}/kills.db"
        sent, missing = asyncio.run(campaign(url, Path(folder), arguments.kills))
    known = len(sent.tasks) + len(sent.steps)
    print(f"{arguments.kills} kills: {sent.answers} requests acknowledged with {known} records; {len(missing)} are missing")
    if missing:
        sys.exit(1)


if __name__ == "__main__":
    main()
