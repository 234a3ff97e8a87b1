"""A server with small limits over an application of a test, in this process, and raw clients of it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from starlette.types import ASGIApp, Receive, Scope, Send

from gateway.connections.limits import ConnectionLimits
from gateway.connections.registry import Connections
from gateway.server import Server, listen, uvicorn_config

END = b"\r\n\r\n"


@dataclass(frozen=True)
class Serving:
    """A server that runs."""

    port: int
    connections: Connections
    server: Server

    @asynccontextmanager
    async def client(self) -> AsyncIterator["Client"]:
        """A connection to it."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            yield Client(reader, writer)
        finally:
            writer.close()

    async def exchange(self, sent: bytes) -> bytes:
        """All that the server sends on a new connection, until it closes it."""
        async with self.client() as client:
            return await client.exchange(sent)


@dataclass(frozen=True)
class Client:
    """A connection on which a test sends bytes."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def exchange(self, sent: bytes) -> bytes:
        """Sends bytes. Returns all that the server sends until it closes the connection."""
        self.writer.write(sent)
        return await self.reader.read()

    async def answer(self, sent: bytes) -> bytes:
        """Sends bytes. Returns the next response that has a Content-Length."""
        self.writer.write(sent)
        head = await self.reader.readuntil(END)
        length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length"))
        return head + await self.reader.readexactly(int(length.split(b":")[1]))


@asynccontextmanager
async def serving(app: ASGIApp, limits: ConnectionLimits) -> AsyncIterator[Serving]:
    """The application behind a server on a free port, which stops in order when the block ends."""
    listening = asyncio.Event()
    connections = Connections(limits)
    server = Server(uvicorn_config(app, limits), connections, listening.set)
    listener = listen("127.0.0.1", 0)
    port = listener.getsockname()[1]
    running = asyncio.create_task(server.serve(sockets=[listener]))
    await listening.wait()
    try:
        yield Serving(port, connections, server)
    finally:
        server.should_exit = True
        await running


async def until(condition: Callable[[], bool]) -> None:
    """Waits until the condition is true."""
    while not condition():  # noqa: ASYNC110 - the server has no event for each condition of a test
        await asyncio.sleep(0.01)


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers with the method, the path, the headers that begin with `x-`, and the body, each on a line."""
    body = b""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        body += message["body"]
        if not message["more_body"]:
            break
    headers = [b"%s: %s" % pair for pair in scope["headers"] if pair[0].startswith(b"x-")]
    content = b"\n".join([scope["method"].encode(), scope["raw_path"], *headers, body])
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(content))]})
    await send({"type": "http.response.body", "body": content})
