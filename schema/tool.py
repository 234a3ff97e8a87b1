"""Tools in the graph."""

import strawberry

import resolvers.tool
from schema.declare.field import figures, leaf, many
from schema.declare.registry import register


@register
@strawberry.type(description="A tool, known by the calls of it.")
class Tool:
    """A tool."""

    name: str = leaf(str, lambda row: row.c.tool, "Name of the tool, with its server, such as `postgres.query`.")
    calls = many("ToolCall", resolvers.tool.calls, "The calls of it.")
    nhis = many("Nhi", resolvers.tool.callers, "The identities that called it.")
    stats = figures("ToolCall", resolvers.tool.calls, "Figures over its calls; durations are latencies.")
