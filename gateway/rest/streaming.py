"""Streamed response bodies. Their resources are released after the last part, or when the request is cancelled.

The server cancels a request whose client disconnects or does not read (setting `write_timeout`), so a stream needs no time
limit of its own.
"""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

from starlette.types import Send


class Parts:
    """The parts of a body. The first is computed in advance, so that a failure before it can still set the status."""

    def __init__(self, first: bytes, rest: AsyncIterator[bytes], resources: AsyncExitStack) -> None:
        self._first: bytes | None = first
        self._rest = rest
        self._resources = resources

    def __aiter__(self) -> "Parts":
        return self

    async def __anext__(self) -> bytes:
        """Returns the next part."""
        first, self._first = self._first, None
        return await anext(self._rest) if first is None else first

    async def aclose(self) -> None:
        """Stops the producer of the parts, and releases its resources."""
        try:
            close = getattr(self._rest, "aclose", None)
            if close is not None:
                await close()
        finally:
            await self._resources.aclose()


async def stream(parts: AsyncIterator[bytes], send: Send) -> None:
    """Sends the parts, each after the client has accepted the one before."""
    async for part in parts:
        await send({"type": "http.response.body", "body": part, "more_body": True})
    await send({"type": "http.response.body", "body": b""})
