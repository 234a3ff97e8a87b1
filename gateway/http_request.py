"""An HTTP request as it arrived."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from starlette.types import Scope

from gateway.body import joined
from storage.nouns.record import Instant
from storage.ulid import new_id


@dataclass(frozen=True, slots=True)
class HttpRequest:
    """A request before anything in it is checked."""

    method: str
    path: str
    raw_path: str
    """The path as it was sent, without decoding."""
    query_string: bytes
    headers: Mapping[str, str]
    """By name in lower case."""
    scope: Scope
    request_id: str
    now: Instant
    """Time of its arrival."""

    @classmethod
    def of(cls, scope: Scope) -> "HttpRequest":
        """The request of an ASGI scope."""
        now = Instant(time.time_ns() // 1000)
        headers = joined(scope["headers"])
        raw_path = (scope.get("raw_path") or quote(scope["path"], errors="surrogatepass").encode()).decode("latin-1")
        identity = new_id("req_", now)
        return cls(scope["method"], scope["path"], raw_path, scope["query_string"], headers, scope, identity, now)
