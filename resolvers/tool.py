"""Tools. A tool exists if it was called."""

from typing import Any

import sqlalchemy as sa

from resolvers.bounds import bounded
from resolvers.rows import Rows, Source
from storage import tables
from storage.nouns.noun import INTEGER
from storage.sql.json_text import JsonArray, JsonElement, JsonObject, JsonQuery
from storage.sql.names import fresh
from storage.sql.statement import Later

MOST_TOOLS = 1000


def calls(tool: Source) -> sa.Select[Any]:
    """The calls of the tool that a row names."""
    call = tables.tool_call.alias()
    return sa.select(call).where(call.c.tool == tool.c.tool)


def callers(tool: Source) -> sa.Select[Any]:
    """The identities that called the tool that a row names."""
    nhi, call = tables.nhi.alias(), tables.tool_call.alias()
    callers = sa.select(call.c.nhi_id).where(call.c.tool == tool.c.tool, call.c.nhi_id.is_not(None))
    return sa.select(nhi).where(nhi.c.id.in_(callers))


def tool(_: Source | None, name: str) -> sa.Select[Any]:
    """The call with the lowest id of the tool with this name, which represents the tool."""
    call = tables.tool_call.alias()
    return sa.select(call).where(call.c.tool == name).order_by(call.c.id).limit(1)


class Tools:
    """The called tools, sorted by name. One call represents each."""

    def __init__(self, first: int | Later) -> None:
        self.first = first
        self.parent = Rows(tables.tool_call)

    def finish(self, figures: JsonObject) -> JsonElement:
        """The list of the tools."""
        call, other = tables.tool_call.alias(), tables.tool_call.alias()
        representatives = sa.select(sa.func.min(other.c.id)).where(other.c.tool.is_not(None)).group_by(other.c.tool)
        columns = [call.c[name].label(name) for name in {"tool": None, **self.parent.used}]
        rows = sa.select(*columns).where(call.c.id.in_(representatives))
        page = rows.order_by(call.c.tool).limit(sa.bindparam(None, self.first, INTEGER)).subquery(fresh("page"))
        self.parent.source = page
        return JsonQuery(sa.select(JsonArray(figures).label("value")).select_from(page), nullable=False)


def tools(_: Source | None, first: int | Later) -> Tools:
    """At most `first` of the called tools; BAD_USER_INPUT unless `first` is from 1 to 1000."""
    return Tools(bounded(MOST_TOOLS, first))
