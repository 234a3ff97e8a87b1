"""Tool calls in the graph."""

import resolvers.mcp_session
import resolvers.nhi
import resolvers.run
import resolvers.tool_call
import resolvers.verdict
from schema.declare.field import leaf, many, nullable, one
from schema.declare.node import Node, natural, node
from schema.declare.scalars import JSON, DateTime, Duration, Usd
from schema.environment import Environment
from schema.verdict import Outcome
from storage import tables


@node(
    tables.tool_call,
    order=["called_at", "latency", "spend"],
    groups=["tool", "outcome", "nhi_id", "session_id", "environment"],
    duration=lambda row: row.c.latency_us,
    sums=["spend"],
    scope="mcp:read",
)
class ToolCall(Node):
    """One call of a tool."""

    tool_call_id: str = natural("The sender's id of the call.")
    session_id: str | None
    run_id: str | None
    nhi_id: str | None
    tool: str | None
    called_at: DateTime | None
    spend: Usd | None
    arguments: JSON | None
    result: JSON | None
    error: str | None
    environment: Environment | None
    outcome = leaf(
        nullable(Outcome), resolvers.tool_call.outcome, "What became of it: the worst of its verdicts, else what its sender said."
    )
    latency = leaf(nullable(Duration), lambda row: row.c.latency_us, "Time to the answer. Null: unknown.")
    session = one("McpSession", resolvers.mcp_session.session, "The session. Null: it was made outside one.")
    run = one("Run", resolvers.run.of_row, "The run that made it. Null: none.")
    nhi = one("Nhi", resolvers.nhi.of_row, "The identity that made it. Null: unknown.")
    verdicts = many("Verdict", resolvers.verdict.of_tool_call, "What guardians said of it.")
