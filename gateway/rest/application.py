"""Answers the REST routes: each is a document of queries/, run as the caller by the same engine as GraphQL."""

import logging
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack, aclosing
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Protocol

import orjson
from starlette.types import Receive, Scope, Send

from gateway.body import read_body
from gateway.http_errors import RateLimited, UnsupportedMediaType, unexpected
from gateway.http_request import HttpRequest
from gateway.rest.api import Api, Authenticator
from gateway.rest.milliseconds import in_whole_milliseconds
from gateway.rest.paths import Moved, Paths, RoutedPath
from gateway.rest.route import JSON, AnyRequest, AnyRoute, Data, HttpResponse, Run, ValidRequest
from gateway.rest.streaming import Parts, stream
from gateway.rest.validation import valid_body, valid_query
from gateway.server_timing import server_timing
from schema.engine.engine import Engine, OneSnapshot
from schema.engine.outcome import OperationRefused
from schema.engine.request import Caller, Request
from schema.engine.timing import Clock
from storage.errors import Failure, Forbidden

log = logging.getLogger("pentagraph")

READ = "read"
RATE_HEADERS = frozenset({"X-RateLimit-Limit"})
STAGES = ("route", "authenticate", "limit", "validate", "run", "shape")
"""Stages of a REST request, in order."""


class RateLimiter(Protocol):
    """Rate limits."""

    async def take(self, org_id: str, api: str, rate: str) -> Mapping[str, str]:
        """Counts a request, and returns headers with the remaining requests. Raises RateLimited."""


class Licenses(Protocol):
    """Licenses of organizations."""

    async def is_licensed(self, org_id: str) -> bool:
        """Whether the organization has a license that has not expired."""


@dataclass(frozen=True, slots=True)
class RestServices:
    """The dependencies of the REST APIs."""

    engine: Engine
    authenticator: Authenticator
    licenses: Licenses
    documents: Mapping[str, str]
    limits: RateLimiter
    max_body_bytes: int


def rest_applications(apis: Sequence[Api], services: RestServices) -> "list[tuple[str, RestApplication]]":
    """Every API by its path prefixes, longest first. An API answers every path under its prefix, with 404 if it has no route."""
    applications = [(prefix, RestApplication(api, services)) for api in apis for prefix in api.prefixes]
    return sorted(applications, key=lambda each: -len(each[0]))


