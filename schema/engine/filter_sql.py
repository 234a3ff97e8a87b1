"""Filters into SQL: the one place where what a client asks for becomes conditions, for lists, counts and statistics alike."""

from collections.abc import Callable, Mapping
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.functions import FunctionElement

from resolvers.links import named_by, naming, through
from resolvers.rows import Rows, table_of
from resolvers.statistics.buckets import days_before
from schema.declare.field import GraphField, Role, own_id
from schema.declare.registry import NODES, NodeType
from storage import tables
from storage.errors import BadUserInput
from storage.nouns.noun import INTEGER, NOUNS, REAL, TEXT, sort_key
from storage.nouns.record import LARGEST_INTEGER
from storage.sql.statement import Later, later, storable

Condition = ColumnElement[bool]


class Contains(FunctionElement[bool]):
    """Whether the first text holds the second."""

    inherit_cache = False
    type = sa.Boolean()
    name = "contains"


@compiles(Contains, "sqlite")
def _contains_sqlite(element: Contains, compiler: SQLCompiler, **kw: Any) -> str:
    return f"instr({compiler.process(element.clauses, **kw)}) > 0"


@compiles(Contains, "postgresql")
def _contains_postgres(element: Contains, compiler: SQLCompiler, **kw: Any) -> str:
    return f"strpos({compiler.process(element.clauses, **kw)}) > 0"


class Among(FunctionElement[bool]):
    """Whether a value is one of a list that is known only when the plan runs."""

    inherit_cache = False
    type = sa.Boolean()
    name = "among"


@compiles(Among, "sqlite")
def _among_sqlite(element: Among, compiler: SQLCompiler, **kw: Any) -> str:
    value, texts = element.clauses
    return f"{compiler.process(value, **kw)} IN (SELECT value FROM json_each({compiler.process(texts, **kw)}))"


@compiles(Among, "postgresql")
def _among_postgres(element: Among, compiler: SQLCompiler, **kw: Any) -> str:
    value, texts = element.clauses
    kind = {"INTEGER": "bigint", "REAL": "float8"}.get(_kind(value), "text")
    listed = f"SELECT each::{kind} FROM json_array_elements_text(({compiler.process(texts, **kw)})::json) AS each"
    return f"{compiler.process(value, **kw)} IN ({listed})"


def _kind(value: Any) -> str:
    if isinstance(value.type, sa.Integer):
        return "INTEGER"
    return "REAL" if isinstance(value.type, sa.Float | sa.Double) else "TEXT"


class Cast(FunctionElement[Any]):
    """A stored text as a number; null where it is none."""

    inherit_cache = False
    name = "cast_text"

    def __init__(self, text: ColumnElement[Any], pattern: str, type_: sa.types.TypeEngine[Any]) -> None:
        super().__init__(text)
        self.pattern = pattern
        self.type = type_


WHOLE = r"^[+-]?[0-9]{1,15}$"
NUMBER = r"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,2})?$"


@compiles(Cast, "postgresql")
def _cast_postgres(element: Cast, compiler: SQLCompiler, **kw: Any) -> str:
    text = compiler.process(element.clauses, **kw)
    kind = "bigint" if element.pattern == WHOLE else "float8"
    return f"(CASE WHEN {text} ~ '{element.pattern}' THEN ({text})::{kind} END)"


@compiles(Cast, "sqlite")
def _cast_sqlite(element: Cast, compiler: SQLCompiler, **kw: Any) -> str:
    text = compiler.process(element.clauses, **kw)
    digits = f"ltrim({text}, '+-')"
    signed = f"length({text}) - length({digits}) <= 1"
    if element.pattern == WHOLE:
        whole = f"{digits} <> '' AND {digits} NOT GLOB '*[^0-9]*' AND length({digits}) <= 15"
        return f"(CASE WHEN {signed} AND {whole} THEN CAST({text} AS INTEGER) END)"
    looks = f"{digits} GLOB '[0-9.]*' AND {text} NOT GLOB '*[^0-9.eE+-]*' AND json_valid('[' || {_json_number(text)} || ']')"
    return f"(CASE WHEN {signed} AND {looks} THEN CAST({text} AS REAL) END)"


def _json_number(text: str) -> str:
    """The text as JSON would write the number: no plus, no leading zeros, no bare point."""
    digits = f"ltrim({text}, '+-0')"
    before = f"CASE WHEN {digits} GLOB '[1-9]*' THEN '' ELSE '0' END"
    spelled = f"replace(replace({before} || {digits}, '.e', '.0e'), '.E', '.0E')"
    return f"{spelled} || CASE WHEN {text} LIKE '%.' THEN '0' ELSE '' END"


