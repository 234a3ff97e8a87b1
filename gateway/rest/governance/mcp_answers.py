"""Bodies of the /v1 MCP analytics, for OpenAPI."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from gateway.rest.governance.answers import Milliseconds, Page, Rate, Rfc3339, WindowAnswer
from gateway.rest.governance.jobs import JobAnswer, Status

Tool = Annotated[str, Field(description="Name of the tool, with its server.")]


class CallTotals(BaseModel):
    """Tool calls by what became of them."""

    tool_calls: Annotated[int, Field(description="All calls, those in error or of unknown outcome included.")]
    passed: int
    corrected: int
    blocked: int


class ByVerdict(BaseModel):
    """Shares of the tool calls."""

    passed: Rate
    corrected: Rate
    blocked: Rate


class TopTool(BaseModel):
    """One of the tools that were called most."""

    tool: Tool
    calls: int
    block_rate: Rate


class McpSummary(WindowAnswer):
    """Tool calls of a window."""

    totals: CallTotals
    by_verdict: ByVerdict
    top_tools: Annotated[list[TopTool], Field(description="The ten tools that were called most, highest block rate first.")]


class ToolRow(BaseModel):
    """One tool."""

    tool: Tool
    calls: int
    passed: int
    corrected: int
    blocked: int
    block_rate: Rate
    avg_latency_ms: Annotated[float | None, Field(description="Mean in milliseconds. Null: none is known.")]
    p50_latency_ms: Milliseconds
    p95_latency_ms: Milliseconds
    p99_latency_ms: Milliseconds
    spend_usd: Annotated[float, Field(description="US dollars; unknown costs count as 0.")]
    last_called_at: Annotated[Rfc3339, Field(description="The last call in the window.")]


class McpTools(WindowAnswer):
    """A window, tool by tool."""

    data: list[ToolRow]


class Mix(BaseModel):
    """Calls by what became of them."""

    passed: int
    corrected: int
    blocked: int


class SessionRow(BaseModel):
    """One session, with all calls in it, whenever they were made."""

    session_id: str
    nhi_id: Annotated[str | None, Field(description="The identity that opened it. Null: unknown.")]
    nhi_label: Annotated[str | None, Field(description="Its name; the id where it has none.")]
    started_at: Rfc3339 | None
    last_call_at: Annotated[Rfc3339 | None, Field(description="Null: nothing was called.")]
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
        Literal["passed", "corrected", "blocked", "error"] | None, Field(description="The worst of its verdicts. Null: unknown.")
    ]
    called_at: Rfc3339 | None
    latency_ms: Annotated[float | None, Field(description="In milliseconds. Null: unknown.")]
    violations: Annotated[list[Any], Field(description="What guardians found in it, `{type, severity}` each.")]


class McpSessionAnswer(SessionRow):
    """One session in detail."""

    duration_ms: Annotated[float | None, Field(description="For how long it was open, in milliseconds. Null: it is.")]
    tools: Annotated[list[ToolCount], Field(description="By tool, the most called first.")]
    calls: Annotated[list[CallRow], Field(description="The newest 500.")]


class Change(BaseModel):
    """One change of a setting."""

    change_id: str
    changed_at: Rfc3339 | None
    actor: str | None
    resource: str | None
    setting: str | None
    old_value: Annotated[Any, Field(description="Any JSON. Null: it had none.")]
    new_value: Annotated[Any, Field(description="Any JSON. Null: it was removed.")]


class ConfigAudit(WindowAnswer):
    """A page of changes."""

    data: list[Change]
    page: Page


class RollupQueued(BaseModel):
    """The roll-up that was asked for."""

    rollup_id: str
    status: Annotated[Status, Field(description="`queued`; of one that was asked for before, and has not ended, as it is.")]


class RollupAnswer(JobAnswer):
    """How a roll-up is doing."""

    rollup_id: str
