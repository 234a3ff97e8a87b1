"""Tokens that this server signs."""

import base64
import json
from typing import Any

import jwt
import pytest

from gateway.auth.tokens import AUDIENCE, Tokens, is_ours
from storage.accounts import users
from storage.accounts.token_secret import ensure_token_secret, rotate_token_secret
from storage.accounts.users import User
from storage.database.protocol import Database
from storage.errors import Unauthenticated
from tests.gateway.auth.conftest import Clock


@pytest.fixture
def tokens(database: Database, clock: Clock) -> Tokens:
    """Tokens valid for an hour; nothing is remembered."""
    return Tokens(database, minutes=60, cache_seconds=0, clock=clock)


async def forged(database: Database, user: User, clock: Clock, **changed: Any) -> str:
    """A token signed by the organization's own secret whose claims are as `make` has them, but for some. `...`: without it."""
    claims: dict[str, Any] = {
        "iss": "pentagraph",
        "aud": AUDIENCE,
        "sub": user.id,
        "iat": int(clock()),
        "exp": int(clock()) + 60,
        "scope": "graph:read",
        "version": user.changed_at,
    }
    claims = {name: value for name, value in {**claims, **changed}.items() if value is not ...}
    return jwt.encode(claims, await ensure_token_secret(database, user.org_id), "HS256", headers={"kid": user.org_id})


def with_header(token: str, **header: Any) -> str:
    """The same token under another header, its signature as it was."""
    text = base64.urlsafe_b64encode(json.dumps(header).encode()).rstrip(b"=").decode()
    return ".".join([text, *token.split(".")[1:]])


async def test_a_token_stands_for_its_user(tokens: Tokens, ada: User) -> None:
    caller = await tokens.caller(await tokens.make(ada, ada.scopes))
    assert (caller.org_id, caller.scopes, caller.name) == ("acme", ada.scopes, "ada@example.org")


async def test_a_token_is_as_wide_as_it_was_asked_for(tokens: Tokens, ada: User) -> None:
    caller = await tokens.caller(await tokens.make(ada, frozenset({"graph:read"})))
    assert caller.scopes == {"graph:read"}


async def test_any_process_of_the_deployment_verifies_a_token(
    tokens: Tokens, database: Database, ada: User, clock: Clock
) -> None:
    other = Tokens(database, minutes=1, cache_seconds=60, clock=clock)
    assert (await other.caller(await tokens.make(ada, ada.scopes))).org_id == "acme"


async def test_a_token_expires_to_the_second(tokens: Tokens, ada: User, clock: Clock) -> None:
    token = await tokens.make(ada, ada.scopes)
    clock.now += 3599
    assert await tokens.caller(token)
    clock.now += 1
    with pytest.raises(Unauthenticated, match="expired"):
        await tokens.caller(token)


async def test_the_forger_of_this_test_makes_tokens_that_are_taken(
    tokens: Tokens, database: Database, ada: User, clock: Clock
) -> None:
    assert await tokens.caller(await forged(database, ada, clock))


@pytest.mark.parametrize("name", ["iss", "aud", "sub", "iat", "exp", "scope", "version"])
async def test_a_claim_that_is_missing_or_another_ends_it(
    tokens: Tokens, database: Database, ada: User, clock: Clock, name: str
) -> None:
    wrong: dict[str, list[Any]] = {
        "iss": ["other", ""],
        "aud": ["other", None, 1],
        "sub": ["user_1", "", None],
        "iat": [None],
        "exp": [int(clock()), "never", float("inf"), 1e300, True, None],
        "scope": [None],
        "version": [1, str(ada.changed_at), None],
    }
    for value in [..., *wrong[name]]:
        with pytest.raises(Unauthenticated):
            await tokens.caller(await forged(database, ada, clock, **{name: value}))


async def test_a_scope_that_the_user_has_not_is_not_had_by_a_token(
    tokens: Tokens, database: Database, ada: User, clock: Clock
) -> None:
    caller = await tokens.caller(await forged(database, ada, clock, scope="graph:read admin explain"))
    assert caller.scopes == {"graph:read"}


