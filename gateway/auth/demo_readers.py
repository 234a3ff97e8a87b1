"""Reads of the demo without a credential: from this machine only, if the settings allow it and the server has no credential."""

import time
from collections.abc import Awaitable, Callable, Mapping

from starlette.types import Scope

from gateway.auth.local import foreign_header, is_local
from schema.engine.request import Caller
from storage.accounts.keys import DEMO
from storage.loopback import is_loopback

EXPLAIN = "explain"
"""Scope that allows explaining statements, and nothing else. Only readers of the demo have it; keys cannot."""

DEMO_SCOPES = frozenset({"graph:read", "logs:read", "mcp:read", "nhi:read", "dead-letters:read", EXPLAIN})
"""All that readers of the demo may do: read everything in it, and explain statements."""


class DemoReaders:
    """Lets callers on this machine read the demo. Once the store has a credential, no one may until the server is restarted."""

    def __init__(
        self,
        has_credential: Callable[[], Awaitable[bool]],
        *,
        is_on: bool,
        seconds: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._has_credential = has_credential
        self._is_on = is_on
        self._seconds = seconds
        self._clock = clock
        self._checked_until = float("-inf")
        self._caller = Caller(DEMO, DEMO_SCOPES)

    async def caller(self, scope: Scope, headers: Mapping[str, str]) -> Caller | None:
        """The caller of a request that needs no credential; None for all others."""
        return self._caller if self._is_on and is_local(scope, headers) and await self.are_open() else None

    async def are_open(self) -> bool:
        """Whether the demo can be read without a credential. Checks the store again after `seconds`."""
        if self._is_on and self._clock() >= self._checked_until:
            self._is_on = not await self._has_credential()
            self._checked_until = self._clock() + self._seconds
        return self._is_on

    def refusal(self, scope: Scope, headers: Mapping[str, str]) -> str:
        """A hint for people who expect to read the demo without a key; empty for callers from other machines."""
        if not is_loopback((scope.get("client") or ("",))[0]):
            return ""
        if not self._is_on:
            return " `pentagraph serve --demo` lets this machine read the demo without a key, if no key and no user exists."
        name = foreign_header(headers)
        if name is not None:
            return f" The header {name[:50]!r} is not one that clients send themselves, so the request may come through a proxy."
        return ""
