"""The demo at scale 1 as a template, of ninety days that end on 2026-04-07."""

from storage.accounts.keys import ensure_organization
from storage.database.analyze import analyze
from storage.database.opening import open_database
from storage.demo import DemoOptions, fill
from storage.nouns.noun import NOUNS
from storage.nouns.record import DAY
from storage.rollup.building import build
from storage.rollup.subjects import ROLLUP_TABLES
from tests.templates import Template

ORG = "acme"
UNTIL = 20_550 * DAY


async def _fill(url: str) -> None:
    database = await open_database(url, readers=1)
    try:
        await ensure_organization(database, ORG)
        await fill(database, ORG, DemoOptions(until=UNTIL))
    finally:
        await database.close()


DEMO = Template("demo", _fill)


async def _roll_up(url: str) -> None:
    database = await open_database(url, readers=1)
    try:
        await build(database, ORG, window=(0, UNTIL + 10 * DAY))
        await analyze(database, [*NOUNS, *ROLLUP_TABLES])
    finally:
        await database.close()


ROLLED_UP = Template("rolled_up", _roll_up, DEMO)
"""The demo at scale 1, rolled up, PostgreSQL having counted it."""
