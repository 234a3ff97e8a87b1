"""What requests to /v1 ask about: a window, filters, a page; as variables of the graph."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from gateway.rest.api import Problem, Unprocessable
from gateway.rest.route import Asked, Strict
from gateway.rest.times import Instanted, rfc3339
from resolvers.statistics.buckets import DAY, MOST_POINTS
from storage.errors import LimitExceeded
from storage.nouns.record import Instant

MINUTE = 60_000_000
BUCKETS: Mapping[str, tuple[str, int]] = {
    "1m": ("MINUTE", MINUTE),
    "5m": ("FIVE_MINUTES", 5 * MINUTE),
    "15m": ("QUARTER_HOUR", 15 * MINUTE),
    "1h": ("HOUR", 60 * MINUTE),
    "1d": ("DAY", DAY),
}
"""What the graph calls a bucket, and its length in microseconds."""

Filter = dict[str, Any]


def _moment(value: Any) -> Any:
    if value is None or isinstance(value, Instanted):
        return value
    if isinstance(value, str):
        value = value.replace(" ", "+")  # a plus that was not escaped in a query string
    return Instanted(int(Instant.parse(value)), is_date=False)


Moment = Annotated[Instanted, BeforeValidator(_moment), WithJsonSchema({"type": "string", "format": "date-time"})]
"""An RFC 3339 time, which names its zone."""


def _opened(text: str) -> str:
    """The graph's cursor inside one of ours."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True).decode()
    except (ValueError, binascii.Error):
        raise ValueError("not a cursor: take one from `page.next_cursor`") from None


class Span(Strict):
    """A window of time."""

    from_: Annotated[Moment | None, Field(alias="from", description="Window start (inclusive), RFC 3339.")] = None
    to: Annotated[Moment | None, Field(description="Window end (exclusive), RFC 3339.")] = None

    def given(self) -> "Window":
        """The window as far as it is given; Unprocessable where it has no length."""
        window = Window(*(None if each is None else each.micros for each in (self.from_, self.to)))
        if window.since is not None and window.until is not None and window.since >= window.until:
            raise Unprocessable([Problem(("query", "from"), "must be before `to`", "value_error")])
        return window

    def window(self, now: int) -> "Window":
        """The window; ends that are not given are now and a day before now."""
        since, until = (None if each is None else each.micros for each in (self.from_, self.to))
        window = Window(max(0, now - DAY) if since is None else since, now if until is None else until)
        if window.span[0] >= window.span[1]:
            raise Unprocessable(
                [Problem(("query", "from"), "must be before `to`; without them: a day ago, and now", "value_error")]
            )
        return window


@dataclass(frozen=True, slots=True)
class Window:
    """A window in microseconds since 1970, its start inclusive, its end exclusive; None: it has no such end."""

    since: int | None
    until: int | None

    @property
    def span(self) -> tuple[int, int]:
        """Both ends, of a window that has both."""
        assert self.since is not None
        assert self.until is not None
        return self.since, self.until

    @property
    def shown(self) -> dict[str, str]:
        """Both ends as answers repeat them, and as `stats(window:)` takes them."""
        since, until = self.span
        return {"from": rfc3339(since), "to": rfc3339(until)}

    @property
    def times(self) -> Filter:
        """The window as a test of a time."""
        ends = {"gte": self.since, "lt": self.until}
        return {name: rfc3339(micros) for name, micros in ends.items() if micros is not None}

    def points(self, bucket: str) -> None:
        """LimitExceeded where buckets of that length would be too many."""
        (since, until), (_, length) = self.span, BUCKETS[bucket]
        points = -(-until // length) - since // length
        if points > MOST_POINTS:
            says = f"{points} buckets of {bucket} in this window, more than {MOST_POINTS}: take longer ones, or a shorter window."
            raise LimitExceeded(says, limit="points", allowed=MOST_POINTS, measured=points)


class Common(Span):
    """The parameters that most endpoints have."""

    bucket: Annotated[
        Literal["1m", "5m", "15m", "1h", "1d"] | None,
        Field(
            description="Aggregation granularity. The answer is one figure for the whole window, so that it changes nothing, but "
            "too many buckets are refused as they are for a timeseries."
        ),
    ] = None
    guardian_id: Annotated[str | None, Field(min_length=1, description="Filter to one Guardian.")] = None
    environment: Annotated[Literal["live", "test", "dev"] | None, Field(description="Filter to one environment.")] = None
    tag: Annotated[str | None, Field(min_length=1, description="Filter to one organizational tag.")] = None

    @property
    def verdicts(self) -> Filter:
        """The verdicts that are asked about, whenever they were, as `VerdictFilter`."""
        told = {"guardianId": self.guardian_id, "environment": self.environment and self.environment.upper(), "tag": self.tag}
        return {name: {"eq": value} for name, value in told.items() if value is not None}

    @property
    def judged(self) -> Filter:
        """The same but for the environment, for what has one of its own."""
        return {name: tests for name, tests in self.verdicts.items() if name != "environment"}

    @property
    def world(self) -> Filter:
        """The environment, as a filter of what has one."""
        return {"environment": self.verdicts["environment"]} if self.environment else {}


class Paged(Strict):
    """A page of a list."""

    limit: Annotated[int, Field(ge=1, le=500, description="Rows on the page.")] = 50
    cursor: Annotated[
        str | None,
        AfterValidator(lambda text: text if text is None else _opened(text)),
        Field(description="`page.next_cursor` of the page before. Absent: the first page."),
    ] = None

    @property
    def page(self) -> dict[str, Any]:
        """The page as variables."""
        return {"limit": self.limit, **({"cursor": self.cursor} if self.cursor is not None else {})}


class CommonPaged(Common, Paged):
    """A page of what the common parameters take."""


class SpanPaged(Span, Paged):
    """A page of what lies in a window."""


def asked_window(asked: Asked) -> Window:
    """The window of a request; LimitExceeded where it is too large for the bucket that was asked for."""
    window: Window = asked.query.window(asked.call.now)
    if getattr(asked.query, "bucket", None):
        window.points(asked.query.bucket)
    return window


def page(connection: Mapping[str, Any]) -> dict[str, Any]:
    """Where a page of a list lies, of a connection's `pageInfo`."""
    more, cursor = connection["pageInfo"]["hasNextPage"], connection["pageInfo"]["endCursor"]
    closed = base64.urlsafe_b64encode(cursor.encode()).decode().rstrip("=") if more else None
    return {"next_cursor": closed, "has_more": more}


def named(text: str | None) -> str | None:
    """A value of an enum as these APIs spell it."""
    return text and text.lower()
