"""What the heartbeat of a server's event loop found, in a file that the server and the campaign share."""

import mmap
import struct
from pathlib import Path
from typing import NamedTuple

LAYOUT = struct.Struct("dddd")


class Gaps(NamedTuple):
    """The longest gap of the heartbeat and what happened in it, in milliseconds."""

    gap: float
    busy: float
    """Processor time of the process in that gap: much less if other processes had the processors."""
    collection: float
    """The longest full garbage collection."""
    waiting: float = 0
    """Time in that gap in which the thread of the event loop was ready to run, and other threads had the processors."""


class GapFile:
    """The figures in a file that two processes share."""

    def __init__(self, path: Path) -> None:
        if not path.exists():
            path.write_bytes(bytes(LAYOUT.size))
        with path.open("r+b") as file:
            self._shared = mmap.mmap(file.fileno(), LAYOUT.size)

    def read(self) -> Gaps:
        """The figures."""
        return Gaps(*LAYOUT.unpack_from(self._shared))

    def clear(self) -> None:
        """Sets all figures to 0."""
        self.write(Gaps(0, 0, 0))

    def write(self, gaps: Gaps) -> None:
        """Replaces the figures."""
        LAYOUT.pack_into(self._shared, 0, *gaps)
