"""Walks an OTLP request of any signal (opentelemetry-proto 1), as protobuf or as JSON: resources, scopes, and their parts.

A part is a span or a log record.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from storage.ingest.otlp_portions import LARGEST_PART, TOO_LARGE, parts_of
from storage.ingest.otlp_values import Members, RefusedPart, as_json, broken, elements, json_pairs, pairs, request_of
from storage.ingest.reader import Items, Notice, guarded, misshapen
from storage.nouns.record import Refused

if TYPE_CHECKING:
    from google.protobuf.message import Message

M = TypeVar("M", bound="Message")
T = TypeVar("T")

OF_RESOURCE: Mapping[str, str] = {"resource": "an object"}
"""Shapes of members, see `misshapen`."""

MOST_BODY_BYTES = 4_000_000
"""Bytes of all refused parts of a request that are kept: each has its whole resource with it."""


class _Bodies:
    """The bodies of refused parts of one request."""

    def __init__(self) -> None:
        self._left = MOST_BODY_BYTES

    def keep(self, found: T, make: Callable[[], bytes]) -> T:
        """Gives a refused part its body, if there is room."""
        if isinstance(found, RefusedPart) and self._left > 0:
            found.body = make()
            self._left -= len(found.body)
        return found


def records_of_parts(place: str, name: str, sent: Iterable[T | Refused | Notice], read: Callable[[str, T], Items]) -> Items:
    """What `read` makes of each part, given its place; Broken for one that is refused. `name` is that of a part."""
    for number, part in enumerate(sent, 1):
        if isinstance(part, Notice):
            yield part
        elif isinstance(part, Refused):
            yield broken(f"{place}: {name} {number}", part)
        else:
            where = f"{place}: {name} {number}"
            yield from guarded(where, read(where, part))


def of_protobuf(body: bytes, kind: type[M], members: Members, make: Callable[[M, Mapping[str, Any]], T]) -> Iterator[T | Refused]:
    """What `make` makes of each part and the attributes of its resource; Refused for a part that is too large.

    Raises ValueError or DecodeError if the whole is no such request, LimitExceeded if it has too many parts.
    """
    # Imported here: every command reads formats, and none of them protobuf.
    from opentelemetry.proto.resource.v1.resource_pb2 import Resource

    bodies = _Bodies()
    for of_resource in parts_of(body):
        if len(of_resource.resource) > LARGEST_PART:
            yield from (Refused(TOO_LARGE, field="resource") for _ in of_resource.parts)
            continue
        resource = Resource.FromString(of_resource.resource)
        attributes = pairs(resource.attributes)
        for part in of_resource.parts:
            if len(part) > LARGEST_PART:
                yield Refused(TOO_LARGE)
                continue
            message = kind.FromString(bytes(part))
            yield bodies.keep(make(message, attributes), partial(_request_of, members, resource, message))


def _request_of(members: Members, resource: "Message", message: "Message") -> bytes:
    return request_of(members, as_json(resource), as_json(message))


def of_json(
    request: object, members: Members, make: Callable[[Mapping[str, Any], Mapping[str, Any]], tuple[T, list[Notice]]]
) -> Iterator[T | Refused | Notice]:
    """What `make` makes of each part and the attributes of its resource, what is left out, and why something is refused."""
    bodies = _Bodies()
    outer, scopes, inner = members
    for of_resource in elements(request, outer):
        if isinstance(of_resource, Refused):
            yield of_resource
            continue
        yield from misshapen(of_resource, OF_RESOURCE, "resources of spans or logs")
        resource, notices = json_pairs(of_resource.get("resource"))
        yield from notices
        for of_scope in elements(of_resource, scopes):
            if isinstance(of_scope, Refused):
                yield of_scope
                continue
            for part in elements(of_scope, inner):
                if isinstance(part, Refused):
                    yield part
                    continue
                found, notices = make(part, resource)
                yield from notices
                yield bodies.keep(found, partial(request_of, members, of_resource.get("resource"), part))
