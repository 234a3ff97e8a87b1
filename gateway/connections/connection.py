"""One HTTP/1.1 connection: uvicorn's protocol on httptools, with limits on size and time.

httptools keeps an unfinished URL or header without a limit, so the bytes are counted before they reach it, in small slices.
"""

import asyncio
import logging
from typing import Any

import httptools
from starlette.types import Receive, Scope, Send
from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol
from uvicorn.server import ServerState

from gateway.connections.registry import Connections
from gateway.connections.unread import BoundedSend
from gateway.http_errors import STATUS, HeadersTooLarge, MalformedRequest, RequestTimeout, UrlTooLong, error_body
from storage.errors import Failure, Overloaded

log = logging.getLogger("pentagraph.connections")

SLICE = 16_384
"""Bytes that are parsed between two checks of the limits."""
HEADER_SYNTAX = 4
"""Bytes of a header besides name and value: colon, space, line end."""
MAX_PIPELINED = 32
"""Requests that a client may send without waiting for answers."""
READ_AHEAD = 16
"""Requests that are read while an earlier one is answered. More wait unread."""
SLOWEST = 10_000
"""Bytes of a body that give its client one more second to send the rest, so that long bodies may arrive."""
LINGER_SECONDS = 2.0
"""Seconds in which a refused client may read the reason: closing a socket with unread input would reset it at once."""


class _Refused(Exception):
    """Stops the parser. The connection has the reason."""


