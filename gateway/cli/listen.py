"""`pentagraph listen`: receives an event stream over TCP."""

import asyncio
import ipaddress
import logging
import signal
import sys
from typing import Annotated

import typer

from gateway.cli.option import ConfigFile, DatabaseUrl, opened
from gateway.cli.printable import printable
from gateway.settings import Settings, read_settings
from gateway.writes import write_queue
from storage.accounts.keys import ensure_organization, organizations
from storage.database.protocol import Database
from storage.errors import BadUserInput

app = typer.Typer(help="Receive an event stream over TCP until stopped, and store it.", no_args_is_help=True)


@app.command("spiff")
def spiff(
    host: Annotated[
        str, typer.Option(help="Address to listen on. Streams carry no credential: whoever reaches the port can send.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65_535, help="Port to listen on; 0: any free port.")] = 5170,
    database: DatabaseUrl = None,
    org: Annotated[
        str | None,
        typer.Option(
            help="Organization that receives the data; it must exist. Default: the setting default_org, which is created.",
            show_default=False,
        ),
    ] = None,
    config: ConfigFile = None,
) -> None:
    """Receive the event stream of SpiffArena until stopped, and store it.

    SpiffArena sends to the host and port in SPIFFWORKFLOW_BACKEND_EVENT_STREAM_HOST and SPIFFWORKFLOW_BACKEND_EVENT_STREAM_PORT.
    When the command is stopped (SIGINT or SIGTERM), it stores what has arrived and prints counts.

    Example: pentagraph listen spiff --port 5170
    """
    settings = read_settings({"database": database}, file=config)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    asyncio.run(_listen(settings, org, host, port))


async def _listen(settings: Settings, org: str | None, host: str, port: int) -> None:
    from gateway.ingest.listening import SpiffListener  # imported here, as wrong options should fail first

    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    async with opened(settings) as database:
        org_id = await _organization(database, org, settings.default_org)
        queue = write_queue(database, settings)
        listener = SpiffListener(queue, org_id, lambda text: _complain(printable(text)))
        port = await listener.start(host, port)
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, stopped.set)
        if not _is_loopback(host):
            _complain(f"anyone who can reach {host}:{port} can send events to organization {org_id}")
        typer.echo(f"listening on {host}:{port} for organization {org_id}")
        await stopped.wait()
        await listener.stop()
        await queue.close()
        counts = listener.counts
        typer.echo(", ".join(f"{count} {result.lower()}" for result, count in counts.counts.items()))
        for reason, count in counts.notices.items():
            typer.echo(f"passed over or changed: {count} {printable(reason)}")


async def _organization(database: Database, org: str | None, default: str) -> str:
    """The organization that receives the data: the default one is created, any other must exist. Raises BadUserInput."""
    if org is None:
        await ensure_organization(database, default)
    elif org not in {each.org_id for each in await organizations(database)}:
        raise BadUserInput(f"there is no organization {org!r}; create it with `pentagraph org create {org}`")
    return org or default


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _complain(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
