"""The GraphQL endpoint, by the GraphQL-over-HTTP specification."""

import logging
from dataclasses import dataclass
from time import perf_counter

from starlette.types import Receive, Scope, Send

from gateway.auth.callers import MAY_EXPLAIN, Callers
from gateway.body import joined, read_body, too_large
from gateway.graphql.negotiation import GRAPHQL, JSON, LONGEST_ACCEPT, answer_type, is_json
from gateway.graphql.parameters import Parameters, parameters_of_body, parameters_of_query_string
from gateway.graphql.persisted import PersistedQueries
from gateway.graphql.response import GraphQLResponse, respond
from gateway.http_errors import (
    STATUS,
    MethodNotAllowed,
    NotAcceptable,
    UnsupportedMediaType,
    error_body,
    error_headers,
    unexpected,
)
from gateway.server_timing import server_timing
from schema.engine.engine import Engine
from schema.engine.request import Request
from schema.engine.timing import STAGES
from storage.errors import Failure, Forbidden

log = logging.getLogger("pentagraph")

CONTENT_TYPES = {kind: f"{kind}; charset=utf-8".encode() for kind in (GRAPHQL, JSON)}
ALLOWED = b"GET, POST, OPTIONS"

Headers = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Reply:
    """An HTTP response without the headers that every response has."""

    status: int
    media: str
    body: bytes
    timing: dict[str, float]
    headers: tuple[tuple[bytes, bytes], ...] = ()


class GraphQLEndpoint:
    """The ASGI application at /graphql."""

    def __init__(self, engine: Engine, callers: Callers, persisted: PersistedQueries, max_body_bytes: int) -> None:
        self._engine = engine
        self._callers = callers
        self._persisted = persisted
        self._limit = max_body_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request, including errors."""
        started = perf_counter()
        headers = joined(scope["headers"])
        try:
            reply = await self._reply(scope, headers, receive)
        except Failure as failure:
            reply = _refused(failure, headers)
        except Exception:
            reply = _refused(unexpected(log), headers)
        await _send(send, reply, (perf_counter() - started) * 1000)

    async def _reply(self, scope: Scope, headers: dict[str, str], receive: Receive) -> Reply:
        """Runs the stages of a request in order: method, media type, caller, parameters, document, answer."""
        if scope["method"] == "OPTIONS":
            return Reply(204, JSON, b"", {}, ((b"allow", ALLOWED),))
        if scope["method"] not in ("GET", "POST"):
            raise MethodNotAllowed(f"{scope['method']} is not allowed; use GET or POST.")
        media = answer_type(headers.get("accept", ""))
        if media is None:
            raise NotAcceptable(
                f"The Accept header allows neither {GRAPHQL} nor {JSON}, or is longer than {LONGEST_ACCEPT} characters."
            )
        caller = await self._callers.identify(scope, headers)
        explain = headers.get("x-pentagraph-explain") == "1"
        if explain and MAY_EXPLAIN.isdisjoint(caller.scopes):
            raise Forbidden("X-Pentagraph-Explain requires the scope `admin`.", scope="admin")
        parameters = await self._parameters(scope, headers, receive)
        request = Request(
            query=self._persisted.text(parameters),
            operation_name=parameters.operation_name,
            variables=parameters.variables,
            explain=explain,
            allow_mutation=scope["method"] == "POST",
        )
        return _answered(await respond(self._engine, request, caller), media)

    async def _parameters(self, scope: Scope, headers: dict[str, str], receive: Receive) -> Parameters:
        if scope["method"] == "GET":
            if len(scope["query_string"]) > self._limit:
                raise too_large(self._limit, len(scope["query_string"]))
            return parameters_of_query_string(scope["query_string"])
        if not is_json(headers.get("content-type", "")):
            raise UnsupportedMediaType(f"The body must have Content-Type {JSON}, in UTF-8.")
        return parameters_of_body(await read_body(receive, headers, self._limit))


def _answered(answer: GraphQLResponse, media: str) -> Reply:
    if answer.is_method_refused:
        return Reply(405, media, answer.body, answer.timing, ((b"allow", b"POST"),))
    # Older clients treat any status other than 200 as a server failure, so application/json has 200 for GraphQL errors.
    status = 200 if answer.executed or media == JSON else 400
    return Reply(status, media, answer.body, answer.timing)


def _refused(failure: Failure, headers: dict[str, str]) -> Reply:
    status = STATUS.get(failure.code, 500)
    extra = [(name.encode(), value.encode()) for name, value in error_headers(failure, allow=ALLOWED.decode()).items()]
    return Reply(status, answer_type(headers.get("accept", "")) or JSON, error_body(failure), {}, tuple(extra))


async def _send(send: Send, reply: Reply, total: float) -> None:
    timing = server_timing({stage: reply.timing.get(stage, 0.0) for stage in STAGES}, total)
    await send(
        {
            "type": "http.response.start",
            "status": reply.status,
            "headers": [
                (b"content-type", CONTENT_TYPES[reply.media]),
                (b"content-length", b"%d" % len(reply.body)),
                (b"server-timing", timing.encode()),
                (b"cache-control", b"private, no-store"),
                (b"vary", b"accept, authorization, x-api-key"),
                (b"x-content-type-options", b"nosniff"),
                *reply.headers,
            ],
        }
    )
    await send({"type": "http.response.body", "body": reply.body})
