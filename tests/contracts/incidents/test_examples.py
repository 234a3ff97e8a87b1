"""Each example of the document is what a store answers. No store gives all of them: the total is 14, the version's 12."""

from typing import Any

import pytest

from gateway.rest.incidents.api import ROUTES
from storage.nouns.incident import IncidentState
from storage.nouns.record import Instant, Record
from storage.writing.writer import write
from tests.contracts.conftest import Api
from tests.contracts.incidents.records import AT, DAY, deployed, incident, instance, task

KEY = "invoice-process"
MODEL = "finance/invoice-process"
VERSION = {"processKey": KEY, "version": 1}


def _instances(count: int, version: int = 1) -> list[Record]:
    return [instance(f"v{version}-{number}", MODEL, version) for number in range(count)]


def _incidents(count: int, version: int = 1, **values: Any) -> list[Record]:
    return [incident(f"i{version}-{number}", f"v{version}-{number}", "Task_Review", **values) for number in range(count)]


def _errors(count: int) -> list[Record]:
    return [task(f"e{number}", f"v1-{number}", "Start_Failed", type_="errorStartEvent") for number in range(count)]


def heatmap() -> list[Record]:
    """Two resolved incidents at an activity that was started 45 times."""
    tasks = [task(f"t{number}", f"v1-{number}", "Task_Review") for number in range(45)]
    return [*_instances(45), *tasks, *_incidents(2, state=IncidentState.RESOLVED, ended_at=Instant(AT + DAY))]


def versions() -> list[Record]:
    """Two versions."""
    return [*deployed(MODEL, 2), *_instances(500), *_instances(320, 2), *_incidents(12), *_incidents(4, 2), *_errors(1)]


def table() -> list[Record]:
    """One incident, resolved after an hour."""
    created = 1_715_612_400_000_000
    values = {"activity_name": "Approve Invoice", "ended_at": Instant(created + 3_600_000_000), "state": IncidentState.RESOLVED}
    return [instance("proc-inst-abc", MODEL, 1), incident("i", "proc-inst-abc", "Task_Approve", created, **values)]


def days() -> list[Record]:
    """Three incidents on the first of January 2024."""
    first = 1_704_067_200_000_000
    times = (first, first + 1, first + DAY - 1)
    return [*_instances(3), *(incident(f"i{number}", f"v1-{number}", "A", time) for number, time in enumerate(times))]


def totals() -> list[Record]:
    """Fourteen incidents and three executions of error start events."""
    return [*_instances(14), *_incidents(14), *_errors(3)]


STORES = {
    "heatmap": (heatmap, VERSION),
    "incident-version-graph": (versions, {"processKey": KEY}),
    "incidents-table": (table, {**VERSION, "minResults": 0, "maxResults": 10}),
    "incidents-graph": (days, VERSION),
    "total-counts": (totals, VERSION),
}


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.path)
async def test_an_example_of_the_document_is_what_is_answered(licensed: Api, organization: str, route: Any) -> None:
    records, query = STORES[route.path.removeprefix("/incidents/")]
    await write(licensed.database, organization, [*deployed(MODEL, 1), *records()])
    response = await licensed.get(route.path, **query)
    assert (response.status_code, response.headers["content-type"]) == (200, "application/json")
    assert response.json() == route.example
    assert [list(row) for row in _rows(response.json())] == [list(row) for row in _rows(route.example)]


def _rows(body: Any) -> list[dict[str, Any]]:
    return body if isinstance(body, list) else [body]


async def test_the_curl_of_the_document(licensed: Api, organization: str) -> None:
    await write(licensed.database, organization, [*deployed(MODEL, 1), *totals()])
    window = {"startDate": "2026-01-01T00:00:00Z", "endDate": "2026-01-31T23:59:59Z"}
    response = await licensed.get("/incidents/total-counts", **VERSION, **window)
    assert response.json() == {"totalIncidents": 14, "totalExceptions": 3}


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.path)
async def test_what_was_not_deployed(licensed: Api, organization: str, route: Any) -> None:
    await write(licensed.database, organization, [*deployed(MODEL, 1), *deployed("other/model", 2)])
    _, query = STORES[route.path.removeprefix("/incidents/")]
    for unknown in ({"processKey": "none"}, {"version": 2}, {"version": -1}, {"processKey": MODEL}):
        if "version" in unknown and "version" not in query:
            continue
        response = await licensed.get(route.path, **{**query, **unknown})
        assert (response.status_code, response.content) == (200, b"null" if "version" in query else b"[]")


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.path)
async def test_a_deployment_without_incidents(licensed: Api, organization: str, route: Any) -> None:
    await write(licensed.database, organization, deployed(MODEL, 1))
    name = route.path.removeprefix("/incidents/")
    empty: dict[str, Any] = {
        "incident-version-graph": [{"version": 1, "processInstanceCount": 0, "incidentCount": 0, "errorStartEventCount": 0}],
        "total-counts": {"totalIncidents": 0, "totalExceptions": 0},
    }
    response = await licensed.get(route.path, **STORES[name][1])
    assert response.json() == empty.get(name, [])
