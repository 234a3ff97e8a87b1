"""Deployed versions of process models."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from resolvers.links import HasMany
from resolvers.rows import Source
from storage import tables

of_model = HasMany(tables.process_version, "model_id")


def version(row: Source) -> sa.Select[Any]:
    """The deployed version with the model and number of a row. If there are several, the one with the lowest id."""
    deployed = tables.process_version.alias()
    same = sa.and_(deployed.c.model_id == row.c.model_id, deployed.c.version == row.c.version)
    return sa.select(deployed).where(same).order_by(deployed.c.id).limit(1)


def latest(model: Source) -> sa.Select[Any]:
    """The version of a model with the highest number."""
    deployed = tables.process_version.alias()
    numbered = sa.and_(deployed.c.model_id == model.c.id, deployed.c.version.is_not(None))
    return sa.select(deployed).where(numbered).order_by(deployed.c.version.desc(), deployed.c.id).limit(1)


def rows(table: sa.Table) -> Callable[[Source], sa.Select[Any]]:
    """The rows of a table that belong to a version."""

    def resolve(version: Source) -> sa.Select[Any]:
        target = table.alias()
        return sa.select(target).where(target.c.model_id == version.c.model_id, target.c.version == version.c.version)

    return resolve
