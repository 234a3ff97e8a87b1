"""Builds the sections of the batch response that are not grouped by workflow."""

from collections import Counter

from gateway.rest.automation_batch.success_rate import success_rate
from gateway.rest.groups import whole
from gateway.rest.route import Data

UNKNOWN = "unknown"
"""Reported for a missing trigger or category."""

MESSAGES = 5
"""Maximum number of sample messages for each category."""

FAILURES = 20
"""Number of failed runs in the list."""


def summary(data: Data) -> Data:
    """Builds `summary`: totals, success rate and mean duration of all runs in the window."""
    stats = data["executions"]["stats"]
    states = {group["key"]: group["count"] for group in stats["states"]}
    completed, failed = states.get("COMPLETED", 0), states.get("FAILED", 0)
    return {
        "total_executions": stats["total"],
        "completed": completed,
        "total_failures": failed,
        "success_rate": success_rate(completed, failed),
        "avg_duration_ms": stats["duration"]["avg_ms"] or 0,
        "active_today": data["activeToday"]["totalCount"],
        "total_tokens": stats["sums"]["totalTokens"],
    }


def executions_over_time(data: Data) -> list[Data]:
    """Builds the points of `executions_over_time`: runs by the bucket of their start and by their current state."""
    points = data["executions"]["stats"]["series"]
    names = ("completed", "failed", "running", "pending")
    courses = [[point["count"] for point in data[name]["stats"]["series"]] for name in names]
    return [
        {"time": point["time"], "total": point["count"], **dict(zip(names, counts, strict=True))}
        for point, *counts in zip(points, *courses, strict=True)
    ]


def success_rates(points: list[Data]) -> list[Data]:
    """Builds the points of `success_rate` from those of `executions_over_time`."""
    return [
        {
            "time": point["time"],
            "total": point["total"],
            "completed": point["completed"],
            "success_rate": success_rate(point["completed"], point["failed"]),
        }
        for point in points
    ]


def failure_breakdown(data: Data) -> Data:
    """Builds `failure_breakdown`: failed runs by category, most frequent first, with sample messages."""
    counts: Counter[str] = Counter()
    for group in whole(data["failures"]["stats"]["categories"]):
        counts[group["key"] or UNKNOWN] += group["count"]
    messages: dict[str, list[str]] = {}
    for group in data["messages"]["stats"]["groupBy"]:
        category, message = group["keys"]
        of_category = messages.setdefault(category or UNKNOWN, [])
        if len(of_category) < MESSAGES and message not in of_category:
            of_category.append(message)
    found = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    shown = [{"category": name, "count": count, "sample_messages": messages.get(name, [])} for name, count in found]
    return {"data": shown, "total_failures": data["failures"]["totalCount"]}


def trigger_distribution(data: Data) -> Data:
    """Builds `trigger_distribution`: number of runs by trigger."""
    groups = data["executions"]["stats"]["triggers"]
    return {"data": [{"trigger_type": (group["key"] or UNKNOWN).lower(), "count": group["count"]} for group in groups]}


def duration_distribution(data: Data) -> Data:
    """Builds `duration_distribution`: statistics and histogram of the durations; missing statistics become 0."""
    figures = dict(data["executions"]["stats"]["duration"])
    histogram = figures.pop("histogram")
    return {"stats": {name: figure or 0 for name, figure in figures.items()}, "histogram": histogram}


def recent_failures(data: Data) -> Data:
    """Builds `recent_failures`: the newest failed runs, and the number of all failed runs."""
    failures = data["failures"]
    return {"data": list(map(_failure, failures["nodes"])), "total": failures["totalCount"], "limit": FAILURES, "offset": 0}


def _failure(run: Data) -> Data:
    return {
        "execution_id": run["runId"],
        "run_id": run["externalId"] or run["runId"],
        "workflow_name": (run["workflow"] or {}).get("name") or run["workflowId"],
        "error_category": run["errorCategory"],
        "triggered_by": run["trigger"] and run["trigger"].lower(),
        "started_at": run["startedAt"],
        "error_message": run["error"],
        "duration_ms": run["duration"],
    }


def endpoint_usage(data: Data) -> Data:
    """Builds `endpoint_usage`: calls, successes and response times by slug and method."""
    succeeded = {tuple(group["keys"]): group["count"] for group in data["endpointsSucceeded"]["stats"]["groupBy"]}
    usage = []
    for group in whole(data["endpoints"]["stats"]["groupBy"]):
        slug, method = group["keys"]
        good = succeeded.get((slug, method), 0)
        usage.append(
            {
                "endpoint_slug": slug or UNKNOWN,
                "http_method": method or UNKNOWN,
                "invocations": group["count"],
                "success_count": good,
                "success_rate": success_rate(good, group["count"] - good),
                "avg_response_time_ms": group["duration"]["avg"] or 0,
                "p95_response_time_ms": group["duration"]["p95"] or 0,
            }
        )
    return {"data": usage}
