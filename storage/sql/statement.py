"""From a select to the text and values that a driver runs, with every table pinned to the caller's organization.

The organization filter is added here and nowhere else: the compiler puts `org_id = :org` on each table of each SELECT
that it writes, however deep, so no resolver can forget it. An outer join of a table is refused, because a filter
after it would change its meaning: a correlated subquery says the same.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.postgresql.asyncpg import PGCompiler_asyncpg, PGDialect_asyncpg
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler
from sqlalchemy.engine import Dialect
from sqlalchemy.sql import Insert, Select
from sqlalchemy.sql.selectable import AliasedReturnsRows, FromClause, Join

from storage.nouns.noun import TEXT
from storage.sql.effort import spend
from storage.storable import storable

T = TypeVar("T")

ORGANIZATION = "org"
"""Name of the bind that holds the caller's organization."""


class Later:
    """A value that is known only when a plan runs: a variable, or something computed from one.

    `source` says what it is computed from, such as `$filter.state`: it is shown beside the statement. `parts` are the
    values that it is computed from.
    """

    __slots__ = ("compute", "parts", "source")

    def __init__(self, compute: Callable[["Moment"], object], source: str = "the run", parts: tuple[object, ...] = ()) -> None:
        self.compute = compute
        self.source = source
        self.parts = parts


@dataclass(frozen=True, slots=True)
class Moment:
    """What a plan is run with: coerced variables, organization, and the time in microseconds."""

    variables: Mapping[str, object]
    org_id: str
    now: int


def later(compute: Callable[..., T], *values: object) -> T | Later:
    """`compute(*values)`, now if all values are known, else when the plan runs."""
    sources = [value.source for value in values if isinstance(value, Later)]
    if not sources:
        return compute(*values)
    made = Later(
        lambda moment: compute(*(v.compute(moment) if isinstance(v, Later) else v for v in values)),
        " and ".join(dict.fromkeys(sources)),
        values,
    )
    recorded = _RECORDED.get()
    if recorded is not None:
        recorded.append(made)
    return made


_RECORDED: ContextVar[list[Later] | None] = ContextVar("recorded", default=None)


@contextmanager
def recorded_checks() -> Iterator[list[Later]]:
    """A block that records all values that `later` makes, so that those the statement does not use can be checked too."""
    recorded: list[Later] = []
    token = _RECORDED.set(recorded)
    try:
        yield recorded
    finally:
        _RECORDED.reset(token)


ORGANIZATION_ID = Later(lambda moment: moment.org_id, "organization")
"""The caller's organization."""

NOW = Later(lambda moment: moment.now, "now")
"""The time at which a plan runs, in microseconds since 1970."""


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL text, where each of its values comes from, and the tables that it reads."""

    sql: str
    values: tuple[object, ...]
    tables: frozenset[str]
    checks: tuple[Later, ...] = ()
    """Values that the text does not use. They are computed all the same: a variable out of bounds is refused like a literal."""

    def bind(self, moment: Moment) -> list[object]:
        """The values in the order of the text; BAD_USER_INPUT for a text that no store can hold."""
        for check in self.checks:
            check.compute(moment)
        values = [value.compute(moment) if isinstance(value, Later) else value for value in self.values]
        for value in values:
            if type(value) is str:
                storable(value)
        return values


class Pinned:
    """Compiler part: pins each table of each SELECT to the organization, and notes which tables were read."""

    tables_read: set[str]

    def visit_column(self, *args: Any, **kw: Any) -> str:
        """A column, which is a step of the work under way."""
        spend()
        return super().visit_column(*args, **kw)  # type: ignore[misc,no-any-return]

    def visit_bindparam(self, *args: Any, **kw: Any) -> str:
        """A bind, which is a step of the work under way."""
        spend()
        return super().visit_bindparam(*args, **kw)  # type: ignore[misc,no-any-return]

    def _compose_select_body(
        self, text: str, select: Select[Any], compile_state: Any, inner_columns: Any, froms: Sequence[FromClause], *rest: Any
    ) -> str:
        tables = [table for source in froms for table in _tables(source)]
        if tables:
            self.__dict__.setdefault("tables_read", set()).update(table.name for _, table in tables)
            organization = sa.bindparam(ORGANIZATION, ORGANIZATION_ID, TEXT)
            select = select.where(*(source.c.org_id == organization for source, _ in tables))
        return super()._compose_select_body(text, select, compile_state, inner_columns, froms, *rest)  # type: ignore[misc,no-any-return]


def _tables(source: FromClause) -> list[tuple[FromClause, sa.Table]]:
    """The stored tables that a FROM item reads by itself, each with the name it goes by."""
    if isinstance(source, Join):
        if source.isouter or source.full:
            raise TypeError("an outer join cannot be pinned to an organization: use a correlated subquery")
        return _tables(source.left) + _tables(source.right)
    element: Any = source
    while isinstance(element, AliasedReturnsRows):
        element = element.element  # of an alias, a sample, an alias of an alias; a subquery is pinned where it is written
    return [(source, element)] if isinstance(element, sa.Table) else []


class PinnedSqliteCompiler(Pinned, SQLiteCompiler):
    """SQLite's compiler, pinned. Its table functions name their columns themselves; hints stand after the table's name."""

    def get_from_hint_text(self, table: FromClause, text: str | None) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """The hint, such as `INDEXED BY ix_task_end`."""
        return text

    def visit_table_valued_alias(self, element: Any, **kw: Any) -> str:
        """The function and its alias, without a list of columns."""
        before, element._render_derived = element._render_derived, False  # noqa: SLF001  (no other way to ask)
        try:
            return str(super().visit_table_valued_alias(element, **kw))  # type: ignore[no-untyped-call]
        finally:
            element._render_derived = before  # noqa: SLF001


class PinnedPostgresCompiler(Pinned, PGCompiler_asyncpg):
    """PostgreSQL's compiler, pinned."""


class PinnedSqlite(sqlite.dialect):  # type: ignore[misc,valid-type]
    """SQLite, with pinned statements."""

    statement_compiler = PinnedSqliteCompiler
    supports_statement_cache = True


class PinnedPostgres(PGDialect_asyncpg):
    """PostgreSQL through asyncpg, with pinned statements."""

    statement_compiler = PinnedPostgresCompiler
    supports_statement_cache = True


_DIALECTS: Mapping[str, Dialect] = {"sqlite": PinnedSqlite(paramstyle="qmark"), "postgresql": PinnedPostgres()}  # type: ignore[no-untyped-call]


def statement(select: Select[Any] | Insert, dialect_name: str, recorded: Sequence[Later] = ()) -> Statement:
    """Compiles a select, or an insert of one, for `sqlite` or `postgresql`. `recorded`: values that must be checked at each run,
    even if the text does not use them."""
    compiled: Any = select.compile(dialect=_DIALECTS[dialect_name])
    values = tuple(compiled.binds[name].value for name in compiled.positiontup or ())
    used = _reached(values)
    checks = tuple(each for each in recorded if id(each) not in used)
    return Statement(str(compiled), values, frozenset(getattr(compiled, "tables_read", ())), checks)


def _reached(values: Sequence[object]) -> set[int]:
    """Identities of the values that are computed for these."""
    found: set[int] = set()
    rest = list(values)
    while rest:
        value = rest.pop()
        if isinstance(value, Later) and id(value) not in found:
            found.add(id(value))
            rest += value.parts
    return found
