"""What has come through a pipe is stored while the pipe stays open."""

import asyncio
import io
import json
import os
import zlib
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from storage.database.protocol import Database
from storage.ingest.loading import LoadOptions, load
from storage.ingest.pace import paced
from storage.ingest.source import Source

pytestmark = pytest.mark.slow

PATIENCE = 60
"""Seconds after which a test that waits for something that never comes has failed."""

TIME = "2026-05-01T12:00:00Z"
OBSERVATION = {"id": "o", "type": "SPAN", "startTime": TIME, "endTime": TIME}
SPAN = {
    "traceId": "a" * 32,
    "spanId": "b" * 16,
    "startTimeUnixNano": "1777636800000000000",
    "endTimeUnixNano": "1777636801000000000",
    "attributes": [{"key": "gen_ai.operation.name", "value": {"stringValue": "chat"}}],
}
CLOUDTRAIL = {"eventID": "e", "eventTime": TIME, "eventSource": "s3.amazonaws.com", "eventName": "Get", "eventVersion": "1"}
EVENT = f'<event><string key="concept:name" value="A"/><date key="time:timestamp" value="{TIME}"/></event>'
BEGINNINGS = {
    "ndjson": (json.dumps({"noun": "task", "id": "t", "ended_at": TIME}) + "\n", "task"),
    "csv": (f"case,activity,start,note\nc,A,{TIME},x\n", "task"),
    "xes": (f'<log><trace><string key="concept:name" value="c"/>{EVENT}</trace>', "task"),
    "cloudtrail": ('{"Records": [' + json.dumps(CLOUDTRAIL), "tool_call"),
    "langfuse": (json.dumps({"trace": {"id": "t", "name": "n", "timestamp": TIME}, "observations": [OBSERVATION]}) + "\n", "run"),
    "otlp": (json.dumps({"resourceSpans": [{"scopeSpans": [{"spans": [SPAN]}]}]}) + "\n", "step"),
}
"""The start of a file in each format that is read from its start to its end, and the table of what it holds."""

MAPPING = '[model]\nid = "m"\n[columns]\ncase = "case"\nactivity = "activity"\nstart = "start"\n'


@pytest.mark.parametrize("is_packed", [False, True], ids=["plain", "gzip"])
@pytest.mark.parametrize("name", BEGINNINGS)
async def test_what_has_come_is_stored_while_the_pipe_stays_open(
    database: Database, organization: str, tmp_path: Path, name: str, is_packed: bool
) -> None:
    text, table = BEGINNINGS[name]
    (tmp_path / "map.toml").write_text(MAPPING)
    reading, writing = os.pipe()
    with io.FileIO(reading) as reader, io.FileIO(writing, "wb") as writer:
        packer = zlib.compressobj(wbits=31)
        packed = packer.compress(text.encode()) + packer.flush(zlib.Z_SYNC_FLUSH)
        writer.write(packed if is_packed else text.encode())
        options = LoadOptions(format=name, mapping=tmp_path / "map.toml")
        stored = asyncio.Event()
        source = Source("stdin", stream=reader)
        loading = asyncio.ensure_future(load(database, organization, [source], options, lambda _: stored.set()))
        await asyncio.wait_for(stored.wait(), PATIENCE)
        ((count,),) = await database.rows(f"SELECT count(*) FROM {table}")
        assert count == 1
        assert not loading.done()
        writer.close()
        loaded = await asyncio.wait_for(loading, PATIENCE)
    assert loaded.counts[table] == 1


async def test_a_load_from_a_pipe_that_is_silent_can_be_ended(database: Database, organization: str) -> None:
    reading, writing = os.pipe()
    with io.FileIO(reading) as reader, io.FileIO(writing, "wb") as writer:
        writer.write(BEGINNINGS["ndjson"][0].encode())
        stored = asyncio.Event()
        source = Source("stdin", stream=reader)
        loading = asyncio.ensure_future(load(database, organization, [source], LoadOptions(), lambda _: stored.set()))
        await asyncio.wait_for(stored.wait(), PATIENCE)
        loading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asyncio.wait_for(loading, PATIENCE)


def test_items_pass_in_their_order_with_a_mark_when_no_other_comes() -> None:
    goes_on = Event()

    def items() -> Iterator[int]:
        yield 1
        yield 2
        goes_on.wait(PATIENCE)
        yield 3

    passed = paced(items(), 0.01)
    found: list[int] = []
    while len(found) < 2:
        found += [item for item in [next(passed)] if item is not None]
    # Both came with the same mark or each with its own, and then nothing comes until the sender goes on.
    goes_on.set()
    found += [item for item in passed if item is not None]
    assert found == [1, 2, 3]


def test_a_silent_sender_delays_nothing() -> None:
    goes_on = Event()

    def items() -> Iterator[int]:
        yield 1
        goes_on.wait(PATIENCE)

    passed = paced(items(), 0.01)
    assert [next(passed), next(passed)] == [1, None]
    goes_on.set()
    assert list(passed) == []


def test_what_items_raise_is_raised() -> None:
    def items() -> Iterator[int]:
        yield 1
        raise LookupError("no more")

    passed = paced(items(), 60)
    assert next(passed) == 1
    with pytest.raises(LookupError, match="no more"):
        next(passed)
