"""The twelve sections of the batch route, each as a separate GraphQL request."""

from typing import Any

from bench.rest_batch import VARIABLES, request
from bench.rest_store import Request

STARTED = "startedAt: $started"


def runs(alias: str, stats: str, test: str = "", page: str = "first: 0", nodes: str = "") -> str:
    """A root field over the runs of the window."""
    figures = f"stats {{ {stats} }}" if stats else ""
    return f"{alias}: runs(filter: {{ {STARTED} {test} }}, {page}) {{ {nodes} {figures} }}"


def calls(alias: str, test: str, figures: str) -> str:
    """A root field over the endpoint calls of the window, by endpoint."""
    stats = f"stats {{ groupBy(by: [SLUG, METHOD], first: 10000) {{ keys count {figures} }} }}"
    return f"{alias}: endpointCalls(filter: {{ calledAt: $started {test} }}, first: 0) {{ {stats} }}"


def of_state(state: str, stats: str) -> str:
    """A root field over the runs of one state."""
    return runs(state.lower(), stats, f"state: {{ eq: {state} }}")


def by_workflow(figures: str) -> str:
    """Figures by workflow."""
    return f"groupBy(by: [WORKFLOW_ID], first: 10000) {{ key {figures} }}"


SERIES = "series(bucket: DAY) { start count }"
COUNTS = by_workflow("count")
FAILED = "state: { eq: FAILED }"
PERCENTILES = "total: count avg min max p50 p75 p90 p95 p99 histogram(buckets: 20) { from to count }"
FAILURE = "runId externalId workflowId workflow { name } errorCategory trigger startedAt error duration"
CATEGORIES = "groupBy(by: [ERROR_CATEGORY], first: 10000) { key count }"
MESSAGES = "groupBy(by: [ERROR_CATEGORY, ERROR], each: 5, first: 10000) { keys count }"
ACTIVE = f"activeToday: runs(filter: {{ latestAt: $active, not: {{ not: {{ {STARTED} }} }} }}, first: 0) {{ totalCount }}"
NAMES = "workflows(first: 1000) { nodes { workflowId name parametersCount } }"

SECTIONS = {
    "summary": [runs("all", "count sums { totalTokens } duration { avg } states: groupBy(by: [STATE]) { key count }"), ACTIVE],
    "executions_over_time": [
        runs("all", SERIES),
        *(of_state(state, SERIES) for state in ("COMPLETED", "FAILED", "RUNNING", "PENDING")),
    ],
    "success_rate": [runs("all", SERIES), of_state("COMPLETED", SERIES), of_state("FAILED", SERIES)],
    "failure_breakdown": [
        runs("failures", CATEGORIES, FAILED, nodes="totalCount"),
        runs("messages", MESSAGES, f"{FAILED} error: {{ isNull: false }}"),
    ],
    "trigger_distribution": [runs("all", "groupBy(by: [TRIGGER]) { key count }")],
    "top_automations": [
        runs("all", by_workflow("count latest duration { count avg }")),
        of_state("COMPLETED", COUNTS),
        of_state("FAILED", COUNTS),
        NAMES,
    ],
    "duration_distribution": [runs("all", f"duration {{ {PERCENTILES} }}")],
    "recent_failures": [runs("all", "", FAILED, "first: 20, orderBy: STARTED_AT_DESC", f"nodes {{ {FAILURE} }}")],
    "actions_per_workflow": [runs("all", by_workflow("count sums { clicks keystrokes scrolls screenshots }")), NAMES],
    "workflow_complexity": [runs("all", by_workflow("count sums { totalSteps totalIterations }")), NAMES],
    "endpoint_usage": [calls("all", "", "duration { avg p95 }"), calls("succeeded", "succeeded: { eq: true }", "")],
    "workflows": [runs("all", COUNTS), NAMES],
}
"""The root fields of each."""


def sections() -> dict[str, Request]:
    """A request for each section."""
    return {name: alone(" ".join(roots)) for name, roots in SECTIONS.items()}


def alone(roots: str) -> Request:
    """A request for some root fields."""
    declared = "$started: DateTimeFilter!" + (", $active: DateTimeFilter!" if "$active" in roots else "")
    needed: dict[str, Any] = {name: VARIABLES[name] for name in ("started", "active") if f"${name}" in roots}
    return request(f"query Section({declared}) {{ {roots} }}", needed)
