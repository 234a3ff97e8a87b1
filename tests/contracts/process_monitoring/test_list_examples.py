"""Every example of a list that OpenAPI shows is what a store answers."""

import pytest

from gateway.rest.process_monitoring.lists import LISTS
from gateway.rest.route import Route
from tests.contracts.conftest import Api
from tests.contracts.process_monitoring.example_store import WINDOW, path_of


@pytest.mark.parametrize("route", LISTS, ids=lambda route: route.path)
async def test_an_example_of_a_list_is_what_is_answered(examples: Api, route: Route) -> None:
    response = await examples.post(path_of(route), WINDOW)
    assert (response.status_code, response.headers["content-type"]) == (200, "application/json")
    assert response.json() == route.example
