"""Groups, models, versions and activities of processes, and how other nouns find theirs."""

from typing import Any

import sqlalchemy as sa

from resolvers.link import named_by, naming
from resolvers.number import number
from resolvers.rows import Source
from storage import tables
from storage.json_text import JsonArray, JsonElement, JsonQuery
from storage.noun import sort_key

parent_group = named_by(tables.process_group, "parent_id")
group = named_by(tables.process_group, "group_id")
groups_below = naming(tables.process_group, "parent_id")
models_in = naming(tables.process_model, "group_id")
model = named_by(tables.process_model, "model_id")
versions = naming(tables.process_version, "model_id")
diagram = named_by(tables.diagram, "diagram_id")

NEWEST = 500
"""Instances of a model whose metadata tells which names it has."""


def metadata_keys(model: Source) -> JsonElement:
    """Names of the metadata of a model's newest instances, as a list in alphabetical order."""
    instance, entry = tables.process_instance.alias(), tables.instance_metadata.alias()
    newest = (
        sa.select(instance.c.id)
        .where(instance.c.model_id == model.c.id)
        .order_by(sort_key(instance.c.started_at).desc(), instance.c.id.desc())
        .limit(number(NEWEST))
        .subquery()
    )
    # Names are put in order last, and nulls left out there: else SQLite reads all entries by the index of names.
    told = sa.select(entry.c.name).distinct().where(entry.c.instance_id == newest.c.id, entry.c.value.is_not(None)).subquery()
    names = sa.select(told.c.name).where(told.c.name.is_not(None)).order_by(told.c.name).subquery()
    return JsonQuery(sa.select(JsonArray(names.c.name)).select_from(names), nullable=False)


def version(row: Source) -> sa.Select[Any]:
    """The deployed version that a row names by model and number; the one with the lowest id where several do."""
    deployed = tables.process_version.alias()
    same = sa.and_(deployed.c.model_id == row.c.model_id, deployed.c.version == row.c.version)
    return sa.select(deployed).where(same).order_by(deployed.c.id).limit(1)


def latest_version(model: Source) -> sa.Select[Any]:
    """The version of a model with the highest number."""
    deployed = tables.process_version.alias()
    numbered = sa.and_(deployed.c.model_id == model.c.id, deployed.c.version.is_not(None))
    return sa.select(deployed).where(numbered).order_by(deployed.c.version.desc(), deployed.c.id).limit(1)


def activities(version: Source) -> sa.Select[Any]:
    """The activities of a version's diagram."""
    element = tables.activity.alias()
    return sa.select(element).where(element.c.model_id == version.c.model_id, element.c.version == version.c.version)


def activity(task: Source) -> sa.Select[Any]:
    """The activity of which a task is one execution; the one with the lowest id where the diagram was sent as several."""
    element = tables.activity.alias()
    executed = sa.and_(
        element.c.model_id == task.c.model_id,
        element.c.version == task.c.version,
        element.c.element_id == task.c.task_spec,
    )
    return sa.select(element).where(executed).order_by(element.c.id).limit(1)


def of_version(table: sa.Table) -> Any:
    """The rows of a table that belong to a version."""

    def resolve(version: Source) -> sa.Select[Any]:
        target = table.alias()
        return sa.select(target).where(target.c.model_id == version.c.model_id, target.c.version == version.c.version)

    return resolve


def tasks_of_activity(activity: Source) -> sa.Select[Any]:
    """The executions of an activity."""
    target = tables.task.alias()
    return sa.select(target).where(
        target.c.model_id == activity.c.model_id,
        target.c.version == activity.c.version,
        target.c.task_spec == activity.c.element_id,
    )


def incidents_of_activity(activity: Source) -> sa.Select[Any]:
    """The incidents counted at an activity."""
    target = tables.incident.alias()
    return sa.select(target).where(
        target.c.model_id == activity.c.model_id,
        target.c.version == activity.c.version,
        target.c.activity_id == activity.c.element_id,
    )
