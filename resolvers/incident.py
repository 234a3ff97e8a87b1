"""Incidents: their links, their causes, and how long they were open."""

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement, Grouping

from resolvers.links import BelongsTo, HasMany
from resolvers.rows import Source
from storage import tables
from storage.nouns.noun import elapsed
from storage.nouns.record import DAY
from storage.sql.literal import literal

of_instance = HasMany(tables.incident, "instance_id")
of_task = HasMany(tables.incident, "task_id")
of_model = HasMany(tables.incident, "model_id")
root_cause = BelongsTo(tables.incident, "root_cause_id")


def duration(incident: Source) -> ColumnElement[int]:
    """Microseconds from creation to end (resolved or deleted); null while it is open, or if it ended before its creation."""
    return elapsed(incident.c.created_at, incident.c.ended_at)


def is_root_cause(incident: Source) -> ColumnElement[bool]:
    """Whether no other incident caused it. Some senders report an incident as its own cause."""
    return sa.func.coalesce(incident.c.root_cause_id, incident.c.id) == incident.c.id


def created_day(incident: Source) -> ColumnElement[int]:
    """Start of the UTC day of its creation, in microseconds since 1970; null if unknown."""
    return Grouping(incident.c.created_at - incident.c.created_at % literal(DAY))
