"""`pentagraph work`: runs the background work of a server in its own process."""

import asyncio
import logging
from collections.abc import Callable

import typer

from gateway.cli.option import ConfigFile, DatabaseUrl, opened
from gateway.cli.stopping import stopped_by_signals
from gateway.settings import Settings, read_settings
from gateway.worker import at_work, worker_config
from gateway.writes import writing
from storage.database.opening import shown


def work(database: DatabaseUrl = None, config: ConfigFile = None) -> None:
    """Run jobs, build roll-ups and queue scheduled jobs until stopped. Servers do the same unless the setting `worker` is false.

    Any number of workers may share one store; no job runs twice.

    Example: pentagraph work --database postgresql+asyncpg://me:secret@localhost/pentagraph
    """
    asyncio.run(_work(read_settings({"database": database}, file=config), typer.echo))


async def _work(settings: Settings, say: Callable[[str], None]) -> None:
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    async with (
        opened(settings, readers=settings.readers) as database,
        writing(database, settings) as writes,
        at_work(database, worker_config(settings, writes)),
    ):
        stopped = stopped_by_signals()
        say(f"working on {shown(settings.database)}")
        await stopped.wait()
