"""On a cluster that is spread by organization, every statement runs on one node: each table that it names is pinned.

The statements of the executor are those of every stored document and of generated ones; those that storage makes are
written down while it works. Left out is what goes over all organizations: lists of them for operators and workers.
"""

import asyncio
import json
import random
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from gateway.graphql.response import respond
from schema.engine.engine import Engine
from schema.engine.request import Request
from storage.accounts import keys, users
from storage.accounts.license import license_until, licensed_until
from storage.accounts.token_secret import ensure_token_secret, rotate_token_secret
from storage.copying.batch import Batch, bring
from storage.copying.table import TABLES
from storage.database.opening import open_database
from storage.database.postgres import PostgresDatabase, PostgresTransaction
from storage.database.protocol import Database
from storage.database.sqlite import SqliteDatabase, SqliteTransaction
from storage.jobs import lease, queue, registry
from storage.risk.acknowledgement import acknowledge
from storage.risk.assess import assess
from storage.risk.detection import detect
from storage.rollup.building import build
from storage.tables import metadata
from storage.writing.writer import write
from tests.postgres_server import PostgresServer
from tests.project import PROJECT
from tests.schema.conftest import ACME, Answers
from tests.schema.engine.routing import astray, stored_tables
from tests.schema.engine.statements import GENERATED, operations, statements, stored_statements
from tests.schema.nasty_store import records
from tests.schema.operations import Operations
from tests.schema.reference_answers import Reference

CITUS = PROJECT / "deploy" / "citus.sql"
DAY = 86_400_000_000
SECOND = 1_000_000


@pytest.mark.parametrize(("query", "name"), operations())
async def test_statements_of_a_stored_query_stay_within_the_organization(engine: Engine, query: str, name: str | None) -> None:
    for made, moment in stored_statements(engine, query, name):
        assert astray(made.sql, made.bind(moment), ACME.org_id, engine.database.dialect.name) == []
        assert stored_tables(made.sql, engine.database.dialect.name) == made.tables


@GENERATED
@given(seed=st.integers(0, 2**32))
async def test_statements_of_a_generated_query_stay_within_the_organization(
    engine: Engine, reference: Reference, answers: Answers, seed: int
) -> None:
    query, variables = Operations(reference, random.Random(seed)).query()
    if not answers.count(json.loads((await respond(engine, Request(query, None, variables), ACME)).body)):
        return
    for made, moment in statements(engine, query, variables):
        assert astray(made.sql, made.bind(moment), ACME.org_id, engine.database.dialect.name) == []


PINNED = (
    "SELECT a.id FROM task AS a, run AS b WHERE a.org_id = {0} AND (b.org_id = {0}) AND a.id = b.task_id AND a.name = {1}",
    "SELECT id FROM task WHERE org_id = {0} AND (id = {1} OR name = {1})",
    "SELECT a.id FROM task AS a JOIN run AS b ON a.id = b.task_id AND b.org_id = {0} WHERE a.org_id = {0}",
    "WITH x AS (SELECT id FROM task WHERE org_id = {0}) SELECT x.id FROM x WHERE EXISTS (SELECT 1 FROM x AS y)",
    "WITH RECURSIVE x AS (SELECT p.level FROM rollup_period AS p WHERE p.org_id = {0}"
    " UNION ALL SELECT p.level FROM x, rollup_period AS p WHERE p.org_id = {0} AND p.level < x.level) SELECT level FROM x",
    "UPDATE task SET name = {1} WHERE org_id = {0} AND id = {1}",
    "DELETE FROM task WHERE org_id = {0}",
    "INSERT INTO task (org_id, id) VALUES ({0}, {1})",
)
ASTRAY = (
    "SELECT id FROM task",
    "SELECT id FROM task WHERE id = {1}",
    "SELECT id FROM task WHERE org_id = {1}",
    "SELECT id FROM task WHERE org_id = 'acme'",
    "SELECT id FROM task WHERE org_id = {0} OR id = {1}",
    "SELECT id FROM task WHERE NOT (org_id = {0})",
    "SELECT id FROM task WHERE org_id > {0}",
    "SELECT a.id FROM task AS a, run AS b WHERE a.org_id = {0} AND a.id = b.task_id",
    "SELECT a.id FROM task AS a, run AS b WHERE a.org_id = {0} AND b.org_id = a.org_id",
    "SELECT a.id FROM task AS a LEFT JOIN run AS b ON b.org_id = {0} AND a.id = b.task_id WHERE a.org_id = {0}",
    "SELECT id FROM task AS a WHERE org_id = {0} AND EXISTS (SELECT 1 FROM run AS b WHERE a.org_id = {0} AND b.id = a.id)",
    "WITH x AS (SELECT id FROM task) SELECT x.id FROM x, run WHERE run.org_id = {0}",
    "WITH RECURSIVE x AS (SELECT p.level FROM rollup_period AS p WHERE p.org_id = {0}"
    " UNION ALL SELECT p.level FROM x, rollup_period AS p WHERE p.level < x.level) SELECT level FROM x",
    "SELECT id FROM task WHERE org_id = {0} UNION ALL SELECT id FROM run",
    "SELECT version_num FROM alembic_version",
    "UPDATE task SET org_id = {0} WHERE id = {1}",
    "DELETE FROM task WHERE id = {1}",
    "INSERT INTO task (id) SELECT {1}",
)


