"""OpenAPI 3.1 of the REST routes, made of the same declarations that answer them."""

import re
from collections.abc import Sequence
from http import HTTPStatus
from importlib.metadata import version
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import JsonSchemaMode

from gateway.rest.family import Family
from gateway.rest.route import JSON, Nothing, Route

REFERENCE = "#/components/schemas/{model}"
BINARY = {"type": "string", "format": "binary"}


class Schemas:
    """The JSON schemas of everything that is asked and answered, by what it is of; names are unique over all families."""

    def __init__(self, types: Sequence[tuple[str, JsonSchemaMode, Any]]) -> None:
        asked = [(key, mode, TypeAdapter(each)) for key, mode, each in types]
        found, definitions = TypeAdapter.json_schemas(asked, ref_template=REFERENCE)
        self._of = {key: schema for (key, _), schema in found.items()}
        self.definitions: dict[str, Any] = definitions.get("$defs", {})

    def of(self, key: str) -> dict[str, Any] | None:
        """The schema of a part, mostly a reference; None where it has none."""
        return self._of.get(key)

    def resolved(self, key: str) -> dict[str, Any]:
        """The schema itself."""
        schema = self._of[key]
        return self.definitions[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema


def openapi(families: Sequence[Family]) -> dict[str, Any]:
    """The description of some families, as one document."""
    types: list[tuple[str, JsonSchemaMode, Any]] = []
    for family in families:
        types += [(f"{family.name} {status}", "serialization", error) for status, error in family.errors.items()]
        for route in family.routes:
            types += _types(family, route)
    schemas = Schemas(types)
    paths: dict[str, dict[str, Any]] = {}
    for family in families:
        for route in family.routes:
            path = re.sub(r"{(\w+):\w+}", r"{\1}", route.path)
            paths.setdefault(path, {})[route.method.lower()] = _operation(family, route, schemas)
    title = families[0].title if len(families) == 1 else "Pentagraph: the REST APIs"
    return {
        "openapi": "3.1.0",
        "info": {
            "title": title,
            "version": version("pentagraph"),
            "description": "\n\n".join(f"**{family.title}.** {family.description}" for family in families),
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
            "contact": {"name": "The operator of this server", "url": "/"},
        },
        "servers": [{"url": "/", "description": "This server."}],
        "tags": [{"name": family.name, "description": family.title} for family in families],
        "paths": paths,
        "components": {
            "schemas": schemas.definitions,
            "securitySchemes": {
                f"{family.name}-{name}": dict(scheme) for family in families for name, scheme in family.security.items()
            },
        },
    }


def _key(family: Family, route: Route, part: str) -> str:
    return f"{family.name} {route.method} {route.path} {part}"


def _types(family: Family, route: Route) -> list[tuple[str, JsonSchemaMode, Any]]:
    found: list[tuple[str, JsonSchemaMode, Any]] = []
    if route.query is not Nothing:
        found.append((_key(family, route, "query"), "validation", route.query))
    if route.body is not None:
        found.append((_key(family, route, "body"), "validation", route.body))
    if route.answer is not None:
        found.append((_key(family, route, "answer"), "serialization", route.answer))
    return found


def _operation(family: Family, route: Route, schemas: Schemas) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": _id(route),
        "summary": route.summary,
        "description": route.description or route.summary,
        "tags": [family.name],
        "security": [{f"{family.name}-{name}": []} for name in family.security],
        "parameters": [*_path_parameters(route), *_query_parameters(family, route, schemas)],
        "responses": _responses(family, route, schemas),
    }
    if route.body is not None:
        content: dict[str, Any] = {"schema": schemas.of(_key(family, route, "body"))}
        operation["requestBody"] = {"required": not route.body_optional, "content": {JSON: content}}
    return operation


def _id(route: Route) -> str:
    words: list[str] = re.findall(r"[A-Za-z0-9]+", f"{route.method.lower()} {route.path}")
    first, *rest = words
    return "".join([first, *(word[:1].upper() + word[1:] for word in rest)])


def _path_parameters(route: Route) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "description": route.path_says.get(name, f"The {name.replace('_', ' ')}."),
            "schema": {"type": "string", "minLength": 1},
            **({"example": route.path_examples[name]} if name in route.path_examples else {}),
        }
        for name in re.findall(r"{(\w+)(?::\w+)?}", route.path)
    ]


def _query_parameters(family: Family, route: Route, schemas: Schemas) -> list[dict[str, Any]]:
    if route.query is Nothing:
        return []
    schema = schemas.resolved(_key(family, route, "query"))
    parameters = []
    for name, each in schema.get("properties", {}).items():
        told = {word: value for word, value in each.items() if word not in ("title", "description", "default", "examples")}
        parameter = {
            "name": name,
            "in": "query",
            "required": name in schema.get("required", []),
            "description": each.get("description", name),
            "schema": _without_null(told) | ({"default": each["default"]} if each.get("default") is not None else {}),
        }
        if each.get("examples"):
            parameter["example"] = each["examples"][0]
        parameters.append(parameter)
    return parameters


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """A query parameter is left out, never null."""
    kinds = [kind for kind in schema.get("anyOf", []) if kind != {"type": "null"}]
    if len(kinds) == 1:
        return {**{word: value for word, value in schema.items() if word != "anyOf"}, **kinds[0]}
    return schema


def _responses(family: Family, route: Route, schemas: Schemas) -> dict[str, Any]:
    content: dict[str, Any] = {"schema": BINARY if route.media != JSON else {}}
    if route.answer is not None:
        content["schema"] = schemas.of(_key(family, route, "answer"))
    if route.example is not None:
        content["example"] = route.example
    found: dict[str, Any] = {
        str(route.status): {"description": HTTPStatus(route.status).phrase, "content": {route.media: content}}
    }
    for status in sorted({*family.errors, *route.refusals}):
        error = schemas.of(f"{family.name} {status}")
        body = {"content": {JSON: {"schema": error}}} if error is not None else {}
        found[str(status)] = {"description": HTTPStatus(status).phrase, **body}
    return found
