"""Large bodies that clients have not read yet: bounded in bytes, and written in parts."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from starlette.types import Message, Send

from gateway.http_errors import error_body
from storage.errors import Overloaded

PART = 262_144
"""Maximum number of bytes written at once. Bodies up to this size are not counted."""

RETRY = 5
"""Seconds after which a refused client may try again."""


class Unread:
    """Counts the bytes of large bodies from the first byte written to the last byte that the client accepts."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.bytes = 0

    def has_room(self, size: int) -> bool:
        """Whether there is room for a body. A single body always has room."""
        return self.bytes == 0 or self.bytes + size <= self.limit

    @contextmanager
    def counted(self, size: int) -> Iterator[None]:
        """Counts a body while the block sends it."""
        self.bytes += size
        try:
            yield
        finally:
            self.bytes -= size


class BoundedSend:
    """The `send` of one request. Sends 503 in place of a large body for which there is no room.

    Calls `answered` when the last part of the body is handed over.
    """

    def __init__(self, send: Send, unread: Unread, answered: Callable[[], None]) -> None:
        self._send = send
        self._unread = unread
        self._answered = answered
        self._start: Message | None = None
        self._is_refused = False

    async def __call__(self, message: Message) -> None:
        """Passes a message on. Returns once the client has accepted all but the last part of the body."""
        if message["type"] == "http.response.start":
            self._start = message
            return
        body, more = message.get("body", b""), message.get("more_body", False)
        if self._is_refused:
            return
        if len(body) <= PART:
            await self._begin()
            await self._send(message)
        elif self._start is not None and not self._unread.has_room(len(body)):
            await self._refuse()
        else:
            with self._unread.counted(len(body)):
                await self._begin()
                await self._parts(memoryview(body), more=more)
        if self._is_refused or not more:
            self._answered()

    async def _begin(self) -> None:
        if self._start is not None:
            start, self._start = self._start, None
            await self._send(start)

    async def _parts(self, body: memoryview, *, more: bool) -> None:
        for begin in range(0, len(body), PART):
            part = bytes(body[begin : begin + PART])  # a view that waits to be written would keep the whole body
            await self._send({"type": "http.response.body", "body": part, "more_body": more or begin + PART < len(body)})

    async def _refuse(self) -> None:
        self._is_refused = True
        body = error_body(Overloaded("Too many large responses are being sent. Try again later.", retryAfter=RETRY))
        headers = [
            (b"content-type", b"application/json"),
            (b"content-length", b"%d" % len(body)),
            (b"cache-control", b"no-store"),
            (b"retry-after", b"%d" % RETRY),
        ]
        await self._send({"type": "http.response.start", "status": 503, "headers": headers})
        await self._send({"type": "http.response.body", "body": body})
