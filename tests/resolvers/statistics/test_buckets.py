"""Windows of time and the buckets that divide them."""

import itertools
import json
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolvers.statistics.buckets import MOST_POINTS, Bucket, bounds, divided, zone
from storage.errors import BadUserInput, LimitExceeded
from storage.nouns.record import LATEST_INSTANT
from storage.sql.statement import Later, Moment

HOUR = 3_600_000_000
DAY = 24 * HOUR
MAY = int(datetime(2026, 5, 1, tzinfo=UTC).timestamp()) * 1_000_000


def buckets(since: int, until: int, bucket: Bucket, timezone: str = "UTC") -> list[list[int]]:
    found: list[list[int]] = json.loads(divided(since, until, bucket, timezone))
    return found


def at(*parts: int, timezone: str = "UTC") -> int:
    return int(datetime(*parts, tzinfo=ZoneInfo(timezone)).timestamp()) * 1_000_000  # type: ignore[arg-type, misc]


@pytest.mark.parametrize("bucket", list(Bucket))
def test_buckets_touch_and_cover_the_window(bucket: Bucket) -> None:
    made = buckets(MAY + 12_345, MAY + 6 * DAY, bucket)
    assert made[0][0] <= MAY + 12_345 < made[0][1]
    assert made[-1][0] < MAY + 6 * DAY <= made[-1][1]
    assert all(one[1] == two[0] for one, two in itertools.pairwise(made))


def test_a_window_that_ends_where_a_bucket_ends_has_no_bucket_after_it() -> None:
    assert buckets(MAY, MAY + 2 * HOUR, Bucket.HOUR) == [[MAY, MAY + HOUR], [MAY + HOUR, MAY + 2 * HOUR]]


def test_a_day_is_as_long_as_its_zone_says() -> None:
    spring = buckets(at(2026, 3, 28), at(2026, 3, 31), Bucket.DAY, "Europe/Berlin")
    autumn = buckets(at(2026, 10, 24), at(2026, 10, 27), Bucket.DAY, "Europe/Berlin")
    assert [(end - start) // HOUR for start, end in spring][1:3] == [23, 24]
    assert 25 in [(end - start) // HOUR for start, end in autumn]


def test_a_week_begins_on_monday() -> None:
    for start, _ in buckets(MAY, MAY + 30 * DAY, Bucket.WEEK, "America/New_York"):
        local = datetime.fromtimestamp(start / 1_000_000, ZoneInfo("America/New_York"))
        assert (local.weekday(), local.hour) == (0, 0)


def test_months_are_those_of_the_calendar() -> None:
    made = buckets(at(2027, 12, 15), at(2028, 4, 1), Bucket.MONTH)
    assert made == [[at(2027, 12, 1), at(2028, 1, 1)]] + [[at(2028, month, 1), at(2028, month + 1, 1)] for month in (1, 2, 3)]


def test_hours_follow_zones_of_half_hours() -> None:
    assert buckets(MAY, MAY + 1, Bucket.HOUR, "Asia/Kolkata") == [[MAY - HOUR // 2, MAY + HOUR // 2]]


@pytest.mark.parametrize(("since", "until"), [(1, 1), (2, 1), (MAY, 0)])
def test_a_window_that_ends_before_it_begins_is_refused(since: int, until: int) -> None:
    with pytest.raises(BadUserInput, match="before"):
        divided(since, until, Bucket.DAY, "UTC")


def test_too_many_points_are_refused() -> None:
    assert len(buckets(MAY, MAY + MOST_POINTS * 60_000_000, Bucket.MINUTE)) == MOST_POINTS
    with pytest.raises(LimitExceeded):
        divided(MAY, MAY + MOST_POINTS * 60_000_000 + 1, Bucket.MINUTE, "UTC")


@pytest.mark.parametrize("name", ["", "Nowhere", "../etc/passwd", "Europe", "UTC\x00", "x" * 5000, "/etc/localtime"])
def test_a_zone_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(BadUserInput, match="timezone"):
        zone(name)


@pytest.mark.parametrize("bucket", list(Bucket))
@pytest.mark.parametrize("timezone", ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_the_ends_of_time_are_answered_or_refused(bucket: Bucket, timezone: str) -> None:
    for since, until in ((0, 1), (LATEST_INSTANT - 1, LATEST_INSTANT), (LATEST_INSTANT - 70 * 60_000_000, LATEST_INSTANT)):
        try:
            made = buckets(since, until, bucket, timezone)
        except BadUserInput:
            continue
        assert made[0][0] <= since
        assert until <= made[-1][1] <= LATEST_INSTANT


@given(
    since=st.integers(0, LATEST_INSTANT - 400 * DAY),
    length=st.integers(1, 300 * DAY),
    bucket=st.sampled_from([Bucket.DAY, Bucket.WEEK, Bucket.MONTH]),
    timezone=st.sampled_from(["UTC", "Europe/Berlin", "America/Sao_Paulo", "Africa/Cairo", "Australia/Lord_Howe"]),
)
def test_buckets_are_in_order_in_any_zone(since: int, length: int, bucket: Bucket, timezone: str) -> None:
    made = buckets(since, since + length, bucket, timezone)
    assert all(start < end for start, end in made)
    assert made[0][0] <= since < made[0][1]
    assert made[-1][1] >= since + length


def test_last_days_end_now() -> None:
    moment = Moment({}, "acme", MAY)
    since, until = bounds({"lastDays": 1.5})
    assert isinstance(since, Later)
    assert (since.compute(moment), until.compute(moment)) == (MAY - int(1.5 * DAY), MAY)


@pytest.mark.parametrize("days", [0, -1, 36_501, float("nan"), float("inf")])
def test_a_number_of_days_that_makes_no_sense_is_refused(days: float) -> None:
    since, _ = bounds({"lastDays": days})
    with pytest.raises(BadUserInput):
        since.compute(Moment({}, "acme", MAY))


def test_a_window_is_given_in_one_way() -> None:
    with pytest.raises(BadUserInput):
        bounds({"lastDays": 1, "from": MAY})
    assert bounds({}) == (None, None)
    assert bounds({"from": 1, "to": None}) == (1, None)


def test_the_epoch_is_where_time_begins() -> None:
    assert buckets(0, 1, Bucket.DAY) == [[0, DAY]]
    assert timedelta(microseconds=buckets(0, 1, Bucket.WEEK)[0][0]) == timedelta(days=-3)
