"""The metadata of process instances: their values, the names in use, and filters on them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement

from resolvers.links import HasMany
from resolvers.rows import Rows, Source, table_of
from storage import tables
from storage.errors import BadUserInput
from storage.nouns.instance_metadata import INDEXED, beginning, number, whole
from storage.nouns.noun import REAL, TEXT
from storage.sql.functions import Number, Whole
from storage.sql.json_text import JsonArray, JsonElement, JsonMap, JsonQuery
from storage.sql.literal import literal
from storage.sql.names import fresh
from storage.sql.statement import later

T = TypeVar("T")

of_instance = HasMany(tables.instance_metadata, "instance_id")


def values(instance: Source) -> ColumnElement[Any]:
    """The metadata as one JSON object of texts, without cleared ones. Of two entries with the same name, the one with the higher
    id counts."""
    entry = tables.instance_metadata.alias()
    entries = (
        sa.select(entry.c.name, entry.c.value)
        .where(entry.c.instance_id == instance.c.id, entry.c.name.is_not(None), entry.c.value.is_not(None))
        .order_by(entry.c.id)
        .subquery(fresh("entries"))
    )
    return JsonQuery(sa.select(JsonMap(entries.c.name, entries.c.value).label("value")).select_from(entries))


def value(instance: Source, name: str) -> ColumnElement[str]:
    """One value of the metadata as text; null if there is none with this name."""
    entry = tables.instance_metadata.alias()
    has_name = sa.and_(entry.c.instance_id == instance.c.id, entry.c.name == name, entry.c.value.is_not(None))
    return sa.select(entry.c.value).where(has_name).order_by(entry.c.id.desc()).limit(1).scalar_subquery()


def names_of_all(instances: sa.Select[Any]) -> JsonElement:
    """Names of the metadata of all rows of a select, as a list in alphabetical order."""
    entry, (instance, _) = tables.instance_metadata.alias(), table_of(instances)
    present = sa.and_(entry.c.instance_id == instance.c.id, entry.c.name.is_not(None), entry.c.value.is_not(None))
    # A join, not IN: SQLite would put all ids into memory first.
    joined: sa.Select[Any] = instances.with_only_columns(entry.c.name, maintain_column_froms=True).where(present)
    names = joined.distinct().order_by(entry.c.name).subquery(fresh("names"))
    return JsonQuery(sa.select(JsonArray(names.c.name).label("value")).select_from(names), nullable=False)


def matches(instance: Rows, conditions: Sequence[Mapping[str, object]]) -> ColumnElement[bool]:
    """Whether all conditions on metadata values match. A condition of type INT or FLOAT compares numbers: a stored text that is
    not a number does not match. Raises BAD_USER_INPUT if the condition's value is not a number."""
    parts: list[ColumnElement[bool]] = []
    for index, each in enumerate(conditions):
        entry = tables.instance_metadata.alias()
        # Tested row by row: a window mostly leaves few rows.
        own = entry.c.instance_id == instance.c.id
        parts.append(sa.exists(sa.select(sa.literal_column("1")).select_from(entry).where(own, _matches(entry, each, index))))
    return sa.and_(sa.true(), *parts)


def among(instance: Rows, conditions: Sequence[Mapping[str, object]]) -> ColumnElement[bool]:
    """The same, beginning with the entries that match: an index finds them by name and value, or by name where the values
    are compared as numbers."""
    parts: list[ColumnElement[bool]] = []
    for index, each in enumerate(conditions):
        entry = tables.instance_metadata.alias()
        matching = _same_text(entry, each) if _kind(each) == "TEXT" else _matches(entry, each, index)
        found = sa.select(entry.c.instance_id).where(matching, entry.c.instance_id.is_not(None))
        parts.append(instance.c.id.in_(found))
    return sa.and_(sa.true(), *parts)


def _same_text(entry: Source, condition: Mapping[str, object]) -> ColumnElement[bool]:
    """Whether an entry has the name and the text of a condition, as the index finds it. Only a long value is compared itself:
    otherwise SQLite would put the text in its place in what the index has of it, and not find the index."""
    value, wanted = entry.c.value, condition["value"]
    begins = beginning(value) == beginning(sa.bindparam(None, wanted, TEXT))
    whole = sa.case((sa.func.length(value) < literal(INDEXED), sa.true()), else_=value == sa.bindparam(None, wanted, TEXT))
    return sa.and_(_has_name(entry, condition), begins, whole)


def _matches(entry: Source, condition: Mapping[str, object], index: int) -> ColumnElement[bool]:
    """Whether an entry has the name and the value of a condition."""
    return sa.and_(_has_name(entry, condition), _same_value(entry.c.value, condition, f"filter.metadata[{index}].value"))


def _same_value(stored: ColumnElement[Any], condition: Mapping[str, object], path: str) -> ColumnElement[bool]:
    kind, value = _kind(condition), condition["value"]
    if kind == "INT":
        return Whole(stored) == sa.bindparam(None, later(_read(whole, path), value), TEXT)
    same = stored == sa.bindparam(None, value, TEXT)
    if kind == "FLOAT":
        # SQLite reads numbers of many digits a little differently from Python: its own text always matches.
        return sa.or_(same, Number(stored) == sa.bindparam(None, later(_read(number, path), value), REAL))
    return same


def _has_name(entry: Source, condition: Mapping[str, object]) -> ColumnElement[bool]:
    return entry.c.name == sa.bindparam(None, condition["name"], TEXT)


def _kind(condition: Mapping[str, object]) -> str:
    kind = condition.get("type", "TEXT")
    return str(getattr(kind, "value", kind))


def _read(read: Callable[[str], T], path: str) -> Callable[[str], T]:
    """The same function, whose ValueError becomes BAD_USER_INPUT at a path."""

    def value(text: str) -> T:
        try:
            return read(text)
        except ValueError as error:
            raise BadUserInput(f"{path}: {error}", field=path) from None

    return value
