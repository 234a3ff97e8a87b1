"""Answers the REST routes: each is a document of queries/, run as the caller by the same executor as GraphQL."""

import logging
import re
import time
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack, aclosing
from dataclasses import replace
from typing import Any, Protocol

import orjson
from starlette.routing import compile_path
from starlette.types import Receive, Scope, Send

from gateway.body import joined, read_body
from gateway.http_errors import MethodNotAllowed, UnsupportedMediaType, unexpected
from gateway.rest.api import Doors, Family, RateLimited, failure_of
from gateway.rest.route import JSON, Ask, Asked, Call, Reply, Route
from gateway.rest.streaming import Parts, stream
from gateway.rest.validation import read_body as valid_body
from gateway.rest.validation import read_query
from schema.engine.request import Answer, Caller, Request
from storage.errors import Failure, NotFound
from storage.ulid import new_id

log = logging.getLogger("pentagraph")


class Source(Protocol):
    """What runs operations: the engine, or the engine on one snapshot."""

    async def answer(self, request: Request, caller: Caller) -> Answer:
        """The finished answer of one operation, errors included."""


class Engine(Source, Protocol):
    """The executor."""

    def snapshot(self) -> Any:
        """A block whose operations all read one state of the store."""


class Rates(Protocol):
    """Rate limits."""

    async def take(self, org_id: str, rate: str) -> Mapping[str, str]:
        """Counts a request; headers that tell what is left. Raises RateLimited."""


class Shim:
    """The ASGI application of the REST routes."""

    def __init__(
        self,
        families: Sequence[Family],
        engine: Engine,
        doors: Doors,
        documents: Mapping[str, str],
        rates: Rates,
        max_body_bytes: int,
    ) -> None:
        self._engine = engine
        self._doors = doors
        self._documents = documents
        self._rates = rates
        self._limit = max_body_bytes
        self._families = tuple(families)
        self._routes = [
            (compile_path(route.path)[0], family, route) for family in families for route in sorted(family.routes, key=_plainness)
        ]

    def family_of(self, path: str) -> Family | None:
        """The family that answers a path, be it with a refusal."""
        fitting = [
            (len(prefix), family)
            for family in self._families
            for prefix in family.prefixes
            if path == prefix or path.startswith(prefix.rstrip("/") + "/")
        ]
        return max(fitting, key=lambda each: each[0])[1] if fitting else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request, whatever becomes of it."""
        call = _call(scope)
        family = self.family_of(call.path)
        assert family is not None
        try:
            reply = await self._reply(family, call, receive)
        except Failure as failure:
            reply = family.refuse(failure, call)
        except Exception:
            reply = family.refuse(unexpected(log), call)
        await _send(receive, send, reply, {**family.headers(call), **reply.headers}, head=call.method == "HEAD")

    async def _reply(self, family: Family, call: Call, receive: Receive) -> Reply:
        """The stages of a request in order: route, caller, rate, parameters, body, document, shape."""
        route, path = self._route(family, call)
        caller = await family.identify(self._doors, call)
        caller.require(frozenset(route.scopes))
        try:
            told = await self._rates.take(caller.org_id, f"{family.name}:{route.rate}")
        except RateLimited as failure:
            return _told(family, family.refuse(failure, call), failure.headers)
        try:
            content = await read_body(receive, call.headers, self._limit) if route.body is not None else b""
            if content and "json" not in call.headers.get("content-type", JSON):
                raise UnsupportedMediaType(f"The body must have Content-Type {JSON}.")
            asked = Asked(call, _granted(caller, route), path, read_query(route, call), valid_body(route, content))
            reply = await self._answered(route, asked)
        except Failure as failure:
            reply = family.refuse(failure, call)
        return _told(family, reply, told)

    def _route(self, family: Family, call: Call) -> tuple[Route, Mapping[str, str]]:
        allowed: list[str] = []
        for pattern, owner, route in self._routes:
            match = pattern.match(call.path) if owner is family else None
            if match is None:
                continue
            if call.method == route.method or (call.method == "HEAD" and route.method == "GET"):
                return route, match.groupdict()
            if route.method not in allowed:
                allowed.append(route.method)
        if allowed:
            raise MethodNotAllowed(f"{call.method} is not allowed; use {' or '.join(allowed)}.", allow=", ".join(allowed))
        raise NotFound("There is nothing at this path.")

    async def _answered(self, route: Route, asked: Asked) -> Reply:
        if route.work is not None:
            return await self._worked(route, asked)
        request = Request(self._documents[route.document], None, route.variables(asked))
        if route.snapshot:
            async with self._engine.snapshot() as source:
                answer = await source.answer(request, asked.caller)
        else:
            answer = await self._engine.answer(request, asked.caller)
        if route.at:
            body = _inside(answer.body, route.at)
            if body is not None:
                return Reply(route.status, body, route.media)
        shaped = _data(answer.body)
        if route.shape is not None:
            shaped = route.shape(shaped, asked)
        else:
            for name in route.at:
                shaped = None if shaped is None else shaped[name]
        return _reply(route, shaped)

    async def _worked(self, route: Route, asked: Asked) -> Reply:
        assert route.work is not None
        async with AsyncExitStack() as held:
            source = await held.enter_async_context(self._engine.snapshot()) if route.snapshot else self._engine
            reply = _reply(route, await route.work(self._ask(source, asked), asked))
            if not isinstance(reply.body, bytes):
                first = await anext(reply.body, b"")
                reply = replace(reply, body=Parts(first, reply.body, held.pop_all()))
            return reply

    def _ask(self, source: Source, asked: Asked) -> Ask:
        async def ask(document: str, variables: Mapping[str, Any]) -> dict[str, Any]:
            answer = await source.answer(Request(self._documents[document], None, dict(variables)), asked.caller)
            return _data(answer.body)

        return ask


def _granted(caller: Caller, route: Route) -> Caller:
    """The caller as the route's own document sees them."""
    return replace(caller, scopes=caller.scopes | frozenset(route.grants)) if route.grants else caller


