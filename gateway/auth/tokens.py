"""Bearer tokens that this server signs, from `POST /token`.

They are JWTs signed with HMAC-SHA256 and the organization's own secret; `kid` in the header is the organization. A token is
bound to the user's password and state: a change of either invalidates it.
"""

import time
from collections.abc import Callable

import jwt
from jwt.types import Options

from gateway.auth.request_credentials import LONGEST
from gateway.auth.ttl_cache import CachedLookup
from schema.engine.request import Caller
from storage.accounts import users
from storage.accounts.keys import ORGANIZATION_ID
from storage.accounts.token_secret import ensure_token_secret, token_secret
from storage.accounts.users import User
from storage.database.protocol import Database
from storage.errors import Unauthenticated

ISSUER = "pentagraph"
ALGORITHM = "HS256"
AUDIENCE = "pentagraph:bearer"

BROKEN = (jwt.PyJWTError, ValueError, TypeError, OverflowError, RecursionError)
"""Exceptions from reading a token. Its JSON may contain anything, such as infinities or deep nesting."""

REQUIRED = ("iss", "aud", "sub", "iat", "exp", "scope", "version")


class Tokens:
    """Creates tokens, and resolves them to callers."""

    def __init__(
        self, database: Database, *, minutes: float, cache_seconds: float, clock: Callable[[], float] = time.time
    ) -> None:
        self._database = database
        self.seconds = round(minutes * 60)
        """Lifetime of a token, in seconds."""
        self._clock = clock
        self._secrets: CachedLookup[str, str] = CachedLookup(lambda org_id: token_secret(database, org_id), cache_seconds)
        self._users: CachedLookup[tuple[str, str], User] = CachedLookup(lambda key: users.user(database, *key), cache_seconds)

    async def make(self, user: User, scopes: frozenset[str]) -> str:
        """Creates a token for a user, limited to the scopes."""
        now = int(self._clock())
        claims = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": user.id,
            "iat": now,
            "exp": now + self.seconds,
            "scope": " ".join(sorted(scopes)),
            "version": user.changed_at,
        }
        secret = await ensure_token_secret(self._database, user.org_id)
        return jwt.encode(claims, secret, algorithm=ALGORITHM, headers={"kid": user.org_id})

    async def caller(self, text: str) -> Caller:
        """The caller of a token. Raises Unauthenticated if it is not ours, has expired, or its user was disabled or changed."""
        org_id = _organization_named(text)
        secret = await self._secrets.get(org_id)
        if secret is None:
            raise _invalid()
        claims = _verified(text, secret, self._clock())
        user = await self._users.get((org_id, str(claims["sub"])))
        if user is None or user.disabled_at is not None or user.changed_at != claims["version"]:
            raise _invalid()
        return Caller(org_id, user.scopes & frozenset(str(claims["scope"]).split()), user.email)


def is_ours(text: str) -> bool:
    """Whether a token claims this server as its issuer. The claim is not verified here."""
    try:
        return len(text) <= LONGEST and jwt.decode(text, options={"verify_signature": False}).get("iss") == ISSUER
    except BROKEN:
        return False


def _organization_named(text: str) -> str:
    try:
        org_id = jwt.get_unverified_header(text).get("kid") if len(text) <= LONGEST else None
    except BROKEN as error:
        raise _invalid() from error
    if not isinstance(org_id, str) or not ORGANIZATION_ID.fullmatch(org_id):
        raise _invalid()
    return org_id


def _verified(text: str, secret: str, now: float) -> dict[str, object]:
    """The verified claims. Times are compared with `clock`, which tests may set."""
    options: Options = {"require": list(REQUIRED), "verify_exp": False, "verify_iat": False, "verify_nbf": False}
    try:
        claims = jwt.decode(text, secret, algorithms=[ALGORITHM], audience=AUDIENCE, issuer=ISSUER, options=options)
    except BROKEN as error:
        raise _invalid() from error
    if not isinstance(claims["exp"], int) or claims["exp"] <= now:
        raise Unauthenticated("The token has expired; request a new one.")
    return claims


def _invalid() -> Unauthenticated:
    return Unauthenticated("The token is not valid.")
