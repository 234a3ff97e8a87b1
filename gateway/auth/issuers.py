"""Tokens of the OpenID Connect issuers in the settings, verified with the keys that each issuer publishes."""

import time
from collections.abc import Callable, Mapping

import jwt
from jwt import PyJWK
from jwt.types import Options

from gateway.auth.jwks import KeysUnavailable, PublishedKeys
from gateway.auth.request_credentials import LONGEST
from gateway.auth.tokens import BROKEN
from gateway.issuer_settings import Issuer
from schema.engine.request import Caller
from storage.errors import Unauthenticated

LEEWAY = 30
"""Maximum difference between clocks, in seconds."""

REQUIRED = ("iss", "aud", "sub", "exp")


class Issuers:
    """The configured issuers, by their names in the settings."""

    def __init__(self, issuers: Mapping[str, Issuer], clock: Callable[[], float] = time.monotonic) -> None:
        self._issuers = {name: (issuer, PublishedKeys(issuer, clock)) for name, issuer in issuers.items()}

    async def caller(self, identifier: str, text: str) -> Caller:
        """The caller of a token. Raises Unauthenticated, with the reason, if it cannot be verified or is not for this server."""
        if identifier not in self._issuers:
            raise Unauthenticated(f"Unknown token issuer: {identifier[:100]!r}.")
        issuer, keys = self._issuers[identifier]
        algorithm, key_id = _header(text, issuer)
        try:
            key = await keys.key(key_id, algorithm)
        except KeysUnavailable as error:
            raise Unauthenticated("The token cannot be verified at present because its issuer does not respond.") from error
        if key is None:
            raise Unauthenticated("The token is signed with a key that its issuer does not publish.")
        claims = _verified(text, key, algorithm, issuer)
        name = claims.get("email") or claims.get("preferred_username") or claims["sub"]
        return Caller(issuer.org_id, _scopes(claims, issuer), str(name)[:200])


def _header(text: str, issuer: Issuer) -> tuple[str, str | None]:
    """The algorithm and key id in a token's header, not yet trusted: the algorithm must still be allowed and fit the key type."""
    try:
        if len(text) > LONGEST:
            raise jwt.InvalidTokenError
        header = jwt.get_unverified_header(text)
    except BROKEN as error:
        raise Unauthenticated("The token is not a JWT.") from error
    if header.get("alg") not in issuer.algorithms:
        raise Unauthenticated("The token is signed with an algorithm that is not allowed.")
    return str(header["alg"]), header.get("kid")


def _verified(text: str, key: PyJWK, algorithm: str, issuer: Issuer) -> Mapping[str, object]:
    options: Options = {"require": list(REQUIRED), "enforce_minimum_key_length": True}
    try:
        return jwt.decode(
            text, key, algorithms=[algorithm], audience=issuer.audience, issuer=issuer.issuer, leeway=LEEWAY, options=options
        )
    except jwt.ExpiredSignatureError as error:
        raise Unauthenticated("The token has expired.") from error
    except jwt.ImmatureSignatureError as error:
        raise Unauthenticated("The token is not valid yet.") from error
    except jwt.InvalidAudienceError as error:
        raise Unauthenticated("The token is for another audience.") from error
    except jwt.InvalidIssuerError as error:
        raise Unauthenticated("The token is from another issuer.") from error
    except BROKEN as error:
        raise Unauthenticated("The token is not valid.") from error


def _scopes(claims: Mapping[str, object], issuer: Issuer) -> frozenset[str]:
    """The scopes in the settings; if they name a claim, only those that the claim contains."""
    if not issuer.scopes_claim:
        return frozenset(issuer.scopes)
    claim = claims.get(issuer.scopes_claim)
    scopes = claim.split() if isinstance(claim, str) else claim if isinstance(claim, list) else []
    return frozenset(issuer.scopes) & {each for each in scopes if isinstance(each, str)}
