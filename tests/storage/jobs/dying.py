"""A job in steps, and a process that takes it and stands still at a point of it, there to be killed.

Run as `python -m tests.storage.jobs.dying URL POINT`: says the point on standard output when it has come there.
"""

import asyncio
import sys
import time
from collections.abc import Mapping
from typing import Any

from storage.database.opening import open_database
from storage.jobs import lease
from storage.jobs.kind import Assignment, Kind
from storage.jobs.queue import recent
from storage.jobs.runner import Terms, run_next
from storage.nouns.config_change import ConfigChange
from storage.nouns.record import Instant
from storage.writing.writer import write

STEPS = 4
AT = 1_780_000_000_000_000
"""The time by the clock of the process: it stands still, however slow the machine."""
_stand_still_at = ""


def reached(point: str) -> None:
    """Stands still, signs of life included, where that is the point."""
    if point == _stand_still_at:
        sys.stdout.write(point + "\n")
        sys.stdout.flush()
        time.sleep(600)


async def in_steps(given: Assignment) -> Mapping[str, Any]:
    """Writes a record at each step: the same one when it is taken again."""
    reached("taken")
    job = (await recent(given.database, given.org_id, 1))[0]
    for step in range(STEPS):
        await write(given.database, given.org_id, [ConfigChange(id=f"{job.id}/{step}", changed_at=Instant(given.now))])
        given.progress((step + 1) / STEPS)
        reached(f"step {step}")
    reached("worked")
    return {"steps": STEPS}


STEPWISE = Kind("stepwise", in_steps)


async def _main(url: str) -> None:
    tell = lease._update

    async def telling(*given: Any, **told: Any) -> Any:
        """Inside the transactions in which a job is taken and ended, just before they are committed."""
        found = await tell(*given, **told)
        reached({"RUNNING": "taking", "SUCCEEDED": "ending"}.get(told.get("state", ""), ""))
        return found

    lease._update = telling
    database = await open_database(url, readers=1)
    await run_next(database, "acme", {STEPWISE.name: STEPWISE}, Terms(clock=lambda: AT), "a")
    reached("ended")


if __name__ == "__main__":
    _stand_still_at = sys.argv[2]
    asyncio.run(_main(sys.argv[1]))
