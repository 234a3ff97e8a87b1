"""The statements of roll-ups read what lies in their periods by an index, and no table as a whole."""

import json
import re

import pytest

from storage.database.protocol import Database
from storage.maintenance.retention import _deletable, _sealable
from storage.rollup.cells import PERIODS, filling
from storage.rollup.seeding import _first, _unknown_hours
from storage.rollup.subjects import GRAINS, SUBJECTS, Level
from storage.sql.statement import Moment, Statement

MOMENT = Moment({PERIODS: json.dumps([[0, 1], [2, 3]]), "since": 0, "until": 10**15}, "acme", 0)
GIVEN = {"listed", "given", "value", "part", "hours", "json_array_elements", "unnest", "each"}


async def plan(database: Database, statement: Statement) -> str:
    explain = "EXPLAIN QUERY PLAN "
    async with database.transaction() as transaction:
        if database.dialect.name == "postgresql":
            # An empty table is read whole whatever is asked; without that choice it is seen whether an index would serve.
            await transaction.execute("SET LOCAL enable_seqscan = off")
            explain = "EXPLAIN "
        return "\n".join(str(row[-1]) for row in await transaction.rows(explain + statement.sql, statement.bind(MOMENT)))


def read_whole(text: str) -> set[str]:
    """The tables of which a plan reads everything, or all of an organization."""
    scanned = re.findall(r"SCAN (\w+)|Seq Scan on (\w+)", text)
    bare = re.findall(r"SEARCH (\w+) USING (?:COVERING )?INDEX \w+ \(org_id=\?\)", text)
    return {name for found in scanned for name in found if name and not re.match("|".join(GIVEN), name)} | set(bare)


@pytest.mark.parametrize(("table", "level"), [(table, level) for table, grain in GRAINS.items() for level in grain.levels])
async def test_cells_are_made_by_periods(database: Database, organization: str, table: str, level: Level) -> None:
    text = await plan(database, filling(database.dialect.name, table, level))
    assert not read_whole(text), text
    assert re.search(r"Index Cond|USING (COVERING )?INDEX", text), text


@pytest.mark.parametrize("noun", list(SUBJECTS))
async def test_what_is_old_is_found_by_its_time(database: Database, organization: str, noun: str) -> None:
    kind = database.dialect.name
    for statement in (
        _sealable(kind, noun), _deletable(kind, noun), _first(kind, noun, "time"), _unknown_hours(kind, noun, "time"),
    ):  # fmt: skip
        text = await plan(database, statement)
        assert not read_whole(text), text