def _told(family: Family, reply: Reply, headers: Mapping[str, str]) -> Reply:
    """With what is left of the rate limit, where the family says so."""
    return Reply(reply.status, reply.body, reply.media, {**reply.headers, **headers}) if family.rate_headers else reply


def _plainness(route: Route) -> int:
    """Paths without parameters are tried before those with."""
    return len(re.findall(r"{", route.path))


def _inside(body: bytes, at: tuple[str, ...]) -> bytes | None:
    """The bytes of the one value that an answer holds at a path; None where there is more, or less, in it."""
    prefix = b'{"data":' + b"".join(b'{"' + name.encode() + b'":' for name in at)
    suffix = b"}" * (len(at) + 1)
    return body[len(prefix) : -len(suffix)] if body.startswith(prefix) and body.endswith(suffix) else None


def _data(body: bytes) -> dict[str, Any]:
    answer = orjson.loads(body)
    if answer.get("errors"):
        raise failure_of(answer["errors"][0])
    data: dict[str, Any] = answer["data"]
    return data


def _reply(route: Route, shaped: Any) -> Reply:
    if isinstance(shaped, Reply):
        return shaped
    if route.media == JSON:
        return Reply(route.status, orjson.dumps(shaped), JSON)
    return Reply(route.status, shaped, route.media)


def _call(scope: Scope) -> Call:
    headers = joined(scope["headers"])
    now = time.time_ns() // 1000
    return Call(scope["method"], scope["path"], scope["query_string"], headers, scope, new_id("req_", now), now)


async def _send(receive: Receive, send: Send, reply: Reply, headers: Mapping[str, str], *, head: bool) -> None:
    sent = {"content-type": reply.media, "cache-control": "no-store", "x-content-type-options": "nosniff", **headers}
    if isinstance(reply.body, bytes):
        sent["content-length"] = str(len(reply.body))
    pairs = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in sent.items()]
    start = {"type": "http.response.start", "status": reply.status, "headers": pairs}
    if isinstance(reply.body, bytes):
        await send(start)
        await send({"type": "http.response.body", "body": b"" if head else reply.body})
        return
    assert isinstance(reply.body, Parts)
    async with aclosing(reply.body) as parts:
        await send(start)
        await stream(parts, receive, send)
