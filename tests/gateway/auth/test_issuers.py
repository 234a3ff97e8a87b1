"""Tokens of an OpenID Connect issuer, which runs on this machine for the test."""

import hashlib
import hmac
import json
import time
from collections.abc import AsyncIterator
from typing import Any

import jwt
import pytest
from jwt.utils import base64url_encode

from gateway.auth import jwks
from gateway.auth.issuers import Issuers
from gateway.issuer_settings import Issuer, is_safe_url
from gateway.settings import Settings, SettingsRefused, read_settings
from storage.errors import Unauthenticated
from tests.gateway.auth.conftest import Clock
from tests.gateway.auth.issuing import AUDIENCE, RunningIssuer, issuer, public_pem, published, unsigned

READ = {"graph:read", "logs:read", "mcp:read", "nhi:read"}


@pytest.fixture
async def running(anyio_backend: str) -> AsyncIterator[RunningIssuer]:
    """An issuer with a key of each kind."""
    async with issuer("rsa-1", "ec-1") as found:
        yield found


def issuers(running: RunningIssuer, clock: Clock | None = None, **changed: Any) -> Issuers:
    """The issuer as settings name it."""
    told = {"issuer": running.url, "audience": AUDIENCE, "org_id": "acme", **changed}
    return Issuers({"default": Issuer(**told)}, clock or Clock())


async def refused(door: Issuers, token: str, identifier: str = "default") -> str:
    """Why a token is refused."""
    with pytest.raises(Unauthenticated) as found:
        await door.caller(identifier, token)
    return found.value.message


@pytest.mark.parametrize("key", ["rsa-1", "ec-1"])
async def test_a_token_opens_the_organization_of_its_issuer(running: RunningIssuer, key: str) -> None:
    caller = await issuers(running).caller("default", running.token(key, time.time()))
    assert (caller.org_id, caller.scopes, caller.name) == ("acme", READ, "ada@example.org")


async def test_keys_are_found_by_discovery_and_fetched_once(running: RunningIssuer) -> None:
    door = issuers(running)
    for _ in range(3):
        await door.caller("default", running.token("rsa-1", time.time()))
    assert running.asked == ["/.well-known/openid-configuration", "/keys"]


async def test_an_address_of_keys_in_the_settings_needs_no_discovery(running: RunningIssuer) -> None:
    await issuers(running, jwks_uri=f"{running.url}/keys").caller("default", running.token("rsa-1", time.time()))
    assert running.asked == ["/keys"]


async def test_an_identifier_that_is_not_configured_is_named(running: RunningIssuer) -> None:
    assert await refused(issuers(running), running.token("rsa-1", time.time()), "other") == ("Unknown token issuer: 'other'.")


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"exp": -31}, "expired"),
        ({"exp": ...}, "not valid"),
        ({"exp": "never"}, "not valid"),
        ({"nbf": 90}, "not valid yet"),
        ({"iat": 90}, "not valid yet"),
        ({"aud": "https://other.example.org"}, "another audience"),
        ({"aud": ["a", "b"]}, "another audience"),
        ({"aud": ...}, "not valid"),
        ({"iss": "https://other.example.org"}, "another issuer"),
        ({"iss": ...}, "not valid"),
        ({"sub": ...}, "not valid"),
    ],
)
async def test_a_claim_that_is_wrong_or_missing_is_refused(running: RunningIssuer, changed: dict[str, Any], message: str) -> None:
    now = time.time()
    times = {name: int(now) + value if isinstance(value, int) else value for name, value in changed.items()}
    assert message in await refused(issuers(running), running.token("rsa-1", now, **times))


async def test_infinite_times_are_refused(running: RunningIssuer) -> None:
    for claim in ("exp", "nbf", "iat"):
        await refused(issuers(running), running.token("rsa-1", time.time(), **{claim: float("inf")}))


