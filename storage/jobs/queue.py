"""Requests jobs, and lists those that were requested."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
import sqlalchemy as sa

from storage.database.opening import compiled
from storage.database.protocol import Database, Transaction
from storage.errors import BadUserInput, LimitExceeded
from storage.jobs.kind import Kind
from storage.jobs.lease import HOLD
from storage.jobs.table import job_queue
from storage.nouns.job import JobState, job
from storage.sql.dialect import statements_for
from storage.ulid import new_id

MOST_WAITING = 1000
"""Jobs of one organization that may be queued or running at once."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A job as a list shows it. Times are microseconds since 1970."""

    id: str
    kind: str | None
    state: str | None
    progress: float | None
    created_at: int | None
    reason: str | None


async def enqueue(
    database: Database,
    org_id: str,
    kind: Kind,
    request: Mapping[str, Any] | None = None,
    *,
    created_at: int,
    job_id: str | None = None,
) -> str:
    """Queues a job and returns its id; repeating the request before it has ended returns the same job.

    With `job_id`, which the caller makes from what it stands for, it is queued only if there never was a job of that id.
    BadUserInput for a window that cannot be, LimitExceeded where the organization has too many jobs waiting.
    """
    parameters = dict(request or {})
    if kind.windowed:
        _refuse_window(parameters.get("from"), parameters.get("to"))
    text = msgspec.json.encode(parameters, order="sorted").decode()
    made = job_id or new_id(kind.prefix, created_at)
    async with database.transaction() as transaction:
        await statements_for(database.dialect.name).lock(transaction, org_id)
        if await _exists(database, transaction, org_id, made):
            return made
        waiting = await _waiting(database, transaction, org_id)
        if same := waiting.get((kind.name, text)):
            return same
        if len(waiting) >= MOST_WAITING:
            raise LimitExceeded(
                f"{MOST_WAITING} jobs are already queued; try again when some of them have ended.",
                limit="jobs", allowed=MOST_WAITING, measured=len(waiting) + 1,
            )  # fmt: skip
        await _insert(database, transaction, org_id, made, kind, parameters, text, created_at)
    return made


async def stop(database: Database, org_id: str, job_id: str, *, now: int) -> bool:
    """Ends a job that is queued or running; a worker that runs it notices within seconds. False: there is none with this id."""
    columns = job_queue.c
    waiting = sa.delete(job_queue).where(columns.org_id == org_id, columns.job_id == job_id, columns.kind != HOLD)
    ended = {"state": JobState.STOPPED.value, "ended_at": now, "event_at": now}
    async with database.transaction() as transaction:
        stopped = bool(await transaction.rows(*compiled(waiting.returning(columns.job_id), database.dialect)))
        if stopped:
            shown = sa.update(job).where(job.c.org_id == org_id, job.c.id == job_id).values(ended)
            await transaction.execute(*compiled(shown, database.dialect))
    return stopped


async def recent(database: Database, org_id: str, count: int) -> list[Listed]:
    """The jobs of an organization that were requested last, newest first."""
    columns = [job.c[name] for name in ("id", "kind", "state", "progress", "created_at", "reason")]
    newest = sa.func.coalesce(job.c.created_at, sa.literal_column("-1")).desc(), job.c.id.desc()
    statement = sa.select(*columns).where(job.c.org_id == org_id).order_by(*newest).limit(count)
    return [Listed(*row) for row in await database.rows(*compiled(statement, database.dialect))]


def _refuse_window(since: int | None, until: int | None) -> None:
    for name, moment in (("from", since), ("to", until)):
        if moment is None:
            raise BadUserInput(f"window: `{name}` is required", field=f"window.{name}")
    assert since is not None
    assert until is not None
    if since >= until:
        raise BadUserInput("window: `from` must be before `to`", field="window.from")


async def _exists(database: Database, transaction: Transaction, org_id: str, job_id: str) -> bool:
    found = sa.select(job.c.id).where(job.c.org_id == org_id, job.c.id == job_id)
    return bool(await transaction.rows(*compiled(found, database.dialect)))


async def _waiting(database: Database, transaction: Transaction, org_id: str) -> dict[tuple[str, str], str]:
    """The jobs of an organization that have not ended, by what they do."""
    columns = job_queue.c.kind, job_queue.c.request, job_queue.c.job_id
    found = sa.select(*columns).where(job_queue.c.org_id == org_id)
    rows = await transaction.rows(*compiled(found, database.dialect))
    return {(kind, request): job_id for kind, request, job_id in rows}


async def _insert(
    database: Database,
    transaction: Transaction,
    org_id: str,
    job_id: str,
    kind: Kind,
    parameters: Mapping[str, Any],
    text: str,
    created_at: int,
) -> None:
    shown = {
        "org_id": org_id,
        "id": job_id,
        "kind": kind.name,
        "state": JobState.QUEUED.value,
        "created_at": created_at,
        "progress": 0.0,
        "window_from": parameters.get("from"),
        "window_to": parameters.get("to"),
        "event_at": created_at,
    }
    queued = {
        "org_id": org_id,
        "job_id": job_id,
        "kind": kind.name,
        "request": text,
        "due_at": created_at,
        "written_at": created_at,
        "attempts": 0,
    }
    for table, values in ((job, shown), (job_queue, queued)):
        await transaction.execute(*compiled(sa.insert(table).values(values), database.dialect))
