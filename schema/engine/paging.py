"""Pages of rows: total orders, cursors (positions in an order), and the rows after or before a cursor."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement

from resolvers.rows import Rows
from schema.declare.registry import NodeType, Order
from schema.declare.scalars import Cursor
from schema.engine.filter_sql import value_of
from storage.errors import BadUserInput
from storage.nouns.noun import INTEGER, TEXT, sort_key
from storage.sql.functions import CursorText, is_real
from storage.sql.statement import Later, later

DEFAULT_PAGE = 20


@dataclass(frozen=True, slots=True)
class Ordering:
    """A total order of a noun's rows: never-null keys, the last of them the id, all in one direction."""

    node: NodeType
    order: Order

    def keys(self, rows: Rows) -> list[ColumnElement[Any]]:
        """The keys as expressions over rows."""
        if self.order.field == "id":
            return [rows.c.id]
        field = self.node.fields[self.order.field]
        value = value_of(field, rows)
        column = self.node.table.c.get(self.order.field)
        if column is not None and column.info.get("sort_key"):
            return [sort_key(sa.type_coerce(value, INTEGER)), rows.c.id]
        type_ = field.sql_type
        is_known = sa.type_coerce(sa.case((value.is_(None), 0), else_=1), INTEGER)
        zero = "''" if type_ is TEXT else "0" if type_ is INTEGER else "0.0"
        return [is_known, sa.func.coalesce(sa.type_coerce(value, type_), sa.literal_column(zero)), rows.c.id]

    def clauses(self, rows: Rows, *, reverse: bool = False) -> list[ColumnElement[Any]]:
        """The ORDER BY of the order, or of its reverse."""
        down = self.order.descending is not reverse
        return [key.desc() if down else key.asc() for key in self.keys(rows)]

    def cursor(self, rows: Rows) -> CursorText:
        """The cursor of a row."""
        return CursorText(self.order.name, self.keys(rows))

    def beyond(
        self, rows: Rows, cursor: Cursor | Later, *, before: bool, argument: str, inclusive: bool = False
    ) -> ColumnElement[bool]:
        """The condition that a row is after a cursor, or before it. Raises BAD_USER_INPUT for a cursor of another order."""
        keys = self.keys(rows)
        values = self._values(cursor, keys, argument)
        below = self.order.descending is not before
        here, there = sa.tuple_(*keys), sa.tuple_(*values)
        if below:
            return sa.and_(keys[0] <= values[0], here <= there if inclusive else here < there)
        return sa.and_(keys[0] >= values[0], here >= there if inclusive else here > there)

    def _values(self, cursor: Cursor | Later, keys: list[ColumnElement[Any]], argument: str) -> list[ColumnElement[Any]]:
        def part(index: int, key: ColumnElement[Any]) -> str | int | float | Later:
            types = (str,) if isinstance(key.type, sa.Text) else (int, float) if is_real(key) else (int,)

            def read(cursor_values: Cursor) -> str | int | float:
                if cursor_values[0] != self.order.name or len(cursor_values) != len(keys) + 1:
                    raise BadUserInput(f"{argument}: the cursor does not belong to the order {self.order.name}", field=argument)
                value = cursor_values[index + 1]
                if not isinstance(value, types):
                    raise BadUserInput(f"{argument}: invalid cursor", field=argument)
                return float(value) if is_real(key) else value

            return later(read, cursor)

        return [sa.bindparam(None, part(index, key), key.type) for index, key in enumerate(keys)]


@dataclass(frozen=True, slots=True)
class Page:
    """The part of a list that is requested: `size` rows from its start or end, after or before cursors, after skipping `skip`
    rows (None: no rows)."""

    size: int | Later
    backward: bool
    after: Cursor | Later | None
    before: Cursor | Later | None
    skip: int | Later | None = None


def page_of(args: Mapping[str, object], most: int) -> Page:
    """The page that a connection's arguments request. BAD_USER_INPUT if they contradict each other, or are out of range."""
    first, last = args.get("first"), args.get("last")
    if first is not None and last is not None:
        raise BadUserInput("last: cannot be combined with `first`", field="last")
    name = "first" if last is None else "last"
    requested = first if last is None else last

    def checked(size: int) -> int:
        if not 0 <= size <= most:
            raise BadUserInput(f"{name}: must be from 0 to {most}", field=name, limit="page", allowed=most, measured=size)
        return size

    size = later(checked, DEFAULT_PAGE if requested is None else requested)
    skip = args.get("skip")
    return Page(
        size,
        last is not None,
        _cursor(args.get("after")),
        _cursor(args.get("before")),
        None if skip is None else later(_not_negative, skip),
    )


def number(value: object) -> int | Later:
    """The value of an argument that is an integer, which GraphQL has checked."""
    assert isinstance(value, int | Later)
    return value


def _cursor(value: object) -> Cursor | Later | None:
    assert value is None or isinstance(value, Cursor | Later)
    return value


def _not_negative(skip: int) -> int:
    if skip < 0:
        raise BadUserInput("skip: must be 0 or more", field="skip")
    return skip


def one_more(size: int | Later) -> int | Later:
    """The size of a page, plus one for the row after it."""
    return later(lambda number: number + 1, size)
