"""Tool calls and their outcomes."""

from typing import Annotated

import sqlalchemy as sa
from msgspec import UNSET, UnsetType

from storage.nouns.columns import Source
from storage.nouns.environment import Environment
from storage.nouns.noun import noun
from storage.nouns.record import Document, Dollars, Link, Micros, Record, Text, Time, says
from storage.nouns.verdict import Outcome, badness, verdict


class ToolCall(Record):
    """One call of a tool, through MCP or within a run."""

    moments = ("called_at",)

    session_id: Annotated[Link, says("Id of the MCP session. Null: the call was made outside a session.")] = UNSET
    run_id: Annotated[Link, says("Id of the run that made the call. Null: none.")] = UNSET
    nhi_id: Annotated[Link, says("Id of the identity that made the call. Null: unknown.")] = UNSET
    tool: Annotated[Link, says("Name of the tool with its server, such as `postgres.query`.")] = UNSET
    outcome: Annotated[
        Outcome | UnsetType | None,
        says("Outcome of the call. If there are verdicts, the worst verdict takes precedence. Null: unknown."),
    ] = UNSET
    called_at: Annotated[Time, says("When the tool was called.")] = UNSET
    latency_us: Annotated[Micros, says("Time until the result, in microseconds. Null: unknown.")] = UNSET
    spend: Annotated[Dollars, says("Cost in US dollars. Null: unknown.")] = UNSET
    arguments: Annotated[Document, says("Arguments of the call, as JSON. Null: none, or not reported.")] = UNSET
    result: Annotated[Document, says("Result of the call, as JSON. Null: none, or not reported.")] = UNSET
    error: Annotated[Text, says("Error message. Null: no error.")] = UNSET
    environment: Annotated[Environment | UnsetType | None, says("Environment: live, test or dev. Null: unknown.")] = UNSET


tool_call = noun(ToolCall, time="called_at", by=["session_id", "run_id", "nhi_id", "tool"])


def worst_outcome(call: Source) -> sa.ColumnElement[str]:
    """The outcome of a tool call: the worst of its verdicts, or the outcome that the sender reported if there are none."""
    said = verdict.alias()
    worst = (
        sa.select(said.c.outcome)
        .where(said.c.tool_call_id == call.c.id, said.c.outcome.is_not(None))
        .order_by(badness(said).desc())
        .limit(1)
        .scalar_subquery()
    )
    return sa.func.coalesce(worst, call.c.outcome)
