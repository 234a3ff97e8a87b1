"""Tool calls in the graph."""

import resolvers.mcp_session
import resolvers.nhi
import resolvers.run
import resolvers.tool_call
import resolvers.verdict
from schema.declare.field import leaf, many, one
from schema.declare.named_types import nullable
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
    scope="mcp:read",
)
class ToolCall(Node):
    """One call of a tool."""

    tool_call_id: str = natural("Id of the call, assigned by the sender.")
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
        nullable(Outcome),
        resolvers.tool_call.outcome,
        "Outcome of the call: the worst of its verdicts, or the outcome that the sender reported if there are"
        " none. Null: unknown.",
    )
    latency = leaf(nullable(Duration), lambda row: row.c.latency_us, "Time until the result. Null: unknown.")
    session = one("McpSession", resolvers.mcp_session.session, "MCP session of the call. Null: made outside a session.")
    run = one("Run", resolvers.run.of_row, "Run that made the call. Null: none.")
    nhi = one("Nhi", resolvers.nhi.of_row, "Identity that made the call. Null: unknown.")
    verdicts = many("Verdict", resolvers.verdict.of_tool_call, "Verdicts on the call.")
