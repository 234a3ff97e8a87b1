"""`POST /ingest` on each database: what it stores, what it says of each line, and whom it lets in."""

import gzip
import json
import sys
import zlib
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from gateway.server import build
from gateway.settings import Settings
from gateway.writes import write_queue
from storage.accounts.keys import create_key
from storage.database.protocol import Database
from tests.gateway.ingest.sending import Sender
from tests.storage.contents import contents

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

TIME = "2026-05-01T12:00:00Z"
A, B, C = ({"noun": "task", "id": name, "started_at": TIME} for name in "abc")
WRONG = {"noun": "task", "id": "w", "started_at": "yesterday"}


def lines(*records: dict[str, Any]) -> bytes:
    return b"\n".join(json.dumps(record).encode() for record in records)


@pytest.fixture
async def sender(database: Database, organization: str) -> AsyncIterator[Sender]:
    """A client that may only send."""
    _, key = await create_key(database, organization, "sender", ["ingest"])
    settings = Settings(max_file_bytes=10_000)
    queue = write_queue(database, settings)
    app = build(database, settings, queue)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://here") as client:
        yield Sender(client, key)
    await queue.close()  # a request that failed may have left something to be written


async def tasks(database: Database, organization: str) -> set[str]:
    return {row[0] for row in (await contents(database, organization)).get("task", ())}


async def test_lines_are_stored_and_each_has_its_result(sender: Sender, database: Database, organization: str) -> None:
    answer = await sender.post(lines(A, B) + b"\n\n" + lines(WRONG, C) + b"\n{")
    assert answer.status_code == 207
    body = answer.json()
    assert {name: body[name] for name in ("records", "stored", "unchanged", "refused")} == {
        "records": 5, "stored": 3, "unchanged": 0, "refused": 2,
    }  # fmt: skip
    results = body["results"]
    assert [results[0], results[2]] == [{"line": 1, "to": 2, "result": "STORED"}, {"line": 5, "result": "STORED"}]
    assert (results[1]["line"], results[1]["result"], results[1]["field"]) == (4, "REFUSED", "started_at")
    assert "RFC 3339" in results[1]["message"]
    assert (results[3]["line"], results[3]["result"]) == (6, "REFUSED")
    assert await tasks(database, organization) == {"a", "b", "c"}


async def test_sending_again_changes_nothing(sender: Sender, database: Database, organization: str) -> None:
    first, second = await sender.post(lines(A, B)), await sender.post(lines(A, B))
    assert (first.status_code, second.status_code) == (200, 200)
    assert second.json()["results"] == [{"line": 1, "to": 2, "result": "UNCHANGED"}]


async def test_nothing_but_refused_lines_is_400(sender: Sender) -> None:
    answer = await sender.post(lines(WRONG))
    assert answer.status_code == 400
    assert answer.json()["refused"] == 1


async def test_a_record_that_only_the_store_refuses_is_named(sender: Sender, database: Database, organization: str) -> None:
    deep = {**B, "id": "deep", "noun": "tool_call", "called_at": TIME, "arguments": "x"}
    del deep["started_at"]
    text = json.dumps(deep).replace('"x"', "[" * 600 + "]" * 600)
    answer = await sender.post(lines(A) + b"\n" + text.encode() + b"\n" + lines(C))
    assert answer.status_code == 207
    assert [(each["line"], each["result"]) for each in answer.json()["results"]] == [(1, "STORED"), (2, "REFUSED"), (3, "STORED")]
    assert answer.json()["results"][1]["field"] == "arguments"
    assert await tasks(database, organization) == {"a", "c"}


@pytest.mark.parametrize("space", [b"", b" \n\t", b"\xef\xbb\xbf"])
async def test_a_json_array_is_stored_by_element(sender: Sender, database: Database, organization: str, space: bytes) -> None:
    answer = await sender.post(space + json.dumps([A, WRONG, 7, B]).encode())
    assert answer.status_code == 207
    assert [(each["line"], each["result"]) for each in answer.json()["results"]] == [
        (1, "STORED"), (2, "REFUSED"), (3, "REFUSED"), (4, "STORED"),
    ]  # fmt: skip
    assert await tasks(database, organization) == {"a", "b"}


async def test_an_array_that_breaks_off_keeps_what_came_before(sender: Sender, database: Database, organization: str) -> None:
    answer = await sender.post(json.dumps([A, B]).encode()[:-1])
    assert answer.status_code == 207
    assert answer.json()["results"][-1]["message"] == "the JSON is incomplete; the rest of the document was not read"
    assert await tasks(database, organization) == {"a", "b"}


async def test_an_array_that_is_too_large_is_refused_with_the_way_out(sender: Sender) -> None:
    answer = await sender.post(json.dumps([A] * 1_000).encode())
    assert answer.status_code == 413
    error = answer.json()["errors"][0]
    assert error["extensions"]["limit"] == "max_file_bytes"
    assert "one per line" in error["message"]


BODY = lines(A, B, C)
ENCODED = {
    "gzip": gzip.compress(BODY[:50]) + gzip.compress(BODY[50:]),
    "deflate": zlib.compress(BODY),
    "zstd": zstd.compress(BODY[:50]) + zstd.compress(BODY[50:]),
    "identity": BODY,
}


