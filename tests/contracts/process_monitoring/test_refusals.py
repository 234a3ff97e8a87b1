"""What the process monitoring API refuses, and how: credentials, parameters, bodies, methods. Never more than `detail`."""

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from gateway.rest.process_monitoring.api import PROCESS_MONITORING
from gateway.rest.process_monitoring.statistics import STATISTICS
from storage.accounts.keys import create_key, revoke_key
from tests.contracts.conftest import SETTINGS, Api, rest_over
from tests.contracts.process_monitoring.reckoning import PATH

LIST = f"{PATH}/identifiers/list"
OVERVIEW = f"{PATH}/overview/finance:invoice-review"
TRENDS = f"{PATH}/trends/finance:invoice-review"


def said(response: httpx.Response) -> tuple[int, Any]:
    """Status and detail, of a body that has nothing else."""
    body = response.json()
    assert list(body) == ["detail"]
    assert response.headers["content-type"] == "application/json"
    return response.status_code, body["detail"]


Opens = Callable[..., Awaitable[int]]


@pytest.fixture
def opens(examples: Api) -> Opens:
    """The status that a request with these headers is answered."""

    async def opened(**headers: str) -> int:
        async with examples.client("") as client:
            response = await client.get(LIST, headers=headers)
        if response.status_code != 200:
            said(response)
        return response.status_code

    return opened


async def test_each_credential_opens(examples: Api, opens: Opens) -> None:
    assert await opens(authorization=f"Bearer {examples.key}") == 200
    assert await opens(authorization=f"bearer  {examples.key} ") == 200
    assert await opens(**{"SpiffWorkflow-Api-Key": examples.key}) == 200
    identifier = {"SpiffWorkflow-Authentication-Identifier": "default"}
    assert await opens(**{"authorization": f"Bearer {examples.key}", **identifier}) == 200


async def test_the_first_credential_decides(examples: Api, opens: Opens) -> None:
    key = {"SpiffWorkflow-Api-Key": examples.key}
    assert await opens(**{"authorization": "Bearer pgk_acme.none.none", **key}) == 401
    assert await opens(**{"cookie": "pentagraph_session=forged", **key}) == 401
    assert await opens(**{"authorization": f"Bearer {examples.key}", "SpiffWorkflow-Api-Key": "pgk_none"}) == 200
    assert await opens(authorization=f"Bearer {examples.key}", cookie="pentagraph_session=forged") == 200


async def test_what_is_no_credential_does_not_open(examples: Api, opens: Opens) -> None:
    assert await opens() == 401
    for value in ("", "Bearer", "Bearer ", "Basic YTpi", examples.key, "Bearer a b", f"Bearer {examples.key}x", "Bearer eyJ.a.b"):
        assert await opens(authorization=value) == 401, value
    for value in ("", "x", "pgk_", "pgk_acme.x.y", examples.key.upper(), f"{examples.key}, {examples.key}"):
        assert await opens(**{"SpiffWorkflow-Api-Key": value}) == 401, value
    assert await opens(**{"X-API-Key": examples.key}) == 401


async def test_a_refused_caller_is_told_how_to_come_in(examples: Api) -> None:
    async with examples.client("") as client:
        response = await client.post(OVERVIEW, json={})
    status, detail = said(response)
    assert (status, response.headers["www-authenticate"]) == (401, "Bearer")
    assert "SpiffWorkflow-Api-Key" in detail


async def test_a_revoked_key_opens_no_more(examples: Api, opens: Opens) -> None:
    key, text = await create_key(examples.database, "acme", "gone", ["graph:read"])
    assert await opens(**{"SpiffWorkflow-Api-Key": text}) == 200
    await revoke_key(examples.database, "acme", key.id)
    assert await opens(**{"SpiffWorkflow-Api-Key": text}) == 401