@pytest.mark.parametrize("changed", [{"exp": -10}, {"nbf": 20}, {"iat": 20}, {"aud": ["x", AUDIENCE]}])
async def test_clocks_may_differ_by_half_a_minute_and_a_token_may_be_for_several(
    running: RunningIssuer, changed: dict[str, Any]
) -> None:
    now = time.time()
    times = {name: int(now) + value if isinstance(value, int) else value for name, value in changed.items()}
    assert await issuers(running).caller("default", running.token("rsa-1", now, **times))


@pytest.mark.parametrize("algorithm", ["none", "None", "NONE", "nOnE", "HS256", "", None, 1, ["RS256"]])
async def test_a_token_without_signature_is_refused_however_it_says_so(running: RunningIssuer, algorithm: Any) -> None:
    claims = jwt.decode(running.token("rsa-1", time.time()), options={"verify_signature": False})
    await refused(issuers(running), unsigned({"alg": algorithm, "kid": "rsa-1"}, claims))
    await refused(issuers(running), unsigned({"alg": algorithm}, claims))


@pytest.mark.parametrize("secret", [public_pem("rsa-1"), json.dumps(published("rsa-1")).encode(), b""])
@pytest.mark.parametrize("algorithm", ["HS256", "RS256", "ES256"])
async def test_the_public_key_is_no_secret_to_sign_with(running: RunningIssuer, secret: bytes, algorithm: str) -> None:
    token = running.token("rsa-1", time.time())
    head = base64url_encode(json.dumps({"alg": algorithm, "kid": "rsa-1"}).encode()) + b"." + token.split(".")[1].encode()
    signature = base64url_encode(hmac.new(secret, head, hashlib.sha256).digest())
    await refused(issuers(running), (head + b"." + signature).decode())


async def test_symmetric_keys_cannot_be_published_nor_their_algorithms_be_allowed(running: RunningIssuer) -> None:
    running.keys.append({"kty": "oct", "kid": "oct-1", "k": base64url_encode(b"x" * 64).decode()})
    token = running.token("rsa-1", time.time(), algorithm="HS256", key="x" * 64, header={"kid": "oct-1"})
    assert "algorithm" in await refused(issuers(running), token)
    with pytest.raises(ValueError, match="unknown value HS256"):
        issuers(running, algorithms=("HS256",))


async def test_an_algorithm_has_to_be_allowed_and_to_fit_the_key(running: RunningIssuer) -> None:
    now = time.time()
    only_ec = issuers(running, algorithms=("ES256",))
    assert "algorithm" in await refused(only_ec, running.token("rsa-1", now))
    assert await only_ec.caller("default", running.token("ec-1", now))
    assert "does not publish" in await refused(issuers(running), running.token("ec-1", now, header={"kid": "rsa-1"}))
    running.keys = [published("rsa-1", alg="RS512")]
    assert "does not publish" in await refused(issuers(running), running.token("rsa-1", now))
    running.keys = [published("rsa-1")]
    assert await issuers(running, algorithms=("PS256",)).caller("default", running.token("rsa-1", now, algorithm="PS256"))


@pytest.mark.parametrize("changed", [{"use": "enc"}, {"key_ops": ["encrypt"]}, {"n": "x"}, {"n": 1}, {"kty": "OKP"}, {"e": None}])
async def test_a_key_of_another_use_or_one_that_cannot_be_read_verifies_nothing(
    running: RunningIssuer, changed: dict[str, Any]
) -> None:
    running.keys = [published("rsa-1", **changed), "nonsense", None]
    await refused(issuers(running), running.token("rsa-1", time.time()))


async def test_a_key_that_is_too_short_verifies_nothing(running: RunningIssuer) -> None:
    running.keys = [published("short-1")]
    with pytest.warns(jwt.InsecureKeyLengthWarning):
        token = running.token("short-1", time.time())
    await refused(issuers(running), token)


async def test_a_header_that_demands_what_we_do_not_know_is_refused(running: RunningIssuer) -> None:
    for header in (
        {"crit": ["x"], "x": 1},
        {"crit": ["b64"], "b64": False},
        {"crit": []},
        {"jku": "https://evil.example", "kid": "x"},
    ):
        await refused(issuers(running), running.token("rsa-1", time.time(), header=header))


