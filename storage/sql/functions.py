"""Functions that the two databases write differently, as SQLAlchemy elements with one spelling for each database.

`storage.sql.json_text` has those that make JSON, `storage.sql.sketch` those of sketches.
"""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.functions import FunctionElement

from storage.nouns.instance_metadata import NUMBER, WHOLE
from storage.nouns.noun import REAL, TEXT
from storage.sql.json_text import JsonType, Real, nested


class Contains(FunctionElement[bool]):
    """Whether the first text contains the second."""

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


class Whole(FunctionElement[str]):
    """A stored text as a canonical integer: no plus sign, no leading zeros, any number of digits; null if it is no integer."""

    inherit_cache = False
    type = TEXT
    name = "whole"


@compiles(Whole, "postgresql")
def _whole_postgres(element: Whole, compiler: SQLCompiler, **kw: Any) -> str:
    text = compiler.process(element.clauses, **kw)
    return f"(CASE WHEN {text} ~ '^{WHOLE.pattern}$' THEN {_canonical(text)} END)"


@compiles(Whole, "sqlite")
def _whole_sqlite(element: Whole, compiler: SQLCompiler, **kw: Any) -> str:
    text = compiler.process(element.clauses, **kw)
    digits = f"ltrim({text}, '+-')"
    is_whole = f"{digits} <> '' AND {digits} NOT GLOB '*[^0-9]*' AND length({text}) - length({digits}) <= 1"
    return f"(CASE WHEN {is_whole} THEN {_canonical(text)} END)"


def _canonical(text: str) -> str:
    digits = f"ltrim({text}, '+-0')"
    return f"CASE WHEN {digits} = '' THEN '0' WHEN {text} LIKE '-%' THEN '-' || {digits} ELSE {digits} END"


class Number(FunctionElement[float]):
    """A stored text as a 64-bit float; null if it is no number, or beyond the largest."""

    inherit_cache = False
    type = REAL
    name = "number"


@compiles(Number, "postgresql")
def _number_postgres(element: Number, compiler: SQLCompiler, **kw: Any) -> str:
    text = compiler.process(element.clauses, **kw)
    size = f"abs(({text})::numeric)"  # the cast to float8 raises an error for what is too large or too small
    fits = f"CASE WHEN {size} < 2.5e-324 THEN 0 WHEN {size} < 1.797693134862315807e308 THEN ({text})::float8 END"
    return f"(CASE WHEN {text} ~ '^{NUMBER.pattern}$' THEN {fits} END)"


@compiles(Number, "sqlite")
def _number_sqlite(element: Number, compiler: SQLCompiler, **kw: Any) -> str:
    text = compiler.process(element.clauses, **kw)
    digits = f"ltrim({text}, '+-')"
    signed = f"length({text}) - length({digits}) <= 1"
    short = f"{text} NOT GLOB '*[eE]*[0-9][0-9][0-9][0-9]'"
    begins = f"({digits} GLOB '[0-9]*' OR {digits} GLOB '.[0-9]*')"
    looks = f"{begins} AND {text} NOT GLOB '*[^0-9.eE+-]*' AND json_valid('[' || {_json_number(text)} || ']')"
    return f"(CASE WHEN {signed} AND {short} AND {looks} THEN CAST({text} AS REAL) END)"


def _json_number(text: str) -> str:
    """The text as JSON would write the number: no plus, no leading zeros, no bare point."""
    digits = f"ltrim({text}, '+-0')"
    before = f"CASE WHEN {digits} GLOB '[1-9]*' THEN '' ELSE '0' END"
    spelled = f"replace(replace({before} || {digits}, '.e', '.0e'), '.E', '.0E')"
    return f"{spelled} || CASE WHEN {text} LIKE '%.' THEN '0' ELSE '' END"


class EachRow(FunctionElement[Any]):
    """A table of integers: one row for each list of a JSON list, with a column for each of `names`."""

    inherit_cache = False
    name = "each_row"

    def __init__(self, text: ColumnElement[str], names: Sequence[str]) -> None:
        super().__init__(text)
        self.names = tuple(names)


@compiles(EachRow, "sqlite")
def _rows_sqlite(element: EachRow, compiler: SQLCompiler, **kw: Any) -> str:
    columns = ", ".join(f"json_extract(value, '$[{place}]') AS {name}" for place, name in enumerate(element.names))
    return f"(SELECT {columns} FROM json_each({compiler.process(element.clauses, **kw)}))"


@compiles(EachRow, "postgresql")
def _rows_postgres(element: EachRow, compiler: SQLCompiler, **kw: Any) -> str:
    columns = ", ".join(f"(row ->> {place})::bigint AS {name}" for place, name in enumerate(element.names))
    listed = f"json_array_elements(({compiler.process(element.clauses, **kw)})::json) WITH ORDINALITY AS t(row, place)"
    return f"(SELECT {columns} FROM {listed} ORDER BY place)"


class EachElement(FunctionElement[Any]):
    """A table of the elements of a JSON list, `value` in each row; empty for what is no list."""

    inherit_cache = False
    name = "each_element"