@pytest.mark.parametrize("route", STATISTICS, ids=lambda route: route.path)
async def test_a_scope_is_needed(examples: Api, route: Any) -> None:
    _, text = await create_key(examples.database, "acme", "narrow", ["nhi:read"])
    path = route.path.replace("{identifier}", "nope").replace("{task_spec}", "x")
    async with examples.client(text) as client:
        status, detail = said(await client.request(route.method, path))
    assert status == 403
    assert "graph:read" in detail


BODIES: tuple[tuple[Any, list[str | int]], ...] = (
    ([], ["body"]),
    ("x", ["body"]),
    (7, ["body"]),
    ({"start": "yesterday"}, ["body", "start"]),
    ({"start": "2026-02-30"}, ["body", "start"]),
    ({"start": 1777600000}, ["body", "start"]),
    ({"start": True}, ["body", "start"]),
    ({"start": "1969-12-31"}, ["body", "start"]),
    ({"end": ""}, ["body", "end"]),
    ({"end": "2026-05-01T25:00:00Z"}, ["body", "end"]),
    ({"end": {}}, ["body", "end"]),
    ({"start": "2026-05-02", "end": "2026-05-01"}, ["body"]),
    ({"start": "2026-05-01T00:00:01Z", "end": "2026-05-01T00:00:00Z"}, ["body"]),
    ({"status": "running"}, ["body", "status"]),
    ({"Start": None}, ["body", "Start"]),
    ({"metadata": {}}, ["body", "metadata"]),
    ({"metadata": "region"}, ["body", "metadata"]),
    ({"metadata": [1]}, ["body", "metadata", 0]),
    ({"metadata": [{"name": "a"}]}, ["body", "metadata", 0, "value"]),
    ({"metadata": [{"value": "a"}]}, ["body", "metadata", 0, "name"]),
    ({"metadata": [{"name": 1, "value": "a"}]}, ["body", "metadata", 0, "name"]),
    ({"metadata": [{"name": "a", "value": "a", "type": "date"}]}, ["body", "metadata", 0, "type"]),
    ({"metadata": [{"name": "a", "value": "a", "operator": "eq"}]}, ["body", "metadata", 0, "operator"]),
    ({"metadata": [{"name": "a", "value": "x", "type": "int"}]}, ["body", "metadata", 0]),
    ({"metadata": [{"name": "a", "value": "1.5", "type": "int"}]}, ["body", "metadata", 0]),
    ({"metadata": [{"name": "a", "value": 10**16 + 0.5, "type": "int"}]}, ["body", "metadata", 0]),
    ({"metadata": [{"name": "a", "value": "NaN", "type": "float"}]}, ["body", "metadata", 0]),
    ({"metadata": [{"name": "a", "value": "1_0", "type": "int"}]}, ["body", "metadata", 0]),
    ({"metadata": [{"name": "a", "value": True, "type": "int"}]}, ["body", "metadata", 0]),
    ({"metadata": [{"name": "a", "value": "x"}] * 21}, ["body", "metadata"]),
)


@pytest.mark.parametrize("path", [OVERVIEW, TRENDS])
async def test_a_body_that_does_not_validate(examples: Api, path: str) -> None:
    for body, place in BODIES:
        status, detail = said(await examples.post(path, body))
        assert status == 422, body
        assert all(sorted(each) == ["loc", "msg", "type"] for each in detail)
        assert detail[0]["loc"][: len(place)] == place, body


