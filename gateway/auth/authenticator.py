"""Resolves every kind of credential to a caller. Credentials are checked in no other place."""

from gateway.auth.callers import Callers
from gateway.auth.issuers import Issuers
from gateway.auth.request_credentials import COOKIE, cookie, is_same_origin
from gateway.auth.sessions import Sessions
from gateway.auth.tokens import Tokens, is_ours
from gateway.http_request import HttpRequest
from schema.engine.request import Caller
from storage.accounts.keys import PREFIX
from storage.errors import Forbidden

SAFE = ("GET", "HEAD")
"""HTTP methods that change nothing."""


class StoreAuthenticator:
    """`gateway.rest.api.Authenticator` over a store."""

    def __init__(self, callers: Callers, tokens: Tokens, sessions: Sessions, issuers: Issuers) -> None:
        self._callers = callers
        self._tokens = tokens
        self._sessions = sessions
        self._issuers = issuers

    async def of_key(self, text: str) -> Caller:
        """The caller of an API key."""
        return await self._callers.of_key(text)

    async def of_token(self, text: str) -> Caller:
        """The caller of a token from `POST /token`."""
        return await self._tokens.caller(text)

    async def of_bearer(self, text: str) -> Caller:
        """The caller of an API key or of a token from `POST /token`."""
        return await (self.of_key(text) if text.startswith(PREFIX) else self.of_token(text))

    async def of_session(self, request: HttpRequest) -> Caller | None:
        """The caller of the session cookie; None if none was sent.

        Raises Forbidden if the request may change something and does not come from a page of this host, because browsers
        also add the cookie to requests from pages of other sites.
        """
        text = cookie(request.headers, COOKIE)
        if text is None:
            return None
        if request.method not in SAFE and not is_same_origin(request.headers):
            raise Forbidden("With a session cookie, this method requires an Origin or Referer header of this host.")
        return await self._sessions.caller(text)

    async def of_issuer(self, identifier: str, token: str) -> Caller:
        """The caller of a token from a configured issuer, named as in the settings, or of a token of this server."""
        if token.startswith(PREFIX) or is_ours(token):
            return await self.of_bearer(token)
        return await self._issuers.caller(identifier, token)

    async def local(self, request: HttpRequest) -> Caller | None:
        """The caller on this machine who reads the demo without a credential; None for other requests."""
        return await self._callers.local(request.scope, request.headers)
