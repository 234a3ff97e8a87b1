"""What a kind of source is: its name, and what it needs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from storage.pull.page import PullSource

SECOND = 1_000_000
MINUTE = 60 * SECOND


@dataclass(frozen=True, slots=True)
class PullKind:
    """A kind of source."""

    name: str
    page_size: int
    """Objects of a page, if the options do not say."""
    largest_page: int
    """Largest number of objects that the source gives in a page."""
    overlap: int = 10 * MINUTE
    """Microseconds before the latest object that the next pass reads again, if the options do not say."""


Opened = Callable[[str, Mapping[str, Any]], PullSource]
"""Makes a source of its address and options."""


def page_size_of(options: Mapping[str, Any], kind: PullKind) -> int:
    """Objects of a page."""
    return int(options.get("page_size") or kind.page_size)


def overlap_of(options: Mapping[str, Any], kind: PullKind) -> int:
    """Microseconds of overlap."""
    seconds = options.get("overlap")
    return kind.overlap if seconds is None else round(seconds * SECOND)
