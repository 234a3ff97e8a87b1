"""Reads AWS CloudTrail events: principals become identities, and events become their tool calls."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from storage.ingest.cloudtrail_identity import identity_of
from storage.ingest.json_stream import documents_of
from storage.ingest.outline import Outline
from storage.ingest.reader import (
    Broken,
    Format,
    Items,
    Notice,
    ReadOptions,
    as_document,
    as_text,
    guarded,
    kept,
    misshapen,
    parsed,
)
from storage.ingest.source import Source
from storage.nouns.nhi import Nhi
from storage.nouns.record import Instant, Refused
from storage.nouns.tool_call import ToolCall

DENIALS = re.compile(
    r"AccessDenied|Unauthorized|NotAuthorized|Authorization(Error|Failure)|Forbidden|InsufficientPrivileges|\A403\Z",
    re.IGNORECASE,
)
"""Error codes of calls that a policy denied; any other error is the call's own.

From the common errors of AWS APIs (AccessDeniedException, NotAuthorized), of EC2 (UnauthorizedOperation), S3 (AccessDenied,
403 Forbidden), SNS (AuthorizationError, AuthorizationErrorException), KMS (KMS.AccessDeniedException), Cognito
(NotAuthorizedException), VPC endpoints (VpceAccessDenied) and Redshift (UnauthorizedOperation, InsufficientPrivileges).
"""

DENIED = re.compile(r"not authorized|access denied|explicit deny|failed authentication|no username found", re.IGNORECASE)
"""Phrases in messages of denied calls and refused sign-ins that have no error code."""

SIGN_IN = frozenset(["signin.amazonaws.com", "sso.amazonaws.com"])
"""Event sources whose failures are refused sign-ins, whatever the message."""

FAILURES = frozenset(["failure", "failed"])

WINDOW = 5_000
"""Number of events in which an identity is yielded once."""

OF_EVENT: Mapping[str, str] = {"eventSource": "a text", "userIdentity": "an object"}
"""Shapes of members, see `misshapen`."""

UNNAMED = "values of userIdentity that name no identity"


def read(source: Source, options: ReadOptions) -> Items:
    """Yields an identity for each user, role or service, and a tool call for each event.

    Events may be one per line, in `{"Records": [...]}`, in a list, or as `aws cloudtrail lookup-events` prints them,
    in any number of documents.
    """
    reported: set[str] = set()
    for number, (place, event) in enumerate(_events(source)):
        if isinstance(event, Broken):
            yield event
            continue
        if number % WINDOW == 0:
            reported.clear()
        yield from guarded(place, _records(place, event, reported, options.at))


def _events(source: Source) -> Iterator[tuple[str, Any]]:
    """Yields the events of each document with their place. A document may be a single event."""
    numbers: Counter[str] = Counter()
    for place, document in documents_of(source):
        whole: dict[str, Any] = {}
        found = False
        try:
            for name, position, value in document:
                if isinstance(value, Refused):
                    found = found or position is not None
                    yield place, Broken(f"{place}: {name or ''}", value)
                elif name in (None, "Records", "Events") and position is not None:
                    found = True
                    yield f"{place}: {name or ''}[{numbers[place]}]", _unwrapped(value)
                    numbers[place] += 1
                elif position is None and name is not None:
                    whole[name] = value
                elif name is not None:
                    whole.setdefault(name, []).append(value)
        except Refused as refused:
            yield place, Broken(place, refused)
            continue
        if not found and whole:
            yield place, whole


def _unwrapped(value: Any) -> Any:
    """The event itself: `lookup-events` returns it as JSON text inside another object."""
    inner = value.get("CloudTrailEvent") if isinstance(value, dict) else None
    return parsed(inner) if isinstance(inner, str) else value


def _records(place: str, event: Any, reported: set[str], at: Instant | None) -> Items:
    if not isinstance(event, dict) or "eventName" not in event:
        raise Refused("not a CloudTrail event")
    if not isinstance(event["eventName"], str) or not event["eventName"]:
        raise Refused("required, but missing", field="eventName", value=event["eventName"])
    try:
        called_at = Instant.parse(event.get("eventTime"))
    except ValueError as error:
        raise Refused(str(error), field="eventTime", value=event.get("eventTime")) from error
    yield from misshapen(event, OF_EVENT, "events")
    principal = event.get("userIdentity")
    identity = identity_of(principal, event.get("awsRegion")) if isinstance(principal, dict) else None
    if identity is None and principal and isinstance(principal, dict):
        yield Notice(UNNAMED)
    if identity and identity["id"] not in reported:
        reported.add(identity["id"])
        yield from kept(place, Nhi, {**identity, "at": at or called_at})
    service, name = event.get("eventSource"), event["eventName"]
    yield from kept(
        place,
        ToolCall,
        {
            "id": event.get("eventID"),
            "at": at,
            "nhi_id": identity["id"] if identity else None,
            "tool": f"{service.removesuffix('.amazonaws.com')}.{name}" if isinstance(service, str) else name,
            **_outcome(event),
            "called_at": called_at,
            "arguments": as_document(event.get("requestParameters")),
            "result": as_document(event.get("responseElements")),
        },
    )


def _outcome(event: Mapping[str, Any]) -> dict[str, str]:
    """The outcome of a call. A failed sign-in may have no error code, only a message or `{"ConsoleLogin": "Failure"}`."""
    code, message = (as_text(event.get(name)) or None for name in ("errorCode", "errorMessage"))
    failure = _failure(event)
    if not code and not message and not failure:
        return {"outcome": "PASSED"}
    in_words = str(event.get("eventSource")) in SIGN_IN or DENIED.search(message or "")
    denied = DENIALS.search(code) if code else in_words
    return {"outcome": "BLOCKED" if denied else "ERROR", "error": ": ".join(filter(None, [code, message])) or failure or ""}


def _failure(event: Mapping[str, Any]) -> str | None:
    """The failure that a response reports under the name of its event, such as `ConsoleLogin: Failure`. None: no failure."""
    name = event["eventName"]
    for place in ("responseElements", "serviceEventDetails"):
        answer = event.get(place)
        result = answer.get(name) if isinstance(answer, dict) else None
        if isinstance(result, str) and result.lower() in FAILURES:
            return f"{name}: {result}"
    return None


def _recognizes(outline: Outline) -> bool:
    """Recognizes the keys of an event, or a list of events under the names that AWS uses."""
    own = {"eventVersion", "eventSource", "eventName", "eventTime", "eventID", "userIdentity"}
    is_event = any(len(keys & own) > 1 for keys in (outline.keys, outline.elements.get(None, frozenset())))
    is_list = "Records" in outline.keys or "CloudTrailEvent" in outline.elements.get("Events", ())
    return "noun" not in outline.keys and (is_event or is_list)


FORMAT = Format("cloudtrail", read, recognizes=_recognizes)
