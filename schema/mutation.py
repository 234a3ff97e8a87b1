"""What clients can change: acknowledge an anomaly, and ask for jobs."""

from collections.abc import Mapping
from typing import Annotated, Any

import sqlalchemy as sa
import strawberry

from resolvers.statistics.buckets import days_before
from schema.declare.field import nullable, type_named
from schema.declare.registry import register
from schema.declare.statistics import Window
from schema.engine.mutation_context import MutationContext
from storage import tables
from storage.errors import BadUserInput
from storage.jobs.kind import Kind
from storage.jobs.queue import enqueue
from storage.jobs.registry import ANOMALY_DETECTION, DAYS, RETENTION, ROLLUP
from storage.risk.acknowledgement import acknowledge
from storage.sql.statement import storable

Info = strawberry.Info[MutationContext, None]
JobWindow = Annotated[Window, strawberry.argument(description="The window; it needs both ends, or `lastDays`.")]
MOST_DAYS = 36_500
AGAIN = "The same asked again while the first waits or runs is the first job."


@register
@strawberry.type(description="What became of an acknowledgement.")
class AcknowledgeAnomalyPayload:
    """The anomaly, as it is now."""

    anomaly: nullable(type_named("Anomaly")) = strawberry.field(description="The anomaly, as it is now.")  # type: ignore[valid-type]


def _payload(name: str, description: str) -> type:
    """A type that tells of a job that was asked for."""
    fields = {
        "__annotations__": {"job_id": str, "job": nullable(type_named("Job"))},
        "job_id": strawberry.field(description="Id of the job."),
        "job": strawberry.field(description="The job, as it is now. Reading it needs the scope `graph:read`."),
    }
    return register(strawberry.type(type(name, (), {"__module__": __name__, **fields}), description=description))


StartRollupPayload: Any = _payload("StartRollupPayload", "The roll-up that was asked for.")
DetectAnomaliesPayload: Any = _payload("DetectAnomaliesPayload", "The detection that was asked for.")
StartRetentionPayload: Any = _payload("StartRetentionPayload", "The deletion that was asked for.")


@strawberry.type(description="Where every change begins.")
class Mutation:
    """The changes."""

    @strawberry.mutation(  # type: ignore[untyped-decorator]
        description="Notes that a person has looked at an anomaly. Doing it again changes nothing: the first one stands. "
        "Needs the scope `nhi:write`."
    )
    async def acknowledge_anomaly(
        self,
        info: Info,
        anomaly_id: Annotated[strawberry.ID, strawberry.argument(description="The anomaly's own id.")],
        note: Annotated[str | None, strawberry.argument(description="What to remember of it.")] = None,
    ) -> AcknowledgeAnomalyPayload:
        """Acknowledges an anomaly by its own id."""
        here = _permitted(info, "nhi:write")
        for text in (anomaly_id, note or ""):
            storable(text)
        await acknowledge(here.database, here.caller.org_id, anomaly_id, by=here.caller.name, note=note, now=here.now)
        return AcknowledgeAnomalyPayload(anomaly=_row(tables.anomaly, anomaly_id))

    @strawberry.mutation(  # type: ignore[untyped-decorator]
        description="Asks for the roll-ups of a window to be built, those of times that were never rolled up included. "
        f"{AGAIN} Needs the scope `mcp:write`."
    )
    async def start_rollup(self, info: Info, window: JobWindow) -> StartRollupPayload:
        """Queues a roll-up."""
        here = _permitted(info, "mcp:write")
        return StartRollupPayload(**await _asked(here, ROLLUP, _span(window, here)))

    @strawberry.mutation(  # type: ignore[untyped-decorator]
        description="Asks for the anomalies of a window to be looked for, and for every identity to be assessed after that. "
        f"{AGAIN} Needs the scope `nhi:write`."
    )
    async def detect_anomalies(self, info: Info, window: JobWindow) -> DetectAnomaliesPayload:
        """Queues a detection."""
        here = _permitted(info, "nhi:write")
        return DetectAnomaliesPayload(**await _asked(here, ANOMALY_DETECTION, _span(window, here)))

    @strawberry.mutation(  # type: ignore[untyped-decorator]
        description="Asks for rows of days long past to be deleted, as far as they are over and rolled up; the roll-ups stay, so "
        f"that counts and durations do. {AGAIN} Needs the scope `admin`."
    )
    async def start_retention(
        self,
        info: Info,
        older_than_days: Annotated[int, strawberry.argument(description=f"How many days of rows are kept, 1 to {MOST_DAYS}.")],
    ) -> StartRetentionPayload:
        """Queues a retention."""
        here = _permitted(info, "admin")
        if not 1 <= older_than_days <= MOST_DAYS:
            raise BadUserInput(f"olderThanDays: from 1 to {MOST_DAYS}", field="olderThanDays")
        return StartRetentionPayload(**await _asked(here, RETENTION, {DAYS: older_than_days}))


def _permitted(info: Info, scope: str) -> MutationContext:
    """What a request has at hand, if its caller has a scope."""
    here: MutationContext = info.context
    here.caller.require(frozenset({scope}))
    return here


async def _asked(here: MutationContext, kind: Kind, request: Mapping[str, int]) -> dict[str, Any]:
    """Queues a job; its id, and the job itself."""
    job_id = await enqueue(here.database, here.caller.org_id, kind, request, created_at=here.now)
    return {"job_id": job_id, "job": _row(tables.job, job_id)}


def _span(window: Window, here: MutationContext) -> dict[str, int]:
    """The ends of a window that are given, in microseconds since 1970."""
    given = {"from": window.from_, "to": window.to}
    ends = {name: int(moment) for name, moment in given.items() if moment not in (None, strawberry.UNSET)}
    if window.last_days in (None, strawberry.UNSET):
        return ends
    if ends:
        raise BadUserInput("window: give either `lastDays` or `from` and `to`", field="window.lastDays")
    return {"from": days_before(here.now, window.last_days), "to": here.now}


def _row(table: sa.Table, row_id: str) -> Any:
    row = table.alias()
    return sa.select(row).where(row.c.id == row_id)
