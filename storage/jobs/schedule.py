"""Scheduled jobs: each kind once in every stretch of time, however many workers there are."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa

from storage.accounts.tables import organization
from storage.database.opening import compiled
from storage.database.protocol import Database
from storage.jobs.kind import Kind
from storage.jobs.queue import enqueue
from storage.nouns.job import job
from storage.ulid import id_of


@dataclass(frozen=True, slots=True)
class Schedule:
    """A kind of job that is due once in a number of microseconds, counted from 1970."""

    kind: Kind
    every: int
    request: Mapping[str, int] = field(default_factory=dict)


async def ask(database: Database, schedule: Schedule, now: int) -> int:
    """Queues the job of the stretch that holds `now` for each organization that has not had it; how many that were.

    The job's id follows from kind and stretch, so that two workers that ask at once ask for the same job.
    """
    start = now - now % schedule.every
    job_id = id_of(schedule.kind.prefix, start, schedule.kind.name, str(schedule.every))
    had = sa.exists().where(job.c.org_id == organization.c.org_id, job.c.id == job_id)
    lacking = sa.select(organization.c.org_id).where(~had).order_by(organization.c.org_id)
    found = await database.rows(*compiled(lacking, database.dialect))
    for (org_id,) in found:
        await enqueue(database, org_id, schedule.kind, schedule.request, created_at=now, job_id=job_id)
    return len(found)
