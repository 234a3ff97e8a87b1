"""Reads rows as another gateway has stored them: the records that make the same row here, with the same event times."""

from collections.abc import Mapping
from typing import Any

import msgspec

from storage.ingest.reader import Broken, Items, Notice
from storage.nouns.noun import Noun
from storage.nouns.record import LATEST_INSTANT, Blob, Instant, Money, Refused, refusal
from storage.writing.incoming import HELD

Row = Mapping[str, msgspec.Raw]
"""Values as JSON by name: the fields, `id`, `event_at` and `clocks`."""

BEYOND_FIELDS = frozenset({"id", "event_at", "clocks"})
MOST_NANOS = 9_000_000 * 1_000_000_000
"""The largest amount of money in nano-dollars."""


def records_of_row(noun: Noun, row: Row, body: bytes) -> Items:
    """Yields a record for each event time of the row, with the fields of that time; or Broken, if one cannot be read, with the
    row as its `body`. Fields that this version does not know are left out, with a notice."""
    try:
        parts = _by_time(noun, row)
        records = [_record(noun, row, time, values) for time, values in sorted(parts.items())]
    except (msgspec.ValidationError, msgspec.DecodeError, ValueError, TypeError, KeyError) as error:
        known = isinstance(error, msgspec.ValidationError)
        why = refusal(error, {}, noun.record) if known else Refused("not a row as a gateway stores it")
        yield Broken(f"{noun.name} {_id_of(row)}", why, body)
        return
    yield from records
    for name in row.keys() - {field.name for field in noun.fields} - BEYOND_FIELDS:
        yield Notice(f"values of {noun.type_name} {name[:100]}, which this version does not know")


def _by_time(noun: Noun, row: Row) -> dict[int, dict[str, Any]]:
    """Values by name that records report, by their event time. The latest event time is there also without values."""
    event_at = msgspec.json.decode(row["event_at"], type=int)
    clocks = msgspec.json.decode(row["clocks"], type=dict[str, Any] | None) or {}
    held: Mapping[str, Any] = clocks.get(HELD, {})
    replaced = _fields_of_parts(noun, row)
    parts: dict[int, dict[str, Any]] = {event_at: {}}
    for field in noun.fields:
        is_derived = field.name in held or field.name in replaced
        if not is_derived and field.name not in row:
            continue  # an older version does not know it
        value = held.get(field.name) if is_derived else _value(field.type, row[field.name])
        time = clocks.get(field.name, None if value is None or is_derived else event_at)
        if time is not None:
            parts.setdefault(int(time), {})[field.name] = value
    return parts


def _fields_of_parts(noun: Noun, row: Row) -> tuple[str, ...]:
    """The fields that the row derives from its parts."""
    parts = noun.from_parts
    return parts.fields if parts and bytes(row[parts.flag]) == b"true" else ()


def _record(noun: Noun, row: Row, time: int, values: Mapping[str, Any]) -> Any:
    whole = {"noun": noun.name, "id": msgspec.json.decode(row["id"]), "at": time, **values}
    return msgspec.convert(whole, noun.record, dec_hook=_read_stored)


def _value(kind: type, raw: msgspec.Raw) -> Any:
    """The value of a field. JSON stays the text that the sender sent."""
    text = bytes(raw)
    return Blob(text.decode()) if kind is Blob and text != b"null" else msgspec.json.decode(text)


def _read_stored(kind: type, value: object) -> object:
    """Reads times in microseconds, and money in nano-dollars."""
    if type(value) is kind:
        return value
    if kind is Instant and type(value) is int and 0 <= value <= LATEST_INSTANT:
        return Instant(value)
    if kind is Money and type(value) is int and abs(value) <= MOST_NANOS:
        return Money(value)
    raise ValueError(f"expected {'microseconds since 1970' if kind is Instant else 'nano-dollars' if kind is Money else 'JSON'}")


def _id_of(row: Row) -> str:
    try:
        return str(msgspec.json.decode(row["id"]))[:100]
    except (KeyError, msgspec.DecodeError):
        return "without an id"
