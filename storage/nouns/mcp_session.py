"""Sessions of agents with MCP servers."""

from typing import Annotated

from msgspec import UNSET, UnsetType

from storage.nouns.environment import Environment
from storage.nouns.noun import noun
from storage.nouns.record import Link, Record, Text, Time, says


class McpSession(Record):
    """A session of an agent with MCP servers."""

    moments = ("started_at", "ended_at")

    nhi_id: Annotated[Link, says("Id of the identity that opened the session. Null: unknown.")] = UNSET
    run_id: Annotated[Link, says("Id of the run that used the session. Null: none.")] = UNSET
    client: Annotated[Text, says("Name of the MCP client. Null: unknown.")] = UNSET
    environment: Annotated[Environment | UnsetType | None, says("Environment: live, test or dev. Null: unknown.")] = UNSET
    started_at: Annotated[Time, says("When the session was opened. Null: unknown.")] = UNSET
    ended_at: Annotated[Time, says("When the session was closed. Null: still open.")] = UNSET


mcp_session = noun(McpSession, time="started_at", by=["nhi_id", "run_id"])
