"""Trends, against SQL written by hand: every bucket is there, in any zone, and says what started, ended and was open."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from storage.nouns.process_instance import InstanceStatus, ProcessInstance
from storage.nouns.process_model import ProcessModel
from storage.nouns.record import Instant
from storage.writing.writer import write
from tests.contracts.conftest import Api
from tests.contracts.process_monitoring.reckoning import PATH

MODEL = "g/m"
DAY = timedelta(days=1)


def micros(text: str) -> Instant:
    """A time in UTC."""
    return Instant.of(datetime.fromisoformat(text).replace(tzinfo=UTC))


async def trends(api: Api, body: Any, identifier: str = "%25", **query: str) -> dict[str, Any]:
    """The answer of the trends."""
    response = await api.post(f"{PATH}/trends/{identifier}", body, **query)
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


def instance(own: str, start: str, end: str | None, status: InstanceStatus, **told: Any) -> ProcessInstance:
    """An instance of the one model."""
    return ProcessInstance(
        id=own, at=micros("2026-06-01"), model_id=MODEL, status=status, started_at=micros(start),
        ended_at=micros(end) if end else None, **told,
    )  # fmt: skip


@pytest.fixture
async def few(api: Api, organization: str) -> Api:
    """A handful of instances: one from before the window, one that ends after it, one that a fault holds."""
    records = [
        ProcessModel(id=MODEL, at=micros("2026-01-01")),
        instance("before", "2026-04-30T10:00", "2026-05-01T10:00", InstanceStatus.COMPLETE),
        instance("inside", "2026-05-01T10:00", "2026-05-02T09:00", InstanceStatus.ERROR),
        instance("faulted", "2026-05-01T11:00", None, InstanceStatus.SUSPENDED, faulted=True),
        instance("given up", "2026-05-01T12:00", "2026-05-03T12:00", InstanceStatus.SUSPENDED, faulted=True),
        instance("stopped", "2026-05-03T00:00", "2026-05-03T00:00", InstanceStatus.TERMINATED),
        instance("after", "2026-05-03T23:00", "2026-05-09T10:00", InstanceStatus.COMPLETE),
    ]
    await write(api.database, organization, records)
    return api


async def test_each_bucket_says_what_started_ended_and_is_open(few: Api) -> None:
    body = await trends(few, {"start": "2026-05-01", "end": "2026-05-04"}, bucket="1d")
    assert list(body) == ["identifier", "bucket", "timezone", "series"]
    assert [list(point.values()) for point in body["series"]] == [
        ["2026-05-01T00:00:00Z", 3, 1, 0, 0, 3],
        ["2026-05-02T00:00:00Z", 0, 0, 1, 0, 2],
        ["2026-05-03T00:00:00Z", 2, 0, 1, 1, 2],
        ["2026-05-04T00:00:00Z", 0, 0, 0, 0, 2],
    ]
    assert list(body["series"][0]) == ["timestamp", "started", "completed", "errored", "terminated", "active"]


async def test_a_window_without_ends_begins_with_the_first_and_ends_now(few: Api) -> None:
    series = (await trends(few, {}, bucket="1w"))["series"]
    assert series[0]["timestamp"] == "2026-04-27T00:00:00Z"
    assert sum(point["started"] for point in series) == 6
    last = datetime.fromisoformat(series[-1]["timestamp"])
    assert last <= datetime.now(UTC) < last + 7 * DAY


async def test_metadata_that_nothing_has_leaves_no_course(few: Api) -> None:
    found = await trends(few, {"metadata": [{"name": "region", "type": "text", "value": "nowhere"}]})
    assert found["series"] == []


async def test_nothing_has_no_course(api: Api, organization: str) -> None:
    assert (await trends(api, {}))["series"] == []
    assert (await trends(api, {"end": "2026-05-01"}))["series"] == []
    assert (await trends(api, {"start": "9990-01-01"}))["series"] == []
    zeros = (await trends(api, {"start": "2026-05-01", "end": "2026-05-02"}))["series"]
    assert len(zeros) == 48
    assert {tuple(point.values())[1:] for point in zeros} == {(0, 0, 0, 0, 0)}


FITTING = (
    ("2026-05-01", "2026-05-02", "1h"),
    ("2026-05-01T00:00:00Z", "2026-05-03T00:00:00Z", "1h"),
    ("2026-05-01T00:00:00Z", "2026-05-03T00:00:01Z", "1d"),
    ("2026-01-01T00:00:00Z", "2026-05-01T00:00:00Z", "1d"),
    ("2026-01-01T00:00:00Z", "2026-05-01T00:00:01Z", "1w"),
    ("2024-01-01", "2025-12-31", "1w"),
    ("2024-01-01", "2026-01-03", "1mo"),
)


async def test_the_bucket_fits_the_window_where_none_is_asked_for(few: Api) -> None:
    for start, end, bucket in FITTING:
        assert (await trends(few, {"start": start, "end": end}))["bucket"] == bucket, (start, end)


STARTED = """
SELECT status, started_at, ended_at FROM process_instance
WHERE org_id = 'acme' AND (model_id LIKE 'finance/%%' OR '{all}' = '%25') AND started_at IS NOT NULL {more}
"""
EMEA = "AND id IN (SELECT instance_id FROM instance_metadata WHERE org_id = 'acme' AND name = 'region' AND value = 'EMEA')"


def starts(since: datetime, until: datetime, bucket: str, zone: ZoneInfo) -> list[datetime]:
    """The starts of the buckets in UTC, and the end of the last."""
    local = since.astimezone(zone).replace(minute=0, second=0, microsecond=0)
    if bucket != "1h":
        local = local.replace(hour=0)
        local -= {"1d": 0, "1w": local.weekday(), "1mo": local.day - 1}[bucket] * DAY
    found = [local]
    while found[-1] < until:
        at = found[-1]
        if bucket == "1h":
            found.append((at.astimezone(UTC) + timedelta(hours=1)).astimezone(zone))
        elif bucket == "1mo":
            found.append((at.replace(day=1) + 32 * DAY).replace(day=1))
        else:
            found.append(at + (7 if bucket == "1w" else 1) * DAY)
    return [each.astimezone(UTC) for each in found]


@pytest.mark.parametrize(
    ("start", "end", "bucket", "zone"),
    [
        ("2026-01-20T10:00:00Z", "2026-04-01T09:30:00Z", "1d", "Europe/Berlin"),
        ("2026-01-20T10:00:00Z", "2026-04-01T09:30:00Z", "1w", "America/New_York"),
        ("2026-03-28T10:00:00Z", "2026-03-30T09:30:00Z", "1h", "Europe/Berlin"),
        ("2025-11-20T10:00:00Z", "2026-04-01T09:30:00Z", "1mo", "Asia/Kolkata"),
        ("2026-01-01T00:00:00Z", "2026-03-31T23:59:59.999999Z", "1d", "UTC"),
    ],
)
@pytest.mark.parametrize(("identifier", "metadata", "more"), [("%25", [], ""), ("finance%25", [("region", "EMEA")], EMEA)])
async def test_the_trends_of_the_demo(
    filled: Api, start: str, end: str, bucket: str, zone: str, identifier: str, metadata: list[tuple[str, str]], more: str
) -> None:
    tests = [{"name": name, "value": value} for name, value in metadata]
    body = await trends(filled, {"start": start, "end": end, "metadata": tests}, identifier, bucket=bucket, timezone=zone)
    since, until = (datetime.fromisoformat(each) for each in (start, end))
    edges = starts(since, until, bucket, ZoneInfo(zone))
    sql = STARTED.replace("%%", "%").format(all=identifier, more=more)
    rows = [tuple(row) for row in await filled.database.rows(sql)]
    lowest, highest = (int(Instant.of(each)) for each in (since, until))
    expected = []
    for low, high in pairwise(edges):
        lo, hi = max(int(Instant.of(low)), lowest), min(int(Instant.of(high)), highest + 1)
        over = [status for status, began, end in rows if end is not None and lo <= max(end, began) < hi]
        expected.append(
            {
                "timestamp": low.isoformat().replace("+00:00", "Z"),
                "started": sum(lo <= began < hi for _, began, _ in rows),
                "completed": over.count("COMPLETE"),
                "errored": over.count("ERROR"),
                "terminated": over.count("TERMINATED"),
                "active": sum(began < hi and (end is None or max(end, began) >= hi) for _, began, end in rows),
            }
        )
    assert body["series"] == expected
    assert sum(point["started"] + point["active"] for point in expected) > 0
