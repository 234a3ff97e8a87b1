"""Lists on the command line: a table on a terminal, otherwise tab-separated lines."""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime

from rich.console import Console
from rich.markup import escape
from rich.table import Table


def show(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Prints rows; column names are shown on a terminal only."""
    if not sys.stdout.isatty():
        for row in rows:
            sys.stdout.write("\t".join(row) + "\n")
        return
    table = Table(*columns, box=None)
    for row in rows:
        table.add_row(*map(escape, row))
    Console().print(table)


def day(micros: int) -> str:
    """The UTC date of a time, such as 2026-05-01."""
    return datetime.fromtimestamp(micros / 1_000_000, UTC).strftime("%Y-%m-%d")


def minute(micros: int) -> str:
    """The UTC date and minute of a time, such as 2026-05-01 12:30."""
    return datetime.fromtimestamp(micros / 1_000_000, UTC).strftime("%Y-%m-%d %H:%M")


def second(micros: int) -> str:
    """The UTC date and time of a time, such as 2026-05-01 12:30:05."""
    return datetime.fromtimestamp(micros / 1_000_000, UTC).strftime("%Y-%m-%d %H:%M:%S")
