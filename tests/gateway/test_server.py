"""The server refuses to start where that would be unsafe or cannot work, and says what to do."""

import signal
import socket
from pathlib import Path

import httpx
import pytest

from gateway.issuer_settings import Issuer
from gateway.server import CannotListen, engine_settings, listen, refuse_open_door
from gateway.settings import Settings, SettingsRefused
from storage.accounts.keys import create_key, revoke_key
from storage.accounts.users import create_user, disable
from storage.database.protocol import Database
from tests.gateway.running_server import LONG, running_server

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
    with running_server(sqlite_url, tmp_path, stop) as address:
        assert httpx.get(f"{address}/healthz", timeout=LONG).json() == {"status": "ok"}


def test_limits_reach_the_executor() -> None:
    assert engine_settings(Settings(max_depth=3)).max_depth == 3