class Connection(HttpToolsProtocol):
    """One connection. Its deadlines are checked by `expire`, which the server calls regularly."""

    def __init__(
        self,
        connections: Connections,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._counted = connections
        self._limits = connections.limits
        self._application = self.app
        self.app = self._answer
        self._is_refused = False
        self._in_body = False
        self._in_request = False
        self._overhead = 0
        self._header_bytes = 0
        self._header_count = 0
        self._read_by: float | None = None
        self._write_by: float | None = None
        self._close_by: float | None = None
        self._has_left = False
        self._answering: asyncio.Task[object] | None = None
        """The request that is being answered, until all of its answer was sent."""

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request. It is cancelled if its client leaves, which stops its planning and its statements."""
        answering = self._answering = asyncio.current_task()
        try:
            await self._application(scope, receive, BoundedSend(send, self._counted.unread, self._answered))
        except asyncio.CancelledError:
            if answering is None or not self._has_left:  # the server stops
                raise
            answering.uncancel()
            cycle: Any = getattr(send, "__self__", None)
            cycle.disconnected = True  # uvicorn marks only the newest request of a connection
        finally:
            if self._answering is answering:
                self._answering = None

    def _answered(self) -> None:
        self._answering = None

    # The transport's events

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Counts the connection, and refuses it if there are too many."""
        super().connection_made(transport)
        self._read_by = self.loop.time() + self._limits.header_timeout
        try:
            self._counted.add(self, self.client[0] if self.client else "")
        except Overloaded as refusal:
            self._refuse(refusal)
            if not self._counted.linger(self):
                self.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stops counting the connection, and the work for a client who has left."""
        self._counted.remove(self)
        super().connection_lost(exc)
        self._unset_keepalive_if_required()
        self._has_left = True
        if self._answering is not None:
            self._answering.cancel()
        # Each of these refers back to the connection, which only a garbage collection would then free.
        self.app = self.cycle = None  # type: ignore[assignment]
        self.pipeline.clear()

    def data_received(self, data: bytes) -> None:
        """Parses input up to the first violation of a limit. Drops what follows it."""
        self._unset_keepalive_if_required()
        if self._is_refused:
            return
        if not self._in_request:
            self._in_request = True
            self._read_by = self.loop.time() + self._limits.header_timeout
        try:
            for begin in range(0, len(data), SLICE):
                part = data[begin : begin + SLICE] if len(data) > SLICE else data
                self._overhead += len(part)
                self.parser.feed_data(part)
                if self._overhead > self._limits.max_header_bytes + SLICE:
                    self._refuse(self._too_much())
                    return
        except httptools.HttpParserUpgrade:  # not supported: the request is answered normally, and nothing may follow it
            self._end_input()
            self.shutdown()
        except httptools.HttpParserError:
            if not self._is_refused:
                self._refuse(MalformedRequest("This is not a valid HTTP/1.1 request."))

    def pause_writing(self) -> None:
        """Gives the client `write_timeout` seconds to read the pending output."""
        super().pause_writing()
        self._write_by = self.loop.time() + self._limits.write_timeout

    def resume_writing(self) -> None:
        """The client has read the pending output."""
        super().resume_writing()
        self._write_by = None

    # The parser's events

    def on_url(self, url: bytes) -> None:
        """Handles a part of the URL."""
        super().on_url(url)
        self._overhead -= len(url)
        allowed, measured = self._limits.max_url_bytes, len(self.url)
        if measured > allowed:
            message = f"The URL is longer than {allowed} bytes."
            self._stop(UrlTooLong(message, limit="max_url_bytes", allowed=allowed, measured=measured))

    def on_header(self, name: bytes, value: bytes) -> None:
        """Handles a header. Trailers are counted and dropped: they must not pass for headers that a proxy has checked."""
        self._header_count += 1
        self._header_bytes += len(name) + len(value) + HEADER_SYNTAX
        limits = self._limits
        if self._header_count > limits.max_headers:
            self._stop(_headers_too_large("max_headers", limits.max_headers, self._header_count))
        if self._header_bytes > limits.max_header_bytes:
            self._stop(_headers_too_large("max_header_bytes", limits.max_header_bytes, self._header_bytes))
        if not self._in_body:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Lets the application answer the request, unless too many requests of the client wait already."""
        if len(self.pipeline) >= MAX_PIPELINED:
            self._stop(MalformedRequest(f"More than {MAX_PIPELINED} requests wait for an answer on one connection."))
        super().on_headers_complete()
        if 0 < len(self.pipeline) <= READ_AHEAD:
            self.flow.resume_reading()  # else it would not be noticed that the client leaves
        self._in_body = True
        self._overhead = 0
        self._read_by = self.loop.time() + self._limits.body_timeout

    def on_body(self, body: bytes) -> None:
        """Handles a part of the body. Each byte allows two of chunk syntax: tiny chunks or long extensions exceed the limit."""
        self._overhead = max(0, self._overhead - 3 * len(body))
        if self._read_by is not None:
            self._read_by += len(body) / SLOWEST
        super().on_body(body)

    def on_message_complete(self) -> None:
        """Resets the counts when a request has arrived."""
        super().on_message_complete()
        self._in_body = self._in_request = False
        self._overhead = self._header_bytes = self._header_count = 0
        self._read_by = None

    # Deadlines

    def expire(self, now: float) -> None:
        """Ends what is overdue at `now`: a request that did not arrive, or an answer that was not read."""
        if self.transport.is_closing() and self._close_by is None:
            self._close_by = now + self._limits.write_timeout
        if _is_past(self._close_by, now) or _is_past(self._write_by, now):
            self.abort()
        elif self.flow.read_paused and self._read_by is not None:
            self._read_by = max(self._read_by, now + self._limits.body_timeout)  # the server is what makes it slow
        elif _is_past(self._read_by, now):
            self._read_by = None
            self._expire_request()

    def abort(self) -> None:
        """Closes the connection without sending pending output."""
        self.transport.abort()

    def _expire_request(self) -> None:
        if not self._in_request:
            self.transport.close()
        elif self._in_body:
            self._refuse(_too_slow("body_timeout", self._limits.body_timeout))
        else:
            self._refuse(_too_slow("header_timeout", self._limits.header_timeout))

    # Refusals

    def _stop(self, failure: Failure) -> None:
        """Refuses the request, and stops the parser, which is the caller."""
        self._refuse(failure)
        raise _Refused

    def _refuse(self, failure: Failure) -> None:
        """Answers the incoming request with an error after the earlier requests, and closes the connection."""
        if self._is_refused:
            return
        self._end_input()
        cycle, is_answered = self.cycle, self.cycle is None or self.cycle.response_complete
        if not is_answered and not self._in_body:
            cycle.keep_alive = False  # the requests before this one are answered, then the connection closes
        elif self.pipeline:
            self.abort()
        elif is_answered and self._in_body:
            self.transport.close()
        elif not is_answered and cycle.response_started:
            cycle.keep_alive = False
        else:
            self._write(failure)
            if not is_answered:
                cycle.disconnected = True
                cycle.message_event.set()

    def _end_input(self) -> None:
        self._is_refused = True
        self._read_by = None

    def _write(self, failure: Failure) -> None:
        body = error_body(failure)
        headers = [
            *self.server_state.default_headers,
            (b"content-type", b"application/json"),
            (b"content-length", b"%d" % len(body)),
            (b"cache-control", b"no-store"),
            (b"connection", b"close"),
        ]
        if failure.retry_after is not None:
            headers.append((b"retry-after", b"%d" % failure.retry_after))
        lines = b"".join(b"%s: %s\r\n" % pair for pair in headers)
        self.transport.write(b"".join((STATUS_LINE[STATUS[failure.code]], lines, b"\r\n", body)))
        self.transport.write_eof()
        self._close_by = self.loop.time() + LINGER_SECONDS

    def _too_much(self) -> Failure:
        if self._in_body:
            return MalformedRequest("The chunks of the body are too small, or their extensions are too long.")
        return _headers_too_large("max_header_bytes", self._limits.max_header_bytes, self._overhead)


def _is_past(deadline: float | None, now: float) -> bool:
    return deadline is not None and deadline <= now


def _headers_too_large(limit: str, allowed: int, measured: int) -> HeadersTooLarge:
    unit = "headers" if limit == "max_headers" else "bytes of headers"
    message = f"The request has more than {allowed} {unit}."
    return HeadersTooLarge(message, limit=limit, allowed=allowed, measured=measured)


def _too_slow(limit: str, allowed: float) -> RequestTimeout:
    part = "body" if limit == "body_timeout" else "headers"
    message = f"The {part} of the request did not arrive within {allowed:g} seconds."
    return RequestTimeout(message, limit=limit, allowed=allowed)
