"""What verdicts found: the violations in their JSON, counted by type and severity."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.functions import FunctionElement

from resolvers.literal import number, up_to
from resolvers.rows import Derived, Reference
from resolvers.statistics.aggregation import Sample
from storage.errors import BadUserInput
from storage.nouns.noun import INTEGER, TEXT
from storage.sql.json_text import JsonArray, JsonElement, JsonList, JsonObject, JsonQuery

MOST_KINDS = 10_000
COLUMNS = {"GUARDIAN_ID": "guardian_id", "NHI_ID": "nhi_id", "OUTCOME": "outcome"}
"""Keys that are columns of the verdict; the others are members of the violation."""


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


class Kinds(Derived):
    """Groups of violations: `key_0`, ... and `size`."""

    def __init__(self, keys: int) -> None:
        super().__init__()
        self.keys = keys


class Violations:
    """The violations in the verdicts of a sample by some of their properties, the most frequent first."""

    def __init__(self, sample: Sample, by: Sequence[str], first: Any) -> None:
        self.by = by
        self.first = first
        self.select, self.rows = sample.begun()
        self.scope = Kinds(len(by))

    def finish(self, figures: JsonObject) -> JsonElement:
        """The list of the groups."""
        told = [self.rows.c[COLUMNS[key]].label(key) for key in self.by if key in COLUMNS]
        columns = [self.rows.c.violations.label("violations"), *told]
        # OFFSET keeps SQLite from folding this into the groups, whose order it would take from an index instead of the window.
        verdicts = self.select.with_only_columns(*columns, maintain_column_froms=True).offset(number(0)).subquery()
        each = EachElement(verdicts.c.violations).table_valued(sa.column("value", TEXT)).render_derived()
        value, kind = each.c.value, sa.column("type", TEXT)
        kind.table = each  # SQLite's json_each has this column too; PostgreSQL never names it
        keys = [
            verdicts.c[key] if key in COLUMNS else TextMember(value, kind, key.lower()) for key in self.by
        ]  # fmt: skip
        names = [f"key_{place}" for place in range(len(keys))]
        found = (
            sa.select(*(key.label(name) for key, name in zip(keys, names, strict=True)))
            .select_from(verdicts, each)
            .where(IsObject(value, kind))
            .subquery()
        )
        size = sa.cast(sa.func.count(), INTEGER)
        apart = [found.c[name] for name in names]
        self.scope.source = page = (
            sa.select(*apart, size.label("size"))
            .select_from(found)
            .group_by(*apart)
            .order_by(size.desc(), *(sa.nulls_last(column.asc()) for column in apart))
            .limit(sa.bindparam(None, self.first, INTEGER))
            .subquery()
        )
        return JsonQuery(sa.select(JsonArray(figures)).select_from(page), nullable=False)


def violations(sample: Sample, by: Sequence[Any], first: Any) -> Violations:
    """Counts the violations of a sample's verdicts by up to three properties."""
    names = list(dict.fromkeys(str(getattr(each, "value", each)) for each in by))
    if not 1 <= len(names) <= 3:
        raise BadUserInput("by: expected 1 to 3 keys", field="by")
    return Violations(sample, names, up_to(MOST_KINDS, first))


def kind_key(kinds: Kinds) -> Reference:
    """The first key of a group."""
    return Reference(kinds, "key_0", TEXT)


def kind_keys(kinds: Kinds) -> JsonElement:
    """All keys of a group, as a list of texts."""
    return JsonList([Reference(kinds, f"key_{place}", TEXT) for place in range(kinds.keys)])


def kind_count(kinds: Kinds) -> Reference:
    """How many violations a group has."""
    return Reference(kinds, "size", INTEGER)
