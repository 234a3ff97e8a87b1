"""MCP sessions."""

from sqlalchemy.sql.elements import ColumnElement

from resolvers.links import named_by, naming
from resolvers.rows import Source
from storage import tables

session = named_by(tables.mcp_session, "session_id")
of_nhi = naming(tables.mcp_session, "nhi_id")
of_run = naming(tables.mcp_session, "run_id")


def session_duration(session: Source) -> ColumnElement[int]:
    """Microseconds for which a session was open; null while it is."""
    return session.c.ended_at - session.c.started_at  # type: ignore[no-any-return]
