"""Who works on what: jobs are taken for a time that the holder keeps renewing, and only the holder can tell their end.

A worker that died no longer renews, so its job is taken again when the time is over. A worker that was only away finds
that its name no longer stands in the queue: whatever it writes of the job then is not written.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from storage.accounts.tables import organization
from storage.database.opening import compiled
from storage.database.protocol import Database, Row, Transaction
from storage.jobs.table import job_queue
from storage.nouns.job import JobState, job
from storage.nouns.noun import INTEGER
from storage.nouns.record import LATEST_INSTANT

MOST_ATTEMPTS = 5
"""How often a job is taken before it counts as failed."""

GIVEN_UP = (
    f"Given up: {MOST_ATTEMPTS} workers took it, and each ended before it was done. The servers' logs may say why they ended; "
    "asking for less at once, such as a shorter window, may help."
)

LARGEST_SKEW = 30_000_000
"""Microseconds by which the clocks of two workers may differ. A row written further ahead than this was written before the
clock was set back: its job is due."""

Time = int | sa.BindParameter[int]
"""A time in microseconds since 1970, or the bind that holds it."""

HOLD = "hold"
"""Kind of the rows of the queue that are no jobs: what an organization has only one of at a time."""


@dataclass(frozen=True, slots=True)
class Lease:
    """A place in the queue that a worker holds."""

    org_id: str
    job_id: str
    kind: str
    request: Mapping[str, Any]
    attempts: int
    worker: str
    """Unique to this holding, not only to the process: it cannot be mistaken for an earlier one."""
    began: int
    """When it was taken the first time, in microseconds since 1970."""


async def organizations_with_work(database: Database, kinds: Iterable[str], now: int) -> list[str]:
    """The organizations that have jobs of some kinds to be taken, by id."""
    return [row[0] for row in await database.rows(*compiled(_with_work(tuple(kinds)), database.dialect, now=now))]


@cache
def _with_work(kinds: tuple[str, ...]) -> sa.Select[tuple[str]]:
    """Every worker asks each second, so the statement is made once; the time is its bind `now`."""
    queue = job_queue
    return (
        sa.select(organization.c.org_id)
        .join(queue, queue.c.org_id == organization.c.org_id)
        .where(_takeable(queue, kinds, sa.bindparam("now", type_=INTEGER)))
        .group_by(organization.c.org_id)
        .order_by(organization.c.org_id)
    )


async def take(database: Database, org_id: str, kinds: Iterable[str], worker: str, *, now: int, until: int) -> Lease | None:
    """Takes the organization's job that has been due the longest, for a worker, until a time; None if there is none.

    A job that was taken too often already ends here, as failed.
    """
    columns = job_queue.c
    waiting = job_queue.alias()
    longest = (
        sa.select(waiting.c.job_id)
        .where(waiting.c.org_id == org_id, _takeable(waiting, kinds, now))
        .order_by(waiting.c.due_at, waiting.c.job_id)
        .limit(1)
        .scalar_subquery()
    )
    statement = (
        sa.update(job_queue)
        .where(columns.org_id == org_id, columns.job_id == longest, _takeable(job_queue, kinds, now))
        .values(worker=worker, held_until=until, written_at=now, attempts=columns.attempts + 1)
        .returning(columns.job_id, columns.kind, columns.request, columns.attempts)
    )
    async with database.transaction() as transaction:
        taken = await transaction.rows(*compiled(statement, database.dialect))
        if not taken:
            return None
        job_id, kind, request, attempts = taken[0]
        held = Lease(org_id, job_id, kind, msgspec.json.decode(request), attempts, worker, now)
        if attempts > MOST_ATTEMPTS:
            await _end(database, transaction, held, now, state=JobState.FAILED, reason=GIVEN_UP)
            return None
        began = sa.func.coalesce(job.c.started_at, sa.literal(now, job.c.started_at.type))
        updated = await _update(database, transaction, held, now, state=JobState.RUNNING.value, started_at=began, progress=0.0)
    return replace(held, began=updated[0][0]) if updated else held


async def renew(database: Database, held: Lease, *, until: int, now: int, progress: float | None = None) -> bool:
    """Holds on until a later time, and tells the progress, if any; False where it is no longer held."""
    statement = sa.update(job_queue).where(_is(held)).values(held_until=until, written_at=now).returning(job_queue.c.job_id)
    async with database.transaction() as transaction:
        kept = bool(await transaction.rows(*compiled(statement, database.dialect)))
        if kept and progress is not None:
            await _update(database, transaction, held, now, progress=progress)
    return kept


async def succeed(database: Database, held: Lease, result: Mapping[str, Any] | None, *, now: int) -> bool:
    """Ends a job as done, with what it found; False where it is no longer held: then nothing is written."""
    text = None if result is None else msgspec.json.encode(result).decode()
    async with database.transaction() as transaction:
        return await _end(database, transaction, held, now, state=JobState.SUCCEEDED, progress=1.0, result=text)


async def fail(database: Database, held: Lease, reason: str, *, now: int) -> bool:
    """Ends a job as failed, with a reason that a person can act on; False where it is no longer held."""
    async with database.transaction() as transaction:
        return await _end(database, transaction, held, now, state=JobState.FAILED, reason=reason)


async def give_back(database: Database, held: Lease, *, now: int, due_at: int, counts: bool) -> bool:
    """Queues a job again, for whoever takes it from `due_at` on; False where it is no longer held.

    `counts` is whether this was one of the attempts that are allowed: a worker that is stopped uses none up.
    """
    attempts = held.attempts if counts else held.attempts - 1
    free = {"worker": None, "held_until": None, "due_at": due_at, "written_at": now, "attempts": attempts}
    statement = sa.update(job_queue).where(_is(held)).values(free).returning(job_queue.c.job_id)
    async with database.transaction() as transaction:
        given = bool(await transaction.rows(*compiled(statement, database.dialect)))
        if given:
            await _update(database, transaction, held, now, state=JobState.QUEUED.value)
    return given


async def postpone(database: Database, held: Lease, result: Mapping[str, Any], *, now: int, due_at: int) -> bool:
    """Queues a job again that goes on from `due_at`, with what it has found so far; False where it is no longer held.

    Its attempts are counted anew: what it did until now was no failure.
    """
    free = {"worker": None, "held_until": None, "due_at": due_at, "written_at": now, "attempts": 0}
    statement = sa.update(job_queue).where(_is(held)).values(free).returning(job_queue.c.job_id)
    text = msgspec.json.encode(result).decode()
    async with database.transaction() as transaction:
        given = bool(await transaction.rows(*compiled(statement, database.dialect)))
        if given:
            await _update(database, transaction, held, now, state=JobState.QUEUED.value, result=text)
    return given


async def acquire(database: Database, org_id: str, name: str, worker: str, *, now: int, until: int) -> Lease | None:
    """Takes what an organization has only one of at a time; None where another holds it."""
    insert = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}[database.dialect.name]
    held = Lease(org_id, f"{HOLD}:{name}", HOLD, {}, 1, worker, now)
    statement: Any = insert(job_queue).values(
        org_id=org_id,
        job_id=held.job_id,
        kind=HOLD,
        request="{}",
        due_at=LATEST_INSTANT,
        written_at=now,
        attempts=held.attempts,
        worker=worker,
        held_until=until,
    )
    statement = statement.on_conflict_do_update(
        index_elements=[job_queue.c.org_id, job_queue.c.job_id],
        set_={name: statement.excluded[name] for name in ("worker", "held_until", "written_at")},
        where=_is_over(job_queue, now),
    ).returning(job_queue.c.job_id)
    async with database.transaction() as transaction:
        return held if await transaction.rows(*compiled(statement, database.dialect)) else None


async def release(database: Database, held: Lease) -> None:
    """Gives up what `acquire` took, if it is still held."""
    async with database.transaction() as transaction:
        await transaction.execute(*compiled(sa.delete(job_queue).where(_is(held)), database.dialect))


def _takeable(queue: sa.FromClause, kinds: Iterable[str], now: Time) -> sa.ColumnElement[bool]:
    due = sa.or_(queue.c.due_at <= now, queue.c.written_at > now + LARGEST_SKEW)
    free = sa.or_(queue.c.held_until.is_(None), _is_over(queue, now))
    known = sa.or_(sa.false(), *(queue.c.kind == kind for kind in kinds))
    return sa.and_(due, free, known)


def _is_over(queue: sa.FromClause, now: Time) -> sa.ColumnElement[bool]:
    """Whether a lease has expired. One that was taken further ahead of this clock than its own length was taken before the
    clock was set back: no one may be holding it."""
    length = queue.c.held_until - queue.c.written_at
    return sa.or_(queue.c.held_until <= now, queue.c.written_at - length > now)


def _is(held: Lease) -> sa.ColumnElement[bool]:
    """The row of the queue, as long as it is this holder's."""
    columns = job_queue.c
    return sa.and_(
        columns.org_id == held.org_id,
        columns.job_id == held.job_id,
        columns.worker == held.worker,
        columns.attempts == held.attempts,
    )


async def _end(database: Database, transaction: Transaction, held: Lease, now: int, *, state: JobState, **values: object) -> bool:
    """Takes a job out of the queue and says how it ended, both or neither."""
    statement = sa.delete(job_queue).where(_is(held)).returning(job_queue.c.job_id)
    ended = bool(await transaction.rows(*compiled(statement, database.dialect)))
    if ended:
        await _update(database, transaction, held, now, state=state.value, ended_at=now, **values)
    return ended


async def _update(database: Database, transaction: Transaction, held: Lease, now: int, **values: object) -> list[Row]:
    """Writes what is known of a job; returns when it began, if there is such a job."""
    mine = sa.and_(job.c.org_id == held.org_id, job.c.id == held.job_id)
    statement = sa.update(job).where(mine).values(event_at=now, **values).returning(job.c.started_at)
    return await transaction.rows(*compiled(statement, database.dialect))
