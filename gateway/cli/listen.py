"""`pentagraph listen`: receives an event stream over TCP."""

import asyncio
import logging
import sys
from typing import Annotated

import typer

from gateway.cli.option import ConfigFile, DatabaseUrl, ReceivingOrg, opened, receiving_org
from gateway.cli.printable import printable
from gateway.cli.stopping import stopped_by_signals
from gateway.settings import Settings, read_settings
from gateway.writes import writing
from storage.accounts.keys import organizations
from storage.database.protocol import Database
from storage.errors import BadUserInput
from storage.loopback import is_loopback

app = typer.Typer(help="Receive an event stream over TCP until stopped, and store it.", no_args_is_help=True)


@app.command("spiff")
def spiff(
    host: Annotated[
        str, typer.Option(help="Address to listen on. Streams carry no credential: whoever reaches the port can send.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65_535, help="Port to listen on; 0: any free port.")] = 5170,
    database: DatabaseUrl = None,
    org: ReceivingOrg = None,
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

    async with opened(settings) as database:
        org_id = await receiving_org(database, org, settings)
        await _require_organization(database, org_id)
        async with writing(database, settings) as queue:
            listener = SpiffListener(queue, org_id, lambda text: _complain(printable(text)))
            port = await listener.start(host, port)
            stopped = stopped_by_signals()
            if not is_loopback(host):
                _complain(f"anyone who can reach {host}:{port} can send events to organization {org_id}")
            typer.echo(f"listening on {host}:{port} for organization {org_id}")
            await stopped.wait()
            await listener.stop()
        counts = listener.counts
        typer.echo(", ".join(f"{count} {result.lower()}" for result, count in counts.counts.items()))
        for reason, count in counts.notices.items():
            typer.echo(f"passed over or changed: {count} {printable(reason)}")


async def _require_organization(database: Database, org_id: str) -> None:
    """Raises BadUserInput if there is none: a sender that gets no answer would not notice."""
    if org_id not in {each.org_id for each in await organizations(database)}:
        raise BadUserInput(f"there is no organization {org_id!r}; create it with `pentagraph org create {org_id}`")


def _complain(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
