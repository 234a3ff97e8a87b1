"""Reads a request's headers and body, with a limit on the size of the body."""

from collections.abc import Iterable, Mapping

from starlette.types import Receive

from gateway.http_errors import MalformedRequest, RequestTooLarge


def joined(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Headers by lower-case name; repeated headers are joined by commas, as in RFC 9110."""
    found: dict[str, str] = {}
    for raw_name, raw_value in headers:
        name, value = raw_name.decode("latin-1"), raw_value.decode("latin-1")
        found[name] = f"{found[name]}, {value}" if name in found else value
    return found


async def read_body(receive: Receive, headers: Mapping[str, str], limit: int) -> bytes:
    """The whole body. Raises RequestTooLarge as soon as it exceeds `limit` bytes, MalformedRequest if the client disconnects."""
    declared = headers.get("content-length", "")
    if declared.isdigit() and int(declared) > limit:
        raise too_large(limit, int(declared))
    chunks: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise MalformedRequest("The connection was closed before the body was complete.")
        chunk = message.get("body", b"")
        size += len(chunk)
        if size > limit:
            raise too_large(limit, size)
        chunks.append(chunk)
        if not message.get("more_body", False):
            return b"".join(chunks) if len(chunks) > 1 else chunk


def too_large(limit: int, measured: int) -> RequestTooLarge:
    """The failure for a request of at least `measured` bytes with a limit of `limit` bytes."""
    return RequestTooLarge(
        f"The request exceeds the limit of {limit} bytes.",
        limit="max_body_bytes",
        allowed=limit,
        measured=measured,
    )
