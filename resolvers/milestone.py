"""Milestones: their links, and the time since the previous one."""

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement

from resolvers.links import HasMany
from resolvers.rows import Source
from storage import tables
from storage.nouns.noun import sort_key

of_instance = HasMany(tables.milestone, "instance_id")
of_model = HasMany(tables.milestone, "model_id")


def gap(milestone: Source) -> ColumnElement[int]:
    """Microseconds since the previous milestone of the instance or, for the first one, since the instance's start. Null: unknown,
    or the instance started after it. Of two milestones at the same time, the one with the lower id comes first."""
    before, instance = tables.milestone.alias(), tables.process_instance.alias()
    reached = (
        sa.select(before.c.reached_at)
        .where(
            before.c.instance_id == milestone.c.instance_id,
            sa.tuple_(sort_key(before.c.reached_at), before.c.id) < sa.tuple_(milestone.c.reached_at, milestone.c.id),
            before.c.reached_at.is_not(None),
        )
        .order_by(sort_key(before.c.reached_at).desc(), before.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    started = (
        sa.select(instance.c.started_at)
        .where(instance.c.id == milestone.c.instance_id, instance.c.started_at <= milestone.c.reached_at)
        .scalar_subquery()
    )
    return milestone.c.reached_at - sa.func.coalesce(reached, started)
