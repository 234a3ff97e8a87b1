"""Bodies that are sent part by part, and what they are read from: let go after the last part, or when nobody wants more."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

from starlette.types import Receive, Send

STALL_SECONDS = 60.0
"""How long a client may take to accept a part. What it is read from is held meanwhile, and others may have to wait for it."""


class Parts:
    """The parts of a body; the first was made already, so what fails before it is told by a status."""

    def __init__(self, first: bytes, rest: AsyncIterator[bytes], held: AsyncExitStack) -> None:
        self._first: bytes | None = first
        self._rest = rest
        self._held = held

    def __aiter__(self) -> "Parts":
        return self

    async def __anext__(self) -> bytes:
        """The next part."""
        first, self._first = self._first, None
        return await anext(self._rest) if first is None else first

    async def aclose(self) -> None:
        """Stops whoever makes the parts, and lets go what they are made of."""
        try:
            close = getattr(self._rest, "aclose", None)
            if close is not None:
                await close()
        finally:
            await self._held.aclose()


async def stream(parts: AsyncIterator[bytes], receive: Receive, send: Send) -> None:
    """Sends the parts. Stops, without a word, when the client has gone; raises TimeoutError when it does not take them."""
    gone = asyncio.create_task(_gone(receive))
    sent = asyncio.create_task(_sent(parts, send))
    try:
        await asyncio.wait((gone, sent), return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (gone, sent):
            task.cancel()
        await asyncio.wait((gone, sent))
    if not sent.cancelled():
        sent.result()


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _sent(parts: AsyncIterator[bytes], send: Send) -> None:
    async for part in parts:
        async with asyncio.timeout(STALL_SECONDS):
            await send({"type": "http.response.body", "body": part, "more_body": True})
    await send({"type": "http.response.body", "body": b""})
