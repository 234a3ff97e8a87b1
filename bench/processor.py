"""Processor time of processes, as Linux counts it: what an answer costs, however busy the machine is with other things."""

from collections.abc import Iterable
from pathlib import Path

PROCESSES = Path("/proc")


def seconds(pids: Iterable[int]) -> float:
    """Seconds that these processes and their children have run so far; 0 where there is no way to know."""
    return sum(_nanoseconds(pid) for pid in {family for pid in pids for family in (pid, *_children(pid))}) / 1e9


def _children(pid: int) -> list[int]:
    try:
        listed = [task.read_text().split() for task in (PROCESSES / str(pid) / "task").glob("*/children")]
    except OSError:
        return []
    return [int(child) for children in listed for child in children]


def _nanoseconds(pid: int) -> int:
    total = 0
    for thread in (PROCESSES / str(pid) / "task").glob("*/schedstat"):
        try:
            total += int(thread.read_text().split()[0])
        except OSError:
            continue
    return total
