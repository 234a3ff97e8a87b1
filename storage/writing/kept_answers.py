"""Answers to requests that name a key of their own, kept so that the same request is answered as it was first."""

from dataclasses import dataclass

import sqlalchemy as sa

from storage.accounts.lookup import lookup
from storage.database.opening import compiled
from storage.database.protocol import Database
from storage.nouns.noun import INTEGER, TEXT, metadata
from storage.nouns.record import DAY, now
from storage.sql.locking import locked

kept_answer = sa.Table(
    "kept_answer",
    metadata,
    sa.Column("org_id", TEXT, nullable=False, comment="Organization of the sender."),
    sa.Column("name", TEXT, nullable=False, comment="SHA-256 of the sender and the key of the request, in hexadecimal."),
    sa.Column("fingerprint", TEXT, nullable=False, comment="SHA-256 of the request, in hexadecimal."),
    sa.Column("status", INTEGER, nullable=False, comment="HTTP status of the answer."),
    sa.Column("body", TEXT, nullable=False, comment="The answer, as JSON."),
    sa.Column("answered_at", INTEGER, nullable=False, comment="When it was answered, in microseconds since 1970."),
    sa.PrimaryKeyConstraint("org_id", "name", name="pk_kept_answer"),
    sa.Index("ix_kept_answer_time", "org_id", "answered_at"),
    comment="An answer to a request with an Idempotency-Key.",
    sqlite_strict=True,
)

KEPT = DAY
"""Microseconds for which an answer is kept."""
MOST = 10_000
"""Answers that are kept of an organization; the oldest go first."""


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer, and the request that it answered."""

    fingerprint: str
    """SHA-256 of the request, in hexadecimal."""
    status: int
    body: bytes


async def find_answer(database: Database, org_id: str, name: str) -> KeptAnswer | None:
    """The answer to the request with this name. None: there is none, or it is too old."""
    columns = (kept_answer.c.fingerprint, kept_answer.c.status, kept_answer.c.body)
    chosen = sa.select(*columns).where(
        kept_answer.c.org_id == org_id, kept_answer.c.name == name, kept_answer.c.answered_at >= now() - KEPT
    )
    rows = await lookup(database, chosen)
    return KeptAnswer(rows[0][0], rows[0][1], rows[0][2].encode()) if rows else None


async def keep_answer(database: Database, org_id: str, name: str, answer: KeptAnswer) -> None:
    """Keeps an answer, and deletes what is too old or too much. It is on disk when this returns.

    Raises DatabaseUnavailable if the database cannot be written.
    """
    at = now()
    own = kept_answer.c.org_id == org_id
    newest = sa.select(kept_answer.c.answered_at).where(own).order_by(kept_answer.c.answered_at.desc()).offset(MOST - 1).limit(1)
    too_many = sa.func.coalesce(newest.scalar_subquery(), sa.literal_column("0", INTEGER))
    gone = sa.or_(kept_answer.c.name == name, kept_answer.c.answered_at < at - KEPT, kept_answer.c.answered_at <= too_many)
    values = {
        "org_id": org_id,
        "name": name,
        "fingerprint": answer.fingerprint,
        "status": answer.status,
        "body": answer.body.decode(),
        "answered_at": at,
    }
    async with locked(database, org_id) as (transaction, _):
        await transaction.execute(*compiled(sa.delete(kept_answer).where(own, gone), database.dialect))
        await transaction.execute(*compiled(sa.insert(kept_answer).values(values), database.dialect))
