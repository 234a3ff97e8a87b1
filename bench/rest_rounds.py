"""Puts requests to running servers in rounds, over one kept connection each, and makes the table of ratios."""

import json
import math
import re
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Any

from bench.client import Connection
from bench.contender import Running
from bench.rest_store import Request

AIM = 1.25
FEWEST = 5
NEAR = 0.0101
"""How far a percentile may be off: roll-ups give it within one per cent, plus its rounding."""

PERCENTILE = re.compile(r"(^|_)p[0-9]{2}_")

Times = tuple[float, float]
"""Median response time of one round in milliseconds: ours, and the peer's."""

Asked = tuple[Running, Sequence[Request]]
"""A server, and the requests that make one answer: their times are added up."""


@dataclass(frozen=True)
class Line:
    """A row of the table."""

    name: str
    database: str
    times: list[Times]


def asked(server: Running, request: Request) -> bytes:
    """The body of one answer."""
    sent = urllib.request.Request(
        f"http://127.0.0.1:{server.port}{request.path}",
        request.body.encode() or None,
        {"Content-Type": "application/json", "Accept": "application/json"},
        method=request.method,
    )
    with urllib.request.urlopen(sent, timeout=60) as answer:  # noqa: S310
        return bytes(answer.read())


def compare(name: str, ours: Running, peer: Running, request: Request) -> None:
    """Stops the benchmark unless both answer the same, and more than nothing."""
    one, other = json.loads(asked(ours, request)), json.loads(asked(peer, request))
    wrong = differences(one, other, "")
    if wrong or not one:
        raise SystemExit(f"{name} is answered differently, or empty:\n" + "\n".join(wrong[:20]))


def differences(one: Any, other: Any, place: str) -> list[str]:
    """The differences between two responses."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        return [each for name in one for each in differences(one[name], other[name], f"{place}.{name}")]
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return [each for at, pair in enumerate(zip(one, other, strict=True)) for each in differences(*pair, f"{place}[{at}]")]
    return [] if same(one, other, place.rpartition(".")[2]) else [f"{place}: {str(one)[:200]} and {str(other)[:200]}"]


def same(one: Any, other: Any, name: str) -> bool:
    """Whether two values are equal, percentiles nearly."""
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=NEAR if PERCENTILE.search(name) else 1e-9)
    return bool(one == other)


def rounds_of(both: Sequence[Asked], rounds: int, seconds: float) -> list[Times]:
    """Medians of the rounds, after an uncounted one that determines the number of requests."""
    often = [max(FEWEST, round(seconds * 1000 / timed(each, FEWEST))) for each in both]
    found = []
    for _ in range(rounds):
        ours, other = (timed(each, count) for each, count in zip(both, often, strict=True))
        found.append((ours, other))
    return found


def timed(each: Asked, count: int) -> float:
    """Milliseconds of the median answer; of several requests, from the first's start to the last's end."""
    server, requests = each
    connection = Connection(server.port)
    payloads = [payload(server.port, request) for request in requests]
    spent = []
    for _ in range(count):
        began = perf_counter()
        for data in payloads:
            connection.send(data)
            while not connection.receive():
                pass
        spent.append(perf_counter() - began)
    connection.socket.close()
    return median(spent) * 1000


def payload(port: int, request: Request) -> bytes:
    """A whole HTTP request."""
    body = request.body.encode()
    head = f"{request.method} {request.path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: application/json\r\n"
    if body:
        head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
    return head.encode() + b"\r\n" + body


def table(lines: Sequence[Line]) -> str:
    """One row for each route and database; a ratio is the median of the rounds' own."""
    rows = ["| route | database | Pentagraph, ms | by hand, ms | Pentagraph / by hand | target |", "|---|---|--:|--:|--:|---|"]
    for line in lines:
        ours, other = (median(times[at] for times in line.times) for at in (0, 1))
        ratio = median(one / two for one, two in line.times)
        aim = 1.0 if line.name.startswith("automation batch") else AIM
        rows.append(
            f"| {line.name} | {line.database} | {ours:.2f} | {other:.2f} | {ratio:.2f} | {'met' if ratio <= aim else 'missed'} |"
        )
    return "\n".join(rows)
