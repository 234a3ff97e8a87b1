"""Windows of time and the buckets that divide them."""

import itertools
import json
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resolvers.statistics.buckets import MOST_POINTS, Bucket, bounds, cut, divided, width, zone
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


def local(instant: int, timezone: str) -> datetime:
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=instant)).astimezone(ZoneInfo(timezone))


def offset(instant: int, timezone: str) -> int:
    found = local(instant, timezone).utcoffset()
    assert found is not None
    return found // timedelta(microseconds=1)


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


MOVED = [
    ("Australia/Lord_Howe", (2026, 4, 4, 13), {"05 01:00": 90, "05 02:00": 60}),
    ("Australia/Lord_Howe", (2026, 10, 3, 14), {"04 01:00": 60, "04 02:30": 30, "04 03:00": 60}),
    ("America/Caracas", (2007, 12, 9, 5), {"09 02:00": 90, "09 03:00": 60}),
    ("America/Caracas", (2016, 5, 1, 5), {"01 02:00": 30, "01 03:00": 60}),
    ("Asia/Pyongyang", (2015, 8, 14, 13), {"14 23:00": 90, "15 00:00": 60}),
    ("Asia/Pyongyang", (2018, 5, 4, 13), {"04 23:00": 30, "05 00:00": 60}),
    ("Europe/Berlin", (2026, 3, 29, 0), {"29 01:00": 60, "29 03:00": 60}),
    ("Pacific/Apia", (2011, 12, 30, 8), {"29 23:00": 60, "31 00:00": 60}),
]


@pytest.mark.parametrize(("timezone", "since", "lengths"), MOVED)
def test_hours_begin_on_the_hour_after_a_clock_was_moved(timezone: str, since: tuple[int, ...], lengths: dict[str, int]) -> None:
    made = buckets(at(*since), at(*since) + 6 * HOUR, Bucket.HOUR, timezone)
    found = {f"{local(start, timezone):%d %H:%M}": (end - start) * 60 // HOUR for start, end in made}
    assert found.items() >= lengths.items()


def test_the_hour_that_a_clock_repeats_as_a_whole_is_two_buckets() -> None:
    made = buckets(at(2026, 10, 25, 0), at(2026, 10, 25, 2), Bucket.HOUR, "Europe/Berlin")
    assert [f"{local(start, 'Europe/Berlin'):%H%z}" for start, _ in made] == ["02+0200", "02+0100"]


def test_a_day_that_a_zone_left_out_is_no_bucket() -> None:
    made = buckets(at(2011, 12, 29, 12), at(2012, 1, 1), Bucket.DAY, "Pacific/Apia")
    assert [local(start, "Pacific/Apia").day for start, _ in made] == [29, 31, 1]


@settings(max_examples=40)
@given(
    timezone=st.sampled_from(sorted(available_timezones())),
    year=st.integers(1973, 2036),
    bucket=st.sampled_from([Bucket.HOUR, Bucket.QUARTER_HOUR, Bucket.DAY]),
)
def test_buckets_begin_on_the_clock_of_every_zone_around_every_move_of_it(timezone: str, year: int, bucket: Bucket) -> None:
    size = {Bucket.HOUR: HOUR, Bucket.QUARTER_HOUR: HOUR // 4, Bucket.DAY: DAY}[bucket]
    first = at(year, 1, 1)
    moves = [day for day in range(first, first + 365 * DAY, DAY) if offset(day, timezone) != offset(day + DAY, timezone)]
    for day in (first, *moves):
        made = buckets(day, day + DAY, bucket, timezone)
        assert all(one[1] == two[0] for one, two in itertools.pairwise(made))
        assert made[0][0] <= day < made[0][1]
        for start, end in made:
            on_the_clock = (start + offset(start, timezone)) % size == 0
            skipped = offset(start - 1, timezone) < offset(start, timezone)
            assert on_the_clock or skipped, local(start, timezone)
            assert end - start == size or offset(start - 1, timezone) != offset(end, timezone), local(start, timezone)


@given(
    since=st.integers(0, LATEST_INSTANT - 400 * DAY),
    length=st.integers(1, 6 * DAY),
    bucket=st.sampled_from(list(Bucket)),
    timezone=st.sampled_from(["UTC", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe"]),
)
def test_buckets_are_cut_at_multiples_of_their_width_and_nothing_else_changes(
    since: int, length: int, bucket: Bucket, timezone: str
) -> None:
    text = divided(since, since + length, bucket, timezone)
    pieces, each = json.loads(cut(text)), width(text)
    joined: dict[int, list[list[int]]] = {}
    for place, lo, hi, start in pieces:
        assert lo // each == (hi - 1) // each == place
        joined.setdefault(start, []).append([lo, hi])
    for start, end in json.loads(text):
        parts = joined.pop(start)
        assert (parts[0][0], parts[-1][1]) == (max(start, 0), end)
        assert all(one[1] == two[0] for one, two in itertools.pairwise(parts))
    assert not joined
    assert len(pieces) <= 2 * len(json.loads(text)) + 2


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
