"""Parameters of the /v1 API: window, filters and page, converted to variables of the graph."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from gateway.rest.api import Problem, Unprocessable
from gateway.rest.route import Data, Strict, ValidRequest
from gateway.rest.times import Timestamp, rfc3339
from resolvers.statistics.buckets import MOST_POINTS
from storage.errors import LimitExceeded
from storage.nouns.record import DAY, Instant

MINUTE = 60_000_000
BUCKETS: Mapping[str, tuple[str, int]] = {
    "1m": ("MINUTE", MINUTE),
    "5m": ("FIVE_MINUTES", 5 * MINUTE),
    "15m": ("QUARTER_HOUR", 15 * MINUTE),
    "1h": ("HOUR", 60 * MINUTE),
    "1d": ("DAY", DAY),
}
"""Buckets by name: their name in the graph, and their length in microseconds."""

Filter = Data


def _time(value: Any) -> Any:
    if value is None or isinstance(value, Timestamp):
        return value
    if isinstance(value, str):
        value = value.replace(" ", "+")  # an unescaped plus sign in a query string
    return Timestamp(int(Instant.parse(value)), is_date=False)


TimeParameter = Annotated[Timestamp, BeforeValidator(_time), WithJsonSchema({"type": "string", "format": "date-time"})]
"""An RFC 3339 time with a zone."""


def _opened(text: str) -> str:
    """Decodes a cursor of this API to one of the graph."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True).decode()
    except (ValueError, binascii.Error):
        raise ValueError("invalid cursor; use the value of `page.next_cursor`") from None


class Span(Strict):
    """A window of time."""

    from_: Annotated[TimeParameter | None, Field(alias="from", description="Window start (inclusive), RFC 3339.")] = None
    to: Annotated[TimeParameter | None, Field(description="Window end (exclusive), RFC 3339.")] = None

    def given(self) -> "Window":
        """The window, open where no end is given. Raises Unprocessable if `from` is not before `to`."""
        window = Window(*(None if each is None else each.micros for each in (self.from_, self.to)))
        if window.since is not None and window.until is not None and window.since >= window.until:
            raise Unprocessable([Problem(("query", "from"), "must be before `to`", "value_error")])
        return window

    def window(self, now: int) -> "Window":
        """The window; by default the last 24 hours before `now`. Raises Unprocessable if `from` is not before `to`."""
        since, until = (None if each is None else each.micros for each in (self.from_, self.to))
        window = Window(max(0, now - DAY) if since is None else since, now if until is None else until)
        if window.span[0] >= window.span[1]:
            raise Unprocessable(
                [Problem(("query", "from"), "must be before `to` (defaults: 24 hours ago, and now)", "value_error")]
            )
        return window


@dataclass(frozen=True, slots=True)
class Window:
    """A window in microseconds since 1970: start inclusive, end exclusive. None: open at that end."""

    since: int | None
    until: int | None

    @property
    def span(self) -> tuple[int, int]:
        """Both ends; the window must have both."""
        assert self.since is not None
        assert self.until is not None
        return self.since, self.until

    @property
    def shown(self) -> dict[str, str]:
        """Both ends in the form that responses and `stats(window:)` use."""
        since, until = self.span
        return {"from": rfc3339(since), "to": rfc3339(until)}

    @property
    def times(self) -> Filter:
        """The window as a filter on a time."""
        ends = {"gte": self.since, "lt": self.until}
        return {name: rfc3339(micros) for name, micros in ends.items() if micros is not None}

    def points(self, bucket: str) -> None:
        """Raises LimitExceeded if the window has too many buckets of this length."""
        (since, until), (_, length) = self.span, BUCKETS[bucket]
        points = -(-until // length) - since // length
        if points > MOST_POINTS:
            says = f"{points} buckets of {bucket} in this window, over {MOST_POINTS}: use longer buckets or a shorter window."
            raise LimitExceeded(says, limit="points", allowed=MOST_POINTS, measured=points)


class Common(Span):
    """Parameters of most routes."""

    bucket: Annotated[
        Literal["1m", "5m", "15m", "1h", "1d"] | None,
        Field(
            description="Aggregation granularity. It does not change the response, which has one figure for the whole window, "
            "but more than 10,080 buckets are rejected, as for a timeseries."
        ),
    ] = None
    guardian_id: Annotated[str | None, Field(min_length=1, description="Filter to one Guardian.")] = None
    environment: Annotated[Literal["live", "test", "dev"] | None, Field(description="Filter to one environment.")] = None
    tag: Annotated[str | None, Field(min_length=1, description="Filter to one organizational tag.")] = None

    @property
    def verdicts(self) -> Filter:
        """The filter on verdicts, without the window, as `VerdictFilter`."""
        told = {"guardianId": self.guardian_id, "environment": self.environment and self.environment.upper(), "tag": self.tag}
        return {name: {"eq": value} for name, value in told.items() if value is not None}

    @property
    def judged(self) -> Filter:
        """The filter on verdicts without the environment, for nouns that have their own."""
        return {name: tests for name, tests in self.verdicts.items() if name != "environment"}

    @property
    def world(self) -> Filter:
        """The filter on the environment, for nouns that have one."""
        return {"environment": self.verdicts["environment"]} if self.environment else {}


class Paged(Strict):
    """A page of a list."""

    limit: Annotated[int, Field(ge=1, le=500, description="Maximum number of rows on the page.")] = 50
    cursor: Annotated[
        str | None,
        AfterValidator(lambda text: text if text is None else _opened(text)),
        Field(description="`page.next_cursor` of the previous page. Default: the first page."),
    ] = None

    @property
    def page(self) -> Data:
        """The page as variables."""
        return {"limit": self.limit, **({"cursor": self.cursor} if self.cursor is not None else {})}


class CommonPaged(Common, Paged):
    """The common parameters, and a page."""


class SpanPaged(Span, Paged):
    """A window, and a page."""


def requested_window(request: ValidRequest[Span, None]) -> Window:
    """The window of a request; raises LimitExceeded if it is too long for the requested bucket."""
    window = request.query.window(request.http.now)
    if isinstance(request.query, Common) and request.query.bucket:
        window.points(request.query.bucket)
    return window


def page(connection: Mapping[str, Any]) -> Data:
    """Converts a connection's `pageInfo` to `page`."""
    more, cursor = connection["pageInfo"]["hasNextPage"], connection["pageInfo"]["endCursor"]
    closed = base64.urlsafe_b64encode(cursor.encode()).decode().rstrip("=") if more else None
    return {"next_cursor": closed, "has_more": more}


def named(text: str | None) -> str | None:
    """An enum value in lower case, as these APIs spell it."""
    return text and text.lower()
