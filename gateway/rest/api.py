"""One vendor's API as data: its routes, its credentials and its errors."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from pydantic import BaseModel

from gateway.http_request import HttpRequest
from gateway.rest.paths import TrailingSlash
from gateway.rest.route import AnyRoute, HttpResponse
from schema.engine.request import Caller
from storage.errors import Failure


class Authenticator(Protocol):
    """Resolves the kinds of credentials that an API may accept. Each method returns the caller or raises Unauthenticated."""

    async def of_key(self, text: str) -> Caller:
        """An API key, `pgk_...`."""

    async def of_token(self, text: str) -> Caller:
        """A token that this server signed, from `POST /token`."""

    async def of_session(self, request: HttpRequest) -> Caller | None:
        """The session cookie; None without one. Raises Forbidden if a page of another site may have sent the request."""

    async def of_issuer(self, identifier: str, token: str) -> Caller:
        """A token of a configured OpenID Connect issuer, named as in the settings, or a token of this server."""

    async def of_bearer(self, text: str) -> Caller:
        """An API key, or a token of this server."""

    async def local(self, request: HttpRequest) -> Caller | None:
        """The caller on this machine who reads the demo without a credential; None for other requests."""


@dataclass(frozen=True, slots=True)
class Problem:
    """An error in one part of a request, in the form of FastAPI and pydantic."""

    loc: tuple[str | int, ...]
    msg: str
    type: str


class Unprocessable(Failure):
    """Invalid parameters or an invalid body; `problems` lists the errors."""

    code = "BAD_USER_INPUT"

    def __init__(self, problems: list[Problem]) -> None:
        first = problems[0]
        super().__init__(f"{'.'.join(map(str, first.loc[1:])) or first.loc[0]}: {first.msg}")
        self.problems = problems


Identify = Callable[[Authenticator, HttpRequest], Awaitable[Caller]]
Refuse = Callable[[Failure, HttpRequest], HttpResponse]


@dataclass(frozen=True, slots=True)
class Api:
    """One API. It also answers, with its own form of 404, paths under one of `prefixes` that are not routes."""

    name: str
    title: str
    description: str
    prefixes: tuple[str, ...]
    routes: tuple[AnyRoute, ...]
    identify: Identify
    refuse: Refuse
    security: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    """OpenAPI security schemes by name; a request may use any one of them."""
    headers: Callable[[HttpRequest], Mapping[str, str]] = lambda _: {}
    """Headers of every response."""
    header_says: Mapping[str, str] = field(default_factory=dict)
    """Descriptions of those headers by name, for OpenAPI."""
    errors: Mapping[int, type[BaseModel]] = field(default_factory=dict)
    """Types of error bodies by status, for the statuses that any route of the API may have."""
    trailing_slash: TrailingSlash = "redirect"
    """What happens to a path with a slash at its end."""
    needs_license: bool = False
    """Whether the organization needs a license."""
    rate_headers: bool = False
    """Whether responses have headers with the remaining rate limit."""
    whole_milliseconds: bool = False
    """Whether every field whose name ends with `_ms` is rounded to a whole number."""


def listed(failure: Failure) -> list[dict[str, object]]:
    """The errors of a request in FastAPI's form."""
    if isinstance(failure, Unprocessable):
        return [{"loc": list(each.loc), "msg": each.msg, "type": each.type} for each in failure.problems]
    field = str(failure.facts.get("field", ""))
    return [
        {"loc": ["body" if not field else "query", *([field] if field else [])], "msg": failure.message, "type": "value_error"}
    ]
