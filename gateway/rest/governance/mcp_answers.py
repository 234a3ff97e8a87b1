"""Response bodies of the /v1 MCP analytics, for OpenAPI."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from gateway.rest.governance.answers import JobAnswer, LatencyPercentile, Page, Rate, Status, WindowAnswer
from gateway.rest.times import Rfc3339

Tool = Annotated[str, Field(description="Name of the tool, including its server.")]


class CallTotals(BaseModel):
    """Tool calls by outcome."""

    tool_calls: Annotated[int, Field(description="All calls, including those in error or with an unknown outcome.")]
    passed: int
    corrected: int
    blocked: int


class ByVerdict(BaseModel):
    """Outcomes as fractions of the tool calls."""

    passed: Rate
    corrected: Rate
    blocked: Rate


class TopTool(BaseModel):
    """One of the most called tools."""

    tool: Tool
    calls: int
    block_rate: Rate


class McpSummary(WindowAnswer):
    """Tool calls in a window."""

    totals: CallTotals
    by_verdict: ByVerdict
    top_tools: Annotated[list[TopTool], Field(description="The ten most called tools, highest block rate first.")]


class ToolRow(BaseModel):
    """One tool."""

    tool: Tool
    calls: int
    passed: int
    corrected: int
    blocked: int
    block_rate: Rate
    avg_latency_ms: Annotated[int | None, Field(description="Mean latency in whole milliseconds. Null: no known latency.")]
    p50_latency_ms: LatencyPercentile
    p95_latency_ms: LatencyPercentile
    p99_latency_ms: LatencyPercentile
    spend_usd: Annotated[float, Field(description="US dollars; unknown costs count as 0.")]
    last_called_at: Annotated[Rfc3339, Field(description="Time of the last call in the window.")]


class McpTools(WindowAnswer):
    """Figures for a window, by tool."""

    data: list[ToolRow]


class Mix(BaseModel):
    """Calls by outcome."""

    passed: int
    corrected: int
    blocked: int


class SessionRow(BaseModel):
    """One session. The figures cover all its calls, at any time."""

    session_id: str
    nhi_id: Annotated[str | None, Field(description="Identity that opened the session. Null: unknown.")]
    nhi_label: Annotated[str | None, Field(description="Label of that identity, or its id if it has no label.")]
    started_at: Rfc3339 | None
    last_call_at: Annotated[Rfc3339 | None, Field(description="Time of the last call. Null: no calls.")]
    tool_calls: int
    verdicts: Mix


class McpSessions(WindowAnswer):
    """A page of sessions that began in a window."""

    data: list[SessionRow]
    page: Page


class ToolCount(BaseModel):
    """Calls of one tool."""

    tool: Tool
    calls: int


class CallRow(BaseModel):
    """One tool call."""

    call_id: str
    tool: str | None
    verdict: Annotated[
        Literal["passed", "corrected", "blocked", "error"] | None, Field(description="Worst verdict on the call. Null: unknown.")
    ]
    called_at: Rfc3339 | None
    latency_ms: Annotated[int | None, Field(description="In whole milliseconds. Null: unknown.")]
    violations: Annotated[list[Any], Field(description="Violations found by Guardians, each as `{type, severity}`.")]


class McpSessionAnswer(SessionRow):
    """One session in detail."""

    duration_ms: Annotated[
        int | None, Field(description="Time from opening to closing, in whole milliseconds. Null: still open.")
    ]
    tools: Annotated[list[ToolCount], Field(description="Calls by tool, most called first.")]
    calls: Annotated[list[CallRow], Field(description="The newest 500 calls.")]


class Change(BaseModel):
    """One change of a setting."""

    change_id: str
    changed_at: Rfc3339 | None
    actor: str | None
    resource: str | None
    setting: str | None
    old_value: Annotated[Any, Field(description="Any JSON. Null: the setting had no value.")]
    new_value: Annotated[Any, Field(description="Any JSON. Null: the setting was removed.")]


class ConfigAudit(WindowAnswer):
    """A page of changes."""

    data: list[Change]
    page: Page


class RollupQueued(BaseModel):
    """The requested roll-up."""

    rollup_id: str
    status: Annotated[
        Status, Field(description="`queued`, or the current status if the same roll-up was already queued or running.")
    ]


class RollupAnswer(JobAnswer):
    """Status of a roll-up."""

    rollup_id: str
