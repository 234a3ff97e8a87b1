"""Another gateway, whole: its application over a filled store, behind a real server in this process."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import msgspec
from starlette.types import ASGIApp

from gateway.connections.limits import ConnectionLimits
from gateway.server import build
from gateway.settings import Settings
from storage.accounts.keys import create_key, ensure_organization
from storage.database.opening import open_database
from storage.database.protocol import Database
from storage.demo import DemoOptions, fill
from storage.ingest.loading import LoadOptions, load
from storage.ingest.reader import read_hook
from storage.ingest.source import Source
from storage.nouns.record import Instant, Record
from storage.pull.pentagraph import OWN
from storage.writing.writer import write
from tests.gateway.connections.serving import serving
from tests.project import PROJECT
from tests.schema.nasty_store import records
from tests.storage.contents import contents
from tests.templates import Template

SCOPES = ("graph:read", "logs:read", "mcp:read", "nhi:read")
SAMPLES = PROJECT / "tests" / "storage" / "ingest" / "samples"
THERE, OTHER = "there", "other"
"""The organization that is pulled, and another that no pull may see."""
UNTIL = 20_550 * 86_400_000_000


async def _fill(database: Database) -> None:
    await ensure_organization(database, THERE)
    await fill(database, THERE, DemoOptions(UNTIL, days=4, scale=0.1))


async def _fill_at(url: str) -> None:
    database = await open_database(url, readers=1)
    try:
        await _fill(database)
    finally:
        await database.close()


SMALL_DEMO = Template("small_demo", _fill_at)
"""A few days of the demo in the organization that is pulled."""


async def fill_awkward(database: Database) -> None:
    """Awkward rows of every noun, whose fields have many event times."""
    await ensure_organization(database, THERE)
    await write(database, THERE, filter(_may_be_sent, records(1, 100)))


async def fill_source(database: Database) -> None:
    """Awkward rows of every noun, whose fields have many event times, a small demo, and a sample of each format."""
    await _fill(database)
    await ensure_organization(database, OTHER)
    await write(database, OTHER, records(9, 20))
    await fill_awkward(database)
    for sample in sorted(SAMPLES.iterdir()):
        if sample.suffix != ".csv":  # without a mapping
            at = Instant(UNTIL) if sample.stem == "livemcpbench" else None
            await load(database, THERE, [Source.file(sample)], LoadOptions(at=at))


def _may_be_sent(record: Record) -> bool:
    """Whether a sender may send it: links and names are neither empty nor too long."""
    given = {name: getattr(record, name) for name in record.__struct_fields__}
    try:
        msgspec.convert({n: v for n, v in given.items() if v is not msgspec.UNSET}, type(record), dec_hook=read_hook)
    except msgspec.ValidationError:
        return False
    return True


async def key_of(database: Database, *scopes: str) -> str:
    """A key of the organization that is pulled."""
    return (await create_key(database, THERE, "pull", scopes or SCOPES))[1]


def application(database: Database, **settings: Any) -> ASGIApp:
    """The gateway over a store, without limits of rate unless the settings have some."""
    return build(database, Settings(**{"key_cache_seconds": 0, "rate_limit": 0, "work_rate_limit": 0, **settings}))


@asynccontextmanager
async def served(app: ASGIApp) -> AsyncIterator[str]:
    """The address of an application while the block runs."""
    async with serving(app, ConnectionLimits()) as running:
        yield f"http://127.0.0.1:{running.port}"


async def pulled_contents(database: Database, org_id: str) -> dict[str, object]:
    """The rows of an organization that a pull takes, by noun."""
    return {name: rows for name, rows in (await contents(database, org_id)).items() if name not in OWN}
