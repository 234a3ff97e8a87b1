"""`pentagraph serve`: answers over HTTP."""

import asyncio
from typing import Annotated

import typer

from gateway.cli.option import ConfigFile, DatabaseUrl
from gateway.settings import read_settings


def serve(
    database: DatabaseUrl = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on.  \\[default: 127.0.0.1]", show_default=False)] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on; 0: any.  \\[default: 8000]", show_default=False)] = None,
    readers: Annotated[int | None, typer.Option(help="Reading connections.  \\[default: 8]", show_default=False)] = None,
    graphiql: Annotated[bool | None, typer.Option(help="Serve GraphiQL.  \\[default: yes]", show_default=False)] = None,
    config: ConfigFile = None,
) -> None:
    """Answer GraphQL over HTTP until it is stopped.

    Only this machine can reach it, and reads the demo organization without a key, unless --host says otherwise: then make a
    key first (pentagraph key create).

    Example: pentagraph serve --database sqlite+aiosqlite:///x.db --port 8000
    """
    given = {"database": database, "host": host, "port": port, "readers": readers, "graphiql": graphiql}
    settings = read_settings(given, file=config)
    from gateway import server  # building the graph takes a moment that a wrong setting need not wait for

    with asyncio.Runner(loop_factory=server.loop_factory()) as runner:
        runner.run(server.serve(settings, typer.echo))
