"""Prices that change: what is stored is computed again, within a window, and roll-ups follow."""

from decimal import Decimal

import pytest

from storage.database.protocol import Database
from storage.maintenance import repricing
from storage.maintenance.repricing import price_again
from storage.nouns.record import DAY, Instant, Money
from storage.nouns.run import Run
from storage.nouns.step import Step
from storage.prices.own import add_price
from storage.rollup.building import build
from storage.writing.writer import write
from tests.storage.contents import contents

START = 1_767_225_600_000_000
DOLLAR = 1_000_000_000


def records() -> list[Run | Step]:
    """Runs of three days with a step each, which has a million tokens; and runs without steps, time, or computed spend."""
    made: list[Run | Step] = []
    for day in range(3):
        at = Instant(START + day * DAY)
        made += [
            Run(id=f"r{day}", started_at=at),
            Step(id=f"s{day}", run_id=f"r{day}", started_at=at, model="ours", input_tokens=1_000_000),
        ]
    at = Instant(START)
    made += [
        Run(id="alone", started_at=at, llms="ours", input_tokens=1_000_000),
        Run(id="untimed", at=at, llms="ours", input_tokens=1_000_000),
        Run(id="told", started_at=at, llms="ours", input_tokens=1_000_000, spend=Money(5)),
    ]
    return made


async def spends(database: Database, org_id: str) -> dict[str, int | None]:
    mark = "?" if database.dialect.name == "sqlite" else "$1"
    found = [await database.rows(f"SELECT id, spend FROM {noun} WHERE org_id = {mark}", [org_id]) for noun in ("run", "step")]
    return dict(row for rows in found for row in rows)


async def add(database: Database, org_id: str, dollars: int) -> None:
    await add_price(database, org_id, "ours", {"input": Decimal(dollars), "output": Decimal(0)}, created_at=dollars)


@pytest.mark.parametrize("rows", [1, 2, 2_000])
async def test_stored_rows_have_the_new_price_as_if_they_came_now(
    database: Database, organization: str, monkeypatch: pytest.MonkeyPatch, rows: int
) -> None:
    monkeypatch.setattr(repricing, "ROWS", rows)
    await write(database, organization, records())
    assert {spend for name, spend in (await spends(database, organization)).items() if name != "told"} == {None}
    await add(database, organization, 2)
    assert await price_again(database, organization) == {"step": 3, "run": 5}
    assert await price_again(database, organization) == {}
    found = await spends(database, organization)
    assert found.pop("told") == 5
    assert set(found.values()) == {2 * DOLLAR}
    before = await contents(database, organization)
    await write(database, organization, records())
    assert await contents(database, organization) == before


async def test_only_the_window_is_computed_again(database: Database, organization: str) -> None:
    await write(database, organization, records())
    await add(database, organization, 2)
    assert await price_again(database, organization, START + DAY, START + 2 * DAY) == {"step": 1, "run": 1}
    found = await spends(database, organization)
    assert {name for name, spend in found.items() if spend == 2 * DOLLAR} == {"s1", "r1"}


async def test_roll_ups_are_marked(database: Database, organization: str) -> None:
    await add(database, organization, 2)
    await write(database, organization, records())
    await build(database, organization)
    await add(database, organization, 3)
    await price_again(database, organization)
    assert (await build(database, organization)).total > 0
    mark = "?" if database.dialect.name == "sqlite" else "$1"
    sums = await database.rows(f"SELECT sum(sum_spend) FROM run_rollup WHERE org_id = {mark} AND level = 2", [organization])
    assert int(sums[0][0]) == 4 * 3 * DOLLAR + 5
