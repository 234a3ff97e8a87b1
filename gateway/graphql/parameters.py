"""Reads the parameters of a GraphQL request from a JSON body or a query string, and checks their types."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import parse_qsl

import orjson

from gateway.body import require_decodable
from gateway.http_errors import MalformedRequest

Kind = TypeVar("Kind", str, dict[str, object])

NAMES = ("query", "operationName", "variables", "extensions", "documentId")


@dataclass(frozen=True, slots=True)
class Parameters:
    """The parameters of a request. None: missing or null."""

    query: str | None
    operation_name: str | None
    variables: dict[str, object] | None
    extensions: dict[str, object] | None
    document_id: str | None


def parameters_of_body(body: bytes) -> Parameters:
    """Reads a JSON object; unknown keys are ignored, as the specification requires."""
    value = _json(body, "The body")
    if isinstance(value, list):
        raise MalformedRequest("Batches are not supported; send one operation per request, as a JSON object.")
    if not isinstance(value, dict):
        raise MalformedRequest(f"The body must be a JSON object with a `query`, not {_kind(value)}.")
    return _checked(value)


def parameters_of_query_string(text: bytes) -> Parameters:
    """Reads a query string; `variables` and `extensions` are JSON."""
    try:
        pairs = parse_qsl(text.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=100)
    except ValueError as error:
        raise MalformedRequest("The query string must be percent-encoded UTF-8 with at most 100 parameters.") from error
    texts: dict[str, str] = {}
    for name, content in pairs:
        if name in texts and name in NAMES:
            raise MalformedRequest(f"The parameter `{name}` was sent more than once.")
        texts[name] = content
    value: dict[str, object] = dict(texts)
    for name in ("variables", "extensions"):
        if name in texts:
            value[name] = _json(texts[name], f"The parameter `{name}`") if texts[name] else None
    return _checked(value)


def _checked(value: Mapping[str, object]) -> Parameters:
    return Parameters(
        query=_of(str, value, "query"),
        operation_name=_of(str, value, "operationName") or None,
        variables=_of(dict, value, "variables"),
        extensions=_of(dict, value, "extensions"),
        document_id=_of(str, value, "documentId"),
    )


def _of(kind: type[Kind], value: Mapping[str, object], name: str) -> Kind | None:
    found = value.get(name)
    if found is not None and not isinstance(found, kind):
        raise MalformedRequest(f"`{name}` must be {'a string' if kind is str else 'a JSON object'}, not {_kind(found)}.")
    return found


def _json(text: bytes | str, place: str) -> object:
    require_decodable(text if isinstance(text, bytes) else text.encode())
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise MalformedRequest(f"{place} is not valid JSON in UTF-8: {error}.") from error


def _kind(value: object) -> str:
    names = {type(None): "null", bool: "a boolean", int: "a number", float: "a number", str: "a string", list: "a list"}
    return names.get(type(value), "an object")
