"""Reads requests of webhooks whose events a mapping of the operator's turns into records."""

from collections.abc import Iterator, Mapping

from gateway.ingest.json_body import json_value
from storage.ingest.event_records import EventMapping
from storage.ingest.reader import Item, with_body


class MappedEvents:
    """Events that are JSON of any form."""

    def __init__(self, mapping: EventMapping) -> None:
        self._mapping = mapping
        self.headers = mapping.headers

    def not_stored(self, headers: Mapping[str, str]) -> None:
        """The mapping decides that from the whole event."""

    def items(self, headers: Mapping[str, str], body: bytes) -> Iterator[Item]:
        """What an event contains, according to the mapping."""
        return with_body(self._mapping.records_of("event", json_value(body), headers), lambda: body, None)
