"""JSON made inside the database: the expressions from which a whole answer is composed, for both databases.

JSON is joined as text, because passing nested JSON through the databases' own functions would parse or copy it again at
each level. On SQLite an object of plain values is one `json_object`, which is faster than joining; on PostgreSQL joining
is faster than `json_build_object` and `row_to_json`, and knows no longest name and no most arguments.
"""

from collections.abc import Sequence
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.types import UserDefinedType

PAIRS_PER_CALL = 60
"""SQLite's functions take at most 127 arguments."""
EXACT_BELOW = 10**15
"""SQLite writes reals with 15 digits: quotients of whole numbers below this are exact."""


class JsonType(UserDefinedType[Any]):
    """The type of an expression that is finished JSON text."""

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


class EnumText(Leaf):
    """A stored name of an enum's value: letters, digits and underscores, so nothing in it needs an escape."""


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


class _Text:
    """A concatenation, kept flat: SQLite's parser holds only a hundred symbols at a time, so each parenthesis counts."""

    def __init__(self, compiler: SQLCompiler, kw: dict[str, Any]) -> None:
        self.compiler = compiler
        self.kw = kw
        self.sqlite = compiler.dialect.name == "sqlite"
        self.parts: list[str] = []
        self.known = ""

    def write(self, text: str) -> None:
        """Adds text that is known."""
        self.known += text

    def add(self, sql: str) -> None:
        """Adds an expression."""
        if self.known:
            self.parts.append(_quoted(self.known))
            self.known = ""
        self.parts.append(sql)

    def sql(self) -> str:
        """The whole as one expression."""
        if self.known or not self.parts:
            self.parts.append(_quoted(self.known))
            self.known = ""
        return " || ".join(self.parts)

    def inner(self, expression: Any) -> str:
        """The SQL of an expression inside."""
        return nested(self.compiler, expression, self.kw)

    def value(self, element: ColumnElement[Any]) -> None:
        """Adds a JSON value."""
        if isinstance(element, JsonLiteral):
            self.write(element.text)
        elif isinstance(element, JsonObject) and not self._is_call(element):
            self.members(element)
        elif isinstance(element, JsonArray) and not (self.sqlite and element.plain):
            self.array(element)
        elif isinstance(element, JsonList):
            self.write("[")
            for index, each in enumerate(element.elements):
                self.write("," if index else "")
                self.value(each)
            self.write("]")
        elif not is_json(element):
            self.add(f"coalesce({self.scalar(element)}, 'null')")
        else:
            sql = self.inner(element)
            sure = isinstance(element, JsonObject | JsonArray | JsonMap) or (
                isinstance(element, JsonQuery) and not element.nullable
            )
            self.add(sql if sure else f"coalesce({sql}, 'null')")

    def _is_call(self, element: JsonObject) -> bool:
        return self.sqlite and element.flat

    def scalar(self, element: ColumnElement[Any]) -> str:
        """The JSON text of a plain value; null for null."""
        sql = self.inner(element)
        if self.sqlite:
            return f"json_quote({sql})"
        if isinstance(element, TimeText | EnumText):
            return f"'\"' || {sql} || '\"'"
        if isinstance(element, Leaf) or isinstance(element.type, sa.Integer | sa.Boolean):
            return f"({sql})::text"
        return f"to_json({sql})::text"

    def array(self, element: JsonArray) -> None:
        """Adds the array of the rows' values."""
        self.write("[")
        inner = _Text(self.compiler, self.kw)
        inner.value(element.element)
        gathered = f"group_concat({inner.sql()})" if self.sqlite else f"string_agg({inner.sql()}, ',')"
        where = "" if element.where is None else f" FILTER (WHERE {self.inner(element.where)})"
        self.add(f"coalesce({gathered}{where}, '')")
        self.write("]")

    def members(self, element: JsonObject) -> None:
        """Adds an object, its members in order."""
        self.write("{")
        plain: list[tuple[str, ColumnElement[Any]]] = []
        for index, (name, value) in enumerate(element.members):
            following = element.members[index + 1] if index + 1 < len(element.members) else None
            if self.sqlite and not is_json(value):
                plain.append((name, value))
                if following is not None and not is_json(following[1]) and len(plain) < PAIRS_PER_CALL:
                    continue
                self.add(f"trim({self.call(plain)}, '{{}}')")
                plain = []
            else:
                self.write(f'"{name}":')
                self.value(value)
            self.write("," if following is not None else "")
        self.write("}")

    def call(self, members: Sequence[tuple[str, ColumnElement[Any]]]) -> str:
        """SQLite's own object of plain values."""
        return "json_object(" + ", ".join(f"'{name}', {self.inner(value)}" for name, value in members) + ")"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def nested(compiler: SQLCompiler, expression: Any, kw: dict[str, Any]) -> str:
    """The SQL of an expression inside another, which is no column of the result itself."""
    kw = {name: value for name, value in kw.items() if name not in {"add_to_result_map", "within_columns_clause"}}
    return str(compiler.process(expression, **kw))


