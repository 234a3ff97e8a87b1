"""Reads CloudEvents 1.0 as JSON: events that carry a record, events that a mapping reads, and events of SpiffArena.

The attributes are checked here, strictly, and nothing is added to an event: the SDK of CloudEvents gives an event without time or
id the present time and a random id, so that the same event would not be the same twice (decision 0012).
"""

import base64
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import msgspec

from storage.alternatives import nearest
from storage.ingest.event_mapping import read_event_mapping
from storage.ingest.event_records import NOT_TAKEN, EventMapping
from storage.ingest.json_stream import documents_of, objects_of
from storage.ingest.json_weight import MOST_CONTAINERS, is_heavy
from storage.ingest.ndjson import KINDS, items_of_value
from storage.ingest.outline import Outline
from storage.ingest.reader import Broken, Format, Items, Notice, ReadOptions, text_of, with_body
from storage.ingest.source import Source
from storage.ingest.spiff_events import SpiffReader
from storage.nouns.record import Instant, Refused

FORMAT_NAME = "cloudevents"
VERSION = "1.0"
OWN = "dev.pentagraph."
"""Types of events whose data is a record: `dev.pentagraph.task`, and so on for each noun."""
SPIFF = "spiff."
REQUIRED = ("specversion", "id", "source", "type")
TEXTS = (*REQUIRED, "datacontenttype", "dataschema", "subject")
NAME = re.compile("[a-z0-9]+")
JSON_MEDIA = re.compile(r"[^/;\s]+/(?:json|[^/;\s]+\+json)", re.IGNORECASE)
CHARSET = re.compile(r""";\s*charset\s*=\s*"?([^";\s]+)"?""", re.IGNORECASE)
CHARSETS = ("utf-8", "us-ascii", "iso-8859-1", "utf-16", "utf-32")


@dataclass(frozen=True, slots=True)
class CloudEvent:
    """An event whose attributes were checked."""

    id: str
    source: str
    type: str
    time: Instant | None
    subject: str | None
    data: Any
    """Its data as a JSON value, or a text. None: none, or data that is neither."""
    sent: Mapping[str, Any]
    """The event as JSON, as mappings see it. Data that is neither JSON nor text is `data_base64`."""


def structured(value: Any) -> CloudEvent:
    """The event that a JSON value is. Null attributes are absent. Raises Refused, which names the attribute."""
    if not isinstance(value, Mapping):
        raise Refused("expected a JSON object", value=value)
    attributes = {name: sent for name, sent in value.items() if name not in ("data", "data_base64") and sent is not None}
    encoded = value.get("data_base64")
    if encoded is None:
        return event_of(attributes, {"data": value["data"]} if value.get("data") is not None else {})
    if value.get("data") is not None:
        raise Refused("must not be beside data", field="data_base64")
    try:
        content = base64.b64decode(encoded if isinstance(encoded, str) else "!", validate=True)
    except ValueError as error:
        raise Refused("expected base64", field="data_base64", value=encoded) from error
    return event_of(attributes, decoded(content, attributes.get("datacontenttype")))


def event_of(attributes: Mapping[str, Any], data: Mapping[str, Any]) -> CloudEvent:
    """The event with attributes, and its data under `data` or `data_base64`. Raises Refused, which names the attribute."""
    for name in REQUIRED:
        if name not in attributes:
            raise Refused("required, but missing", field=name)
    for name, value in attributes.items():
        if not NAME.fullmatch(name):
            raise Refused("names of attributes have only a-z and 0-9", field=name)
        if name in TEXTS and (not isinstance(value, str) or not value):
            raise Refused("expected a text", field=name, value=value)
        if not isinstance(value, str | int):
            raise Refused("expected a text, a whole number or a boolean", field=name, value=value)
    if attributes["specversion"] != VERSION:
        raise Refused(f"this version cannot be read; use {VERSION}", field="specversion", value=attributes["specversion"])
    try:
        time = Instant.parse(attributes["time"]) if "time" in attributes else None
    except ValueError as error:
        raise Refused(str(error), field="time", value=attributes["time"]) from error
    named = (attributes["id"], attributes["source"], attributes["type"], time, attributes.get("subject"))
    return CloudEvent(*named, data.get("data"), {**attributes, **data})


