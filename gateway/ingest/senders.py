"""Who may send data."""

from collections.abc import Mapping

from starlette.types import Scope

from gateway.auth.callers import Callers
from gateway.http_errors import MethodNotAllowed
from schema.engine.request import Caller

METHOD = "POST"
SCOPE = frozenset({"ingest"})


def require_post(scope: Scope) -> None:
    """Raises MethodNotAllowed for a request of another method."""
    if scope["method"] != METHOD:
        raise MethodNotAllowed(f"{scope['method']} is not allowed; use {METHOD}.")


async def sender_of(scope: Scope, headers: Mapping[str, str], callers: Callers) -> Caller:
    """The caller of a POST request. Raises MethodNotAllowed, Unauthenticated, or Forbidden without the scope `ingest`."""
    require_post(scope)
    caller = await callers.identify(scope, headers)
    caller.require(SCOPE)
    return caller
