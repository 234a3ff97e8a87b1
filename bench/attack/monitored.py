"""`pentagraph` in a process whose event loop has a heartbeat, and records the longest gap between two beats.

    python -m bench.attack.monitored GAPS serve --port 0

GAPS is the file of a `GapFile`.
"""

import asyncio
import gc
import sys
import time
from pathlib import Path
from typing import Any

from bench.attack.gaps import GapFile
from gateway.cli import main
from gateway.server import Server

BEAT_SECONDS = 0.005


class Heart:
    """The heartbeat of an event loop."""

    def __init__(self, gaps: GapFile) -> None:
        self.gaps = gaps
        self._collecting_since = 0.0

    async def beat(self) -> None:
        """Beats until it is cancelled."""
        while True:
            busy, waited = time.process_time(), _waited()
            due = time.perf_counter() + BEAT_SECONDS
            await asyncio.sleep(BEAT_SECONDS)
            late = (time.perf_counter() - due) * 1000
            found = self.gaps.read()
            if late > found.gap:
                used = (time.process_time() - busy) * 1000
                self.gaps.write(found._replace(gap=late, busy=used, waiting=(_waited() - waited) * 1000))

    def collected(self, phase: str, info: dict[str, Any]) -> None:
        """Notes how long a full garbage collection takes."""
        if phase == "start":
            self._collecting_since = time.perf_counter()
        elif info["generation"] == 2:
            found = self.gaps.read()
            taken = (time.perf_counter() - self._collecting_since) * 1000
            self.gaps.write(found._replace(collection=max(found.collection, taken)))


def _waited() -> float:
    """Seconds that this thread has been ready to run without a processor, since it began."""
    _, waited, _ = Path("/proc/thread-self/schedstat").read_text(encoding="ascii").split()
    return int(waited) / 1_000_000_000


def _monitor(gaps: Path) -> None:
    """Makes the server start the heartbeat when it listens."""
    heart = Heart(GapFile(gaps))
    startup = Server.startup

    async def with_heartbeat(self: Server, sockets: Any = None) -> None:
        await startup(self, sockets)
        self.heart = asyncio.create_task(heart.beat())  # type: ignore[attr-defined] # which keeps the task
        gc.callbacks.append(heart.collected)

    Server.startup = with_heartbeat  # type: ignore[method-assign]


if __name__ == "__main__":
    _monitor(Path(sys.argv[1]))
    del sys.argv[1:2]
    main()
