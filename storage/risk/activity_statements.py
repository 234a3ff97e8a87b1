"""The statements that read what an identity did, each through the index on (organization, identity, time)."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import sqlalchemy as sa

from storage.nouns.nhi import nhi
from storage.nouns.noun import INTEGER, TEXT, sort_key
from storage.nouns.record import HOUR
from storage.nouns.run import RunState
from storage.nouns.run import run as run_table
from storage.nouns.tool_call import tool_call, worst_outcome
from storage.nouns.verdict import Outcome
from storage.sql.statement import Later, Statement, statement


@cache
def activity_statement(name: str, dialect: str) -> Statement:
    """A statement of this module, each of its tables pinned to the organization."""
    return statement(_SELECTS[name](), dialect)


def _given(name: str, type_: Any = INTEGER) -> sa.BindParameter[Any]:
    return sa.bindparam(None, Later(lambda moment: moment.variables[name]), type_)


def _inside(row: Any, time: str) -> list[sa.ColumnElement[bool]]:
    """The rows of one identity in the window: what the index on (organization, identity, time) finds."""
    key = sort_key(row.c[time])
    return [row.c.nhi_id == _given("nhi", TEXT), key >= _given("since"), key < _given("until")]


def _hour(time: sa.ColumnElement[int]) -> sa.ColumnElement[int]:
    length = sa.literal_column(str(HOUR), INTEGER)
    return time - time % length


def _sum(test: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.func.sum(sa.case((test, 1), else_=0))


def _spend(row: Any) -> sa.ColumnElement[int]:
    return sa.func.sum(sa.func.coalesce(row.c.spend, 0))


def _calls() -> sa.Select[Any]:
    """Hour, tool, calls, errors, denied, spend, latest. What became of a call is found once for each, below the sums."""
    call = tool_call.alias()
    each = (
        sa.select(call.c.called_at, call.c.tool, call.c.spend, worst_outcome(call).label("outcome"))
        .where(*_inside(call, "called_at"))
        .offset(sa.literal_column("0"))
        .subquery()
    )
    start = _hour(each.c.called_at).label("start")
    denied, failed = (_sum(each.c.outcome == outcome.value) for outcome in (Outcome.BLOCKED, Outcome.ERROR))
    latest = sa.func.max(each.c.called_at)
    columns = (start, each.c.tool, sa.func.count(), failed, denied, _spend(each), latest)
    return sa.select(*columns).group_by(start, each.c.tool)


def _runs() -> sa.Select[Any]:
    """Hour, runs, failed, spend, latest."""
    run = run_table.alias()
    start = _hour(run.c.started_at).label("start")
    failed = _sum(run.c.state == RunState.FAILED.value)
    columns: list[Any] = [start, sa.func.count(), failed, _spend(run), sa.func.max(run.c.started_at)]
    return sa.select(*columns).where(*_inside(run, "started_at")).group_by(start)


def _each_caller(table: sa.Table) -> sa.Select[Any]:
    """Every identity that rows of a table name: one step in the index for each, however many rows it has."""
    first, row = table.alias(), table.alias()
    ids = sa.select(sa.func.min(first.c.nhi_id).label("id")).cte("ids", recursive=True)
    following = sa.select(sa.func.min(row.c.nhi_id)).where(row.c.nhi_id > ids.c.id).scalar_subquery()
    ids = ids.union_all(sa.select(following).where(ids.c.id.is_not(None)))
    return sa.select(ids.c.id)


def _some(table: sa.Table, time: str, *, dearest: bool = False, tests: Any = None) -> sa.Select[Any]:
    row = table.alias()
    found = sa.select(row.c.id).where(*_inside(row, time), *(tests(row) if tests else []))
    keys = [sort_key(row.c[time]), row.c.id]
    if dearest:
        found, keys = found.where(row.c.spend > 0), [row.c.spend.desc(), *keys]
    return found.order_by(*keys).limit(sa.literal_column("5"))


def _some_calls(**how: Any) -> Callable[[], sa.Select[Any]]:
    return lambda: _some(tool_call, "called_at", **how)


def _some_runs(**how: Any) -> Callable[[], sa.Select[Any]]:
    return lambda: _some(run_table, "started_at", **how)


_SELECTS: Mapping[str, Callable[[], sa.Select[Any]]] = {
    "known": lambda: sa.select(nhi.alias().c.id),
    "callers": lambda: _each_caller(tool_call),
    "runners": lambda: _each_caller(run_table),
    "calls": _calls,
    "runs": _runs,
    "first_calls": _some_calls(),
    "dearest_calls": _some_calls(dearest=True),
    "calls_of_outcome": _some_calls(tests=lambda call: [worst_outcome(call) == _given("outcome", TEXT)]),
    "calls_of_tool": _some_calls(tests=lambda call: [call.c.tool == _given("tool", TEXT)]),
    "first_runs": _some_runs(),
    "dearest_runs": _some_runs(dearest=True),
    "failed_runs": _some_runs(tests=lambda run: [run.c.state == _given("state", TEXT)]),
}
