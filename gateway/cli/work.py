"""`pentagraph work`: does in a process of its own what a server does in the background."""

import asyncio
import logging
import signal
from collections.abc import Callable

import typer

from gateway.background import chores
from gateway.cli.option import ConfigFile, DatabaseUrl, opened
from gateway.settings import Settings, read_settings
from gateway.worker import at_work
from storage.database.opening import shown


def work(database: DatabaseUrl = None, config: ConfigFile = None) -> None:
    """Do jobs, build roll-ups and ask for what is due, until it is stopped; servers do the same unless `worker` is false.

    As many as you like may work on one store: no job is done twice.

    Example: pentagraph work --database postgresql+asyncpg://me:secret@localhost/pentagraph
    """
    asyncio.run(_work(read_settings({"database": database}, file=config), typer.echo))


async def _work(settings: Settings, say: Callable[[str], None]) -> None:
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    async with opened(settings, readers=settings.readers) as database, at_work(database, chores(settings)):
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(stopped.set))
        say(f"working on {shown(settings.database)}")
        await stopped.wait()
