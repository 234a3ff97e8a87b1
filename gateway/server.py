"""Runs the server: opens the store, rejects unsafe settings, listens, and stops on SIGINT or SIGTERM."""

import asyncio
import logging
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import fields, replace
from functools import partial
from importlib.metadata import version
from types import FrameType

import orjson
import uvicorn
from starlette.types import ASGIApp

from gateway.app import Services, application
from gateway.auth.authenticator import StoreAuthenticator
from gateway.auth.callers import Callers
from gateway.auth.demo_readers import DemoReaders
from gateway.auth.guesses import Guesses
from gateway.auth.issuers import Issuers
from gateway.auth.licenses import StoreLicenses
from gateway.auth.login import Login, PasswordChecks
from gateway.auth.passwords import Passwords
from gateway.auth.sessions import Sessions
from gateway.auth.tokens import Tokens
from gateway.connections.acceptor import Acceptor, possible_connections
from gateway.connections.connection import Connection
from gateway.connections.limits import ConnectionLimits
from gateway.connections.malloc import return_large_blocks
from gateway.connections.registry import Connections
from gateway.counters import counters
from gateway.documents import documents
from gateway.garbage import Garbage
from gateway.ingest.idempotency import Idempotency
from gateway.pages.html import FIRST_QUERY
from gateway.rate_limits import RateLimits
from gateway.rest.application import RestServices
from gateway.settings import Settings, SettingsRefused
from gateway.systemd import Systemd
from gateway.worker import at_work, worker_config
from gateway.writes import masking_of, write_queue, writing
from schema.engine.document import EngineSettings
from schema.engine.plan_cache import PlanCache
from schema.engine.request import Caller
from schema.graph import graph_engine
from storage.accounts import keys, users
from storage.accounts.credentials import has_credential
from storage.accounts.keys import DEMO
from storage.database.opening import open_database
from storage.database.protocol import Database
from storage.database.sqlite_faults import warn_of_faults
from storage.errors import Failure
from storage.loopback import is_loopback
from storage.migrations.migrate import check, prepare
from storage.writing.write_queue import WriteQueue

BACKLOG = 2048
"""Maximum number of connections that wait to be accepted."""

GRACE_SECONDS = 15
"""Maximum seconds for current requests to finish when the server stops."""
CANCEL_SECONDS = 5
"""Maximum seconds for cancelled requests to end."""
WATCH_SECONDS = 0.25
"""Seconds between two checks for overdue connections."""

SWITCH_SECONDS = 0.001
"""Seconds after which a planning thread lets the event loop continue."""

log = logging.getLogger("pentagraph")


class CannotListen(Failure):
    """The address or port is not available."""

    code = "CANNOT_LISTEN"


