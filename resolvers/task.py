"""Tasks: whose they are, and how long they waited and took."""

from sqlalchemy.sql.elements import ColumnElement

from resolvers.links import BelongsTo, HasMany
from resolvers.rows import Source
from storage import tables

of_instance = HasMany(tables.task, "instance_id")
of_model = HasMany(tables.task, "model_id")
of_row = BelongsTo(tables.task, "task_id")


def waiting(task: Source) -> ColumnElement[int]:
    """Microseconds from when it could have begun to when it did; null while either is unknown."""
    return task.c.started_at - task.c.enabled_at
