"""Reads requests of GitHub's webhooks."""

from collections.abc import Iterator, Mapping
from urllib.parse import parse_qs

from gateway.http_errors import MalformedRequest, UnsupportedMediaType
from gateway.ingest.json_body import json_value
from storage.ingest.github import EVENTS, records_of_event
from storage.ingest.reader import Item

SIGNATURE_HEADER, PREFIX = "x-hub-signature-256", "sha256="
EVENT_HEADER = "x-github-event"
JSON, FORM = "application/json", "application/x-www-form-urlencoded"
"""The media types that a webhook of GitHub may be set to."""


class GithubEvents:
    """Events of GitHub, of which only some are stored."""

    headers = frozenset({EVENT_HEADER, "content-type"})

    def not_stored(self, headers: Mapping[str, str]) -> str | None:
        """An answer to `ping`, and the events that are stored for any other that is not one of them."""
        event = headers.get(EVENT_HEADER)
        if not event:
            raise MalformedRequest(f"The header {EVENT_HEADER} is missing.")
        if event in EVENTS:
            return None
        if event == "ping":
            return "The webhook is ready."
        return f"Events of this type are not stored. Stored: {', '.join(sorted(EVENTS))}."

    def items(self, headers: Mapping[str, str], body: bytes) -> Iterator[Item]:
        """What an event contains. The body is JSON, or a form with JSON in the field `payload`."""
        media = headers.get("content-type", "").partition(";")[0].strip().lower()
        if media not in (JSON, FORM):
            raise UnsupportedMediaType(f"Content-Type must be {JSON} or {FORM}.", allowed=[JSON, FORM])
        payload = json_value(_field(body) if media == FORM else body)
        return records_of_event("event", headers[EVENT_HEADER], payload)


def _field(body: bytes) -> bytes:
    try:
        (payload,) = parse_qs(body, strict_parsing=True, max_num_fields=1).get(b"payload", [])
    except ValueError as error:
        raise MalformedRequest("The body must be a form with one field, `payload`.") from error
    return payload
