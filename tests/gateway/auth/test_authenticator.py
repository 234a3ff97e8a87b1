"""Every door with good, bad, missing, doubled, malformed and foreign credentials; which one counts where several are sent."""

import random
import re
import time
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from gateway.auth.authenticator import StoreAuthenticator
from gateway.auth.callers import Callers
from gateway.auth.demo_readers import DemoReaders
from gateway.auth.issuers import Issuers
from gateway.auth.licenses import StoreLicenses
from gateway.auth.request_credentials import COOKIE
from gateway.auth.sessions import Sessions
from gateway.auth.tokens import AUDIENCE as OURS
from gateway.auth.tokens import Tokens
from gateway.http_request import HttpRequest
from gateway.issuer_settings import Issuer
from gateway.rest.api import Api
from gateway.rest.apis import APIS
from gateway.server import build
from gateway.settings import Settings
from schema.engine.request import Caller
from storage.accounts import keys, users
from storage.accounts.keys import create_key, revoke_key
from storage.accounts.license import PERPETUAL, license_until
from storage.accounts.users import User
from storage.database.protocol import Database
from storage.errors import Forbidden, Unauthenticated
from storage.nouns.process_group import ProcessGroup
from storage.nouns.record import Instant
from storage.writing.writer import write
from tests.gateway.auth.conftest import READ, Clock
from tests.gateway.auth.issuing import AUDIENCE, RunningIssuer, issuer
from tests.gateway.conftest import ELSEWHERE, HERE, Door

HOST = "api.example.org"
SAME = {"host": HOST, "origin": f"https://{HOST}"}


@pytest.fixture
async def running(anyio_backend: str) -> AsyncIterator[RunningIssuer]:
    """An issuer, whose tokens open `other`."""
    async with issuer("rsa-1") as found:
        yield found


def configured(running: RunningIssuer) -> Issuer:
    """The issuer as settings name it."""
    return Issuer(issuer=running.url, audience=AUDIENCE, org_id="other")


@pytest.fixture
def tokens(database: Database, clock: Clock) -> Tokens:
    """Tokens of a clock that stands still."""
    return Tokens(database, minutes=60, cache_seconds=0, clock=clock)


@pytest.fixture
def sessions(database: Database, clock: Clock) -> Sessions:
    """Sessions by the same clock."""
    return Sessions(database, minutes=60, clock=clock)


@pytest.fixture
def doors(database: Database, tokens: Tokens, sessions: Sessions, running: RunningIssuer) -> StoreAuthenticator:
    """The doors, with the issuer as `company`; callers on this machine read the demo."""

    async def find(text: str) -> Caller:
        key = await keys.verify_key(database, text)
        return Caller(key.org_id, key.scopes, key.name)

    async def none() -> bool:
        return False

    readers = DemoReaders(none, is_on=True, seconds=0)
    callers = Callers(find, readers, key_cache_seconds=0, find_token=tokens.caller)
    return StoreAuthenticator(callers, tokens, sessions, Issuers({"company": configured(running)}))


async def key_of(database: Database, org_id: str, **options: Any) -> str:
    """The text of a key that may read."""
    return (await create_key(database, org_id, "test", READ, **options))[1]


async def revoked_key(database: Database, org_id: str) -> str:
    """The text of a key that was revoked."""
    key, text = await create_key(database, org_id, "test", READ)
    await revoke_key(database, org_id, key.id)
    return text


