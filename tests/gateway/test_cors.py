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


async def test_a_setting_adds_headers(store: Any) -> None:
    for more in ("X-Of-Ours", "*"):
        assert (await preflight(store, "/graphql", "POST", "x-of-ours, traceparent", more)).status_code == 200
