"""Rollups and detections: asked for, done by the worker, told of; asking twice does no harm."""

from typing import Any

import pytest

from gateway.rest.times import rfc3339
from storage.jobs.registry import KINDS
from storage.jobs.runner import Terms, run_next
from storage.nouns.record import HOUR, Instant
from storage.writing.writer import write
from tests.contracts.conftest import Api
from tests.contracts.governance.example_store import one_session

pytestmark = pytest.mark.anyio

WINDOW = {"from": "2026-04-30T00:00:00Z", "to": "2026-05-01T23:59:59Z"}
JOBS = [
    ("/v1/mcp/analytics/rollup", "rollup_id", "rlp_", "/v1/mcp/analytics/rollup/"),
    ("/v1/analytics/nhi-risk/detect-anomalies", "job_id", "job_", "/v1/analytics/nhi-risk/jobs/"),
]


async def status(api: Api, path: str) -> Any:
    """How a job is doing."""
    response = await api.get(path)
    assert response.status_code == 200, response.text
    return response.json()


@pytest.mark.parametrize(("path", "key", "prefix", "where"), JOBS)
async def test_a_job_from_beginning_to_end(api: Api, organization: str, path: str, key: str, prefix: str, where: str) -> None:
    await write(api.database, organization, one_session())
    response = await api.post(path, WINDOW)
    assert response.status_code == 202
    made = response.json()[key]
    assert response.json() == {key: made, "status": "queued"}
    assert made.startswith(prefix)
    assert (await api.post(path, WINDOW)).json() == response.json()
    told = await status(api, where + made)
    assert list(told) == [
        key, "status", "from", "to", "created_at", "started_at", "ended_at", "progress", "reason", "result"
    ]  # fmt: skip
    assert (told[key], told["status"], told["from"], told["to"]) == (made, "queued", *WINDOW.values())
    assert (told["started_at"], told["ended_at"], told["reason"], told["result"]) == (None, None, None, None)
    assert await run_next(api.database, organization, KINDS, Terms(), "w")
    told = await status(api, where + made)
    assert (told["status"], told["progress"], told["reason"]) == ("succeeded", 1, None)
    assert told["result"]
    later = (await api.post(path, WINDOW)).json()[key]
    assert later != made
    assert await run_next(api.database, organization, KINDS, Terms(), "w")
    assert (await status(api, where + later))["status"] == "succeeded"


@pytest.mark.parametrize(("path", "key", "prefix", "where"), JOBS)
async def test_without_a_body_it_is_the_last_day(api: Api, path: str, key: str, prefix: str, where: str) -> None:
    async with api.client() as client:
        made = (await client.post(path)).json()[key]
    told = await status(api, where + made)
    assert span(told) == 24 * HOUR
    assert made.startswith(prefix)


def span(told: Any) -> int:
    """The length of a job's window in microseconds."""
    return Instant.parse(told["to"]) - Instant.parse(told["from"])


async def test_a_job_of_another_kind_is_not_there(api: Api) -> None:
    rollup = (await api.post(JOBS[0][0], WINDOW)).json()["rollup_id"]
    detection = (await api.post(JOBS[1][0], WINDOW)).json()["job_id"]
    assert (await api.get(JOBS[0][3] + detection)).status_code == 404
    assert (await api.get(JOBS[1][3] + rollup)).status_code == 404


async def test_figures_are_the_same_before_and_after_a_rollup(api: Api, organization: str) -> None:
    await write(api.database, organization, one_session())
    paths = ("/v1/mcp/analytics/summary", "/v1/mcp/analytics/tools", "/v1/analytics/nhi-observability")
    day = {"from": rfc3339(20_573 * 24 * HOUR), "to": rfc3339(20_574 * 24 * HOUR)}
    before = [(await api.get(path, **day)).json() for path in paths]
    await api.post(JOBS[0][0], WINDOW)
    assert await run_next(api.database, organization, KINDS, Terms(), "w")
    assert [(await api.get(path, **day)).json() for path in paths] == before
    assert before[0]["totals"]["tool_calls"] == 3
