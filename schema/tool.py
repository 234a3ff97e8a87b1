"""Tools in the graph."""

import strawberry

import resolvers.tool
from schema.declare.field import figures, leaf, many
from schema.declare.named_types import register


@register
@strawberry.type(description="A tool. A tool exists if it was called at least once.")
class Tool:
    """A tool."""

    name = leaf(str, lambda row: row.c.tool, "Name of the tool with its server, such as `postgres.query`.")
    calls = many("ToolCall", resolvers.tool.calls, "Calls of the tool.")
    nhis = many("Nhi", resolvers.tool.callers, "Identities that called the tool.")
    stats = figures("ToolCall", resolvers.tool.calls, "Statistics of the tool's calls. Durations are latencies.")
