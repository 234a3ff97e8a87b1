"""Progress of long operations: a bar on a terminal, otherwise a line for each step."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    Progress,
    SpinnerColumn,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)


class Report(Protocol):
    """Called after each step."""

    def __call__(self, done: int, total: int | None, line: str) -> None:
        """`done` of `total` units are finished (total None: unknown); `line` is the text for people."""


@contextmanager
def progress() -> Iterator[Report]:
    """Shows the steps that the block reports on standard error."""
    if not sys.stderr.isatty():
        yield _write
        return
    columns = (SpinnerColumn(), BarColumn(), TaskProgressColumn(), TextColumn("{task.description}"))
    with Progress(*columns, TimeElapsedColumn(), TimeRemainingColumn(), console=Console(stderr=True)) as bars:
        task = bars.add_task("", total=None)

        def show(done: int, total: int | None, line: str) -> None:
            bars.update(task, completed=done, total=total, description=escape(line))

        yield show


def _write(done: int, total: int | None, line: str) -> None:  # noqa: ARG001 - the line is enough
    sys.stderr.write(line + "\n")
    sys.stderr.flush()
