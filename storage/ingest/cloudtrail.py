"""Reads AWS CloudTrail events, one a line or as `{"Records": [...]}`: principals become identities, events their tool calls."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from storage.ingest.json_stream import values
from storage.ingest.ndjson import LONGEST_LINE
from storage.ingest.reader import NOT_AS_EXPECTED, Broken, Items, ReadOptions, as_document, attempt
from storage.ingest.source import Source, blocks_of_lines
from storage.nouns.nhi import Nhi
from storage.nouns.record import Instant, Refused
from storage.nouns.tool_call import ToolCall

DENIALS = re.compile(r"AccessDenied|Unauthorized|NotAuthorized|Forbidden", re.IGNORECASE)
"""Error codes by which a policy refuses a call; any other error is the call's own."""

WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")

WINDOW = 5_000
"""An identity is told once in so many events."""

BEGINNING = re.compile(rb'\s*\{\s*"Records"\s*:')


def read(source: Source, options: ReadOptions) -> Items:
    """The records of a source: an identity for each user, role or service, a tool call for each event."""
    told: set[str] = set()
    for number, (place, event) in enumerate(_events(source)):
        if isinstance(event, Broken):
            yield event
            continue
        if number % WINDOW == 0:
            told.clear()
        try:
            yield from _records(place, event, told, options.at)
        except Refused as refused:
            yield Broken(place, refused)
        except NOT_AS_EXPECTED:
            yield Broken(place, Refused("not a CloudTrail event"))


def _events(source: Source) -> Iterator[tuple[str, Any]]:
    with source.open() as stream:
        if BEGINNING.match(stream.peek(64)):
            try:
                for name, position, value in values(stream):
                    if name == "Records" and position is not None:
                        yield f"{source.name}: Records[{position}]", value
            except Refused as refused:
                yield source.name, Broken(source.name, refused)
            return
        for first, lines in blocks_of_lines(stream, LONGEST_LINE):
            for number, line in enumerate(lines, first):
                if line is None or line.strip():
                    place = f"{source.name}:{number}"
                    yield place, _decoded(place, line)


def _decoded(place: str, line: bytes | None) -> Any:
    if line is None:
        return Broken(place, Refused(f"the line is longer than {LONGEST_LINE:,} bytes"))
    try:
        return msgspec.json.decode(line)
    except RecursionError:
        return Broken(place, Refused("nested too deeply"))
    except (msgspec.DecodeError, ValueError) as error:
        return Broken(place, Refused(str(error)))


def _records(place: str, event: Mapping[str, Any], told: set[str], at: Instant | None) -> Items:
    try:
        called_at = Instant.parse(event.get("eventTime"))
    except ValueError as error:
        raise Refused(str(error), field="eventTime", value=event.get("eventTime")) from error
    identity = _identity(event["userIdentity"])
    if identity["id"] not in told:
        told.add(identity["id"])
        yield attempt(place, Nhi, {**identity, "at": at or called_at})
    code = event.get("errorCode")
    yield attempt(
        place,
        ToolCall,
        {
            "id": event.get("eventID"),
            "at": at,
            "nhi_id": identity["id"],
            "tool": f"{event['eventSource'].removesuffix('.amazonaws.com')}.{event['eventName']}",
            "outcome": "PASSED" if code is None else "BLOCKED" if DENIALS.search(code) else "ERROR",
            "called_at": called_at,
            "arguments": as_document(event.get("requestParameters")),
            "result": as_document(event.get("responseElements")),
            "error": ": ".join(filter(None, [code, event.get("errorMessage")])) or None,
        },
    )


def _identity(told: Mapping[str, Any]) -> dict[str, str]:
    """Who stood behind an event: of an assumed role the role, since each of its sessions has a name of its own."""
    issuer = (told.get("sessionContext") or {}).get("sessionIssuer") or {}
    role = issuer if told.get("type") == "AssumedRole" and issuer.get("arn") else None
    if role:
        return {"id": role["arn"], "label": role.get("userName") or role["arn"], "kind": "role"}
    if told.get("arn"):
        kind = WORDS.sub("_", told.get("type") or "unknown").lower()
        return {"id": told["arn"], "label": told.get("userName") or told["arn"].rpartition("/")[2], "kind": kind}
    service = told.get("invokedBy") or told.get("principalId") or told["accountId"]
    return {"id": service, "label": service, "kind": "aws_service" if told.get("invokedBy") else "account"}
