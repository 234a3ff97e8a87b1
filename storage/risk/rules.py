"""The assessment of one identity: which signals it gives, from its last day and from anomalies that are not acknowledged."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from storage.nouns.anomaly import AnomalyStatus
from storage.nouns.record import DAY, HOUR
from storage.risk.activity import Activity, Hour, hour_of
from storage.risk.anomaly import LEAST_RATIO, AnomalyType, Finding, anomaly_id, findings
from storage.risk.evidence import figures, moment
from storage.risk.off_hours import is_off_hours
from storage.risk.signal import Signal, SignalKind, signal

WINDOW = DAY
"""What an identity did in so long before counts, in whole hours and the one under way."""

OPEN_FOR = 7 * DAY
"""Time for which an anomaly that is not acknowledged keeps its signal."""

MOST_IDS = 5

BURSTS = {
    AnomalyType.SPEND_BURST: SignalKind.SPEND_BURST,
    AnomalyType.RATE_BURST: SignalKind.RATE_BURST,
    AnomalyType.ERROR_BURST: SignalKind.ERROR_BURST,
}


@dataclass(frozen=True, slots=True)
class Reported:
    """An anomaly as it is stored."""

    id: str
    type: str
    status: str | None
    detected_at: int
    evidence: Any


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of an identity beside what it did."""

    tier: int | None = None
    ceiling: int | None = None
    reported: Sequence[Reported] = ()

    def of(self, type_: AnomalyType, since: int) -> list[Reported]:
        """Anomalies of a type that are open, not older than `since`."""
        return [
            each
            for each in self.reported
            if each.type == type_ and each.status == AnomalyStatus.OPEN and each.detected_at >= since
        ]

    def acknowledged(self) -> set[str]:
        """Ids of the anomalies at which a person has looked."""
        return {each.id for each in self.reported if each.status == AnomalyStatus.ACKNOWLEDGED}


def since_of(now: int) -> int:
    """Start of the window of an assessment: a whole hour."""
    return hour_of(now) - WINDOW


def signals(nhi_id: str, activity: Activity, standing: Standing, now: int) -> list[Signal]:
    """The signals that an identity gives, the heaviest first. What was acknowledged gives none."""
    starts = [start for start in sorted(activity) if since_of(now) <= start < now]
    seen = standing.acknowledged()
    found = [each for start in starts for each in findings(activity, start) if each.anomaly_id(nhi_id) not in seen]
    old = {type_: standing.of(type_, now - OPEN_FOR) for type_ in AnomalyType}
    made = [
        *(_burst(kind, activity, [each for each in found if each.type is type_], old[type_]) for type_, kind in BURSTS.items()),
        _denials(nhi_id, [activity[start] for start in starts], old[AnomalyType.DENIED_TOOL], seen, since_of(now)),
        _new_tools([each for each in found if each.type is AnomalyType.NEW_TOOL], old[AnomalyType.NEW_TOOL]),
        _off_hours([start for start in starts if is_off_hours(activity, start)]),
        _tier(standing.tier, standing.ceiling),
    ]
    return sorted((each for each in made if each), key=lambda each: (-each.weight, each.name))


def _burst(kind: SignalKind, activity: Activity, found: Sequence[Finding], old: Sequence[Reported]) -> Signal | None:
    if not found and not old:
        return None
    return signal(kind, "p99", _worst(found, activity) | _ids(old))


def _worst(found: Sequence[Finding], activity: Activity) -> dict[str, Any]:
    """The figures of the finding that stands out most; none where only anomalies from before the window are left."""
    return figures(max(found, key=lambda each: each.ratio), activity) if found else {}


def _ids(old: Iterable[Reported]) -> dict[str, Any]:
    ids = sorted(each.id for each in old)
    return {"open_anomalies": len(ids), "anomalies": ids[-MOST_IDS:]}


def _denials(nhi_id: str, hours: Sequence[Hour], old: Sequence[Reported], seen: set[str], since: int) -> Signal | None:
    """Denied calls of the window, and of the hours of open anomalies before it."""
    weighing = [hour for hour in hours if anomaly_id(nhi_id, AnomalyType.DENIED_TOOL, hour.start) not in seen]
    counts = {hour.start: hour.denied for hour in weighing if hour.denied}
    before = [each for each in old if hour_of(each.detected_at) < since]
    denied = sum(counts.values()) + sum(_value(each) for each in before)
    if not denied:
        return None
    shown = {moment(start): count for start, count in counts.items()}
    return signal(SignalKind.TOOL_ATTEMPT, f"denied:{denied}", {"denied_by_hour": shown} | _ids(old), times=denied)


def _value(each: Reported) -> int:
    """How many calls were denied in the hour of an anomaly; the least that makes one where its sender did not say."""
    value = each.evidence.get("value") if isinstance(each.evidence, Mapping) else None
    return value if isinstance(value, int) and value > 0 else LEAST_RATIO


def _new_tools(found: Sequence[Finding], old: Sequence[Reported]) -> Signal | None:
    if not found and not old:
        return None
    tools = {tool for each in found for tool in each.tools} | {tool for each in old for tool in _tools(each)}
    return signal(SignalKind.NEW_TOOL, len(tools) or 1, {"tools": sorted(tools)[:MOST_IDS]} | _ids(old))


def _tools(each: Reported) -> list[str]:
    tools = each.evidence.get("tools") if isinstance(each.evidence, Mapping) else None
    return [tool for tool in tools if isinstance(tool, str)] if isinstance(tools, list | dict) else []


def _off_hours(starts: Sequence[int]) -> Signal | None:
    if not starts:
        return None
    hours = sorted({start // HOUR % 24 for start in starts})
    detail = ",".join(f"{hour:02}" for hour in hours)
    return signal(SignalKind.OFF_HOURS, detail, {"hours": [moment(start) for start in starts][-MOST_IDS:]})


def _tier(tier: int | None, ceiling: int | None) -> Signal | None:
    if tier is None or ceiling is None or tier <= ceiling:
        return None
    return signal(SignalKind.TIER, f"{tier}:ceiling:{ceiling}", {"tier": tier, "tier_ceiling": ceiling})