def _asked(text: str, dialect: str) -> list[str]:
    """What is astray in a statement whose values are the organization and something else."""
    values: list[object] = ["acme", "x"]
    if dialect == "postgresql":
        return astray(text.format("$1", "$2"), values, "acme", dialect)
    order = [int(number) for number in re.findall(r"{(\d)}", text)]
    return astray(text.format("?", "?"), [values[place] for place in order], "acme", dialect)


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
@pytest.mark.parametrize("text", PINNED)
def test_a_pinned_statement_is_let_through(text: str, dialect: str) -> None:
    assert _asked(text, dialect) == []


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
@pytest.mark.parametrize("text", ASTRAY)
def test_a_statement_that_goes_astray_is_caught(text: str, dialect: str) -> None:
    assert len(_asked(text, dialect)) == 1


@pytest.fixture
def written_down(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Sequence[object]]]:
    """Statements with their values, as they reach a database from now on; an insertion as the INSERT that it stands for."""
    made: list[tuple[str, Sequence[object]]] = []

    def noted(kind: type, name: str) -> Callable[..., Any]:
        run = getattr(kind, name)

        async def note(self: object, sql: str, *rest: Any, **more: Any) -> Any:
            if name == "insert":
                made.append((f'INSERT INTO "{sql}" ({", ".join(rest[0])}) SELECT 1', ()))
            elif name == "executemany":
                rows = list(rest[0])
                made.extend((sql, row) for row in rows[:1])
                rest = (rows,)
            else:
                made.append((sql, rest[0] if rest else ()))
            return await run(self, sql, *rest, **more)

        return note

    # SQLite's `insert` is one of its `executemany`.
    for kind, names in {
        SqliteDatabase: ("rows", "value"),
        PostgresDatabase: ("rows", "value"),
        SqliteTransaction: ("rows", "execute", "executemany"),
        PostgresTransaction: ("rows", "execute", "executemany", "insert"),
    }.items():
        for name in names:
            monkeypatch.setattr(kind, name, noted(kind, name))
    return made


async def _write(database: Database) -> None:
    for seed in (1, 2):
        await write(database, "acme", records(seed))


async def _use_keys(database: Database) -> None:
    key, text = await keys.create_key(database, "acme", "first", ["graph:read"])
    await keys.verify_key(database, text)
    await keys.revoke_key(database, "acme", key.id)
    await keys.keys(database, "acme")


async def _use_logins(database: Database) -> None:
    """But for the name without an organization, which is looked for in all of them."""
    made = await users.create_user(database, "acme", "ada@example.org", "hash", ["graph:read"])
    await users.login(database, "acme/ada@example.org")
    await users.user(database, "acme", made.id)
    await users.users(database, "acme")
    await users.rehash(database, made, "better")
    await users.change_password(database, "acme", "ada@example.org", "other")
    await users.disable(database, "acme", "ada@example.org")
    await ensure_token_secret(database, "acme")
    await rotate_token_secret(database, "acme")
    await license_until(database, "acme", 1)
    await licensed_until(database, "acme")


