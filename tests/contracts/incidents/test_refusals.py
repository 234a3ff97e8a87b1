"""What the incidents API refuses, and how: credentials, licences, parameters, methods. Always the same five members."""

from http import HTTPStatus
from typing import Any

import httpx
import pytest

from gateway.http_request import HttpRequest
from gateway.rest.incidents.api import INCIDENTS, ROUTES, refuse
from storage.accounts.keys import create_key, ensure_organization
from storage.accounts.license import PERPETUAL, license_until
from storage.errors import Failure
from storage.nouns.record import Instant
from storage.writing.writer import write
from tests.contracts.conftest import SETTINGS, Api, rest_over
from tests.contracts.incidents.records import AT, deployed, incident, instance

TOTALS = "/incidents/total-counts"
TABLE = "/incidents/incidents-table"
VERSION: dict[str, Any] = {"processKey": "p", "version": 1}
ROWS: dict[str, Any] = {"minResults": 0, "maxResults": 10}


def said(response: httpx.Response) -> tuple[int, str]:
    """Status and message, of a body that tells both."""
    body = response.json()
    assert list(body) == ["timestamp", "status", "error", "message", "path"]
    assert body["status"] == response.status_code
    assert body["path"] == response.url.path
    assert body["timestamp"].endswith("Z")
    assert body["error"] == HTTPStatus(response.status_code).phrase
    assert response.headers["content-type"] == "application/json"
    return response.status_code, body["message"]


async def opened(api: Api, **headers: str) -> int:
    """The status that a request with these headers is answered."""
    async with api.client("") as client:
        response = await client.get(TOTALS, params=VERSION, headers=headers)
    return response.status_code if response.status_code == 200 else said(response)[0]


async def test_each_credential_opens(licensed: Api) -> None:
    assert await opened(licensed, authorization=f"Bearer {licensed.key}") == 200
    assert await opened(licensed, **{"X-API-Key": licensed.key}) == 200
    assert await opened(licensed) == 401
    for value in ("", "Bearer", f"Basic {licensed.key}", f"Bearer {licensed.key}x"):
        assert await opened(licensed, **{"authorization": value, "X-API-Key": licensed.key}) == 401
    for value in ("", "pgk_acme.x.y", licensed.key.upper()):
        assert await opened(licensed, **{"X-API-Key": value}) == 401


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.path)
async def test_a_valid_license_is_needed(licensed: Api, organization: str, route: Any) -> None:
    query = {name: value for name, value in {**VERSION, **ROWS}.items() if name in _names(route)}
    for until in (None, AT):
        await license_until(licensed.database, organization, until)
        status, message = said(await (await rest_over(licensed.database, organization)).get(route.path, **query))
        assert (status, "license" in message) == (403, True)
    await license_until(licensed.database, organization, PERPETUAL)
    assert (await (await rest_over(licensed.database, organization)).get(route.path, **query)).status_code == 200


def _names(route: Any) -> set[str]:
    return {field.alias or name for name, field in route.query.model_fields.items()}


async def test_a_scope_is_needed(licensed: Api, organization: str) -> None:
    _, text = await create_key(licensed.database, organization, "narrow", ["nhi:read"])
    status, message = said(await (Api(licensed.app, licensed.database, text)).get(TOTALS, **VERSION))
    assert (status, "graph:read" in message) == (403, True)


MALFORMED: tuple[tuple[str, str], ...] = (
    ("version=1", "processKey"),
    ("processKey=p", "version"),
    ("", "processKey"),
    ("processKey=&version=1", "processKey"),
    ("processKey=p%00&version=1", "processKey"),
    ("processKey=%ff&version=1", "query"),
    ("processkey=p&version=1", "processKey"),
    ("processKey=p&version=", "version"),
    ("processKey=p&version=one", "version"),
    ("processKey=p&version=1.0", "version"),
    ("processKey=p&version=1_0", "version"),
    ("processKey=p&version=2147483648", "version"),
    ("processKey=p&version=" + "9" * 5000, "version"),
    ("processKey=p&version=1&version=1", "version"),
    ("processKey=p&version=1&startDate=", "startDate"),
    ("processKey=p&version=1&startDate=yesterday", "startDate"),
    ("processKey=p&version=1&startDate=2026-02-30", "startDate"),
    ("processKey=p&version=1&endDate=1969-12-31", "endDate"),
    ("processKey=p&version=1&endDate=2026-05-01T25:00:00Z", "endDate"),
    ("processKey=p&version=1&endDate=1767225600000", "endDate"),
    ("processKey=p&version=1&enddate=2026-05-01", "enddate"),
    ("processKey=p&version=1&page=1", "page"),
)
OF_TABLE: tuple[tuple[str, str], ...] = (
    ("", "maxResults"),
    ("&maxResults=10", "minResults"),
    ("&minResults=0", "maxResults"),
    ("&minResults=-1&maxResults=1", "minResults"),
    ("&minResults=0&maxResults=-1", "maxResults"),
    ("&minResults=0&maxResults=2147483648", "maxResults"),
    ("&minResults=a&maxResults=1", "minResults"),
    ("&minResults=2&maxResults=1", "minResults is greater than maxResults"),
)