async def test_another_organizations_secret_signs_nothing_here(
    tokens: Tokens, database: Database, ada: User, bob: User, clock: Clock
) -> None:
    claims = jwt.decode(await forged(database, ada, clock), options={"verify_signature": False})
    theirs = await ensure_token_secret(database, "other")
    for org_id in ("acme", "other"):
        with pytest.raises(Unauthenticated):
            await tokens.caller(jwt.encode(claims, theirs, "HS256", headers={"kid": org_id}))


@pytest.mark.parametrize("algorithm", ["none", "HS384", "HS512"])
async def test_no_other_algorithm_is_taken(tokens: Tokens, database: Database, ada: User, clock: Clock, algorithm: str) -> None:
    claims = jwt.decode(await forged(database, ada, clock), options={"verify_signature": False})
    secret = None if algorithm == "none" else await ensure_token_secret(database, "acme")
    with pytest.raises(Unauthenticated):
        await tokens.caller(jwt.encode(claims, secret, algorithm, headers={"kid": "acme"}))


@pytest.mark.parametrize("kid", [..., "other", "none", "", "ACME", "acme\0", None, 1, ["acme"], {"a": 1}])
async def test_a_header_that_names_another_organization_or_none_is_refused(
    tokens: Tokens, ada: User, bob: User, kid: Any
) -> None:
    token = await tokens.make(ada, ada.scopes)
    header = {"alg": "HS256", "typ": "JWT"} | ({} if kid is ... else {"kid": kid})
    with pytest.raises(Unauthenticated):
        await tokens.caller(with_header(token, **header))


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".",
        "..",
        "...",
        "a.b.c",
        "e30.e30.e30",
        "ä.b.c",
        "eyJhbGciOiJIUzI1NiJ9..x",
        "a" * 20000,
        base64.urlsafe_b64encode(("[" * 9000).encode()).decode().rstrip("=") + ".e30.e30",
        base64.urlsafe_b64encode(b'{"alg": 1e999, "kid": "acme"}').decode().rstrip("=") + ".e30.e30",
    ],
)
async def test_what_is_no_token_is_refused(tokens: Tokens, ada: User, text: str) -> None:
    assert not is_ours(text)
    with pytest.raises(Unauthenticated):
        await tokens.caller(text)


async def test_a_changed_signature_is_refused(tokens: Tokens, ada: User) -> None:
    token = await tokens.make(ada, ada.scopes)
    head, _, signature = token.rpartition(".")
    for wrong in ("", signature[:-4], signature[::-1], signature + "AAAA"):
        with pytest.raises(Unauthenticated):
            await tokens.caller(f"{head}.{wrong}")


async def test_disabling_changing_the_password_and_a_new_secret_end_tokens(
    tokens: Tokens, database: Database, ada: User, bob: User
) -> None:
    others = await tokens.make(bob, bob.scopes)

    async def is_ended_by(change: Any) -> bool:
        user = (await users.users(database, "acme"))[0]
        token = await tokens.make(user, user.scopes)
        assert await tokens.caller(token)
        await change
        try:
            await tokens.caller(token)
        except Unauthenticated:
            return True
        return False

    assert await is_ended_by(users.change_password(database, "acme", ada.email, "x"))
    assert await is_ended_by(rotate_token_secret(database, "acme"))
    assert await is_ended_by(users.disable(database, "acme", ada.email))
    await users.enable(database, "acme", ada.email)
    assert not await is_ended_by(users.disable(database, "other", ada.email))
    assert (await tokens.caller(others)).org_id == "other"


async def test_a_server_that_remembers_trusts_for_a_few_seconds_only(database: Database, ada: User, clock: Clock) -> None:
    tokens = Tokens(database, minutes=60, cache_seconds=3600, clock=clock)
    token = await tokens.make(ada, ada.scopes)
    await tokens.caller(token)
    await rotate_token_secret(database, "acme")
    assert await tokens.caller(token)
    fresh = Tokens(database, minutes=60, cache_seconds=0, clock=clock)
    with pytest.raises(Unauthenticated):
        await fresh.caller(token)


async def test_no_secret_and_no_password_is_in_a_token(tokens: Tokens, database: Database, ada: User) -> None:
    token = await tokens.make(ada, ada.scopes)
    assert set(jwt.decode(token, options={"verify_signature": False})) == {"iss", "aud", "sub", "iat", "exp", "scope", "version"}
    assert await ensure_token_secret(database, "acme") not in token
