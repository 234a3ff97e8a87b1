"""Activities of process versions."""

from typing import Any

import sqlalchemy as sa

from resolvers.rows import Source
from storage import tables


def of_version(version: Source) -> sa.Select[Any]:
    """The activities of a version's diagram."""
    element = tables.activity.alias()
    return sa.select(element).where(element.c.model_id == version.c.model_id, element.c.version == version.c.version)


def activity(task: Source) -> sa.Select[Any]:
    """The activity that a task executed. If several records describe it, the one with the lowest id."""
    element = tables.activity.alias()
    executed = sa.and_(
        element.c.model_id == task.c.model_id,
        element.c.version == task.c.version,
        element.c.element_id == task.c.task_spec,
    )
    return sa.select(element).where(executed).order_by(element.c.id).limit(1)


def tasks(activity: Source) -> sa.Select[Any]:
    """The executions of an activity."""
    target = tables.task.alias()
    return sa.select(target).where(
        target.c.model_id == activity.c.model_id,
        target.c.version == activity.c.version,
        target.c.task_spec == activity.c.element_id,
    )


def incidents(activity: Source) -> sa.Select[Any]:
    """The incidents counted at an activity."""
    target = tables.incident.alias()
    return sa.select(target).where(
        target.c.model_id == activity.c.model_id,
        target.c.version == activity.c.version,
        target.c.activity_id == activity.c.element_id,
    )
