"""What the automation batch API refuses, and how; what is left of the rate limit stands on each answer."""

import time
from typing import Any

import httpx
import pytest

from gateway.http_request import HttpRequest
from gateway.rest.automation_batch.api import refuse
from storage.accounts.keys import create_key
from storage.errors import DatabaseUnavailable, Failure, StatementTimeout
from tests.contracts.automation_batch.reckoning import PATH
from tests.contracts.conftest import SETTINGS, Api, rest_over


def told(response: httpx.Response) -> tuple[int, str]:
    """Status and error, of a refusal that tells all."""
    body = response.json()
    assert list(body) == ["error", "message", "code"]
    assert body["code"] == response.status_code
    assert body["message"]
    return response.status_code, body["error"]


async def opened(api: Api, **headers: str) -> int:
    """The status that a request with these headers is answered."""
    async with api.client("") as client:
        response = await client.post(PATH, json={}, headers=headers)
    return response.status_code if response.status_code == 200 else told(response)[0]


async def test_each_credential_opens_and_no_other(api: Api) -> None:
    assert await opened(api, authorization=f"Bearer {api.key}") == 200
    assert await opened(api, **{"X-Granite-API-Key": api.key}) == 200
    assert await opened(api, **{"X-Granite-API-Key": api.key, "authorization": "Bearer x"}) == 200
    assert await opened(api) == 401
    for value in ("", "Bearer", f"Basic {api.key}", f"Bearer {api.key}x", "Bearer a b"):
        assert await opened(api, authorization=value) == 401
    for value in ("", "pgk_acme.x.y", api.key.upper(), f"{api.key}, {api.key}"):
        assert await opened(api, **{"X-Granite-API-Key": value, "authorization": f"Bearer {api.key}"}) == 401
    assert await opened(api, **{"X-API-Key": api.key}) == 401


async def test_a_key_without_the_scope_is_forbidden(api: Api) -> None:
    _, key = await create_key(api.database, "acme", "other", ["mcp:read"])
    async with api.client(key) as client:
        response = await client.post(PATH, json={})
    assert told(response) == (403, "forbidden")


MALFORMED: tuple[tuple[Any, list[Any]], ...] = (
    ({"start_date": "yesterday"}, ["body", "start_date"]),
    ({"start_date": 1700000000}, ["body", "start_date"]),
    ({"start_date": "1969-12-31"}, ["body", "start_date"]),
    ({"end_date": "2026-02-30"}, ["body", "end_date"]),
    ({"end_date": ""}, ["body", "end_date"]),
    ({"end_date": []}, ["body", "end_date"]),
    ({"start_date": "2026-05-02", "end_date": "2026-05-01"}, ["body"]),
    ({"start_date": "2026-05-01T00:00:00.000001Z", "end_date": "2026-05-01T00:00:00Z"}, ["body"]),
    ({"granularity": "minute"}, ["body", "granularity"]),
    ({"granularity": "DAY"}, ["body", "granularity"]),
    ({"granularity": None}, ["body", "granularity"]),
    ({"start_date": "2020-01-01", "end_date": "2026-01-01", "granularity": "hour"}, ["body", "granularity"]),
    ({"start_date": "9999-12-01", "end_date": "9999-12-31", "granularity": "month"}, ["body", "granularity"]),
    ({"workflow_name": 1}, ["body", "workflow_name"]),
    ({"workflow_name": ["w"]}, ["body", "workflow_name"]),
    ({"workflow_name": "a\0"}, ["body", "workflow_name"]),
    ({"triggered_by": "api"}, ["body", "triggered_by"]),
    ({"triggered_by": "MANUAL"}, ["body", "triggered_by"]),
    ({"status": "queued"}, ["body", "status"]),
    ({"status": "paused"}, ["body", "status"]),
    ({"status": ["failed"]}, ["body", "status"]),
    ({"startDate": "2026-05-01"}, ["body", "startDate"]),
    ([], ["body"]),
    ("text", ["body"]),
)


async def test_what_does_not_validate_is_listed(api: Api) -> None:
    for body, loc in MALFORMED:
        response = await api.post(PATH, body)
        assert response.status_code == 422, body
        [problem] = response.json()["detail"]
        assert (list(problem), problem["loc"]) == (["loc", "msg", "type"], loc), body


