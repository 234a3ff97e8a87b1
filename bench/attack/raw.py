"""Hostile bytes on raw connections, as data and as small clients: each attack returns what the server answered."""

import asyncio
import gzip
import json
import re
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Mapping

Attack = Callable[[int, str], Awaitable[str]]
"""An attack on a port with a valid key. Returns the statuses of the answers with their numbers, or `closed` without one."""

GET = b"GET /healthz HTTP/1.1\r\nHost: a\r\n"
POST = b"POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
CHUNKED = POST + b"Transfer-Encoding: chunked\r\n\r\n"
NEXT = b"GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n"
ATTACKER = "127.0.0.2"
"""Address that the attacks come from. The heartbeat has another one, as other people have."""
UNREAD_SECONDS = 15
"""Seconds for which a client does not read. The server should let go of it long before."""
PATIENCE = 60
"""Seconds after which a connection that stays open counts as `open`."""

FLOODS: Mapping[str, tuple[bytes, tuple[int, ...]]] = {
    "short headers without end": (GET + b"X-A: a\r\n" * 8_000_000, (431,)),
    "one header of 100 MB": (GET + b"X-A: " + b"a" * 100_000_000, (431,)),
    "Accept of 4 MB": (GET + b"Accept: " + b"*/*," * 1_000_000 + b"\r\n\r\n", (431,)),
    "URL of 10 MB": (b"GET /" + b"a" * 10_000_000, (414,)),
    "empty lines without end": (b"\r\n" * 5_000_000, (431,)),
    "trailers without end": (CHUNKED + b"1\r\nx\r\n0\r\n" + b"X-A: a\r\n" * 1_000_000, (431,)),
    "chunk extension without end": (CHUNKED + b"1;" + b"a" * 10_000_000, (400, 401)),
    "chunks of one byte": (CHUNKED + b"1\r\nx\r\n" * 1_000_000, (400, 401)),
    "10,000 requests at once": ((GET + b"\r\n") * 10_000, (200,)),
}
"""Bytes, and the statuses that may answer them. 401: the caller is refused before the body is read."""

SMUGGLING: Iterable[bytes] = (
    *(
        POST + length + b"\r\nTransfer-Encoding: " + encoding + b"\r\n\r\n0\r\n\r\n" + NEXT
        for length in (b"Content-Length: 5", b"Content-Length: 100", b"Content-Length: 0")
        for encoding in (
            b"chunked",
            b"xchunked",
            b"chunked, identity",
            b" chunked",
            b"\x0bchunked",
            b"chunked\r\nTransfer-Encoding: x",
        )
    ),
    *(
        POST + b"Content-Length: " + length + b"\r\n\r\n" + NEXT
        for length in (b"-1", b"+0", b"0x0", b"0, 0", b"0\r\nContent-Length: 40", b"1e1", b"18446744073709551616", b" 0 0")
    ),
    *(CHUNKED + size + b"\r\n\r\n" + NEXT for size in (b"-0", b"0x0", b"+0", b"fffffffffffffffff", b" ", b"g")),
    GET + b"Content-Length : 0\r\n\r\n" + NEXT,
    GET + b"X: a\r\n Content-Length: 40\r\n\r\n" + NEXT,
    GET + b"X: a\nY: b\n\n" + NEXT,
    GET + b"X: a\x00b\r\n\r\n" + NEXT,
    b"GET /healthz HTTP/1.1\r\n\r\n\r\r\nX" + NEXT,
    b"GET /healthz\r\n\r\n" + NEXT,
)
"""Requests whose end is doubtful, each with a second request behind it that no two parties may see differently."""


def flood(sent: bytes) -> Attack:
    """Sends bytes on one connection until the server closes it."""

    async def attack(port: int, _key: str) -> str:
        return told([await _exchange(port, sent)])

    return attack


def waiting(sent: bytes, count: int = 200) -> Attack:
    """Connections that send the beginning of a request, and then nothing."""

    async def attack(port: int, _key: str) -> str:
        return told(await asyncio.gather(*(_exchange(port, sent) for _ in range(count))))

    return attack


