"""Windows of time and the buckets that divide them, in any time zone."""

from collections.abc import Iterator
from datetime import UTC, timedelta, tzinfo
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import orjson
import sqlalchemy as sa

from storage.errors import BadUserInput, LimitExceeded
from storage.nouns.noun import INTEGER, TEXT
from storage.nouns.record import DAY, EPOCH, LATEST_INSTANT, micros
from storage.rollup.subjects import Level, period_of
from storage.sql.functions import EachPair
from storage.sql.names import fresh
from storage.sql.statement import NOW, later

MOST_POINTS = 10_080


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


def bounds(window: dict[str, Any] | None) -> tuple[Any, Any]:
    """Start (inclusive) and end (exclusive) of a window in microseconds since 1970, each None where it is open."""
    if not window:
        return None, None
    last, since, until = window.get("lastDays"), window.get("from"), window.get("to")
    if last is not None:
        if since is not None or until is not None:
            raise BadUserInput("window: `lastDays` cannot be combined with `from` or `to`")
        return last_days(last)
    return since, until


def last_days(days: Any) -> tuple[Any, Any]:
    """Start (inclusive) and end (exclusive) of a number of days up to now, in microseconds since 1970."""
    return later(days_before, NOW, days), NOW


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


def divided(since: int, until: int, bucket: str, timezone: str) -> str:
    """The buckets that cover a window, as JSON: a list of [start, end) in microseconds since 1970. They begin where
    minutes, hours, days, weeks (on Monday) and months do in the zone, so a day may have 23 or 25 hours."""
    if since >= until:
        raise BadUserInput("window: `from` must be before `to`")
    try:
        return orjson.dumps(_points(until, _starts(since, Bucket(bucket), zone(timezone)))).decode()
    except OverflowError:
        raise BadUserInput("window: the buckets would end after the year 9999") from None


def _points(until: int, starts: Iterator[int]) -> list[tuple[int, int]]:
    """The buckets up to the end of a window; OverflowError where one ends after all times."""
    points: list[tuple[int, int]] = []
    start = next(starts)
    for following in starts:
        if following > LATEST_INSTANT:
            raise OverflowError
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
    """The level of the longest roll-up period that fits into every bucket of `divided`, 0 where not even hours do."""
    level = Level.YEAR
    for start, _ in orjson.loads(points)[1:]:
        while level and period_of(level, start)[0] != start:
            if level is Level.HOUR:
                return 0
            level = Level(level - 1)
    return int(level)


def _starts(since: int, bucket: Bucket, tz: tzinfo) -> Iterator[int]:
    """The starts of the buckets, beginning with the one that contains `since`."""
    local = (EPOCH + timedelta(microseconds=since)).astimezone(tz)
    if bucket in _FIXED:
        length = _FIXED[bucket] // timedelta(microseconds=1)
        offset = (local.utcoffset() or timedelta()) // timedelta(microseconds=1)
        start = (since + offset) // length * length - offset
        while True:
            yield start
            start += length
    day = local.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    if bucket is Bucket.WEEK:
        day -= timedelta(days=day.weekday())
    elif bucket is Bucket.MONTH:
        day = day.replace(day=1)
    while True:
        yield micros(day.replace(tzinfo=tz))
        if bucket is Bucket.MONTH:
            day = (day + timedelta(days=32)).replace(day=1)
        else:
            day += timedelta(days=7 if bucket is Bucket.WEEK else 1)


def pairs(text: Any) -> sa.FromClause:
    """The rows `lo`, `hi` of a JSON list of pairs."""
    columns = (sa.column("lo", INTEGER), sa.column("hi", INTEGER))
    return EachPair(sa.bindparam(None, text, TEXT)).table_valued(*columns).alias(fresh("buckets"))
