"""An OpenID Connect issuer as the settings tell of it."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, field_validator

from gateway.auth.local import is_loopback
from storage.accounts.keys import ORGANIZATION_ID, SCOPES

ASYMMETRIC = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Algorithms by which an issuer may sign: who verifies cannot sign."""


def is_safe_url(url: str) -> bool:
    """Whether what is fetched there is what its host meant: https, or this machine."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return False
    return bool(host) and (parts.scheme == "https" or (parts.scheme == "http" and is_loopback(str(host))))


def _known(values: tuple[str, ...], names: Sequence[str]) -> tuple[str, ...]:
    if unknown := sorted(set(values) - set(names)):
        raise ValueError(f"there is no {unknown[0]} here, but {', '.join(names)}")
    return values


class Issuer(BaseModel):
    """An OpenID Connect issuer whose tokens are taken; docs/credentials.md tells of each field."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    issuer: str
    """Its URL, as the claim `iss` has it."""
    audience: str = Field(min_length=1)
    """What the claim `aud` must hold."""
    org_id: str
    """The organization whose data its tokens open."""
    scopes: tuple[str, ...] = ("graph:read", "logs:read", "mcp:read", "nhi:read")
    """What its tokens may do."""
    scopes_claim: str = ""
    """The claim that says which of `scopes` a token has. Empty: all."""
    algorithms: tuple[str, ...] = ("RS256", "ES256")
    jwks_uri: str = ""
    """Where its keys are. Empty: where its discovery document says."""

    @field_validator("issuer", "jwks_uri")
    @classmethod
    def _is_safe(cls, value: str) -> str:
        if value and not is_safe_url(value):
            raise ValueError("has to be an https URL, or one of this machine")
        return value

    @field_validator("org_id")
    @classmethod
    def _is_organization(cls, value: str) -> str:
        if not ORGANIZATION_ID.fullmatch(value):
            raise ValueError("has to be the id of an organization")
        return value

    @field_validator("scopes")
    @classmethod
    def _are_scopes(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return _known(value, SCOPES)

    @field_validator("algorithms")
    @classmethod
    def _are_asymmetric(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return _known(value, ASYMMETRIC)
