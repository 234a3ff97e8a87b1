"""Process instances: their links, duration and latest milestone."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement

from resolvers.links import BelongsTo, HasMany, HasManyThrough
from resolvers.rows import Source
from storage import tables
from storage.nouns.noun import elapsed, sort_key

of_row = BelongsTo(tables.process_instance, "instance_id")
parent = BelongsTo(tables.process_instance, "parent_id")
children = HasMany(tables.process_instance, "parent_id")
of_model = HasMany(tables.process_instance, "model_id")
identities = HasManyThrough(tables.nhi, tables.run, "instance_id", "nhi_id")


def duration(row: Source) -> ColumnElement[int]:
    """Microseconds from start to end; null if either is unknown, or the end is before the start."""
    return elapsed(row.c.started_at, row.c.ended_at)


def last_milestone(instance: Source) -> sa.Select[Any]:
    """The latest milestone that the instance reached."""
    milestone = tables.milestone.alias()
    return (
        sa.select(milestone)
        .where(milestone.c.instance_id == instance.c.id)
        .order_by(sort_key(milestone.c.reached_at).desc(), milestone.c.id.desc())
        .limit(1)
    )
