"""Ids for what Pentagraph itself makes: a prefix and a ULID, so that ids sort by when they were made."""

import hashlib
import secrets

DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that can be taken for a digit."""

LENGTH = 26
RANDOM_BYTES = 10


def new_id(prefix: str, at: int) -> str:
    """A new id, such as `job_01JF8RAJ1A2B3C4D5E6F7G8H9J`; `at` is the time in microseconds since 1970."""
    return prefix + _ulid(at, secrets.token_bytes(RANDOM_BYTES))


def id_of(prefix: str, at: int, *parts: str) -> str:
    """The same id whenever the same is asked: its second half is a hash of the parts, where `new_id` is random."""
    return prefix + _ulid(at, hashlib.sha256("\0".join(parts).encode()).digest()[:RANDOM_BYTES])


def _ulid(at: int, rest: bytes) -> str:
    """48 bits of milliseconds and 80 others, five bits to a digit."""
    number = (at // 1000 << 8 * RANDOM_BYTES) | int.from_bytes(rest)
    return "".join(DIGITS[number >> 5 * place & 31] for place in reversed(range(LENGTH)))
