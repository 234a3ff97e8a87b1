"""The signatures of webhooks: an HMAC of the body in a header, or what Standard Webhooks specifies. Compared in constant time."""

import base64
import binascii
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from gateway.http_errors import SignatureRefused

WRONG = "The signature does not match the body and the secret."
STANDARD_PREFIX = "whsec_"
STANDARD_VERSION = "v1"
SECRET_BYTES = range(24, 65)
"""Length of a secret of Standard Webhooks."""


class Signature(Protocol):
    """Checks requests of one webhook."""

    def check(self, headers: Mapping[str, str], body: bytes, now: float) -> None:
        """Raises SignatureRefused unless one of the secrets signed the body. `now` is in seconds since 1970."""


@dataclass(frozen=True, slots=True)
class HmacSignature:
    """The HMAC of the body in a header, after a prefix."""

    secrets: Sequence[bytes]
    header: str
    """In lower case."""
    algorithm: str = "sha256"
    prefix: str = ""
    encoding: str = "hex"

    def check(self, headers: Mapping[str, str], body: bytes, now: float) -> None:  # noqa: ARG002 - the time is not signed
        """See Signature."""
        sent = _sent(headers, self.header)
        if not sent.startswith(self.prefix):
            raise SignatureRefused(f"The header {self.header} must begin with {self.prefix}.")
        _compare([_decoded(sent[len(self.prefix) :], self.encoding)], self.secrets, body, self.algorithm)


@dataclass(frozen=True, slots=True)
class StandardSignature:
    """What Standard Webhooks 1 specifies: id, time and body are signed, by one or several secrets."""

    secrets: Sequence[bytes]
    tolerance_seconds: int

    def check(self, headers: Mapping[str, str], body: bytes, now: float) -> None:
        """See Signature. Raises SignatureRefused as well if the request is too old, or of the future."""
        message_id, time, sent = (_sent(headers, f"webhook-{name}") for name in ("id", "timestamp", "signature"))
        if not (time.isascii() and time.isdecimal() and len(time) <= 12):
            raise SignatureRefused("The header webhook-timestamp must be a number of seconds since 1970.")
        if abs(now - int(time)) > self.tolerance_seconds:
            allowed = self.tolerance_seconds
            raise SignatureRefused(f"The time of the request differs by more than {allowed} seconds.", allowed=allowed)
        signatures = [_decoded(text, "base64") for version, _, text in map(_parts, sent.split()) if version == STANDARD_VERSION]
        _compare(signatures, self.secrets, f"{message_id}.{time}.".encode("latin-1") + body, "sha256")


def standard_secret(text: str) -> bytes:
    """The bytes of a secret such as `whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw`. Raises ValueError for any other."""
    secret = _decoded(text.removeprefix(STANDARD_PREFIX), "base64")
    if secret is None or len(secret) not in SECRET_BYTES:
        raise ValueError(f"a secret must be {SECRET_BYTES[0]} to {SECRET_BYTES[-1]} bytes in base64, after {STANDARD_PREFIX}")
    return secret


def _sent(headers: Mapping[str, str], name: str) -> str:
    if not headers.get(name):
        raise SignatureRefused(f"The header {name} is missing.")
    return headers[name]


def _parts(signature: str) -> tuple[str, str, str]:
    return signature.partition(",")


def _decoded(text: str, encoding: str) -> bytes | None:
    """The bytes of a signature; None if it is not encoded like that."""
    try:
        return binascii.unhexlify(text) if encoding == "hex" else base64.b64decode(text, validate=True)
    except ValueError:
        return None


def _compare(sent: Sequence[bytes | None], secrets: Sequence[bytes], content: bytes, algorithm: str) -> None:
    expected = [hmac.digest(secret, content, algorithm) for secret in secrets]
    matches = [hmac.compare_digest(one, other) for one in sent if one is not None for other in expected]
    if not any(matches):
        raise SignatureRefused(WRONG)