def unread(query: str, count: int = 20) -> Attack:
    """Clients that ask for a large answer, and do not read it until the server lets go of them."""

    async def attack(port: int, key: str) -> str:
        body = json.dumps({"query": query}).encode()
        request = POST + b"X-API-Key: %s\r\nContent-Length: %d\r\n\r\n" % (key.encode(), len(body)) + body
        return told(await asyncio.gather(*(_exchange(port, request, pause=UNREAD_SECONDS) for _ in range(count))))

    return attack


def posts(path: str, requests: Iterable[tuple[Mapping[str, str], bytes]], at_once: int = 50) -> Attack:
    """Requests with their own headers, some at once, each on a connection of its own."""

    async def attack(port: int, key: str) -> str:
        gate = asyncio.Semaphore(at_once)

        async def send(headers: Mapping[str, str], body: bytes) -> bytes:
            lines = "".join(f"{name}: {value.replace('KEY', key)}\r\n" for name, value in headers.items())
            head = f"POST {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: {len(body)}\r\n{lines}\r\n"
            async with gate:
                return await _exchange(port, head.encode("latin-1") + body)

        return told(await asyncio.gather(*(send(*request) for request in requests)))

    return attack


async def smuggle(port: int, _key: str) -> str:
    """The number of smuggling attempts of which the server answered both requests."""
    answers = await asyncio.gather(*(_exchange(port, sent) for sent in SMUGGLING))
    return f"{sum(len(STATUS.findall(answer)) > 1 for answer in answers)} of {len(answers)} answered twice"


JSON = {"Content-Type": "application/json"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
LOGINS = [(FORM, b"grant_type=password&username=ada%d@example.org&password=guess" % (number % 7)) for number in range(200)]
BOMB = [({**JSON, "X-API-Key": "KEY", "Content-Encoding": "gzip"}, gzip.compress(b" " * 50_000_000))] * 5
CREDENTIALS = [
    ({**JSON, "Authorization": f"Bearer {text}"}, b'{"query":"{ __typename }"}')
    for text in (
        "", "x", "KEYx", "null", "a" * 16_000, "' OR 1=1 --", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.", "a.b.c", "..",
        "=", "KEY,KEY", "eyJhbGciOiJIUzI1NiIsImtpZCI6Ii4uLy4uL2V0Yy9wYXNzd2QifQ.e30.c2ln", "\xff\xfe", "%00",
    )
]  # fmt: skip
"""Credentials that no one was given. Each must be refused with 401."""


STATUS = re.compile(rb"HTTP/1\.1 (\d{3}) ")
CODE = re.compile(rb'"code":"(\w+)"')


def told(answers: Iterable[bytes]) -> str:
    """`431 HEADERS_TOO_LARGE`, or `200 x 3, closed x 2` for several answers."""
    counted = Counter(_status(answer) for answer in answers)
    if len(counted) == 1 and counted.total() == 1:
        return next(iter(counted))
    return ", ".join(f"{status} x {count}" for status, count in sorted(counted.items()))


def _status(answer: bytes) -> str:
    status, code = STATUS.match(answer), CODE.search(answer)
    if status is None:
        return answer.decode() or "closed"
    return " ".join(found[1].decode() for found in (status, code) if found)


async def _exchange(port: int, sent: bytes, pause: float = 0) -> bytes:
    """The beginning of what the server sends until it closes the connection; empty if nothing, `open` if it does not close."""
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=(ATTACKER, 0))
    except OSError:
        return b""
    writer.write(sent)
    kept = bytearray()
    try:
        if pause:
            writer.transport.pause_reading()  # type: ignore[attr-defined]
            await asyncio.sleep(pause)
            writer.transport.resume_reading()  # type: ignore[attr-defined]
        async with asyncio.timeout(PATIENCE):
            while part := await reader.read(1_000_000):
                kept += part if len(kept) < 1_000_000 else b""
    except TimeoutError:
        return bytes(kept) or b"open"
    except OSError:
        pass
    finally:
        writer.transport.abort()
    return bytes(kept)
