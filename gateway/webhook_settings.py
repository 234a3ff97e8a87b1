"""The settings of a webhook: whose data it sends, its secret, how it is signed, and what its events become."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from gateway.setting_types import HEADER_NAME, OrganizationId

NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,62}")
"""The name of a webhook, which is the end of its path."""
SHORTEST_SECRET = 16
"""Characters."""


class Webhook(BaseModel):
    """A webhook at `/webhooks/NAME`; docs/webhooks.md explains each field."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["github", "hmac", "standard"]
    """Who signs: GitHub, anyone with an HMAC in a header, anyone as Standard Webhooks specifies."""
    org_id: OrganizationId
    """The organization that receives the data."""
    secret_env: str = ""
    """Environment variable that contains the secret."""
    secret_file: str = ""
    """File that contains the secret. Each line is a secret, and each is accepted, so that it can be exchanged."""
    mapping: str = ""
    """File that maps events to records. GitHub has none."""
    signature_header: str = ""
    """kind hmac: header that contains the signature."""
    algorithm: Literal["sha1", "sha256", "sha384", "sha512"] = "sha256"
    """kind hmac: hash function."""
    prefix: str = ""
    """kind hmac: text before the signature, such as `sha256=`."""
    encoding: Literal["hex", "base64"] = "hex"
    """kind hmac: encoding of the signature."""
    tolerance_seconds: int = Field(300, ge=1, le=86_400)
    """kind standard: seconds that the time of a request may differ from the clock."""

    @field_validator("secret_env")
    @classmethod
    def _is_no_setting(cls, value: str) -> str:
        if value.startswith("PENTAGRAPH_"):
            raise ValueError("must not begin with PENTAGRAPH_, as the names of settings do")
        return value

    @field_validator("signature_header")
    @classmethod
    def _is_header(cls, value: str) -> str:
        if value and not HEADER_NAME.fullmatch(value):
            raise ValueError("must be the name of a header")
        return value

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if bool(self.secret_env) == bool(self.secret_file):
            raise ValueError("exactly one of secret_env and secret_file is required")
        if bool(self.mapping) == (self.kind == "github"):
            raise ValueError(f"a webhook of kind {self.kind} {'has no' if self.mapping else 'requires a'} mapping")
        if bool(self.signature_header) != (self.kind == "hmac"):
            verb = "has no" if self.signature_header else "requires a"
            raise ValueError(f"a webhook of kind {self.kind} {verb} signature_header")
        return self

    def secrets(self, environment: Mapping[str, str]) -> tuple[str, ...]:
        """The secrets, in the order of the lines. Raises ValueError if there is none, or one that is too short to be safe."""
        if self.secret_env:
            text, place = environment.get(self.secret_env, ""), f"the environment variable {self.secret_env}"
        else:
            text, place = _content(self.secret_file), f"the file {self.secret_file}"
        secrets = tuple(line.strip() for line in text.splitlines() if line.strip())
        if not secrets:
            raise ValueError(f"{place} contains no secret")
        if any(len(secret) < SHORTEST_SECRET for secret in secrets):
            raise ValueError(f"{place}: a secret must have at least {SHORTEST_SECRET} characters")
        return secrets


def _content(file: str) -> str:
    try:
        return Path(file).read_text(encoding="utf-8")
    except OSError as error:
        raise ValueError(f"the file {file} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ValueError(f"the file {file} is not UTF-8 text") from error
