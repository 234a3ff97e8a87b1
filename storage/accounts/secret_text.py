"""Credentials as texts `<prefix><organization>.<id>.<secret>`. Only a hash of the secret is stored."""

import hashlib
import hmac
import secrets

SECRET_BYTES = 32
NO_HASH = "0" * 64
"""Compared if the credential is unknown, so that it takes the same time."""


def new_secret() -> str:
    """A secret of 256 random bits."""
    return secrets.token_urlsafe(SECRET_BYTES)


def parts_of(text: str, prefix: str) -> tuple[str, str, str] | None:
    """Organization, id and secret of a text; None if it has another form."""
    parts = text.removeprefix(prefix).split(".")
    if not text.startswith(prefix) or len(parts) != 3 or "\0" in text or not text.isascii():
        return None
    return parts[0], parts[1], parts[2]


def hashed(secret: str) -> str:
    """SHA-256 in hex. A slow hash is for secrets that people choose; these have 256 random bits."""
    return hashlib.sha256(secret.encode()).hexdigest()


def is_right(secret: str, stored: str | None) -> bool:
    """Whether a secret has the stored hash; None: there is none."""
    return hmac.compare_digest(hashed(secret), NO_HASH if stored is None else stored)
