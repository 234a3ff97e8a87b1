"""Every example that OpenAPI shows is what a store answers; the document has examples of requests only, and they are sent."""

from typing import Any

import pytest

from gateway.rest.process_monitoring.examples import QUESTION
from gateway.rest.process_monitoring.statistics import STATISTICS
from gateway.rest.route import Route
from tests.contracts.conftest import Api
from tests.contracts.process_monitoring.example_store import WINDOW, path_of

OVERVIEW = "/analytics/api/v1/overview/finance:invoice-review"


@pytest.mark.parametrize("route", STATISTICS, ids=lambda route: route.path)
async def test_an_example_is_what_is_answered(examples: Api, route: Route) -> None:
    query: Any = {"bucket": "1d"} if "trends" in route.path else {}
    path = path_of(route)
    response = await (examples.get(path) if route.method == "GET" else examples.post(path, WINDOW, **query))
    assert (response.status_code, response.headers["content-type"]) == (200, "application/json")
    assert response.json() == route.example


async def test_the_example_request_of_the_document(examples: Api) -> None:
    async with examples.client(**{"SpiffWorkflow-Authentication-Identifier": "default"}) as client:
        response = await client.post(OVERVIEW, json={**QUESTION, "metadata": []})
    assert response.json()["total"] == 4
    assert (response.json()["start"], response.json()["end"]) == ("2026-05-01T00:00:00Z", "2026-05-27T23:59:59Z")


async def test_the_example_body_of_the_document_filters_by_metadata(examples: Api) -> None:
    assert (await examples.post(OVERVIEW, QUESTION)).json()["total"] == 2
