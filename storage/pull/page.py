"""Pages of a source: what was sent, how it is read, and where reading goes on."""

from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from storage.ingest.reader import Items

Cursor = Mapping[str, Any]
"""JSON object that a kind of source understands: everything before it was in earlier pages. Empty: the beginning."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One object of a page."""

    body: bytes
    """As the source sent it."""
    read: Callable[[], Items]
    """What a reader makes of it. Called once, in a thread."""
    format: str | None = None
    """Name of the format of `load` that reads the body too. None: there is none."""


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a source that is stored as a whole."""

    entries: Sequence[Entry]
    cursor: Cursor
    """Where to go on when the entries are on disk."""
    about: str
    """What it contains, for people, such as `traces to 2026-05-01T12:00:00Z`."""

    @property
    def size(self) -> int:
        """Number of bytes that were sent."""
        return sum(len(entry.body) for entry in self.entries)


class PullSource(Protocol):
    """Something that is read page by page."""

    def pages(self, cursor: Cursor) -> AsyncGenerator[Page, None]:
        """The pages after a cursor, to the end of what there is now. The cursor of the last page begins the next pass: a new
        source, given it, yields what has come since, with overlap.

        Raises TryLater if the same may succeed later, PullFailed if it will not.
        """

    async def close(self) -> None:
        """Closes connections."""
