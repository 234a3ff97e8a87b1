"""Every time parameter of every route with the extremes of the calendar: an answer or a client error, never a failure."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from gateway.rest.api import Api as RestApi
from gateway.rest.apis import APIS
from gateway.rest.route import AnyRoute
from storage.accounts.license import PERPETUAL, license_until
from tests.contracts.conftest import Api

TIMES = (
    "0001-01-01", "0001-01-01T00:00:00+23:59", "1969-12-31T23:59:59.999999Z", "1970-01-01T00:00:00Z", "2026-02-30",
    "9999-12-31", "9999-12-31T23:59:59.999998Z", "9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999-23:59",
    "9999-12-31T24:00:00Z", "10000-01-01T00:00:00Z", "253402300800000",
)  # fmt: skip
NAMES = {"start": "end", "start_date": "end_date", "startDate": "endDate", "from": "to"}
"""Names of the starts of windows, and of their ends."""


def _starts(route: AnyRoute) -> tuple[bool, str] | None:
    """Whether the window is in the body, and the name of its start; None without one."""
    for model in (route.query, route.body):
        names = {} if model is None else {field.alias or name for name, field in model.model_fields.items()}
        for name in NAMES:
            if name in names:
                return model is route.body, name
    return None


def windowed() -> Iterator[Any]:
    """Every route with a window."""
    for each in APIS:
        for route in each.routes:
            found = _starts(route)
            if found is not None:
                yield pytest.param(each, route, *found, id=f"{route.method} {route.path}")


def test_the_five_apis_have_windows() -> None:
    assert len(list(windowed())) > 20


@pytest.mark.slow
@pytest.mark.parametrize(("rest", "route", "in_body", "start"), list(windowed()))
async def test_no_time_fails(api: Api, organization: str, rest: RestApi, route: AnyRoute, in_body: bool, start: str) -> None:
    await license_until(api.database, organization, PERPETUAL)
    path = re.sub(r"{[^}]*}", "%25", route.path.replace("{org_id}", organization).replace("models/{identifier}", "models/x"))
    needed = {"processKey": "x", "version": "1", "minResults": "0", "maxResults": "5"}
    fixed = {name: value for name, value in needed.items() if rest.name == "incidents"}
    async with api.client() as client:
        for time in TIMES:
            for window in ({start: time}, {NAMES[start]: time}, {start: time, NAMES[start]: time}):
                query = fixed if in_body else {**fixed, **window}
                body = window if in_body else {} if route.body is not None else None
                response = await client.request(route.method, path, params=query, json=body)
                assert response.status_code < 500 or rest.name == "incidents", (window, response.text)
                assert "Internal error" not in response.text, window


async def test_a_batch_at_the_end_of_the_calendar_names_the_buckets(api: Api) -> None:
    last = "9999-12-31T23:59:59.999999Z"
    for body in ({"start_date": last}, {"start_date": "9999-12-31", "end_date": last}):
        response = await api.post("/api/analytics/batch", body)
        detail = response.json()["detail"]
        assert (response.status_code, detail[0]["loc"]) == (422, ["body", "granularity"])
        assert "9999" in detail[0]["msg"]
    assert (await api.post("/api/analytics/batch", {"start_date": "9998-12-31"})).status_code == 200
