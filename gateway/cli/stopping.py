"""How commands that run until they are stopped hear of it."""

import asyncio
import signal


def stopped_by_signals(*, at_once_if_repeated: bool = False) -> asyncio.Event:
    """An event that SIGINT and SIGTERM set. `at_once_if_repeated`: a second signal ends the process at once."""
    stopped, loop = asyncio.Event(), asyncio.get_running_loop()

    def stop(number: int, _: object) -> None:
        if at_once_if_repeated:
            signal.signal(number, signal.SIG_DFL)
        loop.call_soon_threadsafe(stopped.set)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    return stopped
