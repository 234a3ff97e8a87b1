"""Times in REST requests: ISO 8601, including bare dates."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from storage.nouns.record import DATE, DAY, LATEST_INSTANT, Instant, parse_date

UNESCAPED_PLUS = re.compile(r":[0-9.]+ [0-9]{2}:[0-9]{2}")
"""A zone whose plus sign a query string turned into a space."""


@dataclass(frozen=True, slots=True)
class Timestamp:
    """A time that a client sent."""

    micros: int
    is_date: bool
    """Whether it was a bare date, without a time."""

    @property
    def text(self) -> str:
        """RFC 3339 in UTC, the form that the graph accepts."""
        return rfc3339(self.micros)


def rfc3339(micros: int) -> str:
    """Formats microseconds since 1970 as RFC 3339 in UTC, with as few decimals as possible."""
    seconds, rest = divmod(micros, 1_000_000)
    text = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%S")
    return f"{text}.{rest:06d}".rstrip("0") + "Z" if rest else f"{text}Z"


def _read(value: Any) -> Any:
    if value is None or isinstance(value, Timestamp):
        return value
    if isinstance(value, str) and DATE.fullmatch(value):
        day = parse_date(value)
        return Timestamp(int(Instant.of(datetime(day.year, day.month, day.day, tzinfo=UTC))), is_date=True)
    if isinstance(value, str) and UNESCAPED_PLUS.search(value):
        value = "+".join(value.rsplit(" ", 1))
    return Timestamp(int(Instant.parse(value, zone=UTC)), is_date=False)


TimeParameter = Annotated[Timestamp, BeforeValidator(_read), WithJsonSchema({"type": "string", "format": "date-time"})]
"""A time parameter in the extended form of ISO 8601. Without a zone it is UTC; a bare date is the start of the day."""


def exclusive_end(end: Timestamp) -> int:
    """The first microsecond after an inclusive end: after the whole day for a bare date. May exceed LATEST_INSTANT."""
    return end.micros + (DAY if end.is_date else 1)


def end_text(end: Timestamp | None) -> str | None:
    """An inclusive end as the exclusive end of the graph; None without one, or if it exceeds the latest possible time."""
    until = None if end is None else exclusive_end(end)
    return None if until is None or until > LATEST_INSTANT else rfc3339(until)
