"""Rows as the store holds them: from these alone another store makes the same object."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.sql.elements import ColumnElement

from resolvers.rows import Source
from storage.nouns.noun import Field, Noun
from storage.nouns.record import Blob
from storage.sql.json_text import Flag, JsonColumn, JsonObject, Real


def row_of(noun: Noun) -> Callable[[Source], JsonObject]:
    """A function that makes one object of a row: the fields of its record, `event_at` and `clocks`. Times are microseconds since
    1970, money is nano-dollars."""

    def object_(row: Source) -> JsonObject:
        fields = [(field.name, _encoded(field, row.c[field.name])) for field in noun.fields]
        return JsonObject([("id", row.c.id), *fields, ("event_at", row.c.event_at), ("clocks", JsonColumn(row.c.clocks))])

    return object_


def _encoded(field: Field, column: ColumnElement[Any]) -> ColumnElement[Any]:
    if field.type is Blob:
        return JsonColumn(column)
    if field.type is bool:
        return Flag(column)
    return Real(column) if field.type is float else column
