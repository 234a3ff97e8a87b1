"""Fixtures of every test: a database of each kind, and the real logs.

Asynchronous tests and fixtures are plain `async def` functions: anyio's pytest plugin runs them (`anyio_mode = "auto"`).
PostgreSQL comes from the system, started once on a free port. Where there is none its tests are skipped, and the summary says
so; with PENTAGRAPH_REQUIRE_POSTGRES=1 they fail instead.
"""

import asyncio
import gc
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from storage.accounts.keys import ensure_organization
from storage.database.opening import open_database
from storage.database.protocol import Database
from tests.postgres_server import MissingPostgresError, PostgresServer, Run
from tests.project import PROJECT
from tests.shared_postgresql import SharedPostgres
from tests.templates import EMPTY, postgresql_copy, sqlite_copy

ORGANIZATION = "acme"

POSTGRES = {"postgres_server", "postgresql_url", "own_postgresql_url", "filled_postgresql_url"}
POSTGRES_PARAMETERS = {"postgresql", "own_postgresql", "the other kind"}
ON_EACH_DATABASE = ("database_url", "own_database_url", "target_url", "nasty_url", "filled_url", "demo_url", "explored", "url")
"""Fixtures whose parameter is a kind of database."""
SLOW = {
    "answers", "api", "demo_url", "explored", "explored_on_sqlite", "filled_sqlite_url", "filled_url", "nasty_url", "package",
    "shared_data", "told",
}  # fmt: skip
"""Fixtures that answer whole requests of REST or of the engine, fill a large store, or make many examples."""

gc.disable()  # until the tests are collected
gc.set_threshold(700, 10, 100)  # as in the server

SKIPPED = pytest.StashKey[str]()
RUN = pytest.StashKey[Run]()

settings.register_profile(
    "pentagraph",
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
)
settings.load_profile("pentagraph")
# No example fails because the machine is slow, and examples share the fixtures of their test.


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Asynchronous tests run on asyncio, as the server does."""
    return "asyncio"


@pytest.fixture(scope="session")
def shared_run(pytestconfig: pytest.Config) -> Run:
    """What the worker processes of this run share."""
    return pytestconfig.stash[RUN]


@pytest.fixture(scope="session")
def postgres_server(pytestconfig: pytest.Config, shared_run: Run) -> PostgresServer:
    """A PostgreSQL of the run's own."""
    try:
        return PostgresServer.of(shared_run)
    except MissingPostgresError as error:
        if os.environ.get("PENTAGRAPH_REQUIRE_POSTGRES") == "1":
            pytest.fail(f"PENTAGRAPH_REQUIRE_POSTGRES=1, but {error}")
        pytestconfig.stash[SKIPPED] = str(error)
        pytest.skip(f"no PostgreSQL: {error}")


@pytest.fixture
def sqlite_url(shared_run: Run, tmp_path: Path) -> str:
    """URL of a migrated, empty SQLite file of the test's own."""
    return sqlite_copy(shared_run, EMPTY, tmp_path / "pentagraph.db")


@pytest.fixture(scope="session")
def shared_postgresql_url(postgres_server: PostgresServer) -> str:
    """URL of one migrated database for all tests of a worker."""
    return postgresql_copy(postgres_server, EMPTY)


@pytest.fixture(scope="session")
async def shared_postgresql(anyio_backend: str, shared_postgresql_url: str) -> AsyncIterator[SharedPostgres]:
    """That database, and connections to it."""
    shared = SharedPostgres(shared_postgresql_url)
    yield shared
    await shared.close()


@pytest.fixture
async def postgresql_url(anyio_backend: str, shared_postgresql: SharedPostgres) -> AsyncIterator[str]:
    """URL of a migrated PostgreSQL database that is empty, and emptied afterwards."""
    yield shared_postgresql.url
    await shared_postgresql.empty()


