"""GraphQL over HTTP: methods, media types, odd requests, statuses and the one shape of errors."""

import gzip
from collections.abc import AsyncIterator
from typing import Any

import pytest

from gateway.graphql.negotiation import GRAPHQL, JSON
from tests.gateway.conftest import BASE, HERE, Door
from tests.gateway.graphql.asking import QUERY, code_of

pytestmark = pytest.mark.slow

DATA = {"processInstances": {"nodes": [{"instanceId": "demo-1"}]}}


async def test_a_query_is_answered_over_post_and_over_get(door: Door) -> None:
    async with door.client() as client:
        posted = await client.post("/graphql", json={"query": QUERY})
        got = await client.get("/graphql", params={"query": QUERY})
    assert posted.json() == got.json() == {"data": DATA}
    assert posted.headers["content-type"] == "application/json; charset=utf-8"


async def test_variables_and_the_operation_name_arrive(door: Door) -> None:
    query = "query A { runs { nodes { id } } } query B($id: String!) { processInstance(instanceId: $id) { instanceId } }"
    body = {"query": query, "operationName": "B", "variables": {"id": "demo-1"}}
    async with door.client() as client:
        answer = await client.post("/graphql", json=body)
    assert answer.json() == {"data": {"processInstance": {"instanceId": "demo-1"}}}


async def test_an_answer_says_how_long_each_stage_took(door: Door) -> None:
    for query in (QUERY, "{", "{ nope }"):
        timing = (await door.ask(query)).headers["server-timing"]
        assert [part.split(";")[0] for part in timing.split(", ")] == ["parse", "validate", "plan", "sql", "encode", "total"]


@pytest.mark.parametrize("wrong", ["{", "{ noSuchField }", "query ($x: Int!) { processInstances(first: $x) { totalCount } }"])
async def test_a_request_error_is_400_in_the_newer_media_type_and_200_in_the_older(door: Door, wrong: str) -> None:
    newer, older = await door.ask(wrong, accept=GRAPHQL), await door.ask(wrong, accept=JSON)
    assert (newer.status_code, older.status_code) == (400, 200)
    assert code_of(newer) == code_of(older)


@pytest.mark.parametrize(
    ("accept", "status", "media"),
    [
        (GRAPHQL, 200, GRAPHQL),
        ("*/*", 200, JSON),
        (f"text/event-stream, {GRAPHQL}", 200, GRAPHQL),
        ("text/event-stream", 406, JSON),
        ("image/png", 406, JSON),
    ],
)
async def test_the_answer_has_a_type_that_the_client_takes(door: Door, accept: str, status: int, media: str) -> None:
    answer = await door.ask(QUERY, accept=accept)
    assert (answer.status_code, answer.headers["content-type"]) == (status, f"{media}; charset=utf-8")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 400, "BAD_REQUEST"),
        (b"null", 400, "BAD_REQUEST"),
        (b"7", 400, "BAD_REQUEST"),
        (b'"x"', 400, "BAD_REQUEST"),
        (b"[1]", 400, "BAD_REQUEST"),
        (b'[{"query": "{a}"}]', 400, "BAD_REQUEST"),
        (b'{"query": 7}', 400, "BAD_REQUEST"),
        (b"{}", 400, "BAD_REQUEST"),
        (b'{"query": "\xff"}', 400, "BAD_REQUEST"),
        (b'{"documentId": "nope"}', 400, "DOCUMENT_NOT_FOUND"),
        (b'{"query": "{a}", "extensions": {"persistedQuery": 1}}', 400, "BAD_REQUEST"),
        (b" " * 10_001, 413, "REQUEST_TOO_LARGE"),
    ],
)
@pytest.mark.parametrize("accept", [JSON, GRAPHQL])
async def test_an_odd_body_gets_a_clean_refusal(door: Door, body: bytes, status: int, code: str, accept: str) -> None:
    async with door.client() as client:
        answer = await client.post("/graphql", content=body, headers={"content-type": JSON, "accept": accept})
    assert (answer.status_code, code_of(answer)) == (status, code)


