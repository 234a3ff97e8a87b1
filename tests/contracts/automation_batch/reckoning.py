"""What the automation batch API has to answer, reckoned row by row from what SQL written by hand finds."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

import pytest

from storage.database.protocol import Database

PATH = "/api/analytics/batch"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ACTIONS = ("clicks", "keystrokes", "scrolls", "screenshots", "total_steps")
OF_RUN = (
    "id", "external_id", "workflow_id", "name", "parameters_count", "state", "trigger", "started_at", "ended_at", "total_tokens",
    "clicks", "keystrokes", "scrolls", "screenshots", "total_steps", "total_iterations", "error", "error_category",
)  # fmt: skip
RUNS = """
SELECT run.id, external_id, workflow_id, coalesce(workflow.name, workflow_id), parameters_count, state, "trigger", started_at,
    ended_at, total_tokens, clicks, keystrokes, scrolls, screenshots, total_steps, total_iterations, error, error_category
FROM run LEFT JOIN workflow ON workflow.org_id = run.org_id AND workflow.id = run.workflow_id
WHERE run.org_id = '{org_id}' AND started_at >= {since} AND started_at <= {last} {more}
ORDER BY started_at DESC, run.id DESC
"""
OF_CALL = ("slug", "method", "succeeded", "latency_us")
CALLS = """
SELECT endpoint_call.slug, endpoint_call.method, endpoint_call.succeeded, endpoint_call.latency_us
FROM endpoint_call LEFT JOIN workflow ON workflow.org_id = endpoint_call.org_id AND workflow.id = endpoint_call.workflow_id
LEFT JOIN run ON run.org_id = endpoint_call.org_id AND run.id = endpoint_call.run_id
WHERE endpoint_call.org_id = '{org_id}' AND called_at >= {since} AND called_at <= {last} {more}
"""

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Asked:
    """A request: the window's first and last microsecond, and the filters."""

    since: int
    last: int
    granularity: str = "day"
    workflow_name: str | None = None
    triggered_by: str | None = None
    status: str | None = None

    @property
    def body(self) -> dict[str, Any]:
        """The request's body."""
        told = {"workflow_name": self.workflow_name, "triggered_by": self.triggered_by, "status": self.status}
        dates = {"start_date": rfc3339(self.since), "end_date": rfc3339(self.last), "granularity": self.granularity}
        return {**dates, **{name: value for name, value in told.items() if value is not None}}

    def sql(self, text: str, org_id: str) -> str:
        """A statement that finds what is asked about."""
        tests = {
            "coalesce(workflow.name, workflow_id)": self.workflow_name,
            'run."trigger"': self.triggered_by and self.triggered_by.upper(),
            "run.state": self.status and self.status.upper(),
        }
        more = "".join(f" AND {column} = '{value}'" for column, value in tests.items() if value is not None)
        if "endpoint_call" in text:
            more = more.replace("workflow_id)", "endpoint_call.workflow_id)")
        return text.format(org_id=org_id, since=self.since, last=self.last, more=more)


def rfc3339(micros: int) -> str:
    """A time as answers spell it."""
    text = (EPOCH + timedelta(microseconds=micros)).isoformat()
    return (text.split("+")[0].rstrip("0") if "." in text else text.split("+")[0]) + "Z"


def rate(good: int, bad: int) -> float:
    """Share of the good ones to 4 decimals, halves to the even one."""
    return float((Decimal(good) / (good + bad)).quantize(Decimal("0.0001"), ROUND_HALF_EVEN)) if good + bad else 0


def average(micros: Sequence[int]) -> Any:
    """The mean, in whole milliseconds."""
    return pytest.approx(sum(micros) / len(micros) / 1000, abs=0.5011) if micros else 0


