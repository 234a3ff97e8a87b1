"""What the flow-runs API refuses, and how: credentials, organizations, parameters, methods."""

from typing import Any

import httpx
import pytest
from argon2 import PasswordHasher

from gateway.rest.flow_runs.api import FLOW_RUNS
from storage.accounts import users
from storage.accounts.keys import create_key, ensure_organization
from storage.writing.writer import write
from tests.contracts.conftest import SETTINGS, Api, rest_over
from tests.contracts.flow_runs.records import AT, FLOW, PATH, flow, run

PASSWORD = "correct horse battery staple"  # noqa: S105


def said(response: httpx.Response) -> tuple[int, Any]:
    """Status and detail, of a body that has nothing else."""
    body = response.json()
    assert list(body) == ["detail"]
    assert response.headers["content-type"] == "application/json"
    return response.status_code, body["detail"]


@pytest.fixture
async def running(api: Api, organization: str) -> Api:
    """The routes over a flow with one run."""
    await write(api.database, organization, [flow(), run("mine")])
    return api


async def _token(api: Api, org_id: str, scopes: tuple[str, ...] = ("graph:read",), **form: str) -> httpx.Response:
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    await users.create_user(api.database, org_id, f"ana@{org_id}.example", quick.hash(PASSWORD), scopes)
    given = {"grant_type": "password", "username": f"ana@{org_id}.example", "password": PASSWORD, **form}
    async with api.client("") as client:
        return await client.post("/token", data=given)


async def test_a_token_for_a_password_opens(running: Api, organization: str) -> None:
    token = (await _token(running, organization)).json()["access_token"]
    async with running.client(token) as client:
        response = await client.get(PATH)
    assert [each["run_id"] for each in response.json()] == ["mine"]


async def test_an_api_key_opens_in_its_place(running: Api) -> None:
    assert (await running.get(PATH)).status_code == 200


async def test_what_is_no_credential_does_not_open(running: Api) -> None:
    for headers in ({}, {"authorization": ""}, {"authorization": "Bearer x"}, {"authorization": f"Basic {running.key}"}):
        async with running.client("") as client:
            response = await client.get(PATH, headers=headers)
        assert said(response)[0] == 401
        assert response.headers["www-authenticate"] == "Bearer"
    async with running.client("") as client:
        assert said(await client.get(PATH, headers={"x-api-key": running.key}))[0] == 401


async def test_a_scope_is_needed(running: Api, organization: str) -> None:
    token = (await _token(running, organization, ("nhi:read",))).json()["access_token"]
    async with running.client(token) as client:
        status, detail = said(await client.get(PATH))
    assert (status, "graph:read" in detail) == (403, True)


async def test_no_credential_reads_another_organization(running: Api) -> None:
    await ensure_organization(running.database, "rival")
    await write(
        running.database, "rival", [flow(), run("theirs"), flow("only theirs"), run("mine", AT + 1, workflow_id="only theirs")]
    )
    token = (await _token(running, "rival")).json()["access_token"]
    _, key = await create_key(running.database, "rival", "key", ["graph:read"])
    for credential in (token, key):
        async with running.client(credential) as client:
            assert said(await client.get(PATH))[0] == 403
            response = await client.get(PATH.replace("acme", "rival"))
        assert [each["run_id"] for each in response.json()] == ["theirs"]
    assert [each["run_id"] for each in (await running.get(PATH)).json()] == ["mine"]
    for org_id in ("rival", "none", "ACME", "%", "acme%00", "ac%6De%20"):
        assert said(await running.get(f"/analytics/org/{org_id}/flows/{FLOW}"))[0] == 403, org_id
    assert said(await running.get("/analytics/org/acme/flows/only theirs"))[0] == 404


async def test_a_parent_of_another_organization_is_not_told(running: Api) -> None:
    await ensure_organization(running.database, "rival")
    await write(running.database, "rival", [flow("above", project_id="secret"), run("parent", workflow_id="above")])
    await write(running.database, "acme", [run("child", AT + 1, parent_id="parent")])
    child = (await running.get(PATH)).json()[0]
    assert (child["parent_run_id"], child["parent_project_id"]) == ("parent", None)


QUERIES: tuple[tuple[str, list[str]], ...] = (
    ("page=-1", ["query", "page"]),
    ("page=", ["query", "page"]),
    ("page=one", ["query", "page"]),
    ("page=1.5", ["query", "page"]),
    ("page=" + "9" * 5000, ["query", "page"]),
    ("page_size=0", ["query", "page_size"]),
    ("page_size=-1", ["query", "page_size"]),
    ("page_size=10001", ["query", "page_size"]),
    ("start_date=", ["query", "start_date"]),
    ("start_date=yesterday", ["query", "start_date"]),
    ("start_date=2026-02-30", ["query", "start_date"]),
    ("end_date=2026-05-01T25:00:00Z", ["query", "end_date"]),
    ("end_date=1969-12-31", ["query", "end_date"]),
    ("user_id=%00", ["query", "user_id"]),
    ("user_id=%ff", ["query"]),
    ("state=", ["query", "state"]),
    ("state=RUNNING", ["query", "state"]),
    ("state=completed", ["query", "state"]),
    ("state=COMPLETED,", ["query", "state"]),
    ("state=COMPLETED;FAILED", ["query", "state"]),
    ("state=FAILED&state=COMPLETED", ["query", "state"]),
    ("states=FAILED", ["query", "states"]),
    ("limit=5", ["query", "limit"]),
)


async def test_parameters_that_do_not_validate(running: Api) -> None:
    async with running.client() as client:
        for query, place in QUERIES:
            status, detail = said(await client.get(f"{PATH}?{query}"))
            assert (status, detail[0]["loc"]) == (422, place), query
            assert all(sorted(each) == ["loc", "msg", "type"] for each in detail)


async def test_a_flow_that_no_store_can_hold_is_unknown(running: Api) -> None:
    async with running.client() as client:
        assert said(await client.get("/analytics/org/acme/flows/%00"))[0] == 404
        assert said(await client.get(f"/analytics/org/acme/flows/{'x' * 5000}"))[0] == 404


async def test_methods_and_paths(running: Api) -> None:
    async with running.client() as client:
        for method in ("POST", "PUT", "DELETE", "PATCH", "BREW"):
            response = await client.request(method, PATH)
            assert said(response)[0] == 405
            assert response.headers["allow"] == "GET"
        head, get = await client.head(PATH), await client.get(PATH)
        assert (head.status_code, head.content, head.headers["content-length"]) == (200, b"", str(len(get.content)))
        for path in ("/analytics/org", "/analytics/org/acme", "/analytics/org/acme/flows", f"{PATH}/runs"):
            assert said(await client.get(path))[0] == 404, path


async def test_too_many_requests(running: Api) -> None:
    few = await rest_over(running.database, "acme", SETTINGS.model_copy(update={"rate_limit": 1}))
    assert (await few.get(PATH)).status_code == 200
    response = await few.get(PATH)
    assert said(response)[0] == 429
    assert 1 <= int(response.headers["retry-after"]) <= 60


def test_every_path_of_the_api_is_under_its_prefix() -> None:
    assert all(route.path.startswith("/analytics/org/") for route in FLOW_RUNS.routes)
