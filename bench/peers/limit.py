"""The limit: a bare Starlette route that returns the result of a handwritten statement, as the driver returns it."""

import asyncio
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Protocol

import aiosqlite
import asyncpg  # type: ignore[import-untyped]
import orjson
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bench.statement import statement
from storage.database.sqlite_memory import switch_off_memory_statistics

READERS = 8


class Store(Protocol):
    """A pool of connections."""

    dialect: str

    async def text(self, sql: str, parameters: Sequence[object]) -> bytes:
        """The one value that a statement selects."""


class Sqlite:
    """aiosqlite, a pool of readers; SQLite's memory statistics are off, as they cost more than the statements."""

    dialect = "sqlite"

    async def open(self, path: str) -> "Sqlite":
        """Opens the readers of the file."""
        switch_off_memory_statistics()
        self.idle: asyncio.LifoQueue[aiosqlite.Connection] = asyncio.LifoQueue()
        for _ in range(READERS):
            connection = await aiosqlite.connect(path, isolation_level=None, cached_statements=512)
            for pragma in ("query_only = ON", "mmap_size = 1073741824", "cache_size = -16384", "temp_store = MEMORY"):
                await connection.execute_fetchall(f"PRAGMA {pragma}")
            connection.text_factory = bytes
            self.idle.put_nowait(connection)
        return self

    async def text(self, sql: str, parameters: Sequence[object]) -> bytes:
        """One hop to a reader's thread and back."""
        reader = await self.idle.get()
        try:
            return (await reader.execute_fetchall(sql, parameters))[0][0]  # type: ignore[index,no-any-return]
        finally:
            self.idle.put_nowait(reader)


class Postgresql:
    """asyncpg and its pool; text stays bytes, and nothing is reset between statements."""

    dialect = "postgresql"

    async def open(self, url: str) -> "Postgresql":
        """Connects to the server."""
        self.pool = await asyncpg.create_pool(url, min_size=READERS, max_size=READERS, init=text_as_bytes, reset=no_reset)
        return self

    async def text(self, sql: str, parameters: Sequence[object]) -> bytes:
        """One round trip."""
        async with self.pool.acquire() as connection:
            return await connection.fetchval(sql, *parameters)  # type: ignore[no-any-return]


async def text_as_bytes(connection: asyncpg.Connection) -> None:
    """Keeps asyncpg from decoding values that are passed on unchanged."""
    await connection.set_type_codec("text", schema="pg_catalog", encoder=str.encode, decoder=bytes, format="binary")


async def no_reset(_: asyncpg.Connection) -> None:
    """Readers run single SELECTs: there is nothing to undo, and so no round trip."""


def application(url: str) -> Starlette:
    """POST to /q1, /q2 or /q4 with the same body as every contender gets; only its variables are looked at."""
    store: Store

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        nonlocal store
        store = await (Sqlite().open(url.removeprefix("sqlite:///")) if url.startswith("sqlite:") else Postgresql().open(url))
        statements.update({question: statement(question, store.dialect) for question in ("q1", "q2", "q4")})
        yield

    statements: dict[str, str] = {}

    async def answer(request: Request) -> Response:
        variables = orjson.loads(await request.body())["variables"]
        text = await store.text(statements[request.path_params["question"]], ("demo", *variables.values()))
        return Response(text, media_type="application/json")

    return Starlette(routes=[Route("/{question}", answer, methods=["POST"])], lifespan=lifespan)


if __name__ == "__main__":
    uvicorn.run(
        application(sys.argv[1]), port=int(sys.argv[2]), loop="uvloop", http="httptools", log_level="error", access_log=False
    )