def percentile(micros: Sequence[int], percent: int) -> Any:
    """The nearest rank in whole milliseconds, within 1 % as roll-ups have it."""
    values = sorted(micros)
    if not values:
        return 0
    nearest = values[-(-percent * len(values) // 100) - 1] / 1000
    return pytest.approx(nearest, abs=0.0101 * nearest + 0.501)


def lengths(rows: Sequence[Row]) -> list[int]:
    """Durations of those that are finished."""
    return [row["ended_at"] - row["started_at"] for row in rows if row["ended_at"] is not None]


async def runs(database: Database, org_id: str, asked: Asked) -> list[Row]:
    """The runs that are asked about, newest first."""
    return [dict(zip(OF_RUN, row, strict=True)) for row in await database.rows(asked.sql(RUNS, org_id))]


async def reckoned(database: Database, org_id: str, asked: Asked) -> dict[str, Any]:
    """The body that is due, but for active_today and the histogram."""
    rows = await runs(database, org_id, asked)
    found = await database.rows(asked.sql(CALLS, org_id))
    calls = [dict(zip(OF_CALL, row, strict=True)) for row in found]
    states = Counter(row["state"] for row in rows)
    failed = [row for row in rows if row["state"] == "FAILED"]
    points = [_point(start, end, rows) for start, end in _buckets(asked)]
    triggers = Counter((row["trigger"] or "unknown").lower() for row in rows)
    workflows = [
        _workflow(name, [row for row in rows if row["name"] == name]) for name in sorted({row["name"] for row in rows} - {None})
    ]
    best = sorted(workflows, key=lambda each: (-each["executions"], each["workflow_name"]))[:10]
    shown = ("workflow_name", "executions", "completed", "failures", "success_rate", "avg_duration_ms", "last_execution")
    complexity = ("workflow_name", "complexity_score", "total_steps", "total_iterations", "parameters_count", *shown[4:6])
    took = lengths(rows)
    return {
        "summary": {
            "total_executions": len(rows),
            "completed": states["COMPLETED"],
            "total_failures": len(failed),
            "success_rate": rate(states["COMPLETED"], len(failed)),
            "avg_duration_ms": average(took),
            "total_tokens": sum(row["total_tokens"] or 0 for row in rows),
        },
        "executions_over_time": {"data": points, "granularity": asked.granularity},
        "success_rate": {
            "data": [
                {"time": each["time"], "total": each["total"], "completed": each["completed"],
                 "success_rate": rate(each["completed"], each["failed"])}
                for each in points
            ],
            "granularity": asked.granularity,
        },
        "failure_breakdown": {"data": _categories(failed), "total_failures": len(failed)},
        "trigger_distribution": {
            "data": sorted(
                ({"trigger_type": name, "count": count} for name, count in triggers.items()),
                key=lambda each: (-each["count"], each["trigger_type"] == "unknown", each["trigger_type"]),
            )
        },
        "top_automations": {"data": [{name: each[name] for name in shown} for each in best], "sort_by": "executions"},
        "duration_distribution": {
            "stats": {
                "total": len(took), "avg_ms": average(took), "min_ms": round(min(took, default=0) / 1000),
                "max_ms": round(max(took, default=0) / 1000),
                **{f"p{percent}_ms": percentile(took, percent) for percent in (50, 75, 90, 95, 99)},
            }
        },
        "recent_failures": {"data": [_failure(row) for row in failed[:20]], "total": len(failed), "limit": 20, "offset": 0},
        "actions_per_workflow": {"data": [{name: each[name] for name in ("workflow_name", *ACTIONS)} for each in workflows]},
        "workflow_complexity": {"data": [{name: each[name] for name in complexity} for each in workflows]},
        "endpoint_usage": {"data": _usage(calls)},
        "workflows": [each["workflow_name"] for each in workflows],
    }  # fmt: skip


def _buckets(asked: Asked) -> list[tuple[int, int]]:
    """Hours, days, weeks and months of UTC that the window touches."""
    start = EPOCH + timedelta(microseconds=asked.since)
    start = start.replace(minute=0, second=0, microsecond=0, hour=start.hour if asked.granularity == "hour" else 0)
    if asked.granularity == "week":
        start -= timedelta(days=start.isoweekday() - 1)
    if asked.granularity == "month":
        start = start.replace(day=1)
    found = []
    while (start - EPOCH) // timedelta(microseconds=1) <= asked.last:
        if asked.granularity == "month":
            end = start.replace(year=start.year + start.month // 12, month=start.month % 12 + 1)
        else:
            end = start + {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(days=7)}[asked.granularity]
        found.append(((start - EPOCH) // timedelta(microseconds=1), (end - EPOCH) // timedelta(microseconds=1)))
        start = end
    return found


def _point(start: int, end: int, rows: Sequence[Row]) -> dict[str, Any]:
    states = Counter(row["state"] for row in rows if start <= row["started_at"] < end)
    told = {name: states[name.upper()] for name in ("completed", "failed", "running", "pending")}
    return {"time": rfc3339(start), "total": states.total(), **told}


def _categories(failed: Sequence[Row]) -> list[dict[str, Any]]:
    messages: dict[str, Counter[str]] = defaultdict(Counter)
    for row in failed:
        messages[row["error_category"] or "unknown"].update([] if row["error"] is None else [row["error"]])
    counts = Counter(row["error_category"] or "unknown" for row in failed)
    return [
        {
            "category": name,
            "count": count,
            "sample_messages": sorted(messages[name], key=lambda text: (-messages[name][text], text.encode()))[:5],
        }
        for name, count in sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    ]


def _workflow(name: str, rows: Sequence[Row]) -> dict[str, Any]:
    states = Counter(row["state"] for row in rows)
    sums = {column: sum(row[column] or 0 for row in rows) for column in (*ACTIONS, "total_iterations")}
    parameters = max(row["parameters_count"] or 0 for row in rows)
    logs = sum(math.log2(1 + sums[column] / len(rows)) for column in ("total_steps", "total_iterations"))
    return {
        "workflow_name": name,
        "executions": len(rows),
        "completed": states["COMPLETED"],
        "failures": states["FAILED"],
        "success_rate": rate(states["COMPLETED"], states["FAILED"]),
        "avg_duration_ms": average(lengths(rows)),
        "last_execution": rfc3339(rows[0]["started_at"]),
        "parameters_count": parameters,
        "complexity_score": round(logs + parameters / 2, 2),
        **sums,
    }


def _failure(row: Row) -> dict[str, Any]:
    took = None if row["ended_at"] is None else round((row["ended_at"] - row["started_at"]) / 1000)
    return {
        "execution_id": row["id"],
        "run_id": row["external_id"] or row["id"],
        "workflow_name": row["name"],
        "error_category": row["error_category"],
        "triggered_by": row["trigger"] and row["trigger"].lower(),
        "started_at": rfc3339(row["started_at"]),
        "error_message": row["error"],
        "duration_ms": took,
    }


def _usage(calls: Sequence[Row]) -> list[dict[str, Any]]:
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for call in calls:
        found[call["slug"], call["method"]].append(call)
    usage = []
    for (slug, method), rows in sorted(found.items(), key=lambda each: (-len(each[1]), each[0])):
        took = [row["latency_us"] for row in rows if row["latency_us"] is not None]
        good = sum(bool(row["succeeded"]) for row in rows)
        usage.append(
            {
                "endpoint_slug": slug, "http_method": method, "invocations": len(rows), "success_count": good,
                "success_rate": rate(good, len(rows) - good), "avg_response_time_ms": average(took),
                "p95_response_time_ms": percentile(took, 95),
            }
        )  # fmt: skip
    return usage


def assert_histogram(got: list[dict[str, Any]], micros: Sequence[int]) -> None:
    """Asserts that there are 20 buckets of equal ratio; a value within 1 % of a bound may stand in the bucket beside it."""
    values = sorted(value / 1000 for value in micros)
    if not values:
        assert got == []
        return
    low, high = values[0], values[-1]
    assert len(got) == 20
    assert sum(bucket["count"] for bucket in got) == len(values)
    for place, bucket in enumerate(got):
        start, end = bucket["bucket_start_ms"], bucket["bucket_end_ms"]
        assert start == pytest.approx(low * (high / low) ** (place / 20), abs=0.5011)
        assert end == pytest.approx(low * (high / low) ** ((place + 1) / 20), abs=0.5011)
        surely = sum((start + 0.5) * 1.0101 <= value < (end - 0.5) * 0.9899 for value in values)
        perhaps = sum((start - 0.5) * 0.9899 <= value <= (end + 0.5) * 1.0101 for value in values)
        assert surely <= bucket["count"] <= perhaps, bucket
