"""The mutations: acknowledge an anomaly, and request jobs."""

from collections.abc import Mapping
from typing import Annotated, Any, TypeVar

import sqlalchemy as sa
import strawberry

from resolvers.statistics.buckets import bounds
from schema.declare.named_types import nullable, register, type_named
from schema.declare.statistics import Window
from schema.engine.mutation_context import MutationContext
from storage import tables
from storage.errors import BadUserInput
from storage.jobs.kind import Kind
from storage.jobs.queue import enqueue
from storage.jobs.registry import ANOMALY_DETECTION, DAYS, RETENTION, ROLLUP
from storage.risk.acknowledgement import acknowledge
from storage.storable import storable

Info = strawberry.Info[MutationContext, None]
JobWindow = Annotated[
    Window, strawberry.argument(description="Time window. Requires either both `from` and `to`, or `lastDays`.")
]
MOST_DAYS = 36_500
AGAIN = "Repeating the request while the job is queued or running returns the same job."


@register
@strawberry.type(description="Result of an acknowledgement.")
class AcknowledgeAnomalyPayload:
    """The acknowledged anomaly."""

    anomaly: nullable(type_named("Anomaly")) = strawberry.field(description="The anomaly after the acknowledgement.")  # type: ignore[valid-type]


@strawberry.type
class JobPayload:
    """A requested job: what the payloads of all mutations that request one have."""

    job_id: str = strawberry.field(description="Id of the job.")
    job: nullable(type_named("Job")) = strawberry.field(  # type: ignore[valid-type]
        description="The job in its current state. Requires the scope `graph:read`."
    )


@register
@strawberry.type(description="The requested roll-up job.")
class StartRollupPayload(JobPayload):
    """The requested roll-up job."""


@register
@strawberry.type(description="The requested anomaly detection job.")
class DetectAnomaliesPayload(JobPayload):
    """The requested anomaly detection job."""


@register
@strawberry.type(description="The requested retention job.")
class StartRetentionPayload(JobPayload):
    """The requested retention job."""


Payload = TypeVar("Payload", bound=JobPayload)


@strawberry.type(description="The mutation root.")
class Mutation:
    """The mutation root."""

    @strawberry.mutation(  # type: ignore[untyped-decorator]
        description="Acknowledges an anomaly. Only the first acknowledgement counts; repeating it changes nothing. "
        "Requires the scope `nhi:write`."
    )
    async def acknowledge_anomaly(
        self,
        info: Info,
        anomaly_id: Annotated[
            strawberry.ID, strawberry.argument(description="Id of the anomaly (`anomalyId`, not the global id).")
        ],
        note: Annotated[str | None, strawberry.argument(description="Note to store with the acknowledgement.")] = None,
    ) -> AcknowledgeAnomalyPayload:
        """Acknowledges an anomaly by its own id."""
        here = _permitted(info, "nhi:write")
        for text in (anomaly_id, note or ""):
            storable(text)
        await acknowledge(here.database, here.caller.org_id, anomaly_id, by=here.caller.name, note=note, now=here.now)
        return AcknowledgeAnomalyPayload(anomaly=_row(tables.anomaly, anomaly_id))

    @strawberry.mutation(  # type: ignore[untyped-decorator]
        description="Requests a job that builds the roll-ups of a window, including periods that were never rolled up. "
        f"{AGAIN} Requires the scope `mcp:write`."
    )
    async def start_rollup(self, info: Info, window: JobWindow) -> StartRollupPayload:
        """Queues a roll-up job."""
        here = _permitted(info, "mcp:write")
        return await _queued(here, StartRollupPayload, ROLLUP, _span(window, here))

    @strawberry.mutation(  # type: ignore[untyped-decorator]
        description="Requests a job that detects anomalies in a window and then assesses the risk of every identity. "
        f"{AGAIN} Requires the scope `nhi:write`."
    )
    async def detect_anomalies(self, info: Info, window: JobWindow) -> DetectAnomaliesPayload:
        """Queues an anomaly detection job."""
        here = _permitted(info, "nhi:write")
        return await _queued(here, DetectAnomaliesPayload, ANOMALY_DETECTION, _span(window, here))

    @strawberry.mutation(  # type: ignore[untyped-decorator]
        description="Requests a job that deletes rows of past days once they have ended and are rolled up. Roll-ups are kept, so "
        f"counts and durations remain available. {AGAIN} Requires the scope `admin`."
    )
    async def start_retention(
        self,
        info: Info,
        older_than_days: Annotated[
            int, strawberry.argument(description=f"Number of days for which rows are kept, from 1 to {MOST_DAYS}.")
        ],
    ) -> StartRetentionPayload:
        """Queues a retention job."""
        here = _permitted(info, "admin")
        if not 1 <= older_than_days <= MOST_DAYS:
            raise BadUserInput(f"olderThanDays: must be from 1 to {MOST_DAYS}", field="olderThanDays")
        return await _queued(here, StartRetentionPayload, RETENTION, {DAYS: older_than_days})


def _permitted(info: Info, scope: str) -> MutationContext:
    """The context of a request; FORBIDDEN if its caller lacks the scope."""
    here: MutationContext = info.context
    here.caller.require(frozenset({scope}))
    return here


async def _queued(here: MutationContext, payload: type[Payload], kind: Kind, request: Mapping[str, int]) -> Payload:
    """Queues a job. Returns the payload with its id and the job itself."""
    job_id = await enqueue(here.database, here.caller.org_id, kind, request, created_at=here.now)
    return payload(job_id=job_id, job=_row(tables.job, job_id))


def _span(window: Window, here: MutationContext) -> dict[str, int]:
    """The ends of a window that are set, `from` and `to`, in microseconds since 1970. BAD_USER_INPUT if they contradict each
    other."""
    values = {"from": window.from_, "to": window.to, "lastDays": window.last_days}
    since, until = bounds({name: value for name, value in values.items() if value is not strawberry.UNSET}, here.now)
    return {name: int(time) for name, time in (("from", since), ("to", until)) if isinstance(time, int)}


def _row(table: sa.Table, row_id: str) -> sa.Select[Any]:
    row = table.alias()
    return sa.select(row).where(row.c.id == row_id)
