"""Detection: looks through the hours of a window, identity by identity, and stores what stands out as anomalies."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from storage.database.protocol import Database
from storage.nouns.anomaly import Anomaly, AnomalyStatus, anomaly
from storage.nouns.noun import TEXT
from storage.nouns.record import HOUR, Blob, Instant, Record
from storage.risk.activity import Activity, activity, hour_of, identities
from storage.risk.anomaly import Finding, findings
from storage.risk.baseline import PAST
from storage.risk.evidence import evidence
from storage.sql.statement import Moment, statement
from storage.writing.writer import write

Progress = Callable[[float], None]
"""Takes the completed share, 0 to 1."""


async def detect(
    database: Database, org_id: str, since: int, until: int, *, now: int, progress: Progress | None = None
) -> dict[str, Any]:
    """Finds the anomalies of every hour that the window touches, and stores those that are new or have changed.

    Times are microseconds since 1970, `since` inclusive, `until` exclusive. An hour is judged whole, even if the window
    begins or ends inside it, so that the same anomaly is found however windows are cut. Doing it again stores nothing.
    Returns `{identities, found, stored, by_type}`: how many identities were looked at, how many anomalies there are, how
    many of them are new or changed, and how many there are of each type.
    """
    first, end = hour_of(since), hour_of(until - 1) + HOUR
    names = await identities(database, org_id) if since < until else []
    types: Counter[str] = Counter()
    stored = 0
    for number, nhi_id in enumerate(names, start=1):
        hours = await activity(database, org_id, nhi_id, first - PAST, end)
        found = [each for start in sorted(hours) if start >= first for each in findings(hours, start)]
        types.update(each.type.value for each in found)
        stored += await _store(database, org_id, nhi_id, found, hours, now)
        if progress:
            progress(number / len(names))
    return {"identities": len(names), "found": types.total(), "stored": stored, "by_type": dict(sorted(types.items()))}


async def _store(database: Database, org_id: str, nhi_id: str, found: Sequence[Finding], hours: Activity, now: int) -> int:
    """Stores the anomalies of an identity that are not stored yet, or of which more is known by now."""
    known = await stored_anomalies(database, org_id, nhi_id) if found else {}
    records: list[Record] = []
    for each in found:
        anomaly_id = each.anomaly_id(nhi_id)
        text = msgspec.json.encode(await evidence(database, org_id, nhi_id, each, hours)).decode()
        report = (each.severity.value, each.hour.latest, text)
        if anomaly_id not in known:
            # As of the start of its hour, so that no later finding of it can undo an acknowledgement.
            records.append(Anomaly(id=anomaly_id, at=Instant(each.hour.start), status=AnomalyStatus.OPEN))
        elif known[anomaly_id] == report:
            continue
        records.append(
            Anomaly(
                id=anomaly_id,
                at=Instant(now),
                nhi_id=nhi_id,
                type=each.type.value,
                severity=each.severity,
                detected_at=Instant(each.hour.latest),
                evidence=Blob(text),
            )
        )
    touched = await write(database, org_id, records) if records else {}
    return touched.get("anomaly", 0)


async def stored_anomalies(database: Database, org_id: str, nhi_id: str) -> Mapping[str, tuple[Any, ...]]:
    """Severity, time and evidence of the anomalies of an identity, by id."""
    row = anomaly.alias()
    named = row.c.nhi_id == sa.bindparam(None, nhi_id, TEXT)
    columns = (row.c.id, row.c.severity, row.c.detected_at, row.c.evidence)
    made = statement(sa.select(*columns).where(named), database.dialect.name)
    return {found[0]: found[1:] for found in await database.rows(made.sql, made.bind(Moment({}, org_id, 0)))}
