"""From what cannot be read or stored to dead letters, whose bodies can be read again."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from storage.ingest.reader import LINES, Broken, ReadOptions, line_of
from storage.nouns.record import Instant, Record, Refused, snake
from storage.writing.dead_letters import Unreadable

Reject = Callable[[Sequence[Unreadable]], Awaitable[None]]
"""Keeps what could not be read."""

NEUTRAL = asdict(ReadOptions())


def letter_of(broken: Broken, options: ReadOptions | None = None) -> Unreadable:
    """The dead letter of a broken item. The place is left out, so that equal items are equal letters."""
    refused = broken.refusal
    return Unreadable(broken.body, refused.reason, refused.field, broken.format, _sent(options) if options else None)


def refused_record(place: str, record: Record, refused: Refused) -> Broken:
    """A record that was read, and that the store refused."""
    return Broken(place, refused, line_of(snake(type(record).__name__), _fields(record)), LINES)


def options_of(sent: Mapping[str, Any]) -> dict[str, Any]:
    """The options of a reader, as a dead letter keeps them. Raises ValueError or TypeError if they are not valid."""
    return {name: Instant.parse(value) if name == "at" else value for name, value in sent.items()}


def _sent(options: ReadOptions) -> dict[str, object]:
    """The options that are not the defaults, as values of JSON. The format is kept apart, and a mapping is a file."""
    given = {name: value for name in NEUTRAL if (value := getattr(options, name)) != NEUTRAL[name]}
    return {
        name: value.text() if isinstance(value, Instant) else value
        for name, value in given.items()
        if name not in ("format", "mapping")
    }


def _fields(record: Record) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__struct_fields__}
