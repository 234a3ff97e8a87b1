"""Options that several commands share, and the store that a command opens."""

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
        "Default: PENTAGRAPH_DATABASE, then pentagraph.db in the working directory.",
        show_default=False,
    ),
]

ConfigFile = Annotated[
    Path | None,
    typer.Option(
        "--config", metavar="FILE", help="TOML file of settings. Default: pentagraph.toml in the working directory, if it exists."
    ),
]

OrgId = Annotated[str, typer.Argument(metavar="ORG", help="The organization's id.")]


@asynccontextmanager
async def opened(settings: Settings, *, readers: int = 1) -> AsyncIterator[Database]:
    """Opens the store of the settings, creating its tables if it is empty; closes it when the block ends."""
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
