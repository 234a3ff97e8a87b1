"""Validates the parameters and body of a request; errors name each field."""

import re
from contextlib import suppress
from urllib.parse import parse_qsl

import msgspec
import orjson
from pydantic import BaseModel, ValidationError

from gateway.body import require_decodable
from gateway.http_request import HttpRequest
from gateway.rest.api import Problem, Unprocessable
from gateway.rest.route import AnyRoute, Nothing

LONG_INTEGER = re.compile(rb"[0-9]{19}")
CACHE_BUSTER = "_"
"""A parameter that clients such as jQuery send to bypass caches. It is ignored."""


def valid_query(route: AnyRoute, request: HttpRequest) -> BaseModel:
    """The query parameters. Raises Unprocessable for unknown, repeated, missing and malformed ones."""
    try:
        text = request.query_string.decode("ascii")
        pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=200)
    except ValueError:
        raise Unprocessable([Problem(("query",), "the query string is not valid UTF-8", "value_error")]) from None
    pairs = [pair for pair in pairs if pair[0] != CACHE_BUSTER]
    names = [name for name, _ in pairs]
    doubled = sorted({name for name in names if names.count(name) > 1})
    if doubled:
        raise Unprocessable([Problem(("query", name), "sent more than once", "value_error") for name in doubled])
    return _validated(route.query, dict(pairs), "query")


def valid_body(route: AnyRoute, content: bytes) -> BaseModel | None:
    """The JSON body. Raises Unprocessable if it is not JSON or does not validate, RequestTooLarge if it has too many objects."""
    if route.body is None:
        return None
    if not content.strip() and route.body_optional:
        return _validated(route.body, {}, "body")
    try:
        value = _decoded(content)
    except orjson.JSONDecodeError as error:
        raise Unprocessable([Problem(("body", error.pos), f"not valid JSON: {error.msg}", "json_invalid")]) from None
    return _validated(route.body, value, "body")


def _decoded(content: bytes) -> object:
    """The value of a JSON text. orjson reads integers of more than 64 bits as floats: msgspec keeps their digits."""
    require_decodable(content)
    value: object = orjson.loads(content)
    if LONG_INTEGER.search(content):
        with suppress(msgspec.DecodeError, RecursionError):  # for what it cannot read, the float is used
            value = msgspec.json.decode(content)
    return value


def _validated(model: type[BaseModel], value: object, place: str) -> BaseModel:
    if model is Nothing and value == {}:
        return _NOTHING
    try:
        return model.model_validate(value)
    except ValidationError as error:
        raise Unprocessable(_problems(error, place)) from None


def _problems(error: ValidationError, place: str) -> list[Problem]:
    found = error.errors(include_url=False, include_context=False, include_input=False)
    return [Problem((place, *each["loc"]), each["msg"].removeprefix("Value error, "), each["type"]) for each in found[:25]]


_NOTHING = Nothing()
