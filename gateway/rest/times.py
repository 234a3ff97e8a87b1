"""Times in REST requests: ISO 8601, including bare dates."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from storage.nouns.record import DAY, LATEST_INSTANT, Instant


@dataclass(frozen=True, slots=True)
class Instanted:
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
    if value is None or isinstance(value, Instanted):
        return value
    if not isinstance(value, str):
        raise ValueError("expected an ISO 8601 time such as 2026-05-01T00:00:00Z")
    try:
        if len(value) == 10:
            day = date.fromisoformat(value)
            return Instanted(int(Instant.of(datetime(day.year, day.month, day.day, tzinfo=UTC))), is_date=True)
        moment = datetime.fromisoformat(value.replace(" ", "+") if "T" in value else value)
        return Instanted(int(Instant.of(moment if moment.tzinfo else moment.replace(tzinfo=UTC))), is_date=False)
    except ValueError as error:
        said = str(error) if "1970" in str(error) else "expected an ISO 8601 time such as 2026-05-01T00:00:00Z"
        raise ValueError(said) from None


Moment = Annotated[Instanted, BeforeValidator(_read), WithJsonSchema({"type": "string", "format": "date-time"})]
"""A time parameter. Without a zone it is UTC; a bare date is the start of the day."""


def through(moment: Instanted) -> str | None:
    """The first time after an inclusive end: after the whole day for a bare date. None if beyond the latest possible time."""
    until = moment.micros + (DAY if moment.is_date else 1)
    return rfc3339(until) if until <= LATEST_INSTANT else None
