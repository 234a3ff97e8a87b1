"""Processor time of processes, as counted by Linux: the cost of a response, independent of other load on the machine."""

from collections.abc import Iterable
from pathlib import Path

PROCESSES = Path("/proc")


def seconds(pids: Iterable[int]) -> float:
    """Processor seconds of these processes and their children so far; 0 if unknown."""
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
