"""Options that several commands share, and how a command gets at its store."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated

import typer

from gateway.settings import Settings
from storage.database.opening import open_database
from storage.database.protocol import Database
from storage.migrations.migrate import prepare

DatabaseUrl = Annotated[
    str | None,
    typer.Option(
        "--database",
        metavar="URL",
        help="The store: sqlite+aiosqlite:///file.db or postgresql+asyncpg://user:password@host/name. "
        "Else PENTAGRAPH_DATABASE, else pentagraph.db here.",
        show_default=False,
    ),
]

ConfigFile = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", help="TOML file of settings. Else pentagraph.toml here, if there is one."),
]


@asynccontextmanager
async def opened(settings: Settings, *, readers: int = 1) -> AsyncIterator[Database]:
    """The store of the settings, its tables made if it is empty; closed when the block ends."""
    await prepare(settings.database)
    database = await open_database(
        settings.database,
        readers=readers,
        statement_cache=settings.statement_cache,
        memory_statistics=settings.memory_statistics,
    )
    try:
        yield database
    finally:
        await database.close()