@compiles(JsonObject)
def _object(element: JsonObject, compiler: SQLCompiler, **kw: Any) -> str:
    text = _Text(compiler, kw)
    if text.sqlite and element.flat:
        return text.call(element.members)
    text.value(element)
    return text.sql()


@compiles(JsonArray)
def _array(element: JsonArray, compiler: SQLCompiler, **kw: Any) -> str:
    text = _Text(compiler, kw)
    if text.sqlite and element.plain:
        where = "" if element.where is None else f" FILTER (WHERE {text.inner(element.where)})"
        return f"json_group_array({text.inner(element.element)}){where}"
    text.value(element)
    return text.sql()


@compiles(JsonList)
@compiles(JsonLiteral)
def _written(element: JsonElement, compiler: SQLCompiler, **kw: Any) -> str:
    text = _Text(compiler, kw)
    text.value(element)
    return text.sql()


@compiles(JsonQuery)
def _query(element: JsonQuery, compiler: SQLCompiler, **kw: Any) -> str:
    return nested(compiler, element.subquery, kw)


@compiles(JsonColumn, "sqlite")
def _column_sqlite(element: JsonColumn, compiler: SQLCompiler, **kw: Any) -> str:
    return nested(compiler, element.column, kw)


@compiles(JsonColumn, "postgresql")
def _column_postgres(element: JsonColumn, compiler: SQLCompiler, **kw: Any) -> str:
    return f"({nested(compiler, element.column, kw)})::text"


@compiles(JsonMap, "sqlite")
def _map_sqlite(element: JsonMap, compiler: SQLCompiler, **kw: Any) -> str:
    return f"json_group_object({', '.join(nested(compiler, part, kw) for part in element.pair)})"


@compiles(JsonMap, "postgresql")
def _map_postgres(element: JsonMap, compiler: SQLCompiler, **kw: Any) -> str:
    pair = ", ".join(nested(compiler, part, kw) for part in element.pair)
    return f"coalesce(json_object_agg({pair})::text, '{{}}')"


@compiles(EnumText)
def _enum(element: EnumText, compiler: SQLCompiler, **kw: Any) -> str:
    return nested(compiler, element.column, kw)


@compiles(TimeText, "sqlite")
def _time_sqlite(element: TimeText, compiler: SQLCompiler, **kw: Any) -> str:
    x = nested(compiler, element.column, kw)
    second = f"date({x} / 1000000, 'unixepoch') || 'T' || time({x} / 1000000, 'unixepoch')"
    return f"iif({x} % 1000000, {second} || rtrim('.' || substr({x} + 1000000, -6), '0') || 'Z', {second} || 'Z')"


@compiles(TimeText, "postgresql")
def _time_postgres(element: TimeText, compiler: SQLCompiler, **kw: Any) -> str:
    # An interval is multiplied as a float: whole hours and the rest apart, each product is exact until the year 9999.
    x = nested(compiler, element.column, kw)
    since = f"({x} / 3600000000) * interval '1 hour' + ({x} % 3600000000) * interval '1 microsecond'"
    return f"replace((timestamp 'epoch' + {since})::text, ' ', 'T') || 'Z'"


@compiles(Flag, "sqlite")
def _flag_sqlite(element: Flag, compiler: SQLCompiler, **kw: Any) -> str:
    return f"json(CASE {nested(compiler, element.column, kw)} WHEN 1 THEN 'true' WHEN 0 THEN 'false' END)"


@compiles(Flag, "postgresql")
def _flag_postgres(element: Flag, compiler: SQLCompiler, **kw: Any) -> str:
    return nested(compiler, element.column, kw)


@compiles(Real, "sqlite")
def _real_sqlite(element: Real, compiler: SQLCompiler, **kw: Any) -> str:
    x = nested(compiler, element.column, kw)
    return f"CASE WHEN CAST(printf('%!.15g', {x}) AS REAL) <> {x} THEN json(printf('%!.17g', {x})) ELSE {x} END"


@compiles(Real, "postgresql")
def _real_postgres(element: Real, compiler: SQLCompiler, **kw: Any) -> str:
    return f"({nested(compiler, element.column, kw)})::float8"


@compiles(Quotient, "sqlite")
def _quotient_sqlite(element: Quotient, compiler: SQLCompiler, **kw: Any) -> str:
    x = nested(compiler, element.column, kw)
    q = f"({x}) / {element.divisor}.0"
    return f"CASE WHEN abs({x}) >= {EXACT_BELOW} THEN json(printf('%!.17g', {q})) ELSE {q} END"


@compiles(Quotient, "postgresql")
def _quotient_postgres(element: Quotient, compiler: SQLCompiler, **kw: Any) -> str:
    return f"(({nested(compiler, element.column, kw)})::float8 / {element.divisor})"
