"""Login: `POST /token` with OAuth2's password grant (RFC 6749), and `POST` and `DELETE /session` for browsers."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

import orjson
from starlette.types import Receive, Scope, Send

from gateway.auth.guesses import Guesses, spelled
from gateway.auth.passwords import Passwords, TooManyLogins
from gateway.auth.request_credentials import COOKIE, cookies, is_same_origin
from gateway.auth.sessions import Sessions
from gateway.auth.tokens import Tokens
from gateway.body import joined, read_body
from gateway.http_errors import STATUS, MethodNotAllowed, UnsupportedMediaType, unexpected
from gateway.rate_limits import RateLimits
from storage.accounts.keys import SCOPES
from storage.accounts.users import User
from storage.database.patience import answered_within
from storage.errors import Failure, Forbidden

log = logging.getLogger("pentagraph")

TOKEN, SESSIONS = "/token", "/session"
PATHS = (TOKEN, SESSIONS)
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
LARGEST = 10_000
"""Maximum size of a request body, in bytes."""

ANSWER_SECONDS = 30.0
"""Maximum seconds for an answer, including the time to read the request and to wait for the database."""

FROM_PAGE = frozenset({"origin", "referer", "sec-fetch-site"})
"""Headers that browsers add to requests from pages."""

BY_ADDRESS = 10
"""The limit for all user names from one address is this many times the limit for one user name."""


class OAuthRefused(Failure):
    """An error response of RFC 6749, section 5.2; `error` is its code."""

    code = "BAD_REQUEST"

    def __init__(self, error: str, message: str) -> None:
        super().__init__(message)
        self.error = error


@dataclass(frozen=True, slots=True)
class PasswordChecks:
    """Verifies passwords within limits."""

    passwords: Passwords
    limits: RateLimits
    guesses: Guesses
    attempts: int
    """Maximum attempts per minute with one user name from one address. 0: neither limits nor delays."""

    async def user(self, name: str, password: str, address: str) -> User | None:
        """The user with this name and password, or None. Raises RateLimited, TooManyGuesses and TooManyLogins."""
        if not self.attempts:
            return await self.passwords.user(name, password, address)
        await self.limits.attempt(self.attempts * BY_ADDRESS, "login", address)
        await self.limits.attempt(self.attempts, "login", address, spelled(name))
        await self.guesses.attempt(name, address)
        user = await self.passwords.user(name, password, address)
        if user is not None:
            await self.guesses.succeeded(name, address)
        return user


class Login:
    """The ASGI application at `/token` and `/session`."""

    def __init__(self, checks: PasswordChecks, tokens: Tokens, sessions: Sessions) -> None:
        self._checks = checks
        self._tokens = tokens
        self._sessions = sessions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request, including errors."""
        try:
            async with answered_within(ANSWER_SECONDS):
                status, body, extra = await self._answer(scope, joined(scope["headers"]), receive)
        except Failure as failure:
            status, body, extra = _refused(failure, scope["path"])
        except Exception:
            status, body, extra = _refused(unexpected(log), scope["path"])
        headers = {"content-type": JSON, "cache-control": "no-store", "pragma": "no-cache", "x-content-type-options": "nosniff"}
        content = b"" if body is None else orjson.dumps(body)
        headers |= {"content-length": str(len(content)), **extra}
        pairs = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": status, "headers": pairs})
        await send({"type": "http.response.body", "body": content})

    async def _answer(self, scope: Scope, headers: Mapping[str, str], receive: Receive) -> tuple[int, object, dict[str, str]]:
        allowed = ("POST",) if scope["path"] == TOKEN else ("POST", "DELETE")
        if scope["method"] not in allowed:
            raise MethodNotAllowed(f"Method not allowed; use {' or '.join(allowed)}.", allow=", ".join(allowed))
        if scope["path"] == TOKEN:
            return 200, await self._token(scope, headers, receive), {}
        if not FROM_PAGE.isdisjoint(headers) and not is_same_origin(headers):
            raise Forbidden("Only pages of this host may start or end a session.")
        if scope["method"] == "DELETE":
            await self._end(headers)
            return 204, None, {"set-cookie": _cookie("", 0, scope, headers)}
        return await self._session(scope, headers, receive)

    async def _token(self, scope: Scope, headers: Mapping[str, str], receive: Receive) -> dict[str, object]:
        form = _form(headers, await read_body(receive, headers, LARGEST))
        if not form.get("grant_type"):
            raise OAuthRefused("invalid_request", "The parameter grant_type is missing.")
        if form["grant_type"] != "password":
            raise OAuthRefused("unsupported_grant_type", "grant_type must be `password`.")
        for name in ("username", "password"):
            if not form.get(name):
                raise OAuthRefused("invalid_request", f"The parameter {name} is missing.")
        user = await self._checks.user(form["username"], form["password"], _address(scope))
        if user is None:
            raise OAuthRefused("invalid_grant", "Incorrect username or password.")
        token = await self._tokens.make(user, _scopes(form.get("scope", ""), user))
        return {"access_token": token, "token_type": "bearer", "expires_in": self._tokens.seconds}

    async def _session(self, scope: Scope, headers: Mapping[str, str], receive: Receive) -> tuple[int, object, dict[str, str]]:
        """Starts a session. The body must be JSON, because a form on a page of another site cannot send JSON."""
        if headers.get("content-type", "").partition(";")[0].strip().lower() != JSON:
            raise UnsupportedMediaType(f"The body must have Content-Type {JSON}.")
        try:
            body = orjson.loads(await read_body(receive, headers, LARGEST))
        except orjson.JSONDecodeError:
            body = None
        if not isinstance(body, dict) or not all(isinstance(body.get(name), str) for name in ("username", "password")):
            raise OAuthRefused("invalid_request", 'The body must be {"username": "...", "password": "..."}.')
        user = await self._checks.user(body["username"], body["password"], _address(scope))
        if user is None:
            raise OAuthRefused("invalid_grant", "Incorrect username or password.")
        await self._end(headers)
        text, seconds = await self._sessions.begin(user), self._sessions.seconds
        about = {"username": user.email, "org_id": user.org_id, "scopes": sorted(user.scopes), "expires_in": seconds}
        return 200, about, {"set-cookie": _cookie(text, seconds, scope, headers)}

    async def _end(self, headers: Mapping[str, str]) -> None:
        """Ends the session of every cookie in the request."""
        for text in cookies(headers, COOKIE):
            await self._sessions.end(text)


