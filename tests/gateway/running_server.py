"""Starts `pentagraph serve` as a process of its own over a store with a small demo."""

import asyncio
import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from storage.accounts.keys import ensure_organization
from storage.database.opening import open_database
from storage.demo import DemoOptions, fill
from storage.migrations.migrate import migrate
from tests.gateway.forked import COMMAND, Pentagraph

LONG = 600
"""Seconds after which a process hangs: none needs them, however slow the machine."""
UNTIL = 1_780_000_000_000_000


def clean_environment() -> dict[str, str]:
    """The environment without settings of whoever runs the tests."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PENTAGRAPH_")}


def demo_store(folder: Path) -> str:
    """URL of a new SQLite file with ten days of the demo."""
    url = f"sqlite+aiosqlite:///{folder / 'demo.db'}"
    asyncio.run(_fill(url))
    return url


async def _fill(url: str) -> None:
    await migrate(url)
    database = await open_database(url)
    try:
        await ensure_organization(database, "demo")
        await fill(database, "demo", DemoOptions(UNTIL, days=10, scale=0.2))
    finally:
        await database.close()


@contextmanager
def running_server(
    url: str, folder: Path, stop: signal.Signals = signal.SIGINT, *, forked: bool = True, **settings: str
) -> Iterator[str]:
    """The address of a server over a store while the block runs; it is asked to stop afterwards, and has to, in order.

    `forked`: its modules are there already; else it imports them, as the installed command does.
    """
    environment = {f"PENTAGRAPH_{name.upper()}": value for name, value in {"demo": "true", **settings}.items()}
    arguments = ("serve", "--database", url, "--port", "0")
    options: dict[str, Any] = {"cwd": folder, "env": {**clean_environment(), **environment}, "stdout": subprocess.PIPE}
    process = Pentagraph(*arguments, **options) if forked else subprocess.Popen([*COMMAND, *arguments], text=True, **options)
    try:
        assert process.stdout
        first = process.stdout.readline()
        assert " at http://" in first, first
        yield first.split(" at ")[1].strip()
    finally:
        process.send_signal(stop)
        try:
            process.communicate(timeout=LONG)
        finally:
            process.kill()
            process.wait()
    assert process.returncode == 0
