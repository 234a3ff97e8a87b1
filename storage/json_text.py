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
    """One object, its members in order."""

    def __init__(self, members: Sequence[tuple[str, ColumnElement[Any]]]) -> None:
        self.members = tuple(members)

    @property
    def flat(self) -> bool:
        """Whether it is one call of SQLite's json_object."""
        return 0 < len(self.members) <= PAIRS_PER_CALL and not any(is_json(value) for _, value in self.members)


class JsonArray(JsonElement):
    """An aggregate: the array of an expression's values over the rows of the enclosing select, in their order."""

    def __init__(self, element: ColumnElement[Any], where: ColumnElement[bool] | None = None) -> None:
        self.element = element
        self.where = where


class JsonList(JsonElement):
    """An array of given expressions."""

    def __init__(self, elements: Sequence[ColumnElement[Any]]) -> None:
        self.elements = tuple(elements)


class JsonQuery(JsonElement):
    """A scalar subquery that selects one JSON value; null where it finds no row."""

    def __init__(self, select: sa.Select[Any]) -> None:
        self.subquery = select.scalar_subquery()


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
        self.name = name
        self.value = value


class _Leaf(ColumnElement[Any]):
    inherit_cache = False
    type = sa.types.NullType()

    def __init__(self, column: ColumnElement[Any]) -> None:
        self.column = column


class TimeText(_Leaf):
    """Microseconds since 1970 as RFC 3339 text in UTC, with as many decimals as are needed."""


class Flag(_Leaf):
    """A stored boolean as JSON true or false."""


class Real(_Leaf):
    """A stored real, all its digits."""


class Quotient(_Leaf):
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


@compiles(JsonObject, "sqlite")
def _object_sqlite(element: JsonObject, compiler: SQLCompiler, **kw: Any) -> str:
    if element.flat:
        return _call(compiler, element.members, kw)
    parts: list[str] = []
    plain: list[tuple[str, ColumnElement[Any]]] = []
    joint = "'{"

    def flush() -> None:
        nonlocal joint
        for start in range(0, len(plain), PAIRS_PER_CALL):
            call = _call(compiler, plain[start : start + PAIRS_PER_CALL], kw)
            if start:
                joint += ","
            if joint != "'":
                parts.append(joint + "'")
            parts.append(f"trim({call}, '{{}}')")
            joint = "'"
        plain.clear()

    first = True
    for name, value in element.members:
        if not is_json(value):
            if not plain and not first:
                joint += ","
            plain.append((name, value))
        else:
            flush()
            joint += ("" if first else ",") + '"' + name + '":'
            if isinstance(value, JsonLiteral):
                joint += value.text.replace("'", "''")
            else:
                text = _inner(compiler, value, kw)
                nullable = isinstance(value, JsonQuery | JsonColumn) or not isinstance(value, JsonElement)
                parts.append(joint + "'")
                parts.append(f"coalesce({text}, 'null')" if nullable else text)
                joint = "'"
        first = False
    flush()
    parts.append(joint + "}'")
    return "(" + " || ".join(parts) + ")"


def _call(compiler: SQLCompiler, members: Sequence[tuple[str, ColumnElement[Any]]], kw: dict[str, Any]) -> str:
    return "json_object(" + ", ".join(f"{_key(name)}, {_inner(compiler, value, kw)}" for name, value in members) + ")"


@compiles(JsonObject, "postgresql")
def _object_postgres(element: JsonObject, compiler: SQLCompiler, **kw: Any) -> str:
    if not element.members:
        return "'{}'::json"
    if any(len(name) > LONGEST_IDENTIFIER for name, _ in element.members):
        texts = (f"'\"{name}\":' || coalesce(to_json({_inner(compiler, value, kw)})::text, 'null')" for name, value in element.members)
        return "('{' || " + " || ',' || ".join(texts) + " || '}')::json"
    columns = ", ".join(f'{_inner(compiler, value, kw)} AS "{name}"' for name, value in element.members)
    return f'(SELECT row_to_json(".") FROM (SELECT {columns}) AS ".")'


def _filtered(compiler: SQLCompiler, where: ColumnElement[bool] | None, kw: dict[str, Any]) -> str:
    return "" if where is None else f" FILTER (WHERE {_inner(compiler, where, kw)})"


@compiles(JsonArray, "sqlite")
def _array_sqlite(element: JsonArray, compiler: SQLCompiler, **kw: Any) -> str:
    text = _inner(compiler, element.element, kw)
    where = _filtered(compiler, element.where, kw)
    if not is_json(element.element) or (isinstance(element.element, JsonObject) and element.element.flat):
        return f"json_group_array({text}){where}"
    return f"('[' || coalesce(group_concat(coalesce({text}, 'null')){where}, '') || ']')"


@compiles(JsonArray, "postgresql")
def _array_postgres(element: JsonArray, compiler: SQLCompiler, **kw: Any) -> str:
    text = _inner(compiler, element.element, kw)
    return f"coalesce(json_agg({text}){_filtered(compiler, element.where, kw)}, '[]'::json)"


@compiles(JsonList, "sqlite")
def _list_sqlite(element: JsonList, compiler: SQLCompiler, **kw: Any) -> str:
    texts = [f"coalesce({_inner(compiler, each, kw)}, 'null')" for each in element.elements]
    return "('[' || " + " || ',' || ".join(texts) + " || ']')" if texts else "'[]'"


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
    return f"json_group_object({_inner(compiler, element.name, kw)}, {_inner(compiler, element.value, kw)})"


@compiles(JsonMap, "postgresql")
def _map_postgres(element: JsonMap, compiler: SQLCompiler, **kw: Any) -> str:
    pair = f"{_inner(compiler, element.name, kw)}, {_inner(compiler, element.value, kw)}"
    return f"coalesce(json_object_agg({pair}), '{{}}'::json)"


@compiles(TimeText, "sqlite")
def _time_sqlite(element: TimeText, compiler: SQLCompiler, **kw: Any) -> str:
    x = _inner(compiler, element.column, kw)
    fraction = f"iif({x} % 1000000, rtrim('.' || substr({x} % 1000000 + 1000000, 2), '0') || 'Z', 'Z')"
    return f"strftime('%Y-%m-%dT%H:%M:%S', {x} / 1000000, 'unixepoch') || {fraction}"


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
    return f"iif(CAST(printf('%!.15g', {x}) AS REAL) = {x}, {x}, json(printf('%!.17g', {x})))"


@compiles(Real, "postgresql")
def _real_postgres(element: Real, compiler: SQLCompiler, **kw: Any) -> str:
    return f"({_inner(compiler, element.column, kw)})::float8"


@compiles(Quotient, "sqlite")
def _quotient_sqlite(element: Quotient, compiler: SQLCompiler, **kw: Any) -> str:
    x = _inner(compiler, element.column, kw)
    q = f"({x}) / {element.divisor}.0"
    return f"iif(abs({x}) < {EXACT_BELOW}, {q}, json(printf('%!.17g', {q})))"


@compiles(Quotient, "postgresql")
def _quotient_postgres(element: Quotient, compiler: SQLCompiler, **kw: Any) -> str:
    return f"(({_inner(compiler, element.column, kw)})::float8 / {element.divisor})"