def _address(scope: Scope) -> str:
    return (scope.get("client") or ("",))[0]


def _form(headers: Mapping[str, str], content: bytes) -> dict[str, str]:
    if headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
        raise OAuthRefused("invalid_request", f"The body must have Content-Type {FORM}.")
    try:
        pairs = parse_qsl(content.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=50)
    except ValueError:
        raise OAuthRefused("invalid_request", "The body is not a valid form in UTF-8.") from None
    form = dict(pairs)
    if len(form) != len(pairs):
        raise OAuthRefused("invalid_request", "A parameter was sent more than once.")
    return form


def _scopes(requested: str, user: User) -> frozenset[str]:
    """Scopes of a token: the requested ones, or all scopes of the user."""
    scopes = frozenset(requested.split())
    if not scopes <= user.scopes and not ("admin" in user.scopes and scopes <= set(SCOPES)):
        raise OAuthRefused("invalid_scope", "scope contains scopes that the user does not have.")
    return scopes or user.scopes


def _cookie(value: str, seconds: int, scope: Scope, headers: Mapping[str, str]) -> str:
    # A proxy that terminates TLS sets this header; a client that forges it only keeps its own cookie from plain HTTP.
    is_secure = scope.get("scheme") == "https" or headers.get("x-forwarded-proto", "").partition(",")[0] == "https"
    return f"{COOKIE}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{'; Secure' if is_secure else ''}"


def _refused(failure: Failure, path: str) -> tuple[int, object, dict[str, str]]:
    """The error response of RFC 6749 for both paths, with `detail` for FastAPI clients."""
    headers: dict[str, str] = {}
    status = STATUS.get(failure.code, 500)
    error = "invalid_request" if status < 500 else "server_error"
    if isinstance(failure, OAuthRefused):
        error = failure.error
    elif status == 429:
        error = "rate_limited"
    elif isinstance(failure, TooManyLogins):
        error = "temporarily_unavailable"
    if failure.retry_after is not None:
        headers["retry-after"] = str(failure.retry_after)
    if "allow" in failure.facts:
        headers["allow"] = str(failure.facts["allow"])
    if error == "invalid_grant" and path == SESSIONS:
        status, headers = 401, {"www-authenticate": 'Bearer realm="pentagraph"'}
    return status, {"error": error, "error_description": failure.message, "detail": failure.message}, headers