@compiles(EachElement, "sqlite")
def _each_sqlite(element: EachElement, compiler: SQLCompiler, **kw: Any) -> str:
    value = compiler.process(element.clauses, **kw)
    return f"json_each(CASE json_type({value}) WHEN 'array' THEN {value} ELSE '[]' END)"


@compiles(EachElement, "postgresql")
def _each_postgres(element: EachElement, compiler: SQLCompiler, **kw: Any) -> str:
    value = compiler.process(element.clauses, **kw)
    return f"json_array_elements(CASE json_typeof({value}) WHEN 'array' THEN {value} ELSE '[]'::json END)"


class IsObject(FunctionElement[bool]):
    """Whether an element of a JSON list, given by its value and SQLite's type of it, is an object."""

    inherit_cache = False
    type = sa.Boolean()
    name = "is_object"


@compiles(IsObject, "sqlite")
def _is_object_sqlite(element: IsObject, compiler: SQLCompiler, **kw: Any) -> str:
    _, kind = element.clauses
    return f"({compiler.process(kind, **kw)} = 'object')"


@compiles(IsObject, "postgresql")
def _is_object_postgres(element: IsObject, compiler: SQLCompiler, **kw: Any) -> str:
    value, _ = element.clauses
    return f"(json_typeof({compiler.process(value, **kw)}) = 'object')"


class TextMember(FunctionElement[str]):
    """A member of an element that is an object, where it is text; else null."""

    inherit_cache = False
    type = TEXT
    name = "text_member"

    def __init__(self, value: ColumnElement[Any], kind: ColumnElement[Any], member: str) -> None:
        super().__init__(value, kind)
        self.member = member


@compiles(TextMember, "sqlite")
def _member_sqlite(element: TextMember, compiler: SQLCompiler, **kw: Any) -> str:
    value, kind = (compiler.process(each, **kw) for each in element.clauses)
    found = f"CASE {kind} WHEN 'object' THEN {value} END"
    return f"CASE json_type({found}, '$.{element.member}') WHEN 'text' THEN json_extract({value}, '$.{element.member}') END"


@compiles(TextMember, "postgresql")
def _member_postgres(element: TextMember, compiler: SQLCompiler, **kw: Any) -> str:
    value = compiler.process(element.clauses.clauses[0], **kw)
    member = f"({value} -> '{element.member}')"
    return f"(CASE json_typeof({member}) WHEN 'string' THEN {value} ->> '{element.member}' END)"


class Signals(FunctionElement[Any]):
    """The names of the signals in the factors of an assessment, as a JSON list; what is not of that form is left out."""

    inherit_cache = False
    type = JsonType()
    name = "signals"


@compiles(Signals, "sqlite")
def _signals_sqlite(element: Signals, compiler: SQLCompiler, **kw: Any) -> str:
    factors = compiler.process(element.clauses, **kw)
    named = "json_type(CASE each.type WHEN 'object' THEN each.value END, '$.signal') = 'text'"
    return (
        f"(SELECT json_group_array(json_extract(each.value, '$.signal')) FROM json_each({factors}) AS each"
        f" WHERE typeof(each.key) = 'integer' AND {named})"
    )


@compiles(Signals, "postgresql")
def _signals_postgres(element: Signals, compiler: SQLCompiler, **kw: Any) -> str:
    factors = compiler.process(element.clauses, **kw)
    listed = f"CASE json_typeof({factors}) WHEN 'array' THEN {factors} ELSE '[]'::json END"
    return (
        "(SELECT coalesce(json_agg(factor ->> 'signal' ORDER BY place)::text, '[]')"
        f" FROM json_array_elements({listed}) WITH ORDINALITY AS each(factor, place)"
        " WHERE json_typeof(factor -> 'signal') = 'string')"
    )


class CursorText(ColumnElement[Any]):
    """The text of a cursor: a JSON list of the order's name and the values that determine the row's position."""

    inherit_cache = False
    type = sa.Text()

    def __init__(self, order: str, keys: Sequence[ColumnElement[Any]]) -> None:
        self.order = order
        self.keys = tuple(keys)


@compiles(CursorText, "sqlite")
def _cursor_sqlite(element: CursorText, compiler: SQLCompiler, **kw: Any) -> str:
    return f"(json_array({_cursor_parts(element, compiler, kw)}) || '')"


@compiles(CursorText, "postgresql")
def _cursor_postgres(element: CursorText, compiler: SQLCompiler, **kw: Any) -> str:
    return f"json_build_array({_cursor_parts(element, compiler, kw)})::text"


def _cursor_parts(element: CursorText, compiler: SQLCompiler, kw: dict[str, Any]) -> str:
    keys = (nested(compiler, Real(key) if is_real(key) else key, kw) for key in element.keys)
    return ", ".join([f"'{element.order}'", *keys])


def is_real(key: ColumnElement[Any]) -> bool:
    """Whether an expression is a real number."""
    return isinstance(key.type, sa.Float | sa.Double | sa.REAL)