async def test_a_token_that_names_no_key_is_verified_where_one_key_fits(running: RunningIssuer) -> None:
    token = running.token("rsa-1", time.time(), header={"kid": ...})
    assert await issuers(running).caller("default", token)
    running.keys.append(published("rsa-2"))
    assert "does not publish" in await refused(issuers(running), token)


async def test_another_key_than_the_one_named_is_refused(running: RunningIssuer) -> None:
    assert "not valid" in await refused(issuers(running), running.token("rsa-2", time.time(), header={"kid": "rsa-1"}))


async def test_an_unknown_key_is_looked_for_once_a_minute_at_most(running: RunningIssuer) -> None:
    clock = Clock()
    door = issuers(running, clock)
    await door.caller("default", running.token("rsa-1", time.time()))
    clock.now += 61
    for number in range(20):
        assert "does not publish" in await refused(door, running.token("rsa-2", time.time(), header={"kid": f"x{number}"}))
    assert running.asked.count("/keys") == 2
    clock.now += 61
    await refused(door, running.token("rsa-2", time.time()))
    assert running.asked.count("/keys") == 3


async def test_keys_that_are_rotated_are_found_and_withdrawn_ones_end(running: RunningIssuer) -> None:
    clock = Clock()
    door = issuers(running, clock)
    old = running.token("rsa-1", time.time())
    await door.caller("default", old)
    running.keys = [published("rsa-2")]
    clock.now += 61
    assert await door.caller("default", running.token("rsa-2", time.time()))
    assert "does not publish" in await refused(door, old)


async def test_a_withdrawn_key_ends_within_an_hour_although_nobody_asks_for_another(running: RunningIssuer) -> None:
    clock = Clock()
    door = issuers(running, clock)
    old = running.token("rsa-1", time.time())
    await door.caller("default", old)
    running.keys = [published("rsa-2")]
    clock.now += jwks.FRESH
    assert await door.caller("default", old)
    clock.now += 1
    assert "does not publish" in await refused(door, old)


def _down(running: RunningIssuer, how: str) -> None:
    broken = {
        "status 500": (500, b""),
        "a redirect": (302, b""),
        "no JSON": (200, b"<html>"),
        "no object": (200, b"[]"),
        "no keys": (200, b"{}"),
        "keys that are none": (200, b'{"keys": "x"}'),
        "too much": (200, b'{"keys": [' + b" " * jwks.LARGEST + b"]}"),
    }
    running.answers["/keys"] = broken[how]


@pytest.mark.parametrize("how", ["status 500", "a redirect", "no JSON", "no object", "no keys", "keys that are none", "too much"])
async def test_an_issuer_that_answers_badly_is_a_refusal_in_clear_words(running: RunningIssuer, how: str) -> None:
    _down(running, how)
    assert "does not respond" in await refused(issuers(running), running.token("rsa-1", time.time()))


async def test_an_issuer_that_is_down_is_a_refusal_until_it_is_back() -> None:
    async with issuer("rsa-1") as running:
        pass
    clock = Clock()
    door = issuers(running, clock)
    assert "does not respond" in await refused(door, running.token("rsa-1", time.time()))
    async with issuer("rsa-1") as back:
        door = issuers(back, clock)
        back.answers["/keys"] = (503, b"")
        token = back.token("rsa-1", time.time())
        for _ in range(5):
            assert "does not respond" in await refused(door, token)
        assert back.asked.count("/keys") == 1
        back.answers.clear()
        clock.now += jwks.FIRST_PAUSE
        assert await door.caller("default", token)


async def test_known_keys_serve_on_for_a_day_while_the_issuer_is_down(running: RunningIssuer) -> None:
    clock = Clock()
    door = issuers(running, clock)
    token = running.token("rsa-1", time.time())
    await door.caller("default", token)
    _down(running, "status 500")
    clock.now += jwks.STALE
    assert await door.caller("default", token)
    clock.now += 1
    assert "does not respond" in await refused(door, token)


