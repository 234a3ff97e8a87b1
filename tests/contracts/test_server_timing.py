"""`Server-Timing` of REST responses: every stage of a request in order, and the total."""

import re

import httpx
import pytest

from gateway.rest.application import STAGES
from tests.contracts.conftest import Api

pytestmark = pytest.mark.anyio

RUNS = "/analytics/org/acme/flows/invoice-matching"


def timing(response: httpx.Response) -> dict[str, float]:
    """Milliseconds by stage."""
    entries = [entry.split(";dur=") for entry in response.headers["server-timing"].split(", ")]
    assert all(re.fullmatch(r"\d+\.\d{3}", duration) for _, duration in entries)
    return {stage: float(duration) for stage, duration in entries}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", RUNS),
        ("GET", "/v1/analytics/governance/summary"),
        ("GET", "/v1/analytics/nhi-risk"),
        ("POST", "/api/analytics/batch"),
        ("POST", "/analytics/api/v1/overview/%25"),
        ("POST", "/analytics/api/v1/export/%25"),
    ],
)
async def test_a_response_reports_the_time_of_every_stage_in_order(filled: Api, method: str, path: str) -> None:
    async with filled.client() as client:
        response = await client.request(method, path)
    spent = timing(response)
    assert response.status_code == 200
    assert tuple(spent) == (*STAGES, "total")
    assert all(spent[stage] > 0 for stage in STAGES)
    assert sum(spent[stage] for stage in STAGES) <= spent["total"] + 0.01


async def test_an_error_response_reports_the_stages_before_the_failure(filled: Api) -> None:
    spent = timing(await filled.get(RUNS, page=-1))
    assert spent["route"] > 0
    assert spent["authenticate"] > 0
    assert spent["run"] == spent["shape"] == 0


async def test_a_path_that_is_no_route_reports_the_total(filled: Api) -> None:
    spent = timing(await filled.get("/v1/nothing"))
    assert spent.pop("total") > 0
    assert set(spent.values()) == {0}
