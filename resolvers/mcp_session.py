"""MCP sessions."""

from sqlalchemy.sql.elements import ColumnElement

from resolvers.links import BelongsTo, HasMany
from resolvers.rows import Source
from storage import tables
from storage.nouns.noun import elapsed

session = BelongsTo(tables.mcp_session, "session_id")
of_nhi = HasMany(tables.mcp_session, "nhi_id")
of_run = HasMany(tables.mcp_session, "run_id")


def session_duration(session: Source) -> ColumnElement[int]:
    """Microseconds from start to end; null while the session is open, or if it ended before its start."""
    return elapsed(session.c.started_at, session.c.ended_at)
