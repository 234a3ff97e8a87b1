"""Times in REST requests: ISO 8601, including bare dates."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from storage.nouns.record import DAY, LATEST_INSTANT, Instant


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
    if not isinstance(value, str):
        raise ValueError("expected an ISO 8601 time such as 2026-05-01T00:00:00Z")
    try:
        if len(value) == 10:
            day = date.fromisoformat(value)
            return Timestamp(int(Instant.of(datetime(day.year, day.month, day.day, tzinfo=UTC))), is_date=True)
        time = datetime.fromisoformat(value.replace(" ", "+") if "T" in value else value)
        return Timestamp(int(Instant.of(time if time.tzinfo else time.replace(tzinfo=UTC))), is_date=False)
    except (ValueError, OverflowError) as error:
        reason = str(error) if "1970" in str(error) else "expected an ISO 8601 time such as 2026-05-01T00:00:00Z"
        raise ValueError(reason) from None


TimeParameter = Annotated[Timestamp, BeforeValidator(_read), WithJsonSchema({"type": "string", "format": "date-time"})]
"""A time parameter. Without a zone it is UTC; a bare date is the start of the day."""


def exclusive_end(end: Timestamp) -> int:
    """The first microsecond after an inclusive end: after the whole day for a bare date. May exceed LATEST_INSTANT."""
    return end.micros + (DAY if end.is_date else 1)


def end_text(end: Timestamp | None) -> str | None:
    """An inclusive end as the exclusive end of the graph; None without one, or if it exceeds the latest possible time."""
    until = None if end is None else exclusive_end(end)
    return None if until is None or until > LATEST_INSTANT else rfc3339(until)