async def test_what_is_no_json_is_refused(api: Api) -> None:
    async with api.client() as client:
        for content in (b"{", b"{} {}", b'{"status": NaN}', b'{"workflow_name": "\\ud800"}', b"\xff", b"["):
            response = await client.post(PATH, content=content)
            assert response.status_code == 422, content
            assert response.json()["detail"][0]["type"] == "json_invalid"
        assert (await client.post(PATH, content=b"null")).json()["detail"][0]["loc"] == ["body"]


async def test_all_that_is_wrong_is_listed(api: Api) -> None:
    response = await api.post(PATH, {"granularity": "year", "status": "x", "more": 1})
    assert [each["loc"][1] for each in response.json()["detail"]] == ["granularity", "status", "more"]


async def test_query_parameters_are_unknown(api: Api) -> None:
    response = await api.post(PATH, {}, status="failed")
    assert (response.status_code, response.json()["detail"][0]["loc"]) == (422, ["query", "status"])


async def test_only_post_is_answered(api: Api) -> None:
    async with api.client() as client:
        for method in ("GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"):
            response = await client.request(method, PATH)
            assert (response.status_code, response.headers["allow"]) == (405, "POST")
            assert method == "HEAD" or told(response) == (405, "method_not_allowed")


async def test_there_is_nothing_beside_it(api: Api) -> None:
    for path in ("/api/analytics", "/api/analytics/", f"{PATH}/summary", "/api/analytics/top"):
        assert told(await api.post(path, {})) == (404, "not_found")


async def test_bodies_are_json_and_not_too_long(api: Api) -> None:
    async with api.client() as client:
        form = await client.post(PATH, data={"status": "failed"})
        long = await client.post(PATH, json={"workflow_name": "x" * 100_000})
    assert told(form) == (415, "unsupported_media_type")
    assert told(long) == (413, "payload_too_large")


async def test_each_answer_tells_what_is_left(api: Api) -> None:
    limited = await rest_over(api.database, "acme", SETTINGS.model_copy(update={"rate_limit": 3}))
    bodies: tuple[Any, ...] = ({}, {"status": "x"}, {}, {})
    answers = [await limited.post(PATH, body) for body in bodies]
    assert [answer.status_code for answer in answers] == [200, 422, 200, 429]
    assert [answer.headers["x-ratelimit-remaining"] for answer in answers] == ["2", "1", "0", "0"]
    assert {answer.headers["x-ratelimit-limit"] for answer in answers} == {"3"}
    [reset] = {int(answer.headers["x-ratelimit-reset"]) for answer in answers}
    assert 0 <= reset - time.time() <= 61
    assert told(answers[-1]) == (429, "rate_limited")
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 60


async def test_an_answer_without_a_caller_counts_the_address(api: Api) -> None:
    limited = await rest_over(api.database, "acme", SETTINGS.model_copy(update={"rate_limit": 2}))
    async with limited.client("") as client:
        answers = [await client.post(PATH, json={}) for _ in range(3)]
        beside = await client.get("/api/analytics/nothing")
    assert [told(answer) for answer in answers] == [(401, "unauthorized")] * 2 + [(429, "rate_limited")]
    assert [answer.headers["x-ratelimit-remaining"] for answer in answers] == ["1", "0", "0"]
    assert beside.headers["x-ratelimit-limit"] == "2"
    assert (await limited.post(PATH, {})).headers["x-ratelimit-remaining"] == "1"


@pytest.mark.parametrize(
    ("failure", "status"),
    [(StatementTimeout("Too slow."), 503), (DatabaseUnavailable("Not there."), 503), (Failure("Our side."), 500)],
)
async def test_what_goes_wrong_on_our_side_is_told_in_the_same_shape(failure: Failure, status: int) -> None:
    call = HttpRequest("POST", PATH, PATH, b"", {}, {}, "req_1", 0)
    reply = refuse(failure, call)
    error = "internal_error" if status == 500 else "service_unavailable"
    assert told(httpx.Response(reply.status, content=reply.body)) == (status, error)