class Stop:
    """Handles SIGINT and SIGTERM: they cancel the start; a running server finishes its requests and stops."""

    def __init__(self) -> None:
        self.server: uvicorn.Server | None = None
        self.is_requested = False
        self._starting = asyncio.current_task()
        self._loop = asyncio.get_running_loop()

    def __call__(self, number: int, frame: FrameType | None) -> None:
        """Handles a signal."""
        self.is_requested = True
        if self.server is not None:
            self.server.handle_exit(number, frame)
        elif self._starting is not None:
            self._loop.call_soon_threadsafe(self._starting.cancel)

    @contextmanager
    def handles_signals(self) -> Iterator[None]:
        """Handles the signals while the block runs. A start that they cancel ends the block without an error."""
        before = {number: signal.signal(number, self) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        except asyncio.CancelledError:
            if not self.is_requested or self._starting is None:
                raise
            self._starting.uncancel()
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


class Server(uvicorn.Server):
    """A uvicorn server that accepts connections itself, and ends those that are overdue."""

    def __init__(self, config: uvicorn.Config, connections: Connections, listening: Callable[[], None]) -> None:
        super().__init__(config)
        self._garbage = Garbage()
        self._connections = connections
        self._listening = listening
        self._systemd = Systemd()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leaves the signals to Stop, which handles them before and after the server."""
        yield

    async def _serve(self, sockets: list[socket.socket] | None = None) -> None:
        sys.setswitchinterval(SWITCH_SECONDS)
        return_large_blocks()
        self._garbage.settle()
        watching = asyncio.create_task(self._watch())
        try:
            await super()._serve(sockets)
        finally:
            watching.cancel()
            self._garbage.close()
            self._connections.abort()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Accepts connections, and reports it."""
        await self.lifespan.startup()
        protocol = partial(
            Connection,
            self._connections,
            config=self.config,
            server_state=self.server_state,
            app_state=self.lifespan.state,
        )
        self.servers = [Acceptor(each, protocol) for each in sockets or []]  # type: ignore[misc]
        self.started = True
        self._listening()
        self._systemd.ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Finishes the current requests, for at most GRACE_SECONDS."""
        self._systemd.stopping()
        await super().shutdown(sockets)
        if self.server_state.tasks:  # uvicorn has cancelled them, and they still use the store
            await asyncio.wait(tuple(self.server_state.tasks), timeout=CANCEL_SECONDS)

    async def _watch(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            self._connections.expire(loop.time())
            self._systemd.alive(loop.time())
            self._garbage.tidy(idle=not self.server_state.tasks)
            await asyncio.sleep(WATCH_SECONDS)


async def serve(settings: Settings, say: Callable[[str], None]) -> None:
    """Serves until the process is stopped. Calls `say` with the greeting once the server listens, and at the end."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    stop = Stop()
    with stop.handles_signals():
        await _serve(settings, stop, say)
    say("Stopped.")


async def _serve(settings: Settings, stop: Stop, say: Callable[[str], None]) -> None:
    masking = masking_of(settings)
    await prepare(settings.database)
    database = await open_database(
        settings.database,
        readers=settings.readers,
        statement_cache=settings.statement_cache,
        memory_statistics=settings.memory_statistics,
    )
    if database.dialect.name == "sqlite":
        warn_of_faults()
    try:
        async with writing(database, settings, masking) as writes:
            await refuse_open_door(database, settings)
            listener = listen(settings.host, settings.port)
            connections = Connections(connection_limits(settings))
            config = uvicorn_config(build(database, settings, writes), connections.limits)
            needs_key = not await demo_readers(database, settings).are_open()
            greeting = _greeting(listener.getsockname(), settings, needs_key=needs_key)
            stop.server = Server(config, connections, lambda: say(greeting))
            async with at_work(database, worker_config(settings, writes)) if settings.worker else nullcontext():
                await stop.server.serve(sockets=[listener])
    finally:
        await database.close()


def build(database: Database, settings: Settings, writes: WriteQueue | None = None, plans: PlanCache | None = None) -> ASGIApp:
    """Builds the application for an open store. Whoever hands in the queue of its writes may close it. Applications with the
    same kind of database and the same settings may share their plans."""
    writes = writes or write_queue(database, settings)

    async def find(text: str) -> Caller:
        key = await keys.verify_key(database, text)
        return Caller(key.org_id, key.scopes, key.name)

    async def ready() -> None:
        await check(database)

    seconds = settings.key_cache_seconds
    tokens = Tokens(database, minutes=settings.token_minutes, cache_seconds=seconds)
    sessions = Sessions(database, minutes=settings.token_minutes)
    callers = Callers(
        find,
        demo_readers(database, settings),
        key_cache_seconds=seconds,
        find_token=tokens.caller,
    )
    engine = graph_engine(database, engine_settings(settings), plans)
    counts = counters(settings.rate_limit_store)
    limits = RateLimits(counts, read=settings.rate_limit, work=settings.work_rate_limit)
    rest = RestServices(
        engine,
        StoreAuthenticator(callers, tokens, sessions, Issuers(settings.issuers)),
        StoreLicenses(database, cache_seconds=seconds),
        documents(),
        limits,
        settings.max_body_bytes,
    )
    checks = PasswordChecks(Passwords(database), limits, Guesses(counts), settings.login_limit)
    login = Login(checks, tokens, sessions)
    return application(Services(engine, callers, ready, rest, login, writes, Idempotency(database)), settings)


def demo_readers(database: Database, settings: Settings) -> DemoReaders:
    """Readers of the demo without a credential; none if the settings have an issuer or do not allow it."""
    is_on = settings.demo and not settings.issuers
    return DemoReaders(partial(has_credential, database), is_on=is_on, seconds=settings.key_cache_seconds)


def engine_settings(settings: Settings) -> EngineSettings:
    """The settings of the executor."""
    return EngineSettings(**{field.name: getattr(settings, field.name) for field in fields(EngineSettings)})


def connection_limits(settings: Settings) -> ConnectionLimits:
    """The limits of connections in the settings, with no more connections than the process has file descriptors for."""
    limits = ConnectionLimits(**{field.name: getattr(settings, field.name) for field in fields(ConnectionLimits)})
    possible = possible_connections(limits.max_connections, settings.readers)
    if possible < limits.max_connections:
        log.warning("max_connections is %d, because the process may open too few files (ulimit -n)", possible)
    return replace(limits, max_connections=possible)


async def refuse_open_door(database: Database, settings: Settings) -> None:
    """Raises SettingsRefused if other machines can reach the server but there are no credentials."""
    if is_loopback(settings.host) or settings.issuers:
        return
    now = time.time_ns() // 1000
    for org in await keys.organizations(database):
        for key in await keys.keys(database, org.org_id):
            if key.revoked_at is None and (key.expires_at is None or key.expires_at > now):
                return
        if any(user.disabled_at is None for user in await users.users(database, org.org_id)):
            return
    raise SettingsRefused(
        f"{settings.host} can be reached from other machines, but there are no credentials. Create an API key first:\n"
        "  pentagraph org create acme --name 'Acme'\n"
        "  pentagraph key create acme --name 'first key'\n"
        "or listen on this machine only: --host 127.0.0.1"
    )


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens on the address. Raises CannotListen if the address is in use or not available."""
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listener = socket.socket(family, socket.SOCK_STREAM)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
            listener.listen(BACKLOG)
        except OSError:
            listener.close()
            raise
    except OSError as error:
        raise CannotListen(f"cannot listen on {host} port {port}: {error.strerror}; use --port to choose another port") from error
    return listener


def loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """uvloop's event loop if installed, otherwise None for Python's own."""
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.new_event_loop


def uvicorn_config(app: ASGIApp, limits: ConnectionLimits) -> uvicorn.Config:
    """The configuration of a server for the application."""
    # The peer's address decides whether a key is needed, so no header may change it.
    return uvicorn.Config(
        app,
        lifespan="off",
        ws="none",
        access_log=False,
        log_level="warning",
        proxy_headers=False,
        server_header=False,
        backlog=BACKLOG,
        timeout_keep_alive=limits.idle_timeout,  # type: ignore[arg-type]
        timeout_graceful_shutdown=GRACE_SECONDS,
    )


def _greeting(address: tuple[str, int], settings: Settings, *, needs_key: bool) -> str:
    host = f"[{address[0]}]" if ":" in address[0] else address[0]
    base = f"http://{host}:{address[1]}"
    query = orjson.dumps({"query": FIRST_QUERY}).decode()
    lines = [f"Pentagraph {version('pentagraph')} at {base}"]
    if settings.graphiql:
        lines.append(f"GraphiQL: {base}/graphiql")
    if needs_key:
        lines.append("Each request needs a credential; to create a key: pentagraph key create ORG --name NAME")
    else:
        lines.append(f"This machine reads the organization {DEMO} without a key, until a key or a user is created")
    key = " -H 'Authorization: Bearer pgk_...'" if needs_key else ""
    lines.append(f"Try: curl {base}/graphql{key} -H 'Content-Type: application/json' -d '{query}'")
    return "\n".join(lines)
