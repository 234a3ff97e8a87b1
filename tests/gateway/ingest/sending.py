"""A server that receives records, and a client that sends them."""

import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from storage.accounts.keys import create_key, ensure_organization
from storage.database.opening import open_database
from tests.gateway.forked import Pentagraph
from tests.gateway.running_server import clean_environment


class Sender:
    """A client with a key of `acme`."""

    def __init__(self, client: httpx.AsyncClient, key: str) -> None:
        self.client = client
        self.key = key

    async def post(self, body: bytes | AsyncIterator[bytes], query: str = "", **headers: str) -> httpx.Response:
        sent = {"authorization": f"Bearer {self.key}"} | {name.replace("_", "-"): value for name, value in headers.items()}
        return await self.client.post(f"/ingest{query}", content=body, headers=sent)


@contextmanager
def killed_server(url: str, folder: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address and the process of a server, which is killed at the end at the latest."""
    arguments = ("serve", "--database", url, "--port", "0")
    with Pentagraph(*arguments, cwd=folder, env=clean_environment(), stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout
            first = process.stdout.readline()
            assert " at http://" in first, first
            yield first.split(" at ")[1].strip(), process
        finally:
            process.kill()


async def key_of(url: str) -> str:
    database = await open_database(url, readers=1)
    try:
        await ensure_organization(database, "acme")
        return (await create_key(database, "acme", "sender", ["ingest"]))[1]
    finally:
        await database.close()
