"""The settings of an OpenID Connect issuer."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, field_validator

from gateway.setting_types import OrganizationId
from storage.accounts.keys import SCOPES
from storage.alternatives import one_of
from storage.loopback import is_loopback

ASYMMETRIC = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Signature algorithms that an issuer may use: asymmetric, so that the key that verifies cannot sign."""


def is_safe_url(url: str) -> bool:
    """Whether the host of the URL is authenticated: https, or http to this machine."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return False
    return bool(host) and (parts.scheme == "https" or (parts.scheme == "http" and is_loopback(str(host))))


def _known(values: tuple[str, ...], names: Sequence[str]) -> tuple[str, ...]:
    if unknown := sorted(set(values) - set(names)):
        raise ValueError(f"unknown value {unknown[0]}; {one_of(names)}")
    return values


class Issuer(BaseModel):
    """An OpenID Connect issuer whose tokens are accepted; docs/credentials.md explains each field."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    issuer: str
    """The issuer's URL, exactly as in the claim `iss`."""
    audience: str = Field(min_length=1)
    """The value that the claim `aud` must contain."""
    org_id: OrganizationId
    """The organization that the issuer's tokens give access to."""
    scopes: tuple[str, ...] = ("graph:read", "logs:read", "mcp:read", "nhi:read")
    """The scopes of the issuer's tokens."""
    scopes_claim: str = ""
    """The claim that lists which of `scopes` a token has. Empty: all of them."""
    algorithms: tuple[str, ...] = ("RS256", "ES256")
    jwks_uri: str = ""
    """URL of the issuer's keys. Empty: the one in its discovery document."""

    @field_validator("issuer", "jwks_uri")
    @classmethod
    def _is_safe(cls, value: str) -> str:
        if value and not is_safe_url(value):
            raise ValueError("must be an https URL, or an http URL of this machine")
        return value

    @field_validator("scopes")
    @classmethod
    def _are_scopes(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return _known(value, SCOPES)

    @field_validator("algorithms")
    @classmethod
    def _are_asymmetric(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return _known(value, ASYMMETRIC)
