"""The OpenAPI documents: valid, the same operations as the routes, with the documents' examples and every refusal."""

import re
from typing import Any

import pytest
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from gateway.rest.api import Api
from gateway.rest.apis import APIS
from gateway.rest.openapi import openapi, spelled
from gateway.rest.route import JSON, Route

pytestmark = pytest.mark.slow

ROUTES = [(rest_api, route) for rest_api in APIS for route in rest_api.routes]
LOGIN = {("/token", "post"), ("/session", "post"), ("/session", "delete")}


@pytest.fixture(scope="module")
def everything() -> dict[str, Any]:
    """The document of all APIs."""
    return openapi(APIS)


def operation(document: dict[str, Any], route: Route) -> Any:
    """The operation of a route."""
    return document["paths"][spelled(route.path)][route.method.lower()]


@pytest.mark.slow
def test_the_document_of_all_apis_is_valid(everything: dict[str, Any]) -> None:
    OpenAPIV31SpecValidator(everything).validate()
    assert everything["openapi"].startswith("3.1")


@pytest.mark.parametrize("rest_api", APIS, ids=lambda rest_api: rest_api.name)
def test_the_document_of_an_api_is_valid_and_holds_its_routes(rest_api: Api) -> None:
    document = openapi((rest_api,))
    OpenAPIV31SpecValidator(document).validate()
    told = {(path, method) for path, item in document["paths"].items() for method in item}
    assert told - LOGIN == {(spelled(route.path), route.method.lower()) for route in rest_api.routes}
    assert document["info"]["title"] == rest_api.title


def test_every_operation_has_an_id_of_its_own_and_types_have_plain_names(everything: dict[str, Any]) -> None:
    ids = [each["operationId"] for item in everything["paths"].values() for each in item.values()]
    assert len(ids) == len(set(ids)) == len(ROUTES) + len(LOGIN)
    assert [name for name in everything["components"]["schemas"] if not re.fullmatch(r"[A-Za-z0-9]+", name)] == []


@pytest.mark.parametrize(("rest_api", "route"), ROUTES, ids=[route.method + route.path for _, route in ROUTES])
def test_a_route_is_described_in_full(everything: dict[str, Any], rest_api: Api, route: Route) -> None:
    told = operation(everything, route)
    assert told["summary"]
    assert told["security"]
    assert all(each["description"] for each in told["parameters"])
    answer = told["responses"][str(route.status)]["content"][route.media]
    assert answer["schema"] != {}
    if route.media == JSON:
        assert answer["example"] == route.example
        OAS31Validator({**answer["schema"], "components": everything["components"]}).validate(answer["example"])
    refusals = {status: told["responses"][status] for status in told["responses"] if not status.startswith("2")}
    assert {"401", "403", "429", "503"} <= refusals.keys()
    assert all(each["content"][JSON]["schema"] for each in refusals.values())
    assert "Retry-After" in refusals["429"]["headers"]
    assert "WWW-Authenticate" in refusals["401"]["headers"]
    assert ("415" in refusals) <= (route.body is not None)


def test_the_password_flow_names_its_address(everything: dict[str, Any]) -> None:
    flow = everything["components"]["securitySchemes"]["flow-runs-oauth2"]["flows"]["password"]
    form = everything["paths"][flow["tokenUrl"]]["post"]["requestBody"]["content"]["application/x-www-form-urlencoded"]
    assert set(form["schema"]["required"]) == {"grant_type", "username", "password"}


async def test_the_documents_are_served(api: Any, everything: dict[str, Any]) -> None:
    async with api.client(key="") as client:
        assert (await client.get("/openapi.json")).json() == everything
        for rest_api in APIS:
            assert (await client.get(f"/openapi/{rest_api.name}.json")).json() == openapi((rest_api,))
            assert (await client.get(f"/docs/{rest_api.name}")).headers["content-type"].startswith("text/html")
        assert "/openapi/process-monitoring.json" in (await client.get("/analytics/docs")).text
