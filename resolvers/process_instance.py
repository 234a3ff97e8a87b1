"""Process instances: how long they took, how far they came, what is known of them."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement

from resolvers.links import named_by, naming, through
from resolvers.rows import Source, table_of
from storage import tables
from storage.nouns.noun import sort_key
from storage.sql.json_text import JsonArray, JsonElement, JsonMap, JsonQuery

of_row = named_by(tables.process_instance, "instance_id")
parent = named_by(tables.process_instance, "parent_id")
children = naming(tables.process_instance, "parent_id")
of_model = naming(tables.process_instance, "model_id")
identities = through(tables.nhi, tables.run, "instance_id", "nhi_id")


def duration(row: Source) -> ColumnElement[int]:
    """Microseconds from start to end; null while either is unknown."""
    return row.c.ended_at - row.c.started_at  # type: ignore[no-any-return]


def last_milestone(instance: Source) -> sa.Select[Any]:
    """The milestone that was reached last."""
    milestone = tables.milestone.alias()
    return (
        sa.select(milestone)
        .where(milestone.c.instance_id == instance.c.id)
        .order_by(sort_key(milestone.c.reached_at).desc(), milestone.c.id.desc())
        .limit(1)
    )


def metadata(instance: Source) -> ColumnElement[Any]:
    """The metadata as one JSON object of texts; cleared ones are left out. Of two of one name the higher id counts."""
    entry = tables.instance_metadata.alias()
    found = (
        sa.select(entry.c.name, entry.c.value)
        .where(entry.c.instance_id == instance.c.id, entry.c.name.is_not(None), entry.c.value.is_not(None))
        .order_by(entry.c.id)
        .subquery()
    )
    return JsonQuery(sa.select(JsonMap(found.c.name, found.c.value)).select_from(found))


def metadata_keys(instances: sa.Select[Any]) -> JsonElement:
    """Names of the metadata of all rows of a select, as a list in alphabetical order."""
    entry, (instance, _) = tables.instance_metadata.alias(), table_of(instances)
    told = sa.and_(entry.c.instance_id == instance.c.id, entry.c.name.is_not(None), entry.c.value.is_not(None))
    # A join, not IN: SQLite would put all ids into memory first.
    joined: sa.Select[Any] = instances.with_only_columns(entry.c.name, maintain_column_froms=True).where(told)
    names = joined.distinct().order_by(entry.c.name).subquery()
    return JsonQuery(sa.select(JsonArray(names.c.name)).select_from(names), nullable=False)


def metadata_value(instance: Source, name: str) -> ColumnElement[str]:
    """One value of the metadata as text; null where it has none of that name."""
    entry = tables.instance_metadata.alias()
    named = sa.and_(entry.c.instance_id == instance.c.id, entry.c.name == name, entry.c.value.is_not(None))
    return sa.select(entry.c.value).where(named).order_by(entry.c.id.desc()).limit(1).scalar_subquery()