@pytest.mark.parametrize("path", ["heatmap", "incidents-graph", "total-counts", "incidents-table"])
async def test_what_is_missing_or_malformed_gives_500_and_a_message(licensed: Api, path: str) -> None:
    async with licensed.client() as client:
        for query, named in MALFORMED:
            status, message = said(await client.get(f"/incidents/{path}?{query}"))
            assert (status, named in message) == (500, True), (query, message)
            assert "Traceback" not in message


async def test_rows_of_a_table_that_are_missing_or_malformed(licensed: Api) -> None:
    async with licensed.client() as client:
        for query, named in OF_TABLE:
            status, message = said(await client.get(f"{TABLE}?processKey=p&version=1{query}"))
            assert (status, named in message) == (500, True), (query, message)


async def test_the_versions_are_asked_by_key_alone(licensed: Api) -> None:
    assert said(await licensed.get("/incidents/incident-version-graph"))[0] == 500
    assert said(await licensed.get("/incidents/incident-version-graph", **VERSION))[0] == 500


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.path)
async def test_a_method_that_a_path_does_not_take(licensed: Api, route: Any) -> None:
    async with licensed.client() as client:
        for method in ("POST", "PUT", "DELETE", "PATCH", "BREW"):
            response = await client.request(method, route.path)
            assert said(response)[0] == 405
            assert response.headers["allow"] == "GET"
        head = await client.head(route.path, params={**VERSION})
        assert (head.content, "content-length" in head.headers) == (b"", True)


async def test_a_path_that_is_nothing(licensed: Api) -> None:
    for path in ("/incidents", "/incidents/", "/incidents/none", "/incidents/total-counts/1"):
        assert said(await licensed.get(path))[0] == 404, path


async def test_too_many_requests(licensed: Api, organization: str) -> None:
    few = await rest_over(licensed.database, organization, SETTINGS.model_copy(update={"rate_limit": 2}))
    assert [(await few.get(TOTALS, **VERSION)).status_code for _ in range(2)] == [200, 200]
    response = await few.get(TOTALS, **VERSION)
    assert said(response)[0] == 429
    assert 1 <= int(response.headers["retry-after"]) <= 60


def test_a_failure_of_the_server_has_the_same_body() -> None:
    call = HttpRequest("GET", TOTALS, TOTALS, b"", {}, {}, "req_1", AT)
    assert refuse(Failure("Said."), call).body == (
        b'{"timestamp":"2026-01-01T00:00:00Z","status":500,"error":"Internal Server Error","message":"Said.",'
        b'"path":"/incidents/total-counts"}'
    )


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.path)
async def test_the_other_organization_changes_nothing(licensed: Api, organization: str, route: Any) -> None:
    records = [*deployed("a/p", 1), instance("x", "a/p", 1), incident("i", "x", "A"), incident("j", "x", "B", AT + 1)]
    query = {name: value for name, value in {**VERSION, **ROWS}.items() if name in _names(route)}
    await ensure_organization(licensed.database, "rival")
    await license_until(licensed.database, "rival", PERPETUAL)
    await write(licensed.database, organization, records)
    before = (await licensed.get(route.path, **query)).json()
    rival = await rest_over(licensed.database, "rival")
    assert (await rival.get(route.path, **query)).json() == ([] if "version" not in query else None)
    changed = [*records, *deployed("b/p", 1), instance("y", "b/p", 1), incident("k", "y", "C", Instant(AT + 2))]
    await write(licensed.database, "rival", changed)
    theirs = (await rival.get(route.path, **query)).json()
    assert theirs not in (before, None, [])
    assert (await licensed.get(route.path, **query)).json() == before


def test_every_path_of_the_api_is_under_its_prefix() -> None:
    assert all(route.path.startswith("/incidents/") for route in INCIDENTS.routes)
