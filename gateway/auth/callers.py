"""Who is asking: an API key or token names an organization and scopes; a caller on this machine may need none."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from hashlib import sha256
from time import monotonic
from typing import Any

from starlette.types import Scope

from gateway.auth.local import is_local
from schema.engine.request import Caller
from storage.accounts.keys import PREFIX
from storage.errors import Unauthenticated

EXPLAIN = "explain"
"""May have statements explained, and no more. No key has this scope: it is for callers on this machine."""

LOCAL_SCOPES = frozenset({"graph:read", "logs:read", "mcp:read", "nhi:read", EXPLAIN})
"""What a caller on this machine may do without a key: read everything of the one organization, and have statements explained."""

MAY_EXPLAIN = frozenset({"admin", EXPLAIN})

REMEMBERED_KEYS = 1000

FindCaller = Callable[[str], Awaitable[Caller]]
"""From the text of an API key to whom it stands for; Unauthenticated where it is unknown, expired or revoked."""


class Callers:
    """Tells who sent a request, and remembers keys that were found valid for a few seconds."""

    def __init__(
        self, find: FindCaller, *, anonymous_org: str, key_cache_seconds: float, find_token: FindCaller | None = None
    ) -> None:
        self._find = find
        self._find_token = find_token
        self._local = Caller(anonymous_org, LOCAL_SCOPES) if anonymous_org else None
        self._seconds = key_cache_seconds
        self._known: OrderedDict[bytes, tuple[float, Caller]] = OrderedDict()

    async def identify(self, scope: Scope, headers: Mapping[str, str]) -> Caller:
        """The caller of a request; Unauthenticated where it has no valid key and needs one."""
        key = presented_key(headers)
        if key is not None:
            find = self._find_token if "authorization" in headers and not key.startswith(PREFIX) else None
            return await (find or self.of_key)(key)
        local = self.local(scope, headers)
        if local is not None:
            return local
        raise Unauthenticated("An API key is required: send `Authorization: Bearer pgk_...` or `X-API-Key: pgk_...`.")

    def local(self, scope: Mapping[str, Any], headers: Mapping[str, str]) -> Caller | None:
        """The caller on this machine, who needs no key; None elsewhere, or where the settings allow none."""
        return self._local if self._local is not None and is_local(scope, headers) else None

    async def of_key(self, key: str) -> Caller:
        """The caller of a key; Unauthenticated where it is not valid."""
        digest = sha256(key.encode()).digest()
        now = monotonic()
        if digest in self._known:
            until, caller = self._known[digest]
            if now < until:
                return caller
            del self._known[digest]
        found = await self._find(key)
        self._known[digest] = (now + self._seconds, found)
        if len(self._known) > REMEMBERED_KEYS:
            self._known.popitem(last=False)
        return found


def presented_key(headers: Mapping[str, str]) -> str | None:
    """The key that a request carries, None where it carries none; Unauthenticated for another kind of credential, or two keys."""
    authorization, plain = headers.get("authorization"), headers.get("x-api-key")
    if authorization is None:
        return plain
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise Unauthenticated("The Authorization header must be `Bearer pgk_...`.")
    if plain is not None and plain != token.strip():
        raise Unauthenticated("Authorization and X-API-Key contain different keys; send only one of them.")
    return token.strip()
