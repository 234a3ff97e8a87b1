"""What clients can change: so far, that a person has looked at an anomaly."""

from typing import TYPE_CHECKING, Annotated, Any

import sqlalchemy as sa
import strawberry

from schema.field import nullable, type_named
from schema.registry import register
from storage import tables
from storage.errors import NotFound
from storage.nhi import Anomaly as AnomalyRecord
from storage.nhi import AnomalyStatus
from storage.record import Instant
from storage.statement import Moment, statement
from storage.writing import write

if TYPE_CHECKING:
    from schema.ordinary import Ordinary

WRITE = frozenset({"nhi:write"})


@register
@strawberry.type(description="What became of an acknowledgement.")
class AcknowledgeAnomalyPayload:
    """The anomaly, as it is now."""

    anomaly: nullable(type_named("Anomaly")) = strawberry.field(description="The anomaly, as it is now.")  # type: ignore[valid-type]


@strawberry.type(description="Where every change begins.")
class Mutation:
    """The changes."""

    @strawberry.mutation(  # type: ignore[untyped-decorator]
        description="Notes that a person has looked at an anomaly. Doing it again changes nothing: the first one stands. "
        "Needs the scope `nhi:write`."
    )
    async def acknowledge_anomaly(
        self,
        info: strawberry.Info["Ordinary", None],
        anomaly_id: Annotated[strawberry.ID, strawberry.argument(description="The anomaly's own id.")],
        note: Annotated[str | None, strawberry.argument(description="What to remember of it.")] = None,
    ) -> AcknowledgeAnomalyPayload:
        """Acknowledges an anomaly by its own id."""
        here = info.context
        here.caller.require(WRITE)
        database = here.engine.database
        row = tables.anomaly.alias()
        found = statement(sa.select(row.c.status).where(row.c.id == anomaly_id), database.dialect.name)
        now = here.engine.now()
        statuses = await database.rows(found.sql, found.bind(Moment({}, here.caller.org_id, now)))
        if not statuses:
            raise NotFound(f"There is no anomaly {anomaly_id[:100]!r}.", field="anomalyId")
        if statuses[0][0] != AnomalyStatus.ACKNOWLEDGED:
            record = AnomalyRecord(
                id=anomaly_id,
                at=Instant(now),
                status=AnomalyStatus.ACKNOWLEDGED,
                acknowledged_at=Instant(now),
                acknowledged_by=here.caller.name,
                note=note,
            )
            await write(database, here.caller.org_id, [record])
        return AcknowledgeAnomalyPayload(anomaly=_select(anomaly_id))


def _select(anomaly_id: str) -> Any:
    row = tables.anomaly.alias()
    return sa.select(row).where(row.c.id == anomaly_id)
