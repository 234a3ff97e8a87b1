"""Bodies are read no further than allowed."""

from collections.abc import Iterator
from typing import Any

import pytest

from gateway.body import joined, read_body
from gateway.http_errors import MalformedRequest, RequestTooLarge


class Sender:
    """Hands out chunks, and counts those that were asked for."""

    def __init__(self, *chunks: bytes) -> None:
        self.asked = 0
        self._messages = self._made(chunks)

    def _made(self, chunks: tuple[bytes, ...]) -> Iterator[dict[str, Any]]:
        for number, chunk in enumerate(chunks, 1):
            yield {"type": "http.request", "body": chunk, "more_body": number < len(chunks)}
        yield {"type": "http.disconnect"}

    async def receive(self) -> dict[str, Any]:
        self.asked += 1
        return next(self._messages)


async def test_chunks_are_put_together() -> None:
    assert await read_body(Sender(b"ab", b"", b"c").receive, {}, 3) == b"abc"


async def test_a_body_that_declares_itself_too_long_is_refused_unread() -> None:
    sender = Sender(b"abcd")
    with pytest.raises(RequestTooLarge) as refused:
        await read_body(sender.receive, {"content-length": "50000000"}, 3)
    assert (sender.asked, refused.value.facts) == (0, {"limit": "max_body_bytes", "allowed": 3, "measured": 50_000_000})


async def test_a_body_that_grows_too_long_is_refused_at_once() -> None:
    sender = Sender(*[b"ab"] * 1000)
    with pytest.raises(RequestTooLarge):
        await read_body(sender.receive, {}, 3)
    assert sender.asked == 2


async def test_a_body_that_breaks_off_is_refused() -> None:
    sender = Sender()
    with pytest.raises(MalformedRequest):
        await read_body(sender.receive, {}, 3)


def test_headers_that_were_sent_twice_are_joined() -> None:
    assert joined([(b"accept", b"a"), (b"host", b"h"), (b"accept", b"b")]) == {"accept": "a, b", "host": "h"}
