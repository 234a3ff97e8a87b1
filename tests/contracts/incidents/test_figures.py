"""Figures of the incidents API against rows of the filled store, found by SQL written by hand and counted in plain Python."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from storage.accounts.keys import create_key
from tests.contracts.conftest import OTHER, UNTIL, Api

DAY = 86_400_000_000
KEYS = ("invoice-review", "payment", "access-request")


@dataclass(frozen=True)
class Rows:
    """Incidents and activity instances of one version, and versions of its key."""

    incidents: Sequence[tuple[Any, ...]]
    """Id, activity, activity's label, failed activity and its label, type, state, created, ended, root cause, instance."""
    tasks: Sequence[tuple[str, str, int]]
    """Activity, type, start."""

    def within(self, since: int, until: int) -> "Rows":
        """Those that arose or started from `since` to before `until`."""
        return Rows(
            [row for row in self.incidents if since <= row[7] < until], [row for row in self.tasks if since <= row[2] < until]
        )

    @property
    def causes(self) -> list[tuple[Any, ...]]:
        """Incidents that no other incident caused."""
        return [row for row in self.incidents if row[9] in (None, row[0])]


async def rows_of(api: Api, org_id: str, key: str, version: int) -> Rows:
    """What SQL finds of a version."""
    model = f"m.org_id = '{org_id}' AND m.key = '{key}'"
    of = f"WHERE x.org_id = '{org_id}' AND {model} AND x.model_id = m.id AND x.version = {version}"
    incidents = await api.database.rows(
        "SELECT x.id, x.activity_id, x.activity_name, x.failed_activity_id, x.failed_activity_name, x.type, x.state, "
        f"x.created_at, x.ended_at, x.root_cause_id, x.instance_id FROM incident x, process_model m {of}",
        [],
    )
    tasks = await api.database.rows(
        f"SELECT x.task_spec, x.type, x.started_at FROM task x, process_model m {of} AND x.started_at IS NOT NULL", []
    )
    return Rows([tuple(row) for row in incidents], [tuple(row) for row in tasks])  # type: ignore[misc]


def _text(micros: int) -> str:
    return datetime.fromtimestamp(micros // 1_000_000, UTC).strftime("%Y-%m-%dT%H:%M:%S") + f".{micros % 1_000_000:06d}Z"


def windows() -> list[tuple[dict[str, str], int, int]]:
    """Parameters, and the window that they name: from, and to before."""
    day = UNTIL - 20 * DAY
    date = _text(day)[:10]
    start, end = UNTIL - 40 * DAY + 12_345_678_901, UNTIL - 3 * DAY + 1
    return [
        ({}, 0, 2**62),
        ({"startDate": _text(start)}, start, 2**62),
        ({"endDate": _text(end)}, 0, end + 1),
        ({"startDate": _text(start), "endDate": _text(end)}, start, end + 1),
        ({"startDate": date, "endDate": date}, day, day + DAY),
        ({"startDate": _text(end), "endDate": _text(start)}, end, start),
        ({"endDate": "9999-12-31"}, 0, 2**62),
    ]


ASKED = [(org_id, key, version) for org_id in ("acme", OTHER) for key, version in zip(KEYS, (1, 2, 1), strict=True)]


async def _reader(api: Api, org_id: str) -> Api:
    """The routes for an organization of the filled store."""
    _, text = await create_key(api.database, org_id, "figures", ["graph:read"])
    return Api(api.app, api.database, text)


async def _get(api: Api, path: str, **query: Any) -> Any:
    response = await api.get(f"/incidents/{path}", **query)
    assert response.status_code == 200, response.text
    return response.json()


@pytest.mark.parametrize(("org_id", "key", "version"), ASKED)
async def test_heatmap(filled: Api, org_id: str, key: str, version: int) -> None:
    found, reader = await rows_of(filled, org_id, key, version), await _reader(filled, org_id)
    assert found.incidents
    for query, since, until in windows():
        rows = found.within(since, until)
        got = await _get(reader, "heatmap", processKey=key, version=version, **query)
        states = Counter((row[1], row[6]) for row in rows.incidents)
        started = Counter(row[0] for row in rows.tasks)
        activities = sorted({*started, *(activity for activity, _ in states)})
        assert [row["actId"] for row in got] == activities
        for row in got:
            named = [states[row["actId"], state] for state in ("OPEN", "RESOLVED", "DELETED")]
            assert list(row.values())[1:4] == named
            assert row["totalIncidents"] == sum(named)
            assert row["instanceCount"] == started[row["actId"]]


@pytest.mark.parametrize(("org_id", "key", "version"), ASKED)
async def test_totals_and_days_agree(filled: Api, org_id: str, key: str, version: int) -> None:
    found, reader = await rows_of(filled, org_id, key, version), await _reader(filled, org_id)
    for query, since, until in windows():
        rows = found.within(since, until)
        totals = await _get(reader, "total-counts", processKey=key, version=version, **query)
        errors = sum(row[1] == "errorStartEvent" for row in rows.tasks)
        assert totals == {"totalIncidents": len(rows.causes), "totalExceptions": errors}
        days = await _get(reader, "incidents-graph", processKey=key, version=version, **query)
        counted = Counter((row[7] // DAY * 86_400_000, row[5]) for row in rows.causes)
        assert [((row["date"], row["incidentType"]), row["totalInstances"]) for row in days] == sorted(counted.items())


@pytest.mark.parametrize("org_id", ["acme", OTHER])
@pytest.mark.parametrize("key", KEYS)
async def test_versions(filled: Api, org_id: str, key: str) -> None:
    of = f"org_id = '{org_id}' AND model_id IN (SELECT id FROM process_model WHERE org_id = '{org_id}' AND key = '{key}')"
    versions = await filled.database.rows(f"SELECT DISTINCT version FROM process_version WHERE {of}", [])
    instances = Counter(row[0] for row in await filled.database.rows(f"SELECT version FROM process_instance WHERE {of}", []))
    reader = await _reader(filled, org_id)
    got = await _get(reader, "incident-version-graph", processKey=key)
    assert [row["version"] for row in got] == sorted(row[0] for row in versions)
    for row in got:
        found = await rows_of(filled, org_id, key, row["version"])
        errors = sum(each[1] == "errorStartEvent" for each in found.tasks)
        expected = (row["version"], instances[row["version"]], len(found.causes), errors)
        assert tuple(row.values()) == expected


@pytest.mark.parametrize(("org_id", "key", "version"), ASKED)
async def test_table(filled: Api, org_id: str, key: str, version: int) -> None:
    found, reader = await rows_of(filled, org_id, key, version), await _reader(filled, org_id)
    for query, since, until in windows():
        rows = sorted(found.within(since, until).incidents, key=lambda row: (-row[7], [-ord(letter) for letter in row[0]]))
        for least, most in ((0, 3), (2, 5), (0, 10_000), (len(rows), len(rows) + 5), (4, 4), (2**31 - 1, 2**31 - 1)):
            got = await _get(
                reader, "incidents-table", processKey=key, version=version, minResults=least, maxResults=most, **query
            )
            assert [(row["procInstId"], row["createTime"]) for row in got] == [(r[10], r[7] // 1000) for r in rows[least:most]]
            for row, expected in zip(got, rows[least:most], strict=True):
                assert (row["activityId"], row["activity"]) == (expected[1], expected[2])
                assert row["endTime"] == (None if expected[8] is None else expected[8] // 1000)
                failed = (expected[3] or expected[1], expected[4] or expected[2])
                assert (row["failedActivityId"], row["failedActivity"]) == failed
