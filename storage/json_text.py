"""JSON made inside the database: the expressions from which a whole answer is composed, for both databases.

On SQLite an object of plain values is one `json_object`, and nested JSON is joined to it as text, because passing it
through `json()` would parse it again at each level. On PostgreSQL an object is a row turned into JSON.
"""

from collections.abc import Sequence
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.types import UserDefinedType

LONGEST_IDENTIFIER = 63
"""PostgreSQL cuts longer column names."""
POSTGRES_PAIRS = 50
"""PostgreSQL's functions take at most 100 arguments."""
PAIRS_PER_CALL = 60
"""SQLite's functions take at most 127 arguments."""
EXACT_BELOW = 10**15
"""SQLite writes reals with 15 digits: quotients of whole numbers below this are exact."""


class JsonType(UserDefinedType[Any]):
    """The type of an expression that is finished JSON: a text on SQLite, json on PostgreSQL."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        """The type's name in SQL."""
        return "JSON"


class JsonElement(ColumnElement[Any]):
    """An expression that is finished JSON."""

    inherit_cache = False
    type = JsonType()


class JsonObject(JsonElement):
    """One object, its members in order. `aggregate`: they are figures over the rows of the enclosing select, which must
    not stand in a subquery of their own, or PostgreSQL may take them for figures over that."""

    def __init__(self, members: Sequence[tuple[str, ColumnElement[Any]]], *, aggregate: bool = False) -> None:
        self.members = tuple(members)
        self.aggregate = aggregate

    @property
    def flat(self) -> bool:
        """Whether it is one call of SQLite's json_object."""
        return 0 < len(self.members) <= PAIRS_PER_CALL and not any(is_json(value) for _, value in self.members)


class JsonArray(JsonElement):
    """An aggregate: the array of an expression's values over the rows of the enclosing select, in their order."""

    def __init__(self, element: ColumnElement[Any], where: ColumnElement[bool] | None = None) -> None:
        self.element = element
        self.where = where

    @property
    def plain(self) -> bool:
        """Whether it is one call of SQLite's json_group_array."""
        return not is_json(self.element) or (isinstance(self.element, JsonObject) and self.element.flat)


class JsonList(JsonElement):
    """An array of given expressions."""

    def __init__(self, elements: Sequence[ColumnElement[Any]]) -> None:
        self.elements = tuple(elements)


class JsonQuery(JsonElement):
    """A scalar subquery that selects one JSON value; null where it finds no row, unless it is sure to find one."""

    def __init__(self, select: sa.Select[Any], *, nullable: bool = True) -> None:
        self.subquery = select.scalar_subquery()
        self.nullable = nullable


class JsonLiteral(JsonElement):
    """A JSON value that is known when the statement is made."""

    def __init__(self, value: object) -> None:
        self.text = orjson.dumps(value).decode()


class JsonColumn(JsonElement):
    """A stored JSON text as it is."""

    def __init__(self, column: ColumnElement[Any]) -> None:
        self.column = column


class JsonMap(JsonElement):
    """An aggregate: the object that maps names to values over the rows of the enclosing select."""

    def __init__(self, name: ColumnElement[Any], value: ColumnElement[Any]) -> None:
        self.pair = (name, value)


class Leaf(ColumnElement[Any]):
    """A column written as GraphQL writes its type."""

    inherit_cache = False
    type = sa.types.NullType()

    def __init__(self, column: ColumnElement[Any]) -> None:
        self.column = column


class TimeText(Leaf):
    """Microseconds since 1970 as RFC 3339 text in UTC, with as many decimals as are needed."""


class Flag(Leaf):
    """A stored boolean as JSON true or false."""


class Real(Leaf):
    """A stored real, all its digits."""


class Quotient(Leaf):
    """A whole number divided by a power of ten, as a JSON number: microseconds as milliseconds, nano-dollars as dollars."""

    def __init__(self, column: ColumnElement[Any], divisor: int) -> None:
        super().__init__(column)
        self.divisor = divisor


def is_json(expression: ColumnElement[Any]) -> bool:
    """Whether an expression is finished JSON already."""
    return isinstance(expression.type, JsonType)


def _key(name: str) -> str:
    return "'" + name.replace("'", "''") + "'"


def _inner(compiler: SQLCompiler, expression: Any, kw: dict[str, Any]) -> str:
    kw = {name: value for name, value in kw.items() if name not in {"add_to_result_map", "within_columns_clause"}}
    return str(compiler.process(expression, **kw))


