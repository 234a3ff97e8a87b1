"""Hostile bodies for the paths that take data: bombs, endless lines, deep nesting, half bodies, wrong lengths."""

import gzip
import json
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from backports import zstd

Headers = Mapping[str, str]

KEY = {"X-API-Key": "KEY"}
LINES = {**KEY, "Content-Type": "application/x-ndjson"}
JSON = {**KEY, "Content-Type": "application/json"}
PROTOBUF = {**KEY, "Content-Type": "application/x-protobuf"}
GZIP = {"Content-Encoding": "gzip"}
ZSTD = {"Content-Encoding": "zstd"}
TRACES = "/otlp/v1/traces"
REFUSED = ("400", "413")
BOMB = 200_000_000
"""Bytes of a bomb after decompression."""


class Upload(NamedTuple):
    """A body that is sent some times at once, and the statuses that may answer it."""

    path: str
    headers: Headers
    body: bytes
    times: int
    allowed: tuple[str, ...]


def delimited(number: int, content: bytes) -> bytes:
    """A field of a protobuf message that contains bytes."""
    return bytes([number << 3 | 2]) + _varint(len(content)) + content


def deep(levels: int) -> bytes:
    """An ExportTraceServiceRequest of one span, with an attribute whose value is nested in arrays."""
    value = b""
    for _ in range(levels):
        value = delimited(5, delimited(1, value))  # an array_value, and its one element
    return traces(delimited(9, delimited(1, b"deep") + delimited(2, value)))


def traces(span: bytes, times: int = 1) -> bytes:
    """An ExportTraceServiceRequest of equal spans with some fields in addition to their ids."""
    whole = delimited(2, delimited(1, b"t" * 16) + delimited(2, b"s" * 8) + delimited(5, b"chat") + span)
    return delimited(1, delimited(2, whole * times))


def uploads() -> Iterator[tuple[str, Upload]]:
    """The uploads by name."""
    record = {"noun": "task", "id": "attack", "instance_id": "i", "name": "n", "at": "2026-05-01T12:00:00Z"}
    task = json.dumps(record).encode()
    pairs = (delimited(1, b"k%d" % number) + delimited(2, delimited(1, b"v")) for number in range(200))
    attributes = b"".join(delimited(9, pair) for pair in pairs)
    empty_spans = delimited(1, delimited(2, b"\x12\0" * 5_000_000))
    tenth = BOMB // 10
    bombs = {"spaces": b" " * BOMB, "empty lines": b"\n" * BOMB, "braces": b"{}\n" * tenth, "an array": b"[" + b"{}," * tenth}
    for name, content in bombs.items():
        yield f"/ingest gzip of {name}", Upload("/ingest", {**LINES, **GZIP}, gzip.compress(content), 2, ("400", "413", "503"))
    yield "/ingest zstd of spaces", Upload("/ingest", {**LINES, **ZSTD}, zstd.compress(b" " * BOMB), 4, REFUSED)
    yield "/ingest endless line", Upload("/ingest", LINES, b'{"noun": "' + b"a" * 60_000_000, 2, REFUSED)
    yield "/ingest deep JSON", Upload("/ingest", LINES, (b'{"a":' * 100_000 + b"\n") * 20, 4, REFUSED)
    yield "/ingest deep array", Upload("/ingest", JSON, b"[" * 1_000_000, 10, (*REFUSED, "503"))
    yield "/ingest records of one id", Upload("/ingest", LINES, (task + b"\n") * 50_000, 4, ("200", "503"))
    yield "/ingest bytes that are no text", Upload("/ingest", LINES, bytes(range(256)) * 20_000, 4, REFUSED)
    yield "/ingest damaged gzip", Upload("/ingest", {**LINES, **GZIP}, gzip.compress(task)[:-9] + b"x" * 9, 20, REFUSED)
    yield "/ingest XML of entities", Upload("/ingest?format=xes", KEY, ENTITIES, 4, REFUSED)
    yield "traces: gzip of spaces", Upload(TRACES, {**JSON, **GZIP}, gzip.compress(b" " * BOMB), 4, REFUSED)
    yield "traces: gzip of zeros", Upload(TRACES, {**PROTOBUF, **GZIP}, gzip.compress(b"\0" * 15_000_000), 8, REFUSED)
    yield "traces: deep JSON", Upload(TRACES, JSON, b'{"resourceSpans":' + b"[" * 5_000_000, 4, REFUSED)
    yield "traces: deep protobuf", Upload(TRACES, PROTOBUF, deep(90), 20, ("200", "400"))
    yield "traces: too deep protobuf", Upload(TRACES, PROTOBUF, deep(2_000), 20, ("400",))
    yield "traces: JSON of empty objects", Upload(TRACES, JSON, _empty_spans(), 4, ("400",))
    yield "traces: protobuf of empty spans", Upload(TRACES, PROTOBUF, empty_spans, 4, ("400",))
    yield "traces: protobuf of numbers", Upload(TRACES, PROTOBUF, b"\x78\0" * 5_000_000, 4, ("400",))
    yield "traces: 10,000 equal spans", Upload(TRACES, PROTOBUF, traces(b"", 10_000), 4, ("200", "503"))
    yield "traces: many attributes", Upload(TRACES, PROTOBUF, traces(attributes, 2_000), 4, ("200", "503"))


NAMES = "abcdefghi"
ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE log [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise(NAMES))
    + "]><log><trace><string key='concept:name' value='&i;'/></trace></log>"
).encode()
"""A billion characters when its entities are written out."""


def _empty_spans() -> bytes:
    return b'{"resourceSpans":[{"scopeSpans":[{"spans":[' + b",".join([b"{}"] * 5_000_000) + b"]}]}]}"


def _varint(number: int) -> bytes:
    found = bytearray()
    while number > 127:
        found.append(number & 127 | 128)
        number >>= 7
    return bytes([*found, number])
