"""The metadata of process instances: their values, the names in use, and filters on them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement

from resolvers.rows import Rows, Source, table_of
from storage import tables
from storage.errors import BadUserInput
from storage.nouns.noun import INTEGER, REAL, TEXT
from storage.nouns.record import LARGEST_INTEGER
from storage.sql.functions import NUMBER, WHOLE, Cast
from storage.sql.json_text import JsonArray, JsonElement, JsonMap, JsonQuery
from storage.sql.names import fresh
from storage.sql.statement import later


def values(instance: Source) -> ColumnElement[Any]:
    """The metadata as one JSON object of texts, without cleared ones. Of two entries with one name the higher id counts."""
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
    named = sa.and_(entry.c.instance_id == instance.c.id, entry.c.name == name, entry.c.value.is_not(None))
    return sa.select(entry.c.value).where(named).order_by(entry.c.id.desc()).limit(1).scalar_subquery()


def names_of_all(instances: sa.Select[Any]) -> JsonElement:
    """Names of the metadata of all rows of a select, as a list in alphabetical order."""
    entry, (instance, _) = tables.instance_metadata.alias(), table_of(instances)
    present = sa.and_(entry.c.instance_id == instance.c.id, entry.c.name.is_not(None), entry.c.value.is_not(None))
    # A join, not IN: SQLite would put all ids into memory first.
    joined: sa.Select[Any] = instances.with_only_columns(entry.c.name, maintain_column_froms=True).where(present)
    names = joined.distinct().order_by(entry.c.name).subquery(fresh("names"))
    return JsonQuery(sa.select(JsonArray(names.c.name).label("value")).select_from(names), nullable=False)


def matches(instance: Rows, conditions: Sequence[Mapping[str, Any]]) -> ColumnElement[bool]:
    """Whether all conditions on metadata values match. An int or float condition casts the stored text; a text that does not
    cast does not match."""
    parts: list[ColumnElement[bool]] = []
    for index, each in enumerate(conditions):
        entry = tables.instance_metadata.alias()
        # Asked row by row: no index finds few entries by their value, and a window mostly leaves few rows.
        named = sa.and_(entry.c.instance_id == instance.c.id, entry.c.name == sa.bindparam(None, each["name"], TEXT))
        same = _same_value(entry.c.value, each, f"filter.metadata[{index}].value")
        parts.append(sa.exists(sa.select(sa.literal_column("1")).select_from(entry).where(named, same)))
    return sa.and_(sa.true(), *parts)


def _same_value(stored: ColumnElement[Any], condition: Mapping[str, Any], path: str) -> ColumnElement[bool]:
    kind, wanted = condition.get("type", "TEXT"), condition["value"]
    kind = getattr(kind, "value", kind)
    if kind == "INT":
        return Cast(stored, WHOLE, INTEGER) == sa.bindparam(None, later(_whole(path), wanted), INTEGER)
    if kind == "FLOAT":
        return Cast(stored, NUMBER, REAL) == sa.bindparam(None, later(_number(path), wanted), REAL)
    return stored == sa.bindparam(None, wanted, TEXT)


def _whole(path: str) -> Callable[[str], int]:
    def read(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            raise BadUserInput(f"{path}: expected an integer for type INT", field=path) from None
        if abs(number) > LARGEST_INTEGER:
            raise BadUserInput(f"{path}: expected an integer of at most 53 bits", field=path)
        return number

    return read


def _number(path: str) -> Callable[[str], float]:
    def read(text: str) -> float:
        try:
            number = float(text)
        except ValueError:
            number = float("nan")
        if number != number or number in (float("inf"), float("-inf")):
            raise BadUserInput(f"{path}: expected a number for type FLOAT", field=path)
        return number

    return read