class _Text:
    """A concatenation on SQLite, kept flat: its parser holds only a hundred symbols at a time, so each parenthesis counts."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.literal = ""

    def write(self, text: str) -> None:
        """Adds text that is known."""
        self.literal += text

    def add(self, sql: str) -> None:
        """Adds an expression."""
        if self.literal:
            self.parts.append("'" + self.literal.replace("'", "''") + "'")
            self.literal = ""
        self.parts.append(sql)

    def sql(self) -> str:
        """The whole as one expression."""
        if self.literal or not self.parts:
            self.parts.append("'" + self.literal.replace("'", "''") + "'")
            self.literal = ""
        return " || ".join(self.parts)


@compiles(JsonObject, "sqlite")
def _object_sqlite(element: JsonObject, compiler: SQLCompiler, **kw: Any) -> str:
    if element.flat:
        return _call(compiler, element.members, kw)
    return _written(element, compiler, kw)


def _write(text: _Text, element: ColumnElement[Any], compiler: SQLCompiler, kw: dict[str, Any]) -> None:
    """Adds a JSON value to a concatenation."""
    if isinstance(element, JsonLiteral):
        text.write(element.text)
    elif isinstance(element, JsonObject) and not element.flat:
        _write_object(text, element, compiler, kw)
    elif isinstance(element, JsonArray) and not element.plain:
        text.write("[")
        inner = _inner(compiler, element.element, kw)
        text.add(f"coalesce(group_concat({inner}){_filtered(compiler, element.where, kw)}, '')")
        text.write("]")
    elif isinstance(element, JsonList):
        text.write("[")
        for index, each in enumerate(element.elements):
            text.write("," if index else "")
            _write(text, each, compiler, kw)
        text.write("]")
    else:
        sql = _inner(compiler, element, kw)
        sure = isinstance(element, JsonObject | JsonArray | JsonMap) or (isinstance(element, JsonQuery) and not element.nullable)
        text.add(sql if sure else f"coalesce({sql}, 'null')")


def _write_object(text: _Text, element: JsonObject, compiler: SQLCompiler, kw: dict[str, Any]) -> None:
    text.write("{")
    plain: list[tuple[str, ColumnElement[Any]]] = []
    for index, (name, value) in enumerate(element.members):
        if not is_json(value):
            plain.append((name, value))
            following = element.members[index + 1] if index + 1 < len(element.members) else None
            if following is None or is_json(following[1]) or len(plain) == PAIRS_PER_CALL:
                text.add(f"trim({_call(compiler, plain, kw)}, '{{}}')")
                plain = []
                text.write("," if following else "")
        else:
            text.write(f'"{name}":')
            _write(text, value, compiler, kw)
            text.write("," if index + 1 < len(element.members) else "")
    text.write("}")


def _call(compiler: SQLCompiler, members: Sequence[tuple[str, ColumnElement[Any]]], kw: dict[str, Any]) -> str:
    return "json_object(" + ", ".join(f"{_key(name)}, {_inner(compiler, value, kw)}" for name, value in members) + ")"


@compiles(JsonObject, "postgresql")
def _object_postgres(element: JsonObject, compiler: SQLCompiler, **kw: Any) -> str:
    if not element.members:
        return "'{}'::json"
    if element.aggregate and len(element.members) <= POSTGRES_PAIRS:
        pairs = (f"'{name}', {_inner(compiler, value, kw)}" for name, value in element.members)
        return f"json_build_object({', '.join(pairs)})"
    if element.aggregate or any(len(name) > LONGEST_IDENTIFIER for name, _ in element.members):
        texts = (
            f"'\"{name}\":' || coalesce(to_json({_inner(compiler, value, kw)})::text, 'null')" for name, value in element.members
        )
        return "('{' || " + " || ',' || ".join(texts) + " || '}')::json"
    columns = ", ".join(f'{_inner(compiler, value, kw)} AS "{name}"' for name, value in element.members)
    return f'(SELECT row_to_json(".") FROM (SELECT {columns}) AS ".")'


def _filtered(compiler: SQLCompiler, where: ColumnElement[bool] | None, kw: dict[str, Any]) -> str:
    return "" if where is None else f" FILTER (WHERE {_inner(compiler, where, kw)})"


@compiles(JsonArray, "sqlite")
def _array_sqlite(element: JsonArray, compiler: SQLCompiler, **kw: Any) -> str:
    if element.plain:
        return f"json_group_array({_inner(compiler, element.element, kw)}){_filtered(compiler, element.where, kw)}"
    return _written(element, compiler, kw)


def _written(element: ColumnElement[Any], compiler: SQLCompiler, kw: dict[str, Any]) -> str:
    text = _Text()
    _write(text, element, compiler, kw)
    return text.sql()


@compiles(JsonArray, "postgresql")
def _array_postgres(element: JsonArray, compiler: SQLCompiler, **kw: Any) -> str:
    text = _inner(compiler, element.element, kw)
    return f"coalesce(json_agg({text}){_filtered(compiler, element.where, kw)}, '[]'::json)"


@compiles(JsonList, "sqlite")
def _list_sqlite(element: JsonList, compiler: SQLCompiler, **kw: Any) -> str:
    return _written(element, compiler, kw)


@compiles(JsonList, "postgresql")
def _list_postgres(element: JsonList, compiler: SQLCompiler, **kw: Any) -> str:
    texts = [f"coalesce({_inner(compiler, each, kw)}::text, 'null')" for each in element.elements]
    return "('[' || " + " || ',' || ".join(texts) + " || ']')::json" if texts else "'[]'::json"


@compiles(JsonQuery)
def _query(element: JsonQuery, compiler: SQLCompiler, **kw: Any) -> str:
    return _inner(compiler, element.subquery, kw)


@compiles(JsonLiteral, "sqlite")
def _literal_sqlite(element: JsonLiteral, compiler: SQLCompiler, **_: Any) -> str:
    return compiler.render_literal_value(element.text, sa.Text())


@compiles(JsonLiteral, "postgresql")
def _literal_postgres(element: JsonLiteral, compiler: SQLCompiler, **_: Any) -> str:
    return compiler.render_literal_value(element.text, sa.Text()) + "::json"


@compiles(JsonColumn)
def _column(element: JsonColumn, compiler: SQLCompiler, **kw: Any) -> str:
    return _inner(compiler, element.column, kw)


@compiles(JsonMap, "sqlite")
def _map_sqlite(element: JsonMap, compiler: SQLCompiler, **kw: Any) -> str:
    return f"json_group_object({', '.join(_inner(compiler, part, kw) for part in element.pair)})"


@compiles(JsonMap, "postgresql")
def _map_postgres(element: JsonMap, compiler: SQLCompiler, **kw: Any) -> str:
    pair = ", ".join(_inner(compiler, part, kw) for part in element.pair)
    return f"coalesce(json_object_agg({pair}), '{{}}'::json)"


@compiles(TimeText, "sqlite")
def _time_sqlite(element: TimeText, compiler: SQLCompiler, **kw: Any) -> str:
    x = _inner(compiler, element.column, kw)
    second = f"date({x} / 1000000, 'unixepoch') || 'T' || time({x} / 1000000, 'unixepoch')"
    return f"iif({x} % 1000000, {second} || rtrim('.' || substr({x} + 1000000, -6), '0') || 'Z', {second} || 'Z')"


@compiles(TimeText, "postgresql")
def _time_postgres(element: TimeText, compiler: SQLCompiler, **kw: Any) -> str:
    x = _inner(compiler, element.column, kw)
    return f"replace((timestamp 'epoch' + {x} * interval '1 microsecond')::text, ' ', 'T') || 'Z'"


@compiles(Flag, "sqlite")
def _flag_sqlite(element: Flag, compiler: SQLCompiler, **kw: Any) -> str:
    return f"json(CASE {_inner(compiler, element.column, kw)} WHEN 1 THEN 'true' WHEN 0 THEN 'false' END)"


@compiles(Flag, "postgresql")
def _flag_postgres(element: Flag, compiler: SQLCompiler, **kw: Any) -> str:
    return _inner(compiler, element.column, kw)


@compiles(Real, "sqlite")
def _real_sqlite(element: Real, compiler: SQLCompiler, **kw: Any) -> str:
    x = _inner(compiler, element.column, kw)
    return f"CASE WHEN CAST(printf('%!.15g', {x}) AS REAL) <> {x} THEN json(printf('%!.17g', {x})) ELSE {x} END"


@compiles(Real, "postgresql")
def _real_postgres(element: Real, compiler: SQLCompiler, **kw: Any) -> str:
    return f"({_inner(compiler, element.column, kw)})::float8"


@compiles(Quotient, "sqlite")
def _quotient_sqlite(element: Quotient, compiler: SQLCompiler, **kw: Any) -> str:
    x = _inner(compiler, element.column, kw)
    q = f"({x}) / {element.divisor}.0"
    return f"CASE WHEN abs({x}) >= {EXACT_BELOW} THEN json(printf('%!.17g', {q})) ELSE {q} END"


@compiles(Quotient, "postgresql")
def _quotient_postgres(element: Quotient, compiler: SQLCompiler, **kw: Any) -> str:
    return f"(({_inner(compiler, element.column, kw)})::float8 / {element.divisor})"