@pytest.mark.parametrize("encoding", ENCODED)
@pytest.mark.parametrize("size", [1, 7, 100_000])
async def test_bodies_are_decompressed_however_they_are_cut(
    sender: Sender, database: Database, organization: str, encoding: str, size: int
) -> None:
    body = ENCODED[encoding]

    async def chunks() -> AsyncIterator[bytes]:
        for begin in range(0, len(body), size):
            yield body[begin : begin + size]

    answer = await sender.post(chunks(), content_encoding=encoding)
    assert answer.status_code == 200
    assert answer.json()["results"] == [{"line": 1, "to": 3, "result": "STORED"}]
    assert await tasks(database, organization) == {"a", "b", "c"}


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "zstd"])
async def test_compressed_data_that_is_damaged_or_cut_off_is_refused(sender: Sender, encoding: str) -> None:
    cut = await sender.post(ENCODED[encoding][:-3], content_encoding=encoding)
    damaged = await sender.post(b"not compressed", content_encoding=encoding)
    for answer in (cut, damaged):
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["extensions"]["code"] == "BAD_REQUEST"
        assert "compressed" in answer.json()["errors"][0]["message"]


async def test_an_unknown_encoding_names_those_that_are_known(sender: Sender) -> None:
    answer = await sender.post(BODY, content_encoding="br")
    assert answer.status_code == 415
    assert answer.json()["errors"][0]["extensions"]["allowed"] == ["gzip", "x-gzip", "deflate", "zstd", "identity"]


@pytest.mark.slow
async def test_many_records_in_a_small_body_come_in_small_pieces(sender: Sender, database: Database, organization: str) -> None:
    answer = await sender.post(zstd.compress(lines(*[A] * 60_000)), content_encoding="zstd")
    assert answer.status_code == 200
    assert answer.json()["records"] == 60_000
    assert await tasks(database, organization) == {"a"}


async def test_a_body_of_nothing_but_refused_lines_ends_early(
    sender: Sender, database: Database, organization: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gateway.ingest.line_results.MOST_REFUSED", 1_000)
    answer = await sender.post(lines(A, B) + b"\n" + gzip.decompress(gzip.compress(b"{}\n" * 200_000)))
    assert answer.status_code == 400
    extensions = answer.json()["errors"][0]["extensions"]
    assert (extensions["code"], extensions["limit"], extensions["allowed"]) == ("LIMIT_EXCEEDED", "refused", 1_000)
    assert extensions["finishedLine"] == 1_003
    assert await tasks(database, organization) == {"a", "b"}


@pytest.mark.parametrize("body", [b"", b" \n ", b"[]"])
async def test_a_body_without_records_is_an_error(sender: Sender, body: bytes) -> None:
    answer = await sender.post(body)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["message"] == "The body contains no record."


async def test_characters_that_no_store_can_hold_are_replaced_and_counted(sender: Sender) -> None:
    answer = await sender.post(lines({**A, "name": "a\0b"}))
    assert answer.status_code == 200
    assert answer.json()["altered"] == {"texts with characters that cannot be stored": 1}


async def test_only_the_scope_ingest_and_only_a_credential_may_send(
    sender: Sender, database: Database, organization: str
) -> None:
    _, reader = await create_key(database, organization, "reader", ["graph:read", "mcp:write", "nhi:write"])
    answer = await Sender(sender.client, reader).post(BODY)
    assert answer.status_code == 403
    assert answer.json()["errors"][0]["extensions"]["scopes"] == ["ingest"]
    assert (await sender.client.post("/ingest", content=BODY)).status_code == 401
    asked = await sender.client.post("/graphql", json={"query": "{tasks{nodes{id}}}"}, headers={"x-api-key": sender.key})
    assert asked.json()["errors"][0]["extensions"]["code"] == "FORBIDDEN"
    assert await tasks(database, organization) == set()


XES = b"""<log><trace><string key="concept:name" value="c1"/>
<event><string key="concept:name" value="Pack"/><date key="time:timestamp" value="2026-05-01T10:00:00Z"/></event>
<event><string key="concept:name" value="Ship"/><date key="time:timestamp" value="soon"/></event>
</trace></log>"""


async def test_a_file_of_another_format_is_loaded_as_load_does(sender: Sender, database: Database, organization: str) -> None:
    answer = await sender.post(gzip.compress(XES), query="?format=xes&model=shop/orders", content_encoding="gzip")
    assert answer.status_code == 207
    body = answer.json()
    assert body["stored"] == {"process_instance": 1, "process_model": 1, "process_group": 1, "task": 1} | body["stored"]
    assert body["refused"] + sum(body["passedOver"].values()) == 1
    again = await sender.post(XES, query="?format=xes&model=shop/orders")
    assert again.json()["stored"] == {}
    assert again.json()["found"]["task"] == 1


async def test_a_file_without_records_is_400_and_says_why(sender: Sender) -> None:
    answer = await sender.post(b"<log><trace></log>", query="?format=xes&model=m")
    assert answer.status_code == 400
    assert answer.json()["refusals"]


@pytest.mark.parametrize(
    ("query", "parameter", "words"),
    [
        ("?org=other", None, "valid parameters: format"),
        ("?format=pdf", "format", "bpmn"),
        ("?format=csv", "mapping", "send the parameter mapping"),
        ("?model=m", "format", "required"),
        ("?format=xes&format=xes", "format", "more than once"),
        ("?format=bpmn&version=one", "version", "whole number"),
        ("?format=ndjson&at=today", "at", "RFC 3339"),
        ("?format=livemcpbench", "at", "send the parameter at"),
        ("?format=xes&timezone=Mars/Olympus", None, "Mars/Olympus"),
    ],
)
async def test_wrong_parameters_are_named(sender: Sender, query: str, parameter: str | None, words: str) -> None:
    answer = await sender.post(b"[]" if "livemcpbench" in query else XES, query=query)
    assert answer.status_code == 400
    error = answer.json()["errors"][0]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert error["extensions"].get("parameter") == parameter
    assert words in error["message"]


async def test_other_methods_are_refused(sender: Sender) -> None:
    got = await sender.client.get("/ingest", headers={"x-api-key": sender.key})
    assert (got.status_code, got.headers["allow"]) == (405, "POST")
