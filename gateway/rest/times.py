"""Times of REST requests: read once from ISO 8601 or RFC 3339 texts, and carried to the graph as Instants."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Annotated

from pydantic import BeforeValidator, Field, InstanceOf, WithJsonSchema

from storage.nouns.record import DATE, DAY, EPOCH, LATEST_INSTANT, Instant, parse_date

UNESCAPED_PLUS = re.compile(r":[0-9.]+ [0-9]{2}:[0-9]{2}")
"""A zone whose plus sign a query string turned into a space."""

FORMAT = {"format": "date-time"}

Rfc3339 = Annotated[str, Field(json_schema_extra=FORMAT)]
"""A time in a response body."""


@dataclass(frozen=True, slots=True)
class Timestamp:
    """A time that a client sent."""

    instant: InstanceOf[Instant]
    is_date: bool
    """Whether it was a bare date, without a time."""

    @property
    def exclusive_end(self) -> Instant:
        """The first microsecond after an inclusive end: after the whole day for a bare date. May exceed LATEST_INSTANT."""
        return Instant(self.instant + (DAY if self.is_date else 1))


def read_timestamp(value: object, zone: tzinfo | None = UTC) -> Timestamp:
    """A time in the extended form of ISO 8601 in `zone` if it has none of its own, or a bare date: the start of the day in UTC.

    Without `zone`, only RFC 3339 texts with a zone are valid. Raises ValueError for anything else.
    """
    if zone is not None and isinstance(value, str) and DATE.fullmatch(value):
        day = parse_date(value)
        return Timestamp(Instant.of(datetime(day.year, day.month, day.day, tzinfo=UTC)), is_date=True)
    if isinstance(value, str) and UNESCAPED_PLUS.search(value):
        value = "+".join(value.rsplit(" ", 1))
    return Timestamp(Instant.parse(value, zone=zone), is_date=False)


def _read(value: object) -> Timestamp:
    return read_timestamp(value)


def _read_zoned(value: object) -> Timestamp:
    return read_timestamp(value, None)


TimeParameter = Annotated[Timestamp, BeforeValidator(_read), WithJsonSchema({"type": "string", **FORMAT})]
"""A time parameter in the extended form of ISO 8601. Without a zone it is UTC; a bare date is the start of the day."""

ZonedTimeParameter = Annotated[Timestamp, BeforeValidator(_read_zoned), WithJsonSchema({"type": "string", **FORMAT})]
"""A time parameter in the form of RFC 3339, with a zone."""


@dataclass(frozen=True, slots=True)
class Window:
    """A window of time: start inclusive, end exclusive. None: open at that end."""

    since: Instant | None
    until: Instant | None

    @classmethod
    def inclusive(cls, start: Timestamp | None, end: Timestamp | None) -> "Window":
        """The window between two inclusive ends. An end after the latest possible time is no end."""
        until = None if end is None else end.exclusive_end
        return cls(None if start is None else start.instant, None if until is None or until > LATEST_INSTANT else until)

    @property
    def tests(self) -> dict[str, Instant]:
        """The window as a filter of the graph on a time: `gte` and `lt`."""
        return self._named("gte", "lt")

    @property
    def bounds(self) -> dict[str, Instant]:
        """The window as `stats` of the graph takes it: `from` and `to`."""
        return self._named("from", "to")

    @property
    def shown(self) -> dict[str, str]:
        """The window in response bodies: `from` and `to` as RFC 3339."""
        return {name: rfc3339(instant) for name, instant in self.bounds.items()}

    def _named(self, start: str, end: str) -> dict[str, Instant]:
        ends: Mapping[str, Instant | None] = {start: self.since, end: self.until}
        return {name: instant for name, instant in ends.items() if instant is not None}


def rfc3339(micros: int) -> str:
    """Formats microseconds since 1970 as RFC 3339 in UTC, with as few decimals as possible."""
    seconds, rest = divmod(micros, 1_000_000)
    text = (EPOCH + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%S")
    return f"{text}.{rest:06d}".rstrip("0") + "Z" if rest else f"{text}Z"
