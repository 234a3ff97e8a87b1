"""Times and dates as texts: what is RFC 3339, what is ISO 8601, and what is neither."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.rest.times import read_timestamp, rfc3339
from storage.nouns.record import EPOCH, Instant, micros, parse_date

MOMENTS = st.datetimes(datetime(1970, 1, 2), datetime(9999, 12, 30))
ZONES = st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes)))

VALID = {
    "2026-05-01T12:00:00Z": "2026-05-01T12:00:00Z",
    "2026-05-01t12:00:00z": "2026-05-01T12:00:00Z",
    "2026-05-01T12:00:00.5z": "2026-05-01T12:00:00.5Z",
    "2026-05-01T12:00:00.123456789Z": "2026-05-01T12:00:00.123456Z",
    "2026-05-01T12:00:00-00:00": "2026-05-01T12:00:00Z",
    "2026-05-01T12:00:00-23:59": "2026-05-02T11:59:00Z",
    "2016-12-31T23:59:60Z": "2017-01-01T00:00:00Z",
    "2016-12-31T23:59:60.25Z": "2017-01-01T00:00:00Z",
    "2017-01-01T00:59:60+01:00": "2017-01-01T00:00:00Z",
}
NEITHER = [
    "2026-W10-2T12:00:00Z", "2026W102T120000Z", "2026-W10-2", "2026-W10", "20260514T120000Z", "20260514T12:00:00Z", "20260514",
    "2026-05-14T120000Z", "2026-05-14T12Z", "2026-134T12:00:00Z", "2026-05-14T12:00:00,5Z", "2026-05-14T12:00:00.Z",
    "2026-05-14T12:00:00+0200", "2026-05-14T12:00:00+02", "2026-05-14T12:00:00+24:00", "2026-05-14T12:00:00+02:00:30",
    "2026-05-14T24:00:00Z", "2026-05-14T12:60:00Z", "2026-05-14T12:00:61Z", "2026-05-14T12:00:60Z", "2026-02-30T12:00:00Z",
    " 2026-05-14T12:00:00Z", "2026-05-14T12:00:00Z\n", "2026-05-14_12:00:00Z", "26-05-14T12:00:00Z", "+2026-05-14T12:00:00Z",
    "2026-5-14T12:00:00Z", "٢٠٢٦-05-14T12:00:00Z", "now", "", "1777636800", "1969-12-31T23:59:59Z",
]  # fmt: skip


@pytest.mark.parametrize(("text", "shown"), VALID.items())
def test_rfc_3339_isread_timestamp(text: str, shown: str) -> None:
    assert rfc3339(Instant.parse(text)) == shown
    assert rfc3339(read_timestamp(text).instant) == shown


@pytest.mark.parametrize("text", NEITHER)
def test_what_is_neither_rfc_3339_nor_iso_8601_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"expected an RFC 3339 time|between 1970 and 9999|second 60"):
        Instant.parse(text)
    with pytest.raises(ValueError, match=r"expected an ISO 8601 time|between 1970 and 9999|second 60"):
        read_timestamp(text)


@pytest.mark.parametrize("value", [None, 1777636800, 1.5, True, [], {}])
def test_what_is_no_text_is_no_time(value: object) -> None:
    with pytest.raises(ValueError, match=r"expected an RFC 3339 time"):
        Instant.parse(value)


def test_a_time_without_a_zone_is_utc_in_rest_and_refused_elsewhere() -> None:
    for text in ("2026-05-14T12:00:00", "2026-05-14 12:00:00", "2026-05-14T12:00"):
        assert rfc3339(read_timestamp(text).instant) == "2026-05-14T12:00:00Z"
        with pytest.raises(ValueError, match=r"requires a time zone|expected an RFC 3339 time"):
            Instant.parse(text)


def test_a_plus_sign_that_a_query_string_made_a_space_is_a_plus_sign() -> None:
    assert rfc3339(read_timestamp("2026-05-14T12:00:00 02:00").instant) == "2026-05-14T10:00:00Z"
    assert rfc3339(read_timestamp("2026-05-14T12:00 02:00").instant) == "2026-05-14T10:00:00Z"


def test_a_bare_date_is_a_whole_day() -> None:
    assert (read_timestamp("2026-05-14").is_date, rfc3339(read_timestamp("2026-05-14").instant)) == (True, "2026-05-14T00:00:00Z")
    assert parse_date("2026-05-14").isoformat() == "2026-05-14"


@pytest.mark.parametrize("text", ["20260514", "2026-W20-4", "2026-5-14", "2026-05-32", "", None, 20260514])
def test_other_forms_of_a_date_are_refused(text: object) -> None:
    with pytest.raises(ValueError, match="expected a date"):
        parse_date(text)


@given(moment=MOMENTS, zone=ZONES, lower=st.booleans(), digits=st.integers(0, 6))
def test_every_time_is_read_as_itself(moment: datetime, zone: timezone, lower: bool, digits: int) -> None:
    local = moment.replace(tzinfo=UTC).astimezone(zone)
    text = local.strftime("%Y-%m-%dT%H:%M:%S").rjust(19, "0")
    text += f".{local.microsecond:06d}"[: digits + 1] if digits else ""
    text += local.strftime("%z")[:3] + ":" + local.strftime("%z")[3:]
    part = 10 ** (6 - digits) if digits else 1_000_000
    expected = micros(local) // part * part
    assert Instant.parse(text.lower() if lower else text) == expected == read_timestamp(text).instant


@given(instant=st.integers(0, 253_402_300_799_999_999).map(Instant))
def test_a_time_that_is_shown_is_read_as_the_same(instant: Instant) -> None:
    assert Instant.parse(rfc3339(instant)) == instant
    assert EPOCH + timedelta(microseconds=instant) >= EPOCH


@given(text=st.text("0123456789-:.TtZz+W ", max_size=30))
def test_what_is_refused_is_refused_by_a_sentence(text: str) -> None:
    for read in (Instant.parse, read_timestamp):
        try:
            read(text)
        except ValueError as error:
            assert str(error).startswith(("expected", "a time", "only the last"))  # noqa: PT017
