"""The body of a GraphQL response: `data` with null propagation, `errors` and `extensions`, joined from an operation's outcome."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from time import perf_counter

import orjson
from graphql import GraphQLError

from schema.engine.engine import Engine
from schema.engine.outcome import ExplainedStatement, FieldFailure, MutationNotAllowed, OperationRefused, Outcome
from schema.engine.request import Caller, Request
from storage.database.priority import beside
from storage.errors import Failure

ON_THE_LOOP = 1_048_576
"""Bytes of values that are joined on the event loop."""


@dataclass(frozen=True, slots=True)
class GraphQLResponse:
    """A response body, and how long each stage took in milliseconds."""

    body: bytes
    timing: dict[str, float]
    executed: bool = True
    """False: the operation was refused before it ran."""
    is_method_refused: bool = False
    """Whether it is a mutation that was sent with GET."""


async def respond(engine: Engine, request: Request, caller: Caller) -> GraphQLResponse:
    """The response to a request. It never raises for anything that a client sends."""
    try:
        outcome = await engine.run(request, caller)
    except OperationRefused as refused:
        body = b'{"errors":' + _formatted(refused.errors) + b"}"
        return GraphQLResponse(body, refused.timing, executed=False, is_method_refused=isinstance(refused, MutationNotAllowed))
    started = perf_counter()
    # Joining more than a megabyte lets other threads run meanwhile.
    body = joined(outcome) if outcome.size <= ON_THE_LOOP else await beside(joined, outcome)
    return GraphQLResponse(body, outcome.timing | {"encode": (perf_counter() - started) * 1000})


def joined(outcome: Outcome) -> bytes:
    """The body of an operation that ran. Its pieces are joined once: it may be large, and each copy takes time."""
    pieces = [b'{"data":']
    if outcome.failures:
        pieces = [b'{"errors":', _formatted([_error(failed) for failed in outcome.failures]), b',"data":']
    extensions = b"" if outcome.statements is None else _extensions(outcome.statements)
    fields = list(zip(outcome.roots, outcome.values, strict=True))
    if outcome.failures and any(isinstance(value, FieldFailure) and not root.nullable for root, value in fields):
        return b"".join((*pieces, b"null", extensions, b"}"))
    comma = b"{"
    for root, value in fields:
        pieces += (comma, root.prefix, value if isinstance(value, bytes) else b"null")
        comma = b","
    pieces += (b"}" if fields else b"{}", extensions, b"}")
    return b"".join(pieces)


def _error(failed: FieldFailure) -> GraphQLError:
    failure = failed.failure
    extensions = {"code": failure.code, **failure.facts}
    return GraphQLError(failure.message, nodes=list(failed.nodes), path=list(failed.path), extensions=extensions)


def _formatted(errors: Sequence[GraphQLError]) -> bytes:
    """The errors in the form for clients; unexpected errors without details."""
    return orjson.dumps([_shown(error) for error in errors], default=str)


def _shown(error: GraphQLError) -> dict[str, object]:
    shown: dict[str, object] = dict(error.formatted)
    if (error.extensions or {}).get("code") == Failure.code:
        shown["message"] = "Something went wrong on the server."
    return shown


def _extensions(statements: Sequence[ExplainedStatement]) -> bytes:
    return b',"extensions":' + orjson.dumps({"sql": [asdict(statement) for statement in statements]})