@pytest.fixture
def own_postgresql_url(postgres_server: PostgresServer) -> Iterator[str]:
    """URL of a migrated, empty PostgreSQL database that the test may change as it likes."""
    url = postgresql_copy(postgres_server, EMPTY)
    yield url
    asyncio.run(postgres_server.execute(f"DROP DATABASE {url.rpartition('/')[2]} WITH (FORCE)"))


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, anyio_backend: str) -> str:
    """URL of a migrated, empty database of each kind; its tables are not to be changed."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture(params=["sqlite", "own_postgresql"])
def own_database_url(request: pytest.FixtureRequest, anyio_backend: str) -> str:
    """URL of a migrated, empty database of each kind, of the test's own."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
async def sqlite_database(sqlite_url: str, anyio_backend: str) -> AsyncIterator[Database]:
    """A migrated, empty SQLite file, open."""
    opened = await open_database(sqlite_url, readers=3)
    yield opened
    await opened.close()


@pytest.fixture
async def postgresql_database(postgresql_url: str, shared_postgresql: SharedPostgres, anyio_backend: str) -> Database:
    """A migrated, empty PostgreSQL database, open."""
    return await shared_postgresql.database()


@pytest.fixture
def database(database_url: str, request: pytest.FixtureRequest) -> Database:
    """A migrated, empty database of each kind, open."""
    opened: Database = request.getfixturevalue(f"{database_url.partition('+')[0]}_database")
    return opened


@pytest.fixture
async def organization(database: Database) -> str:
    """Id of an organization that the database knows."""
    await ensure_organization(database, ORGANIZATION, "Acme")
    return ORGANIZATION


SHARED_DATA = PROJECT.parent / "shared" / "data"
"""Real logs of others. They are not part of the project: tests that take them besides our own logs run only where they are."""


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of the real logs."""
    return SHARED_DATA


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out what needs the real logs where there are none, marks tests by what they use, and begins with the longest: a
    minute at the end of a run would be one that only one worker uses."""
    if not SHARED_DATA.is_dir():
        items[:] = [item for item in items if "shared_data" not in getattr(item, "fixturenames", ())]
    for item in items:
        for marker in marks(item):
            item.add_marker(marker)
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def marks(item: pytest.Item) -> Iterator[str]:
    """The markers of a test, by the fixtures that it uses and the databases that it runs on."""
    names = set(getattr(item, "fixturenames", ()))
    callspec = getattr(item, "callspec", None)
    if names & POSTGRES or (callspec and any(callspec.params.get(name) in POSTGRES_PARAMETERS for name in ON_EACH_DATABASE)):
        yield "postgres"
    if names & SLOW:
        yield "slow"
    for marker in ("browser", "node"):
        if marker in names:
            yield marker


def pytest_addoption(parser: pytest.Parser) -> None:
    """Goldens are rewritten only when asked to be; the change then shows in the diff."""
    parser.addoption("--refresh-goldens", action="store_true", help="write tests/goldens and schema/graph.graphql anew")


def pytest_collection_finish() -> None:
    """From here on the garbage collector looks at what tests make, not at modules and collected items."""
    gc.freeze()
    gc.enable()


def pytest_configure(config: pytest.Config) -> None:
    """Begins a run, or takes part in it as one of its workers."""
    given = getattr(config, "workerinput", None)
    if given is None:
        config.stash[RUN] = Run.begin()
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(config.stash[RUN].folder))
    else:
        config.stash[RUN] = Run(Path(given["run"]))
        config.stash[RUN].hold()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Names the run to a worker of xdist."""
    node.workerinput["run"] = str(node.config.stash[RUN].folder)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Ends the run: its server stops when the last of its processes is gone."""
    if not hasattr(config, "workerinput"):
        config.stash[RUN].end()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Says loudly that PostgreSQL was not tested."""
    if reason := config.stash.get(SKIPPED, None):
        terminalreporter.section("PostgreSQL was NOT tested", sep="!", red=True, bold=True)
        terminalreporter.line(f"PostgreSQL tests skipped: {reason}")
