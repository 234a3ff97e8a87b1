"""Bodies are read no further than allowed."""

import gzip
import zlib
from collections.abc import Iterator
from typing import Any

import pytest

from gateway.body import joined, read_body
from gateway.http_errors import MalformedRequest, RequestTooLarge, UnsupportedMediaType


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


def packed(content: bytes, encoding: str = "gzip") -> bytes:
    return zlib.compress(content) if encoding == "deflate" else gzip.compress(content, mtime=0)


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip", "deflate", "GZIP"])
async def test_a_compressed_body_is_decompressed(encoding: str) -> None:
    sent = packed(b"0123456789" * 100, encoding)
    assert await read_body(Sender(sent[:9], sent[9:]).receive, {"content-encoding": encoding}, 1000) == b"0123456789" * 100


async def test_members_of_gzip_are_put_together() -> None:
    sent = packed(b"ab") + packed(b"cd")
    assert await read_body(Sender(sent).receive, {"content-encoding": "gzip"}, 100) == b"abcd"
    many = packed(b"") * 101
    with pytest.raises(MalformedRequest, match="members"):
        await read_body(Sender(many).receive, {"content-encoding": "gzip"}, len(many))


async def test_the_decompressed_size_is_limited() -> None:
    for sent in (packed(b"0" * 50_000_000), packed(b"0" * 600) * 2):
        with pytest.raises(RequestTooLarge) as refused:
            await read_body(Sender(sent).receive, {"content-encoding": "gzip"}, 49_999_999 if len(sent) > 1000 else 1000)
        assert refused.value.facts["limit"] == "max_body_bytes"


@pytest.mark.parametrize("sent", [b"plain text", packed(b"x" * 100)[:-9], packed(b"x" * 100)[:-1] + b"?", packed(b"x") + b"rest"])
async def test_a_damaged_compressed_body_is_refused(sent: bytes) -> None:
    with pytest.raises(MalformedRequest, match="compressed body"):
        await read_body(Sender(sent).receive, {"content-encoding": "gzip"}, 1000)


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "", "x"])
async def test_an_unknown_encoding_is_refused_unread(encoding: str) -> None:
    sender = Sender(b"{}")
    with pytest.raises(UnsupportedMediaType, match="gzip"):
        await read_body(sender.receive, {"content-encoding": encoding}, 1000)
    assert sender.asked == 0