async def _roll_up(database: Database) -> None:
    await write(database, "acme", records(1))
    await build(database, "acme")


async def _work(database: Database) -> None:
    now = time.time_ns() // 1000
    await queue.enqueue(database, "acme", registry.ROLLUP, {"from": 0, "to": DAY}, created_at=now)
    await queue.recent(database, "acme", 5)
    held = await lease.take(database, "acme", [registry.ROLLUP.name], "worker", now=now + SECOND, until=now + 9 * SECOND)
    assert held
    await lease.renew(database, held, until=now + 20 * SECOND, now=now + 2 * SECOND, progress=0.5)
    await lease.succeed(database, held, {}, now=now + 3 * SECOND)


async def _judge(database: Database) -> None:
    await write(database, "acme", records(1))
    now = 1_777_636_800_000_000 + 2 * DAY
    await detect(database, "acme", now - 30 * DAY, now, now=now)
    await assess(database, "acme", now=now)
    await acknowledge(database, "acme", "a", by="somebody", note=None, now=now)


async def _copy(database: Database) -> None:
    for copied in TABLES:
        key = tuple(0 if isinstance(copied.table.c[name].type, sa.Integer) else "a" for name in copied.key)
        await bring(database, Batch(copied, "acme", key, key, []))
        sql = copied.delete(database.dialect)
        async with database.transaction() as transaction:
            await transaction.executemany(sql, [("acme", *key)])


@pytest.mark.slow
@pytest.mark.parametrize("work", [_write, _use_keys, _use_logins, _roll_up, _work, _judge, _copy])
async def test_statements_of_storage_stay_within_the_organization(
    database: Database,
    organization: str,
    written_down: list[tuple[str, Sequence[object]]],
    work: Callable[[Database], Any],
) -> None:
    await work(database)
    dialect = database.dialect.name
    problems = {sql: found for sql, values in written_down if (found := astray(sql, values, "acme", dialect))}
    assert written_down
    assert problems == {}


def test_every_table_can_be_spread_by_organization() -> None:
    for table in metadata.tables.values():
        assert not table.c.org_id.nullable, table.name
        for index in [table.primary_key, *(index for index in table.indexes if index.unique)]:
            assert not len(index.columns) or "org_id" in index.columns, table.name


STAND_IN = """
    CREATE TABLE pg_dist_partition (logicalrelid regclass, by text, beside text);
    CREATE TABLE pg_dist_shard (logicalrelid regclass, shardid bigint);
    CREATE TABLE task_102008 AS SELECT org_id FROM task;
    INSERT INTO pg_dist_shard VALUES ('task', 102008);
    CREATE FUNCTION create_distributed_table(name regclass, by text, colocate_with text) RETURNS void LANGUAGE sql AS
    $$ INSERT INTO pg_dist_partition VALUES (name, by, colocate_with) $$;
"""
"""What the script needs of Citus, to see what it asks for: it is not Citus."""


async def test_the_script_for_citus_spreads_every_table_once(postgres_server: PostgresServer, own_postgresql_url: str) -> None:
    await postgres_server.execute(STAND_IN, own_postgresql_url.rpartition("/")[2])
    script = CITUS.read_text(encoding="utf-8").replace("CREATE EXTENSION IF NOT EXISTS citus;", "")
    for _ in range(2):
        await asyncio.to_thread(_run, postgres_server, own_postgresql_url, script)
    database = await open_database(own_postgresql_url, readers=1)
    asked = await database.rows("SELECT logicalrelid::text, by, beside FROM pg_dist_partition")
    await database.close()
    assert sorted(asked) == sorted(
        (table, "org_id", "none" if table == "organization" else "organization") for table in metadata.tables
    )


def _run(server: PostgresServer, url: str, script: str) -> None:
    """Gives a script to psql, which ends at its first error."""
    places = [server.programs / "psql", *Path("/usr/lib/postgresql").glob("*/bin/psql")]
    psql = shutil.which("psql") or next(str(place) for place in places if place.exists())
    command = [psql, url.replace("+asyncpg", ""), "--quiet", "--set", "ON_ERROR_STOP=1"]
    subprocess.run(command, input=script, text=True, capture_output=True, check=True, timeout=600)
