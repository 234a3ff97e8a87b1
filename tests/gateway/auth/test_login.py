"""`POST /token` and the session, over HTTP."""

import base64
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest

from gateway.auth.guesses import FREE
from gateway.auth.request_credentials import COOKIE
from gateway.counters import ProcessCounters
from gateway.server import build
from gateway.settings import Settings
from storage.accounts import users
from storage.accounts.sessions import end_sessions
from storage.accounts.token_secret import rotate_token_secret
from storage.accounts.users import User
from storage.database.protocol import Database
from tests.gateway.auth.conftest import PASSWORD, QUICK, Clock
from tests.gateway.conftest import ELSEWHERE, Door

pytestmark = pytest.mark.slow

ME = {"grant_type": "password", "username": "ada@example.org", "password": PASSWORD}
QUERY = {"query": "{ processInstances(first: 1) { totalCount } }"}
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes by parameters that tests have the time for."""
    monkeypatch.setattr("gateway.auth.passwords.PasswordHasher", lambda: QUICK)
    monkeypatch.setattr("gateway.auth.passwords.NOBODYS", QUICK.hash("of nobody"))


@pytest.fixture
def door(database: Database) -> Door:
    """The application over a store of either kind; nobody gets in without a credential."""
    return Door(build(database, Settings(key_cache_seconds=0, login_limit=0)))


async def sent(door: Door, method: str, path: str, **what: Any) -> httpx.Response:
    """The answer to a request from far away."""
    async with door.client(ELSEWHERE) as client:
        return await client.request(method, path, **what)


async def token(door: Door, **changed: str) -> httpx.Response:
    """The answer to a request for a token. Empty: without the parameter."""
    return await sent(door, "POST", "/token", data={name: value for name, value in {**ME, **changed}.items() if value})


async def test_a_password_gives_a_bearer_token_that_the_graph_takes(door: Door, ada: User) -> None:
    answer = await token(door)
    assert answer.status_code == 200
    assert list(answer.json()) == ["access_token", "token_type", "expires_in"]
    assert (answer.json()["token_type"], answer.json()["expires_in"]) == ("bearer", 3600)
    assert (answer.headers["cache-control"], answer.headers["pragma"]) == ("no-store", "no-cache")
    assert "set-cookie" not in answer.headers
    headers = {"authorization": f"Bearer {answer.json()['access_token']}"}
    assert (await sent(door, "POST", "/graphql", json=QUERY, headers=headers)).json()["data"]["processInstances"][
        "totalCount"
    ] == 0


@pytest.mark.parametrize("name", ["ADA@example.org", "acme/ada@example.org"])
async def test_a_user_name_is_an_address_with_or_without_its_organization(door: Door, ada: User, name: str) -> None:
    assert (await token(door, username=name)).status_code == 200


@pytest.mark.parametrize(
    ("changed", "status", "error"),
    [
        ({"grant_type": ""}, 400, "invalid_request"),
        ({"username": ""}, 400, "invalid_request"),
        ({"password": ""}, 400, "invalid_request"),
        ({"grant_type": "client_credentials"}, 400, "unsupported_grant_type"),
        ({"grant_type": "refresh_token"}, 400, "unsupported_grant_type"),
        ({"password": "wrong"}, 400, "invalid_grant"),
        ({"username": "nobody@example.org"}, 400, "invalid_grant"),
        ({"username": "other/ada@example.org"}, 400, "invalid_grant"),
        ({"username": "a\0@example.org"}, 400, "invalid_grant"),
        ({"password": "x" * 5000}, 400, "invalid_grant"),
        ({"scope": "admin"}, 400, "invalid_scope"),
        ({"scope": "graph:read everything"}, 400, "invalid_scope"),
        ({"password": "x" * 20_000}, 413, "invalid_request"),
    ],
)
async def test_refusals_are_those_of_rfc_6749(
    door: Door, ada: User, bob: User, changed: dict[str, str], status: int, error: str
) -> None:
    answer = await token(door, **changed)
    assert (answer.status_code, answer.json()["error"]) == (status, error)
    assert list(answer.json()) == ["error", "error_description", "detail"]
    assert (answer.headers["content-type"], answer.headers["cache-control"]) == ("application/json", "no-store")


async def test_wrong_name_wrong_password_and_disabled_look_the_same(door: Door, database: Database, ada: User) -> None:
    answers = [await token(door, username="nobody@example.org"), await token(door, password="wrong")]  # noqa: S106
    await users.disable(database, "acme", ada.email)
    answers.append(await token(door))
    assert len({(answer.status_code, answer.content) for answer in answers}) == 1


@pytest.mark.parametrize(
    "content",
    [
        urlencode(ME) + "&username=bob@example.org",
        urlencode(ME) + "&x=%ff",
        urlencode(ME) + "\xe9",
        "&".join(f"p{number}=" for number in range(60)),
        "",
    ],
)
async def test_a_form_that_is_broken_or_says_a_thing_twice_is_an_invalid_request(door: Door, ada: User, content: str) -> None:
    answer = await sent(door, "POST", "/token", content=content.encode("latin-1"), headers={"content-type": FORM})
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")


async def test_only_a_form_is_read(door: Door, ada: User) -> None:
    answer = await sent(door, "POST", "/token", json=ME)
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")


async def test_parameters_that_a_client_adds_are_ignored(door: Door, ada: User) -> None:
    basic = base64.b64encode(b"client:secret").decode()
    content = urlencode({**ME, "client_id": "x", "client_secret": "y", "scope": ""})
    headers = {"content-type": f"{FORM}; charset=utf-8", "authorization": f"Basic {basic}"}
    assert (await sent(door, "POST", "/token", content=content, headers=headers)).status_code == 200


async def test_a_token_asked_for_less_is_good_for_less(door: Door, ada: User) -> None:
    narrow = (await token(door, scope="logs:read")).json()["access_token"]
    answer = await sent(door, "POST", "/graphql", json=QUERY, headers={"authorization": f"Bearer {narrow}"})
    assert answer.json()["errors"][0]["extensions"]["code"] == "FORBIDDEN"


async def test_an_admin_may_ask_for_any_scope_by_name(door: Door, bob: User) -> None:
    answer = await token(door, username="bob@example.org", password="another password", scope="mcp:write")  # noqa: S106
    assert answer.status_code == 200


@pytest.mark.parametrize(("path", "allowed"), [("/token", "POST"), ("/session", "POST, DELETE")])
async def test_another_method_is_told_which_there_are(door: Door, path: str, allowed: str) -> None:
    answer = await sent(door, "GET", path)
    assert (answer.status_code, answer.headers["allow"]) == (405, allowed)


async def test_a_token_is_no_api_key(door: Door, ada: User) -> None:
    found = (await token(door)).json()["access_token"]
    assert (await sent(door, "POST", "/graphql", json=QUERY, headers={"x-api-key": found})).status_code == 401


async def login(door: Door, base: str = "http://127.0.0.1:8000", **headers: str) -> httpx.Response:
    """The answer to a login for a session."""
    body = {"username": "ada@example.org", "password": PASSWORD}
    return await sent(door, "POST", f"{base}/session", json=body, headers=headers)


async def test_a_session_is_a_cookie_that_scripts_and_foreign_pages_do_not_get(door: Door, ada: User) -> None:
    answer = await login(door, origin="http://127.0.0.1:8000")
    assert answer.status_code == 200
    assert answer.json() == {
        "username": "ada@example.org",
        "org_id": "acme",
        "scopes": ["graph:read", "logs:read", "mcp:read", "nhi:read"],
        "expires_in": 3600,
    }
    name, *attributes = answer.headers["set-cookie"].split("; ")
    assert name.startswith(f"{COOKIE}=pgs_acme.")
    assert attributes == ["Path=/", "Max-Age=3600", "HttpOnly", "SameSite=Lax"]


async def test_over_https_the_cookie_never_goes_over_http(door: Door, ada: User) -> None:
    assert (await login(door, "https://127.0.0.1:8000")).headers["set-cookie"].endswith("; Secure")
    assert (await login(door, **{"x-forwarded-proto": "https"})).headers["set-cookie"].endswith("; Secure")


LIST = "/analytics/api/v1/identifiers/list"


async def is_open(door: Door, *cookies: str) -> bool:
    """Whether cookies open the API that takes sessions."""
    answer = await sent(door, "GET", LIST, headers={"cookie": "; ".join(cookies)})
    assert answer.status_code in (200, 401)
    return answer.status_code == 200


async def cookie_of(door: Door) -> str:
    """The cookie of a new session."""
    return (await login(door)).headers["set-cookie"].partition(";")[0]


@pytest.mark.parametrize("cache", [0.0, 3600.0])
async def test_a_cookie_that_was_kept_does_not_work_after_its_session_ended(database: Database, ada: User, cache: float) -> None:
    door = Door(build(database, Settings(key_cache_seconds=cache, login_limit=0)))
    kept, other = await cookie_of(door), await cookie_of(door)
    assert await is_open(door, kept)
    assert (await sent(door, "DELETE", "/session", headers={"cookie": kept})).status_code == 204
    assert not await is_open(door, kept)
    assert await is_open(door, other)
    assert (await sent(door, "DELETE", "/session", headers={"cookie": kept})).status_code == 204


async def test_logging_in_again_ends_the_session_that_the_browser_had(door: Door, ada: User) -> None:
    before = await cookie_of(door)
    after = (await login(door, cookie=before)).headers["set-cookie"].partition(";")[0]
    assert (await is_open(door, before), await is_open(door, after)) == (False, True)


async def test_a_logout_ends_only_the_session_whose_secret_it_has(door: Door, ada: User) -> None:
    cookie = await cookie_of(door)
    guessed = cookie.rpartition(".")[0] + "." + "A" * 43
    await sent(door, "DELETE", "/session", headers={"cookie": guessed})
    assert await is_open(door, cookie)


async def test_a_logout_ends_each_session_whose_cookie_is_sent(door: Door, ada: User) -> None:
    first, second = await cookie_of(door), await cookie_of(door)
    await sent(door, "DELETE", "/session", headers={"cookie": f"{first}; {second}"})
    assert not await is_open(door, first)
    assert not await is_open(door, second)


@pytest.mark.parametrize("change", ["password", "disabled", "ended by the operator", "tokens ended"])
async def test_sessions_end_with_what_they_depend_on(door: Door, database: Database, ada: User, change: str) -> None:
    cookie = await cookie_of(door)
    assert await is_open(door, cookie)
    if change == "password":
        await users.change_password(database, "acme", ada.email, ada.email)
    elif change == "disabled":
        await users.disable(database, "acme", ada.email)
        await users.enable(database, "acme", ada.email)
    elif change == "tokens ended":
        await rotate_token_secret(database, "acme")
    else:
        assert await end_sessions(database, "acme", ada.email) == 1
    assert not await is_open(door, cookie)


async def test_a_session_is_ended(door: Door, ada: User) -> None:
    answer = await sent(door, "DELETE", "/session")
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["set-cookie"] == f"{COOKIE}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"referer": "https://evil.example/page"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "origin": "http://127.0.0.1:8000"},
        {"sec-fetch-site": "cross-site", "origin": "http://127.0.0.1:8000"},
        {"origin": "http://127.0.0.1:9000"},
    ],
)
async def test_a_foreign_page_begins_and_ends_no_session(door: Door, ada: User, headers: dict[str, str]) -> None:
    assert (await login(door, **headers)).status_code == 403
    assert (await sent(door, "DELETE", "/session", headers=headers)).status_code == 403


@pytest.mark.parametrize(
    "media",
    [
        None,
        "",
        "text/plain",
        "text/plain;charset=UTF-8",
        "text/plain; x=application/json",
        "text/plain, application/json",
        "application/json, text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=application/json",
        "application/jsonx",
        "text/json",
    ],
)
async def test_a_body_that_a_page_may_send_without_asking_begins_no_session(door: Door, ada: User, media: str | None) -> None:
    content = b'{"username": "ada@example.org", "password": "%s"}' % PASSWORD.encode()
    answer = await sent(door, "POST", "/session", content=content, headers={} if media is None else {"content-type": media})
    assert answer.status_code == 415
    assert "set-cookie" not in answer.headers
    assert (await sent(door, "POST", "/session", data=ME)).status_code == 415


@pytest.mark.parametrize(
    "content", [b"", b"x", b"[]", b"{}", b'{"username": 1, "password": "x"}', b'{"username": "\xff"}', b"[" * 5000]
)
async def test_a_body_that_is_no_login_is_an_invalid_request(door: Door, ada: User, content: bytes) -> None:
    answer = await sent(door, "POST", "/session", content=content, headers={"content-type": "application/json"})
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")


async def test_a_wrong_password_begins_no_session(door: Door, ada: User) -> None:
    body = {"username": "ada@example.org", "password": "wrong"}
    answer = await sent(door, "POST", "/session", json=body)
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_grant")
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert "set-cookie" not in answer.headers


async def test_half_a_surrogate_in_a_password_is_only_wrong(door: Door, ada: User) -> None:
    body = rb'{"username": "ada@example.org", "password": "\ud800"}'
    answer = await sent(door, "POST", "/session", content=body, headers={"content-type": "application/json"})
    assert answer.status_code in (400, 401)


async def test_logins_are_limited_for_a_name_and_for_an_address(database: Database, ada: User) -> None:
    door = Door(build(database, Settings(login_limit=2)))
    answers = [await token(door, password="wrong") for _ in range(3)]  # noqa: S106
    assert [answer.status_code for answer in answers] == [400, 400, 429]
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 60
    assert (await token(door, username="ADA@example.org")).status_code == 429
    assert (await token(door, username="acme/ada@example.org")).status_code == 429
    others = [await token(door, username=f"{number}@example.org") for number in range(20)]
    assert {answer.status_code for answer in others} == {400, 429}
    async with door.client(("198.51.100.1", 1)) as client:
        assert (await client.post("/token", data=ME)).status_code == 200


@pytest.mark.parametrize("path", ["/token", "/session"])
async def test_guesses_from_many_addresses_are_slowed_down_and_the_user_gets_in_from_home(
    database: Database, ada: User, path: str, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gateway.server.counters", lambda _: ProcessCounters(clock))
    door = Door(build(database, Settings(login_limit=30)))

    async def ask(address: str, password: str, name: str = "ada@example.org") -> httpx.Response:
        body = {"username": name, "password": password}
        async with door.client((address, 1)) as client:
            return await (client.post(path, json=body) if path == "/session" else client.post(path, data={**ME, **body}))

    assert (await ask("198.51.100.1", PASSWORD)).status_code == 200
    names = ["ada@example.org", "Ada@Example.org", "acme/ada@example.org"]
    answers = [await ask(f"203.0.113.{number}", "wrong", names[number % 3]) for number in range(60)]
    statuses = [answer.status_code for answer in answers]
    assert statuses.count(429) == 60 - FREE - 1
    assert set(statuses[:FREE]) == {400 if path == "/token" else 401}
    refused = next(answer for answer in answers if answer.status_code == 429)
    assert (refused.json()["error"], int(refused.headers["retry-after"]) >= 1) == ("rate_limited", True)
    assert (await ask("198.51.100.1", PASSWORD)).status_code == 200


async def test_a_login_that_finds_the_queue_full_is_told_to_come_back(
    door: Door, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gateway.auth.passwords.WAITING", 0)
    for answer in (await token(door), await login(door)):
        assert (answer.status_code, answer.json()["error"], answer.headers["retry-after"]) == (
            503,
            "temporarily_unavailable",
            "1",
        )
