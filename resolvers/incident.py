"""Incidents: where they arose, what caused them, how long they stood open."""

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
    """Microseconds from when it arose to when it was resolved or deleted; null while it is open, or if it ended
    before it arose."""
    return elapsed(incident.c.created_at, incident.c.ended_at)


def is_root_cause(incident: Source) -> ColumnElement[bool]:
    """Whether no other incident caused it; some senders name an incident as its own cause."""
    return sa.func.coalesce(incident.c.root_cause_id, incident.c.id) == incident.c.id


def created_day(incident: Source) -> ColumnElement[int]:
    """Start of the UTC day on which it arose; null where that is unknown."""
    return Grouping(incident.c.created_at - incident.c.created_at % literal(DAY))
