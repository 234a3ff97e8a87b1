"""Guardians, verdicts, MCP sessions and tool calls."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement

from resolvers.link import named_by, naming, through
from resolvers.number import up_to
from resolvers.rows import Rows, Source
from storage import tables
from storage.governance import decisive, worst_outcome
from storage.json_text import JsonArray, JsonElement, JsonObject, JsonQuery
from storage.noun import INTEGER

guardian = named_by(tables.guardian, "guardian_id")
guardians_of_nhi = through(tables.guardian, tables.guardian_binding, "nhi_id", "guardian_id")
verdicts_of_guardian = naming(tables.verdict, "guardian_id")
verdicts_of_tool_call = naming(tables.verdict, "tool_call_id")
verdicts_of_run = naming(tables.verdict, "run_id")
verdicts_of_nhi = naming(tables.verdict, "nhi_id")
tool_call = named_by(tables.tool_call, "tool_call_id")
tool_calls_of_session = naming(tables.tool_call, "session_id")
tool_calls_of_run = naming(tables.tool_call, "run_id")
tool_calls_of_nhi = naming(tables.tool_call, "nhi_id")
session = named_by(tables.mcp_session, "session_id")
sessions_of_nhi = naming(tables.mcp_session, "nhi_id")
sessions_of_run = naming(tables.mcp_session, "run_id")

outcome = worst_outcome

MOST_TOOLS = 1000


def is_decisive(verdict: Source) -> ColumnElement[bool]:
    """Whether its request counts as what this verdict says."""
    return decisive(verdict)


def is_decisive_of_guardian(verdict: Source) -> ColumnElement[bool]:
    """Whether its request counts for its guardian as what this verdict says."""
    return decisive(verdict, "guardian_id")


def session_duration(session: Source) -> ColumnElement[int]:
    """Microseconds for which a session was open; null while it is."""
    return session.c.ended_at - session.c.started_at  # type: ignore[no-any-return]


def calls_of_tool(tool: Source) -> sa.Select[Any]:
    """The calls of the tool that a row names."""
    call = tables.tool_call.alias()
    return sa.select(call).where(call.c.tool == tool.c.tool)


def callers_of_tool(tool: Source) -> sa.Select[Any]:
    """The identities that called the tool that a row names."""
    nhi, call = tables.nhi.alias(), tables.tool_call.alias()
    callers = sa.select(call.c.nhi_id).where(call.c.tool == tool.c.tool, call.c.nhi_id.is_not(None))
    return sa.select(nhi).where(nhi.c.id.in_(callers))


def tool(_: Source | None, name: str) -> sa.Select[Any]:
    """A call that stands for the tool of that name: a tool is known by its calls."""
    call = tables.tool_call.alias()
    return sa.select(call).where(call.c.tool == name).order_by(call.c.id).limit(1)


class Tools:
    """The tools that were called, by name: one call stands for each."""

    def __init__(self, first: Any) -> None:
        self.first = first
        self.scope = Rows(tables.tool_call)

    def finish(self, figures: JsonObject) -> JsonElement:
        """The list of the tools."""
        call, other = tables.tool_call.alias(), tables.tool_call.alias()
        standing = sa.select(sa.func.min(other.c.id)).where(other.c.tool.is_not(None)).group_by(other.c.tool)
        columns = [call.c[name].label(name) for name in {"tool": None, **self.scope.used}]
        named = sa.select(*columns).where(call.c.id.in_(standing))
        page = named.order_by(call.c.tool).limit(sa.bindparam(None, self.first, INTEGER)).subquery()
        self.scope.source = page
        return JsonQuery(sa.select(JsonArray(figures)).select_from(page), nullable=False)


def tools(_: Source | None, first: Any) -> Tools:
    """The tools that were called."""
    return Tools(up_to(MOST_TOOLS, first))
