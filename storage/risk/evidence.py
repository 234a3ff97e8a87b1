"""What a person needs to check an anomaly: the figures, and a few of the calls and runs behind it."""

from datetime import timedelta
from typing import Any

from storage.database.protocol import Database
from storage.nouns.record import DAY, EPOCH
from storage.nouns.run import RunState
from storage.nouns.verdict import Outcome
from storage.risk.activity import Activity, examples
from storage.risk.anomaly import MEASURES, AnomalyType, Finding
from storage.risk.baseline import baseline

P99 = {
    AnomalyType.SPEND_BURST: "p99_spend_usd_24h",
    AnomalyType.RATE_BURST: "p99_requests_24h",
    AnomalyType.ERROR_BURST: "p99_errors_24h",
    AnomalyType.DENIED_TOOL: "p99_denied_24h",
}
"""What the 99th percentile of the hours of the day up to the anomaly is called."""

EXAMPLES: dict[AnomalyType, tuple[tuple[str, str, dict[str, str]], ...]] = {
    AnomalyType.SPEND_BURST: (("calls", "dearest_calls", {}), ("runs", "dearest_runs", {})),
    AnomalyType.RATE_BURST: (("calls", "first_calls", {}), ("runs", "first_runs", {})),
    AnomalyType.ERROR_BURST: (
        ("calls", "calls_of_outcome", {"outcome": Outcome.ERROR.value}),
        ("runs", "failed_runs", {"state": RunState.FAILED.value}),
    ),
    AnomalyType.DENIED_TOOL: (("calls", "calls_of_outcome", {"outcome": Outcome.BLOCKED.value}),),
    AnomalyType.NEW_TOOL: (),
}
"""Ids of calls and runs, at most five each."""

MOST_TOOLS = 5


def moment(micros: int) -> str:
    """RFC 3339 text of a whole hour."""
    return (EPOCH + timedelta(microseconds=micros)).strftime("%Y-%m-%dT%H:%M:%SZ")


def figures(found: Finding, activity: Activity) -> dict[str, Any]:
    """The figures of a finding: value, what was usual, their ratio, the hours that it was compared with. Money is in dollars."""
    shown: dict[str, Any] = {}
    if found.type in P99:
        measure = MEASURES[found.type]
        day = [measure(hour) for start, hour in activity.items() if found.hour.start - DAY < start <= found.hour.start]
        shown[P99[found.type]] = _shown(found, baseline(day).p99)
    return shown | {
        "rolling_baseline": _shown(found, found.baseline.mean),
        "hour": moment(found.hour.start),
        "value": _shown(found, found.value),
        "ratio": round(found.ratio, 2),
        "baseline_p99": _shown(found, found.baseline.p99),
        "baseline_hours": found.baseline.hours,
    }


async def evidence(database: Database, org_id: str, nhi_id: str, found: Finding, activity: Activity) -> dict[str, Any]:
    """The figures of a finding with ids of calls and runs behind it, and of new tools the calls by tool."""
    shown = figures(found, activity)
    for key, name, values in EXAMPLES[found.type]:
        if ids := await examples(database, org_id, name, nhi_id, found.hour.start, **values):
            shown[key] = ids
    if found.tools:
        tools = sorted(found.tools, key=lambda tool: (-found.tools[tool], tool))[:MOST_TOOLS]
        shown["tools"] = {tool: found.tools[tool] for tool in tools}
        shown["tools_count"] = len(found.tools)
        shown["calls"] = [
            (await examples(database, org_id, "calls_of_tool", nhi_id, found.hour.start, tool=tool))[0] for tool in tools
        ]
    return shown


def _shown(found: Finding, value: float) -> float:
    """A value in the unit in which it is shown."""
    return round(value / 1e9, 6) if found.type is AnomalyType.SPEND_BURST else round(value, 4)
