"""The answers of the paths that receive data: results as JSON, and errors after which the connection closes."""

from collections.abc import Iterator

from starlette.responses import Response
from starlette.types import Send

from gateway.http_errors import STATUS, error_body, error_headers
from gateway.ingest.senders import METHOD
from storage.errors import Failure

HEADERS = {"cache-control": "no-store", "x-content-type-options": "nosniff"}
"""Headers of every answer."""


async def send_results(send: Send, status: int, length: int, pieces: Iterator[bytes]) -> None:
    """Sends JSON of a known length in pieces."""
    headers = [*HEADERS.items(), ("content-type", "application/json"), ("content-length", str(length))]
    pairs = [(name.encode(), value.encode()) for name, value in headers]
    await send({"type": "http.response.start", "status": status, "headers": pairs})
    for piece in pieces:
        await send({"type": "http.response.body", "body": piece, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


def error_response(failure: Failure, finished_line: int = 0) -> Response:
    """The error response. The rest of the body is not read, so the connection cannot be used again.

    `finished_line` is the number of a line: it and all before it are stored or refused. 0: unknown.
    """
    headers = {**HEADERS, **error_headers(failure, allow=METHOD), "connection": "close"}
    finished = {"finishedLine": finished_line} if finished_line else {}
    return Response(error_body(failure, **finished), STATUS.get(failure.code, 500), headers, "application/json")
