"""Risk of_nhi, and the signals that they rest on."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from resolvers.links import naming
from resolvers.rows import Source
from storage import tables
from storage.sql.json_text import JsonElement, JsonLiteral, JsonQuery, JsonType

of_nhi = naming(tables.risk_assessment, "nhi_id")


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


def signals(assessment: Source) -> JsonElement:
    """The names of the signals that an assessment rests on; an empty list where it has no factors."""
    return JsonQuery(sa.select(sa.func.coalesce(Signals(assessment.c.factors), JsonLiteral([]))), nullable=False)
