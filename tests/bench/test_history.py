"""The benchmark over years: its raw SQL, its reading of answers, and Pentagraph say the same of a small store."""

import asyncio

import pytest

from bench.contender import serving
from bench.history_answer import differences, figures
from bench.history_question import QUESTIONS, UNTIL
from bench.history_raw import ORG, Figures, answer, connected
from bench.history_rounds import OURS, compare, without_rollups
from bench.history_store import Store, Weight
from storage.accounts.keys import ensure_organization
from storage.database.opening import open_database
from storage.demo import DemoOptions, fill
from storage.rollup.building import build

pytestmark = [pytest.mark.slow, pytest.mark.long]

TOOK = {"p50": 2_000_000.0, "p95": 9_000_000.0}


async def test_raw_sql_and_pentagraph_answer_alike_with_and_without_rollups(own_database_url: str) -> None:
    url = own_database_url.replace("+aiosqlite", "").replace("+asyncpg", "")
    database = await open_database(url)
    await ensure_organization(database, ORG)
    await fill(database, ORG, DemoOptions(until=round(UNTIL.timestamp()) * 1_000_000, days=30, scale=0.05))
    await build(database, ORG)
    periods = await database.rows("SELECT count(*) FROM rollup_period WHERE state = 1")
    await database.close()
    async with connected(url) as run:
        expected = [await answer(question, url.partition(":")[0], run) for question in QUESTIONS]
    assert all(len(found) > 1 for _, found in expected)

    def ask() -> None:
        with serving(OURS, url) as server:
            for question, (_, found) in zip(QUESTIONS, expected, strict=True):
                compare(server, question, found)

    await asyncio.to_thread(ask)
    async with without_rollups(Store(30, url, Weight(0, 0, 0, 0, 0))):
        await asyncio.to_thread(ask)
    database = await open_database(url)
    assert await database.rows("SELECT count(*) FROM rollup_period WHERE state = 1") == periods
    await database.close()


def test_an_answer_is_read_in_the_spelling_of_either_server() -> None:
    ours = {"data": {"tasks": {"stats": {
        "count": 3, "duration": {"p50": 2000, "p95": 9000}, "states": [{"keys": ["ERROR"], "count": 1}],
        "hours": [{"start": "2026-11-01T00:00:00Z", "count": 2}, {"start": "2026-11-01T01:00:00Z", "count": 0}],
    }}}}  # fmt: skip
    theirs = {"data": {"tasks": {
        "aggregates": {"count": {"rowId": "3"}, "p50": {"took": "2000000"}, "p95": {"took": "9000000"}},
        "states": [{"keys": ["ERROR"], "count": {"rowId": "1"}}],
        "hours": [{"keys": ["1793491200000000"], "count": {"rowId": "2"}}],
    }}}  # fmt: skip
    expected: Figures = {
        ("tasks",): {"count": 3, **TOOK},
        ("tasks.states", "ERROR"): {"count": 1},
        ("tasks.hours", "1793491200000000"): {"count": 2},
    }
    assert figures(ours) == figures(theirs) == expected


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ({("tasks",): {"count": 3, **TOOK}}, 0),
        ({("tasks",): {"count": 3, **TOOK, "p50": 2_019_000.0}}, 0),
        ({("tasks",): {"count": 3, **TOOK, "p50": 2_021_000.0}}, 1),
        ({("tasks",): {"count": 4, **TOOK}}, 1),
        ({("tasks",): {"count": 3, "p95": 9_000_000.0}}, 1),
        ({("tasks",): {"count": 3, **TOOK}, ("tasks.states", "ERROR"): {"count": 1}}, 1),
        ({}, 1),
    ],
)
def test_counts_are_to_be_equal_and_percentiles_within_one_per_cent(found: Figures, told: int) -> None:
    assert len(differences({("tasks",): {"count": 3, **TOOK}, ("tasks.states", "READY"): {"count": 0}}, found)) == told
