"""Runs of workflows."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement

from resolvers.links import BelongsTo, HasMany
from resolvers.rows import Source
from storage import tables

of_row = BelongsTo(tables.run, "run_id")
parent = BelongsTo(tables.run, "parent_id")
children = HasMany(tables.run, "parent_id")
of_workflow = HasMany(tables.run, "workflow_id")
of_instance = HasMany(tables.run, "instance_id")
of_task = HasMany(tables.run, "task_id")
of_nhi = HasMany(tables.run, "nhi_id")


def dated_at(run: Source) -> ColumnElement[int]:
    """When the run was started, in microseconds since 1970. If unknown: its last activity, otherwise its end, otherwise the event
    time of its latest record."""
    return sa.func.coalesce(run.c.started_at, run.c.last_activity_at, run.c.ended_at, run.c.event_at)


def behind_incident(incident: Source) -> sa.Select[Any]:
    """The runs of the incident's process instance that had started when the incident was created."""
    run = tables.run.alias()
    return sa.select(run).where(
        run.c.instance_id == incident.c.instance_id,
        sa.or_(run.c.started_at.is_(None), incident.c.created_at.is_(None), run.c.started_at <= incident.c.created_at),
    )
