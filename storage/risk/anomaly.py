"""What stands out in an hour of an identity, against its own past: the kinds of anomalies, and when there is one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from storage.nouns.anomaly import Severity
from storage.risk.activity import Activity, Hour
from storage.risk.baseline import Baseline, baseline, past
from storage.ulid import id_of


class AnomalyType(StrEnum):
    """The kinds of anomalies that are looked for."""

    SPEND_BURST = "spend_burst"
    RATE_BURST = "rate_burst"
    ERROR_BURST = "error_burst"
    DENIED_TOOL = "denied_tool"
    NEW_TOOL = "new_tool"


LEAST_RATIO = 3
SEVERITIES = ((20, Severity.CRITICAL), (10, Severity.HIGH), (5, Severity.MEDIUM), (LEAST_RATIO, Severity.LOW))
"""From which multiple of the usual on an anomaly is how severe."""

HABIT = 3
"""Active hours in the past from which on an identity has habits: before that every tool is new to it."""

MEASURES: Mapping[AnomalyType, Callable[[Hour], int]] = {
    AnomalyType.SPEND_BURST: lambda hour: hour.spend,
    AnomalyType.RATE_BURST: lambda hour: hour.requests,
    AnomalyType.ERROR_BURST: lambda hour: hour.errors,
    AnomalyType.DENIED_TOOL: lambda hour: hour.denied,
}

LEAST_USUAL: Mapping[AnomalyType, int] = {
    AnomalyType.SPEND_BURST: 100_000_000,
    AnomalyType.RATE_BURST: 30,
    AnomalyType.ERROR_BURST: 3,
    AnomalyType.DENIED_TOOL: 1,
    AnomalyType.NEW_TOOL: 1,
}
"""What is taken as usual at least: 10 cents, 30 requests, 3 errors, 1 call an hour. A multiple of less says nothing."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that stands out: what, in which hour, how far."""

    type: AnomalyType
    hour: Hour
    value: int
    baseline: Baseline
    ratio: float
    """The value by the usual: the mean of the past, or the least that is taken as usual."""
    tools: Mapping[str, int] = field(default_factory=dict)
    """Calls by tool, of the tools that are new."""

    @property
    def severity(self) -> Severity:
        """How far it stands out, in words."""
        return next(severity for ratio, severity in SEVERITIES if self.ratio >= ratio)

    def anomaly_id(self, nhi_id: str) -> str:
        """Id of the anomaly, if it is one of this identity."""
        return anomaly_id(nhi_id, self.type, self.hour.start)


def anomaly_id(nhi_id: str, type_: AnomalyType, start: int) -> str:
    """The same for the same identity, type and hour; the time in it is the hour's."""
    return id_of("anom_", start, nhi_id, type_.value)


def findings(activity: Activity, start: int) -> list[Finding]:
    """What stands out in the hour that begins at `start`; nothing where the identity did nothing."""
    if start not in activity:
        return []
    hour, before = activity[start], past(activity, start)
    bursts = [_burst(type_, hour, before) for type_ in MEASURES]
    return [found for found in (*bursts, _new_tools(hour, before)) if found]


def _burst(type_: AnomalyType, hour: Hour, before: Sequence[Hour]) -> Finding | None:
    """Bursts are above both three times the usual and the 99th percentile; for denials three times the usual is enough."""
    measure = MEASURES[type_]
    value, usual = measure(hour), baseline([measure(each) for each in before])
    ratio = value / max(usual.mean, LEAST_USUAL[type_])
    above = ratio > LEAST_RATIO and value > usual.p99
    stands_out = ratio >= LEAST_RATIO if type_ is AnomalyType.DENIED_TOOL else above
    return Finding(type_, hour, value, usual, ratio) if stands_out else None


def _new_tools(hour: Hour, before: Sequence[Hour]) -> Finding | None:
    """Tools that it called in the hour and in none before. That alone is three times the usual, which is none."""
    known = {tool for each in before for tool in each.tools}
    new = {tool: calls for tool, calls in hour.tools.items() if tool not in known}
    if not new or len(before) < HABIT:
        return None
    value = sum(new.values())
    ratio = max(float(LEAST_RATIO), value / LEAST_USUAL[AnomalyType.NEW_TOOL])
    return Finding(AnomalyType.NEW_TOOL, hour, value, Baseline(len(before), 0.0, 0), ratio, new)
