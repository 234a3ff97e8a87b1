"""What a statement reads beyond one organization, by its parse tree: nothing, if a cluster can route it to one node."""

import itertools
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import sqlglot
from sqlglot import exp

from storage.tables import metadata

DIALECTS = {"sqlite": "sqlite", "postgresql": "postgres"}


def astray(sql: str, values: Sequence[object], org_id: str, dialect: str) -> list[str]:
    """The table references that are not pinned to an organization by a value of the statement, one line for each.

    Pinned is a table whose SELECT, UPDATE or DELETE has `table.org_id = value` among the conditions that all hold, and an
    INSERT that fills `org_id`. Also told of: tables that are not the store's.
    """
    found: list[str] = []
    for table in _tree(sql, dialect).find_all(exp.Table):
        problem = _problem(table, values, org_id)
        if problem:
            found.append(f"{table.sql()}: {problem}")
    return found


def stored_tables(sql: str, dialect: str) -> set[str]:
    """The tables of the store that a statement names."""
    return {table.name for table in _tree(sql, dialect).find_all(exp.Table) if _is_stored(table)}


@lru_cache(100)
def _tree(sql: str, dialect: str) -> exp.Expression:
    """The parse tree of a statement, which nobody may change."""
    return sqlglot.parse_one(_numbered(sql, dialect), dialect=DIALECTS[dialect])


QUOTED_OR_PLACEHOLDER = re.compile(r"""'[^']*'|"[^"]*"|\?""")


def _numbered(sql: str, dialect: str) -> str:
    """The same with numbers on SQLite's placeholders, so that the tree says which value each of them is."""
    if dialect == "postgresql":
        return sql
    sql = re.sub(r" INDEXED BY \w+", "", sql)  # which index is taken says nothing of what is read
    numbers = itertools.count(1)
    return QUOTED_OR_PLACEHOLDER.sub(lambda found: f":p{next(numbers)}" if found[0] == "?" else found[0], sql)


def _problem(table: exp.Table, values: Sequence[object], org_id: str) -> str | None:
    if _is_named_above(table) or isinstance(table.this, exp.Func):
        return None
    if not _is_stored(table):
        return "not a table of the store"
    statement = table.find_ancestor(exp.Select, exp.Update, exp.Delete, exp.Insert)
    if isinstance(statement, exp.Insert):
        return None if "org_id" in {column.name for column in statement.this.expressions} else "inserts no organization"
    if statement is None:
        return "outside of every statement"
    name = table.alias_or_name
    alone = len(list(_sources(statement))) == 1
    pins = [value for condition in _conditions(statement) for value in _pins(condition, name, alone)]
    if not pins:
        return "no organization"
    return None if any(_is_callers(pin, values, org_id) for pin in pins) else "another organization than the caller's"


def _is_stored(table: exp.Table) -> bool:
    return table.name in metadata.tables and not _is_named_above(table)


def _is_named_above(table: exp.Table) -> bool:
    """Whether the name is that of a common table expression, whose own SELECTs are looked at where they are written."""
    node: exp.Expression | None = table
    while node is not None:
        with_ = node.args.get("with_") or node.args.get("with")
        if with_ is not None and table.name in {each.alias for each in with_.expressions}:
            return True
        node = node.parent
    return False


def _sources(statement: exp.Expression) -> Iterator[exp.Expression]:
    """What a statement reads FROM and JOINs, or the table that it changes."""
    if isinstance(statement, exp.Select):
        from_ = statement.args.get("from_") or statement.args.get("from")
        if from_ is not None:
            yield from_.this
        for join in statement.args.get("joins") or ():
            yield join.this
        yield from statement.args.get("laterals") or ()
    else:
        yield statement.this


def _conditions(statement: exp.Expression) -> Iterator[exp.Expression]:
    """The conditions that hold for every row: those of WHERE and of inner joins that are joined by AND."""
    where = statement.args.get("where")
    joins = [join for join in statement.args.get("joins") or () if not join.side]
    for each in (where.this if where else None, *(join.args.get("on") for join in joins)):
        if each is not None:
            yield from (part.unnest() for part in each.flatten()) if isinstance(each, exp.And) else [each.unnest()]


def _pins(condition: exp.Expression, name: str, alone: bool) -> Iterator[exp.Expression]:
    if isinstance(condition, exp.EQ):
        for one, other in ((condition.left, condition.right), (condition.right, condition.left)):
            if isinstance(one, exp.Column) and one.name == "org_id" and (one.table == name or (alone and not one.table)):
                yield other


def _is_callers(pin: exp.Expression, values: Sequence[object], org_id: str) -> bool:
    while isinstance(pin, exp.Cast | exp.Collate):
        pin = pin.this
    if not isinstance(pin, exp.Placeholder | exp.Parameter):
        return False
    number = re.fullmatch(r"[:$]p?(\d+)", pin.sql(dialect="sqlite" if isinstance(pin, exp.Placeholder) else "postgres"))
    return number is not None and values[int(number[1]) - 1] == org_id
