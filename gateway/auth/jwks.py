"""The keys that an OpenID Connect issuer publishes: discovered, fetched, and refreshed when they change."""

import asyncio
import logging
import ssl
from collections.abc import Callable, Mapping
from functools import cache

import httpx
import jwt
import orjson
from jwt import PyJWK

from gateway.issuer_settings import Issuer, is_safe_url
from storage.loopback import is_loopback

log = logging.getLogger("pentagraph")

DISCOVERY = "/.well-known/openid-configuration"
TIMEOUT = 5.0
"""Maximum time for discovery and keys together, in seconds."""
LARGEST = 262_144
"""Maximum size of a document from an issuer, in bytes."""
FRESH = 3_600.0
"""Seconds after which the keys are fetched again, so that withdrawn keys stop working."""
STALE = 86_400.0
"""Seconds for which fetched keys stay in use while the issuer does not respond."""
PAUSE = 60.0
"""Minimum seconds between attempts, so that tokens with unknown key ids cannot cause more requests to an issuer."""
FIRST_PAUSE = 5.0
"""Minimum seconds between attempts if no keys were fetched yet."""


class KeysUnavailable(Exception):
    """The issuer does not respond, or its response has no keys."""


class PublishedKeys:
    """The keys of one issuer."""

    def __init__(self, issuer: Issuer, clock: Callable[[], float]) -> None:
        self._issuer = issuer
        self._clock = clock
        self._keys: list[Mapping[str, object]] = []
        self._fetched: float | None = None
        self._tried: float | None = None
        self._turn = asyncio.Lock()

    async def key(self, key_id: str | None, algorithm: str) -> PyJWK | None:
        """The key that verifies a token; None if the issuer does not publish it. Raises KeysUnavailable."""
        if self._age() > FRESH or (key_id is not None and not self._of(key_id)):
            async with self._turn:
                if self._age() > FRESH or not self._of(key_id):
                    await self._refresh()
        if self._age() > STALE:
            raise KeysUnavailable
        fitting = [key for key in (_key(each, algorithm) for each in self._of(key_id)) if key is not None]
        return fitting[0] if len(fitting) == 1 else None

    def _of(self, key_id: str | None) -> list[Mapping[str, object]]:
        """The keys with this id; all keys for None."""
        return [key for key in self._keys if key_id is None or key.get("kid") == key_id]

    def _age(self) -> float:
        return float("inf") if self._fetched is None else self._clock() - self._fetched

    async def _refresh(self) -> None:
        now = self._clock()
        if self._tried is not None and now - self._tried < (PAUSE if self._keys else FIRST_PAUSE):
            return
        self._tried = now
        try:
            async with asyncio.timeout(TIMEOUT):
                self._keys = await _fetched(self._issuer)
            self._fetched = self._clock()
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError, TimeoutError, KeysUnavailable) as error:
            log.warning("cannot fetch the keys of issuer %s: %s %s", self._issuer.issuer, type(error).__name__, error)


async def _fetched(issuer: Issuer) -> list[Mapping[str, object]]:
    address = issuer.jwks_uri
    # Requests to this machine must not go through a proxy from the environment.
    trusts_environment = not is_loopback(httpx.URL(issuer.issuer).host)
    async with httpx.AsyncClient(timeout=TIMEOUT, trust_env=trusts_environment, verify=_tls(trusts_environment)) as client:
        if not address:
            about = await _document(client, issuer.issuer.rstrip("/") + DISCOVERY)
            address = str(about.get("jwks_uri"))
            if about.get("issuer") != issuer.issuer or not is_safe_url(address):
                raise KeysUnavailable("the discovery document names another issuer or an unsafe jwks_uri")
        keys = (await _document(client, address)).get("keys")
    if not isinstance(keys, list):
        raise KeysUnavailable("the response has no list of keys")
    return [key for key in keys if isinstance(key, dict)]


@cache
def _tls(trusts_environment: bool) -> ssl.SSLContext:
    """How servers are verified. Made once, because reading the certificates of all authorities keeps the event loop busy."""
    return httpx.create_ssl_context(trust_env=trusts_environment)


async def _document(client: httpx.AsyncClient, address: str) -> Mapping[str, object]:
    """Fetches a JSON object; does not follow redirects."""
    async with client.stream("GET", address, headers={"accept": "application/json"}) as answer:
        if answer.status_code != 200:
            raise KeysUnavailable(f"status {answer.status_code}")
        content = b""
        async for part in answer.aiter_bytes(16_384):
            content += part
            if len(content) > LARGEST:
                raise KeysUnavailable("the response is too large")
    found = orjson.loads(content)
    if not isinstance(found, dict):
        raise KeysUnavailable("the response is not a JSON object")
    return found


def _key(published: Mapping[str, object], algorithm: str) -> PyJWK | None:
    """Parses a key for an algorithm; None if its type, algorithm or use does not fit, or if it is malformed."""
    operations = published.get("key_ops")
    if published.get("use", "sig") != "sig" or (isinstance(operations, list) and "verify" not in operations):
        return None
    if published.get("kty") not in ("RSA", "EC", "OKP") or published.get("alg", algorithm) != algorithm:
        return None
    try:
        return PyJWK(dict(published), algorithm)
    except (jwt.PyJWTError, ValueError, TypeError):
        return None
