"""The routes are those of the five contracts: same paths, parameters, keys of bodies and answers, status codes and examples."""

from typing import Any

import pytest
from openapi_schema_validator import OAS31Validator

from gateway.rest.apis import APIS
from gateway.rest.openapi import openapi
from tests.contracts.contract import CONTRACTS, ENDPOINTS, Endpoint, plain

ROUTES = {(route.method, plain(route.path)): route for api in APIS for route in api.routes}
DOCUMENT = openapi(APIS)
OPERATIONS = {
    (method.upper(), plain(path)): operation for path, item in DOCUMENT["paths"].items() for method, operation in item.items()
}


def keys(schema: dict[str, Any]) -> list[str]:
    """The keys of what a schema describes: of an object, of the items of a list, of either if it may be null."""
    if "$ref" in schema:
        return keys(DOCUMENT["components"]["schemas"][schema["$ref"].rpartition("/")[2]])
    if "items" in schema:
        return keys(schema["items"])
    if "properties" in schema:
        return list(schema["properties"])
    several = schema.get("anyOf") or schema.get("oneOf") or ()
    return list(dict.fromkeys(key for each in several for key in keys(each)))


def test_every_api_has_a_contract_and_every_route_is_in_it() -> None:
    assert len(CONTRACTS) == len(APIS) == 5
    assert {endpoint.key for endpoint in ENDPOINTS} == set(ROUTES)
    assert len(ENDPOINTS) == sum(len(api.routes) for api in APIS)


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda endpoint: f"{endpoint.method} {endpoint.path}")
def test_an_endpoint_keeps_its_contract(endpoint: Endpoint) -> None:
    operation = OPERATIONS[endpoint.key]
    query = [each for each in operation["parameters"] if each["in"] == "query"]
    assert {each["name"] for each in query if each.get("required")} == set(endpoint.required)
    assert set(endpoint.optional) <= {each["name"] for each in query if not each.get("required")}
    if endpoint.body:
        assert keys(operation["requestBody"]["content"]["application/json"]["schema"]) == list(endpoint.body)
    else:
        assert "requestBody" not in operation
    assert {str(status) for status in (endpoint.status, *endpoint.errors)} <= operation["responses"].keys()
    answer = operation["responses"][str(endpoint.status)]["content"][endpoint.media]
    assert set(keys(answer["schema"])) >= set(endpoint.fields)
    if endpoint.example is not None:
        OAS31Validator({**answer["schema"], "components": DOCUMENT["components"]}).validate(endpoint.example)
