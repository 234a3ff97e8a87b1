"""Runs the server: opens the store, rejects unsafe settings, listens, and stops on SIGINT or SIGTERM."""

import asyncio
import gc
import logging
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import fields
from functools import partial
from importlib.metadata import version

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
from gateway.counters import counters
from gateway.documents import documents
from gateway.loopback import is_loopback
from gateway.pages.html import FIRST_QUERY
from gateway.rate_limits import RateLimits
from gateway.rest.application import RestServices
from gateway.settings import Settings, SettingsRefused
from gateway.worker import at_work, worker_config
from schema.engine.document import EngineSettings
from schema.engine.request import Caller
from schema.graph import graph_engine
from storage.accounts import keys, users
from storage.accounts.credentials import has_credential
from storage.accounts.keys import DEMO
from storage.database.opening import open_database
from storage.database.protocol import Database
from storage.errors import Failure
from storage.migrations.migrate import check, prepare

BACKLOG = 2048
"""Maximum number of connections that wait to be accepted."""


SWITCH_SECONDS = 0.001
"""Time after which a thread that plans lets the event loop go on."""


COLLECTIONS = (700, 10, 100)
"""Thresholds of the garbage collector: ten times fewer full collections than by default, since each stops all threads."""


class CannotListen(Failure):
    """The address or port is not available."""

    code = "CANNOT_LISTEN"


class Server(uvicorn.Server):
    """A uvicorn server that does not end the process on a signal, so that the store can be closed."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """While the block runs, SIGINT and SIGTERM make the server finish its current requests and stop."""
        before = {number: signal.signal(number, self.handle_exit) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


async def serve(settings: Settings, say: Callable[[str], None]) -> None:
    """Serves until the process is stopped. Calls `say` with the greeting once the server listens."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    await prepare(settings.database)
    database = await open_database(
        settings.database,
        readers=settings.readers,
        statement_cache=settings.statement_cache,
        memory_statistics=settings.memory_statistics,
    )
    try:
        await refuse_open_door(database, settings)
        listener = listen(settings.host, settings.port)
        say(_greeting(listener.getsockname(), settings, needs_key=not await demo_readers(database, settings).are_open()))
        async with at_work(database, worker_config(settings)) if settings.worker else nullcontext():
            app = build(database, settings)
            _settle()
            await Server(_config(app)).serve(sockets=[listener])
    finally:
        await database.close()


def build(database: Database, settings: Settings) -> ASGIApp:
    """Builds the application for an open store."""

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
    engine = graph_engine(database, engine_settings(settings))
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
    return application(Services(engine, callers, ready, rest, login), settings)


def _settle() -> None:
    """Keeps other threads and the garbage collector from holding the event loop for long."""
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.set_threshold(*COLLECTIONS)
    gc.collect()
    gc.freeze()


def demo_readers(database: Database, settings: Settings) -> DemoReaders:
    """Who reads the demo without a credential: nobody if the settings have an issuer or do not ask for it."""
    is_on = settings.demo and not settings.issuers
    return DemoReaders(partial(has_credential, database), is_on=is_on, seconds=settings.key_cache_seconds)


def engine_settings(settings: Settings) -> EngineSettings:
    """The settings of the executor."""
    return EngineSettings(**{field.name: getattr(settings, field.name) for field in fields(EngineSettings)})


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


def _config(app: ASGIApp) -> uvicorn.Config:
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
        timeout_graceful_shutdown=15,
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