def condition(node: NodeType, rows: Rows, filter_: Mapping[str, Any], path: str = "filter") -> Condition:
    """The condition that a row matches a filter. `path` is where the filter stands, for messages."""
    parts = [_test(node, rows, name, value, f"{path}.{name}") for name, value in filter_.items()]
    return sa.and_(sa.true(), *parts)


def depth(node: NodeType, filter_: Mapping[str, Any]) -> int:
    """How many links a filter follows one inside another."""
    found = 0
    for name, value in filter_.items():
        if not value:
            continue
        if name in ("and", "or"):
            found = max([found, *(depth(node, each) for each in value)])
        elif name == "not":
            found = max(found, depth(node, value))
        else:
            field = _field(node, name)
            if field is not None and field.role in (Role.ONE, Role.MANY):
                found = max(found, 1 + depth(NODES[field.target], value))
    return found


def _test(node: NodeType, rows: Rows, name: str, value: Any, path: str) -> Condition:
    if value is None:
        raise BadUserInput(f"{path}: must not be null; omit it, or use `isNull: true`", field=path)
    if name in ("and", "or"):
        each = [condition(node, rows, inner, f"{path}[{index}]") for index, inner in enumerate(value)]
        return sa.and_(sa.true(), *each) if name == "and" else sa.or_(sa.false(), *each)
    if name == "not":
        return sa.func.coalesce(condition(node, rows, value, path), sa.false()).is_(sa.false())
    field = _field(node, name)
    if field is None:
        return _metadata(rows, value)
    if field.role in (Role.ONE, Role.MANY):
        return _linked(field, rows, value, path)
    return _values(field, rows, value, path)


def _field(node: NodeType, name: str) -> GraphField | None:
    if node.name == "ProcessInstance" and name == "metadata":
        return None
    return node.fields[snake(name)]  # type: ignore[no-any-return]


def snake(name: str) -> str:
    """The Python name of a field of the graph."""
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)


def _linked(field: GraphField, rows: Rows, filter_: Mapping[str, Any], path: str) -> Condition:
    target = NODES[field.target]
    assert field.sql is not None
    if isinstance(field.sql, named_by | naming | through) and _narrow(target, filter_):
        far = target.table.alias()
        return field.sql.among(rows, sa.select(far).where(condition(target, Rows(target.table, far), filter_, path)))
    select = field.sql(rows)
    alias, table = table_of(select)
    if select._limit_clause is not None:  # noqa: SLF001  (SQLAlchemy has no other way to ask)
        # The condition tests the row that the link finds; it must not change which one that is.
        found = select.with_only_columns(alias.c.id, maintain_column_froms=True).scalar_subquery()
        alias = table.alias()
        select = sa.select(alias).where(alias.c.id == found)
    inner = select.where(condition(target, Rows(table, alias), filter_, path))
    return sa.exists(inner.with_only_columns(sa.literal_column("1"), maintain_column_froms=True))


def _narrow(node: NodeType, filter_: Mapping[str, Any]) -> bool:
    """Whether an index finds the rows that match a filter, so that it pays to begin with them."""
    for name, value in filter_.items():
        if name == "and" and any(_narrow(node, each) for each in value):
            return True
        field = None if name in ("and", "or", "not") else _field(node, name)
        if field is None or not value:
            continue
        if field.role in (Role.ONE, Role.MANY):
            if _narrow(NODES[field.target], value):
                return True
        elif (_indexed(node, field) and value.keys() & {"eq", "in"}) or (
            field.python_name == node.time and value.keys() & {"eq", "gt", "gte", "lastDays"}
        ):
            return True
    return False


def _indexed(node: NodeType, field: GraphField) -> bool:
    """Whether a field leads an index of its table: the sender's own id, or a link that lists are asked by."""
    noun = NOUNS[node.table.name]
    return field.python_name in noun.links or (field.sql is own_id)


def value_of(field: GraphField, rows: Rows) -> ColumnElement[Any]:
    """The expression behind a leaf field."""
    held = rows.held(field.python_name)
    if held is not None:
        return held
    if field.sql is None:
        return rows.c[field.python_name]
    return field.sql(rows)  # type: ignore[no-any-return]


def _values(field: GraphField, rows: Rows, tests: Mapping[str, Any], path: str) -> Condition:
    value = value_of(field, rows)
    type_ = _bind_type(field, value)
    value = sa.type_coerce(value, type_)
    column = rows.table.c.get(field.python_name)
    key = sort_key(value) if column is not None and column.info.get("sort_key") else None
    parts = []
    for operator, operand in tests.items():
        if operand is None:
            raise BadUserInput(f"{path}.{operator}: must not be null; omit it, or use `isNull: true`", field=f"{path}.{operator}")
        parts.append(_OPERATORS[operator](value, operand, type_, key))
    return sa.and_(sa.true(), *parts)


