"""How /v1 refuses: every row of the document's errors, in its one shape, with the number of the request."""

import json
from typing import Any

import httpx
import pytest

from gateway.rest.governance.api import GOVERNANCE_API
from gateway.rest.governance.mcp import MCP
from gateway.rest.governance.nhi import NHI
from gateway.rest.governance.verdicts import GOVERNANCE
from gateway.rest.route import Route
from storage.accounts.keys import SCOPES, create_key
from storage.database.protocol import Database
from storage.writing.writer import write
from tests.contracts.conftest import SETTINGS, Api, rest_over
from tests.contracts.governance.example_store import one_session

pytestmark = pytest.mark.anyio

ROUTES = GOVERNANCE_API.routes
COMMON = [route for route in ROUTES if "environment" in route.query.model_fields]
SPANS = [route for route in ROUTES if "from_" in route.query.model_fields]


def IDS(route: Route) -> str:  # noqa: N802  (stands where pytest takes a constant)
    """A route in the name of a test."""
    return f"{route.method} {route.path}"


def path_of(route: Route) -> str:
    """The path of a route, for what is there in the store of the examples."""
    path = route.path
    for name, value in route.path_examples.items():
        path = path.replace(f"{{{name}}}", value)
    return path


async def exactly(api: Api, url: str) -> httpx.Response:
    """The response to GET of a URL with its query string."""
    async with api.client() as client:
        return await client.get(url)


def refused(response: httpx.Response, status: int, code: str) -> str:
    """Asserts that a response is a refusal in the document's shape; its message."""
    assert response.status_code == status, response.text
    error = response.json()["error"]
    assert list(response.json()) == ["error"]
    assert list(error) == ["code", "message", "request_id"]
    assert error["code"] == code
    assert error["request_id"] == response.headers["x-request-id"]
    assert error["request_id"].startswith("req_")
    return str(error["message"])


MALFORMED: list[dict[str, str]] = [
    {"from": "yesterday"}, {"from": "2026-05-01T00:00:00"}, {"to": "2026-13-01T00:00:00Z"}, {"to": ""}, {"from": "2026-05-01"},
    {"from": "1969-12-31T23:59:59Z"}, {"to": "1777593600"}, {"from": "\0"}, {"from": "2026-05-01T00:00:00Z' OR 1=1"},
    {"from": "2026-05-02T00:00:00Z", "to": "2026-05-01T00:00:00Z"},
    {"from": "2026-05-01T00:00:00Z", "to": "2026-05-01T00:00:00Z"},
    {"bucket": "2h"}, {"environment": "prod"}, {"environment": ""}, {"metric": "speed"}, {"guardian_id": ""}, {"tag": ""},
    {"limit": "0"}, {"limit": "501"}, {"limit": "ten"}, {"cursor": "nonsense!"}, {"cursor": "bm9uc2Vuc2U"}, {"nonsense": "1"},
    {"From": "2026-05-01T00:00:00Z"},
]  # fmt: skip


@pytest.mark.parametrize("route", SPANS, ids=IDS)
async def test_a_parameter_that_is_malformed_unknown_or_given_twice(api: Api, route: Route) -> None:
    for query in MALFORMED:
        assert "pydantic" not in refused(await api.get(path_of(route), **query), 400, "validation_error"), query
    query_string = "?from=2026-05-01T00:00:00Z&from=2026-05-01T00:00:00Z"
    assert refused(await exactly(api, path_of(route) + query_string), 400, "validation_error").startswith("from")


async def test_a_text_that_no_store_can_hold(api: Api) -> None:
    for route in COMMON:
        refused(await api.get(path_of(route), guardian_id="a\0b"), 400, "validation_error")
        refused(await exactly(api, path_of(route) + "?tag=%ED%A0%80"), 400, "validation_error")


async def test_without_a_credential_or_with_a_wrong_one(api: Api) -> None:
    for route in ROUTES:
        for key in ("", "nonsense", "pgk_acme.000000000000.x", api.key + "x"):
            async with api.client(key) as client:
                response = await client.request(route.method, path_of(route))
            refused(response, 401, "unauthenticated")
            assert response.headers["www-authenticate"] == "Bearer"


async def test_a_caller_needs_the_scope_of_the_document_and_no_other(api: Api, organization: str) -> None:
    await write(api.database, organization, one_session())
    for route in ROUTES:
        await _needs(api, organization, route)


async def _needs(api: Api, organization: str, route: Route) -> None:
    others = [scope for scope in SCOPES if scope not in ("admin", *route.scopes)]
    _, without = await create_key(api.database, organization, "without", others)
    async with api.client(without) as client:
        assert route.scopes[0] in refused(await client.request(route.method, path_of(route)), 403, "forbidden")
    for scope in (route.scopes[0], "admin"):
        _, key = await create_key(api.database, organization, scope, [scope])
        async with api.client(key) as client:
            response = await client.request(route.method, path_of(route))
        expected = 404 if "job" in str(route.path_examples) or "rollup_id" in str(route.path_examples) else route.status
        assert response.status_code == expected, response.text


async def test_scopes_that_a_route_grants_hold_for_its_own_document_only(api: Api, organization: str) -> None:
    await write(api.database, organization, one_session())
    _, key = await create_key(api.database, organization, "nhi", ["nhi:read"])
    async with api.client(key) as client:
        for question in ({"documentId": "rest/nhi/risk"}, {"query": "{ nhis { nodes { lastSeenAt } } }"}):
            for _ in range(2):
                answer = (await client.post("/graphql", json=question)).json()
                assert {error["extensions"]["code"] for error in answer["errors"]} == {"FORBIDDEN"}
                assert (await client.get("/v1/analytics/nhi-risk")).status_code == 200
        refused(await client.post("/v1/analytics/nhi-risk/detect-anomalies"), 403, "forbidden")


