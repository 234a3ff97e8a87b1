"""Whose rows a statement reads: the caller's organization's, and no others. The database itself says which tables it touched."""

import json
import random
import re
import sqlite3
import time
from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.engine import make_url

from gateway.graphql.response import respond
from schema.engine.engine import Engine
from schema.engine.request import Caller, Request
from schema.graph import sdl
from storage.database.protocol import Database
from storage.nouns.run import run as run_table
from storage.nouns.task import task
from storage.sql.statement import statement
from storage.tables import metadata
from tests.schema.conftest import ACME, NOBODY, OTHER, Answers, Ask, assert_agrees
from tests.schema.engine.statements import GENERATED, operations, statements, stored_statements
from tests.schema.operations import Operations
from tests.schema.reference_answers import Reference
from tests.schema.reference_rows import World, world_of

pytestmark = pytest.mark.anyio


def touched(path: str, sql: str, values: list[object]) -> set[str]:
    """The stored tables that SQLite reads for a statement, by its own account."""
    found: set[str] = set()

    def note(action: int, table: str | None, *_: object) -> int:
        if action == sqlite3.SQLITE_READ and table in metadata.tables:
            found.add(table)
        return sqlite3.SQLITE_OK

    connection = sqlite3.connect(path)
    connection.set_authorizer(note)
    try:
        connection.execute(sql, values).fetchall()
    finally:
        connection.close()
    return found


def unpinned(sql: str) -> list[str]:
    """The table references of a statement that have no organization of their own."""
    named = re.findall(r'(?:FROM|JOIN|,)\s+"?(\w+)"?(?:\s+AS\s+"?(\w+)"?)?', sql)
    names = [alias or table for table, alias in named if table in metadata.tables]
    assert names, "the statement reads no table"
    return [name for name in names if not re.search(rf'\b"?{name}"?\.org_id = ', sql)]


@pytest.mark.parametrize(("query", "name"), operations())
async def test_a_stored_query_touches_the_tables_that_its_statements_name(engine: Engine, query: str, name: str | None) -> None:
    for made, moment in stored_statements(engine, query, name):
        assert unpinned(made.sql) == []
        if engine.database.dialect.name == "sqlite":
            path = make_url(engine.database.url).database
            assert path
            assert touched(path, made.sql, made.bind(moment)) == made.tables


@GENERATED
@given(seed=st.integers(0, 2**32))
async def test_a_generated_query_touches_the_tables_that_its_statements_name(
    engine: Engine, reference: Reference, answers: Answers, seed: int
) -> None:
    query, variables = Operations(reference, random.Random(seed)).query()
    answer = json.loads((await respond(engine, Request(query, None, variables), ACME)).body)
    if not answers.count(answer):
        return
    for made, moment in statements(engine, query, variables):
        if made.tables:
            assert unpinned(made.sql) == []
        if engine.database.dialect.name == "sqlite":
            path = make_url(engine.database.url).database
            assert path
            assert touched(path, made.sql, made.bind(moment)) == made.tables


@pytest.fixture(scope="session")
async def other_reference(nasty_database: Database, anyio_backend: str) -> Reference:
    """The reference over the rows of the other organization."""
    return Reference(sdl(), await world_of(nasty_database, OTHER.org_id, time.time_ns() // 1000))


@pytest.fixture(scope="session")
def empty_reference(reference: Reference) -> Reference:
    """The reference over no rows at all."""
    return Reference(sdl(), World({type_: [] for type_ in reference.world.rows}, reference.world.now))


@GENERATED
@given(seed=st.integers(0, 2**32))
async def test_the_same_plan_answers_another_organization_from_its_own_rows(
    engine: Engine,
    reference: Reference,
    other_reference: Reference,
    empty_reference: Reference,
    answers: Answers,
    seed: int,
) -> None:
    query, variables = Operations(reference, random.Random(seed)).query()
    asked: list[tuple[Caller, Reference]] = [(ACME, reference), (OTHER, other_reference), (NOBODY, empty_reference)]
    for caller, expected in asked:
        answer = json.loads((await respond(engine, Request(query, None, variables), caller)).body)
        if answers.count(answer):
            assert_agrees(answer["data"], expected, query, variables)


async def test_two_organizations_with_the_same_ids_never_see_each_other(ask: Ask) -> None:
    query = """{ node(id: "Task:a") { ... on Task { name lane username attributes } } nodes(ids: ["Task:a", "Run:b"])
            { __typename id }
        tasks { totalCount stats { count duration { avg } groupBy(by: NAME) { key count } }
            nodes { id name instance { businessKey } } } }"""
    ours, theirs = await ask(query), await ask(query, caller=OTHER)
    assert ours["data"]["nodes"] == theirs["data"]["nodes"]
    assert ours["data"]["node"] != theirs["data"]["node"]
    assert ours["data"]["tasks"]["nodes"] != theirs["data"]["tasks"]["nodes"]
    assert ours["data"]["tasks"]["totalCount"] == theirs["data"]["tasks"]["totalCount"] == 14


async def test_an_organization_without_rows_sees_none(ask: Ask) -> None:
    answer = await ask(
        '{ node(id: "Task:a") { id } task(taskId: "a") { id } tasks { totalCount nodes { id } stats { count } } }', caller=NOBODY
    )
    assert answer["data"] == {"node": None, "task": None, "tasks": {"totalCount": 0, "nodes": [], "stats": {"count": 0}}}


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
@pytest.mark.parametrize("full", [True, False])
def test_an_outer_join_is_refused(dialect: str, full: bool) -> None:
    left, right = task.alias(), run_table.alias()
    joined = sa.select(left.c.id).select_from(left.join(right, left.c.id == right.c.task_id, isouter=True, full=full))
    with pytest.raises(TypeError, match="outer join"):
        statement(joined, dialect)


def _shapes() -> Iterator[Any]:
    one, two = task.alias(), run_table.alias()
    yield pytest.param(sa.select(task.c.id), id="a table without alias")
    yield pytest.param(sa.select(one.c.id, two.c.id).where(one.c.id == two.c.task_id), id="two tables")
    yield pytest.param(sa.select(one.c.id).join(two, one.c.id == two.c.task_id), id="a join")
    yield pytest.param(sa.select(one.alias("deeper").c.id), id="an alias of an alias")
    yield pytest.param(sa.select(sa.select(one.c.id).subquery().c.id), id="a subquery")
    yield pytest.param(sa.select(sa.select(one.c.id).cte("apart").c.id), id="a common table expression")
    yield pytest.param(sa.select(sa.union_all(sa.select(one.c.id), sa.select(two.c.id)).subquery().c.id), id="a union")
    yield pytest.param(sa.select(one.c.id).where(sa.exists().where(two.c.task_id == one.c.id)), id="exists")
    yield pytest.param(
        sa.select(sa.select(two.c.id).where(two.c.task_id == one.c.id).limit(1).scalar_subquery(), one.c.id), id="a scalar"
    )
    yield pytest.param(sa.select(one.tablesample(10).c.id), id="a sample of a table")


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
@pytest.mark.parametrize("select", list(_shapes()))
def test_every_shape_of_select_is_pinned(dialect: str, select: Any) -> None:
    made = statement(select, dialect)
    assert unpinned(made.sql) == []
    assert made.tables <= {"task", "run"}
    assert made.tables