def _bind_type(field: GraphField, value: ColumnElement[Any]) -> sa.types.TypeEngine[Any]:
    name = getattr(field.type, "of_type", field.type)
    if name in (int,) or getattr(name, "__name__", "") in ("DateTime", "Duration", "USD", "Usd", "BigInt"):
        return INTEGER
    if name is float:
        return REAL
    if name is bool:
        return value.type
    return TEXT


def _bind(operand: Any, type_: sa.types.TypeEngine[Any]) -> ColumnElement[Any]:
    return sa.bindparam(None, operand, type_)


def _listed(value: ColumnElement[Any], operand: Any, type_: sa.types.TypeEngine[Any]) -> Condition:
    if isinstance(operand, Later):
        return Among(value, _bind(later(_json, operand), TEXT))
    known = [each for each in operand if each is not None]
    if not known:
        return sa.false()
    return value.in_([_bind(each, type_) for each in known])


def _json(values: list[Any]) -> str:
    known = [storable(value) if type(value) is str else value for value in values if value is not None]
    return orjson.dumps(known).decode()


Operator = Callable[[Any, Any, Any, Any], Condition]


def _compare(apply: Callable[[Any, Any], Condition], *, below: bool = False) -> Operator:
    """A comparison. One of the noun's main time goes by its sort key, which is indexed; an absent time is below all others,
    and so has to be excluded from what is below."""

    def test(value: Any, operand: Any, type_: Any, key: Any) -> Condition:
        bound = _bind(operand, type_)
        if key is None:
            return apply(value, bound)
        return sa.and_(apply(key, bound), key >= 0) if below else apply(key, bound)

    return test


def _last_days(value: Any, operand: Any, _: Any, key: Any) -> Condition:
    now = Later(lambda moment: moment.now)
    start = later(days_before, now, operand)
    time = value if key is None else key
    return sa.and_(time >= _bind(start, INTEGER), time < _bind(now, INTEGER))


def _is_null(value: Any, operand: Any, *_: Any) -> Condition:
    return value.is_(None) if operand else value.is_not(None)  # type: ignore[no-any-return]


_OPERATORS: Mapping[str, Operator] = {
    "eq": _compare(lambda value, bound: value == bound),
    "ne": lambda value, operand, type_, _: sa.or_(value.is_(None), value != _bind(operand, type_)),
    "in": lambda value, operand, type_, _: _listed(value, operand, type_),
    "notIn": lambda value, operand, type_, _: sa.or_(value.is_(None), sa.not_(_listed(value, operand, type_))),
    "gt": _compare(lambda value, bound: value > bound),
    "gte": _compare(lambda value, bound: value >= bound),
    "lt": _compare(lambda value, bound: value < bound, below=True),
    "lte": _compare(lambda value, bound: value <= bound, below=True),
    "isNull": _is_null,
    "contains": lambda value, operand, *_: Contains(sa.func.lower(value), sa.func.lower(_bind(operand, TEXT))),
    "startsWith": lambda value, operand, *_: (
        sa.func.substr(value, 1, sa.func.length(_bind(operand, TEXT))) == _bind(operand, TEXT)
    ),
    "lastDays": _last_days,
}


def _metadata(rows: Rows, tests: list[Mapping[str, Any]]) -> Condition:
    """All tests of metadata values hold. An int or float test casts the stored text; one that does not cast does not match."""
    parts: list[Condition] = []
    for index, test in enumerate(tests):
        entry = tables.instance_metadata.alias()
        kind, wanted = plain(test.get("type", "TEXT")), test["value"]
        path = f"filter.metadata[{index}].value"
        if kind == "INT":
            matches = Cast(entry.c.value, WHOLE, INTEGER) == _bind(later(_whole(path), wanted), INTEGER)
        elif kind == "FLOAT":
            matches = Cast(entry.c.value, NUMBER, REAL) == _bind(later(_number(path), wanted), REAL)
        else:
            matches = entry.c.value == _bind(wanted, TEXT)
        # Asked row by row: no index finds few entries by their value, and a window mostly leaves few rows.
        named = sa.and_(entry.c.instance_id == rows.c.id, entry.c.name == _bind(test["name"], TEXT))
        parts.append(sa.exists(sa.select(sa.literal_column("1")).select_from(entry).where(named, matches)))
    return sa.and_(sa.true(), *parts)


def plain(value: Any) -> str:
    """The name of an enum's value, however GraphQL hands it over."""
    return str(getattr(value, "value", value))


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
