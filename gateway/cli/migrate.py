"""`pentagraph migrate`: brings the tables of a store to this version."""

import asyncio

import typer

from gateway.cli.option import ConfigFile, DatabaseUrl
from gateway.settings import read_settings
from storage.database.opening import shown
from storage.migrations.migrate import migrate as migrate_store


def migrate(database: DatabaseUrl = None, config: ConfigFile = None) -> None:
    """Bring the tables of a store to what this version needs. All of it happens, or none; running it again does no harm.

    Example: pentagraph migrate --database postgresql+asyncpg://me:secret@localhost/pentagraph
    """
    url = read_settings({"database": database}, file=config).database
    asyncio.run(migrate_store(url))
    typer.echo(f"{shown(url)} is up to date")
