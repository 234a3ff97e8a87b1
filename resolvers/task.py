"""Tasks: their links, and how long they waited."""

from sqlalchemy.sql.elements import ColumnElement

from resolvers.links import BelongsTo, HasMany
from resolvers.rows import Source
from storage import tables
from storage.nouns.noun import elapsed

of_instance = HasMany(tables.task, "instance_id")
of_model = HasMany(tables.task, "model_id")
of_row = BelongsTo(tables.task, "task_id")


def waiting(task: Source) -> ColumnElement[int]:
    """Microseconds from `enabled_at` to `started_at`; null if either is unknown, or the start is first."""
    return elapsed(task.c.enabled_at, task.c.started_at)