async def test_one_that_is_slow_is_not_waited_for(running: RunningIssuer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jwks, "TIMEOUT", 0.0)
    assert "does not respond" in await refused(issuers(running), running.token("rsa-1", time.time()))


@pytest.mark.parametrize(
    "about", [{"issuer": "https://evil.example"}, {"jwks_uri": "http://evil.example/keys"}, {"jwks_uri": None}]
)
async def test_discovery_that_leads_elsewhere_is_not_followed(running: RunningIssuer, about: dict[str, Any]) -> None:
    told = {"issuer": running.url, "jwks_uri": f"{running.url}/keys", **about}
    running.answers["/.well-known/openid-configuration"] = (200, json.dumps(told).encode())
    assert "does not respond" in await refused(issuers(running), running.token("rsa-1", time.time()))
    assert running.asked == ["/.well-known/openid-configuration"]


@pytest.mark.parametrize(
    ("claim", "scopes"),
    [
        ("graph:read nhi:write admin", {"graph:read"}),
        (["graph:read", "logs:read", 1, None], {"graph:read", "logs:read"}),
        ("", set()),
        (..., set()),
        (7, set()),
        ({"graph:read": True}, set()),
    ],
)
async def test_a_claim_narrows_the_scopes_and_never_widens_them(running: RunningIssuer, claim: Any, scopes: set[str]) -> None:
    door = issuers(running, scopes_claim="permissions")
    assert (await door.caller("default", running.token("rsa-1", time.time(), permissions=claim))).scopes == scopes


@pytest.mark.parametrize("text", ["", "a", "a.b", "a.b.c", "....", "e30.e30.", "x" * 20_000, "\xe4.\xe4.\xe4"])
async def test_what_is_no_token_is_refused_before_anybody_is_asked(running: RunningIssuer, text: str) -> None:
    await refused(issuers(running), text)
    assert running.asked == []


@pytest.mark.parametrize(
    "url", ["https://id.example.org/realms/x", "http://127.0.0.1:8080", "http://localhost/", "http://[::1]:1"]
)
def test_https_is_safe_and_so_is_this_machine(url: str) -> None:
    assert is_safe_url(url)


@pytest.mark.parametrize(
    "url", ["http://id.example.org", "ftp://127.0.0.1", "https://", "file:///etc/passwd", "//x", "", "http://[x"]
)
def test_nothing_else_is_fetched(url: str) -> None:
    assert not is_safe_url(url)


TOLD = {"issuer": "https://id.example.org", "audience": "x", "org_id": "acme"}


def test_issuers_are_told_in_the_file_or_as_json_in_the_environment() -> None:
    settings = read_settings(environment={"PENTAGRAPH_ISSUERS": json.dumps({"default": TOLD})})
    assert settings.issuers == {"default": Issuer(**TOLD)} == Settings(issuers={"default": TOLD}).issuers  # type: ignore[dict-item]


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"issuer": "http://id.example.org"}, "issuers.default.issuer"),
        ({"jwks_uri": "http://id.example.org"}, "issuers.default.jwks_uri"),
        ({"audience": ""}, "issuers.default.audience"),
        ({"org_id": "A b"}, "issuers.default.org_id"),
        ({"algorithms": ["none"]}, "issuers.default.algorithms"),
        ({"scopes": ["root"]}, "issuers.default.scopes"),
        ({"secret": "x"}, "issuers.default.secret"),
    ],
)
def test_a_wrong_issuer_is_refused_by_its_place(changed: dict[str, Any], place: str) -> None:
    with pytest.raises(SettingsRefused, match=place):
        read_settings({"issuers": {"default": {**TOLD, **changed}}}, environment={})


def test_issuers_that_are_no_json_are_refused() -> None:
    with pytest.raises(SettingsRefused, match="PENTAGRAPH_ISSUERS"):
        read_settings(environment={"PENTAGRAPH_ISSUERS": "{"})
