"""A real HTTP server of the test's own, in a thread, which answers by a function."""

import json
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True)
class Sent:
    """A request."""

    method: str
    path: str
    parameters: Mapping[str, str]
    headers: Mapping[str, str]
    body: Any = None


@dataclass(frozen=True)
class Reply:
    """An answer. `content` that is not bytes becomes JSON."""

    content: Any = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def body(self) -> bytes:
        """The bytes that are sent."""
        return self.content if isinstance(self.content, bytes) else json.dumps(self.content).encode()


Answer = Callable[[Sent], Reply]


class _Server(ThreadingHTTPServer):
    """Clients that leave, or are killed, are no error."""

    daemon_threads = True
    request_queue_size = 50

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class StubServer:
    """The server: its address, what it was asked, and the function that answers. `before` may answer in its place."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.before: Callable[[Sent], Reply | None] = lambda _: None
        self.requests: list[Sent] = []
        self._lock = threading.Lock()
        stub = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                stub.serve(self)

            def do_POST(self) -> None:
                stub.serve(self)

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name of the base class
                pass

        self._http = _Server(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01})

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self._http.server_port}"

    def serve(self, handler: BaseHTTPRequestHandler) -> None:
        """Answers one request."""
        size = int(handler.headers.get("content-length", 0))
        content = handler.rfile.read(size)
        parts = urlsplit(handler.path)
        headers = {name.lower(): value for name, value in handler.headers.items()}
        parameters = dict(parse_qsl(parts.query, keep_blank_values=True))
        sent = Sent(handler.command, parts.path, parameters, headers, json.loads(content) if content else None)
        with self._lock:
            self.requests.append(sent)
        reply = self.before(sent) or self.answer(sent)
        try:
            handler.send_response_only(reply.status)
            for name, value in {"content-type": "application/json", **reply.headers}.items():
                handler.send_header(name, value)
            handler.send_header("content-length", str(len(reply.body)))
            handler.end_headers()
            handler.wfile.write(reply.body)
        except (BrokenPipeError, ConnectionResetError):
            handler.close_connection = True

    def start(self) -> None:
        """Begins to listen."""
        self._thread.start()

    def stop(self) -> None:
        """Ends it."""
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()


@contextmanager
def stub_server(answer: Answer) -> Iterator[StubServer]:
    """A server while the block runs."""
    server = StubServer(answer)
    server.start()
    try:
        yield server
    finally:
        server.stop()
