"""`pentagraph serve`: runs the HTTP server."""

import asyncio
from typing import Annotated

import typer

from gateway.cli.option import ConfigFile, DatabaseUrl
from gateway.settings import read_settings


def serve(
    database: DatabaseUrl = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on.  \\[default: 127.0.0.1]", show_default=False)] = None,
    port: Annotated[
        int | None, typer.Option(help="Port to listen on; 0: any free port.  \\[default: 8000]", show_default=False)
    ] = None,
    readers: Annotated[
        int | None, typer.Option(help="Number of connections for reading.  \\[default: 8]", show_default=False)
    ] = None,
    demo: Annotated[
        bool | None,
        typer.Option(
            "--demo/--no-demo",
            help="Let callers on this machine read organization `demo` without a key, while there is no key, user or issuer.  "
            "\\[default: no]",
            show_default=False,
        ),
    ] = None,
    graphiql: Annotated[bool | None, typer.Option(help="Serve GraphiQL.  \\[default: yes]", show_default=False)] = None,
    config: ConfigFile = None,
) -> None:
    """Serve GraphQL and the REST APIs over HTTP until stopped.

    By default only this machine can reach the server, and each request needs a credential. --demo lets this machine read the demo
    without one. To serve other machines, create a key (pentagraph key create) and set --host.

    Example: pentagraph serve --database sqlite+aiosqlite:///x.db --port 8000 --demo
    """
    options = {"database": database, "host": host, "port": port, "readers": readers, "demo": demo, "graphiql": graphiql}
    settings = read_settings(options, file=config)
    from gateway import server  # imported here because building the graph is slow, and wrong settings should fail first

    with asyncio.Runner(loop_factory=server.loop_factory()) as runner:
        runner.run(server.serve(settings, typer.echo))
