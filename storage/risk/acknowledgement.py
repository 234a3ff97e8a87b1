"""Acknowledging an anomaly: the first who does stands, however many do at once."""

from storage.database.protocol import Database
from storage.errors import NotFound
from storage.nouns.anomaly import Anomaly, AnomalyStatus
from storage.nouns.record import Instant
from storage.sql.dialect import statements_for
from storage.writing.writer import Writer


async def acknowledge(database: Database, org_id: str, anomaly_id: str, *, by: str, note: str | None, now: int) -> bool:
    """Notes that a person has looked at an anomaly, at `now` in microseconds since 1970; False where one had before.

    NotFound where the organization has no such anomaly.
    """
    statements = statements_for(database.dialect.name)
    columns = ("status", "event_at")
    async with database.transaction() as transaction:
        await statements.lock(transaction, org_id)
        given = [statements.list_parameter([anomaly_id]), org_id]
        found = await transaction.rows(statements.find("anomaly", columns, "id"), given)
        if not found:
            raise NotFound(f"No anomaly has the id {anomaly_id[:100]!r}.", field="anomalyId")
        status, event_at = found[0]
        if status == AnomalyStatus.ACKNOWLEDGED:
            return False
        record = Anomaly(
            id=anomaly_id,
            at=Instant(max(now, event_at + 1)),  # newer than all that is known of it, whatever its sender's clock said
            status=AnomalyStatus.ACKNOWLEDGED,
            acknowledged_at=Instant(now),
            acknowledged_by=by,
            note=note,
        )
        await Writer(transaction, statements, org_id).write([record])
    return True