def decoded(content: bytes, media: object) -> dict[str, Any]:
    """Data of a media type, under `data` if it is JSON or text, under `data_base64` otherwise. Raises Refused.

    Data without a media type is JSON.
    """
    kind = media if isinstance(media, str) else "application/json"
    charset = found[1].lower() if (found := CHARSET.search(kind)) else "utf-8"
    if charset not in CHARSETS:
        raise Refused(f"unknown charset {charset}; use one of: {', '.join(CHARSETS)}", field="datacontenttype")
    is_json = JSON_MEDIA.match(kind) is not None
    if not content:
        return {}
    if is_json and is_heavy(content):
        raise Refused(f"more than {MOST_CONTAINERS:,} objects and lists", field="data")
    try:
        text = content.decode(charset)
        return {"data": msgspec.json.decode(text) if is_json else text}
    except msgspec.DecodeError as error:
        raise Refused(f"not JSON: {error}", field="data") from error
    except (UnicodeDecodeError, RecursionError) as error:
        if is_json:
            raise Refused(f"not JSON in {charset}, or nested too deeply", field="data") from error
        return {"data_base64": base64.b64encode(content).decode()}


class CloudEventReader:
    """Reads events of one file or request. `mapping` reads those of the operator's own types."""

    def __init__(self, mapping: EventMapping | None, at: Instant | None = None) -> None:
        self._mapping = mapping
        self._at = at
        self._spiff = SpiffReader(at)

    def items_of_value(self, place: str, value: Any) -> Items:
        """What an event in the JSON format contains. SpiffArena's envelope is taken as an event, whatever its attributes."""
        return with_body(self._of_value(place, value), partial(text_of, value), FORMAT_NAME)

    def _of_value(self, place: str, value: Any) -> Items:
        if isinstance(value, Mapping) and isinstance(kind := value.get("type"), str) and kind.startswith(SPIFF):
            yield from self._spiff.items(place, _with_timestamp(value))
            return
        try:
            event = structured(value)
        except Refused as refused:
            yield Broken(place, refused)
            return
        yield from self._of_event(place, event)

    def items(self, place: str, event: CloudEvent) -> Items:
        """What an event contains. Broken if nothing reads its type."""
        return with_body(self._of_event(place, event), partial(text_of, event.sent), FORMAT_NAME)

    def _of_event(self, place: str, event: CloudEvent) -> Items:
        if event.type.startswith(OWN):
            yield from self._record(place, event)
        elif event.type.startswith(SPIFF):
            yield from self._spiff.items(place, _with_timestamp(event.sent))
        elif self._mapping is None:
            nouns = f"{OWN}NOUN, such as {OWN}task, or {SPIFF}..., or those of a mapping"
            yield Broken(place, Refused(f"events of this type are not read; use {nouns}", field="type", value=event.type))
        else:
            for item in self._mapping.records_of(place, event.sent, {}):
                if isinstance(item, Notice) and item.reason == NOT_TAKEN:
                    yield Broken(place, Refused("the mapping takes the event for no record", field="type", value=event.type))
                else:
                    yield item

    def _record(self, place: str, event: CloudEvent) -> Items:
        """The record that is the data. Defaults: its id is `subject`, or else `source` and `id`, and its time is `time`."""
        noun = event.type.removeprefix(OWN)
        if noun not in KINDS:
            yield Broken(place, Refused(f"unknown noun; {nearest(noun, KINDS)}", field="type", value=event.type))
            return
        if not isinstance(event.data, dict):
            yield Broken(place, Refused("expected a record as a JSON object", field="data", value=event.data))
            return
        if event.data.get("noun", noun) != noun:
            yield Broken(place, Refused("contradicts the type of the event", field="noun", value=event.data["noun"]))
            return
        named = {"noun": noun, "id": event.subject or f"{event.source}/{event.id}"}
        yield from items_of_value(place, {**named, **event.data}, self._at or event.time)


def _with_timestamp(value: Mapping[str, Any]) -> dict[str, Any]:
    """An event of SpiffArena with its time as SpiffArena states it."""
    if "timestamp" in value or "time" not in value:
        return dict(value)
    try:
        return {**value, "timestamp": Instant.parse(value["time"]) / 1_000_000}
    except ValueError:
        return dict(value)


def read(source: Source, options: ReadOptions) -> Items:
    """Yields the records of events, one after the other, one per line, or in lists. Raises BadUserInput for a wrong mapping."""
    mapping = read_event_mapping(options.mapping) if options.mapping is not None else None
    return _items(source, CloudEventReader(mapping, options.at))


def _items(source: Source, reader: CloudEventReader) -> Iterator[Any]:
    for number, (place, event) in enumerate(objects_of(documents_of(source)), 1):
        if isinstance(event, Refused):
            yield Broken(place, event)
        else:
            yield from reader.items_of_value(f"{place}: event {number}", event)


def _recognizes(outline: Outline) -> bool:
    """Recognizes the attributes that every event has. SpiffArena's have `timestamp` as well."""
    return any(
        set(REQUIRED) <= keys and "timestamp" not in keys for keys in (outline.keys, outline.elements.get(None, frozenset()))
    )


FORMAT = Format(FORMAT_NAME, read, recognizes=_recognizes)