async def test_a_text_that_no_store_can_hold(examples: Api) -> None:
    for test in ({"name": "a\0", "value": "x"}, {"name": "a", "value": "\0"}):
        status, detail = said(await examples.post(OVERVIEW, {"metadata": [test]}))
        assert (status, detail[0]["loc"][0]) == (422, "body")


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe", b'{"start": "\\ud800"}', b"[" * 3000, b"NaN"])
async def test_what_is_no_json(examples: Api, content: bytes) -> None:
    async with examples.client() as client:
        status, detail = said(await client.post(OVERVIEW, content=content))
    assert (status, detail[0]["loc"][0], detail[0]["type"]) == (422, "body", "json_invalid")


QUERIES: tuple[tuple[str, list[str]], ...] = (
    ("bucket=2d", ["query", "bucket"]),
    ("bucket=", ["query", "bucket"]),
    ("bucket=1D", ["query", "bucket"]),
    ("timezone=", ["query", "timezone"]),
    ("timezone=Mars/Base", ["query", "timezone"]),
    ("timezone=../../etc/passwd", ["query", "timezone"]),
    ("timezone=%00", ["query", "timezone"]),
    ("timezone=" + "x" * 3000, ["query", "timezone"]),
    ("buckets=1d", ["query", "buckets"]),
    ("bucket=1d&bucket=1h", ["query", "bucket"]),
    ("timezone=%ff", ["query"]),
    ("bucket=1h", ["query", "bucket"]),
)


async def test_a_query_that_does_not_validate(examples: Api) -> None:
    async with examples.client() as client:
        for query, place in QUERIES:
            response = await client.post(f"{TRENDS}?{query}", json={"start": "2020-01-01"})
            status, detail = said(response)
            assert (status, detail[0]["loc"]) == (422, place), query


async def test_an_unknown_parameter_is_refused_where_there_are_none(examples: Api) -> None:
    status, detail = said(await examples.get(LIST, page=1))
    assert (status, detail[0]["loc"]) == (422, ["query", "page"])
    assert said(await examples.post(OVERVIEW, {}, bucket="1d"))[0] == 422


@pytest.mark.parametrize("route", STATISTICS, ids=lambda route: route.path)
async def test_a_method_that_a_path_does_not_take(examples: Api, route: Any) -> None:
    path = route.path.replace("{identifier}", "finance:invoice-review").replace("{task_spec}", "x")
    async with examples.client() as client:
        for method in {"GET", "POST", "PUT", "DELETE", "PATCH", "BREW"} - {route.method}:
            response = await client.request(method, path)
            assert said(response)[0] == 405
            assert response.headers["allow"] == route.method


async def test_head_is_get_without_its_body(examples: Api) -> None:
    async with examples.client() as client:
        head, get = await client.head(LIST), await client.get(LIST)
    assert (head.status_code, head.content, head.headers["content-length"]) == (200, b"", str(len(get.content)))


async def test_a_body_of_another_media_type(examples: Api) -> None:
    async with examples.client() as client:
        for media in ("text/plain", "application/xml", "application/x-www-form-urlencoded"):
            assert said(await client.post(OVERVIEW, content=b"{}", headers={"content-type": media}))[0] == 415
        good = await client.post(OVERVIEW, content=b"{}", headers={"content-type": "application/json; charset=utf-8"})
    assert good.status_code == 200


async def test_a_body_that_is_too_large(examples: Api) -> None:
    async with examples.client() as client:
        response = await client.post(OVERVIEW, content=b" " * (SETTINGS.max_body_bytes + 1))
    assert said(response)[0] == 413


async def test_a_path_that_is_nothing(examples: Api) -> None:
    for path in ("", "/", "/overview", "/overview/", "/models/a", "/errors/a", "/errors/a/x", "/identifiers"):
        assert said(await examples.get(PATH + path))[0] == 404, path


async def test_too_many_requests(examples: Api) -> None:
    few = await rest_over(examples.database, "acme", SETTINGS.model_copy(update={"rate_limit": 2}))
    assert [(await few.get(LIST)).status_code for _ in range(2)] == [200, 200]
    response = await few.get(LIST)
    assert said(response)[0] == 429
    assert 1 <= int(response.headers["retry-after"]) <= 60


def test_every_path_of_the_api_is_under_its_prefix() -> None:
    assert all(route.path.startswith(f"{PATH}/") for route in PROCESS_MONITORING.routes)
