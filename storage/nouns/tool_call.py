"""Tool calls, and their outcome."""

from typing import Annotated, Any

import sqlalchemy as sa
from msgspec import UNSET, UnsetType

from storage.nouns.environment import Environment
from storage.nouns.noun import noun
from storage.nouns.record import Document, Dollars, Link, Micros, Record, Text, Time, says
from storage.nouns.verdict import Outcome, badness, verdict


class ToolCall(Record):
    """One call of a tool, through MCP or inside a run."""

    moments = ("called_at",)

    session_id: Annotated[Link, says("Id of the MCP session. Null: the call was made outside one.")] = UNSET
    run_id: Annotated[Link, says("Id of the run that made it. Null: none.")] = UNSET
    nhi_id: Annotated[Link, says("Id of the identity that made it. Null: unknown.")] = UNSET
    tool: Annotated[Link, says("Name of the tool, with its server, such as `postgres.query`.")] = UNSET
    outcome: Annotated[
        Outcome | UnsetType | None, says("What became of it; where verdicts exist, the worst of them rules. Null: unknown.")
    ] = UNSET
    called_at: Annotated[Time, says("When it was called.")] = UNSET
    latency_us: Annotated[Micros, says("Time to the answer, in microseconds. Null: unknown.")] = UNSET
    spend: Annotated[Dollars, says("What it cost, in US dollars. Null: unknown.")] = UNSET
    arguments: Annotated[Document, says("What the tool was given, as JSON. Null: nothing, or not told.")] = UNSET
    result: Annotated[Document, says("What it answered, as JSON. Null: nothing, or not told.")] = UNSET
    error: Annotated[Text, says("Message of its error. Null: no error.")] = UNSET
    environment: Annotated[Environment | UnsetType | None, says("Live, test or dev. Null: unknown.")] = UNSET


tool_call = noun(ToolCall, time="called_at", by=["session_id", "run_id", "nhi_id", "tool"])


def worst_outcome(call: Any) -> sa.ColumnElement[str]:
    """What became of a tool call: the worst of its verdicts, or what its sender said where there is none."""
    said = verdict.alias()
    worst = (
        sa.select(said.c.outcome)
        .where(said.c.tool_call_id == call.c.id, said.c.outcome.is_not(None))
        .order_by(badness(said).desc())
        .limit(1)
        .scalar_subquery()
    )
    return sa.func.coalesce(worst, call.c.outcome)
