"""The statements of writing find rows by key in tables that grew since they were made, and that nothing has counted."""

import asyncio
import re
from collections.abc import Mapping

import pytest

from storage.accounts.keys import ensure_organization
from storage.database.analyze import analyze_changed
from storage.database.opening import open_database
from storage.database.protocol import Database
from storage.nouns.process_instance import ProcessInstance
from storage.nouns.record import Instant
from storage.nouns.task import Task
from storage.sql.dialect import statements_for
from storage.writing.incoming import shape_of
from storage.writing.writer import write

READS = {
    "whole rows": lambda s: s.find("task", shape_of("task").columns, "id"),
    "children": lambda s: s.find("task", ("id", "instance_id"), "instance_id"),
    "places": lambda s: s.find("process_instance", ("id", "model_id", "version"), "id"),
    "figures": lambda s: s.figures_of_parts("task", "instance_id", ("started_at", "ended_at"), ["event_at"], "state"),
}
BY_KEY = {
    "sqlite": r"SEARCH (found|part) USING .*INDEX \w+ \(org_id=\? AND (id|instance_id)=\?\)",
    "postgresql": r"Index Cond: \(\(org_id = .*\) AND \((id|instance_id) = given\.value\)\)",
}


@pytest.mark.parametrize("read", READS)
async def test_rows_are_looked_up_by_organization_and_key(own_database_url: str, read: str) -> None:
    database = await open_database(own_database_url, readers=1)
    try:
        await ensure_organization(database, "acme")
        await _are_looked_up(database, "acme", read)
    finally:
        await database.close()


@pytest.mark.parametrize("read", READS)
async def test_rows_of_a_new_organization_are_looked_up_by_key_once_changed_tables_are_counted(
    own_database_url: str, read: str
) -> None:
    """Before, the statistics know the first organization only, and every index that begins with the organization seems to find
    one row of the second."""
    database = await open_database(own_database_url, readers=1)
    try:
        for organization in ("first", "second"):
            await ensure_organization(database, organization)
            await _are_written(database, organization)
            await _are_counted(database, {"process_instance": 100, "task": 4000})
        await _is_by_key(database, "second", read)
    finally:
        await database.close()


async def _are_counted(database: Database, changes: Mapping[str, int]) -> None:
    """Waits until PostgreSQL has noted the changes, which a connection reports a little later, and counts them."""
    noted = "SELECT relname, n_mod_since_analyze FROM pg_stat_user_tables"
    while database.dialect.name == "postgresql":
        found: dict[str, int] = {str(name): int(changed) for name, changed in await database.rows(noted)}
        if all(found[table] >= number for table, number in changes.items()):
            break
        await asyncio.sleep(0.1)
    assert ("task" in await analyze_changed(database)) == (database.dialect.name == "postgresql")


async def _are_looked_up(database: Database, organization: str, read: str) -> None:
    await _are_written(database, organization)
    await _is_by_key(database, organization, read)


async def _are_written(database: Database, organization: str) -> None:
    at = Instant(0)
    await write(database, organization, [ProcessInstance(id=f"i{number}", at=at) for number in range(200)])
    await write(database, organization, [Task(id=f"t{number}", at=at, instance_id=f"i{number % 200}") for number in range(4000)])


async def _is_by_key(database: Database, organization: str, read: str) -> None:
    kind = database.dialect.name
    statements = statements_for(kind)
    explain = {"sqlite": "EXPLAIN QUERY PLAN ", "postgresql": "EXPLAIN "}[kind]
    ids = statements.list_parameter(f"i{number}" for number in range(150))
    plan = "\n".join(str(row[-1]) for row in await database.rows(explain + READS[read](statements), [ids, organization]))
    assert re.search(BY_KEY[kind], plan), plan
    assert not re.search(r"SCAN (found|part)|Seq Scan on (task|process_instance)", plan), plan
