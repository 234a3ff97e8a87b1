"""Parameters of the /v1 API: window, filters and page, converted to variables of the graph."""

import base64
import binascii
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StrictStr

from gateway.rest.api import Problem, Unprocessable
from gateway.rest.route import Data, Strict, ValidRequest
from gateway.rest.times import Window, ZonedTimeParameter
from resolvers.statistics.buckets import MOST_POINTS
from storage.errors import LimitExceeded
from storage.nouns.record import DAY, Instant

MINUTE = 60_000_000

Bucket = Literal["1m", "5m", "15m", "1h", "1d"]
BUCKETS: Mapping[Bucket, tuple[str, int]] = {
    "1m": ("MINUTE", MINUTE),
    "5m": ("FIVE_MINUTES", 5 * MINUTE),
    "15m": ("QUARTER_HOUR", 15 * MINUTE),
    "1h": ("HOUR", 60 * MINUTE),
    "1d": ("DAY", DAY),
}
"""Buckets by name: their name in the graph, and their length in microseconds."""

Metric = Literal["verdicts", "latency", "corrections", "violations"]

Filter = Data


def _opened(text: str) -> str:
    """Decodes a cursor of this API to one of the graph."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True).decode()
    except (ValueError, binascii.Error):
        raise ValueError("invalid cursor; use the value of `page.next_cursor`") from None


class Span(Strict):
    """A window of time."""

    from_: Annotated[ZonedTimeParameter | None, Field(alias="from", description="Window start (inclusive), RFC 3339.")] = None
    to: Annotated[ZonedTimeParameter | None, Field(description="Window end (exclusive), RFC 3339.")] = None

    @property
    def open_window(self) -> Window:
        """The window, open at an end that was not sent. Raises Unprocessable if `from` is not before `to`."""
        window = self._window
        if window.since is not None and window.until is not None and window.since >= window.until:
            raise Unprocessable([Problem(("query", "from"), "must be before `to`", "value_error")])
        return window

    def window(self, now: Instant) -> Window:
        """The window; by default the last 24 hours before `now`. Raises Unprocessable if `from` is not before `to`."""
        sent = self._window
        since = Instant(max(0, now - DAY)) if sent.since is None else sent.since
        until = now if sent.until is None else sent.until
        if since >= until:
            raise Unprocessable(
                [Problem(("query", "from"), "must be before `to` (defaults: 24 hours ago, and now)", "value_error")]
            )
        return Window(since, until)

    @property
    def _window(self) -> Window:
        return Window(*(None if each is None else each.instant for each in (self.from_, self.to)))


def check_points(window: Window, bucket: Bucket | None) -> None:
    """Raises LimitExceeded if a window with both ends has too many buckets of this length."""
    if bucket is None or window.since is None or window.until is None:
        return
    _, length = BUCKETS[bucket]
    points = -(-window.until // length) - window.since // length
    if points > MOST_POINTS:
        raise LimitExceeded(
            f"{points} buckets of {bucket} in this window, over {MOST_POINTS}: use longer buckets or a shorter window.",
            limit="points",
            allowed=MOST_POINTS,
            measured=points,
        )


class Common(Span):
    """Parameters of most routes."""

    bucket: Annotated[
        Bucket | None,
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
        environment = self.environment and self.environment.upper()
        values = {"guardianId": self.guardian_id, "environment": environment, "tag": self.tag}
        return {name: {"eq": value} for name, value in values.items() if value is not None}

    @property
    def judged(self) -> Filter:
        """The filter on verdicts without the environment, for nouns that have their own."""
        return {name: tests for name, tests in self.verdicts.items() if name != "environment"}

    @property
    def world(self) -> Filter:
        """The filter on the environment, for nouns that have one."""
        return {"environment": self.verdicts["environment"]} if self.environment else {}


class Series(Common):
    """Parameters of the timeseries."""

    metric: Annotated[Metric, Field(description="The metric of each bucket.")] = "verdicts"
    bucket: Annotated[
        Bucket,
        Field(description="Aggregation granularity. Buckets are aligned to 1970-01-01T00:00:00Z; at most 10,080 are allowed."),
    ] = "1h"


class JobSpan(Span):
    """The window of a job."""

    from_: Annotated[
        ZonedTimeParameter | None, Field(alias="from", description="Window start (inclusive), RFC 3339. Default: 24 hours ago.")
    ] = None
    to: Annotated[ZonedTimeParameter | None, Field(description="Window end (exclusive), RFC 3339. Default: now.")] = None


class Note(Strict):
    """A note on an anomaly."""

    note: Annotated[StrictStr | None, Field(description="Any text, at most 10,000 characters.", max_length=10_000)] = None


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


class ConfigQuestion(SpanPaged):
    """Parameters of the configuration audit."""

    guardian_id: Annotated[str | None, Field(min_length=1, description="Only changes of this Guardian.")] = None


def requested_window(request: ValidRequest[Span, None]) -> Window:
    """The window of a request; raises LimitExceeded if it is too long for the requested bucket."""
    query = request.query
    window = query.window(request.http.now)
    check_points(window, query.bucket if isinstance(query, Common) else None)
    return window


def requested_open_window(request: ValidRequest[Common, None]) -> Window:
    """The window of a request, open at an end that was not sent; raises LimitExceeded as `requested_window` does."""
    window = request.query.open_window
    check_points(window, request.query.bucket)
    return window


def page(connection: Data) -> Data:
    """Converts a connection's `pageInfo` to `page`."""
    more, cursor = connection["pageInfo"]["hasNextPage"], connection["pageInfo"]["endCursor"]
    closed = base64.urlsafe_b64encode(cursor.encode()).decode().rstrip("=") if more else None
    return {"next_cursor": closed, "has_more": more}


def named(text: str | None) -> str | None:
    """An enum value in lower case, as these APIs spell it."""
    return text and text.lower()