def call(method: str = "GET", path: str = "/", peer: tuple[str, int] = ELSEWHERE, **headers: str) -> HttpRequest:
    """A request, from far away unless it is said otherwise."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    scope = {"type": "http", "method": method, "path": path, "client": peer}
    return HttpRequest(method, path, path, b"", {"host": HOST, **named}, scope, "req_1", time.time_ns() // 1000)


async def test_a_key_opens_its_organization(doors: StoreAuthenticator, database: Database, ada: User, bob: User) -> None:
    for org_id in ("acme", "other"):
        key = await key_of(database, org_id)
        assert (await doors.of_key(key)).org_id == (await doors.of_bearer(key)).org_id == org_id


async def test_a_key_that_is_expired_revoked_or_made_of_two_opens_nothing(
    doors: StoreAuthenticator, database: Database, ada: User, bob: User
) -> None:
    ours, theirs = await key_of(database, "acme"), await key_of(database, "other")
    mixed = [".".join([theirs.split(".")[0], *ours.split(".")[1:]]), ".".join([*ours.split(".")[:2], theirs.split(".")[2]])]
    for text in (
        await key_of(database, "acme", expires_at=1),
        await revoked_key(database, "acme"),
        *mixed,
        ours + ".x",
        ours[:-1],
        "",
    ):
        for door in (doors.of_key, doors.of_bearer):
            with pytest.raises(Unauthenticated):
                await door(text)


async def test_each_door_takes_its_own_kind_only(
    doors: StoreAuthenticator, database: Database, tokens: Tokens, sessions: Sessions, ada: User
) -> None:
    key = await key_of(database, "acme")
    token, session = await tokens.make(ada, ada.scopes), await sessions.begin(ada)
    assert (await doors.of_token(token)).org_id == (await doors.of_bearer(token)).org_id == "acme"
    for door, text in (
        (doors.of_key, token),
        (doors.of_key, session),
        (doors.of_token, key),
        (doors.of_token, session),
        (doors.of_bearer, session),
    ):
        with pytest.raises(Unauthenticated):
            await door(text)


async def test_a_session_is_read_of_its_cookie(doors: StoreAuthenticator, tokens: Tokens, sessions: Sessions, ada: User) -> None:
    session = f"{COOKIE}={await sessions.begin(ada)}"
    for method in ("GET", "HEAD"):
        caller = await doors.of_session(call(method, cookie=session))
        assert caller is not None
        assert (caller.org_id, caller.name) == ("acme", "ada@example.org")
    assert await doors.of_session(call()) is None
    assert await doors.of_session(call(cookie="other=1")) is None


async def test_a_bearer_token_or_key_in_the_cookie_is_refused(
    doors: StoreAuthenticator, database: Database, tokens: Tokens, ada: User
) -> None:
    for text in (await tokens.make(ada, ada.scopes), await key_of(database, "acme"), "", "x"):
        with pytest.raises(Unauthenticated):
            await doors.of_session(call(cookie=f"{COOKIE}={text}"))


async def test_what_may_change_something_needs_a_page_of_this_host(
    doors: StoreAuthenticator, tokens: Tokens, sessions: Sessions, ada: User
) -> None:
    session = f"{COOKIE}={await sessions.begin(ada)}"
    assert await doors.of_session(call("POST", cookie=session, origin=f"https://{HOST}"))
    assert await doors.of_session(call("POST", cookie=session, referer=f"https://{HOST}/analytics/docs"))
    foreign: list[dict[str, str]] = [
        {},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"referer": "https://evil.example/"},
    ]
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        for headers in foreign:
            with pytest.raises(Forbidden):
                await doors.of_session(call(method, cookie=session, **headers))


async def test_a_session_ends_with_its_time_its_user_and_its_password(
    doors: StoreAuthenticator, database: Database, tokens: Tokens, sessions: Sessions, ada: User, clock: Clock
) -> None:
    session = call(cookie=f"{COOKIE}={await sessions.begin(ada)}")
    clock.now += 3600
    with pytest.raises(Unauthenticated, match="has ended"):
        await doors.of_session(session)
    clock.now -= 3600
    assert await doors.of_session(session)
    await users.disable(database, "acme", ada.email)
    with pytest.raises(Unauthenticated):
        await doors.of_session(session)
    await users.enable(database, "acme", ada.email)
    with pytest.raises(Unauthenticated):
        await doors.of_session(session)


async def test_an_issuers_token_opens_the_organization_of_the_issuer_under_its_name_only(
    doors: StoreAuthenticator, running: RunningIssuer, ada: User, bob: User
) -> None:
    token = running.token("rsa-1", time.time())
    assert (await doors.of_issuer("company", token)).org_id == "other"
    for identifier in ("default", "", "Company", "x" * 5000, "a\0"):
        with pytest.raises(Unauthenticated, match="Unknown token issuer"):
            await doors.of_issuer(identifier, token)
    for door in (doors.of_bearer, doors.of_token, doors.of_key):
        with pytest.raises(Unauthenticated):
            await door(token)


async def test_an_issuer_cannot_make_our_tokens_nor_we_its(
    doors: StoreAuthenticator, database: Database, running: RunningIssuer, tokens: Tokens, sessions: Sessions, ada: User
) -> None:
    claims = {"iss": "pentagraph", "aud": OURS, "sub": ada.id, "scope": "graph:read", "version": ada.changed_at}
    for header in ({}, {"kid": "acme"}):
        with pytest.raises(Unauthenticated):
            await doors.of_issuer("company", running.token("rsa-1", time.time(), header=header, **claims))
    assert (await doors.of_issuer("company", await tokens.make(ada, ada.scopes))).org_id == "acme"
    assert (await doors.of_issuer("default", await key_of(database, "acme"))).org_id == "acme"
    with pytest.raises(Unauthenticated):
        await doors.of_issuer("company", await sessions.begin(ada))


async def test_callers_on_this_machine_need_nothing(doors: StoreAuthenticator, ada: User) -> None:
    local = await doors.local(call(peer=HERE, host="127.0.0.1:8000"))
    assert local is not None
    assert local.org_id == "demo"
    assert not local.scopes & {"admin", "mcp:write", "nhi:write"}
    for other in (call(host="127.0.0.1"), call(peer=HERE), call(peer=HERE, host="localhost", x_forwarded_for="127.0.0.1")):
        assert await doors.local(other) is None


async def test_a_license_is_of_one_organization_and_ends(database: Database, ada: User, bob: User) -> None:
    licenses = StoreLicenses(database, cache_seconds=0)
    assert not await licenses.is_licensed("acme")
    await license_until(database, "acme", PERPETUAL)
    assert await licenses.is_licensed("acme")
    assert not await licenses.is_licensed("other")
    assert not await licenses.is_licensed("none")
    await license_until(database, "acme", time.time_ns() // 1000 - 1)
    assert not await licenses.is_licensed("acme")


def path_of(rest_api: Api) -> str:
    """The path of one of its routes, with `acme` in every place."""
    return re.sub(r"{[^}]*}", "acme", rest_api.routes[0].path)


@pytest.mark.parametrize("rest_api", APIS, ids=lambda rest_api: rest_api.name)
async def test_no_api_accepts_a_request_without_a_valid_credential(
    doors: StoreAuthenticator,
    database: Database,
    tokens: Tokens,
    sessions: Sessions,
    running: RunningIssuer,
    ada: User,
    bob: User,
    rest_api: Api,
) -> None:
    await license_until(database, "acme", PERPETUAL)
    good = await key_of(database, "acme")
    wrong: list[dict[str, str]] = [
        {},
        {"authorization": ""},
        {"authorization": "Bearer"},
        {"authorization": "Basic YTpi"},
        {"authorization": good},
        {"authorization": f"Token {good}"},
        {"authorization": f"Bearer {good}, Bearer {await key_of(database, 'other')}"},
        {"authorization": f"Bearer {good} {good}"},
        {"authorization": f"Bearer {await revoked_key(database, 'acme')}"},
        {"authorization": f"Bearer {await key_of(database, 'acme', expires_at=1)}"},
        {"authorization": "Bearer pgk_acme.x.y"},
        {"authorization": "Bearer a.b.c"},
        {"authorization": f"Bearer {await sessions.begin(ada)}"},
        {"authorization": f"Bearer {running.token('rsa-1', time.time())}"},
        {"x_org_id": "acme"},
    ]
    for headers in wrong:
        with pytest.raises(Unauthenticated):
            await rest_api.identify(doors, call(path=path_of(rest_api), **headers))


@pytest.mark.parametrize("rest_api", APIS, ids=lambda rest_api: rest_api.name)
async def test_every_api_takes_keys_and_tokens_and_no_header_changes_the_organization(
    doors: StoreAuthenticator, database: Database, tokens: Tokens, ada: User, bob: User, rest_api: Api
) -> None:
    await license_until(database, "acme", PERPETUAL)
    other = {"x_org_id": "other", "x_organization": "other", "x_forwarded_user": "bob@example.org"}
    for text in (await key_of(database, "acme"), await tokens.make(ada, ada.scopes)):
        for scheme in ("Bearer", "bearer"):
            caller = await rest_api.identify(doors, call(path=path_of(rest_api), authorization=f"{scheme} {text}", **other))
            assert caller.org_id == "acme"
            assert caller.scopes == set(READ)


KEY_HEADERS = {"process-monitoring": "spiffworkflow-api-key", "automation-batch": "x-granite-api-key", "incidents": "x-api-key"}


@pytest.mark.parametrize("name", KEY_HEADERS)
async def test_a_header_for_keys_takes_keys_and_nothing_else(
    doors: StoreAuthenticator,
    database: Database,
    tokens: Tokens,
    sessions: Sessions,
    running: RunningIssuer,
    ada: User,
    bob: User,
    name: str,
) -> None:
    rest_api = next(rest_api for rest_api in APIS if rest_api.name == name)
    await license_until(database, "acme", PERPETUAL)
    key, header = await key_of(database, "acme"), KEY_HEADERS[name]
    assert (await rest_api.identify(doors, call(path=path_of(rest_api), **{header: key}))).org_id == "acme"
    wrong = [
        "",
        f"Bearer {key}",
        f"{key}, {key}",
        f"{key} ",
        await revoked_key(database, "acme"),
        running.token("rsa-1", time.time()),
    ]
    for text in (*wrong, await tokens.make(ada, ada.scopes), await sessions.begin(ada)):
        with pytest.raises(Unauthenticated):
            await rest_api.identify(doors, call(path=path_of(rest_api), **{header: text}))


@pytest.mark.parametrize("rest_api", APIS, ids=lambda rest_api: rest_api.name)
async def test_headers_of_any_text_are_refused_and_break_nothing(
    doors: StoreAuthenticator,
    database: Database,
    tokens: Tokens,
    sessions: Sessions,
    running: RunningIssuer,
    ada: User,
    rest_api: Api,
) -> None:
    chance = random.Random(rest_api.name)
    token, session = await tokens.make(ada, ada.scopes), await sessions.begin(ada)
    seeds = [
        token,
        session,
        await key_of(database, "acme"),
        running.token("rsa-1", time.time()),
        "Bearer ",
        "default",
        "company",
        "",
    ]
    names = ["authorization", "cookie", "spiffworkflow_authentication_identifier", *KEY_HEADERS.values()]

    def text() -> str:
        """A credential with a character changed, or cut, or prefixed, or noise."""
        made = chance.choice(seeds)
        place = chance.randrange(len(made) + 1)
        noise = "".join(
            chr(chance.choice((chance.randrange(256), chance.randrange(33, 127)))) for _ in range(chance.randrange(1, 9))
        )
        found = chance.choice((made[:place] + noise + made[place + 1 :], made[:place], noise + made, noise))
        if made and made in found.replace('"', ""):
            found = noise  # the noise was the character that it replaced
        return chance.choice(("", "Bearer ", f"{COOKIE}=", "authentication_identifier=")) + found

    for _ in range(300):
        headers = {name: text() for name in chance.sample(names, chance.randrange(1, 4))}
        with pytest.raises((Unauthenticated, Forbidden)):
            await rest_api.identify(doors, call(chance.choice(("GET", "POST")), path_of(rest_api), **headers))


LIST = "/analytics/api/v1/identifiers/list"


@pytest.fixture
async def door(database: Database, running: RunningIssuer, ada: User, bob: User) -> Door:
    """The application over two organizations of one process group each, named like them."""
    for org_id in ("acme", "other"):
        await write(database, org_id, [ProcessGroup(id=org_id, at=Instant(1), display_name=org_id)])
    settings = Settings(key_cache_seconds=0, issuers={"default": configured(running)})
    return Door(build(database, settings))


async def read_by(door: Door, **headers: str) -> Any:
    """Whose groups are listed; the status where it is none of success."""
    async with door.client(ELSEWHERE) as client:
        answer: httpx.Response = await client.get(
            LIST, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )
    return [each["identifier"] for each in answer.json()] if answer.status_code == 200 else answer.status_code


async def test_a_bearer_credential_comes_before_the_session_and_that_before_the_key(
    door: Door, database: Database, running: RunningIssuer, ada: User, bob: User
) -> None:
    sessions = Sessions(database, minutes=60)
    ours, theirs = [
        {"key": await key_of(database, user.org_id), "cookie": f"{COOKIE}={await sessions.begin(user)}"} for user in (ada, bob)
    ]
    assert await read_by(door, spiffworkflow_api_key=ours["key"]) == ["acme"]
    assert await read_by(door, cookie=theirs["cookie"], spiffworkflow_api_key=ours["key"]) == ["other"]
    assert await read_by(
        door, authorization=f"Bearer {ours['key']}", cookie=theirs["cookie"], spiffworkflow_api_key=theirs["key"]
    ) == ["acme"]
    token = running.token("rsa-1", time.time())
    assert await read_by(door, authorization=f"Bearer {token}", cookie=ours["cookie"], spiffworkflow_api_key=ours["key"]) == [
        "other"
    ]


async def test_a_credential_that_is_wrong_is_not_made_good_by_the_next(door: Door, database: Database, ada: User) -> None:
    key = await key_of(database, "acme")
    session = f"{COOKIE}={await Sessions(database, minutes=60).begin(ada)}"
    assert await read_by(door, authorization="Bearer x", cookie=session, spiffworkflow_api_key=key) == 401
    assert await read_by(door, authorization="Basic x", spiffworkflow_api_key=key) == 401
    assert await read_by(door, cookie=f"{COOKIE}=x", spiffworkflow_api_key=key) == 401
    assert await read_by(door, spiffworkflow_api_key=f"{key}, {key}") == 401


async def test_the_identifier_picks_the_issuer_by_header_or_cookie(door: Door, running: RunningIssuer) -> None:
    token = f"Bearer {running.token('rsa-1', time.time())}"
    name = "SpiffWorkflow-Authentication-Identifier"
    assert await read_by(door, authorization=token) == ["other"]
    assert await read_by(door, authorization=token, **{name: "default"}) == ["other"]
    cookie = "authentication_identifier"
    assert await read_by(door, authorization=token, cookie=f"{cookie}=default") == ["other"]
    assert await read_by(door, authorization=token, **{name: "elsewhere"}) == 401
    assert await read_by(door, authorization=token, cookie=f"{cookie}=elsewhere") == 401
    assert await read_by(door, authorization=token, cookie=f"{cookie}=default", **{name: "elsewhere"}) == ["other"]
    assert await read_by(door, authorization=token, cookie=f"{cookie}=elsewhere", **{name: "default"}) == 401


async def test_a_key_without_the_scope_is_refused(door: Door, database: Database) -> None:
    _, text = await create_key(database, "acme", "logs only", ["logs:read"])
    assert await read_by(door, authorization=f"Bearer {text}") == 403