class RestApplication:
    """The ASGI application of one API."""

    def __init__(self, api: Api, services: RestServices) -> None:
        self._api = api
        self._services = services
        self._paths = Paths(api.routes, api.trailing_slash)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request, including errors."""
        started, clock = perf_counter(), Clock(STAGES)
        request = HttpRequest.of(scope)
        headers = dict(self._api.headers(request))
        try:
            response = await self._respond(request, receive, clock, headers)
        except Moved as moved:
            response = _moved(moved, request)
        except Failure as failure:
            response = await self._refuse(failure, request, headers)
        except Exception:
            response = await self._refuse(unexpected(log), request, headers)
        headers |= response.headers
        headers["server-timing"] = server_timing(clock.spent, (perf_counter() - started) * 1000)
        await _send(send, response, headers, head=request.method == "HEAD")

    async def _refuse(self, failure: Failure, http: HttpRequest, headers: dict[str, str]) -> HttpResponse:
        """The error response. Without a caller to count, the rate limit is that of the client's address."""
        if self._api.rate_headers and not headers.keys() & RATE_HEADERS:
            client, *_ = http.scope.get("client") or ("unknown",)
            try:
                headers |= await self._services.limits.take(f"address:{client}", self._api.name, READ)
            except RateLimited as exceeded:
                headers |= exceeded.headers
                failure = exceeded
        return self._api.refuse(failure, http)

    async def _respond(self, http: HttpRequest, receive: Receive, clock: Clock, headers: dict[str, str]) -> HttpResponse:
        """Runs the stages of a request in order and times each. Adds headers to `headers` that do not depend on the response."""
        routed = self._paths.find(http.method, http.raw_path)
        route = routed.route
        clock.record("route")
        caller = await self._authenticate(route, http)
        clock.record("authenticate")
        await self._limit(route, caller, headers)
        clock.record("limit")
        request = await self._validate(routed, caller, http, receive)
        clock.record("validate")
        return await self._run(route, request, clock)

    async def _authenticate(self, route: AnyRoute, http: HttpRequest) -> Caller:
        caller = await self._api.identify(self._services.authenticator, http)
        if self._api.needs_license and not await self._services.licenses.is_licensed(caller.org_id):
            raise Forbidden("This organization has no valid enterprise license.")
        caller.require(frozenset(route.scopes))
        return caller

    async def _limit(self, route: AnyRoute, caller: Caller, headers: dict[str, str]) -> None:
        """Counts the request, and returns the remaining rate limit as headers if the API has them."""
        try:
            left = await self._services.limits.take(caller.org_id, self._api.name, route.rate)
        except RateLimited as failure:
            if self._api.rate_headers:
                headers |= failure.headers
            raise
        if self._api.rate_headers:
            headers |= left

    async def _validate(self, routed: RoutedPath, caller: Caller, http: HttpRequest, receive: Receive) -> AnyRequest:
        route = routed.route
        content = await read_body(receive, http.headers, self._services.max_body_bytes) if route.body is not None else b""
        if content and "json" not in http.headers.get("content-type", JSON):
            raise UnsupportedMediaType(f"The body must have Content-Type {JSON}.")
        granted = replace(caller, scopes=caller.scopes | frozenset(route.grants)) if route.grants else caller
        return ValidRequest(http, granted, routed.decoded(), routed.encoded, valid_query(route, http), valid_body(route, content))

    async def _run(self, route: AnyRoute, request: AnyRequest, clock: Clock) -> HttpResponse:
        """Runs the route's documents and shapes their data. A snapshot is kept until the last part of the body is sent."""
        async with AsyncExitStack() as resources:
            engine = self._services.engine
            run = self._runner(
                await resources.enter_async_context(engine.snapshot(request.caller.org_id)) if route.snapshot else engine,
                request,
                clock,
            )
            if route.work is not None:
                shaped = await route.work(run, request)
            else:
                assert route.shape is not None
                shaped = route.shape(await run(route.document, route.variables(request)), request)
            if self._api.whole_milliseconds:
                shaped = in_whole_milliseconds(shaped)
            response = _response(route, shaped)
            if not isinstance(response.body, bytes):
                first = await anext(response.body, b"")
                response = replace(response, body=Parts(first, response.body, resources.pop_all()))
            clock.record("shape")
            return response

    def _runner(self, engine: Engine | OneSnapshot, request: AnyRequest, clock: Clock) -> Run:
        documents = self._services.documents

        async def run(document: str, variables: Mapping[str, object]) -> Data:
            clock.record("shape")
            try:
                outcome = await engine.run(Request(documents[document], None, dict(variables)), request.caller)
            except OperationRefused as refused:
                raise refused.cause from refused
            finally:
                clock.record("run")
            return outcome.data()

        return run


def _moved(moved: Moved, request: HttpRequest) -> HttpResponse:
    query = request.query_string.decode("latin-1")
    return HttpResponse(307, b"", headers={"location": f"{moved.path}?{query}" if query else moved.path})


def _response(route: AnyRoute, shaped: object) -> HttpResponse:
    if isinstance(shaped, HttpResponse):
        return shaped
    return HttpResponse(route.status, orjson.dumps(shaped), route.media)


async def _send(send: Send, response: HttpResponse, headers: Mapping[str, str], *, head: bool) -> None:
    sent = {"content-type": response.media, "cache-control": "no-store", "x-content-type-options": "nosniff", **headers}
    if isinstance(response.body, bytes):
        sent["content-length"] = str(len(response.body))
    pairs = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in sent.items()]
    start = {"type": "http.response.start", "status": response.status, "headers": pairs}
    if isinstance(response.body, bytes):
        await send(start)
        await send({"type": "http.response.body", "body": b"" if head else response.body})
        return
    assert isinstance(response.body, Parts)
    async with aclosing(response.body) as parts:
        await send(start)
        await stream(parts, send)
