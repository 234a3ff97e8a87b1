"""OpenAPI 3.1 of the REST routes, generated from the declarations that serve them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from http import HTTPStatus
from importlib.metadata import version
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import JsonSchemaMode

from gateway.auth.login_openapi import LOGIN, LOGIN_TAG, SESSION_SECURITY
from gateway.rest.api import Api
from gateway.rest.route import JSON, AnyRoute, Nothing

Schema = dict[str, Any]
"""A part of an OpenAPI document: JSON of a known shape, a JSON schema among others."""

REFERENCE = "#/components/schemas/{model}"
BINARY = {"type": "string", "format": "binary"}
OF_BODIES = frozenset({413, 415})
"""Error statuses that only a request with a body can have."""
TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
RATE_HEADERS = {
    "X-RateLimit-Limit": {"description": "Maximum number of requests per minute.", "schema": COUNT},
    "X-RateLimit-Remaining": {"description": "Number of requests left in this minute.", "schema": COUNT},
    "X-RateLimit-Reset": {"description": "End of this minute, in seconds since 1970.", "schema": COUNT},
}
OF_STATUS: dict[int, Schema] = {
    401: {"WWW-Authenticate": {"description": "How to authenticate.", "schema": TEXT}},
    429: {"Retry-After": {"description": "Seconds to wait before the next attempt.", "schema": COUNT}},
}


class Schemas:
    """The JSON schemas of all parameters, bodies and answers, by key; schema names are unique over all APIs."""

    def __init__(self, types: Sequence[tuple[str, JsonSchemaMode, Any]]) -> None:
        request = [(key, mode, TypeAdapter(each)) for key, mode, each in types]
        found, definitions = TypeAdapter.json_schemas(request, ref_template=REFERENCE)
        self._of = {key: schema for (key, _), schema in found.items()}
        self.definitions: Schema = definitions.get("$defs", {})

    def of(self, key: str) -> Schema | None:
        """The schema for a key, usually a reference; None if there is none."""
        return self._of.get(key)

    def resolved(self, key: str) -> Schema:
        """The schema for a key, with a top-level reference resolved."""
        schema = self._of[key]
        return self.definitions[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema


def openapi(apis: Sequence[Api]) -> Schema:
    """The OpenAPI document of these APIs."""
    types: list[tuple[str, JsonSchemaMode, Any]] = []
    for api in apis:
        types += [(f"{api.name} {status}", "serialization", error) for status, error in api.errors.items()]
        for route in api.routes:
            types += _types(api, route)
    schemas = Schemas(types)
    paths: dict[str, Schema] = {}
    for api in apis:
        for route in api.routes:
            paths.setdefault(spelled(route.path), {})[route.method.lower()] = _operation(api, route, schemas)
    paths |= LOGIN
    only = apis[0] if len(apis) == 1 else None
    return {
        "openapi": "3.1.0",
        "info": {
            "title": only.title if only else "Pentagraph REST APIs",
            "version": version("pentagraph"),
            "description": only.description if only else "\n\n".join(f"**{each.title}.** {each.description}" for each in apis),
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
            "contact": {"name": "The operator of this server"},
        },
        "servers": [{"url": "/", "description": "This server."}],
        "tags": [*({"name": api.name, "description": api.title} for api in apis), LOGIN_TAG],
        "paths": paths,
        "components": {
            "schemas": _reached(paths, schemas.definitions),
            "securitySchemes": {f"{api.name}-{name}": dict(scheme) for api in apis for name, scheme in api.security.items()}
            | SESSION_SECURITY,
        },
    }


def _reached(paths: object, definitions: Mapping[str, Schema]) -> Schema:
    """The schemas that the paths reference, directly or indirectly. Schemas of query parameters are inline instead."""
    reached: set[str] = set()
    waiting = list(_references(paths))
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += _references(definitions[name])
    return {name: schema for name, schema in definitions.items() if name in reached}


def _references(part: object) -> Iterator[str]:
    if isinstance(part, list):
        for each in part:
            yield from _references(each)
    elif isinstance(part, Mapping):
        for name, each in part.items():
            if name == "$ref":
                yield each.rpartition("/")[2]
            elif name not in ("example", "examples"):
                yield from _references(each)


def _key(api: Api, route: AnyRoute, part: str) -> str:
    return f"{api.name} {route.method} {route.path} {part}"


def _types(api: Api, route: AnyRoute) -> list[tuple[str, JsonSchemaMode, Any]]:
    found: list[tuple[str, JsonSchemaMode, Any]] = []
    if route.query is not Nothing:
        found.append((_key(api, route, "query"), "validation", route.query))
    if route.body is not None:
        found.append((_key(api, route, "body"), "validation", route.body))
    if route.answer is not None:
        found.append((_key(api, route, "answer"), "serialization", route.answer))
    return found


def _operation(api: Api, route: AnyRoute, schemas: Schemas) -> Schema:
    operation: Schema = {
        "operationId": _id(route),
        "summary": route.summary,
        "description": route.description or route.summary,
        "tags": [api.name],
        "security": [{f"{api.name}-{name}": []} for name in api.security],
        "parameters": [*_path_parameters(route), *_query_parameters(api, route, schemas)],
        "responses": _responses(api, route, schemas),
    }
    if route.body is not None:
        content: Schema = {"schema": schemas.of(_key(api, route, "body"))}
        operation["requestBody"] = {"required": not route.body_optional, "content": {JSON: content}}
    return operation


def spelled(path: str) -> str:
    """A path in OpenAPI's form, without the types of its parameters."""
    return re.sub(r"{(\w+):\w+}", r"{\1}", path)


