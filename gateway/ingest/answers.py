"""The answers of the paths that receive data: results as JSON, and errors after which the connection closes."""

import logging
from collections.abc import Awaitable, Callable, Iterator

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from gateway.http_errors import STATUS, error_body, error_headers, unexpected
from gateway.ingest.line_results import LineResults
from gateway.ingest.senders import METHOD
from storage.errors import Failure

log = logging.getLogger("pentagraph")

Answer = tuple[int, int, Iterator[bytes]]
"""Status, length and pieces."""

HEADERS = {"cache-control": "no-store", "x-content-type-options": "nosniff"}
"""Headers of every answer."""


async def answer_request(
    scope: Scope, receive: Receive, send: Send, results: LineResults, work: Callable[[], Awaitable[Answer]]
) -> None:
    """Answers a request with what `work` returns, or with the error that it raises, and closes the results."""
    try:
        await _send_results(send, *await work())
    except Failure as failure:
        # The failure may be that of other requests too, which were written together with this one.
        await _error_response(failure, results.finished_line)(scope, receive, send)
    except Exception:
        await _error_response(unexpected(log))(scope, receive, send)
    finally:
        results.close()


async def _send_results(send: Send, status: int, length: int, pieces: Iterator[bytes]) -> None:
    """Sends JSON of a known length in pieces."""
    headers = [*HEADERS.items(), ("content-type", "application/json"), ("content-length", str(length))]
    pairs = [(name.encode(), value.encode()) for name, value in headers]
    await send({"type": "http.response.start", "status": status, "headers": pairs})
    for piece in pieces:
        await send({"type": "http.response.body", "body": piece, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


def _error_response(failure: Failure, finished_line: int = 0) -> Response:
    """The error response. The rest of the body is not read, so the connection cannot be used again.

    `finished_line` is the number of a line: it and all before it are stored or refused. 0: unknown.
    """
    headers = {**HEADERS, **error_headers(failure, allow=METHOD), "connection": "close"}
    finished = {"finishedLine": finished_line} if finished_line else {}
    return Response(error_body(failure, **finished), STATUS.get(failure.code, 500), headers, "application/json")
