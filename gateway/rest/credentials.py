"""Credentials that the APIs accept, each as a function that returns the caller, or None if the request has no such credential."""

from collections.abc import Awaitable, Callable

from gateway.auth.request_credentials import bearer
from gateway.http_request import HttpRequest
from gateway.rest.api import Authenticator, Identify
from schema.engine.request import Caller
from storage.errors import Unauthenticated

Credential = Callable[[Authenticator, HttpRequest], Awaitable[Caller | None]]


async def by_bearer(authenticator: Authenticator, request: HttpRequest) -> Caller | None:
    """`Authorization: Bearer` with an API key, or a token of `POST /token`."""
    text = bearer(request.headers)
    return None if text is None else await authenticator.of_bearer(text)


async def by_session(authenticator: Authenticator, request: HttpRequest) -> Caller | None:
    """The session cookie."""
    return await authenticator.of_session(request)


def by_key(header: str) -> Credential:
    """An API key in a header with this name."""

    async def credential(authenticator: Authenticator, request: HttpRequest) -> Caller | None:
        text = request.headers.get(header.lower())
        return None if text is None else await authenticator.of_key(text)

    return credential


def first_of(*credentials: Credential, hint: str) -> Identify:
    """Identifies callers by the first of these credentials that a request has, or, for the demo, on this machine without one.

    Without any, raises Unauthenticated with `hint`: what to send.
    """

    async def identify(authenticator: Authenticator, request: HttpRequest) -> Caller:
        for credential in credentials:
            caller = await credential(authenticator, request)
            if caller is not None:
                return caller
        local = await authenticator.local(request)
        if local is None:
            raise Unauthenticated(hint)
        return local

    return identify
