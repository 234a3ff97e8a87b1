"""Activities of process versions, and the rows that refer to them.

A row refers to an activity of its version by id. If no activity of the version has that id, it refers to the only one that has
its name: a name of two activities is no reference. A row without a version belongs to the only version of its model that has
activities.
"""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.selectable import FromClause

from resolvers.rows import Source
from storage import tables
from storage.nouns.noun import TEXT


@dataclass(frozen=True, slots=True)
class ReferringRows:
    """Rows of a table that refer to activities."""

    table: sa.Table
    id: str
    """Column with the id of the activity in the diagram, or with its name if the sender knows no ids."""
    name: str
    """Column with the name of the activity."""

    def element_id(self, row: Source) -> ColumnElement[str]:
        """Id in the diagram of the activity that a row refers to; what the row itself contains, if that is no activity."""
        version = sa.func.coalesce(row.c.version, _only_version(row))
        by_id, by_name = tables.activity.alias(), tables.activity.alias()
        known = sa.select(by_id.c.element_id).where(_is_in(by_id, row, version), by_id.c.element_id == row.c[self.id]).limit(1)
        named = _only(by_name.c.element_id, _is_in(by_name, row, version), by_name.c.name == self._name(row))
        return sa.func.coalesce(known.scalar_subquery(), named, row.c[self.id], type_=TEXT)

    def activity(self, row: Source) -> sa.Select[Any]:
        """The activity that a row refers to. If several records describe it, the one with the lowest id."""
        element = tables.activity.alias()
        version = sa.func.coalesce(row.c.version, _only_version(row))
        meant = sa.and_(_is_in(element, row, version), self._refers(row, element))
        return sa.select(element).where(meant).order_by(element.c.id).limit(1)

    def of_activity(self, activity: Source) -> sa.Select[Any]:
        """The rows that refer to an activity."""
        target = self.table.alias()
        in_only_version = sa.and_(target.c.version.is_(None), _only_version(activity) == activity.c.version)
        return sa.select(target).where(
            target.c.model_id == activity.c.model_id,
            sa.or_(target.c.version == activity.c.version, in_only_version),
            self._refers(target, activity),
        )

    def _refers(self, row: Source, activity: Source) -> ColumnElement[bool]:
        """Whether a row refers to an activity of its version. Ids are compared first: most rows need no more."""
        other = tables.activity.alias()
        by_id = _exists(other, _is_in(other, activity, activity.c.version), other.c.element_id == row.c[self.id])
        by_name = sa.and_(self._name(row) == activity.c.name, _is_only_one_with_name(activity), sa.not_(by_id))
        return sa.or_(row.c[self.id] == activity.c.element_id, by_name)

    def _name(self, row: Source) -> ColumnElement[str]:
        return sa.func.coalesce(row.c[self.name], row.c[self.id], type_=TEXT)


TASKS = ReferringRows(tables.task, "task_spec", "name")
INCIDENTS = ReferringRows(tables.incident, "activity_id", "activity_name")


def of_version(version: Source) -> sa.Select[Any]:
    """The activities of a version's diagram."""
    element = tables.activity.alias()
    return sa.select(element).where(_is_in(element, version, version.c.version))


def _is_in(element: Source, row: Source, version: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether an activity is one of a row's model and of a version."""
    return sa.and_(element.c.model_id == row.c.model_id, element.c.version == version)


def _only_version(row: Source) -> ColumnElement[int]:
    """The version of a row's model that has activities. Null: there is none, or several."""
    element = tables.activity.alias()
    return _only(element.c.version, element.c.model_id == row.c.model_id)


def _only(column: ColumnElement[Any], *conditions: ColumnElement[bool]) -> ColumnElement[Any]:
    """The value of a column in the activities that fulfil conditions. Null: they have none, or several."""
    least = sa.func.min(column)
    return sa.select(sa.case((least == sa.func.max(column), least)).label("only")).where(*conditions).scalar_subquery()


def _is_only_one_with_name(activity: Source) -> ColumnElement[bool]:
    """Whether no other activity of the version has the name of an activity."""
    other = tables.activity.alias()
    same_name = sa.and_(_is_in(other, activity, activity.c.version), other.c.name == activity.c.name)
    has_id = activity.c.element_id.is_not(None)
    return sa.and_(has_id, sa.not_(_exists(other, same_name, other.c.element_id != activity.c.element_id)))


def _exists(rows: FromClause, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return sa.exists(sa.select(sa.literal_column("1")).select_from(rows).where(*conditions))
