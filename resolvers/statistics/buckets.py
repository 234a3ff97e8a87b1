"""Windows of time and the buckets that divide them, in any time zone."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import orjson
import sqlalchemy as sa
from sqlalchemy.sql.selectable import CTE

from storage.errors import BadUserInput, LimitExceeded
from storage.nouns.noun import INTEGER, TEXT
from storage.nouns.record import DAY, EPOCH, LATEST_INSTANT, micros
from storage.rollup.subjects import Level, period_of
from storage.sql.functions import EachRow
from storage.sql.names import fresh
from storage.sql.statement import NOW, Later, later

MOST_POINTS = 10_080
MICROSECOND = timedelta(microseconds=1)

Ends = tuple[int | Later | None, int | Later | None]
"""Start (inclusive) and end (exclusive) of a window in microseconds since 1970, or what computes them; None: open."""


class Bucket(StrEnum):
    """Length of a time bucket."""

    MINUTE = "MINUTE"
    FIVE_MINUTES = "FIVE_MINUTES"
    QUARTER_HOUR = "QUARTER_HOUR"
    HOUR = "HOUR"
    DAY = "DAY"
    WEEK = "WEEK"
    MONTH = "MONTH"


_FIXED = {
    Bucket.MINUTE: timedelta(minutes=1),
    Bucket.FIVE_MINUTES: timedelta(minutes=5),
    Bucket.QUARTER_HOUR: timedelta(minutes=15),
    Bucket.HOUR: timedelta(hours=1),
}


def bounds(window: Mapping[str, object] | None, now: int | Later = NOW) -> Ends:
    """Start (inclusive) and end (exclusive) of a window in microseconds since 1970, each None if it is open. BAD_USER_INPUT if
    `lastDays` is combined with an end, or out of its range.

    `now` is the time of the request. Plans pass NOW, which is computed each time that they run.
    """
    if not window:
        return None, None
    last, since, until = window.get("lastDays"), _time(window.get("from")), _time(window.get("to"))
    if last is not None:
        if since is not None or until is not None:
            raise BadUserInput("window: `lastDays` cannot be combined with `from` or `to`", field="window.lastDays")
        assert isinstance(last, int | float | Later)
        return last_days(last, now)
    return since, until


def _time(value: object) -> int | Later | None:
    """An end of a window, which GraphQL has checked."""
    assert value is None or isinstance(value, int | Later)
    return value


def last_days(days: float | Later, now: int | Later = NOW) -> tuple[int | Later, int | Later]:
    """Start (inclusive) and end (exclusive) of a number of days up to now, in microseconds since 1970."""
    return later(days_before, now, days), now


def days_before(now: int, days: float) -> int:
    """The time a number of days before now, in microseconds since 1970; BAD_USER_INPUT unless it is above 0, at most 36,500."""
    if not 0 < days <= 36_500:
        raise BadUserInput("lastDays: must be above 0 and at most 36500", field="lastDays")
    return max(0, now - round(days * DAY))


def zone(name: str) -> tzinfo:
    """The time zone with an IANA name; BAD_USER_INPUT if there is none."""
    try:
        return UTC if name == "UTC" else ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise BadUserInput(f"timezone: unknown IANA time zone {name[:60]!r}") from None


@lru_cache(maxsize=32)
def divided(since: int, until: int, bucket: str, timezone: str) -> str:
    """The buckets that cover a window, as JSON: a list of [start, end) in microseconds since 1970. BAD_USER_INPUT if the window
    is empty, the time zone is unknown or a bucket would end after the year 9999; LIMIT_EXCEEDED if there are more than 10,080.

    They begin when minutes, hours, days, weeks (on Monday) and months begin in the zone. A day may have 23 or 25 hours. If a
    clock moves by half an hour, the hour that it leaves or repeats has 30 or 90 minutes, and all others begin at :00.
    """
    if since >= until:
        raise BadUserInput("window: `from` must be before `to`")
    try:
        return orjson.dumps(_points(since, until, _starts(since, Bucket(bucket), zone(timezone)))).decode()
    except OverflowError:
        raise BadUserInput("window: the buckets would end after the year 9999") from None


def _points(since: int, until: int, starts: Iterator[int]) -> list[tuple[int, int]]:
    """The buckets that touch a window; OverflowError if one ends after all times."""
    points: list[tuple[int, int]] = []
    start = next(starts)
    for following in starts:
        if following > LATEST_INSTANT:
            raise OverflowError
        if following <= max(since, start):  # before the window, or a day that a zone skipped
            start = following
            continue
        points.append((start, following))
        if following >= until:
            break
        if len(points) >= MOST_POINTS:
            raise LimitExceeded(
                f"series: more than {MOST_POINTS} buckets; use a longer bucket or a shorter window",
                limit="points", allowed=MOST_POINTS, measured=f"more than {MOST_POINTS}",
            )  # fmt: skip
        start = following
    return points


def fitting(points: str) -> int:
    """The level of the longest roll-up period that fits into every bucket of `divided`; 0 if hours do not fit."""
    level = Level.YEAR
    for start, _ in orjson.loads(points)[1:]:
        while level and period_of(level, start)[0] != start:
            if level is Level.HOUR:
                return 0
            level = Level(level - 1)
    return int(level)


def _starts(since: int, bucket: Bucket, tz: tzinfo) -> Iterator[int]:
    """The starts of buckets, none after `since` before the first that contains it."""
    day = _local(since, tz).replace(hour=0, minute=0, second=0, microsecond=0)
    if bucket in _FIXED:
        yield from _clock_starts(_day_start(day, tz), _FIXED[bucket], tz)
        return
    if bucket is Bucket.WEEK:
        day -= timedelta(days=day.weekday())
    elif bucket is Bucket.MONTH:
        day = day.replace(day=1)
    while True:
        yield _day_start(day, tz)
        if bucket is Bucket.MONTH:
            day = (day + timedelta(days=32)).replace(day=1)
        else:
            day += timedelta(days=7 if bucket is Bucket.WEEK else 1)


def _clock_starts(start: int, length: timedelta, tz: tzinfo) -> Iterator[int]:
    """A start and all starts that follow: the times at which the local time is a multiple of the length, or jumps over one."""
    yield start
    now, local = start, _local(start, tz)
    while True:
        into = (local - datetime.min) % length
        following = now + (length - into) // MICROSECOND
        after = _local(following, tz)
        if after - local == length - into:
            yield following
        else:
            following = _next_change(now, following, tz)
            before, after = _local(following - 1, tz), _local(following, tz)
            if not (after - datetime.min) % length or after - (after - datetime.min) % length > before:
                yield following
        now, local = following, after


def _day_start(day: datetime, tz: tzinfo) -> int:
    """The first instant of a local day. If the zone skipped the day, the first instant after it."""
    start = micros(day.replace(tzinfo=tz))
    if _local(start, tz) == day:
        return start
    return _first(start - DAY, start, lambda instant: _local(instant, tz) >= day)


def _next_change(since: int, until: int, tz: tzinfo) -> int:
    """The instant after `since`, at most `until`, at which the clocks of a zone are moved."""
    offset = _local(since, tz) - _local(since, UTC)
    return _first(since, until, lambda instant: _local(instant, tz) - _local(instant, UTC) != offset)


def _first(before: int, until: int, holds: Callable[[int], bool]) -> int:
    """The first instant after `before`, at most `until`, at which a condition is true. From there on it stays true."""
    while until - before > 1:
        middle = (before + until) // 2
        before, until = (before, middle) if holds(middle) else (middle, until)
    return until


def _local(instant: int, tz: tzinfo) -> datetime:
    """The time that clocks of a zone show."""
    return (EPOCH + timedelta(microseconds=instant)).astimezone(tz).replace(tzinfo=None)


def pairs(text: str | Later) -> sa.FromClause:
    """The rows `lo`, `hi` of a JSON list of pairs."""
    return _table(text, "lo", "hi").alias(fresh("buckets"))


def width(points: str) -> int:
    """The mean length of buckets, in microseconds."""
    buckets = orjson.loads(points)
    return int(buckets[-1][1] - buckets[0][0]) // len(buckets)


def cut(points: str) -> str:
    """Buckets cut at the multiples of `width`, as JSON: a list of [multiple, start, end, start of the bucket].

    A time is looked up by its multiple of the width, and then among few pieces, for any number of buckets.
    """
    pieces, length = [], width(points)
    for start, end in orjson.loads(points):
        lo = max(start, 0)
        while lo < end:
            hi = min(end, (lo // length + 1) * length)
            pieces.append((lo // length, lo, hi, start))
            lo = hi
    return orjson.dumps(pieces).decode()


def pieces(text: str | Later) -> CTE:
    """The rows `place`, `lo`, `hi`, `bucket` of `cut`, as a step of a statement."""
    cut_ = _table(text, "place", "lo", "hi", "bucket").alias(fresh("cut"))
    return sa.select(*cut_.c).cte(fresh("pieces")).prefix_with("MATERIALIZED")


def _table(text: str | Later, *names: str) -> sa.TableValuedAlias:
    return EachRow(sa.bindparam(None, text, TEXT), names).table_valued(*(sa.column(name, INTEGER) for name in names))
