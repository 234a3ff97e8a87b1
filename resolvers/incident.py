"""Incidents: where they arose, what caused them, how long they stood open."""

from sqlalchemy.sql.elements import ColumnElement

from resolvers.link import named_by, naming
from resolvers.rows import Source
from storage import tables

of_instance = naming(tables.incident, "instance_id")
of_task = naming(tables.incident, "task_id")
of_model = naming(tables.incident, "model_id")
root_cause = named_by(tables.incident, "root_cause_id")


def duration(incident: Source) -> ColumnElement[int]:
    """Microseconds from when it arose to when it was resolved or deleted; null while it is open."""
    return incident.c.ended_at - incident.c.created_at  # type: ignore[no-any-return]
