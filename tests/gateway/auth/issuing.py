"""An OpenID Connect issuer on this machine: it publishes keys over HTTP, and signs tokens with them."""

import asyncio
import base64
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from jwt.algorithms import get_default_algorithms

AUDIENCE = "https://analytics.example.org"


@cache
def signing_key(name: str) -> Any:
    """A private key: an RSA key, or one of P-256 for names that begin with `ec`. Made once, since that takes a while."""
    if name.startswith("ec"):
        return ec.generate_private_key(ec.SECP256R1())
    return rsa.generate_private_key(65537, 1024 if name.startswith("short") else 2048)


def public_pem(name: str) -> bytes:
    """The public part of a key, as text that anybody can have."""
    key: PrivateKeyTypes = signing_key(name)
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def published(name: str, **changed: Any) -> dict[str, Any]:
    """The public part of a key as a JSON Web Key."""
    algorithm = get_default_algorithms()["ES256" if name.startswith("ec") else "RS256"]
    found = algorithm.to_jwk(signing_key(name).public_key(), as_dict=True)
    return {**found, "kid": name, **changed}


@dataclass
class RunningIssuer:
    """What it answers may be changed at any time."""

    url: str = ""
    keys: list[Any] = field(default_factory=list)
    answers: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    """Status and body by path, where they are to be other than they should."""
    asked: list[str] = field(default_factory=list)
    """The paths that were asked for."""

    def token(
        self, name: str, now: float, *, algorithm: str | None = None, header: Any = None, key: Any = None, **changed: Any
    ) -> str:
        """A token that is good, but for the claims and header fields that are changed. `...`: without it."""
        claims = {
            "iss": self.url,
            "aud": AUDIENCE,
            "sub": "user-1",
            "email": "ada@example.org",
            "iat": int(now),
            "exp": int(now) + 300,
            **changed,
        }
        signed_by = algorithm or ("ES256" if name.startswith("ec") else "RS256")
        told = {"kid": name, **(header or {})}
        return jwt.encode(
            {claim: value for claim, value in claims.items() if value is not ...},
            signing_key(name) if key is None else key,
            signed_by,
            headers={each: value for each, value in told.items() if value is not ...},
        )

    def answer(self, path: str) -> tuple[int, bytes]:
        """What is answered at a path."""
        self.asked.append(path)
        if path in self.answers:
            return self.answers[path]
        if path == "/.well-known/openid-configuration":
            return 200, json.dumps({"issuer": self.url, "jwks_uri": f"{self.url}/keys"}).encode()
        return (200, json.dumps({"keys": self.keys}).encode()) if path == "/keys" else (404, b"")


@asynccontextmanager
async def issuer(*names: str) -> AsyncIterator[RunningIssuer]:
    """An issuer that publishes keys, on a free port of this machine."""
    running = RunningIssuer(keys=[published(name) for name in names])

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                status, body = running.answer(head.split(b" ")[1].decode())
                place = f"location: {running.url}/keys\r\n" if status == 302 else ""
                writer.write(f"HTTP/1.1 {status} x\r\ncontent-length: {len(body)}\r\n{place}\r\n".encode() + body)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        running.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        yield running


def unsigned(header: dict[str, Any], claims: dict[str, Any]) -> str:
    """A token with an empty signature."""
    parts = (base64.urlsafe_b64encode(json.dumps(each).encode()).rstrip(b"=").decode() for each in (header, claims))
    return ".".join([*parts, ""])
