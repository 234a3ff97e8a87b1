"""The server refuses to start where that would be unsafe or cannot work, and says what to do."""

import signal
import socket
import subprocess
from pathlib import Path

import httpx
import pytest

from gateway.connections.limits import ConnectionLimits
from gateway.issuer_settings import Issuer
from gateway.server import CannotListen, engine_settings, listen, refuse_open_door
from gateway.settings import Settings, SettingsRefused
from storage.accounts.keys import create_key, revoke_key
from storage.accounts.users import create_user, disable
from storage.database.protocol import Database
from storage.errors import DatabaseUnavailable
from storage.migrations import migrate
from tests.gateway.connections.serving import echo, serving, until
from tests.gateway.forked import COMMAND
from tests.gateway.running_server import LONG, clean_environment, running_server

EVERYWHERE = "0.0.0.0"  # noqa: S104 - this is what is refused


async def test_without_a_key_other_machines_are_not_let_in(store: Database) -> None:
    with pytest.raises(SettingsRefused, match="pentagraph key create"):
        await refuse_open_door(store, Settings(host=EVERYWHERE))


async def test_keys_that_expired_or_were_revoked_do_not_count(store: Database) -> None:
    await create_key(store, "acme", "expired", ["graph:read"], expires_at=1)
    revoked, _ = await create_key(store, "acme", "revoked", ["graph:read"])
    await revoke_key(store, "acme", revoked.id)
    with pytest.raises(SettingsRefused):
        await refuse_open_door(store, Settings(host=EVERYWHERE))


async def test_with_a_key_other_machines_are_let_in(store: Database) -> None:
    await create_key(store, "acme", "first", ["graph:read"])
    await refuse_open_door(store, Settings(host=EVERYWHERE))


async def test_a_user_or_an_issuer_does_as_well_as_a_key(store: Database) -> None:
    issuer = Issuer(issuer="https://id.example.org", audience="x", org_id="acme")
    await refuse_open_door(store, Settings(host=EVERYWHERE, issuers={"default": issuer}))
    await create_user(store, "acme", "ada@example.org", "hash", ["graph:read"])
    await refuse_open_door(store, Settings(host=EVERYWHERE))
    await disable(store, "acme", "ada@example.org")
    with pytest.raises(SettingsRefused, match="there are no credentials"):
        await refuse_open_door(store, Settings(host=EVERYWHERE))


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
async def test_this_machine_alone_needs_no_key(store: Database, host: str) -> None:
    await refuse_open_door(store, Settings(host=host))


def test_a_port_that_is_taken_is_named() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CannotListen, match=f"port {port}"):
            listen("127.0.0.1", port)


def test_a_host_that_is_nowhere_is_refused() -> None:
    with pytest.raises(CannotListen, match="cannot listen on"):
        listen("256.256.256.256", 0)


@pytest.mark.server
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_a_server_that_is_told_to_stop_ends_with_code_0(sqlite_url: str, tmp_path: Path, stop: signal.Signals) -> None:
    with running_server(sqlite_url, tmp_path, stop, forked=False) as address:
        assert httpx.get(f"{address}/healthz", timeout=LONG).json() == {"status": "ok"}


@pytest.mark.server
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_right_after_the_greeting_is_heard(sqlite_url: str, tmp_path: Path, stop: signal.Signals) -> None:
    with running_server(sqlite_url, tmp_path, stop):
        pass


@pytest.mark.server
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_a_start_that_waits_for_the_database(tmp_path: Path, stop: signal.Signals) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        url = f"postgresql+asyncpg://me@127.0.0.1:{silent.getsockname()[1]}/x"
        process = subprocess.Popen(
            [*COMMAND, "serve", "--database", url, "--port", "0"],
            cwd=tmp_path,
            env=clean_environment(),
            stdout=subprocess.PIPE,
            text=True,
        )
        waiting, _ = silent.accept()
        with waiting:
            process.send_signal(stop)
            said, _ = process.communicate(timeout=LONG)
    assert (process.returncode, said) == (0, "Stopped.\n")


async def test_a_database_that_does_not_answer_ends_the_start_with_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrate, "CONNECT_SECONDS", 0.2)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        with pytest.raises(DatabaseUnavailable, match="the PostgreSQL server did not respond in time"):
            await migrate.prepare(f"postgresql+asyncpg://me:secret@127.0.0.1:{silent.getsockname()[1]}/x")


@pytest.mark.slow
async def test_a_stop_does_not_wait_for_clients_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gateway.server.GRACE_SECONDS", 0.1)
    async with serving(echo, ConnectionLimits()) as server, server.client() as half_a_body, server.client() as half_a_header:
        half_a_body.writer.write(b"POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\nhalf")
        half_a_header.writer.write(b"GET / HTTP/1.1\r\nX-A: half")
        await until(lambda: len(server.connections) == 2 and len(server.server.server_state.tasks) == 1)
    assert server.server.server_state.tasks == set()


def test_limits_reach_the_executor() -> None:
    assert engine_settings(Settings(max_depth=3)).max_depth == 3
