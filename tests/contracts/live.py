"""A server that runs over the filled store, for clients of other makers."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from storage.accounts.keys import SCOPES, create_key
from storage.database.opening import open_database
from tests.conftest import ORGANIZATION
from tests.gateway.running_server import running_server

SETTINGS = "worker = false\n"


@dataclass(frozen=True)
class Live:
    """Where it listens, and a key of the organization with every scope but admin."""

    address: str
    key: str


@contextmanager
def live(url: str, folder: Path) -> Iterator[Live]:
    """The server while the block runs."""
    (folder / "pentagraph.toml").write_text(SETTINGS, encoding="utf-8")
    with running_server(url, folder) as address:
        yield Live(address, asyncio.run(_key(url)))


async def _key(url: str) -> str:
    database = await open_database(url)
    try:
        return (await create_key(database, ORGANIZATION, "live", [scope for scope in SCOPES if scope != "admin"]))[1]
    finally:
        await database.close()
