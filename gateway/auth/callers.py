"""Resolves requests to callers: by API key, by token, or as a reader of the demo without a credential."""

from collections.abc import Awaitable, Callable, Mapping
from hashlib import sha256

from cachetools import TTLCache
from starlette.types import Scope

from gateway.auth.demo_readers import EXPLAIN, DemoReaders
from schema.engine.request import Caller
from storage.accounts.keys import PREFIX
from storage.errors import Unauthenticated

MAY_EXPLAIN = frozenset({"admin", EXPLAIN})

REMEMBERED_KEYS = 1000

FindCaller = Callable[[str], Awaitable[Caller]]
"""Maps the text of an API key to its caller. Raises Unauthenticated if the key is unknown, expired or revoked."""


class Callers:
    """Finds the caller of a request, and caches valid keys for `key_cache_seconds`."""

    def __init__(
        self, find: FindCaller, readers: DemoReaders, *, key_cache_seconds: float, find_token: FindCaller | None = None
    ) -> None:
        self._find = find
        self._find_token = find_token
        self._readers = readers
        self._known: TTLCache[bytes, Caller] = TTLCache(REMEMBERED_KEYS, key_cache_seconds)

    async def identify(self, scope: Scope, headers: Mapping[str, str]) -> Caller:
        """The caller of a request. Raises Unauthenticated if the request needs a key and has no valid one."""
        key = presented_key(headers)
        if key is not None:
            find = self._find_token if "authorization" in headers and not key.startswith(PREFIX) else None
            return await (find or self.of_key)(key)
        reader = await self.local(scope, headers)
        if reader is not None:
            return reader
        raise Unauthenticated(
            "An API key is required: send `Authorization: Bearer pgk_...` or `X-API-Key: pgk_...`."
            + self._readers.refusal(scope, headers)
        )

    async def local(self, scope: Scope, headers: Mapping[str, str]) -> Caller | None:
        """The caller of a request that reads the demo without a credential; None for all others."""
        return await self._readers.caller(scope, headers)

    async def of_key(self, key: str) -> Caller:
        """The caller of a key. Raises Unauthenticated if the key is not valid."""
        digest = sha256(key.encode()).digest()
        caller = self._known.get(digest)
        if caller is None:
            caller = self._known[digest] = await self._find(key)
        return caller


def presented_key(headers: Mapping[str, str]) -> str | None:
    """The key in a request's headers, or None. Raises Unauthenticated for another kind of credential, or two keys."""
    authorization, plain = headers.get("authorization"), headers.get("x-api-key")
    if authorization is None:
        return plain
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise Unauthenticated("The Authorization header must be `Bearer pgk_...`.")
    if plain is not None and plain != token.strip():
        raise Unauthenticated("Authorization and X-API-Key contain different keys; send only one of them.")
    return token.strip()
