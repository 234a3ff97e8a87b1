"""What pages of other origins may send: the headers of known clients, every method, and headers that a setting adds."""

from typing import Any

import httpx
import pytest

from gateway.server import build
from gateway.settings import Settings

ORIGIN = "https://app.example"
PATHS = ("/graphql", "/analytics/api/v1/identifiers/list", "/incidents/heatmap", "/api/analytics/batch", "/token", "/session")


async def preflight(store: Any, path: str, method: str, headers: str, *more: str) -> httpx.Response:
    """The answer to a preflight request, with headers that the setting adds."""
    settings = Settings(cors_origins=(ORIGIN,), cors_headers=more)
    transport = httpx.ASGITransport(build(store, settings))
    asked = {"origin": ORIGIN, "access-control-request-method": method, "access-control-request-headers": headers}
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        return await client.options(path, headers=asked)


@pytest.mark.parametrize(
    "names",
    [
        "SpiffWorkflow-Api-Key", "SpiffWorkflow-Authentication-Identifier", "X-Granite-API-Key", "X-API-Key", "authorization",
        "apollographql-client-name,apollographql-client-version", "apollo-require-preflight", "graphql-client-name",
        "graphql-client-version", "x-apollo-operation-name, x-apollo-operation-id", "traceparent,tracestate",
        "x-datadog-trace-id,x-datadog-parent-id,x-datadog-origin,x-datadog-sampling-priority,x-datadog-tags", "newrelic",
        "x-b3-traceid,x-b3-spanid,x-b3-parentspanid,x-b3-sampled,x-b3-flags", "uber-trace-id", "elastic-apm-traceparent",
        "x-amzn-trace-id", "request-id,request-context", "x-csrf-token,x-xsrf-token", "graphql-require-preflight",
        "idempotency-key", "if-modified-since",
        "baggage,sentry-trace", "x-requested-with", "cache-control,pragma", "content-type", "content-encoding", "if-none-match",
        "X-Pentagraph-Explain",
    ],
)  # fmt: skip
async def test_a_page_may_send_the_headers_of_known_clients(store: Any, names: str) -> None:
    for path in PATHS:
        answer = await preflight(store, path, "POST", names)
        assert answer.status_code == 200, path
        assert "access-control-allow-credentials" not in answer.headers


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "DELETE"])
async def test_a_page_may_use_every_method(store: Any, method: str) -> None:
    answer = await preflight(store, "/session", method, "content-type")
    assert (answer.status_code, method in answer.headers["access-control-allow-methods"]) == (200, True)


async def test_other_headers_and_methods_are_refused(store: Any) -> None:
    assert (await preflight(store, "/graphql", "POST", "x-of-ours")).status_code == 400
    assert (await preflight(store, "/graphql", "PUT", "content-type")).status_code == 400


@pytest.mark.parametrize(
    "asked",
    [
        {"origin": "null"}, {"origin": ""}, {"origin": "https://app.example.evil"}, {"origin": "https://APP.example"},
        {"origin": ORIGIN, "access-control-request-method": ""}, {"origin": ORIGIN, "access-control-request-method": "post"},
        {"origin": ORIGIN, "access-control-request-method": "\xff"},
        {"origin": ORIGIN, "access-control-request-headers": ",,,"},
        {"origin": ORIGIN, "access-control-request-headers": "x" * 60_000},
        {"origin": ORIGIN, "access-control-request-headers": "\xff"},
        {"origin": ORIGIN, "access-control-request-private-network": "true"},
    ],
)  # fmt: skip
async def test_no_preflight_fails_or_opens_another_origin(store: Any, asked: dict[str, str]) -> None:
    transport = httpx.ASGITransport(build(store, Settings(cors_origins=(ORIGIN,))))
    headers = {"access-control-request-method": "POST"} | asked
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        for path in (*PATHS, "/nothing", "/graphql/", "/%00"):
            raw = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
            answer = await client.options(path, headers=raw)
            assert answer.status_code < 500, path
            assert answer.headers.get("access-control-allow-origin") in (None, ORIGIN)
            assert asked["origin"] == ORIGIN or "access-control-allow-origin" not in answer.headers
            assert "access-control-allow-private-network" not in answer.headers


async def test_a_setting_adds_headers(store: Any) -> None:
    for more in ("X-Of-Ours", "*"):
        assert (await preflight(store, "/graphql", "POST", "x-of-ours, traceparent", more)).status_code == 200