async def test_fifty_megabytes_are_refused_after_the_first_pieces(door: Door) -> None:
    sent = 0

    async def pieces() -> AsyncIterator[bytes]:
        nonlocal sent
        for _ in range(800):
            sent += 1
            yield b" " * 65_536

    # httpx's in-process transport would read ahead, so the application is called as a server calls it.
    source = pieces()
    answered: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": await anext(source), "more_body": True}

    async def send(message: Any) -> None:
        answered.append(message)

    headers = [(b"content-type", JSON.encode()), (b"host", b"localhost")]
    scope = {"type": "http", "method": "POST", "path": "/graphql", "query_string": b"", "headers": headers, "client": HERE}
    await door.app(scope, receive, send)
    assert (answered[0]["status"], sent) == (413, 1)


@pytest.mark.parametrize("sent", [{"content-type": "text/plain"}, {"content-type": f"{JSON}; charset=latin-1"}])
async def test_a_body_of_another_type_is_refused(door: Door, sent: dict[str, str]) -> None:
    async with door.client() as client:
        answer = await client.post("/graphql", content=b'{"query": "{ __typename }"}', headers=sent)
    assert (answer.status_code, code_of(answer)) == (415, "UNSUPPORTED_MEDIA_TYPE")


async def test_a_compressed_body_is_read_and_an_unknown_encoding_refused(door: Door) -> None:
    async with door.client() as client:
        sent = {"content-type": JSON, "content-encoding": "gzip"}
        read = await client.post("/graphql", content=gzip.compress(b'{"query": "{ __typename }"}'), headers=sent)
        damaged = await client.post("/graphql", content=b"x", headers=sent)
        unknown = await client.post("/graphql", content=b"x", headers={**sent, "content-encoding": "br"})
    assert read.json() == {"data": {"__typename": "Query"}}
    assert (damaged.status_code, code_of(damaged)) == (400, "BAD_REQUEST")
    assert (unknown.status_code, code_of(unknown)) == (415, "UNSUPPORTED_MEDIA_TYPE")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "HEAD"])
async def test_other_methods_are_refused_with_those_that_are_allowed(door: Door, method: str) -> None:
    async with door.client() as client:
        answer = await client.request(method, "/graphql", params={"query": QUERY})
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, POST, OPTIONS")


async def test_a_mutation_over_get_is_refused(door: Door) -> None:
    async with door.client() as client:
        answer = await client.get("/graphql", params={"query": "mutation { __typename }"}, headers={"accept": GRAPHQL})
    assert (answer.status_code, code_of(answer), answer.headers["allow"]) == (405, "METHOD_NOT_ALLOWED", "POST")


async def test_a_query_string_that_is_too_long_is_refused(door: Door) -> None:
    async with door.client() as client:
        answer = await client.get("/graphql", params={"query": "{ a }" + " " * 10_000})
    assert (answer.status_code, code_of(answer)) == (413, "REQUEST_TOO_LARGE")


async def test_a_registered_document_runs_by_its_name(door: Door) -> None:
    async with door.client() as client:
        answer = await client.get("/graphql", params={"documentId": "landing/counts"})
    assert answer.json()["data"]["processInstances"] == {"totalCount": 1}


async def test_an_unforeseen_exception_is_logged_and_not_shown(
    door: Door, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail(*_: object) -> None:
        raise RuntimeError("a secret detail")

    monkeypatch.setattr("schema.engine.engine.Engine.run", fail)
    answer = await door.ask(QUERY)
    number = answer.json()["errors"][0]["extensions"]["requestId"]
    assert (answer.status_code, code_of(answer)) == (500, "INTERNAL_SERVER_ERROR")
    assert answer.headers["x-request-id"] == number
    assert "secret" not in answer.text
    assert "a secret detail" in caplog.text
    assert number in caplog.text


async def test_a_page_of_an_allowed_origin_may_call(store: Any, settings: Any) -> None:
    from gateway.server import build

    door = Door(build(store, settings.model_copy(update={"cors_origins": ("https://app.example",)})))
    asked = {"access-control-request-method": "POST", "access-control-request-headers": "content-type, authorization"}
    async with door.client() as client:
        allowed = await client.options("/graphql", headers={"origin": "https://app.example", **asked})
        refused = await client.options("/graphql", headers={"origin": "https://evil.example", **asked})
    assert allowed.headers["access-control-allow-origin"] == "https://app.example"
    assert "access-control-allow-origin" not in refused.headers


async def test_without_configuration_no_page_of_another_origin_may_call(door: Door) -> None:
    async with door.client() as client:
        asked = {"origin": "https://app.example", "access-control-request-method": "POST"}
        answer = await client.options(f"{BASE}/graphql", headers=asked)
    assert not [name for name in answer.headers if name.startswith("access-control")]