def test_only_scopes_of_reading_are_granted() -> None:
    assert {scope for route in ROUTES for scope in route.grants} <= {"graph:read", "logs:read", "mcp:read", "nhi:read"}
    with pytest.raises(ValueError, match="only read scopes"):
        Route(method="GET", path="/x", summary="", document="x", grants=("nhi:write",))


NOWHERE = (
    "/v1/mcp/analytics/sessions/none", "/v1/mcp/analytics/rollup/rlp_none", "/v1/analytics/nhi-risk-assessment/none",
    "/v1/analytics/nhi-risk-assessment/none/history", "/v1/analytics/nhi-risk/jobs/job_none", "/v1/nothing", "/v1",
    "/v1/analytics/nhi-risk-assessment/%25", "/v1/mcp/analytics/sessions/'%20OR%20'1'='1", "/v1/mcp/analytics/",
)  # fmt: skip


async def test_what_is_not_there(api: Api, organization: str) -> None:
    await write(api.database, organization, one_session())
    for path in NOWHERE:
        refused(await api.get(path), 404, "not_found")


async def test_an_anomaly_that_is_not_there(api: Api) -> None:
    refused(await api.post("/v1/analytics/nhi-anomalies/none/ack", {}), 404, "not_found")


@pytest.mark.parametrize("path", ["/v1/mcp/analytics/sessions/a%00b", "/v1/analytics/nhi-risk-assessment/a%00b"])
async def test_an_id_that_no_store_can_hold(api: Api, path: str) -> None:
    refused(await api.get(path), 400, "validation_error")


async def test_a_window_too_large_for_its_bucket(api: Api) -> None:
    for route in COMMON:
        month = {"from": "2026-04-01T00:00:00Z", "to": "2026-05-01T00:00:00Z"}
        assert "10080" in refused(await api.get(path_of(route), bucket="1m", **month), 422, "unprocessable_entity")
        week = {"from": "2026-04-01T00:00:00Z", "to": "2026-04-08T00:00:00Z"}
        assert (await api.get(path_of(route), bucket="1m", **week)).status_code == 200
        more = {**week, "to": "2026-04-08T00:00:00.000001Z"}
        refused(await api.get(path_of(route), bucket="1m", **more), 422, "unprocessable_entity")


async def test_a_method_that_the_path_does_not_take(api: Api) -> None:
    for route in ROUTES:
        async with api.client() as client:
            response = await client.request("PUT", path_of(route))
            refused(response, 405, "method_not_allowed")
            assert response.headers["allow"].startswith(route.method)
            if route.method == "GET" and not route.path_examples.keys() & {"rollup_id", "job_id", "id", "sessionId"}:
                head = await client.head(path_of(route))
                assert (head.status_code, head.content) == (200, b"")


POSTS = [route for route in ROUTES if route.method == "POST"]


BODIES = ("{", "[]", '"x"', "7", '{"from": 7}', '{"note": 7}', '{"nonsense": 1}', '{"from": "today", "note": []}', "null")


@pytest.mark.parametrize("route", POSTS, ids=IDS)
async def test_a_body_that_is_malformed(api: Api, route: Route) -> None:
    async with api.client(**{"content-type": "application/json"}) as client:
        for body in BODIES:
            refused(await client.post(path_of(route), content=body), 400, "validation_error")


@pytest.mark.parametrize("route", POSTS, ids=IDS)
async def test_a_body_of_another_kind_or_too_large(api: Api, route: Route) -> None:
    async with api.client(**{"content-type": "text/plain"}) as client:
        refused(await client.post(path_of(route), content="from=today"), 415, "unsupported_media_type")
    async with api.client(**{"content-type": "application/json"}) as client:
        response = await client.post(path_of(route), content=json.dumps({"note": "x" * SETTINGS.max_body_bytes}))
        refused(response, 413, "request_too_large")


@pytest.mark.parametrize("body", [{"from": "2026-05-02T00:00:00Z", "to": "2026-05-01T00:00:00Z"}, {"to": "1999-01-01T00:00:00Z"}])
async def test_a_job_over_a_window_of_no_length(api: Api, body: Any) -> None:
    for path in ("/v1/mcp/analytics/rollup", "/v1/analytics/nhi-risk/detect-anomalies"):
        refused(await api.post(path, body), 400, "validation_error")


async def test_too_many_requests(database: Database, organization: str) -> None:
    api = await rest_over(database, organization, SETTINGS.model_copy(update={"rate_limit": 1, "work_rate_limit": 1}))
    assert (await api.get("/v1/analytics/governance/summary")).status_code == 200
    response = await api.get("/v1/mcp/analytics/summary")
    refused(response, 429, "rate_limited")
    assert 1 <= int(response.headers["retry-after"]) <= 60


async def test_every_answer_has_a_number_of_its_own(api: Api) -> None:
    numbers = [(await api.get("/v1/mcp/analytics/summary")).headers["x-request-id"] for _ in range(3)]
    assert len({*numbers, None}) == 4


def test_every_path_of_the_document_has_a_route() -> None:
    assert (len(GOVERNANCE), len(MCP), len(NHI)) == (3, 7, 9)
