"""MCP sessions in the graph."""

import resolvers.mcp_session
import resolvers.nhi
import resolvers.run
import resolvers.tool_call
from schema.declare.field import leaf, many, one
from schema.declare.named_types import nullable
from schema.declare.node import Node, natural, node
from schema.declare.scalars import DateTime, Duration
from schema.environment import Environment
from storage import tables


@node(
    tables.mcp_session,
    order=["started_at", "duration"],
    groups=["nhi_id", "client", "environment"],
    duration=resolvers.mcp_session.session_duration,
    scope="mcp:read",
)
class McpSession(Node):
    """A session with MCP servers."""

    session_id: str = natural("Id of the session, assigned by the sender.")
    nhi_id: str | None
    run_id: str | None
    client: str | None
    environment: Environment | None
    started_at: DateTime | None
    ended_at: DateTime | None
    duration = leaf(
        nullable(Duration),
        resolvers.mcp_session.session_duration,
        "Time from opening to closing. Null: still open, or closed before its opening.",
    )
    nhi = one("Nhi", resolvers.nhi.of_row, "Identity that opened the session. Null: unknown.")
    run = one("Run", resolvers.run.of_row, "Run that used the session. Null: none.")
    tool_calls = many("ToolCall", resolvers.tool_call.of_session, "Tool calls made in the session.")
