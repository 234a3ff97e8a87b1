"""`pentagraph migrate`: updates the tables of a store to this version."""

import asyncio

import typer

from gateway.cli.option import ConfigFile, DatabaseUrl
from gateway.settings import read_settings
from storage.database.opening import shown
from storage.migrations.migrate import migrate as migrate_store


def migrate(database: DatabaseUrl = None, config: ConfigFile = None) -> None:
    """Update the tables of a store to this version. A failed migration changes nothing; running it again is harmless.

    Example: pentagraph migrate --database postgresql+asyncpg://me:secret@localhost/pentagraph
    """
    url = read_settings({"database": database}, file=config).database
    asyncio.run(migrate_store(url))
    typer.echo(f"{shown(url)} is up to date")
