"""`Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header): a request that is sent again is answered as it was first."""

import hashlib
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping

from gateway.http_errors import IdempotencyKeyReused, RequestInProgress
from gateway.ingest.answers import Answer
from storage.database.protocol import Database
from storage.errors import BadUserInput
from storage.writing.kept_answers import KeptAnswer, find_answer, keep_answer
from storage.writing.origin import Origin

HEADER = "idempotency-key"
KEY = re.compile(r'"([ !#-\[\]-~]{1,255})"|([!#-~]{1,255})')
"""Printable ASCII, in double quotes as the draft asks, or without."""
LONGEST_ANSWER = 1_000_000
"""Bytes of an answer that is kept. A longer one is not: the request is then carried out again, which stores nothing twice."""
RETRY = 2
"""Seconds after which a client may ask again for the answer to a request that is being carried out."""

Body = AsyncIterator[bytes]
Work = Callable[[Body], Awaitable[Answer]]
"""What reads a body, and carries the request out."""


def key_of(headers: Mapping[str, str]) -> str | None:
    """The key of a request. None: it has none. Raises BadUserInput for a header that is no key."""
    text = headers.get(HEADER)
    if text is None:
        return None
    found = KEY.fullmatch(text.strip())
    if found is None:
        raise BadUserInput("Idempotency-Key must have 1 to 255 printable ASCII characters, in double quotes or without.")
    return found[1] or found[2]


def header_lines(headers: Mapping[str, str], names: Iterable[str]) -> bytes:
    """Some headers of a request, as its parameters."""
    return "\n".join(f"{name}:{headers[name]}" for name in sorted(names) if name in headers).encode()


class Idempotency:
    """Keeps the answers to requests with a key in the store, for a day.

    A request that fails as a whole keeps no answer, and may be repeated.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._running: set[tuple[str, str]] = set()

    async def answer(self, origin: Origin, headers: Mapping[str, str], parameters: bytes, body: Body, work: Work) -> Answer:
        """The answer to a request: that of the first one with its key, or else that of `work`.

        A key belongs to a sender and a channel. `parameters`: all of the request that matters, beside the body. Raises
        BadUserInput for a header that is no key, IdempotencyKeyReused for other parameters or another body, and RequestInProgress
        while the first is carried out.
        """
        key = key_of(headers)
        if key is None:
            return await work(body)
        name = hashlib.sha256("\0".join([origin.channel, origin.sender or "", key]).encode()).hexdigest()
        running = origin.org_id, name
        if running in self._running:
            raise RequestInProgress("A request with this Idempotency-Key is being carried out. Ask again.", retryAfter=RETRY)
        self._running.add(running)
        try:
            return await self._answer(origin.org_id, name, _Hashed(parameters, body), work)
        finally:
            self._running.discard(running)

    async def answer_whole(
        self, origin: Origin, headers: Mapping[str, str], parameters: bytes, body: bytes, work: Callable[[], Awaitable[Answer]]
    ) -> Answer:
        """As `answer`, for a body that was read already."""

        async def pieces() -> Body:
            yield body

        async def read_and_work(read: Body) -> Answer:
            async for _ in read:
                pass
            return await work()

        return await self.answer(origin, headers, parameters, pieces(), read_and_work)

    async def _answer(self, org_id: str, name: str, body: "_Hashed", work: Work) -> Answer:
        first = await find_answer(self._database, org_id, name)
        if first is not None:
            async for _ in body.pieces():
                pass
            if body.fingerprint() != first.fingerprint:
                raise IdempotencyKeyReused("Another request was sent with this Idempotency-Key. Use a new key.")
            return first.status, len(first.body), iter([first.body])
        status, length, pieces = await work(body.pieces())
        if length > LONGEST_ANSWER:
            return status, length, pieces
        answer = b"".join(pieces)
        await keep_answer(self._database, org_id, name, KeptAnswer(body.fingerprint(), status, answer))
        return status, length, iter([answer])


class _Hashed:
    """A body whose fingerprint is known when it has been read."""

    def __init__(self, parameters: bytes, body: Body) -> None:
        self._body = body
        self._digest = hashlib.sha256(parameters + b"\0")

    async def pieces(self) -> Body:
        async for piece in self._body:
            self._digest.update(piece)
            yield piece

    def fingerprint(self) -> str:
        return self._digest.hexdigest()
