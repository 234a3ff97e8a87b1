"""A family of routes: one vendor's API, with its credentials and its errors."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from gateway.http_request import HttpRequest
from gateway.rest.route import AnyRoute, HttpResponse
from schema.engine.request import Caller
from storage.errors import Failure


class Authenticator(Protocol):
    """The credentials that a family may take. Each gives the caller whom a credential stands for, or Unauthenticated."""

    async def of_key(self, text: str) -> Caller:
        """An API key, `pgk_...`."""

    async def of_token(self, text: str) -> Caller:
        """A token that this server signed, from `POST /token`."""

    async def of_session(self, request: HttpRequest) -> Caller | None:
        """The session cookie; None where there is none. Forbidden where a foreign page may have sent it."""

    async def of_issuer(self, identifier: str, token: str) -> Caller:
        """A token of a configured OpenID Connect issuer, by the name that settings give it; or of this server."""

    async def of_bearer(self, text: str) -> Caller:
        """An API key or a token of this server, whichever it is."""

    def local(self, request: HttpRequest) -> Caller | None:
        """A caller on this machine that needs no credential; None where there is none such."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one part of a request, as FastAPI and pydantic say it."""

    loc: tuple[str | int, ...]
    msg: str
    type: str


class Unprocessable(Failure):
    """Parameters or a body that do not validate; `problems` name each."""

    code = "BAD_USER_INPUT"

    def __init__(self, problems: list[Problem]) -> None:
        first = problems[0]
        super().__init__(f"{'.'.join(map(str, first.loc[1:])) or first.loc[0]}: {first.msg}")
        self.problems = problems


class RateLimited(Failure):
    """Too many requests; `retry_after` in seconds."""

    code = "RATE_LIMITED"

    def __init__(self, limit: int, retry_after: int, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(f"The rate limit of {limit} requests per minute is exceeded; retry in {retry_after} s.")
        self.limit = limit
        self.retry_after = retry_after
        self.headers = headers or {}
        """What is left of the limit, for families that say so on each answer."""


Identify = Callable[[Authenticator, HttpRequest], Awaitable[Caller]]
Refuse = Callable[[Failure, HttpRequest], HttpResponse]


@dataclass(frozen=True, slots=True)
class Api:
    """One API. A path that begins like one of `prefixes` and is none of its routes is refused in its own way."""

    name: str
    title: str
    description: str
    prefixes: tuple[str, ...]
    routes: tuple[AnyRoute, ...]
    identify: Identify
    refuse: Refuse
    security: Mapping[str, Any] = field(default_factory=dict)
    """OpenAPI security schemes by name; a request may carry any of them."""
    headers: Callable[[HttpRequest], Mapping[str, str]] = lambda _: {}
    """Headers of every answer."""
    header_says: Mapping[str, str] = field(default_factory=dict)
    """What those headers tell, by name, for OpenAPI."""
    errors: Mapping[int, Any] = field(default_factory=dict)
    """Bodies of refusals as types, by status: those that any route of the family may have."""
    needs_license: bool = False
    """Whether it answers only organizations with a license."""
    rate_headers: bool = False
    """Whether answers say what is left of the rate limit."""


def listed(failure: Failure) -> list[dict[str, Any]]:
    """The problems of a request as FastAPI lists them."""
    if isinstance(failure, Unprocessable):
        return [{"loc": list(each.loc), "msg": each.msg, "type": each.type} for each in failure.problems]
    field = str(failure.facts.get("field", ""))
    return [
        {"loc": ["body" if not field else "query", *([field] if field else [])], "msg": failure.message, "type": "value_error"}
    ]
