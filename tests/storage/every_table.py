"""Stores of which every table has rows, and all of their rows."""

import json
import random
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any

import sqlalchemy as sa

from storage.accounts.keys import create_key, ensure_organization
from storage.database.protocol import Database, Row
from storage.rollup.subjects import GRAINS
from storage.tables import metadata
from storage.writing.writer import write
from tests.schema.nasty_store import records

DAY = 86_400_000_000
LARGEST = 2**53 - 1


async def fill_every_table(database: Database) -> None:
    """Two organizations of awkward rows, `acme` and `other`, with a key, waiting jobs, and roll-ups of which some are sealed."""
    for seed, org_id in enumerate(("acme", "other")):
        await ensure_organization(database, org_id, "Ünïted 😀")
        await write(database, org_id, records(seed, 60))
        await create_key(database, org_id, "dashboard", ["graph:read"])
        await _fill_machinery(database, org_id)


async def _fill_machinery(database: Database, org_id: str) -> None:
    """Rows of the tables that no record tells of."""
    async with database.transaction() as transaction:
        for name, rows in _machinery(org_id, database.dialect.name).items():
            await transaction.insert(name, metadata.tables[name].c.keys(), rows)
        await transaction.execute(f"DELETE FROM rollup_period WHERE org_id = '{org_id}'")
        periods = [
            (org_id, subject, level, day * DAY, (day + 1) * DAY, state)
            for subject in ("task", "run")
            for level in (1, 2)
            for day, state in enumerate((0, 1, 2))
        ]
        await transaction.insert("rollup_period", metadata.tables["rollup_period"].c.keys(), periods)


@cache
def _machinery(org_id: str, dialect: str) -> Mapping[str, Sequence[tuple[Any, ...]]]:
    """Those rows by table; hundreds of cells in one period."""
    chance = random.Random(org_id)
    names = (*GRAINS, "job_queue", "app_user", "app_session", "model_price", "pull", "kept_answer")
    rows = {name: [_row(metadata.tables[name], org_id, number, chance, dialect) for number in range(150)] for name in names}
    return rows | {"dropped_letters": [(org_id, 7, DAY)], "import_set": [(org_id, -7, 1), (org_id, -7, 2)]}


def _row(table: sa.Table, org_id: str, number: int, chance: random.Random, dialect: str) -> tuple[Any, ...]:
    """A row of a table; every third one has nulls where it may."""

    def value(column: sa.Column[Any]) -> Any:
        known = {
            "org_id": org_id,
            "level": 1 + number // 100,
            "start_at": number // 40 * DAY,
            "job_id": f"job {number}",
            "name": f"pull {number}",
        }
        known |= {"id": f"user {number}", "email": f"{number}@acme.example"}
        if column.name in known:
            return known[column.name]
        if column.nullable and number % 3 == 0:
            return None
        if column.name == "bins":
            bins = [chance.randrange(LARGEST) for _ in range(4)]
            return bins if dialect == "postgresql" else json.dumps(bins, separators=(",", ":"))
        if isinstance(column.type, sa.Boolean):
            return bool(number % 2)
        return chance.choice(["", "ü", "😀", "b'"]) if isinstance(column.type, sa.Text) else chance.randrange(LARGEST)

    return tuple(value(column) for column in table.c)


async def everything(database: Database, org_id: str | None = None) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables, or those of one organization, as both databases would say them."""
    found = {}
    for name, table in metadata.tables.items():
        columns = ", ".join(f'"{column.name}"' for column in table.c)
        rows = await database.rows(f'SELECT {columns} FROM "{name}"' + (f" WHERE org_id = '{org_id}'" if org_id else ""))
        odd = {place for place, column in enumerate(table.c) if column.name == "bins" or isinstance(column.type, sa.Boolean)}
        found[name] = sorted((_plain(row, odd) for row in rows) if odd else rows, key=repr)
    return found


def _plain(row: Row, odd: Collection[int]) -> tuple[Any, ...]:
    """The row with numbers for booleans, and lists for bins that are text."""
    plain = list(row)
    for place in odd:
        value = row[place]
        plain[place] = json.loads(value) if isinstance(value, str) else int(value) if isinstance(value, bool) else value
    return tuple(plain)