def _id(route: AnyRoute) -> str:
    words: list[str] = re.findall(r"[A-Za-z0-9]+", f"{route.method.lower()} {spelled(route.path)}")
    first, *rest = words
    return "".join([first, *(word[:1].upper() + word[1:] for word in rest)])


def _path_parameters(route: AnyRoute) -> list[Schema]:
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "description": route.path_says.get(name, f"The {name.replace('_', ' ')}."),
            "schema": {"type": "string", "minLength": 1},
            **({"example": route.path_examples[name]} if name in route.path_examples else {}),
        }
        for name in re.findall(r"{(\w+)}", spelled(route.path))
    ]


def _query_parameters(api: Api, route: AnyRoute, schemas: Schemas) -> list[Schema]:
    if route.query is Nothing:
        return []
    schema = schemas.resolved(_key(api, route, "query"))
    parameters = []
    for name, each in schema.get("properties", {}).items():
        constraints = {word: value for word, value in each.items() if word not in ("title", "description", "default", "examples")}
        parameter = {
            "name": name,
            "in": "query",
            "required": name in schema.get("required", []),
            "description": each.get("description", name),
            "schema": _without_null(constraints) | ({"default": each["default"]} if each.get("default") is not None else {}),
        }
        if each.get("examples"):
            parameter["example"] = each["examples"][0]
        parameters.append(parameter)
    return parameters


def _without_null(schema: Schema) -> Schema:
    """Removes null from a schema: query parameters are omitted, never null."""
    kinds = [kind for kind in schema.get("anyOf", []) if kind != {"type": "null"}]
    if len(kinds) == 1:
        return {**{word: value for word, value in schema.items() if word != "anyOf"}, **kinds[0]}
    return schema


def _responses(api: Api, route: AnyRoute, schemas: Schemas) -> Schema:
    content: Schema = {"schema": BINARY if route.media != JSON else {}}
    if route.answer is not None:
        content["schema"] = schemas.of(_key(api, route, "answer"))
    if route.example is not None:
        content["example"] = route.example
    found: Schema = {str(route.status): _response(api, route.status, {route.media: content})}
    for status in sorted({*filter(partial(_occurs, route), api.errors), *route.refusals}):
        error = schemas.of(f"{api.name} {status}")
        found[str(status)] = _response(api, status, {} if error is None else {JSON: {"schema": error}})
    return found


def _occurs(route: AnyRoute, status: int) -> bool:
    """Whether this route can return the error status."""
    if status in OF_BODIES:
        return route.body is not None
    return status != 404 or "{" in route.path


def _response(api: Api, status: int, content: Mapping[str, Schema]) -> Schema:
    headers = {
        **OF_STATUS.get(status, {}),
        **(RATE_HEADERS if api.rate_headers else {}),
        **{name: {"description": says, "schema": TEXT} for name, says in api.header_says.items()},
    }
    response: Schema = {"description": HTTPStatus(status).phrase}
    return response | ({"headers": headers} if headers else {}) | ({"content": dict(content)} if content else {})
