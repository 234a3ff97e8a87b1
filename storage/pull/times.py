"""Times as servers write them."""

from datetime import timedelta

from storage.nouns.record import EPOCH


def text_of(micros: int | None) -> str:
    """The time in RFC 3339 with milliseconds, cut and in UTC. None: the beginning of time."""
    return f"{_local(micros)}Z"


def text_with_offset(micros: int | None) -> str:
    """The same time with the offset `+0000`, as Jackson writes it."""
    return f"{_local(micros)}+0000"


def _local(micros: int | None) -> str:
    return (EPOCH + timedelta(microseconds=micros or 0)).strftime("%Y-%m-%dT%H:%M:%S.") + f"{(micros or 0) // 1000 % 1000:03}"
