"""Items that arrive slowly: what has come is passed on after a moment, also while the sender is silent."""

import queue
import threading
import time
from collections.abc import Iterator
from typing import TypeVar

T = TypeVar("T")

MOMENT = 0.3
"""Seconds that an item may wait for others at one place. A load has two such places, and then commits: a second in all."""

MOST_AHEAD = 1_000
"""Number of items read ahead."""


class _End(Exception):
    """The items have ended: as they should, or by the cause."""


def paced(items: Iterator[T], seconds: float = MOMENT) -> Iterator[T | None]:
    """Yields the items, and None whenever the first one after the last None was `seconds` ago. Reads them in a thread.

    What the items raise is raised here. If this is closed, the thread ends with the next item: the source has to end too.
    """
    ahead: queue.Queue[T | _End] = queue.Queue(MOST_AHEAD)
    is_closed = threading.Event()
    thread = threading.Thread(target=_read, args=(items, ahead, is_closed), name="pentagraph-reader", daemon=True)
    thread.start()
    try:
        deadline: float | None = None
        while True:
            try:
                item = ahead.get(timeout=None if deadline is None else max(deadline - time.monotonic(), 0))
            except queue.Empty:
                deadline = None
                yield None
                continue
            if isinstance(item, _End):
                if item.__cause__ is not None:
                    raise item.__cause__
                return
            yield item
            now = time.monotonic()
            if deadline is None:
                deadline = now + seconds
            elif now >= deadline:
                deadline = None
                yield None
    finally:
        is_closed.set()


def _read(items: Iterator[T], ahead: "queue.Queue[T | _End]", is_closed: threading.Event) -> None:
    end = _End()
    try:
        for item in items:
            _put(item, ahead, is_closed)
            if is_closed.is_set():
                return
    except BaseException as error:
        end.__cause__ = error
    _put(end, ahead, is_closed)


def _put(item: T | _End, ahead: "queue.Queue[T | _End]", is_closed: threading.Event) -> None:
    while not is_closed.is_set():
        try:
            ahead.put(item, timeout=1)
        except queue.Full:
            continue
        return
