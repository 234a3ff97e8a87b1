"""Figures of the process monitoring API that are computed from groups: counts by status, durations and histograms."""

from collections import Counter
from collections.abc import Iterable, Mapping

from gateway.rest.groups import Group
from gateway.rest.process_monitoring.answers import Counts, Duration
from gateway.rest.route import Data

INSTANCE_COUNTS: Mapping[str, str] = {
    **dict.fromkeys(("NOT_STARTED", "RUNNING", "WAITING", "USER_INPUT_REQUIRED"), "active"),
    "COMPLETE": "completed",
    "ERROR": "errored",
    "SUSPENDED": "suspended",
    "TERMINATED": "terminated",
}
"""Instance statuses, mapped to the counts of the response; instances suspended by a fault count as errored."""

TASK_COUNTS: Mapping[str, str] = {
    **dict.fromkeys(("FUTURE", "WAITING", "READY", "STARTED"), "active"),
    "COMPLETED": "completed",
    "ERROR": "errored",
    "CANCELLED": "cancelled",
}
"""Task states, mapped to the counts of the response."""

NO_DURATION: Data = {**dict.fromkeys(Duration.model_fields), "count": 0}
"""Durations of no instances."""


def instance_counts(groups: Iterable[Group]) -> dict[str, int]:
    """Number of instances by what their status counts as, and in total. The keys of a group end with status and fault."""
    counted: Counter[str] = Counter()
    for group in groups:
        _, status, faulted = group["keys"]
        counted["total"] += group["count"]
        suspended_by_fault = (status, faulted) == ("SUSPENDED", "true")
        counted["errored" if suspended_by_fault else INSTANCE_COUNTS.get(status, "")] += group["count"]
    return {name: counted[name] for name in Counts.model_fields}


def task_counts(groups: Iterable[Group]) -> dict[str | None, dict[str, int]]:
    """Number of tasks by BPMN id and by what their state counts as."""
    counted: dict[str | None, Counter[str]] = {}
    for group in groups:
        spec, state = group["keys"]
        counted.setdefault(spec, Counter())[TASK_COUNTS.get(state, "")] += group["count"]
    return {spec: {name: counts[name] for name in dict.fromkeys(TASK_COUNTS.values())} for spec, counts in counted.items()}


def spread(figures: Data) -> Data:
    """Durations and their histogram."""
    return {"duration": figures["duration"], "histogram": figures["spread"]["histogram"]}
